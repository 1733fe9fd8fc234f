//! Italian: Snowball stems; the elided article or preposition is a word of its own (dell'acqua =
//! dell, acqua).
//!
//! The stop words are our own list.

use frostem::Algorithm;

use crate::analysis::language::{Apostrophe, Language};
use crate::analysis::script::Script;

/// The language `it`.
pub(crate) static LANGUAGE: Language = Language {
    code: "it",
    name: "Italian",
    scripts: &[Script::Latin],
    stemmer: Some(Algorithm::Italian),
    apostrophe: Apostrophe::Elides,
    stop_words: "\
        il lo la i gli le l un uno una di del dello della dei degli delle dell a al allo alla ai agli \
        alle all da dal dallo dalla dai dagli dalle dall in nel nello nella nei negli nelle nell su sul \
        sullo sulla sui sugli sulle sull con col per tra fra e ed o oppure ma però anche se perché \
        poiché che chi cui quale quali quando dove come quanto quanta quanti quante cosa non né più meno \
        molto molti molta è sono era erano fu furono essere stato stata stati state ha hanno aveva \
        avevano avere ho sia può possono viene vengono io tu egli lui lei esso essa noi voi essi loro mi \
        ti si ci vi ne mio mia tuo suo sua suoi sue nostro nostra vostro questo questa questi queste \
        quello quella quelli quelle quell quest ogni tutto tutta tutti tutte altro altra altri altre \
        stesso stessa già ancora solo così poi prima dopo durante senza sotto sopra contro verso c d",
    ..Language::PLAIN
};

//! Catalan: Snowball stems; the elided article or pronoun is a word of its own (l'aigua = l, aigua),
//! and the middle dot of `col·legi` does not divide.
//!
//! The stop words are our own list.

use frostem::Algorithm;

use crate::analysis::language::{Apostrophe, Language};
use crate::analysis::script::Script;

/// The language `ca`.
pub(crate) static LANGUAGE: Language = Language {
    code: "ca",
    name: "Catalan",
    scripts: &[Script::Latin],
    stemmer: Some(Algorithm::Catalan),
    apostrophe: Apostrophe::Elides,
    stop_words: "\
        el la els les un una uns unes lo l d s m t n de del dels al als a en per pel pels amb sense \
        sobre entre fins des cap segons contra i o ni però sinó que què qui qual quals quin quina quins \
        quines quan on com quant perquè doncs si no sí és són era eren fou ser estar està estan ha han \
        hi ho he has hem heu havia havien va van vaig vam té tenen tenia fa fer més menys molt molta \
        molts moltes poc tot tota tots totes altre altra altres mateix cada aquest aquesta aquests \
        aquestes aquell aquella això allò es se em et ens us li jo tu ell ella nosaltres vosaltres ells \
        elles seu seva seus seves meu meva nostre nostra vostre també ja encara així només després abans \
        durant mentre",
    ..Language::PLAIN
};

//! Czech: Snowball stems, then accents folded.
//!
//! The stop words are our own list.

use frostem::Algorithm;

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `cs`.
pub(crate) static LANGUAGE: Language = Language {
    code: "cs",
    name: "Czech",
    scripts: &[Script::Latin],
    stemmer: Some(Algorithm::Czech),
    stop_words: "\
        a i v ve na s se z ze o u k ke do od po při pro pod nad před za mezi bez přes podle kolem okolo \
        proti že aby když až jako jak kde kdy kdo co proč který která které kteří kterou kterého kterém \
        kterých jaký jaká jaké kolik čí ten ta to ti ty tento tato toto tyto tím tom toho této těchto \
        ono on ona oni ony já my vy mě mně mne ho jej ji jí jim jich nám nás vám vás mu si je jsou jsem \
        jsi jsme jste byl byla bylo byli byly být bude budou není nejsou ale nebo ani však tedy tak také \
        taky již už ještě jen jenom pouze než či zda li protože pokud by bych jeho její jejich svůj svou \
        své svých můj tvůj náš váš každý všech všechny všichni více velmi mnoho několik ne ano",
    ..Language::PLAIN
};

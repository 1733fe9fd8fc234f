//! Portuguese: Snowball stems, then accents folded.
//!
//! The stop words are our own list.

use frostem::Algorithm;

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `pt`.
pub(crate) static LANGUAGE: Language = Language {
    code: "pt",
    name: "Portuguese",
    scripts: &[Script::Latin],
    stemmer: Some(Algorithm::Portuguese),
    stop_words: "\
        o a os as um uma uns umas de do da dos das em no na nos nas num numa ao aos à às por pelo pela \
        pelos pelas para com sem sob sobre entre até desde após contra durante e ou nem mas porém porque \
        pois que quê quem qual quais quando onde como quanto quanta quantos quantas cujo cuja se sim não \
        é são era eram foi foram ser sido está estão estava estar há tem têm tinha ter tendo havia pode \
        podem eu tu ele ela nós vós eles elas você vocês me te lhe lhes meu minha teu seu sua seus suas \
        nosso nossa este esta isto estes estas esse essa isso esses essas aquele aquela aquilo aqueles \
        mais menos muito muita muitos muitas pouco todo toda todos todas outro outra outros outras mesmo \
        mesma cada algum alguma alguns também já ainda assim só então depois antes através",
    ..Language::PLAIN
};

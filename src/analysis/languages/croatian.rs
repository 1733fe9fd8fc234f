//! Croatian: the Serbian Snowball stemmer, which reads both norms, then accents folded.
//!
//! The stop words are our own list.

use frostem::Algorithm;

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `hr`.
pub(crate) static LANGUAGE: Language = Language {
    code: "hr",
    name: "Croatian",
    scripts: &[Script::Latin],
    stemmer: Some(Algorithm::Serbian),
    stop_words: "\
        i u na za od do s sa iz po pri kroz prema protiv bez pod nad pred oko između kod o te ili ali a \
        nego no jer da ako kad kada dok kao kako gdje tko što zašto koliko koji koja koje kojih kojem \
        kojoj kojim koju kojeg čiji je su sam si smo ste bio bila bilo bili biti bi će ću ćeš ćemo nije \
        nisu nisam ne ni se ga ju mu joj im ih nas vas njih nam vam njega njemu ja ti on ona ono mi vi \
        oni one taj ta to tog toga tom tome ovaj ova ovo ovi ove ovog onaj svoj svoja svoje svojih svog \
        moj tvoj njegov njezin naš vaš njihov sve svi sav svaki svaka jedan jedna više manje vrlo samo \
        još već također tako tada sada ovdje tamo uz nakon prije tijekom",
    ..Language::PLAIN
};

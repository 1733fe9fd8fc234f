//! Hungarian: Snowball stems, then long and short vowels folded together.
//!
//! The stop words are our own list.

use frostem::Algorithm;

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `hu`.
pub(crate) static LANGUAGE: Language = Language {
    code: "hu",
    name: "Hungarian",
    scripts: &[Script::Latin],
    stemmer: Some(Algorithm::Hungarian),
    stop_words: "\
        a az egy és vagy de hanem is ha mint hogy mert bár míg mivel nem ne sem van vannak volt voltak \
        lesz lett lenne legyen ez ezt ezek ezen ennek ebben ebből erre azt azok annak abban abból arra \
        ami amely amelyek amelyet amelynek aki akik akit melyik melyek mely mi mit milyen mikor miért \
        hol hová honnan hogyan hány mennyi ki kik kit kinek én te ő ti ők engem téged őt minket maga \
        saját minden mindig más több sok nagyon csak még már most itt ott így úgy akkor után előtt alatt \
        között felett fölött mellett miatt szerint által során nélkül felé ellen számára valamint \
        illetve pedig azonban kell lehet meg el be fel le",
    ..Language::PLAIN
};

//! Slovak: folded words; Snowball has no stemmer for it.
//!
//! The stop words are our own list.

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `sk`.
pub(crate) static LANGUAGE: Language = Language {
    code: "sk",
    name: "Slovak",
    scripts: &[Script::Latin],
    stop_words: "\
        a i v vo na s so z zo o u k ku do od po pri pre pod nad pred za medzi bez cez podľa okolo proti \
        že aby keď až ako kde kedy kto čo prečo ktorý ktorá ktoré ktorí ktorého ktorej ktorých ktorom \
        aký aká aké koľko čí ten tá to tí tie tento táto toto títo tieto tým tom toho tejto týchto on \
        ona ono oni ony ja ty my vy ma mňa ho jeho ju jej im ich nám nás vám vás mu si sa je sú som sme \
        ste bol bola bolo boli byť bude budú nie ale alebo ani však teda tak tiež aj už ešte len iba než \
        či pretože lebo ak by svoj svoje svojich môj tvoj náš váš každý všetky všetci viac veľmi mnoho \
        niekoľko áno",
    ..Language::PLAIN
};

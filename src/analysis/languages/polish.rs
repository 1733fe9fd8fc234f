//! Polish: Snowball stems, then accents and ł folded.
//!
//! The stop words are our own list.

use frostem::Algorithm;

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `pl`.
pub(crate) static LANGUAGE: Language = Language {
    code: "pl",
    name: "Polish",
    scripts: &[Script::Latin],
    stemmer: Some(Algorithm::Polish),
    stop_words: "\
        i w we na z ze do od po przy przez dla o u za pod nad przed między bez ku oraz lub albo ale lecz \
        więc jednak że aby żeby gdy kiedy jeśli jeżeli bo ponieważ jak jako gdzie kto kogo co czego czym \
        dlaczego ile jaki jaka jakie jakich który która które których którego której którym którzy czyj \
        jest są był była było były być będzie będą jestem nie tak się go jej jemu mu ich im nas was nam \
        wam mnie mi ci cię ja ty on ona ono my wy oni one ten ta to te tego tej tym tych tę ów swój \
        swoja swoje swoich mój twój jego nasz wasz wszystkie wszyscy każdy każda sam sobie już jeszcze \
        tylko także też również bardzo więcej można może został została zostały tam tu czy niż podczas \
        według",
    ..Language::PLAIN
};

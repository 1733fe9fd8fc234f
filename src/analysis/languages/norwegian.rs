//! Norwegian (Bokmål): Snowball stems, then ø, æ and å folded.
//!
//! The stop words are our own list.

use frostem::Algorithm;

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `nb`.
pub(crate) static LANGUAGE: Language = Language {
    code: "nb",
    name: "Norwegian",
    scripts: &[Script::Latin],
    stemmer: Some(Algorithm::Norwegian),
    stop_words: "\
        og i på at er en et ei den det de der som til av for med fra om ved over under etter før mellom \
        mot uten hos inn ut opp ned jeg du han hun vi dere man meg deg ham henne oss dem sin sitt sine \
        si min mitt mine din ditt dine hans hennes vår vårt våre deres denne dette disse hvem hva hvor \
        når hvordan hvorfor hvilken hvilket hvilke var har hadde ha ble blir bli blitt vært være kan \
        kunne skal skulle vil ville må måtte ikke men eller så hvis da fordi enn også bare svært mange \
        mer mest noen noe ingen alle alt hver samme annen annet andre selv nå her siden allerede både \
        eit ein ikkje eg dei",
    ..Language::PLAIN
};

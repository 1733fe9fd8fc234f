//! Danish: Snowball stems, then ø, æ and å folded so that words typed without them are found.
//!
//! The stop words are our own list.

use frostem::Algorithm;

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `da`.
pub(crate) static LANGUAGE: Language = Language {
    code: "da",
    name: "Danish",
    scripts: &[Script::Latin],
    stemmer: Some(Algorithm::Danish),
    stop_words: "\
        og i på at er en et den det de der som til af for med fra om ved over under efter før mellem mod \
        uden hos ind ud op ned jeg du han hun vi I man mig dig ham hende os jer dem sin sit sine min mit \
        mine din dit dine hans hendes vores jeres deres denne dette disse hvem hvad hvor hvornår hvordan \
        hvorfor hvilken hvilket hvilke var har havde have blev bliver blive været være kan kunne skal \
        skulle vil ville må måtte ikke men eller så hvis når da fordi end også kun meget mange mere mest \
        nogle noget nogen ingen alle alt hver samme anden andet andre selv nu her siden allerede både",
    ..Language::PLAIN
};

//! Swedish: Snowball stems, then å ä ö folded.
//!
//! The stop words are our own list.

use frostem::Algorithm;

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `sv`.
pub(crate) static LANGUAGE: Language = Language {
    code: "sv",
    name: "Swedish",
    scripts: &[Script::Latin],
    stemmer: Some(Algorithm::Swedish),
    stop_words: "\
        och i på att är en ett den det de der som till av för med från om vid över under efter före \
        mellan mot utan hos in ut upp ner jag du han hon vi ni man mig dig honom henne oss er dem sin \
        sitt sina min mitt mina din ditt dina hans hennes vår vårt våra deras denna detta dessa vem vad \
        var när hur varför vilken vilket vilka har hade ha blev blir bli blivit varit vara kan kunde ska \
        skall skulle vill ville måste inte men eller så då eftersom än också bara mycket många mer mest \
        några något någon ingen alla allt varje samma annan annat andra själv nu här sedan redan både \
        vars vilkas icke där",
    ..Language::PLAIN
};

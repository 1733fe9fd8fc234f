//! French: Snowball stems; the elided article or pronoun is a word of its own (l'eau = l, eau).
//!
//! The stop words are our own list.

use frostem::Algorithm;

use crate::analysis::language::{Apostrophe, Language};
use crate::analysis::script::Script;

/// The language `fr`.
pub(crate) static LANGUAGE: Language = Language {
    code: "fr",
    name: "French",
    scripts: &[Script::Latin],
    stemmer: Some(Algorithm::French),
    apostrophe: Apostrophe::Elides,
    stop_words: "\
        le la les l un une des du de d au aux à en dans par pour sur sous avec sans entre vers chez \
        contre depuis pendant avant après jusque jusqu et ou où mais donc or ni car que qu qui quoi dont \
        quel quelle quels quelles lequel laquelle lesquels lesquelles quand comment pourquoi combien si \
        ne pas plus moins très trop peu beaucoup est sont était étaient fut furent être été étant a ont \
        avait avaient eu ai as avons avez avoir sera seront serait fait faire peut peuvent je j tu il \
        elle on nous vous ils elles me m te t se s lui leur leurs y mon ma mes ton ta tes son sa ses \
        notre nos votre vos ce c cet cette ces cela ça celui celle ceux celles ci là même mêmes tout \
        toute tous toutes autre autres aucun aucune chaque quelque quelques aussi ainsi alors comme \
        encore déjà lorsque lorsqu puisque puisqu quoique quoiqu n",
    ..Language::PLAIN
};

//! English: Snowball (Porter 2) stems; the possessive 's is no part of a word.
//!
//! Also the language of Latin words inside texts of another script.
//!
//! The stop words are our own list.

use frostem::Algorithm;

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `en`.
pub(crate) static LANGUAGE: Language = Language {
    code: "en",
    name: "English",
    scripts: &[Script::Latin],
    stemmer: Some(Algorithm::English),
    stop_words: "\
        a an the and or but nor so yet if then else than that this these those there here of in on at by \
        for with from to into onto upon over under about above below between among through during before \
        after since until against without within along across behind beyond near off out up down as is \
        are was were be been being am do does did doing done has have had having will would shall should \
        can could may might must i you he she it we they me him her us them my your his its our their \
        mine yours hers ours theirs myself himself herself itself themselves who whom whose which what \
        when where why how not no only own same such too very just also both each every any all some few \
        more most other another again once ever many much s t dont doesnt didnt isnt arent wasnt werent \
        cant couldnt wont wouldnt while because",
    ..Language::PLAIN
};

//! Romanian: Snowball stems; ş and ţ with a cedilla are read as ș and ț with a comma.
//!
//! The stop words are our own list.

use frostem::Algorithm;

use crate::analysis::language::{Apostrophe, Language};
use crate::analysis::script::Script;

/// The language `ro`.
pub(crate) static LANGUAGE: Language = Language {
    code: "ro",
    name: "Romanian",
    scripts: &[Script::Latin],
    stemmer: Some(Algorithm::Romanian),
    variants: &[('ş', 'ș'), ('ţ', 'ț')],
    apostrophe: Apostrophe::Elides,
    stop_words: "\
        și si în in la de din pe cu pentru prin spre până după fără sub între despre către este sunt era \
        erau fost fi fie are au avea avut am ai a al ale un o unui unei unor cel cea cei cele acest \
        această acesta aceasta aceste aceștia acel acea acele acelea care ce cine cui când unde cum cât \
        câte câți câtă nu da sau ori dar iar însă ci că să dacă deși deoarece căci mai foarte mult multe \
        mulți puțin toate toți tot fiecare alt altă alte alți eu tu el ea noi voi ei ele mă te se ne vă \
        îi le lui lor meu tău său sa săi sale nostru vostru îl își s l n m fiind poate pot doar numai \
        încă deja astfel atunci aici acolo",
    ..Language::PLAIN
};

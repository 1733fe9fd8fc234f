//! Irish: Snowball stems, which also undo the changes at the beginning of words.
//!
//! The stop words are our own list.

use frostem::Algorithm;

use crate::analysis::language::{Apostrophe, Language};
use crate::analysis::script::Script;

/// The language `ga`.
pub(crate) static LANGUAGE: Language = Language {
    code: "ga",
    name: "Irish",
    scripts: &[Script::Latin],
    stemmer: Some(Algorithm::Irish),
    apostrophe: Apostrophe::Elides,
    stop_words: "\
        an na agus is ar i in ag le do de ó go leis seo sin siúd a mé tú sé sí muid sinn sibh siad é í \
        iad mo ár bhur nach ní níor níl tá bhí bíonn beidh raibh bhfuil atá cad cé cén conas cathain cá \
        cár céard mar ach nó má dá faoi chun chuig roimh trí tar idir gan thar um as dar ina inár sa san \
        den don ón faoin aici aige acu agam agat againn orm ort air uirthi orainn orthu dó di dóibh gach \
        aon eile féin níos mó chomh freisin fós anois ansin anseo mura sula nuair cibé mhaith lena lenár",
    ..Language::PLAIN
};

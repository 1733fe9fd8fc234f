//! Slovenian: folded words; Snowball has no stemmer for it.
//!
//! The stop words are our own list.

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `sl`.
pub(crate) static LANGUAGE: Language = Language {
    code: "sl",
    name: "Slovenian",
    scripts: &[Script::Latin],
    stop_words: "\
        in v na z s za od do po pri k h iz o ob pod nad pred med brez skozi proti da ker če ko kot kako \
        kje kdaj kdo kaj zakaj koliko kateri katera katero katere katerih katerega ki je so sem si smo \
        ste bil bila bilo bili biti bo bodo ni niso ne se ga jo mu ji jim jih nas vas nam vam njega jaz \
        ti on ona mi vi oni ta to te tega tem tej tisti svoj svoje svojih moj tvoj njegov njen naš vaš \
        njihov vse vsi vsak vsaka en ena eno več manj zelo samo še že tudi tako tam tu zdaj ali ampak \
        vendar temveč oziroma pa saj nato potem lahko leta",
    ..Language::PLAIN
};

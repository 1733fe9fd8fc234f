//! Dutch: Snowball stems, then accents folded.
//!
//! The stop words are our own list.

use frostem::Algorithm;

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `nl`.
pub(crate) static LANGUAGE: Language = Language {
    code: "nl",
    name: "Dutch",
    scripts: &[Script::Latin],
    stemmer: Some(Algorithm::Dutch),
    stop_words: "\
        de het een en of maar want dus dat die deze dit van in op te aan met voor door bij naar uit om \
        over onder tussen tegen zonder tot na sinds tijdens volgens binnen buiten vanaf ik je jij u hij \
        zij ze wij we jullie hun hen mij me jou hem haar ons onze zich mijn jouw zijn is was waren ben \
        bent wordt worden werd werden geworden heeft hebben had hadden heb kan kunnen kon moet moeten \
        zal zullen zou zouden wil mag niet geen wel ook nog al alleen zeer meer meest veel wie wat waar \
        wanneer waarom hoe welk welke hoeveel als dan toen omdat hoewel terwijl er daar hier zo alle \
        alles elk elke andere ander zelf men eerst nu reeds waarin waarop",
    ..Language::PLAIN
};

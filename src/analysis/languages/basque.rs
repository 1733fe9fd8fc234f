//! Basque: Snowball stems. The statistics know nothing of it: its function words tell it.
//!
//! The stop words are our own list.

use frostem::Algorithm;

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `eu`.
pub(crate) static LANGUAGE: Language = Language {
    code: "eu",
    name: "Basque",
    scripts: &[Script::Latin],
    stemmer: Some(Algorithm::Basque),
    stop_words: "\
        eta edo baina ere bai ez da dira zen ziren izan du dute zuen zuten dituzte ditu dio diote naiz \
        zara gara dago daude zegoen izango egin egiten den diren duen duten zuela dela bere beren haren \
        hura hau hori hauek horiek haiek ni zu gu zuek nire zure gure zein zer nor non noiz nola \
        zergatik zenbat zeinek nork bat batzuk guzti guztiak dena asko gehiago oso baino bezala arte \
        artean gainean azpian ondoren aurretik gabe buruz arabera bidez bitartez bezain ezin behar ahal \
        hala orduan orain hemen han baita ezta beste bestea hainbat edozein zeren bait",
    ..Language::PLAIN
};

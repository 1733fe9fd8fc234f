//! Spanish: Snowball stems, then accents folded (ñ too: it is often typed n).
//!
//! The stop words are our own list.

use frostem::Algorithm;

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `es`.
pub(crate) static LANGUAGE: Language = Language {
    code: "es",
    name: "Spanish",
    scripts: &[Script::Latin],
    stemmer: Some(Algorithm::Spanish),
    stop_words: "\
        el la los las lo un una unos unas de del al a ante bajo con contra desde durante en entre hacia \
        hasta mediante para por según sin sobre tras y e o u ni pero sino aunque porque pues que qué \
        quién quien quienes cuál cual cuáles cuales cuándo cuando dónde donde cómo como cuánto cuánta \
        cuántos cuántas cuyo cuya cuyos si sí no es son era eran fue fueron ser sido siendo está están \
        estaba estar ha han había haber hay he hemos tiene tienen tenía tener hace hacer puede pueden yo \
        tú él ella ello nosotros vosotros ellos ellas usted ustedes me te se nos os le les mi mis tu tus \
        su sus nuestro nuestra nuestros nuestras este esta esto estos estas ese esa eso esos esas aquel \
        aquella aquellos más menos muy mucho mucha muchos muchas poco todo toda todos todas otro otra \
        otros otras mismo misma cada algún alguno alguna algunos también tampoco ya aún así solo sólo \
        entonces después antes",
    ..Language::PLAIN
};

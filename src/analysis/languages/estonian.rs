//! Estonian: Snowball stems, then õ ä ö ü folded.
//!
//! The stop words are our own list.

use frostem::Algorithm;

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `et`.
pub(crate) static LANGUAGE: Language = Language {
    code: "et",
    name: "Estonian",
    scripts: &[Script::Latin],
    stemmer: Some(Algorithm::Estonian),
    stop_words: "\
        ja või ning aga kuid vaid ega et kui nagu sest kuigi kuna on oli olid olen oled oleme olete olla \
        olnud oleks ei ole pole see selle seda sellest selles need nende neid neis mis mida mille \
        millest milles kes kelle keda kus kuhu kust millal miks kuidas milline millised mitu kas ma mina \
        sa sina ta tema me meie te teie nad nemad mu minu su sinu oma ise end enda üks ühe kaks kõik \
        kõige iga mõni mõned mitte ka veel juba ainult väga rohkem enam siis siin seal nii kuni enne \
        pärast üle alla ilma koos läbi vastu kohta jaoks poolt vahel juures peal all ees taga võib saab \
        sai saanud tuleb peab",
    ..Language::PLAIN
};

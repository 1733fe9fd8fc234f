//! Lithuanian: Snowball stems, then accents folded.
//!
//! The stop words are our own list.

use frostem::Algorithm;

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `lt`.
pub(crate) static LANGUAGE: Language = Language {
    code: "lt",
    name: "Lithuanian",
    scripts: &[Script::Latin],
    stemmer: Some(Algorithm::Lithuanian),
    stop_words: "\
        ir o bet ar arba nes kad jei jeigu kai kaip nors tačiau į iš su be prie prieš per po pagal už \
        ant apie tarp nuo iki dėl dar jau tik taip ne nei nėra yra buvo bus būti esu esi esame būtų kas \
        ko kam ką kuo kur kada kodėl koks kokia kokie kuris kuri kurie kurios kurio kiek tas ta tie tos \
        to tai šis ši šie šios šio šią šiuo aš tu jis ji mes jūs jie jos jo jų juos jam jai mano tavo \
        savo mūsų jūsų pats pati visi visas visa visų kiekvienas labai daug daugiau vienas viena kitas \
        kita kiti pat tada čia ten metu būdu",
    ..Language::PLAIN
};

//! Latvian: folded words; Snowball has no stemmer for it.
//!
//! The stop words are our own list.

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `lv`.
pub(crate) static LANGUAGE: Language = Language {
    code: "lv",
    name: "Latvian",
    scripts: &[Script::Latin],
    stop_words: "\
        un vai bet ja ka kad kā jo lai nav ir bija būs būt esmu esi esam biji tas tā tie tās to tam tajā \
        šis šī šie šīs šo šajā es tu viņš viņa mēs jūs viņi viņas mans tavs savs sava savu mūsu jūsu \
        viņu kas ko kam kurš kura kuri kuras kuru kur kāpēc cik kāds kāda kādi uz no ar par pie pēc \
        pirms līdz bez starp zem virs pret caur dēļ arī vēl jau tikai ļoti vairāk visi visas viss katrs \
        katra viens viena cits cita citi pats tad tagad šeit tur nevis ne gan kopā laikā vairs",
    ..Language::PLAIN
};

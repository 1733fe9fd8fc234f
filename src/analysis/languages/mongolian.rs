//! Mongolian: words as they stand; ө and ү tell it from Russian.
//!
//! The stop words are our own list.

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `mn`.
pub(crate) static LANGUAGE: Language = Language {
    code: "mn",
    name: "Mongolian",
    scripts: &[Script::Cyrillic, Script::Mongolian],
    stop_words: "\
        ба болон бол бөгөөд гэж гэдэг гэсэн гэх нь энэ тэр эдгээр тэдгээр тэд би чи та бид түүний тэдний \
        миний бидний өөрийн юу хэн хаана хэзээ яагаад яаж хэрхэн хэд хэдэн ямар аль бүх бүр нэг олон \
        илүү маш зөвхөн мөн ч л байна байсан байгаа байдаг байх байв болно болсон болж биш үгүй юм дээр \
        доор дотор дараа өмнө хүртэл тухай тул учраас хэрэв боловч харин эсвэл буюу зэрэг хийх хийсэн \
        өгөх авах руу рүү",
    ..Language::PLAIN
};

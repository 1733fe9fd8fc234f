//! Uzbek: words as they stand, in either alphabet; o‘ and g‘ are letters, so the apostrophe joins.
//!
//! The stop words are our own list.

use crate::analysis::language::{Apostrophe, Language};
use crate::analysis::script::Script;

/// The language `uz`.
pub(crate) static LANGUAGE: Language = Language {
    code: "uz",
    name: "Uzbek",
    scripts: &[Script::Latin, Script::Cyrillic],
    apostrophe: Apostrophe::Joins,
    stop_words: "\
        va yoki lekin ammo biroq agar uchun bilan haqida boyicha keyin avval oldin orqali kabi sifatida \
        bor yoq emas bolib boldi bolgan boladi edi ekan bu u shu ular uning ularning biz siz men sen \
        mening bizning oz ozi ozining kim nima qanday qaysi qachon qayerda nega necha qancha barcha \
        hamma har bir kop eng faqat hozir endi esa bunda unda deb degan qarab ham dan ga ning da ni ва \
        ёки лекин учун билан ҳақида бўйича кейин орқали каби сифатида бор йўқ эмас бўлиб бўлди бўлган бу \
        шу улар унинг ҳам",
    ..Language::PLAIN
};

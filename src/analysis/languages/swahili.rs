//! Swahili: words as they stand; its words change at the beginning, which four-grams bridge.
//!
//! The stop words are our own list.

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `sw`.
pub(crate) static LANGUAGE: Language = Language {
    code: "sw",
    name: "Swahili",
    scripts: &[Script::Latin],
    stop_words: "\
        na ya wa kwa ni la za katika cha vya pa kama au lakini bali kuwa ambayo ambao ambaye ambazo \
        ambapo hii hiyo huyu huyo hawa hao haya hayo hili hilo hizi hizo hiki hicho yake wake zake lake \
        chake vyake yao wao zao yangu wangu yako wako yetu wetu mimi wewe yeye sisi ninyi nini nani wapi \
        lini gani vipi ngapi kwanini yote wote zote kila sana zaidi tu pia bado tayari ili kwamba hadi \
        tangu baada kabla wakati juu chini ndani nje bila si sio hapana ndiyo ana ina wana zina ilikuwa \
        alikuwa walikuwa yalikuwa imekuwa hivyo hapa pale hata mmoja moja nyingi wengi wengine nyingine \
        hasa kupitia kuhusu dhidi miongoni mwa",
    ..Language::PLAIN
};

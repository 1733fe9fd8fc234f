//! Tagalog (Filipino): words as they stand.
//!
//! The stop words are our own list.

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `tl`.
pub(crate) static LANGUAGE: Language = Language {
    code: "tl",
    name: "Tagalog",
    scripts: &[Script::Latin],
    stop_words: "\
        ang ng sa na at ay mga ni nina si sina kay kina o kung dahil kapag habang upang para nang pero \
        ngunit subalit pati rin din lang lamang pa ba po opo hindi wala may mayroon ito iyan iyon nito \
        niyan niyon dito diyan doon ako ikaw ka siya kami tayo kayo sila ko mo niya namin natin ninyo \
        nila akin iyo kanya amin atin inyo kanila ano sino saan kailan bakit paano alin ilan gaano nino \
        kanino lahat bawat isa isang ibang iba mas pinaka napaka mula hanggang tungkol bilang ayon \
        pamamagitan bago matapos pagkatapos noong ngayon maging naging muna naman",
    ..Language::PLAIN
};

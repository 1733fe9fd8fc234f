//! Hebrew: words without vowel points; geresh and gershayim join (צה״ל = צהל).
//!
//! The prefixes ה ו ב ל מ ש כ are not cut off: without a dictionary that breaks as much as it mends.
//!
//! The stop words are our own list.

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `he`.
pub(crate) static LANGUAGE: Language = Language {
    code: "he",
    name: "Hebrew",
    scripts: &[Script::Hebrew],
    stop_words: "\
        של את על אל עם מן בין עד כי אם או אך אבל גם רק לא אין יש היה היתה הייתה היו להיות יהיה הוא היא \
        הם הן אני אתה אנחנו אתם זה זאת זו אלה אלו אותו אותה אותם שלו שלה שלהם שלי שלנו לו לה להם לי לנו \
        בו בה בהם ממנו ממנה מה מי איפה היכן מתי למה מדוע איך כיצד כמה איזה איזו אילו אשר כל כאשר כמו כך \
        כן עוד יותר מאוד אחר אחרי לפני תחת מעל ללא בלי לפי דרך כדי ורק שם כאן פה אז",
    ..Language::PLAIN
};

//! Bengali: words as they stand. Its letters with a dot below are letters of their own and stay.
//!
//! The stop words are our own list.

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `bn`.
pub(crate) static LANGUAGE: Language = Language {
    code: "bn",
    name: "Bengali",
    scripts: &[Script::Bengali],
    stop_words: "\
        এবং ও এই এ তা তার তাদের তারা তিনি সে যে যা যার যারা যিনি আমি আমার আমরা আমাদের তুমি তোমার আপনি \
        আপনার এটি এটা সেই সেটি সেটা ওই কি কী কে কোন কোনো কখন কোথায় কেন কীভাবে কিভাবে কত কার জন্য থেকে \
        দিয়ে সঙ্গে সাথে মধ্যে উপর নিচে পরে আগে পর্যন্ত করে করা করেন করেছে করতে করার হয় হয়ে হয়েছে \
        হয়েছিল হবে হতে ছিল ছিলেন আছে আছেন নেই না নয় নি কিন্তু অথবা বা যদি তবে তাই আর আরও এক একটি একটা \
        একজন কিছু সব সকল অনেক প্রতি দ্বারা হিসেবে হিসাবে মতো বলে যায় যেমন তখন যখন",
    ..Language::PLAIN
};

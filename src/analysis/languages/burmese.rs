//! Burmese: writes no spaces between words; ICU's dictionary finds them.
//!
//! The stop words are our own list.

use crate::analysis::language::{Language, Words};
use crate::analysis::script::Script;

/// The language `my`.
pub(crate) static LANGUAGE: Language = Language {
    code: "my",
    name: "Burmese",
    scripts: &[Script::Myanmar],
    words: Words::Dictionary,
    stop_words: "\
        နှင့် နဲ့ သို့မဟုတ် သို့ ဒါပေမဲ့ သည် တယ် က ကို ၏ ရဲ့ မှာ တွင် မှ ဖြင့် အတွက် ဖြစ်သည် ဖြစ် ရှိ \
        ရှိသည် မရှိ မဟုတ် ဒီ ဤ ထို အဲဒီ သူ သူမ သူတို့ ကျွန်တော် ကျွန်မ ကျွန်ုပ် ငါ သင် ဘာ ဘယ် ဘယ်သူ \
        ဘယ်မှာ ဘယ်လို ဘယ်တော့ ဘာကြောင့် နောက် ပြီး ရန် များ တွေ တစ် လည်း တော့ ပဲ",
    ..Language::PLAIN
};

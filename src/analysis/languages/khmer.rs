//! Khmer: writes no spaces between words; ICU's dictionary finds them.
//!
//! The stop words are our own list.

use crate::analysis::language::{Language, Words};
use crate::analysis::script::Script;

/// The language `km`.
pub(crate) static LANGUAGE: Language = Language {
    code: "km",
    name: "Khmer",
    scripts: &[Script::Khmer],
    words: Words::Dictionary,
    stop_words: "\
        និង ឬ ប៉ុន្តែ តែ ដែល នៃ នៅ ក្នុង ពី ទៅ មក ដោយ សម្រាប់ ជា មាន បាន នឹង មិន ទេ នេះ នោះ គេ គាត់ នាង \
        ខ្ញុំ យើង អ្នក ពួក របស់ ឲ្យ ឱ្យ អ្វី ណា នរណា ពេល ហេតុអ្វី យ៉ាង ប៉ុន្មាន ហើយ ក៏ ទាំង គ្រប់ ច្រើន \
        មួយ ដែរ ដល់ តាម លើ ក្រោម",
    ..Language::PLAIN
};

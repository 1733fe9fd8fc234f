//! Korean: each word between blanks is cut into syllables and pairs, so that a noun is found
//! whatever particle follows it; *exact* holds the whole word too.
//!
//! The stop words are our own list.

use crate::analysis::language::{Language, Words};
use crate::analysis::script::Script;

/// The language `ko`.
pub(crate) static LANGUAGE: Language = Language {
    code: "ko",
    name: "Korean",
    scripts: &[Script::Hangul],
    words: Words::Korean,
    stop_words: "\
        이 그 저 것 수 등 및 또는 그리고 그러나 하지만 무엇 무엇인가 무엇인가요 무엇입니까 \
        누구 누구인가 누구인가요 누구의 언제 언제인가 언제인가요 어디 어디인가 어디인가요 \
        어디에 어디에서 왜 어떻게 어떤 어느 몇 얼마나 얼마인가 있는 있다 있는가 있나요 \
        있었다 없는 하는 한다 했다 하였다 된 되는 되었다 된다 위한 위해 대한 대해 의해 \
        통해 따라 더 가장 모든 우리 나는 그는 이는 때 중 후 전 은 는 을 를 가 의 에 \
        와 과 도 로 으로 에서 까지 부터 인가 인가요 입니다 이다 무슨",
    ..Language::PLAIN
};

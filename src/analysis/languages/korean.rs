//! Korean: each word between blanks is cut into syllables and pairs, so that a noun is found
//! whatever particle follows it; *exact* holds the whole word too.
//!
//! A question's pairs leave out the particle or ending of each word (도시는 → 도시): it stands in
//! every text and drowns the noun (nDCG@10 on 899 questions .670 → .698, as much as a dictionary
//! gains). Cutting texts in the same way gained nothing, and loses nouns that only look inflected.
//!
//! The stop words and particles are our own lists.

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
    particles: "\
        은 는 이 가 을 를 의 에 에서 에게 께서 한테 으로 로 와 과 도 만 부터 까지 처럼 보다 마다 조차 밖에 \
        이나 나 이랑 랑 이며 며 이고 에는 에도 에서는 에서도 에게는 으로는 로는 으로도 로도 와의 과의 에의 \
        으로서 로서 으로써 로써 이란 란 이라는 라는 이라고 라고 인 인가 인가요 인지 이다 이었다 였다 이었던 \
        였던 이었나 였나 이었는가 였는가 입니까 입니다 이에요 예요 한 할 하는 하던 하고 하며 하여 해서 했던 \
        했다 했나 했는가 한다 하는가 하나요 하였다 하였는가 된 될 되는 되고 되어 됐던 됐다 됐나 된다 되는가 \
        되었다 되었나 되었는가 되었던",
    ..Language::PLAIN
};

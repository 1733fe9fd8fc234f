//! Japanese: characters and pairs of characters, measured better than ICU's dictionary for
//! questions of one noun; the index needs no dictionary of its own.
//!
//! A question's single kana, and its pairs of a particle and a Han or Katakana character (語は, の町),
//! are left out: they stand in every text (nDCG@10 on 2,000 questions .922 → .926).
//!
//! The stop words and particles are our own lists.

use crate::analysis::language::{Language, Words};
use crate::analysis::script::Script;

/// The language `ja`.
pub(crate) static LANGUAGE: Language = Language {
    code: "ja",
    name: "Japanese",
    scripts: &[Script::Hiragana, Script::Katakana, Script::Han],
    words: Words::Japanese,
    stop_words: "\
        の に は を が と で も へ や か な よ ね から まで より など です ます した \
        して する これ それ あれ この その あの ここ そこ どこ 何 なに なん いつ 誰 だれ \
        どの どれ どう なぜ いくつ こと もの ため",
    particles: "は が を に で と も へ や か の",
    ..Language::PLAIN
};

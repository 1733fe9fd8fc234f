//! Text becomes tokens, the same way for a document and for a question.
//!
//! Three streams: *main* (stems, dictionary words), *exact* (folded words), *grams* (pieces of
//! words). Knows nothing of the index.

mod chinese;
mod detect;
mod dictionary;
pub mod fold;
mod function_words;
#[cfg(test)]
mod golden;
mod grams;
pub mod language;
mod languages;
pub(crate) mod letters;
mod normal;
mod passages;
mod remembered;
pub mod script;
pub mod sentences;
pub(crate) mod signs;
mod stems;
mod streams;
mod token;
#[cfg(test)]
mod traps;
mod words;

use std::cell::RefCell;

pub use crate::analysis::chinese::Vocabulary;
pub use crate::analysis::detect::{candidates, detect, weighed_candidates};
pub use crate::analysis::language::Language;
pub use crate::analysis::passages::other_language;
pub use crate::analysis::sentences::sentences;
pub use crate::analysis::token::{Streams, Token, Tokens};

pub(crate) use crate::analysis::chinese::kept as kept_words;
pub(crate) use crate::analysis::detect::candidates_and_shown;
pub(crate) use crate::analysis::dictionary::is_chinese_loaded;
pub(crate) use crate::analysis::function_words::is_function_word;
pub(crate) use crate::analysis::grams::{grams, has_grams, is_row_of_signs};
pub(crate) use crate::analysis::streams::{is_told_once, reader};

use crate::analysis::normal::normal;
use crate::analysis::streams::{Keep, Scratch, streams};

thread_local! {
    /// Buffers and remembered words of this thread: a megabyte, taken when first needed.
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// Cuts a text into the tokens of its language.
///
/// Every range lies in the text on character boundaries, in order of starts. Words of another script
/// than the language's are cut by the rules of their own: a Thai word in an English text is found.
///
/// ```
/// use gnlc::analysis::{language::by_code, tokens};
///
/// let streams = tokens("Learning cities", by_code("en").unwrap());
/// assert!(streams.main.terms().eq(["learn", "citi"]));
/// assert!(streams.exact.terms().eq(["learning", "cities"]));
/// ```
pub fn tokens(text: &str, language: &Language) -> Streams {
    cut(text, language, Keep::All, Vocabulary::Dictionary)
}

/// The same with Chinese words of a vocabulary: what a question and the marks of its answers need.
pub fn tokens_among(text: &str, language: &Language, vocabulary: Vocabulary<'_>) -> Streams {
    cut(text, language, Keep::All, vocabulary)
}

/// The same without the grams of words between blanks and without what *main* has from *exact*: what enters the index.
pub(crate) fn words(text: &str, language: &Language) -> Streams {
    cut(text, language, Keep::Index, Vocabulary::Dictionary)
}

/// As [`tokens_among`] without the grams of words between blanks.
pub(crate) fn words_among(text: &str, language: &Language, vocabulary: Vocabulary<'_>) -> Streams {
    cut(text, language, Keep::NoGrams, vocabulary)
}

/// Cuts a question: as [`tokens_among`], without the language's stop words in *main* and *grams* (all
/// words stay in *exact*), unless nothing would remain.
pub fn question_tokens(text: &str, language: &Language, vocabulary: Vocabulary<'_>) -> Streams {
    let streams = cut(text, language, Keep::Content, vocabulary);
    if streams.main.is_empty() { tokens_among(text, language, vocabulary) } else { streams }
}

/// A question cut both ways: as [`question_tokens`] and as [`tokens_among`] do.
pub(crate) fn both_tokens(text: &str, language: &Language, vocabulary: Vocabulary<'_>) -> (Streams, Streams) {
    let all = tokens_among(text, language, vocabulary);
    let content = cut(text, language, Keep::Content, vocabulary);
    (if content.main.is_empty() { all.clone() } else { content }, all)
}

fn cut(text: &str, language: &Language, keep: Keep, vocabulary: Vocabulary<'_>) -> Streams {
    let normal = normal(text);
    let mut streams =
        SCRATCH.with_borrow_mut(|scratch| streams(&normal.text, language, keep, vocabulary, scratch));
    if !normal.is_original() {
        for tokens in [&mut streams.main, &mut streams.exact, &mut streams.grams] {
            tokens.move_to(|place| normal.original(place));
        }
    }
    streams
}

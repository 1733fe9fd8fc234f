//! Which words of *main* are function words of their language, and so never looked up there.
//!
//! A question leaves them out of *main* and looks for them in *exact*. In texts every seventh word that is no stem of
//! its own is one of them ("because", "para", "werden"), and a list of places for each would only take room.

use std::cell::RefCell;

use rustc_hash::FxHashSet;

use crate::analysis::fold;
use crate::analysis::language::Language;
use crate::analysis::signs::sign;
use crate::analysis::streams::reader;

thread_local! {
    /// The lists of the languages that were met, each by its code.
    static LISTS: RefCell<Vec<(&'static str, FxHashSet<String>)>> = const { RefCell::new(Vec::new()) };
}

/// Whether a term of *main* stands for a function word; `written` is the same word in *exact*.
///
/// Where words are stemmed, the word as written tells it, without accents: a stem may be that of other words too.
/// Elsewhere the term is the word.
pub(crate) fn is_function_word(term: &str, written: &str, language: &Language) -> bool {
    let Some(first) = term.chars().next() else { return false };
    let language = reader(language, sign(first).script);
    if language.stop_words.is_empty() {
        return false;
    }
    let is_stemmed = language.stemmer.is_some();
    LISTS.with_borrow_mut(|lists| {
        let at = lists.iter().position(|(code, _)| *code == language.code).unwrap_or_else(|| {
            let list = language.stop_words.split_ascii_whitespace().map(|word| {
                let mut folded = String::new();
                match is_stemmed {
                    true => fold::push_folded(word, &mut folded),
                    false => folded.push_str(word),
                }
                folded
            });
            lists.push((language.code, list.collect()));
            lists.len() - 1
        });
        lists[at].1.contains(if is_stemmed { written } else { term })
    })
}

#[cfg(test)]
mod tests {
    use super::is_function_word;
    use crate::analysis::language::by_code;

    #[test]
    fn function_words_are_told_by_the_word_and_not_by_its_stem() {
        for (term, written, code, is_one) in [
            ("becaus", "because", "en", true),
            ("citi", "cities", "en", false),
            // "pares" and "para" have one stem.
            ("par", "para", "es", true),
            ("par", "pares", "es", false),
            ("de", "des", "fr", true),
            ("的", "的", "zh", true),
            ("学习", "学", "zh", false),
            // Accents of Vietnamese tell words apart: "là" is one, "la" is not.
            ("là", "la", "vi", true),
            ("la", "la", "vi", false),
            // English words of a Chinese text are English.
            ("becaus", "because", "zh", true),
        ] {
            assert_eq!(is_function_word(term, written, by_code(code).unwrap()), is_one, "{term} {code}");
        }
    }
}

//! Words that no space divides: Chinese by jieba, Thai, Lao, Khmer and Burmese by ICU.
//!
//! Both are loaded when the first text needs them. ICU's neural model is never asked for: sixty
//! times slower, and worse on Thai questions.

use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use jieba_rs::Jieba;

static CHINESE: OnceLock<Jieba> = OnceLock::new();

fn chinese() -> &'static Jieba {
    CHINESE.get_or_init(Jieba::new)
}

static BY_SCRIPT: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

/// The words of a stretch of Simplified Chinese as ranges of characters, ordered by start; words
/// inside longer words are given too.
///
/// Without jieba's guesses at unknown words: they depend on the neighbours, so that a question and
/// a document would be cut differently.
pub(crate) fn chinese_words(han: &str) -> Vec<Range<usize>> {
    let cut = chinese().cut_for_search(han, false);
    let mut words: Vec<Range<usize>> = cut.iter().map(|word| word.start..word.end).collect();
    words.sort_by_key(|word| word.start);
    words
}

/// How often a word of the dictionary occurs in the texts it was made from; nothing for one that it would cut itself.
pub(crate) fn chinese_frequency(word: &str) -> Option<usize> {
    let is_one = || matches!(chinese().cut(word, false).as_slice(), [only] if only.word == word);
    // For a word that stands whole jieba suggests its own frequency, or one more.
    (chinese().has_word(word) && is_one()).then(|| chinese().suggest_freq(word))
}

/// Whether the dictionary of Chinese was needed so far.
pub(crate) fn is_chinese_loaded() -> bool {
    CHINESE.get().is_some()
}

/// The words of a stretch of Thai, Lao, Khmer or Burmese as ranges of bytes.
pub(crate) fn words(stretch: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    BY_SCRIPT.segment_str(stretch).filter(|&end| end > 0).map(move |end| {
        let word = start..end;
        start = end;
        word
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_words_hold_the_words_inside_them() {
        assert_eq!(chinese_words("终身学习"), [0..2, 2..4]);
        let words = chinese_words("联合国教科文组织");
        assert!(words.contains(&(0..3)) && words.is_sorted_by_key(|word| word.start), "{words:?}");
    }

    #[test]
    fn thai_words_cover_their_stretch() {
        let text = "การเรียนรู้ตลอดชีวิต";
        let words: Vec<&str> = words(text).map(|word| &text[word]).collect();
        assert_eq!(words.concat(), text);
        assert!(words.contains(&"ชีวิต") || words.contains(&"ตลอดชีวิต"), "{words:?}");
    }
}

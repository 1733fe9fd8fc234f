//! Letters in the order they stand on paper become letters in the order they are read.
//!
//! A PDF shows Arabic and Hebrew from left to right as any other picture. A line with more letters of those
//! scripts than of others is read from the right, and what runs the other way in it — numbers, Latin words —
//! is turned back.

use std::sync::LazyLock;

use icu_normalizer::{ComposingNormalizer, ComposingNormalizerBorrowed};

static COMPATIBLE: LazyLock<ComposingNormalizerBorrowed<'static>> =
    LazyLock::new(ComposingNormalizer::new_nfkc);

/// The text of a line whose letters are given from left to right.
pub(crate) fn read_in_order(letters: &[String]) -> String {
    let is = |kind: fn(char) -> bool| {
        letters.iter().flat_map(|letter| letter.chars()).filter(|c| kind(*c)).count()
    };
    if is(runs_left) <= is(|character| character.is_alphabetic() && !runs_left(character)) {
        return plain(&letters.concat());
    }
    let mut turned: Vec<&String> = letters.iter().rev().collect();
    let runs_right = |letter: &str| letter.chars().any(|c| c.is_alphanumeric() && !runs_left(c));
    let mut at = 0;
    while at < turned.len() {
        if !runs_right(turned[at]) {
            at += 1;
            continue;
        }
        // What stands between two such letters belongs to them: `2024-02`, `Learning City`.
        let mut end = at + 1;
        for (next, letter) in turned.iter().enumerate().skip(at + 1) {
            match letter.chars().next() {
                Some(character) if runs_left(character) => break,
                _ if runs_right(letter) => end = next + 1,
                _ => {}
            }
        }
        turned[at..end].reverse();
        at = end;
    }
    plain(&turned.into_iter().map(String::as_str).collect::<String>())
}

/// Whether a line is read from the right.
pub(crate) fn reads_left(text: &str) -> bool {
    let left = text.chars().filter(|character| runs_left(*character)).count();
    left * 2 > text.chars().filter(|character| character.is_alphabetic()).count()
}

fn runs_left(character: char) -> bool {
    matches!(character, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{1e900}'..='\u{1e95f}')
        && character.is_alphabetic()
}

/// Shapes of letters are those letters: `ﬁ` is `fi`, the four shapes of an Arabic letter are one.
fn plain(text: &str) -> String {
    let is_shape = |character: char| matches!(character, '\u{fb00}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    if !text.contains(is_shape) {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match is_shape(character) {
            true => plain.push_str(&COMPATIBLE.normalize(character.encode_utf8(&mut [0; 4]))),
            false => plain.push(character),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use crate::read::pdf::direction::read_in_order;

    fn read(shown: &str) -> String {
        read_in_order(&shown.chars().map(String::from).collect::<Vec<_>>())
    }

    #[test]
    fn lines_of_arabic_and_hebrew_are_turned_and_numbers_in_them_are_not() {
        assert_eq!(read("2024 ةنيدم"), "مدينة 2024");
        assert_eq!(read("ﻢّﻠﻌﺗ"), "تعلّم");
        assert_eq!(read("2015 City ריעה םולש"), "שלום העיר 2015 City");
        assert_eq!(read("eﬃcient"), "efficient");
    }
}

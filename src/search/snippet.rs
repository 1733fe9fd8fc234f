//! Marks the words of a passage that match, and cuts the best piece out of a long one.

use std::collections::BTreeSet;
use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::analysis::{self, Language, Token, Tokens, Vocabulary};
use crate::concepts::{Keys, Mention};
use crate::names::{self, Place};
use crate::search::execute::grams_needed;
use crate::search::plan::Marks;
use crate::search::spelling::letters_apart;

/// The byte ranges of a text that match, in order, none touching another.
pub(crate) fn highlights(
    text: &str,
    language: &'static Language,
    marks: &Marks,
    concepts: &Keys,
) -> Vec<Range<usize>> {
    let cut = if marks.alike.is_empty() { analysis::words_among } else { analysis::tokens_among };
    let streams = cut(text, language, Vocabulary::Words(&marks.main));
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let main: FxHashSet<&str> = marks.main.iter().map(String::as_str).collect();
    let main = streams.main.iter().filter(|token| main.contains(token.text));
    ranges
        .extend(main.filter(|token| !is_one_sign_of_more(token, marks)).map(|token| token.start..token.end));
    let exact: Vec<Token<'_>> = streams.exact.iter().collect();
    let words: FxHashSet<&str> = marks.exact.iter().map(String::as_str).collect();
    for token in &exact {
        let matches = words.contains(token.text)
            || marks.prefixes.iter().any(|prefix| token.text.starts_with(prefix.as_str()))
            || marks
                .fuzzy
                .iter()
                .any(|(word, distance)| letters_apart(word, token.text, *distance).is_some());
        if matches {
            ranges.push(token.start..token.end);
        }
    }
    for phrase in &marks.phrases {
        ranges.extend(rows(&exact, phrase));
    }
    if !marks.alike.is_empty() {
        ranges.extend(alike(&streams.grams, &marks.alike));
    }
    if !marks.concepts.is_empty() {
        let named = concepts.mentions(&streams, language).into_iter();
        let is_asked = |mention: &Mention| {
            marks.concepts.contains(&mention.id)
                || mention.broader.iter().any(|id| marks.concepts.contains(id))
        };
        ranges.extend(named.filter(is_asked).map(|found| found.start..found.end));
    }
    if !marks.names.is_empty() {
        let named = names::mentions(text).into_iter();
        ranges.extend(
            named
                .filter(|mention| marks.names.contains(&id(mention.place)))
                .map(|found| found.start..found.end),
        );
    }
    merged(ranges, text)
}

/// Words that share enough grams with a word of the question. In a script without spaces each gram has
/// its own place, and a row of them is the word.
fn alike(grams: &Tokens, words: &[Vec<String>]) -> Vec<Range<usize>> {
    let grams: Vec<Token<'_>> = grams.iter().collect();
    let mut found = Vec::new();
    for wanted in words {
        let needed = grams_needed(wanted.len());
        // A word may have dozens of grams, and a passage hundreds.
        let set: FxHashSet<&str> = wanted.iter().map(String::as_str).collect();
        let is_wanted = |token: &Token<'_>| set.contains(token.text);
        for stretch in grams.chunk_by(|one, other| other.start < one.end) {
            let is_one_word = stretch.iter().all(|token| token.end == stretch[0].end);
            if is_one_word {
                let shared = stretch.iter().filter(|token| is_wanted(token)).count();
                found.extend((shared >= needed).then(|| stretch[0].start..stretch[0].end));
                continue;
            }
            for row in stretch.chunk_by(|one, other| is_wanted(one) == is_wanted(other)) {
                let is_word = is_wanted(&row[0]) && row.len() >= needed;
                found.extend(is_word.then(|| row[0].start..row[row.len() - 1].end));
            }
        }
    }
    found
}

/// The id token of a place.
pub(crate) fn id(place: Place) -> String {
    let (kind, id, _) = crate::query::describe(place);
    format!("{kind}/{id}")
}

/// A single Han or kana character is marked only where the question is nothing else.
fn is_one_sign_of_more(token: &Token<'_>, marks: &Marks) -> bool {
    let one = |text: &str| text.chars().count() == 1 && text.chars().all(|sign| sign as u32 >= 0x2e80);
    one(token.text) && marks.main.iter().any(|term| !one(term) && term.contains(token.text))
}

/// Where the words of a phrase stand in a row. Several tokens may share a position (a whole and
/// its parts); any of them may be the one that matches.
fn rows(tokens: &[Token<'_>], phrase: &[String]) -> Vec<Range<usize>> {
    let Some((first, rest)) = phrase.split_first() else { return Vec::new() };
    let mut found = Vec::new();
    for (place, token) in tokens.iter().enumerate().filter(|(_, token)| token.text == first) {
        let mut end = token.end;
        let all = rest.iter().enumerate().all(|(distance, word)| {
            let position = token.position + distance as u32 + 1;
            let next = tokens[place..]
                .iter()
                .take_while(|other| other.position <= position)
                .find(|other| other.position == position && other.text == word);
            next.inspect(|next| end = end.max(next.end)).is_some()
        });
        if all {
            found.push(token.start..end);
        }
    }
    found
}

/// Joins ranges that overlap or touch with nothing but a blank between.
fn merged(mut ranges: Vec<Range<usize>>, text: &str) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut out: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    debug_assert!(
        out.iter().all(|range| text.is_char_boundary(range.start) && text.is_char_boundary(range.end))
    );
    out
}

/// The words that a text has and another has not, in order, each once.
pub(crate) fn only_in(text: &str, other: &str, language: &Language) -> Vec<String> {
    let known = analysis::words_among(other, language, Vocabulary::Words(&[])).exact;
    let known: BTreeSet<&str> = known.terms().collect();
    let own = analysis::words_among(text, language, Vocabulary::Words(&[])).exact;
    let mut only: Vec<String> = Vec::new();
    for token in own.iter().filter(|token| !known.contains(token.text)) {
        let word = &text[token.start..token.end];
        if !only.iter().any(|seen| seen == word) {
            only.push(word.to_owned());
        }
    }
    only
}

/// A piece of a text of at most about `width` characters around where most of the marks stand, at
/// the ends of words where there are any; the whole text when it is short.
pub fn window(text: &str, marks: &[(usize, usize)], width: usize) -> Range<usize> {
    if text.chars().count() <= width {
        return 0..text.len();
    }
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let character_of = |byte: usize| starts.partition_point(|start| *start < byte);
    // The window that begins a little before a mark and holds the most of them wins; the first of equals.
    let lead = width / 5;
    let (mut best, mut most) = (0, 0);
    for &(start, _) in marks {
        let from = character_of(start).saturating_sub(lead).min(starts.len().saturating_sub(width));
        let to = from + width;
        let inside = marks
            .iter()
            .filter(|(start, end)| character_of(*start) >= from && character_of(*end) <= to)
            .count();
        if inside > most {
            (best, most) = (from, inside);
        }
    }
    let byte_of = |character: usize| starts.get(character).copied().unwrap_or(text.len());
    let (mut start, mut end) = (byte_of(best), byte_of(best + width));
    // Move to the next blank, but not farther than a long word: texts without spaces have none.
    const LONG_WORD: usize = 20;
    let near = LONG_WORD.min(width / 3);
    if start > 0 {
        let blank = text[start..].char_indices().take(near).find(|(_, character)| character.is_whitespace());
        start += blank.map_or(0, |(at, character)| at + character.len_utf8());
    }
    if end < text.len() {
        let blank =
            text[start..end].char_indices().rev().take(near).find(|(_, character)| character.is_whitespace());
        end = blank.map_or(end, |(at, _)| start + at);
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::{letters_apart, merged, window};

    #[test]
    fn a_window_holds_most_of_the_marks_and_whole_words() {
        let text = "one two three four five six seven eight nine ten eleven twelve";
        let at = |word: &str| text.find(word).map(|start| (start, start + word.len())).unwrap();
        let piece = window(text, &[at("one"), at("nine"), at("ten")], 24);
        assert_eq!(&text[piece], "nine ten eleven");
        assert_eq!(window("short", &[], 24), 0..5);
        assert_eq!(window("", &[], 24), 0..0);
    }

    #[test]
    fn a_window_never_cuts_a_character() {
        let text = "终身学习".repeat(50);
        let piece = window(&text, &[(300, 312)], 40);
        assert!(text.get(piece.clone()).is_some_and(|piece| piece.chars().count() == 40));
        assert!(piece.contains(&300));
    }

    #[test]
    fn marks_that_overlap_become_one() {
        assert_eq!(merged(vec![4..6, 0..2, 1..3], "abcdef"), [0..3, 4..6]);
    }

    #[test]
    fn words_differ_by_letters_and_swaps() {
        assert_eq!(letters_apart("buan", "busan", 1), Some(1));
        assert_eq!(letters_apart("hangzhou", "hanghzou", 1), Some(1));
        assert_eq!(letters_apart("nanjing", "hanjin", 1), None);
        assert_eq!(letters_apart("nanjing", "hanjin", 2), Some(2));
    }
}

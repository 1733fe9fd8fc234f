//! Which of a question's tokens are looked up: stop words set aside, signs inside words passed over.

use std::collections::BTreeMap;

use crate::analysis::script::{Script, script};
use crate::analysis::{self, Language, Streams, Token, Tokens};
use crate::search::alike::Grams;

pub(crate) fn inside(ranges: &[(usize, usize)], start: usize, end: usize) -> bool {
    ranges.iter().any(|(from, to)| *from <= start && end <= *to)
}

/// Byte ranges of what was typed between blanks.
pub(crate) fn typed_words(text: &str) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, character) in text.char_indices() {
        match (character.is_whitespace(), start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                words.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    words.extend(start.map(|from| (from, text.len())));
    words
}

/// A question read in one language.
pub(crate) struct Cut {
    pub(crate) language: &'static Language,
    /// How likely it is.
    pub(crate) weight: f32,
    /// Without the language's stop words in *main* and *grams*.
    pub(crate) content: Streams,
    pub(crate) all: Streams,
}

/// The stop words of a question: what every language it is likely in drops.
///
/// "die" in an English question is no stop word, because English does not drop it.
pub(crate) fn stop_words(cuts: &[Cut]) -> Vec<(usize, usize)> {
    let ranges = |tokens: &Tokens| -> Vec<(usize, usize)> {
        tokens.iter().map(|token| (token.start, token.end)).collect()
    };
    let dropped = cuts.iter().filter(|cut| cut.weight >= 1.0).map(|cut| {
        let kept = ranges(&cut.content.main);
        let mut all = ranges(&cut.all.main);
        all.retain(|range| !kept.contains(range));
        all
    });
    dropped
        .reduce(|mut common, other| {
            common.retain(|range| other.contains(range));
            common
        })
        .unwrap_or_default()
}

/// Terms with how often they occur, each occurrence counted by its share; those without are left out.
pub(crate) fn counted(tokens: &Tokens, share: impl Fn(usize, usize) -> f32) -> BTreeMap<String, f32> {
    let mut counts = BTreeMap::new();
    for token in tokens.iter() {
        let share = share(token.start, token.end);
        if share > 0.0 {
            *counts.entry(token.text.to_owned()).or_insert(0.0) += share;
        }
    }
    counts
}

/// The words that have grams, by these, each with how often it occurs, counted as [`counted`] does.
pub(crate) fn spelt(streams: &Streams, share: impl Fn(usize, usize) -> f32) -> Grams {
    let grams: Vec<Token<'_>> = streams.grams.iter().collect();
    let mut words = Grams::new();
    // The grams of a word have its place.
    for grams in grams.chunk_by(|one, other| (one.start, one.end) == (other.start, other.end)) {
        let share = share(grams[0].start, grams[0].end);
        if share > 0.0 && analysis::has_grams(grams[0].text) {
            let texts = grams.iter().map(|gram| gram.text.to_owned()).collect();
            words.entry(texts).or_insert_with(|| (joined(grams), 0.0)).1 += share;
        }
    }
    words
}

/// The word of some grams: each goes on by one letter.
fn joined(grams: &[Token<'_>]) -> String {
    let letters = grams.iter().skip(1).filter_map(|gram| gram.text.chars().last());
    grams.first().map_or("", |gram| gram.text).chars().chain(letters).collect()
}

/// The terms that may decide what is found: a single Han or kana character inside a longer word
/// would find nearly everything, so it only ranks.
pub(crate) fn findable(tokens: &Tokens, wanted: impl Fn(usize, usize) -> bool) -> Vec<String> {
    let all: Vec<_> = tokens.iter().filter(|token| wanted(token.start, token.end)).collect();
    let mut terms: Vec<String> = Vec::new();
    for token in &all {
        let covered = all.iter().any(|other| {
            other.start <= token.start
                && token.end <= other.end
                && other.end - other.start > token.end - token.start
        });
        if (covered && is_sign(token.text)) || terms.iter().any(|term| term == token.text) {
            continue;
        }
        terms.push(token.text.to_owned());
    }
    terms
}

/// Whether a term is one character of a script that writes words without spaces.
pub(crate) fn is_sign(term: &str) -> bool {
    let mut characters = term.chars();
    let single = characters.next().filter(|_| characters.next().is_none());
    single.is_some_and(|character| character as u32 >= 0x2e80)
}

/// Whether a term is in Latin letters, or in none.
pub(crate) fn is_latin(term: &str) -> bool {
    term.chars().all(|character| matches!(script(character), Script::Latin | Script::Common))
}

/// One term for each position: the shortest, which is what a text without the longer form has too.
pub(crate) fn row(tokens: &Tokens) -> Vec<(usize, String)> {
    let mut row: Vec<(usize, String)> = Vec::new();
    for token in tokens.iter() {
        match row.last_mut() {
            Some((position, text)) if *position == token.position as usize => {
                if token.text.len() < text.len() {
                    *text = token.text.to_owned();
                }
            }
            _ => row.push((token.position as usize, token.text.to_owned())),
        }
    }
    row
}

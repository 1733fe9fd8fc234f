//! Words that no passage holds become words that some do: offered, never swapped.

use std::collections::BTreeMap;

use tantivy::Term;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;

use crate::analysis::script::script;
use crate::analysis::{self, Language, Token};
use crate::error::Result;
use crate::index::Index;
use crate::index::manifest::read_error;
use crate::names;
use crate::query::{Clause, Node, Occur, Query};
use crate::search::execute::Execution;

/// A shorter word has too many neighbours for one to be meant.
const SHORTEST: usize = 4;
/// From so many letters on two of them may be wrong.
const LONG: usize = 8;
/// How many words are offered for one.
const OFFERED: usize = 3;

/// A sentence for each typed word that no passage holds and that is spelt nearly as one that some do.
pub(crate) fn offers(index: &Index, query: &Query) -> Result<Vec<String>> {
    let mut words = Vec::new();
    typed(&query.clauses, &mut words);
    let mut sentences = Vec::new();
    for text in words {
        let languages = match query.language {
            Some(language) => vec![language],
            None => analysis::candidates(text, index.languages()),
        };
        let cut = |language| analysis::tokens_among(text, language, index.vocabulary());
        let Some(first) = languages.first().copied().map(cut) else { continue };
        for token in first.exact.iter().filter(|token| is_a_word(token, text, languages[0])) {
            // As it is typed it is nearly always held, and then nothing else need be known of it.
            if held(index, index.fields().exact, token.text)? {
                continue;
            }
            let same = |other: &Token<'_>| other.start == token.start && other.end == token.end;
            let mut stemmed = false;
            for language in languages.iter().copied() {
                for stem in cut(language).main.iter().filter(same) {
                    let fields = index.fields();
                    stemmed |= held(index, fields.main, stem.text)? || held(index, fields.exact, stem.text)?;
                }
            }
            let names = |name: &names::Mention| name.start <= token.start && token.end <= name.end;
            if stemmed || names::mentions(text).iter().any(names) {
                continue;
            }
            let nearest = nearest(index, token.text)?;
            if !nearest.is_empty() {
                let quoted: Vec<String> = nearest.iter().map(|word| format!("`{word}`")).collect();
                let typed = &text[token.start..token.end];
                sentences.push(format!("no passage holds `{typed}`; did you mean {}?", quoted.join(" or ")));
            }
        }
    }
    Ok(sentences)
}

/// The plain words of a question that may or must occur.
fn typed<'a>(clauses: &'a [Clause], words: &mut Vec<&'a str>) {
    for clause in clauses.iter().filter(|clause| clause.occur != Occur::MustNot) {
        match &clause.node {
            Node::Words(text) => words.push(text),
            Node::Group(inner) => typed(inner, words),
            _ => {}
        }
    }
}

/// Whether a token is a word between blanks, long enough to be misspelt; scripts without blanks are cut
/// into pieces that say nothing about spelling.
fn is_a_word(token: &Token<'_>, text: &str, language: &Language) -> bool {
    let mut letters = token.text.chars();
    let spaced = letters.all(|letter| (letter as u32) < 0x1100 && !script(letter).needs_dictionary());
    let stops = || language.is_stop_word(&text[token.start..token.end].to_lowercase());
    spaced && token.text.chars().count() >= SHORTEST && !stops()
}

/// Whether any passage holds a term.
fn held(index: &Index, field: Field, text: &str) -> Result<bool> {
    Ok(index.passages_with(field, text)? > 0)
}

/// The words spelt most like one that the index holds: the fewest letters apart, then the commonest.
fn nearest(index: &Index, word: &str) -> Result<Vec<String>> {
    let field = index.fields().exact;
    let most = if word.chars().count() >= LONG { 2 } else { 1 };
    let mut found: Vec<(u8, u32, String)> = Vec::new();
    let spellings = index.spellings()?;
    if spellings.is_empty() {
        // An index without them, or one without such words.
        let mut near: BTreeMap<String, u32> = BTreeMap::new();
        for segment in index.segments() {
            Execution { index, segment }.near_words(field, word, most, |other, held| {
                *near.entry(other.to_owned()).or_default() += held;
            })?;
        }
        let apart = |other: &str| letters_apart(word, other, most).unwrap_or(most);
        found.extend(near.into_iter().map(|(other, held)| (apart(&other), held, other)));
    } else {
        let (letters, own) = (word.chars().count(), signature(word.as_bytes()));
        let lengths = letters.saturating_sub(usize::from(most))..=letters + usize::from(most);
        let mut near = Vec::new();
        // Each letter that differs changes two of the signature at most.
        let may_be = |other: &[u8]| (signature(other) ^ own).count_ones() <= 2 * u32::from(most);
        spellings.of_lengths(lengths, may_be, |other| {
            if let Some(apart) = letters_apart(word, other, most) {
                near.push((apart, other.to_owned()));
            }
        });
        for (apart, other) in near {
            found.push((apart, index.passages_with(field, &other)?, other));
        }
    }
    found.retain(|(apart, held, _)| *apart > 0 && *held > 0);
    found.sort_by(|left, right| left.0.cmp(&right.0).then(right.1.cmp(&left.1)).then(left.2.cmp(&right.2)));
    let least = found.first().map(|first| first.0);
    let nearest = found.into_iter().take_while(|other| Some(other.0) == least);
    Ok(nearest.take(OFFERED).map(|(_, _, other)| other).collect())
}

/// The letters of a word in UTF-8, a bit each; some share one.
fn signature(word: &[u8]) -> u64 {
    let (mut letters, mut letter) = (0, 0u32);
    for byte in word {
        if byte & 0xc0 == 0x80 {
            letter = letter << 6 | u32::from(byte & 0x3f);
        } else {
            letters |= 1 << (letter % 64);
            letter = u32::from(*byte);
        }
    }
    letters | 1 << (letter % 64)
}

/// In how many letters two words differ (a swap of neighbours is one), if not in more than `most`.
pub(crate) fn letters_apart(left: &str, right: &str, most: u8) -> Option<u8> {
    if left.is_ascii() && right.is_ascii() {
        return apart(left.as_bytes(), right.as_bytes(), most);
    }
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    apart(&left, &right, most)
}

fn apart<T: Copy + Eq>(left: &[T], right: &[T], most: u8) -> Option<u8> {
    let most = usize::from(most);
    if left.len().abs_diff(right.len()) > most {
        return None;
    }
    // Three rows of the table of Damerau and Levenshtein (optimal string alignment).
    let mut before: Vec<usize> = vec![0; right.len() + 1];
    let mut last: Vec<usize> = (0..=right.len()).collect();
    let mut row = before.clone();
    let mut least_before = 0;
    for (i, a) in left.iter().enumerate() {
        row[0] = i + 1;
        let mut least = row[0];
        for (j, b) in right.iter().enumerate() {
            row[j + 1] = (last[j] + usize::from(a != b)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == right[j - 1] && left[i - 1] == *b {
                row[j + 1] = row[j + 1].min(before[j - 1] + 1);
            }
            least = least.min(row[j + 1]);
        }
        // No row falls below both of those before it.
        if least.min(least_before) > most {
            return None;
        }
        least_before = least;
        std::mem::swap(&mut before, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    let apart = last[right.len()];
    (apart <= most).then_some(apart as u8)
}

impl Execution<'_> {
    /// Hands over the words of a field that differ in at most so many letters, the first in the order of
    /// the alphabet, each with the passages of the segment that hold it.
    pub(crate) fn near_words(
        &self,
        field: Field,
        word: &str,
        distance: u8,
        mut take: impl FnMut(&str, u32),
    ) -> Result<()> {
        let failed = |error| read_error(self.index.folder(), error);
        let broken = |error: std::io::Error| read_error(self.index.folder(), error);
        let alike = FuzzyTermQuery::new(Term::from_field_text(field, word), distance, true);
        let automaton = alike.automaton().map_err(failed)?;
        let inverted = self.segment.inverted_index(field).map_err(failed)?;
        let mut words = inverted.terms().search(automaton).into_stream().map_err(broken)?;
        let mut taken = 0;
        while words.advance() && taken < crate::search::execute::MOST_WORDS {
            if let Ok(near) = std::str::from_utf8(words.key()) {
                take(near, words.value().doc_freq);
            }
            taken += 1;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{letters_apart, signature};

    /// The whole table of optimal string alignment.
    fn by_the_book(one: &str, other: &str) -> usize {
        let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
        let mut table = vec![vec![0; other.len() + 1]; one.len() + 1];
        for i in 0..=one.len() {
            for j in 0..=other.len() {
                table[i][j] = match (i, j) {
                    (0, _) => j,
                    (_, 0) => i,
                    _ => (table[i - 1][j - 1] + usize::from(one[i - 1] != other[j - 1]))
                        .min(table[i - 1][j] + 1)
                        .min(table[i][j - 1] + 1),
                };
                if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                    table[i][j] = table[i][j].min(table[i - 2][j - 2] + 1);
                }
            }
        }
        table[one.len()][other.len()]
    }

    proptest! {
        #[test]
        fn words_differ_by_the_book(one in "[abcéж]{0,7}", other in "[abcéж]{0,7}", most in 0..3u8) {
            let apart = by_the_book(&one, &other);
            let wanted = (apart <= usize::from(most)).then_some(apart as u8);
            prop_assert_eq!(letters_apart(&one, &other, most), wanted);
            // What the signatures rule out is never near.
            let differ = (signature(one.as_bytes()) ^ signature(other.as_bytes())).count_ones();
            prop_assert!(differ as usize <= 2 * apart, "{differ} bits, {apart} letters");
        }
    }
}

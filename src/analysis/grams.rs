//! A word becomes its grams: the pieces it shares with other spellings of itself, and with compounds that hold it.

use std::ops::Range;

use crate::analysis::script::Script;
use crate::analysis::signs::sign;

/// Letters in one of the grams of a Latin word.
const LATIN: usize = 4;
/// The same in other scripts: words of Arabic, Cyrillic or Devanagari letters have shorter stems and
/// more endings (nDCG@10 ar .813 → .821, hi .788 → .797, ru .856 → .862 by three letters at more weight).
const OTHER: usize = 3;

/// The grams of a folded word in order; a word shorter than one is a gram itself. `edges` is room for where its
/// letters begin, to be used again.
pub(crate) fn grams<'w>(word: &'w str, edges: &'w mut Vec<usize>) -> impl Iterator<Item = &'w str> {
    note_edges(word, edges);
    let script = word.chars().map(|letter| sign(letter).script).find(|&script| script != Script::Common);
    let letters = if matches!(script, None | Some(Script::Latin)) { LATIN } else { OTHER };
    places(edges, letters).map(|place| &word[place])
}

/// Whether words between blanks are written so: all but those with Han, kana or Hangul, whose characters and pairs
/// are terms, and those of the scripts that a dictionary cuts, where grams reach across words.
pub(crate) fn has_grams(word: &str) -> bool {
    let signs = [Script::Han, Script::Hiragana, Script::Katakana, Script::Hangul];
    let scripts = word.chars().map(|letter| sign(letter).script);
    !scripts.into_iter().any(|script| signs.contains(&script) || script.needs_dictionary())
}

/// Whether a term is several characters of Han, kana or Hangul in a row, each of which is a term too.
pub(crate) fn is_row_of_signs(term: &str) -> bool {
    // Each of them takes three bytes or four, the first of which is no less than this.
    const FIRST: u8 = 0xe1;
    let signs = [Script::Han, Script::Hiragana, Script::Katakana, Script::Hangul];
    term.as_bytes().first().is_some_and(|byte| *byte >= FIRST)
        && term.chars().nth(1).is_some()
        && term.chars().all(|letter| signs.contains(&sign(letter).script))
}

/// The grams of a stretch of a script that a dictionary cuts, each with the bytes it takes: which words such a
/// stretch is cut into depends on what stands around, and grams are the same everywhere.
pub(crate) fn grams_across(stretch: &str, edges: &mut Vec<usize>) -> impl Iterator<Item = Range<usize>> {
    note_edges(stretch, edges);
    places(edges, OTHER)
}

fn note_edges(text: &str, edges: &mut Vec<usize>) {
    edges.clear();
    edges.extend(text.char_indices().map(|(at, _)| at));
    edges.push(text.len());
}

/// Where pieces of so many letters stand.
fn places(edges: &[usize], letters: usize) -> impl Iterator<Item = Range<usize>> {
    let count = edges.len() - 1;
    (0..=count.saturating_sub(letters)).map(move |first| edges[first]..edges[(first + letters).min(count)])
}

#[cfg(test)]
mod tests {
    use super::{grams, has_grams};

    fn of(word: &str) -> Vec<String> {
        grams(word, &mut Vec::new()).map(str::to_owned).collect()
    }

    #[test]
    fn latin_words_have_grams_of_four_letters_others_of_three() {
        assert_eq!(of("lernen"), ["lern", "erne", "rnen"]);
        assert_eq!(of("città"), ["citt", "ittà"]);
        assert_eq!(of("covid19"), ["covi", "ovid", "vid1", "id19"]);
        assert_eq!(of("город"), ["гор", "оро", "род"]);
        assert_eq!(of("2024"), ["2024"]);
        assert_eq!(of("eu"), ["eu"]);
        assert_eq!(of(""), [""]);
    }

    #[test]
    fn words_without_blanks_have_none() {
        assert!(has_grams("city") && has_grams("école") && has_grams("город"));
        for word in ["学习", "평생", "ガイド", "ศูนย์"] {
            assert!(!has_grams(word), "{word}");
        }
    }
}

//! A stretch of Simplified Chinese becomes words: of jieba's dictionary for a text, of what an index holds for a question.
//!
//! Making jieba's tables takes 100 ms and 30 MB, thirty times a whole question, and a word that no passage holds finds
//! nothing anyway. So a run that has loaded the dictionary keeps the words of it that its passages hold, sorted, and a
//! question is cut by those, in the way jieba cuts: the likeliest row of words, and the words of two and three characters
//! inside longer ones. Marks in a passage need only the words that were asked for.

use std::ops::Range;

use crate::analysis::dictionary;

/// Where the words of Chinese come from.
#[derive(Clone, Copy)]
pub enum Vocabulary<'a> {
    /// The whole dictionary, loaded when the first Chinese text is met.
    Dictionary,
    /// The words that an index keeps, a line each with their frequencies.
    Kept(&'a [u8]),
    /// These words, all equally likely.
    Words(&'a [String]),
}

/// The logarithm of the frequencies of all words of jieba's dictionary together, which makes few words likelier than many.
const TOTAL: f64 = 17.911_553_077_840_047;

/// The words of a stretch as ranges of characters, ordered by start; words inside longer words are given too.
pub(crate) fn words(han: &str, vocabulary: Vocabulary<'_>) -> Vec<Range<usize>> {
    if matches!(vocabulary, Vocabulary::Dictionary) {
        return dictionary::chinese_words(han);
    }
    let mut edges: Vec<usize> = han.char_indices().map(|(at, _)| at).collect();
    edges.push(han.len());
    let known: Vec<Vec<(usize, f64)>> =
        (0..edges.len() - 1).map(|at| words_at(han, &edges, at, vocabulary)).collect();
    let mut found = Vec::new();
    let mut at = 0;
    for end in likeliest(&known) {
        // The pairs and threes inside a longer word that are words themselves.
        for length in [2, 3].into_iter().filter(|length| end - at > *length) {
            let inside = known.iter().enumerate().take(end - length + 1).skip(at);
            let words = inside.filter(|(first, words)| words.iter().any(|(end, _)| *end == first + length));
            found.extend(words.map(|(first, _)| first..first + length));
        }
        found.push(at..end);
        at = end;
    }
    found.sort_by_key(|word| word.start);
    found
}

/// Where the words of the likeliest row end; the longer of two words that are equally likely.
fn likeliest(known: &[Vec<(usize, f64)>]) -> Vec<usize> {
    let count = known.len();
    // The best way on from each character: how likely it is, and the end of its first word.
    let mut ways = vec![(0.0, count); count + 1];
    for at in (0..count).rev() {
        let mut best: Option<(f64, usize)> = None;
        for &(end, frequency) in &known[at] {
            let likely = frequency - TOTAL + ways[end].0;
            if best.is_none_or(|(most, _)| likely >= most) {
                best = Some((likely, end));
            }
        }
        // What is no word counts as the rarest.
        ways[at] = best.unwrap_or((ways[at + 1].0 - TOTAL, at + 1));
    }
    let mut ends = Vec::new();
    let mut at = 0;
    while at < count {
        at = ways[at].1;
        ends.push(at);
    }
    ends
}

/// The words that begin at a character, as ends and logarithms of frequencies, shortest first.
fn words_at(han: &str, edges: &[usize], at: usize, vocabulary: Vocabulary<'_>) -> Vec<(usize, f64)> {
    let rest = &han[edges[at]..];
    match vocabulary {
        Vocabulary::Dictionary => Vec::new(),
        Vocabulary::Words(words) => {
            let mut ends: Vec<usize> = words
                .iter()
                .filter(|word| !word.is_empty() && rest.starts_with(word.as_str()))
                .map(|word| at + word.chars().count())
                .collect();
            ends.sort_unstable();
            ends.dedup();
            ends.into_iter().map(|end| (end, 0.0)).collect()
        }
        Vocabulary::Kept(lines) => {
            let mut lines = lines;
            let mut found = Vec::new();
            for end in at + 1..edges.len() {
                let word = &han[edges[at]..edges[end]];
                lines = beginning_with(lines, word.as_bytes());
                if lines.is_empty() {
                    break;
                }
                // The word itself sorts before all that go on.
                let number = lines[word.len()..].strip_prefix(b"\t").map(|line| {
                    line.iter()
                        .take_while(|byte| **byte != b'\n')
                        .fold(0.0, |number, digit| number * 10.0 + f64::from(digit.wrapping_sub(b'0')))
                });
                found.extend(number.map(|number: f64| (end, number.max(1.0).ln())));
            }
            found
        }
    }
}

/// Those of some sorted lines that begin with a text.
fn beginning_with<'a>(lines: &'a [u8], text: &[u8]) -> &'a [u8] {
    let head = |line: &[u8]| line[..line.len().min(text.len())].cmp(text);
    let from = first_line(lines, |line| head(line).is_lt());
    let lines = &lines[from..];
    &lines[..first_line(lines, |line| head(line).is_le())]
}

/// Where the first of some sorted lines begins that something does not hold for.
fn first_line(lines: &[u8], holds: impl Fn(&[u8]) -> bool) -> usize {
    let (mut low, mut high) = (0, lines.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let begin = lines[low..middle].iter().rposition(|byte| *byte == b'\n').map_or(low, |at| low + at + 1);
        if holds(&lines[begin..]) {
            low = lines[begin..high].iter().position(|byte| *byte == b'\n').map_or(high, |at| begin + at + 1);
        } else {
            high = begin;
        }
    }
    low
}

/// Those of some terms, in the order of their bytes, that are words of the dictionary, as lines of words and frequencies.
pub(crate) fn kept(terms: impl Iterator<Item = String>) -> String {
    let mut lines = String::new();
    for term in terms {
        if let Some(frequency) = dictionary::chinese_frequency(&term) {
            lines.push_str(&format!("{term}\t{frequency}\n"));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{Vocabulary, kept, words};

    const TEXTS: &[&str] = &[
        "终身学习",
        "联合国教科文组织学习型城市",
        "他来到了网易杭研大厦",
        "结婚的和尚未结婚的",
        "数据库连接配置文件",
        "𠀀学习々学习〇",
        "",
    ];

    #[test]
    fn a_question_is_cut_as_a_text_by_the_words_that_are_kept() {
        let mut terms: Vec<String> = Vec::new();
        for text in TEXTS {
            let signs: Vec<char> = text.chars().collect();
            let own = words(text, Vocabulary::Dictionary);
            terms.extend(own.into_iter().map(|word| signs[word].iter().collect()));
        }
        // Pairs of Japanese texts stand among the terms of an index and are no words.
        terms.extend(["身学", "习型城"].map(str::to_owned));
        terms.sort();
        terms.dedup();
        let kept = kept(terms.into_iter());
        assert!(!kept.contains("身学") && kept.contains("终身\t"));
        for text in TEXTS {
            assert_eq!(
                words(text, Vocabulary::Kept(kept.as_bytes())),
                words(text, Vocabulary::Dictionary),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_not_kept_stands_alone() {
        assert_eq!(words("终身学习", Vocabulary::Kept(b"")), [0..1, 1..2, 2..3, 3..4]);
        assert_eq!(words("终身学习", Vocabulary::Kept("学习\t9\n".as_bytes())), [0..1, 1..2, 2..4]);
    }

    #[test]
    fn marks_need_only_the_words_asked_for() {
        let asked = ["学习".to_owned(), "终身学习".to_owned(), "城市".to_owned()];
        assert_eq!(words("终身学习城", Vocabulary::Words(&asked)), [0..4, 2..4, 4..5]);
    }
}

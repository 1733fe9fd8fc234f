//! What stands inside a name and beside it: whether two words may belong together, and whether a
//! name may end where it does.

use crate::analysis::script::{Script, is_apostrophe, script};
use crate::names::words::{Word, Writing};

/// What may stand between two words of a name.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// A blank, a hyphen, an apostrophe.
    Plain,
    /// A comma or bracket: "Korea, Republic of".
    Inverted,
}

/// Signs that may stand inside a name in a script without spaces.
pub(crate) const INSIDE: &[char] =
    &[' ', '·', '・', '･', '‧', '-', '=', '＝', '(', ')', '（', '）', '、', '\u{200b}'];

/// What stands between two words, when a name may go on across it.
pub(crate) fn gap(text: &str, before: Word, after: Word) -> Option<Gap> {
    let between = &text[before.end..after.start];
    if between.len() > 6 {
        return None;
    }
    let mut gap = Gap::Plain;
    let mut lines = 0;
    for c in between.chars() {
        match c {
            '\n' => lines += 1,
            ',' | '(' | '（' | '،' => gap = Gap::Inverted,
            '-' | '‐' | '‑' | '–' | '&' | '·' | '\u{200b}' => {}
            // "St. Lucia", "U.S.", "Dem. Rep. Congo", but not the end of a sentence.
            '.' if before.end - before.start <= 4 => {}
            c if c.is_whitespace() || is_apostrophe(c) => {}
            _ => return None,
        }
    }
    // A name may be broken over two lines; behind an empty line something else begins.
    (lines <= 1).then_some(gap)
}

/// Where a name ends in a word that has `behind` bytes of ending in its folded form; nothing when the
/// ending is not written so.
pub(crate) fn end_of_name(text: &str, word: Word, folded: &str, behind: usize) -> Option<usize> {
    let ending = folded.get(folded.len() - behind..)?;
    let written = &text[word.start..word.end];
    match written.strip_suffix(ending).or_else(|| written.strip_suffix(&ending.to_uppercase())) {
        Some(name) => Some(word.start + name.len()),
        // A particle in separate letters cannot be measured: then all of the word.
        None => (word.writing == Writing::Hangul).then_some(word.end),
    }
}

/// Where a name ends when it ends inside a bracket that it opened: "Iran (Islamic Republic of)".
pub(crate) fn with_bracket(text: &str, start: usize, end: usize) -> usize {
    let opened = text[start..end].rfind(['(', '（']);
    let closed = text[start..end].rfind([')', '）']);
    match text[end..].chars().next() {
        Some(bracket @ (')' | '）')) if opened > closed => end + bracket.len_utf8(),
        _ => end,
    }
}

/// Whether nothing beside a match shows that it is a piece of a longer word, in a script without spaces.
pub(crate) fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let name = &text[start..end];
    let before = text[..start].chars().next_back();
    let mut behind = text[end..].chars();
    let after = behind.next();
    // Katakana words are foreign words as a whole: タイ (Thailand) is not in タイトル (title).
    if name.starts_with(is_katakana) && before.is_some_and(is_katakana)
        || name.ends_with(is_katakana) && after.is_some_and(is_katakana)
    {
        return false;
    }
    // A syllable is not cut: a vowel sign or mark behind, a vowel written before its consonant.
    // คลาวด์ (cloud) holds ลาว (Laos): a silenced consonant belongs to the syllable before it.
    let silenced = behind.next() == Some('\u{e4c}');
    !before.is_some_and(is_leading_vowel) && !after.is_some_and(continues_syllable) && !silenced
}

/// Whether what stands beside a name makes the language or the people of it, in Chinese, Japanese or
/// Thai: 法语, フランス語, ภาษาฝรั่งเศส.
pub(crate) fn is_adjective(text: &str, start: usize, end: usize) -> bool {
    let after = &text[end..];
    let people = after.strip_prefix('人').is_some_and(|rest| {
        // 中国人民 and 中国人口 are about the country.
        !rest.starts_with(['民', '口', '工', '均', '才', '权', '權', '大'])
    });
    people || after.starts_with(['语', '語']) || text[..start].ends_with("ภาษา")
}

fn is_katakana(c: char) -> bool {
    // The middle dot divides words; the mark of a long vowel is one of them.
    script(c) == Script::Katakana
}

/// Thai and Lao vowels written before the consonant they follow, and the Khmer sign of a lower consonant.
fn is_leading_vowel(c: char) -> bool {
    matches!(c, '\u{e40}'..='\u{e44}' | '\u{ec0}'..='\u{ec4}' | '\u{17d2}')
}

fn continues_syllable(c: char) -> bool {
    matches!(c, '\u{e30}'..='\u{e3a}' | '\u{e45}' | '\u{e47}'..='\u{e4e}' | '\u{eb0}'..='\u{ebc}'
        | '\u{ec8}'..='\u{ece}' | '\u{102b}'..='\u{103e}' | '\u{17b6}'..='\u{17d3}')
}

//! Where words begin and end, with and without spaces.
//!
//! A text becomes runs: a word between blanks, a stretch of Han and kana, a Hangul word, a stretch
//! of a script without spaces. What is inside a run is decided by its script, never by a setting.

use std::ops::Range;

use crate::analysis::script::{Kind, Script, is_apostrophe};
use crate::analysis::signs::{Sign, sign};

/// How a run is to be cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RunKind {
    /// Letters and digits of a script that divides words by blanks, of one plain shape.
    Word,
    /// The same with a border inside: an apostrophe, a capital behind a small letter, a digit beside
    /// a letter, two scripts.
    Jointed,
    /// Han characters only.
    Han,
    /// Kana, with or without Han.
    Kana,
    Hangul,
    /// A script whose words are found in a dictionary.
    Dictionary,
}

/// A stretch of text that is cut in one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) kind: RunKind,
    /// The script of its first letter, `Common` for digits alone.
    pub(crate) script: Script,
    pub(crate) place: Range<usize>,
}

/// The first run at or behind a byte of the text.
pub(crate) fn next_run(text: &str, from: usize) -> Option<Run> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii() {
            if byte.is_ascii_alphanumeric() {
                return Some(word(text, at));
            }
            at += 1;
            continue;
        }
        let character = text[at..].chars().next()?;
        let first = sign(character);
        if matches!(first.kind, Kind::Letter | Kind::Capital | Kind::Digit) {
            return Some(match first.script {
                Script::Han | Script::Hiragana | Script::Katakana => han_and_kana(text, at),
                Script::Hangul => stretch(text, at, Script::Hangul, RunKind::Hangul),
                script if script.needs_dictionary() && first.kind == Kind::Letter => {
                    stretch(text, at, script, RunKind::Dictionary)
                }
                _ => word(text, at),
            });
        }
        at += character.len_utf8();
    }
    None
}

fn han_and_kana(text: &str, start: usize) -> Run {
    let mut kind = RunKind::Han;
    let mut script = Script::Han;
    let mut end = text.len();
    for (at, character) in text[start..].char_indices() {
        let sign = sign(character);
        if sign.script.is_kana() {
            kind = RunKind::Kana;
            script = Script::Hiragana;
        } else if sign.script != Script::Han {
            end = start + at;
            break;
        }
    }
    Run { kind, script, place: start..end }
}

fn stretch(text: &str, start: usize, script: Script, kind: RunKind) -> Run {
    let belongs = |character: char| {
        let sign = sign(character);
        sign.script == script && matches!(sign.kind, Kind::Letter | Kind::Mark)
    };
    let length = text[start..].find(|character| !belongs(character)).unwrap_or(text.len() - start);
    Run { kind, script, place: start..start + length }
}

/// Whether a character can stand in a word between blanks.
fn is_spaced(sign: Sign) -> bool {
    match sign.kind {
        Kind::Digit | Kind::Mark => true,
        Kind::Letter | Kind::Capital => {
            !sign.script.needs_dictionary()
                && !matches!(sign.script, Script::Han | Script::Hiragana | Script::Katakana | Script::Hangul)
        }
        Kind::Gap | Kind::Link | Kind::Hidden => false,
    }
}

fn word(text: &str, start: usize) -> Run {
    let bytes = text.as_bytes();
    let mut script = Script::Common;
    let mut jointed = false;
    let mut before = Kind::Gap;
    let mut capitals = 0;
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        let (kind, letter_script, length) = match byte {
            b'a'..=b'z' => (Kind::Letter, Script::Latin, 1),
            b'A'..=b'Z' => (Kind::Capital, Script::Latin, 1),
            b'0'..=b'9' => (Kind::Digit, Script::Common, 1),
            b'\'' | b'"' | b'`' | 0x80.. => {
                let Some(character) = text[at..].chars().next() else { break };
                let sign = sign(character);
                if let Some(length) = link(text, at, character) {
                    jointed = true;
                    at += length;
                    continue;
                }
                if !is_spaced(sign) {
                    break;
                }
                (sign.kind, sign.script, character.len_utf8())
            }
            _ => break,
        };
        match kind {
            Kind::Mark => {
                at += length;
                continue;
            }
            Kind::Digit => jointed |= matches!(before, Kind::Letter | Kind::Capital),
            Kind::Capital => {
                jointed |= matches!(before, Kind::Letter | Kind::Digit);
                capitals += 1;
            }
            _ => jointed |= before == Kind::Digit || (capitals > 1 && before == Kind::Capital),
        }
        if kind != Kind::Capital {
            capitals = 0;
        }
        if kind != Kind::Digit {
            jointed |= script != Script::Common && letter_script != script;
            script = letter_script;
        }
        before = kind;
        at += length;
    }
    let kind = if jointed { RunKind::Jointed } else { RunKind::Word };
    // A jointed word is known by its first script.
    let script = if jointed { first_script(&text[start..at]) } else { script };
    Run { kind, script, place: start..at }
}

fn first_script(word: &str) -> Script {
    let letter = word.chars().map(sign).find(|sign| matches!(sign.kind, Kind::Letter | Kind::Capital));
    letter.map_or(Script::Common, |sign| sign.script)
}

/// The length of a link between two letters: an apostrophe, the middle dot of `col·legi`, a Hebrew
/// quotation mark in an abbreviation. None for the same character elsewhere.
fn link(text: &str, at: usize, character: char) -> Option<usize> {
    let hebrew_mark = character == '"' || character == '\u{5F4}';
    if !hebrew_mark && sign(character).kind != Kind::Link {
        return None;
    }
    let length = character.len_utf8();
    let before = text[..at].chars().rev().find(|&before| sign(before).kind != Kind::Mark)?;
    let after = text[at + length..].chars().next()?;
    let is_letter = |character| {
        let sign = sign(character);
        is_spaced(sign) && matches!(sign.kind, Kind::Letter | Kind::Capital)
    };
    let fits = match character {
        '·' => matches!((before, after), ('l' | 'L', 'l' | 'L')),
        _ if hebrew_mark => sign(before).script == Script::Hebrew && sign(after).script == Script::Hebrew,
        _ => is_letter(before) && is_letter(after),
    };
    fits.then_some(length)
}

/// The last place at or before a byte where a character begins, or the end of the text.
pub(crate) fn boundary(text: &str, byte: usize) -> usize {
    let byte = byte.min(text.len());
    (0..=byte).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The stretches of a word between its apostrophes.
pub(crate) fn between_apostrophes(word: &str) -> impl Iterator<Item = Range<usize>> {
    let start_of = word.as_ptr() as usize;
    word.split(is_apostrophe).map(move |part| {
        let start = part.as_ptr() as usize - start_of;
        start..start + part.len()
    })
}

/// A border between letters needs this many before it: iPhone and McDonald stay whole.
const SHORTEST_BEFORE_CAPITAL: usize = 3;
/// Any border needs this many letters on either side: G20, 3D and NGOs stay whole.
const SHORTEST_PART: usize = 2;
/// A word with more borders than this is a key or a hash, not words glued together.
const MOST_BORDERS: usize = 6;

/// The words glued together in one: `ratesVilla` is rates and Villa, `countries2014` countries and
/// 2014. One range, the whole, where nothing is glued.
pub(crate) fn glued_parts(word: &str) -> Vec<Range<usize>> {
    let mut edges: Vec<usize> = borders(word).take(MOST_BORDERS + 1).collect();
    if edges.len() > MOST_BORDERS {
        edges.clear();
    }
    edges.push(word.len());
    let mut parts = Vec::new();
    let mut start = 0;
    for edge in edges.windows(2) {
        let (left, right) = (&word[start..edge[0]], &word[edge[0]..edge[1]]);
        let beside_digit = left.ends_with(is_digit) || right.starts_with(is_digit);
        let shortest = if beside_digit { SHORTEST_PART } else { SHORTEST_BEFORE_CAPITAL };
        let left_is_word = left.chars().all(is_digit) || letters(left) >= shortest;
        if left_is_word && (right.starts_with(is_digit) || letters(right) >= SHORTEST_PART) {
            parts.push(start..edge[0]);
            start = edge[0];
        }
    }
    parts.push(start..word.len());
    parts
}

fn is_digit(character: char) -> bool {
    sign(character).kind == Kind::Digit
}

fn letters(text: &str) -> usize {
    text.chars().filter(|&character| matches!(sign(character).kind, Kind::Letter | Kind::Capital)).count()
}

/// The bytes before which a new word may begin.
fn borders(word: &str) -> impl Iterator<Item = usize> {
    let mut before: Option<Sign> = None;
    let mut characters = word.char_indices().peekable();
    std::iter::from_fn(move || {
        while let Some((at, character)) = characters.next() {
            let this = sign(character);
            if this.kind == Kind::Mark {
                continue;
            }
            let Some(last) = before.replace(this) else { continue };
            let next_is_small = characters.peek().is_some_and(|&(_, next)| sign(next).kind == Kind::Letter);
            let is_border = match (last.kind, this.kind) {
                (Kind::Letter, Kind::Capital) => true,
                (Kind::Capital, Kind::Capital) => next_is_small,
                (Kind::Digit, Kind::Letter | Kind::Capital) => true,
                (Kind::Letter | Kind::Capital, Kind::Digit) => true,
                (Kind::Letter | Kind::Capital, Kind::Letter) => last.script != this.script,
                _ => false,
            };
            if is_border {
                return Some(at);
            }
        }
        None
    })
}

//! Tokens become Units: what labels and texts are compared by.
//!
//! A unit is the stem of a word that stands between blanks, or one character of a script without
//! blanks, where a dictionary would cut a label and a text differently. Each knows whose rules it
//! was read by, so that "gift" is never a German poison in an English text.

use crate::analysis::signs::sign;
use crate::analysis::{self, Language, Streams, Token};

/// One word or character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unit<'a> {
    pub(crate) text: &'a str,
    /// The language whose rules it was read by.
    pub(crate) language: &'static str,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The code under which the labels of a language stand. Serbian and Croatian are cut by one stemmer, which writes both
/// alphabets alike: labels of either are found in both.
pub(crate) fn labelled(code: &str) -> &str {
    if code == "sr" { "hr" } else { code }
}

/// The units of a text that was cut in a language, in order.
pub(crate) fn units<'a>(streams: &'a Streams, language: &'static Language) -> Vec<Unit<'a>> {
    let mut units = Vec::with_capacity(streams.exact.len());
    let mut stems = streams.main.iter().peekable();
    let mut tokens = streams.exact.iter().peekable();
    let mut reader = (None, "");
    while let Some(token) = tokens.next() {
        let Some(first) = token.text.chars().next() else { continue };
        let script = sign(first).script;
        if reader.0 != Some(script) {
            reader = (Some(script), labelled(analysis::reader(language, script).code));
        }
        let unit = |text, start, end| Unit { text, language: reader.1, start, end };
        let is_one = token.text.len() == first.len_utf8();
        if first as u32 >= FIRST_WITHOUT_BLANKS {
            // Pairs and whole words of Hangul say nothing that their characters do not.
            if is_one {
                units.push(unit(token.text, token.start, token.end));
            }
        } else if script.needs_dictionary() {
            let length = token.end - token.start;
            units.extend(token.text.char_indices().map(|(at, character)| {
                let from = token.start + at.min(length);
                unit(
                    &token.text[at..at + character.len_utf8()],
                    from,
                    (from + character.len_utf8()).min(token.end),
                )
            }));
        } else {
            // A whole in front of its parts: labels have no glued words.
            let is_whole =
                tokens.peek().is_some_and(|next| next.start == token.start && next.end < token.end);
            let stem = stem(&mut stems, &token);
            if !is_whole {
                units.push(unit(stem.unwrap_or(token.text), token.start, token.end));
            }
        }
    }
    units
}

/// From here on characters are Han, kana, Hangul and their like.
const FIRST_WITHOUT_BLANKS: u32 = 0x1100;

/// The token of *main* for the same word.
fn stem<'a>(
    stems: &mut std::iter::Peekable<impl Iterator<Item = Token<'a>>>,
    token: &Token<'_>,
) -> Option<&'a str> {
    while stems.next_if(|stem| (stem.start, stem.position) < (token.start, token.position)).is_some() {}
    stems.next_if(|stem| stem.start == token.start && stem.end == token.end).map(|stem| stem.text)
}

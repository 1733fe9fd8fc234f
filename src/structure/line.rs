//! A text becomes Lines: each knows its bytes, its number and what can be seen in it at a glance.
//!
//! Pages of the web keep empty cells and empty paragraphs as no-break spaces, so "blank" here means
//! every character a person sees nothing for, not only the space.

use std::ops::Range;

use crate::structure::dates;
use crate::structure::places::head;

/// One line of a document, blank ones included.
#[derive(Debug, Clone)]
pub(crate) struct Line<'a> {
    /// Its number, from 1.
    pub(crate) number: u32,
    /// The line as it stands, without its line end.
    pub(crate) raw: &'a str,
    /// Bytes of what is visible, bullet included; empty for a blank line.
    pub(crate) at: Range<usize>,
    /// What is visible, behind the bullet.
    pub(crate) text: &'a str,
    /// Blanks before the first visible character.
    pub(crate) indent: usize,
    /// Whether it opens with the mark of a list (`•`, `-`, `*`, `1.` …).
    pub(crate) bullet: Bullet,
    /// How wide it is: characters, those of East Asia counted twice.
    pub(crate) width: usize,
}

/// How a line of a list is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bullet {
    /// Not at all.
    None,
    /// With a sign: `•`, `-`, `*`.
    Sign,
    /// With a number or letter: `1.`, `2)`.
    Number,
}

/// Cuts a text into lines.
pub(crate) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for (index, piece) in text.split_inclusive('\n').enumerate() {
        let raw = piece.trim_end_matches(['\n', '\r']);
        lines.push(line(raw, start, index as u32 + 1));
        start += piece.len();
    }
    lines
}

/// Whether a person sees nothing in place of this character.
pub(crate) fn is_blank(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}')
}

/// How wide a text is: characters, those of East Asia counted twice, as they carry as much as two letters.
pub(crate) fn width(text: &str) -> usize {
    text.chars().map(|character| if is_wide(character) { 2 } else { 1 }).sum()
}

/// Whether the character belongs to a script that writes one character where others write several.
pub(crate) fn is_wide(character: char) -> bool {
    matches!(character as u32, 0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xff00..=0xff60 | 0x20000..=0x3fffd)
}

/// Whether a text closes like a sentence, in any script; closing quotes and brackets are looked through.
pub(crate) fn ends_like_sentence(text: &str) -> bool {
    let closing = |c: char| {
        matches!(c, '"' | '\'' | '”' | '’' | '»' | '›' | ')' | ']' | '」' | '』' | '）' | '】') || is_blank(c)
    };
    text.trim_end_matches(closing).chars().next_back().is_some_and(is_sentence_end)
}

/// Whether a character closes a sentence in some script.
pub(crate) fn is_sentence_end(character: char) -> bool {
    matches!(
        character,
        '.' | '!'
            | '?'
            | '…'
            | '。'
            | '！'
            | '？'
            | '．'
            | '؟'
            | '۔'
            | '।'
            | '॥'
            | '։'
            | '።'
            | '။'
            | '។'
            | '᠃'
            | '‼'
            | '⁇'
    )
}

impl Line<'_> {
    /// Whether nothing can be seen in it.
    pub(crate) fn blank(&self) -> bool {
        self.at.is_empty()
    }

    /// Whether it closes like a sentence.
    pub(crate) fn ends_like_sentence(&self) -> bool {
        ends_like_sentence(self.text)
    }

    /// Whether it reads like running text: long, or a sentence of some length.
    pub(crate) fn is_prose(&self) -> bool {
        is_prose(self.text, self.width)
    }

    /// Whether it is an address of the web and nothing else.
    pub(crate) fn is_url(&self) -> bool {
        is_url(self.text)
    }
}

/// Whether a text reads like running text: long, or a sentence of some length.
pub(crate) fn is_prose(text: &str, width: usize) -> bool {
    width >= 150 || width >= 70 && ends_like_sentence(text)
}

/// Whether a text is an address of the web and nothing else.
pub(crate) fn is_url(text: &str) -> bool {
    (text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www."))
        && !text.contains(char::is_whitespace)
}

fn line(raw: &str, start: usize, number: u32) -> Line<'_> {
    let visible = raw.trim_matches(is_blank);
    if visible.is_empty() {
        return Line { number, raw, at: start..start, text: "", indent: 0, bullet: Bullet::None, width: 0 };
    }
    let before = raw.len() - raw.trim_start_matches(is_blank).len();
    let (bullet, mark) = bullet(visible);
    let text = visible[mark..].trim_start_matches(is_blank);
    Line {
        number,
        raw,
        at: start + before..start + before + visible.len(),
        text,
        indent: raw[..before].chars().count(),
        bullet,
        width: width(text),
    }
}

/// The kind of bullet a text opens with, and how many bytes it takes.
fn bullet(text: &str) -> (Bullet, usize) {
    let mut characters = text.char_indices();
    let Some((_, first)) = characters.next() else { return (Bullet::None, 0) };
    let rest = &text[first.len_utf8()..];
    match first {
        '•' | '◦' | '▪' | '▫' | '‣' | '●' | '○' | '■' | '□' | '➢' | '➤' | '►' | '✓' | '✔'
            if !rest.is_empty() =>
        {
            (Bullet::Sign, first.len_utf8())
        }
        '-' | '–' | '*' | '+' | '·' | '・' if rest.starts_with(is_blank) => {
            (Bullet::Sign, first.len_utf8())
        }
        _ => {
            let digits = text.chars().take_while(char::is_ascii_digit).count();
            let behind = &text[digits..];
            if (1..=2).contains(&digits)
                && behind.starts_with(['.', ')'])
                && behind[1..].starts_with(is_blank)
                && behind.trim_matches(is_blank).len() > 1
                && !behind[1..].trim_start_matches(is_blank).starts_with(|c: char| c.is_ascii_digit())
                && !opens_with_date(text)
            {
                return (Bullet::Number, digits + 1);
            }
            (Bullet::None, 0)
        }
    }
}

/// Whether a text opens with a day, the name of its month and the year.
fn opens_with_date(text: &str) -> bool {
    // Without a year there is no date, and most items have none.
    let opening = head(text, 60).as_bytes();
    if !opening.windows(4).any(|digits| digits.iter().all(u8::is_ascii_digit)) {
        return false;
    }
    let date = dates::dates(head(text, 60), "").into_iter().next();
    date.is_some_and(|date| date.at.start == 0 && date.day.is_some())
}

#[cfg(test)]
mod tests {
    use crate::structure::line::{Bullet, ends_like_sentence, lines};

    #[test]
    fn a_line_knows_its_bytes_and_its_bullet() {
        let text = "Title\r\n\u{a0}\n   • An item\n2. Second\n14. Februar 2024\n2024. 2. 14.";
        let lines = lines(text);
        assert_eq!(lines.len(), 6);
        assert_eq!(&text[lines[0].at.clone()], "Title");
        assert!(lines[1].blank());
        assert_eq!((lines[2].bullet, lines[2].text, lines[2].indent), (Bullet::Sign, "An item", 3));
        assert_eq!(&text[lines[2].at.clone()], "• An item");
        assert_eq!(lines[3].bullet, Bullet::Number);
        assert_eq!(lines[4].bullet, Bullet::None, "nor is a German one");
        assert_eq!(lines[5].bullet, Bullet::None, "a Korean date is not a list");
    }

    #[test]
    fn sentences_close_in_any_script() {
        for text in ["It works.", "“It works.”", "它有用。", "هل يعمل؟", "यह काम करता है।", "(done.)"]
        {
            assert!(ends_like_sentence(text), "{text}");
        }
        for text in ["Background", "Further information:", "Nanjing"] {
            assert!(!ends_like_sentence(text), "{text}");
        }
    }
}

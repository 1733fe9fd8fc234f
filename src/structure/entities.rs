//! Character references of HTML that stand in plain text become what they mean: `&eacute;coles &amp; lycées`.
//!
//! Exports of content management systems leave them in records, and Markdown allows them.

use std::borrow::Cow;

use html5gum::{Token, Tokenizer};
use memchr::memchr;

/// The longest name of a character reference.
const LONGEST: usize = 33;

/// A text with its character references read; what is none stays as it is.
///
/// Every reference needs its semicolon: "R&D" and "?a=1&copy=2" are as they were typed.
pub(crate) fn without_references(text: &str) -> Cow<'_, str> {
    let mut plain = String::new();
    let (mut kept, mut at) = (0, 0);
    while let Some(start) = memchr(b'&', &text.as_bytes()[at..]).map(|found| at + found) {
        at = start + 1;
        let Some(end) = end_of_reference(&text[start..]).map(|length| start + length) else { continue };
        let meant = meaning(&text[start..end]);
        if meant == text[start..end]
            || meant.contains(|c: char| c.is_control() || c == char::REPLACEMENT_CHARACTER)
        {
            continue;
        }
        plain.push_str(&text[kept..start]);
        plain.push_str(&meant);
        (kept, at) = (end, end);
    }
    if kept == 0 {
        return text.into();
    }
    plain.push_str(&text[kept..]);
    plain.into()
}

/// Where what looks like a reference ends, behind its semicolon.
fn end_of_reference(text: &str) -> Option<usize> {
    let name = text.strip_prefix('&')?;
    let end = name.bytes().take(LONGEST).position(|byte| !byte.is_ascii_alphanumeric() && byte != b'#')?;
    (end >= 2 && name.as_bytes()[end] == b';').then_some(end + 2)
}

fn meaning(reference: &str) -> String {
    let mut meant = Vec::new();
    for token in Tokenizer::new(reference) {
        if let Ok(Token::String(piece)) = token {
            meant.extend_from_slice(&piece);
        }
    }
    // A no-break space is a blank to the reader.
    String::from_utf8_lossy(&meant).replace('\u{a0}', " ")
}

#[cfg(test)]
mod tests {
    use crate::structure::entities::without_references;

    #[test]
    fn references_are_read_and_nothing_else() {
        for (written, meant) in [
            ("Les &eacute;coles &amp; la ville", "Les écoles & la ville"),
            ("100&nbsp;cities &#8211; &#x4e2d;", "100 cities – 中"),
            ("R&D, AT&T; a && b; ?a=1&copy=2", "R&D, AT&T; a && b; ?a=1&copy=2"),
            ("&unknown; &; &#0;", "&unknown; &; &#0;"),
            ("&lt;b&gt;", "<b>"),
        ] {
            assert_eq!(without_references(written), meant);
        }
    }
}

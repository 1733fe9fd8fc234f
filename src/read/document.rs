//! Document: one source as it came, before anybody asks what it means.
//!
//! It has a file of its own so that every format can name it without importing the room's door.

use std::ops::Range;
use std::path::Path;

use crate::read::marked::{Mark, Role};
use crate::read::stated::Stated;

/// One source as it came: a file, or one record of a file of records.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// The record's `id`, or the file's path as it was given (with `/`).
    pub id: String,
    /// The file it came from, as given; `-` for standard input.
    pub path: String,
    /// The decoded text. For a UTF-8 file exactly the file's bytes, byte-order mark included, so
    /// that positions in it are positions in the file; a note says so where that cannot hold.
    pub text: String,
    /// Where the body begins in `text` (behind a byte-order mark and front matter).
    pub body_start: usize,
    /// How the text is marked up.
    pub format: Format,
    /// What the markup of the file says about runs of the text, in order; empty for formats whose text is its own markup.
    pub marks: Vec<Mark>,
    /// The name of the encoding it was decoded from (`UTF-8`, `GB18030` …).
    pub encoding: String,
    /// What the record or the front matter states about it.
    pub stated: Stated,
    /// Sentences about oddities that were repaired (encoding errors, double decoding …).
    pub notes: Vec<String>,
}

/// How a document's text is marked up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    #[default]
    Plain,
    /// Markdown, perhaps with front matter.
    Markdown,
    /// The text of one record.
    Record,
    /// Lines laid out by a reader of a marked-up format, which go with marks.
    Laid,
}

impl Document {
    /// The pages that a run of the text begins and ends on, from 1; `None` where the file has none.
    pub fn pages(&self, at: Range<usize>) -> Option<(u32, u32)> {
        let begun = |byte: usize| {
            let before = self.marks.iter().take_while(|mark| mark.at.start <= byte);
            before
                .filter_map(|mark| if let Role::Page(number) = mark.role { Some(number) } else { None })
                .last()
        };
        let first = begun(at.start)?;
        Some((first, begun(at.end.saturating_sub(1).max(at.start)).unwrap_or(first)))
    }
}

/// The byte-order mark as it stands in a UTF-8 text.
pub(crate) const MARK: char = '\u{feff}';

/// A path as it is shown and stored: with `/` on every system, so that an index made on one
/// system names its documents alike on another.
pub(crate) fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        text.into_owned()
    } else {
        text.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

/// Whether a text shows nothing: only blanks, byte-order marks and zero-width spaces.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, MARK | '\u{200b}' | '\0'))
}

/// The beginning of a text, at most so many bytes of it, whole characters only.
pub(crate) fn head(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    &text[..end.unwrap_or(0)]
}

/// Bytes behind the byte-order mark of UTF-8, if they have one.
pub(crate) fn without_mark(bytes: &[u8]) -> &[u8] {
    let mut mark = [0; 4];
    bytes.strip_prefix(MARK.encode_utf8(&mut mark).as_bytes()).unwrap_or(bytes)
}

#[cfg(test)]
mod tests {
    use crate::read::document::Document;
    use crate::read::marked::{Layout, Role};

    #[test]
    fn a_run_of_the_text_knows_its_pages() {
        let mut layout = Layout::default();
        layout.page(1);
        layout.marked("Heading", Role::Heading(1));
        layout.page(2);
        layout.paragraph("Second page.");
        layout.page(3);
        layout.paragraph("Third page.");
        let (text, marks) = layout.finish();
        let document = Document { text, marks, ..Document::default() };
        let at = |words: &str| document.text.find(words).unwrap();
        assert_eq!(document.pages(0..5), Some((1, 1)));
        assert_eq!(document.pages(at("Second")..at("Third") - 1), Some((2, 2)));
        assert_eq!(document.pages(at("Heading")..document.text.len()), Some((1, 3)));
        assert_eq!(Document::default().pages(0..0), None);
    }
}

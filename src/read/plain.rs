//! A decoded file becomes a plain-text Document: nothing in it is markup.
//!
//! The text is not touched. Lines, blanks and repeated menus are told apart by `structure`, which
//! labels them; here only the byte-order mark is left out of the body.

use std::path::Path;

use crate::read::document::{Document, Format, MARK, shown};
use crate::read::encoding::Decoded;
use crate::read::stated::Stated;

/// The document of one plain-text file.
pub(crate) fn document(path: &Path, decoded: Decoded) -> Document {
    let path = shown(path);
    Document {
        id: path.clone(),
        path,
        body_start: body_start(&decoded.text),
        text: decoded.text,
        format: Format::Plain,
        marks: Vec::new(),
        encoding: decoded.encoding.to_owned(),
        stated: Stated::default(),
        notes: decoded.notes,
    }
}

/// Where a text begins behind its byte-order mark.
pub(crate) fn body_start(text: &str) -> usize {
    if text.starts_with(MARK) { MARK.len_utf8() } else { 0 }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::read::document::Format;
    use crate::read::encoding::{decode, encoding};
    use crate::read::plain::document;

    #[test]
    fn a_text_keeps_its_bytes_and_its_byte_order_mark() {
        let bytes = "\u{feff}Évora\r\n\r\nA learning city.".as_bytes();
        let document = document(Path::new("a/b.txt"), decode(bytes, encoding(bytes).unwrap()).unwrap());
        assert_eq!(document.text.as_bytes(), bytes);
        assert_eq!(document.body_start, 3);
        assert_eq!((document.id.as_str(), document.path.as_str()), ("a/b.txt", "a/b.txt"));
        assert_eq!((document.format, document.encoding.as_str()), (Format::Plain, "UTF-8"));
        assert!(document.notes.is_empty());
    }
}

//! Bytes that are neither archive nor office file become records, Markdown or plain text.

use encoding_rs::UTF_8;

use crate::error::{Error, Result};
use crate::read::document::{Document, is_blank};
use crate::read::place::Place;
use crate::read::records::{decoded_records, records};
use crate::read::{encoding, format, markdown, plain};

/// The documents of a text, in whatever encoding it was written.
pub(crate) fn documents(place: &Place, bytes: &[u8]) -> Vec<Result<Document>> {
    let binary = |what| vec![Err(Error::BinaryDocument { path: place.path.clone(), what })];
    let encoding = match encoding::encoding(bytes) {
        Ok(encoding) => encoding,
        Err(what) => return binary(what),
    };
    // Records are told apart before they are decoded: a broken byte is the matter of its line.
    if encoding == UTF_8 && format::are_records(&place.name, bytes) {
        return records(&place.path, bytes).collect();
    }
    let decoded = match encoding::decode(bytes, encoding) {
        Ok(decoded) => decoded,
        Err(what) => return binary(what),
    };
    if format::are_records(&place.name, decoded.text.as_bytes()) {
        return decoded_records(&place.path, decoded.text.as_bytes(), decoded.encoding).collect();
    }
    if is_blank(&decoded.text) {
        return vec![Err(Error::EmptyDocument { path: place.path.clone() })];
    }
    let is_markdown = format::is_markdown(&place.name, &decoded.text);
    let document = if is_markdown { markdown::document } else { plain::document };
    vec![Ok(document(&place.path, decoded))]
}

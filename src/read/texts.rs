//! Bytes that are neither archive nor office file become records, web pages, tables, Markdown or plain text.

use encoding_rs::UTF_8;

use crate::error::{Error, Result};
use crate::read::document::{Document, is_blank, shown};
use crate::read::place::Place;
use crate::read::records::{decoded_records, records};
use crate::read::web_archive::{self, is_web_archive};
use crate::read::{encoding, format};

/// The documents of a text, in whatever encoding it was written.
pub(crate) fn documents(place: &Place, bytes: &[u8]) -> Vec<Result<Document>> {
    if is_web_archive(bytes) {
        return web_archive::within(place, bytes).collect();
    }
    let binary = |what| vec![Err(Error::BinaryDocument { path: place.path.clone(), what })];
    let encoding = match encoding::encoding(bytes) {
        Ok(encoding) => encoding,
        Err(what) => return binary(what),
    };
    // Records are told apart before they are decoded: a broken byte is the matter of its line.
    if encoding == UTF_8 && format::are_records(&place.name, bytes) {
        return records(&place.path, bytes).collect();
    }
    let decoded = match encoding::decode(bytes, format::declared(bytes, encoding, None)) {
        Ok(decoded) => decoded,
        Err(what) => return binary(what),
    };
    if format::are_records(&place.name, decoded.text.as_bytes()) {
        return decoded_records(&place.path, decoded.text.as_bytes(), decoded.encoding).collect();
    }
    if is_blank(&decoded.text) {
        return vec![Err(Error::EmptyDocument { path: place.path.clone() })];
    }
    let mut found = format::documents(&place.name, decoded, &place.limits);
    if place.name != place.path {
        called_by_path(place, &mut found);
    }
    found
}

/// A packed file is read under the name of what it holds, and called as it lies there.
fn called_by_path(place: &Place, found: &mut [Result<Document>]) {
    let (name, path) = (shown(&place.name), shown(&place.path));
    for document in found.iter_mut().flatten() {
        document.path.clone_from(&path);
        if let Some(behind) = document.id.strip_prefix(&name) {
            document.id = format!("{path}{behind}");
        }
    }
}

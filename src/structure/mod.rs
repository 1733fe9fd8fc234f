//! Document becomes Page: what is text, what is furniture, whose section is this, when was it written.

pub mod page;

pub use page::{Block, Date, Page, Part, Places, Precision, Reading, Zone, ZoneBlock};

use crate::read::Document;

/// Reads a document as a person does.
pub fn page(document: &Document) -> Page {
    let _ = document;
    Page::default()
}

/// What a span of the document reads like, repaired: runs of blanks folded, seams opened when `glued`.
///
/// Returns the text and the words that were cut at a seam, whole as they stood ("EcCoWell"), so
/// that they stay findable.
pub fn reading(original: &str, reading: &Reading) -> (String, Vec<String>) {
    let _ = reading;
    (original.to_owned(), Vec::new())
}

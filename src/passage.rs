//! Page becomes Passages: what can be found; each knows its bytes in the document.

use crate::analysis::Language;
use crate::read::Document;
use crate::structure::{Page, Places};

/// The piece of a document that answers alone.
#[derive(Debug, Clone)]
pub struct Passage {
    /// Which of the page's parts it belongs to.
    pub part: usize,
    /// Repaired for reading.
    pub text: String,
    /// Words that the repair cut, as they stood.
    pub wholes: Vec<String>,
    /// First byte in the document.
    pub start: usize,
    /// Byte behind the last.
    pub end: usize,
    /// First line, from 1.
    pub first_line: u32,
    /// Last line.
    pub last_line: u32,
    /// Headings above it, outermost first.
    pub heading: Vec<String>,
    /// What it is about: its own places, else its document's.
    pub about: Places,
    /// Its language.
    pub language: &'static Language,
}

/// Cuts a page into passages, in page order.
pub fn passages(document: &Document, page: &Page) -> Vec<Passage> {
    let _ = (document, page);
    Vec::new()
}

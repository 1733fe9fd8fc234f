//! A web page becomes a Document: its text laid out as lines, with marks for what its elements say.
//!
//! Tags become a flat tree, the tree becomes blocks, blocks are told apart from the menus around them, and what the
//! page says about itself is stated. Nothing that is shown is deleted: menus and footers stay in the text, marked.
//! Pictures, scripts and what is hidden are not shown. Positions count in the laid-out text, for the file has
//! tags between its words.

mod blocks;
mod metadata;
mod surroundings;
mod tags;
mod tokens;
mod tree;

use std::path::Path;

use crate::read::document::{Document, Format, shown};
use crate::read::encoding::Decoded;
use crate::read::html::surroundings::surroundings;
use crate::read::html::tree::tree;
use crate::read::limits::Limits;
use crate::read::marked::{Layout, Mark};
use crate::read::stated::Stated;

pub(crate) use metadata::day;
pub(crate) use tree::decoded;

/// A page or a piece of one, read.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) text: String,
    pub(crate) marks: Vec<Mark>,
    pub(crate) stated: Stated,
    pub(crate) notes: Vec<String>,
}

/// The document of one web page; its text may be empty.
pub(crate) fn document(path: &Path, decoded: Decoded, limits: &Limits) -> Document {
    let page = page(&decoded.text, limits);
    let path = shown(path);
    let mut notes = decoded.notes;
    notes.extend(page.notes);
    Document {
        id: path.clone(),
        path,
        text: page.text,
        body_start: 0,
        format: Format::Laid,
        marks: page.marks,
        encoding: decoded.encoding.to_owned(),
        stated: page.stated,
        notes,
    }
}

/// Reads a page, or a piece of one, as the content of a feed's entry is.
pub(crate) fn page(html: &str, limits: &Limits) -> Page {
    let tree = tree(html.trim_start_matches('\u{feff}'), limits);
    let mut notes = tree.notes.clone();
    let blocks = blocks::blocks(&tree, limits, &mut notes);
    let around = surroundings(&tree, &blocks);
    let stated = metadata::stated(&tree, &blocks, &around);
    let mut layout = Layout::default();
    for (block, role) in blocks.iter().zip(&around) {
        match role.or(block.role) {
            Some(role) => layout.marked(&block.text, role),
            None => layout.paragraph(&block.text),
        }
    }
    let (text, marks) = layout.finish();
    Page { text, marks, stated, notes }
}

#[cfg(test)]
mod tests;

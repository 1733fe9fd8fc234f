//! A line of the keys becomes a Mention of its concept.

use crate::concepts::ids::Table;
use std::ops::Range;

/// A concept named in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// First byte, and the byte behind the last.
    pub start: usize,
    /// Byte behind the last.
    pub end: usize,
    /// The concept.
    pub id: String,
    /// What it is a kind of.
    pub broader: Vec<String>,
    /// Where one word names it: its labels of one word with that stem, folded. A stem alone may be another word's.
    pub forms: Vec<String>,
}

/// How a text names a concept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named {
    /// By one of its labels.
    Itself,
    /// By a label of what is a kind of it.
    ByItsKind,
}

/// Between the units of a key, and between the parts of a column.
pub(crate) const SEPARATOR: char = '\u{1f}';

/// In the column of forms: none but the unit itself.
pub(crate) const SAME: &str = "=";

/// What a line of the keys tells of a concept.
#[derive(Clone, Copy)]
pub(crate) struct Line<'a> {
    pub(crate) id: &'a str,
    broader: &'a str,
    forms: &'a str,
    ids: Table<'a>,
}

impl<'a> Line<'a> {
    pub(crate) fn new(line: &'a str, ids: Table<'a>) -> Line<'a> {
        let mut parts = line.split('\t').skip(1);
        let mut next = || parts.next().unwrap_or_default();
        let (units, id) = (next(), ids.id(next()));
        // The label that is shown is looked up by its concept.
        next();
        let (broader, forms) = (next(), next());
        Line { id, broader, forms: if forms == SAME { units } else { forms }, ids }
    }

    pub(crate) fn broader(self) -> impl Iterator<Item = &'a str> {
        parts(self.broader).map(move |number| self.ids.id(number))
    }
}

/// The mention of a line's concept at a place.
pub(crate) fn mention(place: Range<usize>, line: Line<'_>) -> Mention {
    Mention {
        start: place.start,
        end: place.end,
        id: line.id.to_owned(),
        broader: line.broader().map(str::to_owned).collect(),
        forms: parts(line.forms).map(str::to_owned).collect(),
    }
}

fn parts(joined: &str) -> impl Iterator<Item = &str> {
    joined.split(SEPARATOR).filter(|part| !part.is_empty())
}

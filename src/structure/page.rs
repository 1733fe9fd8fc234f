//! Page: what can be recognised in a document.

use std::ops::Range;

use crate::analysis::Language;

/// A document as a person sees it.
#[derive(Debug, Default)]
pub struct Page {
    /// Name of the shape that fitted best: `article`, `city-sections`, `member-list`, `region-table`, `listing`.
    pub shape: &'static str,
    /// Why that shape, for `inspect`.
    pub shape_reason: String,
    /// Every line of the document in order, labelled, never deleted; zones do not overlap.
    pub zones: Vec<ZoneBlock>,
    /// The documents in it: one, or one per card of a listing page. Never empty unless the page holds no body.
    pub parts: Vec<Part>,
    /// Whether it was looked through, and no name of a place stands anywhere in it: most pages of most collections.
    pub nameless: bool,
    /// Oddities worth telling: totals of the page that disagree with what was read …
    pub notes: Vec<String>,
}

/// A run of lines with one label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneBlock {
    /// What it is.
    pub zone: Zone,
    /// Why, in a few words, for `inspect`.
    pub reason: String,
    /// Bytes of the document.
    pub at: Range<usize>,
    /// First and last line, from 1.
    pub lines: (u32, u32),
}

/// What a run of lines is. Only body, heading, list, table and card are searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Zone {
    Masthead,
    Body,
    Heading,
    List,
    Table,
    Card,
    Caption,
    Menu,
    Footer,
}

/// One document in a page.
#[derive(Debug)]
pub struct Part {
    /// Empty for the whole page; `card3` for the third card: becomes the end of the document's id.
    pub key: String,
    /// Title; empty when there is none.
    pub title: String,
    /// One of [`crate::facet::KINDS`].
    pub kind: &'static str,
    /// When it was written.
    pub date: Option<Date>,
    /// What the document as a whole is about (a card's country; the one country an article is about).
    pub about: Places,
    /// Its language.
    pub language: &'static Language,
    /// The pieces that are searched, in reading order. Spans of a flattened table may overlap.
    pub blocks: Vec<Block>,
}

/// A paragraph, a heading's worth of list, a row group of a table, a section of a profile.
#[derive(Debug, Clone)]
pub struct Block {
    /// Bytes of the document.
    pub at: Range<usize>,
    /// What it is: body, list, table or card.
    pub zone: Zone,
    /// Headings above it, outermost first, without the document's title.
    pub heading: Vec<String>,
    /// What it is about, beyond what the whole part is about.
    pub about: Places,
    /// How its text is made readable.
    pub reading: Reading,
    /// Whether it must not be joined with its neighbours (a table's group, a section of a profile).
    pub alone: bool,
}

/// How a span is made readable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// Blanks folded, soft breaks opened.
    Plain,
    /// Also cut where words are glued.
    Glued,
    /// Without the marks of Markdown: links read as their text, emphasis goes.
    Marked,
    /// This text; the span is never cut.
    Given(String),
}

/// Countries and cities, each once, in order of appearance.
///
/// Two are equal when they hold the same places, whatever says so.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// ISO codes: `KR`.
    pub countries: Vec<String>,
    /// Cities: the table's English name where the city is known, else as written.
    pub cities: Vec<String>,
    /// Slugs of regional groups that are stated (a table's column, a record's field); a country's own region is added later.
    pub regions: Vec<String>,
    /// What says so.
    pub evidence: Vec<Evidence>,
}

impl PartialEq for Places {
    fn eq(&self, other: &Places) -> bool {
        self.countries == other.countries && self.cities == other.cities && self.regions == other.regions
    }
}

impl Eq for Places {}

/// What says that something is about its places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The words, and what they are: "heading `Espoo, Finland`".
    pub what: String,
    /// First byte in the document; none where a field says so, or the document as a whole.
    pub at: Option<usize>,
}

impl Evidence {
    /// The words and the line they stand in, as people read it.
    pub fn told(&self, line_of: impl Fn(usize) -> u32) -> String {
        match self.at {
            Some(at) => format!("{} (line {})", self.what, line_of(at)),
            None => self.what.clone(),
        }
    }
}

/// A date with its evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    /// Year of the common era.
    pub year: i16,
    /// Month, when known.
    pub month: Option<i8>,
    /// Day, when known.
    pub day: Option<i8>,
    /// The words that say so, or the name of the field.
    pub evidence: String,
    /// The line, from 1; 0 when a field says so.
    pub line: u32,
}

/// How precise a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Precision {
    Year,
    Month,
    Day,
}

impl Date {
    /// How precise it is.
    pub fn precision(&self) -> Precision {
        match (self.month, self.day) {
            (Some(_), Some(_)) => Precision::Day,
            (Some(_), None) => Precision::Month,
            _ => Precision::Year,
        }
    }
}

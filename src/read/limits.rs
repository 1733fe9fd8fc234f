//! How much one file may ask of the reader: what is larger, deeper or more than this is not read to its end.
//!
//! A file of a hundred kilobytes can unpack to a terabyte, nest its elements a million deep or hold a table
//! without end, and nobody means it as a text. The limits stand far above what people write and far below
//! what would fill a memory of a few gigabytes. There is no limit of time on purpose: the same file must give
//! the same documents on a slow machine; readers take time in proportion to bytes, so limits of size are
//! limits of time.

use crate::error::{Error, Limit, Result};
use crate::read::document::Document;

/// How much one file may ask of the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file that must be in memory whole (web page, PDF, office file); also of one part of an archive.
    pub bytes: u64,
    /// Bytes that all parts of one archive or packed file may have unpacked.
    pub unpacked: u64,
    /// How many times larger than itself a packed file may unpack.
    pub expansion: u64,
    /// How deep elements may stand in each other.
    pub depth: usize,
    /// How deep archives may stand in each other: a mail with a zip with a document is 2.
    pub archives: usize,
    /// Documents of one file: records, entries of a feed, parts of an archive, sheets, mails.
    pub documents: usize,
    /// Pages of one document.
    pub pages: usize,
    /// Cells of one table.
    pub cells: usize,
    /// Lines of one document.
    pub lines: usize,
}

/// 256 MiB: the largest scanned books and sheets of offices stay below it; four readers at once fit a small server.
const BYTES: u64 = 256 << 20;
/// 1 GiB: a year of a newspaper as a zip archive of pages.
const UNPACKED: u64 = 1 << 30;
/// Text packs to a tenth, logs and sheets of zeros to a hundredth; the bombs that are passed around to a thousandth.
const EXPANSION: u64 = 200;
/// Browsers stop at 512 as well, so no page relies on more.
const DEPTH: usize = 512;
/// A forwarded mail in a forwarded mail with an archive is 3; whoever packs deeper hides.
const ARCHIVES: usize = 4;
/// A million: a large mailbox, a table of all towns of the world.
const DOCUMENTS: usize = 1_000_000;
/// The thickest printed yearbooks have some 5,000.
const PAGES: usize = 20_000;
/// Two million: a sheet as large as spreadsheets allow, filled in two columns.
const CELLS: usize = 2_000_000;
/// A million: the thickest books have a tenth. What is known of a line takes some 350 bytes, and 60 MB of lines of one letter
/// took 12 GB before they were counted.
const LINES: usize = 1_000_000;

impl Limits {
    /// Holds a document to what can only be counted when it is there, whatever its format.
    pub(crate) fn check(&self, document: Document) -> Result<Document> {
        let lines = document.text.bytes().filter(|byte| *byte == b'\n').count();
        if lines <= self.lines {
            return Ok(document);
        }
        let what = format!("it has more than {} lines", self.lines);
        Err(Error::LimitDocument { path: document.path.into(), limit: Limit::Lines, what })
    }
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            bytes: BYTES,
            unpacked: UNPACKED,
            expansion: EXPANSION,
            depth: DEPTH,
            archives: ARCHIVES,
            documents: DOCUMENTS,
            pages: PAGES,
            cells: CELLS,
            lines: LINES,
        }
    }
}

//! Results become something to read: for people, for programs, for spreadsheets, for measurements.

pub mod bench;
pub mod csv;
pub mod duplicates;
pub mod evaluation;
pub mod json;
pub mod outline;
pub mod places;
pub mod soundness;
pub mod terminal;
pub mod trec;

use std::io::{self, Write};

use crate::query::Query;
use crate::search::Results;

/// In which form results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text,
    /// One JSON object.
    Json,
    /// One JSON object a line, one line a question.
    JsonLines,
    /// One row a hit, RFC 4180.
    Csv,
    /// One line a document, as `trec_eval` reads it.
    Trec,
}

/// One answered question.
#[derive(Debug, Clone, Copy)]
pub struct Answer<'a> {
    /// The question's id in a batch.
    pub id: Option<&'a str>,
    /// The question as it was read.
    pub query: &'a Query,
    /// What was found.
    pub results: &'a Results,
}

/// Writes an answer.
///
/// # Errors
/// Those of `out`, a closed pipe among them.
pub fn write(
    format: Format,
    answer: Answer<'_>,
    look: &terminal::Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Text => terminal::results(answer, look, out),
        Format::Json => json::results(answer, json::Layout::Indented, out),
        Format::JsonLines => json::results(answer, json::Layout::OneLine, out),
        Format::Csv => csv::results(answer, out),
        Format::Trec => trec::results(answer, out),
    }
}

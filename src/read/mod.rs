//! Files and folders become Documents.

use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// One source as it came: a file, or one record of a file of records.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// The record's `id`, or the file's path as it was given (with `/`).
    pub id: String,
    /// The file it came from, as given; `-` for standard input.
    pub path: String,
    /// The decoded text. For a UTF-8 file exactly the file's bytes, byte-order mark included, so
    /// that positions in it are positions in the file.
    pub text: String,
    /// Where the body begins in `text` (behind a byte-order mark and front matter).
    pub body_start: usize,
    /// How the text is marked up.
    pub format: Format,
    /// The name of the encoding it was decoded from (`UTF-8`, `GB18030` …).
    pub encoding: String,
    /// What the record or the front matter states about it.
    pub stated: Stated,
    /// Sentences about oddities that were repaired (encoding errors, double decoding …).
    pub notes: Vec<String>,
}

/// What a record's fields or a file's front matter state; all optional, as written.
#[derive(Debug, Clone, Default, PartialEq)]
#[allow(missing_docs)]
pub struct Stated {
    pub title: Option<String>,
    pub language: Option<String>,
    pub country: Vec<String>,
    pub city: Vec<String>,
    pub region: Option<String>,
    pub year: Option<i32>,
    pub date: Option<String>,
    pub kind: Option<String>,
    pub source: Option<String>,
    /// Fields we do not know, kept with the document.
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// How a document's text is marked up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    #[default]
    Plain,
    /// Markdown, perhaps with front matter.
    Markdown,
    /// The text of one record.
    Record,
}

/// One file to be read, found by [`walk`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The path as it will be shown: the given path and what lies below it, with `/`.
    pub path: PathBuf,
}

/// Lists the files of a path in sorted order; hidden files, `README.md` and files we know to hold no text are left out.
///
/// # Errors
/// [`Error::MissingPath`] when the path is not there, [`Error::ReadDocument`] when a folder cannot be opened.
pub fn walk(path: &Path) -> Vec<Result<Source>> {
    vec![Err(Error::MissingPath { path: path.to_owned() })]
}

/// Turns the bytes of one file into its documents, in order; a bad record is an error among the others.
pub fn documents(path: &Path, bytes: &[u8]) -> Vec<Result<Document>> {
    let _ = bytes;
    vec![Err(Error::EmptyDocument { path: path.to_owned() })]
}

/// stub
pub fn records(path: &Path, lines: impl std::io::BufRead) -> impl Iterator<Item = Result<Document>> {
    let _ = (path, lines);
    std::iter::empty()
}

/// stub
pub fn holds_records(path: &Path, beginning: &[u8]) -> bool {
    let _ = (path, beginning);
    false
}

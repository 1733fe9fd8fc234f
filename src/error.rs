//! What can go wrong, named by what was being attempted.
//!
//! A message is a small-letter fragment; its cause is in `source()`. Hints for the reader are added
//! by the program, which alone knows its commands.

use std::path::PathBuf;

/// What the library could not do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A path that was asked for is not there.
    #[error("there is no file or folder `{}`", path.display())]
    MissingPath {
        /// The path as it was given.
        path: PathBuf,
    },
    /// A file or folder could not be read (permission, a broken disk …).
    #[error("cannot read `{}`", path.display())]
    ReadDocument {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file holds no text at all.
    #[error("`{}` is empty", path.display())]
    EmptyDocument {
        /// The file.
        path: PathBuf,
    },
    /// A file is not text in any encoding we know.
    #[error("`{}` is not a text file ({what})", path.display())]
    BinaryDocument {
        /// The file.
        path: PathBuf,
        /// What was seen in it.
        what: String,
    },
    /// A file is in a format we know, but not as that format asks.
    #[error("cannot read `{}` as {format}: {what}", path.display())]
    ReadFormat {
        /// The file.
        path: PathBuf,
        /// The format with its article: `a PDF file`, `an RSS feed`.
        format: &'static str,
        /// What is wrong with it.
        what: String,
    },
    /// A file, or a part of it, is larger, deeper or more than [`Limits`](crate::read::Limits) allow.
    #[error("`{}` asks for too much: {what}", path.display())]
    LimitDocument {
        /// The file.
        path: PathBuf,
        /// Which limit was met.
        limit: Limit,
        /// The same as a sentence: `it unpacks to more than 1 GiB`.
        what: String,
    },
    /// A file, or a part of one, is locked with a password.
    #[error("`{}` is locked with a password", path.display())]
    LockedDocument {
        /// The file.
        path: PathBuf,
    },
    /// A part of an archive that is not read; the others go on.
    #[error("`{}` is passed over: {what}", path.display())]
    PassOverPart {
        /// The archive and the path inside.
        path: PathBuf,
        /// Why.
        what: String,
    },
    /// A reader stopped in the middle of a file; the others go on.
    #[error("`{}` could not be read to its end; this is a fault of the program", path.display())]
    ReaderFault {
        /// The file.
        path: PathBuf,
    },
    /// One line of a file of records could not be read; the others go on.
    #[error("line {line} of `{}` is not a record: {what}", path.display())]
    ReadRecord {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// What is wrong with it.
        what: String,
    },
    /// A thesaurus is not in the syntax it seems to be in, or holds no labels.
    #[error("cannot read the thesaurus `{}`", path.display())]
    ReadThesaurus {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: Cause,
    },
    /// An index knows other concepts than a run is to add to it.
    #[error("the index in `{}` was built with another thesaurus", path.display())]
    OtherThesaurus {
        /// Its folder.
        path: PathBuf,
    },
    /// A document that no rule foresaw; the others go on.
    #[error("`{id}` in `{}` could not be understood; this is a fault of the program", path.display())]
    UnderstandDocument {
        /// The file.
        path: PathBuf,
        /// The document's id.
        id: String,
    },
    /// There is no index where one was expected.
    #[error("there is no index in `{}`", path.display())]
    MissingIndex {
        /// The index folder.
        path: PathBuf,
    },
    /// A folder with something in it that is not an index.
    #[error("`{}` is not an index, and it is not empty", path.display())]
    NotAnIndex {
        /// The folder.
        path: PathBuf,
    },
    /// An index that another version wrote.
    #[error("the index in `{}` was built by another version", path.display())]
    IndexVersion {
        /// The index folder.
        path: PathBuf,
        /// What differs.
        #[source]
        source: VersionMismatch,
    },
    /// Another program is writing this index.
    #[error("another `gnlc index` is writing to `{}`", path.display())]
    IndexBusy {
        /// The index folder.
        path: PathBuf,
    },
    /// The index could not be opened or read.
    #[error("cannot read the index in `{}`", path.display())]
    ReadIndex {
        /// The index folder.
        path: PathBuf,
        /// What the engine or the system said.
        source: Cause,
    },
    /// The index could not be written.
    #[error("cannot write the index in `{}`", path.display())]
    WriteIndex {
        /// The index folder.
        path: PathBuf,
        /// What the engine or the system said.
        source: Cause,
    },
    /// A run is finished, and what was read is found; but what makes questions quick could not be written.
    #[error("all that was read is in the index in `{}`, but what makes questions quick could not be written", path.display())]
    IncompleteIndex {
        /// The index folder.
        path: PathBuf,
        /// What could not be written.
        source: Box<Error>,
    },
    /// A filter's value that names nothing we know.
    #[error("`{value}` is no {facet} we know")]
    UnknownValue {
        /// The facet's name.
        facet: &'static str,
        /// What was given.
        value: String,
        /// Known values close to it, nearest first; perhaps none.
        nearest: Vec<String>,
    },
    /// A year or a range of years that cannot be.
    #[error("`{value}` is not a year")]
    BadYear {
        /// What was given.
        value: String,
    },
    /// A date that cannot be.
    #[error("`{value}` is not a date")]
    BadDate {
        /// What was given.
        value: String,
    },
    /// No passage and no document has this id.
    #[error("nothing in the index has the id `{id}`")]
    UnknownId {
        /// What was asked for.
        id: String,
    },
    /// A line of a file of questions that cannot be read.
    #[error("line {line} of `{}` is not a question: {what}", path.display())]
    ReadQuestion {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// What is wrong with it.
        what: String,
    },
    /// A line of a file of judgements that cannot be read.
    #[error("line {line} of `{}` is not a judgement: {what}", path.display())]
    ReadJudgement {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// What is wrong with it.
        what: String,
    },
    /// A file that should hold the figures of an earlier evaluation.
    #[error("`{}` does not hold the figures of an evaluation: {what}", path.display())]
    ReadEvaluation {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
}

/// A limit that was met, called as in [`Limits`](crate::read::Limits).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Limit {
    Bytes,
    Unpacked,
    Expansion,
    Depth,
    Archives,
    Documents,
    Pages,
    Cells,
    Lines,
    /// One of a reader's own, which nothing raises.
    Fixed,
}

/// What lies below an error of the engine or the system.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

/// What differs between an index and this program.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum VersionMismatch {
    /// The files are laid out otherwise.
    #[error("format {found}, this program reads format {expected}")]
    Format {
        /// The index's.
        found: u32,
        /// Ours.
        expected: u32,
    },
    /// The words were cut by other rules, so a question would miss them.
    #[error("its words were cut by rules {found}, this program uses rules {expected}")]
    Rules {
        /// The index's.
        found: String,
        /// Ours.
        expected: String,
    },
}

/// The library's result.
pub type Result<T> = std::result::Result<T, Error>;

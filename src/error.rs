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
}

/// The library's result.
pub type Result<T> = std::result::Result<T, Error>;

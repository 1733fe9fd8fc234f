//! How an outcome is told: message, causes, hint.

use std::error::Error as _;
use std::io;
use std::sync::{Mutex, PoisonError};

use anstyle::{AnsiColor, Style};
use gnlc::error::Error;
use gnlc::present::terminal::neutral;

use crate::cli::limits;

/// Why a command could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error(transparent)]
    Library(#[from] Error),
    /// Writing to standard output failed.
    #[error("cannot write the answer")]
    Output(#[from] io::Error),
    /// Something about what was typed; the sentence says what to do.
    #[error("{message}")]
    Usage { message: String, hint: String },
    /// An index that is not as it was written.
    #[error("{message}")]
    Damaged { message: String, hint: String },
    /// A panic; where it happened.
    #[error("the program stopped at a fault of its own")]
    Fault(#[source] Panic),
}

/// What a panic said.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Panic(String);

/// The last panic. Most are caught where they happen and told as what they mean: a document that cannot
/// be read, a damaged index. Only one that nobody caught is told as what it is.
static LAST: Mutex<Option<Panic>> = Mutex::new(None);

/// Keeps panics from being printed in the middle of an answer.
pub(crate) fn hold_panics() {
    std::panic::set_hook(Box::new(|panic| {
        *LAST.lock().unwrap_or_else(PoisonError::into_inner) = Some(Panic(panic.to_string()));
    }));
}

/// The panic that nobody caught.
pub(crate) fn fault() -> Failure {
    let last = LAST.lock().unwrap_or_else(PoisonError::into_inner).take();
    Failure::Fault(last.unwrap_or_else(|| Panic("nothing is known of it".into())))
}

const ERROR: Style = AnsiColor::Red.on_default().bold();
const HINT: Style = AnsiColor::Green.on_default().bold();

/// Tells a failure on standard error.
pub(crate) fn tell(failure: &Failure) {
    anstream::eprintln!("{ERROR}error{ERROR:#}: {}", neutral(&failure.to_string()));
    let mut cause = match failure {
        Failure::Library(error) => error.source(),
        Failure::Output(error) => Some(error as &dyn std::error::Error),
        Failure::Fault(panic) => Some(panic as &dyn std::error::Error),
        Failure::Usage { .. } | Failure::Damaged { .. } => None,
    };
    while let Some(error) = cause {
        anstream::eprintln!("  cause: {}", neutral(&error.to_string()));
        cause = error.source();
    }
    let hint = match failure {
        Failure::Library(error) => hint(error),
        Failure::Usage { hint, .. } | Failure::Damaged { hint, .. } => Some(hint.clone()),
        Failure::Fault(_) => Some("please report it with what you did; the index is as it was".into()),
        Failure::Output(_) => None,
    };
    if let Some(hint) = hint {
        anstream::eprintln!("\n{HINT}hint{HINT:#}: {}", neutral(&hint));
    }
}

/// Tells that one document or record could not be read, or that a run is not complete; the others went on.
pub(crate) fn warn(error: &Error) {
    let what = if matches!(error, Error::IncompleteIndex { .. }) { "not complete" } else { "not read" };
    anstream::eprintln!("{ERROR}{what}{ERROR:#}: {}", neutral(&error.to_string()));
    let mut cause = error.source();
    while let Some(error) = cause {
        anstream::eprintln!("  cause: {}", neutral(&error.to_string()));
        cause = error.source();
    }
    if let Some(hint) = hint(error) {
        anstream::eprintln!("  hint: {}", neutral(&hint));
    }
}

/// What to do next; only the program knows its commands.
fn hint(error: &Error) -> Option<String> {
    Some(match error {
        Error::MissingPath { .. } => "check the spelling; paths are read from the current folder".into(),
        Error::ReadDocument { source, .. } if source.kind() == io::ErrorKind::PermissionDenied => {
            "allow reading it (`chmod +r FILE`), or leave it out, and run the command again".into()
        }
        Error::ReadDocument { .. } => "mend the file or leave it out, and run the command again".into(),
        Error::EmptyDocument { .. } => "put text into it or remove it; the other documents are not affected".into(),
        Error::BinaryDocument { .. } => "save it as text, a web page, an office file or PDF, and index that file".into(),
        Error::ReadFormat { .. } => {
            "open it in the program that made it and save it again; the other documents are not affected".into()
        }
        Error::LimitDocument { limit, .. } => match limits::option(*limit) {
            Some(option) => format!(
                "if it is meant, raise the limit with `gnlc index {option}`, or cut it into smaller files; \
                 the other documents are not affected"
            ),
            None => "cut it into smaller files, or take the text out of it; the other documents are not affected".into(),
        },
        Error::LockedDocument { .. } => {
            "save it without a password and index that file; the other documents are not affected".into()
        }
        Error::PassOverPart { .. } => "if it is meant, take it out of its archive and index it by itself".into(),
        Error::ReaderFault { .. } => "please report it with the file; the others were read".into(),
        Error::ReadRecord { .. } => {
            "a record is one JSON object on one line with a `text` field; the other lines were read".into()
        }
        Error::ReadThesaurus { .. } => {
            "a thesaurus is a SKOS file in Turtle, N-Triples or RDF/XML, with skos:prefLabel in each language".into()
        }
        Error::OtherThesaurus { .. } => {
            "add `--rebuild` to build it again with this one; without `--thesaurus` its own is used".into()
        }
        Error::UnderstandDocument { .. } => "please report it with the document; the others were read".into(),
        Error::MissingIndex { .. } => "make one with `gnlc index PATH`, or name another folder with `--index DIR`".into(),
        Error::NotAnIndex { .. } => {
            "name a new or empty folder with `--index DIR`; nothing in this one was changed".into()
        }
        Error::IndexVersion { .. } => "build it again with `gnlc index --rebuild PATH`".into(),
        Error::IndexBusy { .. } => "wait until it has finished; searching goes on meanwhile".into(),
        Error::ReadIndex { .. } => {
            "`gnlc check` says what is damaged; build it again from its documents with `gnlc index --rebuild PATH`".into()
        }
        Error::WriteIndex { .. } => {
            "check that the folder may be written and the disk has room, or name another with `--index DIR`".into()
        }
        Error::IncompleteIndex { .. } => {
            "when the disk has room, run the command again: nothing is read twice; until then questions take longer".into()
        }
        Error::UnknownValue { nearest, facet, .. } if nearest.is_empty() => {
            format!("`gnlc facets --facet {}` lists what the index holds", if *facet == "language" { "lang" } else { facet })
        }
        Error::UnknownValue { nearest, .. } => format!("did you mean {}?", list(nearest)),
        Error::BadYear { .. } => "a year is written `2024`, a span `2016..2019`, none `undated`".into(),
        Error::BadDate { .. } => "a date is written `2024`, `2024-02` or `2024-02-14`".into(),
        Error::UnknownId { .. } => "ids stand in the results of `gnlc search`, behind the file's name".into(),
        Error::ReadQuestion { .. } => {
            "a question is one JSON object on one line: {\"id\": \"q1\", \"text\": \"…\"}".into()
        }
        Error::ReadJudgement { .. } => {
            "a judgement is a query's id, a document's id and a grade: `q1 seeds/cities/cork.md 1`".into()
        }
        Error::ReadEvaluation { .. } => {
            "name a file that `gnlc eval QUERIES QRELS --format json` wrote".into()
        }
        _ => return None,
    })
}

fn list(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

//! `inspect`: what the program sees in one document.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::Args;
use gnlc::error::Error;
use gnlc::{passage, present, read, structure};

use crate::cli::report;
use crate::cli::{Ending, Outcome};

#[derive(Args)]
#[command(after_help = "\
Example:
  gnlc inspect seeds/cities/cork.md")]
pub(crate) struct Arguments {
    /// The document
    file: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let path = &arguments.file;
    if !path.exists() {
        return Err(Error::MissingPath { path: path.clone() }.into());
    }
    let bytes = fs::read(path).map_err(|source| Error::ReadDocument { path: path.clone(), source })?;
    let mut out = BufWriter::new(io::stdout().lock());
    let mut ending = Ending::Found;
    for document in read::documents(path, &bytes) {
        match document {
            Ok(document) => {
                let page = structure::page(&document);
                let passages = passage::passages(&document, &page);
                let outline = present::outline::outline(&document, &page, &passages);
                for line in outline.lines() {
                    writeln!(out, "{}", present::terminal::neutral(line))?;
                }
            }
            Err(error) => {
                report::warn(&error);
                ending = Ending::Incomplete;
            }
        }
    }
    out.flush()?;
    Ok(ending)
}

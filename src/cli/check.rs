//! `check`: whether an index is as it was written.

use std::io::{self, BufWriter, Write};

use clap::Args;
use gnlc::index::{self, Remedy};
use gnlc::present::soundness;

use crate::cli::choices::{Place, PlainFormat};
use crate::cli::report::Failure;
use crate::cli::{Ending, Outcome};

#[derive(Args)]
#[command(after_help = "\
Examples:
  gnlc check                       read every file of the index and name what is damaged
  gnlc check --index my-index
  gnlc check --format json

A stopped run leaves no damage: the last finished state stays, and the next run tidies up.
Searching goes on meanwhile, and so does indexing.")]
pub(crate) struct Arguments {
    /// In which form
    #[arg(long, value_name = "FORM", default_value = "text")]
    format: PlainFormat,
}

pub(crate) fn run(arguments: &Arguments, place: &Place) -> Outcome {
    let check = index::check(&place.folder)?;
    let mut out = BufWriter::new(io::stdout().lock());
    match arguments.format {
        PlainFormat::Text => soundness::text(&check, &place.folder, &mut out)?,
        PlainFormat::Json => soundness::json(&check, &mut out)?,
    }
    out.flush()?;
    if check.is_sound() {
        return Ok(Ending::Found);
    }
    let mut options = String::new();
    for finding in &check.findings {
        if let Remedy::RebuildWith { thesaurus } = &finding.remedy {
            options.push_str(&format!(" --thesaurus {thesaurus}"));
        }
    }
    if place.named {
        options.push_str(&format!(" --index {}", place.folder.display()));
    }
    Err(Failure::Damaged {
        message: format!("the index in `{}` is damaged; do not trust its answers", place.folder.display()),
        hint: format!("build it again from its documents with `gnlc index --rebuild PATH{options}`"),
    })
}

//! `duplicates`: documents that are the same text, or nearly, in groups.

use std::io::{self, BufWriter, Write};

use clap::Args;
use gnlc::present;
use gnlc::search;

use crate::cli::choices::{ColourChoice, Place, PlainFormat};
use crate::cli::search::open;
use crate::cli::{Ending, Outcome};

#[derive(Args)]
#[command(after_help = "\
Each document is compared with the first, oldest one of its group: `the same` is the same text, `89 %` says which
part of both documents' passages repeat each other (but for a few words). Most passages of both must.

Examples:
  gnlc duplicates
  gnlc duplicates --format json --limit 1000")]
pub(crate) struct Arguments {
    /// At most so many groups, the largest first
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// In which form
    #[arg(long, value_name = "FORM", default_value = "text")]
    format: PlainFormat,
}

pub(crate) fn run(arguments: &Arguments, place: &Place, colour: ColourChoice) -> Outcome {
    let index = open(place)?;
    let found = search::duplicates(&index, arguments.limit)?;
    let mut out = BufWriter::new(io::stdout().lock());
    match arguments.format {
        PlainFormat::Text => present::duplicates::text(&found, &colour.look(), &mut out)?,
        PlainFormat::Json => present::duplicates::json(&found, &mut out)?,
    }
    out.flush()?;
    Ok(if found.total_groups > 0 { Ending::Found } else { Ending::NothingFound })
}

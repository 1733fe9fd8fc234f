//! `show`: a passage or document in full.

use std::io::{self, BufWriter, Write};

use clap::Args;
use gnlc::present::json;
use gnlc::present::terminal::{self, Look};

use crate::cli::choices::{ColourChoice, LabelArguments, Place, PlainFormat};
use crate::cli::search::open;
use crate::cli::{Ending, Outcome};

#[derive(Args)]
#[command(after_help = "\
Examples:
  gnlc show seeds/cities/cork.md      the whole document
  gnlc show seeds/cities/cork.md#2    its second passage")]
pub(crate) struct Arguments {
    /// Id of a passage or a document, as it stands in results
    id: String,
    /// In which form
    #[arg(long, value_name = "FORM", default_value = "text")]
    format: PlainFormat,
    #[command(flatten)]
    labels: LabelArguments,
}

pub(crate) fn run(arguments: &Arguments, place: &Place, colour: ColourChoice) -> Outcome {
    let labels = arguments.labels.language()?;
    let passages = open(place)?.passages(&arguments.id)?;
    let mut out = BufWriter::new(io::stdout().lock());
    match arguments.format {
        PlainFormat::Text => terminal::passages(&passages, &Look { labels, ..colour.look() }, &mut out)?,
        PlainFormat::Json => json::passages(&passages, &mut out)?,
    }
    out.flush()?;
    Ok(Ending::Found)
}

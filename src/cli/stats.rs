//! `stats`: what the index holds.

use std::io::{self, BufWriter, Write};

use clap::Args;
use gnlc::facet::Facet;
use gnlc::present::json;
use gnlc::present::terminal::{self, Look, number};
use gnlc::query::{self, Filters, Reading};
use gnlc::search::{self, SearchOptions};

use crate::cli::choices::{ColourChoice, LabelArguments, Place, PlainFormat};
use crate::cli::search::open;
use crate::cli::{Ending, Outcome};

#[derive(Args)]
pub(crate) struct Arguments {
    /// In which form
    #[arg(long, value_name = "FORM", default_value = "text")]
    format: PlainFormat,
    #[command(flatten)]
    labels: LabelArguments,
}

pub(crate) fn run(arguments: &Arguments, place: &Place, colour: ColourChoice) -> Outcome {
    let labels = arguments.labels.language()?;
    let index = open(place)?;
    let statistics = index.statistics()?;
    let everything = query::query("", Filters::default(), Reading::Literal);
    let options = SearchOptions {
        limit: 0,
        labels,
        facets: vec![Facet::Language, Facet::Country, Facet::Year],
        facet_limit: usize::MAX,
        ..SearchOptions::default()
    };
    let counts = search::search(&index, &everything, &options)?.facets;
    let mut out = BufWriter::new(io::stdout().lock());
    match arguments.format {
        PlainFormat::Json => json::statistics(&statistics, &counts, &mut out)?,
        PlainFormat::Text => {
            writeln!(
                out,
                "{} of {} from {} in `{}`",
                number(statistics.passages, "passage"),
                number(statistics.documents, "document"),
                number(statistics.sources, "source"),
                place.folder.display()
            )?;
            let (source, index) = (statistics.source_bytes as f64 / 1e6, statistics.index_bytes as f64 / 1e6);
            writeln!(out, "{source:.2} MB of sources, {index:.2} MB of index")?;
            writeln!(out, "format {}, rules {}", statistics.format, statistics.rules)?;
            terminal::facets(&counts, &Look { labels, ..colour.look() }, &mut out)?;
        }
    }
    out.flush()?;
    Ok(Ending::Found)
}

//! `facets`: only the counts, as many values as asked for.

use std::io::{self, BufWriter, Write};

use clap::Args;
use gnlc::facet::{FACETS, Facet};
use gnlc::present::terminal::Look;
use gnlc::present::{self, Answer, Format};
use gnlc::query::{self, Reading};
use gnlc::search::{self, SearchOptions, Words};

use crate::cli::choices::{ColourChoice, FacetChoice, FilterArguments, LabelArguments, Place, PlainFormat};
use crate::cli::search::{open, typed};
use crate::cli::{Ending, Outcome};

#[derive(Args)]
#[command(after_help = "\
Examples:
  gnlc facets                                  every facet of everything
  gnlc facets library --facet country --facet-limit 300
  gnlc facets --country Portugal --facet city
  gnlc facets --facet country --label-lang fr  countries in French, whatever the locale")]
pub(crate) struct Arguments {
    /// What to look for; none: everything
    #[arg(value_name = "QUERY")]
    words: Vec<String>,
    /// Count this facet; repeat for more [default: all]
    #[arg(long, value_name = "FACET")]
    facet: Vec<FacetChoice>,
    /// At most so many values of a facet
    #[arg(long, value_name = "N", default_value_t = 50)]
    facet_limit: usize,
    /// Every word must occur
    #[arg(long)]
    all: bool,
    /// Only the words typed: no names, no years understood
    #[arg(long)]
    literal: bool,
    /// In which form
    #[arg(long, value_name = "FORM", default_value = "text")]
    format: PlainFormat,
    #[command(flatten)]
    labels: LabelArguments,
    #[command(flatten)]
    filters: FilterArguments,
}

pub(crate) fn run(arguments: &Arguments, place: &Place, colour: ColourChoice) -> Outcome {
    let filters = arguments.filters.filters()?;
    let labels = arguments.labels.language()?;
    let index = open(place)?;
    search::check_cities(&index, &filters)?;
    let reading = if arguments.literal { Reading::Literal } else { Reading::Understood };
    let mut query = query::query(&typed(&arguments.words), filters, reading);
    query.label_in(labels);
    search::settle_cities(&index, &mut query)?;
    let facets: Vec<Facet> = if arguments.facet.is_empty() {
        FACETS.iter().map(|(facet, _)| *facet).collect()
    } else {
        arguments.facet.iter().map(|facet| Facet::from(*facet)).collect()
    };
    let options = SearchOptions {
        limit: 0,
        labels,
        facets,
        facet_limit: arguments.facet_limit,
        words: if arguments.all { Words::All } else { Words::Any },
        ..SearchOptions::default()
    };
    let results = search::search(&index, &query, &options)?;
    let mut out = BufWriter::new(io::stdout().lock());
    let answer = Answer { id: None, query: &query, results: &results };
    let format = match arguments.format {
        PlainFormat::Text => Format::Text,
        PlainFormat::Json => Format::Json,
    };
    present::write(format, answer, &Look { labels, ..colour.look() }, &mut out)?;
    out.flush()?;
    Ok(if results.total.passages > 0 { Ending::Found } else { Ending::NothingFound })
}

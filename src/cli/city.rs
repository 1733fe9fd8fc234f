//! `city`: everything the index says about one city.

use std::io::{self, BufWriter, Write};

use clap::Args;
use gnlc::names;
use gnlc::present::places::{self, Gathered};
use gnlc::present::terminal::Look;
use gnlc::search::{self, Town};

use crate::cli::choices::{ColourChoice, LabelArguments, Place, PlainFormat};
use crate::cli::report::Failure;
use crate::cli::search::open;
use crate::cli::{Ending, Outcome};

#[derive(Args)]
#[command(after_help = "\
Examples:
  gnlc city Nanjing                  also 南京, Нанкин, Nankin
  gnlc city Santiago --country Mexico
  gnlc city Cork --limit 3 --format json

Passages are met in every script and spelling. Announcements that name the city are listed by date; which of
them made it a member is for the reader to see.")]
pub(crate) struct Arguments {
    /// The city, in any script
    #[arg(value_name = "NAME", required = true)]
    words: Vec<String>,
    /// Its country, where several cities are called so: ISO code or name in any language
    #[arg(long, value_name = "COUNTRY")]
    country: Option<String>,
    /// At most so many passages, and so many documents of each list
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,
    /// In which form
    #[arg(long, value_name = "FORM", default_value = "text")]
    format: PlainFormat,
    #[command(flatten)]
    labels: LabelArguments,
}

pub(crate) fn run(arguments: &Arguments, place: &Place, colour: ColourChoice) -> Outcome {
    let labels = arguments.labels.language()?;
    let index = open(place)?;
    let name = arguments.words.join(" ");
    let mut towns = search::towns(&index, &name)?;
    if let Some(country) = &arguments.country {
        let mut filters = gnlc::query::Filters::default();
        filters.add(gnlc::facet::Facet::Country, country)?;
        // Of a city that only documents name, the table cannot say the country.
        towns.retain(|town| {
            town.known.is_none_or(|city| filters.countries.iter().any(|code| code == city.country))
        });
    }
    let town = match towns.as_slice() {
        [town] => town,
        towns => return Err(not_one(&name, towns)),
    };
    let portrait = search::portrait(&index, town, arguments.limit, labels)?;
    let gathered = Gathered { town, portrait: &portrait, labels };
    let mut out = BufWriter::new(io::stdout().lock());
    match arguments.format {
        PlainFormat::Text => {
            places::text::gathered(&gathered, arguments.limit, &Look { labels, ..colour.look() }, &mut out)?;
        }
        PlainFormat::Json => places::json::gathered(&gathered, &mut out)?,
    }
    out.flush()?;
    Ok(if portrait.mentions.passages > 0 { Ending::Found } else { Ending::NothingFound })
}

fn not_one(name: &str, towns: &[Town]) -> Failure {
    if towns.is_empty() {
        return Failure::Usage {
            message: format!("no city called `{name}` is known in that country"),
            hint: format!("`gnlc names {name}` tells where it is"),
        };
    }
    let countries = towns.iter().filter_map(|town| town.known).filter_map(|city| names::label(city.country));
    let countries: Vec<String> = countries.map(|label| format!("`{label}`")).collect();
    Failure::Usage {
        message: format!("{} cities are called `{name}`", towns.len()),
        hint: format!("say which with `--country`: {}", countries.join(", ")),
    }
}

//! `names`: what a name of a place resolves to.

use std::io::{self, BufWriter, Write};

use clap::Args;
use gnlc::error::Error;
use gnlc::index::Index;
use gnlc::names;
use gnlc::present::places::{self, Told};
use gnlc::present::terminal::Look;
use gnlc::search;

use crate::cli::choices::{ColourChoice, LabelArguments, Place, PlainFormat};
use crate::cli::report::Failure;
use crate::cli::{Ending, Outcome};

#[derive(Args)]
#[command(after_help = "\
Examples:
  gnlc names 南京                    a city, its country, its spellings, how many passages name it
  gnlc names Georgia                 what it is, and what else the word is
  gnlc names Papua New Guinea        several words are one name, or several
  gnlc names Corée du Sud --label-lang ko

It answers without an index too, then without counts.")]
pub(crate) struct Arguments {
    /// The name, in any language and script
    #[arg(value_name = "WORD", required = true)]
    words: Vec<String>,
    /// In which form
    #[arg(long, value_name = "FORM", default_value = "text")]
    format: PlainFormat,
    #[command(flatten)]
    labels: LabelArguments,
}

pub(crate) fn run(arguments: &Arguments, place: &Place, colour: ColourChoice) -> Outcome {
    let labels = arguments.labels.language()?;
    let text = arguments.words.join(" ");
    let senses = names::senses(&arguments.words);
    let mut notes = Vec::new();
    let index = if senses.is_empty() { None } else { opened(place, &mut notes)? };
    let nearest = if senses.is_empty() { nearest(&text, &arguments.words) } else { Vec::new() };
    let counted = senses.into_iter().map(|sense| {
        let ties = index.as_ref().map(|index| search::ties(index, sense.place)).transpose()?;
        Ok((sense, ties))
    });
    let senses = counted.collect::<Result<Vec<_>, Error>>()?;
    let told = Told { longer: names::longer_names(&text), text, senses, nearest, notes };
    let mut out = BufWriter::new(io::stdout().lock());
    match arguments.format {
        PlainFormat::Text => places::text::told(&told, &Look { labels, ..colour.look() }, &mut out)?,
        PlainFormat::Json => places::json::told(&told, labels, &mut out)?,
    }
    out.flush()?;
    Ok(if told.senses.is_empty() { Ending::NothingFound } else { Ending::Found })
}

/// Names close to the whole, else to each of the words.
fn nearest(text: &str, words: &[String]) -> Vec<&'static str> {
    let whole = names::nearest_names(text);
    if !whole.is_empty() {
        return whole;
    }
    let mut nearest = Vec::new();
    for name in words.iter().flat_map(|word| names::nearest_names(word)) {
        if !nearest.contains(&name) {
            nearest.push(name);
        }
    }
    nearest
}

/// The index, where there is one; a name is known without.
fn opened(place: &Place, notes: &mut Vec<String>) -> Result<Option<Index>, Failure> {
    match Index::open(&place.folder) {
        Ok(index) => Ok(Some(index)),
        Err(error @ (Error::MissingIndex { .. } | Error::NotAnIndex { .. } | Error::IndexVersion { .. })) => {
            notes.push(format!("{error}, so nothing is counted"));
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

//! What several commands share: where the index lies, filters, formats, colours.

use std::env;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use gnlc::facet::Facet;
use gnlc::names::LabelLanguage;
use gnlc::present::Format;
use gnlc::present::terminal::{Colour, Look};
use gnlc::query::Filters;

use crate::cli::report::Failure;

/// The folder of our own texts that the first search is built from.
pub(crate) const SEEDS: &str = "seeds";
const INDEX: &str = "index";
/// Where a terminal does not say how wide it is.
const USUAL_WIDTH: usize = 100;

/// Where the index lies.
pub(crate) struct Place {
    pub(crate) folder: PathBuf,
    /// Whether somebody named the folder.
    pub(crate) named: bool,
}

impl Place {
    /// The folder that was named, else `index/` here, else the user's data folder.
    pub(crate) fn new(named: Option<PathBuf>) -> Place {
        if let Some(folder) = named {
            return Place { folder, named: true };
        }
        let here = Path::new(INDEX);
        let folder = if here.is_dir() || Path::new(SEEDS).is_dir() {
            here.to_owned()
        } else {
            dirs::data_dir().map_or_else(|| here.to_owned(), |data| data.join("gnlc"))
        };
        Place { folder, named: false }
    }
}

/// What answers are restricted to.
#[derive(Args, Default)]
#[command(next_help_heading = "Filters (repeat for or)")]
pub(crate) struct FilterArguments {
    /// Country: ISO code or name in any language
    #[arg(long, value_name = "COUNTRY")]
    country: Vec<String>,
    /// Region of the network: africa, arab-states, asia-pacific, europe-north-america, latin-america-caribbean
    #[arg(long, value_name = "REGION")]
    region: Vec<String>,
    /// City, in any script
    #[arg(long, value_name = "CITY")]
    city: Vec<String>,
    /// Language of the passage: code or English name
    #[arg(long, value_name = "LANGUAGE")]
    lang: Vec<String>,
    /// Kind: news, press-release, announcement, report, profile, listing, page, record
    #[arg(long, value_name = "KIND")]
    kind: Vec<String>,
    /// Year the document was written: 2024, 2016..2019, ..2019 or undated
    #[arg(long, value_name = "YEAR")]
    year: Vec<String>,
    /// Written on this day or later: 2024, 2024-02 or 2024-02-14
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Written on this day or earlier
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
}

impl FilterArguments {
    pub(crate) fn filters(&self) -> Result<Filters, Failure> {
        let mut filters = Filters::default();
        let lists = [
            (Facet::Country, &self.country),
            (Facet::Region, &self.region),
            (Facet::City, &self.city),
            (Facet::Language, &self.lang),
            (Facet::Kind, &self.kind),
            (Facet::Year, &self.year),
        ];
        for (facet, values) in lists {
            for value in values {
                filters.add(facet, value)?;
            }
        }
        if let Some(from) = &self.from {
            filters.set_from(from)?;
        }
        if let Some(to) = &self.to {
            filters.set_to(to)?;
        }
        Ok(filters)
    }
}

/// Output forms as they are typed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormatChoice {
    Text,
    Json,
    Jsonl,
    Csv,
    Trec,
}

impl From<FormatChoice> for Format {
    fn from(choice: FormatChoice) -> Format {
        match choice {
            FormatChoice::Text => Format::Text,
            FormatChoice::Json => Format::Json,
            FormatChoice::Jsonl => Format::JsonLines,
            FormatChoice::Csv => Format::Csv,
            FormatChoice::Trec => Format::Trec,
        }
    }
}

/// The two forms of commands that do not list hits.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PlainFormat {
    Text,
    Json,
}

/// A facet as it is typed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FacetChoice {
    Country,
    Year,
    Region,
    City,
    Lang,
    Kind,
}

impl From<FacetChoice> for Facet {
    fn from(choice: FacetChoice) -> Facet {
        match choice {
            FacetChoice::Country => Facet::Country,
            FacetChoice::Year => Facet::Year,
            FacetChoice::Region => Facet::Region,
            FacetChoice::City => Facet::City,
            FacetChoice::Lang => Facet::Language,
            FacetChoice::Kind => Facet::Kind,
        }
    }
}

/// The language that places and languages are called in.
#[derive(Args, Default)]
pub(crate) struct LabelArguments {
    /// Language that countries, regions, cities and languages are called in: code or name
    /// [default: that of the locale, else English]
    #[arg(long, value_name = "LANGUAGE")]
    label_lang: Option<String>,
}

impl LabelArguments {
    pub(crate) fn language(&self) -> Result<LabelLanguage, Failure> {
        let Some(name) = &self.label_lang else { return Ok(locale_language()) };
        LabelLanguage::named(name).ok_or_else(|| {
            let codes: Vec<&str> = LabelLanguage::all().map(LabelLanguage::code).collect();
            Failure::Usage {
                message: format!("`{name}` is no language we know labels in"),
                hint: format!("name one by its code or its name, as `fr` or `French`: {}", codes.join(" ")),
            }
        })
    }
}

/// The language of the locale, from the first of its variables that is set; English where that names none.
fn locale_language() -> LabelLanguage {
    let set = |name: &&str| env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(set);
    // The locale of programs is no language: folding the names of all languages to find that out takes longer
    // than most answers.
    let is_no_language = |locale: &String| matches!(locale.split('.').next(), Some("C" | "POSIX"));
    locale
        .filter(|locale| !is_no_language(locale))
        .and_then(|locale| LabelLanguage::named(&locale))
        .unwrap_or_default()
}

/// When colours are used.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColourChoice {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    Always,
    Never,
}

impl ColourChoice {
    /// Lets the messages on standard error follow the same choice.
    pub(crate) fn apply(self) {
        let choice = match self {
            ColourChoice::Auto => anstream::ColorChoice::Auto,
            ColourChoice::Always => anstream::ColorChoice::Always,
            ColourChoice::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
    }

    /// How standard output looks.
    pub(crate) fn look(self) -> Look {
        // https://no-color.org: set and not empty.
        let refused = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let coloured = match self {
            ColourChoice::Always => true,
            ColourChoice::Never => false,
            ColourChoice::Auto => io::stdout().is_terminal() && !refused,
        };
        let width = terminal_size::terminal_size().map_or(USUAL_WIDTH, |(width, _)| usize::from(width.0));
        Look {
            width,
            colour: if coloured { Colour::On } else { Colour::Off },
            labels: LabelLanguage::ENGLISH,
        }
    }
}

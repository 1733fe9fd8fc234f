//! `search`: words become answers.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use clap::{Args, ValueEnum};
use gnlc::analysis::language;
use gnlc::error::Error;
use gnlc::facet::Facet;
use gnlc::index::Index;
use gnlc::names::LabelLanguage;
use gnlc::present::terminal::Look;
use gnlc::present::{self, Answer, Format};
use gnlc::query::{self, Query, Reading};
use gnlc::search::{self, Detail, Explain, Grouping, Repeats, Results, SearchOptions, Sort, Words};

use crate::cli::choices::{
    ColourChoice, FacetChoice, FilterArguments, FormatChoice, LabelArguments, Place, SEEDS,
};
use crate::cli::questions::{self, Question};
use crate::cli::report::Failure;
use crate::cli::{Ending, Outcome, index};

#[derive(Args)]
#[command(after_help = "\
Query words:
  word word        any of them, best matches first     \"exact words\"    in this order
  +must -not       AND OR NOT ( )                      \"words near\"~3   a few places apart
  word*  word~1    begins so, is spelt nearly so       title: city: country: region: year: lang: kind:

Examples:
  gnlc search \"lifelong learning\" --country China
  gnlc search Türkiye 2020
  gnlc search '\"asylum seekers\" OR refugees' --facet city
  gnlc search library --format json --limit 3
  gnlc search --queries questions.jsonl --format trec --group document")]
pub(crate) struct Arguments {
    /// What to look for; none: everything the filters let through
    #[arg(value_name = "QUERY")]
    words: Vec<String>,
    /// At most so many hits
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,
    /// Pass over so many hits first
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,
    /// Every word must occur
    #[arg(long)]
    all: bool,
    /// In which order
    #[arg(long, value_name = "ORDER", default_value = "relevance")]
    sort: SortChoice,
    /// What a hit is: the best passage of each document, or every passage
    #[arg(long, value_name = "WHAT", default_value = "none")]
    group: GroupChoice,
    /// Count this facet; repeat for more [default: country and year]
    #[arg(long, value_name = "FACET")]
    facet: Vec<FacetChoice>,
    /// At most so many values of a facet
    #[arg(long, value_name = "N", default_value_t = 10)]
    facet_limit: usize,
    /// Only the words typed: no names, no years understood
    #[arg(long)]
    literal: bool,
    /// Say how each score came about
    #[arg(long)]
    explain: bool,
    /// In which form
    #[arg(long, value_name = "FORM", default_value = "text")]
    format: FormatChoice,
    /// Answer every question of a file of JSON lines: {"id", "text", "lang"?, "filters"?}
    #[arg(long, value_name = "FILE", conflicts_with = "words")]
    queries: Option<PathBuf>,
    #[command(flatten)]
    labels: LabelArguments,
    #[command(flatten)]
    filters: FilterArguments,
}

#[derive(Clone, Copy, ValueEnum)]
enum SortChoice {
    Relevance,
    Newest,
    Oldest,
}

#[derive(Clone, Copy, ValueEnum)]
enum GroupChoice {
    Document,
    None,
}

pub(crate) fn run(arguments: &Arguments, place: &Place, colour: ColourChoice) -> Outcome {
    let filters = arguments.filters.filters()?;
    let labels = arguments.labels.language()?;
    let index = open(place)?;
    search::check_cities(&index, &filters)?;
    let options = SearchOptions { labels, ..options(arguments) };
    let reading = if arguments.literal { Reading::Literal } else { Reading::Understood };
    let look = Look { labels, ..colour.look() };
    let mut out = BufWriter::new(io::stdout().lock());
    let format = Format::from(arguments.format);
    if format == Format::Csv {
        present::csv::head(&mut out)?;
    }
    let found = match &arguments.queries {
        Some(path) => {
            let questions = questions::read(path, &filters)?.questions;
            let mut asked_all = Vec::with_capacity(questions.len());
            for question in questions {
                // A city nobody knows is told with its line, as an unknown country is; the others are asked.
                if let Err(error) = search::check_cities(&index, &question.filters) {
                    questions::unread(path, question.line, error.to_string());
                    continue;
                }
                let (id, mut query) = asked(question, reading, labels);
                search::settle_cities(&index, &mut query)?;
                asked_all.push((id, query));
            }
            let format = if format == Format::Json { Format::JsonLines } else { format };
            batch(&index, &asked_all, &options, format, &look, &mut out)?
        }
        None => {
            let mut query = query::query(&typed(&arguments.words), filters, reading);
            query.label_in(labels);
            search::settle_cities(&index, &mut query)?;
            let results = search::search(&index, &query, &options)?;
            present::write(format, Answer { id: None, query: &query, results: &results }, &look, &mut out)?;
            results.total.passages > 0
        }
    };
    out.flush()?;
    Ok(if found { Ending::Found } else { Ending::NothingFound })
}

/// Opens the index; where there is none yet and `seeds/` lies beside it, it is built first.
pub(crate) fn open(place: &Place) -> Result<Index, Failure> {
    match Index::open(&place.folder) {
        Err(Error::MissingIndex { .. }) if !place.named && Path::new(SEEDS).is_dir() => {
            index::first(place)?;
            Ok(Index::open(&place.folder)?)
        }
        opened => Ok(opened?),
    }
}

fn options(arguments: &Arguments) -> SearchOptions {
    let mut options = SearchOptions {
        limit: arguments.limit,
        offset: arguments.offset,
        words: if arguments.all { Words::All } else { Words::Any },
        sort: match arguments.sort {
            SortChoice::Relevance => Sort::Relevance,
            SortChoice::Newest => Sort::Newest,
            SortChoice::Oldest => Sort::Oldest,
        },
        grouping: match arguments.group {
            GroupChoice::Document => Grouping::Document,
            GroupChoice::None => Grouping::None,
        },
        facet_limit: arguments.facet_limit,
        explain: if arguments.explain { Explain::Yes } else { Explain::No },
        ..SearchOptions::default()
    };
    if !arguments.facet.is_empty() {
        options.facets = arguments.facet.iter().map(|facet| Facet::from(*facet)).collect();
    }
    // A table or a measurement lists every answer by itself.
    if matches!(arguments.format, FormatChoice::Csv | FormatChoice::Trec) {
        options.repeats = Repeats::Apart;
    }
    // Forms without counts need none.
    if matches!(arguments.format, FormatChoice::Csv | FormatChoice::Trec) {
        options.facets.clear();
    }
    if arguments.format == FormatChoice::Trec {
        options.detail = Detail::Document;
    }
    options
}

/// One question of the words typed. A word with a blank in it was quoted for the shell, not for us.
pub(crate) fn typed(words: &[String]) -> String {
    words.iter().map(|word| word.trim()).collect::<Vec<_>>().join(" ")
}

/// A question of a file as it will be asked, with its id.
fn asked(question: Question, reading: Reading, labels: LabelLanguage) -> (String, Query) {
    let mut query = query::query(&question.text, question.filters, reading);
    query.language = question.language.as_deref().and_then(language::by_code);
    query.label_in(labels);
    (question.id, query)
}

/// Answers questions on all processors and writes the answers in the order of the questions.
fn batch(
    index: &Index,
    questions: &[(String, Query)],
    options: &SearchOptions,
    format: Format,
    look: &Look,
    out: &mut dyn Write,
) -> Result<bool, Failure> {
    /// Answers held before they are written.
    const HELD: usize = 256;
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get);
    let mut found = false;
    for chunk in questions.chunks(HELD) {
        let next = AtomicUsize::new(0);
        let mut answers: Vec<(usize, Result<Results, Error>)> = std::thread::scope(|scope| {
            let work = || {
                let mut answers = Vec::new();
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some((_, query)) = chunk.get(number) else { return answers };
                    answers.push((number, search::search(index, query, options)));
                }
            };
            let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
            workers.into_iter().flat_map(|worker| worker.join().unwrap_or_default()).collect()
        });
        answers.sort_by_key(|(number, _)| *number);
        for (number, results) in answers {
            let (id, query) = &chunk[number];
            let results = results?;
            found |= results.total.passages > 0;
            present::write(format, Answer { id: Some(id), query, results: &results }, look, out)?;
        }
    }
    Ok(found)
}

//! `eval`: judged queries become figures of how good the answers are.

use std::collections::HashMap;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::Args;
use gnlc::error::Error;
use gnlc::evaluate::{self, EvaluateOptions, Evaluation, Figures, Question, Telling, Text};
use gnlc::present::evaluation::{self, Told};
use gnlc::present::terminal::{neutral, number};
use gnlc::query::Filters;
use gnlc::read;

use crate::cli::bench::progress_bar;
use crate::cli::choices::{ColourChoice, Place, PlainFormat};
use crate::cli::index::processors;
use crate::cli::report::{self, Failure};
use crate::cli::search::open;
use crate::cli::{Ending, Outcome, questions};

#[derive(Args)]
#[command(
    override_usage = "gnlc eval [OPTIONS] QUERIES QRELS\n       gnlc eval [OPTIONS] --detection RECORDS...",
    after_help = "\
QUERIES  one question a line: {\"id\": \"q1\", \"text\": \"learning festival\", \"lang\": \"en\"}
QRELS    one judgement a line: query, document, grade (relevant if more than 0)

The measures are those of trec_eval, each the mean over all queries of QRELS that have a relevant
document: nDCG@10 (gain = grade, discount log2(rank + 1)), MRR@10, and recall (R) at 10 and 100.
`all` is the mean over queries, `macro` the mean over languages.

Examples:
  gnlc eval questions.jsonl qrels.tsv                        how good the answers are
  gnlc eval questions.jsonl qrels.tsv --format json > before.json
  gnlc eval questions.jsonl qrels.tsv --compare before.json  what got better, what got worse
  gnlc eval questions.jsonl qrels.tsv --jobs 1               times of one question at a time
  gnlc eval --detection records.jsonl                        how often a language is recognised"
)]
pub(crate) struct Arguments {
    /// Questions, one JSON object a line: {"id", "text", "lang"?, "filters"?}; `-` is standard input
    #[arg(value_name = "QUERIES", required_unless_present = "detection")]
    queries: Option<PathBuf>,
    /// Judgements, one a line: query, document, grade; or the four columns of TREC
    #[arg(value_name = "QRELS", required_unless_present = "detection")]
    qrels: Option<PathBuf>,
    /// Tell the search the language of each question, to see what not knowing it costs
    #[arg(long)]
    told: bool,
    /// Questions asked at the same time [default: one a processor]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// Show what changed since an evaluation that `--format json` wrote
    #[arg(long, value_name = "FILE")]
    compare: Option<PathBuf>,
    /// List at most so many questions that got better, and worse; of texts, so many not recognised
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// Measure instead how often the language of texts is recognised: files and folders of records with
    /// `text`, `lang` and perhaps `title`
    #[arg(long, value_name = "RECORDS", num_args = 1.., conflicts_with_all = ["queries", "qrels", "told", "jobs", "compare"])]
    detection: Vec<PathBuf>,
    /// In which form
    #[arg(long, value_name = "FORM", default_value = "text")]
    format: PlainFormat,
}

pub(crate) fn run(arguments: &Arguments, place: &Place, colour: ColourChoice) -> Outcome {
    match (&arguments.queries, &arguments.qrels) {
        (Some(queries), Some(qrels)) => evaluation(arguments, queries, qrels, place, colour),
        _ => detection(arguments, colour),
    }
}

fn evaluation(
    arguments: &Arguments,
    queries: &Path,
    qrels: &Path,
    place: &Place,
    colour: ColourChoice,
) -> Outcome {
    let judged = evaluate::judgements(&bytes(qrels)?, qrels)?;
    if !judged.iter().any(|query| query.relevant().next().is_some()) {
        return Err(Failure::Usage {
            message: format!("`{}` judges no document relevant to any query", qrels.display()),
            hint: "write one judgement a line: query, document, and a grade of 1 or more".into(),
        });
    }
    let earlier = arguments.compare.as_deref().map(earlier).transpose()?;
    let (questions, unread) = questions_of(queries)?;
    let index = open(place)?;
    let options = EvaluateOptions {
        jobs: arguments.jobs.or(NonZeroUsize::new(processors())).unwrap_or(NonZeroUsize::MIN),
        telling: if arguments.told { Telling::Told } else { Telling::Untold },
    };
    let bar = progress_bar();
    bar.set_length(questions.len() as u64);
    bar.set_message("asking");
    let evaluation =
        evaluate::evaluate(&index, &questions, &judged, options, &|done| bar.set_position(done as u64));
    bar.finish_and_clear();
    let evaluation = evaluation?;
    if evaluation.times.is_empty() {
        return Err(Failure::Usage {
            message: format!("no query of `{}` is in `{}`", qrels.display(), queries.display()),
            hint: "the first column of QRELS holds the `id` of a question".into(),
        });
    }
    let comparison = earlier.as_ref().map(|earlier| evaluate::comparison(&evaluation.figures, earlier));
    if let (Some(path), Some(0)) = (&arguments.compare, comparison.as_ref().map(evaluate::Comparison::common))
    {
        return Err(Failure::Usage {
            message: format!("`{}` holds figures of other questions: no id is the same", path.display()),
            hint: "compare evaluations of the same QUERIES and QRELS".into(),
        });
    }
    let notes = notes(&evaluation, queries, place);
    for note in &notes {
        anstream::eprintln!("note: {}", neutral(note));
    }
    let told = Told {
        evaluation: &evaluation,
        comparison: comparison.as_ref(),
        limit: arguments.limit,
        notes: &notes,
    };
    let mut out = BufWriter::new(io::stdout().lock());
    match arguments.format {
        PlainFormat::Text => evaluation::text(&told, &colour.look(), &mut out)?,
        PlainFormat::Json => evaluation::json(&told, &mut out)?,
    }
    out.flush()?;
    Ok(if unread == 0 { Ending::Found } else { Ending::Incomplete })
}

/// The questions of a file, and how many lines of it are none.
fn questions_of(path: &Path) -> Result<(Vec<Question>, usize), Failure> {
    let read = questions::read(path, &Filters::default())?;
    let mut unread = read.unread;
    let mut lines = HashMap::new();
    let mut found = Vec::with_capacity(read.questions.len());
    for question in read.questions {
        // Whose answers would be judged? The first one's, as long as somebody is told.
        if let Some(line) = lines.get(&question.id) {
            questions::unread(path, question.line, format!("line {line} has the id `{}`, too", question.id));
            unread += 1;
            continue;
        }
        lines.insert(question.id.clone(), question.line);
        let questions::Question { id, text, language, filters, .. } = question;
        found.push(Question { id, text, language, filters });
    }
    Ok((found, unread))
}

fn earlier(path: &Path) -> Result<Figures, Failure> {
    Ok(evaluation::read(&bytes(path)?, path)?)
}

fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|source| {
        let path = path.to_owned();
        let is_missing = source.kind() == io::ErrorKind::NotFound;
        Failure::from(if is_missing {
            Error::MissingPath { path }
        } else {
            Error::ReadDocument { path, source }
        })
    })
}

/// What a reader would otherwise mistake for bad answers.
fn notes(evaluation: &Evaluation, queries: &Path, place: &Place) -> Vec<String> {
    let Evaluation { not_asked, not_judged, relevant, relevant_not_held, .. } = *evaluation;
    let mut notes = Vec::new();
    if not_asked > 0 {
        let (queries, count) = (queries.display(), evaluation.figures.all.questions);
        notes.push(format!("{not_asked} of {count} judged queries are not in `{queries}`; each counts as 0"));
    }
    if not_judged > 0 {
        notes.push(format!(
            "{} without a relevant document: not asked",
            number(not_judged as u64, "question")
        ));
    }
    if relevant_not_held > 0 {
        let folder = place.folder.display();
        let mut note =
            format!("{relevant_not_held} of {relevant} relevant documents are not in the index `{folder}`");
        if relevant_not_held == relevant {
            note.push_str("; `gnlc search WORDS --format trec` shows the ids it has");
        }
        notes.push(note);
    }
    notes
}

fn detection(arguments: &Arguments, colour: ColourChoice) -> Outcome {
    let mut texts = Vec::new();
    let (mut unread, mut without) = (0, 0);
    let sources = arguments.detection.iter().flat_map(|path| read::walk(path));
    let documents = sources.flat_map(|source| match source {
        Ok(source) => read::documents_in(&source.path),
        Err(error) => Box::new(std::iter::once(Err(error))),
    });
    for document in documents {
        match document {
            Ok(mut document) => match document.stated.language.take() {
                Some(language) => texts.push(Text {
                    id: document.id,
                    file: document.path,
                    title: document.stated.title,
                    language,
                    text: document.text.split_off(document.body_start),
                }),
                None => without += 1,
            },
            Err(error) => {
                report::warn(&error);
                unread += 1;
            }
        }
    }
    if without > 0 {
        anstream::eprintln!("note: {} without a `lang`: passed over", number(without, "text"));
    }
    if texts.is_empty() {
        return Err(Failure::Usage {
            message: "no text in the given paths says in which language it is".into(),
            hint: "a record is one JSON object on one line: {\"text\": \"…\", \"lang\": \"en\"}".into(),
        });
    }
    let found = evaluate::detection(&texts);
    let mut out = BufWriter::new(io::stdout().lock());
    match arguments.format {
        PlainFormat::Text => evaluation::detection_text(&found, arguments.limit, &colour.look(), &mut out)?,
        PlainFormat::Json => evaluation::detection_json(&found, arguments.limit, &mut out)?,
    }
    out.flush()?;
    Ok(if unread == 0 { Ending::Found } else { Ending::Incomplete })
}

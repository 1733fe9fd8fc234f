//! An evaluation becomes JSON, and that JSON becomes the figures a later one is compared with.
//!
//! Everything but `times`, which stands last, is the same for the same index and questions.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::evaluate::{Comparison, Figures, Group, Measures, Moved, Scored, figures};
use crate::present::evaluation::{Told, waiting};
use crate::present::json::SCHEMA_VERSION;

#[derive(Serialize)]
struct Object<'a> {
    schema_version: u32,
    /// Over all queries alike.
    all: Over,
    /// Over the languages alike.
    #[serde(rename = "macro")]
    macro_mean: Over,
    languages: BTreeMap<&'a str, Over>,
    relevant: Relevant,
    notes: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    comparison: Option<Compared<'a>>,
    per_query: Vec<Query<'a>>,
    times: Times<'a>,
}

#[derive(Serialize)]
struct Over {
    queries: usize,
    #[serde(flatten)]
    measures: Four,
}

#[derive(Serialize, Deserialize)]
struct Four {
    ndcg_at_10: f64,
    mrr_at_10: f64,
    recall_at_10: f64,
    recall_at_100: f64,
}

/// Documents judged relevant, each counted for every query it answers.
#[derive(Serialize)]
struct Relevant {
    documents: usize,
    not_in_index: usize,
}

#[derive(Serialize)]
struct Query<'a> {
    id: &'a str,
    text: &'a str,
    lang: &'a str,
    #[serde(flatten)]
    measures: Four,
}

/// How much more each figure is than it was, over the queries of both.
#[derive(Serialize)]
struct Compared<'a> {
    all: Over,
    #[serde(rename = "macro")]
    macro_mean: Over,
    languages: BTreeMap<&'a str, Over>,
    better: usize,
    worse: usize,
    equal: usize,
    only_now: usize,
    only_then: usize,
    /// The largest changes of nDCG@10 first, as many as were asked for.
    most_better: Vec<Change<'a>>,
    most_worse: Vec<Change<'a>>,
}

#[derive(Serialize)]
struct Change<'a> {
    id: &'a str,
    text: &'a str,
    lang: &'a str,
    from: f64,
    to: f64,
    change: f64,
}

#[derive(Serialize)]
struct Times<'a> {
    asked: usize,
    p50_ms: f64,
    p99_ms: f64,
    max_ms: f64,
    slowest: Option<Slowest<'a>>,
}

#[derive(Serialize)]
struct Slowest<'a> {
    id: &'a str,
    text: &'a str,
    ms: f64,
}

/// Writes an evaluation as one JSON object and a line feed.
///
/// # Errors
/// Those of `out`.
pub fn json(told: &Told<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Figures { all, macro_mean, languages, questions } = &told.evaluation.figures;
    let (latency, slowest) = waiting(told.evaluation);
    let milliseconds = |time: Duration| (time.as_secs_f64() * 1e6).round() / 1e3;
    let object = Object {
        schema_version: SCHEMA_VERSION,
        all: over(all),
        macro_mean: over(macro_mean),
        languages: by_language(languages),
        relevant: Relevant {
            documents: told.evaluation.relevant,
            not_in_index: told.evaluation.relevant_not_held,
        },
        notes: told.notes,
        comparison: told.comparison.map(|comparison| compared(comparison, told.limit)),
        per_query: questions
            .iter()
            .map(|Scored { id, text, language, measures }| Query {
                id,
                text,
                lang: language,
                measures: four(measures),
            })
            .collect(),
        times: Times {
            asked: latency.answers,
            p50_ms: milliseconds(latency.p50),
            p99_ms: milliseconds(latency.p99),
            max_ms: milliseconds(latency.max),
            slowest: slowest.map(|(question, took)| Slowest {
                id: &question.id,
                text: &question.text,
                ms: milliseconds(took),
            }),
        },
    };
    serde_json::to_writer_pretty(&mut *out, &object)?;
    writeln!(out)
}

fn over(group: &Group) -> Over {
    Over { queries: group.questions, measures: four(&group.measures) }
}

fn by_language(languages: &BTreeMap<String, Group>) -> BTreeMap<&str, Over> {
    languages.iter().map(|(language, group)| (language.as_str(), over(group))).collect()
}

fn four(measures: &Measures) -> Four {
    let Measures { ndcg_at_10, mrr_at_10, recall_at_10, recall_at_100 } = measures.rounded();
    Four { ndcg_at_10, mrr_at_10, recall_at_10, recall_at_100 }
}

fn compared(comparison: &Comparison, limit: usize) -> Compared<'_> {
    Compared {
        all: over(&comparison.all),
        macro_mean: over(&comparison.macro_mean),
        languages: by_language(&comparison.languages),
        better: comparison.better.len(),
        worse: comparison.worse.len(),
        equal: comparison.equal,
        only_now: comparison.only_now,
        only_then: comparison.only_then,
        most_better: comparison.better.iter().take(limit).map(change).collect(),
        most_worse: comparison.worse.iter().take(limit).map(change).collect(),
    }
}

fn change(moved: &Moved) -> Change<'_> {
    let Moved { id, text, language, from, to } = moved;
    Change { id, text, lang: language, from: *from, to: *to, change: moved.change() }
}

/// What is read back of an evaluation: times are no figures, and means are made anew.
#[derive(Deserialize)]
struct Earlier {
    schema_version: u32,
    per_query: Vec<EarlierQuery>,
}

#[derive(Deserialize)]
struct EarlierQuery {
    id: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    lang: String,
    #[serde(flatten)]
    measures: Four,
}

/// Reads what [`json()`] wrote. `path` is only for messages.
///
/// # Errors
/// [`Error::ReadEvaluation`]
pub fn read(bytes: &[u8], path: &Path) -> Result<Figures> {
    let failed = |what| Error::ReadEvaluation { path: path.to_owned(), what };
    let earlier: Earlier = serde_json::from_slice(bytes).map_err(|error| failed(error.to_string()))?;
    if earlier.schema_version != SCHEMA_VERSION {
        let what = format!("its form has the version {}, not {SCHEMA_VERSION}", earlier.schema_version);
        return Err(failed(what));
    }
    let scored = |query: EarlierQuery| {
        let Four { ndcg_at_10, mrr_at_10, recall_at_10, recall_at_100 } = query.measures;
        let measures = Measures { ndcg_at_10, mrr_at_10, recall_at_10, recall_at_100 };
        Scored { id: query.id, text: query.text, language: query.lang, measures }
    };
    Ok(figures(earlier.per_query.into_iter().map(scored).collect()))
}

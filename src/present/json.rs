//! Results become JSON, for programs: a form with a version number.
//!
//! These types say what is promised; the library's own types may change without them.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use crate::facet::FACETS;
use crate::index::{Statistics, Stored};
use crate::present::Answer;
use crate::query::Certainty;
use crate::search::{Count, FacetCounts, Hit, Repeat};

/// Moves when a field changes its meaning or goes; new fields do not move it.
pub const SCHEMA_VERSION: u32 = 1;

/// How an object is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// For people who look at it.
    Indented,
    /// One line.
    OneLine,
}

#[derive(Serialize)]
struct Object<'a> {
    schema_version: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    query: Question<'a>,
    took_ms: f64,
    total: Total,
    hits: Vec<Found<'a>>,
    facets: BTreeMap<&'static str, Vec<Value<'a>>>,
    notes: &'a [String],
}

#[derive(Serialize)]
struct Question<'a> {
    text: &'a str,
    filters: BTreeMap<&'static str, Vec<String>>,
    understood: Vec<Named<'a>>,
}

#[derive(Serialize)]
struct Named<'a> {
    kind: &'a str,
    id: &'a str,
    label: &'a str,
    words: &'a str,
    /// Only where the words may also mean something else.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    possible: bool,
}

#[derive(Serialize)]
pub(crate) struct Total {
    passages: u64,
    documents: u64,
}

#[derive(Serialize)]
pub(crate) struct Found<'a> {
    rank: usize,
    score: f64,
    id: &'a str,
    document: Source<'a>,
    passage: Piece<'a>,
    places: Places<'a>,
    highlights: Vec<[usize; 2]>,
    more_in_document: u64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also_in: Vec<Repeated<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    explanation: Vec<Evidence<'a>>,
}

/// The same text in another document.
#[derive(Serialize)]
struct Repeated<'a> {
    id: &'a str,
    document: &'a str,
    path: &'a str,
    date: Option<&'a str>,
    source: Option<&'a str>,
    /// Words that stand only there.
    differs: &'a [String],
}

#[derive(Serialize)]
pub(crate) struct Source<'a> {
    id: &'a str,
    path: &'a str,
    title: &'a str,
    kind: &'a str,
    date: Option<&'a str>,
    date_evidence: Option<&'a str>,
    year: Option<i32>,
    source: Option<&'a str>,
    #[serde(skip_serializing_if = "serde_json::Map::is_empty")]
    extra: &'a serde_json::Map<String, serde_json::Value>,
}

#[derive(Serialize)]
struct Piece<'a> {
    text: &'a str,
    original: &'a str,
    heading: &'a [String],
    start: u64,
    end: u64,
    first_line: u32,
    last_line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_page: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_page: Option<u32>,
    language: &'a str,
}

#[derive(Serialize)]
struct Places<'a> {
    countries: &'a [String],
    cities: &'a [String],
}

#[derive(Serialize)]
struct Evidence<'a> {
    stream: &'a str,
    term: &'a str,
    score: f64,
}

#[derive(Serialize)]
pub(crate) struct Value<'a> {
    value: &'a str,
    label: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<&'a str>,
    passages: u64,
    documents: u64,
}

/// Writes an answer and a line feed.
pub(crate) fn results(answer: Answer<'_>, layout: Layout, out: &mut dyn Write) -> io::Result<()> {
    let results = answer.results;
    let object = Object {
        schema_version: SCHEMA_VERSION,
        id: answer.id,
        query: question(answer),
        took_ms: rounded(results.took.as_secs_f64() * 1_000.0, 1_000.0),
        total: total(results.total),
        hits: results.hits.iter().map(found).collect(),
        facets: results.facets.iter().map(values).collect(),
        notes: &results.notes,
    };
    object_line(&object, layout, out)
}

fn question(answer: Answer<'_>) -> Question<'_> {
    let query = answer.query;
    let mut filters: BTreeMap<&'static str, Vec<String>> = FACETS
        .iter()
        .map(|(facet, name)| (*name, query.filters.values(*facet)))
        .filter(|(_, values)| !values.is_empty())
        .collect();
    let day = |days: i64| vec![crate::query::day(days)];
    filters.extend(query.filters.from.map(|from| ("from", day(from))));
    filters.extend(query.filters.to.map(|to| ("to", day(to))));
    let understood = answer
        .results
        .understood
        .iter()
        .map(|item| Named {
            kind: item.kind,
            id: &item.id,
            label: &item.label,
            words: &item.words,
            possible: item.certainty == Certainty::Possible,
        })
        .collect();
    Question { text: &query.text, filters, understood }
}

fn repeated(repeat: &Repeat) -> Repeated<'_> {
    let stored = &repeat.stored;
    Repeated {
        id: &stored.id,
        document: &stored.document.id,
        path: &stored.document.path,
        date: stored.document.date.as_deref(),
        source: stored.document.source.as_deref(),
        differs: &repeat.differs,
    }
}

pub(crate) fn total(count: Count) -> Total {
    Total { passages: count.passages, documents: count.documents }
}

pub(crate) fn found(hit: &Hit) -> Found<'_> {
    let stored = &hit.stored;
    Found {
        rank: hit.rank,
        score: score(hit.score),
        id: &stored.id,
        document: source(stored),
        passage: piece(stored),
        places: Places { countries: &stored.countries, cities: &stored.cities },
        highlights: hit.highlights.iter().map(|range| [range.start, range.end]).collect(),
        more_in_document: hit.more_in_document,
        also_in: hit.also_in.iter().map(repeated).collect(),
        explanation: hit
            .explanation
            .iter()
            .map(|part| Evidence { stream: &part.stream, term: &part.term, score: score(part.score) })
            .collect(),
    }
}

pub(crate) fn source(stored: &Stored) -> Source<'_> {
    let document = &stored.document;
    Source {
        id: &document.id,
        path: &document.path,
        title: &document.title,
        kind: &document.kind,
        date: document.date.as_deref(),
        date_evidence: document.date_evidence.as_deref(),
        year: document.year,
        source: document.source.as_deref(),
        extra: &document.extra,
    }
}

fn piece(stored: &Stored) -> Piece<'_> {
    Piece {
        text: &stored.text,
        original: stored.original(),
        heading: &stored.heading,
        start: stored.start,
        end: stored.end,
        first_line: stored.first_line,
        last_line: stored.last_line,
        first_page: stored.first_page,
        last_page: stored.last_page,
        language: &stored.language,
    }
}

pub(crate) fn values(counts: &FacetCounts) -> (&'static str, Vec<Value<'_>>) {
    let values = counts.values.iter().map(|value| Value {
        value: &value.value,
        label: &value.label,
        parent: value.parent.as_deref(),
        passages: value.count.passages,
        documents: value.count.documents,
    });
    (counts.facet.name(), values.collect())
}

/// Writes the passages of an id: one object with the document and its passages.
///
/// # Errors
/// Those of `out`.
pub fn passages(passages: &[Stored], out: &mut dyn Write) -> io::Result<()> {
    #[derive(Serialize)]
    struct Shown<'a> {
        id: &'a str,
        #[serde(flatten)]
        piece: Piece<'a>,
        places: Places<'a>,
        places_evidence: &'a [String],
    }
    #[derive(Serialize)]
    struct Object<'a> {
        schema_version: u32,
        document: Option<Source<'a>>,
        passages: Vec<Shown<'a>>,
    }
    let shown = passages.iter().map(|stored| Shown {
        id: &stored.id,
        piece: piece(stored),
        places: Places { countries: &stored.countries, cities: &stored.cities },
        places_evidence: &stored.places_evidence,
    });
    let object = Object {
        schema_version: SCHEMA_VERSION,
        document: passages.first().map(source),
        passages: shown.collect(),
    };
    object_line(&object, Layout::Indented, out)
}

/// Writes what an index holds.
///
/// # Errors
/// Those of `out`.
pub fn statistics(statistics: &Statistics, facets: &[FacetCounts], out: &mut dyn Write) -> io::Result<()> {
    #[derive(Serialize)]
    struct Object<'a> {
        schema_version: u32,
        passages: u64,
        documents: u64,
        sources: u64,
        source_bytes: u64,
        index_bytes: u64,
        format: u32,
        rules: &'a str,
        facets: BTreeMap<&'static str, Vec<Value<'a>>>,
    }
    let object = Object {
        schema_version: SCHEMA_VERSION,
        passages: statistics.passages,
        documents: statistics.documents,
        sources: statistics.sources,
        source_bytes: statistics.source_bytes,
        index_bytes: statistics.index_bytes,
        format: statistics.format,
        rules: statistics.rules,
        facets: facets.iter().map(values).collect(),
    };
    object_line(&object, Layout::Indented, out)
}

/// Scores are shown to four digits: what follows is noise to a reader.
fn score(score: f32) -> f64 {
    rounded(f64::from(score), 10_000.0)
}

fn rounded(number: f64, parts: f64) -> f64 {
    (number * parts).round() / parts
}

pub(crate) fn object_line(object: &impl Serialize, layout: Layout, out: &mut dyn Write) -> io::Result<()> {
    match layout {
        Layout::Indented => serde_json::to_writer_pretty(&mut *out, object)?,
        Layout::OneLine => serde_json::to_writer(&mut *out, object)?,
    }
    writeln!(out)
}

//! Query and Index become Results.
//!
//! The steps: plan what is looked up, find and score it segment by segment, count facets in the
//! same pass, read the best answers from the store, mark what matched.

mod alike;
mod asked;
mod bits;
mod bm25;
mod collect;
mod count;
mod days;
mod duplicates;
mod execute;
mod filter;
mod headed;
mod likeness;
mod near;
mod order;
mod parts;
mod plan;
mod planning;
mod population;
mod portrait;
pub mod snippet;
mod spelling;
mod terms;
mod weights;
mod worth;

use std::ops::Range;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tantivy::DocAddress;

use crate::analysis::{Language, language};
use crate::error::Result;
use crate::facet::Facet;
use crate::index::state::guarded;
use crate::index::{Index, Stored};
use crate::names::LabelLanguage;
use crate::query::{Node, Occur, Query, Quotes, Reading, Understood};
use crate::search::asked::Asked;
use crate::search::collect::Collected;
use crate::search::plan::{Demands, Match, Plan, Quotations, Spelling};

pub use count::Count;
pub use duplicates::{Duplicate, DuplicateGroup, Duplicates, duplicates};
pub use plan::Words;
pub use portrait::{Portrait, Ties, Town, check_cities, portrait, settle_cities, ties, towns};

/// Where fewer passages than this hold a question's words, those with words spelt alike are found too.
/// Fixed, whatever is asked for, so that counts do not depend on how much of them is shown.
const FEW: u64 = 20;

/// How a question is answered.
#[derive(Debug, Clone)]
pub struct SearchOptions {
    /// At most so many hits.
    pub limit: usize,
    /// After passing over so many.
    pub offset: usize,
    /// Whether every word must occur.
    pub words: Words,
    /// In which order.
    pub sort: Sort,
    /// Passages, or one hit a document.
    pub grouping: Grouping,
    /// Which facets are counted.
    pub facets: Vec<Facet>,
    /// At most so many values of each facet.
    pub facet_limit: usize,
    /// Whether each hit says how its score came about.
    pub explain: Explain,
    /// What is read back of each hit.
    pub detail: Detail,
    /// Whether a text that stands in several documents is one hit.
    pub repeats: Repeats,
    /// The language that values of facets are called in.
    pub labels: LabelLanguage,
}

impl Default for SearchOptions {
    fn default() -> SearchOptions {
        SearchOptions {
            limit: 10,
            offset: 0,
            words: Words::Any,
            sort: Sort::Relevance,
            grouping: Grouping::None,
            facets: vec![Facet::Country, Facet::Year],
            facet_limit: 10,
            explain: Explain::No,
            detail: Detail::Passage,
            repeats: Repeats::Joined,
            labels: LabelLanguage::ENGLISH,
        }
    }
}

/// In which order hits come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Sort {
    Relevance,
    /// By the document's date, undated ones last.
    Newest,
    Oldest,
}

/// What a hit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grouping {
    /// Every passage is a hit of its own.
    None,
    /// The best passage of each document.
    Document,
}

/// Whether hits explain their scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Explain {
    No,
    Yes,
}

/// What is read back of each hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// The passage with its marks.
    Passage,
    /// Only the id of its document: for long lists that are counted, not read.
    Document,
}

/// Whether a text that stands in several documents is one hit. Counts are of all of them either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeats {
    /// The best one is the hit and names the others, among the first two hundred.
    Joined,
    /// Each is a hit, as measurements want.
    Apart,
}

/// The answer to a question.
#[derive(Debug, Clone)]
pub struct Results {
    /// Passages and documents that match, whatever the limit.
    pub total: Count,
    /// The places, years and concepts that the question names.
    pub understood: Vec<Understood>,
    /// The best of them.
    pub hits: Vec<Hit>,
    /// Counts per facet, in the order asked for.
    pub facets: Vec<FacetCounts>,
    /// Sentences about how the question was read.
    pub notes: Vec<String>,
    /// How long it took.
    pub took: Duration,
}

/// One answer.
#[derive(Debug, Clone)]
pub struct Hit {
    /// From 1.
    pub rank: usize,
    /// Higher is better; comparable only within one answer.
    pub score: f32,
    /// The passage and its document.
    pub stored: Stored,
    /// Byte ranges of the passage's text that match.
    pub highlights: Vec<Range<usize>>,
    /// Other passages of the same document that match.
    pub more_in_document: u64,
    /// The same text elsewhere, in other documents or in its own.
    pub also_in: Vec<Repeat>,
    /// What each term added to the score, when asked for.
    pub explanation: Vec<Evidence>,
}

/// The text of a hit as it stands elsewhere.
#[derive(Debug, Clone)]
pub struct Repeat {
    /// The passage there.
    pub stored: Stored,
    /// Words that stand only there, in order; none where the words are the same.
    pub differs: Vec<String>,
}

/// What one term added to a score.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// Where it was found: a stream as `main` or `names`, `near` for neighbours, `pattern`, `year` for the document's
    /// date, or `unanswered` for what is taken off.
    pub stream: String,
    /// The term as the index holds it; of what is taken off, the parts that are not answered.
    pub term: String,
    /// What it added.
    pub score: f32,
}

/// How many answers each value of a facet has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCounts {
    /// The facet.
    pub facet: Facet,
    /// Most passages first; years newest first.
    pub values: Vec<FacetValue>,
    /// How many values there are in all.
    pub distinct: usize,
}

/// A value of a facet with its counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// As it is used in filters.
    pub value: String,
    /// As people call it.
    pub label: String,
    /// The value above it: a city's country, a country's region.
    pub parent: Option<String>,
    /// Passages and documents.
    pub count: Count,
}

/// Answers a question.
///
/// # Errors
/// [`crate::error::Error::ReadIndex`] when the index is damaged.
pub fn search(index: &Index, query: &Query, options: &SearchOptions) -> Result<Results> {
    // The engine takes its files for sound: where one is not, it may panic.
    guarded(index.folder(), || answer(index, query, options))
}

fn answer(index: &Index, query: &Query, options: &SearchOptions) -> Result<Results> {
    let started = Instant::now();
    let mut notes = query.notes.clone();
    let asked = asked::asked(index, query, options.labels)?;
    let (plan, collected) = answered(index, query, &asked, options, &mut notes)?;
    if options.detail == Detail::Passage && query.reading == Reading::Understood {
        notes.extend(spelling::offers(index, query)?);
    }
    let documents = collected.documents;
    let best = collected.candidates.into_iter().enumerate().skip(options.offset).take(options.limit);
    let mut hits = Vec::with_capacity(options.limit.min(1_000));
    for (place, candidate) in best {
        let mut hit = Hit {
            rank: place + 1,
            score: candidate.score,
            more_in_document: candidate.more,
            stored: Stored::default(),
            highlights: Vec::new(),
            also_in: Vec::new(),
            explanation: Vec::new(),
        };
        match options.detail {
            Detail::Document => Arc::make_mut(&mut hit.stored.document).id = documents.id(&candidate)?,
            Detail::Passage => {
                hit.stored = index.stored(candidate.address)?;
                let language = language_of(&hit.stored);
                hit.highlights =
                    snippet::highlights(&hit.stored.text, language, &plan.marks, index.concepts());
                for address in candidate.repeats {
                    let stored = index.stored(address)?;
                    let differs = snippet::only_in(&stored.text, &hit.stored.text, language);
                    hit.also_in.push(Repeat { stored, differs });
                }
            }
        }
        if options.explain == Explain::Yes {
            hit.explanation = explanation(index, &plan, candidate.address)?;
        }
        hits.push(hit);
    }
    let facets = collected
        .counts
        .into_iter()
        .map(|(facet, counts)| count::ranked(facet, counts, options.facet_limit, options.labels))
        .collect();
    let concepts = asked.into_iter().map(|asked| asked.understood);
    let understood = query.understood.iter().cloned().chain(concepts).collect();
    Ok(Results { total: collected.total, understood, hits, facets, notes, took: started.elapsed() })
}

fn language_of(stored: &Stored) -> &'static Language {
    language::by_code(&stored.language).unwrap_or(&language::UNKNOWN)
}

/// Looks up a question as it is typed, and less strictly where that finds nothing or next to nothing.
fn answered(
    index: &Index,
    query: &Query,
    asked: &[Asked],
    options: &SearchOptions,
    notes: &mut Vec<String>,
) -> Result<(Plan, Collected)> {
    let mut demands =
        Demands { words: options.words, quotations: Quotations::Required, spelling: Spelling::Typed };
    let mut best = found(index, query, asked, options, demands)?;
    if best.1.total.passages == 0 && quotes(query) {
        demands.quotations = Quotations::Optional;
        let looser = found(index, query, asked, options, demands)?;
        if looser.1.total.passages > 0 {
            notes.push(
                "nothing holds the words in quotation marks as they stand; they were looked up one by one"
                    .into(),
            );
            best = looser;
        }
    }
    if query.reading == Reading::Understood && best.1.before_filters < FEW {
        let demands = Demands { spelling: Spelling::Alike, ..demands };
        let looser = found(index, query, asked, options, demands)?;
        let more = looser.1.total.passages.saturating_sub(best.1.total.passages);
        if more > 0 {
            notes.push(format!(
                "few passages hold these words; {more} with words spelt alike were added \
                 (`--literal` leaves them out)"
            ));
            best = looser;
        }
    }
    Ok(best)
}

/// Plans and looks up a question.
fn found(
    index: &Index,
    query: &Query,
    asked: &[Asked],
    options: &SearchOptions,
    demands: Demands,
) -> Result<(Plan, Collected)> {
    let plan = planning::plan(query, asked, index, demands)?;
    let request = collect::Request {
        plan: &plan,
        filters: &query.filters,
        facets: &options.facets,
        wanted: options.offset.saturating_add(options.limit),
        sort: options.sort,
        grouping: options.grouping,
        repeats: options.repeats,
    };
    let collected = collect::collect(index, &request)?;
    Ok((plan, collected))
}

/// Whether a question holds words in straight quotation marks.
fn quotes(query: &Query) -> bool {
    query.clauses.iter().any(|clause| {
        clause.occur == Occur::Should && matches!(clause.node, Node::Phrase { quotes: Quotes::Straight, .. })
    })
}

/// What each term added to a candidate's score, most first.
fn explanation(index: &Index, plan: &Plan, address: DocAddress) -> Result<Vec<Evidence>> {
    let segment = &index.segments()[address.segment_ord as usize];
    let execution = execute::Execution { index, segment };
    let mut evidence = Vec::new();
    let parts = |scored: &plan::Scored| -> Result<Option<Evidence>> {
        let score = execution.part(scored, plan, address.doc_id)?;
        let stream = index.searcher().schema().get_field_name(scored.field).to_owned();
        Ok((score > 0.0).then(|| Evidence { stream, term: scored.term.clone(), score }))
    };
    for scored in plan.scored.iter().filter(|scored| scored.concept.is_none()) {
        evidence.extend(parts(scored)?);
    }
    let alike = |alike: &plan::Alike| -> Result<Option<Evidence>> {
        let score = execution.part_of_alike(alike, plan, address.doc_id)?;
        Ok((score > 0.0).then(|| Evidence { stream: "grams".to_owned(), term: alike.word.clone(), score }))
    };
    for word in plan.alike.iter().filter(|word| word.concept.is_none()) {
        evidence.extend(alike(word)?);
    }
    for (number, idea) in plan.ideas.iter().enumerate() {
        let mut words = Vec::new();
        for scored in plan.words_of(number) {
            words.extend(parts(scored)?);
        }
        for word in plan.alike_of(number) {
            words.extend(alike(word)?);
        }
        let kept = idea.of_words;
        words.iter_mut().for_each(|part| part.score *= kept);
        let other = execution.part_of_id(plan, number, address.doc_id)?;
        let typed: f32 = words.iter().map(|part| part.score).sum();
        if other > (1.0 - weights::TYPED) * typed {
            words.iter_mut().for_each(|part| part.score *= weights::TYPED);
            words.push(Evidence { stream: "names".to_owned(), term: idea.term.clone(), score: other });
        }
        evidence.extend(words);
    }
    if let Some((missed, left)) = execution.unanswered(plan, address.doc_id)? {
        let words: f32 = evidence.iter().map(|part| part.score).sum();
        let score = words * (left - 1.0);
        evidence.push(Evidence { stream: "unanswered".to_owned(), term: missed, score });
    }
    if let Some(code) = execution.own_language(plan, address.doc_id)? {
        let words: f32 = evidence.iter().map(|part| part.score).sum();
        let score = words * (weights::OWN_LANGUAGE - 1.0);
        evidence.push(Evidence { stream: "language".to_owned(), term: code.to_owned(), score });
    }
    for pattern in &plan.patterns {
        if execution.found(pattern)?.contains(address.doc_id) {
            let term = typed(pattern);
            evidence.push(Evidence { stream: "pattern".to_owned(), term, score: weights::PATTERN });
        }
    }
    for raised in near::near(&execution, plan, &[address.doc_id])? {
        for (pair, score) in plan.pairs.iter().zip(raised).filter(|(_, score)| *score > 0.0) {
            let term = format!("{} {}", pair.first, pair.second);
            evidence.push(Evidence { stream: "near".to_owned(), term, score });
        }
    }
    if let Some(year) = execution.year_asked_for(plan, address.doc_id)? {
        evidence.push(Evidence { stream: "year".to_owned(), term: year.to_string(), score: weights::YEAR });
    }
    evidence
        .sort_by(|left, right| right.score.total_cmp(&left.score).then_with(|| left.term.cmp(&right.term)));
    Ok(evidence)
}

/// A pattern as it is typed.
fn typed(pattern: &Match) -> String {
    match pattern {
        Match::Term(_, term) => term.clone(),
        Match::Phrase(_, terms, _) => {
            let terms: Vec<&str> = terms.iter().map(|(_, term)| term.as_str()).collect();
            format!("\"{}\"", terms.join(" "))
        }
        Match::Prefix(_, stem) => format!("{stem}*"),
        Match::Fuzzy(_, word, distance) => format!("{word}~{distance}"),
        Match::Headed(inner) => typed(inner),
        // The same in several fields.
        Match::Any(ways) => ways.first().map(typed).unwrap_or_default(),
        _ => String::new(),
    }
}

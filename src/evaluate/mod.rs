//! Judged queries become figures: how often the program finds what people said it should find.
//!
//! A person who knows the documents writes down questions and which documents answer each, and how
//! well. Every question is asked as anybody would ask it, without its language being told, and the
//! ranking is held against the judgements: nDCG@10, MRR@10, recall@10 and recall@100, over all
//! questions and by language. [`comparison()`] shows what a change did, question by question;
//! [`detection()`] measures how often the language of a text is recognised.
//!
//! Not useful for: how fast documents are indexed (that is [`crate::measure`]'s).

mod asking;
mod comparison;
mod detection;
mod figures;
mod judgements;
mod measures;
mod ranking;

use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::time::Duration;

use crate::error::Result;
use crate::index::Index;
use crate::query::Filters;

pub use comparison::{Comparison, Moved, comparison};
pub use detection::{Detection, Recognised, Tally, Text, Wrong, detection};
pub use figures::{Figures, Group, NO_LANGUAGE, Scored, figures};
pub use judgements::{JudgedQuery, judgements};
pub use measures::{Measures, measures};
pub(crate) use ranking::{column, written};

/// A question of a file of queries.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Question {
    /// By which judgements name it.
    pub id: String,
    /// As a person types it.
    pub text: String,
    /// The language it is in, as somebody stated it: figures are grouped by it.
    pub language: Option<String>,
    /// What its answers are restricted to.
    pub filters: Filters,
}

/// How questions are asked.
#[derive(Debug, Clone, Copy)]
pub struct EvaluateOptions {
    /// Questions asked at the same time. The figures do not depend on it, the times do.
    pub jobs: NonZeroUsize,
    /// Whether the search is told the language of a question.
    pub telling: Telling,
}

/// Whether the search is told the language of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Telling {
    /// As people ask: it is tried in every language it may be in.
    Untold,
    /// To see what not knowing costs.
    Told,
}

/// What came of asking every judged question.
#[derive(Debug, Clone)]
pub struct Evaluation {
    /// How good the answers are.
    pub figures: Figures,
    /// How long each question asked took: its place in the figures' questions, and the time from the
    /// words typed to the hundred best documents.
    pub times: Vec<(usize, Duration)>,
    /// Judged queries that are not among the questions; each scores 0.
    pub not_asked: usize,
    /// Questions that nobody judged; they are not asked.
    pub not_judged: usize,
    /// Documents judged relevant; one that answers two queries counts twice.
    pub relevant: usize,
    /// How many of those the index does not hold, so that no ranking could find them.
    pub relevant_not_held: usize,
}

/// Asks an index every judged question and holds the answers against the judgements.
///
/// Only queries with at least one relevant document count, and all of them do: one for which nothing
/// is found, or that is not among the questions, scores 0. Figures come in the order of the
/// judgements and do not depend on the number of jobs. Of several questions with one id the first
/// is asked. `progress` is told how many questions are answered, from any thread.
///
/// # Errors
/// [`crate::error::Error::ReadIndex`] when the index is damaged.
pub fn evaluate(
    index: &Index,
    questions: &[Question],
    judged: &[JudgedQuery],
    options: EvaluateOptions,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Evaluation> {
    let by_id: HashMap<String, &Question> =
        questions.iter().rev().map(|question| (column(&question.id), question)).collect();
    let judged: Vec<&JudgedQuery> = judged.iter().filter(|query| query.relevant().next().is_some()).collect();
    let asked: Vec<(usize, &Question)> = judged
        .iter()
        .enumerate()
        .filter_map(|(place, query)| Some((place, *by_id.get(&query.id)?)))
        .collect();
    let only_questions: Vec<&Question> = asked.iter().map(|(_, question)| *question).collect();
    let answers = asking::answers(index, &only_questions, options, progress)?;
    let mut scored: Vec<Scored> = judged.iter().map(|query| Scored::nothing(&query.id)).collect();
    let mut times = Vec::with_capacity(asked.len());
    for ((place, question), answer) in asked.into_iter().zip(answers) {
        scored[place] = Scored {
            id: question.id.clone(),
            text: question.text.clone(),
            language: figures::label(question.language.as_deref()),
            measures: measures(&judged[place].grades, &answer.ranking),
        };
        times.push((place, answer.took));
    }
    let mut relevant_not_held = 0;
    for document in judged.iter().flat_map(|query| query.relevant()) {
        // A blank in an id may have been written as runs write it.
        let held = index.has_document(document)? || index.has_document(&document.replace("%20", " "))?;
        relevant_not_held += usize::from(!held);
    }
    Ok(Evaluation {
        not_asked: judged.len() - times.len(),
        not_judged: by_id.len() - times.len(),
        relevant: judged.iter().map(|query| query.relevant().count()).sum(),
        relevant_not_held,
        figures: figures(scored),
        times,
    })
}

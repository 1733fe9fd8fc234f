//! An evaluation becomes something to read: tables for people, JSON for programs and for the next
//! evaluation to be compared with.

mod detection;
mod json;
mod text;

use std::time::Duration;

use crate::evaluate::{Comparison, Evaluation, Scored};
use crate::measure::Latency;

pub use detection::{detection_json, detection_text};
pub use json::{json, read};
pub use text::text;

/// What is told of an evaluation.
pub struct Told<'a> {
    /// What came of the questions.
    pub evaluation: &'a Evaluation,
    /// What changed since an earlier one, where it was given.
    pub comparison: Option<&'a Comparison>,
    /// At most so many questions that became better, and so many that became worse.
    pub limit: usize,
    /// Sentences about what a reader of the figures has to know.
    pub notes: &'a [String],
}

/// Waiting times, and the question that took longest.
fn waiting(evaluation: &Evaluation) -> (Latency, Option<(&Scored, Duration)>) {
    let times = evaluation.times.iter().map(|(_, took)| *took).collect();
    let slowest = evaluation.times.iter().max_by_key(|(_, took)| *took);
    let slowest = slowest.map(|(place, took)| (&evaluation.figures.questions[*place], *took));
    (Latency::of(times), slowest)
}

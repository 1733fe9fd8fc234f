//! A person's own documents become figures: how fast they are indexed and found, and where the time goes.
//!
//! Three measurements, in this order, so that the first one's memory is not the others': [`whole`]
//! is the real indexing with its threads; [`apart`] does the same work on one thread, stage by
//! stage, beside raw Tantivy on the same passages; [`answering`] asks questions taken from the
//! documents. Every figure of a run was measured on the same texts within the same minutes:
//! compare them with each other, not with another machine's.
//!
//! Not useful for: the quality of answers.

mod answering;
mod apart;
mod questions;
mod raw;
mod segments;
mod stages;
mod whole;

use std::time::Duration;

use crate::index::StreamChoice;

pub use answering::{Answering, Latency, answering};
pub use apart::{Apart, apart};
pub use questions::Question;
pub use raw::{Raw, RawIndex, RawWords};
pub use stages::{LanguageFigures, StageTimes, StreamCounts};
pub use whole::{Whole, whole};

/// How a measurement is made.
#[derive(Debug, Clone)]
pub struct MeasureOptions {
    /// Threads of the real indexing.
    pub jobs: usize,
    /// Bytes an index may hold before it writes a segment.
    pub memory: usize,
    /// Which streams enter the index.
    pub streams: StreamChoice,
    /// How many questions are asked.
    pub questions: usize,
    /// Whether raw Tantivy is measured beside it.
    pub baseline: Baseline,
}

/// Whether raw Tantivy is measured on the same passages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Baseline {
    With,
    Without,
}

/// How much is done in a second; 0 where nothing was measured.
///
/// ```
/// use std::time::Duration;
/// assert_eq!(gnlc::measure::per_second(300, Duration::from_millis(1500)), 200.0);
/// assert_eq!(gnlc::measure::per_second(0, Duration::ZERO), 0.0);
/// ```
pub fn per_second(amount: u64, took: Duration) -> f64 {
    if took.is_zero() { 0.0 } else { amount as f64 / took.as_secs_f64() }
}

/// Everything that was measured in one run.
pub struct Measurement {
    /// How it was made.
    pub options: MeasureOptions,
    /// The real indexing.
    pub whole: Whole,
    /// Processor time of all threads of the real indexing, where the system tells it: less than the
    /// time it took, times the jobs, when the machine was busy with something else.
    pub processor: Option<Duration>,
    /// The most memory the program held until the real indexing ended, where the system tells it.
    pub peak_memory: Option<u64>,
    /// Where the time goes.
    pub apart: Apart,
    /// How long answers take.
    pub answering: Answering,
}

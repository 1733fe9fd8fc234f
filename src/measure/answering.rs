//! Questions become waiting times: with counts, without them, and in raw Tantivy.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::error::Result;
use crate::index::Index;
use crate::measure::{Apart, Question, RawIndex, RawWords};
use crate::query::{self, Filters, Reading};
use crate::search::{self, SearchOptions};

/// How long answers took: from the words typed to the ten best passages with their marks.
pub struct Answering {
    /// Questions that were asked, each so many times.
    pub questions: usize,
    /// How often each was asked, after once unmeasured.
    pub rounds: usize,
    /// With counts by country and year, as `gnlc search` answers.
    pub with_facets: Latency,
    /// The ten best passages and the totals alone.
    pub without_facets: Latency,
    /// With counts, by the language of the question.
    pub languages: BTreeMap<&'static str, Latency>,
    /// Raw Tantivy on the same words: the ten best passages and how many there are.
    pub raw: Vec<(RawWords, Latency)>,
}

/// Waiting times of several questions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Latency {
    /// How many answers were timed.
    pub answers: usize,
    /// Half of the answers came within this time.
    pub p50: Duration,
    /// Of a hundred, ninety-nine did.
    pub p99: Duration,
    /// All did.
    pub max: Duration,
}

/// How often each question is asked.
const ROUNDS: usize = 3;

/// Asks every question of an index, and of raw Tantivy where that was built.
///
/// # Errors
/// [`crate::error::Error::ReadIndex`]
pub fn answering(folder: &Path, apart: &Apart) -> Result<Answering> {
    let index = Index::open(folder)?;
    let with = SearchOptions::default();
    let without = SearchOptions { facets: Vec::new(), ..SearchOptions::default() };
    let answered = |options: &SearchOptions| {
        asked(&apart.questions, |question| {
            let query = query::query(&question.text, Filters::default(), Reading::Understood);
            search::search(&index, &query, options).map(|results| results.hits.len())
        })
    };
    let times = answered(&with)?;
    let mut by_language: BTreeMap<&'static str, Vec<Duration>> = BTreeMap::new();
    for (question, took) in apart.questions.iter().cycle().zip(&times) {
        by_language.entry(question.language.code).or_default().push(*took);
    }
    let raw = |(words, index): &(RawWords, RawIndex)| {
        Ok((*words, Latency::of(asked(&apart.questions, |question| index.search(&question.text))?)))
    };
    Ok(Answering {
        questions: apart.questions.len(),
        rounds: ROUNDS,
        with_facets: Latency::of(times),
        without_facets: Latency::of(answered(&without)?),
        languages: by_language.into_iter().map(|(code, times)| (code, Latency::of(times))).collect(),
        raw: apart.raw_indexes.iter().map(raw).collect::<Result<_>>()?,
    })
}

/// How long each answer took, round by round; the first round warms the caches and is not told.
fn asked(questions: &[Question], answer: impl Fn(&Question) -> Result<usize>) -> Result<Vec<Duration>> {
    let mut times = Vec::with_capacity(questions.len() * ROUNDS);
    for round in 0..=ROUNDS {
        for question in questions {
            let started = Instant::now();
            std::hint::black_box(answer(question)?);
            if round > 0 {
                times.push(started.elapsed());
            }
        }
    }
    Ok(times)
}

impl Latency {
    /// The figures of some times.
    pub fn of(mut times: Vec<Duration>) -> Latency {
        times.sort();
        // The time within which so many of a hundred came.
        let within = |share: usize| {
            let place = (times.len() * share).div_ceil(100).saturating_sub(1);
            times.get(place).copied().unwrap_or_default()
        };
        Latency { answers: times.len(), p50: within(50), p99: within(99), max: within(100) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_came_within_the_median() {
        let latency = Latency::of((1..=200).rev().map(Duration::from_millis).collect());
        let figures = [latency.p50, latency.p99, latency.max].map(|time| time.as_millis());
        assert_eq!(figures, [100, 198, 200]);
        assert_eq!(Latency::of(vec![Duration::from_millis(7)]).p50, Duration::from_millis(7));
        assert_eq!(Latency::of(Vec::new()), Latency::default());
    }
}

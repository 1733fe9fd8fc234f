//! Questions become rankings and waiting times, several questions at once.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::analysis::{self, language};
use crate::error::Result;
use crate::evaluate::ranking::ranking;
use crate::evaluate::{EvaluateOptions, Question, Telling};
use crate::index::Index;
use crate::query::{self, Reading};
use crate::search::{self, Detail, Grouping, Results, SearchOptions};

/// What a question brought.
pub(crate) struct Answer {
    /// Ids of documents, best first.
    pub(crate) ranking: Vec<String>,
    /// From the words typed to the documents found.
    pub(crate) took: Duration,
}

/// As far as any of the measures looks.
const DEPTH: usize = 100;

/// Asks every question; answers come in the order of the questions.
pub(crate) fn answers(
    index: &Index,
    questions: &[&Question],
    options: EvaluateOptions,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Vec<Answer>> {
    // Dictionaries are loaded and buffers taken when the first text of a language is met. One
    // question of each, unmeasured, keeps that out of the times.
    let mut first: BTreeMap<&str, &Question> = BTreeMap::new();
    for question in questions {
        first.entry(analysis::detect(&question.text).code).or_insert(question);
    }
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let work = || {
        let mut answers = Vec::new();
        for question in first.values() {
            if let Err(error) = asked(index, question, options.telling) {
                return vec![(0, Err(error))];
            }
        }
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(question) = questions.get(number) else { return answers };
            let started = Instant::now();
            let results = asked(index, question, options.telling);
            let took = started.elapsed();
            answers.push((number, results.map(|results| Answer { ranking: ranking(&results.hits), took })));
            progress(done.fetch_add(1, Ordering::Relaxed) + 1);
        }
    };
    let jobs = options.jobs.get().min(questions.len());
    let mut answers: Vec<(usize, Result<Answer>)> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..jobs).map(|_| scope.spawn(work)).collect();
        let joined = workers.into_iter().map(|worker| match worker.join() {
            Ok(answers) => answers,
            // A question that cannot be answered must not look like one that found nothing.
            Err(panic) => std::panic::resume_unwind(panic),
        });
        joined.flatten().collect()
    });
    answers.sort_by_key(|(number, _)| *number);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

/// The best documents, as `gnlc search --format trec --group document --limit 100` finds them.
fn asked(index: &Index, question: &Question, telling: Telling) -> Result<Results> {
    let mut query = query::query(&question.text, question.filters.clone(), Reading::Understood);
    if telling == Telling::Told {
        query.language = question.language.as_deref().and_then(language::by_code);
    }
    let options = SearchOptions {
        limit: DEPTH,
        grouping: Grouping::Document,
        facets: Vec::new(),
        detail: Detail::Document,
        ..SearchOptions::default()
    };
    search::search(index, &query, &options)
}

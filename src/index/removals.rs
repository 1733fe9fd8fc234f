//! What a run removes, which is what was there before it.
//!
//! A segment that is added may be searched for what was to be removed before: the engine leaves it to who adds
//! segments to look at the order (the comment on its `DeleteQueue::cursor`). Nothing that a run adds is removed by the
//! same run, whose sources and ids are each met once, so its segments are passed over.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashSet;
use tantivy::index::SegmentId;
use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, TermQuery, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, IndexWriter, Score, SegmentReader, Term};

/// The segments that a run has added.
#[derive(Clone, Default)]
pub(crate) struct Added {
    segments: Arc<Mutex<FxHashSet<SegmentId>>>,
}

impl Added {
    fn segments(&self) -> MutexGuard<'_, FxHashSet<SegmentId>> {
        self.segments.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes a segment, before the engine is given it.
    pub(crate) fn note(&self, segment: SegmentId) {
        self.segments().insert(segment);
    }

    /// Removes the passages with a term from all other segments.
    pub(crate) fn remove_before(&self, tantivy: &IndexWriter, term: Term) {
        let term = TermQuery::new(term, IndexRecordOption::Basic);
        // This asks for the query's weight, which is always given; what fails later fails the commit.
        let _ = tantivy.delete_query(Box::new(Before { term, added: self.clone() }));
    }
}

/// The passages with a term that were there before the run.
#[derive(Clone)]
struct Before {
    term: TermQuery,
    added: Added,
}

impl fmt::Debug for Before {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?} before the run", self.term)
    }
}

impl Query for Before {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Before {
    fn of_term(&self, segment: &SegmentReader) -> tantivy::Result<Box<dyn Weight>> {
        self.term.weight(EnableScoring::disabled_from_schema(segment.schema()))
    }
}

impl Weight for Before {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let is_added = self.added.segments().contains(&segment.segment_id());
        if is_added { Ok(Box::new(EmptyScorer)) } else { self.of_term(segment)?.scorer(segment, boost) }
    }

    fn explain(&self, segment: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.of_term(segment)?.explain(segment, doc)
    }
}

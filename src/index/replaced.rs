//! What is removed in a run, while what it makes room for is not in a segment yet.
//!
//! The engine removes from segments. A record that comes twice in one run may be held in memory by a thread when the
//! later one comes, and would come back when its segment is written. And a segment that is added may still be searched
//! for what was to be removed before: the engine leaves it to who adds segments to look at the order (the comment on
//! its `DeleteQueue::cursor`). So everything has a number here, in the order in which it happens.

use std::fmt;
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;
use tantivy::index::SegmentId;
use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, TermQuery, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, IndexWriter, Score, SegmentReader, Term};

/// A record on its way into a segment, and which one of its id it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub(crate) id: String,
    pub(crate) number: u64,
}

/// What is removed in a run, and the records that are not in a segment yet.
#[derive(Default)]
pub(crate) struct Pending {
    state: Mutex<State>,
    /// When each segment of the run was added.
    added: Added,
}

type Added = Arc<Mutex<FxHashMap<SegmentId, u64>>>;

#[derive(Default)]
struct State {
    /// How much happened so far.
    last: u64,
    by_id: FxHashMap<String, OfId>,
}

/// The records of one id.
#[derive(Default)]
struct OfId {
    latest: u64,
    /// How many are in no segment yet.
    waiting: usize,
}

impl Pending {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Removes the passages with a term from all segments that were added so far.
    pub(crate) fn remove(&self, tantivy: &IndexWriter, term: Term) {
        self.remove_as(&mut self.state(), tantivy, term);
    }

    fn remove_as(&self, state: &mut State, tantivy: &IndexWriter, term: Term) {
        state.last += 1;
        let term = TermQuery::new(term, IndexRecordOption::Basic);
        let older = Older { term, number: state.last, added: Arc::clone(&self.added) };
        // This asks for the query's weight, which is always given; what fails later fails the commit.
        let _ = tantivy.delete_query(Box::new(older));
    }

    /// Removes all records of an id, and notes the one that is added next in their place.
    pub(crate) fn replace(&self, tantivy: &IndexWriter, id: &str, term: Term) -> Record {
        let mut state = self.state();
        self.remove_as(&mut state, tantivy, term);
        state.note(id)
    }

    /// Lets a segment enter the index: `enter` is told the passages of those of its records that were replaced meanwhile.
    /// Nothing is removed in between.
    pub(crate) fn enter<T>(
        &self,
        segment: SegmentId,
        held: &[(Record, Range<u32>)],
        enter: impl FnOnce(Vec<Range<u32>>) -> T,
    ) -> T {
        let mut state = self.state();
        state.last += 1;
        let mut added = self.added.lock().unwrap_or_else(PoisonError::into_inner);
        added.insert(segment, state.last);
        drop(added);
        let replaced = state.replaced(held);
        enter(replaced)
    }
}

impl State {
    fn note(&mut self, id: &str) -> Record {
        let of_id = self.by_id.entry(id.to_owned()).or_default();
        of_id.latest = self.last;
        of_id.waiting += 1;
        Record { id: id.to_owned(), number: self.last }
    }

    /// The passages of those of a segment's records that were replaced. They wait no longer.
    fn replaced(&mut self, held: &[(Record, Range<u32>)]) -> Vec<Range<u32>> {
        let mut replaced = Vec::new();
        for (record, passages) in held {
            let Some(of_id) = self.by_id.get_mut(&record.id) else { continue };
            if of_id.latest != record.number {
                replaced.push(passages.clone());
            }
            of_id.waiting -= 1;
            if of_id.waiting == 0 {
                self.by_id.remove(&record.id);
            }
        }
        replaced
    }
}

/// The passages with a term in segments that were there when this was asked.
#[derive(Clone)]
struct Older {
    term: TermQuery,
    number: u64,
    added: Added,
}

impl fmt::Debug for Older {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?} before {}", self.term, self.number)
    }
}

impl Query for Older {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Older {
    fn of_term(&self, segment: &SegmentReader) -> tantivy::Result<Box<dyn Weight>> {
        self.term.weight(EnableScoring::disabled_from_schema(segment.schema()))
    }
}

impl Weight for Older {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let added = self.added.lock().unwrap_or_else(PoisonError::into_inner);
        let is_newer = added.get(&segment.segment_id()).is_some_and(|added| *added > self.number);
        drop(added);
        if is_newer { Ok(Box::new(EmptyScorer)) } else { self.of_term(segment)?.scorer(segment, boost) }
    }

    fn explain(&self, segment: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.of_term(segment)?.explain(segment, doc)
    }
}

#[cfg(test)]
mod tests {
    use super::State;

    #[test]
    fn the_latest_record_stays_and_nothing_is_remembered_of_what_entered() {
        let mut state = State::default();
        let [first, other, second] = ["a", "b", "a"].map(|id| {
            state.last += 1;
            state.note(id)
        });
        assert_eq!(state.replaced(&[(second, 0..2)]), []);
        // The other thread writes its segment later.
        assert_eq!(state.replaced(&[(first, 0..3), (other, 3..4)]), vec![0..3_u32; 1]);
        assert!(state.by_id.is_empty());
    }
}

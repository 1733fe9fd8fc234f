//! Where terms stand in the segments, remembered: to look one up in a dictionary costs more than to read most lists of
//! passages, and a question asks for each of its terms several times.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;
use tantivy::postings::TermInfo;
use tantivy::schema::Field;
use tantivy::{Searcher, TantivyError};

/// More terms are not remembered: then all are forgotten. Some hundred bytes each.
const MOST: usize = 100_000;

/// What a term is in each segment, in their order.
pub(crate) type Infos = Arc<[Option<TermInfo>]>;

/// The terms that were asked for.
#[derive(Default)]
pub(crate) struct Terms {
    known: Mutex<FxHashMap<Field, FxHashMap<Box<str>, Infos>>>,
}

impl Terms {
    /// What a term of a field is in each segment.
    pub(crate) fn infos(&self, searcher: &Searcher, field: Field, term: &str) -> Result<Infos, TantivyError> {
        // A panic while the lock is held leaves a memory that is merely incomplete.
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(infos) = known.get(&field).and_then(|terms| terms.get(term)) {
            return Ok(Arc::clone(infos));
        }
        drop(known);
        let look_up =
            |segment: &tantivy::SegmentReader| Ok(segment.inverted_index(field)?.terms().get(term)?);
        let infos: Infos =
            searcher.segment_readers().iter().map(look_up).collect::<Result<_, TantivyError>>()?;
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.values().map(FxHashMap::len).sum::<usize>() >= MOST {
            known.clear();
        }
        known.entry(field).or_default().insert(term.into(), Arc::clone(&infos));
        Ok(infos)
    }
}

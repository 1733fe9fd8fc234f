//! Records that come twice in one run: the later replaces the earlier, also while neither is in a segment yet.
//!
//! What is removed from an index is removed from its segments. An earlier record that a thread still holds in memory
//! would come back when its segment is written.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;

/// A record on its way into a segment, and which one of its id it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub(crate) id: String,
    pub(crate) number: u64,
}

/// The records of a run that are not in a segment yet.
#[derive(Default)]
pub(crate) struct Pending {
    records: Mutex<Records>,
}

#[derive(Default)]
struct Records {
    /// How many there were.
    all: u64,
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
    /// Notes another record, which replaces all of its id; `remove` removes what segments hold of it.
    pub(crate) fn replace(&self, id: &str, remove: impl FnOnce()) -> Record {
        let mut records = self.records.lock().unwrap_or_else(PoisonError::into_inner);
        records.all += 1;
        let number = records.all;
        let of_id = records.by_id.entry(id.to_owned()).or_default();
        of_id.latest = number;
        of_id.waiting += 1;
        remove();
        Record { id: id.to_owned(), number }
    }

    /// Lets the records of a segment enter the index: `enter` is told the passages of those that were replaced meanwhile.
    /// Nothing is removed in between.
    pub(crate) fn enter<T>(
        &self,
        held: &[(Record, Range<u32>)],
        enter: impl FnOnce(Vec<Range<u32>>) -> T,
    ) -> T {
        let mut records = self.records.lock().unwrap_or_else(PoisonError::into_inner);
        let mut replaced = Vec::new();
        for (record, passages) in held {
            let Some(of_id) = records.by_id.get_mut(&record.id) else { continue };
            if of_id.latest != record.number {
                replaced.push(passages.clone());
            }
            of_id.waiting -= 1;
            if of_id.waiting == 0 {
                records.by_id.remove(&record.id);
            }
        }
        enter(replaced)
    }
}

#[cfg(test)]
mod tests {
    use super::Pending;

    #[test]
    fn the_latest_record_stays_and_nothing_is_remembered_of_what_entered() {
        let pending = Pending::default();
        let mut removed = 0;
        let [first, other, second] = ["a", "b", "a"].map(|id| pending.replace(id, || removed += 1));
        assert_eq!(removed, 3);
        assert_eq!(pending.enter(&[(second, 0..2)], |replaced| replaced), []);
        // The other thread writes its segment later.
        assert_eq!(pending.enter(&[(first, 0..3), (other, 3..4)], |replaced| replaced), [0..3]);
        assert!(pending.records.lock().unwrap().by_id.is_empty());
    }
}

//! Candidates get their order: the best first, equal ones by document and then by position, the same on every machine.
//!
//! To compare documents of two segments their ids must be looked up, and one of them costs as much as scoring hundreds of
//! passages. Equal scores are common (one rare word, as often, in passages as long), so the order among equals is
//! settled only for the places that somebody sees.

use std::ops::Range;
use std::path::PathBuf;

use tantivy::DocAddress;
use tantivy::columnar::StrColumn;

use crate::error::Result;
use crate::index::manifest::read_error;

/// An answer before it is read from the store.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    pub(crate) score: f32,
    pub(crate) address: DocAddress,
    /// Other answers in the same document.
    pub(crate) more: u64,
    /// The same text elsewhere, in other documents or in its own.
    pub(crate) repeats: Vec<DocAddress>,
    /// What it is ordered by, highest first.
    pub(crate) key: i64,
    /// The number of its document in the segment.
    pub(crate) document: u64,
    pub(crate) ordinal: u64,
}

/// The ids of documents by their numbers, segment by segment. Ids are looked up where they are needed and no
/// earlier: one costs as much as scoring hundreds of passages.
pub(crate) struct Documents {
    pub(crate) folder: PathBuf,
    pub(crate) columns: Vec<Option<StrColumn>>,
}

impl Documents {
    /// The id of a candidate's document.
    pub(crate) fn id(&self, candidate: &Candidate) -> Result<String> {
        let mut id = String::new();
        if let Some(Some(column)) = self.columns.get(candidate.address.segment_ord as usize) {
            column
                .ord_to_str(candidate.document, &mut id)
                .map_err(|error| read_error(&self.folder, error))?;
        }
        Ok(id)
    }
}

/// Puts the best first; equal ones of different segments stay in the order of these.
pub(crate) fn sort(candidates: &mut [Candidate]) {
    // Within a segment documents are numbered in the order of their ids.
    let within = |one: &Candidate| (one.address.segment_ord, one.document, one.ordinal);
    candidates.sort_by(|left, right| right.key.cmp(&left.key).then_with(|| within(left).cmp(&within(right))));
}

/// Brings those of sorted candidates into their order that stand at some places, or are equal to one that does.
pub(crate) fn settle(
    candidates: &mut [Candidate],
    documents: &Documents,
    places: Range<usize>,
) -> Result<()> {
    let mut start = 0;
    for equal in candidates.chunk_by_mut(|one, other| one.key == other.key) {
        let own = start..start + equal.len();
        start = own.end;
        let segments = equal.first().zip(equal.last());
        let is_mixed =
            segments.is_some_and(|(one, other)| one.address.segment_ord != other.address.segment_ord);
        if !is_mixed || own.end <= places.start || places.end <= own.start {
            continue;
        }
        let mut named = Vec::with_capacity(equal.len());
        for candidate in &*equal {
            named.push((documents.id(candidate)?, candidate.clone()));
        }
        named.sort_by(|(left, one), (right, other)| left.cmp(right).then(one.ordinal.cmp(&other.ordinal)));
        equal.iter_mut().zip(named).for_each(|(place, (_, candidate))| *place = candidate);
    }
    Ok(())
}

/// A score as a key: the bits of a float that is not negative are in the order of the float.
pub(crate) fn relevance(score: f32) -> i64 {
    i64::from(score.max(0.0).to_bits())
}

/// Keeps the best candidates of a segment.
pub(crate) struct Best {
    wanted: usize,
    pub(crate) held: Vec<Candidate>,
    /// Candidates below are no longer taken; equal ones are, because the order among them is not yet known.
    least: i64,
}

impl Best {
    pub(crate) fn new(wanted: usize) -> Best {
        Best { wanted, held: Vec::new(), least: i64::MIN }
    }

    /// Whether a candidate of this key may be among the best.
    pub(crate) fn takes(&self, key: i64) -> bool {
        key >= self.least
    }

    pub(crate) fn offer(&mut self, candidate: Candidate) {
        if !self.takes(candidate.key) {
            return;
        }
        self.held.push(candidate);
        // Room for as many again keeps the cost of selecting small.
        if self.held.len() >= self.wanted.saturating_mul(2).saturating_add(64) {
            self.select();
        }
    }

    pub(crate) fn select(&mut self) {
        if self.wanted == 0 {
            self.held.clear();
        } else if self.held.len() > self.wanted {
            // Within a segment documents are numbered in the order of their ids.
            self.held.select_nth_unstable_by(self.wanted - 1, |left, right| {
                right
                    .key
                    .cmp(&left.key)
                    .then(left.document.cmp(&right.document))
                    .then(left.ordinal.cmp(&right.ordinal))
            });
            self.held.truncate(self.wanted);
            self.least = self.held.iter().map(|candidate| candidate.key).min().unwrap_or(i64::MIN);
        }
    }
}

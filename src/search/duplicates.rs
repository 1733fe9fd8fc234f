//! An index becomes groups of documents that are the same text, or nearly.
//!
//! Most passages of the one repeat passages of the other, and the other way round: an extract is no duplicate of the
//! whole, nor are two pages that share a footer. Documents without a passage of five words are left out, because short ones
//! are the same without being copies.

use crate::error::Result;
use crate::index::manifest::read_error;
use crate::index::{Index, Stored, StoredDocument};
use crate::search::days::Days;
use crate::search::likeness;

/// Documents that are the same text, or nearly.
#[derive(Debug, Clone)]
pub struct DuplicateGroup {
    /// The oldest first, undated ones last; each is compared with the first.
    pub documents: Vec<Duplicate>,
}

/// A document of a group.
#[derive(Debug, Clone)]
pub struct Duplicate {
    /// The document.
    pub document: StoredDocument,
    /// How many passages it has.
    pub passages: usize,
    /// Which part of its passages and of those of the first document repeat each other, from 0.5 to 1.
    pub shared: f64,
    /// Whether it is the first document's text, word for word.
    pub is_same: bool,
}

/// The groups of an index.
#[derive(Debug, Clone, Default)]
pub struct Duplicates {
    /// The largest first.
    pub groups: Vec<DuplicateGroup>,
    /// How many there are, whatever the limit.
    pub total_groups: usize,
    /// Documents that repeat the first one of their group.
    pub total_repeats: usize,
}

/// What is known of a document before it is read from the store.
struct Known {
    id: String,
    day: i64,
    sketches: Vec<u64>,
}

/// Finds documents that are the same text, or nearly; at most so many groups.
///
/// # Errors
/// [`crate::error::Error::ReadIndex`] when the index is damaged.
pub fn duplicates(index: &Index, limit: usize) -> Result<Duplicates> {
    let mut documents = documents(index)?;
    documents.sort_by(|left, right| left.day.cmp(&right.day).then_with(|| left.id.cmp(&right.id)));
    let sketches: Vec<Vec<u64>> =
        documents.iter_mut().map(|known| std::mem::take(&mut known.sketches)).collect();
    let mut groups = likeness::groups(&sketches);
    // The order among those of one size is that of their first documents.
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    let mut found = Duplicates {
        total_groups: groups.len(),
        total_repeats: groups.iter().map(|group| group.len() - 1).sum(),
        groups: Vec::new(),
    };
    for group in groups.iter().take(limit) {
        let mut first: Option<Vec<String>> = None;
        let mut members = Vec::with_capacity(group.len());
        for member in group {
            let passages = index.passages(&documents[member.document].id)?;
            let words = words(&passages);
            let is_same = first.get_or_insert_with(|| words.clone()) == &words;
            let document =
                passages.first().map(|stored| StoredDocument::clone(&stored.document)).unwrap_or_default();
            members.push(Duplicate { document, passages: passages.len(), shared: member.shared, is_same });
        }
        // Only now is it known which of those that share all are the same to the letter.
        members.sort_by_key(|member| !member.is_same);
        found.groups.push(DuplicateGroup { documents: members });
    }
    Ok(found)
}

/// All documents with the sketches of their passages, in order.
fn documents(index: &Index) -> Result<Vec<Known>> {
    let failed = |error: tantivy::TantivyError| read_error(index.folder(), error);
    let mut all = Vec::new();
    for segment in index.segments() {
        let columns = segment.fast_fields();
        let Some(ids) = columns.str("document").map_err(failed)? else { continue };
        let sketches = columns.u64("sketch").map_err(failed)?;
        let days = Days::of(segment).map_err(failed)?;
        // The passages of a document never lie in two segments.
        let mut own: Vec<Option<Known>> = Vec::new();
        own.resize_with(ids.num_terms(), || None);
        for doc in segment.doc_ids_alive() {
            let Some(number) = ids.ords().first(doc) else { continue };
            let known = own[number as usize].get_or_insert_with(|| Known {
                id: String::new(),
                day: days.get(doc).map_or(i64::MAX, |(first, _)| first),
                sketches: Vec::new(),
            });
            known.sketches.push(sketches.first(doc).unwrap_or(0));
        }
        for (number, known) in own.into_iter().enumerate() {
            let Some(mut known) = known else { continue };
            ids.ord_to_str(number as u64, &mut known.id)
                .map_err(|error| read_error(index.folder(), error))?;
            all.push(known);
        }
    }
    Ok(all)
}

/// The words of a document's passages, whatever blanks stand between them.
fn words(passages: &[Stored]) -> Vec<String> {
    let words = |stored: &Stored| stored.text.split_whitespace().collect::<Vec<_>>().join(" ");
    passages.iter().map(words).collect()
}

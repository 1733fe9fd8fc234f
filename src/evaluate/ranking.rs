//! Hits become a ranking of documents, as a program that scores runs would read them.
//!
//! Between `gnlc search --format trec` and our own figures nothing may differ. A run carries scores
//! of six digits, and programs that score one sort it anew: by these scores, equal ones by the
//! document's id, highest first. What a run looks like is therefore told here, to both.

use crate::search::Hit;

/// An id as a run writes it: the form has no quoting, so a blank is written as in an address.
pub(crate) fn column(id: &str) -> String {
    id.replace(char::is_whitespace, "%20")
}

/// A score as a run writes it.
pub(crate) fn written(score: f32) -> String {
    format!("{score:.6}")
}

/// Ids of the documents found, best first, each once.
pub(crate) fn ranking(hits: &[Hit]) -> Vec<String> {
    ranked(hits.iter().map(|hit| (hit.score, hit.stored.document.id.as_str())))
}

fn ranked<'a>(found: impl Iterator<Item = (f32, &'a str)>) -> Vec<String> {
    let mut rows: Vec<(f64, String)> =
        found.map(|(score, id)| (written(score).parse().unwrap_or_default(), column(id))).collect();
    rows.sort_by(|left, right| right.0.total_cmp(&left.0).then_with(|| right.1.cmp(&left.1)));
    let mut ids: Vec<String> = Vec::with_capacity(rows.len());
    for (_, id) in rows {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_equal_as_written_are_ordered_by_id_highest_first() {
        let found = [(2.000_000_2, "a"), (2.0, "b"), (2.5, "c d"), (1.0, "é"), (1.0, "z")];
        assert_eq!(ranked(found.into_iter()), ["c%20d", "b", "a", "é", "z"]);
    }

    #[test]
    fn a_document_counts_where_it_stands_first() {
        assert_eq!(ranked([(3.0, "a"), (2.0, "b"), (1.0, "a")].into_iter()), ["a", "b"]);
    }
}

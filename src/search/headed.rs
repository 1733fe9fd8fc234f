//! What of a passage's words stands in its title and headings.
//!
//! These are indexed among the words of the passage, behind its text, and a column says where they begin: streams of
//! their own took a fifth of all postings, and a weight of its own for them is worth little (nDCG@10 .8718, .8712 without).
//! So a question for `title:` reads places, which it alone pays for.

use tantivy::columnar::Column;
use tantivy::postings::{Postings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, TERMINATED};

use crate::error::Result;
use crate::index::manifest::read_error;
use crate::search::bits::Bits;
use crate::search::execute::Execution;
use crate::search::plan::Match;

impl Execution<'_> {
    /// The passages whose title or headings hold what a term, a phrase or a pattern finds.
    pub(crate) fn headed(&self, wanted: &Match, bits: &mut Bits) -> Result<()> {
        let heads = self.segment.fast_fields().u64("head_at");
        let heads = heads.map_err(|error| read_error(self.index.folder(), error))?;
        let mut hold = |field: Field, info: &TermInfo| self.in_heads(field, info, &heads, bits);
        match wanted {
            Match::Term(field, term) => self.info(*field, term)?.map_or(Ok(()), |info| hold(*field, &info)),
            Match::Prefix(field, prefix) => self.prefix(*field, prefix, |info| hold(*field, info)),
            Match::Fuzzy(field, word, distance) => {
                let mut words = Vec::new();
                self.near_words(*field, word, *distance, |near, _| words.push(near.to_owned()))?;
                for near in words {
                    if let Some(info) = self.info(*field, &near)? {
                        hold(*field, &info)?;
                    }
                }
                Ok(())
            }
            Match::Phrase(field, terms, slop) => self.rows_in_heads(*field, terms, *slop, &heads, bits),
            // The planner asks for nothing else.
            _ => Ok(()),
        }
    }

    /// Those of a list that hold it there.
    fn in_heads(&self, field: Field, info: &TermInfo, heads: &Column<u64>, bits: &mut Bits) -> Result<()> {
        let inverted = self.segment.inverted_index(field);
        let inverted = inverted.map_err(|error| read_error(self.index.folder(), error))?;
        let postings = inverted.read_postings_from_terminfo(info, IndexRecordOption::WithFreqsAndPositions);
        let mut postings = postings.map_err(|error| read_error(self.index.folder(), error))?;
        let mut places = Vec::new();
        let mut doc = postings.doc();
        while doc != TERMINATED {
            postings.positions(&mut places);
            if places.last().is_some_and(|last| in_head(*last, heads, doc)) {
                bits.insert(doc);
            }
            doc = postings.advance();
        }
        Ok(())
    }

    /// The passages that hold some terms in a row there. A row never reaches from the text into them.
    fn rows_in_heads(
        &self,
        field: Field,
        terms: &[(usize, String)],
        slop: u32,
        heads: &Column<u64>,
        bits: &mut Bits,
    ) -> Result<()> {
        let held = self.found(&Match::Phrase(field, terms.to_vec(), slop))?;
        let docs: Vec<u32> = held.iter().collect();
        let mut rows: Vec<Vec<Vec<i64>>> = vec![Vec::new(); docs.len()];
        for (offset, term) in terms {
            let placed = self.places(field, term, &docs)?;
            for ((row, places), doc) in rows.iter_mut().zip(placed).zip(&docs) {
                let places = places.into_iter().filter(|place| in_head(*place, heads, *doc));
                row.push(places.map(|place| i64::from(place) - *offset as i64).collect());
            }
        }
        let rows = rows.iter().zip(&docs).filter(|(row, _)| is_row(row, u64::from(slop)));
        rows.for_each(|(_, doc)| bits.insert(*doc));
        Ok(())
    }

    /// Where a term stands in each of some passages, which are in their order.
    pub(crate) fn places(&self, field: Field, term: &str, docs: &[u32]) -> Result<Vec<Vec<u32>>> {
        let mut placed: Vec<Vec<u32>> = vec![Vec::new(); docs.len()];
        let Some(info) = self.info(field, term)? else { return Ok(placed) };
        let inverted = self.segment.inverted_index(field);
        let inverted = inverted.map_err(|error| read_error(self.index.folder(), error))?;
        let postings = inverted.read_postings_from_terminfo(&info, IndexRecordOption::WithFreqsAndPositions);
        let mut postings = postings.map_err(|error| read_error(self.index.folder(), error))?;
        for (doc, placed) in docs.iter().zip(&mut placed) {
            if postings.doc() < *doc {
                postings.seek(*doc);
            }
            if postings.doc() == *doc {
                postings.positions(placed);
            }
        }
        Ok(placed)
    }
}

/// Whether a place of a passage is in its title or headings.
fn in_head(place: u32, heads: &Column<u64>, doc: u32) -> bool {
    heads.first(doc).is_some_and(|head| u64::from(place) >= head)
}

/// Whether one place of each term can be taken, each less where it stands in the row, so that they differ by no more
/// than `slop` in all.
fn is_row(terms: &[Vec<i64>], slop: u64) -> bool {
    let Some((first, rest)) = terms.split_first() else { return false };
    let mut reached: Vec<(i64, u64)> = first.iter().map(|place| (*place, 0)).collect();
    for places in rest {
        let least = |place: &i64| reached.iter().map(|(before, used)| used + before.abs_diff(*place)).min();
        let next = places.iter().filter_map(|place| Some((*place, least(place)?)));
        reached = next.filter(|(_, used)| *used <= slop).collect();
    }
    !reached.is_empty()
}

#[cfg(test)]
mod tests {
    use super::is_row;

    #[test]
    fn places_make_a_row_within_the_slop_in_all() {
        assert!(is_row(&[vec![4, 9], vec![9], vec![2, 9]], 0));
        assert!(!is_row(&[vec![4, 9], vec![8]], 0));
        assert!(is_row(&[vec![4, 9], vec![8], vec![7]], 2));
        assert!(!is_row(&[vec![4, 9], vec![8], vec![7]], 1));
        assert!(!is_row(&[vec![4], vec![]], 9) && !is_row(&[], 9));
    }
}

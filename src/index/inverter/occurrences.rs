//! Terms in the order they are met become, term by term, the passages that hold them.
//!
//! A term is noted in four bytes when it is met; nothing else is touched. When the segment is written, all occurrences
//! are dealt out to their terms by counting (Knuth, The Art of Computer Programming 3, 5.2, algorithm D), some
//! millions at a time. Lists that grow term by term, as the engine keeps them, are in another place of memory at
//! every step.

use crate::index::inverter::distinct::Slot;

/// Bits of a note that tell how far the place is from the one before; the others are the term's number.
const STEP_BITS: u32 = 8;
/// A step that does not fit: the place itself follows.
const FAR: u32 = (1 << STEP_BITS) - 1;
/// The passage ends.
const END: u32 = u32::MAX;
/// A term whose number does not fit: the place follows, and then the number.
const LATE: u32 = (END >> STEP_BITS) - 1;
/// Notes that are kept in one piece; growing never copies the others.
const PIECE: usize = 1 << 16;
/// Occurrences that are dealt out at once, of eight bytes each: the notes are gone through again for every so many.
const AT_ONCE: usize = 1 << 20;
/// The place of a term whose turn it is not.
const NOT_NOW: u32 = u32::MAX;

/// Where a term stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Occurrence {
    pub(crate) passage: u32,
    pub(crate) position: u32,
}

/// The occurrences of the terms of one field.
#[derive(Default)]
pub(crate) struct Occurrences {
    pieces: Vec<Vec<u32>>,
    /// How often all terms were met.
    all: u64,
    /// The place of the last one in its passage.
    position: u32,
}

impl Occurrences {
    /// Notes a term of the passage that is being read. Places do not go back.
    pub(crate) fn note(&mut self, term: u32, position: u32) {
        let step = position - self.position;
        self.position = position;
        self.all += 1;
        let piece = self.piece();
        if step < FAR && term < LATE {
            piece.push(term << STEP_BITS | step);
        } else {
            piece.push(term.min(LATE) << STEP_BITS | FAR);
            piece.push(position);
            if term >= LATE {
                piece.push(term);
            }
        }
    }

    /// Ends the passage.
    pub(crate) fn end_passage(&mut self) {
        self.position = 0;
        self.piece().push(END);
    }

    /// The piece to go on with, which has room for the longest note.
    fn piece(&mut self) -> &mut Vec<u32> {
        if self.pieces.last().is_none_or(|piece| piece.len() + 3 > PIECE) {
            self.pieces.push(Vec::with_capacity(PIECE));
        }
        let last = self.pieces.len() - 1;
        &mut self.pieces[last]
    }

    /// How often all terms were met.
    pub(crate) fn all(&self) -> u64 {
        self.all
    }

    /// Bytes of memory.
    pub(crate) fn held(&self) -> usize {
        self.pieces.len() * PIECE * size_of::<u32>()
    }

    /// Hands over the occurrences of each term, in the given order of the terms; those of a term in theirs.
    pub(crate) fn each_term<E>(
        &self,
        order: &[&Slot],
        mut take: impl FnMut(&Slot, &[Occurrence]) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut places = vec![NOT_NOW; order.len()];
        let mut dealt: Vec<Occurrence> = Vec::new();
        let mut rest = order;
        while let Some(first) = rest.first() {
            let mut room = first.count as usize;
            let mut turn = 1;
            while let Some(term) = rest.get(turn)
                && room + term.count as usize <= AT_ONCE
            {
                room += term.count as usize;
                turn += 1;
            }
            let (now, later) = rest.split_at(turn);
            let mut place = 0;
            for term in now {
                places[term.number as usize] = place;
                place += term.count;
            }
            dealt.resize(room, Occurrence::default());
            self.deal_out(&mut places, &mut dealt);
            for term in now {
                let end = std::mem::replace(&mut places[term.number as usize], NOT_NOW);
                take(term, &dealt[(end - term.count) as usize..end as usize])?;
            }
            rest = later;
        }
        Ok(())
    }

    /// Writes every occurrence of the terms that have a place into it, and moves the place on.
    fn deal_out(&self, places: &mut [u32], dealt: &mut [Occurrence]) {
        let (mut passage, mut position) = (0, 0);
        for piece in &self.pieces {
            let mut notes = piece.iter();
            while let Some(&note) = notes.next() {
                if note == END {
                    passage += 1;
                    position = 0;
                    continue;
                }
                position = match note & FAR {
                    FAR => notes.next().copied().unwrap_or_default(),
                    step => position + step,
                };
                let term = match note >> STEP_BITS {
                    LATE => notes.next().copied().unwrap_or_default(),
                    term => term,
                };
                let place = &mut places[term as usize];
                if *place != NOT_NOW {
                    dealt[*place as usize] = Occurrence { passage, position };
                    *place += 1;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::{AT_ONCE, LATE, Occurrence, Occurrences, PIECE};
    use crate::index::inverter::distinct::DistinctTerms;

    /// Terms of passages, each so many places behind the one before; every occurrence by its term, as a map would hold
    /// them, and as they come back.
    fn expected_and_found(passages: &[Vec<(u32, u32)>]) -> [Vec<(Vec<u8>, Vec<Occurrence>)>; 2] {
        let mut expected: BTreeMap<Vec<u8>, Vec<Occurrence>> = BTreeMap::new();
        let (mut terms, mut occurrences) = (DistinctTerms::default(), Occurrences::default());
        for (passage, own) in (0..).zip(passages) {
            let mut position = 0;
            for (term, step) in own {
                position += step;
                let term = term.to_string().into_bytes();
                occurrences.note(terms.meet(&term), position);
                expected.entry(term).or_default().push(Occurrence { passage, position });
            }
            occurrences.end_passage();
        }
        let mut found = Vec::new();
        let taken: Result<(), ()> = occurrences.each_term(&terms.sorted(), |term, own| {
            found.push((terms.text(term).to_vec(), own.to_vec()));
            Ok(())
        });
        taken.unwrap();
        [expected.into_iter().collect(), found]
    }

    proptest! {
        #[test]
        fn every_occurrence_comes_back_under_its_term(
            passages in prop::collection::vec(
                prop::collection::vec((0u32..40, prop_oneof![0u32..4, 250u32..260, 0u32..1_000_000]), 0..60),
                0..40,
            )
        ) {
            let [expected, found] = expected_and_found(&passages);
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn more_than_fit_in_one_turn_and_one_piece_come_back_too() {
        let of_passage = |passage: u32| {
            // One passage in five stands far away from the one before.
            let far = if passage.is_multiple_of(5) { 300 } else { 1 };
            (0..20).flat_map(move |term| [(term, far), (term, 0)]).collect()
        };
        let passages: Vec<Vec<(u32, u32)>> = (0..60_000).map(of_passage).collect();
        assert!(passages.len() * 40 > AT_ONCE && AT_ONCE > 10 * PIECE);
        let [expected, found] = expected_and_found(&passages);
        assert!(found == expected);
    }

    #[test]
    fn terms_with_late_numbers_are_noted_too() {
        let mut occurrences = Occurrences::default();
        let terms = [LATE - 1, LATE, LATE + 1, LATE];
        for (term, position) in terms.into_iter().zip([1, 2, 300, 301]) {
            occurrences.note(term, position);
        }
        occurrences.end_passage();
        let mut places = vec![super::NOT_NOW; LATE as usize + 2];
        for (term, place) in [(LATE - 1, 0), (LATE, 1), (LATE + 1, 3)] {
            places[term as usize] = place;
        }
        let mut dealt = [Occurrence::default(); 4];
        occurrences.deal_out(&mut places, &mut dealt);
        assert_eq!(dealt.map(|occurrence| occurrence.position), [1, 2, 301, 300]);
    }
}

//! Terms in the order they are met become, term by term, the passages that hold them.
//!
//! A term is noted in four bytes when it is met; nothing else is touched. When the segment is written, all occurrences
//! are dealt out to their terms by counting (Knuth, The Art of Computer Programming 3, 5.2, algorithm D), some
//! millions at a time. Lists that grow term by term, as the engine keeps them, are in another place of memory at
//! every step.

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
const AT_ONCE: usize = 2 << 20;
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
    /// How often each term was met.
    counts: Vec<u32>,
    /// How often all were met.
    all: u64,
    /// The place of the last one in its passage.
    position: u32,
}

impl Occurrences {
    /// Notes a term of the passage that is being read. Places do not go back.
    pub(crate) fn note(&mut self, term: u32, position: u32) {
        let step = position - self.position;
        self.position = position;
        if let Some(count) = self.counts.get_mut(term as usize) {
            *count += 1;
        } else {
            self.counts.resize(term as usize, 0);
            self.counts.push(1);
        }
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
        (self.pieces.len() * PIECE + self.counts.capacity()) * size_of::<u32>()
    }

    /// Hands over the occurrences of each of some terms, in the given order of the terms; those of a term in theirs.
    pub(crate) fn each_term<E>(
        &self,
        order: &[u32],
        mut take: impl FnMut(u32, &[Occurrence]) -> Result<(), E>,
    ) -> Result<(), E> {
        let count = |term: u32| self.counts[term as usize] as usize;
        let mut places = vec![NOT_NOW; self.counts.len()];
        let mut dealt: Vec<Occurrence> = Vec::new();
        let mut rest = order;
        while let Some(first) = rest.first() {
            let mut room = count(*first);
            let mut turn = 1;
            while let Some(term) = rest.get(turn)
                && room + count(*term) <= AT_ONCE
            {
                room += count(*term);
                turn += 1;
            }
            let (now, later) = rest.split_at(turn);
            let mut place = 0;
            for term in now {
                places[*term as usize] = place as u32;
                place += count(*term);
            }
            dealt.resize(room, Occurrence::default());
            self.deal_out(&mut places, &mut dealt);
            for term in now {
                let end = std::mem::replace(&mut places[*term as usize], NOT_NOW) as usize;
                take(*term, &dealt[end - count(*term)..end])?;
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

    /// Every occurrence by its term, as a map would hold them.
    fn expected(passages: &[Vec<(u32, u32)>]) -> BTreeMap<u32, Vec<Occurrence>> {
        let mut expected: BTreeMap<u32, Vec<Occurrence>> = BTreeMap::new();
        for (passage, terms) in (0..).zip(passages) {
            let mut position = 0;
            for (term, step) in terms {
                position += step;
                expected.entry(*term).or_default().push(Occurrence { passage, position });
            }
        }
        expected
    }

    fn noted(passages: &[Vec<(u32, u32)>]) -> Occurrences {
        let mut occurrences = Occurrences::default();
        for terms in passages {
            let mut position = 0;
            for (term, step) in terms {
                position += step;
                occurrences.note(*term, position);
            }
            occurrences.end_passage();
        }
        occurrences
    }

    fn found(occurrences: &Occurrences, order: &[u32]) -> Vec<(u32, Vec<Occurrence>)> {
        let mut found = Vec::new();
        let taken: Result<(), ()> = occurrences.each_term(order, |term, own| {
            found.push((term, own.to_vec()));
            Ok(())
        });
        taken.unwrap();
        found
    }

    proptest! {
        #[test]
        fn every_occurrence_comes_back_under_its_term(
            passages in prop::collection::vec(
                prop::collection::vec((0u32..40, prop_oneof![0u32..4, 250u32..260, 0u32..1_000_000]), 0..60),
                0..40,
            )
        ) {
            let expected = expected(&passages);
            let order: Vec<u32> = expected.keys().rev().copied().collect();
            let found = found(&noted(&passages), &order);
            prop_assert_eq!(found, expected.into_iter().rev().collect::<Vec<_>>());
        }
    }

    #[test]
    fn terms_with_late_numbers_are_noted_too() {
        let passages = vec![vec![(LATE - 1, 1), (LATE, 2), (LATE + 1, 0)], vec![(LATE + 1, 300)]];
        let found = found(&noted(&passages), &[LATE + 1, LATE - 1, LATE]);
        let mut expected = expected(&passages);
        let expected: Vec<_> =
            [LATE + 1, LATE - 1, LATE].map(|term| (term, expected.remove(&term).unwrap())).into();
        assert_eq!(found, expected);
    }

    #[test]
    fn more_than_fit_in_one_turn_and_one_piece_come_back_too() {
        let terms = AT_ONCE as u32 / 40_000 + 2;
        let mut occurrences = Occurrences::default();
        for passage in 0..20_000 {
            for term in 0..terms {
                // One passage in five stands far away from the one before.
                let place = term * if passage % 5 == 0 { 300 } else { 1 };
                occurrences.note(term, place);
                occurrences.note(term, place);
            }
            occurrences.end_passage();
        }
        assert!(occurrences.all() > AT_ONCE as u64 && occurrences.pieces.len() > AT_ONCE / PIECE);
        let order: Vec<u32> = (0..terms).collect();
        let found = found(&occurrences, &order);
        assert_eq!(found.len() as u32, terms);
        for (term, own) in found {
            assert_eq!(own.len(), 40_000);
            for (number, pair) in (0..).zip(own.chunks(2)) {
                let position = term * if number % 5 == 0 { 300 } else { 1 };
                assert_eq!(pair, [Occurrence { passage: number, position }; 2]);
            }
        }
    }
}

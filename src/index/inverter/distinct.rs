//! Terms become numbers, in the order they are first met.

use std::hash::Hasher;

use hashbrown::HashTable;
use rustc_hash::FxHasher;

/// The distinct terms of one field of a segment.
#[derive(Default)]
pub(crate) struct DistinctTerms {
    slots: HashTable<Slot>,
    /// All terms behind each other.
    bytes: Vec<u8>,
}

/// All that is asked for when a term is met again, side by side: each other place of memory would be waited for.
pub(crate) struct Slot {
    pub(crate) number: u32,
    /// Where it stands among the bytes.
    start: u32,
    length: u32,
    /// How often it was met.
    pub(crate) count: u32,
}

impl Slot {
    fn text<'a>(&self, bytes: &'a [u8]) -> &'a [u8] {
        let start = self.start as usize;
        &bytes[start..start + self.length as usize]
    }
}

impl DistinctTerms {
    /// The number of a term that was met, a new one where it was not met before.
    pub(crate) fn meet(&mut self, term: &[u8]) -> u32 {
        let DistinctTerms { slots, bytes } = self;
        let own_hash = hash(term);
        if let Some(slot) = slots.find_mut(own_hash, |slot| slot.text(bytes) == term) {
            slot.count += 1;
            return slot.number;
        }
        let number = slots.len() as u32;
        let slot = Slot { number, start: bytes.len() as u32, length: term.len() as u32, count: 1 };
        bytes.extend_from_slice(term);
        slots.insert_unique(own_hash, slot, |slot| hash(slot.text(bytes)));
        number
    }

    /// All terms, in the order of their bytes.
    pub(crate) fn sorted(&self) -> Vec<&Slot> {
        // Most comparisons end within the first eight bytes, which lie side by side here.
        let mut terms: Vec<(u64, &Slot)> =
            self.slots.iter().map(|slot| (beginning(self.text(slot)), slot)).collect();
        terms.sort_unstable_by(|(left, one), (right, other)| {
            left.cmp(right).then_with(|| self.text(one).cmp(self.text(other)))
        });
        terms.into_iter().map(|(_, slot)| slot).collect()
    }

    /// The bytes of a term.
    pub(crate) fn text(&self, slot: &Slot) -> &[u8] {
        slot.text(&self.bytes)
    }

    /// Bytes of memory.
    pub(crate) fn held(&self) -> usize {
        self.slots.allocation_size() + self.bytes.capacity()
    }
}

fn hash(term: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(term);
    hasher.finish()
}

/// The first eight bytes as a number that sorts as they do; what is shorter sorts as if it went on with zeros.
fn beginning(term: &[u8]) -> u64 {
    let mut eight = [0; 8];
    let some = term.len().min(8);
    eight[..some].copy_from_slice(&term[..some]);
    u64::from_be_bytes(eight)
}

#[cfg(test)]
mod tests {
    use super::DistinctTerms;

    #[test]
    fn a_term_keeps_its_number_and_terms_are_sorted_and_counted() {
        let mut terms = DistinctTerms::default();
        let words =
            ["learning", "city", "learn", "学习", "learning cities", "", "city\0", "learning citizens"];
        let numbers: Vec<u32> = words.iter().map(|word| terms.meet(word.as_bytes())).collect();
        assert_eq!(numbers, [0, 1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(terms.meet("学习".as_bytes()), 3);
        for filler in 0..10_000 {
            terms.meet(format!("filler {filler}").as_bytes());
        }
        assert_eq!(terms.meet(b"learn"), 2, "found in a table that grew");
        let mut expected: Vec<(&[u8], u32, u32)> = (0..)
            .zip(words)
            .map(|(number, word)| (word.as_bytes(), number, if [2, 3].contains(&number) { 2 } else { 1 }))
            .collect();
        expected.sort();
        let sorted = terms.sorted();
        assert_eq!(sorted.len(), 10_008);
        let of_words = sorted.into_iter().filter(|slot| slot.number < 8);
        assert!(of_words.map(|slot| (terms.text(slot), slot.number, slot.count)).eq(expected));
    }
}

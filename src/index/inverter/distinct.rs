//! Terms become numbers, in the order they are first met.

use std::hash::Hasher;

use hashbrown::HashTable;
use rustc_hash::FxHasher;

/// The distinct terms of one field of a segment.
#[derive(Default)]
pub(crate) struct DistinctTerms {
    numbers: HashTable<u32>,
    /// All terms behind each other.
    bytes: Vec<u8>,
    /// Where each ends.
    ends: Vec<u32>,
}

impl DistinctTerms {
    /// The number of a term, a new one where it was not met before.
    pub(crate) fn number(&mut self, term: &[u8]) -> u32 {
        let DistinctTerms { numbers, bytes, ends } = self;
        let own_hash = hash(term);
        if let Some(number) = numbers.find(own_hash, |number| text(bytes, ends, *number) == term) {
            return *number;
        }
        let number = ends.len() as u32;
        bytes.extend_from_slice(term);
        ends.push(bytes.len() as u32);
        numbers.insert_unique(own_hash, number, |number| hash(text(bytes, ends, *number)));
        number
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The term with a number.
    pub(crate) fn text(&self, number: u32) -> &[u8] {
        text(&self.bytes, &self.ends, number)
    }

    /// All numbers, in the order of the bytes of their terms.
    pub(crate) fn sorted(&self) -> Vec<u32> {
        // Most comparisons end within the first eight bytes, which lie side by side here.
        let mut begun: Vec<(u64, u32)> =
            (0..self.len() as u32).map(|number| (beginning(self.text(number)), number)).collect();
        begun.sort_unstable_by(|(left, one), (right, other)| {
            left.cmp(right).then_with(|| self.text(*one).cmp(self.text(*other)))
        });
        begun.into_iter().map(|(_, number)| number).collect()
    }

    /// Bytes of memory.
    pub(crate) fn held(&self) -> usize {
        self.numbers.allocation_size() + self.bytes.capacity() + size_of_val(self.ends.as_slice())
    }
}

fn text<'a>(bytes: &'a [u8], ends: &[u32], number: u32) -> &'a [u8] {
    let number = number as usize;
    let start = number.checked_sub(1).map_or(0, |before| ends[before]);
    &bytes[start as usize..ends[number] as usize]
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
    fn a_term_keeps_its_number_and_numbers_sort_by_their_terms() {
        let mut terms = DistinctTerms::default();
        let words = ["learning", "city", "learn", "学习", "learning cities", "", "city\0", "learning citizens"];
        let numbers: Vec<u32> = words.iter().map(|word| terms.number(word.as_bytes())).collect();
        assert_eq!(numbers, [0, 1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(terms.number("学习".as_bytes()), 3);
        for filler in 0..10_000 {
            terms.number(format!("filler {filler}").as_bytes());
        }
        assert_eq!(terms.number(b"learn"), 2, "found in a table that grew");
        let mut sorted = words.map(str::as_bytes).to_vec();
        sorted.sort();
        let of_words = terms.sorted().into_iter().filter(|number| *number < 8);
        assert!(of_words.map(|number| terms.text(number)).eq(sorted));
    }
}

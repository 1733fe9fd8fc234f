//! A set of passages of one segment.

/// Which passages of a segment belong to a set, one bit each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bits {
    words: Vec<u64>,
    size: u32,
}

impl Bits {
    /// No passage of `size`.
    pub(crate) fn none(size: u32) -> Bits {
        Bits { words: vec![0; size.div_ceil(64) as usize], size }
    }

    /// Every passage of `size`.
    pub(crate) fn all(size: u32) -> Bits {
        let mut bits = Bits { words: vec![u64::MAX; size.div_ceil(64) as usize], size };
        bits.trim();
        bits
    }

    /// Bits behind the last passage stay clear, so that counting and complementing are right.
    fn trim(&mut self) {
        if let (Some(last), rest @ 1..) = (self.words.last_mut(), self.size % 64) {
            *last &= (1 << rest) - 1;
        }
    }

    pub(crate) fn insert(&mut self, doc: u32) {
        self.words[doc as usize / 64] |= 1 << (doc % 64);
    }

    pub(crate) fn contains(&self, doc: u32) -> bool {
        self.words[doc as usize / 64] & (1 << (doc % 64)) != 0
    }

    pub(crate) fn join(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(own, other)| *own |= other);
    }

    pub(crate) fn meet(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(own, other)| *own &= other);
    }

    pub(crate) fn without(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(own, other)| *own &= !other);
    }

    pub(crate) fn count(&self) -> u64 {
        self.words.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// Its passages in order, with the place of each among them.
    pub(crate) fn listed(self) -> Listed {
        let mut docs = Vec::new();
        let before = self.words.iter().enumerate().map(|(place, word)| {
            let before = docs.len() as u32;
            let mut rest = *word;
            while rest != 0 {
                docs.push(place as u32 * 64 + rest.trailing_zeros());
                rest &= rest - 1;
            }
            before
        });
        let before = before.collect();
        Listed { docs, before, bits: self }
    }

    /// Its passages in ascending order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().enumerate().flat_map(|(place, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let bit = (rest != 0).then(|| rest.trailing_zeros())?;
                rest &= rest - 1;
                Some(place as u32 * 64 + bit)
            })
        })
    }
}

/// A set whose passages can be walked through, and found among each other.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) bits: Bits,
    /// Its passages in ascending order.
    pub(crate) docs: Vec<u32>,
    /// For each word of bits, how many passages stand before its own.
    before: Vec<u32>,
}

impl Listed {
    /// The place of a passage of the set among the others, or that of the next one.
    pub(crate) fn place(&self, doc: u32) -> u32 {
        let place = doc as usize / 64;
        let before = self.bits.words[place] & ((1u64 << (doc % 64)) - 1);
        self.before[place] + before.count_ones()
    }
}

#[cfg(test)]
mod tests {
    use super::Bits;

    #[test]
    fn a_passage_is_found_at_its_place() {
        let mut some = Bits::none(200);
        [3, 63, 64, 130, 199].into_iter().for_each(|doc| some.insert(doc));
        let listed = some.listed();
        assert_eq!(listed.docs, [3, 63, 64, 130, 199]);
        assert_eq!([3, 63, 64, 130, 199].map(|doc| listed.place(doc)), [0, 1, 2, 3, 4]);
        assert_eq!([0, 62, 65, 198].map(|doc| listed.place(doc)), [0, 1, 3, 4]);
    }

    #[test]
    fn sets_join_meet_and_subtract() {
        let mut odd = Bits::none(130);
        (1..130).step_by(2).for_each(|doc| odd.insert(doc));
        let mut rest = Bits::all(130);
        assert_eq!(rest.iter().count(), 130);
        rest.without(&odd);
        assert_eq!(rest.iter().take(3).collect::<Vec<_>>(), [0, 2, 4]);
        assert_eq!(rest.iter().last(), Some(128));
        let mut both = rest.clone();
        both.meet(&odd);
        assert!(both.is_empty());
        rest.join(&odd);
        assert_eq!(rest, Bits::all(130));
        assert!(odd.contains(129) && !odd.contains(128));
    }
}

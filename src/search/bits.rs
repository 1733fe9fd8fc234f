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

#[cfg(test)]
mod tests {
    use super::Bits;

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

//! A passage's words become a Sketch: 64 bits that near-repeats share almost all of.
//!
//! Source: Charikar, *Similarity estimation techniques from rounding algorithms*, 2002 (SimHash), over
//! rows of three words. A release that stands on several sites differs in a word or a number, not more.

use crate::analysis::Tokens;

/// Words in a row that are hashed together.
const ROW: usize = 3;
/// Shorter passages ("Contact us") repeat without being repeats.
const FEWEST: usize = 5;
/// Below this many words one changed word changes too many bits to tell a repeat from another text.
const LONG: usize = 40;
/// Bits in which two long repeats may differ.
const APART: u32 = 6;

/// The sketch of a passage's words as written; 0 for one too short to have a repeat. The lowest bit
/// says whether it is long.
pub(crate) fn sketch(words: &Tokens) -> u64 {
    let terms: Vec<&str> = words.terms().collect();
    if terms.len() < FEWEST {
        return 0;
    }
    let mut sums = Sums::new();
    for row in terms.windows(ROW) {
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        for term in row {
            term.bytes().for_each(|byte| hash = step(hash, byte));
            hash = step(hash, 0);
        }
        // FNV leaves the high bits weak; this is the finisher of MurmurHash3.
        let hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        sums.add(hash ^ (hash >> 33));
    }
    let bits = sums.majority();
    (bits & !1) | u64::from(terms.len() >= LONG)
}

/// FNV-1a.
fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

/// How often each of 64 bits was set.
///
/// Eight counters of eight bits share a word, which spares seven additions of eight; before one of them could overflow they
/// are added to the large ones.
struct Sums {
    /// Of word `n` the byte `m` counts bit `8 m + n`.
    small: [u64; 8],
    added: u32,
    large: [u32; 64],
    all: u32,
}

impl Sums {
    fn new() -> Sums {
        Sums { small: [0; 8], added: 0, large: [0; 64], all: 0 }
    }

    fn add(&mut self, hash: u64) {
        const LOWEST: u64 = 0x0101_0101_0101_0101;
        for (bit, counters) in self.small.iter_mut().enumerate() {
            *counters += (hash >> bit) & LOWEST;
        }
        self.added += 1;
        if self.added == u32::from(u8::MAX) {
            self.flush();
        }
    }

    fn flush(&mut self) {
        for (bit, counters) in self.small.iter_mut().enumerate() {
            for (place, count) in counters.to_le_bytes().into_iter().enumerate() {
                self.large[8 * place + bit] += u32::from(count);
            }
            *counters = 0;
        }
        self.all += std::mem::take(&mut self.added);
    }

    /// The bits that were set more often than not.
    fn majority(mut self) -> u64 {
        self.flush();
        let is_set = |count: u32| u64::from(2 * count > self.all);
        self.large.iter().enumerate().fold(0, |bits, (bit, count)| bits | (is_set(*count) << bit))
    }
}

/// Whether two sketches are those of one text, but for a few words.
pub(crate) fn is_repeat(one: u64, other: u64) -> bool {
    let both_long = one & other & 1 == 1;
    one != 0 && other != 0 && (one == other || both_long && (one ^ other).count_ones() <= APART)
}

#[cfg(test)]
mod tests {
    use super::{Sums, is_repeat, sketch};
    use crate::analysis::{language::by_code, tokens};

    fn of(text: &str) -> u64 {
        sketch(&tokens(text, by_code("en").unwrap()).exact)
    }

    const RELEASE: &str = "The network welcomes 54 cities this autumn. Their mayors signed the charter in \
        a short ceremony that was held online, because nobody could travel. Each city will report \
        after two years on evening classes, on libraries and on what its neighbours taught one another. \
        A jury of five read the applications in July and asked a dozen towns to try again next year.";

    #[test]
    fn the_majority_decides_beyond_what_a_byte_counts() {
        let mut sums = Sums::new();
        (0..700).for_each(|number| sums.add(if number % 3 == 0 { 1 << 63 | 1 } else { 1 << 62 | 1 }));
        assert_eq!(sums.majority(), 1 << 62 | 1);
    }

    #[test]
    fn a_release_with_another_number_is_a_repeat_and_another_text_is_none() {
        assert!(is_repeat(of(RELEASE), of(&RELEASE.replace("54", "55"))));
        assert!(is_repeat(of(RELEASE), of(&RELEASE.to_uppercase())));
        let half = &RELEASE[..RELEASE.len() / 2];
        assert!(!is_repeat(of(RELEASE), of(half)));
        assert!(!is_repeat(of(RELEASE), of(&RELEASE.split(' ').rev().collect::<Vec<_>>().join(" "))));
    }

    #[test]
    fn short_texts_repeat_only_word_for_word() {
        assert!(is_repeat(
            of("Ireland: Cork, Limerick, Dublin, Belfast"),
            of("IRELAND Cork Limerick Dublin Belfast")
        ));
        assert!(!is_repeat(
            of("Ireland: Cork, Limerick, Dublin, Belfast"),
            of("Ireland: Cork, Limerick, Dublin")
        ));
        assert!(!is_repeat(of("Contact us"), of("Contact us")));
    }
}

//! Segments become the spellings of an index: its different words, and which grams are in them.
//!
//! Grams of every passage would be two of five terms of the index, and most of what a question reads. A few million
//! different words are all there are in a large index, so a run gathers these once, when all of its segments are
//! there; a question's word finds its neighbours among them, and the neighbours' own postings say where they stand.
//! Ranked so, answers are as good (nDCG@10 .8716 by grams of the passages).
//!
//! Words are numbered from the shortest to the longest, equally long ones by the alphabet. The file holds:
//!
//! | part | what |
//! |---|---|
//! | header | five numbers: words, blocks of words, bytes of these, grams, bytes of their lists |
//! | places of blocks | where each of them begins |
//! | blocks | [`BLOCK`] words: bytes shared with the word before, bytes of the rest (each one byte), the rest |
//! | grams | in the order of their hashes: hash, where its list ends |
//! | lists | passages that hold the words with it, a word counted each time; the numbers of these words, each as its distance from the one before; all in bytes of seven bits |
//!
//! All numbers but the last are little endian, four bytes each.

use std::cell::RefCell;
use std::ops::RangeInclusive;
use std::path::Path;

use tantivy::Searcher;
use tantivy::directory::OwnedBytes;
use tantivy::schema::Field;

use crate::error::Result;
use crate::index::files::{self, Damage};
use crate::index::manifest::read_error;
use crate::index::spellings::gather::gathered;

mod gather;

pub(crate) use gather::{write, write_none};

/// Words that are kept one behind the other, each as what differs from the one before.
const BLOCK: usize = 16;
/// Bytes of the header.
const HEADER: usize = 20;
/// Bytes of an entry of the table of grams.
const ENTRY: usize = 8;
/// Of a longer word so many grams are looked at: each of them is a bit.
const MOST_GRAMS: usize = 32;

/// The spellings of an index, as a run kept them.
pub(crate) struct Spellings {
    bytes: OwnedBytes,
    words: usize,
    blocks: usize,
    block_bytes: usize,
    grams: usize,
}

/// A word that shares grams with another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Neighbour {
    pub(crate) word: String,
    /// Which of the grams it holds, the first in the lowest bit.
    pub(crate) shared: u32,
}

/// What words hold one gram.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Holders<'a> {
    list: &'a [u8],
    /// Passages that hold any of them, where a passage with two of them counts twice.
    pub(crate) passages: u32,
}

thread_local! {
    /// Which grams of a question's word each word holds; all of it is 0 between two questions.
    static SHARED: RefCell<Vec<u32>> = const { RefCell::new(Vec::new()) };
}

impl Spellings {
    /// Takes what [`write`] wrote; nothing where it cannot have been that.
    pub(crate) fn from_bytes(bytes: OwnedBytes) -> Option<Spellings> {
        let part = |place: usize| number(&bytes, place * 4);
        let (words, blocks, block_bytes) = (part(0)?, part(1)?, part(2)?);
        let (grams, list_bytes) = (part(3)?, part(4)?);
        let size = HEADER + blocks * 4 + block_bytes + grams * ENTRY + list_bytes;
        let whole = bytes.len() == size && words.div_ceil(BLOCK) == blocks;
        whole.then_some(Spellings { words, blocks, block_bytes, grams, bytes })
    }

    /// Gathers those of a field's words, and keeps them nowhere.
    pub(crate) fn gather(folder: &Path, searcher: &Searcher, field: Field) -> Result<Spellings> {
        let bytes = OwnedBytes::new(gathered(folder, searcher, field)?);
        Spellings::from_bytes(bytes).ok_or_else(|| read_error(folder, "the words of the index are too many"))
    }

    /// The words that hold a gram.
    pub(crate) fn holders(&self, gram: &str) -> Option<Holders<'_>> {
        let wanted = hash(gram);
        let table = self.table();
        let (mut low, mut high) = (0, self.grams);
        while low < high {
            let middle = (low + high) / 2;
            match number(table, middle * ENTRY)? {
                found if found < wanted as usize => low = middle + 1,
                _ => high = middle,
            }
        }
        if low == self.grams || number(table, low * ENTRY)? != wanted as usize {
            return Some(Holders { list: &[], passages: 0 });
        }
        let start = low.checked_sub(1).map_or(Some(0), |before| number(table, before * ENTRY + 4))?;
        let end = number(table, low * ENTRY + 4)?;
        let lists = self.bytes.get(self.lists_at()..)?;
        let mut list = lists.get(start..end)?.iter();
        let passages = take_bits(&mut list)? as u32;
        Some(Holders { list: list.as_slice(), passages })
    }

    /// The words that hold at least `needed` of some grams, at most `most`: those that hold what is worth most, equal
    /// ones from the shortest on. Nothing where the file is damaged.
    pub(crate) fn neighbours(
        &self,
        grams: &[(Holders<'_>, f32)],
        needed: usize,
        most: usize,
    ) -> Option<Vec<Neighbour>> {
        let grams = &grams[..grams.len().min(MOST_GRAMS)];
        let mut found: Vec<(f32, usize, u32)> = SHARED.with_borrow_mut(|shared| {
            shared.resize(shared.len().max(self.words), 0);
            let mut met = Vec::new();
            for (bit, (holders, _)) in grams.iter().enumerate() {
                for word in holders.words() {
                    let Some(place) = shared[..self.words].get_mut(word) else { continue };
                    if *place == 0 {
                        met.push(word);
                    }
                    *place |= 1 << bit;
                }
            }
            let held = met.into_iter().map(|word| (word, std::mem::take(&mut shared[word])));
            let worth = |shared: u32| {
                grams
                    .iter()
                    .enumerate()
                    .filter(|(bit, _)| shared >> bit & 1 == 1)
                    .map(|(_, gram)| gram.1)
                    .sum()
            };
            held.filter(|(_, shared)| shared.count_ones() as usize >= needed)
                .map(|(word, shared)| (worth(shared), word, shared))
                .collect()
        });
        let order = |left: &(f32, usize, u32), right: &(f32, usize, u32)| {
            right.0.total_cmp(&left.0).then(left.1.cmp(&right.1))
        };
        if found.len() > most {
            found.select_nth_unstable_by(most, order);
            found.truncate(most);
        }
        found.sort_unstable_by(order);
        found
            .into_iter()
            .map(|(_, word, shared)| Some(Neighbour { word: self.word(word)?, shared }))
            .collect()
    }

    /// Whether it holds no words.
    pub(crate) fn is_empty(&self) -> bool {
        self.words == 0
    }

    /// Hands over those of the words of so many letters whose bytes, in UTF-8, may be meant, the shortest first.
    pub(crate) fn of_lengths(
        &self,
        letters: RangeInclusive<usize>,
        may_be: impl Fn(&[u8]) -> bool,
        mut take: impl FnMut(&str),
    ) {
        let first_of = |block: usize| {
            let mut word = Vec::new();
            // Behind the last block's place stand words, which would pass for one.
            (block < self.blocks).then_some(())?;
            next_word(self.block(block)?, &mut word)?;
            Some(letters_in(&word))
        };
        // The first block that begins with a word long enough; those before may end with one.
        let (mut low, mut high) = (0, self.blocks);
        while low < high {
            let middle = (low + high) / 2;
            match first_of(middle) {
                Some(first) if first < *letters.start() => low = middle + 1,
                _ => high = middle,
            }
        }
        let mut word = Vec::new();
        let start = low.saturating_sub(1);
        let mut behind = first_of(start);
        for block in start..self.blocks {
            // Where a block and the one behind it begin with as many letters, all words between have as many.
            let first = std::mem::replace(&mut behind, first_of(block + 1));
            if first.is_none_or(|first| first > *letters.end()) {
                return;
            }
            let all_are = first == behind && first.is_some_and(|first| letters.contains(&first));
            let words = (self.words - block * BLOCK).min(BLOCK);
            let Some(mut rest) = self.block(block) else { return };
            for _ in 0..words {
                let Some(others) = next_word(rest, &mut word) else { return };
                rest = others;
                let is_meant = (all_are || letters.contains(&letters_in(&word))) && may_be(&word);
                if let Some(word) = is_meant.then(|| std::str::from_utf8(&word).ok()).flatten() {
                    take(word);
                }
            }
        }
    }

    fn table(&self) -> &[u8] {
        self.bytes.get(HEADER + self.blocks * 4 + self.block_bytes..).unwrap_or_default()
    }

    fn lists_at(&self) -> usize {
        HEADER + self.blocks * 4 + self.block_bytes + self.grams * ENTRY
    }

    /// The word of a number.
    fn word(&self, number_of_word: usize) -> Option<String> {
        let mut rest = self.block(number_of_word / BLOCK)?;
        let mut word = Vec::new();
        for _ in 0..=number_of_word % BLOCK {
            rest = next_word(rest, &mut word)?;
        }
        String::from_utf8(word).ok()
    }

    /// What begins with a block of words.
    fn block(&self, block: usize) -> Option<&[u8]> {
        let start = number(&self.bytes, HEADER + block * 4)?;
        self.bytes.get(HEADER + self.blocks * 4..)?.get(start..self.block_bytes)
    }
}

/// How many letters a word in UTF-8 has.
fn letters_in(word: &[u8]) -> usize {
    word.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

/// Makes a word of a block the next one and gives what stands behind it.
fn next_word<'b>(bytes: &'b [u8], word: &mut Vec<u8>) -> Option<&'b [u8]> {
    let (&[shared, own], behind) = bytes.split_first_chunk::<2>()?;
    let (own, behind) = behind.split_at_checked(usize::from(own))?;
    word.truncate(usize::from(shared));
    word.extend_from_slice(own);
    Some(behind)
}

impl Holders<'_> {
    /// The numbers of the words, ascending.
    fn words(&self) -> impl Iterator<Item = usize> {
        let (mut bytes, mut word) = (self.list.iter(), 0usize);
        std::iter::from_fn(move || {
            word = word.wrapping_add(take_bits(&mut bytes)?);
            Some(word)
        })
    }
}

/// The next number in bytes of seven bits.
fn take_bits(bytes: &mut std::slice::Iter<'_, u8>) -> Option<usize> {
    let (mut number, mut shift) = (0, 0);
    loop {
        let byte = *bytes.next()?;
        number |= usize::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
        shift = (shift + 7) % 35;
    }
}

/// The number at a place.
fn number(bytes: &[u8], at: usize) -> Option<usize> {
    let four = bytes.get(at..)?.first_chunk::<4>()?;
    Some(u32::from_le_bytes(*four) as usize)
}

/// What a gram is known by: two with the same are taken for one, which joins their words' lists.
///
/// FNV-1a of 32 bits (Fowler, Noll, Vo), the same on every machine.
fn hash(gram: &str) -> u32 {
    gram.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Opens what a run gathered. Its content is not held against its name, which would be to read all of it for one
/// question: that is `check`'s.
pub(crate) fn open(folder: &Path, name: &str) -> std::result::Result<Spellings, Damage> {
    let bytes = files::mapped_unchecked(folder, name)?;
    Spellings::from_bytes(bytes)
        .ok_or_else(|| Damage::new(name, "is damaged: its parts are not as long as it says"))
}

#[cfg(test)]
mod tests {
    use tantivy::directory::OwnedBytes;

    use super::Spellings;
    use super::gather::rendered;
    use crate::analysis;

    fn spellings(words: &[(&str, u32)]) -> Spellings {
        let mut words: Vec<(String, u32)> =
            words.iter().map(|(word, held)| ((*word).to_owned(), *held)).collect();
        words.sort();
        words.sort_by_cached_key(|(word, _)| word.chars().count());
        Spellings::from_bytes(OwnedBytes::new(rendered(&words))).unwrap()
    }

    fn near(spellings: &Spellings, word: &str, needed: usize, most: usize) -> Vec<(String, u32)> {
        let mut edges = Vec::new();
        let grams = analysis::grams(word, &mut edges);
        let held: Vec<_> = grams.map(|gram| (spellings.holders(gram).unwrap(), 1.0)).collect();
        let found = spellings.neighbours(&held, needed, most).unwrap().into_iter();
        found.map(|neighbour| (neighbour.word, neighbour.shared)).collect()
    }

    #[test]
    fn a_word_finds_those_that_share_its_grams() {
        let words =
            [("lernstadt", 4), ("lernstädte", 1), ("hauptstadt", 9), ("lernen", 3), ("город", 1), ("a", 2)];
        let spellings = spellings(&words);
        let near = |word, needed, most| near(&spellings, word, needed, most);
        let found = near("lernstadt", 1, 9);
        let found: Vec<(&str, u32)> = found.iter().map(|(word, shared)| (word.as_str(), *shared)).collect();
        let all = 0b11_1111;
        assert_eq!(
            found,
            [("lernstadt", all), ("lernstädte", 0b111), ("hauptstadt", 0b11_0000), ("lernen", 1)]
        );
        assert_eq!(near("lernstadt", 3, 9).len(), 2);
        assert_eq!(near("lernstadt", 1, 1), [("lernstadt".to_owned(), all)]);
        assert_eq!(near("города", 1, 9), [("город".to_owned(), 0b111)]);
        assert_eq!(near("a", 1, 9), [("a".to_owned(), 1)]);
        assert!(near("nothing", 1, 9).is_empty());
        assert_eq!(spellings.holders("stad").unwrap().passages, 13);
        assert_eq!(spellings.holders("lern").unwrap().passages, 8);
    }

    #[test]
    fn words_come_back_out_of_many_blocks() {
        let words: Vec<String> = (0..5_000).map(|number| format!("word{number}")).collect();
        let words: Vec<(&str, u32)> = words.iter().map(|word| (word.as_str(), 1)).collect();
        let spellings = spellings(&words);
        for (word, _) in words.iter().step_by(97) {
            assert_eq!(near(&spellings, word, 1, 1)[0].0, *word);
        }
        // Equal ones from the shortest on.
        let first: Vec<String> = near(&spellings, "word", 1, 3).into_iter().map(|(word, _)| word).collect();
        assert_eq!(first, ["word0", "word1", "word2"]);
    }

    #[test]
    fn words_are_told_by_their_length() {
        let words: Vec<String> = (0..500).map(|number| format!("w{number}")).collect();
        let words: Vec<(&str, u32)> = words.iter().map(|word| (word.as_str(), 1)).collect();
        let spellings = spellings(&words);
        let of = |letters| {
            let mut found = Vec::new();
            spellings.of_lengths(letters, |_| true, |word| found.push(word.to_owned()));
            found
        };
        assert_eq!((of(2..=2).len(), of(3..=3).len(), of(3..=4).len(), of(5..=9).len()), (10, 90, 490, 0));
        assert!(of(4..=4).iter().all(|word| word.len() == 4));
        assert!(!spellings.is_empty());
    }

    #[test]
    fn the_last_words_may_be_longer_than_those_beside_them() {
        let words: Vec<String> = (0..19).map(|number| format!("w{}", 10 + number)).collect();
        let mut words: Vec<(&str, u32)> = words.iter().map(|word| (word.as_str(), 1)).collect();
        words.extend([("library", 1), ("neighbourhood", 1)]);
        let spellings = spellings(&words);
        let mut found = Vec::new();
        spellings.of_lengths(3..=3, |_| true, |word| found.push(word.to_owned()));
        assert_eq!(found.len(), 19, "{found:?}");
        found.clear();
        spellings.of_lengths(5..=9, |_| true, |word| found.push(word.to_owned()));
        assert_eq!(found, ["library"]);
    }

    #[test]
    fn what_is_no_such_file_is_not_taken_for_one() {
        let whole = rendered(&[("city".to_owned(), 1)]);
        for end in 0..whole.len() {
            assert!(Spellings::from_bytes(OwnedBytes::new(whole[..end].to_vec())).is_none());
        }
        let none = Spellings::from_bytes(OwnedBytes::new(rendered(&[]))).unwrap();
        assert!(near(&none, "city", 1, 9).is_empty());
        // A changed byte is met without a panic, whatever it makes of the words.
        let whole = rendered(&[("city".to_owned(), 1), ("cities".to_owned(), 2), ("school".to_owned(), 1)]);
        for place in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[place] ^= 0x81;
            let Some(damaged) = Spellings::from_bytes(OwnedBytes::new(damaged)) else { continue };
            let mut edges = Vec::new();
            let grams = analysis::grams("cities", &mut edges);
            let Some(held) =
                grams.map(|gram| Some((damaged.holders(gram)?, 1.0))).collect::<Option<Vec<_>>>()
            else {
                continue;
            };
            let _ = damaged.neighbours(&held, 1, 9);
        }
    }
}

//! Words become stems, and common words are not stemmed twice.
//!
//! Nine words of ten were met before. They are kept in a table of fixed size in which a new word
//! simply takes the place of an older one, so memory stays bounded whatever is indexed.

use std::borrow::Cow;

use frostem::{Algorithm, Stemmer};

use crate::analysis::fold;
use crate::analysis::language::{Accents, Language};

/// Slots of the table; with their size, one megabyte.
const SLOTS: usize = 1 << 14;
const SLOT: usize = 64;
/// Before the word and its stem, a slot holds their lengths and the language's code.
const HEAD: usize = 5;
/// Longer words (one in a hundred, one in thirty in Cyrillic) are stemmed each time.
const LONGEST: usize = (SLOT - HEAD) / 2;

/// Stems, remembered by word and language.
#[derive(Default)]
pub(crate) struct Stems {
    table: Vec<u8>,
    word: String,
}

impl Stems {
    /// Adds the stem of a word in small letters, folded where the language's *main* is.
    pub(crate) fn push_stem(
        &mut self,
        lower: &str,
        language: &Language,
        algorithm: Algorithm,
        stem: &mut String,
    ) {
        if lower.len() > LONGEST {
            self.push_new(lower, language, algorithm, stem);
            return;
        }
        if self.table.is_empty() {
            self.table = vec![0; SLOTS * SLOT];
        }
        let start = stem.len();
        let code = code_of(language);
        let at = hash(lower.as_bytes(), code) % SLOTS * SLOT;
        if let Some(known) = known(&self.table[at..at + SLOT], lower, code) {
            stem.push_str(known);
            return;
        }
        self.push_new(lower, language, algorithm, stem);
        let found = &stem.as_bytes()[start..];
        if found.len() <= LONGEST {
            let slot = &mut self.table[at..at + SLOT];
            slot[0] = lower.len() as u8;
            slot[1] = found.len() as u8;
            slot[2..HEAD].copy_from_slice(&code);
            slot[HEAD..HEAD + lower.len()].copy_from_slice(lower.as_bytes());
            slot[HEAD + LONGEST..HEAD + LONGEST + found.len()].copy_from_slice(found);
        }
    }

    fn push_new(&mut self, lower: &str, language: &Language, algorithm: Algorithm, stem: &mut String) {
        self.word.clear();
        self.word.push_str(lower);
        for &(from, to) in language.variants {
            if self.word.contains(from) {
                self.word = self.word.replace(from, to.encode_utf8(&mut [0; 4]));
            }
        }
        let found: Cow<'_, str> = Stemmer::new(algorithm).stem(&self.word);
        // A stemmer may take a whole short word for an ending; the word itself is then the term.
        let found = if found.is_empty() { lower } else { &found };
        match language.accents {
            Accents::Folded => fold::push_folded(found, stem),
            Accents::Kept => stem.push_str(found),
        }
    }
}

fn code_of(language: &Language) -> [u8; HEAD - 2] {
    let mut code = [0; HEAD - 2];
    for (into, byte) in code.iter_mut().zip(language.code.bytes()) {
        *into = byte;
    }
    code
}

fn known<'a>(slot: &'a [u8], lower: &str, code: [u8; HEAD - 2]) -> Option<&'a str> {
    let length = slot[0] as usize;
    let is_same = length == lower.len()
        && slot[2..HEAD] == code
        && &slot[HEAD..HEAD + length] == lower.as_bytes()
        // An empty slot: no stem is empty.
        && slot[1] > 0;
    let stem = HEAD + LONGEST;
    is_same.then(|| std::str::from_utf8(&slot[stem..stem + slot[1] as usize]).ok()).flatten()
}

/// FxHash, eight bytes at a step: words are short and nobody attacks this table.
fn hash(word: &[u8], code: [u8; HEAD - 2]) -> usize {
    const SEED: u64 = 0x51_7c_c1_b7_27_22_0a_95;
    let mut state = u64::from_le_bytes([code[0], code[1], code[2], 0, 0, 0, 0, 0]);
    let mut add = |word: u64| state = (state.rotate_left(5) ^ word).wrapping_mul(SEED);
    let mut chunks = word.chunks_exact(8);
    for chunk in &mut chunks {
        let mut eight = [0; 8];
        eight.copy_from_slice(chunk);
        add(u64::from_le_bytes(eight));
    }
    let mut last = [0; 8];
    last[..chunks.remainder().len()].copy_from_slice(chunks.remainder());
    add(u64::from_le_bytes(last));
    (state >> 40) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::language::by_code;

    #[test]
    fn a_remembered_stem_is_the_stem() {
        let mut stems = Stems::default();
        let english = by_code("en").unwrap();
        for round in 0..2 {
            for (word, expected) in [("cities", "citi"), ("learning", "learn"), ("a", "a")] {
                let mut stem = String::new();
                stems.push_stem(word, english, Algorithm::English, &mut stem);
                assert_eq!(stem, expected, "round {round}");
            }
        }
    }

    #[test]
    fn languages_do_not_share_stems() {
        let mut stems = Stems::default();
        let (mut english, mut french) = (String::new(), String::new());
        stems.push_stem("nations", by_code("en").unwrap(), Algorithm::English, &mut english);
        stems.push_stem("nations", by_code("fr").unwrap(), Algorithm::French, &mut french);
        assert_eq!((english.as_str(), french.as_str()), ("nation", "nation"));
        let (mut english, mut french) = (String::new(), String::new());
        stems.push_stem("general", by_code("en").unwrap(), Algorithm::English, &mut english);
        stems.push_stem("general", by_code("es").unwrap(), Algorithm::Spanish, &mut french);
        assert_eq!((english.as_str(), french.as_str()), ("general", "general"));
    }
}

//! Words that begin no name, remembered as they are written: of the words of a text nearly all were met before, and none of
//! them needs to be folded and looked up in all its forms again.
//!
//! The table has a fixed size; a new word takes the place of an older one. A word is known by the 64 bits of its hash:
//! that two of a million words share them happens once in forty million times.

use std::cell::Cell;
use std::hash::Hasher;

use rustc_hash::FxHasher;

/// Slots of the table; with their size, half a megabyte.
const SLOTS: usize = 1 << 16;
/// Longer words are looked up each time.
const LONGEST: usize = 48;

/// The words of one thread.
pub(crate) struct Nameless {
    slots: Box<[u64]>,
}

/// A word as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Written {
    /// Its bytes.
    pub(crate) length: usize,
    hash: u64,
}

thread_local! {
    static OF_THREAD: Cell<Option<Nameless>> = const { Cell::new(None) };
}

impl Nameless {
    /// Takes those of this thread, to be given [`back`](Nameless::give_back).
    pub(crate) fn take() -> Nameless {
        OF_THREAD.take().unwrap_or_else(|| Nameless { slots: vec![0; SLOTS].into() })
    }

    pub(crate) fn give_back(self) {
        OF_THREAD.set(Some(self));
    }

    pub(crate) fn knows(&self, word: Written) -> bool {
        self.slots[place(word)] == word.hash
    }

    pub(crate) fn note(&mut self, word: Written) {
        self.slots[place(word)] = word.hash;
    }
}

/// The word at the beginning of some bytes, if it is written with blanks or signs around it.
pub(crate) fn written(bytes: &[u8]) -> Option<Written> {
    // Characters of scripts that write no blanks are looked at one by one anyway; their bytes are not those of Hangul.
    let first = *bytes.first()?;
    if matches!(first, 0xe0..=0xe9 | 0xee..=0xff) {
        return None;
    }
    let is_letter = |byte: &u8| byte.is_ascii_alphabetic() || !byte.is_ascii();
    let most = &bytes[..bytes.len().min(LONGEST + 1)];
    let length = most.iter().position(|byte| !is_letter(byte)).unwrap_or(most.len());
    let is_whole = bytes.get(length).is_none_or(|behind| !behind.is_ascii_digit());
    let fits = (1..=LONGEST).contains(&length) && is_whole;
    fits.then(|| Written { length, hash: hash(&bytes[..length]) })
}

fn place(word: Written) -> usize {
    word.hash as usize % SLOTS
}

/// Nobody attacks this table.
fn hash(word: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, Nameless, written};

    #[test]
    fn a_word_is_what_stands_between_blanks_and_signs() {
        for (text, length) in [("town hall", 4), ("школа, дом", 10), ("평생학습", 12), ("town", 4)]
        {
            assert_eq!(written(text.as_bytes()).map(|word| word.length), Some(length), "{text}");
        }
        for none in ["2014China", "grade5", "学习", " town", "", &"long".repeat(LONGEST)] {
            assert_eq!(written(none.as_bytes()), None, "{none}");
        }
    }

    #[test]
    fn what_is_noted_is_known() {
        let mut nameless = Nameless::take();
        let [evening, evenin] = ["evening", "evenin"].map(|word| written(word.as_bytes()).unwrap());
        assert!(!nameless.knows(evening));
        nameless.note(evening);
        assert!(nameless.knows(evening) && !nameless.knows(evenin));
        nameless.give_back();
        assert!(Nameless::take().knows(evening));
    }
}

//! Words that begin no name, remembered as they are written: of the words of a text nearly all were met before, and none of
//! them needs to be folded and looked up in all its forms again.
//!
//! The table has a fixed size; a new word takes the place of an older one.

use std::cell::Cell;

/// Slots of the table; with their size, half a megabyte.
const SLOTS: usize = 1 << 14;
const SLOT: usize = 32;
/// Longer words are looked up each time.
const LONGEST: usize = SLOT - 1;

/// The words of one thread.
pub(crate) struct Nameless {
    /// How long each word is, and its bytes; an empty slot has no length.
    slots: Box<[[u8; SLOT]]>,
}

thread_local! {
    static OF_THREAD: Cell<Option<Nameless>> = const { Cell::new(None) };
}

impl Nameless {
    /// Takes those of this thread, to be given [`back`](Nameless::give_back).
    pub(crate) fn take() -> Nameless {
        OF_THREAD.take().unwrap_or_else(|| Nameless { slots: vec![[0; SLOT]; SLOTS].into() })
    }

    pub(crate) fn give_back(self) {
        OF_THREAD.set(Some(self));
    }

    /// The word at the beginning of some bytes, if it is written with blanks or signs around it.
    pub(crate) fn word(bytes: &[u8]) -> Option<&[u8]> {
        // Scripts that write no blanks begin with bytes that are looked at one by one anyway; Hangul does not.
        let first = *bytes.first()?;
        if matches!(first, 0xe0..=0xe9 | 0xee..=0xff) {
            return None;
        }
        let is_letter = |byte: &u8| byte.is_ascii_alphabetic() || !byte.is_ascii();
        let most = &bytes[..bytes.len().min(LONGEST + 1)];
        let length = most.iter().position(|byte| !is_letter(byte)).unwrap_or(most.len());
        let is_whole = bytes.get(length).is_none_or(|behind| !behind.is_ascii_digit());
        (1..=LONGEST).contains(&length).then(|| &bytes[..length]).filter(|_| is_whole)
    }

    pub(crate) fn knows(&self, word: &[u8]) -> bool {
        let slot = &self.slots[place(word)];
        usize::from(slot[0]) == word.len() && &slot[1..=word.len()] == word
    }

    pub(crate) fn note(&mut self, word: &[u8]) {
        if word.len() <= LONGEST {
            let slot = &mut self.slots[place(word)];
            slot[0] = word.len() as u8;
            slot[1..=word.len()].copy_from_slice(word);
        }
    }
}

/// FxHash, eight bytes at a step: nobody attacks this table.
fn place(word: &[u8]) -> usize {
    let mut hash = word.len() as u64;
    let mut add = |eight: u64| hash = (hash.rotate_left(5) ^ eight).wrapping_mul(0x517c_c1b7_2722_0a95);
    let mut chunks = word.chunks_exact(8);
    for chunk in &mut chunks {
        let mut eight = [0; 8];
        eight.copy_from_slice(chunk);
        add(u64::from_le_bytes(eight));
    }
    let mut last = [0; 8];
    last[..chunks.remainder().len()].copy_from_slice(chunks.remainder());
    add(u64::from_le_bytes(last));
    (hash >> 40) as usize % SLOTS
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, Nameless};

    #[test]
    fn a_word_is_what_stands_between_blanks_and_signs() {
        let word = |text: &'static str| Nameless::word(text.as_bytes()).map(|word| std::str::from_utf8(word).unwrap());
        assert_eq!(word("town hall"), Some("town"));
        assert_eq!(word("школа, дом"), Some("школа"));
        assert_eq!(word("평생학습"), Some("평생학습"));
        for none in ["2014China", "grade5", "学习", " town", "", &"long".repeat(LONGEST)] {
            assert_eq!(Nameless::word(none.as_bytes()), None, "{none}");
        }
    }

    #[test]
    fn what_is_noted_is_known_until_another_takes_its_place() {
        let mut nameless = Nameless::take();
        assert!(!nameless.knows(b"evening"));
        nameless.note(b"evening");
        nameless.note(&[b'x'; LONGEST + 1]);
        assert!(nameless.knows(b"evening") && !nameless.knows(b"evenin"));
        nameless.give_back();
        assert!(Nameless::take().knows(b"evening"));
    }
}

//! Words become what they were before: nine of ten were met already, and are not folded and stemmed twice.
//!
//! They are kept in a table of fixed size in which a new word simply takes the place of an older one, so memory stays
//! bounded whatever is indexed.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// Slots of the table; with their size, one megabyte.
const SLOTS: usize = 1 << 14;
const SLOT: usize = 64;
/// Before the texts, a slot holds their lengths, the term's place, and what was asked: bytes below
/// 128 all of them, so that the whole table is a text and pieces of it need no second look whether they are.
const HEAD: usize = 9;
/// Words that need more room (one in a hundred, one in thirty in Cyrillic) are worked out each time.
const ROOM: usize = SLOT - HEAD;

/// A word, and what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Remembered<'a> {
    /// Its term in *exact*.
    pub(crate) plain: &'a str,
    /// Its term in *main*.
    pub(crate) term: &'a str,
    /// Whether *main* says nothing that *exact* does not, or nothing that is asked for.
    pub(crate) place: Place,
}

/// Where the term of *main* enters the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// In *main*.
    Main,
    /// In *exact* only, which has it.
    Exact,
    /// Nowhere: it is a function word, which no question looks for in *main*.
    Nowhere,
}

/// What a word depends on besides its letters.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub(crate) script: Script,
    /// That of the text.
    pub(crate) language: &'a Language,
    pub(crate) purpose: Purpose,
}

/// What words are cut for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// All of them are wanted.
    Text,
    /// The index, where a term's place matters.
    Index,
    /// A question, in which a stop word's place is nowhere.
    Question,
}

/// The words of one thread.
#[derive(Default)]
pub(crate) struct Memory {
    table: String,
    /// Room to write a slot.
    slot: String,
}

impl Memory {
    /// What became of a word as it is written.
    pub(crate) fn recall(&self, word: &str, asked: Asked<'_>) -> Option<Remembered<'_>> {
        let start = place(word, asked.language);
        let head = self.table.as_bytes().get(start..start + HEAD)?;
        let [length, plain, term, place] = [0, 1, 2, 3].map(|at| usize::from(head[at]));
        if length != word.len() || plain == 0 || head[4..] != code(asked) {
            return None;
        }
        let mut at = start + HEAD;
        let mut next = |length: usize| {
            at += length;
            self.table.get(at - length..at)
        };
        let place = [Place::Main, Place::Exact, Place::Nowhere][place];
        let is_same = next(length)? == word;
        is_same.then_some(Remembered { plain: next(plain)?, term: next(term)?, place })
    }

    /// Remembers it.
    pub(crate) fn note(&mut self, word: &str, asked: Asked<'_>, new: Remembered<'_>) {
        let texts = [word, new.plain, new.term];
        let all = texts.iter().map(|text| text.len()).sum::<usize>();
        if all > ROOM {
            return;
        }
        if self.table.is_empty() {
            self.table = "\0".repeat(SLOTS * SLOT);
        }
        self.slot.clear();
        let head = texts.map(|text| text.len() as u8).into_iter().chain([new.place as u8]).chain(code(asked));
        self.slot.extend(head.map(char::from));
        texts.iter().for_each(|text| self.slot.push_str(text));
        self.slot.extend(std::iter::repeat_n('\0', ROOM - all));
        let start = place(word, asked.language);
        self.table.replace_range(start..start + SLOT, &self.slot);
    }
}

/// What is asked in a few bytes; a language is told by three letters.
fn code(asked: Asked<'_>) -> [u8; HEAD - 4] {
    let mut code = [asked.script as u8, asked.purpose as u8, 0, 0, 0];
    for (into, byte) in code[2..].iter_mut().zip(asked.language.code.bytes()) {
        *into = byte;
    }
    code
}

/// Where the slot of a word begins. Nobody attacks this table.
fn place(word: &str, language: &Language) -> usize {
    let mut hasher = FxHasher::default();
    hasher.write(language.code.as_bytes());
    hasher.write(word.as_bytes());
    hasher.finish() as usize % SLOTS * SLOT
}

#[cfg(test)]
mod tests {
    use super::{Asked, Memory, Place, Purpose, ROOM, Remembered};
    use crate::analysis::language::by_code;
    use crate::analysis::script::Script;

    #[test]
    fn a_word_is_remembered_in_its_language_and_script() {
        let [english, french] = ["en", "fr"].map(|code| by_code(code).unwrap());
        let asked = Asked { script: Script::Latin, language: english, purpose: Purpose::Text };
        let mut memory = Memory::default();
        assert_eq!(memory.recall("Cities", asked), None);
        let cities = Remembered { plain: "cities", term: "citi", place: Place::Main };
        memory.note("Cities", asked, cities);
        assert_eq!(memory.recall("Cities", asked), Some(cities));
        for other in [
            Asked { language: french, ..asked },
            Asked { script: Script::Cyrillic, ..asked },
            Asked { purpose: Purpose::Question, ..asked },
        ] {
            assert_eq!(memory.recall("Cities", other), None);
        }
        assert_eq!(memory.recall("cities", asked), None);
        let of = Remembered { plain: "of", term: "of", place: Place::Nowhere };
        memory.note("of", asked, of);
        assert_eq!(memory.recall("of", asked), Some(of));
        let long = "x".repeat(ROOM / 3 + 1);
        memory.note(&long, asked, Remembered { plain: &long, term: &long, place: Place::Exact });
        assert_eq!(memory.recall(&long, asked), None);
    }
}

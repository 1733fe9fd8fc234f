//! Language: what one is made of.
//!
//! The table itself is in `languages/`, one file each. A field says how far a language departs from
//! `Language::PLAIN`, so that a file shows only what is particular.

use std::fmt;

use frostem::Algorithm;

use crate::analysis::script::Script;

pub use crate::analysis::languages::{LANGUAGES, by_code};

/// One language, as the table in `languages/` describes it.
pub struct Language {
    /// BCP 47 code as used in the `lang` facet: `en`, `zh` (both scripts), `sr` …; `und` for unknown.
    pub code: &'static str,
    /// English name.
    pub name: &'static str,
    /// The scripts it is written in; its other rules hold for words of these only.
    pub scripts: &'static [Script],
    pub(crate) words: Words,
    pub(crate) stemmer: Option<Algorithm>,
    /// Letters the stemmer knows only in another form.
    pub(crate) variants: &'static [(char, char)],
    pub(crate) accents: Accents,
    pub(crate) case: Case,
    pub(crate) apostrophe: Apostrophe,
    /// Function words in small letters, divided by blanks: dropped from questions, and evidence for
    /// the language of a text.
    pub(crate) stop_words: &'static str,
    /// Function words written onto the word before, divided by blanks: what a question's words are
    /// cut off from. Texts keep them, so that words are found as they stand too.
    pub(crate) particles: &'static str,
}

/// How words of the language's own script are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Words {
    /// They stand between blanks.
    Spaces,
    /// Han characters, cut by the Chinese dictionary.
    Chinese,
    /// Han characters and kana: characters and pairs.
    Japanese,
    /// Hangul between blanks: syllables and pairs.
    Korean,
    /// No blanks: ICU's dictionary of the script.
    Dictionary,
}

/// What becomes of accents in *main*. In *exact* they are always folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Accents {
    Folded,
    Kept,
}

/// How capitals become small letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    Plain,
    /// I is the capital of ı.
    Turkic,
}

/// What an apostrophe between two letters means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Apostrophe {
    /// Part of a name or a contraction: the whole (xian) and its parts (xi, an).
    Either,
    /// Two words: l'eau.
    Elides,
    /// A letter of the word: п'ять.
    Joins,
    /// The end of a name: İstanbul'da.
    Suffix,
}

impl Language {
    /// A language without particulars: words between blanks, accents folded, no stemmer.
    pub(crate) const PLAIN: Language = Language {
        code: "und",
        name: "Unknown",
        scripts: &[],
        words: Words::Spaces,
        stemmer: None,
        variants: &[],
        accents: Accents::Folded,
        case: Case::Plain,
        apostrophe: Apostrophe::Either,
        stop_words: "",
        particles: "",
    };

    /// Whether the language is written in a script.
    pub fn is_written_in(&self, script: Script) -> bool {
        self.scripts.contains(&script)
    }

    /// Whether a word, in small letters, is one of the language's function words.
    pub(crate) fn is_stop_word(&self, word: &str) -> bool {
        // Not cut at its blanks first: every word of a question is looked for in each of dozens of lists.
        let is_end = |neighbour: Option<u8>| neighbour.is_none_or(|byte| byte.is_ascii_whitespace());
        let list = self.stop_words.as_bytes();
        !word.is_empty()
            && self.stop_words.match_indices(word).any(|(at, _)| {
                let before = at.checked_sub(1).and_then(|before| list.get(before));
                is_end(before.copied()) && is_end(list.get(at + word.len()).copied())
            })
    }

    /// Whether a word is one that is written onto others.
    pub(crate) fn is_particle(&self, word: &str) -> bool {
        self.particles.split_ascii_whitespace().any(|particle| particle == word)
    }

    /// How many characters of a word are the particle at its end; something always remains.
    pub(crate) fn particle_at_end(&self, word: &str) -> usize {
        let endings = self.particles.split_ascii_whitespace();
        let cut = endings.filter(|ending| word.len() > ending.len() && word.ends_with(ending));
        cut.map(|ending| ending.chars().count()).max().unwrap_or(0)
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Language({})", self.code)
    }
}

/// Two languages are the same when their codes are.
impl PartialEq for Language {
    fn eq(&self, other: &Language) -> bool {
        self.code == other.code
    }
}

impl Eq for Language {}

/// A text in no language we know: script rules still cut it.
pub static UNKNOWN: Language = Language::PLAIN;

/// Finds a language by its English name, in any case.
pub fn by_name(name: &str) -> Option<&'static Language> {
    LANGUAGES.iter().copied().find(|language| language.name.eq_ignore_ascii_case(name))
}

//! Words become stems.

use std::borrow::Cow;

use frostem::{Algorithm, Stemmer};

use crate::analysis::fold;
use crate::analysis::language::{Accents, Language};

/// Makes stems.
#[derive(Default)]
pub(crate) struct Stems {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::language::by_code;

    #[test]
    fn a_word_has_the_stem_of_its_language_and_never_none() {
        let mut stems = Stems::default();
        for (word, code, algorithm, expected) in [
            ("cities", "en", Algorithm::English, "citi"),
            ("nations", "fr", Algorithm::French, "nation"),
            ("general", "es", Algorithm::Spanish, "general"),
            ("a", "en", Algorithm::English, "a"),
        ] {
            let mut stem = String::new();
            stems.push_stem(word, by_code(code).unwrap(), algorithm, &mut stem);
            assert_eq!(stem, expected, "{code}");
        }
    }
}

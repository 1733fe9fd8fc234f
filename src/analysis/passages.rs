//! A passage in another language than the rest of its document, in the same script.

use crate::analysis::detect::{CLEAR_VOTES, voters, votes};
use crate::analysis::language::{LANGUAGES, Language};
use crate::analysis::script::Script;
use crate::analysis::words;

/// Bytes of a passage that are looked at: some fifty words.
const SAMPLE: usize = 400;
/// How many times as often they are found as those of the document's language.
const TIMES: u32 = 2;

/// The language of a passage whose words are clearly not those of its document: reports repeat their summary in
/// several languages, and pages greet in them.
///
/// Nothing where the document's language may well be right: languages that are near each other share too many words,
/// and names, lists and code have none to tell by.
///
/// ```
/// use gnlc::analysis::{language::by_code, other_language};
///
/// let english = by_code("en").unwrap();
/// let text = "La ville a ouvert une bibliothèque pour les adultes qui ne lisent pas encore, et elle est gratuite.";
/// assert_eq!(other_language(text, english).map(|language| language.code), Some("fr"));
/// assert_eq!(other_language("The town opened a library for adults who do not read yet.", english), None);
/// ```
pub fn other_language(text: &str, language: &'static Language) -> Option<&'static Language> {
    let script = *language.scripts.first().filter(|script| SHARED.contains(script))?;
    let sample = &text[..words::boundary(text, SAMPLE.min(text.len()))];
    if begins_in(sample, language) {
        return None;
    }
    let votes = votes(sample, script);
    let own = LANGUAGES.iter().position(|known| *known == language).map_or(0, |own| votes.by_language[own]);
    let (most, of_most) = LANGUAGES.iter().copied().zip(votes.by_language).max_by_key(|(_, votes)| *votes)?;
    let is_clear = of_most >= CLEAR_VOTES && of_most >= TIMES * own;
    // A third of running text is function words; a list of names in many languages has fewer of each.
    (is_clear && votes.most_hits * 4 >= votes.words).then_some(most)
}

/// Whether some of the first words are function words of a language and of few others: most passages, known at a glance.
fn begins_in(text: &str, language: &Language) -> bool {
    let own = LANGUAGES.iter().position(|known| **known == *language).map_or(0, |index| 1_u64 << index);
    let words = text.split_ascii_whitespace().take(FIRST_WORDS);
    let says = |word: &&str| {
        let voters = voters(word);
        voters & own != 0 && voters.count_ones() <= 2
    };
    words.filter(says).nth(1).is_some()
}

/// Words that are looked at before all are counted.
const FIRST_WORDS: usize = 24;

/// Scripts that several of our languages are written in with blanks.
const SHARED: &[Script] = &[Script::Latin, Script::Cyrillic, Script::Arabic, Script::Devanagari];

#[cfg(test)]
mod tests {
    use crate::analysis::language::by_code;
    use crate::analysis::other_language;

    fn other(text: &str, code: &str) -> Option<&'static str> {
        other_language(text, by_code(code).unwrap()).map(|language| language.code)
    }

    #[test]
    fn another_language_is_told_and_a_near_one_left_alone() {
        let spanish =
            "La ciudad abrió una biblioteca para los adultos que no leen todavía, y es gratuita para todos.";
        let german = "Die Stadt hat eine Bücherei für Erwachsene eröffnet, die noch nicht lesen, und sie ist für alle da.";
        assert_eq!((other(spanish, "en"), other(german, "fr")), (Some("es"), Some("de")));
        assert_eq!((other(spanish, "es"), other(german, "de")), (None, None));
        assert_eq!(
            other(
                "Byen åbnede et bibliotek for voksne, der ikke læser endnu, og det er gratis for alle.",
                "nb"
            ),
            None
        );
        assert_eq!(
            other("Cork, Dublin, Limerick, Belfast, Buenos Aires, León, San José, La Paz, El Alto", "en"),
            None
        );
        assert_eq!(
            other(
                "let mut la = de.next()?; if la.is_none() { el.push(la, 4) } else { en.clear() } return Ok(la)",
                "en"
            ),
            None
        );
        assert_eq!(other("", "en"), None);
    }
}

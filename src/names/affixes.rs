//! What a language writes together with a name: particles behind, clitics before, endings, a lost
//! apostrophe.
//!
//! Only what can be said in a short list: Korean particles, Arabic and Hebrew clitics, the cases of
//! Russian, Ukrainian and Greek, the possessive of English and German. Names in languages with richer
//! endings (Finnish, Hungarian, Polish) are found in their base form only.

use std::borrow::Cow;

use crate::names::words::Writing;

/// A word without its ending.
pub(crate) struct Base<'a> {
    /// The form a table holds.
    pub(crate) name: &'a str,
    /// Bytes of the folded word that stand behind the name; 0 where the ending belongs to it.
    pub(crate) behind: usize,
    /// Whether the ending makes an adjective of it, as 한국어 (Korean language).
    pub(crate) demonym: bool,
}

/// The first answer some base form of a word gives; `form` is room to build it in.
///
/// `hangzhous` has the base `hangzhou`, `부안의` 부안, `россии` россия.
pub(crate) fn base<T>(
    folded: &str,
    writing: Writing,
    form: &mut String,
    mut answer: impl FnMut(Base<'_>) -> Option<T>,
) -> Option<T> {
    let mut cut = |ending: &str, demonym| {
        let name = folded.strip_suffix(ending).filter(|name| !name.is_empty())?;
        answer(Base { name, behind: ending.len(), demonym })
    };
    match writing {
        // Four letters at least, or every plural of a short word becomes a place.
        Writing::Latin if folded.len() > 4 => cut("s", false).or_else(|| {
            // "in den Vereinigten Staaten", "der Tschechischen Republik".
            form.clear();
            form.push_str(folded.strip_suffix("en").filter(|stem| stem.len() >= SHORTEST_STEM)?);
            form.push('e');
            answer(Base { name: form, behind: 0, demonym: false })
        }),
        Writing::Hangul => {
            let found = PARTICLES.iter().find_map(|particle| cut(particle, false));
            found.or_else(|| ADJECTIVES.iter().find_map(|ending| cut(ending, true)))
        }
        Writing::Cyrillic | Writing::Greek => {
            let cases = if writing == Writing::Greek { GREEK } else { CYRILLIC };
            cases.iter().find_map(|(ending, bases)| {
                let shortest = if ending.is_empty() { 2 * SHORTEST_STEM } else { SHORTEST_STEM };
                let stem = folded.strip_suffix(ending).filter(|stem| stem.len() >= shortest)?;
                bases.iter().find_map(|base| {
                    form.clear();
                    form.push_str(stem);
                    form.push_str(base);
                    answer(Base { name: form, behind: 0, demonym: false })
                })
            })
        }
        _ => None,
    }
}

/// Two Cyrillic or Greek letters: "Чада" is of "Чад", shorter stems are anything; twice as many where
/// nothing shows an ending.
const SHORTEST_STEM: usize = 4;

/// Korean particles and the endings of administrative names, longest first.
#[rustfmt::skip]
const PARTICLES: &[&str] = &[
    "에서는", "에서도", "으로서", "으로는", "이라는", "까지", "부터", "에서", "에는", "에도", "으로", "에게",
    "처럼", "보다", "이나", "라는", "와의", "과의", "로서", "의", "에", "은", "는", "이", "가", "을", "를", "와",
    "과", "로", "도", "만", "나", "시", "군",
];

/// The language and the people of a country, in Korean.
const ADJECTIVES: &[&str] =
    &["어로", "어를", "어의", "어는", "어가", "어", "인의", "인들", "인이", "인은", "인"];

/// Endings of Russian and Ukrainian cases with the endings of the nominative they stand for.
#[rustfmt::skip]
const CYRILLIC: &[(&str, &[&str])] = &[
    ("ами", &["ы", "а", "и"]), ("ями", &["и", "я"]), ("ого", &["ый", "ий", "ое"]), ("его", &["ий", "ее"]),
    ("ому", &["ый", "ий", "ое"]), ("ему", &["ий", "ее"]), ("ах", &["ы", "а", "и"]), ("ях", &["и", "я"]),
    ("ам", &["ы", "а", "и"]), ("ям", &["и", "я"]), ("ов", &["ы", "и"]), ("ів", &["и", "і"]), ("ев", &["и"]),
    ("ых", &["ые"]), ("их", &["ие", "і"]), ("ым", &["ый", "ые", "ое"]), ("им", &["ий", "ие"]),
    ("ыми", &["ые"]), ("ими", &["ие"]), ("ом", &["", "о", "ый"]), ("ем", &["", "ь", "й", "е"]),
    ("ою", &["а", "ая"]), ("єю", &["я"]), ("ью", &["ь"]), ("ой", &["а", "ая"]), ("ей", &["я", "ья", "ь"]),
    ("ую", &["ая"]), ("юю", &["яя"]), ("ії", &["ія"]), ("ию", &["ия", "ий"]), ("ією", &["ія"]),
    ("и", &["я", "ь", "а"]), ("і", &["а", "я", "", "ь"]), ("ы", &["а"]), ("у", &["а", ""]),
    ("ю", &["я", "ь", "й"]), ("а", &["", "о"]), ("я", &["ь", "й", "е"]), ("е", &["а", "я", "", "ь", "о", "й"]),
    ("єві", &["їв"]), ("єва", &["їв"]), ("ові", &["ів"]), ("ова", &["ів"]),
    ("", &["ы", "и", "а"]),
];

/// Endings of Greek cases, folded, with the endings of the nominative they stand for.
#[rustfmt::skip]
const GREEK: &[(&str, &[&str])] = &[
    ("ασ", &["α"]), ("ησ", &["η"]), ("ου", &["οσ", "ο"]), ("ο", &["οσ"]), ("ων", &["εσ", "α", "οι"]),
    ("ουσ", &["οι"]), ("ιασ", &["ια"]),
];

/// The name a word may hold behind a clitic, and how many letters stand before it: `المغرب` of
/// `والمغرب` and of `للمغرب`, `ישראל` of `בישראל`.
pub(crate) fn without_clitics(word: &str) -> impl Iterator<Item = (Cow<'_, str>, usize)> {
    const CLITICS: [char; 11] = ['و', 'ف', 'ب', 'ل', 'ك', 'ו', 'ב', 'ל', 'מ', 'ה', 'ש'];
    let first = word.strip_prefix(CLITICS);
    // "And in Morocco" carries two; more do not occur before names.
    let second = first.and_then(|rest| rest.strip_prefix(CLITICS));
    let bare = [(first, 1), (second, 2)].into_iter().filter_map(|(rest, letters)| Some((rest?, letters)));
    let bare = bare.filter(|(rest, _)| rest.chars().count() >= SHORTEST_BEHIND_CLITIC);
    // The article loses its alef behind "to": للمغرب is to + المغرب.
    let steps = [(Some(word), first, 1), (first, second, 2)].into_iter();
    let article = steps.filter_map(|(whole, rest, letters)| {
        whole?.starts_with("لل").then_some((Cow::Owned(format!("ا{}", rest?)), letters))
    });
    article.chain(bare.map(|(rest, letters)| (Cow::Borrowed(rest), letters)))
}

/// "Like financial" must not become "Mali": what is left of a clitic has some length.
const SHORTEST_BEHIND_CLITIC: usize = 4;

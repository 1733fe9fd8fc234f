//! What a language writes together with a name: particles behind, clitics before, endings, a lost
//! apostrophe.
//!
//! Only what can be said in a short list and cannot be the end of another word: Korean particles, Arabic
//! and Hebrew clitics, the cases of Russian, Ukrainian, Greek and Bengali, the longer endings of Finnish and
//! Hungarian, the possessive of English and German. Forms with endings of one or two Latin letters (Francji,
//! Kiinan, v Číně) are keys of their own, made from the names of the language (`make_cases`).

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
    /// Whether it counts only as the first word of a longer name, as German adjectives do.
    pub(crate) begins_longer: bool,
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
        answer(Base { name, behind: ending.len(), demonym, begins_longer: false })
    };
    match writing {
        // Four letters at least, or every plural of a short word becomes a place.
        Writing::Latin if folded.len() > 4 => cut("s", false).or_else(|| {
            if let Some(stem) = folded.strip_suffix("en").filter(|stem| stem.len() >= SHORTEST_STEM) {
                // "in den Vereinigten Staaten", "der Tschechischen Republik".
                form.clear();
                form.push_str(stem);
                form.push('e');
                let found = answer(Base { name: form, behind: 0, demonym: false, begins_longer: true });
                if found.is_some() {
                    return found;
                }
            }
            let mut name = |name| answer(Base { name, behind: 0, demonym: false, begins_longer: false });
            latin_cases(folded).into_iter().flatten().find_map(&mut name)
        }),
        Writing::Spaced => BENGALI.iter().find_map(|(ending, behind)| {
            let name = folded.strip_suffix(ending).filter(|stem| stem.len() >= SHORTEST_BENGALI_STEM)?;
            // চাদর is a sheet, not "of Chad", which would be চাদের.
            let is_vowel = name.ends_with(|c| matches!(c, '\u{9be}'..='\u{9cc}'));
            let fits = *behind == Behind::Any || is_vowel == (*behind == Behind::Vowel);
            fits.then(|| answer(Base { name, behind: 0, demonym: false, begins_longer: false }))?
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
                    answer(Base { name: form, behind: 0, demonym: false, begins_longer: false })
                })
            })
        }
        _ => None,
    }
}

/// Two Cyrillic or Greek letters: "Чада" is of "Чад", shorter stems are anything; twice as many where
/// nothing shows an ending.
const SHORTEST_STEM: usize = 4;

/// The names that a word may be a Finnish or a Hungarian case of: Pekingissä of Peking, Tampereella of Tampere,
/// Kínában of Kína (whose last letter is folded already).
fn latin_cases(folded: &str) -> [Option<&str>; 2] {
    let without = |endings: &[&str], shortest: usize| {
        let stem = endings.iter().find_map(|ending| folded.strip_suffix(ending))?;
        (stem.len() >= shortest).then_some(stem)
    };
    // Nearly every word of a text is seen to have none of these endings by its last letter.
    if !folded.ends_with(['a', 'e', 'n', 'l', 'k', 'z']) {
        return [None, None];
    }
    if let Some(stem) = without(FINNISH, SHORTEST_FINNISH_STEM) {
        // A vowel joins the ending to a consonant; Tampere doubles its own.
        let joined =
            stem.strip_suffix('i').or_else(|| stem.strip_suffix('e').filter(|stem| stem.ends_with('e')));
        return [Some(stem), joined];
    }
    [without(HUNGARIAN, SHORTEST_STEM), None]
}

/// In, out of, on, from and onto.
const FINNISH: &[&str] = &["ssa", "sta", "lla", "lta", "lle"];

/// In, out of, off, from, to and for; "in" and "onto" of two letters are too short to be sure of.
const HUNGARIAN: &[&str] = &["ban", "ben", "bol", "rol", "tol", "nak", "nek", "hoz", "hez"];

/// "Perusta" is a word, not "out of Peru".
const SHORTEST_FINNISH_STEM: usize = 5;

/// What an ending stands behind.
#[derive(PartialEq, Eq)]
enum Behind {
    Vowel,
    Consonant,
    Any,
}

/// Of, in, to: the case endings of Bengali, folded.
#[rustfmt::skip]
const BENGALI: &[(&str, Behind)] = &[
    ("য়ের", Behind::Any), ("য়ে", Behind::Any), ("ের", Behind::Consonant), ("ে", Behind::Consonant),
    ("এর", Behind::Any), ("র", Behind::Vowel), ("তে", Behind::Vowel), ("য়", Behind::Vowel),
    ("কে", Behind::Any),
];

/// Three letters or signs: চীন.
const SHORTEST_BENGALI_STEM: usize = 9;

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
    let bare = bare.filter(move |(rest, _)| {
        let letters = rest.chars().count();
        letters >= SHORTEST_BEHIND_CLITIC
            || letters + 1 >= SHORTEST_BEHIND_CLITIC
                && word.starts_with(['ב', 'ל', 'מ', 'ו'])
                && SHORT_BEHIND_CLITIC.contains(rest)
    });
    // The article loses its alef behind "to": للمغرب is to + المغرب.
    let steps = [(Some(word), first, 1), (first, second, 2)].into_iter();
    let article = steps.filter_map(|(whole, rest, letters)| {
        whole?.starts_with("لل").then_some((Cow::Owned(format!("ا{}", rest?)), letters))
    });
    article.chain(bare.map(|(rest, letters)| (Cow::Borrowed(rest), letters)))
}

/// Hebrew countries of three letters that are hardly anything else behind a short word: in China, from Japan.
const SHORT_BEHIND_CLITIC: &[&str] = &["סין", "יפן", "פרו"];

/// "Like financial" must not become "Mali": what is left of a clitic has some length.
const SHORTEST_BEHIND_CLITIC: usize = 4;

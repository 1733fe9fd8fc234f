//! One form of a demonym becomes all forms it takes in a text, in the languages of `demonyms_more.tsv`.
//!
//! The rules are those of the adjectives in the table and no others. Accents that folding takes off are
//! left out of the endings. Only cases that stand before and behind the names of cities and learners are
//! made: each form costs a line of `keys.tsv`.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::fold::key;
use crate::names::make_demonyms::with;

const TABLE: &str = include_str!("demonyms_more.tsv");

/// What one form of a language becomes, and whether the language writes it with a capital.
type Language = (fn(&str) -> Vec<String>, Letter);

/// The initial of a demonym.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Letter {
    /// Written with a capital: Chinees, Alman, Kijerumani.
    Capital,
    /// Written small, or in a script without capitals.
    Small,
}

/// The columns of the table, in order.
#[rustfmt::skip]
const LANGUAGES: &[Language] = &[
    (dutch, Letter::Capital),  (swedish, Letter::Small),   (danish, Letter::Small),  (danish, Letter::Small),
    (finnish, Letter::Small),  (hungarian, Letter::Small), (polish, Letter::Small),  (czech, Letter::Small),
    (slovak, Letter::Small),   (slovene, Letter::Small),   (croatian, Letter::Small), (romanian, Letter::Small),
    (bulgarian, Letter::Small), (ukrainian, Letter::Small), (greek, Letter::Small),   (turkish, Letter::Capital),
    (hebrew, Letter::Small),   (unchanged, Letter::Small), (unchanged, Letter::Small), (unchanged, Letter::Small),
    (swahili, Letter::Capital),
];

/// Every form of every demonym of the table that means one place alone, with that place.
pub(crate) fn adjectives() -> Vec<(&'static str, String, Letter)> {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
    let (others, rows): (Vec<_>, Vec<_>) = rows.partition(|line| line.starts_with('!'));
    let others: BTreeSet<&str> = others.iter().flat_map(|line| line[1..].trim().split('|')).collect();
    let mut found = Vec::new();
    for line in rows {
        let (place, words) = line.split_once('\t').expect("a place and its words");
        let words: Vec<&str> = words.split('\t').collect();
        assert_eq!(words.len(), LANGUAGES.len(), "{line}");
        for (words, (rule, letter)) in words.into_iter().zip(LANGUAGES) {
            for word in words.split('|').filter(|&word| word != "-") {
                let forms = word.strip_prefix('=').map_or_else(|| rule(word), |word| vec![word.to_owned()]);
                found.extend(forms.into_iter().map(|form| (place, form, *letter)));
            }
        }
    }
    // Slovenská is Slovak in Prague, slovenska Slovene in Ljubljana: their key says neither.
    let mut places: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (place, form, _) in &found {
        places.entry(key(form)).or_default().insert(place);
    }
    found.retain(|(_, form, _)| places[&key(form)].len() == 1 && !others.contains(key(form).as_str()));
    found
}

/// Whether a place stands in the table, which holds all that are spoken about often.
pub(crate) fn is_known_in_more_languages(place: &str) -> bool {
    TABLE.lines().any(|line| line.split('\t').next() == Some(place))
}

fn dutch(word: &str) -> Vec<String> {
    match word.strip_suffix("ees") {
        Some(stem) => with(stem, &["ees", "ese"]),
        None => with(word, &["", "e"]),
    }
}

fn swedish(word: &str) -> Vec<String> {
    with(word, &["", "a", "t"])
}

fn danish(word: &str) -> Vec<String> {
    with(word, &["", "e"])
}

fn finnish(word: &str) -> Vec<String> {
    let stem = ended(word, "nen");
    with(stem, &["nen", "sen", "set", "sten", "sia", "sissa", "sista", "sille", "siin", "sta", "sessa"])
}

/// Before a noun a Hungarian adjective never changes; the people take a plural.
fn hungarian(word: &str) -> Vec<String> {
    let plural = match word.chars().rev().find(|c| "aáeéiíoóöőuúüű".contains(*c)) {
        _ if word.ends_with('i') => "ak",
        Some('e' | 'é') => "ek",
        Some('ö' | 'ő') => "ök",
        _ => "ok",
    };
    with(word, &["", plural])
}

/// With the nominative of men: chińscy.
fn polish(word: &str) -> Vec<String> {
    let stem = ended(word, "ki");
    let endings = ["ki", "ka", "kie", "kiego", "kiej", "kiemu", "kim", "kimi", "kich", "cy"];
    with(stem, &endings)
}

/// With the nominative of men: čínští, němečtí.
fn czech(word: &str) -> Vec<String> {
    let stem = ended(word, "ý");
    let mut forms = with(stem, &["y", "a", "e", "eho", "em", "emu", "ym", "ych", "ymi", "ou"]);
    let men = stem.strip_suffix("sk").map(|stem| format!("{stem}šti"));
    forms.extend(men.or_else(|| stem.strip_suffix("ck").map(|stem| format!("{stem}čti"))));
    forms
}

fn slovak(word: &str) -> Vec<String> {
    let stem = word.strip_suffix('ý').unwrap_or_else(|| ended(word, "y"));
    with(stem, &["y", "a", "e", "i", "eho", "ej", "om", "emu", "ym", "ych", "ymi", "u"])
}

fn slovene(word: &str) -> Vec<String> {
    with(ended(word, "i"), &["i", "a", "o", "e", "ega", "em", "im", "ih", "imi"])
}

fn croatian(word: &str) -> Vec<String> {
    with(ended(word, "i"), &["i", "a", "o", "e", "og", "oga", "om", "oj", "u", "im", "ih", "ima"])
}

/// Chinezesc, -ească, -ești; coreean, -eană, -eni, -ene; italian, -iană, -ieni, -iene; chinez, -ă, -i, -e.
fn romanian(word: &str) -> Vec<String> {
    for (ending, endings) in [
        ("esc", &["esc", "ească", "ești"][..]),
        ("ean", &["ean", "eană", "eni", "ene"]),
        ("ian", &["ian", "iană", "ieni", "iene"]),
    ] {
        if let Some(stem) = word.strip_suffix(ending) {
            return with(stem, endings);
        }
    }
    with(word, &["", "ă", "i", "e"])
}

fn bulgarian(word: &str) -> Vec<String> {
    with(ended(word, "и"), &["и", "а", "о", "ия", "ият", "ата", "ото", "ите"])
}

fn ukrainian(word: &str) -> Vec<String> {
    let stem = ended(word, "ий");
    with(stem, &["ий", "а", "е", "і", "ого", "ої", "ому", "ій", "у", "им", "их", "ими", "ою"])
}

fn greek(word: &str) -> Vec<String> {
    let stem = word.strip_suffix("ός").unwrap_or_else(|| ended(word, "ος"));
    with(stem, &["ός", "ή", "ό", "οί", "ές", "ά", "ού", "ής", "ών", "ούς"])
}

fn turkish(word: &str) -> Vec<String> {
    let back = word.chars().rev().find(|c| "aeıioöuüİ".contains(*c)).is_some_and(|c| "aıou".contains(c));
    with(word, &["", if back { "lar" } else { "ler" }])
}

fn hebrew(word: &str) -> Vec<String> {
    with(word, &["", "ת", "ם", "ות"])
}

fn unchanged(word: &str) -> Vec<String> {
    vec![word.to_owned()]
}

/// The language and the way of the country, then the people: Kijerumani, Wajerumani, Mjerumani.
fn swahili(word: &str) -> Vec<String> {
    let stem = word.strip_prefix("Ki").expect("the words of the table say how things are done there");
    let one = if stem.starts_with(['a', 'i', 'u']) { "Mw" } else { "M" };
    ["Ki", "Wa", one].iter().map(|class| format!("{class}{stem}")).collect()
}

fn ended<'a>(word: &'a str, ending: &str) -> &'a str {
    word.strip_suffix(ending).unwrap_or_else(|| panic!("`{word}` should end in `{ending}`"))
}

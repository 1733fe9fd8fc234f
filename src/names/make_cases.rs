//! Names of countries and cities take the endings of cases: Kiina becomes Kiinan, Francja Francji.
//!
//! Endings of one or two letters would make places of any word in a text of another language, so these
//! forms are made here, each from the name its own language uses, and are keys like any other. The longer
//! endings of Finnish and Hungarian are cut off in a text (`affixes`). What no rule gives stands in
//! `cases.tsv`. Not done: names of several words.

use crate::analysis::fold::key;
use crate::names::cities::{self, City};
use crate::names::countries;
use crate::names::labels::tagged;
use crate::names::make_adjectives::is_known_in_more_languages;
use crate::names::make_demonyms::with;

const IRREGULAR: &str = include_str!("cases.tsv");
const CITY_LABELS: &str = include_str!("city_labels.tsv");

/// What a name of a language becomes.
type Rule = fn(&str) -> Vec<String>;

#[rustfmt::skip]
const LANGUAGES: &[(&str, Rule)] = &[
    ("fi", finnish), ("hu", hungarian), ("pl", polish), ("cs", czech), ("sk", slovak), ("sl", slovene),
    ("hr", croatian), ("ro", romanian),
];

/// Shorter names have forms that are words: Kina, kinu.
const SHORTEST: usize = 5;

/// Every case form, with its place.
pub(crate) fn cases() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for country in countries::all_countries() {
        if !is_known_in_more_languages(country.code) {
            continue;
        }
        for (language, names) in tagged(country.names()) {
            let Some((_, rule)) = LANGUAGES.iter().find(|(known, _)| *known == language) else { continue };
            let forms = names.split('|').next().filter(is_plain).map(rule);
            found.extend(forms.into_iter().flatten().map(|form| (country.code.to_owned(), form)));
        }
    }
    let (others, irregular): (Vec<_>, Vec<_>) =
        IRREGULAR.lines().filter(|line| !line.starts_with('#')).partition(|line| line.starts_with('!'));
    for line in irregular {
        let (place, forms) = line.split_once('\t').expect("a place and its forms");
        let forms = tagged(forms).flat_map(|(_, forms)| forms.split('|'));
        found.extend(forms.map(|form| (place.to_owned(), form.to_owned())));
    }
    for city in cities::all_cities() {
        let place = format!("{}/{}", city.country, city.id);
        let names =
            names_of(city, &place).into_iter().filter(|name| is_plain(name) && !is_marked(city, name));
        found.extend(names.flat_map(city_forms).map(|form| (place.clone(), form)));
    }
    let others: Vec<&str> = others.iter().flat_map(|line| line[1..].trim().split('|')).collect();
    found.retain(|(_, form)| !others.contains(&key(form).as_str()));
    found
}

/// What a city is called in the languages with such endings.
fn names_of(city: &City, place: &str) -> Vec<&'static str> {
    let row = CITY_LABELS.lines().find_map(|line| line.strip_prefix(place)?.strip_prefix('\t'));
    let labels =
        row.into_iter().flat_map(tagged).filter(|(code, _)| LANGUAGES.iter().any(|(known, _)| known == code));
    let mut names: Vec<&str> = labels.map(|(_, name)| name).chain([city.name]).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Whether the table of cities says that a name says too little alone: "masakan" is Indonesian for cooking.
fn is_marked(city: &City, name: &str) -> bool {
    let rows = cities::TABLE.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let of_city =
        rows.filter(|fields| fields.len() == 4 && fields[0] == city.id && fields[1] == city.country);
    of_city
        .flat_map(|fields| fields[3].split('|'))
        .any(|known| known.ends_with('!') && known.trim_end_matches('!') == name)
}

/// Whether a name is one word that takes endings.
fn is_plain(name: &&str) -> bool {
    name.chars().count() >= SHORTEST && name.chars().all(char::is_alphabetic)
}

/// The genitive of Finnish and what the Slavic languages put behind "in".
fn city_forms(name: &str) -> Vec<String> {
    match name.strip_suffix('a') {
        Some(stem) => with(stem, &["an", "y", "e", "u", "i", "ou"]),
        None if name.ends_with(VOWELS) => with(name, &["n"]),
        None => with(name, &["in", "u", "a", "e", "ie", "em", "om"]),
    }
}

const VOWELS: &[char] = &['a', 'á', 'e', 'é', 'i', 'í', 'o', 'ó', 'ö', 'u', 'ú', 'ü', 'y', 'ä'];

/// Genitive, illative and, where a rule of grades changes the stem, nothing: those are listed.
fn finnish(name: &str) -> Vec<String> {
    let graded = ["kk", "pp", "tt", "nt", "lt", "rt", "nk"];
    let stem = name.trim_end_matches(VOWELS);
    match name.chars().next_back() {
        Some(vowel) if name.ends_with(VOWELS) && !graded.iter().any(|grade| stem.ends_with(grade)) => {
            vec![format!("{name}n"), format!("{name}{vowel}n")]
        }
        _ => Vec::new(),
    }
}

/// Into, onto and the accusative.
fn hungarian(name: &str) -> Vec<String> {
    let front = !name.contains(['a', 'á', 'o', 'ó', 'u', 'ú']);
    let endings = match (front, name.ends_with(VOWELS)) {
        (true, true) => ["be", "re", "t"],
        (true, false) => ["be", "re", "et"],
        (false, true) => ["ba", "ra", "t"],
        (false, false) => ["ba", "ra", "ot"],
    };
    with(name, &endings)
}

fn polish(name: &str) -> Vec<String> {
    match (name.strip_suffix('a'), name.chars().next_back()) {
        (Some(stem), _) if stem.ends_with(['j', 'i', 'e']) => with(stem, &["i", "e"]),
        (_, Some('n' | 'm')) => with(name, &["u", "ie", "em"]),
        (_, Some('k' | 'r')) => with(name, &["u"]),
        _ => Vec::new(),
    }
}

fn czech(name: &str) -> Vec<String> {
    if let Some(stem) = name.strip_suffix("ie") {
        return with(stem, &["ii"]);
    }
    neuter(name, "em")
        .or_else(|| feminine(name, &["y", "e", "u", "ou"]))
        .unwrap_or_else(|| masculine(name, &["u", "em"]))
}

fn slovak(name: &str) -> Vec<String> {
    if let Some(stem) = name.strip_suffix("ia") {
        return with(stem, &["ie", "ii", "iu", "iou"]);
    }
    neuter(name, "om")
        .or_else(|| feminine(name, &["y", "e", "u", "ou"]))
        .unwrap_or_else(|| masculine(name, &["u", "e", "om"]))
}

fn slovene(name: &str) -> Vec<String> {
    neuter(name, "om")
        .or_else(|| feminine(name, &["e", "i", "o"]))
        .unwrap_or_else(|| masculine(name, &["u", "a", "om"]))
}

fn croatian(name: &str) -> Vec<String> {
    neuter(name, "om")
        .or_else(|| feminine(name, &["e", "i", "u", "om"]))
        .unwrap_or_else(|| masculine(name, &["u", "a", "om"]))
}

fn neuter(name: &str, instrumental: &str) -> Option<Vec<String>> {
    name.strip_suffix('o').map(|stem| with(stem, &["a", "u", instrumental]))
}

fn feminine(name: &str, endings: &[&str]) -> Option<Vec<String>> {
    name.strip_suffix('a').map(|stem| with(stem, endings))
}

/// Nothing behind another vowel: Peru and Chile stay as they are.
fn masculine(name: &str, endings: &[&str]) -> Vec<String> {
    if name.ends_with(VOWELS) { Vec::new() } else { with(name, endings) }
}

/// The genitive: Germaniei, Chinei, Marocului.
fn romanian(name: &str) -> Vec<String> {
    match name.strip_suffix('a') {
        Some(stem) if stem.ends_with('i') => with(stem, &["ei"]),
        Some(_) => Vec::new(),
        None if name.ends_with(VOWELS) => Vec::new(),
        None => with(name, &["ului"]),
    }
}

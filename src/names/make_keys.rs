//! The tables of names become `keys.tsv`; a test keeps the file true.
//!
//! After a change to a table, to the guards or to folding, run `UPDATE=1 cargo test --lib names::`
//! and read the difference before committing it.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::fold::key;
use crate::analysis::script::is_apostrophe;
use crate::names::guards::{self, Guard};
use crate::names::make_adjectives::{Letter, adjectives};
use crate::names::make_cases::cases;
use crate::names::make_demonyms::demonyms;
use crate::names::words::is_unspaced;
use crate::names::{cities, countries, regions};

/// How a spelling names its place.
#[derive(Clone, Copy, PartialEq)]
enum Spelling {
    /// As its name.
    Name,
    /// As a demonym or adjective.
    Demonym,
    /// Likewise, in a language that writes them in small letters.
    SmallDemonym,
    /// `!` in the table of cities: also something else.
    NearCountry,
    /// `!!` there: also the name of other cities of the same country.
    NearItself,
}

/// What the spellings of one key say together about one place.
#[derive(Default)]
struct Marks {
    near_country: bool,
    near_itself: bool,
    small: bool,
    capital: bool,
    /// A name with the ending of a case.
    case: bool,
    /// Not an acronym in some spelling.
    word: bool,
    inverted: bool,
}

/// Keys, each with the places it names, as a name (false) or a demonym (true).
type Table = BTreeMap<String, BTreeMap<(String, bool), Marks>>;

fn table() -> String {
    let mut table = Table::new();
    for fields in rows(countries::TABLE) {
        let [code, _, _, label, english, demonyms, names] = fields[..] else {
            panic!("7 fields: {fields:?}")
        };
        let names = names.split(';').filter_map(|names| names.split_once(':'));
        let names = names.flat_map(|(_, names)| names.split('|'));
        for name in [label].into_iter().chain(english.split('|')).chain(names) {
            add(&mut table, name, code, Spelling::Name);
        }
        for name in demonyms.split('|') {
            add(&mut table, name, code, Spelling::Demonym);
        }
    }
    for fields in rows(cities::TABLE) {
        let [id, country, name, names] = fields[..] else { panic!("4 fields: {fields:?}") };
        let place = format!("{country}/{id}");
        assert!(cities::by_id(country, id).is_some() && countries::by_code(country).is_some(), "{place}");
        for name in [name].into_iter().chain(names.split('|')) {
            let (name, spelling) = match (name.strip_suffix("!!"), name.strip_suffix('!')) {
                (Some(name), _) => (name, Spelling::NearItself),
                (_, Some(name)) => (name, Spelling::NearCountry),
                _ => (name, Spelling::Name),
            };
            add(&mut table, name, &place, spelling);
        }
    }
    for fields in rows(regions::TABLE) {
        let [slug, label, names, demonyms, labels] = fields[..] else { panic!("5 fields: {fields:?}") };
        let labels = labels.split(';').filter_map(|label| Some(label.split_once(':')?.1));
        for name in [label].into_iter().chain(names.split('|')).chain(labels) {
            add(&mut table, name, &format!("@{slug}"), Spelling::Name);
        }
        for name in demonyms.split('|') {
            add(&mut table, name, &format!("@{slug}"), Spelling::Demonym);
        }
    }
    for (place, demonym) in demonyms() {
        add(&mut table, &demonym, place, Spelling::SmallDemonym);
    }
    for (place, demonym, letter) in adjectives() {
        let spelling = if letter == Letter::Small { Spelling::SmallDemonym } else { Spelling::Demonym };
        if !names_another(&table, &demonym, place) {
            add(&mut table, &demonym, place, spelling);
        }
    }
    for (place, form) in cases() {
        // A form that is known already is found as that; one of two places names neither. "V Německu" is the
        // country, though the Slovak adjective has the same key.
        let places = table.entry(joined(key(&form))).or_default();
        let is_free = |((known, demonym), marks): (&(String, bool), &Marks)| {
            marks.case || *demonym && *known == place && form.ends_with('u')
        };
        if places.iter().all(is_free) {
            let marks = Marks { capital: true, word: true, case: true, ..Marks::default() };
            places.insert((place, false), marks);
        }
    }
    let is_one = |places: &BTreeMap<(String, bool), Marks>| {
        places.keys().map(|(place, _)| place).collect::<BTreeSet<_>>().len() == 1
    };
    table.retain(|_, places| is_one(places) || !places.values().any(|marks| marks.case));
    possessives(&mut table);
    for name in guards::of(Guard::NoPlace) {
        let (name, place) = name.split_once('=').unwrap_or((name, "-"));
        let marks = Marks { word: true, inverted: name.contains([',', '(']), ..Marks::default() };
        let marks = if place == "-" { Marks::default() } else { marks };
        table.insert(joined(key(name)), BTreeMap::from([((place.to_owned(), false), marks)]));
    }
    write(table)
}

/// Whether a word is already known for other places: what was there before stays as it was.
fn names_another(table: &Table, name: &str, place: &str) -> bool {
    let others = table.get(&joined(key(name))).into_iter().flat_map(BTreeMap::keys);
    others.into_iter().any(|(other, _)| other != place)
}

/// "Chinas" is Spanish for Chinese, and China's without its apostrophe when it has a capital.
fn possessives(table: &mut Table) {
    for fields in rows(countries::TABLE) {
        let (code, label, english) = (fields[0], fields[3], fields[4]);
        for name in [label].into_iter().chain(english.split('|')) {
            if let Some(longer) = table.get_mut(&format!("{}s", key(name))) {
                let name = Marks { capital: true, word: true, ..Marks::default() };
                longer.entry((code.to_owned(), false)).or_insert(name);
            }
        }
    }
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| line.split('\t').map(str::trim).collect())
}

/// Adds a name under all the keys it is written with.
fn add(table: &mut Table, name: &str, place: &str, spelling: Spelling) {
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    let acronym = letters().count() <= LONGEST_ACRONYM && letters().all(char::is_uppercase);
    let mut keys = spellings(name);
    let country_word = COUNTRY_WORDS.iter().find(|(letters, _)| name.starts_with(|c| letters.contains(&c)));
    if let Some((_, word)) = country_word.filter(|_| !place.contains(['/', '@'])) {
        keys.push(joined(key(&format!("{word}{name}"))));
    }
    for key in keys {
        let demonym = matches!(spelling, Spelling::Demonym | Spelling::SmallDemonym);
        let marks = table.entry(key).or_default().entry((place.to_owned(), demonym)).or_default();
        marks.near_country |= spelling == Spelling::NearCountry;
        marks.near_itself |= spelling == Spelling::NearItself;
        marks.small |= spelling == Spelling::SmallDemonym;
        marks.word |= !acronym;
        marks.inverted |= name.contains([',', '(', '（', '،', '、']);
    }
}

/// "TPHCM" is Ho Chi Minh City; longer words in capitals are shouted.
const LONGEST_ACRONYM: usize = 5;

/// The key of a name, and those of the ways it stands in running text: an apostrophe parts two words
/// there ("Xi'an"), a hyphen is lost ("Seogu"), a Korean name has lost its blanks.
fn spellings(name: &str) -> Vec<String> {
    let mut keys = vec![joined(key(name))];
    if name.contains(is_apostrophe) {
        keys.push(joined(key(&name.replace(is_apostrophe, " "))));
    }
    if name.contains(['-', '‑']) {
        keys.push(joined(key(&name.replace(['-', '‑'], ""))));
    }
    if name.starts_with(|c| matches!(c, '가'..='힣')) {
        keys.push(keys[0].replace(' ', ""));
    }
    if let Some(rest) = name.strip_prefix("Saint ") {
        keys.push(key(&format!("St {rest}")));
    }
    keys.retain(|key| !key.is_empty());
    keys
}

/// "The country of …", written together with the name: it frees short names that are words alone.
const COUNTRY_WORDS: &[(std::ops::RangeInclusive<char>, &str)] = &[
    ('\u{e01}'..='\u{e4e}', "ประเทศ"),
    ('\u{e81}'..='\u{ede}', "ປະເທດ"),
    ('\u{1780}'..='\u{17d3}', "ប្រទេស"),
];

/// In scripts without spaces a key has none.
fn joined(key: String) -> String {
    if key.starts_with(is_unspaced) { key.replace(' ', "") } else { key }
}

fn write(table: Table) -> String {
    let capital: Vec<String> = guards::of(Guard::Capital).map(key).collect();
    let strict: Vec<String> = guards::of(Guard::Strict).map(key).collect();
    let accents: Vec<String> = guards::of(Guard::Accents).map(key).collect();
    let alone: Vec<String> = guards::of(Guard::Alone).map(|name| joined(key(name))).collect();
    let mut out = String::new();
    for (key, places) in table {
        let strict = strict.contains(&key);
        let listed = strict || capital.contains(&key);
        let latin = key.chars().all(|c| c.is_ascii_lowercase() || c == ' ');
        let common = latin && key.len() <= 3 || listed;
        let single = key.chars().count() == 1;
        let targets = places.into_iter().map(|((place, demonym), marks)| {
            let marks = [
                ('!', marks.near_country),
                ('%', marks.near_itself),
                ('~', demonym),
                ('_', marks.small && !listed),
                (
                    '^',
                    marks.word
                        && (marks.capital || common || latin && marks.near_country)
                        && (listed || !marks.small),
                ),
                ('^', strict),
                ('#', !marks.word && place != "-"),
                ('(', marks.inverted),
                ('+', marks.case),
                ('\'', accents.contains(&key)),
                ('*', single || alone.contains(&key)),
            ];
            place
                .chars()
                .chain(marks.into_iter().filter(|mark| mark.1).map(|mark| mark.0))
                .collect::<String>()
        });
        out += &format!("{key}\t{}\n", targets.collect::<Vec<_>>().join(";"));
    }
    out
}

#[test]
fn the_table_of_keys_is_what_the_tables_of_names_say() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/names/keys.tsv");
    let made = table();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &made).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(path).unwrap();
    let difference = made.lines().zip(kept.lines()).find(|(made, kept)| made != kept);
    assert!(made == kept, "keys.tsv is old, first at {difference:?}; run: UPDATE=1 cargo test --lib names::");
}

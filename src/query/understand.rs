//! Words become Understood: the places and years a question names.

use crate::analysis;
use crate::names::{self, LabelLanguage, Place};
use crate::query::filter::ascii_digits;
use crate::query::{Clause, Node, Occur, Query};

/// Something a question names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Understood {
    /// `country`, `city`, `region`, `year` or `concept`.
    pub kind: &'static str,
    /// `KR`, `KR/buan`, `asia-pacific`, `2024`.
    pub id: String,
    /// How people call it.
    pub label: String,
    /// The words that say so.
    pub words: String,
    /// Whether they may also mean something else.
    pub certainty: Certainty,
}

/// How sure it is that words mean what they are understood as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// They name it.
    Sure,
    /// They may name it ("Canton"); it counts less.
    Possible,
}

/// A four-digit number in this range among the words is taken for a year.
const YEARS: std::ops::RangeInclusive<u32> = 1990..=2040;

/// What the plain words of a question name. Quoted words are taken as they are.
pub(crate) fn understood(clauses: &[Clause]) -> Vec<Understood> {
    let mut found: Vec<Understood> = Vec::new();
    for words in plain_words(clauses) {
        let place = |mention: names::Mention, certainty| {
            let (kind, id, label) = describe(mention.place);
            let words = words[mention.start..mention.end].to_owned();
            Understood { kind, id, label, words, certainty }
        };
        let sure = names::mentions(words).into_iter().map(|mention| place(mention, Certainty::Sure));
        let language = analysis::detect(words).code;
        let possible = names::possible_mentions(words, language).into_iter();
        let possible = possible.map(|mention| place(mention, Certainty::Possible));
        let years = words.split_whitespace().filter_map(year);
        for item in sure.chain(possible).chain(years) {
            if !found.iter().any(|known| known.kind == item.kind && known.id == item.id) {
                found.push(item);
            }
        }
    }
    found
}

/// The plain words of a question that may or must occur.
pub(crate) fn plain_words(clauses: &[Clause]) -> impl Iterator<Item = &str> {
    clauses.iter().filter(|clause| clause.occur != Occur::MustNot).filter_map(|clause| match &clause.node {
        Node::Words(words) => Some(words.as_str()),
        _ => None,
    })
}

impl Query {
    /// Calls the places it names as readers of a language do.
    pub fn label_in(&mut self, language: LabelLanguage) {
        for item in &mut self.understood {
            if let Some(place) = Place::by_id(item.kind, &item.id) {
                item.label = place.label_in(language).to_owned();
            }
        }
    }
}

/// Kind, id and label of a place.
pub(crate) fn describe(place: Place) -> (&'static str, String, String) {
    match place {
        Place::Country(country) => ("country", country.code.to_owned(), country.label.to_owned()),
        Place::City(city) => ("city", format!("{}/{}", city.country, city.id), city.name.to_owned()),
        Place::Region(region) => ("region", region.slug.to_owned(), region.label.to_owned()),
    }
}

/// A year of the common era, or of the Buddhist era, which counts from 543 years earlier: no
/// document of a city network is of the 26th century.
fn year(word: &str) -> Option<Understood> {
    const BUDDHIST: u32 = 543;
    let typed: u32 = ascii_digits(word)?.parse().ok()?;
    let number = if YEARS.contains(&typed) { typed } else { typed.checked_sub(BUDDHIST)? };
    YEARS.contains(&number).then(|| Understood {
        kind: "year",
        id: number.to_string(),
        label: number.to_string(),
        words: word.to_owned(),
        certainty: Certainty::Sure,
    })
}

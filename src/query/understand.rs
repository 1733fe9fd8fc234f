//! Words become Understood: the places and years a question names.

use crate::analysis;
use crate::names::{self, LabelLanguage, Place};
use crate::query::years::{Year, years};
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
        let years = years(words).into_iter().map(|Year { start, end, number }| Understood {
            kind: "year",
            id: number.to_string(),
            label: number.to_string(),
            words: words[start..end].to_owned(),
            certainty: Certainty::Sure,
        });
        for item in sure.chain(possible).chain(years) {
            if !found.iter().any(|known| known.kind == item.kind && known.id == item.id) {
                found.push(item);
            }
        }
    }
    found
}

/// The plain words of a question that may or must occur.
pub(crate) fn plain_words(clauses: &[Clause]) -> Vec<&str> {
    fn collect<'q>(node: &'q Node, found: &mut Vec<&'q str>) {
        match node {
            Node::Words(words) => found.push(words),
            Node::Any(nodes) => nodes.iter().for_each(|node| collect(node, found)),
            Node::Group(clauses) => found.extend(plain_words(clauses)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    let wanted = clauses.iter().filter(|clause| clause.occur != Occur::MustNot);
    wanted.for_each(|clause| collect(&clause.node, &mut found));
    found
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

//! A written reference becomes a Place: `KR`, `KR/buan`, `@africa`.

use crate::names::cities::{self, City};
use crate::names::countries::{self, Country};
use crate::names::regions::{self, Region};

/// A place a text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A country.
    Country(&'static Country),
    /// A city.
    City(&'static City),
    /// A regional group.
    Region(&'static Region),
}

impl Place {
    /// The place of a kind (`country`, `city`, `region`) and an id (`KR`, `KR/buan`, `asia-pacific`).
    pub fn by_id(kind: &str, id: &str) -> Option<Place> {
        match kind {
            "country" => countries::by_code(id).map(Place::Country),
            "city" => {
                id.split_once('/').and_then(|(country, city)| cities::by_id(country, city)).map(Place::City)
            }
            "region" => regions::by_slug(id).map(Place::Region),
            _ => None,
        }
    }

    /// What it is: `country`, `city` or `region`.
    pub fn kind(self) -> &'static str {
        match self {
            Place::Country(_) => "country",
            Place::City(_) => "city",
            Place::Region(_) => "region",
        }
    }

    /// What it is written as in filters and results: `KR`, `KR/buan`, `asia-pacific`.
    pub fn id(self) -> String {
        match self {
            Place::Country(country) => country.code.to_owned(),
            Place::City(city) => format!("{}/{}", city.country, city.id),
            Place::Region(region) => region.slug.to_owned(),
        }
    }

    /// The code of its country; a regional group has none.
    pub fn country_code(self) -> Option<&'static str> {
        match self {
            Place::Country(country) => Some(country.code),
            Place::City(city) => Some(city.country),
            Place::Region(_) => None,
        }
    }
}

/// A place found in a text, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// What is named.
    pub place: Place,
    /// First byte.
    pub start: usize,
    /// Byte behind the last.
    pub end: usize,
    /// Whether the words are a demonym or adjective ("Korean") rather than the name.
    pub demonym: bool,
}

/// The place of a reference in the table of keys; `-` is none.
pub(crate) fn place(reference: &str) -> Option<Place> {
    if let Some(slug) = reference.strip_prefix('@') {
        return regions::by_slug(slug).map(Place::Region);
    }
    match reference.split_once('/') {
        Some((country, id)) => cities::by_id(country, id).map(Place::City),
        None => countries::by_code(reference).map(Place::Country),
    }
}

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

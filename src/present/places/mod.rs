//! A name's senses and a city's portrait become something to read.

pub mod json;
pub mod text;

use crate::index::Stored;
use crate::names::{self, LabelLanguage, Place, Sense};
use crate::search::{Portrait, Ties, Town};

/// What `gnlc names` tells.
#[derive(Debug, Clone)]
pub struct Told {
    /// The words asked for.
    pub text: String,
    /// What they may mean, and how many passages belong to each, where there is an index.
    pub senses: Vec<(Sense, Option<Ties>)>,
    /// Longer names that hold the words and are other places.
    pub longer: Vec<&'static str>,
    /// Known names close to the words, where they mean nothing.
    pub nearest: Vec<&'static str>,
    /// Sentences about what is missing.
    pub notes: Vec<String>,
}

/// What `gnlc city` tells.
#[derive(Debug)]
pub struct Gathered<'a> {
    /// The city.
    pub town: &'a Town,
    /// What the index says about it.
    pub portrait: &'a Portrait,
    /// The language that places are called in.
    pub labels: LabelLanguage,
}

/// The country and the region of a place, with their labels.
fn above(place: Place, labels: LabelLanguage) -> [Option<(String, &'static str)>; 2] {
    let country = place.country_code().and_then(names::by_code);
    let region = country.and_then(|country| names::region(country.region));
    let label = |place: Place| (place.id(), place.label_in(labels));
    // A country is not above itself.
    let itself = matches!(place, Place::Country(_));
    [
        country.filter(|_| !itself).map(|country| label(Place::Country(country))),
        region.map(|region| label(Place::Region(region))),
    ]
}

impl Gathered<'_> {
    /// The city's place in the tables; a city known from documents only has the countries they give it.
    fn place(&self) -> Option<Place> {
        self.town.known.map(Place::City)
    }

    fn label(&self) -> String {
        self.town.known.map_or_else(|| self.town.value.clone(), |city| city.label_in(self.labels).to_owned())
    }

    fn passages(&self) -> impl Iterator<Item = &Stored> {
        let portrait = self.portrait;
        portrait.own.iter().chain(&portrait.partly).map(|hit| &hit.stored)
    }

    /// Codes of its countries.
    fn countries(&self) -> Vec<String> {
        if let Some(city) = self.town.known {
            return vec![city.country.to_owned()];
        }
        let mut codes: Vec<String> = Vec::new();
        // A passage about several cities may have several countries: only one country says whose the city is.
        for stored in self.passages().filter(|stored| stored.countries.len() == 1) {
            if !codes.contains(&stored.countries[0]) {
                codes.push(stored.countries[0].clone());
            }
        }
        codes
    }
}

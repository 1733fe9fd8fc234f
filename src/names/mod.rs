//! Text becomes Mentions: the same place under any of its names, in any script.
//!
//! A name is found by its key, the folded form it shares with its other spellings (`analysis::fold`); the keys
//! of all names of all places are one sorted table (`keys`), made from the tables of countries, cities
//! and regional groups. [`mentions`] walks a text once (`words`, `mentions`, `affixes`), leaves aside what only
//! looks like a place (`guards`, `people`) and decides at the end what the rest means (`resolve`).
//!
//! Not done here: nothing is guessed. A name one letter off is no name; [`nearest_countries`] offers.

mod affixes;
mod cities;
mod countries;
mod found;
mod guards;
mod joints;
mod keys;
mod labels;
#[cfg(test)]
mod make_adjectives;
#[cfg(test)]
mod make_cases;
#[cfg(test)]
mod make_demonyms;
#[cfg(test)]
mod make_keys;
mod mentions;
mod nameless;
mod nearest;
mod people;
mod place;
mod polities;
mod regions;
mod resolve;
mod senses;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_of_forms;
mod whole;
mod words;

pub use cities::{City, all_cities, cities_of};
pub use countries::{Country, all_countries, by_code, label};
pub use labels::{LabelLanguage, language_label};
pub(crate) use mentions::mentions_if_any;
pub use mentions::{mentions, possible_mentions};
pub use nearest::{nearest_cities, nearest_countries, nearest_names};
pub use place::{Mention, Place};
pub use regions::{Region, regions};
pub use senses::{Sense, Spellings, longer_names, senses, spellings};
pub use whole::{cities_named, city, country, country_asked, demonym, region};

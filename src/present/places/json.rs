//! A name's senses and a city's portrait become JSON, for programs.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use crate::names::{self, Place, Spellings};
use crate::present::json::{
    Found, Layout, SCHEMA_VERSION, Source, Total, Value, found, object_line, source, total, values,
};
use crate::present::places::{Gathered, Told, above};
use crate::search::Hit;

#[derive(Serialize)]
struct Named<'a> {
    id: String,
    label: &'a str,
}

#[derive(Serialize)]
struct Reading<'a> {
    kind: &'static str,
    id: String,
    label: &'a str,
    words: &'a str,
    demonym: bool,
    country: Option<Named<'a>>,
    region: Option<Named<'a>>,
    remarks: &'a [&'static str],
    spellings: BTreeMap<String, Vec<&'static str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<Total>,
    #[serde(skip_serializing_if = "Option::is_none")]
    named: Option<Total>,
}

/// Writes what a name may mean.
///
/// # Errors
/// Those of `out`.
pub fn told(told: &Told, labels: names::LabelLanguage, out: &mut dyn Write) -> io::Result<()> {
    #[derive(Serialize)]
    struct Object<'a> {
        schema_version: u32,
        text: &'a str,
        readings: Vec<Reading<'a>>,
        longer_names: &'a [&'static str],
        nearest: &'a [&'static str],
        notes: &'a [String],
    }
    let readings = told.senses.iter().map(|(sense, ties)| {
        let [country, region] = named_above(sense.place, labels);
        Reading {
            kind: sense.place.kind(),
            id: sense.place.id(),
            label: sense.place.label_in(labels),
            words: &sense.words,
            demonym: sense.demonym,
            country,
            region,
            remarks: &sense.remarks,
            spellings: spellings(sense.place),
            about: ties.map(|ties| total(ties.about)),
            named: ties.map(|ties| total(ties.named)),
        }
    });
    let object = Object {
        schema_version: SCHEMA_VERSION,
        text: &told.text,
        readings: readings.collect(),
        longer_names: &told.longer,
        nearest: &told.nearest,
        notes: &told.notes,
    };
    object_line(&object, Layout::Indented, out)
}

fn named_above(place: Place, labels: names::LabelLanguage) -> [Option<Named<'static>>; 2] {
    above(place, labels).map(|named| named.map(|(id, label)| Named { id, label }))
}

fn spellings(place: Place) -> BTreeMap<String, Vec<&'static str>> {
    names::spellings(place).into_iter().map(|Spellings { group, names }| (group, names)).collect()
}

/// Writes what an index says about a city.
///
/// # Errors
/// Those of `out`.
pub fn gathered(gathered: &Gathered<'_>, out: &mut dyn Write) -> io::Result<()> {
    #[derive(Serialize)]
    struct Object<'a> {
        schema_version: u32,
        city: Town<'a>,
        about: Total,
        mentions: Total,
        own: Vec<Listed<'a>>,
        partly: Vec<Listed<'a>>,
        announcements: Vec<Listed<'a>>,
        years: Vec<Value<'a>>,
        languages: Vec<Value<'a>>,
        passages: Vec<Found<'a>>,
    }
    #[derive(Serialize)]
    struct Town<'a> {
        value: &'a str,
        id: Option<String>,
        label: String,
        countries: Vec<Named<'a>>,
        region: Option<Named<'a>>,
        spellings: BTreeMap<String, Vec<&'static str>>,
    }
    let portrait = gathered.portrait;
    let countries = gathered.countries();
    let known = countries.iter().filter_map(|code| names::by_code(code));
    let region = match known.clone().collect::<Vec<_>>().as_slice() {
        [country] => named_above(Place::Country(country), gathered.labels)[1].take(),
        _ => None,
    };
    let place = gathered.place();
    let city = Town {
        value: &gathered.town.value,
        id: place.map(Place::id),
        label: gathered.label(),
        countries: known
            .map(|country| Named { id: country.code.to_owned(), label: country.label_in(gathered.labels) })
            .collect(),
        region,
        spellings: place.map(spellings).unwrap_or_default(),
    };
    let object = Object {
        schema_version: SCHEMA_VERSION,
        city,
        about: total(portrait.about),
        mentions: total(portrait.mentions),
        own: portrait.own.iter().map(listed).collect(),
        partly: portrait.partly.iter().map(listed).collect(),
        announcements: portrait.announcements.iter().map(listed).collect(),
        years: values(&portrait.years).1,
        languages: values(&portrait.languages).1,
        passages: portrait.best.iter().map(found).collect(),
    };
    object_line(&object, Layout::Indented, out)
}

/// A document of a list, and how many of its passages belong there.
#[derive(Serialize)]
struct Listed<'a> {
    #[serde(flatten)]
    document: Source<'a>,
    /// The passage of it that stands for it.
    passage: &'a str,
    passages: u64,
}

fn listed(hit: &Hit) -> Listed<'_> {
    Listed { document: source(&hit.stored), passage: &hit.stored.id, passages: hit.more_in_document + 1 }
}

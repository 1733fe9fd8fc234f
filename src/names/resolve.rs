//! Names found in a text become Mentions: what each of them means, given the others.
//!
//! Some names say too little alone: "León" is a lion, and there is a Seo-gu in several cities. Such a
//! name counts when the text says elsewhere, and not far away, which place is meant.

use crate::names::found::Found;
use crate::names::keys::Target;
use crate::names::place::{Mention, Place};

/// How far away the country of a city may be named: about two passages. In a whole document that
/// lists every country in a menu, each ambiguous name would count otherwise.
const NEAR: usize = 2_000;

/// A place that is certain, and where it stands.
struct Certain {
    at: usize,
    place: Place,
}

pub(crate) fn resolve(text: &str, names: &[Found]) -> Vec<Mention> {
    let certain: Vec<Certain> = names
        .iter()
        .filter_map(|name| certain(text, name).map(|target| (name, target)))
        .filter_map(|(name, target)| Some(Certain { at: name.start, place: target.place()? }))
        .collect();
    let mut window = 0;
    let mut mentions = Vec::with_capacity(names.len());
    for name in names {
        while certain.get(window).is_some_and(|certain| certain.at + NEAR < name.start) {
            window += 1;
        }
        let target = certain_or_near(text, name, &certain[window..]);
        if let Some((place, demonym)) = target {
            mentions.push(Mention { place, start: name.start, end: name.end, demonym });
        }
    }
    mentions
}

/// The one city that a name may mean where nothing near says so.
pub(crate) fn possible(text: &str, name: &Found) -> Option<Mention> {
    let target = only(targets(text, name).filter(|target| target.is_city() && !target.needs_itself()))?;
    // Typed alone a name needs no capital: what else would be meant?
    let is_small = text[name.start..].starts_with(char::is_lowercase);
    if is_small && text.trim() != &text[name.start..name.end] {
        return None;
    }
    Some(Mention { place: target.place()?, start: name.start, end: name.end, demonym: false })
}

fn certain_or_near(text: &str, name: &Found, certain_places: &[Certain]) -> Option<(Place, bool)> {
    if let Some(target) = certain(text, name) {
        return Some((target.place()?, name.demonym || target.is_demonym()));
    }
    let near = || certain_places.iter().take_while(|certain| certain.at <= name.start + NEAR);
    let named = |target: &Target| near().any(|certain| Some(certain.place) == target.place());
    let country = |target: &Target| {
        let country = target.place().and_then(Place::country_code);
        !target.needs_itself() && near().any(|certain| certain.place.country_code() == country)
    };
    let cities = || targets(text, name).filter(|target| target.is_city());
    let target = only(cities().filter(named)).or_else(|| only(cities().filter(country)))?;
    Some((target.place()?, name.demonym))
}

/// What a name means wherever it stands: a country or group before a city of the same name, and a
/// city when it is the only one.
fn certain(text: &str, name: &Found) -> Option<Target> {
    let alone = || targets(text, name).filter(|target| !target.needs_country());
    alone().find(|target| !target.is_city()).or_else(|| only(alone()))
}

fn targets(text: &str, name: &Found) -> impl Iterator<Item = Target> {
    name.entry.targets().filter(move |&target| name.allows(target, text))
}

fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next();
    if items.next().is_some() { None } else { first }
}

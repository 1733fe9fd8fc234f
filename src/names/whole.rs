//! A text that is nothing but a name becomes its place: what filters and table cells need.

use crate::analysis::fold::key;
use crate::analysis::script::is_apostrophe;
use crate::names::cities::City;
use crate::names::countries::{self, Country};
use crate::names::keys::{Target, find};
use crate::names::labels;
use crate::names::mentions::mentions;
use crate::names::place::{Mention, Place};
use crate::names::polities;
use crate::names::regions::Region;
use crate::names::words::is_unspaced;

/// The country of a code (alpha-2, alpha-3, in any case) or of a name in any language; the whole text
/// must be the name.
///
/// ```
/// use gnlc::names::country;
///
/// for name in ["KR", "kor", "Korea, Republic of", "Corée du Sud", "韩国", "대한민국"] {
///     assert_eq!(country(name).map(|country| country.code), Some("KR"), "{name}");
/// }
/// // A demonym is not a name, and a name one letter off is not known.
/// assert_eq!(country("Korean"), None);
/// assert_eq!(country("Kenja"), None);
/// ```
pub fn country(name: &str) -> Option<&'static Country> {
    let name = name.trim();
    let code = || name.bytes().all(|byte| byte.is_ascii_alphabetic()).then(|| name.to_ascii_uppercase());
    let by_code = match name.len() {
        2 => code().and_then(|code| countries::by_code(&code)),
        3 => code().and_then(|code| countries::by_alpha3(&code)),
        _ => None,
    };
    let by_name = || {
        targets(name).filter(|target| !target.is_demonym()).find_map(|target| match target.place()? {
            Place::Country(country) => Some(country),
            _ => None,
        })
    };
    by_code.or_else(by_name).or_else(|| polities::within(name))
}

/// The country of a code or of any name, where a country is asked for: in an option or a field of a record.
///
/// There a name may also be another word, as nothing else can be meant.
///
/// ```
/// use gnlc::names::{country, country_asked};
///
/// // German for Iceland, and a word of English.
/// assert_eq!(country_asked("Island").map(|country| country.code), Some("IS"));
/// assert_eq!(country("Island"), None);
/// ```
pub fn country_asked(name: &str) -> Option<&'static Country> {
    country(name).or_else(|| labels::country_called(name))
}

/// The country of a demonym or adjective: "Korean", "Finnish".
pub fn demonym(word: &str) -> Option<&'static Country> {
    targets(word).filter(|target| target.is_demonym()).find_map(|target| match target.place()? {
        Place::Country(country) => Some(country),
        _ => None,
    })
}

/// The city of a name in any script, in `country` (a code) when one is given; the whole text must be
/// the name.
///
/// A name that several cities share, or that says too little alone ("León"), is known only with its
/// country; [`cities_named`] gives whatever it may mean.
pub fn city(name: &str, country: Option<&str>) -> Option<&'static City> {
    let sure = |target: &Target| country.is_some() || !target.needs_country();
    let cities = city_targets(name).into_iter().filter(sure).filter_map(of_city);
    let mut cities = cities.filter(|city| country.is_none_or(|code| code == city.country));
    let first = cities.next();
    if cities.next().is_some() { None } else { first }
}

/// Every city that a whole text may name; one whose name has a case ending ("Казани") where none is named so.
pub fn cities_named(name: &str) -> Vec<&'static City> {
    let exact: Vec<&City> = city_targets(name).into_iter().filter_map(of_city).collect();
    if !exact.is_empty() {
        return exact;
    }
    let whole = name.trim();
    let covers = |mention: &Mention| mention.start == 0 && mention.end == whole.len();
    let found = mentions(whole).into_iter().filter(covers).map(|mention| mention.place);
    found.filter_map(|place| if let Place::City(city) = place { Some(city) } else { None }).collect()
}

/// The cities of a name or, when there is none, of the name without the word that says what kind of
/// city it is.
pub(crate) fn city_targets(name: &str) -> Vec<Target> {
    let cities = |name: &str| targets(name).filter(|target| target.is_city()).collect::<Vec<_>>();
    let exact = cities(name);
    if !exact.is_empty() {
        return exact;
    }
    without_kind(name).map(|name| cities(&name)).find(|cities| !cities.is_empty()).unwrap_or_default()
}

fn of_city(target: Target) -> Option<&'static City> {
    match target.place()? {
        Place::City(city) => Some(city),
        _ => None,
    }
}

/// The name without the word that says what kind of city it is: "Espoo City", "City of Espoo", "南京市".
fn without_kind(name: &str) -> impl Iterator<Item = String> {
    const BEFORE: &[&str] = &["city of ", "municipality of ", "ville de ", "ciudad de ", "thanh pho "];
    const BEHIND: &[&str] =
        &[" metropolitan city", " special city", " city", " municipality", " si", " gun", "市", "시", "군"];
    let key = key(name);
    let before = BEFORE.iter().filter_map(|kind| key.strip_prefix(kind)).map(str::to_owned);
    let behind = BEHIND.iter().filter_map(|kind| key.strip_suffix(kind)).map(str::to_owned);
    before.chain(behind).collect::<Vec<_>>().into_iter()
}

/// The regional group of a slug or name.
pub fn region(name: &str) -> Option<&'static Region> {
    crate::names::regions::by_slug(name.trim()).or_else(|| {
        targets(name).find_map(|target| match target.place()? {
            Place::Region(region) => Some(region),
            _ => None,
        })
    })
}

/// What the table of keys says about a whole text.
pub(crate) fn targets(name: &str) -> impl Iterator<Item = Target> {
    // An apostrophe says more than a key keeps: "Xi'an" is a city, "Xian" needs its country.
    let apart = name.contains(is_apostrophe).then(|| name.replace(is_apostrophe, " "));
    // "And" belongs to the word behind it, and many write it apart: "أنتيغوا و باربودا".
    let and = name.contains(" و ").then(|| name.replace(" و ", " و"));
    let entry = [apart, and].into_iter().flatten().find_map(|name| find(&joined(key(&name))));
    let entry = entry.or_else(|| find(&joined(key(name))));
    entry.into_iter().flat_map(|entry| entry.targets())
}

/// In scripts without spaces a key has none.
fn joined(mut key: String) -> String {
    if key.starts_with(is_unspaced) {
        key.retain(|c| c != ' ');
    }
    key
}

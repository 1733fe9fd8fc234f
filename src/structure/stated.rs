//! What a record's fields or a front matter state becomes places, a date and a kind; it outweighs everything that is read.

use crate::calendar;
use crate::facet::KINDS;
use crate::names;
use crate::read::Document;
use crate::structure::dates;
use crate::structure::page::{Date, Evidence, Places};
use crate::structure::places::add;

/// So many countries and cities of a document are taken; there are not so many countries. They stand with each of its passages,
/// so that a list without end would stand there as often.
const MOST: usize = 300;

/// The stated places; what cannot be resolved is noted and makes no facet.
pub(crate) fn places(document: &Document, notes: &mut Vec<String>) -> Places {
    let stated = &document.stated;
    let mut places = Places::default();
    let countries = stated.country.iter().flat_map(|names| split(names));
    let cities = stated.city.iter().map(|name| name.trim()).filter(|name| !name.is_empty());
    if countries.clone().nth(MOST).is_some() || cities.clone().nth(MOST).is_some() {
        notes
            .push(format!("it states more than {MOST} countries or cities; those behind them were left out"));
    }
    for name in countries.take(MOST) {
        match names::country_asked(name) {
            Some(country) => {
                add(&mut places.countries, country.code);
                says(&mut places, "country", name);
            }
            None => notes.push(format!("unknown country `{name}`")),
        }
    }
    for name in cities.take(MOST) {
        let own = places.countries.clone();
        let known = own.iter().find_map(|code| names::city(name, Some(code)));
        // In a field that says "city" a name is no word and no person.
        let only = || if let [only] = names::cities_named(name)[..] { Some(only) } else { None };
        let known = known.or_else(|| if own.is_empty() { only() } else { None });
        match known {
            Some(city) => places.add_city(city),
            None => add(&mut places.cities, name),
        }
        says(&mut places, "city", name);
    }
    if let Some(name) = stated.region.as_deref().map(str::trim).filter(|name| !name.is_empty()) {
        match names::region(name) {
            Some(region) => {
                add(&mut places.regions, region.slug);
                says(&mut places, "region", name);
            }
            None => notes.push(format!("unknown region `{name}`")),
        }
    }
    places
}

fn says(places: &mut Places, field: &str, name: &str) {
    places.evidence.push(Evidence { what: format!("the field `{field}` says `{name}`"), at: None });
}

/// A field may hold several names; a name that is known as a whole ("Korea, Republic of") stays whole.
fn split(names: &str) -> Vec<&str> {
    let whole = names.trim();
    if whole.is_empty() {
        return Vec::new();
    }
    if names::country_asked(whole).is_some() || !whole.contains([';', '|', ',']) {
        return vec![whole];
    }
    let marks: &[char] = if whole.contains([';', '|']) { &[';', '|'] } else { &[','] };
    whole.split(marks).map(str::trim).filter(|name| !name.is_empty()).collect()
}

/// The stated date, else the stated year.
pub(crate) fn date(document: &Document, notes: &mut Vec<String>) -> Option<Date> {
    let stated = &document.stated;
    if let Some(text) = stated.date.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        match dates::stated(text) {
            Some(found) => return Some(Date { evidence: "date".to_owned(), ..found.date(text, 0) }),
            None => notes.push(format!("unknown date `{text}`")),
        }
    }
    let year = stated.year?;
    let common = if calendar::BUDDHIST_YEARS.contains(&year) { calendar::of_buddhist(year) } else { year };
    match i16::try_from(common) {
        Ok(year) if (1..=9999).contains(&year) => {
            Some(Date { year, month: None, day: None, evidence: "year".to_owned(), line: 0 })
        }
        _ => {
            notes.push(format!("unknown year `{year}`"));
            None
        }
    }
}

/// The stated kind, in any spelling.
pub(crate) fn kind(document: &Document, notes: &mut Vec<String>) -> Option<&'static str> {
    let text = document.stated.kind.as_deref().map(str::trim).filter(|text| !text.is_empty())?;
    let plain: String = text.to_lowercase().replace([' ', '_'], "-");
    let known = KINDS.iter().find(|kind| **kind == plain).copied();
    if known.is_none() {
        notes.push(format!("unknown kind `{text}`"));
    }
    known
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::time::{Duration, Instant};

    use crate::read::documents;
    use crate::structure::page;

    #[test]
    fn a_year_of_the_buddhist_era_is_one_of_ours() {
        for field in ["year: 2567", "date: 2567-02-14", "year: 2024"] {
            let text = format!("---\n{field}\n---\n\nA town learns.\n");
            let document = documents(Path::new("a.md"), text.as_bytes()).remove(0).unwrap();
            assert_eq!(page(&document).parts[0].date.as_ref().map(|date| date.year), Some(2024), "{field}");
        }
    }

    /// Found by the fuzzer: 28 KB of front matter took three seconds.
    #[test]
    fn a_list_of_countries_without_end_is_cut_and_read_at_once() {
        let text = format!(
            "---\ncountry: [{}IE]\ncity: [{}x]\n---\n\nA town learns.\n",
            "E,".repeat(14_000),
            "y,".repeat(9)
        );
        let document = documents(Path::new("a.md"), text.as_bytes()).remove(0).unwrap();
        let begun = Instant::now();
        let page = page(&document);
        assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
        let told = |note: &&String| note.contains("more than 300 countries");
        assert_eq!(page.notes.iter().filter(told).count(), 1, "{:?}", page.notes.len());
        assert!(page.notes.len() < 320);
    }
}

//! A passage becomes an entry of the index: ids, facets, names and what is given back.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::index::{Entry, Stored, StoredDocument};
use crate::names::{self, Place};
use crate::passage::{self, Passage};
use crate::read::{Document, head};
use crate::structure::{Date, Page, Part};

/// The longest title or heading, in bytes: every passage below repeats it.
const LONGEST_HEAD: usize = 2_000;

/// The passages of a document as they enter the index, part by part.
pub fn entries(document: &Document, page: &Page) -> Vec<Entry> {
    let passages = passage::passages(document, page);
    let mut parts: BTreeMap<usize, (Arc<StoredDocument>, u64)> = BTreeMap::new();
    passages
        .iter()
        .map(|passage| {
            let fresh = || (Arc::new(stored_document(document, &page.parts[passage.part])), 0);
            let (stored, ordinal) = parts.entry(passage.part).or_insert_with(fresh);
            let entry = entry(document, page, passage, Arc::clone(stored), *ordinal);
            *ordinal += 1;
            entry
        })
        .collect()
}

/// What is known of a part of a page, which is a document of its own.
fn stored_document(document: &Document, part: &Part) -> StoredDocument {
    let id = if part.key.is_empty() { document.id.clone() } else { format!("{}#{}", document.id, part.key) };
    let date = part.date.as_ref();
    StoredDocument {
        id,
        path: document.path.clone(),
        title: head(&part.title, LONGEST_HEAD).to_owned(),
        kind: part.kind.to_owned(),
        date: date.map(written),
        date_evidence: date.map(evidence),
        year: date.map(|date| i32::from(date.year)),
        source: document.stated.source.clone(),
        extra: document.stated.extra.clone(),
    }
}

fn entry(
    document: &Document,
    page: &Page,
    passage: &Passage,
    own: Arc<StoredDocument>,
    ordinal: u64,
) -> Entry {
    let date = page.parts[passage.part].date.as_ref();
    let pages = document.pages(passage.start..passage.end);
    let mut stored = Stored {
        id: format!("{}#{}", own.id, ordinal + 1),
        document: own,
        text: passage.text.clone(),
        heading: passage.heading.iter().map(|heading| head(heading, LONGEST_HEAD).to_owned()).collect(),
        start: passage.start as u64,
        end: passage.end as u64,
        first_line: passage.first_line,
        last_line: passage.last_line,
        first_page: pages.map(|(first, _)| first),
        last_page: pages.map(|(_, last)| last),
        language: passage.language.code.to_owned(),
        countries: passage.about.countries.clone(),
        cities: passage.about.cities.clone(),
        places_evidence: passage.evidence.clone(),
        ..Stored::default()
    };
    stored.set_original(&document.text[passage.start..passage.end]);
    let mut regions = passage.about.regions.clone();
    for country in passage.about.countries.iter().filter_map(|code| names::country(code)) {
        if !regions.iter().any(|region| region == country.region) {
            regions.push(country.region.to_owned());
        }
    }
    let known = date.filter(|date| date.month.is_some());
    let days = known.and_then(|date| crate::query::span(date.year, date.month, date.day));
    Entry {
        names: if page.nameless { Vec::new() } else { named_ids(&stored) },
        about: about_ids(&stored, &regions),
        language: passage.language,
        wholes: passage.wholes.clone(),
        stored,
        regions,
        days,
        ordinal,
    }
}

/// Ids of the places a passage is about. A country stands there once for each of its cities: a row of three Korean cities
/// is no less about Korea than a row of one.
fn about_ids(stored: &Stored, regions: &[String]) -> Vec<String> {
    let mut ids: Vec<String> = regions.iter().map(|region| format!("region/{region}")).collect();
    ids.extend(stored.countries.iter().map(|country| format!("country/{country}")));
    let mut cities = BTreeMap::new();
    for city in &stored.cities {
        let country = stored.countries.iter().find_map(|country| names::city(city, Some(country)));
        if let Some(city) = country.or_else(|| names::city(city, None)) {
            ids.push(format!("city/{}/{}", city.country, city.id));
            if stored.countries.iter().any(|country| country == city.country) {
                *cities.entry(city.country).or_insert(0usize) += 1;
            }
        }
    }
    for (country, more) in cities {
        ids.extend(std::iter::repeat_n(format!("country/{country}"), more - 1));
    }
    ids
}

/// Ids of the places that a passage's words and headings name, once for each time.
fn named_ids(stored: &Stored) -> Vec<String> {
    let texts = std::iter::once(&stored.text).chain(&stored.heading);
    let mentions = texts.flat_map(|text| names::mentions(text));
    mentions
        .map(|mention| match mention.place {
            Place::Country(country) => format!("country/{}", country.code),
            Place::City(city) => format!("city/{}/{}", city.country, city.id),
            Place::Region(region) => format!("region/{}", region.slug),
        })
        .collect()
}

/// A date as ISO 8601 writes it, as precise as it is known.
fn written(date: &Date) -> String {
    match (date.month, date.day) {
        (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", date.year),
        (Some(month), None) => format!("{:04}-{month:02}", date.year),
        _ => format!("{:04}", date.year),
    }
}

fn evidence(date: &Date) -> String {
    match date.line {
        0 => date.evidence.clone(),
        line => format!("{} (line {line})", date.evidence),
    }
}

#[cfg(test)]
mod tests {
    use super::{entries, named_ids};
    use crate::read::Document;
    use crate::structure::page;

    fn ids(text: &str) -> Vec<Vec<String>> {
        let document = Document { text: text.to_owned(), ..Document::default() };
        entries(&document, &page(&document)).into_iter().map(|entry| entry.names).collect()
    }

    #[test]
    fn the_only_name_of_a_page_is_found_wherever_it_stands() {
        for text in [
            "The library opens at night, and a neighbour from Nanjing comes to read.",
            "A town\n\nThe library opens at night, and all the neighbours come to read: one of them lives in Nan-\njing now.",
            "The library opens at night for anybody. Learning together with learningNanjing groups.",
            "A town\n\nAll neighbours come to read at night, and stay.\n\nA day in Nanjing\n\nNobody minds how long the doors stay open there.",
            "学习\n\n图书馆晚上开门，邻居们都很高兴，一起学习新的知识，有人从很远的地方来，他们说自己的家在南\n京的旁边。",
        ] {
            assert_eq!(ids(text).concat(), ["city/CN/nanjing"], "{text}");
        }
        assert_eq!(ids("The library opens at night, and the neighbours come to read."), [[""; 0]]);
    }

    #[test]
    fn a_row_of_several_cities_is_no_less_about_their_country_than_a_row_of_one() {
        let text = "New members\n\nOsan, Republic of Korea\nSuwon, Republic of Korea\nCork, Ireland\n";
        let document = Document { text: text.to_owned(), ..Document::default() };
        let about = |country: &str| {
            let rows = entries(&document, &page(&document)).into_iter();
            rows.map(|entry| entry.about.iter().filter(|id| *id == country).count()).max()
        };
        assert_eq!((about("country/KR"), about("country/IE")), (Some(2), Some(1)));
    }

    /// What was looked through once is not looked through again, which must not show.
    #[test]
    fn a_page_without_names_has_passages_without_names() {
        let files = walkdir::WalkDir::new("seeds").sort_by_file_name().into_iter().flatten();
        let mut nameless = 0;
        for file in
            files.filter(|file| file.path().extension().is_some_and(|kind| kind == "md" || kind == "txt"))
        {
            let text = std::fs::read_to_string(file.path()).unwrap();
            // Pieces of a page name less than the page.
            for piece in text.split("\n\n") {
                let document = Document { text: piece.to_owned(), ..Document::default() };
                let page = page(&document);
                nameless += usize::from(page.nameless);
                for entry in entries(&document, &page).iter().filter(|_| page.nameless) {
                    assert_eq!(named_ids(&entry.stored), [""; 0], "{piece}");
                }
            }
        }
        assert!(nameless > 200, "{nameless}");
    }
}

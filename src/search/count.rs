//! How many answers there are per value of a facet: exact, in passages and in documents.

use std::collections::BTreeMap;

use tantivy::SegmentReader;
use tantivy::columnar::{Column, StrColumn};

use crate::error::Result;
use crate::facet::Facet;
use crate::index::Index;
use crate::index::manifest::read_error;
use crate::names::{self, LabelLanguage};
use crate::query::UNDATED;
use crate::search::{FacetCounts, FacetValue};

/// Passages and documents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Passages.
    pub passages: u64,
    /// Documents they belong to.
    pub documents: u64,
}

impl Count {
    pub(crate) fn add(&mut self, other: Count) {
        self.passages += other.passages;
        self.documents += other.documents;
    }
}

/// Counts of one facet by value.
pub(crate) type Counts = BTreeMap<String, Count>;

/// Counts one facet in one segment. Passages of a document stand together in a segment, so a
/// document is new whenever it differs from the last one counted.
pub(crate) struct Counter {
    column: Values,
    /// By the number of a value in the segment; of years, the undated come first and the others after the least one.
    tallies: Vec<Tally>,
    /// Years too far from the least one for a place of their own.
    far: BTreeMap<i64, Tally>,
}

enum Values {
    Words(Option<StrColumn>),
    Years(Column<i64>),
}

/// So many years in a row have places of their own; documents are rarely from more than a few hundred.
const YEARS: usize = 1_000;

/// Years are read so many at a time: one by one, finding the way to each costs more than it does.
const AT_ONCE: usize = 128;

#[derive(Clone, Copy, Default)]
struct Tally {
    passages: u32,
    documents: u32,
    /// The number of the last document counted, and one.
    last: u64,
}

impl Tally {
    fn add(&mut self, document: u64) {
        self.passages += 1;
        // Without a branch: whether it is new is anybody's guess.
        self.documents += u32::from(self.last != document + 1);
        self.last = document + 1;
    }

    fn count(self) -> Count {
        Count { passages: u64::from(self.passages), documents: u64::from(self.documents) }
    }
}

impl Counter {
    pub(crate) fn new(facet: Facet, index: &Index, segment: &SegmentReader) -> Result<Counter> {
        let column = match facet {
            Facet::Year => Values::Years(index.columns().years(segment)?),
            _ => Values::Words(index.columns().words(segment, facet.name())?),
        };
        let places = match &column {
            Values::Words(words) => words.as_ref().map_or(0, |words| words.num_terms()),
            Values::Years(years) => {
                let last = years.max_value().saturating_sub(years.min_value());
                usize::try_from(last).unwrap_or(0).min(YEARS - 1) + 2
            }
        };
        Ok(Counter { column, tallies: vec![Tally::default(); places], far: BTreeMap::new() })
    }

    /// Counts passages, each of the document with the number at its place.
    pub(crate) fn count(&mut self, passages: &[u32], documents: &[u64]) {
        match &self.column {
            Values::Words(Some(words)) => {
                for (passage, document) in passages.iter().zip(documents) {
                    for value in words.term_ords(*passage) {
                        self.tallies[value as usize].add(*document);
                    }
                }
            }
            Values::Words(None) => {}
            Values::Years(years) => {
                let least = years.min_value();
                for (passages, documents) in passages.chunks(AT_ONCE).zip(documents.chunks(AT_ONCE)) {
                    let mut found = [None; AT_ONCE];
                    let found = &mut found[..passages.len()];
                    years.first_vals(passages, found);
                    for (year, document) in found.iter().zip(documents) {
                        let place = year.map_or(Some(0), |year| {
                            usize::try_from(year.saturating_sub(least).saturating_add(1)).ok()
                        });
                        match (place.and_then(|place| self.tallies.get_mut(place)), year) {
                            (Some(tally), _) => tally.add(*document),
                            (None, year) => {
                                self.far.entry(year.unwrap_or_default()).or_default().add(*document)
                            }
                        }
                    }
                }
            }
        }
    }

    /// Adds what was counted to the counts of the other segments.
    pub(crate) fn finish(self, index: &Index, counts: &mut Counts) -> Result<()> {
        let counted = self.tallies.iter().enumerate().filter(|(_, tally)| tally.passages > 0);
        match &self.column {
            Values::Words(Some(words)) => {
                let mut value = String::new();
                for (number, tally) in counted {
                    words
                        .ord_to_str(number as u64, &mut value)
                        .map_err(|error| read_error(index.folder(), error))?;
                    counts.entry(value.clone()).or_default().add(tally.count());
                }
            }
            Values::Words(None) => {}
            Values::Years(years) => {
                let least = years.min_value();
                for (place, tally) in counted {
                    let value = match place {
                        0 => UNDATED.to_owned(),
                        place => (least + place as i64 - 1).to_string(),
                    };
                    counts.entry(value).or_default().add(tally.count());
                }
                for (year, tally) in self.far {
                    counts.entry(year.to_string()).or_default().add(tally.count());
                }
            }
        }
        Ok(())
    }
}

/// The values of a facet worth showing: those with the most passages, years in their own order.
pub(crate) fn ranked(facet: Facet, counts: Counts, most: usize, language: LabelLanguage) -> FacetCounts {
    let distinct = counts.len();
    let mut values: Vec<(String, Count)> = counts.into_iter().collect();
    values.sort_by(|(left, one), (right, other)| {
        other
            .passages
            .cmp(&one.passages)
            .then(other.documents.cmp(&one.documents))
            .then_with(|| left.cmp(right))
    });
    values.truncate(most);
    if facet == Facet::Year {
        // Digits sort above letters here, so "undated" comes last.
        values.sort_by(|(left, _), (right, _)| {
            let undated = |value: &str| value == UNDATED;
            undated(left).cmp(&undated(right)).then_with(|| right.cmp(left))
        });
    }
    let values = values.into_iter().map(|(value, count)| labelled(facet, value, count, language)).collect();
    FacetCounts { facet, values, distinct }
}

/// A value with how people call it and what stands above it: region › country › city.
fn labelled(facet: Facet, value: String, count: Count, language: LabelLanguage) -> FacetValue {
    let (label, parent) = match facet {
        Facet::Country => names::country(&value)
            .map_or((None, None), |country| (Some(country.label_in(language)), Some(country.region))),
        Facet::Region => (names::region(&value).map(|region| region.label_in(language)), None),
        // A name that several countries have stands below none of them.
        Facet::City => match names::cities_named(&value).as_slice() {
            // English readers see the value itself: it is the label, or as the document writes it.
            [city] => {
                let label = Some(city.label_in(language)).filter(|_| language != LabelLanguage::ENGLISH);
                (label, Some(city.country))
            }
            _ => (None, None),
        },
        Facet::Language => (names::language_label(&value, language), None),
        Facet::Year | Facet::Kind => (None, None),
    };
    let label = label.map_or_else(|| value.clone(), str::to_owned);
    FacetValue { label, parent: parent.map(str::to_owned), value, count }
}

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
    tallies: Vec<Tally>,
    years: BTreeMap<Option<i64>, Tally>,
}

enum Values {
    Words(Option<StrColumn>),
    Years(Column<i64>),
}

#[derive(Clone, Copy, Default)]
struct Tally {
    count: Count,
    last_document: Option<u64>,
}

impl Tally {
    fn add(&mut self, document: u64) {
        self.count.passages += 1;
        if self.last_document != Some(document) {
            self.count.documents += 1;
            self.last_document = Some(document);
        }
    }
}

impl Counter {
    pub(crate) fn new(facet: Facet, index: &Index, segment: &SegmentReader) -> Result<Counter> {
        let failed = |error: tantivy::TantivyError| read_error(index.folder(), error);
        let columns = segment.fast_fields();
        let column = match facet {
            Facet::Year => Values::Years(columns.i64("year").map_err(failed)?),
            _ => Values::Words(columns.str(facet.name()).map_err(failed)?),
        };
        let tallies = match &column {
            Values::Words(Some(words)) => vec![Tally::default(); words.num_terms()],
            _ => Vec::new(),
        };
        Ok(Counter { column, tallies, years: BTreeMap::new() })
    }

    /// Counts a passage of the document with this number.
    pub(crate) fn add(&mut self, passage: u32, document: u64) {
        match &self.column {
            Values::Words(Some(words)) => {
                for value in words.term_ords(passage) {
                    self.tallies[value as usize].add(document);
                }
            }
            Values::Words(None) => {}
            Values::Years(years) => self.years.entry(years.first(passage)).or_default().add(document),
        }
    }

    /// Adds what was counted to the counts of the other segments.
    pub(crate) fn finish(self, index: &Index, counts: &mut Counts) -> Result<()> {
        if let Values::Words(Some(words)) = &self.column {
            let mut value = String::new();
            for (number, tally) in
                self.tallies.iter().enumerate().filter(|(_, tally)| tally.count.passages > 0)
            {
                words
                    .ord_to_str(number as u64, &mut value)
                    .map_err(|error| read_error(index.folder(), error))?;
                counts.entry(value.clone()).or_default().add(tally.count);
            }
        }
        for (year, tally) in self.years {
            let value = year.map_or_else(|| UNDATED.to_owned(), |year| year.to_string());
            counts.entry(value).or_default().add(tally.count);
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

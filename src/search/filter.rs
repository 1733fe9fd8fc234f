//! Filters become what they let through.

use crate::analysis::fold;
use crate::error::Result;
use crate::facet::{FACETS, Facet};
use crate::index::Index;
use crate::query::{Filters, Years};
use crate::search::plan::Match;

/// Days that stand for "from the beginning" and "to the end".
const FIRST_DAY: i64 = i64::MIN;
const LAST_DAY: i64 = i64::MAX;

/// What the filters of each facet let through; facets without a filter are left out.
pub(crate) fn by_facet(filters: &Filters, index: &Index) -> Result<Vec<(Facet, Match)>> {
    let mut restricted = Vec::new();
    for &(facet, _) in FACETS {
        if !filters.values(facet).is_empty() {
            restricted.push((facet, matching(filters, facet, index)?));
        }
    }
    Ok(restricted)
}

/// What the span of dates lets through, if one was given.
pub(crate) fn by_date(filters: &Filters) -> Option<Match> {
    (filters.from.is_some() || filters.to.is_some())
        .then(|| Match::Days(filters.from.unwrap_or(FIRST_DAY), filters.to.unwrap_or(LAST_DAY)))
}

/// What the filter of one facet lets through.
pub(crate) fn matching(filters: &Filters, facet: Facet, index: &Index) -> Result<Match> {
    let fields = index.fields();
    let values = filters.values(facet);
    let (field, values) = match facet {
        Facet::Year => return Ok(Match::Years(filters.years.clone())),
        Facet::City => (fields.city, cities(&values, index)?),
        // What a passage is about is indexed once, for questions and choices alike.
        Facet::Country => (fields.about, prefixed("country", &values)),
        Facet::Region => (fields.about, prefixed("region", &values)),
        Facet::Language => (fields.language, values),
        Facet::Kind => (fields.kind, values),
    };
    Ok(Match::Any(values.into_iter().map(|value| Match::Term(field, value)).collect()))
}

/// Ids of places of one kind.
fn prefixed(kind: &str, values: &[String]) -> Vec<String> {
    values.iter().map(|value| format!("{kind}/{value}")).collect()
}

/// The cities of the index that are called so, in whatever case and with or without accents.
fn cities(wanted: &[String], index: &Index) -> Result<Vec<String>> {
    let wanted: Vec<String> = wanted.iter().map(|city| fold::key(city)).collect();
    let held = index.cities()?;
    Ok(held.into_iter().filter(|city| wanted.contains(&fold::key(city))).collect())
}

/// Whether a year is among the chosen ones.
pub(crate) fn includes(years: &[Years], year: Option<i64>) -> bool {
    years.iter().any(|chosen| match (chosen, year) {
        (Years::Range(first, last), Some(year)) => (*first..=*last).contains(&year),
        (Years::Undated, None) => true,
        _ => false,
    })
}

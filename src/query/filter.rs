//! Filters: what the answers are restricted to.
//!
//! Different facets are joined by *and*, values of one facet by *or*.

use jiff::civil;

use crate::analysis::language;
use crate::calendar;
use crate::error::{Error, Result};
use crate::facet::{Facet, KINDS};
use crate::names;

/// Chosen values by facet, and a span of dates.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Filters {
    /// ISO codes.
    pub countries: Vec<String>,
    /// Slugs.
    pub regions: Vec<String>,
    pub cities: Vec<String>,
    /// Codes.
    pub languages: Vec<String>,
    pub kinds: Vec<String>,
    pub years: Vec<Years>,
    /// First day, in days since 1970.
    pub from: Option<i64>,
    /// Last day.
    pub to: Option<i64>,
}

/// Years an answer may be of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Years {
    /// From the first to the last, both included.
    Range(i64, i64),
    /// Documents that carry no date.
    Undated,
}

/// The value that stands for "without a year".
pub const UNDATED: &str = "undated";
/// Years outside are slips of the keyboard: no document of a city network is that old or new.
const POSSIBLE_YEARS: std::ops::RangeInclusive<i64> = 1000..=2999;

impl Filters {
    /// Adds a value of a facet, under any of its names.
    ///
    /// # Errors
    /// [`Error::UnknownValue`] with the nearest known names, [`Error::BadYear`]
    pub fn add(&mut self, facet: Facet, value: &str) -> Result<()> {
        let value = value.trim();
        let (list, found) = match facet {
            Facet::Year => {
                self.years.push(years(value)?);
                return Ok(());
            }
            Facet::Country => (&mut self.countries, country(value)?),
            Facet::Region => (&mut self.regions, region(value)?),
            Facet::City => (&mut self.cities, city(value)),
            Facet::Language => (&mut self.languages, language_code(value)?),
            Facet::Kind => (&mut self.kinds, kind(value)?),
        };
        if !list.contains(&found) {
            list.push(found);
        }
        Ok(())
    }

    /// Only answers of this day or later; `2024` means its first day, `2024-02` the month's first.
    ///
    /// # Errors
    /// [`Error::BadDate`]
    pub fn set_from(&mut self, date: &str) -> Result<()> {
        self.from = Some(day_span(date)?.0);
        Ok(())
    }

    /// Only answers of this day or earlier; `2024` means its last day.
    ///
    /// # Errors
    /// [`Error::BadDate`]
    pub fn set_to(&mut self, date: &str) -> Result<()> {
        self.to = Some(day_span(date)?.1);
        Ok(())
    }

    /// The chosen values of a facet as they are written in results.
    pub fn values(&self, facet: Facet) -> Vec<String> {
        match facet {
            Facet::Country => self.countries.clone(),
            Facet::Region => self.regions.clone(),
            Facet::City => self.cities.clone(),
            Facet::Language => self.languages.clone(),
            Facet::Kind => self.kinds.clone(),
            Facet::Year => self.years.iter().map(ToString::to_string).collect(),
        }
    }
}

impl std::fmt::Display for Years {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Years::Range(first, last) if first == last => write!(formatter, "{first}"),
            Years::Range(first, last) => write!(formatter, "{first}..{last}"),
            Years::Undated => formatter.write_str(UNDATED),
        }
    }
}

fn unknown(facet: &'static str, value: &str, nearest: Vec<String>) -> Error {
    Error::UnknownValue { facet, value: value.to_owned(), nearest }
}

fn country(value: &str) -> Result<String> {
    names::country_asked(value).map(|country| country.code.to_owned()).ok_or_else(|| {
        let nearest = names::nearest_countries(value).into_iter().map(str::to_owned).collect();
        unknown("country", value, nearest)
    })
}

fn region(value: &str) -> Result<String> {
    names::region(value).map(|region| region.slug.to_owned()).ok_or_else(|| {
        unknown("region", value, names::regions().iter().map(|region| region.slug.to_owned()).collect())
    })
}

/// A city we do not know may still be one the documents name, so it is kept as typed.
fn city(value: &str) -> String {
    match names::cities_named(value).as_slice() {
        [] => value.to_owned(),
        [city, ..] => city.name.to_owned(),
    }
}

fn language_code(value: &str) -> Result<String> {
    let called =
        || names::LabelLanguage::named(value).and_then(|named| language::by_code(named.without_script()));
    let known = language::by_code(&value.to_lowercase()).or_else(|| language::by_name(value)).or_else(called);
    known.map(|language| language.code.to_owned()).ok_or_else(|| unknown("language", value, Vec::new()))
}

fn kind(value: &str) -> Result<String> {
    let wanted = value.to_lowercase().replace([' ', '_'], "-");
    KINDS
        .iter()
        .find(|kind| **kind == wanted)
        .map(|kind| (*kind).to_owned())
        .ok_or_else(|| unknown("kind", value, KINDS.iter().map(|kind| (*kind).to_owned()).collect()))
}

/// Reads `2024`, `2020..2024`, `2020..`, `..2024` or `undated`; digits of any script.
fn years(value: &str) -> Result<Years> {
    if value.eq_ignore_ascii_case(UNDATED) {
        return Ok(Years::Undated);
    }
    let bad = || Error::BadYear { value: value.to_owned() };
    let year = |text: &str, open: i64| {
        if text.is_empty() {
            return Ok(open);
        }
        let digits = ascii_digits(text).ok_or_else(bad)?;
        let year: i64 = digits.parse().map_err(|_| bad())?;
        let thai = i32::try_from(year).ok().filter(|year| calendar::BUDDHIST_YEARS.contains(year));
        let year = thai.map_or(year, |thai| calendar::of_buddhist(thai).into());
        if POSSIBLE_YEARS.contains(&year) { Ok(year) } else { Err(bad()) }
    };
    let (first, last) = value.split_once("..").unwrap_or((value, value));
    if first.is_empty() && last.is_empty() {
        return Err(bad());
    }
    let (first, last) = (year(first, *POSSIBLE_YEARS.start())?, year(last, *POSSIBLE_YEARS.end())?);
    if first > last { Err(bad()) } else { Ok(Years::Range(first, last)) }
}

/// A number in ASCII digits, when the text is nothing but digits of one script or another.
pub(crate) fn ascii_digits(text: &str) -> Option<String> {
    text.chars().map(|character| digit(character).and_then(|digit| char::from_digit(digit, 10))).collect()
}

/// The value of a digit of one script or another.
pub(crate) fn digit(character: char) -> Option<u32> {
    // Arabic-Indic, extended Arabic-Indic (Persian), Devanagari, Bengali, Thai, full width: each block's digits follow
    // its zero.
    let zeros = ['0', '\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{e50}', '\u{ff10}'];
    zeros
        .iter()
        .find_map(|zero| u32::from(character).checked_sub(u32::from(*zero)).filter(|digit| *digit < 10))
}

/// The first and last day a written date may mean, in days since 1970.
pub(crate) fn day_span(date: &str) -> Result<(i64, i64)> {
    let bad = || Error::BadDate { value: date.to_owned() };
    let mut parts = date.trim().split('-');
    let number = |part: Option<&str>| part.map(|part| part.parse::<i16>().map_err(|_| bad())).transpose();
    let year = number(parts.next())?.ok_or_else(bad)?;
    let (month, day) = (number(parts.next())?, number(parts.next())?);
    if parts.next().is_some() || !POSSIBLE_YEARS.contains(&i64::from(year)) {
        return Err(bad());
    }
    let narrow = |part: Option<i16>| part.map(i8::try_from).transpose().map_err(|_| bad());
    span(year, narrow(month)?, narrow(day)?).ok_or_else(bad)
}

/// The first and last day of a year, month or day; none where the calendar has no such date.
pub fn span(year: i16, month: Option<i8>, day: Option<i8>) -> Option<(i64, i64)> {
    let first = civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
    let last = match (month, day) {
        (None, _) => first.last_of_year(),
        (Some(_), None) => first.last_of_month(),
        (Some(_), Some(_)) => first,
    };
    let days = |date: civil::Date| {
        date.since((jiff::Unit::Day, civil::date(1970, 1, 1))).ok().map(|span| i64::from(span.get_days()))
    };
    Some((days(first)?, days(last)?))
}

/// A day as ISO 8601 writes it, from days since 1970.
pub fn day(days: i64) -> String {
    let span = i32::try_from(days).ok().and_then(|days| jiff::Span::new().try_days(days).ok());
    let date = span.and_then(|span| civil::date(1970, 1, 1).checked_add(span).ok());
    date.map_or_else(|| days.to_string(), |date| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_come_alone_or_as_ranges_in_any_digits() {
        assert_eq!(years("2024").unwrap(), Years::Range(2024, 2024));
        assert_eq!(years("2020..2024").unwrap(), Years::Range(2020, 2024));
        assert_eq!(years("..2024").unwrap(), Years::Range(1000, 2024));
        assert_eq!(years("٢٠٢٤").unwrap(), Years::Range(2024, 2024));
        assert_eq!(years("Undated").unwrap(), Years::Undated);
        for bad in ["", "..", "20244", "twenty", "2024..2020", "2024-02"] {
            assert!(years(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_date_means_its_first_and_last_day() {
        assert_eq!(day_span("1970-01-01").unwrap(), (0, 0));
        assert_eq!(day_span("1970-02").unwrap(), (31, 58));
        assert_eq!(day_span("1970").unwrap(), (0, 364));
        for bad in ["", "2024-13", "2024-02-30", "2024-2-2-2", "soon"] {
            assert!(day_span(bad).is_err(), "{bad}");
        }
    }
}

//! Countries of ISO 3166, and Kosovo: their codes, their group in the network and their label.
//!
//! The rows are `countries.tsv`; its names in seventy languages are not read here but from the
//! table of keys (`keys.rs`), which is made from it.

use std::sync::LazyLock;

/// A country of ISO 3166 with its group in the network.
#[derive(Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-2, `KR`.
    pub code: &'static str,
    /// ISO 3166-1 alpha-3, `KOR`.
    pub alpha3: &'static str,
    /// Slug of the regional group, `asia-pacific`.
    pub region: &'static str,
    /// English name as the network writes it.
    pub label: &'static str,
    /// The columns of its names, which are read only where somebody asks for them.
    rest: &'static str,
}

/// The table as it is kept: one country a line.
pub(crate) const TABLE: &str = include_str!("countries.tsv");

static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| {
    let mut rows: Vec<Country> =
        TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(row).collect();
    rows.sort_unstable_by_key(|country| country.code);
    rows
});

fn row(line: &'static str) -> Option<Country> {
    let mut fields = line.splitn(5, '\t');
    Some(Country {
        code: fields.next()?,
        alpha3: fields.next()?,
        region: fields.next()?,
        label: fields.next()?,
        rest: fields.next()?,
    })
}

/// All countries, in the order of their codes.
pub fn all_countries() -> &'static [Country] {
    &COUNTRIES
}

/// The country of an alpha-2 code in capitals.
pub fn by_code(code: &str) -> Option<&'static Country> {
    let at = COUNTRIES.binary_search_by_key(&code, |country| country.code).ok()?;
    COUNTRIES.get(at)
}

/// The country of an alpha-3 code in capitals.
pub(crate) fn by_alpha3(code: &str) -> Option<&'static Country> {
    COUNTRIES.iter().find(|country| country.alpha3 == code)
}

impl Country {
    /// Its further English names, divided by `|`.
    pub(crate) fn english(&self) -> &'static str {
        self.rest.split('\t').next().unwrap_or_default()
    }

    /// Its names by language as the table has them, `fr:Corée du Sud|République de Corée;ko:…`.
    pub(crate) fn names(&self) -> &'static str {
        self.rest.rsplit('\t').next().unwrap_or_default()
    }
}

/// The label of a code, `Republic of Korea` for `KR`.
pub fn label(code: &str) -> Option<&'static str> {
    by_code(code).map(|country| country.label)
}

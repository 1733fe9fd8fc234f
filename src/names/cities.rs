//! The network's cities: our own table of facts, `cities.tsv`.
//!
//! A city is found by its spellings through the table of keys; here they are only told.

use std::sync::LazyLock;

/// A member city of the table.
#[derive(Debug, PartialEq, Eq)]
pub struct City {
    /// Slug, unique in its country: `buan`.
    pub id: &'static str,
    /// Code of its country.
    pub country: &'static str,
    /// English name as the network writes it: `Seo-gu (Gwangju)`.
    pub name: &'static str,
    /// Its spellings as the table has them.
    names: &'static str,
}

/// The table as it is kept: one city a line.
pub(crate) const TABLE: &str = include_str!("cities.tsv");

/// Sorted by country and slug.
static CITIES: LazyLock<Vec<City>> = LazyLock::new(|| {
    let mut rows: Vec<City> = TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(row).collect();
    rows.sort_unstable_by_key(|city| (city.country, city.id));
    rows
});

fn row(line: &'static str) -> Option<City> {
    let mut fields = line.splitn(4, '\t');
    Some(City {
        id: fields.next()?,
        country: fields.next()?,
        name: fields.next()?,
        names: fields.next().unwrap_or_default().trim(),
    })
}

/// All cities of the table, by country and slug.
pub fn all_cities() -> &'static [City] {
    &CITIES
}

/// The cities of a country, by slug.
pub fn cities_of(country: &str) -> &'static [City] {
    let from = CITIES.partition_point(|city| city.country < country);
    let count = CITIES[from..].partition_point(|city| city.country == country);
    &CITIES[from..from + count]
}

impl City {
    /// How it is also spelt, without the marks of ambiguity; what is also the name of other cities of its
    /// country is left out.
    pub(crate) fn spellings(&self) -> impl Iterator<Item = &'static str> + use<> {
        let own = self.names.split('|').filter(|name| !name.is_empty() && !name.ends_with("!!"));
        own.map(|name| name.trim_end_matches('!'))
    }
}

/// The city of a slug in a country.
pub(crate) fn by_id(country: &str, id: &str) -> Option<&'static City> {
    let at = CITIES.binary_search_by_key(&(country, id), |city| (city.country, city.id)).ok()?;
    CITIES.get(at)
}

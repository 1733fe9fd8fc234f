//! Text becomes Mentions: the same place under any of its names, in any script.

/// A country of ISO 3166 with its group in the network.
#[derive(Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-2, `KR`.
    pub code: &'static str,
    /// Slug of the regional group, `asia-pacific`.
    pub region: &'static str,
    /// English name as the network writes it.
    pub label: &'static str,
}

/// A member city of the table.
#[derive(Debug, PartialEq, Eq)]
pub struct City {
    /// Slug, unique in its country: `buan`.
    pub id: &'static str,
    /// Code of its country.
    pub country: &'static str,
    /// English name as the network writes it: `Seo-gu (Gwangju)`.
    pub name: &'static str,
}

/// A regional group of the network.
#[derive(Debug, PartialEq, Eq)]
pub struct Region {
    /// Slug: `asia-pacific`.
    pub slug: &'static str,
    /// English name: `Asia and the Pacific`.
    pub label: &'static str,
}

/// A place a text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A country.
    Country(&'static Country),
    /// A city.
    City(&'static City),
    /// A regional group.
    Region(&'static Region),
}

/// A place found in a text, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// What is named.
    pub place: Place,
    /// First byte.
    pub start: usize,
    /// Byte behind the last.
    pub end: usize,
    /// Whether the words are a demonym or adjective ("Korean") rather than the name.
    pub demonym: bool,
}

/// The country of a code (alpha-2, alpha-3) or of a name in any language; the whole text must be the name.
pub fn country(name: &str) -> Option<&'static Country> {
    let _ = name;
    None
}

/// The city of a name in any script, in `country` (a code) when one is given; the whole text must be the name.
pub fn city(name: &str, country: Option<&str>) -> Option<&'static City> {
    let _ = (name, country);
    None
}

/// The regional group of a slug or name.
pub fn region(name: &str) -> Option<&'static Region> {
    let _ = name;
    None
}

/// Every place a text names, in order, longest name first, none overlapping another.
pub fn mentions(text: &str) -> Vec<Mention> {
    let _ = text;
    Vec::new()
}

/// Up to three known names (labels of countries) closest to one that is not known, nearest first.
pub fn nearest_countries(name: &str) -> Vec<&'static str> {
    let _ = name;
    Vec::new()
}

/// The regional groups.
pub fn regions() -> &'static [Region] {
    &[]
}

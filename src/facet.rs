//! Facet: what answers can be counted and filtered by; one table.

/// One way to divide the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Facet {
    Country,
    Region,
    City,
    Year,
    Language,
    Kind,
}

/// Every facet with its name in options and JSON, in the order they are shown.
#[rustfmt::skip]
pub const FACETS: &[(Facet, &str)] = &[
    (Facet::Country,  "country"),
    (Facet::Year,     "year"),
    (Facet::Region,   "region"),
    (Facet::City,     "city"),
    (Facet::Language, "lang"),
    (Facet::Kind,     "kind"),
];

impl Facet {
    /// The name used in options and results.
    pub fn name(self) -> &'static str {
        FACETS.iter().find(|(facet, _)| *facet == self).map_or("", |(_, name)| name)
    }

    /// The facet of a name.
    pub fn by_name(name: &str) -> Option<Facet> {
        FACETS.iter().find(|(_, known)| *known == name).map(|(facet, _)| *facet)
    }
}

/// The kinds of document, as the `kind` facet names them.
pub const KINDS: &[&str] =
    &["news", "press-release", "announcement", "report", "profile", "listing", "page", "record"];

//! The five regional groups of the network.

use std::sync::LazyLock;

/// A regional group of the network.
#[derive(Debug, PartialEq, Eq)]
pub struct Region {
    /// Slug: `asia-pacific`.
    pub slug: &'static str,
    /// English name: `Asia and the Pacific`.
    pub label: &'static str,
}

/// The table as it is kept: one group a line.
pub(crate) const TABLE: &str = include_str!("regions.tsv");

static REGIONS: LazyLock<Vec<Region>> = LazyLock::new(|| {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| {
        let mut fields = line.splitn(3, '\t');
        Some(Region { slug: fields.next()?, label: fields.next()? })
    })
    .collect()
});

/// The five groups, in the network's order.
pub fn regions() -> &'static [Region] {
    &REGIONS
}

/// The group of a slug.
pub(crate) fn by_slug(slug: &str) -> Option<&'static Region> {
    REGIONS.iter().find(|region| region.slug == slug)
}

//! The five regional groups of the network.

use std::sync::LazyLock;

/// A regional group of the network.
#[derive(Debug, PartialEq, Eq)]
pub struct Region {
    /// Slug: `asia-pacific`.
    pub slug: &'static str,
    /// English name: `Asia and the Pacific`.
    pub label: &'static str,
    /// Its other names, divided by `|`.
    pub(crate) names: &'static str,
    /// Its labels by language, `fr:Afrique;es:África`.
    pub(crate) labels: &'static str,
}

/// The table as it is kept: one group a line.
pub(crate) const TABLE: &str = include_str!("regions.tsv");

static REGIONS: LazyLock<Vec<Region>> = LazyLock::new(|| {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| {
        let mut fields = line.split('\t');
        let [slug, label, names, _, labels] = std::array::from_fn(|_| fields.next().unwrap_or_default());
        (!labels.is_empty()).then_some(Region { slug, label, names, labels })
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

//! The shapes a page can have, one file each.

mod article;
mod city_sections;
mod listing;
pub(crate) mod member_list;
mod region_table;

use crate::structure::shape::Shape;

/// Every shape, most demanding first; the first that fits reads the page.
#[rustfmt::skip]
pub(crate) const SHAPES: &[&dyn Shape] = &[
    &listing::Listing,
    &region_table::RegionTable,
    &member_list::MemberList,
    &city_sections::CitySections,
    &article::Article,
];

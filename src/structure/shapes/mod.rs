//! The shapes a page can have, one file each.

mod article;

use crate::structure::shape::Shape;

/// Every shape, most demanding first; the first that fits reads the page.
#[rustfmt::skip]
pub(crate) const SHAPES: &[&dyn Shape] = &[
    &article::Article,
];

//! Which days the date of a passage's document may mean.
//!
//! A date known by its year alone is kept in the column of years, which facets need anyway; only better known ones have
//! days of their own.

use std::cell::RefCell;

use rustc_hash::FxHashMap;
use tantivy::SegmentReader;
use tantivy::columnar::Column;

use crate::query;

/// The dates of a segment.
pub(crate) struct Days {
    first: Column<i64>,
    last: Column<i64>,
    year: Column<i64>,
    /// First and last days of the years that were met.
    years: RefCell<FxHashMap<i64, Option<(i64, i64)>>>,
}

impl Days {
    /// Opens them.
    ///
    /// # Errors
    /// Those of the engine.
    pub(crate) fn of(segment: &SegmentReader) -> tantivy::Result<Days> {
        let columns = segment.fast_fields();
        Ok(Days {
            first: columns.i64("first_day")?,
            last: columns.i64("last_day")?,
            year: columns.i64("year")?,
            years: RefCell::default(),
        })
    }

    /// The first and the last day that a passage's date may mean, in days since 1970; nothing where it has none.
    pub(crate) fn get(&self, doc: u32) -> Option<(i64, i64)> {
        if let Some(days) = self.first.first(doc).zip(self.last.first(doc)) {
            return Some(days);
        }
        let year = self.year.first(doc)?;
        *self.years.borrow_mut().entry(year).or_insert_with(|| query::span(year.try_into().ok()?, None, None))
    }
}

//! The columns of an index's segments, opened once: to open one costs as much as to read it for hundreds of passages.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tantivy::columnar::{Column, StrColumn};
use tantivy::index::SegmentId;
use tantivy::{SegmentReader, TantivyError};

use crate::error::Result;
use crate::index::manifest::read_error;

/// The columns that were asked for.
pub(crate) struct Columns {
    folder: PathBuf,
    words: Opened<Option<StrColumn>>,
    numbers: Opened<Column<u64>>,
    years: Opened<Column<i64>>,
}

/// Those of one type.
type Opened<T> = Mutex<Vec<(SegmentId, &'static str, T)>>;

impl Columns {
    /// None of an index, yet.
    pub(crate) fn of(folder: &Path) -> Columns {
        Columns {
            folder: folder.to_owned(),
            words: Opened::default(),
            numbers: Opened::default(),
            years: Opened::default(),
        }
    }

    /// A column of words; none where no passage has one.
    pub(crate) fn words(&self, segment: &SegmentReader, name: &'static str) -> Result<Option<StrColumn>> {
        self.opened(&self.words, segment, name, || segment.fast_fields().str(name))
    }

    /// A column of numbers.
    pub(crate) fn numbers(&self, segment: &SegmentReader, name: &'static str) -> Result<Column<u64>> {
        self.opened(&self.numbers, segment, name, || segment.fast_fields().u64(name))
    }

    /// The years of the documents.
    pub(crate) fn years(&self, segment: &SegmentReader) -> Result<Column<i64>> {
        self.opened(&self.years, segment, "year", || segment.fast_fields().i64("year"))
    }

    fn opened<T: Clone>(
        &self,
        opened: &Opened<T>,
        segment: &SegmentReader,
        name: &'static str,
        open: impl FnOnce() -> std::result::Result<T, TantivyError>,
    ) -> Result<T> {
        let id = segment.segment_id();
        // A panic while the lock is held leaves a memory that is merely incomplete.
        let mut opened = opened.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((.., column)) = opened.iter().find(|(own, known, _)| *own == id && *known == name) {
            return Ok(column.clone());
        }
        let column = open().map_err(|error| read_error(&self.folder, error))?;
        opened.push((id, name, column.clone()));
        Ok(column)
    }
}

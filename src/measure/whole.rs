//! Paths become an index, as `gnlc index` makes it, and the time that took.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::error::{Error, Result};
use crate::index::{Index, Start};
use crate::ingest::{self, IngestOptions, Input, Missing, Progress, Run, Status};
use crate::measure::MeasureOptions;
use crate::read::Limits;

/// The real indexing.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Whole {
    /// From the first file opened to the index on disk.
    pub took: Duration,
    pub sources: u64,
    pub documents: u64,
    pub passages: u64,
    /// Bytes of the files.
    pub source_bytes: u64,
    /// Bytes of the finished index.
    pub index_bytes: u64,
    /// What could not be read; the others were measured.
    pub failures: Vec<Error>,
}

/// Indexes paths into a new or empty folder.
///
/// # Errors
/// Those of [`ingest::ingest`] and of opening what it made.
pub fn whole(
    paths: &[PathBuf],
    folder: &Path,
    options: &MeasureOptions,
    progress: &mut dyn FnMut(Progress<'_>),
) -> Result<Whole> {
    let ingest_options = IngestOptions {
        jobs: options.jobs,
        memory: options.memory,
        streams: options.streams,
        start: Start::Continue,
        missing: Missing::Keep,
        run: Run::Real,
        thesauri: Vec::new(),
        limits: Limits::default(),
    };
    let report = ingest::ingest(Input::Paths(paths), folder, &ingest_options, progress)?;
    let statistics = Index::open(folder)?.statistics()?;
    let (documents, passages, source_bytes) = report.read();
    Ok(Whole {
        took: report.took,
        sources: (report.count(Status::Read) + report.count(Status::Repaired)) as u64,
        documents,
        passages,
        source_bytes,
        index_bytes: statistics.index_bytes,
        failures: report.failures,
    })
}

//! The documents' road in order: read, structure, passage, index.
//!
//! One thread reads, several understand and cut, each into a segment of its own. Queues are short, so
//! memory is bounded whatever the corpus. What cannot be read is told and passed over; the others go on.

mod changes;
mod entry;
mod sources;
mod window;

use std::collections::BTreeSet;
use std::io::BufRead;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::error::{Error, Result};
use crate::index::{Adder, SourceState, Start, StreamChoice, Writer, WriterOptions};
use crate::ingest::sources::{Job, Reader};
use crate::ingest::window::{Waiting, Window};
use crate::read::Limits;
use crate::structure;

pub use entry::entries;
pub(crate) use window::rank;

/// How documents are brought in.
#[derive(Debug, Clone)]
pub struct IngestOptions {
    /// Threads that understand and cut documents, and threads that build segments.
    pub jobs: usize,
    /// Bytes the index may hold before it writes a segment.
    pub memory: usize,
    /// Which streams enter the index.
    pub streams: StreamChoice,
    /// Whether to go on from what is there.
    pub start: Start,
    /// What becomes of sources that are no longer there.
    pub missing: Missing,
    /// Whether anything is written.
    pub run: Run,
    /// SKOS files whose concepts are found too.
    pub thesauri: Vec<PathBuf>,
    /// How much one file may ask.
    pub limits: Limits,
}

/// What becomes of sources below the given paths that are no longer there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Missing {
    Keep,
    Remove,
}

/// Whether anything is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Run {
    /// Reads and writes.
    Real,
    /// Only says what would be read, skipped and removed.
    Dry,
}

/// Where documents come from.
pub enum Input<'a> {
    /// Files and folders.
    Paths(&'a [PathBuf]),
    /// Records, one a line; a record replaces the one of the same id.
    Records(&'a mut (dyn BufRead + Send)),
}

/// What happened to one source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The source.
    pub path: String,
    /// What became of it.
    pub status: Status,
    /// Why it was skipped, repaired or failed: sentences.
    pub notes: Vec<String>,
    /// Encoding, page shapes and languages that were seen.
    pub encoding: String,
    /// Page shapes that were seen.
    pub shapes: BTreeSet<String>,
    /// Languages that were seen.
    pub languages: BTreeSet<String>,
    /// Documents that came of it.
    pub documents: u64,
    /// Passages that came of it.
    pub passages: u64,
    /// Its size.
    pub bytes: u64,
    /// Where it lay when the last run read it, if it moved since.
    pub from: Option<String>,
}

/// What became of a source.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Status {
    #[default]
    Read,
    /// Unchanged since the last run.
    Skipped,
    /// Read, with something mended or passed over.
    Repaired,
    Failed,
    Removed,
}

/// What a run did.
#[derive(Debug, Default)]
pub struct Report {
    /// Every source in order.
    pub outcomes: Vec<Outcome>,
    /// Everything that could not be read: sources and single records.
    pub failures: Vec<Error>,
    /// Why something is missing that makes questions quick, if it is: [`Error::IncompleteIndex`].
    pub incomplete: Option<Error>,
    /// How long it took.
    pub took: Duration,
}

impl Report {
    /// How many sources have this outcome.
    pub fn count(&self, status: Status) -> usize {
        self.outcomes.iter().filter(|outcome| outcome.status == status).count()
    }

    /// Documents, passages and bytes that were read.
    pub fn read(&self) -> (u64, u64, u64) {
        let read = self.outcomes.iter().filter(|outcome| outcome.status != Status::Skipped);
        read.fold((0, 0, 0), |sum, outcome| {
            (sum.0 + outcome.documents, sum.1 + outcome.passages, sum.2 + outcome.bytes)
        })
    }
}

/// How far a run is.
#[derive(Debug, Clone, Copy)]
pub struct Progress<'a> {
    /// The source being read.
    pub path: &'a str,
    /// Sources done, and all of them.
    pub done: usize,
    /// All sources; 0 while that is not known.
    pub all: usize,
}

/// Documents waiting between reading and cutting.
const WAITING: usize = 64;
/// Bytes of text that a worker takes at once, a dozen or two of usual documents: a reader who waits for room is woken once
/// for all of them, and waking takes time of the system for each. What is longer leaves the rest to the other workers.
const AT_ONCE: usize = 64 << 10;

/// Brings documents into the index of a folder, in one atomic run.
///
/// # Errors
/// Those of [`Writer::open`] and [`Writer::commit`], and [`Error::MissingPath`] for a path that is
/// not there. What could not be read is in the report instead.
pub fn ingest(
    input: Input<'_>,
    folder: &Path,
    options: &IngestOptions,
    progress: &mut dyn FnMut(Progress<'_>),
) -> Result<Report> {
    let started = Instant::now();
    if let Input::Paths(paths) = &input
        && let Some(path) = paths.iter().find(|path| !path.exists() && !path.is_symlink())
    {
        return Err(Error::MissingPath { path: path.clone() });
    }
    if options.run == Run::Dry {
        return sources::dry(&input, folder, options, started);
    }
    let mut writer = Writer::open(
        folder,
        &WriterOptions {
            threads: options.jobs,
            memory: options.memory,
            streams: options.streams,
            start: options.start,
            thesauri: options.thesauri.clone(),
        },
    )?;
    let mut report = Report::default();
    let known = writer.sources().clone();
    let adder = writer.adder();
    let (sender, receiver) = sync_channel::<Job>(WAITING);
    let receiver = Mutex::new(receiver);
    let results: Mutex<Vec<Done>> = Mutex::default();
    let mut states: Vec<(usize, SourceState)> = Vec::new();
    let stopped = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let (receiver, results, stopped) = (&receiver, &results, &stopped);
        for number in 0..options.jobs.max(1) {
            scope.spawn(move || work(receiver, adder.for_thread(number), results, stopped));
        }
        let mut reader = Reader {
            folder,
            adder,
            sender,
            known: &known,
            limits: options.limits,
            moved: changes::Moved::default(),
            report: &mut report,
            states: &mut states,
        };
        match input {
            Input::Paths(paths) => reader.paths(paths, options.missing, progress),
            Input::Records(lines) => reader.lines(lines),
        }
        // The sender is dropped here: the workers end when the queue is empty.
    });
    for Done { source, seen, error } in results.into_inner().unwrap_or_else(PoisonError::into_inner) {
        seen.join(&mut report.outcomes[source]);
        match error {
            None => {}
            // The engine stopped: nothing of this run is kept, the last finished state stays.
            Some(error @ Error::WriteIndex { .. }) => return Err(writer.abandon(error)),
            Some(error) => {
                report.outcomes[source].notes.push(error.to_string());
                report.failures.push(error);
            }
        }
    }
    for (source, state) in states {
        let outcome = &report.outcomes[source];
        let state = match outcome.status {
            Status::Skipped => state,
            _ => SourceState {
                bytes: outcome.bytes,
                documents: outcome.documents,
                passages: outcome.passages,
                ..state
            },
        };
        if let Some(from) = &outcome.from {
            writer.note(from, None);
        }
        writer.note(&outcome.path, Some(state));
    }
    for outcome in report.outcomes.iter_mut() {
        match outcome.status {
            Status::Removed => writer.note(&outcome.path, None),
            Status::Read if !outcome.notes.is_empty() => outcome.status = Status::Repaired,
            _ => {}
        }
    }
    report.incomplete = writer.commit()?;
    report.took = started.elapsed();
    Ok(report)
}

/// What a worker saw in one document.
#[derive(Default)]
struct Seen {
    documents: u64,
    passages: u64,
    shapes: BTreeSet<String>,
    languages: BTreeSet<String>,
    notes: Vec<String>,
}

impl Seen {
    fn join(self, outcome: &mut Outcome) {
        outcome.documents += self.documents;
        outcome.passages += self.passages;
        outcome.shapes.extend(self.shapes);
        outcome.languages.extend(self.languages);
        outcome.notes.extend(self.notes);
    }
}

/// A document that a worker is done with.
struct Done {
    source: usize,
    /// What entered the index, also where an error kept the rest out.
    seen: Seen,
    error: Option<Error>,
}

fn work(jobs: &Mutex<Receiver<Job>>, adder: Adder<'_>, results: &Mutex<Vec<Done>>, stopped: &AtomicBool) {
    let mut window = Window::new(adder);
    let mut done = |done: Done| {
        if matches!(done.error, Some(Error::WriteIndex { .. })) {
            stopped.store(true, Ordering::Relaxed);
        }
        results.lock().unwrap_or_else(PoisonError::into_inner).push(done);
    };
    while let Some(taken) = take(jobs) {
        for job in taken {
            // Nothing that comes now will be kept; the reader must not wait for us, though.
            if stopped.load(Ordering::Relaxed) {
                continue;
            }
            // A page that no rule foresaw costs one document, not the run.
            match catch_unwind(AssertUnwindSafe(|| understand(&job))) {
                Ok(document) => window.push(document, &mut done),
                Err(_) => {
                    let (path, id) = (PathBuf::from(&job.path), job.document.id.clone());
                    let error = Some(Error::UnderstandDocument { path, id });
                    done(Done { source: job.source, seen: Seen::default(), error });
                }
            }
        }
    }
    window.finish(&mut done);
}

/// The next jobs of a worker, as many as are there and worth taking at once; nothing when all are done.
fn take(jobs: &Mutex<Receiver<Job>>) -> Option<Vec<Job>> {
    // A worker that gave up would leave documents behind, so no lock is ever taken for lost.
    let jobs = jobs.lock().unwrap_or_else(PoisonError::into_inner);
    let mut taken = vec![jobs.recv().ok()?];
    let mut bytes = taken[0].document.text.len();
    while bytes < AT_ONCE
        && let Ok(job) = jobs.try_recv()
    {
        bytes += job.document.text.len();
        taken.push(job);
    }
    Some(taken)
}

/// Understands one document and cuts it into passages.
fn understand(job: &Job) -> Waiting {
    let document = &job.document;
    let page = structure::page(document);
    let entries = entries(document, &page);
    let mut seen = Seen::default();
    seen.shapes.insert(page.shape.to_owned());
    seen.notes.clone_from(&page.notes);
    if entries.is_empty() {
        seen.notes.push(format!("`{}` holds nothing to search: every line of it is furniture", document.id));
    }
    Waiting { source: job.source, path: job.path.clone(), id: document.id.clone(), seen, entries }
}

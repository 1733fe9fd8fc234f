//! Files, folders and lines become documents handed to the workers; unchanged ones are passed over.

use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::SyncSender;
use std::time::Instant;

use crate::error::{Error, Result};
use crate::index::{Adder, Index, SourceState, Sources, Start};
use crate::ingest::changes::{self, Change, Moved};
use crate::ingest::{IngestOptions, Input, Missing, Outcome, Progress, Report, Status};
use crate::read::{self, Document};

/// The path that stands for standard input.
const STANDARD_INPUT: &str = "-";

/// Reads sources and hands their documents on.
pub(crate) struct Reader<'a> {
    /// The index folder.
    pub(crate) folder: &'a Path,
    pub(crate) adder: Adder<'a>,
    pub(crate) sender: SyncSender<Job>,
    pub(crate) known: &'a Sources,
    pub(crate) moved: Moved<'a>,
    pub(crate) limits: read::Limits,
    pub(crate) report: &'a mut Report,
    /// Sources with something new, and what they will be known by.
    pub(crate) states: &'a mut Vec<(usize, SourceState)>,
}

/// A document on its way to the workers.
pub(crate) struct Job {
    pub(crate) source: usize,
    pub(crate) path: String,
    pub(crate) document: Document,
}

impl Reader<'_> {
    pub(crate) fn paths(
        &mut self,
        paths: &[PathBuf],
        missing: Missing,
        progress: &mut dyn FnMut(Progress<'_>),
    ) {
        let sources = self.sources(paths);
        let all = sources.len();
        for (done, path) in sources.iter().enumerate() {
            let shown = shown(path);
            progress(Progress { path: &shown, done, all });
            self.file(path, shown);
        }
        if missing == Missing::Remove {
            let seen: BTreeSet<String> = sources.iter().map(|path| shown(path)).collect();
            let moved: BTreeSet<&str> =
                self.report.outcomes.iter().filter_map(|outcome| outcome.from.as_deref()).collect();
            let mut gone = gone(self.known.keys(), paths, &seen);
            gone.retain(|path| !moved.contains(path.as_str()));
            for path in gone {
                self.adder.remove_source(&path);
                self.report.outcomes.push(Outcome { path, status: Status::Removed, ..Outcome::default() });
            }
        }
        progress(Progress { path: "", done: all, all });
    }

    /// Every file below the paths once, in order.
    fn sources(&mut self, paths: &[PathBuf]) -> Vec<PathBuf> {
        let mut seen = BTreeSet::new();
        let mut sources = Vec::new();
        for found in walked(paths, self.folder) {
            match found {
                Ok(path) if seen.insert(path.clone()) => sources.push(path),
                Ok(_) => {}
                Err(error) => self.report.failures.push(error),
            }
        }
        sources
    }

    fn file(&mut self, path: &Path, shown: String) {
        let source = self.report.outcomes.len();
        self.report.outcomes.push(Outcome { path: shown.clone(), ..Outcome::default() });
        let seen = match changes::seen(path, self.known.get(&shown)) {
            Ok(seen) => seen,
            Err(cause) => {
                self.fail(source, Error::ReadDocument { path: path.to_owned(), source: cause });
                return;
            }
        };
        self.report.outcomes[source].bytes = seen.state.bytes;
        if seen.change != Change::Content {
            self.report.outcomes[source].status = Status::Skipped;
            if seen.change == Change::Time {
                self.states.push((source, seen.state));
            }
            return;
        }
        if !self.known.contains_key(&shown)
            && let Some(from) = self.moved.from(self.known, &seen.state.hash)
        {
            self.report.outcomes[source].from = Some(from.to_owned());
        }
        let mut begun = false;
        for document in read::documents_within(path, self.limits) {
            match document {
                Ok(document) => {
                    // Only now is it sure that there is something to put in the old one's place.
                    if !std::mem::replace(&mut begun, true) && self.known.contains_key(&shown) {
                        self.adder.remove_source(&shown);
                    }
                    self.send(source, &shown, document);
                }
                // The disk or the system failed: what follows is not known.
                Err(error @ Error::ReadDocument { .. }) => self.fail(source, error),
                // One record, or one part of an archive; the others go on.
                Err(error) => {
                    self.report.outcomes[source].notes.push(error.to_string());
                    self.report.failures.push(error);
                }
            }
        }
        if begun {
            self.states.push((source, seen.state));
            if let Some(from) = &self.report.outcomes[source].from {
                self.adder.remove_source(from);
            }
        } else {
            self.report.outcomes[source].from = None;
            self.report.outcomes[source].status = Status::Failed;
        }
    }

    /// Records of standard input.
    pub(crate) fn lines(&mut self, lines: &mut dyn BufRead) {
        let source = self.report.outcomes.len();
        self.report.outcomes.push(Outcome { path: STANDARD_INPUT.to_owned(), ..Outcome::default() });
        for document in read::records(Path::new(STANDARD_INPUT), lines) {
            match document {
                Ok(document) => {
                    self.adder.remove_document(&document.id);
                    self.report.outcomes[source].bytes += document.text.len() as u64;
                    self.send(source, STANDARD_INPUT, document);
                }
                Err(error) => {
                    self.report.outcomes[source].notes.push(error.to_string());
                    self.report.failures.push(error);
                }
            }
        }
        self.states.push((source, SourceState::default()));
    }

    fn send(&mut self, source: usize, path: &str, document: Document) {
        let outcome = &mut self.report.outcomes[source];
        outcome.encoding.clone_from(&document.encoding);
        outcome.notes.extend(document.notes.iter().cloned());
        // The workers end before the sender only when one of them panicked outside a document.
        let _ = self.sender.send(Job { source, path: path.to_owned(), document });
    }

    fn fail(&mut self, source: usize, error: Error) {
        let outcome = &mut self.report.outcomes[source];
        outcome.status = Status::Failed;
        outcome.notes.push(error.to_string());
        self.report.failures.push(error);
    }
}

/// A path as ids and messages show it.
fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// The files below the paths, each under one spelling of its path: `./docs` and `docs` are the same
/// source. What lies in the index folder is no document, even where that folder is among them.
fn walked(paths: &[PathBuf], index: &Path) -> impl Iterator<Item = Result<PathBuf>> {
    let index = plain(index);
    let found = paths.iter().flat_map(|path| read::walk(path));
    let plain = found.map(|found| found.map(|source| plain(&source.path)));
    plain.filter(move |found| !found.as_ref().is_ok_and(|path| path.starts_with(&index)))
}

/// A path without `.` and without folders that are entered only to be left again.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(plain.components().next_back(), Some(Component::Normal(_))) => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

/// Known sources below the given paths that were not seen.
fn gone<'a>(
    known: impl Iterator<Item = &'a String>,
    paths: &[PathBuf],
    seen: &BTreeSet<String>,
) -> Vec<String> {
    // The folder we are in holds every relative path that does not lead out of it.
    let is_below = |path: &Path, root: &Path| {
        if root.as_os_str().is_empty() {
            path.is_relative() && !path.starts_with("..") && path != Path::new(STANDARD_INPUT)
        } else {
            path.starts_with(root)
        }
    };
    let roots: Vec<PathBuf> = paths.iter().map(|path| plain(path)).collect();
    known
        .filter(|path| roots.iter().any(|root| is_below(Path::new(path), root)) && !seen.contains(*path))
        .cloned()
        .collect()
}

/// Says what a run would do.
pub(crate) fn dry(
    input: &Input<'_>,
    folder: &Path,
    options: &IngestOptions,
    started: Instant,
) -> Result<Report> {
    let mut report = Report::default();
    let Input::Paths(paths) = input else { return Ok(report) };
    let known = match Index::open(folder) {
        Ok(index) if options.start == Start::Continue => index.sources()?,
        Ok(_) | Err(Error::MissingIndex { .. }) => BTreeMap::new(),
        Err(error) if options.start == Start::Continue => return Err(error),
        Err(_) => BTreeMap::new(),
    };
    let mut seen = BTreeSet::new();
    let mut moved = Moved::default();
    for found in walked(paths, folder) {
        let source = match found {
            Ok(path) => path,
            Err(error) => {
                report.failures.push(error);
                continue;
            }
        };
        let path = shown(&source);
        if !seen.insert(path.clone()) {
            continue;
        }
        match changes::seen(&source, known.get(&path)) {
            Ok(found) => {
                let unchanged = found.change != Change::Content;
                let status = if unchanged { Status::Skipped } else { Status::Read };
                let from = if known.contains_key(&path) || unchanged {
                    None
                } else {
                    moved.from(&known, &found.state.hash).map(str::to_owned)
                };
                let bytes = found.state.bytes;
                report.outcomes.push(Outcome { path, status, bytes, from, ..Outcome::default() });
            }
            Err(cause) => report.failures.push(Error::ReadDocument { path: source, source: cause }),
        }
    }
    if options.missing == Missing::Remove {
        for path in gone(known.keys(), paths, &seen) {
            report.outcomes.push(Outcome { path, status: Status::Removed, ..Outcome::default() });
        }
    }
    report.took = started.elapsed();
    Ok(report)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    use crate::ingest::sources::{gone, plain};

    #[test]
    fn a_path_has_one_spelling() {
        for (given, same) in
            [("./docs//a.txt", "docs/a.txt"), ("docs/../b", "b"), ("../c/.", "../c"), (".", "")]
        {
            assert_eq!(plain(Path::new(given)), Path::new(same), "{given}");
        }
    }

    #[test]
    fn only_what_lies_below_the_paths_can_be_gone() {
        let known = ["docs/a.txt", "-", "../other/b.txt", "/far/c.txt"].map(String::from);
        let below = |root: &str| gone(known.iter(), &[PathBuf::from(root)], &BTreeSet::new());
        assert_eq!(below("."), ["docs/a.txt"]);
        assert_eq!(below("./docs"), ["docs/a.txt"]);
        assert_eq!(below("/far"), ["/far/c.txt"]);
    }
}

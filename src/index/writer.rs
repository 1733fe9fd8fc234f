//! Passages enter the index: one atomic run, one writer at a time.
//!
//! A document's passages are handed over in one batch and so stay neighbours in one segment,
//! whatever the number of threads: counting documents and grouping rely on it. Segments that lost
//! passages are merged before the run ends, because word statistics would otherwise still count
//! what is gone and the same documents would rank differently than in a fresh index.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use tantivy::indexer::LogMergePolicy;
use tantivy::{IndexReader, IndexWriter, ReloadPolicy, Searcher};

use crate::analysis::{Language, is_chinese_loaded};
use crate::concepts::Keys;
use crate::error::{Error, Result};
use crate::index::adder::Adder;
use crate::index::lengths;
use crate::index::manifest::{self, Counted, Manifest, Named, SourceState, Sources, write_error};
use crate::index::removals::Added;
use crate::index::schema::{self, Fields};
use crate::index::state::{self, State, guarded};
use crate::index::stored::Stored;
use crate::index::thesauri;
use crate::index::{check, files, spellings, words};

/// How an index is written.
#[derive(Debug, Clone)]
pub struct WriterOptions {
    /// Threads that build segments.
    pub threads: usize,
    /// Bytes that may be held before a segment is written.
    pub memory: usize,
    /// Which streams enter the index.
    pub streams: StreamChoice,
    /// Whether to go on from what is there or to begin again.
    pub start: Start,
    /// SKOS files whose concepts are found too, besides our own; none: those the index remembers.
    pub thesauri: Vec<PathBuf>,
}

/// Which streams enter the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StreamChoice {
    /// Main and exact, and the grams of their words.
    All,
    /// Main and exact: a little smaller, blind to spelling variants.
    Fast,
}

/// Whether a run goes on from what is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// Adds to the last finished state.
    Continue,
    /// Builds a new index beside the old one, which answers until the new one is finished.
    Anew,
}

/// One passage on its way into the index.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What is given back.
    pub stored: Stored,
    /// How its words are cut.
    pub language: &'static Language,
    /// Words that repairing cut, to be found whole too.
    pub wholes: Vec<String>,
    /// Slugs of the regional groups it is about.
    pub regions: Vec<String>,
    /// Ids of the places it names (`country/KR`), once for each time.
    pub names: Vec<String>,
    /// Ids of the places it is about.
    pub about: Vec<String>,
    /// First and last day its document's date may mean, in days since 1970, where more of it is known than its year.
    pub days: Option<(i64, i64)>,
    /// Its place in its document, from 0.
    pub ordinal: u64,
}

/// An index being written.
pub struct Writer {
    folder: PathBuf,
    tantivy: IndexWriter,
    /// Bytes that each thread may hold before it writes a segment.
    memory: usize,
    fields: Fields,
    streams: StreamChoice,
    manifest: Manifest,
    concepts: Keys,
    added: Added,
    sources: Sources,
    /// What the last commit names, as it was found.
    named: Option<Named>,
    start: Start,
    changed: bool,
    // Held until the run ends; the system frees it even when the program is killed.
    _lock: fs::File,
}

/// Tantivy's smallest budget for one thread is 15 MB; a little more keeps clear of its check.
const LEAST_MEMORY: usize = 16_000_000;
/// Segments of more passages are left as they are: to merge a segment takes a fifth as long as to fill it, and left alone it
/// costs a question 0.2 milliseconds more, a first one 0.7. Who wants fewer lets a run hold more memory.
const MOST_MERGED: u64 = 50_000;

/// Segments being merged.
type Merging = tantivy::FutureResult<Option<tantivy::SegmentMeta>>;

impl Writer {
    /// Opens an index for writing, and makes it where there is none.
    ///
    /// # Errors
    /// [`Error::IndexBusy`] while another run writes, [`Error::NotAnIndex`] for a folder with
    /// something else in it, [`Error::IndexVersion`] for an index of other rules (unless it is to
    /// begin [`Start::Anew`]), [`Error::WriteIndex`] when the system refuses.
    pub fn open(folder: &Path, options: &WriterOptions) -> Result<Writer> {
        // Looked at before anything is written: a folder that is no index is left as it is.
        find(folder, options.start)?;
        fs::create_dir_all(folder).map_err(|error| write_error(folder, error))?;
        let lock = manifest::lock(folder)?;
        // And again: the run that held the lock until now may have made another state.
        let (found, is_new) = find(folder, options.start)?;
        let start = if found.is_none() { Start::Anew } else { options.start };
        let state = found.clone().map(|manifest| guarded(folder, || State::read(folder, manifest)));
        // What stopped runs left takes room that this one may need. Beside a state that cannot be read
        // everything stays: it may be what people want to look at.
        match &state {
            Some(Ok(state)) => manifest::tidy(folder, &state.manifest.uses(&state.named)),
            Some(Err(_)) => {}
            None if is_new => manifest::tidy(folder, &[]),
            None => {}
        }
        let remembered = found.as_ref().map_or(&[][..], |manifest| &manifest.thesauri);
        // Under the same rules the same thesauri give the concepts that are there, and making them again takes longer
        // than a run with nothing to do. Who builds anew wants copies of thesauri read and not believed.
        let is_same = start == Start::Continue || remembered.is_empty();
        let is_same = is_same && options.thesauri.is_empty();
        let kept = found.as_ref().filter(|found| is_same && found.check(folder).is_ok());
        let kept = kept.and_then(|manifest| state::concepts(folder, manifest).ok());
        let (concepts, thesauri) = match kept {
            Some(concepts) => (concepts, remembered.to_vec()),
            None => thesauri::concepts(folder, &options.thesauri, remembered)?,
        };
        let name = manifest::write_concepts(folder, concepts.as_bytes())?;
        let failed = |error: tantivy::TantivyError| write_error(folder, error);
        let (manifest, index, named, sources) = match (start, state) {
            (Start::Continue, Some(state)) => {
                let mut state = state?;
                // Passages that are there were searched for other concepts.
                if state.manifest.concepts != name {
                    return Err(Error::OtherThesaurus { path: folder.to_owned() });
                }
                let sources = manifest::read_sources(folder, &state.named.sources, &mut state.sources)?;
                (state.manifest, state.tantivy, Some(state.named), sources)
            }
            _ => {
                let manifest = Manifest::new(manifest::next_generation(folder), name, thesauri);
                let segments = folder.join(&manifest.segments);
                fs::create_dir_all(&segments).map_err(|error| write_error(folder, error))?;
                files::sync_folder(folder).map_err(|error| write_error(folder, error))?;
                let index = tantivy::Index::builder()
                    .schema(schema::schema().0)
                    .settings(schema::settings())
                    .create_in_dir(&segments)
                    .map_err(failed)?;
                (manifest, index, None, Sources::new())
            }
        };
        // Segments are filled by the threads that cut the words; one of the engine's own waits for nothing.
        let tantivy = index.writer_with_num_threads(1, LEAST_MEMORY).map_err(failed)?;
        let mut merging = LogMergePolicy::default();
        merging.set_max_docs_before_merge(MOST_MERGED as usize);
        tantivy.set_merge_policy(Box::new(merging));
        // Likewise among the segments.
        tantivy.garbage_collect_files().wait().map_err(failed)?;
        Ok(Writer {
            folder: folder.to_owned(),
            tantivy,
            memory: (options.memory / options.threads.max(1)).max(LEAST_MEMORY),
            fields: schema::schema().1,
            streams: options.streams,
            manifest,
            concepts,
            added: Added::default(),
            sources,
            named,
            start,
            changed: start == Start::Anew,
            _lock: lock,
        })
    }

    /// What is known of every source since the last finished run.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Notes what came of a source, or that it is gone, once that was handed to the [`Adder`].
    pub fn note(&mut self, path: &str, state: Option<SourceState>) {
        match state {
            Some(state) => drop(self.sources.insert(path.to_owned(), state)),
            None => drop(self.sources.remove(path)),
        }
        self.changed = true;
    }

    /// A handle that adds documents, for use from several threads.
    pub fn adder(&self) -> Adder<'_> {
        let Writer { folder, tantivy, memory, fields, streams, concepts, added, .. } = self;
        Adder { folder, tantivy, memory: *memory, fields: *fields, streams: *streams, concepts, added }
    }

    /// Ends the run: what was added is found, what was removed is gone, all at once. Gives [`Error::IncompleteIndex`]
    /// where only what makes questions quick could not be written, which the next run makes up for.
    ///
    /// # Errors
    /// [`Error::WriteIndex`], and [`Error::ReadIndex`] where the segments to go on with are damaged; the
    /// last finished state then stays as it was.
    pub fn commit(mut self) -> Result<Option<Error>> {
        let named = match self.finish() {
            Ok(named) => named,
            Err(error) => return Err(self.abandon(error)),
        };
        match self.complete(named) {
            Ok(named) => {
                let merged = self.tantivy.wait_merging_threads();
                manifest::tidy(&self.folder, &self.manifest.uses(&named));
                Ok(merged.err().map(|error| incomplete(&self.folder, write_error(&self.folder, error))))
            }
            // Nothing of an index that is made anew is found before it is complete.
            Err(error) if self.start == Start::Anew => Err(self.abandon(error)),
            Err(error) => {
                let error = incomplete(&self.folder, error);
                self.tidy();
                Ok(Some(error))
            }
        }
    }

    /// Everything that must be done before what was added is found; gives the names in the commit.
    fn finish(&mut self) -> Result<Named> {
        let folder = self.folder.clone();
        let failed = |error: tantivy::TantivyError| write_error(&folder, error);
        let metas = self.tantivy.index().searchable_segment_metas().map_err(failed)?;
        if self.changed || metas.iter().any(tantivy::SegmentMeta::has_deletes) {
            check::refuse_damage(&folder, &self.manifest.segments, &metas)?;
        }
        // The engine keeps files as long as somebody knows of them.
        drop(metas);
        Ok(match &self.named {
            // Nothing to do but what the last run left undone when it was stopped.
            Some(named) if !self.changed => named.clone(),
            _ => {
                let sources = manifest::write_sources(&folder, &self.sources)?;
                let named = Named { sources, counted: None };
                self.seal(&named).map_err(failed)?;
                named
            }
        })
    }

    /// Everything that makes questions quick; gives the names in the last commit.
    fn complete(&mut self, mut named: Named) -> Result<Named> {
        let folder = self.folder.clone();
        let failed = |error: tantivy::TantivyError| write_error(&folder, error);
        self.merge_holes().map_err(failed)?;
        let merging = self.merge_small().map_err(failed)?;
        let is_counted = named.counted.is_some();
        if !is_counted {
            // Counted last: what is gone must not count.
            let reader = self.tantivy.index().reader_builder().reload_policy(ReloadPolicy::Manual);
            let reader: IndexReader = reader.try_into().map_err(failed)?;
            named.counted = Some(self.count(&reader.searcher())?);
        }
        if let Some(merging) = merging {
            // Where the engine was merging some of them by itself it refuses: then they are few without us.
            let _ = merging.wait();
        }
        if !is_counted {
            // A commit that holds nothing new only names the files.
            self.seal(&named).map_err(failed)?;
        }
        files::sync_folder(&folder.join(&self.manifest.segments))
            .map_err(|error| write_error(&folder, error))?;
        if self.start == Start::Anew {
            self.manifest.write(&folder)?;
            self.start = Start::Continue;
        }
        self.tantivy.garbage_collect_files().wait().map_err(failed)?;
        Ok(named)
    }

    /// Counts what questions ask of all segments together.
    fn count(&self, searcher: &Searcher) -> Result<Counted> {
        let before = self.named.as_ref().map(|named| named.counted.as_ref());
        let words = match before {
            // No Chinese was read: the words are those that were there, or none.
            Some(Some(counted)) if !is_chinese_loaded() => counted.words.clone(),
            None if !is_chinese_loaded() => manifest::write_words(&self.folder, "")?,
            _ => words::write(&self.folder, searcher, self.fields.main)?,
        };
        let spellings = match self.streams {
            StreamChoice::All => spellings::write(&self.folder, searcher, self.fields.exact)?,
            StreamChoice::Fast => spellings::write_none(&self.folder)?,
        };
        Ok(Counted { lengths: lengths::write(&self.folder, searcher, self.fields)?, words, spellings })
    }

    /// Commits what was added and removed, and names the files that belong to it.
    fn seal(&mut self, named: &Named) -> tantivy::Result<()> {
        let mut commit = self.tantivy.prepare_commit()?;
        commit.set_payload(&State::payload(named, commit.opstamp()));
        commit.commit().map(drop)
    }

    /// Gives a run up: the last finished state stays, and what this run wrote is removed. Gives the reason
    /// why it failed, for which `error` may only be the consequence.
    pub fn abandon(mut self, error: Error) -> Error {
        // A document is refused because a thread of the engine has ended; that thread knows why.
        let error = match error {
            Error::WriteIndex { .. } => match self.tantivy.prepare_commit() {
                Err(cause) => write_error(&self.folder, cause),
                Ok(_) => error,
            },
            other => other,
        };
        self.tidy();
        error
    }

    /// Removes what no finished state uses. What cannot be removed now, the next run removes.
    fn tidy(mut self) {
        if self.tantivy.rollback().is_ok() {
            let _ = self.tantivy.garbage_collect_files().wait();
        }
        drop(self.tantivy);
        if self.start == Start::Anew {
            let _ = fs::remove_dir_all(self.folder.join(&self.manifest.segments));
        }
        match Manifest::read(&self.folder).and_then(|manifest| State::read(&self.folder, manifest)) {
            Ok(state) => manifest::tidy(&self.folder, &state.manifest.uses(&state.named)),
            Err(Error::MissingIndex { .. }) => manifest::tidy(&self.folder, &[]),
            Err(_) => {}
        }
    }

    /// Begins to make one of small segments: each has a dictionary of its own, and each costs every question a look.
    fn merge_small(&mut self) -> tantivy::Result<Option<Merging>> {
        let mut metas = self.tantivy.index().searchable_segment_metas()?;
        metas.sort_by_key(|meta| (meta.max_doc(), meta.id()));
        let sizes: Vec<u32> = metas.iter().map(tantivy::SegmentMeta::max_doc).collect();
        let small = &metas[..worth_merging(&sizes)];
        let ids: Vec<_> = small.iter().map(tantivy::SegmentMeta::id).collect();
        Ok((!ids.is_empty()).then(|| self.tantivy.merge(&ids)))
    }

    /// Rewrites the segments that lost passages.
    fn merge_holes(&mut self) -> tantivy::Result<()> {
        let mut tried = BTreeSet::new();
        loop {
            let metas = self.tantivy.index().searchable_segment_metas()?;
            let Some(hole) = metas.into_iter().find(tantivy::SegmentMeta::has_deletes) else { return Ok(()) };
            let merged = self.tantivy.merge(&[hole.id()]).wait();
            // The engine merges segments by itself too, and this one may be gone meanwhile.
            if !tried.insert(hole.id()) {
                merged?;
            }
        }
    }
}

fn incomplete(folder: &Path, error: Error) -> Error {
    Error::IncompleteIndex { path: folder.to_owned(), source: Box::new(error) }
}

/// How many of the smallest segments are worth merging, given the passages of each from the smallest on: as many as leave
/// none that is larger than all before it together. So each passage is merged at most as often as the index doubles.
fn worth_merging(sizes: &[u32]) -> usize {
    let (mut worth, mut together) = (0, 0);
    for (before, size) in sizes.iter().enumerate() {
        if together + u64::from(*size) > MOST_MERGED {
            break;
        }
        if before > 0 && u64::from(*size) <= together {
            worth = before + 1;
        }
        together += u64::from(*size);
    }
    worth
}

/// The manifest of a folder, if it is one to go on with; and whether there is no index yet.
fn find(folder: &Path, start: Start) -> Result<(Option<Manifest>, bool)> {
    match Manifest::read(folder) {
        Ok(manifest) => {
            if start == Start::Continue {
                manifest.check(folder)?;
            }
            Ok((Some(manifest), false))
        }
        Err(Error::MissingIndex { .. }) => Ok((None, true)),
        // A manifest that cannot be read, or not by us, is replaced only where that was asked for.
        Err(Error::ReadIndex { .. } | Error::IndexVersion { .. }) if start == Start::Anew => {
            Ok((None, false))
        }
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_MERGED, worth_merging};

    #[test]
    fn small_segments_are_merged_and_large_ones_left() {
        for (sizes, worth) in [
            (&[][..], 0),
            (&[7], 0),
            (&[7, 7], 2),
            // One document beside a large index.
            (&[1, 90, 200], 0),
            (&[1, 1, 90, 200], 2),
            (&[8, 10, 18, 19, 20, 21, 176], 6),
            (&[8, 10, 18, 19, 20, 21, 90], 7),
            (&[9, 9, MOST_MERGED as u32 - 10, MOST_MERGED as u32], 2),
            (&[MOST_MERGED as u32, MOST_MERGED as u32], 0),
        ] {
            assert_eq!(worth_merging(sizes), worth, "{sizes:?}");
        }
    }

    #[test]
    fn runs_of_one_document_merge_each_passage_as_often_as_the_index_doubles() {
        let (mut sizes, mut merged) = (Vec::new(), 0);
        for _ in 0..1_024 {
            sizes.insert(0, 1);
            let worth = worth_merging(&sizes);
            if worth > 0 {
                let together: u32 = sizes.drain(..worth).sum();
                merged += together;
                sizes.insert(0, together);
            }
            assert!(sizes.is_sorted() && sizes.len() <= 10, "{sizes:?}");
        }
        assert!(merged <= 1_024 * 10, "{merged}");
    }
}

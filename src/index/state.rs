//! The last finished state of an index folder: found, held against what it says of itself, opened.
//!
//! The engine keeps a checksum of each of its segments' files, but none of `meta.json`, which says what
//! the segments are. What can go wrong in it is told from what it must agree with: it is written in one
//! way only, under one schema, and our payload repeats its number beside a hash.
//!
//! A run may end at any moment while a state is being opened. What was read then belongs to two states,
//! or is gone; it is read again, until nothing changed meanwhile.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use tantivy::directory::OwnedBytes;
use tantivy::directory::error::OpenReadError;
use tantivy::{IndexMeta, ReloadPolicy, Searcher, TantivyError};

use crate::concepts::Keys;
use crate::error::Result;
use crate::index::files::{self, Damage};
use crate::index::lengths::{self, Lengths};
use crate::index::manifest::{self, Counted, Manifest, Named, read_error};
use crate::index::schema;
use crate::index::spellings::{self, Spellings};

/// The engine's file that says which segments there are.
pub(crate) const META: &str = "meta.json";
/// The engine's list of the files it made.
pub(crate) const MANAGED: &str = ".managed.json";
/// A state that changes so often while it is being opened is no state.
const ATTEMPTS: usize = 100;

/// A finished state.
pub(crate) struct State {
    pub(crate) manifest: Manifest,
    pub(crate) tantivy: tantivy::Index,
    pub(crate) meta: IndexMeta,
    pub(crate) named: Named,
    /// The list of sources, open: the next run removes the file.
    pub(crate) sources: File,
    pub(crate) lengths: BTreeMap<u32, Lengths>,
    /// The words of Chinese, once they were counted.
    pub(crate) words: Option<OwnedBytes>,
    /// The spellings of all words, once they were gathered.
    pub(crate) spellings: Option<Spellings>,
}

/// What a finished state is known by: its manifest and the engine's list of segments.
#[derive(PartialEq, Eq)]
pub(crate) struct Stamp(Option<Vec<u8>>, Option<Vec<u8>>);

/// A panic of the engine, which meets no damage where everything is as it was written.
#[derive(Debug, thiserror::Error)]
#[error("the engine stopped at something it did not expect; a file of the index may be damaged")]
struct Stopped;

/// Does something with the engine; where that panics, the index cannot be read.
pub(crate) fn guarded<T>(folder: &Path, work: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(read_error(folder, Stopped)))
}

/// Does something with a finished state, and again where a run ended meanwhile.
pub(crate) fn steady<T>(folder: &Path, work: impl Fn() -> Result<T>) -> Result<T> {
    for _ in 1..ATTEMPTS {
        let before = stamp(folder);
        let done = guarded(folder, &work);
        if before == stamp(folder) {
            return done;
        }
    }
    guarded(folder, work)
}

fn stamp(folder: &Path) -> Stamp {
    let segments = Manifest::read(folder).ok().map(|manifest| folder.join(manifest.segments).join(META));
    Stamp(fs::read(folder.join(manifest::FILE)).ok(), segments.and_then(|path| fs::read(path).ok()))
}

impl State {
    /// Reads what a manifest names.
    pub(crate) fn read(folder: &Path, manifest: Manifest) -> Result<State> {
        State::sound(folder, manifest).map_err(|damage| read_error(folder, damage))
    }

    fn sound(folder: &Path, manifest: Manifest) -> std::result::Result<State, Damage> {
        let segments = folder.join(&manifest.segments);
        let file = |name: &str| format!("{}/{name}", manifest.segments);
        let damaged = |what: String| Damage::new(file(META), format!("is damaged: {what}"));
        // The engine would say that a file cannot be read, but not which.
        match fs::read(segments.join(MANAGED)).map(|bytes| serde_json::from_slice::<Vec<String>>(&bytes)) {
            Ok(Err(error)) => return Err(Damage::new(file(MANAGED), format!("is damaged: {error}"))),
            Ok(Ok(_)) => {}
            Err(error) => return Err(Damage::of(file(MANAGED), &error)),
        }
        let bytes = fs::read(segments.join(META)).map_err(|error| Damage::of(file(META), &error))?;
        let said = |error: TantivyError| damaged(error.to_string());
        let tantivy = tantivy::Index::open_in_dir(&segments).map_err(said)?;
        let meta = tantivy.load_metas().map_err(said)?;
        let mut rendered = serde_json::to_vec_pretty(&meta).unwrap_or_default();
        rendered.push(b'\n');
        if rendered != bytes {
            return Err(damaged("it is not as the engine writes it".into()));
        }
        if meta.schema != schema::schema().0 || meta.index_settings != schema::settings() {
            return Err(damaged("it describes other fields than an index has".into()));
        }
        let payload = meta.payload.as_deref().unwrap_or_default();
        let mut names: Vec<&str> = payload.split(' ').collect();
        // Behind them stand a number and a hash.
        names.truncate(names.len().saturating_sub(2));
        let own = |number: usize| names.get(number).map(|name| (*name).to_owned());
        let counted = own(1).zip(own(2).zip(own(3)));
        let counted = counted.map(|(lengths, (words, spellings))| Counted { lengths, words, spellings });
        let named = Named { sources: own(0).unwrap_or_default(), counted };
        if payload != State::payload(&named, meta.opstamp) {
            return Err(damaged("what it says of the list of sources does not match its number".into()));
        }
        let sources = files::open(folder, &named.sources)?;
        let counted = named.counted.as_ref();
        let lengths = counted.map(|counted| lengths::read(folder, &counted.lengths)).transpose()?;
        let words = counted.map(|counted| files::mapped(folder, &counted.words)).transpose()?;
        let spellings = counted.map(|counted| spellings::open(folder, &counted.spellings)).transpose()?;
        let lengths = lengths.unwrap_or_default();
        Ok(State { manifest, tantivy, meta, named, sources, lengths, words, spellings })
    }

    /// What the engine's commit says besides the segments: the files that belong to it, its own number, and
    /// a hash of all that.
    pub(crate) fn payload(named: &Named, number: u64) -> String {
        let names: Vec<&str> = named.names().collect();
        let text = format!("{} {number}", names.join(" "));
        format!("{text} {}", files::hash(text.as_bytes()))
    }

    /// Opens the segments.
    pub(crate) fn searcher(&self, folder: &Path) -> Result<Searcher> {
        let failed = |error: TantivyError| read_error(folder, self.damage(&error));
        let reader =
            self.tantivy.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(failed)?;
        let searcher: Searcher = reader.searcher();
        for segment in searcher.segment_readers() {
            let meta = self.meta.segments.iter().find(|meta| meta.id() == segment.segment_id());
            let deleted = meta.map(tantivy::SegmentMeta::num_deleted_docs);
            // Every passage has a place in its document.
            let rows = segment.fast_fields().u64("ordinal").map_err(failed)?.num_docs();
            if rows != segment.max_doc() || deleted != Some(segment.num_deleted_docs()) {
                let file = format!("{}/{META}", self.manifest.segments);
                let what = "is damaged: it tells another number of passages than its segments hold";
                return Err(read_error(folder, Damage::new(file, what)));
            }
        }
        Ok(searcher)
    }

    /// What the engine means, without its words for it.
    fn damage(&self, error: &TantivyError) -> Damage {
        let file = |path: &Path| format!("{}/{}", self.manifest.segments, path.display());
        match error {
            TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(path)) => {
                Damage::new(file(path), "is missing")
            }
            TantivyError::OpenReadError(OpenReadError::IoError { io_error, filepath })
                if matches!(io_error.kind(), ErrorKind::InvalidData | ErrorKind::UnexpectedEof) =>
            {
                Damage::new(file(filepath), "is damaged: its end is not as it was written")
            }
            TantivyError::OpenReadError(OpenReadError::IoError { io_error, filepath }) => {
                Damage::of(file(filepath), io_error)
            }
            other => Damage::new(self.manifest.segments.clone(), format!("cannot be read: {other}")),
        }
    }
}

/// Opens the last finished state, whatever a run does meanwhile.
pub(crate) fn open(folder: &Path) -> Result<(State, Searcher, Keys)> {
    steady(folder, || {
        let manifest = Manifest::read(folder)?;
        manifest.check(folder)?;
        let state = State::read(folder, manifest)?;
        let searcher = state.searcher(folder)?;
        let keys = concepts(folder, &state.manifest)?;
        Ok((state, searcher, keys))
    })
}

/// The concepts that the passages of a state were searched for.
pub(crate) fn concepts(folder: &Path, manifest: &Manifest) -> Result<Keys> {
    let bytes = files::mapped(folder, &manifest.concepts).map_err(|damage| read_error(folder, damage))?;
    Ok(Keys::from_text(bytes))
}

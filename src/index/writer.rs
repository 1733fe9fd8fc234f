//! Passages enter the index: one atomic run, one writer at a time.
//!
//! A document's passages are handed over in one batch and so stay neighbours in one segment,
//! whatever the number of threads: counting documents and grouping rely on it. Segments that lost
//! passages are merged before the run ends, because word statistics would otherwise still count
//! what is gone and the same documents would rank differently than in a fresh index.

use std::fs;
use std::path::{Path, PathBuf};

use tantivy::indexer::UserOperation;
use tantivy::{IndexWriter, TantivyDocument, Term};

use crate::analysis::{self, Language, Streams};
use crate::concepts::{self, Keys};
use crate::error::{Error, Result};
use crate::index::manifest::{self, Manifest, SourceState, Sources, Thesaurus, read_error, write_error};
use crate::index::schema::{self, Fields};
use crate::index::sketch;
use crate::index::stored::Stored;

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
    /// Main, exact and grams.
    All,
    /// Main and exact: faster and smaller, blind to spelling variants.
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
    /// First and last day its document's date may mean, in days since 1970.
    pub days: Option<(i64, i64)>,
    /// Its place in its document, from 0.
    pub ordinal: u64,
}

/// An index being written.
pub struct Writer {
    folder: PathBuf,
    tantivy: IndexWriter,
    fields: Fields,
    streams: StreamChoice,
    manifest: Manifest,
    concepts: Keys,
    sources: Sources,
    sources_name: Option<String>,
    start: Start,
    changed: bool,
    // Held until the run ends; the system frees it even when the program is killed.
    _lock: fs::File,
}

/// Tantivy's smallest budget for one thread is 15 MB; a little more keeps clear of its check.
const LEAST_MEMORY: usize = 16_000_000;
/// The engine refuses to hold more than 4 GiB a thread; who offers more gets what there is.
const MOST_MEMORY: usize = 4_000_000_000;

impl Writer {
    /// Opens an index for writing, and makes it where there is none.
    ///
    /// # Errors
    /// [`Error::IndexBusy`] while another run writes, [`Error::NotAnIndex`] for a folder with
    /// something else in it, [`Error::IndexVersion`] for an index of other rules (unless it is to
    /// begin [`Start::Anew`]), [`Error::WriteIndex`] when the system refuses.
    pub fn open(folder: &Path, options: &WriterOptions) -> Result<Writer> {
        let found = match Manifest::read(folder) {
            Ok(manifest) => Some(manifest),
            Err(Error::MissingIndex { .. }) => None,
            // A manifest that cannot be read, or not by us, is replaced only where that was asked for.
            Err(Error::ReadIndex { .. } | Error::IndexVersion { .. }) if options.start == Start::Anew => None,
            Err(error) => return Err(error),
        };
        fs::create_dir_all(folder).map_err(|error| write_error(folder, error))?;
        let lock = lock(folder)?;
        if let (Some(manifest), Start::Continue) = (&found, options.start) {
            manifest.check(folder)?;
        }
        let start = if found.is_none() { Start::Anew } else { options.start };
        let remembered = found.as_ref().map_or(&[][..], |manifest| &manifest.thesauri);
        let (concepts, thesauri) = concepts(folder, &options.thesauri, remembered)?;
        let name = manifest::write_concepts(folder, concepts.as_text())?;
        let manifest = match (&found, start) {
            // Passages that are there were searched for other concepts.
            (Some(manifest), Start::Continue) if manifest.concepts != name => {
                return Err(Error::OtherThesaurus { path: folder.to_owned() });
            }
            (Some(manifest), Start::Continue) => manifest.clone(),
            (Some(manifest), Start::Anew) => Manifest::new(manifest.generation() + 1, name, thesauri),
            (None, _) => Manifest::new(1, name, thesauri),
        };
        let segments = folder.join(&manifest.segments);
        let failed = |error: tantivy::TantivyError| write_error(folder, error);
        let index = match start {
            Start::Continue => tantivy::Index::open_in_dir(&segments).map_err(failed)?,
            Start::Anew => {
                // A stopped run may have left half a folder of this name.
                let _ = fs::remove_dir_all(&segments);
                fs::create_dir_all(&segments).map_err(|error| write_error(folder, error))?;
                tantivy::Index::create_in_dir(&segments, schema::schema().0).map_err(failed)?
            }
        };
        schema::register(&index);
        let sources_name = index.load_metas().map_err(failed)?.payload;
        let sources = manifest::read_sources(folder, sources_name.as_deref())?;
        let most = MOST_MEMORY.saturating_mul(options.threads);
        let memory = options.memory.clamp(LEAST_MEMORY * options.threads, most);
        let tantivy = index.writer_with_num_threads(options.threads, memory).map_err(failed)?;
        Ok(Writer {
            folder: folder.to_owned(),
            tantivy,
            fields: schema::schema().1,
            streams: options.streams,
            manifest,
            concepts,
            sources,
            sources_name,
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
        Adder {
            folder: &self.folder,
            tantivy: &self.tantivy,
            fields: self.fields,
            streams: self.streams,
            concepts: &self.concepts,
        }
    }

    /// Ends the run: what was added is found, what was removed is gone, all at once.
    ///
    /// # Errors
    /// [`Error::WriteIndex`]; the last finished state then stays as it was.
    pub fn commit(mut self) -> Result<()> {
        if !self.changed {
            return Ok(());
        }
        let folder = self.folder.clone();
        let failed = |error: tantivy::TantivyError| write_error(&folder, error);
        let name = manifest::sources_name(self.sources_name.as_deref().map_or(1, manifest::next_number));
        manifest::write_sources(&folder, &name, &self.sources)?;
        let mut commit = self.tantivy.prepare_commit().map_err(failed)?;
        commit.set_payload(&name);
        commit.commit().map_err(failed)?;
        self.merge_holes().map_err(failed)?;
        if self.start == Start::Anew {
            self.manifest.write(&folder)?;
        }
        self.tantivy.garbage_collect_files().wait().map_err(failed)?;
        self.tantivy.wait_merging_threads().map_err(failed)?;
        manifest::tidy(&folder, &self.manifest, &name);
        Ok(())
    }

    /// Rewrites the segments that lost passages.
    fn merge_holes(&mut self) -> tantivy::Result<()> {
        for meta in self.tantivy.index().searchable_segment_metas()? {
            if meta.has_deletes() {
                self.tantivy.merge(&[meta.id()]).wait()?;
            }
        }
        Ok(())
    }
}

/// Adds documents to an index that a [`Writer`] holds open.
#[derive(Clone, Copy)]
pub struct Adder<'a> {
    folder: &'a Path,
    tantivy: &'a IndexWriter,
    fields: Fields,
    streams: StreamChoice,
    concepts: &'a Keys,
}

impl Adder<'_> {
    /// Removes everything that came of a source so far.
    pub fn remove_source(&self, path: &str) {
        self.tantivy.delete_term(Term::from_field_text(self.fields.source, path));
    }

    /// Removes the passages that a document of this id has so far.
    pub fn remove_document(&self, id: &str) {
        self.tantivy.delete_term(Term::from_field_text(self.fields.document, id));
    }

    /// Adds the passages of one document, together and in order.
    ///
    /// # Errors
    /// [`Error::WriteIndex`] when the engine stopped, for want of space for example.
    pub fn add(&self, source: &str, title: &str, entries: &[Entry]) -> Result<()> {
        let operations: Vec<_> = entries
            .iter()
            .map(|entry| self.document(source, title, entry).map(UserOperation::Add))
            .collect::<Result<_>>()?;
        self.tantivy.run(operations).map_err(|error| write_error(self.folder, error))?;
        Ok(())
    }

    pub(crate) fn document(&self, source: &str, title: &str, entry: &Entry) -> Result<TantivyDocument> {
        let fields = self.fields;
        let stored = &entry.stored;
        let mut document = TantivyDocument::new();
        let mut texts = Texts::default();
        let body = std::iter::once(&stored.text).chain(&entry.wholes).map(String::as_str);
        let head = std::iter::once(title).chain(stored.heading.iter().map(String::as_str));
        let mut named = Vec::new();
        for (number, text) in body.enumerate() {
            let streams = analysis::tokens(text, entry.language);
            if number == 0 {
                document.add_u64(fields.sketch, sketch::sketch(&streams.exact));
            }
            named.extend(self.concepts.mentions(&streams, entry.language));
            texts.append(&streams, self.streams);
        }
        // A title is one more line of every passage: counted apart from the words below it, the short
        // lines of other documents win over what the passage says (nDCG@10 .858 apart, .866 so).
        for text in head {
            let streams = analysis::tokens(text, entry.language);
            named.extend(self.concepts.mentions(&streams, entry.language));
            texts.append(&streams, self.streams);
            schema::append(&mut texts.head, &streams.main);
            schema::append(&mut texts.head_exact, &streams.exact);
        }
        let Texts { main, exact, grams, head, head_exact } = texts;
        document.add_text(fields.main, main);
        document.add_text(fields.exact, exact);
        if self.streams == StreamChoice::All {
            document.add_text(fields.grams, grams);
        }
        document.add_text(fields.head, head);
        document.add_text(fields.head_exact, head_exact);
        let mut names = ids(&entry.names);
        for mention in named {
            schema::append_term(&mut names, &concept_id(&mention.id), schema::NEXT);
        }
        document.add_text(fields.names, names);
        document.add_text(fields.about, ids(&entry.about));
        let facets = [
            (fields.country, &stored.countries),
            (fields.region, &entry.regions),
            (fields.city, &stored.cities),
        ];
        for (field, values) in facets {
            for value in values {
                document.add_text(field, value);
            }
        }
        document.add_text(fields.language, &stored.language);
        document.add_text(fields.kind, &stored.document.kind);
        if let Some(year) = stored.document.year {
            document.add_i64(fields.year, i64::from(year));
        }
        if let Some((first, last)) = entry.days {
            document.add_i64(fields.first_day, first);
            document.add_i64(fields.last_day, last);
        }
        document.add_text(fields.document, &stored.document.id);
        document.add_text(fields.passage, &stored.id);
        document.add_text(fields.source, source);
        document.add_u64(fields.ordinal, entry.ordinal);
        let bytes = serde_json::to_vec(stored).map_err(|error| write_error(self.folder, error))?;
        document.add_bytes(fields.stored, &bytes);
        Ok(document)
    }
}

/// The text of a field of ids.
fn ids(ids: &[String]) -> String {
    let mut text = String::new();
    ids.iter().for_each(|id| schema::append_term(&mut text, id, schema::NEXT));
    text
}

/// The id token of a concept.
pub(crate) fn concept_id(id: &str) -> String {
    format!("concept/{id}")
}

/// Our own concepts and those of the files named, else of the copies the index keeps.
fn concepts(folder: &Path, paths: &[PathBuf], remembered: &[Thesaurus]) -> Result<(Keys, Vec<Thesaurus>)> {
    let mut all = concepts::built_in();
    let mut thesauri = Vec::new();
    let files: Vec<(PathBuf, PathBuf)> = if paths.is_empty() {
        remembered.iter().map(|known| (PathBuf::from(&known.path), folder.join(&known.copy))).collect()
    } else {
        paths.iter().map(|path| (path.clone(), path.clone())).collect()
    };
    for (path, file) in files {
        let failed = |source| Error::ReadThesaurus { path: path.clone(), source };
        let bytes = fs::read(&file).map_err(|error| failed(error.into()))?;
        let found = concepts::read(&bytes, concepts::syntax_of(&bytes)).map_err(failed)?;
        if found.is_empty() {
            return Err(failed("it holds no skos:prefLabel and no skos:altLabel".into()));
        }
        all.extend(found);
        thesauri.push(manifest::write_thesaurus(folder, &path, &bytes)?);
    }
    Ok((Keys::new(&all), thesauri))
}

/// The texts of a passage's word fields.
#[derive(Default)]
struct Texts {
    main: String,
    exact: String,
    grams: String,
    head: String,
    head_exact: String,
}

impl Texts {
    fn append(&mut self, streams: &Streams, choice: StreamChoice) {
        schema::append(&mut self.main, &streams.main);
        schema::append(&mut self.exact, &streams.exact);
        if choice == StreamChoice::All {
            schema::append(&mut self.grams, &streams.grams);
        }
    }
}

/// Takes the lock of an index folder.
fn lock(folder: &Path) -> Result<fs::File> {
    let path = folder.join(manifest::LOCK);
    let file = fs::File::create(path).map_err(|error| write_error(folder, error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(fs::TryLockError::WouldBlock) => Err(Error::IndexBusy { path: folder.to_owned() }),
        Err(fs::TryLockError::Error(error)) => Err(read_error(folder, error)),
    }
}

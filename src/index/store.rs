//! The last finished state of an index, opened for reading.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Seek;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use lru::LruCache;
use tantivy::directory::OwnedBytes;
use tantivy::schema::Field;
use tantivy::store::StoreReader;
use tantivy::{DocAddress, DocSet, Searcher, SegmentReader, TERMINATED, Term};

use crate::analysis::{Language, Vocabulary, language};
use crate::concepts::Keys;
use crate::error::{Cause, Error, Result};
use crate::index::columns::Columns;
use crate::index::kept;
use crate::index::lengths::{self, Lengths};
use crate::index::manifest::{self, FORMAT, RULES, Sources, read_error};
use crate::index::schema::{self, Fields};
use crate::index::spellings::Spellings;
use crate::index::state::{self, guarded};
use crate::index::stored::{self, Stored};
use crate::index::terms::{Infos, Terms};

/// Blocks of a store that stay unpacked: the passages of an answer share some, and so do a passage and its document.
const UNPACKED: usize = 32;

/// Passages that stay unpacked: to unpack the block of one costs twenty times what is asked for of it, and what answers one
/// question often answers the next. Half a kilobyte each, as a rule, five megabytes together; twice as many were no faster for
/// 500 questions asked by turns.
const REMEMBERED: NonZeroUsize = NonZeroUsize::MIN.saturating_add(9_999);

/// An index opened for reading: the last finished state, whatever a writer does meanwhile.
pub struct Index {
    folder: PathBuf,
    searcher: Searcher,
    fields: Fields,
    /// The list of sources, held open: a run that ends meanwhile removes it.
    sources: (String, Mutex<File>),
    languages: Vec<&'static Language>,
    concepts: Keys,
    /// The words of Chinese that its passages hold, once they were counted.
    words: Option<OwnedBytes>,
    /// The spellings of its words, as the run gathered them or once they were asked for.
    spellings: OnceLock<Spellings>,
    /// The stores of its segments, once a passage was asked for.
    stores: OnceLock<Vec<StoreReader>>,
    /// Passages that were asked for, as they are kept.
    remembered: Mutex<LruCache<DocAddress, OwnedBytes>>,
    terms: Terms,
    columns: Columns,
    /// Lengths of each field, as the run counted them or as they were asked for.
    lengths: Mutex<BTreeMap<u32, Lengths>>,
}

/// What an index holds.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Statistics {
    pub passages: u64,
    pub documents: u64,
    pub sources: u64,
    /// Bytes of the sources.
    pub source_bytes: u64,
    /// Bytes of the index folder.
    pub index_bytes: u64,
    pub format: u32,
    /// Name of the rules that cut its words.
    pub rules: &'static str,
}

impl Index {
    /// Opens the index in a folder.
    ///
    /// # Errors
    /// [`Error::MissingIndex`], [`Error::NotAnIndex`], [`Error::IndexVersion`] when it was built
    /// under other rules, [`Error::ReadIndex`] when it is damaged, as far as that shows without
    /// reading all of it; [`check`](crate::index::check()) does.
    pub fn open(folder: &Path) -> Result<Index> {
        let (state, searcher, concepts) = state::open(folder)?;
        let mut opened = Index {
            folder: folder.to_owned(),
            searcher,
            fields: schema::schema().1,
            sources: (state.named.sources, Mutex::new(state.sources)),
            languages: Vec::new(),
            concepts,
            words: state.words,
            spellings: state.spellings.map_or_else(OnceLock::new, OnceLock::from),
            stores: OnceLock::new(),
            remembered: Mutex::new(LruCache::new(REMEMBERED)),
            terms: Terms::default(),
            columns: Columns::of(folder),
            lengths: Mutex::new(state.lengths),
        };
        let codes = guarded(folder, || opened.values(opened.fields.language))?;
        opened.languages =
            codes.iter().map(|code| language::by_code(code).unwrap_or(&language::UNKNOWN)).collect();
        Ok(opened)
    }

    /// The languages of its passages.
    pub fn languages(&self) -> &[&'static Language] {
        &self.languages
    }

    /// The words that Chinese questions are cut into.
    pub fn vocabulary(&self) -> Vocabulary<'_> {
        match &self.words {
            Some(words) => Vocabulary::Kept(words),
            None => Vocabulary::Dictionary,
        }
    }

    /// The spellings of its words.
    pub(crate) fn spellings(&self) -> Result<&Spellings> {
        if let Some(known) = self.spellings.get() {
            return Ok(known);
        }
        // The run that gathers them was stopped after its commit.
        let gathered = Spellings::gather(&self.folder, &self.searcher, self.fields.exact)?;
        Ok(self.spellings.get_or_init(|| gathered))
    }

    /// The concepts that its passages were searched for.
    pub fn concepts(&self) -> &Keys {
        &self.concepts
    }

    /// The cities it has as facet values.
    ///
    /// # Errors
    /// [`Error::ReadIndex`]
    pub fn cities(&self) -> Result<Vec<String>> {
        guarded(&self.folder, || self.values(self.fields.city))
    }

    /// Every source with what came of it.
    ///
    /// # Errors
    /// [`Error::ReadIndex`]
    pub fn sources(&self) -> Result<Sources> {
        let mut file = self.sources.1.lock().unwrap_or_else(PoisonError::into_inner);
        file.rewind().map_err(|error| read_error(&self.folder, error))?;
        manifest::read_sources(&self.folder, &self.sources.0, &mut file)
    }

    /// What it holds.
    ///
    /// # Errors
    /// [`Error::ReadIndex`]
    pub fn statistics(&self) -> Result<Statistics> {
        let sources = self.sources()?;
        let documents = guarded(&self.folder, || self.count_documents())?;
        Ok(Statistics {
            passages: self.searcher.num_docs(),
            documents,
            sources: sources.len() as u64,
            source_bytes: sources.values().map(|state| state.bytes).sum(),
            index_bytes: folder_bytes(&self.folder),
            format: FORMAT,
            rules: RULES,
        })
    }

    /// The passage of an id, or every passage of the document of that id in order.
    ///
    /// # Errors
    /// [`Error::UnknownId`] when nothing has this id, [`Error::ReadIndex`]
    pub fn passages(&self, id: &str) -> Result<Vec<Stored>> {
        guarded(&self.folder, || {
            if let Some(passage) = self.passage(id)? {
                return Ok(vec![passage]);
            }
            let found = self.with_term(self.fields.document, id)?;
            if found.is_empty() {
                return Err(Error::UnknownId { id: id.to_owned() });
            }
            found.into_iter().map(|address| self.stored(address)).collect()
        })
    }

    /// The passage of an id: its document's, and its number there.
    fn passage(&self, id: &str) -> Result<Option<Stored>> {
        let Some((document, number)) = id.rsplit_once('#') else { return Ok(None) };
        let is_written_so = |parsed: &u64| parsed.to_string() == number;
        let number = number.parse::<u64>().ok().filter(is_written_so);
        let Some(ordinal) = number.and_then(|number| number.checked_sub(1)) else { return Ok(None) };
        for address in self.with_term(self.fields.document, document)? {
            let segment = &self.segments()[address.segment_ord as usize];
            let column = self.columns.numbers(segment, "ordinal")?;
            if column.first(address.doc_id) == Some(ordinal) {
                return self.stored(address).map(Some);
            }
        }
        Ok(None)
    }

    /// Whether it holds a document of this id.
    ///
    /// # Errors
    /// [`Error::ReadIndex`]
    pub fn has_document(&self, id: &str) -> Result<bool> {
        guarded(&self.folder, || Ok(!self.with_term(self.fields.document, id)?.is_empty()))
    }

    /// How many documents it holds.
    fn count_documents(&self) -> Result<u64> {
        let mut documents = 0;
        for segment in self.segments() {
            // The passages of a document never lie in two segments.
            let column = segment.fast_fields().str("document");
            let Some(column) = column.map_err(|error| read_error(&self.folder, error))? else { continue };
            documents += if segment.has_deletes() {
                // Only after a run that was stopped: some of the terms are of documents that are gone.
                let ords = segment.doc_ids_alive().filter_map(|doc| column.ords().first(doc));
                ords.collect::<BTreeSet<_>>().len() as u64
            } else {
                column.num_terms() as u64
            };
        }
        Ok(documents)
    }

    /// How many passages came of each source.
    pub(crate) fn passages_by_source(&self) -> Result<BTreeMap<String, u64>> {
        let mut counts = BTreeMap::new();
        for path in self.values(self.fields.source)? {
            let passages = self.with_term(self.fields.source, &path)?.len() as u64;
            counts.insert(path, passages);
        }
        Ok(counts)
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn fields(&self) -> Fields {
        self.fields
    }

    pub(crate) fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    pub(crate) fn columns(&self) -> &Columns {
        &self.columns
    }

    /// What a term of a field is in each segment.
    pub(crate) fn infos(&self, field: Field, term: &str) -> Result<Infos> {
        let infos = self.terms.infos(&self.searcher, field, term);
        infos.map_err(|error| read_error(&self.folder, error))
    }

    /// How many passages hold a term of a field.
    pub(crate) fn passages_with(&self, field: Field, term: &str) -> Result<u32> {
        Ok(self.infos(field, term)?.iter().flatten().map(|info| info.doc_freq).sum())
    }

    pub(crate) fn segments(&self) -> &[SegmentReader] {
        self.searcher.segment_readers()
    }

    /// The average number of terms that a field has in passages whose words are cut as those of a
    /// language are; in all of them where there is none.
    pub(crate) fn average_length(&self, field: Field, language: Option<&Language>) -> Result<f32> {
        // A panic while the lock is held leaves a cache that is merely incomplete.
        let mut known = self.lengths.lock().unwrap_or_else(PoisonError::into_inner);
        let lengths = match known.entry(field.field_id()) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => entry.insert(
                lengths::of_field(&self.searcher, field).map_err(|error| read_error(&self.folder, error))?,
            ),
        };
        let alike = |code: &str| {
            let other = language::by_code(code).unwrap_or(&language::UNKNOWN);
            language.is_none_or(|language| language.words == other.words)
        };
        let (mut passages, mut terms) = (0u64, 0u64);
        for (_, (counted, sum)) in lengths.iter().filter(|(code, _)| alike(code)) {
            passages += counted;
            terms += sum;
        }
        Ok((terms as f64 / passages.max(1) as f64) as f32)
    }

    /// Reads a passage back.
    pub(crate) fn stored(&self, address: DocAddress) -> Result<Stored> {
        let failed = |error: Cause| read_error(&self.folder, error);
        let own = self.kept(address)?;
        let first = match stored::behind(&own).map_err(failed)? {
            0 => None,
            behind => {
                let doc_id = address.doc_id.checked_sub(behind);
                let doc_id = doc_id.ok_or("a passage's document is not where it should be");
                let doc_id = doc_id.map_err(|error| failed(error.into()))?;
                Some(self.kept(DocAddress { doc_id, ..address })?)
            }
        };
        Stored::from_bytes(&own, first.as_deref().unwrap_or(&own)).map_err(failed)
    }

    /// The bytes that a passage is kept in.
    fn kept(&self, address: DocAddress) -> Result<OwnedBytes> {
        // A panic while the lock is held leaves a memory that is merely incomplete.
        let remembered = || self.remembered.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = remembered().get(&address) {
            return Ok(kept.clone());
        }
        let bytes = self.unpacked(address).map_err(|error| read_error(&self.folder, error))?;
        let kept = kept::value_of(self.fields.stored, &bytes);
        let kept = kept.ok_or_else(|| read_error(&self.folder, "a passage that cannot be read"))?;
        // A copy, or all of the block would stay.
        let kept = OwnedBytes::new(kept.to_vec());
        remembered().put(address, kept.clone());
        Ok(kept)
    }

    /// What the engine's store holds of a passage.
    fn unpacked(&self, address: DocAddress) -> std::result::Result<OwnedBytes, Cause> {
        let stores = match self.stores.get() {
            Some(stores) => stores,
            None => {
                let stores = self.segments().iter().map(|segment| segment.get_store_reader(UNPACKED));
                let stores = stores.collect::<std::io::Result<_>>()?;
                self.stores.get_or_init(|| stores)
            }
        };
        let store = stores.get(address.segment_ord as usize).ok_or("a segment that is not there")?;
        Ok(store.get_document_bytes(address.doc_id)?)
    }

    /// The passages that hold a term, in the order of the index.
    fn with_term(&self, field: Field, text: &str) -> Result<Vec<DocAddress>> {
        let term = Term::from_field_text(field, text);
        let failed = |error: tantivy::TantivyError| read_error(&self.folder, error);
        let mut found = Vec::new();
        for (ord, segment) in self.segments().iter().enumerate() {
            let postings = segment
                .inverted_index(field)
                .map_err(failed)?
                .read_postings(&term, tantivy::schema::IndexRecordOption::Basic)
                .map_err(|error| read_error(&self.folder, error))?;
            let Some(mut postings) = postings else { continue };
            let mut doc = postings.doc();
            while doc != TERMINATED {
                if !segment.is_deleted(doc) {
                    found.push(DocAddress::new(ord as u32, doc));
                }
                doc = postings.advance();
            }
        }
        Ok(found)
    }

    /// All values of a field, sorted, each once.
    fn values(&self, field: Field) -> Result<Vec<String>> {
        let mut values = BTreeSet::new();
        for segment in self.segments() {
            let inverted = segment.inverted_index(field).map_err(|error| read_error(&self.folder, error))?;
            let mut stream = inverted.terms().stream().map_err(|error| read_error(&self.folder, error))?;
            while stream.advance() {
                values.insert(String::from_utf8_lossy(stream.key()).into_owned());
            }
        }
        Ok(values.into_iter().collect())
    }
}

/// Bytes of all files below a folder.
fn folder_bytes(folder: &Path) -> u64 {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.metadata().ok())
        .filter(std::fs::Metadata::is_file)
        .map(|metadata| metadata.len())
        .sum()
}

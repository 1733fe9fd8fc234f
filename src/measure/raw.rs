//! The same passages become an index of raw Tantivy: what the engine costs without our words.
//!
//! One text field with positions, stored, under the passage's id: no languages, no facets, no
//! names. So it is a lower bound for what we do, and no substitute for it: its default words find a
//! third less in mixed languages, and in Chinese and Thai next to nothing.

use std::borrow::Cow;
use std::mem;
use std::path::{Path, PathBuf};
use std::time::Duration;

use frostem::{Algorithm, Stemmer};
use tantivy::collector::{Count, TopDocs};
use tantivy::query::QueryParser;
use tantivy::schema::{Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{
    LowerCaser, RemoveLongFilter, SimpleTokenizer, TextAnalyzer, Token, TokenFilter, TokenStream, Tokenizer,
    TokenizerManager,
};
use tantivy::{IndexSettings, Searcher, TantivyDocument};

use crate::error::Result;
use crate::index::manifest::read_error;
use crate::measure::segments::Segments;

/// How raw Tantivy cuts words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RawWords {
    /// Tantivy's `default`: letters and digits in a row, in small letters.
    Default,
    /// Tantivy's `en_stem`: the same, stemmed as English.
    EnglishStems,
}

/// What raw Tantivy took for the same passages.
#[derive(Debug, Clone)]
pub struct Raw {
    /// How it cut words.
    pub words: RawWords,
    /// Adding and writing, on one thread.
    pub took: Duration,
    /// Bytes of its index.
    pub index_bytes: u64,
}

/// Terms longer than this many bytes are left out, as Tantivy's own analyzers do.
const LONGEST: usize = 40;
const WORDS: &str = "raw";

/// An index of raw Tantivy being made and searched.
pub struct RawIndex {
    words: RawWords,
    segments: Segments,
    id: Field,
    text: Field,
    searchers: Vec<Searcher>,
}

impl RawIndex {
    /// An index in a new folder.
    pub fn new(folder: PathBuf, words: RawWords, memory: usize) -> RawIndex {
        let mut schema = Schema::builder();
        let id = schema.add_text_field("id", STRING | STORED);
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(WORDS)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let text =
            schema.add_text_field("text", TextOptions::default().set_stored().set_indexing_options(indexing));
        let tokenizers = TokenizerManager::default();
        tokenizers.register(WORDS, analyzer(words));
        let segments = Segments::new(folder, schema.build(), tokenizers, IndexSettings::default(), memory);
        RawIndex { words, segments, id, text, searchers: Vec::new() }
    }

    /// Adds passages: id and text.
    ///
    /// # Errors
    /// [`crate::error::Error::WriteIndex`]
    pub fn add<'a>(&mut self, passages: impl Iterator<Item = (&'a str, &'a str)>) -> Result<()> {
        let (id_field, text_field) = (self.id, self.text);
        self.segments.add(passages.map(|(id, text)| {
            let mut document = TantivyDocument::new();
            document.add_text(id_field, id);
            document.add_text(text_field, text);
            Ok(document)
        }))
    }

    /// Writes what is still held, and opens it for searching.
    ///
    /// # Errors
    /// [`crate::error::Error::WriteIndex`], [`crate::error::Error::ReadIndex`]
    pub fn finish(&mut self) -> Result<Raw> {
        self.segments.finish()?;
        for index in &self.segments.finished {
            let reader = index.reader().map_err(|error| read_error(index_path(), error))?;
            self.searchers.push(reader.searcher());
        }
        Ok(Raw { words: self.words, took: self.segments.took, index_bytes: self.segments.bytes()? })
    }

    /// Finds the ten best passages for any of the words, counts all, and reads the best from the store.
    ///
    /// # Errors
    /// [`crate::error::Error::ReadIndex`]
    pub fn search(&self, words: &str) -> Result<usize> {
        let failed = |error: tantivy::TantivyError| read_error(index_path(), error);
        let mut found = 0;
        for searcher in &self.searchers {
            let parser = QueryParser::for_index(searcher.index(), vec![self.text]);
            let (query, _) = parser.parse_query_lenient(words);
            let best = TopDocs::with_limit(10).order_by_score();
            let (best, count) = searcher.search(&query, &(best, Count)).map_err(failed)?;
            for (_, address) in best {
                let document: TantivyDocument = searcher.doc(address).map_err(failed)?;
                std::hint::black_box(document);
            }
            found += count;
        }
        Ok(found)
    }
}

/// Its errors name no folder of the reader's: it lies in a temporary one.
fn index_path() -> &'static Path {
    Path::new("raw")
}

fn analyzer(words: RawWords) -> TextAnalyzer {
    let cut = TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(LONGEST))
        .filter(LowerCaser);
    match words {
        RawWords::Default => cut.build(),
        RawWords::EnglishStems => cut.filter(EnglishStems).build(),
    }
}

/// Tantivy's own stemming filter sits behind a feature that nothing else here needs; this is the
/// same, over the same stemmer.
#[derive(Clone)]
struct EnglishStems;

#[derive(Clone)]
struct Stemming<T>(T);

struct StemmingStream<T> {
    tail: T,
    stemmer: Stemmer,
    buffer: String,
}

impl TokenFilter for EnglishStems {
    type Tokenizer<T: Tokenizer> = Stemming<T>;

    fn transform<T: Tokenizer>(self, tokenizer: T) -> Stemming<T> {
        Stemming(tokenizer)
    }
}

impl<T: Tokenizer> Tokenizer for Stemming<T> {
    type TokenStream<'a> = StemmingStream<T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        let (stemmer, buffer) = (Stemmer::new(Algorithm::English), String::new());
        StemmingStream { tail: self.0.token_stream(text), stemmer, buffer }
    }
}

impl<T: TokenStream> TokenStream for StemmingStream<T> {
    fn advance(&mut self) -> bool {
        if !self.tail.advance() {
            return false;
        }
        let token = self.tail.token_mut();
        match self.stemmer.stem(&token.text) {
            Cow::Owned(stem) => token.text = stem,
            Cow::Borrowed(stem) => {
                self.buffer.clear();
                self.buffer.push_str(stem);
                mem::swap(&mut token.text, &mut self.buffer);
            }
        }
        true
    }

    fn token(&self) -> &Token {
        self.tail.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.tail.token_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_kinds_of_words_are_found() {
        let folder = tempfile::tempdir().unwrap();
        for (words, wanted) in [(RawWords::Default, 1), (RawWords::EnglishStems, 2)] {
            let mut index = RawIndex::new(folder.path().join(format!("{words:?}")), words, 20_000_000);
            let passages = [("1", "The city learns"), ("2", "Cities, learning"), ("3", "南京")];
            index.add(passages.into_iter()).unwrap();
            let raw = index.finish().unwrap();
            assert!(raw.index_bytes > 0 && !raw.took.is_zero());
            assert_eq!(index.search("city").unwrap(), wanted);
        }
    }
}

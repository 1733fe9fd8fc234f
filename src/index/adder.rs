//! A passage becomes what the engine is given: the terms of every field, the facets, and the passage itself.

use std::path::Path;

use tantivy::indexer::UserOperation;
use tantivy::{IndexWriter, TantivyDocument, Term};

use crate::analysis::{self, Language, Streams, Token};
use crate::concepts::{Keys, Named};
use crate::error::Result;
use crate::index::manifest::write_error;
use crate::index::schema::{self, Fields};
use crate::index::sketch;
use crate::index::writer::{Entry, StreamChoice};

/// Bytes of a document of the engine besides words and what is stored, about.
const SMALL_FIELDS: usize = 512;

/// Adds documents to an index that a [`Writer`](crate::index::Writer) holds open.
#[derive(Clone, Copy)]
pub struct Adder<'a> {
    pub(crate) folder: &'a Path,
    pub(crate) tantivy: &'a IndexWriter,
    pub(crate) fields: Fields,
    pub(crate) streams: StreamChoice,
    pub(crate) concepts: &'a Keys,
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

    /// What the engine is given for a passage that stands so many behind the first of its document. `scratch` goes on
    /// from one to the next.
    pub(crate) fn document<'e>(
        &self,
        source: &str,
        title: &'e str,
        entry: &'e Entry,
        behind: u32,
        scratch: &mut Scratch<'e>,
    ) -> Result<TantivyDocument> {
        let fields = self.fields;
        let stored = &entry.stored;
        let Scratch { heads, texts } = scratch;
        texts.clear();
        let body = std::iter::once(&stored.text).chain(&entry.wholes).map(String::as_str);
        let head = std::iter::once(title).chain(stored.heading.iter().map(String::as_str));
        let mut names = ids(&entry.names);
        let (mut next, mut sketched) = (0, 0);
        for (number, text) in body.enumerate() {
            let streams = analysis::words(text, entry.language);
            if number == 0 {
                sketched = sketch::sketch(&streams.exact);
            }
            append_concepts(&mut names, self.concepts, &streams, entry.language);
            next += texts.append(&streams, entry.language, self.streams, schema::APART);
        }
        // A title is one more line of every passage: counted apart from the words below it, the short
        // lines of other documents win over what the passage says (nDCG@10 .858 apart, .866 so).
        let mut mark = schema::APART;
        for text in head {
            let Head { streams, named: ids, .. } = heads.read(text, entry.language, self.concepts);
            names.push_str(ids);
            if texts.append(streams, entry.language, self.streams, mark) > 0 {
                mark = schema::BESIDE;
            }
        }
        let bytes = stored.to_bytes(behind).map_err(|error| write_error(self.folder, error))?;
        // A document that grows is copied again and again.
        let mut document =
            TantivyDocument::with_capacity(texts.len() + names.len() + bytes.len() + SMALL_FIELDS);
        document.add_text(fields.main, &texts.main);
        document.add_text(fields.exact, &texts.exact);
        if !texts.grams.is_empty() {
            document.add_text(fields.grams, &texts.grams);
        }
        document.add_text(fields.names, names);
        document.add_u64(fields.head_at, next);
        document.add_u64(fields.sketch, sketched);
        document.add_bytes(fields.stored, &bytes);
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
        document.add_text(fields.source, source);
        document.add_u64(fields.ordinal, entry.ordinal);
        Ok(document)
    }
}

/// Passages on their way to the engine. Those that are handed over together stay neighbours.
pub struct Batch<'a> {
    adder: Adder<'a>,
    operations: Vec<UserOperation<TantivyDocument>>,
}

impl<'a> Batch<'a> {
    /// What is handed over together stays in one segment: half as many passages tear more of what is alike apart.
    const ENOUGH: usize = 512;

    /// An empty batch.
    pub fn new(adder: Adder<'a>) -> Batch<'a> {
        Batch { adder, operations: Vec::new() }
    }

    /// Adds the passages of one document, together and in order: all of them or, with an error, none.
    ///
    /// # Errors
    /// [`Error::WriteIndex`](crate::error::Error::WriteIndex) when the engine stopped, for want of space for example.
    pub fn add(&mut self, source: &str, title: &str, entries: &[Entry]) -> Result<()> {
        let mut scratch = Scratch::default();
        let documents = (0..)
            .zip(entries)
            .map(|(behind, entry)| self.adder.document(source, title, entry, behind, &mut scratch));
        let documents: Vec<TantivyDocument> = documents.collect::<Result<_>>()?;
        self.operations.extend(documents.into_iter().map(UserOperation::Add));
        if self.operations.len() < Batch::ENOUGH { Ok(()) } else { self.hand_over() }
    }

    /// Hands over what is left.
    ///
    /// # Errors
    /// As [`Batch::add`].
    pub fn finish(mut self) -> Result<()> {
        self.hand_over()
    }

    fn hand_over(&mut self) -> Result<()> {
        let operations = std::mem::take(&mut self.operations);
        self.adder.tantivy.run(operations).map_err(|error| write_error(self.adder.folder, error))?;
        Ok(())
    }
}

/// The text of a field of ids.
fn ids(ids: &[String]) -> String {
    let mut text = String::new();
    ids.iter().for_each(|id| schema::append_term(&mut text, id, schema::NEXT));
    text
}

/// Appends the id tokens of the concepts that a text mentions to a field's text, once for each time.
fn append_concepts(names: &mut String, concepts: &Keys, streams: &Streams, language: &'static Language) {
    concepts.each_id(streams, language, |id, named| {
        let prefix = match named {
            Named::Itself => schema::CONCEPT,
            Named::ByItsKind => schema::KIND,
        };
        schema::append_term(names, prefix, schema::NEXT);
        names.push_str(id);
    });
}

/// What one passage of a document needs and the next can use again.
#[derive(Default)]
pub(crate) struct Scratch<'e> {
    heads: Heads<'e>,
    texts: Texts,
}

/// A title or heading, cut.
struct Head<'e> {
    text: &'e str,
    language: &'static Language,
    streams: Streams,
    /// Id tokens of the concepts it mentions, as a field's text.
    named: String,
}

/// The titles and headings of the passages before: neighbours share nearly all of them.
#[derive(Default)]
struct Heads<'e> {
    known: Vec<Head<'e>>,
}

impl<'e> Heads<'e> {
    /// A title and the path of headings in a document that is nested deep.
    const MOST: usize = 8;

    fn read(&mut self, text: &'e str, language: &'static Language, concepts: &Keys) -> &Head<'e> {
        let is_same = |head: &Head<'_>| head.text == text && head.language == language;
        let at = match self.known.iter().position(is_same) {
            Some(at) => at,
            None => {
                if self.known.len() == Heads::MOST {
                    // The title, which comes first, stays.
                    self.known.remove(1);
                }
                let streams = analysis::words(text, language);
                let mut named = String::new();
                append_concepts(&mut named, concepts, &streams, language);
                self.known.push(Head { text, language, streams, named });
                self.known.len() - 1
            }
        };
        &self.known[at]
    }
}

/// The texts of a passage's word fields.
#[derive(Default)]
struct Texts {
    main: String,
    exact: String,
    grams: String,
}

impl Texts {
    fn clear(&mut self) {
        self.main.clear();
        self.exact.clear();
        self.grams.clear();
    }

    fn len(&self) -> usize {
        self.main.len() + self.exact.len() + self.grams.len()
    }

    /// Appends the words of a text behind a mark, and gives how many places they and a gap take.
    fn append(&mut self, streams: &Streams, language: &Language, choice: StreamChoice, mark: char) -> u64 {
        let last = streams.exact.last_position();
        let stays = |term: &str| !analysis::is_told_once(term, language);
        let main = streams.main_alone(stays);
        let is_content =
            |(token, written): &(Token<'_>, &str)| !analysis::is_function_word(token.text, written, language);
        schema::append(&mut self.main, main.filter(is_content).map(|(token, _)| token), last, mark);
        let is_row = |token: &Token<'_>| analysis::is_row_of_signs(token.text);
        schema::append(&mut self.exact, streams.exact.iter().filter(|token| !is_row(token)), last, mark);
        let grams = streams.grams.iter().filter(|_| choice == StreamChoice::All);
        for token in streams.exact.iter().filter(is_row).chain(grams) {
            schema::append_term(&mut self.grams, token.text, schema::NEXT);
        }
        last.map_or(0, |last| u64::from(last + schema::GAP))
    }
}

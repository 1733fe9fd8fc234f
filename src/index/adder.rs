//! A passage becomes what a segment is made of: the terms of every field, the facets, and the passage itself.

use std::path::Path;

use tantivy::{IndexWriter, TantivyDocument, Term};

use crate::analysis::{self, Language, Streams, Token};
use crate::concepts::{Keys, Named};
use crate::error::Result;
use crate::index::inverter::{Laid, LaidField, LaidPassage};
use crate::index::kept;
use crate::index::manifest::write_error;
use crate::index::removals::Added;
use crate::index::schema::{self, Fields};
use crate::index::sketch;
use crate::index::writer::{Entry, StreamChoice};

/// Bytes of what stands in columns, about.
const COLUMNS: usize = 512;

/// Adds documents to an index that a [`Writer`](crate::index::Writer) holds open.
#[derive(Clone, Copy)]
pub struct Adder<'a> {
    pub(crate) folder: &'a Path,
    pub(crate) tantivy: &'a IndexWriter,
    /// Bytes that each thread may hold before it writes a segment.
    pub(crate) memory: usize,
    pub(crate) fields: Fields,
    pub(crate) streams: StreamChoice,
    pub(crate) concepts: &'a Keys,
    pub(crate) added: &'a Added,
}

impl<'a> Adder<'a> {
    /// The same for one of several threads. Every other one holds an eighth less, because writing a segment takes memory too,
    /// and threads that do the same work would all write theirs at once.
    #[must_use]
    pub fn for_thread(self, number: usize) -> Adder<'a> {
        Adder { memory: self.memory - self.memory / 8 * (number % 2), ..self }
    }

    /// Removes everything that came of a source before this run.
    pub fn remove_source(&self, path: &str) {
        self.added.remove_before(self.tantivy, Term::from_field_text(self.fields.source, path));
    }

    /// Removes the passages that a document of this id had before this run.
    pub fn remove_document(&self, id: &str) {
        self.added.remove_before(self.tantivy, Term::from_field_text(self.fields.document, id));
    }

    /// Lays out the passages of one document.
    pub(crate) fn lay_out(
        &self,
        source: &str,
        title: &str,
        entries: &[Entry],
        laid: &mut Laid,
    ) -> Result<()> {
        laid.clear();
        let mut heads = Heads::default();
        for (behind, entry) in (0..).zip(entries) {
            self.passage(source, title, entry, behind, &mut heads, laid)?;
        }
        Ok(())
    }

    /// Lays out a passage that stands so many behind the first of its document.
    fn passage<'e>(
        &self,
        source: &str,
        title: &'e str,
        entry: &'e Entry,
        behind: u32,
        heads: &mut Heads<'e>,
        laid: &mut Laid,
    ) -> Result<()> {
        let fields = self.fields;
        let stored = &entry.stored;
        let body = std::iter::once(&stored.text).chain(&entry.wholes).map(String::as_str);
        let head = std::iter::once(title).chain(stored.heading.iter().map(String::as_str));
        for id in &entry.names {
            laid.field_mut(fields.names).push(id);
        }
        let (mut next, mut sketched) = (0, 0);
        for (number, text) in body.enumerate() {
            let streams = analysis::words(text, entry.language);
            if number == 0 {
                sketched = sketch::sketch(&streams.exact);
            }
            self.concepts.each_id(&streams, entry.language, |id, named| {
                push_concept(laid.field_mut(fields.names), id, named)
            });
            next += self.text(&streams, schema::GAP, laid);
        }
        // A title is one more line of every passage: counted apart from the words below it, the short
        // lines of other documents win over what the passage says (nDCG@10 .858 apart, .866 so).
        let mut behind_text = schema::GAP;
        for text in head {
            let Head { streams, concepts, .. } = heads.read(text, entry.language, self.concepts);
            for (id, named) in concepts {
                push_concept(laid.field_mut(fields.names), id, *named);
            }
            if self.text(streams, behind_text, laid) > 0 {
                behind_text = schema::BESIDE;
            }
        }
        let bytes = stored.to_bytes(behind).map_err(|error| write_error(self.folder, error))?;
        // A document that grows is copied again and again.
        let mut document = TantivyDocument::with_capacity(COLUMNS);
        document.add_u64(fields.head_at, next);
        document.add_u64(fields.sketch, sketched);
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
        document.add_u64(fields.ordinal, entry.ordinal);
        let values = [
            (fields.about, entry.about.as_slice()),
            (fields.city, &stored.cities),
            (fields.language, std::slice::from_ref(&stored.language)),
            (fields.kind, std::slice::from_ref(&stored.document.kind)),
            (fields.document, std::slice::from_ref(&stored.document.id)),
        ];
        for (field, values) in values {
            values.iter().for_each(|value| laid.field_mut(field).push(value));
        }
        laid.field_mut(fields.source).push(source);
        laid.end_passage(LaidPassage { columns: document, stored: kept::document(fields.stored, &bytes) });
        Ok(())
    }

    /// Lays out the words of a text, so many places behind the text before, and gives how many places they and a gap take.
    fn text(&self, streams: &Streams, behind: u32, laid: &mut Laid) -> u64 {
        let fields = self.fields;
        let last = streams.exact.last_position();
        laid.field_mut(fields.main).push_text(streams.main_to_index(), last, behind);
        let is_row = |token: &Token<'_>| analysis::is_row_of_signs(token.text);
        let exact = streams.exact.iter().filter(|token| !is_row(token));
        laid.field_mut(fields.exact).push_text(exact, last, behind);
        let grams = streams.grams.iter().filter(|_| self.streams == StreamChoice::All);
        for token in streams.exact.iter().filter(is_row).chain(grams) {
            laid.field_mut(fields.grams).push(token.text);
        }
        last.map_or(0, |last| u64::from(last + schema::GAP))
    }
}

/// Adds the id token of a concept that a text mentions.
fn push_concept(names: &mut LaidField, id: &str, named: Named) {
    let prefix = match named {
        Named::Itself => schema::CONCEPT,
        Named::ByItsKind => schema::KIND,
    };
    names.push_parts(prefix, id);
}

/// A title or heading, cut.
struct Head<'e> {
    text: &'e str,
    language: &'static Language,
    streams: Streams,
    /// Ids of the concepts it mentions, once for each time.
    concepts: Vec<(String, Named)>,
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
                let mut named = Vec::new();
                concepts.each_id(&streams, language, |id, how| named.push((id.to_owned(), how)));
                self.known.push(Head { text, language, streams, concepts: named });
                self.known.len() - 1
            }
        };
        &self.known[at]
    }
}

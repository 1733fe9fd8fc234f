//! Passages become one segment of the engine, in memory first: terms become lists of the passages that hold them.
//!
//! The engine's own writer does the same for any documents and any number of threads: it is handed texts, cuts them
//! again, and keeps a list in memory for every term that grows whenever the term is met. Here terms come ready-made,
//! a thread fills the segment it writes, and lists are made when it is written (`occurrences`). The files are the
//! engine's, written by its own serializers, so that everything else is its own: merging, removing, committing.
//!
//! Useful for: filling an index quickly. Not useful for: finding anything before the segment is written.

mod distinct;
mod laid;
mod occurrences;

use tantivy::directory::TerminatingWrite;
use tantivy::fastfield::FastFieldsWriter;
use tantivy::fieldnorm::{FieldNormsSerializer, FieldNormsWriter};
use tantivy::index::SegmentComponent;
use tantivy::postings::InvertedIndexSerializer;
use tantivy::schema::{Field, IndexRecordOption, Schema};
use tantivy::store::StoreWriter;
use tantivy::{Result, Segment};

use crate::index::inverter::distinct::DistinctTerms;
use crate::index::inverter::occurrences::{Occurrence, Occurrences};

pub(crate) use crate::index::inverter::laid::{Laid, LaidField, LaidPassage};

/// Where what is stored is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packing {
    /// On a thread of its own.
    Beside,
    /// On the thread that fills the segment.
    Here,
}

/// A segment that is being filled.
pub(crate) struct Inverter {
    segment: Segment,
    schema: Schema,
    lists: Vec<List>,
    lengths: FieldNormsWriter,
    columns: FastFieldsWriter,
    store: StoreWriter,
    passages: u32,
}

/// One field of a segment that is being filled.
struct List {
    field: Field,
    terms: DistinctTerms,
    occurrences: Occurrences,
}

impl Inverter {
    /// Begins to fill a segment.
    ///
    /// # Errors
    /// Those of the system, when the first file cannot be made.
    pub(crate) fn new(segment: Segment, packing: Packing) -> Result<Inverter> {
        let schema = segment.schema();
        let list =
            |field| List { field, terms: DistinctTerms::default(), occurrences: Occurrences::default() };
        let indexed = schema.fields().filter(|(_, entry)| entry.is_indexed());
        let lists = indexed.map(|(field, _)| list(field)).collect();
        let settings = segment.index().settings();
        let store = StoreWriter::new(
            segment.open_write(SegmentComponent::Store)?,
            settings.docstore_compression,
            settings.docstore_blocksize,
            packing == Packing::Beside,
        )?;
        let tokenizers = segment.index().fast_field_tokenizer().clone();
        Ok(Inverter {
            lengths: FieldNormsWriter::for_schema(&schema),
            columns: FastFieldsWriter::from_schema_and_tokenizer_manager(&schema, tokenizers)?,
            segment,
            schema,
            lists,
            store,
            passages: 0,
        })
    }

    /// Adds the passages of a document.
    ///
    /// # Errors
    /// Those of the system, when what is stored cannot be written. The segment is of no use then.
    pub(crate) fn add(&mut self, laid: &Laid) -> Result<()> {
        for List { field, terms, occurrences } in &mut self.lists {
            for (passage, own) in (self.passages..).zip(laid.field(*field).passages()) {
                let mut length = 0;
                for (term, position) in own {
                    occurrences.note(terms.meet(term.as_bytes()), position);
                    length += 1;
                }
                occurrences.end_passage();
                self.lengths.record(passage, *field, length);
            }
        }
        for passage in &laid.passages {
            self.columns.add_document(&passage.columns)?;
            self.store.store_bytes(&passage.stored)?;
        }
        self.passages += laid.passages.len() as u32;
        Ok(())
    }

    /// Whether the segment must be written before it holds more bytes than may be held.
    pub(crate) fn is_full(&self, most: usize) -> bool {
        let lists = self.lists.iter().map(|list| list.terms.held() + list.occurrences.held()).sum::<usize>();
        lists + self.lengths.mem_usage() + self.columns.mem_usage() + self.store.mem_usage() > most
    }

    /// Writes the segment.
    ///
    /// # Errors
    /// Those of the system.
    pub(crate) fn finish(mut self) -> Result<Segment> {
        self.lengths.fill_up_to_max_doc(self.passages);
        let file = self.segment.open_write(SegmentComponent::FieldNorms)?;
        self.lengths.serialize(FieldNormsSerializer::from_write(file)?, None)?;
        let mut serializer = InvertedIndexSerializer::open(&self.segment)?;
        // Each is given back when it is written.
        for list in self.lists {
            list.write(&mut serializer, &self.schema)?;
        }
        serializer.close()?;
        let mut file = self.segment.open_write(SegmentComponent::FastFields)?;
        self.columns.serialize(&mut file, None)?;
        file.terminate()?;
        self.store.close()?;
        Ok(self.segment.with_max_doc(self.passages))
    }
}

impl List {
    fn write(self, serializer: &mut InvertedIndexSerializer, schema: &Schema) -> Result<()> {
        let List { field, terms, occurrences } = self;
        if occurrences.all() == 0 {
            return Ok(());
        }
        let kept = schema
            .get_field_entry(field)
            .field_type()
            .index_record_option()
            .unwrap_or(IndexRecordOption::Basic);
        // Told the lengths, the engine would work out for every block which passage BM25 by its own averages scores
        // highest. Our scores have other averages, and every passage found is scored.
        let mut serializer = serializer.new_field(field, occurrences.all(), None)?;
        let mut steps = Vec::new();
        occurrences.each_term(&terms.sorted(), |term, own| {
            // How many passages hold it is asked for where lengths are.
            serializer.new_term(terms.text(term), 0, kept.has_freq())?;
            for held in own.chunk_by(|left, right| left.passage == right.passage) {
                steps.clear();
                if kept.has_positions() {
                    push_steps(held, &mut steps);
                }
                serializer.write_doc(held[0].passage, held.len() as u32, &steps);
            }
            serializer.close_term()
        })?;
        serializer.close()?;
        Ok(())
    }
}

/// How far each place is from the one before.
fn push_steps(held: &[Occurrence], steps: &mut Vec<u32>) {
    let mut before = 0;
    for occurrence in held {
        steps.push(occurrence.position - before);
        before = occurrence.position;
    }
}

//! Documents become segments: each thread fills one of its own, writes it when it is full, and begins another.

use std::ops::Range;

use tantivy::directory::TerminatingWrite;
use tantivy::fastfield::write_alive_bitset;
use tantivy::index::SegmentComponent;
use tantivy::{BitSet, Segment};

use crate::error::Result;
use crate::index::adder::Adder;
use crate::index::inverter::{Inverter, Laid, Packing};
use crate::index::manifest::write_error;
use crate::index::replaced::Record;
use crate::index::writer::Entry;

/// Passages on their way into a segment, in which those that are added one after the other are neighbours.
pub struct Batch<'a> {
    adder: Adder<'a>,
    laid: Laid,
    inverter: Option<Inverter>,
    /// The records among them, and their passages.
    records: Vec<(Record, Range<u32>)>,
}

impl<'a> Batch<'a> {
    /// An empty batch.
    pub fn new(adder: Adder<'a>) -> Batch<'a> {
        let fields = adder.tantivy.index().schema().num_fields();
        Batch { adder, laid: Laid::new(fields), inverter: None, records: Vec::new() }
    }

    /// Adds the passages of one document, together and in order: all of them or, with an error, none. `record` is what
    /// [`Adder::replace_document`] gave for it, if it is a record that replaces others.
    ///
    /// # Errors
    /// [`Error::WriteIndex`](crate::error::Error::WriteIndex) when a segment cannot be written, for want of space for example.
    pub fn add(
        &mut self,
        source: &str,
        title: &str,
        entries: &[Entry],
        record: Option<&Record>,
    ) -> Result<()> {
        self.adder.lay_out(source, title, entries, &mut self.laid)?;
        let failed = |error| write_error(self.adder.folder, error);
        let inverter = match &mut self.inverter {
            Some(inverter) => inverter,
            None => {
                let new = Inverter::new(self.adder.tantivy.new_segment(), Packing::Beside).map_err(failed)?;
                self.inverter.insert(new)
            }
        };
        let first = inverter.passages();
        inverter.add(&self.laid).map_err(failed)?;
        match (record, self.records.last_mut()) {
            (Some(record), Some((last, passages))) if last == record => passages.end = inverter.passages(),
            (Some(record), _) => self.records.push((record.clone(), first..inverter.passages())),
            (None, _) => {}
        }
        Ok(())
    }

    /// Writes the segment if it is full, which the parts of one record must not be torn apart by.
    ///
    /// # Errors
    /// As [`Batch::add`].
    pub fn write_if_full(&mut self) -> Result<()> {
        let is_full = self.inverter.as_ref().is_some_and(|inverter| inverter.is_full(self.adder.memory));
        if is_full { self.write() } else { Ok(()) }
    }

    /// Writes what is still held.
    ///
    /// # Errors
    /// As [`Batch::add`].
    pub fn finish(mut self) -> Result<()> {
        self.write()
    }

    fn write(&mut self) -> Result<()> {
        let Some(inverter) = self.inverter.take() else { return Ok(()) };
        let records = std::mem::take(&mut self.records);
        let failed = |error| write_error(self.adder.folder, error);
        let segment = inverter.finish().map_err(failed)?;
        let entered = self.adder.pending.enter(segment.id(), &records, |replaced| {
            let segment = without(segment, replaced, self.adder.tantivy.commit_opstamp())?;
            self.adder.tantivy.add_segment(segment.meta().clone())
        });
        entered.map_err(failed)
    }
}

/// A segment without some of its passages, as the engine leaves them out.
fn without(segment: Segment, passages: Vec<Range<u32>>, stamp: u64) -> tantivy::Result<Segment> {
    if passages.is_empty() {
        return Ok(segment);
    }
    let all = segment.meta().max_doc();
    let mut alive = BitSet::with_max_value_and_full(all);
    passages.into_iter().flatten().for_each(|passage| alive.remove(passage));
    let segment = segment.with_delete_meta(all - alive.len() as u32, stamp);
    let mut file = segment.open_write(SegmentComponent::Delete)?;
    write_alive_bitset(&alive, &mut file)?;
    file.terminate()?;
    Ok(segment)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use tantivy::DocAddress;

    use crate::analysis::language::by_code;
    use crate::index::{
        Batch, Entry, Index, Record, Start, Stored, StoredDocument, StreamChoice, Writer, WriterOptions,
    };

    fn entry(id: &str, text: &str) -> Entry {
        let document = Arc::new(StoredDocument { id: id.into(), ..StoredDocument::default() });
        Entry {
            stored: Stored { document, text: text.into(), language: "en".into(), ..Stored::default() },
            language: by_code("en").unwrap(),
            wholes: Vec::new(),
            regions: Vec::new(),
            names: Vec::new(),
            about: Vec::new(),
            days: None,
            ordinal: 0,
        }
    }

    fn add(batch: &mut Batch<'_>, record: &Record, text: &str) {
        batch.add("-", "", &[entry(&record.id, text)], Some(record)).unwrap();
    }

    #[test]
    fn of_records_with_one_id_the_last_stays_whatever_thread_has_it() {
        let folder = tempfile::tempdir().unwrap();
        let options = WriterOptions {
            threads: 2,
            memory: 0,
            streams: StreamChoice::All,
            start: Start::Continue,
            thesauri: Vec::new(),
        };
        let held = || {
            let index = Index::open(folder.path()).unwrap();
            let mut texts = Vec::new();
            for (number, segment) in (0..).zip(index.segments()) {
                for passage in segment.doc_ids_alive() {
                    texts.push(index.stored(DocAddress::new(number, passage)).unwrap().text);
                }
            }
            texts.sort();
            texts
        };
        for run in ["one", "two"] {
            let mut writer = Writer::open(folder.path(), &options).unwrap();
            let adder = writer.adder();
            let [mut early, mut late, mut same] =
                [0, 1, 2].map(|number| Batch::new(adder.for_thread(number)));
            let text = |text: &str| format!("{text} {run}");
            // Written after the later one, before it, and in one segment with it.
            add(&mut early, &adder.replace_document("a"), "gone");
            add(&mut late, &adder.replace_document("b"), "gone");
            add(&mut same, &adder.replace_document("c"), "gone");
            add(&mut same, &adder.replace_document("d"), &text("only d"));
            late.finish().unwrap();
            let mut late = Batch::new(adder);
            add(&mut late, &adder.replace_document("a"), &text("last a"));
            add(&mut late, &adder.replace_document("b"), &text("last b"));
            late.finish().unwrap();
            add(&mut same, &adder.replace_document("c"), &text("last c"));
            same.finish().unwrap();
            early.finish().unwrap();
            writer.note("-", Some(Default::default()));
            writer.commit().unwrap();
            assert_eq!(held(), ["last a", "last b", "last c", "only d"].map(text), "run {run}");
        }
    }
}

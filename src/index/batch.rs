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
        let entered = self.adder.pending.enter(&records, |replaced| {
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

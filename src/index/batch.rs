//! Documents become segments: each thread fills one of its own, writes it when it is full, and begins another.

use crate::error::Result;
use crate::index::adder::Adder;
use crate::index::inverter::{Inverter, Laid, Packing};
use crate::index::manifest::write_error;
use crate::index::writer::Entry;

/// Passages on their way into a segment, in which those that are added one after the other are neighbours.
pub struct Batch<'a> {
    adder: Adder<'a>,
    laid: Laid,
    inverter: Option<Inverter>,
}

impl<'a> Batch<'a> {
    /// An empty batch.
    pub fn new(adder: Adder<'a>) -> Batch<'a> {
        let fields = adder.tantivy.index().schema().num_fields();
        Batch { adder, laid: Laid::new(fields), inverter: None }
    }

    /// Adds the passages of one document, together and in order: all of them or, with an error, none.
    ///
    /// # Errors
    /// [`Error::WriteIndex`](crate::error::Error::WriteIndex) when a segment cannot be written, for want of space for example.
    pub fn add(&mut self, source: &str, title: &str, entries: &[Entry]) -> Result<()> {
        self.adder.lay_out(source, title, entries, &mut self.laid)?;
        let failed = |error| write_error(self.adder.folder, error);
        let inverter = match &mut self.inverter {
            Some(inverter) => inverter,
            None => {
                let new = Inverter::new(self.adder.tantivy.new_segment(), Packing::Beside).map_err(failed)?;
                self.inverter.insert(new)
            }
        };
        inverter.add(&self.laid).map_err(failed)?;
        if inverter.is_full(self.adder.memory) { self.write() } else { Ok(()) }
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
        let failed = |error| write_error(self.adder.folder, error);
        let segment = inverter.finish().map_err(failed)?;
        self.adder.added.note(segment.id());
        self.adder.tantivy.add_segment(segment.meta().clone()).map_err(failed)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::sync::Arc;

    use tantivy::DocAddress;

    use crate::analysis::language::by_code;
    use crate::index::{
        Batch, Entry, Index, Start, Stored, StoredDocument, StreamChoice, Writer, WriterOptions,
    };

    /// A document of one passage.
    pub(crate) fn entry(id: &str, language: &str, text: &str) -> Entry {
        let document = Arc::new(StoredDocument { id: id.into(), ..StoredDocument::default() });
        let (text, code) = (text.into(), language.into());
        Entry {
            stored: Stored { id: id.into(), document, text, language: code, ..Stored::default() },
            language: by_code(language).unwrap(),
            wholes: Vec::new(),
            regions: Vec::new(),
            names: Vec::new(),
            about: Vec::new(),
            days: None,
            ordinal: 0,
        }
    }

    /// One thread that goes on from what is there.
    pub(crate) fn options() -> WriterOptions {
        WriterOptions {
            threads: 1,
            memory: 0,
            streams: StreamChoice::All,
            start: Start::Continue,
            thesauri: Vec::new(),
        }
    }

    #[test]
    fn what_is_put_in_the_place_of_another_stays_whatever_was_removed_before() {
        let folder = tempfile::tempdir().unwrap();
        for run in ["one", "two", "three"] {
            let mut writer = Writer::open(folder.path(), &options()).unwrap();
            let adder = writer.adder();
            let [mut first, mut second] = [0, 1].map(|number| Batch::new(adder.for_thread(number)));
            let replace = |batch: &mut Batch<'_>, id: &str| {
                adder.remove_document(id);
                batch.add("-", "", &[entry(id, "en", &format!("{id} {run}"))]).unwrap();
            };
            replace(&mut first, "a");
            replace(&mut second, "b");
            replace(&mut first, "c");
            second.finish().unwrap();
            let mut third = Batch::new(adder);
            replace(&mut third, "d");
            third.finish().unwrap();
            first.finish().unwrap();
            writer.note("-", Some(Default::default()));
            writer.commit().unwrap();
            let index = Index::open(folder.path()).unwrap();
            let mut texts = Vec::new();
            for (number, segment) in (0..).zip(index.segments()) {
                let alive = segment.doc_ids_alive().map(|doc| DocAddress::new(number, doc));
                texts.extend(alive.map(|address| index.stored(address).unwrap().text));
            }
            texts.sort();
            assert_eq!(texts, ["a", "b", "c", "d"].map(|id| format!("{id} {run}")));
        }
    }
}

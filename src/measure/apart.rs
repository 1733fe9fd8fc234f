//! Paths become the time of every stage: the real work, on one thread, batch by batch.
//!
//! A batch goes through one stage after the other, and through raw Tantivy at the end of each, so
//! that both meet the same minutes of the same machine. Only one batch is held in memory.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::error::Result;
use crate::index::inverter::{Inverter, Laid, Packing};
use crate::index::manifest::write_error;
use crate::index::{Start, Writer, WriterOptions, schema};
use crate::ingest;
use crate::measure::questions::Samples;
use crate::measure::raw::{Raw, RawIndex, RawWords};
use crate::measure::stages::{LanguageFigures, Notes, StageTimes, StreamCounts, Traveller, timed};
use crate::measure::{Baseline, MeasureOptions, Question};
use crate::read::{self, Document};

/// Where the time goes.
pub struct Apart {
    /// Documents that were read.
    pub documents: u64,
    /// Their passages.
    pub passages: u64,
    /// Bytes of the documents as text: what every speed is measured in.
    pub text_bytes: u64,
    /// Bytes of the passages, without what is labelled as furniture.
    pub passage_bytes: u64,
    /// The stages.
    pub times: StageTimes,
    /// How many words they made.
    pub streams: StreamCounts,
    /// Each language, the one with the most text first.
    pub languages: Vec<LanguageFigures>,
    /// Raw Tantivy on the same passages.
    pub raw: Vec<Raw>,
    /// Questions made of the documents.
    pub questions: Vec<Question>,
    /// Raw Tantivy's indexes, to be asked the same questions.
    pub(crate) raw_indexes: Vec<(RawWords, RawIndex)>,
}

/// Text that is taken through a stage at once.
const BATCH: usize = 4 << 20;

/// Measures every stage on one thread. `scratch` is a folder for what is built on the way.
///
/// What cannot be read is passed over: [`crate::measure::whole`] has told it.
///
/// # Errors
/// [`crate::error::Error::WriteIndex`] when the folder cannot be written.
pub fn apart(
    paths: &[PathBuf],
    scratch: &Path,
    options: &MeasureOptions,
    progress: &mut dyn FnMut(u64),
) -> Result<Apart> {
    let mut engine = Engine::new(scratch, options)?;
    let mut notes = Notes::default();
    let mut samples = Samples::new(options.questions);
    let mut raw_indexes = raw_indexes(scratch, options);
    let mut sources = paths.iter().flat_map(|path| read::walk(path)).flatten();
    let mut open: Option<Box<dyn Iterator<Item = Result<Document>> + Send>> = None;
    loop {
        let batch = timed(&mut notes.times.read, || {
            let mut batch = Vec::new();
            let mut bytes = 0;
            while bytes < BATCH {
                let next = match &mut open {
                    Some(documents) => documents.next(),
                    None => match sources.next() {
                        Some(source) => {
                            open = Some(read::documents_in(&source.path));
                            continue;
                        }
                        None => break,
                    },
                };
                match next {
                    Some(Ok(document)) => {
                        bytes += document.text.len();
                        batch.push(document);
                    }
                    Some(Err(_)) => {}
                    None => open = None,
                }
            }
            batch
        });
        if batch.is_empty() {
            break;
        }
        let words_before = notes.times.words;
        let travellers = notes.travel(batch);
        engine.add(&travellers, notes.times.words - words_before)?;
        for (_, index) in &mut raw_indexes {
            index.add(travellers.iter().flat_map(Traveller::ids_and_texts))?;
        }
        travellers.iter().flat_map(|traveller| &traveller.passages).for_each(|passage| samples.see(passage));
        progress(notes.documents);
    }
    notes.times.engine = engine.finish()?;
    let raw = raw_indexes.iter_mut().map(|(_, index)| index.finish()).collect::<Result<_>>()?;
    let mut languages: Vec<LanguageFigures> = notes.languages.into_values().collect();
    languages.sort_by_key(|figures| std::cmp::Reverse(figures.bytes));
    Ok(Apart {
        documents: notes.documents,
        passages: notes.passages,
        text_bytes: notes.text_bytes,
        passage_bytes: notes.passage_bytes,
        times: notes.times,
        streams: notes.streams,
        languages,
        raw,
        questions: samples.questions(),
        raw_indexes,
    })
}

fn raw_indexes(scratch: &Path, options: &MeasureOptions) -> Vec<(RawWords, RawIndex)> {
    if options.baseline == Baseline::Without {
        return Vec::new();
    }
    [(RawWords::Default, "raw-default"), (RawWords::EnglishStems, "raw-stems")]
        .into_iter()
        .map(|(words, folder)| (words, RawIndex::new(scratch.join(folder), words, options.memory)))
        .collect()
}

/// The index as `gnlc index` fills it, on one thread.
struct Engine {
    /// Tells how an entry is laid out in the fields; nothing is written through it.
    writer: Writer,
    laid: Laid,
    inverter: Option<Inverter>,
    memory: usize,
    took: Duration,
}

impl Engine {
    fn new(scratch: &Path, options: &MeasureOptions) -> Result<Engine> {
        let writer_options = WriterOptions {
            threads: 1,
            memory: options.memory,
            streams: options.streams,
            start: Start::Anew,
            thesauri: Vec::new(),
        };
        let writer = Writer::open(&scratch.join("engine"), &writer_options)?;
        let laid = Laid::new(schema::schema().0.num_fields());
        Ok(Engine { writer, laid, inverter: None, memory: options.memory, took: Duration::ZERO })
    }

    /// Adds a batch whose words alone took so long.
    fn add(&mut self, travellers: &[Traveller], words: Duration) -> Result<()> {
        let Engine { writer, laid, inverter, memory, took } = self;
        let adder = writer.adder();
        let failed = |error| write_error(adder.folder, error);
        let mut travellers: Vec<&Traveller> = travellers.iter().collect();
        travellers.sort_by_key(|traveller| {
            ingest::rank(
                traveller.passages.first().map(|passage| passage.language.code),
                &traveller.document.id,
            )
        });
        for Traveller { document, page, .. } in travellers {
            // Passages and names are made again here, outside the clock.
            let entries = ingest::entries(document, page);
            let Some(first) = entries.first() else { continue };
            timed(took, || -> Result<()> {
                adder.lay_out(&document.path, &first.stored.document.title, &entries, laid)?;
                let mut filled = match inverter.take() {
                    Some(filled) => filled,
                    None => Inverter::new(adder.tantivy.new_segment(), Packing::Here).map_err(failed)?,
                };
                filled.add(laid).map_err(failed)?;
                if filled.is_full(*memory) {
                    filled.finish().map_err(failed)?;
                } else {
                    *inverter = Some(filled);
                }
                Ok(())
            })?;
        }
        // Cutting words is part of laying an entry out, and a stage of its own.
        *took = took.saturating_sub(words);
        Ok(())
    }

    fn finish(mut self) -> Result<Duration> {
        if let Some(inverter) = self.inverter {
            let written = timed(&mut self.took, || inverter.finish());
            written.map_err(|error| write_error(self.writer.adder().folder, error))?;
        }
        Ok(self.took)
    }
}

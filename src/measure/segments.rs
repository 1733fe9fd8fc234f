//! Documents of the engine become segments on one thread, and the time that took.
//!
//! The engine's usual writer hands documents to threads of its own and compresses on another, so
//! that no clock tells what it costs. Here one thread does all of it and waits for all of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tantivy::directory::MmapDirectory;
use tantivy::schema::Schema;
use tantivy::tokenizer::TokenizerManager;
use tantivy::{Index, IndexSettings, SingleSegmentIndexWriter, TantivyDocument};

use crate::error::Result;
use crate::index::manifest::write_error;

/// Segments being written one after the other, each in a folder of its own.
pub(crate) struct Segments {
    folder: PathBuf,
    schema: Schema,
    tokenizers: TokenizerManager,
    settings: IndexSettings,
    /// Bytes a segment may hold before it is written.
    memory: usize,
    writer: Option<SingleSegmentIndexWriter>,
    /// Segments that are written.
    pub(crate) finished: Vec<Index>,
    /// How long adding and writing took.
    pub(crate) took: Duration,
}

impl Segments {
    pub(crate) fn new(
        folder: PathBuf,
        schema: Schema,
        tokenizers: TokenizerManager,
        settings: IndexSettings,
        memory: usize,
    ) -> Self {
        let settings = IndexSettings { docstore_compress_dedicated_thread: false, ..settings };
        let (writer, finished, took) = (None, Vec::new(), Duration::ZERO);
        Segments { folder, schema, tokenizers, settings, memory, writer, finished, took }
    }

    /// Adds documents; a full segment is written.
    pub(crate) fn add(&mut self, documents: impl Iterator<Item = Result<TantivyDocument>>) -> Result<()> {
        let started = Instant::now();
        for document in documents {
            let document = document?;
            let mut writer = match self.writer.take() {
                Some(writer) => writer,
                None => self.next()?,
            };
            writer.add_document(document).map_err(|error| write_error(&self.folder, error))?;
            if writer.mem_usage() > self.memory {
                self.write(writer)?;
            } else {
                self.writer = Some(writer);
            }
        }
        self.took += started.elapsed();
        Ok(())
    }

    /// Writes what is still held.
    pub(crate) fn finish(&mut self) -> Result<()> {
        let started = Instant::now();
        if let Some(writer) = self.writer.take() {
            self.write(writer)?;
        }
        self.took += started.elapsed();
        Ok(())
    }

    /// Bytes of everything that is written.
    pub(crate) fn bytes(&self) -> Result<u64> {
        let mut bytes = 0;
        for number in 0..self.finished.len() {
            bytes += files(&self.segment(number)).map_err(|error| write_error(&self.folder, error))?;
        }
        Ok(bytes)
    }

    fn next(&self) -> Result<SingleSegmentIndexWriter> {
        let folder = self.segment(self.finished.len());
        fs::create_dir_all(&folder).map_err(|error| write_error(&self.folder, error))?;
        let directory = MmapDirectory::open(&folder).map_err(|error| write_error(&self.folder, error))?;
        Index::builder()
            .schema(self.schema.clone())
            .tokenizers(self.tokenizers.clone())
            .settings(self.settings.clone())
            .single_segment_index_writer(directory, self.memory)
            .map_err(|error| write_error(&self.folder, error))
    }

    fn write(&mut self, writer: SingleSegmentIndexWriter) -> Result<()> {
        let index = writer.finalize().map_err(|error| write_error(&self.folder, error))?;
        self.finished.push(index);
        Ok(())
    }

    fn segment(&self, number: usize) -> PathBuf {
        self.folder.join(number.to_string())
    }
}

/// Bytes of the files in a folder.
fn files(folder: &Path) -> std::io::Result<u64> {
    fs::read_dir(folder)?.map(|entry| Ok(entry?.metadata()?.len())).sum()
}

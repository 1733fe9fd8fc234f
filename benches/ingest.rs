//! Records a second: the whole road from JSON lines to a committed index, beside raw Tantivy.
//!
//! Items are records. Ours runs as `gnlc index --jobs 1`: one thread reads, one cuts and fills a segment, one packs.
//! Raw Tantivy runs on one thread and gets the texts ready, without ids to check or JSON to read.

mod corpus;

use std::io::Cursor;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use gnlc::index::{Start, StreamChoice};
use gnlc::ingest::{IngestOptions, Input, Missing, Run, ingest};
use gnlc::measure::{RawIndex, RawWords};
use gnlc::read::Limits;
use tempfile::{TempDir, tempdir};

/// Text of one run: a second or so of ours.
const SIZE: usize = 1_000_000;
const MEMORY: usize = 200_000_000;

fn main() {
    divan::main();
}

#[divan::bench(args = corpus::LANGUAGES, sample_count = 5, sample_size = 1)]
fn gnlc(bencher: Bencher<'_, '_>, language: &str) {
    ours(bencher, language, StreamChoice::All);
}

#[divan::bench(args = corpus::LANGUAGES, sample_count = 5, sample_size = 1)]
fn gnlc_fast(bencher: Bencher<'_, '_>, language: &str) {
    ours(bencher, language, StreamChoice::Fast);
}

#[divan::bench(args = corpus::LANGUAGES, sample_count = 5, sample_size = 1)]
fn raw_tantivy_default(bencher: Bencher<'_, '_>, language: &str) {
    raw(bencher, language, RawWords::Default);
}

#[divan::bench(args = corpus::LANGUAGES, sample_count = 5, sample_size = 1)]
fn raw_tantivy_en_stem(bencher: Bencher<'_, '_>, language: &str) {
    raw(bencher, language, RawWords::EnglishStems);
}

fn ours(bencher: Bencher<'_, '_>, language: &str, streams: StreamChoice) {
    let texts = corpus::repeated(&corpus::documents(language), SIZE);
    let lines = corpus::lines(&texts);
    let options = IngestOptions {
        jobs: 1,
        memory: MEMORY,
        streams,
        start: Start::Anew,
        missing: Missing::Keep,
        run: Run::Real,
        thesauri: Vec::new(),
        limits: Limits::default(),
    };
    bencher
        .counter(BytesCount::new(corpus::bytes(&texts)))
        .counter(ItemsCount::new(texts.len()))
        .with_inputs(folder)
        .bench_local_values(|folder| {
            let mut records = Cursor::new(&lines);
            let report = ingest(Input::Records(&mut records), folder.path(), &options, &mut |_| {});
            assert_eq!(report.expect("the texts can be indexed").failures.len(), 0);
            // Removed behind the clock.
            folder
        });
}

fn raw(bencher: Bencher<'_, '_>, language: &str, words: RawWords) {
    let texts = corpus::repeated(&corpus::documents(language), SIZE);
    bencher
        .counter(BytesCount::new(corpus::bytes(&texts)))
        .counter(ItemsCount::new(texts.len()))
        .with_inputs(folder)
        .bench_local_values(|folder| {
            let mut index = RawIndex::new(folder.path().join("raw"), words, MEMORY);
            let records = texts.iter().map(|text| (text.id.as_str(), text.text.as_str()));
            index.add(records).expect("the texts can be indexed");
            index.finish().expect("the index can be written");
            folder
        });
}

fn folder() -> TempDir {
    tempdir().expect("a temporary folder")
}

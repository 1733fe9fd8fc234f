//! Waiting for one answer of each kind, beside raw Tantivy on the same passages.
//!
//! Ours is what `gnlc search` does: the words are read, cut in every language they may be in, looked
//! up in five streams, and the ten best passages come back with their marks. Raw Tantivy looks its
//! one field up, and reads ten texts back.

mod corpus;

use std::sync::OnceLock;

use divan::Bencher;
use gnlc::facet::Facet;
use gnlc::index::{Index, Start, StreamChoice};
use gnlc::ingest::{IngestOptions, Input, Missing, Run, ingest};
use gnlc::query::{Filters, Reading, query};
use gnlc::read::Limits;
use gnlc::search::{SearchOptions, search};
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{FuzzyTermQuery, Query, QueryParser, RegexQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, STORED, STRING, Schema, TEXT};
use tantivy::{Searcher, TantivyDocument, Term, doc};

/// Text that is searched: some ten thousand passages.
const SIZE: usize = 5_000_000;
static OURS: OnceLock<Index> = OnceLock::new();
static RAW: OnceLock<Raw> = OnceLock::new();

/// One field with positions, and the language to filter by.
struct Raw {
    searcher: Searcher,
    text: Field,
    language: Field,
}

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let options = IngestOptions {
        jobs: 2,
        memory: 200_000_000,
        streams: StreamChoice::All,
        start: Start::Anew,
        missing: Missing::Keep,
        run: Run::Real,
        thesauri: Vec::new(),
        limits: Limits::default(),
    };
    let texts = corpus::repeated(&corpus::passages_in(corpus::MIXED), SIZE);
    let lines = corpus::lines(&texts);
    ingest(Input::Records(&mut lines.as_slice()), folder.path(), &options, &mut |_| {}).expect("an index");
    let _ = OURS.set(Index::open(folder.path()).expect("the index"));
    let _ = RAW.set(raw(&texts).expect("raw Tantivy's index"));
    divan::main();
}

#[divan::bench_group]
mod word {
    #[divan::bench]
    fn gnlc(bencher: divan::Bencher<'_, '_>) {
        super::ask(bencher, "library", super::plain());
    }
    #[divan::bench]
    fn raw_tantivy(bencher: divan::Bencher<'_, '_>) {
        super::ask_raw(bencher, &*super::parsed("library"), 0);
    }
}

/// Counts by country and year for us; raw Tantivy counts nothing.
#[divan::bench_group]
mod two_words_with_facets {
    #[divan::bench]
    fn gnlc(bencher: divan::Bencher<'_, '_>) {
        super::ask(bencher, "learning festival", super::SearchOptions::default());
    }
    #[divan::bench]
    fn raw_tantivy(bencher: divan::Bencher<'_, '_>) {
        super::ask_raw(bencher, &*super::parsed("learning festival"), 0);
    }
}

#[divan::bench_group]
mod phrase {
    #[divan::bench]
    fn gnlc(bencher: divan::Bencher<'_, '_>) {
        super::ask(bencher, "\"lifelong learning\"", super::plain());
    }
    #[divan::bench]
    fn raw_tantivy(bencher: divan::Bencher<'_, '_>) {
        super::ask_raw(bencher, &*super::parsed("\"lifelong learning\""), 0);
    }
}

#[divan::bench_group]
mod prefix {
    #[divan::bench]
    fn gnlc(bencher: divan::Bencher<'_, '_>) {
        super::ask(bencher, "learn*", super::plain());
    }
    #[divan::bench]
    fn raw_tantivy(bencher: divan::Bencher<'_, '_>) {
        let field = super::raw_index().text;
        let query = super::RegexQuery::from_pattern("learn.*", field).expect("a pattern");
        super::ask_raw(bencher, &query, 0);
    }
}

#[divan::bench_group]
mod fuzzy {
    #[divan::bench]
    fn gnlc(bencher: divan::Bencher<'_, '_>) {
        super::ask(bencher, "libary~1", super::plain());
    }
    #[divan::bench]
    fn raw_tantivy(bencher: divan::Bencher<'_, '_>) {
        let term = super::Term::from_field_text(super::raw_index().text, "libary");
        super::ask_raw(bencher, &super::FuzzyTermQuery::new(term, 1, true), 0);
    }
}

/// Raw Tantivy's words are whole stretches between signs here: it is quick because it finds little.
#[divan::bench_group]
mod chinese {
    #[divan::bench]
    fn gnlc(bencher: divan::Bencher<'_, '_>) {
        super::ask(bencher, "终身学习", super::plain());
    }
    #[divan::bench]
    fn raw_tantivy(bencher: divan::Bencher<'_, '_>) {
        super::ask_raw(bencher, &*super::parsed("终身学习"), 0);
    }
}

#[divan::bench_group]
mod thai {
    #[divan::bench]
    fn gnlc(bencher: divan::Bencher<'_, '_>) {
        super::ask(bencher, "การเรียนรู้ตลอดชีวิต", super::plain());
    }
    #[divan::bench]
    fn raw_tantivy(bencher: divan::Bencher<'_, '_>) {
        super::ask_raw(bencher, &*super::parsed("การเรียนรู้ตลอดชีวิต"), 0);
    }
}

#[divan::bench_group]
mod filter_only {
    #[divan::bench]
    fn gnlc(bencher: divan::Bencher<'_, '_>) {
        super::ask(bencher, "lang:zh", super::plain());
    }
    #[divan::bench]
    fn raw_tantivy(bencher: divan::Bencher<'_, '_>) {
        let term = super::Term::from_field_text(super::raw_index().language, "zh");
        super::ask_raw(bencher, &super::TermQuery::new(term, super::IndexRecordOption::Basic), 0);
    }
}

/// Each is in most passages of a language: nothing may be passed over, because all of them are counted.
#[divan::bench_group]
mod sixteen_common_words {
    const WORDS: &str = "city learning cities education community public local people work life school support new \
                         national social world";

    #[divan::bench]
    fn gnlc(bencher: divan::Bencher<'_, '_>) {
        super::ask(bencher, WORDS, super::SearchOptions::default());
    }
    #[divan::bench]
    fn raw_tantivy(bencher: divan::Bencher<'_, '_>) {
        super::ask_raw(bencher, &*super::parsed(WORDS), 0);
    }
}

#[divan::bench_group]
mod deep_page {
    #[divan::bench]
    fn gnlc(bencher: divan::Bencher<'_, '_>) {
        let options = super::SearchOptions { offset: super::DEEP, ..super::plain() };
        super::ask(bencher, "learning", options);
    }
    #[divan::bench]
    fn raw_tantivy(bencher: divan::Bencher<'_, '_>) {
        super::ask_raw(bencher, &*super::parsed("learning"), super::DEEP);
    }
}

/// The hundredth page.
const DEEP: usize = 990;

/// The ten best passages and the totals.
fn plain() -> SearchOptions {
    SearchOptions { facets: Vec::<Facet>::new(), ..SearchOptions::default() }
}

fn ask(bencher: Bencher<'_, '_>, words: &str, options: SearchOptions) {
    let index = OURS.get().expect("the index was built first");
    bencher.bench_local(|| {
        let query = query(divan::black_box(words), Filters::default(), Reading::Understood);
        search(index, &query, &options).expect("an answer")
    });
}

fn raw_index() -> &'static Raw {
    RAW.get().expect("the index was built first")
}

fn parsed(words: &str) -> Box<dyn Query> {
    let raw = raw_index();
    QueryParser::for_index(raw.searcher.index(), vec![raw.text]).parse_query(words).expect("a query")
}

fn ask_raw(bencher: Bencher<'_, '_>, query: &dyn Query, offset: usize) {
    let searcher = &raw_index().searcher;
    bencher.bench_local(|| {
        let best = TopDocs::with_limit(10).and_offset(offset).order_by_score();
        let (best, count) = searcher.search(divan::black_box(query), &(best, Count)).expect("an answer");
        let texts: Vec<TantivyDocument> =
            best.iter().map(|(_, address)| searcher.doc(*address).expect("a passage")).collect();
        (texts, count)
    });
}

fn raw(texts: &[corpus::Text]) -> tantivy::Result<Raw> {
    let mut schema = Schema::builder();
    let text = schema.add_text_field("text", TEXT | STORED);
    let language = schema.add_text_field("lang", STRING);
    let index = tantivy::Index::create_in_ram(schema.build());
    let mut writer = index.writer_with_num_threads(1, 200_000_000)?;
    for piece in texts {
        writer.add_document(doc!(text => piece.text.as_str(), language => piece.language.code))?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(Raw { searcher: index.reader()?.searcher(), text, language })
}

//! One batch of documents goes through the road stage by stage, and each stage's time is noted.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use crate::analysis::{self, Language, Streams};
use crate::names;
use crate::passage::{self, Passage};
use crate::read::Document;
use crate::structure::{self, Page};

/// How long each stage took on one thread.
#[derive(Debug, Clone, Default)]
pub struct StageTimes {
    /// Files become documents: bytes, encodings, records.
    pub read: Duration,
    /// Documents become pages.
    pub structure: Duration,
    /// Pages become passages.
    pub passages: Duration,
    /// Passages, titles and headings become the words of three streams.
    pub words: Duration,
    /// The same texts become mentions of places.
    pub names: Duration,
    /// Words become postings, passages are stored, segments are written.
    pub engine: Duration,
    /// Which language each document is in. Part of *structure*, measured once more by itself: it is
    /// no part of the sum.
    pub language: Duration,
}

impl StageTimes {
    /// The stages in order, with their names.
    pub fn stages(&self) -> [(&'static str, Duration); 6] {
        [
            ("read", self.read),
            ("structure", self.structure),
            ("passages", self.passages),
            ("words", self.words),
            ("names", self.names),
            ("engine", self.engine),
        ]
    }

    /// All stages together.
    pub fn total(&self) -> Duration {
        self.stages().iter().map(|(_, took)| *took).sum()
    }
}

/// How many words entered each stream.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct StreamCounts {
    pub main: u64,
    pub exact: u64,
}

/// What was measured in one language.
#[derive(Debug, Clone)]
pub struct LanguageFigures {
    /// The language.
    pub language: &'static Language,
    /// Documents that begin in it.
    pub documents: u64,
    /// Its passages.
    pub passages: u64,
    /// Bytes of its passages, with their titles and headings.
    pub bytes: u64,
    /// Words of its passages, as the main stream counts them.
    pub words: u64,
    /// How long cutting them took.
    pub took: Duration,
}

/// Everything that was noted so far.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    pub(crate) documents: u64,
    pub(crate) passages: u64,
    /// Bytes of the documents.
    pub(crate) text_bytes: u64,
    /// Bytes of the passages.
    pub(crate) passage_bytes: u64,
    pub(crate) times: StageTimes,
    pub(crate) streams: StreamCounts,
    pub(crate) languages: BTreeMap<&'static str, LanguageFigures>,
}

/// A document on its way, with what the stages made of it.
pub(crate) struct Traveller {
    pub(crate) document: Document,
    pub(crate) page: Page,
    pub(crate) passages: Vec<Passage>,
}

impl Notes {
    /// Takes a batch of documents through every stage between reading and the engine.
    pub(crate) fn travel(&mut self, documents: Vec<Document>) -> Vec<Traveller> {
        self.documents += documents.len() as u64;
        self.text_bytes += documents.iter().map(|document| document.text.len() as u64).sum::<u64>();
        timed(&mut self.times.language, || {
            for document in &documents {
                black_box(analysis::detect(&document.text[document.body_start..]));
            }
        });
        let pages: Vec<Page> =
            timed(&mut self.times.structure, || documents.iter().map(structure::page).collect());
        let passages: Vec<Vec<Passage>> = timed(&mut self.times.passages, || {
            documents.iter().zip(&pages).map(|(document, page)| passage::passages(document, page)).collect()
        });
        let travellers: Vec<Traveller> = documents
            .into_iter()
            .zip(pages)
            .zip(passages)
            .map(|((document, page), passages)| Traveller { document, page, passages })
            .collect();
        for traveller in &travellers {
            self.words(traveller);
        }
        timed(&mut self.times.names, || {
            for text in travellers.iter().flat_map(Traveller::named_texts) {
                black_box(names::mentions(text));
            }
        });
        travellers
    }

    /// Cuts the passages of a document into words, passage by passage, since each has its language.
    fn words(&mut self, traveller: &Traveller) {
        for (number, passage) in traveller.passages.iter().enumerate() {
            let started = Instant::now();
            let mut counts = StreamCounts::default();
            for text in traveller.texts_of(passage) {
                counts.add(&black_box(analysis::tokens(text, passage.language)));
            }
            let took = started.elapsed();
            let bytes = traveller.texts_of(passage).map(|text| text.len() as u64).sum::<u64>();
            self.passages += 1;
            self.passage_bytes += passage.text.len() as u64;
            self.times.words += took;
            self.streams.main += counts.main;
            self.streams.exact += counts.exact;
            let figures = self.languages.entry(passage.language.code).or_insert_with(|| LanguageFigures {
                language: passage.language,
                documents: 0,
                passages: 0,
                bytes: 0,
                words: 0,
                took: Duration::ZERO,
            });
            figures.documents += u64::from(number == 0);
            figures.passages += 1;
            figures.bytes += bytes;
            figures.words += counts.main;
            figures.took += took;
        }
    }
}

impl StreamCounts {
    fn add(&mut self, streams: &Streams) {
        self.main += streams.main.len() as u64;
        self.exact += streams.exact.len() as u64;
    }
}

impl Traveller {
    /// The document's id and a passage's text, passage by passage.
    pub(crate) fn ids_and_texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.passages.iter().map(|passage| (self.document.id.as_str(), passage.text.as_str()))
    }

    /// Every text of the document that is searched for names: none where its page names no place.
    fn named_texts(&self) -> impl Iterator<Item = &str> {
        let searched = self.passages.iter().filter(|_| !self.page.nameless);
        searched
            .flat_map(|passage| std::iter::once(&passage.text).chain(&passage.heading))
            .map(String::as_str)
    }

    /// A passage with its title and headings: what is cut for it.
    fn texts_of<'a>(&'a self, passage: &'a Passage) -> impl Iterator<Item = &'a str> {
        std::iter::once(passage.text.as_str())
            .chain(passage.wholes.iter().map(String::as_str))
            .chain(std::iter::once(self.page.parts[passage.part].title.as_str()))
            .chain(passage.heading.iter().map(String::as_str))
    }
}

/// Does something and adds how long it took.
pub(crate) fn timed<T>(took: &mut Duration, work: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let made = work();
    *took += started.elapsed();
    made
}

//! Plan: what is looked up, what of it ranks, and which words are marked.

use rustc_hash::FxHashSet;
use tantivy::schema::Field;

use crate::analysis::Language;
use crate::index::schema::Fields;
use crate::index::spellings::Neighbour;
use crate::query::Years;
use crate::search::parts::Part;
use crate::search::population::Population;

/// What is found.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Match {
    Everything,
    Nothing,
    /// Passages that hold this term.
    Term(Field, String),
    /// Passages that hold these terms in a row, at most so many places apart.
    Phrase(Field, Vec<(usize, String)>, u32),
    /// Passages whose title or headings hold what a term, a phrase or a pattern finds.
    Headed(Box<Match>),
    /// Passages with a word that begins so.
    Prefix(Field, String),
    /// Passages with a word spelt nearly so.
    Fuzzy(Field, String, u8),
    /// Passages whose words hold so many of the grams of a word together.
    Spelt(Vec<Neighbour>, usize),
    /// Passages that hold enough of the grams of a stretch without blanks.
    Alike(Field, Vec<String>),
    /// Passages of documents written in these years, or in none known.
    Years(Vec<Years>),
    /// Passages of documents that may have been written between these days.
    Days(i64, i64),
    Any(Vec<Match>),
    All(Vec<Match>),
    Not(Box<Match>),
}

/// One term that adds to the score of the passages that hold it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scored {
    pub(crate) field: Field,
    /// Another field in which it may stand, and its weight there.
    pub(crate) also: Option<(Field, f32)>,
    pub(crate) term: String,
    pub(crate) weight: f32,
    /// BM25's weight of it among the passages of the index.
    pub(crate) rarity: f32,
    /// The field whose length holds long passages back.
    pub(crate) lengths: Field,
    /// The number of the concept it names in the question, if it is a word of one.
    pub(crate) concept: Option<usize>,
}

/// A word of the question, and the words of the index that are spelt alike.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Alike {
    /// As it stands in *exact*.
    pub(crate) word: String,
    /// BM25's weight of each of its grams.
    pub(crate) rarities: Vec<f32>,
    /// The nearest words, itself among them where the index holds it.
    pub(crate) neighbours: Vec<Neighbour>,
    pub(crate) weight: f32,
    /// The number of the concept it names in the question, if it is a word of one.
    pub(crate) concept: Option<usize>,
}

/// A concept the question names: a passage holds its words, or its id, whichever says more.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Idea {
    /// The id as the index holds it.
    pub(crate) term: String,
    /// The same where only a kind of it is named.
    pub(crate) kind: String,
    /// What a passage under another label counts, as a share of one that holds all words typed for it.
    pub(crate) share: f32,
    /// The part of their own scores that its words keep.
    pub(crate) of_words: f32,
    /// What its id is worth, once.
    pub(crate) of_id: f32,
}

/// Two words that follow each other in the question.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pair {
    pub(crate) first: String,
    pub(crate) second: String,
    /// Places from one to the other.
    pub(crate) distance: u32,
}

/// What to look up.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub(crate) found: Match,
    /// In a fixed order, so that sums of rounded numbers are the same everywhere.
    pub(crate) scored: Vec<Scored>,
    /// Likewise.
    pub(crate) alike: Vec<Alike>,
    /// Terms of *exact* that these look up more than once.
    pub(crate) repeated: FxHashSet<String>,
    pub(crate) ideas: Vec<Idea>,
    /// The places and years that were understood, to tell the passages that answer all of them.
    pub(crate) parts: Vec<Part>,
    /// Patterns score what they find alike.
    pub(crate) patterns: Vec<Match>,
    /// Neighbours that raise the best passages which hold them so.
    pub(crate) pairs: Vec<Pair>,
    /// What the terms are counted among.
    pub(crate) population: Population,
    /// The language the question shows itself to be in: its passages come first among equals.
    pub(crate) language: Option<&'static Language>,
    /// Years that raise the documents written in them.
    pub(crate) years: Vec<i64>,
    pub(crate) marks: Marks,
}

impl Plan {
    /// Notes which terms of *exact* are looked up more than once.
    pub(crate) fn note_repeated(&mut self, fields: Fields) {
        let stands = |scored: &&Scored| {
            let exact = fields.of_exact(&scored.term);
            scored.field == exact || scored.also.is_some_and(|also| also.0 == exact)
        };
        let scored = self.scored.iter().filter(stands).map(|scored| &scored.term);
        let neighbours =
            self.alike.iter().flat_map(|alike| &alike.neighbours).map(|neighbour| &neighbour.word);
        let mut met = FxHashSet::default();
        self.repeated = scored.chain(neighbours).filter(|term| !met.insert(*term)).cloned().collect();
    }

    /// The terms that name a concept in the question.
    pub(crate) fn words_of(&self, concept: usize) -> impl Iterator<Item = &Scored> {
        self.scored.iter().filter(move |scored| scored.concept == Some(concept))
    }

    /// The words that name it, with those spelt alike.
    pub(crate) fn alike_of(&self, concept: usize) -> impl Iterator<Item = &Alike> {
        self.alike.iter().filter(move |alike| alike.concept == Some(concept))
    }
}

/// Which words of a passage are shown as matching.
#[derive(Debug, Clone, Default)]
pub(crate) struct Marks {
    pub(crate) main: Vec<String>,
    pub(crate) exact: Vec<String>,
    pub(crate) phrases: Vec<Vec<String>>,
    pub(crate) prefixes: Vec<String>,
    pub(crate) fuzzy: Vec<(String, u8)>,
    /// The grams of words that those spelt alike stand for.
    pub(crate) alike: Vec<Vec<String>>,
    /// Ids of places (`country/KR`).
    pub(crate) names: Vec<String>,
    /// Ids of concepts.
    pub(crate) concepts: Vec<String>,
}

/// Whether every word of a question must occur.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Words {
    /// Any word finds; better matches come first.
    #[default]
    Any,
    /// Only passages with every word.
    All,
}

/// What a question demands of what it finds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Demands {
    pub(crate) words: Words,
    pub(crate) quotations: Quotations,
    pub(crate) spelling: Spelling,
}

/// Whether a word finds only itself, its inflections and its folded form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spelling {
    Typed,
    /// Too few hold the words, so words spelt alike find too.
    Alike,
}

/// Whether what stands in straight quotation marks must occur.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quotations {
    Required,
    /// Nothing holds it, so its words are looked up.
    Optional,
}

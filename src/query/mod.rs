//! Typed words become a Query: words, phrases, filters, and notes about oddities.
//!
//! Everything a person types is some query. What cannot be read as an operator is searched as the
//! words it consists of, with a note; nothing here is an error.

use crate::analysis::Language;
use crate::facet::Facet;
use crate::names::{self, Place};

mod filter;
mod parse;
mod understand;
mod years;

pub use filter::{Filters, UNDATED, Years, day, span};
pub(crate) use parse::WIDEST_SLOP;
pub use understand::{Certainty, Understood};
pub(crate) use understand::{describe, plain_words};

/// A question, read.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// As it was typed.
    pub text: String,
    /// The language it is in, where somebody says so; else every language it may be in is tried.
    pub language: Option<&'static Language>,
    /// Whether names and years among the words are understood.
    pub reading: Reading,
    /// What must, may and must not occur.
    pub clauses: Vec<Clause>,
    /// What the answers are restricted to.
    pub filters: Filters,
    /// Cities among the filters that stand in the words themselves (`city:Utopia`) and not in our table: only an
    /// index can tell whether there is such a city.
    pub unsure_cities: Vec<String>,
    /// Names and years found among the words.
    pub understood: Vec<Understood>,
    /// Sentences about what was read otherwise than it was typed.
    pub notes: Vec<String>,
}

/// One part of a question and how much it matters.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    /// Whether it must occur.
    pub occur: Occur,
    /// What is looked for.
    pub node: Node,
}

/// Whether a part of a question must occur in an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occur {
    /// It may, and ranks higher if it does.
    Should,
    /// It must.
    Must,
    /// It must not.
    MustNot,
}

/// What is looked for.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// Plain words in a row.
    Words(String),
    /// These words in this order, at most `slop` places apart.
    Phrase {
        /// The words.
        text: String,
        /// How many places they may be moved.
        slop: u32,
        /// Between which marks they stood.
        quotes: Quotes,
    },
    /// Every word that begins so.
    Prefix(String),
    /// Every word that differs in at most so many letters.
    Fuzzy {
        /// The word.
        word: String,
        /// 1 or 2.
        distance: u8,
    },
    /// The same, looked for in titles and headings only.
    Title(Box<Node>),
    /// A facet's value, where it is not a filter of the whole question.
    Value(Facet, String),
    /// A place, under whatever name.
    Place(Place, Tie),
    /// Several parts together.
    Group(Vec<Clause>),
    /// One of several parts.
    Any(Vec<Node>),
}

/// How a passage may belong to a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// It is about it.
    About,
    /// It names it.
    Named,
    /// One or the other.
    Either,
}

/// Quotation marks around words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quotes {
    /// As keyboards type them: the words must occur so.
    Straight,
    /// As books print them («…», “…”, 「…」): part of the sentence, so the words rank higher so. A question that is nothing
    /// else is a quotation all the same.
    Printed,
}

/// How a question is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reading {
    /// Names and years among the words are understood.
    #[default]
    Understood,
    /// Only the words typed count.
    Literal,
}

/// Reads a question. `filters` are those chosen apart from the words.
///
/// ```
/// use gnlc::query::{self, Filters, Reading};
/// let query = query::query("+Cork \"learning festival\"", Filters::default(), Reading::Understood);
/// assert!(query.notes.is_empty());
/// // A quotation mark that is never closed is no error.
/// let query = query::query("\"learning festival", Filters::default(), Reading::Understood);
/// assert_eq!(query.notes.len(), 1);
/// ```
pub fn query(text: &str, filters: Filters, reading: Reading) -> Query {
    let mut query = Query { text: text.to_owned(), filters, reading, ..Query::default() };
    let mut clauses = parse::clauses(text, &mut query.notes);
    // Phones and word processors turn what is typed into printed marks; nothing else asked, it is a quotation.
    if let [Clause { node: Node::Phrase { quotes, .. }, .. }] = clauses.as_mut_slice() {
        *quotes = Quotes::Straight;
    }
    // Told once, however often they stand there: finding what may be meant takes longer than the rest.
    let mut refused: Vec<(Facet, String)> = Vec::new();
    for clause in clauses {
        match (&clause.node, clause.occur) {
            (Node::Value(facet, value), Occur::Should | Occur::Must)
                if refused.iter().any(|(other, known)| other == facet && known == value) => {}
            (Node::Value(facet, value), Occur::Should | Occur::Must) => {
                if *facet == Facet::City && names::cities_named(value).is_empty() {
                    let city = value.trim().to_owned();
                    if !query.unsure_cities.contains(&city) {
                        query.unsure_cities.push(city);
                    }
                }
                if let Err(error) = query.filters.add(*facet, value) {
                    query.notes.push(format!("{error}: searched as words"));
                    refused.push((*facet, value.clone()));
                    query.clauses.push(Clause { occur: Occur::Should, node: Node::Words(value.clone()) });
                }
            }
            _ => query.clauses.push(clause),
        }
    }
    if reading == Reading::Understood {
        query.understood = understand::understood(&query.clauses);
    }
    query
}

//! A passage as the index keeps it and gives it back.
//!
//! The store packs its blocks, but only what comes to it counts for the time a run takes, and what repeats costs there
//! too. So a passage is kept without names of fields, its id without its document's, and the span of the document as
//! what differs from the readable text, which is blanks as a rule: its words stand there once.

use serde::{Deserialize, Serialize};

use crate::error::Cause;

/// One passage with what is known of its document.
#[derive(Debug, Clone, Default, PartialEq)]
#[allow(missing_docs)]
pub struct Stored {
    pub id: String,
    pub document: StoredDocument,
    /// Repaired for reading.
    pub text: String,
    /// The span of the document, where it differs from `text`.
    pub(crate) original: Option<String>,
    pub heading: Vec<String>,
    /// Bytes of the document.
    pub start: u64,
    pub end: u64,
    /// Lines, from 1.
    pub first_line: u32,
    pub last_line: u32,
    /// Pages, from 1, of files that have them.
    pub first_page: Option<u32>,
    pub last_page: Option<u32>,
    pub language: String,
    /// ISO codes of the countries it is about.
    pub countries: Vec<String>,
    /// Cities it is about.
    pub cities: Vec<String>,
    /// What says that it is about them, and in which line.
    pub places_evidence: Vec<String>,
}

/// What is known of a passage's document.
#[derive(Debug, Clone, Default, PartialEq)]
#[allow(missing_docs)]
pub struct StoredDocument {
    pub id: String,
    pub path: String,
    pub title: String,
    pub kind: String,
    /// ISO 8601, as precise as it is known: `2024`, `2024-02`, `2024-02-14`.
    pub date: Option<String>,
    /// The words and the line the date was read from.
    pub date_evidence: Option<String>,
    pub year: Option<i32>,
    pub source: Option<String>,
    /// Fields of the record or the front matter that we do not know.
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl Stored {
    /// Puts the span of the document beside its readable text; kept only where they differ.
    pub fn set_original(&mut self, original: &str) {
        self.original = (original != self.text).then(|| original.to_owned());
    }

    /// Exactly the bytes `start..end` of the document.
    pub fn original(&self) -> &str {
        self.original.as_deref().unwrap_or(&self.text)
    }
}

/// The form of a passage in the store, in the order of what neighbours share most.
#[derive(Serialize, Deserialize)]
struct Kept<'a> {
    document: &'a str,
    path: &'a str,
    title: &'a str,
    kind: &'a str,
    date: Option<&'a str>,
    date_evidence: Option<&'a str>,
    year: Option<i32>,
    source: Option<&'a str>,
    /// JSON, or nothing.
    extra: &'a str,
    language: &'a str,
    countries: Vec<&'a str>,
    cities: Vec<&'a str>,
    places_evidence: Vec<&'a str>,
    heading: Vec<&'a str>,
    /// What of the passage's id follows the document's, or all of it where that is no beginning of it.
    id: &'a str,
    follows: bool,
    span: (u64, u64),
    lines: (u32, u32),
    pages: (Option<u32>, Option<u32>),
    text: &'a str,
    edits: Vec<Edit<'a>>,
}

/// One difference between a readable text and the span it was made of.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Edit<'a> {
    /// Bytes that are the same in both.
    same: usize,
    /// Bytes of the text that the span does not have there.
    dropped: usize,
    /// What the span has instead.
    instead: &'a str,
}

/// The differences of an original from a text: of their blanks, and from where more differs than blanks, all of it up
/// to their common end.
fn edits<'a>(text: &str, original: &'a str) -> Vec<Edit<'a>> {
    let blanks = |rest: &str| rest.len() - rest.trim_start().len();
    let (mut text, mut original) = (text, original);
    let mut edits = Vec::new();
    while text != original {
        let same = common(text.chars().zip(original.chars()));
        (text, original) = (&text[same..], &original[same..]);
        let (mut dropped, mut instead) = (blanks(text), blanks(original));
        if dropped == 0 && instead == 0 {
            let end = common(text.chars().rev().zip(original.chars().rev()));
            (dropped, instead) = (text.len() - end, original.len() - end);
        }
        edits.push(Edit { same, dropped, instead: &original[..instead] });
        (text, original) = (&text[dropped..], &original[instead..]);
    }
    edits
}

/// Bytes of the characters before the first pair of different ones.
fn common(pairs: impl Iterator<Item = (char, char)>) -> usize {
    pairs.take_while(|(one, other)| one == other).map(|(one, _)| one.len_utf8()).sum()
}

/// The original that a text and its differences stand for; nothing where they do not fit.
fn original(text: &str, edits: &[Edit<'_>]) -> Option<String> {
    let mut rest = text;
    let mut original = String::with_capacity(text.len() + edits.len());
    for Edit { same, dropped, instead } in edits {
        original.push_str(rest.get(..*same)?);
        original.push_str(instead);
        rest = rest.get(*same..)?.get(*dropped..)?;
    }
    original.push_str(rest);
    Some(original)
}

fn borrowed(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

impl Stored {
    /// The form it is kept in.
    pub(crate) fn to_bytes(&self) -> Result<Vec<u8>, Cause> {
        let document = &self.document;
        let tail = self.id.strip_prefix(document.id.as_str());
        let extra = match document.extra.is_empty() {
            true => String::new(),
            false => serde_json::to_string(&document.extra)?,
        };
        let kept = Kept {
            document: &document.id,
            path: &document.path,
            title: &document.title,
            kind: &document.kind,
            date: document.date.as_deref(),
            date_evidence: document.date_evidence.as_deref(),
            year: document.year,
            source: document.source.as_deref(),
            extra: &extra,
            language: &self.language,
            countries: borrowed(&self.countries),
            cities: borrowed(&self.cities),
            places_evidence: borrowed(&self.places_evidence),
            heading: borrowed(&self.heading),
            id: tail.unwrap_or(&self.id),
            follows: tail.is_some(),
            span: (self.start, self.end),
            lines: (self.first_line, self.last_line),
            pages: (self.first_page, self.last_page),
            text: &self.text,
            edits: self.original.as_deref().map_or_else(Vec::new, |original| edits(&self.text, original)),
        };
        Ok(postcard::to_allocvec(&kept)?)
    }

    /// Reads the form it is kept in.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Stored, Cause> {
        let kept: Kept<'_> = postcard::from_bytes(bytes)?;
        let original = match kept.edits.is_empty() {
            true => None,
            false => Some(original(kept.text, &kept.edits).ok_or("a passage's span does not fit its text")?),
        };
        let id = if kept.follows { format!("{}{}", kept.document, kept.id) } else { kept.id.to_owned() };
        let extra = match kept.extra {
            "" => serde_json::Map::new(),
            json => serde_json::from_str(json)?,
        };
        Ok(Stored {
            id,
            document: StoredDocument {
                id: kept.document.to_owned(),
                path: kept.path.to_owned(),
                title: kept.title.to_owned(),
                kind: kept.kind.to_owned(),
                date: kept.date.map(str::to_owned),
                date_evidence: kept.date_evidence.map(str::to_owned),
                year: kept.year,
                source: kept.source.map(str::to_owned),
                extra,
            },
            text: kept.text.to_owned(),
            original,
            heading: owned(&kept.heading),
            start: kept.span.0,
            end: kept.span.1,
            first_line: kept.lines.0,
            last_line: kept.lines.1,
            first_page: kept.pages.0,
            last_page: kept.pages.1,
            language: kept.language.to_owned(),
            countries: owned(&kept.countries),
            cities: owned(&kept.cities),
            places_evidence: owned(&kept.places_evidence),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Edit, Stored, StoredDocument, edits, original};

    #[test]
    fn blanks_that_differ_are_kept_alone() {
        let found = edits("Cork city\nlearns on.", "Cork  city\n\n learns on.");
        let edit = |same, instead| Edit { same, dropped: 0, instead };
        assert_eq!(found, [edit(5, " "), edit(5, "\n ")]);
        assert_eq!(edits("Cork", "Cork"), []);
    }

    #[test]
    fn what_differs_otherwise_is_kept_up_to_the_common_end() {
        let found = edits("a learning city", "a lear-\nning\ncity");
        assert_eq!(found, [Edit { same: 6, dropped: 5, instead: "-\nning\n" }]);
    }

    #[test]
    fn a_passage_comes_back_with_all_it_had() {
        let mut extra = serde_json::Map::new();
        extra.insert("editor".into(), serde_json::json!({"name": "Ana", "since": 2019}));
        let mut stored = Stored {
            id: "news/7#3".into(),
            document: StoredDocument {
                id: "news/7".into(),
                path: "news.jsonl".into(),
                title: "Night school".into(),
                kind: "record".into(),
                date: Some("2024-02".into()),
                date_evidence: Some("`February 2024` (line 2)".into()),
                year: Some(2024),
                source: None,
                extra,
            },
            text: "One.\nTwo.".into(),
            heading: vec!["Part".into(), "Section".into()],
            start: 7,
            end: 21,
            first_line: 2,
            last_line: 4,
            first_page: Some(1),
            last_page: Some(2),
            language: "en".into(),
            countries: vec!["IE".into()],
            cities: vec!["IE/cork".into()],
            places_evidence: vec!["heading `Cork` (line 1)".into()],
            ..Stored::default()
        };
        stored.set_original("One.\n\nTwo.");
        assert_eq!(Stored::from_bytes(&stored.to_bytes().unwrap()).unwrap(), stored);
        let bare = Stored { id: "other".into(), ..Stored::default() };
        assert_eq!(Stored::from_bytes(&bare.to_bytes().unwrap()).unwrap(), bare);
    }

    #[test]
    fn damaged_bytes_are_an_error() {
        let mut stored = Stored { id: "a#1".into(), text: "a b".into(), ..Stored::default() };
        stored.set_original("a  b");
        let bytes = stored.to_bytes().unwrap();
        for length in 0..bytes.len() {
            assert!(Stored::from_bytes(&bytes[..length]).is_err(), "{length} bytes");
        }
        assert_eq!(original("a b", &[Edit { same: 9, dropped: 0, instead: "" }]), None);
        assert_eq!(original("é", &[Edit { same: 1, dropped: 0, instead: "" }]), None);
    }

    proptest! {
        #[test]
        fn every_original_comes_back(text in "[ab\n é城]{0,20}", other in "[ab\n é城]{0,20}") {
            prop_assert_eq!(original(&text, &edits(&text, &other)), Some(other));
        }
    }
}

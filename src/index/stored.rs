//! A passage as the index keeps it and gives it back.
//!
//! The store packs its blocks, but only what comes to it counts for the time a run takes, and what repeats costs there
//! too. So a passage is kept without names of fields, what is known of its document only with the first of its passages,
//! and the span of the document as marks in the readable text where it differs, in blanks as a rule.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::error::Cause;

/// One passage with what is known of its document.
#[derive(Debug, Clone, Default, PartialEq)]
#[allow(missing_docs)]
pub struct Stored {
    pub id: String,
    /// Shared by the passages of one document.
    pub document: Arc<StoredDocument>,
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

/// The form of a passage in the store.
#[derive(Serialize, Deserialize)]
struct Kept<'a> {
    /// How many passages before this one stands the first of its document, which holds what is known of it.
    behind: u32,
    document: Option<KeptDocument<'a>>,
    language: &'a str,
    countries: Vec<&'a str>,
    cities: Vec<&'a str>,
    places_evidence: Vec<&'a str>,
    heading: Vec<&'a str>,
    /// The passage's id, where it is not the document's with the passage's number.
    id: Option<&'a str>,
    start: u64,
    /// What the end differs by from the start and the bytes of the span: nothing, as a rule.
    end: i64,
    first_line: u32,
    /// Likewise for the lines of the span.
    last_line: i64,
    pages: (Option<u32>, Option<u32>),
    /// With marks where the span differs; without, where the span stands beside it.
    text: &'a str,
    original: Option<&'a str>,
}

/// What is known of a document, as the first of its passages keeps it.
#[derive(Serialize, Deserialize)]
struct KeptDocument<'a> {
    id: &'a str,
    path: &'a str,
    title: &'a str,
    kind: &'a str,
    date: Option<&'a str>,
    date_evidence: Option<&'a str>,
    year: Option<i32>,
    source: Option<&'a str>,
    /// JSON, or nothing.
    extra: &'a str,
}

/// One difference between a readable text and the span it was made of.
#[derive(Debug, PartialEq)]
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
        let same = common_start(text, original);
        (text, original) = (&text[same..], &original[same..]);
        let (mut dropped, mut instead) = (blanks(text), blanks(original));
        if dropped == 0 && instead == 0 {
            let end = common_end(text, original);
            (dropped, instead) = (text.len() - end, original.len() - end);
        }
        edits.push(Edit { same, dropped, instead: &original[..instead] });
        (text, original) = (&text[dropped..], &original[instead..]);
    }
    edits
}

/// Bytes of the characters with which both begin.
fn common_start(one: &str, other: &str) -> usize {
    // Most of a passage is the same: compared many bytes at a step.
    const STEP: usize = 64;
    let (left, right) = (one.as_bytes(), other.as_bytes());
    let steps =
        left.chunks_exact(STEP).zip(right.chunks_exact(STEP)).take_while(|(left, right)| left == right);
    let from = steps.count() * STEP;
    let rest = left[from..].iter().zip(&right[from..]).take_while(|(left, right)| left == right);
    one.floor_char_boundary(from + rest.count())
}

/// Bytes of the characters with which both end.
fn common_end(one: &str, other: &str) -> usize {
    let pairs = one.chars().rev().zip(other.chars().rev());
    pairs.take_while(|(one, other)| one == other).map(|(one, _)| one.len_utf8()).sum()
}

/// Differences that are common, each with the control character that stands for it: what the text has, what the span
/// has there. Pages end their lines so; a mark packs better than numbers.
const USUAL: [(char, &str, &str); 11] = [
    ('\u{1}', "", "\n"),
    ('\u{2}', "", " "),
    ('\u{3}', " ", "\n"),
    ('\u{4}', " ", ""),
    ('\u{5}', "", "\n "),
    ('\u{6}', "\n", " \n "),
    ('\u{7}', " ", "\n "),
    ('\u{8}', "\n", " \n\n"),
    ('\u{b}', "\n", " \n\n "),
    ('\u{c}', "\n", " \n"),
    ('\u{e}', " ", "\u{a0}"),
];
/// Stands before any other difference: what the text has.
const UNUSUAL: char = '\u{f}';
/// What the span has instead follows.
const INSTEAD: char = '\u{10}';
/// The difference ends.
const END: char = '\u{11}';

fn is_mark(character: char) -> bool {
    matches!(character, '\u{1}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{11}')
}

/// A text with marks where its original differs; nothing where one of them has a mark of its own.
fn marked(text: &str, original: &str) -> Option<String> {
    if text.contains(is_mark) || original.contains(is_mark) {
        return None;
    }
    let mut marked = String::with_capacity(text.len() + original.len() / 16);
    let mut rest = text;
    for Edit { same, dropped, instead } in edits(text, original) {
        marked.push_str(&rest[..same]);
        let own = &rest[same..same + dropped];
        match USUAL.iter().find(|(_, text, span)| (*text, *span) == (own, instead)) {
            Some((mark, ..)) => marked.push(*mark),
            None => {
                marked.push(UNUSUAL);
                marked.push_str(own);
                marked.push(INSTEAD);
                marked.push_str(instead);
                marked.push(END);
            }
        }
        rest = &rest[same + dropped..];
    }
    marked.push_str(rest);
    Some(marked)
}

/// The text and the original of a marked text; nothing where its marks stand for none.
fn unmarked(marked: &str) -> Option<(String, String)> {
    let mut text = String::with_capacity(marked.len());
    let mut original = String::with_capacity(marked.len() + marked.len() / 16);
    let mut rest = marked;
    while let Some(at) = rest.find(is_mark) {
        text.push_str(&rest[..at]);
        original.push_str(&rest[..at]);
        let mark = rest[at..].chars().next()?;
        rest = &rest[at + mark.len_utf8()..];
        let (own, instead) = match USUAL.iter().find(|(usual, ..)| *usual == mark) {
            Some((_, own, instead)) => (*own, *instead),
            None => {
                let (edit, after) = rest.split_once(END).filter(|_| mark == UNUSUAL)?;
                rest = after;
                edit.split_once(INSTEAD)?
            }
        };
        text.push_str(own);
        original.push_str(instead);
    }
    text.push_str(rest);
    original.push_str(rest);
    Some((text, original))
}

fn borrowed(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// Lines that end within a span, before its last character.
fn line_ends(span: &str) -> i64 {
    let ends = span.bytes().filter(|byte| *byte == b'\n').count() - usize::from(span.ends_with('\n'));
    ends as i64
}

/// The id of a document's passage of this number, from 1.
fn passage_id(document: &str, number: u32) -> String {
    format!("{document}#{number}")
}

/// How many passages before the one in these bytes stands the one that holds what is known of their document.
///
/// # Errors
/// What is wrong with the bytes.
pub(crate) fn behind(bytes: &[u8]) -> Result<u32, Cause> {
    Ok(postcard::take_from_bytes(bytes)?.0)
}

impl Stored {
    /// The form it is kept in, `behind` passages after the first of its document.
    pub(crate) fn to_bytes(&self, behind: u32) -> Result<Vec<u8>, Cause> {
        let document = &self.document;
        let extra = match behind > 0 || document.extra.is_empty() {
            true => String::new(),
            false => serde_json::to_string(&document.extra)?,
        };
        let original = self.original();
        let marked = marked(&self.text, original);
        let kept = Kept {
            behind,
            document: (behind == 0).then_some(KeptDocument {
                id: &document.id,
                path: &document.path,
                title: &document.title,
                kind: &document.kind,
                date: document.date.as_deref(),
                date_evidence: document.date_evidence.as_deref(),
                year: document.year,
                source: document.source.as_deref(),
                extra: &extra,
            }),
            language: &self.language,
            countries: borrowed(&self.countries),
            cities: borrowed(&self.cities),
            places_evidence: borrowed(&self.places_evidence),
            heading: borrowed(&self.heading),
            id: (self.id != passage_id(&document.id, behind + 1)).then_some(&self.id),
            start: self.start,
            end: self.end as i64 - self.start as i64 - original.len() as i64,
            first_line: self.first_line,
            last_line: i64::from(self.last_line) - i64::from(self.first_line) - line_ends(original),
            pages: (self.first_page, self.last_page),
            text: marked.as_deref().unwrap_or(&self.text),
            original: marked.is_none().then_some(original),
        };
        Ok(postcard::to_allocvec(&kept)?)
    }

    /// Reads the form it is kept in; `first` is that of the first passage of its document, which may be the same.
    ///
    /// # Errors
    /// What is wrong with the bytes.
    pub(crate) fn from_bytes(bytes: &[u8], first: &[u8]) -> Result<Stored, Cause> {
        let kept: Kept<'_> = postcard::from_bytes(bytes)?;
        let first: Kept<'_> = postcard::from_bytes(first)?;
        let document = first.document.ok_or("a passage's document is not where it should be")?;
        let (text, original) = match kept.original {
            Some(original) => (kept.text.to_owned(), original.to_owned()),
            None => unmarked(kept.text).ok_or("a passage's span does not fit its text")?,
        };
        let extra = match document.extra {
            "" => serde_json::Map::new(),
            json => serde_json::from_str(json)?,
        };
        let end = (kept.start as i64).wrapping_add(original.len() as i64).wrapping_add(kept.end);
        let lines = line_ends(&original).wrapping_add(kept.last_line);
        Ok(Stored {
            id: kept.id.map_or_else(|| passage_id(document.id, kept.behind.saturating_add(1)), str::to_owned),
            document: Arc::new(StoredDocument {
                id: document.id.to_owned(),
                path: document.path.to_owned(),
                title: document.title.to_owned(),
                kind: document.kind.to_owned(),
                date: document.date.map(str::to_owned),
                date_evidence: document.date_evidence.map(str::to_owned),
                year: document.year,
                source: document.source.map(str::to_owned),
                extra,
            }),
            original: (original != text).then_some(original),
            text,
            heading: owned(&kept.heading),
            start: kept.start,
            end: end as u64,
            first_line: kept.first_line,
            last_line: i64::from(kept.first_line).wrapping_add(lines) as u32,
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

    use super::{Arc, Edit, Stored, StoredDocument, behind, edits, marked, unmarked};

    #[test]
    fn blanks_that_differ_are_kept_alone() {
        let found = edits("Cork city\nlearns on.", "Cork  city\n\n learns on.");
        let edit = |same, instead| Edit { same, dropped: 0, instead };
        assert_eq!((found, edits("Cork", "Cork")), (vec![edit(5, " "), edit(5, "\n ")], vec![]));
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
            document: Arc::new(StoredDocument {
                id: "news/7".into(),
                path: "news.jsonl".into(),
                title: "Night school".into(),
                kind: "record".into(),
                date: Some("2024-02".into()),
                date_evidence: Some("`February 2024` (line 2)".into()),
                year: Some(2024),
                source: None,
                extra,
            }),
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
        let bytes = stored.to_bytes(0).unwrap();
        assert_eq!(Stored::from_bytes(&bytes, &bytes).unwrap(), stored);
        // The second knows its document by the first.
        let mut second =
            Stored { id: "news/7#2".into(), start: 21, end: 25, text: "Two.".into(), ..stored.clone() };
        second.set_original("Two.");
        let short = second.to_bytes(1).unwrap();
        assert!(short.len() + 60 < second.to_bytes(0).unwrap().len());
        assert_eq!((behind(&bytes).unwrap(), behind(&short).unwrap()), (0, 1));
        assert_eq!(Stored::from_bytes(&short, &bytes).unwrap(), second);
        assert!(Stored::from_bytes(&short, &short).is_err());
        let bare = Stored { id: "other".into(), ..Stored::default() };
        let bytes = bare.to_bytes(0).unwrap();
        assert_eq!(Stored::from_bytes(&bytes, &bytes).unwrap(), bare);
    }

    #[test]
    fn damaged_bytes_are_an_error() {
        let mut stored = Stored { id: "a#1".into(), text: "a b".into(), ..Stored::default() };
        stored.set_original("a  b");
        let bytes = stored.to_bytes(0).unwrap();
        for length in 0..bytes.len() {
            assert!(Stored::from_bytes(&bytes[..length], &bytes).is_err(), "{length} bytes");
            assert!(Stored::from_bytes(&bytes, &bytes[..length]).is_err(), "{length} bytes");
        }
        for broken in ["a\u{f}b", "a\u{f}b\u{10}", "a\u{f}b\u{11}", "a\u{10}b\u{11}", "\u{11}"] {
            assert_eq!(unmarked(broken), None, "{broken:?}");
        }
    }

    proptest! {
        #[test]
        fn every_original_comes_back(text in "[ab\n é城\u{a0}]{0,20}", original in "[ab\n é城\u{a0}]{0,20}") {
            prop_assert_eq!(unmarked(&marked(&text, &original).unwrap()), Some((text, original)));
        }

        #[test]
        fn texts_with_marks_of_their_own_come_back(text in "[a \u{1}-\u{12}]{1,9}", original in "[a \u{1}-\u{12}]{1,9}") {
            let mut stored = Stored { text, ..Stored::default() };
            stored.set_original(&original);
            let bytes = stored.to_bytes(0).unwrap();
            prop_assert_eq!(Stored::from_bytes(&bytes, &bytes).unwrap(), stored);
        }
    }
}

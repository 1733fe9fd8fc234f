//! A passage as the index keeps it and gives it back.
//!
//! Its form is JSON inside Tantivy's compressed store: a person can read it, and the block
//! compression takes the repeated names away.

use serde::{Deserialize, Serialize};

/// One passage with what is known of its document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Stored {
    pub id: String,
    pub document: StoredDocument,
    /// Repaired for reading.
    pub text: String,
    /// The span of the document, where it differs from `text`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) original: Option<String>,
    pub heading: Vec<String>,
    /// Bytes of the document.
    pub start: u64,
    pub end: u64,
    /// Lines, from 1.
    pub first_line: u32,
    pub last_line: u32,
    /// Pages, from 1, of files that have them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_page: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_page: Option<u32>,
    pub language: String,
    /// ISO codes of the countries it is about.
    pub countries: Vec<String>,
    /// Cities it is about.
    pub cities: Vec<String>,
    /// What says that it is about them, and in which line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places_evidence: Vec<String>,
}

/// What is known of a passage's document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct StoredDocument {
    pub id: String,
    pub path: String,
    pub title: String,
    pub kind: String,
    /// ISO 8601, as precise as it is known: `2024`, `2024-02`, `2024-02-14`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The words and the line the date was read from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_evidence: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Fields of the record or the front matter that we do not know.
    #[serde(default, skip_serializing_if = "serde_json::Map::is_empty")]
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

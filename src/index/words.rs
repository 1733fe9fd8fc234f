//! Segments become the words of Chinese that passages hold, for questions to be cut by (`analysis/chinese.rs`).

use std::collections::BTreeSet;
use std::path::Path;

use tantivy::Searcher;
use tantivy::schema::Field;

use crate::analysis::{self, language};
use crate::error::Result;
use crate::index::manifest::{self, read_error};

/// The first and the last character of those that words of Chinese are written in.
const HAN: (char, char) = ('\u{3400}', '\u{9fff}');

/// Keeps the words of a field in a folder and gives the name of the file.
pub(crate) fn write(folder: &Path, searcher: &Searcher, field: Field) -> Result<String> {
    let failed = |error: std::io::Error| read_error(folder, error);
    let mut terms = BTreeSet::new();
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(field).map_err(|error| read_error(folder, error))?;
        let range = inverted.terms().range().ge(HAN.0.to_string()).lt(('\u{a000}').to_string());
        let mut stream = range.into_stream().map_err(failed)?;
        while stream.advance() {
            let Ok(term) = std::str::from_utf8(stream.key()) else { continue };
            if term.chars().all(|sign| (HAN.0..=HAN.1).contains(&sign)) && !terms.contains(term) {
                terms.insert(term.to_owned());
            }
        }
    }
    // Function words are in every text of some length, but not in the field: questions are cut at them all the same.
    if !terms.is_empty() {
        let chinese = language::by_code("zh").map_or("", |chinese| chinese.stop_words);
        terms.extend(chinese.split_ascii_whitespace().map(str::to_owned));
    }
    manifest::write_words(folder, &analysis::kept_words(terms.into_iter()))
}

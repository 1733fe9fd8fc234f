//! A file of questions, one JSON object a line, becomes questions.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use gnlc::error::Error;
use gnlc::facet::Facet;
use gnlc::query::Filters;
use serde::Deserialize;

use crate::cli::report::{self, Failure};

/// What a file of questions holds.
#[derive(Default)]
pub(crate) struct Questions {
    pub(crate) questions: Vec<Question>,
    /// Lines that could not be read; they have been told.
    pub(crate) unread: usize,
}

/// One question.
pub(crate) struct Question {
    /// Its line, from 1.
    pub(crate) line: u64,
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) language: Option<String>,
    pub(crate) filters: Filters,
}

/// One line of a file of questions.
#[derive(Deserialize)]
struct Line {
    id: serde_json::Value,
    text: String,
    #[serde(default)]
    lang: Option<String>,
    #[serde(default)]
    filters: serde_json::Map<String, serde_json::Value>,
}

/// Reads a file of questions; `-` is standard input. `filters` are added to those of each question.
pub(crate) fn read(path: &Path, filters: &Filters) -> Result<Questions, Failure> {
    let failed = |source| Error::ReadDocument { path: path.to_owned(), source };
    let lines: Box<dyn BufRead> = if path == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        if !path.exists() {
            return Err(Error::MissingPath { path: path.to_owned() }.into());
        }
        Box::new(BufReader::new(File::open(path).map_err(failed)?))
    };
    let mut found = Questions::default();
    for (number, line) in lines.split(b'\n').enumerate() {
        let line = line.map_err(failed)?;
        let number = number as u64 + 1;
        match question(&line, number, filters) {
            Ok(question) => found.questions.extend(question),
            // One bad question does not stop the others.
            Err(what) => {
                found.unread += 1;
                unread(path, number, what);
            }
        }
    }
    Ok(found)
}

/// Tells that a line is no question we can ask.
pub(crate) fn unread(path: &Path, line: u64, what: String) {
    report::warn(&Error::ReadQuestion { path: path.to_owned(), line, what });
}

/// The question of a line; none of a blank one.
fn question(line: &[u8], number: u64, filters: &Filters) -> Result<Option<Question>, String> {
    let line = std::str::from_utf8(line).map_err(|_| "it is not UTF-8".to_owned())?;
    let line = line.strip_prefix('\u{feff}').unwrap_or(line);
    if line.trim().is_empty() {
        return Ok(None);
    }
    let line: Line = serde_json::from_str(line).map_err(|error| {
        // The line is the only one for the parser; which one it is for us stands before it.
        error.to_string().replace(" at line 1 column ", " at column ")
    })?;
    let mut filters = filters.clone();
    for (name, values) in &line.filters {
        for value in one_or_more(values) {
            match name.as_str() {
                "from" => filters.set_from(&value),
                "to" => filters.set_to(&value),
                _ => match Facet::by_name(name) {
                    Some(facet) => filters.add(facet, &value),
                    None => return Err(format!("there is no filter `{name}`")),
                },
            }
            .map_err(|error| error.to_string())?;
        }
    }
    let id = plain(&line.id);
    Ok(Some(Question { line: number, id, text: line.text, language: line.lang, filters }))
}

fn one_or_more(values: &serde_json::Value) -> Vec<String> {
    match values {
        serde_json::Value::Array(values) => values.iter().map(plain).collect(),
        value => vec![plain(value)],
    }
}

fn plain(value: &serde_json::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

//! What was found in an index folder, for people and for programs.

use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use crate::index::{Check, Remedy};
use crate::present::json::{Layout, SCHEMA_VERSION, object_line};
use crate::present::terminal::{neutral, number};

/// Writes one line for a sound index, one for each damaged file of another.
///
/// # Errors
/// Those of `out`.
pub fn text(check: &Check, folder: &Path, out: &mut dyn Write) -> io::Result<()> {
    if check.is_sound() {
        writeln!(
            out,
            "sound: {} of {} from {} in `{}` ({}, {:.2} MB)",
            number(check.passages, "passage"),
            number(check.documents, "document"),
            number(check.sources, "source"),
            neutral(&folder.display().to_string()),
            number(check.files, "file"),
            check.bytes as f64 / 1e6
        )?;
    }
    for finding in &check.findings {
        writeln!(out, "`{}` {}", neutral(&finding.file), neutral(&finding.what))?;
    }
    if !check.left_over.is_empty() {
        writeln!(
            out,
            "note: {} of a run that was stopped, or is at work now; no damage, the next run tidies up",
            number(check.left_over.len() as u64, "leftover")
        )?;
    }
    Ok(())
}

/// Writes an object with everything that was found.
///
/// # Errors
/// Those of `out`.
pub fn json(check: &Check, out: &mut dyn Write) -> io::Result<()> {
    #[derive(Serialize)]
    struct Object<'a> {
        schema_version: u32,
        sound: bool,
        files: u64,
        bytes: u64,
        passages: u64,
        documents: u64,
        sources: u64,
        findings: Vec<Found<'a>>,
        left_over: &'a [String],
    }
    #[derive(Serialize)]
    struct Found<'a> {
        file: &'a str,
        what: &'a str,
        remedy: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        thesaurus: Option<&'a str>,
    }
    let findings = check.findings.iter().map(|finding| Found {
        file: &finding.file,
        what: &finding.what,
        remedy: "rebuild",
        thesaurus: match &finding.remedy {
            Remedy::Rebuild => None,
            Remedy::RebuildWith { thesaurus } => Some(thesaurus),
        },
    });
    let object = Object {
        schema_version: SCHEMA_VERSION,
        sound: check.is_sound(),
        files: check.files,
        bytes: check.bytes,
        passages: check.passages,
        documents: check.documents,
        sources: check.sources,
        findings: findings.collect(),
        left_over: &check.left_over,
    };
    object_line(&object, Layout::Indented, out)
}

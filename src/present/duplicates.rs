//! Groups of documents that are the same text become something to read.

use std::io::{self, Write};

use serde::Serialize;

use crate::present::json::{Layout, SCHEMA_VERSION, object_line};
use crate::present::terminal::{INDENT, Look, QUIET, TITLE, neutral, number};
use crate::search::{Duplicate, Duplicates};

/// Writes the groups for people.
///
/// # Errors
/// Those of `out`.
pub fn text(found: &Duplicates, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    if found.total_groups == 0 {
        return writeln!(out, "no document repeats another one");
    }
    for group in &found.groups {
        for (place, duplicate) in group.documents.iter().enumerate() {
            let document = &duplicate.document;
            let date = document.date.as_deref().unwrap_or("undated");
            // A record is called by its own id, which says nothing about where it lies.
            let path = if document.id.starts_with(&document.path) {
                neutral(&document.id)
            } else {
                format!("{} ({})", neutral(&document.id), neutral(&document.path))
            };
            if place == 0 {
                let line = format!("{path}  {date}");
                writeln!(out, "{}", look.paint(TITLE, &line))?;
                if !document.title.is_empty() {
                    writeln!(out, "{INDENT}{}", look.paint(QUIET, &neutral(&document.title)))?;
                }
            } else {
                writeln!(out, "{INDENT}{:>8}  {path}  {date}", likeness(duplicate))?;
            }
        }
        writeln!(out)?;
    }
    let groups = number(found.total_groups as u64, "group");
    let repeats = number(found.total_repeats as u64, "document");
    write!(out, "{groups} of duplicates; without repeats the index would have {repeats} less")?;
    match found.total_groups - found.groups.len() {
        0 => writeln!(out),
        hidden => writeln!(out, "; {hidden} not shown (`--limit`)"),
    }
}

/// How much of it is the first one's text.
fn likeness(duplicate: &Duplicate) -> String {
    if duplicate.is_same { "the same".to_owned() } else { format!("{} %", percent(duplicate)) }
}

/// Passages that repeat each other, in percent.
fn percent(duplicate: &Duplicate) -> u64 {
    (duplicate.shared * 100.0).round() as u64
}

/// Writes the groups as one JSON object.
///
/// # Errors
/// Those of `out`.
pub fn json(found: &Duplicates, out: &mut dyn Write) -> io::Result<()> {
    #[derive(Serialize)]
    struct Document<'a> {
        id: &'a str,
        path: &'a str,
        title: &'a str,
        date: Option<&'a str>,
        source: Option<&'a str>,
        passages: usize,
        /// Of the passages of this one and the first one of the group, those that repeat each other, in percent.
        shared_percent: u64,
        same_text: bool,
    }
    #[derive(Serialize)]
    struct Group<'a> {
        documents: Vec<Document<'a>>,
    }
    #[derive(Serialize)]
    struct Object<'a> {
        schema_version: u32,
        total_groups: usize,
        total_repeats: usize,
        groups: Vec<Group<'a>>,
    }
    let groups = found.groups.iter().map(|group| Group {
        documents: group
            .documents
            .iter()
            .map(|duplicate| Document {
                id: &duplicate.document.id,
                path: &duplicate.document.path,
                title: &duplicate.document.title,
                date: duplicate.document.date.as_deref(),
                source: duplicate.document.source.as_deref(),
                passages: duplicate.passages,
                shared_percent: percent(duplicate),
                same_text: duplicate.is_same,
            })
            .collect(),
    });
    let object = Object {
        schema_version: SCHEMA_VERSION,
        total_groups: found.total_groups,
        total_repeats: found.total_repeats,
        groups: groups.collect(),
    };
    object_line(&object, Layout::Indented, out)
}

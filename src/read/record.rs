//! The fields of one record become a Document, whatever the records are kept in: lines, a list, a table.
//!
//! Only `text` is required. A record without an `id` is called by its place; one whose id was there before is
//! made different and says so.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::{Map, Value};

use crate::read::document::{Document, Format, is_blank};
use crate::read::encoding::repaired;
use crate::read::stated::{scalar, stated};

/// The names of the fields that a record may have.
#[rustfmt::skip]
const FIELDS: &[&str] = &[
    "id", "title", "text", "lang", "language", "country", "city", "region", "year", "date", "kind", "source",
];

/// Whether a name, in small letters, is that of a record's field.
pub(crate) fn is_field(name: &str) -> bool {
    FIELDS.contains(&name)
}

/// Where a record stands.
#[derive(Debug)]
pub(crate) struct Place<'a> {
    /// The path of its file, as documents show it.
    pub(crate) path: &'a str,
    /// Its line, from 1.
    pub(crate) line: u64,
    /// The encoding of its file.
    pub(crate) encoding: &'a str,
}

/// Who has which id. The id itself is not kept, only a hash of it: with ten million records
/// the chance that two of them are mistaken for each other is one in 300,000.
#[derive(Debug, Default)]
pub(crate) struct Ids(HashMap<u64, Holder>);

/// The line that has an id first, and how many records had it so far.
#[derive(Debug)]
struct Holder {
    line: u64,
    count: u32,
}

/// The document of a record, or what is wrong with it.
pub(crate) fn document(
    mut fields: Map<String, Value>,
    place: &Place<'_>,
    ids: &mut Ids,
) -> std::result::Result<Document, String> {
    let text = match fields.shift_remove("text") {
        Some(Value::String(text)) => text,
        None | Some(Value::Null) => return Err("no `text` field".to_owned()),
        Some(_) => return Err("its `text` is not a string".to_owned()),
    };
    if is_blank(&text) {
        return Err("its `text` is empty".to_owned());
    }
    let mut notes = Vec::new();
    let id = ids.id(&mut fields, place, &mut notes);
    let mut document = Document {
        id,
        path: place.path.to_owned(),
        text,
        body_start: 0,
        format: Format::Record,
        marks: Vec::new(),
        encoding: place.encoding.to_owned(),
        stated: stated(fields, &mut notes),
        notes,
    };
    repair(&mut document);
    Ok(document)
}

impl Ids {
    /// The id of a record: its own, else its place; made different when it was there before.
    fn id(&mut self, fields: &mut Map<String, Value>, place: &Place<'_>, notes: &mut Vec<String>) -> String {
        let line = place.line;
        let own = || format!("{}:{line}", place.path);
        let id = match fields.get("id").map(|id| (id.is_null(), scalar(id))) {
            None => own(),
            Some((is_null, id)) => {
                if id.is_some() || is_null {
                    fields.shift_remove("id");
                } else {
                    notes.push(
                        "its `id` is neither a text nor a number; it was kept as an unknown field".to_owned(),
                    );
                }
                id.filter(|id| !id.is_empty()).unwrap_or_else(own)
            }
        };
        let (first, mut count) = match self.0.get(&hash(&id)) {
            Some(holder) => (holder.line, holder.count),
            None => {
                self.0.insert(hash(&id), Holder { line, count: 1 });
                return id;
            }
        };
        // Another record may have had `ID~2` for its own.
        let other = loop {
            count += 1;
            let other = format!("{id}~{count}");
            if !self.0.contains_key(&hash(&other)) {
                break other;
            }
        };
        self.0.insert(hash(&id), Holder { line: first, count });
        self.0.insert(hash(&other), Holder { line, count: 1 });
        notes.push(format!("line {first} has the id `{id}` first; this record is called `{other}`"));
        other
    }
}

/// Repairs what was decoded twice before it came into the record.
fn repair(document: &mut Document) {
    if let Some((text, note)) = repaired(&document.text) {
        document.text = text;
        document.notes.push(note);
    }
    if let Some((title, _)) = document.stated.title.as_deref().and_then(repaired) {
        document.stated.title = Some(title);
        document.notes.push("its title had been decoded twice and was repaired".to_owned());
    }
}

fn hash(id: &str) -> u64 {
    // Without a random key: the same file gives the same ids in every run.
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}

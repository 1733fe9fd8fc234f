//! A JSON file that is one list of objects, or one object with a `text`, becomes the records it holds.
//!
//! Programs write lists where they could write lines. The objects are read one after the other, so that a list
//! breaks off only where it is broken, and an error can say its line. JSON without texts stays plain text.

use std::path::Path;

use serde_json::{Deserializer, Map, Value};

use crate::error::{Error, Limit, Result};
use crate::read::document::{Document, shown};
use crate::read::encoding::Decoded;
use crate::read::limits::Limits;
use crate::read::record::{self, Ids, Place};

/// Whether a text is a list of objects whose first has a text, or one such object.
pub(crate) fn is_list(_: &Path, text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let first = text.strip_prefix('[').unwrap_or(text).trim_start();
    if !first.starts_with('{') {
        return false;
    }
    match Deserializer::from_str(first).into_iter::<Map<String, Value>>().next() {
        Some(Ok(object)) => object.get("text").is_some_and(Value::is_string),
        _ => false,
    }
}

/// The records of a list, or the one record.
pub(crate) fn documents(path: &Path, decoded: Decoded, limits: &Limits) -> Vec<Result<Document>> {
    let text = decoded.text.as_str();
    let shown = shown(path);
    let mut documents: Vec<Result<Document>> = Vec::new();
    let mut ids = Ids::default();
    let (mut at, mut line) = (0, 1);
    let mut counted = 0;
    loop {
        // Between objects stand a bracket, commas and blanks.
        let gap = text[at..].find(|c: char| !matches!(c, '[' | ']' | ',' | '\u{feff}') && !c.is_whitespace());
        let Some(gap) = gap else { break };
        at += gap;
        line += text[counted..at].matches('\n').count() as u64;
        counted = at;
        let failure = |what: String| Error::ReadRecord { path: path.to_owned(), line, what };
        if documents.len() >= limits.documents {
            let what = format!("it has more than {} records; those before were read", limits.documents);
            documents.push(Err(Error::LimitDocument {
                path: path.to_owned(),
                limit: Limit::Documents,
                what,
            }));
            break;
        }
        let mut values = Deserializer::from_str(&text[at..]).into_iter::<Value>();
        match values.next() {
            Some(Ok(Value::Object(fields))) => {
                let place = Place { path: &shown, line, encoding: decoded.encoding };
                documents.push(record::document(fields, &place, &mut ids).map_err(failure));
            }
            Some(Ok(_)) => {
                documents.push(Err(failure("a JSON value where an object was expected".to_owned())))
            }
            Some(Err(error)) => {
                let full = error.to_string();
                let what = full.rsplit_once(" at line ").map_or(full.as_str(), |(what, _)| what);
                documents.push(Err(failure(format!("not JSON: {what}; what stands behind was not read"))));
                break;
            }
            None => break,
        }
        at += values.byte_offset();
    }
    if let Some(Ok(first)) = documents.first_mut() {
        first.notes.splice(0..0, decoded.notes);
    }
    documents
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use crate::read::encoding::Decoded;
    use crate::read::limits::Limits;
    use crate::read::list::{documents, is_list};

    /// Each record as `id: text`, each error as its message.
    fn told(text: &str) -> Vec<String> {
        let decoded = Decoded { text: text.to_owned(), encoding: "UTF-8", notes: Vec::new() };
        documents(Path::new("a.json"), decoded, &Limits::default())
            .into_iter()
            .map(|found| found.map_or_else(|error| error.to_string(), |it| format!("{}: {}", it.id, it.text)))
            .collect()
    }

    #[test]
    fn a_list_of_objects_is_its_records() {
        let list =
            "[\n  {\"id\": \"a\", \"text\": \"연습\"},\n  {\"text\": \"مدينة\"},\n  {\"title\": \"x\"}\n]\n";
        assert!(is_list(Path::new("a"), list));
        assert_eq!(
            told(list),
            ["a: 연습", "a.json:3: مدينة", "line 4 of `a.json` is not a record: no `text` field"]
        );
    }

    #[test]
    fn an_object_over_several_lines_is_a_record() {
        let object = "{\n  \"title\": \"Évora\",\n  \"text\": \"Une ville.\"\n}";
        assert!(is_list(Path::new("a"), object));
        assert_eq!(told(object), ["a.json:1: Une ville."]);
    }

    #[test]
    fn a_list_that_breaks_off_keeps_its_first_records() {
        let told = told("[{\"text\": \"one\"},\n{\"text\": \"tw");
        assert_eq!(told[0], "a.json:1: one");
        assert!(told[1].starts_with("line 2 of `a.json` is not a record: not JSON: EOF"), "{told:?}");
    }

    #[test]
    fn other_json_and_prose_are_no_records() {
        for text in ["[1, 2]", "[{\"a\": 1}]", "{\n\"a\": {}\n}", "[A note] {in brackets}", "{", "[", ""] {
            assert!(!is_list(Path::new("a.json"), text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "([\\[\\]{},:\"\n]|\"text\":\"a\"|null|é|学){0,40}") {
            is_list(Path::new("a"), &text);
            told(&text);
        }
    }
}

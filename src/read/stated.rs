//! Named fields, of a record or of front matter, become what is Stated.
//!
//! Only a record's `text` is required (`records.rs` sees to that), so nothing here can fail: a
//! field of the wrong type is kept with the unknown ones and a note says why, because a document
//! that is found without its year is worth more than one that is not found. What the values mean
//! (which country, which language) is for later rooms: here they stay as they were written.

use serde_json::{Map, Value};

/// What a record's fields or a file's front matter state; all optional, as written.
#[derive(Debug, Clone, Default, PartialEq)]
#[allow(missing_docs)]
pub struct Stated {
    pub title: Option<String>,
    pub language: Option<String>,
    pub country: Vec<String>,
    pub city: Vec<String>,
    pub region: Option<String>,
    pub year: Option<i32>,
    pub date: Option<String>,
    pub kind: Option<String>,
    pub source: Option<String>,
    /// Fields we do not know, kept with the document.
    pub extra: Map<String, Value>,
}

/// Takes the fields we know out of a map; the others stay in order as `extra`.
///
/// JSON's `null` and a blank text count as absent.
pub(crate) fn stated(mut fields: Map<String, Value>, notes: &mut Vec<String>) -> Stated {
    let mut stated = Stated {
        title: text(&mut fields, "title", notes),
        // `lang` is the contract's name, `language` the one people write in front matter.
        language: text(&mut fields, "lang", notes).or_else(|| text(&mut fields, "language", notes)),
        country: texts(&mut fields, "country", notes),
        city: texts(&mut fields, "city", notes),
        region: text(&mut fields, "region", notes),
        year: year(&mut fields, notes),
        date: text(&mut fields, "date", notes),
        kind: text(&mut fields, "kind", notes),
        source: text(&mut fields, "source", notes),
        extra: fields,
    };
    stated.extra.retain(|_, value| !value.is_null());
    stated
}

/// A text, or a number read as one (`"date": 2024`); `None` for everything else.
pub(crate) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn text(fields: &mut Map<String, Value>, name: &str, notes: &mut Vec<String>) -> Option<String> {
    let value = fields.get(name).filter(|value| !value.is_null())?;
    let Some(text) = scalar(value) else {
        notes.push(format!("its `{name}` is not a text; it was kept as an unknown field"));
        return None;
    };
    fields.shift_remove(name);
    Some(text).filter(|text| !text.is_empty())
}

fn texts(fields: &mut Map<String, Value>, name: &str, notes: &mut Vec<String>) -> Vec<String> {
    let Some(value) = fields.get(name).filter(|value| !value.is_null()) else { return Vec::new() };
    let texts = match value {
        Value::Array(values) => values.iter().filter(|value| !value.is_null()).map(scalar).collect(),
        value => scalar(value).map(|text| vec![text]),
    };
    let Some(mut texts) = texts else {
        notes.push(format!(
            "its `{name}` is neither a text nor a list of texts; it was kept as an unknown field"
        ));
        return Vec::new();
    };
    fields.shift_remove(name);
    texts.retain(|text: &String| !text.is_empty());
    texts
}

fn year(fields: &mut Map<String, Value>, notes: &mut Vec<String>) -> Option<i32> {
    let value = fields.get("year").filter(|value| !value.is_null())?;
    let written = scalar(value).unwrap_or_else(|| value.to_string());
    // A program that keeps its numbers as floats writes 2024.0.
    let digits = written.strip_suffix(".0").unwrap_or(&written);
    let year = digits.parse::<i32>().ok().filter(|year| (1..=9999).contains(year));
    if year.is_some() || written.is_empty() {
        fields.shift_remove("year");
    } else {
        notes.push(format!("its `year` `{written}` is not a year; it was kept as an unknown field"));
    }
    year
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::read::stated::{Stated, stated};

    fn of(value: serde_json::Value) -> (Stated, Vec<String>) {
        let mut notes = Vec::new();
        let stated = stated(value.as_object().unwrap().clone(), &mut notes);
        (stated, notes)
    }

    #[test]
    fn every_known_field_is_taken_as_it_was_written() {
        let (stated, notes) = of(json!({
            "title": "Learning festival", "lang": "en", "country": "KR", "city": ["Buan", "Hanam"],
            "region": "Asia", "year": 2024, "date": "2024-02-14", "kind": "news", "source": "https://example.org/1"
        }));
        assert_eq!(stated.title.as_deref(), Some("Learning festival"));
        assert_eq!(stated.language.as_deref(), Some("en"));
        assert_eq!(stated.country, ["KR"]);
        assert_eq!(stated.city, ["Buan", "Hanam"]);
        assert_eq!(stated.region.as_deref(), Some("Asia"));
        assert_eq!(stated.year, Some(2024));
        assert_eq!(stated.date.as_deref(), Some("2024-02-14"));
        assert_eq!(stated.kind.as_deref(), Some("news"));
        assert_eq!(stated.source.as_deref(), Some("https://example.org/1"));
        assert!(stated.extra.is_empty() && notes.is_empty());
    }

    #[test]
    fn unknown_fields_keep_their_order() {
        let (stated, _) = of(json!({ "zeta": 1, "title": "t", "alpha": { "deep": [1, 2] }, "mid": true }));
        assert_eq!(stated.extra.keys().collect::<Vec<_>>(), ["zeta", "alpha", "mid"]);
        assert_eq!(stated.extra["alpha"], json!({ "deep": [1, 2] }));
    }

    #[test]
    fn null_and_blank_are_absent() {
        let (stated, notes) =
            of(json!({ "title": null, "lang": " ", "city": [null, ""], "year": "", "other": null }));
        assert_eq!(stated, Stated::default());
        assert_eq!(notes, [""; 0]);
    }

    #[test]
    fn a_year_is_a_number_or_a_text() {
        for year in [json!(2019), json!("2019"), json!(" 2019 "), json!(2019.0)] {
            assert_eq!(of(json!({ "year": year })).0.year, Some(2019), "{year}");
        }
    }

    #[test]
    fn a_field_of_the_wrong_type_is_kept_and_noted() {
        let (stated, notes) = of(json!({ "year": "soon", "title": ["a"], "country": [{}], "kind": "news" }));
        assert_eq!((stated.year, stated.title, stated.kind.as_deref()), (None, None, Some("news")));
        assert!(stated.country.is_empty());
        assert_eq!(stated.extra.len(), 3);
        assert_eq!(
            notes,
            [
                "its `title` is not a text; it was kept as an unknown field",
                "its `country` is neither a text nor a list of texts; it was kept as an unknown field",
                "its `year` `soon` is not a year; it was kept as an unknown field",
            ]
        );
    }

    #[test]
    fn lang_and_language_are_the_same_field() {
        assert_eq!(of(json!({ "language": "ko" })).0.language.as_deref(), Some("ko"));
        assert_eq!(of(json!({ "lang": "ko", "language": "en" })).0.language.as_deref(), Some("ko"));
    }
}

//! A decoded Markdown file becomes a Document; its front matter becomes what is stated about it.
//!
//! Front matter is the block between two `---` lines at the head of a file. What people write
//! there is a small part of YAML, and that part is read here: `key: value`, quoted values, lists
//! (`[a, b]` or `- a` lines), folded and literal texts (`>` and `|`). Every value stays a text as
//! it was written, because `structure` decides what a date or a country means. A block that is
//! not like that is left standing in the text with a note: losing a whole page over a forgotten
//! quote would be worse. Headings, lists and links stay markup; `structure` reads them.

use std::path::Path;

use serde_json::{Map, Value};

use crate::read::document::{Document, Format, shown};
use crate::read::encoding::Decoded;
use crate::read::plain::body_start;
use crate::read::stated::stated;

/// The document of one Markdown file.
pub(crate) fn document(path: &Path, decoded: Decoded) -> Document {
    let path = shown(path);
    let mut notes = decoded.notes;
    let (fields, body_start) = match front_matter(&decoded.text) {
        FrontMatter::Absent => (Map::new(), body_start(&decoded.text)),
        FrontMatter::Broken(why) => {
            notes.push(format!("its front matter could not be read ({why}); the text was kept whole"));
            (Map::new(), body_start(&decoded.text))
        }
        FrontMatter::Block { fields, end } => (fields, end),
    };
    Document {
        id: path.clone(),
        path,
        text: decoded.text,
        body_start,
        format: Format::Markdown,
        marks: Vec::new(),
        encoding: decoded.encoding.to_owned(),
        stated: stated(fields, &mut notes),
        notes,
    }
}

/// Whether a text begins with front matter, be it well made or broken.
pub(crate) fn has_front_matter(text: &str) -> bool {
    !matches!(front_matter(text), FrontMatter::Absent)
}

enum FrontMatter {
    Absent,
    /// Meant as front matter, but not readable: why.
    Broken(String),
    Block {
        fields: Map<String, Value>,
        /// Where the body begins in the text.
        end: usize,
    },
}

fn front_matter(text: &str) -> FrontMatter {
    let mut at = body_start(text);
    let mut lines = text[at..].split_inclusive('\n');
    match lines.next() {
        Some(first) if first.trim_end() == "---" => at += first.len(),
        _ => return FrontMatter::Absent,
    }
    let mut block = Vec::new();
    let mut is_closed = false;
    for line in lines {
        at += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            is_closed = true;
            break;
        }
        block.push(line.trim_end());
    }
    // A `---` alone is a ruled line, and what stands below it may be prose.
    let first = block.iter().find(|line| !line.is_empty() && !line.starts_with('#'));
    if first.is_none_or(|line| key(line).is_none()) {
        return FrontMatter::Absent;
    }
    if !is_closed {
        return FrontMatter::Broken("the line `---` that ends it is missing".to_owned());
    }
    match fields(&block) {
        Ok(fields) => FrontMatter::Block { fields, end: at },
        // The line with the first fence is line 1.
        Err((line, why)) => FrontMatter::Broken(format!("line {} {why}", line + 2)),
    }
}

/// Splits `key: value`. A key has no blanks, so that prose with a colon is none.
fn key(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let is_key = key.starts_with(char::is_alphabetic)
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    let is_separated = value.is_empty() || value.starts_with([' ', '\t']);
    (is_key && is_separated).then(|| (key, value.trim()))
}

/// The fields of a block, or the line (from 0) that cannot be read and why.
fn fields(block: &[&str]) -> Result<Map<String, Value>, (usize, String)> {
    let mut fields = Map::new();
    let mut at = 0;
    while at < block.len() {
        let line = block[at];
        if line.is_empty() || line.starts_with('#') {
            at += 1;
            continue;
        }
        let (name, first) = key(line).ok_or_else(|| (at, "is not `key: value`".to_owned()))?;
        let first = without_comment(first);
        let belongs = |line: &&&str| {
            line.is_empty() || line.starts_with([' ', '\t']) || (first.is_empty() && is_item(line))
        };
        let rest = block[at + 1..].iter().take_while(belongs).count();
        let value = value(first, &block[at + 1..at + 1 + rest]).map_err(|why| (at, why))?;
        // Known names are matched in small letters (`Title:`); unknown ones keep theirs.
        let small = name.to_lowercase();
        let is_known = matches!(
            small.as_str(),
            "title"
                | "date"
                | "year"
                | "lang"
                | "language"
                | "country"
                | "city"
                | "region"
                | "kind"
                | "source"
        );
        fields.insert(if is_known { small } else { name.to_owned() }, value);
        at += 1 + rest;
    }
    Ok(fields)
}

fn is_item(line: &str) -> bool {
    line == "-" || line.starts_with("- ")
}

/// Cuts ` # a comment` off. A hash without a blank behind it is none: "Lesson #3" is a title.
fn without_comment(value: &str) -> &str {
    if value.starts_with(['"', '\'', '[']) {
        return value;
    }
    let value = if value.starts_with("# ") { "" } else { value };
    value.split(" # ").next().unwrap_or(value).trim_end()
}

/// A value from what stands behind the colon and the lines below that belong to it.
fn value(first: &str, rest: &[&str]) -> Result<Value, String> {
    let below =
        || rest.iter().map(|line| line.trim()).filter(|line| !line.is_empty() && !line.starts_with("# "));
    let joined = |separator: &str| below().collect::<Vec<_>>().join(separator);
    match first.chars().next() {
        None if below().next().is_none() => Ok(Value::Null),
        None if below().all(is_item) => below()
            .map(|line| text(without_comment(line[1..].trim())))
            .collect::<Result<Vec<_>, _>>()
            .map(Value::from),
        // A map inside a map is kept as it was written.
        None => Ok(Value::from(joined("\n"))),
        Some('|') if first.len() <= 2 => Ok(Value::from(joined("\n"))),
        Some('>') if first.len() <= 2 => Ok(Value::from(joined(" "))),
        Some('[') => list(&[first, &joined(" ")].join(" ")),
        _ => text([first, &joined(" ")].join(" ").trim()),
    }
}

/// `[a, "b, c"]`.
fn list(written: &str) -> Result<Value, String> {
    let unclosed = || "opens a list that is not closed".to_owned();
    let inside = written.trim().strip_prefix('[').ok_or_else(unclosed)?;
    let (mut items, mut item, mut quote, mut end) = (Vec::new(), 0, None, None);
    for (at, character) in inside.char_indices() {
        match (quote, character) {
            (Some(open), _) if character == open => quote = None,
            (Some(_), _) => {}
            // An apostrophe inside a word opens nothing: [Côte d'Ivoire].
            (None, '"' | '\'') if inside[item..at].trim().is_empty() => quote = Some(character),
            (None, ',') => {
                items.push(&inside[item..at]);
                item = at + 1;
            }
            (None, ']') => {
                items.push(&inside[item..at]);
                end = Some(at + 1);
                break;
            }
            (None, _) => {}
        }
    }
    let behind = inside[end.ok_or_else(unclosed)?..].trim();
    if !behind.is_empty() && !behind.starts_with('#') {
        return Err(format!("has `{behind}` behind its list"));
    }
    let items = items.into_iter().map(str::trim).filter(|item| !item.is_empty());
    items.map(text).collect::<Result<Vec<_>, _>>().map(Value::from)
}

/// A text without its quotes; `~` and `null` are no text.
fn text(written: &str) -> Result<Value, String> {
    let quote = match written.chars().next() {
        Some(quote @ ('"' | '\'')) => quote,
        _ if matches!(written, "" | "~" | "null") => return Ok(Value::Null),
        _ => return Ok(Value::from(written)),
    };
    let (mut text, mut chars) = (String::new(), written[1..].chars().peekable());
    while let Some(character) = chars.next() {
        match character {
            // Two single quotes inside single quotes are one.
            '\'' if quote == '\'' && chars.next_if_eq(&'\'').is_some() => text.push('\''),
            _ if character == quote => {
                let behind = chars.collect::<String>();
                let behind = behind.trim();
                if behind.is_empty() || behind.starts_with('#') {
                    return Ok(Value::from(text));
                }
                return Err(format!("has `{behind}` behind its closing quote"));
            }
            '\\' if quote == '"' => match chars.next() {
                Some('n') => text.push('\n'),
                Some('t') => text.push('\t'),
                Some(escaped @ ('"' | '\\' | '/')) => text.push(escaped),
                Some(other) => text.extend(['\\', other]),
                None => {}
            },
            _ => text.push(character),
        }
    }
    Err("has a quote that is not closed".to_owned())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;
    use serde_json::json;

    use crate::read::document::{Document, Format};
    use crate::read::encoding::Decoded;
    use crate::read::markdown::{document, has_front_matter};

    fn of(text: &str) -> Document {
        let decoded = Decoded { text: text.to_owned(), encoding: "UTF-8", notes: Vec::new() };
        document(Path::new("page.md"), decoded)
    }

    fn body(document: &Document) -> &str {
        &document.text[document.body_start..]
    }

    #[test]
    fn front_matter_is_stated_and_the_body_begins_behind_it() {
        let document = of("---\n\
            title: \"Évora: a learning city\"\n\
            date: 2024-02-14\n\
            year: 2024\n\
            language: pt\n\
            country: Portugal\n\
            city: [Évora, 'Lisboa, capital']\n\
            region: Europe # as the network counts\n\
            kind: profile\n\
            source: https://example.org/evora#top\n\
            ---\n\
            # Évora\n");
        let stated = &document.stated;
        assert_eq!(stated.title.as_deref(), Some("Évora: a learning city"));
        assert_eq!(stated.date.as_deref(), Some("2024-02-14"));
        assert_eq!(stated.year, Some(2024));
        assert_eq!(stated.language.as_deref(), Some("pt"));
        assert_eq!(stated.country, ["Portugal"]);
        assert_eq!(stated.city, ["Évora", "Lisboa, capital"]);
        assert_eq!(stated.region.as_deref(), Some("Europe"));
        assert_eq!(stated.kind.as_deref(), Some("profile"));
        assert_eq!(stated.source.as_deref(), Some("https://example.org/evora#top"));
        assert!(stated.extra.is_empty() && document.notes.is_empty());
        assert_eq!(body(&document), "# Évora\n");
        assert_eq!(document.format, Format::Markdown);
        assert_eq!(document.id, "page.md");
    }

    #[test]
    fn lists_may_stand_in_lines() {
        let document = of("---\ncity:\n  - Buan\n  - \"Seo-gu\" # Gwangju\ncountry:\n- KR\n\n- CN\n---\n");
        assert_eq!(document.stated.city, ["Buan", "Seo-gu"]);
        assert_eq!(document.stated.country, ["KR", "CN"]);
    }

    #[test]
    fn unknown_keys_are_kept() {
        let document =
            of("---\nTitle: Lesson #3\nid: 7\nTags: [a, Côte d'Ivoire]\nauthor:\n  name: M\n  age: 9\n---\n");
        assert_eq!(document.stated.title.as_deref(), Some("Lesson #3"));
        let expected = json!({ "id": "7", "Tags": ["a", "Côte d'Ivoire"], "author": "name: M\nage: 9" });
        assert_eq!(serde_json::Value::from(document.stated.extra), expected);
    }

    #[test]
    fn texts_may_run_over_lines() {
        let document = of(
            "---\ntitle: >\n  A long\n  title\nregion: Latin America\n  and the Caribbean\nabout: |\n  one\n  two\n---\n",
        );
        assert_eq!(document.stated.title.as_deref(), Some("A long title"));
        assert_eq!(document.stated.region.as_deref(), Some("Latin America and the Caribbean"));
        assert_eq!(document.stated.extra["about"], "one\ntwo");
    }

    #[test]
    fn quotes_keep_what_they_hold() {
        let document = of("---\ntitle: 'L''été # fini'\nkind: \"a \\\"b\\\" \\\\ c\"\nsource: ''\n---\n");
        assert_eq!(document.stated.title.as_deref(), Some("L'été # fini"));
        assert_eq!(document.stated.kind.as_deref(), Some("a \"b\" \\ c"));
        assert_eq!(document.stated.source, None);
    }

    #[test]
    fn a_byte_order_mark_and_windows_line_ends_are_no_hindrance() {
        let document = of("\u{feff}---\r\ntitle: Évora\r\n---\r\nBody\r\n");
        assert_eq!(document.stated.title.as_deref(), Some("Évora"));
        assert_eq!(body(&document), "Body\r\n");
    }

    #[test]
    fn broken_front_matter_is_noted_and_the_text_kept_whole() {
        for (text, why) in [
            ("---\ntitle: a\nno key here\n---\nBody", "line 3 is not `key: value`"),
            ("---\ntitle: \"a\n---\nBody", "line 2 has a quote that is not closed"),
            ("---\ncity: [a, b\n---\nBody", "line 2 opens a list that is not closed"),
            ("---\ntitle: a\nBody", "the line `---` that ends it is missing"),
        ] {
            let document = of(text);
            assert_eq!(body(&document), text);
            assert_eq!(document.stated.title, None);
            let note = format!("its front matter could not be read ({why}); the text was kept whole");
            assert_eq!(document.notes, [note]);
        }
    }

    #[test]
    fn a_ruled_line_is_no_front_matter() {
        for text in
            ["---\nSome prose: and more.\n---\nBody", "---\n\n---\n", "---", "", "Text\n---\na: b\n---\n"]
        {
            assert!(!has_front_matter(text), "{text}");
            assert!(of(text).notes.is_empty());
        }
    }

    proptest! {
        #[test]
        fn any_front_matter_has_its_body_inside_the_text(block in "([a-z]{0,3}[:\\-\\[\\]'\"|># \\\\,é\n]{0,4}){0,12}") {
            let document = of(&format!("---\na: {block}\n---\nbody"));
            prop_assert!(document.text.is_char_boundary(document.body_start));
        }
    }
}

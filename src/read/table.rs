//! A CSV or TSV file becomes Documents: one for each row when a column holds texts, else one table.
//!
//! A column called `text` (or `body`, `content` …) makes its rows records, with the other columns as their fields.
//! A file without one is a table of its own: each row a line with marks, cells parted by tabs, so that `structure`
//! reads it as it reads the table of a web page. Prose has commas too, and a list of members has one in each line;
//! a file that is not called a table is taken for one only when nothing speaks against it.

use std::path::Path;

use csv::{ReaderBuilder, StringRecord};
use serde_json::{Map, Value};

use crate::error::{Error, Limit, Result};
use crate::read::document::{Document, Format, head, shown};
use crate::read::encoding::Decoded;
use crate::read::limits::Limits;
use crate::read::marked::{Layout, Role};
use crate::read::record::{self, Ids, Place};

/// What parts the cells of a row.
const SEPARATORS: &[u8] = b",;\t";

/// Columns whose cells are the text of a record, the surest first.
const TEXTS: &[&str] = &["text", "body", "content", "full_text", "fulltext", "article"];

/// Other names of a record's fields.
#[rustfmt::skip]
const FIELDS: &[(&str, &str)] = &[
    ("url", "source"), ("link", "source"), ("headline", "title"), ("heading", "title"),
    ("published", "date"), ("publication_date", "date"), ("pubdate", "date"),
];

/// How much of a file is looked at, in bytes.
const LOOKED_AT: usize = 64 << 10;

/// A file that is not called a table has at least this many columns, and rows with its header.
const COLUMNS: usize = 3;
const ROWS: usize = 4;

/// The longest name of a column, in characters.
const LONGEST_NAME: usize = 40;
/// The longest that is kept, in bytes: every record repeats it.
const LONGEST_FIELD: usize = 500;

/// Whether a text is a table: by the name of its file, or because all its lines say so.
pub(crate) fn is_table(path: &Path, text: &str) -> bool {
    let named = ["csv", "tsv", "tab"];
    let is_named = path
        .extension()
        .is_some_and(|extension| named.iter().any(|name| extension.eq_ignore_ascii_case(name)));
    is_named || SEPARATORS.iter().any(|separator| is_surely_parted(text, *separator))
}

/// The documents of a table.
pub(crate) fn documents(path: &Path, decoded: Decoded, limits: &Limits) -> Vec<Result<Document>> {
    let text = decoded.text.trim_start_matches('\u{feff}');
    let separator = separator(path, text);
    let mut rows = rows(text, separator);
    let Some(header) = rows.next() else { return vec![Err(Error::EmptyDocument { path: path.to_owned() })] };
    let names: Vec<String> = header.iter().map(|name| name.trim().to_lowercase()).collect();
    let column = TEXTS.iter().find_map(|text| names.iter().position(|name| name == text));
    // A lone column called `text` is a list of texts.
    let mut documents = match column {
        Some(column) => records(path, &header, &names, column, rows, &decoded, limits),
        _ => vec![Ok(table(path, &header, rows, &decoded, limits))],
    };
    if documents.is_empty() {
        documents.push(Err(Error::EmptyDocument { path: path.to_owned() }));
    }
    if let Some(Ok(first)) = documents.first_mut() {
        first.notes.splice(0..0, decoded.notes);
    }
    documents
}

/// The rows of a table that are not blank.
fn rows(text: &str, separator: u8) -> impl Iterator<Item = StringRecord> {
    // TSV has no quotes of its own; a lone inch mark would swallow the rest of the file.
    let is_quoted = separator != b'\t' || text.matches('"').count().is_multiple_of(2);
    let reader = ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .quoting(is_quoted)
        .from_reader(text.as_bytes());
    let is_visible = |row: &StringRecord| row.iter().any(|cell| !cell.trim().is_empty());
    reader.into_records().filter_map(std::result::Result::ok).filter(is_visible)
}

/// The separator that gives most of the first rows as many cells as the header has, and more than one.
fn separator(path: &Path, text: &str) -> u8 {
    let head = head(text, LOOKED_AT);
    let fitting = |separator: &u8| {
        let mut counts = rows(head, *separator).map(|row| row.len()).take(100);
        let header = counts.next().unwrap_or(1);
        if header < 2 {
            return (0, 0);
        }
        let (fit, all) =
            counts.fold((1, 1), |(fit, all), count| (fit + usize::from(count == header), all + 1));
        // In hundredths, so that one broken row decides less than a column more.
        (fit * 100 / all, header)
    };
    let by_name =
        if path.extension().is_some_and(|name| name.eq_ignore_ascii_case("csv")) { b',' } else { b'\t' };
    let best = SEPARATORS.iter().max_by_key(|separator| (fitting(separator), **separator == by_name));
    best.copied().filter(|separator| fitting(separator).1 > 1).unwrap_or(by_name)
}

/// Whether each line has the same cells under a header of short, different names.
fn is_surely_parted(text: &str, separator: u8) -> bool {
    let head = head(text, LOOKED_AT);
    let first = head.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
    if first.bytes().filter(|byte| *byte == separator).count() + 1 < COLUMNS {
        return false;
    }
    // Prose and lists write a blank behind each comma, tables seldom do.
    let mark = char::from(separator);
    let blank = |text: &str| text.matches(&format!("{mark} ")).count();
    if separator != b'\t' && blank(head) * 2 > head.matches(mark).count() {
        return false;
    }
    let mut rows: Vec<StringRecord> = rows(head, separator).collect();
    if head.len() < text.len() {
        // The last one may be cut.
        rows.pop();
    }
    let Some((header, below)) = rows.split_first().filter(|(_, below)| below.len() + 1 >= ROWS) else {
        return false;
    };
    let names: Vec<&str> = header.iter().map(str::trim).collect();
    let is_name = |name: &&str| {
        name.starts_with(char::is_alphabetic)
            && name.chars().count() <= LONGEST_NAME
            && !name.ends_with(['.', '!', '?', '。', '؟'])
    };
    let are_different = names.iter().enumerate().all(|(at, name)| !names[..at].contains(name));
    names.iter().all(is_name) && are_different && below.iter().all(|row| row.len() == names.len())
}

fn records(
    path: &Path,
    header: &StringRecord,
    names: &[String],
    column: usize,
    rows: impl Iterator<Item = StringRecord>,
    decoded: &Decoded,
    limits: &Limits,
) -> Vec<Result<Document>> {
    let shown = shown(path);
    let mut ids = Ids::default();
    let mut documents = Vec::new();
    let fields: Vec<&str> = (0..names.len())
        .map(|at| {
            let name = names[at].as_str();
            let other = FIELDS.iter().find(|(other, _)| *other == name).map(|(_, field)| *field);
            match other.filter(|field| !names.iter().any(|name| name == field)) {
                _ if at == column => "text",
                Some(field) => field,
                // Unknown columns keep their spelling.
                None if record::is_field(name) => name,
                None => head(header.get(at).unwrap_or_default().trim(), LONGEST_FIELD),
            }
        })
        .collect();
    for row in rows {
        if documents.len() >= limits.documents {
            let what = format!("it has more than {} rows; those before were read", limits.documents);
            documents.push(Err(Error::LimitDocument {
                path: path.to_owned(),
                limit: Limit::Documents,
                what,
            }));
            break;
        }
        let line = row.position().map_or(0, csv::Position::line);
        let mut record = Map::new();
        for (field, cell) in fields.iter().zip(row.iter()) {
            if !cell.trim().is_empty() && !record.contains_key(*field) {
                record.insert((*field).to_owned(), Value::from(cell));
            }
        }
        let place = Place { path: &shown, line, encoding: decoded.encoding };
        documents.push(record::document(record, &place, &mut ids).map_err(|what| Error::ReadRecord {
            path: path.to_owned(),
            line,
            what,
        }));
    }
    documents
}

fn table(
    path: &Path,
    header: &StringRecord,
    rows: impl Iterator<Item = StringRecord>,
    decoded: &Decoded,
    limits: &Limits,
) -> Document {
    let path = shown(path);
    let mut layout = Layout::default();
    let mut notes = Vec::new();
    let mut cells = header.len();
    // Below a line of names stand values; a table that begins with a number has no header.
    let is_named = header.iter().all(|cell| !cell.trim().starts_with(|c: char| c.is_numeric()));
    layout.marked(&row_of(header), if is_named { Role::Header } else { Role::Row });
    for row in rows {
        cells += row.len();
        if cells > limits.cells {
            notes.push(format!("it has more than {} cells; those behind them were not read", limits.cells));
            break;
        }
        layout.marked(&row_of(&row), Role::Row);
    }
    let (text, marks) = layout.finish();
    let encoding = decoded.encoding.to_owned();
    Document {
        id: path.clone(),
        path,
        text,
        format: Format::Laid,
        marks,
        encoding,
        notes,
        ..Document::default()
    }
}

/// A row as a line; a cell of several lines is one.
fn row_of(row: &StringRecord) -> String {
    let cell = |cell: &str| cell.split_whitespace().collect::<Vec<_>>().join(" ");
    row.iter().map(cell).collect::<Vec<_>>().join("\t")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use crate::error::Result;
    use crate::read::document::{Document, Format};
    use crate::read::encoding::Decoded;
    use crate::read::limits::Limits;
    use crate::read::marked::Role;
    use crate::read::table::{documents, is_table};

    fn read(path: &str, text: &str) -> Vec<Result<Document>> {
        let decoded = Decoded { text: text.to_owned(), encoding: "UTF-8", notes: Vec::new() };
        documents(Path::new(path), decoded, &Limits::default())
    }

    #[test]
    fn rows_with_a_text_are_records() {
        let found = read(
            "a.csv",
            "\u{feff}id;Title;Body;Country;Year;url;Room\n1;\"Una \"\"scuola\"\"\";\"Lezioni; la sera.\nE la mattina.\";IT;2021;https://example.org/1;A\n2;Vuoto;;IT;2020;;\n",
        );
        let first = found[0].as_ref().unwrap();
        assert_eq!((first.id.as_str(), first.format), ("1", Format::Record));
        assert_eq!(first.text, "Lezioni; la sera.\nE la mattina.");
        assert_eq!(first.stated.title.as_deref(), Some("Una \"scuola\""));
        assert_eq!(
            (first.stated.year, first.stated.source.as_deref()),
            (Some(2021), Some("https://example.org/1"))
        );
        assert_eq!(first.stated.extra["Room"], "A");
        let second = found[1].as_ref().unwrap_err().to_string();
        assert_eq!(second, "line 4 of `a.csv` is not a record: no `text` field");
    }

    #[test]
    fn a_name_without_end_is_not_repeated_whole() {
        let found = read("a.csv", &format!("text,{}\nWords.,1\n", "é".repeat(40_000)));
        let extra = &found[0].as_ref().unwrap().stated.extra;
        assert_eq!(extra.iter().next(), Some((&"é".repeat(250), &serde_json::Value::from("1"))));
    }

    #[test]
    fn a_table_without_texts_is_one_document() {
        let found = read("a.tsv", "المدينة\tالبلد\nعمّان\tالأردن\nتونس\tتونس\n");
        let table = found[0].as_ref().unwrap();
        assert_eq!(table.text, "المدينة\tالبلد\nعمّان\tالأردن\nتونس\tتونس\n");
        let roles: Vec<Role> = table.marks.iter().map(|mark| mark.role).collect();
        assert_eq!(roles, [Role::Header, Role::Row, Role::Row]);
    }

    #[test]
    fn prose_and_lists_are_no_tables() {
        let is = |text: &str| is_table(Path::new("a.txt"), text);
        assert!(is("name,country,year\nCork,IE,2015\nEspoo,FI,2015\nNanjing,CN,2019\n"));
        assert!(is("城市\t国家\t年\n南京\t中国\t2019\n首尔\t韩国\t2015\n北京\t中国\t2013\n"));
        assert!(!is("Cork, Ireland, 2015\nEspoo, Finland, 2015\nNanjing, China, 2019\nSeoul, Korea, 2015\n"));
        assert!(!is("We read, write and learn, as all do.\nThe town opens, closes, opens.\n"));
        assert!(!is("name,country,year\nCork,IE,2015\nEspoo,FI\nNanjing,CN,2019\n"));
        assert!(is_table(Path::new("a.CSV"), "words"));
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "(text|,|;|\t|\"|\n|\r|é|学| ){0,40}", name in prop::sample::select(vec!["a.csv", "a.tsv", "a"])) {
            is_table(Path::new(name), &text);
            read(name, &text);
        }
    }
}

//! A file's beginning and its name tell which format it is in.
//!
//! The content is asked before the name: people rename files and keep records in `.txt`. The name
//! decides only where the content leaves it open: a Markdown page may begin like any text, and
//! the first line of a file of records may be the broken one.

use std::path::Path;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use serde_json::{Map, Value};

use crate::error::{Error, Result};
use crate::read::document::{Document, MARK, head, is_blank, without_mark};
use crate::read::encoding::Decoded;
use crate::read::limits::Limits;
use crate::read::markdown::has_front_matter;
use crate::read::{feed, html, list, markdown, plain, table, xml};

/// A format of text: how it is recognised, and what reads it.
pub(crate) struct Format {
    is: fn(&Path, &str) -> bool,
    read: fn(&Path, Decoded, &Limits) -> Vec<Result<Document>>,
}

/// Every format of one text, the surest to recognise first; the first that recognises a file reads it.
#[rustfmt::skip]
const FORMATS: &[Format] = &[
    Format { is: is_feed,         read: feed::documents },
    Format { is: is_web_page,     read: web_page },
    Format { is: is_xml,          read: xml::documents },
    Format { is: list::is_list,   read: list::documents },
    Format { is: is_markdown,     read: |path, decoded, _| vec![Ok(markdown::document(path, decoded))] },
    Format { is: table::is_table, read: table::documents },
    Format { is: |_, _| true,     read: |path, decoded, _| vec![Ok(plain::document(path, decoded))] },
];

/// How much of a file is looked at for its first tag, in bytes: licences and comments may stand before it.
const LOOKED_AT: usize = 16 << 10;

/// How far into a file a `<meta charset>` may stand, in bytes; browsers look at 1024.
const CHARSET_WITHIN: usize = 4 << 10;

/// The documents of a decoded text that is not lines of records.
pub(crate) fn documents(path: &Path, decoded: Decoded, limits: &Limits) -> Vec<Result<Document>> {
    let format = FORMATS.iter().find(|format| (format.is)(path, &decoded.text));
    format.map(|format| (format.read)(path, decoded, limits)).unwrap_or_default()
}

/// Whether a file holds records: by its name, or because its first line is a JSON object. Its beginning
/// is enough.
pub(crate) fn are_records(path: &Path, head: &[u8]) -> bool {
    if is_named(path, &["jsonl", "ndjson"]) {
        return true;
    }
    let head = without_mark(head).trim_ascii_start();
    let first = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    first.starts_with(b"{")
        && match serde_json::from_slice::<Map<String, Value>>(first) {
            Ok(_) => true,
            // The whole beginning is one line, good so far: a very long record.
            Err(error) => error.is_eof() && first.len() == head.len() && first.starts_with(b"{\""),
        }
}

/// The encoding of a web page or an XML file that says which one it is in, where its bytes leave that open.
///
/// What is UTF-8 or has a byte-order mark is known for sure, and pages lie about it; of the rest what the
/// server said comes first, then what the file says, then the guess.
pub(crate) fn declared(
    bytes: &[u8],
    found: &'static Encoding,
    said: Option<&'static Encoding>,
) -> &'static Encoding {
    if [UTF_8, UTF_16LE, UTF_16BE].contains(&found) {
        return found;
    }
    // What says in ASCII letters that it is UTF-16 is not, and UTF-8 it was found not to be.
    let possible = |encoding: &&'static Encoding| ![UTF_8, UTF_16LE, UTF_16BE].contains(encoding);
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(CHARSET_WITHIN)]).to_ascii_lowercase();
    let label = |from: &str, key: &str| {
        let tag = head[head.find(from)?..].split('>').find(|tag| tag.contains(key))?;
        let value = tag[tag.find(key)? + key.len()..].trim_start().strip_prefix('=')?;
        let value = value.trim_start().trim_start_matches(['"', '\'']);
        Encoding::for_label(value.split(['"', '\'', ';', ' ', '/', '?']).next()?.as_bytes())
    };
    let own = || label("<meta", "charset").or_else(|| label("<?xml", "encoding"));
    said.filter(possible).or_else(|| own().filter(possible)).unwrap_or(found)
}

fn web_page(path: &Path, decoded: Decoded, limits: &Limits) -> Vec<Result<Document>> {
    let document = html::document(path, decoded, limits);
    if is_blank(&document.text) {
        return vec![Err(Error::EmptyDocument { path: path.to_owned() })];
    }
    vec![Ok(document)]
}

/// Whether a text is Markdown: by its name, or because it begins with front matter.
fn is_markdown(path: &Path, text: &str) -> bool {
    is_named(path, &["md", "markdown"]) || has_front_matter(text)
}

/// Whether the first element is that of a feed.
fn is_feed(_: &Path, text: &str) -> bool {
    let first = first_tag(text);
    let root = first.rsplit(':').next().unwrap_or_default();
    match root {
        "rss" | "feed" => true,
        // RSS 1.0; other RDF is data about something.
        "rdf" => head(text, LOOKED_AT).contains("http://purl.org/rss/1.0/"),
        _ => false,
    }
}

/// Whether a text says that it is a web page, or is a piece of one.
///
/// Markdown may begin with a tag as well; only what begins a whole page outweighs its name.
fn is_web_page(path: &Path, text: &str) -> bool {
    let first = first_tag(text);
    if matches!(first.as_str(), "!doctype html" | "html") {
        return true;
    }
    let is_piece = matches!(
        first.as_str(),
        "head"
            | "body"
            | "title"
            | "meta"
            | "link"
            | "style"
            | "script"
            | "main"
            | "article"
            | "section"
            | "header"
            | "nav"
            | "div"
            | "p"
            | "h1"
            | "h2"
            | "h3"
            | "ul"
            | "ol"
            | "table"
            | "center"
            | "font"
            | "span"
            | "a"
            | "b"
    );
    let is_closed = || text.contains("</") || text.contains("<p>") || text.contains("<br");
    let is_named_page = is_named(path, &["html", "htm", "xhtml", "shtml"]);
    let is_named_other = is_named(path, &["md", "markdown", "xml", "txt"]);
    is_piece && is_closed() && !is_named_other || is_named_page && text.contains('<') && is_closed()
}

/// Whether a text is XML: because it says so, or by its name and first tag.
fn is_xml(path: &Path, text: &str) -> bool {
    let text = text.trim_start_matches(MARK).trim_start();
    text.starts_with("<?xml") || is_named(path, &["xml"]) && !first_tag(text).is_empty()
}

/// The name of the first tag in small letters, behind comments and declarations; empty when text stands before it.
fn first_tag(text: &str) -> String {
    let mut rest = head(text, LOOKED_AT).trim_start_matches(MARK).trim_start();
    loop {
        let end = match () {
            () if rest.starts_with("<!--") => rest.find("-->").map(|at| at + 3),
            () if rest.starts_with("<?") => rest.find("?>").map(|at| at + 2),
            () => break,
        };
        let Some(end) = end else { return String::new() };
        rest = rest[end..].trim_start();
    }
    let Some(inside) = rest.strip_prefix('<') else { return String::new() };
    let inside = head(inside, 60);
    if inside.get(..8).is_some_and(|doctype| doctype.eq_ignore_ascii_case("!doctype")) {
        let root = inside[8..].split_whitespace().next().unwrap_or_default();
        let root = root.split(['>', '[']).next().unwrap_or_default();
        if root.eq_ignore_ascii_case("html") {
            return "!doctype html".to_owned();
        }
        // The first element stands behind what the declaration declares.
        let behind = rest.find("]>").map(|at| at + 2).or_else(|| rest.find('>').map(|at| at + 1));
        return behind.map(|at| first_tag(&rest[at..])).unwrap_or_default();
    }
    let name: String =
        inside.chars().take_while(|c| c.is_alphanumeric() || matches!(c, ':' | '-' | '_' | '.')).collect();
    let is_name = name.starts_with(char::is_alphabetic)
        && inside[name.len()..].starts_with(|c: char| c.is_whitespace() || matches!(c, '>' | '/'));
    if is_name { name.to_lowercase() } else { String::new() }
}

fn is_named(path: &Path, endings: &[&str]) -> bool {
    path.extension()
        .is_some_and(|extension| endings.iter().any(|ending| extension.eq_ignore_ascii_case(ending)))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use encoding_rs::{Encoding, GBK, SHIFT_JIS, UTF_8, WINDOWS_1252};

    use crate::read::format::{FORMATS, are_records, declared, is_feed, is_markdown, is_web_page, is_xml};

    #[test]
    fn records_are_known_by_name_or_by_their_first_line() {
        let is = |path: &str, head: &str| are_records(Path::new(path), head.as_bytes());
        assert!(is("a.JSONL", "") && is("a.ndjson", "words"));
        assert!(is("a.txt", "\u{feff}\n{\"text\":\"a\"}\nmore"));
        assert!(is("a", "{\"text\":\"a long record that is cut o"));
        assert!(!is("a.txt", "{\n  \"text\": 1\n}") && !is("a.txt", "[1]") && !is("a.txt", "{curly} words"));
    }

    #[test]
    fn markdown_is_known_by_name_or_by_its_front_matter() {
        assert!(is_markdown(Path::new("a.md"), "Words") && is_markdown(Path::new("a.MarkDown"), ""));
        assert!(is_markdown(Path::new("a.txt"), "---\ntitle: a\n---\nWords"));
        assert!(!is_markdown(Path::new("a.txt"), "# Words"));
    }

    #[test]
    fn a_web_page_is_known_by_its_first_tag() {
        let is = |path: &str, text: &str| is_web_page(Path::new(path), text);
        assert!(is("a.txt", "\u{feff}<!-- ours -->\n<!DOCTYPE html>\n<p>a"));
        assert!(is("a", "<?xml version='1.0'?><html xmlns='x'><p>a</p></html>"));
        assert!(is("a", "<div class='x'>a</div>") && is("a.htm", "words <b>and</b> tags"));
        assert!(!is("a.md", "<p align='center'>a</p>") && !is("a.txt", "<p> is the tag of paragraphs"));
        assert!(is("a.md", "<!doctype html><p>a"));
        assert!(!is("a", "<3 this town") && !is("a", "<https://example.org> says") && !is("a.html", "words"));
    }

    #[test]
    fn feeds_and_xml_are_known_by_their_root() {
        let path = Path::new("a");
        assert!(is_feed(path, "<?xml version='1.0'?>\n<!-- x -->\n<rss version='2.0'>"));
        assert!(is_feed(path, "<feed xmlns='x'>") && is_feed(path, "<atom:feed xmlns:atom='x'>"));
        assert!(is_feed(path, "<!DOCTYPE rss [<!ENTITY a 'b'>]><rss>"));
        assert!(!is_feed(path, "<?xml version='1.0'?><rdf:RDF xmlns:skos='x'>"));
        assert!(is_xml(path, "<?xml version='1.0'?><book>") && is_xml(Path::new("a.xml"), "<book>"));
        assert!(!is_xml(path, "<book>") && !is_xml(Path::new("a.xml"), "words"));
        assert!(FORMATS.iter().all(|format| !(format.is)(path, "<book>") || (format.is)(path, "")));
    }

    #[test]
    fn what_a_file_says_of_its_encoding_counts_where_its_bytes_leave_it_open() {
        let of = |head: &str, found: &'static Encoding| declared(head.as_bytes(), found, None);
        assert_eq!(of("<meta charset=\"Shift_JIS\">", WINDOWS_1252), SHIFT_JIS);
        assert_eq!(
            of("<META http-equiv=Content-Type content='text/html; charset=gb2312'/>", WINDOWS_1252),
            GBK
        );
        assert_eq!(of("<?xml version='1.0' encoding='Shift_JIS'?>", WINDOWS_1252), SHIFT_JIS);
        assert_eq!(of("<meta charset=latin1>", UTF_8), UTF_8, "what is UTF-8 is known");
        assert_eq!(of("<meta charset=utf-8>", GBK), GBK, "and what is not");
        assert_eq!(of("the word charset=gbk in prose", WINDOWS_1252), WINDOWS_1252);
        assert_eq!(declared(b"<meta charset=gbk>", WINDOWS_1252, Some(SHIFT_JIS)), SHIFT_JIS);
    }
}

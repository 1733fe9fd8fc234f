//! An XML file that is no web page and no feed becomes a Document: its text, each element's on a line of its own.
//!
//! Nothing is known of its elements but a few names that most vocabularies share: a `title` or `head` is a heading.
//! An element inside a sentence belongs to the sentence. Entities that a file defines itself are never expanded,
//! because ten of them can stand for a gigabyte; they stay as they are written, and a note says so.

use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::error::{Error, Result};
use crate::read::document::{Document, Format, is_blank, shown};
use crate::read::encoding::Decoded;
use crate::read::html;
use crate::read::limits::Limits;
use crate::read::marked::{Layout, Role};
use crate::read::stated::Stated;

/// Elements that name what stands below them, in most vocabularies.
const HEADINGS: &[&str] = &["title", "head", "heading", "headline"];

/// Elements that say when a document was made.
const DATES: &[&str] = &["date", "pubdate", "published", "issued", "created"];

/// The text of one XML file.
pub(crate) fn documents(path: &Path, decoded: Decoded, limits: &Limits) -> Vec<Result<Document>> {
    let mut notes = decoded.notes;
    let mut lines = Lines::default();
    let mut reader = reader(&decoded.text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => lines.open(&start, limits, &mut notes),
            Ok(Event::End(_)) => lines.close(),
            Ok(Event::Text(text)) => lines.say(&html::decoded(&String::from_utf8_lossy(&text))),
            Ok(Event::CData(text)) => lines.say(&String::from_utf8_lossy(&text)),
            Ok(Event::DocType(text)) => notes.extend(own_entities(&text)),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) if lines.is_empty() => {
                return vec![Err(broken(path, "an XML file", &decoded.text, &reader, &error))];
            }
            Err(error) => {
                let line = line(&decoded.text, reader.buffer_position());
                notes.push(format!("it is broken in line {line} ({error}); what stands before was read"));
                break;
            }
        }
    }
    lines.flush();
    let (text, marks) = lines.layout.finish();
    if is_blank(&text) {
        return vec![Err(Error::EmptyDocument { path: path.to_owned() })];
    }
    let path = shown(path);
    vec![Ok(Document {
        id: path.clone(),
        path,
        text,
        body_start: 0,
        format: Format::Laid,
        marks,
        encoding: decoded.encoding.to_owned(),
        stated: lines.stated,
        notes,
    })]
}

/// A reader that goes on where people forget an end tag.
pub(crate) fn reader(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    reader
}

/// What to say of entities that a file defines itself.
pub(crate) fn own_entities(doctype: &[u8]) -> Option<String> {
    let has = doctype.windows(8).any(|window| window.eq_ignore_ascii_case(b"<!ENTITY"));
    has.then(|| "the entities it defines itself were not expanded".to_owned())
}

/// The error for a file that is broken before anything was read.
pub(crate) fn broken(
    path: &Path,
    format: &'static str,
    text: &str,
    reader: &Reader<&[u8]>,
    error: &quick_xml::Error,
) -> Error {
    let what = format!("{error} in line {}", line(text, reader.buffer_position()));
    Error::ReadFormat { path: path.to_owned(), format, what }
}

/// The line of a byte, from 1.
fn line(text: &str, at: u64) -> u64 {
    let at = usize::try_from(at).unwrap_or(usize::MAX).min(text.len());
    text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() as u64 + 1
}

/// An attribute's value, by its name with its prefix.
pub(crate) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = start.attributes();
    let mut attributes = attributes.with_checks(false).flatten();
    let named = attributes.find(|attribute| attribute.key.as_ref() == name.as_bytes())?;
    Some(html::decoded(&String::from_utf8_lossy(&named.value)).trim().to_owned())
}

/// The name of an element without its prefix, in small letters.
pub(crate) fn local_name(start: &BytesStart<'_>) -> String {
    String::from_utf8_lossy(start.local_name().as_ref()).to_lowercase()
}

/// An element that is open.
struct Open {
    name: String,
    /// Whether text stands directly in it, so that its elements are parts of sentences.
    is_mixed: bool,
    /// Whether it is part of a sentence itself.
    is_inline: bool,
}

#[derive(Default)]
struct Lines {
    layout: Layout,
    stated: Stated,
    stack: Vec<Open>,
    too_deep: usize,
    /// The line in hand, and the name of the element it is of.
    text: String,
    name: String,
    /// Whether an element just ended, and text may go on with it.
    ended: bool,
    has_text: bool,
}

impl Lines {
    fn is_empty(&self) -> bool {
        !self.has_text
    }

    fn open(&mut self, start: &BytesStart<'_>, limits: &Limits, notes: &mut Vec<String>) {
        if self.stack.len() >= limits.depth {
            self.too_deep += 1;
            let note =
                format!("elements deeper than {} in each other were read as running text", limits.depth);
            if !notes.contains(&note) {
                notes.push(note);
            }
            return;
        }
        let is_inline = self.stack.last().is_some_and(|above| above.is_mixed);
        if !is_inline {
            self.flush();
        }
        if self.stated.language.is_none() && self.stack.len() < 2 {
            self.stated.language = attribute(start, "xml:lang").filter(|code| !code.is_empty());
        }
        self.ended = false;
        self.stack.push(Open { name: local_name(start), is_mixed: false, is_inline });
    }

    fn close(&mut self) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let Some(closed) = self.stack.pop() else { return };
        if closed.is_inline {
            return;
        }
        // `<para><b>Note</b> that …`: text right behind an element goes on with it.
        if self.ended {
            self.flush();
        }
        self.ended = true;
        self.name = closed.name;
    }

    fn say(&mut self, text: &str) {
        if text.trim().is_empty() {
            // Inside a sentence a blank between two elements counts.
            if self.stack.last().is_some_and(|open| open.is_mixed) {
                self.text.push(' ');
            }
            return;
        }
        self.has_text = true;
        if let Some(open) = self.stack.last_mut() {
            open.is_mixed = true;
            self.name.clone_from(&open.name);
        }
        self.ended = false;
        self.text.push_str(text);
    }

    /// Ends the line in hand.
    fn flush(&mut self) {
        self.ended = false;
        let text = std::mem::take(&mut self.text);
        let paragraphs: Vec<String> =
            text.split("\n\n").map(folded).filter(|text| !text.is_empty()).collect();
        if paragraphs.is_empty() {
            return;
        }
        let name = self.name.as_str();
        if DATES.contains(&name) && self.stated.date.is_none() {
            self.stated.date = Some(html::day(&paragraphs[0]).to_owned());
        }
        if HEADINGS.contains(&name) && paragraphs.len() == 1 {
            // A book's title stands less deep than its chapters'.
            let level = self.stack.len().clamp(1, 6) as u8;
            if self.stated.title.is_none() {
                self.stated.title = Some(paragraphs[0].clone());
            }
            self.layout.marked(&paragraphs[0], Role::Heading(level));
            return;
        }
        paragraphs.iter().for_each(|paragraph| self.layout.paragraph(paragraph));
    }
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use crate::error::Result;
    use crate::read::document::Document;
    use crate::read::encoding::Decoded;
    use crate::read::limits::Limits;
    use crate::read::marked::Role;
    use crate::read::xml::documents;

    fn read(text: &str) -> Vec<Result<Document>> {
        let decoded = Decoded { text: text.to_owned(), encoding: "UTF-8", notes: Vec::new() };
        documents(Path::new("a.xml"), decoded, &Limits::default())
    }

    fn one(text: &str) -> Document {
        read(text).remove(0).unwrap()
    }

    #[test]
    fn each_element_has_its_line_and_sentences_stay_whole() {
        let book = one("<?xml version='1.0'?>\n<book xml:lang='fr'><title>Une ville apprend</title>\n\
             <date>2023-05-04</date><para>La <b>bibliothèque</b> ouvre le soir, et <i>tous</i> viennent.</para>\
             <para><b>Note</b> : caf&eacute; offert.</para></book>");
        assert_eq!(
            book.text,
            "Une ville apprend\n\n2023-05-04\n\nLa bibliothèque ouvre le soir, et tous viennent.\n\nNote : café offert.\n"
        );
        assert_eq!(
            (book.stated.title.as_deref(), book.stated.language.as_deref()),
            (Some("Une ville apprend"), Some("fr"))
        );
        assert_eq!(book.stated.date.as_deref(), Some("2023-05-04"));
        assert_eq!(book.marks[0].role, Role::Heading(1));
        assert!(book.notes.is_empty());
    }

    #[test]
    fn entities_of_its_own_are_not_expanded() {
        let bomb = one(
            "<?xml version='1.0'?><!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><l>한 도시 &b;</l>",
        );
        assert_eq!(bomb.text, "한 도시 &b;\n");
        assert_eq!(bomb.notes, ["the entities it defines itself were not expanded"]);
    }

    #[test]
    fn depth_without_end_is_read_to_its_end() {
        let deep = one(&format!("<r>{}مدينة{}</r>", "<a>".repeat(100_000), "</a>".repeat(100_000)));
        assert_eq!(deep.text, "مدينة\n");
        assert_eq!(deep.notes.len(), 1);
    }

    #[test]
    fn a_broken_file_keeps_what_stands_before() {
        let half = one("<r><p>A town learns.</p><p attribute='</r>");
        assert_eq!(half.text, "A town learns.\n");
        assert!(half.notes[0].starts_with("it is broken in line 1"), "{:?}", half.notes);
        assert!(read("<r></r>")[0].is_err());
        let message = read("<?xml version='1.0'?><r <").remove(0).unwrap_err().to_string();
        assert!(message.starts_with("cannot read `a.xml` as an XML file: "), "{message}");
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "(<|</|>|/>|a|b:title|\\?xml|!DOCTYPE|!\\[CDATA\\[|\\]\\]>|&amp;|&x;|\"|=| |é|学){0,40}") {
            for document in read(&text).into_iter().flatten() {
                for mark in document.marks {
                    prop_assert!(document.text.get(mark.at).is_some());
                }
            }
        }
    }
}

//! An Atom or RSS feed becomes Documents: one for each entry, with its title, address, date and language.
//!
//! A feed holds what a site published, each entry a text of its own; some bring the whole text, most a summary. The
//! content is HTML that was escaped to fit into XML, or plain text, and feeds do not always say which. An entry of
//! nothing but a title has its title for text, so that it is found.

use std::path::Path;

use quick_xml::events::{BytesStart, Event};
use serde_json::{Map, Value};

use crate::error::{Error, Limit, Result};
use crate::read::document::{Document, Format, is_blank, shown};
use crate::read::encoding::Decoded;
use crate::read::html;
use crate::read::limits::Limits;
use crate::read::marked::{Layout, Mark};
use crate::read::stated::Stated;
use crate::read::xml::{attribute, broken, own_entities, reader};

/// The entries of a feed, in order.
pub(crate) fn documents(path: &Path, decoded: Decoded, limits: &Limits) -> Vec<Result<Document>> {
    // Where the reader counts from.
    let text = decoded.text.trim_start_matches('\u{feff}');
    let mut feed = Feed { text, ..Feed::default() };
    let mut notes = decoded.notes;
    let mut failure = None;
    let mut reader = reader(text);
    loop {
        let before = reader.buffer_position();
        match reader.read_event() {
            Ok(Event::Start(start)) => feed.open(&start, before, reader.buffer_position()),
            Ok(Event::End(_)) => feed.close(before),
            Ok(Event::Text(said)) => feed.say(&html::decoded(&String::from_utf8_lossy(&said))),
            Ok(Event::CData(said)) => feed.say(&String::from_utf8_lossy(&said)),
            Ok(Event::DocType(doctype)) => notes.extend(own_entities(&doctype)),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                failure = Some(broken(path, "a feed", text, &reader, &error));
                break;
            }
        }
        if feed.entries.len() > limits.documents {
            let what = format!("it has more than {} entries; those before were read", limits.documents);
            failure = Some(Error::LimitDocument { path: path.to_owned(), limit: Limit::Documents, what });
            break;
        }
    }
    let mut documents: Vec<Result<Document>> = Vec::new();
    for entry in std::mem::take(&mut feed.entries) {
        let mut document = feed.document(entry, path, limits);
        document.encoding = decoded.encoding.to_owned();
        document.notes.append(&mut notes);
        documents.push(Ok(document));
    }
    documents.extend(failure.map(Err));
    if documents.is_empty() {
        documents.push(Err(Error::EmptyDocument { path: path.to_owned() }));
    }
    documents
}

/// How a content is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Written {
    /// The feed does not say.
    #[default]
    Unknown,
    Plain,
    Html,
}

/// A text of an entry.
#[derive(Debug, Default)]
struct Content {
    text: String,
    written: Written,
}

#[derive(Debug, Default)]
struct Entry {
    line: u64,
    title: Content,
    summary: Content,
    content: Content,
    link: Option<String>,
    guid: Option<String>,
    published: Option<String>,
    updated: Option<String>,
    language: Option<String>,
    author: Option<String>,
}

/// An element of an entry or of the feed's head that is being read.
#[derive(Debug, Default)]
struct Field {
    /// Its name, prefix included, in small letters.
    name: String,
    /// How deep it stands.
    depth: usize,
    /// Where its content begins.
    from: usize,
    written: Written,
    /// Whether its elements are its content.
    is_inline: bool,
    is_permanent: bool,
    text: String,
}

#[derive(Debug, Default)]
struct Feed<'a> {
    text: &'a str,
    depth: usize,
    /// The depth of the entry in hand.
    entry_depth: Option<usize>,
    entry: Entry,
    entries: Vec<Entry>,
    field: Option<Field>,
    title: Option<String>,
    language: Option<String>,
    /// A byte and the lines before it, so that lines are counted once.
    counted: (usize, u64),
}

impl Feed<'_> {
    fn open(&mut self, start: &BytesStart<'_>, before: u64, behind: u64) {
        self.depth += 1;
        let name = String::from_utf8_lossy(start.name().as_ref()).to_lowercase();
        if self.field.is_some() {
            return;
        }
        if self.entry_depth.is_none() && matches!(name.rsplit(':').next(), Some("item" | "entry")) {
            self.entry_depth = Some(self.depth);
            let before = usize::try_from(before).unwrap_or(usize::MAX).min(self.text.len());
            let between = self.text.as_bytes().get(self.counted.0..before).unwrap_or_default();
            let lines = between.iter().filter(|byte| **byte == b'\n').count() as u64;
            self.counted = (before, self.counted.1 + lines);
            self.entry = Entry {
                line: self.counted.1 + 1,
                language: attribute(start, "xml:lang"),
                ..Entry::default()
            };
            return;
        }
        if self.entry_depth.is_none() && self.depth == 1 {
            self.language = attribute(start, "xml:lang");
        }
        let is_field = match self.entry_depth {
            Some(depth) => depth + 1 == self.depth,
            None => matches!(name.as_str(), "title" | "language" | "dc:language"),
        };
        if !is_field {
            return;
        }
        // Atom keeps the address in an attribute.
        if name == "link"
            && let Some(address) = attribute(start, "href")
            && attribute(start, "rel").is_none_or(|rel| rel == "alternate")
            && self.entry_depth.is_some()
        {
            self.entry.link.get_or_insert(address);
        }
        let kind = attribute(start, "type").unwrap_or_default();
        let written = match kind.as_str() {
            "html" | "text/html" | "xhtml" | "application/xhtml+xml" => Written::Html,
            "text" | "text/plain" => Written::Plain,
            _ => Written::Unknown,
        };
        self.field = Some(Field {
            name,
            depth: self.depth,
            from: usize::try_from(behind).unwrap_or(usize::MAX),
            written,
            is_inline: kind.contains("xhtml"),
            is_permanent: attribute(start, "isPermaLink").is_none_or(|says| says != "false"),
            text: String::new(),
        });
    }

    fn say(&mut self, text: &str) {
        if let Some(field) = &mut self.field {
            field.text.push_str(text);
        }
    }

    fn close(&mut self, at: u64) {
        if let Some(field) = self.field.take_if(|field| field.depth >= self.depth) {
            self.finish(field, usize::try_from(at).unwrap_or(usize::MAX));
        }
        if self.entry_depth == Some(self.depth) {
            self.entry_depth = None;
            self.entries.push(std::mem::take(&mut self.entry));
        }
        self.depth = self.depth.saturating_sub(1);
    }

    /// Puts a field in its place.
    fn finish(&mut self, field: Field, end: usize) {
        let text = match self.text.get(field.from..end) {
            Some(inside) if field.is_inline => inside.to_owned(),
            _ => field.text,
        };
        let line = text.trim().to_owned();
        if line.is_empty() {
            return;
        }
        let content = Content { text, written: field.written };
        if self.entry_depth.is_none() {
            match field.name.as_str() {
                "title" => self.title = self.title.take().or(Some(line)),
                "language" | "dc:language" => self.language = Some(line),
                _ => {}
            }
            return;
        }
        let entry = &mut self.entry;
        match field.name.as_str() {
            "title" => entry.title = content,
            "link" => entry.link = entry.link.take().or(Some(line)),
            "guid" if field.is_permanent => entry.guid = Some(line),
            "pubdate" | "published" | "dc:date" | "issued" | "dcterms:issued" | "created" => {
                entry.published.get_or_insert(line);
            }
            "updated" | "modified" | "dcterms:modified" => entry.updated = Some(line),
            "language" | "dc:language" => entry.language = Some(line),
            "dc:creator" | "author" => {
                entry.author = Some(line.split_whitespace().collect::<Vec<_>>().join(" "))
            }
            "description" | "summary" => entry.summary = content,
            "content" | "content:encoded" => entry.content = content,
            _ => {}
        }
    }

    fn document(&self, entry: Entry, path: &Path, limits: &Limits) -> Document {
        let path = shown(path);
        let title = one_line(&entry.title, limits);
        let is_whole = !is_blank(&entry.content.text);
        let content = if is_whole { &entry.content } else { &entry.summary };
        let (mut text, mut marks, mut notes) = laid_out(content, limits);
        if is_blank(&text) {
            let mut layout = Layout::default();
            layout.paragraph(&title);
            (text, marks) = layout.finish();
            notes.push("an entry of nothing but a title".to_owned());
        }
        let is_address = |address: &String| address.starts_with("http://") || address.starts_with("https://");
        let mut extra = Map::new();
        for (name, value) in [("author", entry.author), ("feed", self.title.clone())] {
            if let Some(value) = value {
                extra.insert(name.to_owned(), Value::from(value));
            }
        }
        let date = entry.published.or(entry.updated);
        let stated = Stated {
            title: Some(title).filter(|title| !title.is_empty()),
            language: entry.language.or_else(|| self.language.clone()).filter(|code| !code.is_empty()),
            date: date.map(|date| html::day(&date).to_owned()),
            source: entry.link.or(entry.guid.filter(is_address)),
            extra,
            ..Stated::default()
        };
        let id = format!("{path}:{}", entry.line);
        Document { id, path, text, format: Format::Laid, marks, stated, notes, ..Document::default() }
    }
}

/// A content as lines with marks.
fn laid_out(content: &Content, limits: &Limits) -> (String, Vec<Mark>, Vec<String>) {
    if content.written == Written::Html
        || content.written == Written::Unknown && looks_like_html(&content.text)
    {
        let page = html::page(&content.text, limits);
        return (page.text, page.marks, page.notes);
    }
    let mut layout = Layout::default();
    content.text.split("\n\n").for_each(|paragraph| layout.paragraph(paragraph));
    let (text, marks) = layout.finish();
    (text, marks, Vec::new())
}

fn one_line(content: &Content, limits: &Limits) -> String {
    let (text, _, _) = laid_out(content, limits);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text has tags or entities in it.
fn looks_like_html(text: &str) -> bool {
    let opens = |at: usize| text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
    text.match_indices('<').any(|(at, _)| opens(at) && text[at..].contains('>'))
        || text.contains('&') && html::decoded(text) != text
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use crate::error::Result;
    use crate::read::document::Document;
    use crate::read::encoding::Decoded;
    use crate::read::feed::documents;
    use crate::read::limits::Limits;

    fn read(text: &str) -> Vec<Result<Document>> {
        let decoded = Decoded { text: text.to_owned(), encoding: "UTF-8", notes: Vec::new() };
        documents(Path::new("a.rss"), decoded, &Limits::default())
    }

    fn all(text: &str) -> Vec<Document> {
        read(text).into_iter().map(|found| found.unwrap()).collect()
    }

    #[test]
    fn an_rss_item_is_a_document() {
        let feed = all(
            "<?xml version='1.0'?>\n<rss version='2.0'><channel><title>Nouvelles</title><language>fr</language>\n\
             <item><title>Une école du soir &amp; un café</title><link>https://example.org/1</link>\n\
             <pubDate>Wed, 14 Feb 2024 09:00:00 GMT</pubDate>\n\
             <description>&lt;p&gt;Les adultes &lt;b&gt;apprennent&lt;/b&gt; à lire.&lt;/p&gt;&lt;p&gt;Chaque soir.&lt;/p&gt;</description></item>\n\
             <item><title>Seulement un titre</title><guid>https://example.org/2</guid></item></channel></rss>",
        );
        assert_eq!(feed.len(), 2);
        assert_eq!(feed[0].id, "a.rss:3");
        assert_eq!(feed[0].text, "Les adultes apprennent à lire.\n\nChaque soir.\n");
        let stated = &feed[0].stated;
        assert_eq!(stated.title.as_deref(), Some("Une école du soir & un café"));
        assert_eq!(
            (stated.source.as_deref(), stated.language.as_deref()),
            (Some("https://example.org/1"), Some("fr"))
        );
        assert_eq!(stated.date.as_deref(), Some("Wed, 14 Feb 2024 09:00:00 GMT"));
        assert_eq!(stated.extra["feed"], "Nouvelles");
        assert_eq!(
            (feed[1].text.as_str(), feed[1].stated.source.as_deref()),
            ("Seulement un titre\n", Some("https://example.org/2"))
        );
    }

    #[test]
    fn an_atom_entry_is_a_document_whatever_its_content_is_written_in() {
        let feed = all("<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='ko'><title>소식</title>\
             <entry><title type='html'>학습 &amp;amp; 도시</title><link rel='self' href='x'/><link href='https://example.org/a'/>\
             <updated>2024-03-02T10:00:00Z</updated><published>2024-03-01T10:00:00+09:00</published>\
             <content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><h2>목표</h2><p>모두 배웁니다.</p></div></content></entry>\
             <entry xml:lang='ar'><title>مدينة</title><summary type='text'>تعلم &lt;مدى&gt; الحياة</summary></entry></feed>");
        assert_eq!(feed[0].text, "목표\n\n모두 배웁니다.\n");
        assert_eq!(feed[0].stated.title.as_deref(), Some("학습 & 도시"));
        assert_eq!(feed[0].stated.source.as_deref(), Some("https://example.org/a"));
        assert_eq!(
            (feed[0].stated.date.as_deref(), feed[0].stated.language.as_deref()),
            (Some("2024-03-01"), Some("ko"))
        );
        assert_eq!(
            (feed[1].text.as_str(), feed[1].stated.language.as_deref()),
            ("تعلم <مدى> الحياة\n", Some("ar"))
        );
    }

    #[test]
    fn a_feed_that_breaks_off_keeps_its_first_entries() {
        let found = read("<rss><channel><item><title>One</title></item><item><title a='</channel>");
        assert_eq!(found[0].as_ref().unwrap().text, "One\n");
        assert!(found[1].as_ref().unwrap_err().to_string().starts_with("cannot read `a.rss` as a feed: "));
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "(<item>|</item>|<entry>|</entry>|<content type='xhtml'>|<title>|</title>|</content>|<link/>|<p|&lt;p&gt;|&|>|é|学| ){0,40}") {
            read(&format!("<rss>{text}"));
        }
    }
}

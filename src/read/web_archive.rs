//! A web archive (WARC) becomes Documents: one for each page that was answered, with its address.
//!
//! An archive holds requests, answers, pictures and programs one after the other and is often larger than the memory,
//! so one record is held at a time and what is no text is passed over unread. An answer that is not `200 OK` is no
//! page. The archive's own date is that of the visit, not of the text, and states nothing.

use std::collections::VecDeque;
use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};

use encoding_rs::Encoding;

use crate::error::{Error, Limit, Result};
use crate::read::document::{Document, is_blank, shown};
use crate::read::encoding::{self, Decoded};
use crate::read::format::declared;
use crate::read::limits::Limits;
use crate::read::place::{Place, size};
use crate::read::{html, plain};

/// How every record of an archive begins.
const BEGINNING: &[u8] = b"WARC/";

/// The longest line and the most lines of a record's head; addresses have some thousand bytes at most.
const LONGEST_LINE: u64 = 64 << 10;
const LINES: usize = 1000;

/// The pages of a web archive, read one after the other; made by [`web_archive`].
#[derive(Debug)]
pub struct WebArchive<R> {
    reader: R,
    path: PathBuf,
    limits: Limits,
    /// The record in hand, from 1.
    number: u64,
    found: u64,
    waiting: VecDeque<Result<Document>>,
    is_done: bool,
}

/// Whether bytes are a web archive that is not packed.
pub(crate) fn is_web_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(BEGINNING) && bytes.get(BEGINNING.len()).is_some_and(u8::is_ascii_digit)
}

/// Reads the pages of a web archive while they are asked for; a packed one is unpacked before.
///
/// An item is [`Error::ReadFormat`] for a page that cannot be read, or where the archive breaks off;
/// [`Error::LimitDocument`] for one that is too large, [`Error::EmptyDocument`] when there was no page at all.
///
/// ```
/// let head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n";
/// let archive = format!(
///     "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/a\r\nContent-Length: {}\r\n\r\n{head}A town learns.\r\n\r\n",
///     head.len() + 14,
/// );
/// let found: Vec<_> = gnlc::read::web_archive("a.warc".as_ref(), archive.as_bytes()).collect();
/// assert_eq!(found[0].as_ref().unwrap().text, "A town learns.");
/// ```
pub fn web_archive<R: BufRead>(path: &Path, reader: R) -> WebArchive<R> {
    within(&Place::file(path), reader)
}

/// Reads a web archive at a place, within its limits.
pub(crate) fn within<R: BufRead>(place: &Place, reader: R) -> WebArchive<R> {
    WebArchive {
        reader,
        path: place.path.clone(),
        limits: place.limits,
        number: 0,
        found: 0,
        waiting: VecDeque::new(),
        is_done: false,
    }
}

impl<R: BufRead> Iterator for WebArchive<R> {
    type Item = Result<Document>;

    fn next(&mut self) -> Option<Result<Document>> {
        while self.waiting.is_empty() && !self.is_done {
            match self.record() {
                Ok(Some(found)) => self.waiting.extend(found),
                Ok(None) => self.is_done = true,
                Err(source) if source.kind() == io::ErrorKind::InvalidData => {
                    self.is_done = true;
                    let what = format!("record {}: {source}", self.number);
                    self.waiting.push_back(Err(self.broken(what)));
                }
                Err(source) => {
                    self.is_done = true;
                    self.waiting.push_back(Err(Error::ReadDocument { path: self.path.clone(), source }));
                }
            }
            if self.is_done && self.found == 0 && self.waiting.is_empty() {
                self.waiting.push_back(Err(Error::EmptyDocument { path: self.path.clone() }));
            }
        }
        self.found += 1;
        self.waiting.pop_front()
    }
}

/// The head of a record or of an answer: names in small letters, and values.
struct Head(Vec<(String, String)>);

impl Head {
    fn value(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
    }

    fn add(&mut self, line: &str) {
        if let Some((name, value)) = line.split_once(':') {
            self.0.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
}

impl<R: BufRead> WebArchive<R> {
    /// What the next record holds; nothing behind the last one.
    fn record(&mut self) -> io::Result<Option<Vec<Result<Document>>>> {
        let Some(head) = self.head()? else { return Ok(None) };
        let length = head.value("content-length").parse::<u64>();
        let length = length.map_err(|_| wrong("it does not say how long it is"))?;
        let is_page = matches!(head.value("warc-type"), "response" | "resource" | "conversion");
        let address = head.value("warc-target-uri").trim_matches(['<', '>']).to_owned();
        let is_large = length > self.limits.bytes;
        if !is_page || is_large {
            let passed = io::copy(&mut self.reader.by_ref().take(length), &mut io::sink())?;
            if passed < length {
                return Err(wrong("the archive breaks off in it"));
            }
            let what = format!("`{address}` in it has more than {}", size(self.limits.bytes));
            let error = Error::LimitDocument { path: self.path.clone(), limit: Limit::Bytes, what };
            return Ok(Some(if is_page { vec![Err(error)] } else { Vec::new() }));
        }
        let mut block = Vec::new();
        self.reader.by_ref().take(length).read_to_end(&mut block)?;
        if (block.len() as u64) < length {
            return Err(wrong("the archive breaks off in it"));
        }
        let page = if head.value("warc-type") == "response" {
            answer(&block)
        } else {
            let kind = head.value("content-type").to_owned();
            Ok(Some((kind, block)))
        };
        Ok(Some(match page {
            Ok(None) => Vec::new(),
            Ok(Some((kind, body))) => self.page(&kind, &body, &address).into_iter().collect(),
            Err(what) => vec![Err(self.broken(format!("record {}, `{address}`: {what}", self.number)))],
        }))
    }

    /// The head of the next record.
    fn head(&mut self) -> io::Result<Option<Head>> {
        let mut head = Head(Vec::new());
        let mut is_begun = false;
        for _ in 0..LINES {
            let mut line = Vec::new();
            let read = self.reader.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)?;
            let text = String::from_utf8_lossy(&line);
            let text = text.trim_end();
            match (is_begun, text.is_empty()) {
                (false, true) if read == 0 => return Ok(None),
                (false, true) => {}
                (false, false) => {
                    self.number += 1;
                    if !is_web_archive(text.as_bytes()) {
                        return Err(wrong("it does not begin with `WARC/`"));
                    }
                    is_begun = true;
                }
                (true, true) => return Ok(Some(head)),
                (true, false) => head.add(text),
            }
        }
        Err(wrong("its head does not end"))
    }

    /// A body as a document; nothing when it holds no text.
    fn page(&self, kind: &str, body: &[u8], address: &str) -> Option<Result<Document>> {
        let kind = kind.to_ascii_lowercase();
        let is_html = kind.starts_with("text/html") || kind.starts_with("application/xhtml");
        if !is_html && !kind.starts_with("text/plain") {
            return None;
        }
        let said = kind.split_once("charset=").and_then(|(_, label)| {
            let label = label.split(';').next()?;
            Encoding::for_label(label.trim_matches(['"', '\'', ' ']).as_bytes())
        });
        let decoded = match decoded(body, said) {
            Ok(decoded) => decoded,
            Err(what) => {
                return Some(Err(self.broken(format!("record {}, `{address}`: {what}", self.number))));
            }
        };
        let mut document = if is_html {
            html::document(&self.path, decoded, &self.limits)
        } else {
            plain::document(&self.path, decoded)
        };
        // As records are: called by its place, here the number of the record.
        document.id = format!("{}:{}", shown(&self.path), self.number);
        if !address.is_empty() {
            document.stated.source = Some(address.to_owned());
        }
        (!is_blank(&document.text)).then_some(Ok(document))
    }

    fn broken(&self, what: String) -> Error {
        Error::ReadFormat { path: self.path.clone(), format: "a web archive", what }
    }
}

fn wrong(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

fn decoded(body: &[u8], said: Option<&'static Encoding>) -> std::result::Result<Decoded, String> {
    let found = encoding::encoding(body)?;
    encoding::decode(body, declared(body, found, said))
}

/// The kind and body of a server's answer; nothing when it brought no page.
fn answer(block: &[u8]) -> std::result::Result<Option<(String, Vec<u8>)>, String> {
    let end = |mark: &[u8]| {
        block.windows(mark.len()).position(|window| window == mark).map(|at| (at, at + mark.len()))
    };
    let Some((end, body)) = end(b"\r\n\r\n").or_else(|| end(b"\n\n")) else { return Ok(None) };
    let text = String::from_utf8_lossy(&block[..end]);
    let mut lines = text.lines();
    let is_page = lines.next().is_some_and(|status| status.split_whitespace().nth(1) == Some("200"));
    if !is_page {
        return Ok(None);
    }
    let mut head = Head(Vec::new());
    lines.for_each(|line| head.add(line));
    let mut body = block[body..].to_vec();
    if head.value("transfer-encoding").to_ascii_lowercase().contains("chunked") {
        body = unchunked(&body).unwrap_or(body);
    }
    match head.value("content-encoding") {
        "" | "identity" => Ok(Some((head.value("content-type").to_owned(), body))),
        packed => Err(format!("its text is packed with `{packed}`")),
    }
}

/// A body that was sent in pieces, each behind its length; nothing when it is not, for archives often joined them.
fn unchunked(body: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        let end = rest.iter().position(|byte| *byte == b'\n')?;
        let length = std::str::from_utf8(&rest[..end]).ok()?;
        let length = usize::from_str_radix(length.split(';').next()?.trim(), 16).ok()?;
        rest = &rest[end + 1..];
        if length == 0 {
            return Some(joined);
        }
        joined.extend_from_slice(rest.get(..length)?);
        rest = rest.get(length..)?;
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"))?;
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use crate::read::document::Document;
    use crate::read::web_archive::web_archive;

    fn record(kind: &str, block: &[u8]) -> Vec<u8> {
        let head = format!(
            "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <https://example.org/{kind}>\r\nContent-Length: {}\r\n\r\n",
            block.len()
        );
        [head.as_bytes(), block, b"\r\n\r\n"].concat()
    }

    fn told(archive: &[u8]) -> Vec<Result<Document, String>> {
        let found = web_archive(Path::new("a.warc"), archive);
        found.map(|document| document.map_err(|error| error.to_string())).collect()
    }

    #[test]
    fn pages_become_documents_and_the_rest_is_passed_over() {
        let archive = [
            record("warcinfo", b"software: ours"),
            record("response", b"HTTP/1.1 301 Moved\r\n\r\nmoved"),
            record("response", b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n\x1a\n"),
            record(
                "response",
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1251\r\n\r\n<title>\xc3\xee\xf0\xee\xe4</title><p>\xd3\xf7\xe8\xec\xf1\xff.</p>",
            ),
            record("conversion", b"not named a text"),
        ]
        .concat();
        let found = told(&archive);
        assert_eq!(found.len(), 1);
        let page = found[0].as_ref().unwrap();
        assert_eq!((page.id.as_str(), page.text.as_str()), ("a.warc:4", "Учимся.\n"));
        assert_eq!(page.stated.title.as_deref(), Some("Город"));
        assert_eq!(page.stated.source.as_deref(), Some("https://example.org/response"));
        assert_eq!(page.encoding, "windows-1251");
    }

    #[test]
    fn pieces_are_joined_and_packed_texts_are_named() {
        let pieces = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nA town\r\n8\r\n learns.\r\n0\r\n\r\n";
        assert_eq!(told(&record("response", pieces))[0].as_ref().unwrap().text, "A town learns.");
        let packed = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: br\r\n\r\n..";
        let message = told(&record("response", packed)).remove(0).unwrap_err();
        assert_eq!(
            message,
            "cannot read `a.warc` as a web archive: record 1, `https://example.org/response`: its text is packed with `br`"
        );
    }

    #[test]
    fn an_archive_that_breaks_off_keeps_its_first_pages() {
        let page = b"HTTP/1.1 200 OK\nContent-Type: text/plain\n\n\xed\x95\x9c \xeb\x8f\x84\xec\x8b\x9c";
        let mut archive = [record("response", page), record("response", page)].concat();
        archive.truncate(archive.len() - 10);
        let found = told(&archive);
        assert_eq!(found[0].as_ref().unwrap().text, "한 도시");
        let message = found[1].as_ref().unwrap_err();
        assert_eq!(message, "cannot read `a.warc` as a web archive: record 2: the archive breaks off in it");
        assert_eq!(told(&record("request", b""))[0].as_ref().unwrap_err(), "`a.warc` is empty");
    }

    proptest! {
        #[test]
        fn no_bytes_panic(
            block in "(HTTP/1.1 200 OK|\r\n|\n|Content-Type: text/html|Transfer-Encoding: chunked|<p>|5|a|:| ){0,30}",
            bytes in prop::collection::vec(any::<u8>(), 0..100),
            cut in 0_usize..40,
        ) {
            let mut archive = [record("response", block.as_bytes()), record("resource", &bytes), bytes].concat();
            archive.truncate(archive.len() - cut);
            told(&archive);
        }
    }
}

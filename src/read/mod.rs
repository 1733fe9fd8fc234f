//! Files and folders become Documents.
//!
//! What a file is, its content says; its name only helps where the content could be either. One
//! bad file or one bad line never stops the others: it is an error in its place among them.

use std::borrow::Cow;
use std::path::Path;

use crate::error::{Error, Result};
use crate::read::place::Place;

mod archive;
mod binary;
mod contents;
mod document;
mod encoding;
mod feed;
mod format;
mod html;
mod limits;
mod list;
mod mail;
mod markdown;
mod marked;
mod mojibake;
mod office;
mod pdf;
mod place;
mod plain;
mod record;
mod records;
mod stated;
mod table;
mod texts;
mod utf16;
mod walk;
mod web_archive;
mod xml;

pub(crate) use document::head;
pub use document::{Document, Format};
pub use limits::Limits;
pub use marked::{Mark, Role};
pub use records::{Records, records};
pub use stated::Stated;
pub use walk::{Source, walk};
pub use web_archive::{WebArchive, web_archive};

/// Turns the bytes of one file into its documents, in order; what cannot be read is an error among the others.
///
/// Archives (zip, tar), packed files (gzip, zstd), mails and mailboxes hold documents of their own, which are
/// called `archive.zip/path/inside.txt`. Office files, books, RTF and PDF are known by their content. Of texts, a file
/// whose name ends in `.jsonl` or `.ndjson`, or whose first line is a JSON object, holds records; so does a JSON
/// list, and a table with a column of texts. Feeds, web pages, web archives and XML are known by how they begin; what is
/// called `.md` or begins with front matter is Markdown, and the rest plain text. A file that is none of these is one
/// [`Error::BinaryDocument`], an empty one [`Error::EmptyDocument`].
///
/// ```
/// use gnlc::read::{Format, documents};
///
/// let page = documents("city.txt".as_ref(), "Évora is a learning city.".as_bytes());
/// assert_eq!(page[0].as_ref().unwrap().format, Format::Plain);
/// let page = documents("city".as_ref(), b"<!DOCTYPE html><title>Cork</title><p>A learning city.");
/// assert_eq!(page[0].as_ref().unwrap().stated.title.as_deref(), Some("Cork"));
/// let image = documents("city.txt".as_ref(), b"\x89PNG\r\n\x1A\n\0\0");
/// assert!(image[0].is_err());
/// ```
pub fn documents(path: &Path, bytes: &[u8]) -> Vec<Result<Document>> {
    let place = Place::file(path);
    let limits = place.limits;
    let found = contents::of_bytes(place, Cow::Borrowed(bytes));
    found.map(|found| found.and_then(|document| limits.check(document))).collect()
}

/// Reads one file into its documents, as [`documents`] does, but archives, packed files, mailboxes and files of
/// records while they are asked for, so that their size does not matter.
///
/// A file that cannot be opened or read is one [`Error::ReadDocument`]; one that must be in memory whole and is
/// too large for that is one [`Error::LimitDocument`].
///
/// ```
/// let mut found = gnlc::read::documents_in("no/such/file.txt".as_ref());
/// assert!(found.next().unwrap().is_err());
/// ```
pub fn documents_in(path: &Path) -> Box<dyn Iterator<Item = Result<Document>> + Send> {
    documents_within(path, Limits::default())
}

/// Reads one file as [`documents_in`] does, within limits of one's choice.
///
/// ```
/// use gnlc::read::{Limits, documents_within};
///
/// let mut found = documents_within("Cargo.toml".as_ref(), Limits { bytes: 10, ..Limits::default() });
/// let error = found.next().unwrap().unwrap_err();
/// assert_eq!(error.to_string(), "`Cargo.toml` asks for too much: it is larger than 10 bytes");
/// ```
pub fn documents_within(path: &Path, limits: Limits) -> Box<dyn Iterator<Item = Result<Document>> + Send> {
    match contents::of_file(Place::within(path, limits)) {
        Ok(found) => Box::new(found.map(move |found| found.and_then(|document| limits.check(document)))),
        Err(source) => Box::new(std::iter::once(Err(Error::ReadDocument { path: path.to_owned(), source }))),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use crate::error::Error;
    use crate::read::{Document, Format, documents, documents_in};

    fn one(path: &str, bytes: impl AsRef<[u8]>) -> Document {
        let mut found = documents(Path::new(path), bytes.as_ref());
        assert_eq!(found.len(), 1);
        found.remove(0).unwrap()
    }

    /// Both ways of reading the same file must tell the same.
    fn told(found: impl IntoIterator<Item = crate::error::Result<Document>>) -> Vec<String> {
        found.into_iter().map(|result| format!("{result:?}")).collect()
    }

    #[test]
    fn content_tells_the_format_before_the_name() {
        assert_eq!(one("a.txt", "Words").format, Format::Plain);
        assert_eq!(one("a.md", "# Words").format, Format::Markdown);
        assert_eq!(one("a.MARKDOWN", "Words").format, Format::Markdown);
        assert_eq!(one("a.txt", "---\ntitle: Évora\n---\nWords").format, Format::Markdown);
        assert_eq!(one("a.txt", "{\"text\":\"Words\"}").format, Format::Record);
        assert_eq!(one("a.jsonl", "\n{\"text\":\"Words\"}").format, Format::Record);
        assert_eq!(one("a.json", "{\n\"text\": \"Words\"\n}").format, Format::Record);
        assert_eq!(one("a.json", "{\n\"words\": \"Words\"\n}").format, Format::Plain);
        assert_eq!(one("a.txt", "<!doctype html><p>Words").format, Format::Laid);
        assert_eq!(one("a.csv", "town,year\nCork,2015\n").format, Format::Laid);
        assert_eq!(one("noname", "Words").format, Format::Plain);
    }

    #[test]
    fn a_file_without_a_word_is_empty() {
        for bytes in [&b""[..], b" \n\t\r\n", b"\xEF\xBB\xBF\n", b"\xFF\xFE \x00"] {
            for path in ["a.txt", "a.md", "a.jsonl"] {
                let found = documents(Path::new(path), bytes);
                assert!(
                    matches!(&found[..], [Err(Error::EmptyDocument { .. })]),
                    "{path} {bytes:?} {found:?}"
                );
            }
        }
    }

    #[test]
    fn a_binary_file_is_named_whatever_it_is_called() {
        for path in ["a.txt", "a.md", "a.jsonl"] {
            let found = documents(Path::new(path), b"\x7FELF\x02");
            let message = found[0].as_ref().unwrap_err().to_string();
            assert_eq!(
                message,
                format!(
                    "`{path}` is not a text file (a program (ELF); it starts with the bytes 7F 45 4C 46)"
                )
            );
        }
    }

    #[test]
    fn records_in_another_encoding_are_decoded_first() {
        let lines = "{\"id\":1,\"text\":\"南京\"}\n{\"id\":2,\"text\":\"苏州加入了全球学习型城市网络。\"}\n";
        let utf16: Vec<u8> = lines.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let gb18030 = encoding_rs::GB18030.encode(&lines.repeat(2)).0.into_owned();
        for (name, bytes) in [("UTF-16LE", utf16), ("GB18030", gb18030)] {
            let found = documents(Path::new("a.jsonl"), &bytes);
            let first = found[0].as_ref().unwrap();
            assert_eq!((first.text.as_str(), first.encoding.as_str()), ("南京", name));
        }
    }

    #[test]
    fn reading_from_a_file_gives_the_same_documents() {
        let folder = tempfile::tempdir().unwrap();
        let record = |id: usize| format!("{{\"id\":{id},\"text\":\"Évora, ville apprenante.\"}}\n");
        let many: String = (0..5000).map(record).collect();
        for (name, bytes) in [
            ("many.txt", many.clone().into_bytes()),
            ("long.jsonl", format!("{{\"text\":\"{}\"}}\n{many}", "Évora ".repeat(20_000)).into_bytes()),
            ("broken.jsonl", [many.as_bytes(), b"{\"text\":\"caf\xE9\"}\n", many.as_bytes()].concat()),
            ("page.md", b"---\ntitle: a\n---\nbody".to_vec()),
            ("wide.txt", many.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            ("image.txt", b"\x89PNG\r\n\x1A\n\0\0".to_vec()),
            ("empty.txt", Vec::new()),
        ] {
            let path = folder.path().join(name);
            std::fs::write(&path, &bytes).unwrap();
            assert_eq!(told(documents_in(&path)), told(documents(&path, &bytes)), "{name}");
        }
    }

    #[test]
    fn a_file_that_cannot_be_opened_is_one_error() {
        let found: Vec<_> = documents_in(Path::new("no/such/file.txt")).collect();
        assert!(matches!(&found[..], [Err(Error::ReadDocument { .. })]));
    }

    proptest! {
        #[test]
        fn no_bytes_panic_and_the_body_lies_in_the_text(
            head in prop::sample::select(vec!["", "---\n", "---\na: b\n", "{\"text\":\"", "\u{feff}", "# ", "<!doctype html>", "<rss>", "<?xml", "[{", "WARC/1.0\r\n"]),
            bytes in prop::collection::vec(any::<u8>(), 0..200),
            name in prop::sample::select(vec!["a.txt", "a.md", "a.jsonl", "a.csv", "a.html", "a.xml", "a.json"]),
        ) {
            let bytes = [head.as_bytes(), &bytes].concat();
            for document in documents(Path::new(name), &bytes).into_iter().flatten() {
                prop_assert!(document.text.is_char_boundary(document.body_start));
            }
        }
    }
}

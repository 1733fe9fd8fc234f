//! A zip archive becomes its parts, or the one document it is: office files and books are zip archives too.
//!
//! Which it is, the archive says itself: a `[Content_Types].xml` (Office), a `mimetype` (OpenDocument, EPUB).
//! The list of parts stands at the end of a zip file, so it needs a file or a memory that can be gone about in.

use std::borrow::Cow;
use std::io::{self, Read, Seek};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::error::{Error, Limit, Result};
use crate::read::archive::{Exceeded, check, is_passed_over, leads_out, part_name, passed_over, whole};
use crate::read::contents::{Documents, guarded, of_bytes, one};
use crate::read::document::Document;
use crate::read::office::{self, Package};
use crate::read::place::Place;

/// What can be read from any point of it.
pub(crate) trait Whole: Read + Seek + Send {}
impl<T: Read + Seek + Send> Whole for T {}

type Archive<'a> = ZipArchive<Box<dyn Whole + 'a>>;

/// Whether a file that begins so is a zip archive.
pub(crate) fn is_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// The documents of a zip archive: one of an office file or a book, else those of its parts.
pub(crate) fn documents<'a>(place: Place, reader: Box<dyn Whole + 'a>) -> Documents<'a> {
    let opened = guarded(&place.path, || ZipArchive::new(reader).map_err(|error| broken(&place, &error)));
    let archive = match opened {
        Ok(archive) => archive,
        Err(error) => return one(Err(error)),
    };
    let mut package = Package::new(place.clone(), archive);
    match office::reader(&mut package) {
        Some(reader) => one(guarded(&place.path, || reader(&mut package))),
        None => {
            Box::new(Parts { place, archive: package.into_archive(), next: 0, now: None, is_done: false })
        }
    }
}

struct Parts<'a> {
    place: Place,
    archive: Archive<'a>,
    next: usize,
    now: Option<Documents<'static>>,
    is_done: bool,
}

impl Iterator for Parts<'_> {
    type Item = Result<Document>;

    fn next(&mut self) -> Option<Result<Document>> {
        loop {
            if let Some(document) = self.now.as_mut().and_then(Iterator::next) {
                return Some(document);
            }
            if self.is_done || self.next >= self.archive.len() {
                return None;
            }
            if self.next >= self.place.limits.documents {
                self.is_done = true;
                let what = format!("it has more than {} parts", self.place.limits.documents);
                return Some(Err(self.place.exceeded(Limit::Documents, what)));
            }
            self.next += 1;
            match part(&self.place, &mut self.archive, self.next - 1) {
                Ok(Some((part, bytes))) => self.now = Some(of_bytes(part, Cow::Owned(bytes))),
                Ok(None) => {}
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// The bytes of a part; `None` for folders and what is passed over.
fn part(place: &Place, archive: &mut Archive<'_>, index: usize) -> Result<Option<(Place, Vec<u8>)>> {
    let (name, is_locked, is_link) = match archive.by_index_raw(index) {
        Ok(file) => (part_name(file.name_raw()), file.encrypted(), file.is_symlink()),
        Err(error) => return Err(broken(place, &error)),
    };
    if is_passed_over(&name) {
        return Ok(None);
    }
    let part = place.part(&name);
    if leads_out(&name) {
        return Err(passed_over(&part, "its name leads out of the archive"));
    }
    if is_link {
        return Err(passed_over(&part, "a link, and where links lead is not read"));
    }
    if is_locked {
        return Err(Error::LockedDocument { path: part.path });
    }
    let bytes = bytes(&part, archive, index)?;
    Ok(Some((part, bytes)))
}

/// The bytes of the part at an index, held to the limits.
pub(crate) fn bytes<R: Read + Seek>(
    part: &Place,
    archive: &mut ZipArchive<R>,
    index: usize,
) -> Result<Vec<u8>> {
    let file = archive.by_index(index).map_err(|error| broken(part, &error))?;
    let packed = file.compressed_size();
    whole(part, &mut Bounded { inner: file, packed, unpacked: 0, place: part })
}

/// Stops where the limits are met.
struct Bounded<'p, R> {
    inner: R,
    packed: u64,
    unpacked: u64,
    place: &'p Place,
}

impl<R: Read> Read for Bounded<'_, R> {
    fn read(&mut self, piece: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(piece)?;
        self.unpacked += read as u64;
        check(self.place, self.packed, self.unpacked, read as u64)?;
        Ok(read)
    }
}

fn broken(place: &Place, error: &ZipError) -> Error {
    let what = match error {
        ZipError::InvalidPassword => return Error::LockedDocument { path: place.path.clone() },
        ZipError::Io(source) => match source.get_ref().and_then(|inner| inner.downcast_ref::<Exceeded>()) {
            Some(Exceeded(limit, what)) => return place.exceeded(*limit, what.clone()),
            None => "it is cut off or damaged".to_owned(),
        },
        ZipError::InvalidArchive(_) => "it is cut off or damaged".to_owned(),
        other => other.to_string(),
    };
    Error::ReadFormat { path: place.path.clone(), format: "a zip archive", what }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};
    use std::path::Path;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use crate::read::archive::zip_archive::documents;
    use crate::read::place::Place;

    pub(crate) fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn told(archive: Vec<u8>) -> Vec<String> {
        documents(Place::file(Path::new("a.zip")), Box::new(Cursor::new(archive)))
            .map(|found| match found {
                Ok(document) => format!("{}: {}", document.id, document.text.trim_end()),
                Err(error) => error.to_string(),
            })
            .collect()
    }

    #[test]
    fn parts_come_in_the_archives_order() {
        let inner = zipped(&[("deep/c.txt", b"three")]);
        let outer = zipped(&[
            ("b.txt", b"one"),
            ("__MACOSX/._b.txt", b"junk"),
            ("a.jsonl", b"{\"text\":\"two\"}\n"),
            ("inner.zip", &inner),
        ]);
        assert_eq!(
            told(outer),
            ["a.zip/b.txt: one", "a.zip/a.jsonl:1: two", "a.zip/inner.zip/deep/c.txt: three"]
        );
    }

    #[test]
    fn a_name_that_leads_out_is_told_and_the_others_are_read() {
        let told = told(zipped(&[("../../evil.txt", b"one"), ("good.txt", b"two")]));
        assert_eq!(
            told,
            [
                "`a.zip/../../evil.txt` is passed over: its name leads out of the archive",
                "a.zip/good.txt: two"
            ]
        );
    }

    #[test]
    fn a_bomb_costs_its_part_only() {
        let told = told(zipped(&[("bomb.txt", &vec![b' '; 64 << 20]), ("good.txt", b"two")]));
        assert_eq!(told[0], "`a.zip/bomb.txt` asks for too much: it unpacks to more than 200 times its size");
        assert_eq!(told[1], "a.zip/good.txt: two");
    }

    #[test]
    fn archives_in_archives_end() {
        let mut archive = zipped(&[("a.txt", b"the bottom")]);
        for _ in 0..9 {
            archive = zipped(&[("n.zip", &archive)]);
        }
        let told = told(archive);
        assert_eq!(told.len(), 1);
        assert!(told[0].ends_with("it lies in more than 4 archives"), "{told:?}");
    }

    #[test]
    fn a_cut_archive_is_named() {
        let mut archive = zipped(&[("a.txt", b"words")]);
        archive.truncate(archive.len() - 10);
        assert_eq!(told(archive), ["cannot read `a.zip` as a zip archive: it is cut off or damaged"]);
    }
}

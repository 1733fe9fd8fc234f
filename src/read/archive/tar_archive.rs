//! A tar archive becomes its parts, one after the other, while it is read.
//!
//! Headers are 512 bytes each and as old as they look: numbers in octal text, names of 100 bytes with two
//! ways to make them longer (GNU's `L`, the `path` of POSIX 2001). Read by hand, because what is wanted of
//! them is little and parts must go by without the archive being held.

use std::borrow::Cow;
use std::io::{self, Read};

use crate::error::{Limit, Result};
use crate::read::archive::{failed, is_passed_over, leads_out, part_name, passed_over};
use crate::read::contents::{Documents, of_bytes};
use crate::read::document::Document;
use crate::read::place::{Place, size};

const BLOCK: usize = 512;
/// Longer names are no names.
const LONGEST_NAME: u64 = 64 << 10;

/// Whether bytes begin with a header of a tar archive.
pub(crate) fn is_tar(head: &[u8]) -> bool {
    let Some(block) = head.get(..BLOCK) else { return false };
    block.get(257..262) == Some(b"ustar") && sum(block) == number(&block[148..156])
}

/// The documents of a tar archive's parts.
pub(crate) fn documents<'a>(place: Place, reader: Box<dyn Read + Send + 'a>) -> Documents<'a> {
    Box::new(Parts { place, reader, now: None, count: 0, is_done: false })
}

struct Parts<'a> {
    place: Place,
    reader: Box<dyn Read + Send + 'a>,
    /// What is left of the part in hand.
    now: Option<Documents<'a>>,
    count: usize,
    is_done: bool,
}

/// One part as its header tells it.
struct Header {
    name: String,
    bytes: u64,
    kind: u8,
}

impl Iterator for Parts<'_> {
    type Item = Result<Document>;

    fn next(&mut self) -> Option<Result<Document>> {
        loop {
            if let Some(document) = self.now.as_mut().and_then(Iterator::next) {
                return Some(document);
            }
            if self.is_done {
                return None;
            }
            match self.part() {
                Ok(Some(documents)) => self.now = Some(documents),
                Ok(None) => self.is_done = true,
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl<'a> Parts<'a> {
    /// The documents of the next part that is a file; `None` at the end.
    fn part(&mut self) -> Result<Option<Documents<'a>>> {
        loop {
            let header = match self.header() {
                Ok(Some(header)) => header,
                Ok(None) => return Ok(None),
                Err(source) => {
                    self.is_done = true;
                    return Err(failed(&self.place, source));
                }
            };
            let part = self.place.part(&header.name);
            let is_file = matches!(header.kind, b'0' | b'\0' | b'7');
            if !is_file || is_passed_over(&header.name) {
                self.pass(header.bytes)?;
                if matches!(header.kind, b'1' | b'2') && !is_passed_over(&header.name) {
                    return Err(passed_over(&part, "a link, and where links lead is not read"));
                }
                continue;
            }
            if leads_out(&header.name) {
                self.pass(header.bytes)?;
                return Err(passed_over(&part, "its name leads out of the archive"));
            }
            self.count += 1;
            if self.count > self.place.limits.documents {
                self.is_done = true;
                let what = format!("it has more than {} parts", self.place.limits.documents);
                return Err(self.place.exceeded(Limit::Documents, what));
            }
            if header.bytes > part.limits.bytes {
                self.pass(header.bytes)?;
                let what = format!("it is larger than {}", size(part.limits.bytes));
                return Err(part.exceeded(Limit::Bytes, what));
            }
            let mut bytes = Vec::new();
            let taken = self.reader.by_ref().take(header.bytes).read_to_end(&mut bytes);
            let taken = taken.and_then(|read| match read as u64 == header.bytes {
                true => skip(&mut self.reader, padding(header.bytes)).map(|_| ()),
                false => Err(io::ErrorKind::UnexpectedEof.into()),
            });
            if let Err(source) = taken {
                self.is_done = true;
                return Err(failed(&part, source));
            }
            return Ok(Some(of_bytes(part, Cow::Owned(bytes))));
        }
    }

    fn pass(&mut self, bytes: u64) -> Result<()> {
        skip(&mut self.reader, bytes.saturating_add(padding(bytes))).map_err(|source| {
            self.is_done = true;
            failed(&self.place, source)
        })
    }

    /// The next header with the name that the ones before it gave it.
    fn header(&mut self) -> io::Result<Option<Header>> {
        let mut longer: Option<String> = None;
        loop {
            let mut block = [0; BLOCK];
            if read_block(&mut self.reader, &mut block)? == 0 || block.iter().all(|byte| *byte == 0) {
                return Ok(None);
            }
            if sum(&block) != number(&block[148..156]) {
                return Err(io::Error::other("a header of the tar archive is damaged"));
            }
            let (bytes, kind) = (number(&block[124..136]), block[156]);
            if matches!(kind, b'L' | b'x') && bytes <= LONGEST_NAME {
                let mut value = vec![0; bytes as usize];
                self.reader.read_exact(&mut value)?;
                skip(&mut self.reader, padding(bytes))?;
                let name = if kind == b'L' { Some(text(&value)) } else { path_of(&value) };
                longer = name.map(part_name).or(longer);
                continue;
            }
            let name = longer.take().unwrap_or_else(|| {
                let prefix = if &block[257..263] == b"ustar\0" { text(&block[345..500]) } else { b"" };
                let parts: Vec<&[u8]> =
                    [prefix, text(&block[..100])].into_iter().filter(|part| !part.is_empty()).collect();
                part_name(&parts.join(&b'/'))
            });
            return Ok(Some(Header { name, bytes, kind }));
        }
    }
}

/// Reads a whole block; fewer bytes only at the very end.
fn read_block(reader: &mut dyn Read, block: &mut [u8; BLOCK]) -> io::Result<usize> {
    let mut bytes = Vec::with_capacity(BLOCK);
    match reader.take(BLOCK as u64).read_to_end(&mut bytes)? {
        0 => Ok(0),
        BLOCK => {
            block.copy_from_slice(&bytes);
            Ok(BLOCK)
        }
        _ => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}

fn skip(reader: &mut dyn Read, bytes: u64) -> io::Result<()> {
    let skipped = io::copy(&mut reader.take(bytes), &mut io::sink())?;
    // The padding of the last part is often cut off.
    if skipped < bytes && bytes >= BLOCK as u64 { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(()) }
}

/// Parts are filled up to whole blocks.
fn padding(bytes: u64) -> u64 {
    bytes.wrapping_neg() % BLOCK as u64
}

/// A field up to its first zero.
fn text(field: &[u8]) -> &[u8] {
    field.split(|byte| *byte == 0).next().unwrap_or_default()
}

/// A number in octal text, or in binary where its first bit says so.
fn number(field: &[u8]) -> u64 {
    if field.first().is_some_and(|byte| byte & 0x80 != 0) {
        let low = &field[field.len().saturating_sub(8)..];
        return low.iter().fold(0, |value, byte| value << 8 | u64::from(*byte));
    }
    let digits = field.iter().skip_while(|byte| **byte == b' ').take_while(|byte| byte.is_ascii_digit());
    digits.fold(0_u64, |value, byte| value.saturating_mul(8).saturating_add(u64::from(byte - b'0')))
}

/// The sum of a header's bytes, its own field counted as blanks.
fn sum(block: &[u8]) -> u64 {
    let blank = |at: usize| (148..156).contains(&at);
    block.iter().enumerate().map(|(at, byte)| u64::from(if blank(at) { b' ' } else { *byte })).sum()
}

/// The `path` among the records `LENGTH NAME=VALUE` of POSIX 2001.
fn path_of(records: &[u8]) -> Option<&[u8]> {
    let mut rest = records;
    while let Some(blank) = rest.iter().position(|byte| *byte == b' ') {
        let length: usize = std::str::from_utf8(&rest[..blank]).ok()?.parse().ok()?;
        let record = rest.get(blank + 1..length)?;
        if let Some(value) = record.strip_prefix(b"path=") {
            return Some(value.strip_suffix(b"\n").unwrap_or(value));
        }
        rest = &rest[length..];
    }
    None
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;
    use std::path::Path;

    use crate::read::archive::tar_archive::{documents, is_tar};
    use crate::read::place::Place;

    /// One part: header, bytes, padding.
    pub(crate) fn part(name: &str, kind: u8, bytes: &[u8]) -> Vec<u8> {
        let mut block = vec![0; 512];
        block[..name.len()].copy_from_slice(name.as_bytes());
        block[124..135].copy_from_slice(format!("{:011o}", bytes.len()).as_bytes());
        block[156] = kind;
        block[257..263].copy_from_slice(b"ustar\0");
        block[148..156].fill(b' ');
        let sum: u64 = block.iter().map(|byte| u64::from(*byte)).sum();
        block[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
        block.extend_from_slice(bytes);
        block.resize(block.len().div_ceil(512) * 512, 0);
        block
    }

    fn told(archive: Vec<u8>) -> Vec<String> {
        let place = Place::file(Path::new("a.tar"));
        documents(place, Box::new(Cursor::new(archive)))
            .map(|found| match found {
                Ok(document) => format!("{}: {}", document.id, document.text),
                Err(error) => error.to_string(),
            })
            .collect()
    }

    #[test]
    fn parts_come_in_order_under_their_longest_name() {
        let archive = [
            part("docs/", b'5', b""),
            part("docs/a.txt", b'0', b"Une ville"),
            part("@LongLink", b'L', b"docs/a long name.txt\0"),
            part("docs/a lon", b'0', b"Eine Stadt"),
            part("x", b'x', b"28 path=docs/\xD0\xB3\xD0\xBE\xD1\x80\xD0\xBE\xD0\xB4.txt\n"),
            part("short", b'0', b"words"),
            vec![0; 1024],
        ]
        .concat();
        assert!(is_tar(&archive));
        assert_eq!(
            told(archive),
            [
                "a.tar/docs/a.txt: Une ville",
                "a.tar/docs/a long name.txt: Eine Stadt",
                "a.tar/docs/город.txt: words",
            ]
        );
    }

    #[test]
    fn links_and_names_that_lead_out_are_told_and_passed_over() {
        let archive = [part("../a.txt", b'0', b"evil"), part("b", b'2', b""), part("c.txt", b'0', b"good")];
        let told = told(archive.concat());
        assert_eq!(told[0], "`a.tar/../a.txt` is passed over: its name leads out of the archive");
        assert!(told[1].contains("a link") && told[2] == "a.tar/c.txt: good", "{told:?}");
    }

    #[test]
    fn a_cut_archive_gives_what_was_whole() {
        let mut archive = [part("a.txt", b'0', b"good"), part("b.txt", b'0', &[b'x'; 900])].concat();
        archive.truncate(1800);
        let told = told(archive);
        assert_eq!((told.len(), told[0].as_str()), (2, "a.tar/a.txt: good"));
        assert!(told[1].starts_with("cannot read"));
    }
}

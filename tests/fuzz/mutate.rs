//! An input becomes one that nobody wrote: bytes are flipped, inserted, deleted, spliced, repeated and cut off.
//!
//! Of archives mostly what lies in them is changed and packed again: a changed byte of packed ones only shows that
//! checksums work.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::random::Random;

/// A file: what it is called, and what it holds.
#[derive(Debug, Clone)]
pub(crate) struct Input {
    pub(crate) name: String,
    pub(crate) content: Content,
}

#[derive(Debug, Clone)]
pub(crate) enum Content {
    Bytes(Vec<u8>),
    Zip(Vec<(String, Vec<u8>)>),
    Gzip(Vec<u8>),
}

/// Larger ones tell nothing more and make every step slow.
const LARGEST: usize = 1 << 20;
/// Larger than this an input becomes only now and then, to show what grows faster than its input.
const USUAL: usize = 64 << 10;

/// What readers count with, and what they must not.
const NUMBERS: &[&str] = &[
    "0",
    "-1",
    "1",
    "255",
    "256",
    "65535",
    "65536",
    "2147483647",
    "2147483648",
    "4294967295",
    "9223372036854775807",
    "18446744073709551616",
    "1e309",
    "-0.0",
    "99999999999999999999999",
    "0001",
    "1900",
    "20240230",
];

/// What stands between things in every format, and characters that are more or less than they look.
const TOKENS: &[&str] = &[
    "<",
    ">",
    "</",
    "/>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?xml",
    "&#x",
    "&#0;",
    "&#x110000;",
    "&amp;",
    "&b;",
    "\"",
    "'",
    "\\",
    "\\u",
    "\\ud800",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "<<",
    ">>",
    "stream\n",
    "endstream",
    "endobj",
    " 0 R",
    "BT",
    "ET",
    "Tj",
    "Do",
    "/Kids",
    "/Length",
    ",",
    ";",
    "\t",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "\n\n\n",
    "---\n",
    "```\n",
    "# ",
    "- ",
    "|",
    "~~~",
    "~1",
    "*",
    "^",
    ":",
    "..",
    "/",
    "../",
    "\0",
    "\u{feff}",
    "\u{200b}",
    "\u{200d}",
    "\u{2028}",
    "\u{202e}",
    "\u{301}",
    "\u{e000}",
    "\u{fffd}",
    "\u{10ffff}",
    "ß",
    "İ",
    "ﬁ",
    "😀",
    "한",
    "国",
    "ก",
    "ا",
    "From ",
    "Content-Type: ",
    "boundary=",
    "=?utf-8?q?",
    "=?=",
    "WARC/1.0\r\n",
    "\\par ",
    "\\u-10179",
    "\\'e9",
    "\\bin9 ",
    "AND ",
    "NOT ",
    "OR ",
    "title:",
    "country:",
    "year:",
    "100 B.C.",
    "12 May 2024",
    "2024-02-30",
    "٢٠٢٤",
    "平成31年",
    "Korea",
    "Cork",
];

impl Input {
    pub(crate) fn new(name: &str, bytes: Vec<u8>) -> Input {
        let content = if bytes.starts_with(b"PK\x03\x04") {
            unzipped(&bytes).map_or(Content::Bytes(bytes), Content::Zip)
        } else if bytes.starts_with(b"\x1F\x8B") {
            let mut inner = Vec::new();
            match flate2::read::MultiGzDecoder::new(&bytes[..]).read_to_end(&mut inner) {
                Ok(_) => Content::Gzip(inner),
                Err(_) => Content::Bytes(bytes),
            }
        } else {
            Content::Bytes(bytes)
        };
        Input { name: name.to_owned(), content }
    }

    /// The file as it lies on a disk.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        match &self.content {
            Content::Bytes(bytes) => bytes.clone(),
            Content::Zip(parts) => zipped(parts),
            Content::Gzip(inner) => {
                let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
                packed.write_all(inner).expect("memory takes it");
                packed.finish().expect("memory takes it")
            }
        }
    }

    /// One step to ten away from it, with pieces of another one.
    pub(crate) fn changed(&self, other: &Input, random: &mut Random) -> Input {
        let mut next = self.clone();
        if random.one_in(8) && !matches!(next.content, Content::Bytes(_)) {
            next.content = Content::Bytes(next.bytes());
        }
        let donor = other.any(random);
        // Mostly few: what is changed in ten places is mostly refused for the first.
        for _ in 0..*random.pick(&[1, 1, 2, 3, 5, 10]) {
            match &mut next.content {
                Content::Bytes(bytes) | Content::Gzip(bytes) => change(bytes, &donor, random),
                Content::Zip(parts) => change_parts(parts, &donor, random),
            }
        }
        next
    }

    /// The bytes of one of its parts.
    fn any(&self, random: &mut Random) -> Vec<u8> {
        match &self.content {
            Content::Bytes(bytes) | Content::Gzip(bytes) => bytes.clone(),
            Content::Zip(parts) if parts.is_empty() => Vec::new(),
            Content::Zip(parts) => random.pick(parts).1.clone(),
        }
    }
}

fn change_parts(parts: &mut Vec<(String, Vec<u8>)>, donor: &[u8], random: &mut Random) {
    if parts.is_empty() {
        return;
    }
    let at = random.below(parts.len());
    match random.below(40) {
        0 => {
            parts.remove(at);
        }
        1 => {
            let token: &str = random.pick::<&str>(TOKENS);
            parts[at].0.push_str(token);
        }
        2 => {
            let (name, content) = parts[at].clone();
            parts.push((format!("{name}{}", parts.len()), content));
        }
        3 => {
            let from = random.below(parts.len());
            parts[at].1 = parts[from].1.clone();
        }
        _ => {
            // The largest texts of an office file are what is read; styles and themes are passed over.
            let is_text = |(name, _): &&(String, Vec<u8>)| {
                [
                    "document.xml",
                    "content.xml",
                    "sheet",
                    "slide",
                    "sharedStrings",
                    "ch0",
                    "nav",
                    "opf",
                    ".rels",
                    ".txt",
                ]
                .iter()
                .any(|piece| name.contains(piece))
            };
            let texts: Vec<String> = parts.iter().filter(is_text).map(|(name, _)| name.clone()).collect();
            let at = match texts.is_empty() || random.one_in(8) {
                true => at,
                false => {
                    let wanted = random.pick(&texts);
                    parts.iter().position(|(name, _)| name == wanted).unwrap_or(at)
                }
            };
            change(&mut parts[at].1, donor, random);
        }
    }
}

/// Changes bytes in one place.
fn change(bytes: &mut Vec<u8>, donor: &[u8], random: &mut Random) {
    if bytes.is_empty() {
        bytes.extend_from_slice(random.pick(TOKENS).as_bytes());
        return;
    }
    let at = random.below(bytes.len());
    let longest = *random.pick(&[1, 4, 16, 64, 512, 8192]);
    let length = 1 + random.below(longest);
    let end = (at + length).min(bytes.len());
    match random.below(12) {
        0 => bytes[at] ^= 1 << random.below(8),
        1 => bytes[at] = random.next() as u8,
        2 | 3 => {
            let token = random.pick(TOKENS).as_bytes();
            bytes.splice(at..at, token.iter().copied());
        }
        4 | 5 => {
            bytes.drain(at..end);
        }
        6 => {
            let room = if random.one_in(64) { LARGEST } else { USUAL };
            let most = *random.pick(&[2, 8, 200, 20_000]);
            let times = 1 + random.below(most);
            let piece = bytes[at..end].to_vec();
            let times = times.min(room.saturating_sub(bytes.len()) / piece.len().max(1));
            bytes.splice(at..at, piece.repeat(times));
        }
        7 | 8 if !donor.is_empty() => {
            let from = random.below(donor.len());
            let to = (from + length).min(donor.len());
            let replaced = if random.one_in(2) { at..at } else { at..end };
            bytes.splice(replaced, donor[from..to].iter().copied());
        }
        9 => bytes.truncate(at),
        10 => number(bytes, at, random),
        _ => {
            // Two runs change places.
            let other = random.below(bytes.len());
            let most = length.min(bytes.len() - at.max(other)).min(at.abs_diff(other));
            let (first, second) = (at.min(other), at.max(other));
            let (head, tail) = bytes.split_at_mut(second);
            head[first..first + most].swap_with_slice(&mut tail[..most]);
        }
    }
    bytes.truncate(LARGEST);
}

/// Puts another number in the place of the next one.
fn number(bytes: &mut Vec<u8>, at: usize, random: &mut Random) {
    let Some(start) = bytes[at..].iter().position(u8::is_ascii_digit).map(|digits| at + digits) else {
        return;
    };
    let end = bytes[start..]
        .iter()
        .position(|byte| !byte.is_ascii_digit())
        .map_or(bytes.len(), |digits| start + digits);
    bytes.splice(start..end, random.pick(NUMBERS).bytes());
}

fn unzipped(bytes: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).ok()?;
        let mut content = Vec::new();
        let name = String::from_utf8_lossy(file.name_raw()).into_owned();
        file.read_to_end(&mut content).ok()?;
        // Pictures and fonts are never read.
        if !file.is_dir() && content.len() < USUAL {
            parts.push((name, content));
        }
    }
    Some(parts)
}

fn zipped(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in parts {
        // A second part of a name is refused by the writer, not by readers.
        if writer.start_file(name.as_str(), stored).is_ok() {
            writer.write_all(content).expect("memory takes it");
        }
    }
    writer.finish().map(Cursor::into_inner).unwrap_or_default()
}

//! Bytes at a place become documents: here it is told which reader they go to.
//!
//! The beginning of the bytes decides, whatever they are called. Every reader is called from here, so that
//! a fault in one of them costs one document and no run.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use encoding_rs::UTF_8;

use crate::error::{Error, Limit, Result};
use crate::read::archive::{packed, tar_archive, whole, zip_archive};
use crate::read::document::Document;
use crate::read::office::rtf;
use crate::read::place::{Fault, Laid, Place};
use crate::read::records::records;
use crate::read::{encoding, format, mail, pdf, texts, web_archive};

/// Documents while they are read, one after the other.
pub(crate) type Documents<'a> = Box<dyn Iterator<Item = Result<Document>> + Send + 'a>;

/// How much of a file is looked at before it is decided whether to read it while it comes.
const HEAD: usize = 64 << 10;

/// The documents of a file.
pub(crate) fn of_file(place: Place) -> std::io::Result<Documents<'static>> {
    let mut file = File::open(&place.path)?;
    let mut head = Vec::new();
    file.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
    // A pipe cannot be gone about in; it is taken into memory below.
    if zip_archive::is_zip(&head) && file.rewind().is_ok() {
        return Ok(zip_archive::documents(place, Box::new(BufReader::new(file))));
    }
    Ok(of_stream(place, head, Box::new(file)))
}

/// The documents of bytes that are still coming: archives and records while they come, all else when it is there.
pub(crate) fn of_stream<'a>(place: Place, head: Vec<u8>, rest: Box<dyn Read + Send + 'a>) -> Documents<'a> {
    // Whole lines only: a character cut by us must not look like a broken one.
    let lines = head.iter().rposition(|byte| *byte == b'\n').map_or(&head[..], |end| &head[..=end]);
    let are_records = encoding::encoding(lines) == Ok(UTF_8) && format::are_records(&place.name, lines);
    let (is_packed, is_tar) = (packed::is_packed(&head), tar_archive::is_tar(&head));
    let (is_mailbox, is_web_archive) = (mail::is_mailbox(&head), web_archive::is_web_archive(&head));
    let beginning = head.get(..16).unwrap_or(&head).to_owned();
    let mut stream: Box<dyn Read + Send + 'a> = Box::new(Cursor::new(head).chain(rest));
    if is_packed {
        return of_packed(place, &beginning, stream);
    }
    if is_tar {
        return match place.check_depth() {
            Ok(()) => tar_archive::documents(place, stream),
            Err(error) => one(Err(error)),
        };
    }
    if are_records {
        return Box::new(records(&place.path, BufReader::with_capacity(HEAD, stream)));
    }
    if is_mailbox {
        return mail::mailbox(place, BufReader::with_capacity(HEAD, stream));
    }
    if is_web_archive {
        return Box::new(web_archive::within(&place, BufReader::with_capacity(HEAD, stream)));
    }
    match whole(&place, &mut stream) {
        Ok(bytes) => of_bytes(place, Cow::Owned(bytes)),
        Err(error) => one(Err(error)),
    }
}

/// The documents of bytes that are all there.
pub(crate) fn of_bytes<'a>(place: Place, bytes: Cow<'a, [u8]>) -> Documents<'a> {
    if packed::is_packed(&bytes) {
        let beginning = bytes.get(..16).unwrap_or(&bytes).to_owned();
        return of_packed(place, &beginning, Box::new(Cursor::new(bytes)));
    }
    let is_zip = zip_archive::is_zip(&bytes);
    if is_zip || tar_archive::is_tar(&bytes) {
        return match place.check_depth() {
            Err(error) => one(Err(error)),
            Ok(()) if is_zip => zip_archive::documents(place, Box::new(Cursor::new(bytes))),
            Ok(()) => tar_archive::documents(place, Box::new(Cursor::new(bytes))),
        };
    }
    if mail::is_mailbox(&bytes) {
        return mail::mailbox(place, Cursor::new(bytes));
    }
    if mail::is_mail(&bytes) {
        return match place.check_depth() {
            Ok(()) => Box::new(guarded_all(&place.path, || mail::documents(&place, &bytes)).into_iter()),
            Err(error) => one(Err(error)),
        };
    }
    if let Some((format, reader)) = laid_by(&bytes) {
        return one(guarded(&place.path, || {
            if bytes.len() as u64 > place.limits.bytes {
                let what = format!("it is larger than {}", crate::read::place::size(place.limits.bytes));
                return Err(place.exceeded(Limit::Bytes, what));
            }
            reader(&place, &bytes)
                .map_err(|fault| place.error(format, fault))
                .and_then(|laid| place.document(laid))
        }));
    }
    if is_locked_office_file(&bytes) {
        return one(Err(Error::LockedDocument { path: place.path }));
    }
    Box::new(guarded_all(&place.path, || texts::documents(&place, &bytes)).into_iter())
}

/// A new Office file with a password lies in a container of the old kind, in a stream of this name.
fn is_locked_office_file(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.starts_with(b"\xD0\xCF\x11\xE0") && bytes.windows(name.len()).any(|window| window == name)
}

type Reader = fn(&Place, &[u8]) -> std::result::Result<Laid, Fault>;

/// The reader of a format that shows itself by its beginning, and what a message calls it.
fn laid_by(bytes: &[u8]) -> Option<(&'static str, Reader)> {
    if bytes.starts_with(b"%PDF-") {
        return Some(("a PDF file", pdf::read));
    }
    bytes.starts_with(b"{\\rtf").then_some(("an RTF file", rtf::read))
}

fn of_packed<'a>(place: Place, head: &[u8], stream: Box<dyn Read + Send + 'a>) -> Documents<'a> {
    let inside = place.inside();
    if let Err(error) = inside.check_depth() {
        return one(Err(error));
    }
    let mut stream = packed::unpacked(&inside, head, stream);
    let mut head = Vec::new();
    match stream.by_ref().take(HEAD as u64).read_to_end(&mut head) {
        Ok(_) => of_stream(inside, head, stream),
        Err(source) => one(Err(crate::read::archive::failed(&place, source))),
    }
}

pub(crate) fn one<'a>(result: Result<Document>) -> Documents<'a> {
    Box::new(std::iter::once(result))
}

/// Calls a reader; when it stops in the middle, that is the error of this document.
pub(crate) fn guarded<T>(path: &Path, read: impl FnOnce() -> Result<T>) -> Result<T> {
    let fault = |_| Err(Error::ReaderFault { path: path.to_owned() });
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(fault)
}

fn guarded_all(path: &Path, read: impl FnOnce() -> Vec<Result<Document>>) -> Vec<Result<Document>> {
    guarded(path, || Ok(read())).unwrap_or_else(|error| vec![Err(error)])
}

//! Office files and books become Documents: zip archives of XML files, each format with its own words.
//!
//! Read by hand with an XML reader: what a search needs of them — paragraphs, headings, items, rows, pages,
//! and what the file states about itself — is a small part of each format, and one reader for all of them
//! would bring more crates than they have pages. Pictures, formulas, colours and comments are passed over.

use std::io::{Read, Seek};

use zip::ZipArchive;

use crate::error::{Error, Result};
use crate::read::archive::zip_archive::{self, Whole};
use crate::read::document::Document;
use crate::read::place::{Fault, Laid, Place};

pub(crate) mod core;
mod docx;
mod epub;
mod flow;
mod odf;
mod pptx;
pub(crate) mod rtf;
mod xlsx;
mod xml;

/// A zip archive that may be an office file.
pub(crate) struct Package<'a> {
    place: Place,
    archive: ZipArchive<Box<dyn Whole + 'a>>,
}

impl<'a> Package<'a> {
    pub(crate) fn new(place: Place, archive: ZipArchive<Box<dyn Whole + 'a>>) -> Package<'a> {
        Package { place, archive }
    }

    pub(crate) fn into_archive(self) -> ZipArchive<Box<dyn Whole + 'a>> {
        self.archive
    }

    pub(crate) fn place(&self) -> &Place {
        &self.place
    }

    fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// A part as text; `None` when it is not there.
    fn part(&mut self, name: &str) -> std::result::Result<Option<String>, Fault> {
        let Some(index) = self.archive.index_for_name(name) else { return Ok(None) };
        let bytes = bytes(&self.place, &mut self.archive, index)?;
        xml::decoded(&bytes).map(Some)
    }

    /// A part that must be there.
    fn needed(&mut self, name: &str) -> std::result::Result<String, Fault> {
        self.part(name)?.ok_or_else(|| Fault::Broken(format!("its part `{name}` is missing")))
    }
}

fn bytes<R: Read + Seek>(
    place: &Place,
    archive: &mut ZipArchive<R>,
    index: usize,
) -> std::result::Result<Vec<u8>, Fault> {
    zip_archive::bytes(place, archive, index).map_err(|error| match error {
        Error::LimitDocument { limit, what, .. } => Fault::Limit(limit, what),
        Error::LockedDocument { .. } => Fault::Locked,
        Error::ReadFormat { what, .. } => Fault::Broken(what),
        _ => Fault::Broken("it is cut off or damaged".to_owned()),
    })
}

type Reading = fn(&mut Package<'_>) -> std::result::Result<Laid, Fault>;

/// The formats, by what shows them: the main part of an Office file, the `mimetype` of the others.
#[rustfmt::skip]
const BY_PART: &[(&str, &str, Reading)] = &[
    ("word/document.xml",    "a Word file",           docx::read),
    ("ppt/presentation.xml", "a PowerPoint file",     pptx::read),
    ("xl/workbook.xml",      "an Excel file",         xlsx::read),
];

#[rustfmt::skip]
const BY_TYPE: &[(&str, &str, Reading)] = &[
    ("application/vnd.oasis.opendocument.text",         "an OpenDocument text",         odf::read),
    ("application/vnd.oasis.opendocument.presentation", "an OpenDocument presentation", odf::read),
    ("application/vnd.oasis.opendocument.spreadsheet",  "an OpenDocument spreadsheet",  odf::read),
    ("application/epub+zip",                            "an EPUB book",                 epub::read),
];

/// The reader of an office file; `None` for any other archive.
pub(crate) fn reader(
    package: &mut Package<'_>,
) -> Option<impl FnOnce(&mut Package<'_>) -> Result<Document> + use<>> {
    let (format, read) = if package.has("[Content_Types].xml") {
        let (_, format, read) = BY_PART.iter().find(|(part, ..)| package.has(part))?;
        (*format, *read)
    } else {
        let kind = package.part("mimetype").ok()??;
        // Templates of a format are files of that format.
        let kind = kind.trim();
        let (_, format, read) = BY_TYPE.iter().find(|(known, ..)| kind.starts_with(known))?;
        (*format, *read)
    };
    Some(move |package: &mut Package<'_>| {
        let laid = read(package).map_err(|fault| package.place.error(format, fault))?;
        package.place.document(laid)
    })
}

#[cfg(test)]
mod tests;

//! Files of other programs, as they are and damaged: what comes of them, and that nothing stops the reader.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use proptest::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::error::Error;
use crate::read::{Document, Role, documents};

/// The parts of each file, or the file itself under no name.
type Parts = Vec<(String, Vec<u8>)>;

static FIXTURES: LazyLock<Vec<(PathBuf, Parts)>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/office");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), parts(fs::read(&path).unwrap()))).collect()
});

fn parts(bytes: Vec<u8>) -> Parts {
    if !bytes.starts_with(b"PK") {
        return vec![(String::new(), bytes)];
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut found = Parts::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        found.push((file.name().unwrap().into_owned(), bytes));
    }
    found
}

fn zipped(parts: &Parts) -> Vec<u8> {
    if let [(name, bytes)] = &parts[..]
        && name.is_empty()
    {
        return bytes.clone();
    }
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn one(name: &str) -> Document {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/office").join(name);
    let mut found = documents(Path::new(name), &fs::read(path).unwrap());
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0).unwrap()
}

/// Lines of a role.
fn marked(document: &Document, wanted: fn(&Role) -> bool) -> Vec<&str> {
    let marks = document.marks.iter().filter(|mark| wanted(&mark.role));
    marks.map(|mark| &document.text[mark.at.clone()]).collect()
}

#[test]
fn texts_keep_headings_items_rows_and_footnotes() {
    for name in ["fr.docx", "fr.odt", "fr.epub", "fr.rtf"] {
        let document = one(name);
        let headings = marked(&document, |role| matches!(role, Role::Heading(_)));
        assert!(headings.contains(&"Réparer ensemble"), "{name} {headings:?}");
        let items = marked(&document, |role| *role == Role::Item).join("\n");
        assert!(items.contains("mardi : horloges et radios"), "{name} {items:?}");
        let rows = marked(&document, |role| matches!(role, Role::Header | Role::Row));
        assert!(rows.contains(&"vélos\t87"), "{name} {rows:?}");
        assert!(document.text.contains("gratuite pour les apprentis"), "{name} {}", document.text);
        assert_eq!(document.stated.extra["author"], "Mireille Lacombe", "{name}");
    }
}

#[test]
fn slides_are_pages_with_titles_and_notes() {
    for name in ["ko.pptx", "ko.odp"] {
        let document = one(name);
        let at = |words: &str| {
            let at = document.text.find(words).unwrap_or_else(|| panic!("{name} {words} {}", document.text));
            document.pages(at..at + 1).unwrap().0
        };
        assert_eq!(
            [at("강변 배움터의 저녁 교실"), at("낡은 양조장"), at("태엽을 하나도"), at("내년 봄에는")],
            [1, 2, 3, 4],
            "{name}"
        );
        assert_eq!(at("견습생은"), 3, "{name}");
        assert!(
            marked(&document, |role| matches!(role, Role::Heading(_))).contains(&"함께 고치는 시간"),
            "{name}"
        );
    }
}

#[test]
fn sheets_keep_their_rows_and_days() {
    for name in ["ar.ods", "ar.xlsx"] {
        let document = one(name);
        assert!(document.text.contains("\t2019-10-07\n"), "{name} {}", document.text);
        assert_eq!(marked(&document, |role| matches!(role, Role::Heading(_))), ["نصلح معا"], "{name}");
        assert_eq!(
            marked(&document, |role| *role == Role::Header),
            ["الورشة\tنصلح معا\tالمشاركون"],
            "{name}"
        );
    }
}

#[test]
fn a_sheet_without_end_is_bounded_with_a_note() {
    let row = |number: usize| format!("<row>{}</row>", format!("<c><v>{number}</v></c>").repeat(1000));
    let rows: String = (0..2100).map(row).collect();
    let sheet = format!("<worksheet>{rows}</worksheet>").into_bytes();
    let relations = b"<Relationships><Relationship Id=\"a\" Target=\"s.xml\"/></Relationships>".to_vec();
    let workbook = b"<workbook><sheets><sheet name=\"Numbers\" r:id=\"a\"/></sheets></workbook>".to_vec();
    let mut book = vec![("[Content_Types].xml".to_owned(), b"<Types/>".to_vec())];
    book.push(("xl/workbook.xml".to_owned(), workbook));
    book.push(("xl/_rels/workbook.xml.rels".to_owned(), relations));
    book.push(("xl/s.xml".to_owned(), sheet));
    let found = documents(Path::new("a.xlsx"), &zipped(&book)).remove(0).unwrap();
    assert_eq!(found.notes, ["its tables have more than 2000000 cells; the others were left out"]);
    assert_eq!(found.text.lines().count(), 2 + 2000);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn no_damage_stops_a_reader(
        file in any::<prop::sample::Index>(),
        part in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let (path, parts) = &FIXTURES[file.index(FIXTURES.len())];
        let mut parts = parts.clone();
        let at = part.index(parts.len());
        let bytes = &mut parts[at].1;
        for (at, byte) in changes {
            if !bytes.is_empty() {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
        }
        if let Some(cut) = cut.filter(|_| !bytes.is_empty()) {
            bytes.truncate(cut.index(bytes.len()));
        }
        for found in documents(path, &zipped(&parts)) {
            prop_assert!(!matches!(found, Err(Error::ReaderFault { .. })), "{found:?}");
            if let Ok(document) = found {
                for mark in &document.marks {
                    prop_assert!(document.text.get(mark.at.clone()).is_some());
                }
            }
        }
    }
}

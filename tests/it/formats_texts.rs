//! One text in three languages in every format of text, in tar and in mailboxes is found by words from its middle, with its
//! title and date; and all files of `tests/formats` together are counted.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::sandbox::{Sandbox, project, text};

/// What `tests/formats/make_texts.py` made: language, title, date, and words from the middle.
#[rustfmt::skip]
const TEXTS: &[(&str, &str, &str, &str)] = &[
    ("uk", "Нічна бібліотека на старому млині", "2021-05-14", "\"переплітати книжки воском і льоном\""),
    ("ja", "灯台の夜間教室",                       "2020-11-21", "\"古い帆布で本の表紙を縫う方法\""),
    ("tr", "Değirmende akşam kütüphanesi",      "2019-03-08", "\"balmumu ve keten ipliğiyle kitap ciltlemeyi\""),
];

/// How a document of a format is called, behind its language.
#[rustfmt::skip]
const MADE: &[(&str, &str)] = &[
    ("txt",   "texts/LANG.txt"),
    ("md",    "texts/LANG.md"),
    ("html",  "texts/LANG.html"),
    ("xml",   "texts/LANG.xml"),
    ("jsonl", "texts-LANG-1"),
    ("json",  "texts-LANG-2"),
    ("csv",   "texts-LANG-3"),
    ("tsv",   "texts-LANG-4"),
    ("atom",  ""),
    ("rss",   ""),
    ("warc",  ""),
    ("mbox",  ""),
    ("tar",   ""),
];

/// Formats that must be there in three languages each; a mailbox of three is three.
const FORMATS: &[&str] = &[
    "html", "pdf", "docx", "odt", "pptx", "odp", "epub", "rtf", "eml", "mbox", "csv", "tsv", "xlsx", "jsonl",
    "json", "xml", "atom", "rss", "warc", "txt", "md", "gz", "zst", "zip", "tar", "ods",
];

#[test]
fn each_format_in_each_language_is_found_with_its_title_and_date() {
    let sandbox = Sandbox::new();
    for entry in fs::read_dir(project().join("tests/formats/texts")).expect("the texts").flatten() {
        let name = format!("texts/{}", entry.file_name().to_string_lossy());
        sandbox.write(&name, &fs::read(entry.path()).expect("a text"));
    }
    sandbox.index(&["texts"]);
    for (language, title, date, words) in TEXTS {
        let answer = sandbox.search(&[words, "--limit", "100", "--group", "document"]);
        let mut found = BTreeMap::new();
        for hit in answer["hits"].as_array().expect("hits") {
            let document = &hit["document"];
            found.insert(text(&document["path"]), text(&document["id"]));
            for repeat in hit["also_in"].as_array().into_iter().flatten() {
                found.insert(text(&repeat["path"]), text(&repeat["document"]));
            }
        }
        for (format, id) in MADE {
            let path = format!("texts/{language}.{format}");
            let own = found.iter().find(|(found, _)| found.starts_with(&path));
            let (_, own) =
                own.unwrap_or_else(|| panic!("`{path}` is not among the answers to {words}: {found:#?}"));
            assert!(id.is_empty() || *own == id.replace("LANG", language), "{path} is called `{own}`");
            let shown = sandbox.run(&["show", "--index", "ix", "--format", "json", own]);
            let shown: serde_json::Value = serde_json::from_str(&shown.stdout).expect("JSON");
            assert_eq!(text(&shown["document"]["title"]), *title, "{path}");
            assert_eq!(text(&shown["document"]["date"]), *date, "{path}");
        }
    }
}

#[test]
fn every_format_is_there_in_three_languages() {
    fn collect(folder: &Path, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            if entry.path().is_dir() {
                collect(&entry.path(), found);
            } else {
                found.insert(entry.file_name().to_string_lossy().into_owned());
            }
        }
    }
    let mut found = BTreeSet::new();
    collect(&project().join("tests/formats"), &mut found);
    found.retain(|name| !name.ends_with(".py"));
    assert!(found.len() >= 60, "{}", found.len());
    for format in FORMATS {
        // `fr.jsonl.zst` is an example of both.
        let examples =
            found.iter().filter(|name| name.split('.').skip(1).any(|part| part == *format)).count();
        assert!(examples >= 3, "{format} has {examples} examples in tests/formats; make_texts.py makes more");
    }
}

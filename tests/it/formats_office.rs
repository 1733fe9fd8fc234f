//! Office files, books, PDF, mail and archives as other programs write them are found, and what is broken costs
//! itself only. The files are made by `tests/formats/make_office.py`; the broken ones are made here.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Write as _};

use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::sandbox::{Outcome, Sandbox, project, text};

/// Language, title, date, and words from the middle of the text.
#[rustfmt::skip]
const TEXTS: &[(&str, &str, &str, &str)] = &[
    ("fr", "L'atelier du quai aux tilleuls", "2022-03-10", "\"sans perdre un seul ressort\""),
    ("ko", "강변 배움터의 저녁 교실",           "2021-03-15", "\"태엽을 하나도 잃지 않고\""),
    ("ar", "ورشة المساء عند رصيف النخيل",   "2019-10-07", "\"دون أن يضيع أي نابض\""),
];

/// Files that state their title and date.
const STATING: &[&str] = &["docx", "odt", "epub", "rtf", "pptx", "odp", "ods", "xlsx", "pdf", "eml"];

fn with_fixtures() -> Sandbox {
    let sandbox = Sandbox::new();
    for entry in fs::read_dir(project().join("tests/formats/office")).expect("fixtures").flatten() {
        let name = format!("office/{}", entry.file_name().to_string_lossy());
        sandbox.write(&name, &fs::read(entry.path()).expect("a fixture"));
    }
    sandbox.index(&["office"]);
    sandbox
}

fn shown(sandbox: &Sandbox, id: &str) -> Value {
    let outcome = sandbox.run(&["show", "--index", "ix", "--format", "json", id]);
    assert_eq!(outcome.code, 0, "`{id}` is not there:\n{}", outcome.stderr);
    serde_json::from_str(&outcome.stdout).expect("JSON")
}

/// Ids of all documents that hold the words, those that repeat another one too.
fn all(answer: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for hit in answer["hits"].as_array().expect("hits") {
        found.insert(text(&hit["document"]["id"]));
        for repeat in hit["also_in"].as_array().into_iter().flatten() {
            found.insert(text(&repeat["document"]));
        }
    }
    found
}

#[test]
fn every_format_in_every_language_is_found_with_its_title_and_date() {
    let sandbox = with_fixtures();
    for (number, (language, title, date, words)) in TEXTS.iter().enumerate() {
        let answer = sandbox.search(&[words, "--limit", "100"]);
        let found = all(&answer);
        let heading = heading(language);
        let mut expected: Vec<String> =
            STATING.iter().map(|ending| format!("office/{language}.{ending}")).collect();
        expected.extend([
            format!("office/{language}.eml/{heading}.rtf"),
            format!("office/all.mbox/{}", number + 1),
            format!("office/all.mbox/{}/{heading}.rtf", number + 1),
            format!("office/{language}.zip/{heading}/page.txt"),
            format!("office/{language}.zip/deep/text.odt"),
            format!("office/{language}.tar.gz/{heading}/{title}.txt"),
            format!("office/{language}.txt.gz"),
            format!("{language}-1"),
            format!("{language}-2"),
        ]);
        for id in &expected {
            assert!(found.contains(id), "`{id}` is not among the answers to {words}: {found:#?}");
        }
        for ending in STATING {
            let document = &shown(&sandbox, &format!("office/{language}.{ending}"))["document"];
            assert_eq!(text(&document["title"]), *title, "{language}.{ending}");
            assert_eq!(text(&document["date"]), *date, "{language}.{ending}");
        }
        let extra = &shown(&sandbox, &format!("office/{language}.eml"))["document"]["extra"];
        assert!(text(&extra["from"]).ends_with("<lettre@example.org>"), "{extra}");
    }
}

fn heading(language: &str) -> &'static str {
    match language {
        "fr" => "Réparer ensemble",
        "ko" => "함께 고치는 시간",
        _ => "نصلح معا",
    }
}

#[test]
fn passages_of_files_with_pages_tell_the_page() {
    let sandbox = with_fixtures();
    for (language, _, _, words) in TEXTS {
        let answer = shown(&sandbox, &format!("office/{language}.pdf"));
        let passages = answer["passages"].as_array().expect("passages");
        let page_of = |words: &str| {
            let holds = |passage: &&Value| text(&passage["text"]).contains(words);
            passages
                .iter()
                .find(holds)
                .map(|passage| (passage["first_page"].clone(), passage["last_page"].clone()))
        };
        let words = words.trim_matches('"');
        assert_eq!(page_of(words), Some((Value::from(2), Value::from(2))), "{language} {answer:#}");
    }
    let outcome = sandbox.run(&["search", "--index", "ix", TEXTS[0].3, "--limit", "40"]);
    assert!(outcome.stdout.contains("   page "), "{}", outcome.stdout);
    let plain = shown(&sandbox, "office/fr.docx");
    assert!(plain["passages"][0].get("first_page").is_none(), "{plain:#}");
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(bytes).expect("its bytes");
    }
    writer.finish().expect("an archive").into_inner()
}

fn docx(body: &str) -> Vec<u8> {
    zipped(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", body.as_bytes())])
}

const GOOD: &[u8] = b"The evening school opens its doors to everybody who wants to learn a trade again.";

/// Indexes one bad file beside a good one; the good one must be found.
fn beside(name: &str, bytes: &[u8]) -> Outcome {
    let sandbox = Sandbox::new();
    sandbox.write("docs/good.txt", GOOD);
    sandbox.write(&format!("docs/{name}"), bytes);
    let outcome = sandbox.run(&["index", "--index", "ix", "docs"]);
    let found = sandbox.found(&["evening school"]);
    assert!(found.contains(&"docs/good.txt".to_owned()), "{name}: {found:?}\n{}", outcome.stderr);
    outcome
}

/// Holds that a bad file is told with these words.
fn told(name: &str, bytes: &[u8], words: &str) {
    let outcome = beside(name, bytes);
    assert_eq!(outcome.code, 2, "{name}: {}", outcome.stderr);
    assert!(outcome.stderr.contains(words), "{name} should say `{words}`:\n{}", outcome.stderr);
    assert!(outcome.stderr.contains("hint: "), "{}", outcome.stderr);
}

#[test]
fn bombs_and_nests_are_stopped() {
    let zeros = vec![b' '; 80 << 20];
    told(
        "bomb.zip",
        &zipped(&[("bomb.txt", &zeros)]),
        "asks for too much: it unpacks to more than 200 times its size",
    );
    let mut nest = zipped(&[("a.txt", GOOD)]);
    for _ in 0..8 {
        nest = zipped(&[("n.zip", &nest)]);
    }
    told("nest.zip", &nest, "it lies in more than 4 archives");
    let deep = "<w:p>".repeat(100_000);
    told("deep.docx", &docx(&deep), "its elements stand more than 512 deep in each other");
    told("big.docx", &docx(&" ".repeat(300 << 20)), "asks for too much");
}

#[test]
fn names_that_deceive_are_passed_over() {
    told("out.zip", &zipped(&[("../../etc/out.txt", GOOD)]), "its name leads out of the archive");
    // A name that is no UTF-8 is decoded, and its part is read.
    let mut odd = zipped(&[("caf_.txt", b"The library lends tools as well.")]);
    for at in 0..odd.len() - 8 {
        if &odd[at..at + 8] == b"caf_.txt" {
            odd[at + 3] = 0xE9;
        }
    }
    let outcome = beside("odd.zip", &odd);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
}

#[test]
fn locked_and_broken_files_are_told() {
    let mut locked = zipped(&[("a.txt", GOOD)]);
    for at in 0..locked.len() - 10 {
        match &locked[at..at + 4] {
            b"PK\x03\x04" => locked[at + 6] |= 1,
            b"PK\x01\x02" => locked[at + 8] |= 1,
            _ => {}
        }
    }
    told("locked.zip", &locked, "`docs/locked.zip/a.txt` is locked with a password");
    let fixture =
        |name: &str| fs::read(project().join("tests/formats/office").join(name)).expect("a fixture");
    for name in ["fr.docx", "ko.odt", "ar.epub", "fr.xlsx"] {
        let bytes = fixture(name);
        told(&format!("cut-{name}"), &bytes[..bytes.len() / 2], "it is cut off or damaged");
    }
    told("cut.txt.gz", &fixture("fr.txt.gz")[..90], "cut.txt.gz");
    told("empty.pdf", b"%PDF-1.7\n%%EOF", "cannot read `docs/empty.pdf` as a PDF file");
    let cyclic =
        b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[2 0 R 1 0 R]\
        /Count 2/Parent 2 0 R>>\nendobj\ntrailer\n<</Root 1 0 R/Prev 0>>\n%%EOF";
    assert_eq!(beside("cyclic.pdf", cyclic).code, 2);
    told("old.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", "an old Office file");
}

//! Each limit of `gnlc index` is told with the option that raises it, leaves one file out, and is raised by that option.

use std::fs;
use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::sandbox::{Sandbox, project};

const GOOD: &[u8] = b"The evening school mends nets and reads sea charts.";

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(bytes).expect("its bytes");
    }
    writer.finish().expect("an archive").into_inner()
}

/// Holds that a file is left out under a limit, with a sentence and the option, that the good one beside it is found, and
/// that nothing is said without the option.
fn held(name: &str, bytes: &[u8], option: &str, value: &str, sentence: &str) {
    let sandbox = Sandbox::new();
    sandbox.write("docs/good.txt", GOOD);
    sandbox.write(&format!("docs/{name}"), bytes);
    let outcome = sandbox.run(&["index", "--index", "ix", "docs", option, value]);
    assert_eq!(outcome.code, 2, "{name}: {}", outcome.stderr);
    for words in [
        &format!("`docs/{name}"),
        &format!("asks for too much: {sentence}"),
        &format!("`gnlc index {option} "),
    ] {
        assert!(outcome.stderr.contains(words), "{name} should say {words}\n{}", outcome.stderr);
    }
    assert_eq!(sandbox.found(&["sea charts"]), ["docs/good.txt"]);
    let outcome = sandbox.run(&["index", "--index", "ix", "docs"]);
    assert_eq!(outcome.code, 0, "{name} without {option}: {}", outcome.stderr);
    assert!(sandbox.search(&["lighthouse"])["total"]["documents"].as_u64() > Some(0), "{name}");
}

#[test]
fn size() {
    let text = "A lighthouse keeper teaches knots. ".repeat(400);
    held("large.txt", text.as_bytes(), "--max-file-size", "10KB", "it is larger than 9.8 KiB");
    held(
        "large.zip",
        &zipped(&[("a.txt", text.as_bytes())]),
        "--max-file-size",
        "10KB",
        "it is larger than 9.8 KiB",
    );
}

#[test]
fn what_is_unpacked() {
    let text = "A lighthouse keeper teaches knots. ".repeat(400);
    let parts = zipped(&[("a.txt", text.as_bytes()), ("b.txt", text.as_bytes())]);
    held("two.zip", &parts, "--max-unpacked", "10KiB", "its parts unpack to more than 10 KiB");
}

#[test]
fn expansion() {
    let text = "A lighthouse keeper teaches knots. ".repeat(40_000);
    let dense: String =
        (0..40_000).map(|number| format!("Lighthouse {} burns. ", number * 7919 % 99_991)).collect();
    assert!(text.len() > 1 << 20);
    held(
        "dense.zip",
        &zipped(&[("a.jsonl", format!("{{\"text\":\"lighthouse\",\"x\":\"{dense}{dense}\"}}").as_bytes())]),
        "--max-expansion",
        "2",
        "it unpacks to more than 2 times its size",
    );
}

#[test]
fn depth() {
    let body = format!(
        "{}<w:t>A lighthouse keeper teaches knots.</w:t>{}",
        "<w:p><w:r>".repeat(20),
        "</w:r></w:p>".repeat(20)
    );
    let docx = zipped(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", body.as_bytes())]);
    held("deep.docx", &docx, "--max-depth", "30", "its elements stand more than 30 deep in each other");
}

#[test]
fn archives() {
    let inner = zipped(&[("a.txt", b"A lighthouse keeper teaches knots.")]);
    let archive = zipped(&[("b.zip", &zipped(&[("c.zip", &inner)]))]);
    held("nest.zip", &archive, "--max-archives", "1", "it lies in more than 1 archives");
}

#[test]
fn documents() {
    let list: Vec<String> =
        (0..9).map(|number| format!("{{\"text\":\"The lighthouse number {number} learns.\"}}")).collect();
    let list = format!("[{}]", list.join(","));
    held(
        "many.json",
        list.as_bytes(),
        "--max-documents",
        "5",
        "it has more than 5 records; those before were read",
    );
}

#[test]
fn pages() {
    let fixture =
        |name: &str| fs::read(project().join("tests/formats/office").join(name)).expect("a fixture");
    for (name, what) in [("fr.pdf", "pages"), ("fr.pptx", "slides"), ("fr.odp", "slides")] {
        let sandbox = Sandbox::new();
        sandbox.write("docs/good.txt", GOOD);
        sandbox.write(&format!("docs/{name}"), &fixture(name));
        let outcome = sandbox.run(&["index", "--index", "ix", "docs", "--max-pages", "1"]);
        assert_eq!(outcome.code, 2, "{name}: {}", outcome.stderr);
        let sentence = format!("`docs/{name}` asks for too much: it has more than 1 {what}");
        assert!(outcome.stderr.contains(&sentence), "{name}: {}", outcome.stderr);
        assert!(outcome.stderr.contains("`gnlc index --max-pages N`"), "{}", outcome.stderr);
        assert_eq!(sandbox.found(&["sea charts"]), ["docs/good.txt"]);
        assert_eq!(sandbox.run(&["index", "--index", "ix", "docs"]).code, 0, "{name}");
        assert_eq!(sandbox.search(&["ressort"])["total"]["documents"], 1, "{name}");
    }
}

#[test]
fn lines() {
    let text = "A lighthouse keeper teaches knots.\n".repeat(40);
    held("long.txt", text.as_bytes(), "--max-lines", "39", "it has more than 39 lines");
    held(
        "long.zip",
        &zipped(&[("a.txt", text.as_bytes())]),
        "--max-lines",
        "39",
        "it has more than 39 lines",
    );
}

#[test]
fn cells() {
    let sandbox = Sandbox::with(&[("docs/table.csv", "town,year\nCork,2015\nLimerick,2017\nDublin,2019\n")]);
    let outcome = sandbox.run(&["index", "--index", "ix", "docs", "--max-cells", "5"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(
        outcome.stderr.contains("it has more than 5 cells; those behind them were not read"),
        "{}",
        outcome.stderr
    );
    assert_eq!(sandbox.search(&["Cork"])["total"]["documents"], 1);
    assert_eq!(sandbox.search(&["--literal", "Dublin"])["total"]["documents"], 0);
}

//! What is promised to every caller: the same bytes out whatever the threads and the history.

use std::fs;

use serde_json::Value;

use crate::sandbox::{Sandbox, dumps, project};

/// Questions of every kind over `seeds/`.
const QUESTIONS: &[&[&str]] = &[
    &["lifelong learning"],
    &["lifelong learning", "--country", "China"],
    &["南京 终身学习"],
    &["평생학습", "--facet", "city", "--facet", "lang", "--facet", "kind", "--facet", "region"],
    &["learning cities", "--limit", "200"],
    &["learning cities", "--limit", "40", "--offset", "25", "--group", "document"],
    &["cities", "--sort", "newest", "--limit", "50"],
    &["--year", "2020", "--limit", "100"],
    &["\"learning city\" -award"],
];

/// The answers of an index, without the time they took.
fn answers(sandbox: &Sandbox, index: &str) -> Vec<Value> {
    let ask = |question: &&[&str]| {
        let mut arguments = vec!["search", "--index", index, "--format", "json"];
        arguments.extend(*question);
        let outcome = sandbox.run(&arguments);
        assert!(outcome.code < 2, "{question:?}: {}", outcome.stderr);
        let mut answer: Value = serde_json::from_str(&outcome.stdout).unwrap();
        answer.as_object_mut().unwrap().remove("took_ms");
        answer
    };
    QUESTIONS.iter().map(ask).collect()
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn indexed(sandbox: &Sandbox, index: &str, arguments: &[&str]) {
    let mut all = vec!["index", "--index", index];
    all.extend(arguments);
    let outcome = sandbox.run(&all);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
}

#[test]
fn answers_do_not_depend_on_threads_or_history() {
    let sandbox = Sandbox::new();
    copy(&project().join("seeds"), &sandbox.path().join("seeds"));
    if let Some(dumps) = dumps() {
        copy(&dumps, &sandbox.path().join("seeds/dumps"));
    }
    indexed(&sandbox, "one", &["seeds", "--jobs", "1"]);
    let expected = answers(&sandbox, "one");

    indexed(&sandbox, "two", &["seeds", "--jobs", "2"]);
    assert_eq!(answers(&sandbox, "two"), expected, "two threads answer otherwise than one");

    // The same folder in two runs: cities first, then everything.
    indexed(&sandbox, "runs", &["seeds/cities"]);
    indexed(&sandbox, "runs", &["seeds"]);
    assert_eq!(answers(&sandbox, "runs"), expected, "two runs answer otherwise than one");

    // A document that was otherwise before, and one that is gone.
    let cork = sandbox.path().join("seeds/cities/cork.md");
    let text = fs::read_to_string(&cork).unwrap();
    fs::write(&cork, format!("{text}\nLifelong learning, lifelong learning, lifelong learning.\n")).unwrap();
    sandbox.write(
        "seeds/passing.txt",
        b"Passing\n\nA text about lifelong learning in learning cities that will go.\n",
    );
    indexed(&sandbox, "changed", &["seeds"]);
    assert_ne!(answers(&sandbox, "changed"), expected);
    fs::write(&cork, text).unwrap();
    fs::remove_file(sandbox.path().join("seeds/passing.txt")).unwrap();
    indexed(&sandbox, "changed", &["seeds", "--prune"]);
    assert_eq!(answers(&sandbox, "changed"), expected, "what was removed still counts");
}

/// More equal answers than are looked at for repeats: which ones are is no matter of the segment they are in.
#[test]
fn equal_answers_beyond_the_depth_do_not_depend_on_history() {
    let sandbox = Sandbox::new();
    let record = |number: usize| {
        format!(
            "{{\"id\": \"n{number:03}\", \"text\": \"Open evening classes in the harbour library begin soon.\"}}\n"
        )
    };
    let odd: Vec<String> = (0..205).filter(|number| number % 2 == 1).map(record).collect();
    let even: String = (0..205).filter(|number| number % 2 == 0).map(record).collect();
    // Worse ones behind them: the last place that is held is none of theirs.
    let worse =
        (0..30).map(|number| format!("{{\"id\": \"w{number}\", \"text\": \"The library is closed.\"}}\n"));
    let odd: String = odd.into_iter().chain(worse).collect();
    sandbox.write("docs/a.jsonl", odd.as_bytes());
    indexed(&sandbox, "runs", &["docs"]);
    sandbox.write("docs/b.jsonl", even.as_bytes());
    indexed(&sandbox, "runs", &["docs"]);
    indexed(&sandbox, "one", &["docs", "--jobs", "1"]);
    let ask = |index: &str| {
        let question = ["harbour library", "--index", index, "--format", "json", "--limit", "10"];
        let outcome = sandbox.run(&[&["search"][..], &question].concat());
        let answer: Value = serde_json::from_str(&outcome.stdout).unwrap();
        answer["hits"].clone()
    };
    let hits = ask("one");
    assert_eq!(hits[0]["also_in"].as_array().map(Vec::len), Some(199), "{hits}");
    assert_eq!(ask("runs"), hits);
}

#[test]
fn every_original_is_the_bytes_of_its_file() {
    let mut folders = vec![project().join("seeds")];
    folders.extend(dumps());
    let mut seen = 0;
    for folder in folders {
        let sandbox = Sandbox::new();
        copy(&folder, &sandbox.path().join("docs"));
        sandbox.index(&["docs"]);
        let answer = sandbox.search(&["--limit", "100000"]);
        let mut joined = 0;
        for hit in answer["hits"].as_array().unwrap() {
            let path = hit["document"]["path"].as_str().unwrap();
            let bytes = fs::read(sandbox.path().join(path)).unwrap();
            let passage = &hit["passage"];
            let at = |name: &str| passage[name].as_u64().unwrap() as usize;
            let original = passage["original"].as_str().unwrap();
            assert_eq!(original.as_bytes(), &bytes[at("start")..at("end")], "{}", hit["id"]);
            assert!(original.chars().count() <= 1_000, "{} is too long", hit["id"]);
            // Lines are where they are said to be.
            let line = |byte: usize| bytes[..byte].iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
            assert_eq!(passage["first_line"], line(at("start")), "{}", hit["id"]);
            assert_eq!(passage["last_line"], line(at("end").max(1) - 1), "{}", hit["id"]);
            let text = passage["text"].as_str().unwrap();
            for mark in hit["highlights"].as_array().unwrap() {
                let (start, end) = (mark[0].as_u64().unwrap() as usize, mark[1].as_u64().unwrap() as usize);
                assert!(text.get(start..end).is_some_and(|marked| !marked.is_empty()), "{}", hit["id"]);
            }
            seen += 1;
            joined += hit["also_in"].as_array().map_or(0, Vec::len);
        }
        assert_eq!(answer["total"]["passages"], answer["hits"].as_array().unwrap().len() + joined);
    }
    assert!(seen > 300, "only {seen} passages were looked at");
}

#[test]
fn counts_are_exact_and_each_facet_keeps_its_own_choices() {
    let sandbox = Sandbox::new();
    let record = |id: &str, country: &str, year: u32, text: &str| {
        format!("{{\"id\":\"{id}\",\"country\":\"{country}\",\"year\":{year},\"text\":\"{text}\"}}\n")
    };
    let records = [
        record("a", "CN", 2020, "An open library."),
        record("b", "CN", 2024, "A library by night."),
        record("c", "KR", 2024, "A library by the sea."),
        record("d", "KR", 2016, "A school garden."),
        record("e", "FI", 2020, "The library of tools."),
    ];
    sandbox.write("r.jsonl", records.concat().as_bytes());
    sandbox.index(&["r.jsonl"]);
    let answer = sandbox.search(&[
        "library",
        "--country",
        "KR",
        "--facet",
        "country",
        "--facet",
        "year",
        "--facet",
        "region",
    ]);
    assert_eq!(answer["total"], serde_json::json!({"passages": 1, "documents": 1}));
    let counts = |facet: &str| -> Vec<(String, u64)> {
        let values = answer["facets"][facet].as_array().unwrap();
        values
            .iter()
            .map(|value| (value["value"].as_str().unwrap().to_owned(), value["documents"].as_u64().unwrap()))
            .collect()
    };
    // The country list is not shrunk by the country chosen; the others are.
    assert_eq!(counts("country"), [("CN".to_owned(), 2), ("FI".to_owned(), 1), ("KR".to_owned(), 1)]);
    assert_eq!(counts("year"), [("2024".to_owned(), 1)]);
    assert_eq!(counts("region"), [("asia-pacific".to_owned(), 1)]);
    // Two facets: joined by and; two values: by or.
    let found = sandbox.found(&["library", "--country", "CN", "--country", "FI", "--year", "2020"]);
    assert_eq!(found.len(), 2, "{found:?}");
}

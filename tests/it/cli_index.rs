//! `gnlc index`: what is read, what is left, what is told; and `stats`, `completions`, `man`.

use std::fs;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::docs::commands;
use crate::sandbox::{Outcome, Sandbox, age, text};

const CORK: &str = "Cork\n\nEvery spring the city holds a festival of learning.\n";
const ESPOO: &str = "Espoo\n\nThe saunas of the town have shelves of books.\n";

fn two_texts() -> Sandbox {
    let sandbox = Sandbox::with(&[("docs/cork.txt", CORK), ("docs/espoo.txt", ESPOO)]);
    sandbox.index(&["docs"]);
    sandbox
}

/// Runs `index` on `docs` and gives what is told, which must have gone well.
fn told(sandbox: &Sandbox, arguments: &[&str]) -> String {
    let mut all = vec!["index", "docs", "--index", "ix"];
    all.extend(arguments);
    let outcome = sandbox.run(&all);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (0, ""), "{}", outcome.stderr);
    outcome.stderr
}

/// Path and content of every file of the index.
fn files(sandbox: &Sandbox) -> Vec<(PathBuf, Vec<u8>)> {
    let mut folders = vec![sandbox.path().join("ix")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push((path.clone(), fs::read(path).unwrap()));
            }
        }
    }
    files.sort();
    assert!(files.len() > 2, "the index lies elsewhere now");
    files
}

#[test]
fn a_second_run_reads_nothing() {
    let sandbox = two_texts();
    // What was read within seconds of its making is in doubt, so it is read once more.
    for name in ["docs/cork.txt", "docs/espoo.txt"] {
        age(&sandbox.path().join(name), 3);
    }
    told(&sandbox, &[]);
    let before = files(&sandbox);
    let told = told(&sandbox, &[]);
    assert!(told.starts_with("read 0 sources: 0 documents, 0 passages; 2 unchanged ("), "{told}");
    assert_eq!(files(&sandbox), before, "the index is as it was");
    // A file that is only touched has not changed.
    sandbox.write("docs/cork.txt", CORK.as_bytes());
    assert!(self::told(&sandbox, &[]).contains("2 unchanged"));
}

#[test]
fn a_changed_file_is_replaced() {
    let sandbox = two_texts();
    sandbox.write("docs/cork.txt", "Cork\n\nA regatta on the river, with lessons.\n".as_bytes());
    let told = told(&sandbox, &[]);
    assert!(told.starts_with("read 1 source: 1 document, 1 passage; 1 unchanged ("), "{told}");
    assert_eq!(sandbox.found(&["regatta"]), ["docs/cork.txt"]);
    assert!(sandbox.found(&["festival"]).is_empty(), "the old text is still found");
    assert_eq!(sandbox.found(&["saunas"]), ["docs/espoo.txt"]);
}

#[test]
fn a_removed_file_stays_until_it_is_pruned() {
    let sandbox = two_texts();
    sandbox.write("elsewhere/lucca.txt", "Lucca\n\nA school on the town wall.\n".as_bytes());
    sandbox.index(&["elsewhere"]);
    fs::remove_file(sandbox.path().join("docs/espoo.txt")).unwrap();
    fs::remove_file(sandbox.path().join("elsewhere/lucca.txt")).unwrap();
    told(&sandbox, &[]);
    assert_eq!(sandbox.found(&["saunas"]), ["docs/espoo.txt"]);
    let told = told(&sandbox, &["--prune"]);
    assert!(told.contains("; 1 unchanged; 1 removed ("), "{told}");
    assert!(sandbox.found(&["saunas"]).is_empty());
    assert_eq!(sandbox.found(&["festival"]), ["docs/cork.txt"]);
    // Only what lay below the given path was looked for.
    assert_eq!(sandbox.found(&["school"]), ["elsewhere/lucca.txt"]);
}

#[test]
fn a_dry_run_tells_and_writes_nothing() {
    let sandbox = two_texts();
    sandbox.write("docs/new.txt", b"New\n\nA text.\n");
    fs::remove_file(sandbox.path().join("docs/espoo.txt")).unwrap();
    let before = files(&sandbox);
    let told = told(&sandbox, &["--dry-run", "--prune"]);
    assert!(told.starts_with("would read 1 source; 1 unchanged; 1 removed ("), "{told}");
    assert_eq!(files(&sandbox), before);
    let outcome = sandbox.run(&["index", "docs", "--index", "fresh", "--dry-run"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(!sandbox.path().join("fresh").exists(), "a dry run makes no index");
}

#[test]
fn a_rebuilt_index_holds_only_what_is_given() {
    let sandbox = two_texts();
    let outcome = sandbox.run(&["index", "docs/cork.txt", "--rebuild", "--index", "ix"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert_eq!(sandbox.found(&["festival"]), ["docs/cork.txt"]);
    assert!(sandbox.found(&["saunas"]).is_empty());
}

#[test]
fn a_report_says_what_became_of_each_file() {
    let sandbox = two_texts();
    sandbox.write("docs/cork.txt", "Cork\n\nA café.\n".as_bytes());
    sandbox.write("docs/empty.txt", b"");
    sandbox.write("docs/thai.txt", "ห้องสมุดของเมืองเปิดตอนกลางคืนสำหรับทุกคน\n".as_bytes());
    let outcome = sandbox.run(&["index", "docs", "--index", "ix", "--report", "report.jsonl"]);
    assert_eq!(outcome.code, 2, "one file could not be read");
    let report = fs::read_to_string(sandbox.path().join("report.jsonl")).unwrap();
    let lines: Vec<Value> = report.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told: Vec<(String, String, u64)> = lines
        .iter()
        .map(|line| (text(&line["path"]), text(&line["status"]), line["passages"].as_u64().unwrap()))
        .collect();
    let expected =
        [("cork", "read", 1), ("empty", "failed", 0), ("espoo", "skipped", 0), ("thai", "read", 1)];
    assert_eq!(
        told,
        expected.map(|(name, status, passages)| (format!("docs/{name}.txt"), status.to_owned(), passages))
    );
    assert_eq!(lines[3]["languages"], serde_json::json!(["th"]));
    assert_eq!(lines[3]["encoding"], "UTF-8");
    assert_eq!(lines[3]["shapes"], serde_json::json!(["article"]));
}

#[test]
fn a_fast_index_is_smaller_and_finds_the_same_words() {
    let sandbox = two_texts();
    let outcome = sandbox.run(&["index", "docs", "--fast", "--index", "fast"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let size = |index: &str| {
        let outcome = sandbox.run(&["stats", "--index", index, "--format", "json"]);
        let statistics: Value = serde_json::from_str(&outcome.stdout).unwrap();
        statistics["index_bytes"].as_u64().unwrap()
    };
    assert!(size("fast") < size("ix"), "{} is not less than {}", size("fast"), size("ix"));
    let outcome = sandbox.run(&["search", "--index", "fast", "festivals", "--format", "trec"]);
    assert!(outcome.stdout.starts_with("1 Q0 docs/cork.txt 1 "), "{}", outcome.stdout);
    // A run that goes on with an index keeps its kind.
    sandbox.write("docs/new.txt", b"Lucca\n\nA school on the town wall.\n");
    assert_eq!(sandbox.run(&["index", "docs", "--index", "fast"]).code, 0);
    assert_eq!(sandbox.run(&["search", "--index", "fast", "school"]).code, 0);
}

#[test]
fn records_of_standard_input_replace_those_of_the_same_id() {
    let sandbox = Sandbox::new();
    let pipe = |records: &str| {
        let outcome = sandbox.pipe(&["index", "-", "--index", "ix"], records.as_bytes());
        assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    };
    pipe(
        "{\"id\":\"a\",\"text\":\"One library.\"}\n{\"id\":\"b\",\"text\":\"Two schools.\",\"colour\":\"red\"}\n",
    );
    assert_eq!(sandbox.found(&["library"]), ["a"]);
    pipe("{\"id\":\"a\",\"text\":\"Three gardens.\"}\n");
    assert!(sandbox.found(&["library"]).is_empty(), "the old record is still found");
    assert_eq!(sandbox.found(&["gardens"]), ["a"]);
    let answer = sandbox.search(&["schools"]);
    assert_eq!(answer["hits"][0]["document"]["id"], "b");
    assert_eq!(answer["hits"][0]["document"]["extra"], serde_json::json!({"colour": "red"}));
}

#[test]
fn a_quiet_run_tells_only_errors() {
    let sandbox = two_texts();
    sandbox.write("docs/new.txt", b"New\n\nA text.\n");
    assert_eq!(told(&sandbox, &["--quiet"]), "");
    sandbox.write("docs/empty.txt", b"");
    let outcome = sandbox.run(&["index", "docs", "--index", "ix", "-q"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("docs/empty.txt"), "{}", outcome.stderr);
    assert!(!outcome.stderr.contains("MB/s"), "{}", outcome.stderr);
}

#[test]
fn sizes_of_memory_are_read_as_people_write_them() {
    let sandbox = two_texts();
    let run = |size: &str| -> Outcome {
        sandbox.run(&[
            "index",
            "docs",
            "--index",
            "sized",
            "--rebuild",
            "--jobs",
            "1",
            &format!("--memory={size}"),
        ])
    };
    // More than the engine can hold is not more than a person may offer.
    for size in ["1", "64m", "200MB", "1GB", "100 MiB", "30000k", "50000000", "64GB"] {
        let outcome = run(size);
        assert_eq!(outcome.code, 0, "{size}: {}", outcome.stderr);
    }
    for size in ["", "MB", "-5", "10XB", "1.5GB", "99999999999999999999GB"] {
        let outcome = run(size);
        assert_eq!(outcome.code, 2, "`{size}` was taken");
        assert!(outcome.stderr.contains("--memory <SIZE>"), "{}", outcome.stderr);
    }
    assert_eq!(sandbox.run(&["index", "docs", "--index", "sized", "--jobs", "0"]).code, 2);
}

#[test]
fn a_watched_folder_gives_its_new_files_by_itself() {
    const PATIENCE: Duration = Duration::from_secs(10);
    let sandbox = two_texts();
    let mut command = sandbox.command(&["index", "docs", "--index", "ix", "--watch", "--quiet"]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts");
    // Its first look at the folder comes soon; what changes after that is seen.
    std::thread::sleep(Duration::from_millis(500));
    sandbox.write("docs/new.txt", "Lucca\n\nA school on the town wall.\n".as_bytes());
    let started = Instant::now();
    let mut found = Vec::new();
    while found.is_empty() && started.elapsed() < PATIENCE {
        std::thread::sleep(Duration::from_millis(200));
        found = sandbox.found(&["school"]);
    }
    let stayed = child.try_wait().expect("its state is known").is_none();
    child.kill().expect("it can be stopped");
    child.wait().expect("it ends");
    assert!(stayed, "it did not stay");
    assert_eq!(found, ["docs/new.txt"], "not found within {PATIENCE:?}");
}

#[test]
fn the_same_file_given_twice_counts_once() {
    let sandbox = Sandbox::with(&[("docs/cork.txt", CORK)]);
    let outcome = sandbox.run(&["index", "docs", "docs/cork.txt", "docs/", "--index", "ix"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert_eq!(sandbox.search(&["festival"])["total"]["passages"], 1);
}

#[test]
fn statistics_say_what_the_index_holds() {
    let sandbox = two_texts();
    let outcome = sandbox.run(&["stats", "--index", "ix", "--format", "json"]);
    let statistics: Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    let bytes = CORK.len() + ESPOO.len();
    for (name, expected) in
        [("passages", 2), ("documents", 2), ("sources", 2), ("source_bytes", bytes as u64)]
    {
        assert_eq!(statistics[name], expected, "{name}");
    }
    assert!(statistics["index_bytes"].as_u64().is_some_and(|bytes| bytes > 0));
    assert_eq!(statistics["facets"]["lang"][0]["value"], "en");
    let shown = sandbox.run(&["stats", "--index", "ix"]);
    assert!(
        shown.stdout.starts_with("2 passages of 2 documents from 2 sources in `ix`\n"),
        "{}",
        shown.stdout
    );
    for wanted in ["MB of sources", "format 7, rules ", "\nlang\n    English  "] {
        assert!(shown.stdout.contains(wanted), "`{wanted}` is missing in\n{}", shown.stdout);
    }
    assert_eq!(sandbox.run(&["stats", "--index", "nowhere"]).code, 2);
}

#[test]
fn shells_and_man_get_every_command() {
    let sandbox = Sandbox::new();
    let commands = commands(&sandbox);
    for arguments in
        [&["completions", "bash"][..], &["completions", "zsh"], &["completions", "fish"], &["man"]]
    {
        let outcome = sandbox.run(arguments);
        assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""), "{arguments:?}");
        for command in &commands {
            assert!(outcome.stdout.contains(command.as_str()), "{arguments:?} does not know `{command}`");
        }
    }
    assert_eq!(sandbox.run(&["completions", "abacus"]).code, 2);
}

#[test]
fn a_file_is_one_source_however_its_path_is_spelt() {
    let sandbox =
        Sandbox::with(&[("docs/cork.txt", "Cork\n\nA learning festival every spring, for everybody.\n")]);
    sandbox.index(&["docs"]);
    for spelling in ["./docs", "docs/../docs", "."] {
        let outcome = sandbox.run(&["index", spelling, "--index", "ix"]);
        assert!(outcome.stderr.contains("1 unchanged"), "{spelling}: {}", outcome.stderr);
    }
    assert_eq!(sandbox.search(&["festival"])["total"]["documents"], 1);
}

#[test]
fn an_empty_folder_is_told() {
    let sandbox = Sandbox::with(&[("docs/README.md", "# About this folder\n")]);
    let outcome = sandbox.run(&["index", "docs", "--index", "ix"]);
    assert_eq!(outcome.code, 0);
    assert!(outcome.stderr.contains("no file that could be read lies there"), "{}", outcome.stderr);
}

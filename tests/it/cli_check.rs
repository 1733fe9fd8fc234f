//! `gnlc check`: a sound index is one line; of a damaged one every file is named, and what to do.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::sandbox::{Outcome, Sandbox};

const TEXTS: &[(&str, &str)] = &[
    (
        "docs/cork.txt",
        "Cork\n\nEvery spring the city holds a festival of learning, and everybody may come.\n",
    ),
    ("docs/espoo.txt", "Espoo\n\nThe saunas of the town have shelves of books on learning.\n"),
    ("docs/nanjing.txt", "南京\n\n南京的图书馆为老年人开设终身学习课程。\n"),
    (
        "ideas.ttl",
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\
         <http://x.example/sauna> a skos:Concept ; skos:prefLabel \"sauna\"@en ; skos:altLabel \"steam bath\"@en .\n",
    ),
];

/// An index with everything an index can have: several segments, a thesaurus of somebody's.
fn indexed() -> Sandbox {
    let sandbox = Sandbox::with(TEXTS);
    for (paths, count) in [(&["docs", "--thesaurus", "ideas.ttl"][..], 3), (&["more"], 4)] {
        if count == 4 {
            sandbox.write("more/lucca.txt", b"Lucca\n\nA school on the town wall.\n");
        }
        sandbox.index(paths);
        assert_eq!(sandbox.search(&[])["total"]["documents"], count);
    }
    sandbox
}

fn check(sandbox: &Sandbox) -> Outcome {
    let outcome = sandbox.run(&["check", "--index", "ix"]);
    assert!(!outcome.stderr.contains("panicked"), "{}", outcome.stderr);
    outcome
}

/// Every file of the index with something in it, by its path there.
fn files(sandbox: &Sandbox) -> Vec<(String, PathBuf)> {
    let root = sandbox.path().join("ix");
    let entries = walkdir::WalkDir::new(&root).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file() && entry.metadata().unwrap().len() > 0);
    let name = |path: &PathBuf| path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
    let found: Vec<_> = files.map(|entry| entry.into_path()).map(|path| (name(&path), path)).collect();
    for wanted in
        ["gnlc.json", "meta.json", ".managed.json", "sources-", "lengths-", "concepts-", "thesaurus-", ".idx"]
    {
        assert!(found.iter().any(|(name, _)| name.contains(wanted)), "no {wanted} among {found:?}");
    }
    found
}

/// The file is named by the library, which needs no process of its own for each bit.
fn found(sandbox: &Sandbox, file: &str, damage: &str) {
    let check = gnlc::index::check(&sandbox.path().join("ix")).unwrap();
    assert!(check.findings.iter().any(|finding| finding.file == file), "{file}, {damage}: {check:?}");
}

/// The file is named, and the command that mends it.
fn named(sandbox: &Sandbox, file: &str, damage: &str) {
    let outcome = check(sandbox);
    assert_eq!(outcome.code, 2, "{file}, {damage}: {outcome:?}");
    assert!(outcome.stdout.contains(&format!("`{file}` ")), "{file}, {damage}: {outcome:?}");
    assert!(outcome.stderr.contains("hint: "), "{file}, {damage}: {outcome:?}");
    assert!(outcome.stderr.contains("gnlc index --rebuild PATH"), "{file}, {damage}: {outcome:?}");
}

#[test]
fn a_sound_index_is_one_line() {
    let sandbox = indexed();
    let outcome = check(&sandbox);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""), "{}", outcome.stdout);
    assert!(
        outcome.stdout.starts_with("sound: 4 passages of 4 documents from 4 sources in `ix` ("),
        "{}",
        outcome.stdout
    );
    assert_eq!(outcome.stdout.lines().count(), 1);
    let outcome = sandbox.run(&["check", "--index", "ix", "--format", "json"]);
    let found: Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!((&found["sound"], &found["findings"]), (&true.into(), &serde_json::json!([])));
    assert_eq!(found["files"], files(&sandbox).len(), "every file is read: {found}");
}

#[test]
fn every_bit_of_every_file_counts() {
    let sandbox = indexed();
    for (file, path) in files(&sandbox) {
        let whole = fs::read(&path).unwrap();
        // Beginning, middle, near the end and end; another bit each time.
        let last = whole.len() - 1;
        for (turn, at) in [0, last / 3, last / 2, last.saturating_sub(20), last].into_iter().enumerate() {
            let mut bytes = whole.clone();
            bytes[at] ^= 1 << ((turn * 3 + at) % 8);
            fs::write(&path, &bytes).unwrap();
            found(&sandbox, &file, &format!("a bit of byte {at} flipped"));
        }
        for length in [0, whole.len() / 2, last] {
            fs::write(&path, &whole[..length]).unwrap();
            found(&sandbox, &file, &format!("cut to {length} bytes"));
        }
        fs::remove_file(&path).unwrap();
        if file == "gnlc.json" {
            // What was left without its manifest is a first build that was stopped.
            assert_eq!(check(&sandbox).code, 2);
        } else {
            named(&sandbox, &file, "removed");
        }
        fs::write(&path, &whole).unwrap();
    }
    assert_eq!(check(&sandbox).code, 0, "everything is as it was");
}

#[test]
fn a_damaged_small_file_is_no_index_to_search() {
    let sandbox = indexed();
    for (file, path) in files(&sandbox) {
        if ![".json", ".jsonl", ".tsv"].iter().any(|ending| file.ends_with(ending)) {
            continue;
        }
        let whole = fs::read(&path).unwrap();
        for bytes in [&whole[..whole.len() / 2], b"", b"{}", b"[]"] {
            fs::write(&path, bytes).unwrap();
            // The engine's list of its own files says nothing of what is found.
            if file.ends_with(".managed.json") && bytes == b"[]" {
                continue;
            }
            for command in [&["search", "festival"][..], &["stats"], &["show", "docs/cork.txt"]] {
                let mut all = command.to_vec();
                all.extend(["--index", "ix"]);
                let outcome = sandbox.run(&all);
                assert_eq!((outcome.code, outcome.stdout.as_str()), (2, ""), "{file}: {outcome:?}");
                assert!(outcome.stderr.contains("gnlc check"), "{file}: {}", outcome.stderr);
                assert!(outcome.stderr.contains("--rebuild"), "{file}: {}", outcome.stderr);
            }
        }
        fs::write(&path, whole).unwrap();
    }
    assert_eq!(sandbox.found(&["festival"]), ["docs/cork.txt"]);
}

#[test]
fn a_search_in_damaged_segments_ends_in_a_sentence_or_an_answer() {
    let sandbox = indexed();
    for (file, path) in files(&sandbox).into_iter().filter(|(file, _)| file.starts_with("segments-")) {
        let whole = fs::read(&path).unwrap();
        for at in [0, whole.len() / 4, whole.len() / 2, whole.len() - 90] {
            let mut bytes = whole.clone();
            bytes[at..].iter_mut().take(8).for_each(|byte| *byte = !*byte);
            fs::write(&path, &bytes).unwrap();
            let outcome = sandbox.run(&["search", "festival learning town", "--index", "ix"]);
            let is_told = outcome.code == 2 && outcome.stderr.contains("gnlc check");
            assert!(outcome.code == 0 || outcome.code == 1 || is_told, "{file}, byte {at}: {outcome:?}");
            for slip in ["panicked", "thread '", "fault of its own"] {
                assert!(!outcome.stderr.contains(slip), "{file}, byte {at}: {}", outcome.stderr);
            }
        }
        fs::write(&path, whole).unwrap();
    }
}

#[test]
fn what_mends_a_damaged_index_mends_it() {
    let sandbox = indexed();
    for kind in [
        "gnlc.json",
        "meta.json",
        ".managed.json",
        "sources-",
        "lengths-",
        "words-",
        "concepts-",
        "thesaurus-",
        ".store",
    ] {
        // A new index has other names.
        let (file, path) = files(&sandbox).into_iter().find(|(file, _)| file.contains(kind)).unwrap();
        fs::write(&path, b"?").unwrap();
        let mut arguments = vec!["index", "docs", "more", "--index", "ix", "--rebuild"];
        let hint = check(&sandbox).stderr;
        if file.starts_with("thesaurus-") {
            assert!(hint.contains("--thesaurus ideas.ttl --index ix"), "{hint}");
            let outcome = sandbox.run(&arguments);
            assert_eq!(outcome.code, 2, "the copy is damaged: {}", outcome.stderr);
            arguments.extend(["--thesaurus", "ideas.ttl"]);
        }
        // What the manifest remembered is lost with it.
        if file == "gnlc.json" {
            arguments.extend(["--thesaurus", "ideas.ttl"]);
        }
        let outcome = sandbox.run(&arguments);
        assert_eq!(outcome.code, 0, "{file}: {}", outcome.stderr);
        assert_eq!(check(&sandbox).code, 0, "{file}");
        assert_eq!(sandbox.found(&["festival"]), ["docs/cork.txt"]);
        assert_eq!(sandbox.found(&["steam bath"]), ["docs/espoo.txt"]);
    }
}

#[test]
fn sources_and_segments_must_agree() {
    let sandbox = indexed();
    let other = Sandbox::with(&TEXTS[..2]);
    other.index(&["docs"]);
    // The list of another index, under its own name and named by nobody, changes nothing …
    let list = |sandbox: &Sandbox| files_named(sandbox, "sources-").pop().unwrap();
    fs::copy(list(&other), sandbox.path().join("ix").join(list(&other).file_name().unwrap())).unwrap();
    let outcome = check(&sandbox);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert!(outcome.stdout.contains("note: 1 leftover"), "{}", outcome.stdout);
    // … and goes with the next run, although that has nothing to read.
    sandbox.index(&["docs"]);
    assert_eq!(check(&sandbox).stdout.lines().count(), 1);
}

fn files_named(sandbox: &Sandbox, beginning: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(sandbox.path().join("ix")).unwrap().flatten().map(|entry| entry.path());
    entries.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with(beginning)).collect()
}

#[test]
fn the_words_of_an_earlier_state_are_tidied_up() {
    let sandbox = Sandbox::with(&[("docs/a.txt", "社区图书馆每周开放，居民都来学习。")]);
    sandbox.index(&["docs"]);
    let before = files_named(&sandbox, "words-");
    fs::write(sandbox.path().join("docs/b.txt"), "城市里的老人喜欢读书和音乐。").unwrap();
    sandbox.index(&["docs"]);
    let after = files_named(&sandbox, "words-");
    assert_eq!((before.len(), after.len()), (1, 1));
    assert_ne!(before, after);
    assert!(!check(&sandbox).stdout.contains("leftover"));
}

#[test]
fn records_of_standard_input_are_no_damage() {
    let sandbox = Sandbox::new();
    for records in [
        "{\"id\":\"a\",\"text\":\"One library.\"}\n{\"id\":\"b\",\"text\":\"Two schools.\"}\n",
        "{\"id\":\"a\",\"text\":\"Three gardens.\"}\n",
    ] {
        let outcome = sandbox.pipe(&["index", "-", "--index", "ix"], records.as_bytes());
        assert_eq!(outcome.code, 0, "{}", outcome.stderr);
        assert_eq!(check(&sandbox).code, 0, "{:?}", check(&sandbox));
    }
}

#[test]
fn where_there_is_no_index_there_is_nothing_to_check() {
    let sandbox = Sandbox::with(&TEXTS[..1]);
    let outcome = sandbox.run(&["check", "--index", "nowhere"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("there is no index in `nowhere`"), "{}", outcome.stderr);
    let outcome = sandbox.run(&["check", "--index", "docs"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("`docs` is not an index"), "{}", outcome.stderr);
}

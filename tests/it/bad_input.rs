//! Bad input gets a sentence that says what, where and what to do next; nothing else is lost.

use std::fs;

use serde_json::Value;

use crate::sandbox::{Outcome, Sandbox};

const CORK: &str = "Cork\n\nThe city holds a learning festival every spring, and everybody may come.\n";

/// Exit code 2, the problem named, a hint given, and never a word of Rust.
fn refused(outcome: &Outcome, named: &str) {
    assert_eq!(outcome.code, 2, "{outcome:?}");
    assert!(outcome.stderr.contains(named), "`{named}` is not named in:\n{}", outcome.stderr);
    assert!(outcome.stderr.contains("hint: "), "no hint in:\n{}", outcome.stderr);
    for slip in ["panicked", "Err(", "Os {", "unwrap"] {
        assert!(!outcome.stderr.contains(slip), "`{slip}` shows in:\n{}", outcome.stderr);
    }
}

/// The good document beside a bad one is found.
fn cork_is_found(sandbox: &Sandbox) {
    assert_eq!(sandbox.found(&["learning festival"]), ["docs/cork.txt"]);
}

#[test]
fn a_missing_path_is_named() {
    refused(&Sandbox::new().run(&["index", "nowhere", "--index", "ix"]), "nowhere");
    refused(&Sandbox::new().run(&["inspect", "nowhere.txt"]), "nowhere.txt");
}

#[test]
fn an_empty_file_costs_only_itself() {
    let sandbox =
        Sandbox::with(&[("docs/cork.txt", CORK), ("docs/empty.txt", ""), ("docs/blank.txt", " \n\n\t")]);
    let outcome = sandbox.run(&["index", "docs", "--index", "ix"]);
    refused(&outcome, "docs/empty.txt");
    refused(&outcome, "docs/blank.txt");
    cork_is_found(&sandbox);
}

#[test]
fn a_title_without_end_is_not_repeated_in_every_passage() {
    let title = "Tidings of the lighthouse and of the harbour below. ".repeat(2_000);
    let text = "The keeper teaches the names of the stars to whoever climbs up. ".repeat(60);
    let record = serde_json::json!({ "id": "long", "title": title, "text": text }).to_string();
    let sandbox = Sandbox::with(&[("docs.jsonl", record.as_str())]);
    sandbox.index(&["docs.jsonl"]);
    let answer = sandbox.search(&["names of the stars"]);
    let hits = answer["hits"].as_array().expect("hits");
    let kept = hits[0]["document"]["title"].as_str().expect("a title");
    assert!(
        answer["total"]["passages"].as_u64() > Some(2)
            && title.starts_with(kept)
            && (1_900..=2_000).contains(&kept.len()),
        "{}",
        kept.len()
    );
    // It is found by its beginning.
    assert_eq!(sandbox.found(&["tidings of the lighthouse"])[0], "long");
}

#[test]
fn a_binary_file_costs_only_itself() {
    let sandbox = Sandbox::with(&[("docs/cork.txt", CORK)]);
    sandbox.write("docs/picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0");
    sandbox.write("docs/numbers.txt", &[0, 1, 2, 3, 0, 0, 255, 254, 9, 0, 0, 7, 0]);
    let outcome = sandbox.run(&["index", "docs", "--index", "ix"]);
    refused(&outcome, "docs/picture.txt");
    refused(&outcome, "docs/numbers.txt");
    cork_is_found(&sandbox);
}

#[test]
fn broken_utf8_is_mended_and_told() {
    let sandbox = Sandbox::with(&[("docs/cork.txt", CORK)]);
    let mut text =
        "Sønderborg\n\nThe town of Sønderborg prioritises citizenship, and neighbours meet in the café. "
            .repeat(4)
            .into_bytes();
    text.extend(b"Its workshops \xff open in autumn.\n");
    sandbox.write("docs/town.txt", &text);
    let outcome = sandbox.run(&["index", "docs", "--index", "ix"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(
        outcome.stderr.contains("docs/town.txt") && outcome.stderr.contains("UTF-8"),
        "{}",
        outcome.stderr
    );
    assert_eq!(sandbox.found(&["workshops autumn"]), ["docs/town.txt"]);
    cork_is_found(&sandbox);
}

#[test]
fn a_line_that_is_no_record_costs_only_itself() {
    let sandbox = Sandbox::with(&[(
        "news.jsonl",
        "{\"id\":\"a\",\"text\":\"An open library in every district.\"}\n\
         {\"id\":\"b\",\"text\":\n\
         {\"id\":\"c\"}\n\
         [1,2]\n\
         {\"id\":\"d\",\"text\":\"Evening courses for night nurses.\"}\n",
    )]);
    let outcome = sandbox.run(&["index", "news.jsonl", "--index", "ix"]);
    for line in ["line 2", "line 3", "line 4"] {
        refused(&outcome, line);
    }
    assert_eq!(sandbox.found(&["library"]), ["a"]);
    assert_eq!(sandbox.found(&["nurses"]), ["d"]);
}

#[test]
fn an_unknown_country_is_refused_with_the_nearest() {
    let sandbox = Sandbox::with(&[("docs/cork.txt", CORK)]);
    sandbox.index(&["docs"]);
    let outcome = sandbox.run(&["search", "--index", "ix", "festival", "--country", "Irland of Oz"]);
    refused(&outcome, "Irland of Oz");
    let outcome = sandbox.run(&["search", "--index", "ix", "festival", "--country", "Irelnd"]);
    refused(&outcome, "Ireland");
    refused(&sandbox.run(&["search", "--index", "ix", "festival", "--region", "Atlantis"]), "Atlantis");
    refused(&sandbox.run(&["search", "--index", "ix", "festival", "--kind", "poem"]), "poem");
    refused(&sandbox.run(&["search", "--index", "ix", "festival", "--lang", "klingon"]), "klingon");
}

#[test]
fn an_impossible_year_or_date_is_refused() {
    let sandbox = Sandbox::with(&[("docs/cork.txt", CORK)]);
    sandbox.index(&["docs"]);
    for year in ["20244", "soon", "2024..2020", "-1"] {
        refused(&sandbox.run(&["search", "--index", "ix", "festival", &format!("--year={year}")]), year);
    }
    for date in ["2024-13", "2024-02-30", "tomorrow"] {
        refused(&sandbox.run(&["search", "--index", "ix", "festival", "--from", date]), date);
    }
}

#[test]
fn an_index_of_another_version_is_refused_with_the_command_that_rebuilds_it() {
    let sandbox = Sandbox::with(&[("docs/cork.txt", CORK)]);
    sandbox.index(&["docs"]);
    let manifest = sandbox.path().join("ix/gnlc.json");
    let written = fs::read_to_string(&manifest).unwrap();
    let mut format: Value = serde_json::from_str(&written).unwrap();
    format["format"] = 99.into();
    // The file holds a hash of itself, which another program would have written too.
    let mut rules: Value = serde_json::from_str(&written).unwrap();
    (rules["rules"], rules["checksum"]) = ("f".into(), "".into());
    let hash = twox_hash::XxHash3_128::oneshot(&serde_json::to_vec_pretty(&rules).unwrap());
    rules["checksum"] = format!("{hash:032x}").into();
    for other in [format, rules] {
        fs::write(&manifest, serde_json::to_vec_pretty(&other).unwrap()).unwrap();
        for command in [["search", "festival"], ["index", "docs"], ["stats", "--color=never"]] {
            let outcome = sandbox.run(&[command[0], command[1], "--index", "ix"]);
            refused(&outcome, "another version");
            refused(&outcome, "gnlc index --rebuild");
        }
        let outcome = sandbox.run(&["check", "--index", "ix"]);
        refused(&outcome, "gnlc index --rebuild");
        assert!(outcome.stdout.starts_with("`gnlc.json` says that another version"), "{}", outcome.stdout);
    }
    // The command that the hint names does mend it.
    let outcome = sandbox.run(&["index", "docs", "--rebuild", "--index", "ix"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    cork_is_found(&sandbox);
}

#[test]
fn a_folder_that_is_no_index_is_left_alone() {
    let sandbox = Sandbox::with(&[("docs/cork.txt", CORK), ("diary/monday.txt", "Not an index.")]);
    refused(&sandbox.run(&["index", "docs", "--index", "diary"]), "diary");
    refused(&sandbox.run(&["search", "festival", "--index", "diary"]), "diary");
    refused(&sandbox.run(&["search", "festival", "--index", "docs/cork.txt"]), "docs/cork.txt");
    assert_eq!(fs::read_to_string(sandbox.path().join("diary/monday.txt")).unwrap(), "Not an index.");
    assert_eq!(fs::read_dir(sandbox.path().join("diary")).unwrap().count(), 1);
}

#[test]
fn a_search_without_an_index_says_how_to_make_one() {
    refused(&Sandbox::new().run(&["search", "festival", "--index", "ix"]), "gnlc index");
    refused(&Sandbox::new().run(&["search", "festival"]), "gnlc index");
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_or_written_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = Sandbox::with(&[("docs/cork.txt", CORK), ("docs/secret.txt", "Not for everybody.")]);
    let secret = sandbox.path().join("docs/secret.txt");
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&secret).is_ok() {
        // The superuser reads everything, so a directory in a file's place stands in for the refusal.
        fs::remove_file(&secret).unwrap();
        std::os::unix::fs::symlink("/proc/self/mem", &secret).unwrap();
    }
    let outcome = sandbox.run(&["index", "docs", "--index", "ix"]);
    refused(&outcome, "docs/secret.txt");
    cork_is_found(&sandbox);
    // An index cannot be made below a file.
    refused(&sandbox.run(&["index", "docs", "--index", "docs/cork.txt/ix"]), "docs/cork.txt/ix");
}

#[test]
fn the_second_of_two_indexers_is_told_to_wait() {
    let sandbox = Sandbox::with(&[("docs/cork.txt", CORK)]);
    sandbox.index(&["docs"]);
    // The lock is the system's, so holding it from here is what another program does.
    let lock = fs::File::create(sandbox.path().join("ix/writer.lock")).unwrap();
    lock.lock().unwrap();
    refused(&sandbox.run(&["index", "docs", "--rebuild", "--index", "ix"]), "another `gnlc index`");
    cork_is_found(&sandbox);
    drop(lock);
    assert_eq!(sandbox.run(&["index", "docs", "--rebuild", "--index", "ix"]).code, 0);
}

#[test]
fn a_stopped_run_leaves_the_last_finished_state() {
    let sandbox = Sandbox::with(&[("docs/cork.txt", CORK)]);
    sandbox.index(&["docs"]);
    let records: String = (0..20_000)
        .map(|n| format!("{{\"id\":\"r{n}\",\"text\":\"Record number {n} about libraries.\"}}\n"))
        .collect();
    sandbox.write("many.jsonl", records.as_bytes());
    let mut child = sandbox.command(&["index", "many.jsonl", "--index", "ix", "--quiet"]).spawn().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(150));
    child.kill().unwrap();
    child.wait().unwrap();
    cork_is_found(&sandbox);
    sandbox.index(&["many.jsonl"]);
    assert_eq!(sandbox.search(&["libraries"])["total"]["documents"], 20_000);
    cork_is_found(&sandbox);
}

#[test]
fn a_question_that_cannot_be_parsed_is_searched_as_words_with_a_note() {
    let sandbox = Sandbox::with(&[("docs/cork.txt", CORK)]);
    sandbox.index(&["docs"]);
    for question in
        ["\"learning festival", "festival)", "(festival", "festival AND", "+ festival", "country:Oz festival"]
    {
        let answer = sandbox.search(&["--", question]);
        assert_eq!(answer["total"]["documents"], 1, "{question}: {answer}");
        if question != "+ festival" {
            assert!(!answer["notes"].as_array().unwrap().is_empty(), "{question} needs a note");
        }
    }
}

#[test]
fn a_file_of_questions_goes_on_behind_a_bad_line() {
    let sandbox = Sandbox::with(&[
        ("docs/cork.txt", CORK),
        (
            "questions.jsonl",
            "{\"id\":\"q1\",\"text\":\"festival\"}\nnonsense\n{\"id\":2,\"text\":\"spring\"}\n",
        ),
    ]);
    sandbox.index(&["docs"]);
    let outcome =
        sandbox.run(&["search", "--index", "ix", "--queries", "questions.jsonl", "--format", "trec"]);
    let questions: Vec<_> = outcome.stdout.lines().map(|line| line.split(' ').next().unwrap()).collect();
    assert_eq!(questions, ["q1", "2"]);
    assert!(outcome.stderr.contains("line 2"), "{}", outcome.stderr);
}

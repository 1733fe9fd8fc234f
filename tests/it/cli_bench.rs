//! `gnlc bench`: the figures that are promised are there, and nothing is left behind.

use serde_json::Value;

use crate::sandbox::{Sandbox, text};

/// Three documents in three languages, long enough to be passages of words.
fn three_languages() -> Sandbox {
    let english = "The library of the town stays open at night, and people of every age come to read.\n";
    let russian = "Городская библиотека открыта ночью, и люди всех возрастов приходят сюда читать книги.\n";
    let chinese = "城市图书馆夜间开放，各年龄段的居民都来这里读书学习。\n";
    Sandbox::with(&[
        ("texts/library.txt", &format!("A town that reads\n\n22 November 2016\n\n{}", english.repeat(20))),
        ("texts/ru.md", &format!("# Читающий город\n\n{}", russian.repeat(20))),
        ("texts/zh.jsonl", &format!("{}\n", serde_json::json!({ "id": "zh", "text": chinese.repeat(20) }))),
    ])
}

fn positive(value: &Value, path: &str) {
    let found = value.pointer(path).unwrap_or_else(|| panic!("`{path}` is missing in {value:#}"));
    assert!(found.as_f64().is_some_and(|number| number > 0.0), "`{path}` is {found}, not a positive number");
}

#[test]
fn every_figure_is_there_and_positive() {
    let sandbox = three_languages();
    let outcome = sandbox.run(&["bench", "texts", "--format", "json", "--questions", "6", "--jobs", "1"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    let figures: Value = serde_json::from_str(&outcome.stdout).expect("the figures are JSON");
    let mut paths: Vec<String> = [
        "/schema_version /input/sources /input/documents /input/passages /input/source_bytes",
        "/input/text_bytes /input/passage_bytes /indexing/jobs /indexing/seconds /indexing/mb_per_second",
        "/indexing/documents_per_second /indexing/passages_per_second /indexing/index_bytes",
        "/indexing/index_to_text /language_detection/seconds /language_detection/mb_per_second",
        "/one_thread/seconds /one_thread/mb_per_second /questions/asked /questions/rounds",
    ]
    .join(" ")
    .split(' ')
    .map(str::to_owned)
    .collect();
    for kind in ["with_facets", "without_facets"] {
        paths.extend(["p50_ms", "p99_ms", "max_ms"].map(|time| format!("/questions/{kind}/{time}")));
    }
    for number in 0..6 {
        paths.extend(["seconds", "mb_per_second", "share"].map(|name| format!("/stages/{number}/{name}")));
    }
    for number in 0..2 {
        paths.extend(["words", "words_per_second"].map(|name| format!("/streams/{number}/{name}")));
    }
    for number in 0..3 {
        let names = ["documents", "passages", "bytes", "words", "mb_per_second", "words_per_second"];
        paths.extend(names.map(|name| format!("/languages/{number}/{name}")));
        let times = ["p50_ms", "p99_ms", "max_ms"];
        paths.extend(times.map(|name| format!("/languages/{number}/questions/{name}")));
    }
    for number in 0..2 {
        let names = [
            "seconds",
            "mb_per_second",
            "index_bytes",
            "index_to_text",
            "our_time_ratio",
            "our_words_and_engine_time_ratio",
            "our_index_ratio",
            "questions/p50_ms",
        ];
        paths.extend(names.map(|name| format!("/raw_engine/{number}/{name}")));
    }
    paths.iter().for_each(|path| positive(&figures, path));
    if cfg!(target_os = "linux") {
        positive(&figures, "/memory/peak_bytes");
        // So little text may take less than a hundredth of a second.
        assert!(figures.pointer("/indexing/processor_seconds").is_some_and(Value::is_number));
    } else {
        assert!(figures.pointer("/memory/peak_bytes").is_some_and(Value::is_null));
    }
    let names = |list: &str, name: &str| -> Vec<String> {
        figures[list].as_array().expect("a list").iter().map(|item| text(&item[name])).collect()
    };
    assert_eq!(names("stages", "name"), ["read", "structure", "passages", "words", "names", "engine"]);
    assert_eq!(names("raw_engine", "words"), ["default", "en_stem"]);
    let mut languages = names("languages", "code");
    languages.sort();
    assert_eq!(languages, ["en", "ru", "zh"]);
}

#[test]
fn people_see_each_language_and_the_index_is_kept_on_demand() {
    let sandbox = three_languages();
    let arguments = ["bench", "texts", "--questions", "3", "--no-baseline", "--fast", "--keep", "kept"];
    let outcome = sandbox.run(&arguments);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    for shown in ["English", "Russian", "Chinese", "3 documents", "MB/s", "p99 ms", "structure", "engine"] {
        assert!(outcome.stdout.contains(shown), "`{shown}` is missing in\n{}", outcome.stdout);
    }
    assert!(!outcome.stdout.contains("Tantivy"), "{}", outcome.stdout);
    assert_eq!(sandbox.run(&["search", "--index", "kept", "library"]).code, 0);
    // An index that is there is not built over.
    let again = sandbox.run(&arguments);
    assert_eq!((again.code, again.stdout.as_str()), (2, ""));
    assert!(again.stderr.contains("`kept` is not a new or empty folder"), "{}", again.stderr);
}

#[test]
fn nothing_is_left_behind_and_a_bad_path_is_an_error() {
    let sandbox = three_languages();
    let temporary = sandbox.path().join("temporary");
    std::fs::create_dir(&temporary).expect("a folder");
    sandbox.write("empty.txt", b"");
    for (path, code, message) in [
        ("texts", 0, ""),
        ("no-such-folder", 2, "there is no file or folder `no-such-folder`"),
        ("empty.txt", 2, "there is no text to measure"),
    ] {
        let mut command = sandbox.command(&["bench", path, "--questions", "1", "--no-baseline"]);
        // The variables by which systems name their folder for temporary things.
        let output = ["TMPDIR", "TMP", "TEMP"]
            .iter()
            .fold(&mut command, |command, name| command.env(name, &temporary))
            .output()
            .expect("the program starts");
        assert_eq!(output.status.code(), Some(code), "{path}");
        assert!(String::from_utf8_lossy(&output.stderr).contains(message), "{path}: {output:?}");
        let left = std::fs::read_dir(&temporary).expect("a folder").count();
        assert_eq!(left, 0, "{path}: something stays in the temporary folder");
    }
}

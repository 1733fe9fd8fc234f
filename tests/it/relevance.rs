//! Questions of our own about `seeds/`, a file for each language, and the report of how well they are
//! answered: a change of quality is a difference in `tests/relevance/report.txt` that someone signs.
//!
//! `UPDATE=1 cargo test relevance` writes the report again; read the difference before you commit.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::sandbox::{Sandbox, project, text};

/// What a document that answers fully is worth, where the file does not say.
const FULL: u32 = 2;
/// Questions answered worse than this are listed.
const WELL: f64 = 0.6;

struct Judged {
    language: String,
    question: String,
    /// Documents with their grades.
    wanted: Vec<(String, u32)>,
}

#[test]
fn the_report_says_how_well_our_questions_are_answered() {
    let judged = judged();
    let sandbox = Sandbox::new();
    let (mut questions, mut qrels) = (String::new(), String::new());
    for (number, Judged { language, question, wanted }) in judged.iter().enumerate() {
        let id = format!("{number:03}");
        let _ = writeln!(questions, "{}", json!({ "id": id, "text": question, "lang": language }));
        for (document, grade) in wanted {
            assert!(project().join(document).is_file(), "`{document}`, wanted by `{question}`, is not there");
            let _ = writeln!(qrels, "{id}\t{document}\t{grade}");
        }
    }
    sandbox.write("questions.jsonl", questions.as_bytes());
    sandbox.write("qrels.tsv", qrels.as_bytes());
    let inside = |name: &str| sandbox.path().join(name).to_string_lossy().into_owned();
    let run = |arguments: &[&str]| {
        let output = sandbox.command(arguments).current_dir(project()).output().expect("the program starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    };
    run(&["index", "seeds", "--quiet", "--index", &inside("ix")]);
    let stdout = run(&[
        "eval",
        &inside("questions.jsonl"),
        &inside("qrels.tsv"),
        "--index",
        &inside("ix"),
        "--format",
        "json",
    ]);
    let report = report(&serde_json::from_slice(&stdout).expect("the figures are JSON"));
    let path = folder().join("report.txt");
    let kept = fs::read_to_string(&path).unwrap_or_default();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &report).expect("the report");
        return;
    }
    assert_eq!(
        kept, report,
        "the questions are answered otherwise than tests/relevance/report.txt says\n\
         help: `UPDATE=1 cargo test relevance`, then read `git diff`"
    );
}

fn folder() -> PathBuf {
    project().join("tests/relevance")
}

/// Every judged question, in the order of the files.
fn judged() -> Vec<Judged> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder())
        .expect("tests/relevance")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| !path.ends_with("report.txt"))
        .collect();
    files.sort();
    let mut judged: Vec<Judged> = Vec::new();
    for path in files {
        let name = path.display();
        let mut language = String::new();
        for line in fs::read_to_string(&path).expect("a file of questions").lines() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(code) = line.strip_prefix("lang ") {
                language = code.to_owned();
            } else if let Some(wanted) = line.strip_prefix("    ") {
                let (document, grade) = wanted.split_once(' ').unwrap_or((wanted, ""));
                let grade = if grade.is_empty() { FULL } else { grade.parse().expect("a grade is a number") };
                let asked =
                    judged.last_mut().unwrap_or_else(|| panic!("{name}: `{document}` answers nothing"));
                asked.wanted.push((format!("seeds/{document}"), grade));
            } else {
                judged.push(Judged {
                    language: language.clone(),
                    question: line.to_owned(),
                    wanted: Vec::new(),
                });
            }
        }
    }
    for Judged { question, wanted, .. } in &judged {
        assert!(!wanted.is_empty(), "nothing answers `{question}`");
    }
    judged
}

/// The figures by language, and the questions that are not answered well.
fn report(figures: &Value) -> String {
    let mut out = String::from("language  questions  nDCG@10  MRR@10  R@10\n");
    let mut row = |name: &str, figures: &Value| {
        let figure = |measure: &str| figures[measure].as_f64().expect("a figure");
        let _ = writeln!(
            out,
            "{name:8}  {:9}  {:7.3}  {:6.3}  {:4.2}",
            figures["queries"],
            figure("ndcg_at_10"),
            figure("mrr_at_10"),
            figure("recall_at_10")
        );
    };
    row("all", &figures["all"]);
    let languages: BTreeMap<String, Value> =
        serde_json::from_value(figures["languages"].clone()).expect("figures by language");
    languages.iter().for_each(|(language, figures)| row(language, figures));
    out.push_str("\nnot answered well (nDCG@10)\n");
    for query in figures["per_query"].as_array().expect("every query") {
        let found = query["ndcg_at_10"].as_f64().expect("a figure");
        if found < WELL {
            let _ = writeln!(out, "  {found:.2}  {}  {}", text(&query["lang"]), text(&query["text"]));
        }
    }
    out
}

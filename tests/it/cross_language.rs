//! Questions in one language whose answer stands in another: `tests/cross_language.tsv`.

use std::fs;

use serde_json::{Value, json};

use crate::sandbox::{Sandbox, project, text};

/// How many of the pairs are answered within the first five passages; it only goes up.
const ANSWERED: usize = 84;

#[test]
fn questions_find_the_passage_in_another_language() {
    let table = fs::read_to_string(project().join("tests/cross_language.tsv")).expect("the pairs");
    let pairs: Vec<Vec<&str>> = table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
        .collect();
    let sandbox = Sandbox::new();
    let index = sandbox.path().join("ix").to_string_lossy().into_owned();
    let run = |arguments: &[&str]| {
        let output = sandbox.command(arguments).current_dir(project()).output().expect("the program starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    run(&["index", "seeds", "--quiet", "--index", &index]);
    let question = |pair: &Vec<&str>| json!({ "id": pair[1], "text": pair[1] }).to_string();
    let questions: Vec<String> = pairs.iter().map(question).collect();
    sandbox.write("questions.jsonl", questions.join("\n").as_bytes());
    let questions = sandbox.path().join("questions.jsonl").to_string_lossy().into_owned();
    let answers =
        run(&["search", "--index", &index, "--queries", &questions, "--format", "jsonl", "--limit", "5"]);
    assert_eq!(answers.lines().count(), pairs.len());
    let mut missed = Vec::new();
    for (line, pair) in answers.lines().zip(&pairs) {
        let answer: Value = serde_json::from_str(line).expect("an answer");
        let hits = answer["hits"].as_array().expect("hits");
        let found: Vec<String> = hits.iter().map(|hit| text(&hit["document"]["id"])).collect();
        if !pair[2].split(' ').any(|wanted| found.iter().any(|found| found == wanted)) {
            missed.push(format!("{}: {}", pair[0], pair[1]));
        }
    }
    let answered = pairs.len() - missed.len();
    assert!(
        answered >= ANSWERED,
        "{answered} of {} pairs are answered, {ANSWERED} were; missed:\n{}",
        pairs.len(),
        missed.join("\n")
    );
}

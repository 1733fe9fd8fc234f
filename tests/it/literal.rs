//! `--literal` ranks as if no name were known: the same texts with a place that nobody knows in its stead rank alike.

use serde_json::{Value, json};

use crate::sandbox::{Sandbox, text};

/// Enough passages that no help with spelling is given: 20 hold the words.
const PASSAGES: usize = 30;

/// Texts about a place; of different lengths, so that their scores differ.
fn texts(place: &str) -> String {
    let record = |number: usize| {
        let filler = "The hall opens early and closes late. ".repeat(number % 5 + 1);
        let often = format!("In {place} a workshop mends looms. ").repeat(number % 3 + 1);
        let text = match number % 4 {
            0 => format!("{often}{filler}"),
            1 => format!("{filler}Weavers of the river quarter meet on Mondays."),
            _ => format!("{filler}{often}Weavers meet there."),
        };
        json!({ "id": format!("d{number:02}"), "text": text }).to_string()
    };
    (0..PASSAGES).map(record).collect::<Vec<_>>().join("\n")
}

/// Documents and scores of a question, best first.
fn ranking(place: &str, literal: bool) -> (Vec<(String, f64)>, usize) {
    let sandbox = Sandbox::new();
    sandbox.write("records.jsonl", texts(place).as_bytes());
    sandbox.index(&["records.jsonl"]);
    let question = format!("{place} weavers workshop");
    let mut arguments =
        vec!["search", "--index", "ix", "--format", "json", "--limit", "40", question.as_str()];
    arguments.extend(literal.then_some("--literal"));
    let outcome = sandbox.run(&arguments);
    let answer: Value = serde_json::from_str(&outcome.stdout).expect("an answer");
    let hits = answer["hits"].as_array().expect("hits");
    let found = hits
        .iter()
        .map(|hit| (text(&hit["document"]["id"]), hit["score"].as_f64().expect("a score")))
        .collect();
    (found, answer["query"]["understood"].as_array().expect("a list").len())
}

#[test]
fn literal_is_the_ranking_without_names() {
    // As many letters, and no four in a row that the other words have too.
    let (unknown, nothing) = ranking("Qojzexu", false);
    assert_eq!(nothing, 0, "the made-up place is understood as something");
    let (literal, nothing) = ranking("Nanjing", true);
    assert_eq!(nothing, 0, "`--literal` understands nothing");
    assert!(literal.len() >= 20, "{literal:?}");
    assert_eq!(literal, unknown);
    let (named, understood) = ranking("Nanjing", false);
    assert_eq!(understood, 1);
    assert_ne!(named, literal, "the name would make no difference");
}

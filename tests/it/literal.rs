//! `--literal` ranks as if no name were known: the same texts with a place that nobody knows in its stead rank alike.

use serde_json::{Value, json};

use crate::sandbox::Sandbox;

/// Enough passages that no help with spelling is given: 20 hold the words.
const PASSAGES: usize = 30;

/// Texts about a place; of different lengths, so that their scores differ.
fn texts(place: &str) -> String {
    let record = |number: usize| {
        let filler = "The hall opens early and closes late. ".repeat(number % 5 + 1);
        let often = format!("In {place} somebody mends lanterns. ").repeat(number % 3 + 1);
        let text = match number % 4 {
            0 => format!("{often}{filler}"),
            1 => format!("{filler}Buckets hang beside the well on Mondays."),
            _ => format!("{filler}{often}Buckets hang there."),
        };
        json!({ "id": format!("d{number:02}"), "text": text, "lang": "en" }).to_string()
    };
    (0..PASSAGES).map(record).collect::<Vec<_>>().join("\n")
}

/// Documents and scores of a question, best first, and how many things it is understood to name.
fn ranking(place: &str, literal: bool) -> (Vec<String>, usize) {
    let sandbox = Sandbox::new();
    sandbox.write("records.jsonl", texts(place).as_bytes());
    sandbox.index(&["records.jsonl"]);
    let question = format!("{place} buckets lanterns");
    let ask = |format: &str| {
        let mut arguments = vec!["search", "--index", "ix", "--limit", "40", "--format", format, &question];
        arguments.extend(literal.then_some("--literal"));
        sandbox.run(&arguments).stdout
    };
    let answer: Value = serde_json::from_str(&ask("json")).expect("an answer");
    // A run lists texts that repeat each other apart, and these do but for the place.
    let run = ask("trec").lines().map(|line| line.split(' ').skip(2).collect::<Vec<_>>().join(" ")).collect();
    (run, answer["query"]["understood"].as_array().expect("a list").len())
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

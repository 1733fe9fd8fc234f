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

#[test]
fn a_passage_that_answers_one_of_two_places_stands_behind_one_that_answers_both() {
    let sandbox = Sandbox::new();
    let texts = [
        (
            "often",
            "Medellín mends lanterns. Medellín lends them out, Medellín counts them, and all of Medellín is proud.",
        ),
        (
            "both",
            "Lanterns from the old harbour were sent by a neighbour in Medellín, on a slow ship that carried wool and \
                  letters as well, to a school in Nanjing that had asked for a light to read by.",
        ),
        ("other", "Buckets hang beside the well."),
    ];
    let records: Vec<String> = texts.map(|(id, text)| json!({ "id": id, "text": text }).to_string()).into();
    sandbox.write("records.jsonl", records.join("\n").as_bytes());
    sandbox.index(&["records.jsonl"]);
    let answer = sandbox.search(&["lanterns Medellín Nanjing", "--explain"]);
    assert_eq!(answer["hits"][0]["document"]["id"], "both", "{answer}");
    let second = answer["hits"][1]["explanation"].as_array().expect("an explanation");
    let taken_off = second.iter().find(|part| part["stream"] == "unanswered").expect("what is taken off");
    assert_eq!(taken_off["term"], "city/CN/nanjing");
    assert!(taken_off["score"].as_f64().expect("a number") < 0.0);
    // One of several is enough where any is asked for, and a city answers for its country.
    for question in ["lanterns (Medellín OR Nanjing)", "lanterns Medellín Colombia"] {
        let answer = sandbox.search(&[question, "--explain"]);
        assert!(!answer.to_string().contains("unanswered"), "{answer}");
    }
}

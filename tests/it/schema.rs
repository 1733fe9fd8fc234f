//! The JSON of `search` is held to its schema, `tests/search.schema.json`.

use std::fs;

use serde_json::Value;

use crate::sandbox::{Sandbox, project};

fn validator() -> jsonschema::Validator {
    let text = fs::read_to_string(project().join("tests/search.schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&text).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

fn assert_valid(validator: &jsonschema::Validator, answer: &Value, question: &str) {
    let wrong: Vec<String> =
        validator.iter_errors(answer).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(wrong.is_empty(), "{question}: {wrong:#?}");
}

#[test]
fn every_answer_validates() {
    let sandbox = Sandbox::new();
    let seeds = project().join("seeds");
    sandbox.index(&[seeds.to_str().unwrap()]);
    let validator = validator();
    let questions: &[&[&str]] = &[
        &["lifelong learning", "--country", "China"],
        &["Türkiye 2020", "--explain"],
        &["终身学习", "--facet", "region", "--facet", "city", "--facet", "lang", "--facet", "kind"],
        &["--limit", "1000"],
        &["--from", "2020-01-01", "--to", "2024-06", "--group", "document"],
        &["nothing-of-this-kind-is-anywhere"],
        &["\"unclosed"],
        &["--limit", "0"],
    ];
    for question in questions {
        assert_valid(&validator, &sandbox.search(question), &question.join(" "));
    }
}

#[test]
fn answers_of_a_batch_validate_line_by_line() {
    let sandbox = Sandbox::with(&[
        ("docs/a.txt", "Cork\n\nA learning festival."),
        (
            "questions.jsonl",
            "{\"id\":\"q1\",\"text\":\"festival\",\"filters\":{\"year\":[\"undated\"]}}\n{\"id\":\"q2\",\"text\":\"x\"}\n",
        ),
    ]);
    sandbox.index(&["docs"]);
    let outcome =
        sandbox.run(&["search", "--index", "ix", "--queries", "questions.jsonl", "--format", "jsonl"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let validator = validator();
    let lines: Vec<Value> = outcome.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.iter().map(|line| line["id"].as_str().unwrap()).collect::<Vec<_>>(), ["q1", "q2"]);
    lines.iter().for_each(|line| assert_valid(&validator, line, "batch"));
}

#[test]
fn the_schema_is_not_a_formality() {
    let validator = validator();
    let mut answer: Value = serde_json::json!({
        "schema_version": 1, "query": {"text": "", "filters": {}, "understood": []}, "took_ms": 0.1,
        "total": {"passages": 0, "documents": 0}, "hits": [], "facets": {}, "notes": []
    });
    assert_valid(&validator, &answer, "an empty answer");
    answer["hits"] = serde_json::json!([{"rank": 1}]);
    assert!(!validator.is_valid(&answer));
}

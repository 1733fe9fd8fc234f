//! `gnlc names`: what a name resolves to, with and without an index.

use serde_json::{Value, json};

use crate::cli_search::seven_records;
use crate::sandbox::{Sandbox, text};

fn told(sandbox: &Sandbox, words: &[&str]) -> Value {
    let mut arguments = vec!["names", "--index", "ix", "--format", "json"];
    arguments.extend(words);
    let outcome = sandbox.run(&arguments);
    assert_eq!(outcome.stderr, "", "{words:?}");
    let told: Value = serde_json::from_str(&outcome.stdout).expect("the answer is JSON");
    let known = told["readings"].as_array().is_some_and(|readings| !readings.is_empty());
    assert_eq!(outcome.code, i32::from(!known), "{words:?}");
    told
}

/// Kind and id of each reading.
fn readings(told: &Value) -> Vec<(String, String)> {
    let readings = told["readings"].as_array().unwrap();
    readings.iter().map(|reading| (text(&reading["kind"]), text(&reading["id"]))).collect()
}

#[test]
fn a_name_in_any_script_resolves_to_its_place() {
    let sandbox = Sandbox::new();
    for (words, kind, id) in [
        (&["南京"][..], "city", "CN/nanjing"),
        (&["Нанкин"], "city", "CN/nanjing"),
        (&["Filipinas"], "country", "PH"),
        (&["Éire"], "country", "IE"),
        (&["韩国"], "country", "KR"),
        (&["Corée", "du", "Sud"], "country", "KR"),
        (&["Republic", "of", "Kenya"], "country", "KE"),
        (&["KE"], "country", "KE"),
        (&["الدول العربية"], "region", "arab-states"),
        (&["Afrique"], "region", "africa"),
        (&["City of Espoo"], "city", "FI/espoo"),
    ] {
        assert_eq!(readings(&told(&sandbox, words)), [(kind.to_owned(), id.to_owned())], "{words:?}");
    }
    let two = told(&sandbox, &["Niger", "Nigeria"]);
    assert_eq!(readings(&two), [("country".into(), "NE".into()), ("country".into(), "NG".into())]);
}

#[test]
fn a_reading_says_where_the_place_is_and_how_it_is_spelt() {
    let answer = told(&Sandbox::new(), &["Nankin", "--label-lang", "fr"]);
    let reading = &answer["readings"][0];
    assert_eq!(reading["label"], "Nankin");
    assert_eq!(reading["country"], json!({"id": "CN", "label": "Chine"}));
    assert_eq!(reading["region"], json!({"id": "asia-pacific", "label": "Asie et Pacifique"}));
    assert_eq!(reading["spellings"]["Cyrillic"], json!(["Нанкин", "Нанкинг"]));
    assert_eq!(reading["spellings"]["en"], json!(["Nanjing"]));
    let country = told(&Sandbox::new(), &["Iceland"]);
    assert_eq!(country["readings"][0]["spellings"]["de"][0], "Island");
    assert_eq!(country["readings"][0]["country"], Value::Null);
}

#[test]
fn what_else_a_word_is_is_said() {
    let sandbox = Sandbox::new();
    for (word, remark, longer) in [
        ("Georgia", "also a given name", "Atlanta, Georgia"),
        ("Jordan", "also a given name", "Jordan River"),
        ("Guinea", "also a common word", "Papua New Guinea"),
        ("Congo", "", "Democratic Republic of the Congo"),
        ("Korea", "", "Democratic People's Republic of Korea"),
        ("Cork", "only where its country is named nearby", ""),
        ("Seo-gu", "the name of other cities of the same country", ""),
        ("Korean", "a demonym or adjective", ""),
        ("Island", "only where a country is asked for", ""),
    ] {
        let told = told(&sandbox, &[word]);
        assert!(told["readings"][0]["remarks"].to_string().contains(remark), "{word}: {told}");
        assert!(told["longer_names"].to_string().contains(longer), "{word}: {told}");
    }
}

#[test]
fn an_index_says_how_much_is_about_a_place_and_names_it() {
    let sandbox = seven_records();
    let answer = told(&sandbox, &["南京"]);
    assert_eq!(answer["notes"], json!([]));
    assert_eq!(answer["readings"][0]["about"], json!({"passages": 1, "documents": 1}));
    assert_eq!(answer["readings"][0]["named"], json!({"passages": 1, "documents": 1}));
    // Finland is what the garden is about, and stands in no text.
    let answer = told(&sandbox, &["Finland"]);
    assert_eq!(answer["readings"][0]["about"]["passages"], 1);
    assert_eq!(answer["readings"][0]["named"]["passages"], 0);
    let outcome = sandbox.run(&["names", "--index", "ix", "Finland"]);
    let head = "Finland is the country Finland (FI)\n    in Europe and North America\n    \
                about it: 1 passage in 1 document; naming it: 0 passages in 0 documents\n    Finland (en";
    assert!(outcome.stdout.starts_with(head), "{}", outcome.stdout);
}

#[test]
fn without_an_index_it_answers_without_counts_and_says_so() {
    let sandbox = Sandbox::new();
    let answer = told(&sandbox, &["Finland"]);
    assert_eq!(answer["readings"][0].get("about"), None);
    assert_eq!(answer["notes"], json!(["there is no index in `ix`, so nothing is counted"]));
    let outcome = sandbox.run(&["names", "Finland"]);
    assert!(outcome.code == 0 && outcome.stdout.contains("note: there is no index"), "{}", outcome.stdout);
    assert!(!sandbox.path().join("ix").exists(), "nothing is built for a name");
}

#[test]
fn nothing_known_offers_the_nearest_names_and_ends_with_1() {
    let sandbox = Sandbox::new();
    let outcome = sandbox.run(&["names", "Filand"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (1, ""));
    assert!(
        outcome.stdout.starts_with("no place is known as Filand\ndid you mean Finland"),
        "{}",
        outcome.stdout
    );
    assert_eq!(told(&sandbox, &["Bussan"])["nearest"][0], "Busan Metropolitan City");
    let far = sandbox.run(&["names", "qqqqqqqq"]);
    assert_eq!((far.code, far.stdout.as_str()), (1, "no place is known as qqqqqqqq\n"));
    assert_eq!(sandbox.run(&["names"]).code, 2);
}

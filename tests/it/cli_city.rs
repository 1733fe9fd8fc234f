//! `gnlc city`: what the documents of all scripts say about one city.

use serde_json::{Value, json};

use crate::sandbox::{Sandbox, text};

/// Documents of our own about Nanjing in five languages, one of another city, and one that only lists it.
fn documents() -> Sandbox {
    let records = [
        json!({"id": "profile", "title": "Nanjing", "country": "CN", "city": "Nanjing", "kind": "profile", "date": "2019",
               "text": "Every district of Nanjing runs a college for grown-ups, and the lake park has a library of its own where \
                        people read until the lamps go out, whatever the weather and whatever the hour."}),
        json!({"id": "noticia", "title": "Un parque que lee", "country": "China", "city": "Nankín", "kind": "news", "date": "2023-04-02",
               "text": "En Nankín las bibliotecas del parque abren de noche."}),
        json!({"id": "joined", "title": "新成员", "kind": "announcement", "date": "2024-02-14",
               "text": "南京和苏州今天加入了学习型城市网络。"}),
        json!({"id": "early", "title": "Новые города", "kind": "announcement", "date": "2020-09-23",
               "text": "В сеть вошли Нанкин и другие города Китая."}),
        json!({"id": "undated", "title": "Names", "kind": "announcement", "text": "Nanjing, China, is named here without a day."}),
        json!({"id": "espoo", "title": "Espoo", "country": "FI", "city": "Espoo", "date": "2024", "text": "The saunas of Espoo have shelves."}),
        json!({"id": "harbour", "title": "Harbour", "country": "FI", "city": "Satamala", "text": "Satamala is a harbour town and reads."}),
    ];
    let lines: Vec<String> = records.iter().map(Value::to_string).collect();
    let sandbox = Sandbox::with(&[(
        "docs/cities.md",
        "# Three towns\n\n## Nanjing\n\nThe lake park of Nanjing lends books.\n\n## Espoo\n\nThe saunas of Espoo lend books.\n",
    )]);
    sandbox.write("records.jsonl", lines.join("\n").as_bytes());
    sandbox.index(&["records.jsonl", "docs"]);
    sandbox
}

fn city(sandbox: &Sandbox, name: &str) -> Value {
    let outcome = sandbox.run(&["city", name, "--index", "ix", "--format", "json"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""), "{name}");
    serde_json::from_str(&outcome.stdout).expect("the answer is JSON")
}

/// Ids of a list of documents.
fn ids(list: &Value) -> Vec<String> {
    list.as_array().expect("a list").iter().map(|entry| text(&entry["id"])).collect()
}

#[test]
fn any_spelling_gathers_the_documents_of_all_scripts() {
    let sandbox = documents();
    let answer = city(&sandbox, "Nanjing");
    assert_eq!(answer["city"]["id"], "CN/nanjing");
    assert_eq!(answer["city"]["countries"], json!([{"id": "CN", "label": "China"}]));
    assert_eq!(answer["city"]["region"]["id"], "asia-pacific");
    assert_eq!(answer["mentions"], json!({"passages": 6, "documents": 6}));
    for spelling in ["南京", "Нанкин", "Nankin", "نانجينغ", "난징", "南京市"] {
        assert_eq!(city(&sandbox, spelling), answer, "{spelling}");
    }
}

#[test]
fn its_own_documents_come_first_and_announcements_by_date() {
    let answer = city(&documents(), "南京");
    assert_eq!(ids(&answer["own"]), ["profile", "noticia", "undated"], "the profile first, then the newest");
    assert_eq!(ids(&answer["partly"]), ["docs/cities.md"], "a section of a page is no page of its own");
    assert_eq!(ids(&answer["announcements"]), ["early", "joined"], "dated ones only, the oldest first");
}

#[test]
fn mentions_are_counted_by_year_and_language_and_the_best_say_most() {
    let sandbox = documents();
    let answer = city(&sandbox, "Nanjing");
    let counts = |facet: &str| -> Vec<(String, u64)> {
        let values = answer[facet].as_array().unwrap();
        values.iter().map(|value| (text(&value["value"]), value["documents"].as_u64().unwrap())).collect()
    };
    let owned = |pairs: &[(&str, u64)]| {
        pairs.iter().map(|(value, count)| ((*value).to_owned(), *count)).collect::<Vec<_>>()
    };
    assert_eq!(counts("years"), owned(&[("2024", 1), ("2023", 1), ("2020", 1), ("2019", 1), ("undated", 2)]));
    assert_eq!(counts("languages"), owned(&[("en", 3), ("es", 1), ("ru", 1), ("zh", 1)]));
    let passages = answer["passages"].as_array().unwrap();
    assert_eq!(passages.len(), 6, "one passage a document");
    assert_eq!(passages[0]["document"]["id"], "profile");
    // Every one of them can be shown.
    for passage in passages {
        assert_eq!(sandbox.run(&["show", &text(&passage["id"]), "--index", "ix"]).code, 0);
    }
    let outcome = sandbox.run(&["city", "Nanjing", "--index", "ix", "--limit", "1", "--format", "json"]);
    let one: Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(one["passages"].as_array().unwrap().len(), 1);
    assert_eq!(one["mentions"], answer["mentions"], "counts know no limit");
}

#[test]
fn people_see_lists_counts_and_passages() {
    let outcome = documents().run(&["city", "Нанкин", "--index", "ix", "--limit", "1", "--label-lang", "es"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    for line in [
        "Nankín · China · Asia y el Pacífico",
        "    about it: 5 passages in 5 documents; about it or naming it: 6 passages in 6 documents",
        "its own documents",
        "    2019        profile       Nanjing   id profile",
        "    and 2 more",
        "announcements that name it",
        "    2020-09-23  announcement  Новые города   id early",
        "best passages",
    ] {
        assert!(
            outcome.stdout.lines().any(|shown| shown == line),
            "`{line}` is missing in\n{}",
            outcome.stdout
        );
    }
}

#[test]
fn a_city_that_only_documents_name_is_known_from_them() {
    let answer = city(&documents(), "satamala");
    assert_eq!(answer["city"]["value"], "Satamala");
    assert_eq!(answer["city"]["id"], Value::Null);
    assert_eq!(answer["city"]["countries"][0]["id"], "FI");
    assert_eq!(ids(&answer["own"]), ["harbour"]);
}

#[test]
fn a_city_nobody_knows_is_an_error_with_the_nearest_names() {
    let sandbox = documents();
    for arguments in
        [&["city", "Nanjin"][..], &["search", "--city", "Nanjin"], &["facets", "--city", "Nanjin"]]
    {
        let outcome = sandbox.run(&[arguments, &["--index", "ix"]].concat());
        assert_eq!((outcome.code, outcome.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(outcome.stderr.contains("`Nanjin` is no city we know"), "{}", outcome.stderr);
        assert!(outcome.stderr.contains("hint: did you mean `Nanjing`"), "{}", outcome.stderr);
    }
    // Known, but not in these documents.
    assert_eq!(sandbox.run(&["city", "Cork", "--index", "ix"]).code, 1);
    let elsewhere = sandbox.run(&["city", "Nanjing", "--country", "Finland", "--index", "ix"]);
    assert_eq!(elsewhere.code, 2);
    assert!(elsewhere.stderr.contains("no city called `Nanjing`"), "{}", elsewhere.stderr);
}

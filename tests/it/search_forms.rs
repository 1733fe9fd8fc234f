//! `gnlc search`: the forms of its output, for people, programs, spreadsheets and measurements.

use std::io::Read as _;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::cli_search::seven_records;
use crate::sandbox::Sandbox;

/// Reads RFC 4180: cells in quotation marks may hold commas, line feeds and doubled quotation marks.
fn table(csv: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let (mut quoted, mut characters) = (false, csv.chars().peekable());
    while let Some(character) = characters.next() {
        let row = rows.last_mut().expect("a row");
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                row.last_mut().expect("a cell").push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\r' if !quoted => {
                assert_eq!(characters.next(), Some('\n'), "a row ends in CR LF");
                rows.push(vec![String::new()]);
            }
            other => row.last_mut().expect("a cell").push(other),
        }
    }
    assert!(!quoted, "a quotation mark is never closed");
    assert_eq!(rows.pop(), Some(vec![String::new()]), "the last row ends in CR LF too");
    rows
}

#[test]
fn a_spreadsheet_gets_whole_cells_whatever_they_hold() {
    let sandbox = Sandbox::new();
    let awkward = "A \"quoted\" library, with commas.\nAnd a second line; =1+1 too.";
    sandbox.write(
        "r.jsonl",
        json!({"id": "a,b", "title": "Books, \"rare\"", "text": awkward, "year": 2020})
            .to_string()
            .as_bytes(),
    );
    sandbox.index(&["r.jsonl"]);
    let outcome = sandbox.run(&["search", "--index", "ix", "library, \"quoted\"", "--format", "csv"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    let rows = table(&outcome.stdout);
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert_eq!(rows[0][..6], ["query", "rank", "score", "id", "document", "title"]);
    assert_eq!(rows[0].len(), rows[1].len());
    let cell = |name: &str| {
        let column = rows[0].iter().position(|column| column == name);
        rows[1][column.unwrap_or_else(|| panic!("no column `{name}`"))].as_str()
    };
    assert_eq!(cell("query"), "library, \"quoted\"");
    assert_eq!(cell("document"), "a,b");
    assert_eq!(cell("title"), "Books, \"rare\"");
    assert_eq!(cell("year"), "2020");
    assert_eq!(cell("text"), awkward);
    // Nothing found is still a table.
    let outcome = sandbox.run(&["search", "--index", "ix", "submarine", "--format", "csv"]);
    assert_eq!((outcome.code, table(&outcome.stdout).len()), (1, 1));
}

#[test]
fn a_batch_is_answered_line_by_line_in_its_order() {
    let sandbox = seven_records();
    sandbox.write(
        "questions.jsonl",
        "{\"id\":\"one\",\"text\":\"doors\"}\n\n\
         {\"id\":2,\"text\":\"market\",\"filters\":{\"country\":\"Finland\",\"year\":[\"2019\",\"2020\"]}}\n\
         {\"id\":\"three\",\"text\":\"submarine\",\"lang\":\"en\"}\n"
            .as_bytes(),
    );
    let arguments = ["search", "--index", "ix", "--queries", "questions.jsonl", "--format"];
    let run = |form: &str| sandbox.run(&[&arguments[..], &[form]].concat());
    let outcome = run("jsonl");
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    let lines: Vec<Value> = outcome.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let ids: Vec<&Value> = lines.iter().map(|line| &line["id"]).collect();
    assert_eq!(ids, [&json!("one"), &json!("2"), &json!("three")]);
    assert_eq!(lines[1]["hits"][0]["document"]["id"], "garden");
    assert_eq!(lines[1]["total"]["documents"], 1);
    assert_eq!(lines[2]["hits"], json!([]));
    let rows = table(&run("csv").stdout);
    assert_eq!(rows.iter().map(|row| row[0].as_str()).collect::<Vec<_>>(), ["query", "one", "2"]);
    // The same from standard input.
    let input = std::fs::read(sandbox.path().join("questions.jsonl")).unwrap();
    let piped = sandbox.pipe(&["search", "--index", "ix", "--queries", "-", "--format", "trec"], &input);
    assert_eq!(piped, run("trec"));
}

#[test]
fn measurements_get_one_line_a_document() {
    let sandbox = seven_records();
    let outcome = sandbox.run(&["search", "--index", "ix", "market garden", "--format", "trec"]);
    assert_eq!(outcome.code, 0);
    let lines: Vec<Vec<&str>> = outcome.stdout.lines().map(|line| line.split(' ').collect()).collect();
    assert_eq!(lines.len(), 2);
    for (place, line) in lines.iter().enumerate() {
        let [question, q0, _, rank, score, tag] = line[..] else { panic!("six columns, not {line:?}") };
        assert_eq!((question, q0, tag), ("1", "Q0", "gnlc"));
        assert_eq!(rank, (place + 1).to_string());
        assert!(score.parse::<f32>().is_ok_and(|score| score > 0.0), "{score}");
    }
    assert_eq!([lines[0][2], lines[1][2]], ["garden", "china"]);
}

#[test]
fn people_see_title_place_date_and_where_it_stands() {
    let sandbox = seven_records();
    let outcome = sandbox.run(&["search", "--index", "ix", "doors", "--facet", "country"]);
    let expected = "1 passage in 1 document for doors\n\
                    \n  1 The night library\
                    \n    news · 2024-05-01 · Ireland › Cork · English\
                    \n    The library opens its doors at night, and readers stay until morning.\
                    \n    records.jsonl:1   id library#1\n\
                    \ncountry\
                    \n    Ireland  ████████████████████████       1 in 1 document\n";
    assert_eq!(outcome.stdout, expected);
    let nothing = sandbox.run(&["search", "--index", "ix", "submarine"]);
    assert_eq!((nothing.code, nothing.stdout.as_str()), (1, "nothing found for submarine\n"));
}

#[test]
fn colours_are_only_where_they_are_wanted() {
    let sandbox = seven_records();
    let escapes = |arguments: &[&str], variable: Option<&str>| {
        let mut all = vec!["search", "--index", "ix", "library"];
        all.extend(arguments);
        let mut command = sandbox.command(&all);
        if let Some(name) = variable {
            command.env(name, "1");
        }
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        output.stdout.contains(&0x1b)
    };
    assert!(!escapes(&[], None), "a pipe gets no colours");
    assert!(!escapes(&["--color", "auto"], None));
    assert!(!escapes(&["--color", "never"], None));
    assert!(!escapes(&[], Some("NO_COLOR")));
    assert!(escapes(&["--color", "always"], None));
    assert!(escapes(&["--color", "always"], Some("NO_COLOR")), "what is typed counts more than what is set");
    // The word that matched is painted.
    let outcome = sandbox.run(&["search", "--index", "ix", "library", "--color", "always"]);
    assert!(outcome.stdout.contains("\u{1b}[1m\u{1b}[33mlibrary\u{1b}[0m"), "{:?}", outcome.stdout);
    // Nor do messages carry colours into a pipe.
    let failed = sandbox.run(&["search", "--index", "nowhere", "library"]);
    assert!(!failed.stderr.contains('\u{1b}'));
}

#[test]
fn a_document_does_not_speak_to_the_terminal() {
    let sandbox = Sandbox::new();
    let hostile = "A library \u{1b}[2J\u{1b}]0;owned\u{7} with \u{202e}sdrow\u{202c} and \u{9b}31m colours.";
    let record = json!({"id": "bad\u{1b}[31m", "title": "Title \u{1b}[31m\u{202e}red", "text": hostile,
                        "source": "\u{1b}]8;;x\u{7}", "note": "\u{1b}[5m"});
    sandbox.write("r.jsonl", record.to_string().as_bytes());
    let told = sandbox.run(&["index", "r.jsonl", "--index", "ix"]);
    let json = sandbox.search(&["library"]);
    let id = json["hits"][0]["id"].as_str().unwrap().to_owned();
    let shown = [
        told,
        sandbox.run(&["search", "--index", "ix", "library"]),
        sandbox.run(&["search", "--index", "ix", "library \u{1b}[2J"]),
        sandbox.run(&["show", "--index", "ix", &id]),
        sandbox.run(&["show", "--index", "ix", "no\u{1b}[31m-such"]),
        sandbox.run(&["inspect", "r.jsonl"]),
        sandbox.run(&["facets", "--index", "ix"]),
    ];
    for outcome in shown {
        for text in [&outcome.stdout, &outcome.stderr] {
            let bad = text.chars().find(|character| {
                (character.is_control() && *character != '\n') || matches!(character, '\u{202a}'..='\u{202e}')
            });
            assert_eq!(bad, None, "in {text:?}");
        }
    }
    // Programs get what the file holds, escaped as JSON does.
    assert_eq!(json["hits"][0]["passage"]["original"], hostile);
}

#[test]
fn a_reader_who_has_seen_enough_is_no_error() {
    let sandbox = Sandbox::new();
    let text = "Every library of the town lends books, tools and time. ".repeat(15);
    let lines: Vec<String> =
        (0..400).map(|number| json!({"id": format!("r{number}"), "text": text}).to_string()).collect();
    sandbox.write("r.jsonl", lines.join("\n").as_bytes());
    sandbox.index(&["r.jsonl"]);
    for form in ["text", "json", "jsonl", "csv"] {
        let mut command =
            sandbox.command(&["search", "--index", "ix", "library", "--limit", "400", "--format", form]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // More is coming than a pipe holds, and only a little of it is read.
        let mut little = [0; 64];
        let mut stdout = child.stdout.take().unwrap();
        stdout.read_exact(&mut little).unwrap();
        drop(stdout);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{form}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{form}");
    }
}

#[test]
fn what_is_understood_keeps_to_the_signs_of_a_question() {
    let records = r#"{"id":"mayor","text":"The mayor spoke to all of them."}
{"id":"festival","text":"The festival began on a Monday."}
{"id":"mandarin","text":"中国的城市很大。"}
{"id":"china","text":"China is a large country."}
"#;
    let sandbox = Sandbox::with(&[("records.jsonl", records)]);
    sandbox.index(&["records.jsonl"]);
    let both = ["china", "mandarin"];
    for (question, found) in [
        ("mayor +festival", &["festival"][..]),
        ("mayor +xyzzy", &[]),
        ("China", &both),
        ("China -xyzzy", &both),
        ("China OR xyzzy", &both),
        ("(China xyzzy)", &both),
        ("(China OR xyzzy) -large", &["mandarin"]),
        ("festival OR China", &["china", "festival", "mandarin"]),
        ("+China", &["china"]),
    ] {
        let mut answer = sandbox.found(&[question]);
        answer.sort();
        assert_eq!(answer, found, "{question}");
    }
}

#[test]
fn values_in_brackets_choose() {
    let records = r#"{"id":"ie","text":"A library opened.","country":"IE"}
{"id":"fi","text":"The library has a garden.","country":"FI"}
{"id":"pe","text":"Another library of the valley.","country":"PE"}
{"id":"bridge","text":"A bridge over the river.","country":"FI"}
"#;
    let sandbox = Sandbox::with(&[("records.jsonl", records)]);
    sandbox.index(&["records.jsonl"]);
    for question in ["(country:Ireland OR country:Finland) library", "library (country:IE country:FI)"] {
        let mut answer = sandbox.found(&[question]);
        answer.sort();
        assert_eq!(answer, ["fi", "ie"], "{question}");
    }
    let mut all = sandbox.found(&["country:IE OR bridge"]);
    all.sort();
    assert_eq!(all, ["bridge", "ie"]);
}

#[test]
fn a_known_place_is_no_other_that_is_spelt_alike() {
    let records = r#"{"id":"guangzhou","text":"Guangzhou opens a night school."}
{"id":"hangzhou","text":"Hangzhou opens a canal school."}
{"id":"niger","text":"Villages in Niger learn to read."}
"#;
    let sandbox = Sandbox::with(&[("records.jsonl", records)]);
    sandbox.index(&["records.jsonl"]);
    assert_eq!(sandbox.found(&["Guangzhou"]), ["guangzhou"]);
    assert_eq!(sandbox.found(&["Hangzhou,"]), ["hangzhou"]);
    assert!(sandbox.run(&["search", "--index", "ix", "Nigeria"]).code == 1);
    // What is no name is looked for among what is spelt alike.
    assert_eq!(sandbox.found(&["Guangzou"]), ["guangzhou"]);
}

#[test]
fn two_words_are_found_written_as_one() {
    let records = r#"{"id":"glued","text":"The campaign covers youth education and roadsafety education in the valley."}
{"id":"road","text":"The road to the valley was mended before winter, and the bridge too."}
{"id":"informal","text":"An informal supper closed the meeting of the choir."}
{"id":"formal","text":"He wore a formal coat in the hall."}
"#;
    let sandbox = Sandbox::with(&[("records.jsonl", records)]);
    sandbox.index(&["records.jsonl"]);
    assert_eq!(sandbox.found(&["road safety"])[0], "glued");
    // A function word belongs to no other word.
    assert_eq!(sandbox.found(&["in formal"])[0], "formal");
}

#[test]
fn numbers_quotations_years_and_cities_are_found_as_people_type_them() {
    let records = r#"{"id":"marks","text":"The valley has 88,600 inhabitants and one mill.","date":"2024-02-14"}
{"id":"plain","text":"The hill has 283632 inhabitants and no mill.","date":"2020-09-23"}
{"id":"forum","text":"The learning forum of the town meets in spring.","city":"Limerick","country":"IE"}
{"id":"apart","text":"A forum on learning was planned, in another town.","city":"Казань","country":"RU"}
"#;
    let sandbox = Sandbox::with(&[("records.jsonl", records)]);
    sandbox.index(&["records.jsonl"]);
    assert_eq!(sandbox.found(&["88600"]), ["marks"]);
    assert_eq!(sandbox.found(&["283,632"]), ["plain"]);
    // Printed marks around the whole question are quotation marks.
    assert_eq!(sandbox.found(&["\u{201c}learning forum\u{201d}"]), ["forum"]);
    assert_eq!(sandbox.found(&["--year", "2567"]), ["marks"]);
    assert_eq!(sandbox.found(&["limerick"]), ["forum"]);
    assert_eq!(sandbox.found(&["--city", "Казани"]), ["apart"]);
    assert_eq!(sandbox.found(&["inhabitants 14.02.2024"]), ["marks", "plain"]);
    assert_eq!(sandbox.found(&["inhabitants 2020-09-23"]), ["plain", "marks"]);
}

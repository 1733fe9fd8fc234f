//! `gnlc search`: filters, order, paging, groups, and the first search of all.

use std::collections::BTreeMap;
use std::fs;

use serde_json::{Value, json};

use crate::cli_search::seven_records;
use crate::sandbox::{Sandbox, text};

#[test]
fn a_value_is_chosen_under_any_of_its_names() {
    let sandbox = seven_records();
    let nanjing: &[&str] = &["nanjing"];
    let asia: &[&str] = &["bangkok", "buan", "nanjing"];
    let choices = [
        ("country", "CN", nanjing),
        ("country", "cn", nanjing),
        ("country", "CHN", nanjing),
        ("country", "China", nanjing),
        ("country", "中国", nanjing),
        ("country", "Chine", nanjing),
        ("country", "الصين", nanjing),
        ("country", "People's Republic of China", nanjing),
        ("city", "Nanjing", nanjing),
        ("city", "南京", nanjing),
        ("city", "Нанкин", nanjing),
        ("region", "asia-pacific", asia),
        ("region", "Asia and the Pacific", asia),
        ("region", "Asie et Pacifique", asia),
        ("lang", "ru", &["kazan"]),
        ("lang", "Russian", &["kazan"]),
    ];
    // One run of the program answers them all.
    let question = |(number, (facet, value, _)): (usize, &(&str, &str, &[&str]))| {
        json!({"id": number, "text": "", "filters": {*facet: value}}).to_string()
    };
    let questions: Vec<String> = choices.iter().enumerate().map(question).collect();
    sandbox.write("questions.jsonl", questions.join("\n").as_bytes());
    let outcome =
        sandbox.run(&["search", "--index", "ix", "--queries", "questions.jsonl", "--format", "jsonl"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    assert_eq!(outcome.stdout.lines().count(), choices.len());
    for (line, (facet, value, expected)) in outcome.stdout.lines().zip(choices) {
        let answer: Value = serde_json::from_str(line).unwrap();
        let hits = answer["hits"].as_array().unwrap();
        let mut found: Vec<String> = hits.iter().map(|hit| text(&hit["document"]["id"])).collect();
        found.sort();
        assert_eq!(found, expected, "{facet} `{value}`");
    }
    // Typed as options they are read alike, and values of one facet are joined by or.
    assert_eq!(sandbox.found(&["--country", "中国"]), ["nanjing"]);
    assert_eq!(sandbox.found(&["--city", "南京"]), ["nanjing"]);
    assert_eq!(sandbox.found(&["--kind", "news", "--kind", "report"]).len(), 2);
}

#[test]
fn a_place_inside_the_question_is_chosen_under_any_of_its_names() {
    let sandbox = seven_records();
    for (question, expected) in [
        ("country:中国", &["nanjing"][..]),
        ("country:Chine", &["nanjing"]),
        ("country:\"Corée du Sud\"", &["buan"]),
        ("country:韩国", &["buan"]),
        ("country:Éire", &["library"]),
        ("country:Таиланд", &["bangkok"]),
        ("country:\"Republic of Finland\"", &["garden"]),
        ("city:南京", &["nanjing"]),
        ("city:Нанкин", &["nanjing"]),
        ("city:กรุงเทพมหานคร", &["bangkok"]),
        ("region:\"Asie et Pacifique\" region:亚洲", &["nanjing", "bangkok", "buan"]),
        ("region:Европа country:Ирландия", &["library"]),
    ] {
        let answer = sandbox.search(&[question]);
        assert_eq!(answer["notes"], json!([]), "{question}");
        let hits = answer["hits"].as_array().unwrap();
        let mut found: Vec<String> = hits.iter().map(|hit| text(&hit["document"]["id"])).collect();
        found.sort();
        let mut expected = expected.to_vec();
        expected.sort_unstable();
        assert_eq!(found, expected, "{question}");
    }
}

#[test]
fn an_unknown_place_is_an_error_in_options_and_words_with_a_note_in_a_question() {
    let sandbox = seven_records();
    for (option, value, hint) in [
        ("--country", "Filand", "did you mean `Finland`"),
        ("--city", "Nanjin", "did you mean `Nanjing`"),
        ("--region", "Atlantis", "did you mean `africa`"),
    ] {
        let outcome = sandbox.run(&["search", "--index", "ix", option, value]);
        assert_eq!((outcome.code, outcome.stdout.as_str()), (2, ""), "{option}");
        assert!(outcome.stderr.contains(&format!("`{value}` is no")), "{}", outcome.stderr);
        assert!(outcome.stderr.contains(hint), "{}", outcome.stderr);
    }
    for question in ["country:market", "city:market", "region:market"] {
        let answer = sandbox.search(&[question]);
        let note = text(&answer["notes"][0]);
        assert!(note.starts_with("`market` is no") && note.ends_with("searched as words"), "{note}");
        assert_eq!(answer["query"]["filters"], json!({}), "{question}");
        assert_eq!(answer["total"]["documents"], 2, "{question}");
        // However often it stands there, it is told once.
        let again = sandbox.search(&[&format!("{question} {question} {question}")]);
        assert_eq!(again["notes"], answer["notes"], "{question}");
    }
    // In a batch such a line is told, and the others are asked.
    let questions =
        "{\"id\":1,\"text\":\"\",\"filters\":{\"city\":\"Nanjin\"}}\n{\"id\":2,\"text\":\"library\"}\n";
    sandbox.write("questions.jsonl", questions.as_bytes());
    let outcome =
        sandbox.run(&["search", "--index", "ix", "--queries", "questions.jsonl", "--format", "jsonl"]);
    assert_eq!((outcome.code, outcome.stdout.lines().count()), (0, 1));
    assert!(outcome.stderr.contains("line 1 of `questions.jsonl`"), "{}", outcome.stderr);
}

#[test]
fn years_and_days_are_chosen_with_both_ends() {
    let sandbox = seven_records();
    let found = |arguments: &[&str]| {
        let mut found = sandbox.found(arguments);
        found.sort();
        found
    };
    assert_eq!(found(&["--year", "2019..2020"]), ["garden", "nanjing"]);
    assert_eq!(found(&["--year", "..2016"]), ["bangkok"]);
    assert_eq!(found(&["--year", "2021.."]), ["buan", "china", "library"]);
    assert_eq!(found(&["--year", "undated"]), ["kazan"]);
    assert_eq!(found(&["--year", "undated", "--year", "2016"]), ["bangkok", "kazan"]);
    assert_eq!(found(&["--from", "2024-02-01", "--to", "2024-02-29"]), ["buan"]);
    assert_eq!(found(&["--from", "2024"]), ["buan", "library"]);
    assert_eq!(found(&["--to", "2019-09-09"]), ["bangkok", "garden"]);
    assert_eq!(found(&["--to", "2019-09-08"]), ["bangkok"]);
    let answer = sandbox.search(&["--from", "2024", "--year", "2024"]);
    assert_eq!(answer["query"]["filters"], json!({"year": ["2024"], "from": ["2024-01-01"]}));
}

#[test]
fn the_newest_or_oldest_come_first_and_undated_last() {
    let sandbox = seven_records();
    assert_eq!(
        sandbox.found(&["--sort", "newest"]),
        ["library", "buan", "china", "nanjing", "garden", "bangkok", "kazan"]
    );
    assert_eq!(
        sandbox.found(&["--sort", "oldest"]),
        ["bangkok", "garden", "nanjing", "china", "buan", "library", "kazan"]
    );
}

#[test]
fn pages_of_answers_join_without_gap_or_overlap() {
    let sandbox = seven_records();
    let all = sandbox.found(&["--limit", "100"]);
    assert_eq!(all.len(), 7);
    let mut pages = Vec::new();
    for offset in ["0", "3", "6", "9"] {
        let answer = sandbox.search(&["--limit", "3", "--offset", offset]);
        assert_eq!(answer["total"], json!({"passages": 7, "documents": 7}), "the total knows no page");
        for hit in answer["hits"].as_array().unwrap() {
            assert_eq!(hit["rank"], pages.len() + 1, "ranks go on from page to page");
            pages.push(text(&hit["document"]["id"]));
        }
    }
    assert_eq!(pages, all);
    assert_eq!(sandbox.search(&["library", "--limit", "0"])["hits"], json!([]));
}

#[test]
fn a_document_is_one_hit_when_grouped_and_says_how_many_more_it_has() {
    let section = |name: &str| format!("## {name}\n\n{name} has a library, and its library lends tools.\n\n");
    let handbook = format!(
        "# Handbook of libraries\n\n{}{}{}",
        section("Harbour"),
        section("Hilltop"),
        section("Station")
    );
    let sandbox = Sandbox::with(&[
        ("docs/handbook.md", &handbook),
        ("docs/leaflet.md", "# Leaflet\n\nOne library only.\n"),
    ]);
    sandbox.index(&["docs"]);
    let alone = sandbox.search(&["library"]);
    assert_eq!(alone["total"], json!({"passages": 4, "documents": 2}));
    assert_eq!(alone["hits"].as_array().unwrap().len(), 4);
    let grouped = sandbox.search(&["library", "--group", "document"]);
    assert_eq!(grouped["total"], json!({"passages": 4, "documents": 2}));
    let hits = grouped["hits"].as_array().unwrap();
    let more: Vec<(String, Value)> =
        hits.iter().map(|hit| (text(&hit["document"]["id"]), hit["more_in_document"].clone())).collect();
    assert_eq!(more.len(), 2, "{more:?}");
    assert!(more.contains(&("docs/handbook.md".to_owned(), json!(2))), "{more:?}");
    assert!(more.contains(&("docs/leaflet.md".to_owned(), json!(0))), "{more:?}");
    // The best passage stands for its document.
    let best =
        alone["hits"].as_array().unwrap().iter().find(|hit| hit["document"]["id"] == "docs/handbook.md");
    let shown = hits.iter().find(|hit| hit["document"]["id"] == "docs/handbook.md");
    assert_eq!(best.unwrap()["id"], shown.unwrap()["id"]);
    let outcome = sandbox.run(&["search", "--index", "ix", "library", "--group", "document"]);
    assert!(outcome.stdout.contains("2 more in this document"), "{}", outcome.stdout);
}

#[test]
fn the_parts_of_a_score_add_up_to_it() {
    let sandbox = seven_records();
    let questions = [
        "market garden",
        "China 2021",
        "南京 学习",
        "librar* garden",
        "\"old market\" hall",
        "«old market» garden",
        "libary~1",
        "title:porcelain market",
        "도서관 OR library",
    ];
    for question in questions {
        let answer = sandbox.search(&[question, "--explain"]);
        let hits = answer["hits"].as_array().unwrap();
        assert!(!hits.is_empty(), "{question}");
        for hit in hits {
            let parts = hit["explanation"].as_array().unwrap_or_else(|| panic!("{question}: no explanation"));
            let sum: f64 = parts.iter().map(|part| part["score"].as_f64().unwrap()).sum();
            let score = hit["score"].as_f64().unwrap();
            // Each part is rounded to four digits.
            let slack = 0.0001 * (parts.len() + 1) as f64;
            assert!(
                (sum - score).abs() <= slack,
                "{question}: parts add up to {sum}, not to {score}: {parts:?}"
            );
        }
        let plain = sandbox.search(&[question]);
        assert!(plain["hits"][0].get("explanation").is_none(), "an explanation nobody asked for");
    }
    let outcome = sandbox.run(&["search", "--index", "ix", "--explain", "market"]);
    assert!(
        outcome.stdout.lines().any(|line| line.trim_end().ends_with("main market")),
        "{}",
        outcome.stdout
    );
}

#[test]
fn exit_codes_tell_found_from_nothing_from_error() {
    let sandbox = seven_records();
    let code = |arguments: &[&str]| {
        let mut all = vec!["search", "--index", "ix"];
        all.extend(arguments);
        sandbox.run(&all).code
    };
    assert_eq!(code(&["library"]), 0);
    assert_eq!(code(&["submarine"]), 1);
    assert_eq!(code(&["submarine", "--format", "json"]), 1);
    assert_eq!(code(&["submarine", "--format", "csv"]), 1);
    assert_eq!(code(&["library", "--limit", "0"]), 0);
    assert_eq!(code(&["library", "--country", "Nowhereland"]), 2);
    assert_eq!(code(&["library", "--no-such-option"]), 2);
    assert_eq!(code(&["--help"]), 0);
}

#[test]
fn the_first_search_builds_the_index_from_seeds_and_tells_so_beside_the_answer() {
    let sandbox = Sandbox::with(&[
        ("seeds/cork.md", "# Cork\n\nEvery spring the city holds a festival of learning.\n"),
        ("seeds/more/espoo.md", "# Espoo\n\nThe saunas of Espoo have shelves of books.\n"),
    ]);
    let first = sandbox.run(&["search", "festival", "--format", "json"]);
    assert_eq!(first.code, 0, "{}", first.stderr);
    let answer: Value = serde_json::from_str(&first.stdout).expect("standard output holds the answer alone");
    assert_eq!(answer["hits"][0]["document"]["id"], "seeds/cork.md");
    assert!(first.stderr.contains("built the index `index` from `seeds/`"), "{}", first.stderr);
    assert!(fs::read_dir(sandbox.path().join("index")).unwrap().count() > 0);
    let second = sandbox.run(&["search", "saunas"]);
    assert_eq!((second.code, second.stderr.as_str()), (0, ""), "the index is there now");
    // An index that somebody names is not made up.
    let named = sandbox.run(&["search", "festival", "--index", "elsewhere"]);
    assert_eq!((named.code, named.stdout.as_str()), (2, ""));
    assert!(!sandbox.path().join("elsewhere").exists());
}

#[test]
fn the_index_may_be_named_by_the_environment() {
    let sandbox = seven_records();
    let found =
        |value: &str| sandbox.command(&["search", "library"]).env("GNLC_INDEX", value).output().unwrap();
    assert_eq!(found("ix").status.code(), Some(0));
    assert_eq!(found("nowhere").status.code(), Some(2));
    // What is typed counts more than what is set.
    let both = sandbox.command(&["search", "library", "--index", "ix"]).env("GNLC_INDEX", "nowhere").output();
    assert_eq!(both.unwrap().status.code(), Some(0));
}

/// Of few passages each term is looked for passage by passage, of many its whole list is read: both must say the same.
#[test]
fn a_filter_leaves_scores_as_they_are_and_far_years_are_counted() {
    let sandbox = Sandbox::with(&[]);
    let record = |number: usize| {
        let year = match number {
            0..2 => json!(1000),
            2..5 => json!(1850),
            5..9 => json!(2024),
            _ => Value::Null,
        };
        // Lengths and repetitions differ, and so do scores.
        let words = "library ".repeat(1 + number % 5) + &"garden ".repeat(number % 7);
        let text = format!("Record {number} of a {words}festival.");
        json!({"id": format!("r{number}"), "text": text, "year": year}).to_string()
    };
    let records: Vec<String> = (0..150).map(record).collect();
    sandbox.write("a.jsonl", records.join("\n").as_bytes());
    sandbox.index(&["a.jsonl"]);
    // A run for scorers leaves repeats apart. No more than two hundred, because only those are raised for neighbours.
    let scores = |arguments: &[&str]| -> BTreeMap<String, String> {
        let question = &["search", "--index", "ix", "library garden festival", "--limit", "150"];
        let outcome = sandbox.run(&[&question[..], &["--format", "trec"], arguments].concat());
        let columns = outcome.stdout.lines().map(|line| line.split(' ').map(str::to_owned).collect());
        columns.map(|columns: Vec<String>| (columns[2].clone(), columns[4].clone())).collect()
    };
    let (all, few) = (scores(&[]), scores(&["--year", "1000", "--year", "1850"]));
    assert_eq!((all.len(), few.len()), (150, 5));
    for (id, score) in &few {
        assert_eq!(all.get(id), Some(score), "{id} scores otherwise among few");
    }
    let answer = sandbox.search(&["library", "--year", "1000", "--facet", "year"]);
    let years = answer["facets"]["year"].as_array().unwrap().iter();
    let years: Vec<(String, u64)> =
        years.map(|year| (text(&year["value"]), year["documents"].as_u64().unwrap())).collect();
    let expected = [("2024", 4), ("1850", 3), ("1000", 2), ("undated", 141)];
    assert_eq!(years, expected.map(|(year, count)| (year.to_owned(), count)));
    assert_eq!(answer["total"]["documents"], 2);
}

/// The stem of "para" (for) is "par", which is a pair.
#[test]
fn a_function_word_that_must_occur_is_meant_as_written() {
    let sandbox = Sandbox::with(&[
        ("docs/para.txt", "La ciudad abre aulas para adultos en las escuelas del puerto por la tarde."),
        ("docs/par.txt", "La ciudad abre por la tarde un par de escuelas con aulas cerca del puerto."),
    ]);
    sandbox.index(&["docs"]);
    assert_eq!(sandbox.found(&["--all", "para escuelas"]), ["docs/para.txt"]);
    // Nothing but function words.
    assert_eq!(sandbox.found(&["--all", "para"]), ["docs/para.txt"]);
    assert_eq!(sandbox.found(&["+para"]), ["docs/para.txt"]);
}

#[test]
fn a_year_among_what_is_chosen_is_when_it_was_written() {
    let record = |id: &str, date: &str, text: &str| {
        json!({"id": id, "date": date, "country": "Thailand", "text": text}).to_string() + "\n"
    };
    let records = record("then", "2024-02-14", "Yala opens a library beside the bridge.")
        + &record("said", "2019-05-01", "Yala wants ten libraries by 2024.")
        + &record("other", "2020-09-23", "Phuket opens a library beside the sea.");
    let sandbox = Sandbox::with(&[("r.jsonl", &records)]);
    sandbox.index(&["r.jsonl"]);
    let both = |question: &[&str]| {
        let mut found = sandbox.found(question);
        found.sort();
        found
    };
    assert_eq!(both(&["country:Tailandia 2024"]), ["said", "then"]);
    assert_eq!(both(&["2567", "--country", "TH"]), ["said", "then"]);
    // Beside other words a year only ranks, and as a word alone it is one.
    assert_eq!(sandbox.found(&["library 2024", "--country", "TH"])[0], "then");
    assert_eq!(sandbox.found(&["2024"]), ["said"]);
    assert_eq!(sandbox.found(&["2024", "--country", "TH", "--literal"]), ["said"]);
}

#[test]
fn a_word_is_left_out_without_quoting_the_question_and_numbers_need_no_separators() {
    let sandbox = Sandbox::new();
    sandbox.write("bread.txt", b"Bakers teach children how to braid bread for 9,400 visitors.\n");
    sandbox.write("cheese.txt", b"Bread and cheese are what the shepherds of the valley bring along.\n");
    sandbox.index(&["bread.txt", "cheese.txt"]);
    let found = |question: &[&str]| sandbox.found(question);
    assert_eq!(found(&["bread", "-cheese"]), ["bread.txt"]);
    assert_eq!(found(&["bread", "-cheese", "--literal"]), ["bread.txt"]);
    assert_eq!(found(&["9400"]), ["bread.txt"]);
    assert_eq!(sandbox.search(&["bread", "-cheese"])["query"]["text"], "bread -cheese");
    // What is the name of an option lacks a hyphen.
    assert_eq!(sandbox.run(&["search", "bread", "-country", "China", "--index", "ix"]).code, 2);
}

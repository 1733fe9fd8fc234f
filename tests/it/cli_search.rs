//! `gnlc search`: what can be typed finds what it says, in several scripts.

use serde_json::{Value, json};

use crate::sandbox::{Sandbox, text};

/// Seven short records in five scripts, each about something else.
pub(crate) fn seven_records() -> Sandbox {
    let records = [
        json!({"id": "library", "title": "The night library", "country": "IE", "city": "Cork", "lang": "en",
               "date": "2024-05-01", "kind": "news",
               "text": "The library opens its doors at night, and readers stay until morning."}),
        json!({"id": "nanjing", "title": "南京的学习", "country": "CN", "city": "Nanjing", "date": "2020-03-04",
               "kind": "report", "text": "南京推动终身学习,社区大学每天开放。"}),
        json!({"id": "bangkok", "title": "ห้องสมุด", "country": "TH", "city": "Bangkok", "year": 2016,
               "text": "ห้องสมุดของเมืองเปิดตอนกลางคืนสำหรับทุกคน"}),
        json!({"id": "buan", "title": "부안의 배움", "country": "KR", "city": "Buan", "date": "2024-02",
               "text": "부안은 평생학습 도시로서 마을마다 도서관을 열었다."}),
        json!({"id": "kazan", "title": "Школа", "country": "RU", "city": "Kazan",
               "text": "Городские библиотеки работают ночью, и читатели довольны."}),
        json!({"id": "garden", "title": "School gardens", "country": "FI", "date": "2019-09-09", "kind": "profile",
               "text": "Pupils grow vegetables in the school garden and sell them at the market."}),
        json!({"id": "china", "title": "Porcelain", "year": 2021,
               "text": "The potters keep their fine china in the old market hall."}),
    ];
    let sandbox = Sandbox::new();
    let lines: Vec<String> = records.iter().map(Value::to_string).collect();
    sandbox.write("records.jsonl", lines.join("\n").as_bytes());
    sandbox.index(&["records.jsonl"]);
    sandbox
}

/// Each question finds exactly these documents, in whatever order.
fn finds(sandbox: &Sandbox, questions: &[(&[&str], &[&str])]) {
    for (question, expected) in questions {
        let mut found = sandbox.found(question);
        found.sort();
        let mut expected = expected.to_vec();
        expected.sort_unstable();
        assert_eq!(found, expected, "{question:?}");
    }
}

/// The marked pieces of the first hit.
fn marked(sandbox: &Sandbox, question: &str) -> Vec<String> {
    let answer = sandbox.search(&[question]);
    let hit = &answer["hits"][0];
    let passage = text(&hit["passage"]["text"]);
    let at = |mark: &Value, end: usize| mark[end].as_u64().expect("a byte") as usize;
    let marks = hit["highlights"].as_array().expect("highlights are a list");
    marks.iter().map(|mark| passage[at(mark, 0)..at(mark, 1)].to_owned()).collect()
}

#[test]
fn any_word_finds_and_all_asks_for_every_one() {
    let sandbox = seven_records();
    finds(
        &sandbox,
        &[
            (&["library garden", "--literal"], &["library", "garden"]),
            (&["library garden", "--all"], &[]),
            (&["garden market", "--all"], &["garden"]),
            (&["libraries", "--literal"], &["library"]),
            (&["终身学习"], &["nanjing"]),
            (&["도서관", "--literal"], &["buan"]),
            (&["ห้องสมุด", "--literal"], &["bangkok"]),
            (&["библиотека", "--literal"], &["kazan"]),
            // An idea is found in every language.
            (&["библиотека"], &["kazan", "bangkok", "buan", "library"]),
        ],
    );
    // More words, better place.
    assert_eq!(sandbox.found(&["market garden"]), ["garden", "china"]);
}

#[test]
fn a_quotation_must_occur_as_it_stands() {
    let sandbox = seven_records();
    finds(
        &sandbox,
        &[
            (&["\"doors at night\""], &["library"]),
            (&["\"old market\""], &["china"]),
            (&["\"old market\" garden library"], &["china"]),
            (&["\"社区大学\""], &["nanjing"]),
            (&["\"평생학습 도시\""], &["buan"]),
        ],
    );
    assert_eq!(sandbox.search(&["\"doors at night\""])["notes"], json!([]));
    // Printed marks are part of the sentence: the words are looked up, and rank higher so.
    finds(&sandbox, &[(&["«old market» garden"], &["china", "garden"])]);
    assert_eq!(sandbox.found(&["“old market” sell"]).len(), 2);
}

#[test]
fn a_quotation_that_nothing_holds_is_looked_up_as_words_with_a_note() {
    let sandbox = seven_records();
    let answer = sandbox.search(&["\"night doors\""]);
    assert_eq!(answer["hits"][0]["document"]["id"], "library");
    let notes = answer["notes"].to_string();
    assert!(notes.contains("quotation marks"), "people must be told: {notes}");
    let outcome = sandbox.run(&["search", "--index", "ix", "\"night doors\""]);
    assert!(
        outcome.stdout.contains("note: nothing holds the words in quotation marks"),
        "{}",
        outcome.stdout
    );
    // A quotation that is asked for with + is not given up.
    finds(&sandbox, &[(&["+\"night doors\""], &[])]);
}

#[test]
fn near_words_may_stand_a_few_places_apart() {
    let sandbox = seven_records();
    finds(
        &sandbox,
        &[
            (&["+\"doors night\"~1"], &["library"]),
            (&["+\"doors night\""], &[]),
            (&["+\"pupils school\"~2"], &[]),
            (&["+\"pupils school\"~4"], &["garden"]),
        ],
    );
}

#[test]
fn operators_join_and_exclude() {
    let sandbox = seven_records();
    finds(
        &sandbox,
        &[
            (&["+market garden"], &["garden", "china"]),
            (&["--", "market -garden"], &["china"]),
            (&["market NOT garden"], &["china"]),
            (&["market AND garden"], &["garden"]),
            (&["market && garden"], &["garden"]),
            (&["library OR garden", "--literal"], &["library", "garden"]),
            (&["library || garden", "--literal"], &["library", "garden"]),
            // An idea is found in every language there too.
            (&["library OR garden"], &["library", "garden", "bangkok", "buan", "kazan"]),
            (&["(library OR garden) AND pupils"], &["garden"]),
            (&["library OR garden AND pupils", "--literal"], &["library", "garden"]),
            (&["(library OR garden) -night", "--literal"], &["garden"]),
            (&["market -(garden OR library)"], &["china"]),
            (&["NOT market"], &["library", "nanjing", "bangkok", "buan", "kazan"]),
            // Small letters are words.
            (&["market and garden"], &["garden", "china"]),
        ],
    );
    assert_eq!(sandbox.found(&["+market garden"]), ["garden", "china"]);
}

#[test]
fn words_may_be_left_unfinished_or_misspelt() {
    let sandbox = seven_records();
    finds(
        &sandbox,
        &[
            (&["librar*"], &["library"]),
            (&["veget*"], &["garden"]),
            (&["библ*"], &["kazan"]),
            (&["libary~1"], &["library"]),
            (&["gardne~"], &["garden"]),
            (&["lbary~1"], &[]),
            (&["lbary~2"], &["library"]),
            (&["title:porc*"], &["china"]),
        ],
    );
    assert_eq!(marked(&sandbox, "veget*"), ["vegetables"]);
    assert_eq!(marked(&sandbox, "libary~1"), ["library"]);
}

#[test]
fn fields_take_any_name_of_a_value_in_any_script() {
    let sandbox = seven_records();
    let nanjing: &[&str] = &["nanjing"];
    finds(
        &sandbox,
        &[
            (&["title:porcelain"], &["china"]),
            (&["title:garden"], &["garden"]),
            (&["title:market"], &[]),
            (&["title:\"night library\""], &["library"]),
            (&["country:CN"], nanjing),
            (&["country:中国"], nanjing),
            (&["country:Chine"], nanjing),
            (&["country:Китай"], nanjing),
            (&["country:\"Republic of Korea\""], &["buan"]),
            (&["city:南京"], nanjing),
            (&["city:부안"], &["buan"]),
            (&["city:Казань"], &["kazan"]),
            (&["year:2024"], &["library", "buan"]),
            (&["year:٢٠٢٤"], &["library", "buan"]),
            (&["year:2019..2021"], &["nanjing", "garden", "china"]),
            (&["year:undated"], &["kazan"]),
            (&["lang:th"], &["bangkok"]),
            (&["lang:korean"], &["buan"]),
            (&["lang:한국어"], &["buan"]),
            (&["lang:coréen"], &["buan"]),
            (&["kind:profile"], &["garden"]),
            (&["region:asia-pacific"], &["nanjing", "bangkok", "buan"]),
            (&["region:\"Arab States\""], &[]),
            (&["country:FI country:IE"], &["library", "garden"]),
            (&["country:FI market"], &["garden"]),
            (&["market -country:FI"], &["china"]),
            (&["market AND (country:FI OR country:CN)"], &["garden"]),
        ],
    );
    let answer = sandbox.search(&["country:中国 学习"]);
    assert_eq!(answer["query"]["filters"], json!({"country": ["CN"]}));
}

#[test]
fn a_name_is_understood_in_any_script_unless_the_question_is_literal() {
    let sandbox = seven_records();
    let answer = sandbox.search(&["China"]);
    assert_eq!(
        answer["query"]["understood"],
        json!([{"kind": "country", "id": "CN", "label": "China", "words": "China"}])
    );
    assert_eq!(sandbox.found(&["China"])[0], "nanjing", "the country stands above the porcelain");
    assert_eq!(sandbox.found(&["Nanjing"]), ["nanjing"]);
    let answer = sandbox.search(&["China 2021", "--literal"]);
    assert_eq!(answer["query"]["understood"], json!([]));
    assert_eq!(sandbox.found(&["China", "--literal"]), ["china"]);
    // A year moves its documents up without hiding the others.
    assert_eq!(sandbox.found(&["market 2021"]), ["china", "garden"]);
    assert_eq!(sandbox.found(&["market 2019"]), ["garden", "china"]);
    for year in ["2021?", "2021年", "令和3年", "2564", "(2021)"] {
        assert_eq!(sandbox.found(&[&format!("market {year}")]), ["china", "garden"], "{year}");
    }
    assert_eq!(sandbox.found(&["market, ۱۳۹۸"]), ["garden", "china"]);
}

#[test]
fn what_matched_is_marked_in_every_script() {
    let sandbox = seven_records();
    assert_eq!(marked(&sandbox, "gardens markets"), ["school garden", "market"]);
    assert_eq!(marked(&sandbox, "南京"), ["南京"]);
    assert_eq!(marked(&sandbox, "终身学习"), ["终身学习"]);
    assert_eq!(marked(&sandbox, "ห้องสมุด"), ["ห้องสมุด"]);
    assert_eq!(marked(&sandbox, "도서관"), ["도서관"]);
    assert_eq!(marked(&sandbox, "библиотека"), ["Городские библиотеки"]);
    assert_eq!(marked(&sandbox, "\"old market\""), ["old market"]);
    // The same place under another name.
    assert_eq!(marked(&sandbox, "Nanjing"), ["南京"]);
    // What must not occur is not marked, and a list of everything has no marks.
    assert_eq!(marked(&sandbox, "market -pupils"), ["market"]);
    assert_eq!(marked(&sandbox, "country:CN"), Vec::<String>::new());
}

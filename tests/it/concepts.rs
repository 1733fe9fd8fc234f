//! Ideas of the field in every language: our own thesaurus, and those a reader adds.

use std::fs;

use serde_json::Value;

use crate::sandbox::{Sandbox, text};

const RECORDS: &str = r#"{"id":"en","text":"The town runs a repair café where neighbours mend bicycles on Saturdays."}
{"id":"ko","text":"동네 수리 카페에서 이웃들이 자전거를 고친다. 토요일마다 문을 연다."}
{"id":"es","text":"En el café de reparación del barrio, los vecinos arreglan bicicletas."}
{"id":"other","text":"The café of the museum closes on Mondays, and the bridge is under repair."}
"#;

const TURTLE: &str = r#"@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<http://example.org/ideas/repair-cafe> a skos:Concept ;
    skos:prefLabel "repair café"@en , "수리 카페"@ko , "café de reparación"@es ; skos:altLabel "mending workshop"@en .
"#;

const XML: &str = r#"<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
  <skos:Concept rdf:about="http://example.org/ideas/repair-cafe">
    <skos:prefLabel xml:lang="en">repair café</skos:prefLabel>
    <skos:prefLabel xml:lang="ko">수리 카페</skos:prefLabel>
    <skos:prefLabel xml:lang="es">café de reparación</skos:prefLabel>
    <skos:altLabel xml:lang="en">mending workshop</skos:altLabel>
  </skos:Concept>
</rdf:RDF>"#;

fn sandbox() -> Sandbox {
    Sandbox::with(&[("records.jsonl", RECORDS), ("ideas.ttl", TURTLE), ("ideas.rdf", XML)])
}

fn found(sandbox: &Sandbox, question: &str) -> Vec<String> {
    let mut found = sandbox.found(&[question]);
    found.sort();
    found
}

#[test]
fn a_concept_of_an_added_thesaurus_is_found_under_all_its_labels() {
    for file in ["ideas.ttl", "ideas.rdf"] {
        let sandbox = sandbox();
        let indexed = sandbox.run(&["index", "records.jsonl", "--index", "ix", "--thesaurus", file]);
        assert_eq!(indexed.code, 0, "{indexed:?}");
        assert_eq!(found(&sandbox, "수리 카페"), ["en", "es", "ko"]);
        assert_eq!(found(&sandbox, "mending workshop"), ["en", "es", "ko"]);
        // Only the words typed.
        assert_eq!(sandbox.found(&["--literal", "수리 카페"]), ["ko"]);
    }
}

#[test]
fn what_was_understood_is_shown_and_marked() {
    let sandbox = sandbox();
    sandbox.run(&["index", "records.jsonl", "--index", "ix", "--thesaurus", "ideas.ttl"]);
    let outcome = sandbox.run(&["search", "--index", "ix", "--format", "json", "café de reparación"]);
    let answer: Value = serde_json::from_str(&outcome.stdout).expect("an answer");
    let understood = &answer["query"]["understood"][0];
    assert_eq!(understood["kind"], "concept", "{answer:#}");
    assert_eq!(understood["id"], "repair-cafe", "{answer:#}");
    let english =
        answer["hits"].as_array().unwrap().iter().find(|hit| hit["document"]["id"] == "en").unwrap();
    let mark = &english["highlights"][0];
    let (start, end) = (mark[0].as_u64().unwrap() as usize, mark[1].as_u64().unwrap() as usize);
    assert_eq!(&text(&english["passage"]["text"])[start..end], "repair café");
}

#[test]
fn a_concept_is_understood_in_a_language_that_no_document_is_in() {
    let records = r#"{"id":"mended","text":"Volunteers opened a second library beside the tram depot."}
{"id":"other","text":"The harbour festival was moved to October because of the storm."}
"#;
    let sandbox = Sandbox::with(&[("records.jsonl", records)]);
    sandbox.index(&["records.jsonl"]);
    for question in
        "bibliothèques Bibliotheken kütüphane کتابخانه 図書館 library knihovny könyvtárak kirjastot maktaba biblioteken \
         knjižnice библиотеки पुस्तकालय গ্রন্থাগার"
            .split_ascii_whitespace()
            .chain(["thư viện"])
    {
        assert_eq!(sandbox.found(&[question]), ["mended"], "{question}");
    }
    assert!(sandbox.run(&["search", "--index", "ix", "--literal", "bibliothèques"]).code != 0);
}

#[test]
fn who_asks_for_an_idea_finds_its_kinds_and_not_the_other_way_round() {
    let records = r#"{"id":"mended","text":"The mending circle repairs bicycles on Saturdays."}
{"id":"kind","text":"The workshop for sharing tools lends drills to neighbours."}
"#;
    let thesaurus = r#"@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<http://example.org/reuse> skos:prefLabel "second life of things"@en , "Zweitleben"@de .
<http://example.org/circle> skos:prefLabel "mending circle"@en ; skos:broader <http://example.org/reuse> .
"#;
    let sandbox = Sandbox::with(&[("records.jsonl", records), ("ideas.ttl", thesaurus)]);
    sandbox.run(&["index", "records.jsonl", "--index", "ix", "--thesaurus", "ideas.ttl"]);
    assert_eq!(sandbox.found(&["Zweitleben"]), ["mended"]);
    let answer = sandbox.search(&["Zweitleben"]);
    let mark = &answer["hits"][0]["highlights"][0];
    let (start, end) = (mark[0].as_u64().unwrap() as usize, mark[1].as_u64().unwrap() as usize);
    assert_eq!(&text(&answer["hits"][0]["passage"]["text"])[start..end], "mending circle");
    let answer = sandbox.search(&["mending circle"]);
    assert_eq!(answer["query"]["understood"].as_array().unwrap().len(), 1, "{answer:#}");
}

#[test]
fn an_everyday_word_is_no_concept_of_another_language() {
    let records = r#"{"id":"plan","text":"Nine members set long-term goals for the last task of the mobile library."}
{"id":"other","text":"Kind words were said about the force of the river."}
"#;
    let sandbox = Sandbox::with(&[("records.jsonl", records)]);
    sandbox.index(&["records.jsonl"]);
    let ids = |question: &str| -> Vec<String> {
        let answer = sandbox.search(&[question]);
        answer["query"]["understood"].as_array().unwrap().iter().map(|item| text(&item["id"])).collect()
    };
    // The Hungarian town is no slum (Turkish varoş), "we" in Malay no day nursery, "wanted" in Russian no hotel.
    for question in [
        "long-term goals",
        "nine",
        "last task",
        "kind words",
        "joy",
        "város",
        "városok",
        "kita",
        "born",
        "хотел",
    ] {
        assert!(!ids(question).iter().any(|id| id != "goals"), "{question}: {:?}", ids(question));
    }
    assert_eq!(ids("mobile learning"), ["mobile-learning"]);
    assert_eq!(ids("tanuló városok"), ["learning-city"]);
    // Croatian labels are found in both alphabets of Serbian.
    assert_eq!(ids("градови који уче"), ["learning-city"]);
    assert_eq!(ids("целоживотно учење"), ["lifelong-learning"]);
    assert_eq!(ids("писменост"), ["literacy"]);
    // Written as the label is, long, or no word of the documents: meant.
    assert_eq!(ids("escuela"), ["school"]);
    assert_eq!(ids("écoles"), ["school"]);
    assert_eq!(ids("Bibliotheken"), ["library"]);
}

#[test]
fn part_of_a_places_name_is_no_concept() {
    let sandbox = sandbox();
    sandbox.index(&["records.jsonl"]);
    let kinds = |question: &str| -> Vec<String> {
        let answer = sandbox.search(&[question]);
        answer["query"]["understood"].as_array().unwrap().iter().map(|item| text(&item["kind"])).collect()
    };
    assert_eq!(kinds("Saudi Arabia"), ["country"]);
    assert_eq!(kinds("Saudi Arabia saúde"), ["country", "concept"]);
}

#[test]
fn an_index_remembers_its_thesaurus() {
    let sandbox = sandbox();
    sandbox.run(&["index", "records.jsonl", "--index", "ix", "--thesaurus", "ideas.ttl"]);
    fs::remove_file(sandbox.path().join("ideas.ttl")).unwrap();
    sandbox.write("more.jsonl", "{\"id\":\"ko2\",\"text\":\"새 수리 카페가 시장 옆에 생겼다.\"}".as_bytes());
    let more = sandbox.run(&["index", "more.jsonl", "--index", "ix"]);
    assert_eq!(more.code, 0, "{more:?}");
    assert_eq!(found(&sandbox, "mending workshop"), ["en", "es", "ko", "ko2"]);
    let again = sandbox.run(&["index", "records.jsonl", "more.jsonl", "--index", "ix", "--rebuild"]);
    assert_eq!(again.code, 0, "{again:?}");
    assert_eq!(found(&sandbox, "mending workshop"), ["en", "es", "ko", "ko2"]);
}

#[test]
fn an_index_with_other_concepts_is_not_mixed() {
    let sandbox = sandbox();
    sandbox.index(&["records.jsonl"]);
    let outcome = sandbox.run(&["index", "records.jsonl", "--index", "ix", "--thesaurus", "ideas.ttl"]);
    assert_eq!(outcome.code, 2, "{outcome:?}");
    assert!(outcome.stderr.contains("was built with another thesaurus"), "{outcome:?}");
    assert!(outcome.stderr.contains("--rebuild"), "{outcome:?}");
    // The index is as it was.
    assert_eq!(found(&sandbox, "수리 카페"), ["ko"]);
    let outcome =
        sandbox.run(&["index", "records.jsonl", "--index", "ix", "--thesaurus", "ideas.ttl", "--rebuild"]);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert_eq!(found(&sandbox, "수리 카페"), ["en", "es", "ko"]);
}

#[test]
fn a_thesaurus_that_cannot_be_read_is_named() {
    let sandbox = sandbox();
    sandbox.write("broken.ttl", b"<http://example.org/a> skos:prefLabel \"no prefix\"@en .");
    sandbox.write("empty.ttl", b"<http://example.org/a> <http://example.org/b> \"no label\"@en .");
    for (file, what) in
        [("broken.ttl", "broken.ttl"), ("empty.ttl", "no skos:prefLabel"), ("none.ttl", "none.ttl")]
    {
        let outcome = sandbox.run(&["index", "records.jsonl", "--index", "ix", "--thesaurus", file]);
        assert_eq!(outcome.code, 2, "{outcome:?}");
        assert!(outcome.stderr.contains("cannot read the thesaurus"), "{outcome:?}");
        assert!(outcome.stderr.contains(what), "{outcome:?}");
        assert!(outcome.stderr.contains("hint: "), "{outcome:?}");
    }
}

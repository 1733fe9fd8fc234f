//! `gnlc show`: a passage or document in full, with where it stands in its file.

use serde_json::Value;

use crate::sandbox::{Sandbox, text};

const CORK: &str = "---\ncountry: Ireland\ncity: Cork\ndate: 2024-05-02\nkind: news\n---\n# Cork\n\n\
                    Every spring the city holds a festival of learning.\n\n\
                    ## Tents\n\nThe tents stand by the river, and “nobody” pays.\n";

fn cork() -> Sandbox {
    let sandbox = Sandbox::with(&[("docs/cork.md", CORK), ("docs/other.txt", "Other\n\nAnother text.\n")]);
    sandbox.index(&["docs"]);
    sandbox
}

fn shown(sandbox: &Sandbox, id: &str) -> Value {
    let outcome = sandbox.run(&["show", id, "--index", "ix", "--format", "json"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    serde_json::from_str(&outcome.stdout).expect("what is shown is JSON")
}

#[test]
fn a_document_is_shown_with_all_its_passages_and_where_they_stand() {
    let sandbox = cork();
    let outcome = sandbox.run(&["show", "docs/cork.md", "--index", "ix"]);
    let at = |words: &str| {
        let start = CORK.find(words).expect("the words are in the text");
        format!("bytes {start}..{}", start + words.len())
    };
    let first = at("Every spring the city holds a festival of learning.");
    let second = at("The tents stand by the river, and “nobody” pays.");
    let expected = format!(
        "Cork\nnews · 2024-05-02 (from date)\n\
         \ndocs/cork.md:9   id docs/cork.md#1   {first}\nnews · 2024-05-02 · Ireland › Cork · English\
         \nplaces from the field `country` says `Ireland`; the field `city` says `Cork`\
         \n    Every spring the city holds a festival of learning.\n\
         \ndocs/cork.md:13   id docs/cork.md#2   {second}\nnews · 2024-05-02 · Ireland › Cork · English\
         \nplaces from the field `country` says `Ireland`; the field `city` says `Cork`\nTents\
         \n    The tents stand by the river, and “nobody” pays.\n"
    );
    assert_eq!((outcome.code, outcome.stdout.as_str()), (0, expected.as_str()));
}

#[test]
fn programs_get_the_same_as_json() {
    let sandbox = cork();
    let document = shown(&sandbox, "docs/cork.md");
    assert_eq!(document["schema_version"], 1);
    assert_eq!(document["document"]["title"], "Cork");
    assert_eq!(document["document"]["date"], "2024-05-02");
    let passages = document["passages"].as_array().unwrap();
    assert_eq!(passages.len(), 2);
    for passage in passages {
        let at = |name: &str| passage[name].as_u64().unwrap() as usize;
        assert_eq!(passage["original"], CORK[at("start")..at("end")]);
        assert_eq!(passage["places"]["countries"], serde_json::json!(["IE"]));
    }
    // A passage alone is the same passage.
    let passage = shown(&sandbox, "docs/cork.md#2");
    assert_eq!(passage["passages"].as_array().unwrap().len(), 1);
    assert_eq!(passage["passages"][0], passages[1]);
}

#[test]
fn every_id_that_search_gives_can_be_shown() {
    let sandbox = cork();
    sandbox
        .write("more.jsonl", "{\"id\":\"a b#c\",\"text\":\"An id with a blank and a hash.\"}\n".as_bytes());
    sandbox.index(&["more.jsonl"]);
    let answer = sandbox.search(&["--limit", "100"]);
    let hits = answer["hits"].as_array().unwrap();
    assert_eq!(hits.len(), 4);
    for hit in hits {
        let passage = shown(&sandbox, &text(&hit["id"]));
        assert_eq!(passage["passages"][0]["text"], hit["passage"]["text"], "{}", hit["id"]);
        let document = shown(&sandbox, &text(&hit["document"]["id"]));
        assert_eq!(document["document"], hit["document"]);
    }
}

#[test]
fn an_unknown_id_is_an_error_that_says_where_ids_are_found() {
    let sandbox = cork();
    for id in ["docs/nothing.md", "docs/cork.md#99", "docs/cork.md#", "#", ""] {
        let outcome = sandbox.run(&["show", id, "--index", "ix"]);
        assert_eq!((outcome.code, outcome.stdout.as_str()), (2, ""), "`{id}`");
        assert!(outcome.stderr.contains(&format!("the id `{id}`")), "{}", outcome.stderr);
        assert!(outcome.stderr.contains("hint: ids stand in the results"), "{}", outcome.stderr);
    }
}

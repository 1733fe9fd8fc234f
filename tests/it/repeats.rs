//! The same release on several pages is one hit that names the others.

use serde_json::Value;

use crate::sandbox::{Sandbox, text};

const RELEASE: &str = "The network welcomes 54 cities this autumn. Their mayors signed the charter in a short ceremony \
    that was held online, because nobody could travel. Each city will report after two years on evening classes, on \
    libraries and on what its neighbours taught one another. A jury of five read the applications in July and asked \
    a dozen towns to try again next year.";

fn sandbox() -> Sandbox {
    let corrected = RELEASE.replace("54", "55");
    let sandbox = Sandbox::with(&[
        ("docs/a-portal.txt", RELEASE),
        ("docs/b-city.txt", &corrected),
        (
            "docs/c-other.txt",
            "Mayors of other cities signed a charter on evening classes, and no jury read it.",
        ),
    ]);
    sandbox.index(&["docs"]);
    sandbox
}

#[test]
fn a_release_on_two_pages_is_one_hit_that_says_what_differs() {
    let sandbox = sandbox();
    let question = ["search", "--index", "ix", "charter ceremony evening classes", "--format", "json"];
    let answer: Value = serde_json::from_str(&sandbox.run(&question).stdout).expect("an answer");
    let hits = answer["hits"].as_array().unwrap();
    assert_eq!(hits.len(), 2, "{answer:#}");
    assert_eq!(hits[0]["document"]["id"], "docs/a-portal.txt");
    assert_eq!(hits[0]["also_in"][0]["document"], "docs/b-city.txt");
    assert_eq!(hits[0]["also_in"][0]["differs"][0], "55");
    // Counts are of all passages and documents.
    assert_eq!(answer["total"]["passages"], 3);
    assert_eq!(answer["total"]["documents"], 3);
    assert_eq!(answer["facets"]["year"][0]["documents"], 3);
    let shown = sandbox.run(&["search", "--index", "ix", "charter ceremony", "--color", "never"]).stdout;
    assert!(shown.contains("also in docs/b-city.txt:1"), "{shown}");
    assert!(shown.contains("(there: 55)"), "{shown}");
}

#[test]
fn a_release_twice_on_one_page_is_one_hit() {
    let page = format!("A charter\n\n{RELEASE}\n\nPress release\n\n{}\n", RELEASE.replace("short ", ""));
    let sandbox = Sandbox::with(&[("docs/page.txt", &page)]);
    sandbox.index(&["docs"]);
    let answer = sandbox.search(&["charter ceremony evening classes"]);
    let hits = answer["hits"].as_array().unwrap();
    assert_eq!(hits.len(), 1, "{answer:#}");
    assert_eq!(hits[0]["also_in"][0]["document"], "docs/page.txt");
    assert_ne!(hits[0]["also_in"][0]["id"], hits[0]["id"]);
    assert_eq!(answer["total"], serde_json::json!({"passages": 2, "documents": 1}));
}

#[test]
fn a_table_and_a_measurement_list_every_answer() {
    let sandbox = sandbox();
    for (format, lines) in [("trec", 3), ("csv", 4)] {
        let found = sandbox.run(&["search", "--index", "ix", "charter evening classes", "--format", format]);
        assert_eq!(found.stdout.lines().count(), lines, "{found:?}");
    }
}

#[test]
fn repeats_are_joined_on_every_page_of_answers_alike() {
    let sandbox = sandbox();
    let second =
        ["search", "--index", "ix", "charter ceremony evening classes", "--format", "json", "--offset", "1"];
    let answer: Value = serde_json::from_str(&sandbox.run(&second).stdout).expect("an answer");
    let found: Vec<String> =
        answer["hits"].as_array().unwrap().iter().map(|hit| text(&hit["document"]["id"])).collect();
    assert_eq!(found, ["docs/c-other.txt"]);
}

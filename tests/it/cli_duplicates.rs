//! `gnlc duplicates`: the same text in several files is one group, and what only shares a footer is none.

use serde_json::Value;

use crate::sandbox::{Sandbox, text};

const SECTIONS: [&str; 4] = [
    "The evening school opened its doors in the old rope works, and forty neighbours came on the first night to learn how to \
     mend nets, to read sea charts and to write letters to the harbour office. The benches had been lent by the chapel across \
     the lane, the lamps by a shipwright who no longer needed them, and the kettle by everybody in turn.",
    "In the second winter the teachers wrote down every lesson in a ledger that anybody may borrow. It now holds three hundred \
     pages of drawings, of knots and of recipes for varnish, and the library has bound it twice because so many hands had \
     turned its leaves. A copy travels with the mail boat to the islands, where two more schools have begun.",
    "The council pays for coal and chalk, and the pupils pay with an afternoon of work in the garden behind the works, where \
     beans and medlars grow along the wall. Whoever has learned a trade there promises to teach it to somebody else within \
     the year, and a list beside the door shows that nearly everybody has kept that promise so far.",
    "Next spring a workshop for clocks and wireless sets will move into the loft, as soon as its stairs have been made safe \
     for children. The carpenters ask for planks of larch, and the choir has offered to sing for them on the market square \
     until there are enough. Places are given by lot, and nobody is asked for a certificate of any kind.",
];
const FOOTER: &str = "Printed by the harbour press on paper that was a sail before; whoever finds a mistake may bring it to \
    the counter in the hall and is given an apple for it, as has been the custom of the house since the great flood of that year. \
    The counter is open on weekdays from nine to noon and on market days until the last boat has left for the islands.";

fn page(date: &str, sections: &[&str]) -> String {
    let sections: Vec<String> =
        sections.iter().enumerate().map(|(number, text)| format!("## Part {number}\n\n{text}")).collect();
    format!("---\ntitle: The evening school\ndate: {date}\n---\n\n{}\n", sections.join("\n\n"))
}

fn sandbox() -> Sandbox {
    let corrected = SECTIONS.map(|section| section.replace("forty", "fifty"));
    let longer: Vec<&str> = corrected.iter().map(String::as_str).chain([FOOTER]).collect();
    let sandbox = Sandbox::with(&[
        ("docs/a-copy.md", &page("2021-05-02", &SECTIONS)),
        ("docs/b-first.md", &page("2021-05-01", &SECTIONS)),
        ("docs/c-longer.md", &page("2021-06-01", &longer)),
        ("docs/d-extract.md", &page("2021-07-01", &SECTIONS[..1])),
        (
            "docs/e-other.md",
            &page(
                "2020-01-01",
                &["Another school by another sea teaches how to sew kites and count stars.", FOOTER],
            ),
        ),
        ("docs/f-short.txt", "Contact us"),
        ("docs/g-short.txt", "Contact us"),
    ]);
    sandbox.index(&["docs"]);
    sandbox
}

#[test]
fn groups_name_each_document_with_its_date_and_what_it_shares() {
    let sandbox = sandbox();
    let outcome = sandbox.run(&["duplicates", "--index", "ix", "--format", "json"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let found: Value = serde_json::from_str(&outcome.stdout).expect("JSON");
    assert_eq!(
        (&found["total_groups"], &found["total_repeats"]),
        (&Value::from(1), &Value::from(2)),
        "{found:#}"
    );
    let documents = found["groups"][0]["documents"].as_array().expect("documents");
    let told: Vec<_> = documents
        .iter()
        .map(|document| {
            (
                text(&document["path"]),
                text(&document["date"]),
                document["same_text"].as_bool().unwrap_or_default(),
            )
        })
        .collect();
    let expected = [
        ("docs/b-first.md", "2021-05-01", true),
        ("docs/a-copy.md", "2021-05-02", true),
        ("docs/c-longer.md", "2021-06-01", false),
    ];
    assert_eq!(
        told,
        expected.map(|(path, date, same)| (path.to_owned(), date.to_owned(), same)),
        "{found:#}"
    );
    assert_eq!(documents[1]["shared_percent"], 100);
    let shared = documents[2]["shared_percent"].as_u64().expect("a number");
    assert!((51..100).contains(&shared), "{found:#}");
}

#[test]
fn people_read_groups_as_lines() {
    let sandbox = sandbox();
    let outcome = sandbox.run(&["duplicates", "--index", "ix", "--color", "never"]);
    let lines: Vec<&str> = outcome.stdout.lines().collect();
    assert_eq!(lines[0], "docs/b-first.md  2021-05-01", "{outcome:?}");
    assert!(lines[2].ends_with("the same  docs/a-copy.md  2021-05-02"), "{outcome:?}");
    assert!(lines[3].ends_with(" %  docs/c-longer.md  2021-06-01"), "{outcome:?}");
    assert_eq!(lines[5], "1 group of duplicates; without repeats the index would have 2 documents less");
    let none = sandbox.run(&["duplicates", "--index", "ix", "--limit", "0"]);
    assert!(none.stdout.ends_with("; 1 not shown (`--limit`)\n"), "{none:?}");
}

#[test]
fn an_index_without_duplicates_says_so() {
    let sandbox = Sandbox::with(&[("docs/a.txt", SECTIONS[0]), ("docs/b.txt", SECTIONS[1])]);
    sandbox.index(&["docs"]);
    let outcome = sandbox.run(&["duplicates", "--index", "ix"]);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (1, "no document repeats another one\n"));
    // What was removed repeats nothing.
    sandbox.write("docs/c.txt", SECTIONS[0].as_bytes());
    sandbox.index(&["docs"]);
    assert_eq!(sandbox.run(&["duplicates", "--index", "ix"]).code, 0);
    std::fs::remove_file(sandbox.path().join("docs/a.txt")).expect("a file");
    assert_eq!(sandbox.run(&["index", "docs", "--index", "ix", "--prune"]).code, 0);
    assert_eq!(sandbox.run(&["duplicates", "--index", "ix"]).code, 1);
}

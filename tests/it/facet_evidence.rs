//! Why a passage is about its places: `inspect` and `show` say it, and what is no reason makes no facet.

use serde_json::Value;

use crate::sandbox::{Sandbox, text};

/// A report of a country, with everything around it that names other places and says nothing about them.
const REPORT: &str = "\
Skip to main content
Home
About us

Jordan sets out how its towns learn

Copenhagen, Denmark, 4 June 2019 –

Jordan has written down how its towns learn. The report of Jordan describes evening courses, reading circles
and the work of libraries in four districts, and it names what is still missing there.

Photo: Lars Holm/Denmark Pictures, Copenhagen, Denmark

In the second part, Jordan asks its towns to count who takes part and who stays away. Classes for women have
grown most, and mobile libraries now reach the villages of the south.

The authors thank the government of Denmark for its support.

© 2019 Learning Press, 12 Harbour Street, 20354 Hamburg, Germany
";

fn indexed(files: &[(&str, &str)]) -> Sandbox {
    let sandbox = Sandbox::with(files);
    sandbox.index(&["docs"]);
    sandbox
}

/// Values of the country facet with their passages.
fn countries(sandbox: &Sandbox) -> Vec<String> {
    let outcome = sandbox.run(&["facets", "--index", "ix", "--facet", "country", "--format", "json"]);
    let answer: Value = serde_json::from_str(&outcome.stdout).expect("the answer is JSON");
    let values = answer["facets"]["country"].as_array().expect("counts");
    values.iter().map(|value| text(&value["value"])).collect()
}

fn inspected(sandbox: &Sandbox, file: &str) -> String {
    let outcome = sandbox.run(&["inspect", file]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    outcome.stdout
}

#[test]
fn a_report_of_jordan_that_thanks_denmark_is_about_jordan_alone() {
    let sandbox = indexed(&[("docs/report.txt", REPORT)]);
    assert_eq!(countries(&sandbox), ["JO"], "{}", inspected(&sandbox, "docs/report.txt"));
    // Denmark is found all the same, by name.
    assert_eq!(sandbox.found(&["Denmark", "--group", "document"]), ["docs/report.txt"]);
    let seen = inspected(&sandbox, "docs/report.txt");
    assert!(seen.contains("places    JO\n  from    the title names `Jordan`\n"), "{seen}");
}

#[test]
fn a_credit_a_dateline_and_an_address_make_no_facet() {
    let body = "The evening school opened its doors, and neighbours came to read, to cook and to repair what was broken. \
                Nobody asked for papers, and everybody found a chair.";
    for (name, around) in [
        ("credit", format!("An evening school\n\n{body}\n\nPhoto: Anna Berg/Finland Images\n")),
        ("dateline", format!("An evening school\n\nParis, France, 14 February 2024 – {body}\n")),
        (
            "address",
            format!(
                "An evening school\n\n{body}\n\n© 2024 Harbour Press, 7, place de Lecture, 75007 Paris, France\n"
            ),
        ),
    ] {
        let sandbox = indexed(&[("docs/page.txt", &around)]);
        assert_eq!(countries(&sandbox), [""; 0], "{name}: {}", inspected(&sandbox, "docs/page.txt"));
    }
}

#[test]
fn inspect_and_show_say_what_a_passage_is_about_and_where_that_stands() {
    let sandbox = indexed(&[
        (
            "docs/stated.md",
            "---\ncountry: Irlanda\ncity: Cork\n---\n# Festival\n\nEvery spring the tents stand by the river.\n",
        ),
        (
            "docs/towns.md",
            "# Two towns\n\nTowns that read.\n\n## Espoo, Finland\n\nThe saunas have shelves of books.\n\n\
                           ## Kenya\n\nThe county lends solar lamps to readers.\n",
        ),
        ("docs/named.md", "# A letter\n\nIn Portugal the parks lend books, and Portugal has many parks.\n"),
    ]);
    for (id, expected) in [
        ("docs/stated.md#1", &["the field `country` says `Irlanda`", "the field `city` says `Cork`"][..]),
        ("docs/towns.md#2", &["heading `Espoo, Finland` (line 5)"]),
        ("docs/towns.md#3", &["heading `Kenya` (line 9)"]),
        ("docs/named.md#1", &["Portugal is named in 1 of 1 paragraphs"]),
    ] {
        let json = sandbox.run(&["show", id, "--index", "ix", "--format", "json"]).stdout;
        let shown: Value = serde_json::from_str(&json).expect("what is shown is JSON");
        let evidence: Vec<String> =
            shown["passages"][0]["places_evidence"].as_array().unwrap().iter().map(text).collect();
        assert_eq!(evidence, expected, "{id}");
        let people = sandbox.run(&["show", id, "--index", "ix"]).stdout;
        assert!(people.contains(&format!("places from {}", expected.join("; "))), "{people}");
        let seen = inspected(&sandbox, id.split('#').next().unwrap());
        for one in expected {
            assert!(seen.contains(one), "`{one}` is missing in\n{seen}");
        }
    }
    // What is about no place has no evidence, and a search stays as it is promised.
    let shown: Value = serde_json::from_str(
        &sandbox.run(&["show", "docs/towns.md#1", "--index", "ix", "--format", "json"]).stdout,
    )
    .unwrap();
    assert_eq!(shown["passages"][0]["places"]["countries"], Value::Array(Vec::new()));
    assert_eq!(shown["passages"][0]["places_evidence"], Value::Array(Vec::new()));
    assert_eq!(sandbox.search(&["lamps"])["hits"][0].get("places_evidence"), None);
}

#[test]
fn a_dateline_tells_which_city_a_title_means_and_a_publisher_nothing() {
    let page = "New centre in Larissa\n\nLarissa, Greece, 15 March 2023 – The council opened a centre for adults. \
        It has ten rooms, and people came from all districts to see it.\n\n\
        Published by City of Hamburg, Germany\n";
    let sandbox = indexed(&[("docs/page.txt", page)]);
    assert_eq!(countries(&sandbox), ["GR"]);
    let inspected = inspected(&sandbox, "docs/page.txt");
    assert!(inspected.contains("GR; Larissa"), "{inspected}");
}

#[test]
fn the_country_of_its_city_thanks_and_addresses_leave_a_text_about_its_city() {
    let sandbox = indexed(&[
        (
            "docs/medellin.txt",
            "Medellín abre una escuela de noche\n\nLos conductores del metro estudian juntos cada lunes.\n\n\
             El Ministerio de Educación de Colombia pagó las sillas verdes del salón.\n",
        ),
        (
            "docs/boats.txt",
            "A school for boats\n\nClasses take place on a steamer at the quay, and the boilers are lit at five.\n\n\
             The crew reads aloud in turns. The organisers thank the embassy of Norway for the lamps.\n\n\
             Contact: Office for Boats, 12 Quay Street, 20148 Hamburg, Germany\n",
        ),
        (
            "docs/pages.md",
            "# News of the month\n\n## Sønderborg: a school for wind\n\nPupils build blades of paper and count the turns.\n\n\
             ## Elsewhere\n\nNobody knows where the kites come from.\n\n\
             ## The Beijing Declaration\n\nDelegates wrote it in an afternoon of rain.\n",
        ),
        ("docs/kites.jsonl", "{\"text\":\"Pupils build kites all year.\",\"city\":\"Cork\"}\n"),
    ]);
    let found = |question: &[&str]| sandbox.found(question).len();
    assert_eq!(found(&["sillas", "--city", "Medellín"]), 1, "{}", inspected(&sandbox, "docs/medellin.txt"));
    assert_eq!(found(&["boilers", "--country", "Norway"]), 0);
    assert_eq!(found(&["boilers", "--country", "Germany"]), 0, "{}", inspected(&sandbox, "docs/boats.txt"));
    assert_eq!(found(&["blades", "--country", "Denmark"]), 1, "{}", inspected(&sandbox, "docs/pages.md"));
    assert_eq!(found(&["nobody", "--country", "Denmark"]), 0);
    assert_eq!(found(&["delegates", "--country", "China"]), 0);
    assert_eq!(found(&["kites", "--country", "Ireland"]), 1);
}

#[test]
fn a_city_that_is_also_a_word_is_known_by_its_mayor_its_council_and_its_festival() {
    let sandbox = indexed(&[
        (
            "docs/hub.txt",
            "A twelfth hub opens\n\nThe Mayor of Cork handed over the keys of the hub in the old brewery.\n",
        ),
        (
            "docs/well.txt",
            "Water and wells\n\nThe municipality of Larissa counts its wells with the pupils of two schools.\n",
        ),
        ("docs/bottle.txt", "Bottles\n\nPupils learn how cork is cut from the bark of the tree.\n"),
    ]);
    assert_eq!(sandbox.found(&["keys", "--country", "Ireland"]), ["docs/hub.txt"]);
    assert_eq!(sandbox.found(&["wells", "--country", "Greece"]), ["docs/well.txt"]);
    assert_eq!(sandbox.found(&["bark", "--country", "Ireland"]).len(), 0);
}

//! `gnlc facets`: only the counts, exact, for all or some facets.

use serde_json::{Value, json};

use crate::cli_search::seven_records;
use crate::sandbox::{Sandbox, text};

fn facets(sandbox: &Sandbox, arguments: &[&str]) -> Value {
    let mut all = vec!["facets", "--index", "ix", "--format", "json"];
    all.extend(arguments);
    let outcome = sandbox.run(&all);
    assert!(outcome.code < 2, "{arguments:?}: {}", outcome.stderr);
    serde_json::from_str(&outcome.stdout).expect("the counts are JSON")
}

fn counts(answer: &Value, facet: &str) -> Vec<(String, u64)> {
    let values = answer["facets"][facet].as_array().unwrap_or_else(|| panic!("no `{facet}` in {answer}"));
    values.iter().map(|value| (text(&value["value"]), value["documents"].as_u64().unwrap())).collect()
}

fn pairs(expected: &[(&str, u64)]) -> Vec<(String, u64)> {
    expected.iter().map(|(value, count)| ((*value).to_owned(), *count)).collect()
}

#[test]
fn without_a_question_everything_is_counted_in_every_facet() {
    let sandbox = seven_records();
    let answer = facets(&sandbox, &[]);
    assert_eq!(answer["total"], json!({"passages": 7, "documents": 7}));
    assert_eq!(answer["hits"], json!([]));
    let names: Vec<&String> = answer["facets"].as_object().unwrap().keys().collect();
    assert_eq!(names.len(), 6, "{names:?}");
    // Most first; years newest first.
    assert_eq!(
        counts(&answer, "year"),
        pairs(&[("2024", 2), ("2021", 1), ("2020", 1), ("2019", 1), ("2016", 1), ("undated", 1)])
    );
    assert_eq!(counts(&answer, "region"), pairs(&[("asia-pacific", 3), ("europe-north-america", 3)]));
    assert_eq!(counts(&answer, "lang")[0], ("en".to_owned(), 3));
    assert_eq!(counts(&answer, "kind")[0], ("record".to_owned(), 4));
    let cities: Vec<String> = counts(&answer, "city").into_iter().map(|(city, _)| city).collect();
    for city in ["Cork", "Nanjing", "Bangkok", "Buan", "Kazan"] {
        assert!(cities.iter().any(|found| found == city), "{city} is missing in {cities:?}");
    }
}

#[test]
fn a_question_a_filter_and_a_limit_narrow_the_counts() {
    let sandbox = seven_records();
    assert_eq!(
        counts(&facets(&sandbox, &["library market", "--literal"]), "country"),
        pairs(&[("FI", 1), ("IE", 1)])
    );
    let answer = facets(&sandbox, &["--region", "asia-pacific", "--facet", "country"]);
    assert_eq!(counts(&answer, "country"), pairs(&[("CN", 1), ("KR", 1), ("TH", 1)]));
    assert_eq!(answer["facets"].as_object().unwrap().len(), 1, "only what was asked for");
    assert_eq!(counts(&facets(&sandbox, &["--facet-limit", "2"]), "year").len(), 2);
    assert_eq!(facets(&sandbox, &["market garden", "--all"])["total"]["passages"], 1);
    assert_eq!(facets(&sandbox, &["China", "--literal"])["total"]["passages"], 1);
}

#[test]
fn people_see_bars_and_how_many_more_there_are() {
    let sandbox = seven_records();
    let outcome = sandbox.run(&[
        "facets",
        "--index",
        "ix",
        "--facet",
        "region",
        "--facet",
        "country",
        "--facet-limit",
        "1",
    ]);
    let expected = "7 passages in 7 documents\n\
                    \nregion\
                    \n    Asia and the Pacific  ████████████████████████       3 in 3 documents\
                    \n    and 1 more\n\
                    \ncountry\
                    \n    China  ████████████████████████       1 in 1 document\
                    \n    and 5 more\n";
    assert_eq!((outcome.code, outcome.stdout.as_str()), (0, expected));
    assert_eq!(sandbox.run(&["facets", "--index", "ix", "submarine"]).code, 1);
    assert_eq!(sandbox.run(&["facets", "--index", "ix", "--facet", "weather"]).code, 2);
}

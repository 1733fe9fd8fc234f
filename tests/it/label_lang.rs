//! `--label-lang`: places are called as the reader calls them; what is counted and chosen stays the same.

use serde_json::Value;

use crate::cli_search::seven_records;
use crate::sandbox::{Sandbox, text};

/// Value and label of a facet's counts, in the order shown.
fn labels(answer: &Value, facet: &str) -> Vec<(String, String)> {
    let values = answer["facets"][facet].as_array().expect("counts");
    values.iter().map(|value| (text(&value["value"]), text(&value["label"]))).collect()
}

fn facets(sandbox: &Sandbox, more: &[&str], locale: &[(&str, &str)]) -> Value {
    let mut arguments = vec!["facets", "--index", "ix", "--format", "json"];
    arguments.extend(more);
    let mut command = sandbox.command(&arguments);
    command.envs(locale.iter().copied());
    let output = command.output().expect("the program starts");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("the answer is JSON")
}

/// The label of one value.
fn label(answer: &Value, facet: &str, value: &str) -> String {
    let labels = labels(answer, facet);
    labels
        .into_iter()
        .find(|(known, _)| known == value)
        .map(|(_, label)| label)
        .expect("the value is counted")
}

#[test]
fn places_and_languages_are_called_in_the_language_asked_for() {
    let sandbox = seven_records();
    for (language, country, region, city, lang) in [
        ("en", "Republic of Korea", "Asia and the Pacific", "Nanjing", "Korean"),
        ("fr", "Corée du Sud", "Asie et Pacifique", "Nankin", "coréen"),
        ("zh", "韩国", "亚洲及太平洋", "南京", "韩语"),
        ("ru", "Республика Корея", "Азия и Тихий океан", "Нанкин", "корейский"),
        ("German", "Südkorea", "Asien und Pazifik", "Nanjing", "Koreanisch"),
        ("日本語", "韓国", "アジア太平洋", "南京", "韓国語"),
    ] {
        let answer = facets(&sandbox, &["--label-lang", language], &[]);
        let found = [
            label(&answer, "country", "KR"),
            label(&answer, "region", "asia-pacific"),
            label(&answer, "city", "Nanjing"),
            label(&answer, "lang", "ko"),
        ];
        assert_eq!(found, [country, region, city, lang], "{language}");
    }
}

#[test]
fn values_and_their_order_stay_whatever_they_are_called() {
    let sandbox = seven_records();
    let values = |language: &str| {
        let answer = facets(&sandbox, &["--label-lang", language], &[]);
        ["country", "region", "city", "lang", "year", "kind"]
            .map(|facet| labels(&answer, facet).into_iter().map(|(value, _)| value).collect::<Vec<_>>())
    };
    for language in ["fr", "zh", "ar"] {
        assert_eq!(values(language), values("en"), "{language}");
    }
    // A label is also a way to choose the value.
    assert_eq!(sandbox.found(&["--country", "Corée du Sud"]), ["buan"]);
}

#[test]
fn a_question_says_in_the_readers_language_what_it_understood() {
    let sandbox = seven_records();
    let answer = sandbox.search(&["Nanjing China", "--label-lang", "fr"]);
    let understood = answer["query"]["understood"].as_array().unwrap();
    let labels: Vec<String> = understood.iter().map(|item| text(&item["label"])).collect();
    assert_eq!(labels, ["Nankin", "Chine"]);
    let outcome = sandbox.run(&["search", "--index", "ix", "China", "--label-lang", "es"]);
    assert!(outcome.stdout.contains("China is read as the country China"), "{}", outcome.stdout);
    assert!(outcome.stdout.contains("report · 2020-03-04 · China › Nankín · chino"), "{}", outcome.stdout);
}

#[test]
fn the_locale_decides_where_nobody_says_and_english_is_the_rest() {
    let sandbox = seven_records();
    let called = |locale: &[(&str, &str)]| label(&facets(&sandbox, &[], locale), "country", "CN");
    assert_eq!(called(&[]), "China");
    assert_eq!(called(&[("LANG", "fr_FR.UTF-8")]), "Chine");
    assert_eq!(called(&[("LANG", "fr_FR.UTF-8"), ("LC_MESSAGES", "tr_TR")]), "Çin");
    assert_eq!(called(&[("LANG", "fr_FR"), ("LC_MESSAGES", "tr_TR"), ("LC_ALL", "zh_CN.UTF-8")]), "中国");
    // Set to nothing is not set; what names no language is English, whatever else is set.
    assert_eq!(called(&[("LC_ALL", ""), ("LANG", "fr_FR")]), "Chine");
    for plain in ["C", "POSIX", "C.UTF-8", "xx_YY", "en_GB.UTF-8"] {
        assert_eq!(called(&[("LC_ALL", plain), ("LANG", "fr_FR")]), "China", "{plain}");
    }
    let answer = facets(&sandbox, &["--label-lang", "en"], &[("LANG", "fr_FR")]);
    assert_eq!(label(&answer, "country", "CN"), "China", "what is typed counts more than the locale");
}

#[test]
fn a_language_that_is_not_known_is_an_error_that_names_the_known_ones() {
    let sandbox = seven_records();
    for command in ["search", "facets", "stats"] {
        let outcome = sandbox.run(&[command, "--index", "ix", "--label-lang", "xx"]);
        assert_eq!((outcome.code, outcome.stdout.as_str()), (2, ""), "{command}");
        assert!(outcome.stderr.contains("`xx` is no language we know labels in"), "{}", outcome.stderr);
        assert!(outcome.stderr.contains("hint: name one by its code or its name"), "{}", outcome.stderr);
    }
}

#[test]
fn traditional_chinese_is_called_as_in_taiwan_and_simplified_as_in_china() {
    let sandbox = seven_records();
    let traditional = [
        ("country", "KR", "南韓"),
        ("region", "asia-pacific", "亞洲及太平洋"),
        ("city", "Kazan", "喀山"),
        ("lang", "ko", "韓文"),
    ];
    for language in ["zh-Hant", "zh-TW", "zh_HK", "Traditional Chinese", "繁體中文"] {
        let answer = facets(&sandbox, &["--label-lang", language], &[]);
        for (facet, value, expected) in traditional {
            assert_eq!(label(&answer, facet, value), expected, "{language}");
        }
    }
    let called = |locale: &str| label(&facets(&sandbox, &[], &[("LC_ALL", locale)]), "country", "KR");
    assert_eq!(called("zh_TW.UTF-8"), "南韓");
    assert_eq!(called("zh_HK.UTF-8"), "南韓");
    assert_eq!(called("zh_CN.UTF-8"), "韩国");
    assert_eq!(called("zh_SG.UTF-8"), "韩国");
    // What is shown can be typed as a choice.
    assert_eq!(sandbox.found(&["--country", "南韓"]), ["buan"]);
}

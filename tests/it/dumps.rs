//! What was found wrong in the raw dumps stays mended: on the dumps where they are present, and
//! always on texts of our own in the same shapes.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use crate::sandbox::{Sandbox, dump, dumps, project, text};

/// Words of menus and footers; none of them may stand in a passage.
const MENU: &[&str] = &[
    "Privacy Policy",
    "Privacy policy",
    "Skip to main content",
    "Who we are",
    "What we do",
    "Clear all filters",
    "Current page",
    "Next page",
    "Share this page",
    "All rights reserved",
    "Contact us",
];

/// A dump by its number, indexed alone.
fn indexed_dump(number: &str) -> Option<Sandbox> {
    let dump = dump(number)?;
    let sandbox = Sandbox::new();
    sandbox.write("docs/page.txt", &fs::read(dump).expect("a dump can be read"));
    sandbox.index(&["docs"]);
    Some(sandbox)
}

/// Pages of `tests/pages/`, indexed together.
fn indexed_pages(cases: &[&str]) -> Sandbox {
    let sandbox = Sandbox::new();
    for case in cases {
        let page = fs::read(project().join("tests/pages").join(case).join("page.txt")).expect("a page");
        sandbox.write(&format!("docs/{case}.txt"), &page);
    }
    sandbox.index(&["docs"]);
    sandbox
}

fn hits(sandbox: &Sandbox, arguments: &[&str]) -> Vec<Value> {
    let mut all = vec!["--limit", "1000"];
    all.extend(arguments);
    sandbox.search(&all)["hits"].as_array().expect("hits are a list").clone()
}

/// Values of a facet, with their passages.
fn facet(sandbox: &Sandbox, name: &str) -> BTreeMap<String, Value> {
    let answer = sandbox.search(&["--facet", name, "--facet-limit", "1000"]);
    let values = answer["facets"][name].as_array().expect("values are a list");
    values.iter().map(|value| (text(&value["value"]), value.clone())).collect()
}

fn names(value: &Value) -> Vec<String> {
    value.as_array().expect("a list").iter().map(text).collect()
}

fn years(sandbox: &Sandbox) -> Vec<String> {
    facet(sandbox, "year").into_keys().collect()
}

fn no_menu(sandbox: &Sandbox) {
    for hit in hits(sandbox, &[]) {
        let passage = text(&hit["passage"]["text"]);
        for words in MENU {
            assert!(!passage.contains(words), "`{words}` stands in {}: {passage}", hit["id"]);
        }
    }
}

/// The cities of each country's passage that the heading files under it.
fn cities_by_country(sandbox: &Sandbox) -> BTreeMap<String, Vec<String>> {
    let mut cities: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for hit in hits(sandbox, &[]) {
        let (countries, found) = (names(&hit["places"]["countries"]), names(&hit["places"]["cities"]));
        if let ([country], false) = (countries.as_slice(), found.is_empty()) {
            cities.entry(country.clone()).or_default().extend(found);
        }
    }
    cities
}

/// Passages above the first `wrong` one hold every `right` one.
fn stands_above(sandbox: &Sandbox, question: &str, right: &str, wrong: &str) {
    let hits = hits(sandbox, &[question]);
    let about = |hit: &Value, city: &str| names(&hit["places"]["cities"]).iter().any(|name| name == city);
    let first_wrong = hits.iter().position(|hit| about(hit, wrong) && !about(hit, right));
    let last_right = hits.iter().rposition(|hit| about(hit, right));
    assert!(last_right.is_some(), "`{question}` finds nothing about {right}");
    if let Some(first_wrong) = first_wrong {
        assert!(last_right < Some(first_wrong), "`{question}`: {wrong} stands above {right}");
    }
}

#[test]
fn a_flattened_table_files_every_city_under_its_country_and_region() {
    let sandbox = indexed_pages(&["region-table"]);
    let cities = cities_by_country(&sandbox);
    assert_eq!(cities.len(), 9, "{cities:?}");
    assert_eq!(cities.values().map(Vec::len).sum::<usize>(), 14, "{cities:?}");
    assert_eq!(cities["TH"], ["Banmai", "Phuket"]);
    assert_eq!(cities["FI"], ["Koivula", "Espoo"]);
    let regions: Vec<String> = facet(&sandbox, "region").into_keys().collect();
    assert_eq!(regions, ["africa", "asia-pacific", "europe-north-america"]);
    assert_eq!(years(&sandbox), ["2018"]);
    no_menu(&sandbox);

    let Some(sandbox) = indexed_dump("002") else { return };
    let cities = cities_by_country(&sandbox);
    assert_eq!(cities.len(), 27, "countries: {:?}", cities.keys());
    assert_eq!(cities.values().map(Vec::len).sum::<usize>(), 55, "{cities:?}");
    for (country, city) in
        [("SN", "Fatick"), ("KR", "Gongju"), ("TR", "Izmir"), ("GR", "Corinth"), ("PE", "Arequipa")]
    {
        assert!(cities[country].iter().any(|name| name == city), "{city} is not under {country}: {cities:?}");
    }
    let countries = facet(&sandbox, "country");
    for (code, region) in [
        ("SN", "africa"),
        ("QA", "arab-states"),
        ("UZ", "asia-pacific"),
        ("TR", "europe-north-america"),
        ("NI", "latin-america-caribbean"),
    ] {
        let found = hits(&sandbox, &["--country", code, "--region", region]);
        assert!(!found.is_empty(), "{code} is not under {region}; countries: {:?}", countries.keys());
    }
    assert_eq!(years(&sandbox), ["2020"]);
}

#[test]
fn a_listing_is_one_profile_a_card_and_no_menu() {
    let sandbox = indexed_pages(&["listing", "listing-plain", "furniture", "article"]);
    no_menu(&sandbox);
    let sandbox = indexed_pages(&["listing"]);
    let countries = facet(&sandbox, "country");
    assert_eq!(countries.keys().collect::<Vec<_>>(), ["AR", "FI", "IE"], "the menu's countries are no facts");
    assert!(countries.values().all(|value| value["documents"] == 1), "{countries:?}");
    assert_eq!(facet(&sandbox, "kind").into_keys().collect::<Vec<_>>(), ["profile"]);
    assert_eq!(years(&sandbox), ["2020"]);
    // A country that only the menu names is not found.
    assert!(hits(&sandbox, &["Kenya"]).is_empty());

    let Some(sandbox) = indexed_dump("003") else { return };
    no_menu(&sandbox);
    let documents: BTreeMap<String, u64> = facet(&sandbox, "country")
        .into_iter()
        .map(|(code, value)| (code, value["documents"].as_u64().expect("a count")))
        .collect();
    let expected =
        [("AM", 1), ("AR", 1), ("BG", 1), ("BR", 1), ("CN", 4), ("DK", 1), ("FI", 1), ("IE", 1), ("KR", 1)];
    assert_eq!(documents, expected.map(|(code, count)| (code.to_owned(), count)).into());
    let answer = sandbox.search(&["--kind", "profile"]);
    assert_eq!(answer["total"]["documents"], 12);
    assert_eq!(sandbox.search(&[])["total"]["documents"], 12);
    assert_eq!(years(&sandbox), ["2021"]);
}

#[test]
fn a_list_of_members_gives_its_cities_and_not_the_address_below() {
    let sandbox = indexed_pages(&["member-list"]);
    let cities: Vec<String> = facet(&sandbox, "city").into_keys().collect();
    assert_eq!(cities.len(), 6, "{cities:?}");
    assert!(!cities.iter().any(|city| city == "Paris"), "the address is no member: {cities:?}");
    assert_eq!(facet(&sandbox, "country").into_keys().collect::<Vec<_>>(), ["IT", "KR", "VN"]);
    assert_eq!(hits(&sandbox, &[])[0]["document"]["date"], "2021-04-09");

    let Some(sandbox) = indexed_dump("001") else { return };
    let cities: Vec<String> = facet(&sandbox, "city").into_keys().collect();
    assert_eq!(cities.len(), 11, "{cities:?}");
    assert!(!cities.iter().any(|city| city == "Changsha"), "{cities:?}");
    assert_eq!(facet(&sandbox, "country").into_keys().collect::<Vec<_>>(), ["CN", "KR", "PH", "TH", "VN"]);
    for hit in hits(&sandbox, &[]) {
        assert_eq!(
            (text(&hit["document"]["date"]), text(&hit["passage"]["language"])),
            ("2024-02-22".into(), "en".into())
        );
    }
}

#[test]
fn sections_of_cities_stay_apart() {
    let sandbox = indexed_pages(&["city-sections"]);
    let cities = cities_by_country(&sandbox);
    assert_eq!(cities["FI"], ["Tampere", "Vantaa"]);
    assert_eq!(cities["PT"], ["Ourém"]);
    assert_eq!(years(&sandbox), ["2022"]);

    let Some(sandbox) = indexed_dump("000") else { return };
    let sections = |country: &str| {
        let mut found = Vec::new();
        for hit in hits(&sandbox, &["--country", country]) {
            let cities = names(&hit["places"]["cities"]);
            if let ([city], true) = (cities.as_slice(), !names(&hit["passage"]["heading"]).is_empty())
                && !found.contains(city)
            {
                found.push(city.clone());
            }
        }
        found.sort();
        found
    };
    assert_eq!(sections("CN"), ["Nanjing", "Suzhou"]);
    let korean = sections("KR");
    assert_eq!(korean.len(), 3, "{korean:?}");
    assert!(korean.contains(&"Buan".to_owned()) && korean.contains(&"Hanam".to_owned()), "{korean:?}");
    assert_eq!(years(&sandbox), ["2024"]);
}

#[test]
fn an_article_has_the_date_at_its_head_and_the_country_it_is_about() {
    let sandbox = indexed_pages(&["article"]);
    assert_eq!(years(&sandbox), ["2019"], "neither the year planned for nor that of the footer");
    assert!(facet(&sandbox, "country").contains_key("FI"));
    assert_eq!(sandbox.search(&["--country", "FI"])["total"]["documents"], 1);

    let Some(sandbox) = indexed_dump("004") else { return };
    assert_eq!(years(&sandbox), ["2016"]);
    assert_eq!(sandbox.search(&["--country", "CN"])["total"]["documents"], 1);
    let first = &hits(&sandbox, &["Hangzhou"])[0];
    assert!(names(&first["places"]["countries"]).contains(&"CN".to_owned()), "{first}");
}

/// Five pages of our own beside each other, with the traps of the dumps.
fn traps() -> Sandbox {
    let sandbox = indexed_pages(&["listing", "article", "region-table", "member-list", "city-sections"]);
    let plan =
        "By 2025 the town wants a library in every street, by 2030 a school, and by 2035 a university.";
    let pages = [
        ("plan", format!("Plans of a small town\n\n7 June 2021\n\n{plan}\n")),
        (
            "turkiye",
            "Two towns in Türkiye join\n\n3 March 2020\n\nIzmir and Balikesir in Türkiye open their workshops.\n".into(),
        ),
        (
            "buan",
            "Buan learns\n\n9 April 2024\n\nBuan in the Republic of Korea teaches in its villages.\n\n\
             Buan's teachers visit every one of them.\n"
                .into(),
        ),
        (
            "busan",
            "Busan learns\n\n9 April 2020\n\nBusan in the Republic of Korea teaches by the sea. Busan, Busan, Busan.\n"
                .into(),
        ),
        (
            "credits",
            "A town learns\n\n5 May 2020, Hamburg. The towns of Finland met online.\n\n\
             Espoo © Joshua Davenport/Shutterstock\n\nEspoo keeps its saunas open for readers.\n"
                .into(),
        ),
    ];
    for (name, page) in pages {
        sandbox.write(&format!("more/{name}.txt"), page.as_bytes());
    }
    sandbox.index(&["more"]);
    sandbox
}

/// What holds for the traps and for the dumps alike.
fn keeps_clear_of_the_traps(sandbox: &Sandbox) {
    let years = years(sandbox);
    for planned in ["2025", "2030", "2035"] {
        assert!(!years.iter().any(|year| year == planned), "{planned} is a plan, not a date: {years:?}");
    }
    let turkish = hits(sandbox, &["Türkiye"]);
    assert!(!turkish.is_empty(), "Türkiye is found");
    no_menu(sandbox);
    assert!(names(&turkish[0]["places"]["countries"]).contains(&"TR".to_owned()), "{}", turkish[0]);
    stands_above(sandbox, "Buan", "Buan", "Busan");
    for name in ["country", "city"] {
        for value in facet(sandbox, name).values() {
            let label = text(&value["label"]);
            for wrong in ["Hamburg", "Davenport", "Shutterstock"] {
                assert!(!label.contains(wrong), "`{wrong}` is a {name}");
            }
        }
    }
}

#[test]
fn plans_menus_neighbours_and_credits_are_no_facts() {
    keeps_clear_of_the_traps(&traps());
    if let Some(folder) = dumps() {
        let sandbox = Sandbox::new();
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            sandbox.write(&format!("docs/{name}"), &fs::read(entry.path()).expect("a dump"));
        }
        sandbox.index(&["docs"]);
        keeps_clear_of_the_traps(&sandbox);
    }
}

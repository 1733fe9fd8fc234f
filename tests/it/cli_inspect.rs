//! `gnlc inspect`: each shape of page is recognised, and every label comes with its reason.

use std::fs;

use crate::sandbox::{Sandbox, project};

/// The outline of one of `tests/pages/`, as the program prints it, line by line.
fn outline(case: &str) -> Vec<String> {
    let sandbox = Sandbox::new();
    let page = fs::read(project().join("tests/pages").join(case).join("page.txt")).unwrap();
    sandbox.write("page.txt", &page);
    let outcome = sandbox.run(&["inspect", "page.txt"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""), "{case}");
    outcome.stdout.lines().map(str::to_owned).collect()
}

/// Every one of these stands in the outline, each in a line of its own, in this order.
fn shows(case: &str, wanted: &[&str]) {
    let outline = outline(case);
    let mut lines = outline.iter();
    for piece in wanted {
        assert!(
            lines.any(|line| line.contains(piece)),
            "{case}: `{piece}` is missing, or not in its place, in\n{}",
            outline.join("\n")
        );
    }
    // No zone and no shape without a reason.
    let zones =
        outline.iter().skip_while(|line| *line != "zones").skip(1).take_while(|line| !line.is_empty());
    let mut seen = 0;
    for zone in zones {
        assert!(zone.split_whitespace().count() >= 3, "{case}: a zone without a reason: {zone}");
        seen += 1;
    }
    assert!(seen > 3, "{case}: only {seen} zones");
}

#[test]
fn an_article_shows_title_date_with_its_line_and_menu() {
    shows(
        "article",
        &[
            "shape     article (",
            "title     Learning cities meet for two days in Espoo",
            "date      2019-05-09 (\"9 May 2019\", line 14)",
            "language  en",
            "places    FI; Espoo",
            "zones",
            "2-10      menu ",
            "20        caption   a photo credit",
            "27        footer    a copyright",
            "passages",
            "1   16-18  [FI; Espoo] [en]",
            "Guests from Jordan, Mexico and Senegal came to Espoo",
        ],
    );
}

#[test]
fn sections_of_cities_each_get_their_city() {
    shows(
        "city-sections",
        &[
            "shape     city-sections (2 cities' names stand alone above text: Tampere, Vantaa)",
            "kind      news",
            "date      2022-03-03 (\"March 3, 2022\", line 5)",
            "zones",
            "9         heading   a city's name alone on its line",
            "passages",
            "[Tampere] [FI; Tampere] [en]",
            "[Vantaa] [FI; Vantaa] [en]",
            "[Ourém] [PT; Ourém] [en]",
        ],
    );
}

#[test]
fn a_list_of_members_gives_a_passage_a_country() {
    shows(
        "member-list",
        &[
            "shape     member-list (6 lines name a city and its country, in 3 groups)",
            "date      2021-04-09 (\"04 09, 2021\", line 3)",
            "17-27     list      6 cities, each with its country",
            "33        footer    a postal address",
            "[IT; Lucca, Trieste, Nowhereton]",
            "[VN; Vinh, Sa Dec]",
            "[KR; Gongju]",
        ],
    );
}

#[test]
fn a_flattened_table_is_read_back_into_countries_under_regions() {
    shows(
        "region-table",
        &[
            "shape     region-table (line 7 names 3 regions side by side",
            "note      the page says 13 cities, 14 were read",
            "date      2018-10-05 (\"5 October 2018\", line 3)",
            "7-20      table     a table of 14 cities in 9 countries under 3 regions",
            "> Africa > Senegal] [SN; Thiaroye; africa]",
            "> Asia and the Pacific > Thailand] [TH; Banmai, Phuket; asia-pacific]",
            "> Europe and North America > Greece] [GR; Corinth; europe-north-america]",
        ],
    );
}

#[test]
fn a_listing_is_as_many_documents_as_it_has_cards() {
    shows(
        "listing",
        &[
            "shape     listing (3 cards begin with \"Members of the Network of Towns\")",
            "part      card1",
            "title     Espoo",
            "kind      profile",
            "date      2020-06-08 (\"June 8, 2020\", line 23)",
            "part      card2",
            "places    AR; Villa Ejemplo",
            "part      card3",
            "places    IE; Cork",
            "3-14      menu      a nested run of short items",
            "37-42     menu      turns pages",
            "[card1] [Espoo > Vision and motivation] [FI; Espoo] [en]",
            "cut: marketVilla",
        ],
    );
}

#[test]
fn every_record_of_a_file_is_shown_and_a_bad_one_told() {
    let sandbox = Sandbox::with(&[(
        "r.jsonl",
        "{\"id\":\"a\",\"title\":\"Night\",\"text\":\"The library opens at night.\",\"date\":\"2024-05-01\"}\n\
         nonsense\n{\"id\":\"b\",\"text\":\"학교 정원에서 배우는 아이들\"}\n",
    )]);
    let outcome = sandbox.run(&["inspect", "r.jsonl"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("line 2"), "{}", outcome.stderr);
    assert_eq!(outcome.stdout.matches("shape     ").count(), 2, "{}", outcome.stdout);
    assert!(outcome.stdout.contains("date      2024-05-01 (the field `date`)"), "{}", outcome.stdout);
    assert!(outcome.stdout.contains("language  ko"), "{}", outcome.stdout);
}

#[test]
fn a_sentence_wrapped_behind_a_few_words_is_no_heading() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "page.txt",
        "Evening courses in Cork\n\n\
         The yearly festival of reading\n\
         began on a Monday and brought neighbours of every age to the quay.\n\n\
         A short course at night\nfollows, which the council pays for until the spring.\n"
            .as_bytes(),
    );
    let outcome = sandbox.run(&["inspect", "page.txt"]);
    assert!(
        outcome.stdout.contains("The yearly festival of reading began on a Monday"),
        "{}",
        outcome.stdout
    );
    assert!(!outcome.stdout.contains("heading"), "{}", outcome.stdout);
}

#[test]
fn speakers_and_sentences_are_no_cities() {
    let sandbox = Sandbox::new();
    let lines = [
        "Maria Example, Mayor of Évora, Portugal",
        "Ann Example, Director, Espoo, Finland",
        "2013: Beijing, China",
        "The first talks were held in Osan, Republic of Korea",
        "Lusaka (Zambia), Kampala (Uganda)",
    ];
    sandbox.write("page.txt", format!("Speakers\n\n{}\n", lines.join("\n")).as_bytes());
    sandbox.index(&["page.txt"]);
    let answer = sandbox.search(&["country:Portugal"]);
    let cities = answer["hits"][0]["places"]["cities"].to_string();
    assert!(!cities.contains("Maria"), "{cities}");
    for line in lines {
        let word = line.split_whitespace().find(|word| word.len() > 5).unwrap();
        assert!(!sandbox.found(&["--literal", word.trim_matches(':')]).is_empty(), "{word}");
    }
}

#[test]
fn a_short_group_of_a_list_is_read_as_the_long_ones_are() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "page.txt",
        "Where the courses were held\n\nA note on the rounds of the year.\n\n\
         2015\n\nMelton, Australia\nEspoo, Finland\nCork, Ireland\n\n\
         2017\n\nGiza, Egypt\n\n2019\n\nAswan, Egypt\nIbadan, Nigeria\n\n\
         Read more about it\n\nThe office answers letters within a week.\n"
            .as_bytes(),
    );
    let outcome = sandbox.run(&["inspect", "page.txt"]);
    for row in ["[2015 > Finland] [FI; Espoo]", "[2017 > Egypt] [EG; Giza]", "[2019 > Nigeria] [NG; Ibadan]"]
    {
        assert!(outcome.stdout.contains(row), "{row}: {}", outcome.stdout);
    }
}

#[test]
fn dates_are_read_from_labels_of_sites_and_days_of_a_programme_stay_headings() {
    let sandbox = Sandbox::new();
    let page = |body: &str| {
        format!("<html><body><main>{body}<p>Eighty women read their poems aloud.</p></main></body></html>")
    };
    for (body, date) in [
        ("<h1>Poems of the year</h1><p>Submitted by editor on Tue, 06/11/2018 - 09:30</p>", "2018 ("),
        (
            "<h1>Poems of the year</h1><ul><li>Author: A. Example</li><li>Date: 9 December 2022</li></ul>",
            "2022-12-09 (",
        ),
        ("<h1>시를 읽는 밤</h1><table><tr><th>작성일</th><td>2022-12-09</td></tr></table>", "2022-12-09 ("),
    ] {
        sandbox.write("page.html", page(body).as_bytes());
        let seen = sandbox.run(&["inspect", "page.html"]).stdout;
        assert!(seen.contains(&format!("date      {date}")), "{seen}");
    }
    let days = "<h1>Programme</h1><h2>Monday 12 March 2018</h2><ul><li>Opening</li></ul>\
                <h2>Tuesday 13 March 2018</h2><ul><li>Kilns</li></ul>";
    sandbox.write("days.html", page(days).as_bytes());
    sandbox.index(&["days.html"]);
    assert_eq!(sandbox.found(&["Monday", "--literal"]).len(), 1);
}

#[test]
fn a_sentence_before_a_credit_is_text() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "page.txt",
        "The mine\n\nChildren measure the air of the old shaft every week and write it down.\n\n\
         Children lower a lamp into the shaft. © Paris Example\n"
            .as_bytes(),
    );
    sandbox.index(&["page.txt"]);
    assert_eq!(sandbox.found(&["\"lower a lamp into the shaft\""]).len(), 1);
    assert_eq!(sandbox.found(&["lamp", "--country", "France"]).len(), 0);
}

#[test]
fn a_table_with_one_cell_a_line_is_rows_again() {
    let sandbox = Sandbox::new();
    let cells = "City\nCountry\nYear\nBristol\nUnited Kingdom\n2017\nGiza\nEgypt\n2017\nOsan\nRepublic of Korea\n2021\n";
    sandbox.write(
        "page.txt",
        format!("Where the prizes went\n\n{cells}\nA note for the reader of it.\n").as_bytes(),
    );
    let seen = sandbox.run(&["inspect", "page.txt"]).stdout;
    assert!(seen.contains("[GB; Bristol]"), "{seen}");
    assert!(seen.contains("City, Country, Year / Osan, Republic of Korea, 2021"), "{seen}");
    assert!(seen.starts_with("shape     article"), "{seen}");
    // A city that is a country too changes nothing.
    let both = cells.replace("Giza\nEgypt", "Singapore\nSingapore");
    sandbox.write("page.txt", format!("Where the prizes went\n\n{both}").as_bytes());
    assert!(sandbox.run(&["inspect", "page.txt"]).stdout.contains("Singapore, Singapore, 2017"));
    // Without a country at its place in every row it is none.
    let cells = cells.replace("Egypt", "Nowhere");
    sandbox.write("page.txt", format!("Where the prizes went\n\n{cells}").as_bytes());
    assert!(!sandbox.run(&["inspect", "page.txt"]).stdout.contains("City, Country, Year /"));
}

#[test]
fn a_heading_that_begins_as_a_label_or_a_link_does_stays_text() {
    let sandbox = Sandbox::new();
    let text = "The harbour learns\n\nData literacy for everybody\n\nIn the old sail loft clerks and cooks count the gulls together.\n\n\
                Next article: a school for the hills\n\nIn the hills the goats have bells, and pupils write down each of them.\n";
    sandbox.write("page.txt", text.as_bytes());
    sandbox.index(&["page.txt"]);
    for phrase in ["\"Data literacy\"", "\"school for the hills\""] {
        assert_eq!(sandbox.found(&[phrase]).len(), 1, "{phrase}");
    }
}

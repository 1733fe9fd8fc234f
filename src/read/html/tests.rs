//! Web pages as people make them, small: what is text, what is furniture, what is stated.

use proptest::prelude::*;

use crate::read::html::{Page, page};
use crate::read::limits::Limits;

fn read(html: &str) -> Page {
    page(html, &Limits::default())
}

/// Each line of the text with the role its mark gives it.
fn told(html: &str) -> Vec<String> {
    let page = read(html);
    let mut told = Vec::new();
    let mut at = 0;
    for line in page.text.split_inclusive('\n') {
        let mark = page.marks.iter().find(|mark| mark.at.start <= at && at < mark.at.end);
        at += line.len();
        match (line.trim(), mark) {
            ("", _) => {}
            (line, Some(mark)) => told.push(format!("{:?}: {line}", mark.role)),
            (line, None) => told.push(line.to_owned()),
        }
    }
    told
}

const PAGE: &str = "<!DOCTYPE html><html lang=\"fr\"><head><title>Une école du soir | Ville d’Aulne</title>
<meta property=\"og:site_name\" content=\"Ville d’Aulne\">
<link rel=\"canonical\" href=\"https://example.org/ecole\">
<script type=\"application/ld+json\">{\"@graph\":[{\"@type\":\"WebSite\",\"url\":\"https://example.org\"},
{\"@type\":\"NewsArticle\",\"headline\":\"Une école du soir\",\"datePublished\":\"2023-05-04T18:00:00+02:00\"}]}</script></head>
<body><header class=\"site-header\"><nav><ul><li><a href=\"/\">Accueil</a></li><li><a href=\"/c\">Contact</a></li></ul></nav></header>
<main><nav class=\"breadcrumb\"><a href=\"/\">Actualités</a></nav>
<h1>Une école du soir</h1><p>La ville ouvre une école&nbsp;du soir pour les adultes qui veulent apprendre à lire, à compter et à écrire.</p>
<h2>Les cours</h2><ul><li>lecture</li><li><a href=\"/x\">calcul</a></li></ul>
<figure><img src=\"a.jpg\"><figcaption>La salle 3</figcaption></figure>
<table><caption>Horaires</caption><tr><th>Jour</th><th>Heure</th></tr><tr><td>Lundi</td><td>18<br>heures</td></tr></table>
<div class=\"share-buttons\"><a href=\"#\">Partager</a></div></main>
<aside><h3>À lire aussi</h3><a href=\"/1\">Un autre article</a></aside>
<footer>Mairie, 1 place du Marché</footer><script>let menu = 1 < 2;</script></body></html>";

#[test]
fn a_page_is_laid_out_with_marks() {
    assert_eq!(
        told(PAGE),
        [
            "Menu: Accueil",
            "Menu: Contact",
            "Menu: Actualités",
            "Heading(1): Une école du soir",
            "La ville ouvre une école\u{a0}du soir pour les adultes qui veulent apprendre à lire, à compter et à écrire.",
            "Heading(2): Les cours",
            "Item: lecture",
            "Item: calcul",
            "Caption: La salle 3",
            "Caption: Horaires",
            "Header: Jour\tHeure",
            "Row: Lundi\t18 heures",
            "Menu: Partager",
            "Menu: À lire aussi",
            "Menu: Un autre article",
            "Footer: Mairie, 1 place du Marché",
        ]
    );
}

#[test]
fn a_page_states_what_it_says_about_itself() {
    let stated = read(PAGE).stated;
    assert_eq!(stated.title.as_deref(), Some("Une école du soir"));
    assert_eq!((stated.language.as_deref(), stated.date.as_deref()), (Some("fr"), Some("2023-05-04")));
    assert_eq!(
        (stated.source.as_deref(), stated.kind.as_deref()),
        (Some("https://example.org/ecole"), Some("news"))
    );
    assert_eq!(stated.extra["site"], "Ville d’Aulne");
}

#[test]
fn a_title_loses_the_name_of_its_site_and_nothing_else() {
    let title = |html: &str| read(html).stated.title.unwrap_or_default();
    let site = "<meta property=og:site_name content='学习网'>";
    assert_eq!(title(&format!("<title>南京 - 终身学习 - 学习网</title>{site}<p>x")), "南京 - 终身学习");
    assert_eq!(title("<title>Read - write - count</title><p>x"), "Read - write - count");
    assert_eq!(title("<title>Alder | Town</title><h1>Alder</h1><p>x"), "Alder");
    assert_eq!(
        title("<title>Birch - Towns - Net</title><nav><h1>Towns</h1></nav><h2>birch</h2><p>x"),
        "birch"
    );
    assert_eq!(title("<h1>مدينة تتعلم</h1><p>x"), "مدينة تتعلم");
    assert_eq!(title("<title>Home</title><h1>Welcome</h1>"), "Home");
}

#[test]
fn the_main_text_is_found_where_no_element_says_so() {
    let text =
        "도시는 저녁마다 어른을 위한 강좌를 열고, 누구나 와서 읽고 쓰고 셈하는 법을 배웁니다. ".repeat(4);
    let html = format!(
        "<div class=a><div><a href=1>홈</a> <a href=2>소개</a></div></div><div class=b><div><p>{text}</p></div>\
         <div><p>{text}</p><p>{text}</p><p>{text}</p><p>2024. 2. 14.</p></div></div><div class=c><a href=3>위로</a><p>{text}</p></div>"
    );
    let told = told(&html);
    assert_eq!(told[0], "Menu: 홈 소개");
    assert_eq!(told[5], "2024. 2. 14.");
    assert_eq!(told[6], "Footer: 위로");
    assert_eq!(told[7], text.trim(), "running text is never a footer for where it stands");
}

#[test]
fn what_holds_most_of_a_page_is_its_text_whatever_it_is_called() {
    let chinese = "<h1>夜校开学</h1><p>本周全市一百个社区的夜校同时开学，课程有书法、健康和手工，两万多名市民报名参加，比去年多。</p>";
    let short: String = (1..8).map(|number| format!("<p>Course {number} begins at six.</p>")).collect();
    let rows: String =
        (1..20).map(|number| format!("<tr><td>Room {number}</td><td>open</td></tr>")).collect();
    for body in [chinese.to_owned(), format!("<h1>Courses</h1>{short}"), format!("<table>{rows}</table>")] {
        for (open, close) in [
            ("<form id=\"form1\">", "</form>"),
            ("<div class=\"content-sidebar\">", "</div>"),
            ("<div id=\"modal\">", "</div>"),
        ] {
            let nav = "<nav><a href=\"/\">Home</a><a href=\"/c\">Contact</a></nav>";
            let told = told(&format!("<html><body>{open}{nav}{body}{close}</body></html>"));
            let menus: Vec<&String> = told.iter().filter(|line| line.starts_with("Menu")).collect();
            assert!(menus.iter().all(|line| line.contains("Home") || line.contains("Contact")), "{told:?}");
        }
    }
    // A search form beside a text stays one.
    let page = "<body><form class=\"search\"><p>Find a course</p><input></form><p>The town opened a school for adults who work by day and want to read in the evening.</p></body>";
    assert_eq!(told(page)[0], "Menu: Find a course");
}

#[test]
fn a_page_that_is_all_list_keeps_it() {
    let html = "<body><nav><a>Home</a></nav><div id=content><h1>Members</h1><ul><li><a>Cork</a><li><a>Espoo</a></ul></div></body>";
    assert_eq!(told(html), ["Menu: Home", "Heading(1): Members", "Item: Cork", "Item: Espoo"]);
}

#[test]
fn cards_terms_and_breaks_keep_their_shape() {
    assert_eq!(
        told(
            "<ul><li><h3>Alder</h3><p>One.</p><p>Two.</p></li></ul><dl><dt>Aim<dd>to read</dl>a<br>b<br><br>c<pre>x\n  y</pre>"
        ),
        ["Heading(3): Alder", "One.", "Two.", "Item: Aim: to read", "a", "b", "c", "Set: x", "Set: y"]
    );
}

#[test]
fn a_table_that_arranges_a_page_is_no_table() {
    assert_eq!(
        told("<table><tr><td><a>Home</a><td><h1>Title</h1><p>Words.</table>"),
        ["Home", "Heading(1): Title", "Words."]
    );
    assert_eq!(
        told(
            "<table><thead><tr><th>Land<th>Stadt<tbody><tr><td rowspan=2>DE<td>Köln<tr><td>Bonn<tr><td colspan=2>Ende</table>"
        ),
        ["Header: Land\tStadt", "Row: DE\tKöln", "Row: DE\tBonn", "Row: Ende"]
    );
}

#[test]
fn hidden_text_is_not_shown() {
    assert_eq!(
        told(
            "<p>a<span class='x sr-only'>b</span><i style='display: none'>c</i><i aria-hidden=true>d</i></p>"
        ),
        ["a"]
    );
}

#[test]
fn a_page_built_to_hurt_is_read_in_time() {
    for piece in
        ["<div>", "<p>x", "<table><tr><td>", "<b>", "<ul><li>", "</div>", "<a href=x>y", "<h1>z", "<dl><dt>a"]
    {
        let page = read(&piece.repeat(100_000));
        assert!(page.text.len() < 2_000_000, "{piece}");
    }
    let wide = format!("<table>{}</table>", "<tr><td rowspan=60000 colspan=1000>x".repeat(2_000));
    assert!(read(&wide).text.len() < 10_000_000);
}

proptest! {
    #[test]
    fn no_page_panics_and_marks_lie_in_the_text(
        html in "(<(div|p|h1|li|ul|dl|dt|dd|table|tr|td|th|caption|nav|main|a|br|pre|time|thead)( rowspan=3| class=menu| hidden)?>|</(div|p|li|ul|dl|dt|table|tr|td|main|a|pre)>|word, |学习，|تعلم |\n|&amp;){0,60}",
    ) {
        let page = read(&html);
        for mark in &page.marks {
            prop_assert!(page.text.get(mark.at.clone()).is_some_and(|line| !line.is_empty()));
        }
    }
}

/// Found by the test above: more characters were links than there were.
#[test]
fn a_link_around_rows_that_is_never_closed_is_read() {
    assert!(read("<table><a><tr>word, <th>word, ").text.contains("word,"));
}

/// Each of a hundred thousand cells that come down was asked for each other one: six minutes.
#[test]
fn a_wide_row_that_comes_down_takes_time_in_proportion() {
    let begun = std::time::Instant::now();
    let html =
        format!("<!doctype html><table><tr>{}{}", "<td rowspan=50>a".repeat(100_000), "<tr><td>b".repeat(60));
    assert!(read(&html).text.contains('b'));
    assert!(begun.elapsed() < std::time::Duration::from_secs(20), "{:?}", begun.elapsed());
}

#[test]
fn short_sentences_beside_a_long_one_are_text_and_a_question_in_a_button_is_too() {
    let long = "The ferry carries a blackboard, and whoever crosses the harbour with it in the morning can learn ten words of the sailors.";
    let told_of = |body: &str| told(&format!("<html><body>{body}</body></html>"));
    let page = told_of(&format!(
        "<h1>Ferry school</h1><p>{long}</p><h2>Where</h2><p>Pier four, behind the fish market.</p><p><a href=m>Map</a></p>"
    ));
    assert_eq!(page[2..4], ["Heading(2): Where", "Pier four, behind the fish market."]);
    let folds = told_of(&format!(
        "<details><summary>Is it free?</summary><p>It costs a song.</p></details>\
         <details><summary>Who may come?</summary><p>{long}</p></details><p><a href=m>More</a></p>"
    ));
    assert!(folds.iter().any(|line| line == "It costs a song."), "{folds:?}");
    let widgets = told_of(&format!(
        "<div class='elementor-widget-container'><p>Sailors sing to keep the time.</p></div>\
         <div class='elementor-widget-container'><p>{long}</p></div>\
         <div class='widget widget_archive'><p>March 2020</p></div>"
    ));
    assert_eq!(widgets[0], "Sailors sing to keep the time.");
    assert_eq!(widgets[2], "Menu: March 2020");
    let button =
        format!("<main><button>May I bring a dog?</button><p>{long}</p><button>Send</button></main>");
    assert_eq!(told_of(&button)[0], "May I bring a dog?");
    assert_eq!(told_of(&button)[2], "Menu: Send");
}

#[test]
fn the_only_first_heading_of_the_main_text_is_the_title_where_the_page_names_its_site() {
    let title = |html: &str| read(html).stated.title.unwrap_or_default();
    let main = "<main><h1>Sailors teach surgeons</h1><p>x</p></main>";
    assert_eq!(title(&format!("<title>News | Harbour</title>{main}")), "Sailors teach surgeons");
    let chinese = "<title>新闻 | 港口</title><main><h1>水手教外科医生打绳结</h1><p>x</p></main>";
    assert_eq!(title(chinese), "水手教外科医生打绳结");
    let said = "<meta property=og:title content='Forty knots'>";
    assert_eq!(title(&format!("<title>News | Harbour</title>{said}{main}")), "Forty knots");
}

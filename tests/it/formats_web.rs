//! Web formats made with other tools are found by a phrase from their middle, with their title and date.

use std::fs;

use crate::sandbox::{Sandbox, project, text};

/// What `tests/formats/make_web.py` made: a file, words from the middle of one of its texts, and that text's title, date
/// and address.
#[rustfmt::skip]
const MADE: &[(&str, &str, &str, &str, &str)] = &[
    ("page_fr.html",  "\"cahier cousu\"",                 "Une école du soir ouvre à l’Aulne", "2023-09-12", "https://example.org/fr/ecole-du-soir"),
    ("page_fr.html",  "\"salle du tilleul\"",             "Une école du soir ouvre à l’Aulne", "2023-09-12", "https://example.org/fr/ecole-du-soir"),
    ("page_fa.html",  "\"یک گردو امانت\"",                "کتابخانهٔ سیار به روستاها می‌رود",    "2022-11-05", "https://example.org/fa/ketabkhaneh"),
    ("page_zh.html",  "旧桨做成长椅",                      "江边夜校开课",                        "2021-03-18", ""),
    ("news_ko.atom",  "\"깡통으로 망원경을\"",             "언덕 위 천문 교실",                   "2024-04-20", "https://example.org/ko/1"),
    ("news_es.rss",   "\"ruedas rotas\"",                 "El taller de los relojes",           "2023-06-06", "https://example.org/es/relojes"),
    ("book_ar.xml",   "\"سعف النخيل\"",                   "دفتر الحرفيين",                      "2020-10-30", ""),
    ("records_de.csv","\"Kräuter und einen Bienenkorb\"", "Die Werkstatt am Kanal",             "2019-08-21", ""),
    ("posts_vi.json", "\"thuyền thúng\"",                 "Vườn học dưới cầu",                  "2022-02-14", ""),
    ("pages_pt.warc", "\"fitas de linho\"",               "A escola dos moinhos",               "2018-04-25", "https://example.org/pt/moinhos"),
    ("table_en.tsv",  "\"slate carving\"",                "",                                   "",           ""),
];

/// Words that stand in menus and footers of the pages only.
const FURNITURE: &[&str] = &["marmottes", "ornithorynques", "pigeon", "قناری", "水獭", "lontras", "fabriqué"];

fn indexed() -> Sandbox {
    let sandbox = Sandbox::new();
    for entry in fs::read_dir(project().join("tests/formats")).expect("the formats").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if MADE.iter().any(|(made, ..)| *made == name) {
            sandbox.write(&format!("docs/{name}"), &fs::read(entry.path()).expect("a format"));
        }
    }
    sandbox.index(&["docs"]);
    sandbox
}

#[test]
fn each_format_is_found_with_its_title_and_date() {
    let sandbox = indexed();
    for (file, words, title, date, source) in MADE {
        let answer = sandbox.search(&[words]);
        let hit = &answer["hits"][0];
        let document = &hit["document"];
        assert_eq!(text(&document["path"]), format!("docs/{file}"), "{words}: {answer:#}");
        assert_eq!(text(&document["title"]), *title, "{file}");
        assert_eq!(text(&document["date"]), *date, "{file}");
        assert_eq!(text(&document["source"]), *source, "{file}");
    }
}

#[test]
fn what_is_furniture_on_a_page_is_not_found() {
    let sandbox = indexed();
    for word in FURNITURE {
        let answer = sandbox.search(&["--literal", word]);
        assert_eq!(answer["total"]["passages"], 0, "{word}: {answer:#}");
    }
}

#[test]
fn inspect_says_why_a_line_is_what_it_is() {
    let sandbox = indexed();
    let seen = sandbox.run(&["inspect", "docs/page_fr.html"]).stdout;
    for reason in [
        "the page's own navigation",
        "the page's own footer",
        "marked as the title",
        "marked as a heading",
        "marked as a list",
        "marked as a caption",
        "marked as a table of 2 rows",
    ] {
        assert!(seen.contains(reason), "{reason}\n{seen}");
    }
}

#[test]
fn a_file_is_known_by_its_content_whatever_it_is_called() {
    let sandbox = Sandbox::new();
    for file in ["page_fr.html", "news_ko.atom", "posts_vi.json", "pages_pt.warc"] {
        let bytes = fs::read(project().join("tests/formats").join(file)).expect("a format");
        sandbox.write(&format!("docs/{}.txt", file.replace('.', "_")), &bytes);
    }
    sandbox.index(&["docs"]);
    for words in ["\"cahier cousu\"", "\"깡통으로 망원경을\"", "\"thuyền thúng\"", "\"fitas de linho\""]
    {
        assert_eq!(sandbox.search(&[words])["total"]["documents"], 1, "{words}");
    }
    assert_eq!(sandbox.search(&["--literal", "marmottes"])["total"]["passages"], 0);
}

#[test]
fn broken_files_are_named_and_the_others_go_on() {
    let deep = format!("<!doctype html><p>acorn</p>{}beech", "<div>".repeat(100_000));
    let sandbox = Sandbox::with(&[
        ("docs/deep.html", deep.as_str()),
        ("docs/bomb.xml", "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>cedar &b;&b;</a>"),
        ("docs/cut.rss", "<rss><channel><item><title>Dogwood lessons</title></item><item><title a='"),
        ("docs/empty.html", "<!doctype html><title>nothing</title><script>1</script>"),
        ("docs/rows.csv", "title,text\nElm,\nFir,\"fir lessons\"\n"),
    ]);
    let outcome = sandbox.run(&["index", "--index", "ix", "docs"]);
    assert_eq!(outcome.code, 2, "{}", outcome.stderr);
    for told in [
        "cannot read `docs/cut.rss` as a feed: ",
        "`docs/empty.html` is empty",
        "line 2 of `docs/rows.csv` is not a record: no `text` field",
    ] {
        assert!(outcome.stderr.contains(told), "{told}\n{}", outcome.stderr);
    }
    for word in ["acorn", "beech", "cedar", "dogwood", "fir"] {
        assert_eq!(sandbox.search(&["--literal", word])["total"]["documents"], 1, "{word}");
    }
}

#[test]
fn what_captions_footnotes_and_references_say_is_found() {
    let page = "<html><body><h1>A town reads</h1>\
        <p>The town opened a school for adults who work by day and want to read in the evening.</p>\
        <figure><img src=\"a.jpg\"><figcaption>A kingfisher sits on the roof of the mill</figcaption></figure>\
        <table><caption>Tides at the lighthouse</caption><tr><th>Day</th><th>Hour</th></tr>\
        <tr><td>Monday</td><td>18</td></tr></table></body></html>";
    let note = "# A town reads\n\nThe town opened a school[^1] for adults.\n\n[^1]: Its carpenter came from the island.\n";
    let record = r#"{"id":"record","text":"Les &eacute;coles &amp; la ville ouvrent leurs portes."}"#;
    let sandbox = Sandbox::with(&[("page.html", page), ("note.md", note), ("r.jsonl", record)]);
    sandbox.index(&["page.html", "note.md", "r.jsonl"]);
    for (question, document) in
        [("kingfisher", "page.html"), ("tides", "page.html"), ("carpenter", "note.md"), ("écoles", "record")]
    {
        assert_eq!(sandbox.found(&["--literal", question]), [document], "{question}");
    }
}

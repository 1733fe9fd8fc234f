//! What passages promise, for pages we know and for any text.

use proptest::prelude::*;

use crate::passage::{LONGEST, Passage, passages};
use crate::read::{Document, Format};
use crate::structure::{Page, page};

fn read(text: &str, format: Format) -> (Page, Vec<Passage>) {
    let document = Document { text: text.to_owned(), format, ..Document::default() };
    let page = page(&document);
    let found = passages(&document, &page);
    (page, found)
}

fn keeps_its_promises(text: &str, format: Format) {
    document_keeps_its_promises(&Document { text: text.to_owned(), format, ..Document::default() });
}

fn document_keeps_its_promises(document: &Document) {
    let text = &document.text;
    let page = page(document);
    let found = passages(document, &page);
    for passage in &found {
        let original = &text[passage.start..passage.end];
        assert!(original.chars().count() <= LONGEST, "{} characters", original.chars().count());
        assert!(!passage.text.is_empty() && passage.first_line <= passage.last_line);
        assert!(passage.part < page.parts.len());
    }
    for pair in page.zones.windows(2) {
        assert!(pair[0].at.end <= pair[1].at.start && pair[0].lines.1 < pair[1].lines.0, "zones in order");
    }
}

#[test]
fn a_short_document_is_one_passage() {
    let (_, found) = read(
        "A town learns\n\nIt opens a library for everyone who wants to read at night.\n\nIt opens a school.",
        Format::Plain,
    );
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].text,
        "It opens a library for everyone who wants to read at night.\nIt opens a school."
    );
}

#[test]
fn paragraphs_in_two_scripts_are_two_passages() {
    let text = "A message\n\nDear neighbours, our town has joined the network, and we are glad of it.\n\n\
        Уважаемые соседи, наш город вступил в сеть, и мы этому рады.\n\nAnd so are they, as they say at every meeting of theirs.";
    let (_, found) = read(text, Format::Plain);
    let languages: Vec<&str> = found.iter().map(|passage| passage.language.code).collect();
    assert_eq!(languages, ["en", "ru", "en"]);
}

#[test]
fn a_long_paragraph_is_cut_between_sentences_into_even_pieces() {
    let sentence = "The town keeps its library open at night for everyone who wants to read or to learn. ";
    let (_, found) = read(&sentence.repeat(15), Format::Plain);
    assert_eq!(found.len(), 2);
    for passage in &found {
        assert!(passage.text.ends_with("learn.") && passage.text.len() > 500, "{}", passage.text);
    }
}

#[test]
fn text_without_sentences_is_cut_at_words() {
    let (_, found) = read(&"lifelong learning for all ".repeat(100), Format::Record);
    assert!(found.len() >= 3 && found.iter().all(|passage| !passage.text.ends_with("learnin")));
    let (_, found) = read(&"终身学习".repeat(600), Format::Record);
    assert!(found.len() >= 3);
}

#[test]
fn a_caption_never_stands_inside_a_passage() {
    let text = "A town learns\n\nThe first paragraph speaks of the library and of all the people in it.\n\nHarbour © Ada Example/Pictures\n\nThe second paragraph speaks of the school and of all the people in it.";
    let (_, found) = read(text, Format::Plain);
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|passage| !passage.text.contains('©')));
}

#[test]
fn a_page_of_furniture_gives_no_passage() {
    let (page, found) = read(
        "Skip to main content\nHome\n  • About us\n  • Contact us\n  • Privacy policy\n© 2022 Example",
        Format::Plain,
    );
    assert!(found.is_empty() && page.parts.is_empty());
}

#[test]
fn a_megabyte_takes_no_square_time() {
    let begin = std::time::Instant::now();
    let texts = [
        "learning ".repeat(120_000),
        "A short line\n".repeat(20_000),
        "• item\n\n".repeat(30_000),
        "Home\nSee also\na line\n".repeat(10_000),
        "Lucca, Italy\nVinh, Viet Nam\nBonn, Germany\nand more\n".repeat(3_000),
        "[".repeat(300_000),
        "aB".repeat(150_000),
    ];
    for text in texts {
        for format in [Format::Plain, Format::Markdown, Format::Record] {
            keeps_its_promises(&text, format);
        }
    }
    assert!(begin.elapsed().as_secs() < 120, "{:?}", begin.elapsed());
}

fn any_line() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("\u{a0}".to_owned()),
        Just("  • a short item".to_owned()),
        Just("## Heading".to_owned()),
        Just("| a | b |\n|---|---|\n| c | d |".to_owned()),
        Just("Nanjing, China".to_owned()),
        Just("Africa Arab States Asia and the Pacific".to_owned()),
        Just("\u{a0} Morocco Thailand".to_owned()),
        Just("14 February 2024".to_owned()),
        Just("Vision and motivationThe town".to_owned()),
        Just("© 2022 Somebody".to_owned()),
        Just("Network of Towns".to_owned()),
        "[a-zé .]{0,200}",
        "[一-鿿。]{0,80}",
        "\\PC{0,60}",
        "(?s).{0,40}",
    ]
}

/// Tags and texts of web pages, in any order.
fn any_page() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "<h1>",
        "</h1>",
        "<h2>Nanjing</h2>",
        "<h3>",
        "<p>",
        "</p>",
        "<ul><li>",
        "<li>",
        "</ul>",
        "<table><tr><th>Town<th>Country",
        "<tr><td>",
        "<td>",
        "<td rowspan=2>Kenya",
        "</table>",
        "<nav>",
        "</nav>",
        "<main>",
        "<footer>",
        "<pre>",
        "</pre>",
        "<br>",
        "Cork, Ireland",
        "Africa",
        "Arab States",
        "14 February 2024",
        "Home",
        "The town opens a school for all who want to learn.",
        "도시가 배웁니다. ",
        "المدينة تتعلم، ",
        "<a href=1>",
        "</a>",
        "<time>2024-02-14</time>",
        "<figcaption>",
    ]);
    prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_web_page_keeps_the_promises(html in any_page()) {
        let html = format!("<!doctype html>{html}");
        for document in crate::read::documents("a.html".as_ref(), html.as_bytes()).into_iter().flatten() {
            document_keeps_its_promises(&document);
        }
    }

    #[test]
    fn any_text_keeps_the_promises(lines in prop::collection::vec(any_line(), 0..40)) {
        let text = lines.join("\n");
        for format in [Format::Plain, Format::Markdown, Format::Record] {
            keeps_its_promises(&text, format);
        }
    }
}

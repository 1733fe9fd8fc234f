//! Pages as programs write them, and as nobody should.

use std::path::Path;

use proptest::prelude::*;

use crate::read::marked::Role;
use crate::read::pdf::read;
use crate::read::place::{Fault, Laid, Place};

/// A PDF of objects, numbered from 1; the first is the catalogue.
fn pdf(objects: &[&str]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        file.extend_from_slice(format!("{} 0 obj\n{object}\nendobj\n", number + 1).as_bytes());
    }
    let start = file.len();
    file.extend_from_slice(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes());
    for offset in offsets {
        file.extend_from_slice(format!("{offset:010} 00000 n \n").as_bytes());
    }
    let trailer = format!("trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1);
    file.extend_from_slice(trailer.as_bytes());
    file
}

fn page(content: &str) -> Vec<u8> {
    let stream = format!("<</Length {}>>stream\n{content}\nendstream", content.len());
    pdf(&[
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>",
        &stream,
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>/Length 9>>stream\n/X Do /X Do\nendstream",
    ])
}

fn laid(bytes: &[u8]) -> Result<Laid, Fault> {
    read(&Place::file(Path::new("a.pdf")), bytes)
}

fn text(content: &str) -> String {
    laid(&page(content)).unwrap().layout.finish().0
}

#[test]
fn letters_become_words_lines_and_paragraphs() {
    let content = "BT /F 20 Tf 50 700 Td (A \\311vora) Tj /F 10 Tf 0 -40 Td (one li) Tj (ne of text that is lo-) Tj 0 -12 Td \
        [(ng) -600 (enough) -30 (.)] TJ ET";
    let found = laid(&page(content)).unwrap();
    let (text, marks) = found.layout.finish();
    assert_eq!(text, "A Évora\n\none line of text that is long enough.\n");
    assert_eq!(marks.iter().map(|mark| mark.role).collect::<Vec<_>>(), [Role::Page(1), Role::Heading(1)]);
}

#[test]
fn columns_are_read_one_after_the_other() {
    let mut content = String::from(
        "BT /F 10 Tf 50 760 Td (A title that goes across both of the columns of the page, as titles do) Tj ET\n",
    );
    for row in 0..6 {
        for (x, side) in [(50, "left"), (320, "right")] {
            let y = 740 - row * 12;
            content.push_str(&format!(
                "BT /F 10 Tf {x} {y} Td (line number {row} of the {side} column of text) Tj ET\n"
            ));
        }
    }
    let found = text(&content);
    assert!(found.starts_with("A title"), "{found}");
    assert!(found.find("5 of the left").unwrap() < found.find("0 of the right").unwrap(), "{found}");
}

#[test]
fn a_drawing_that_draws_itself_and_a_tree_that_holds_itself_end() {
    assert_eq!(text("BT /F 10 Tf 50 700 Td (here) Tj ET /X Do"), "here\n");
    let cyclic = pdf(&["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R 2 0 R]/Count 3>>"]);
    assert!(laid(&cyclic).is_err() || laid(&cyclic).unwrap().layout.finish().0.is_empty());
    let length = pdf(&["<</Type/Catalog/Pages 1 0 R/Kids 1 0 R>>", "2 0 R"]);
    assert!(laid(&length).is_err() || laid(&length).is_ok());
}

#[test]
fn what_is_nested_or_cut_is_told() {
    let nested = format!("<</Type/Catalog/Pages 2 0 R/A {}{}>>", "[".repeat(100_000), "]".repeat(100_000));
    let _ = laid(&pdf(&[&nested, "<</Type/Pages/Kids[]/Count 0>>"]));
    let _ = laid(&page(&format!("{} BT", "[".repeat(100_000))));
    assert_eq!(laid(b"%PDF-1.7\n1 0 obj").unwrap_err(), Fault::Broken("it is cut off or damaged".to_owned()));
}

#[test]
fn a_page_of_pictures_says_what_to_do() {
    let fault = laid(&page("0 0 m 9 9 l S")).unwrap_err();
    assert_eq!(
        fault,
        Fault::Broken("its pages hold no text, only pictures; recognise its text first".to_owned())
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_bytes_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12), cut in any::<prop::sample::Index>()) {
        let mut bytes = page("q 1 0 0 1 5 5 cm BT /F 10 Tf 50 700 Td (one) Tj [(two) -300 (three)] TJ T* (four) ' ET Q /X Do");
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = laid(&bytes);
        bytes.truncate(cut.index(bytes.len()));
        let _ = laid(&bytes);
    }
}

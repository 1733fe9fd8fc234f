//! A page of a book, or the page of a mail, becomes paragraphs, headings, items and rows.
//!
//! Only what its elements say: which parts of a page are menus is a matter of web pages, which books
//! and mails are not.

use crate::read::marked::Role;
use crate::read::office::flow::Flow;
use crate::read::office::xml::{Step, Xml};
use crate::read::place::{Fault, Place};

/// Elements that have no end.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];
/// Elements without text for readers.
const SILENT: &[&str] = &["head", "script", "style", "nav", "template", "svg", "math", "rt", "rp"];
/// Elements that stand in a line with others; all else ends a paragraph.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "ins", "kbd", "label", "mark", "q", "ruby", "rb", "s", "samp", "small", "span", "strike", "strong",
    "sub", "sup", "time", "tt", "u", "var", "wbr", "img",
];

/// Lays a page out.
pub(crate) fn lay_out(text: &str, place: &Place, flow: &mut Flow) -> Result<(), Fault> {
    let mut xml = Xml::new(text, place).with_void(VOID);
    let (mut paragraph, mut role) = (String::new(), None);
    while let Some(step) = xml.step()? {
        match step {
            Step::Text(piece) => {
                // Line ends of the source are blanks.
                for (number, word) in piece.split(char::is_whitespace).enumerate() {
                    if number > 0 && !paragraph.ends_with([' ', '\n']) {
                        paragraph.push(' ');
                    }
                    paragraph.push_str(word);
                }
            }
            Step::Start(element) => {
                let name = element.name().to_ascii_lowercase();
                if SILENT.contains(&name.as_str()) {
                    xml.pass()?;
                    continue;
                }
                if name == "br" {
                    paragraph.push('\n');
                } else if !INLINE.contains(&name.as_str()) {
                    end(&mut paragraph, role, flow);
                    begin(&name, &mut role, flow);
                }
            }
            Step::End(name) => {
                let name = name.to_ascii_lowercase();
                if name == "br" || INLINE.contains(&name.as_str()) {
                    continue;
                }
                end(&mut paragraph, role, flow);
                match name.as_str() {
                    "tr" => flow.end_row(),
                    "table" => flow.end_table(),
                    // An item may hold paragraphs; they are all of it.
                    "p" | "div" if role == Some(Role::Item) => {}
                    _ => role = None,
                }
            }
        }
    }
    end(&mut paragraph, role, flow);
    Ok(())
}

fn begin(name: &str, role: &mut Option<Role>, flow: &mut Flow) {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => *role = Some(Role::Heading(name.as_bytes()[1] - b'0')),
        "li" | "dt" | "dd" => *role = Some(Role::Item),
        "figcaption" | "caption" => *role = Some(Role::Caption),
        "table" => flow.table(),
        "td" | "th" => flow.cell(None),
        _ => {}
    }
}

fn end(paragraph: &mut String, role: Option<Role>, flow: &mut Flow) {
    if !paragraph.trim().is_empty() {
        flow.add(paragraph, role);
    }
    paragraph.clear();
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::read::office::flow::Flow;
    use crate::read::office::xhtml::lay_out;
    use crate::read::place::Place;

    fn text(page: &str) -> String {
        let place = Place::file(Path::new("a"));
        let mut flow = Flow::new(&place);
        lay_out(page, &place, &mut flow).unwrap();
        flow.layout.finish().0
    }

    #[test]
    fn a_page_is_laid_out_by_its_elements() {
        let page = "<html><head><title>No</title></head><body><h1>Une <em>ville</em></h1><p>Qui\n apprend.<br>Ici</p>\
            <ul><li>un</li><li><p>deux</p></li></ul><table><tr><th>a</th><td>b</td></tr></table></body></html>";
        assert_eq!(text(page), "Une ville\n\nQui apprend.\nIci\n\nun\ndeux\n\na\tb\n");
    }

    #[test]
    fn what_mails_are_written_in_is_read_as_well() {
        assert_eq!(text("<P>one<BR>two<p>three &nbsp;<b>four</p></i>"), "one\ntwo\n\nthree four\n");
    }
}

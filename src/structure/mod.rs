//! Document becomes Page: what is text, what is furniture, whose section is this, when was it written.
//!
//! Useful for: everything that depends on how a page is laid out. Not useful for: words and their forms
//! (`analysis`), or how long an answer should be (`passage`). Every text is some page: nothing here fails.

mod beside;
mod cells_by_line;
mod dates;
mod entities;
mod furniture;
mod kind;
mod line;
mod markdown;
mod marks;
mod masthead;
pub mod page;
mod phrases;
mod places;
mod profile;
mod prose;
mod reading;
mod rows;
mod shape;
mod shapes;
mod stated;
mod units;

pub use page::{Block, Date, Evidence, Page, Part, Places, Precision, Reading, Zone, ZoneBlock};
pub use reading::reading;

pub(crate) use line::is_blank;
pub(crate) use reading::glued_seams;

use crate::read::{Document, Format, Role};
use crate::structure::furniture::Label;
use crate::structure::line::Line;
use crate::structure::masthead::Masthead;
use crate::structure::shape::Sheet;
use crate::structure::shapes::SHAPES;

/// Reads a document as a person does.
///
/// ```
/// use gnlc::read::Document;
/// use gnlc::structure::page;
///
/// let text = "Skip to main content\n\nA town learns\n\n22 November 2016\n\nThe library opens at night, and people come.";
/// let page = page(&Document { text: text.to_owned(), ..Document::default() });
/// assert_eq!(page.parts[0].title, "A town learns");
/// assert_eq!(page.parts[0].blocks.len(), 1);
/// ```
pub fn page(document: &Document) -> Page {
    if document.format == Format::Markdown {
        return markdown::page(document);
    }
    let sheet = sheet(document);
    if matches!(document.format, Format::Plain | Format::Laid) {
        for shape in SHAPES {
            if let Some(reason) = shape.fit(&sheet) {
                let page = shape.read(&sheet);
                let empty = page.parts.is_empty();
                let reason = if empty { "no text, only what stands around one".to_owned() } else { reason };
                return Page { shape_reason: reason, ..page };
            }
        }
    }
    let flow = prose::flow(&sheet, Vec::new());
    let page = shape::one_part(&sheet, flow, "article", kind::of(&sheet, "page"));
    Page { shape_reason: "the text of one record".to_owned(), ..page }
}

/// Lays a document out for reading. A record's text has no furniture and no masthead: its fields say it.
fn sheet(document: &Document) -> Sheet<'_> {
    let mut lines = line::lines(&document.text);
    let roles = marks::roles(document, &lines);
    let mut labels: Vec<Option<Label>> = match document.format {
        Format::Plain | Format::Laid => furniture::labels(&lines, &roles),
        Format::Markdown | Format::Record => vec![None; lines.len()],
    };
    marks::relabel(&mut lines, &roles, &mut labels);
    front_matter(document, &lines, &mut labels);
    let language = document.stated.language.clone().unwrap_or_default();
    let masthead = match document.format {
        Format::Plain | Format::Laid => head(document, &lines, &roles, &mut labels, &language),
        Format::Markdown | Format::Record => {
            Masthead { date: masthead::opening_date(&lines, &labels, &language), ..Masthead::default() }
        }
    };
    Sheet { document, lines, roles, labels, masthead }
}

/// Reads the masthead; a page of nothing but a title keeps it as its text, so that it is found.
fn head(
    document: &Document,
    lines: &[Line<'_>],
    roles: &[Option<Role>],
    labels: &mut Vec<Option<Label>>,
    language: &str,
) -> Masthead {
    let before = labels.clone();
    let hint = if language.is_empty() {
        crate::analysis::detect(places::head(&document.text, 3000)).code
    } else {
        language
    };
    let title = marks::title(document, lines, roles, labels);
    if let Some((_, Some(line))) = title {
        labels[line] = Some(Label { zone: Zone::Masthead, reason: "marked as the title" });
    }
    let masthead = masthead::masthead(lines, roles, labels, title.map(|(title, _)| title), hint);
    let free = |labels: &[Option<Label>]| {
        lines.iter().zip(labels).any(|(line, label)| !line.blank() && label.is_none())
    };
    // Around the heading of a page of the web there are always menus.
    let is_alone = document.format == Format::Laid || before.iter().all(Option::is_none);
    if !free(labels) && is_alone && masthead.title.chars().count() >= 8 {
        *labels = before;
    }
    masthead
}

fn front_matter(document: &Document, lines: &[Line<'_>], labels: &mut [Option<Label>]) {
    for (line, label) in lines.iter().zip(labels.iter_mut()) {
        if line.at.end <= document.body_start && line.at.start < document.body_start {
            *label = Some(Label { zone: Zone::Masthead, reason: "front matter" });
        }
    }
}

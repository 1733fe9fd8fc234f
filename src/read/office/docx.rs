//! A Word file becomes a text with its headings, items, tables and footnotes.
//!
//! Whether a paragraph is a heading or an item its style says, and a style may be based on another; what was
//! deleted or moved away under review is left out, and so are headers and footers of pages, which repeat.
//! Pages are those that Word found when it last laid the file out; files of other programs have none.

use std::collections::HashMap;

use crate::read::marked::Role;
use crate::read::office::flow::Flow;
use crate::read::office::xml::{Element, Step, Xml};
use crate::read::office::{Package, core};
use crate::read::place::{Fault, Laid, Place};

/// Styles are based on each other; a circle of them must end.
const CHAIN: usize = 12;

pub(crate) fn read(package: &mut Package<'_>) -> Result<Laid, Fault> {
    let place = package.place().clone();
    let body = package.needed("word/document.xml")?;
    let styles = match package.part("word/styles.xml")? {
        Some(text) => styles(&text, &place)?,
        None => Styles::default(),
    };
    let mut flow = Flow::new(&place);
    let mut pages = Pages { number: 1, is_due: body.contains("lastRenderedPageBreak") };
    lay_out(&body, &place, &styles, &mut flow, &mut pages)?;
    if let Some(notes) = package.part("word/footnotes.xml")? {
        lay_out(&notes, &place, &styles, &mut flow, &mut Pages::default())?;
    }
    let stated = match package.part("docProps/core.xml")? {
        Some(text) => core::stated(&text, &place)?,
        None => Default::default(),
    };
    Ok(Laid { notes: flow.notes, layout: flow.layout, stated })
}

#[derive(Default)]
struct Styles(HashMap<String, Style>);

/// What one style says.
#[derive(Default)]
struct Style {
    role: Option<Role>,
    based_on: Option<String>,
}

impl Styles {
    fn role(&self, id: &str) -> Option<Role> {
        let mut id = id;
        for _ in 0..CHAIN {
            let style = self.0.get(id)?;
            if style.role.is_some() {
                return style.role;
            }
            id = style.based_on.as_deref()?;
        }
        None
    }
}

fn styles(text: &str, place: &Place) -> Result<Styles, Fault> {
    let mut xml = Xml::new(text, place);
    let mut styles = Styles::default();
    let (mut id, mut style) = (String::new(), Style::default());
    while let Some(step) = xml.step()? {
        match step {
            Step::Start(element) => match element.name() {
                "style" => (id, style) = (element.attribute("styleId").unwrap_or_default(), Style::default()),
                "name" => style.role = named(&element.attribute("val").unwrap_or_default()),
                "basedOn" => style.based_on = element.attribute("val"),
                "outlineLvl" => style.role = style.role.or(outline(&element)),
                "numId" => style.role = style.role.or(Some(Role::Item)),
                _ => {}
            },
            Step::End(name) if name == "style" => {
                styles.0.insert(std::mem::take(&mut id), std::mem::take(&mut style));
            }
            _ => {}
        }
    }
    Ok(styles)
}

/// What a built-in style is; its name is English in the files of every language.
pub(crate) fn named(name: &str) -> Option<Role> {
    let name = name.to_lowercase();
    if name == "title" {
        return Some(Role::Heading(1));
    }
    if let Some(level) = name.strip_prefix("heading ").and_then(|level| level.parse().ok()) {
        return Some(Role::Heading(level));
    }
    if name == "caption" {
        return Some(Role::Caption);
    }
    (name.starts_with("list ") && name != "list paragraph").then_some(Role::Item)
}

/// The level of a paragraph in the outline; 9 is the text itself.
fn outline(element: &Element<'_>) -> Option<Role> {
    let level = element.number("val").filter(|level| *level < 9)?;
    Some(Role::Heading(level as u8 + 1))
}

#[derive(Default)]
struct Pages {
    number: u32,
    /// Whether a page begins with the next paragraph.
    is_due: bool,
}

/// A paragraph in the making.
#[derive(Default)]
struct Paragraph {
    text: String,
    role: Option<Role>,
}

fn lay_out(
    text: &str,
    place: &Place,
    styles: &Styles,
    flow: &mut Flow,
    pages: &mut Pages,
) -> Result<(), Fault> {
    let mut xml = Xml::new(text, place);
    // A frame with paragraphs of its own stands inside a paragraph.
    let mut open: Vec<Paragraph> = Vec::new();
    while let Some(step) = xml.step()? {
        match step {
            Step::Start(element) => match element.name() {
                "p" => open.push(Paragraph::default()),
                "tbl" => flow.table(),
                "tc" => flow.cell(None),
                // What was taken away, and the second telling of a drawing for old programs.
                "del" | "moveFrom" | "Fallback" | "instrText" => xml.pass()?,
                "lastRenderedPageBreak" => {
                    pages.number += 1;
                    pages.is_due = true;
                }
                name => {
                    let Some(paragraph) = open.last_mut() else { continue };
                    match name {
                        "t" => paragraph.text.push_str(&xml.text()?),
                        "tab" => paragraph.text.push(' '),
                        "br" | "cr" => paragraph.text.push('\n'),
                        "noBreakHyphen" => paragraph.text.push('-'),
                        "pStyle" => {
                            let style = element.attribute("val").unwrap_or_default();
                            paragraph.role = styles.role(&style).or(paragraph.role);
                        }
                        "numId" if element.attribute("val").as_deref() != Some("0") => {
                            // A numbered heading is a heading.
                            paragraph.role = paragraph.role.or(Some(Role::Item));
                        }
                        "outlineLvl" => paragraph.role = outline(&element).or(paragraph.role),
                        _ => {}
                    }
                }
            },
            Step::End(name) => match name.as_str() {
                "p" => {
                    let Some(paragraph) = open.pop() else { continue };
                    if std::mem::take(&mut pages.is_due) {
                        flow.layout.page(pages.number);
                    }
                    flow.add(&paragraph.text, paragraph.role);
                }
                "tr" => flow.end_row(),
                "tbl" => flow.end_table(),
                _ => {}
            },
            Step::Text(_) => {}
        }
    }
    Ok(())
}

//! An OpenDocument text, presentation or spreadsheet becomes a text: one set of words serves all three.
//!
//! What was deleted under review, comments and tables of contents are left out; footnotes follow the
//! paragraph they belong to. Pages of a text are those its program noted when it saved; slides are pages.

use crate::error::Limit;
use crate::read::marked::Role;
use crate::read::office::flow::Flow;
use crate::read::office::xml::{Element, Step, Xml};
use crate::read::office::{Package, core};
use crate::read::place::{Fault, Laid, Place};

/// A cell that is repeated further than this is repeated to the end of the sheet.
const REPEATED: usize = 256;

pub(crate) fn read(package: &mut Package<'_>) -> Result<Laid, Fault> {
    let place = package.place().clone();
    let manifest = package.part("META-INF/manifest.xml")?;
    if manifest.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(Fault::Locked);
    }
    let content = package.needed("content.xml")?;
    let mut flow = Flow::new(&place);
    lay_out(&content, &place, &mut flow)?;
    let stated = match package.part("meta.xml")? {
        Some(text) => core::stated(&text, &place)?,
        None => Default::default(),
    };
    Ok(Laid { notes: flow.notes, layout: flow.layout, stated })
}

/// Where the reader stands.
#[derive(Default)]
struct State {
    /// Paragraphs in the making: a note or a frame inside one has its own.
    open: Vec<(String, Option<Role>)>,
    /// How deep in lists.
    lists: usize,
    page: u32,
    /// Whether a page begins with the next paragraph.
    is_page_due: bool,
    slides: u32,
    /// Whether the frame in hand holds the title of a slide.
    is_title: bool,
    /// The value that a sheet's cell states, until it shows a text of its own.
    value: Option<String>,
    /// How often the cell in hand is repeated.
    repeated: usize,
}

fn lay_out(text: &str, place: &Place, flow: &mut Flow) -> Result<(), Fault> {
    let mut xml = Xml::new(text, place);
    let is_sheet = text.contains("<office:spreadsheet");
    let mut state = State { page: 1, is_page_due: text.contains("soft-page-break"), ..State::default() };
    while let Some(step) = xml.step()? {
        match step {
            Step::Start(element) => match element.name() {
                "tracked-changes" | "annotation" | "table-of-content" | "note-citation" | "shapes" => {
                    xml.pass()?
                }
                // Pages of styles and forms carry the same names further up.
                "automatic-styles" | "font-face-decls" | "scripts" | "forms" => xml.pass()?,
                "table" if is_sheet => {
                    let name = element.attribute("name").unwrap_or_default();
                    flow.layout.marked(&name, Role::Heading(2));
                    flow.table();
                }
                "table" => flow.table(),
                "table-cell" => cell(&element, &mut state, flow),
                "covered-table-cell" => {
                    for _ in 0..element.number("number-columns-repeated").unwrap_or(1).min(REPEATED) {
                        flow.cell(None);
                    }
                }
                "page" => {
                    state.slides += 1;
                    if state.slides as usize > place.limits.pages {
                        let what = format!("it has more than {} slides", place.limits.pages);
                        return Err(Fault::Limit(Limit::Pages, what));
                    }
                    flow.layout.page(state.slides);
                }
                "frame" => state.is_title = element.attribute("class").as_deref() == Some("title"),
                "list" => state.lists += 1,
                "h" => {
                    let level = element.number("outline-level").unwrap_or(1).clamp(1, 9) as u8;
                    state.open.push((String::new(), Some(Role::Heading(level))));
                }
                "p" => {
                    let is_title_style = element.attribute("style-name").as_deref() == Some("Title");
                    let role = match () {
                        () if state.is_title => Some(Role::Heading(2)),
                        () if is_title_style => Some(Role::Heading(1)),
                        () => (state.lists > 0).then_some(Role::Item),
                    };
                    state.open.push((String::new(), role));
                }
                "soft-page-break" => {
                    state.page += 1;
                    state.is_page_due = true;
                }
                name => {
                    let Some((text, _)) = state.open.last_mut() else { continue };
                    match name {
                        "s" => text.push(' '),
                        "tab" => text.push(' '),
                        "line-break" => text.push('\n'),
                        _ => {}
                    }
                }
            },
            Step::Text(piece) => {
                if let Some((text, _)) = state.open.last_mut() {
                    text.push_str(&piece);
                }
            }
            Step::End(name) => match name.as_str() {
                "p" | "h" => {
                    let Some((text, role)) = state.open.pop() else { continue };
                    if std::mem::take(&mut state.is_page_due) {
                        flow.layout.page(state.page);
                    }
                    if !text.trim().is_empty() {
                        state.value = None;
                    }
                    flow.add(&text, role);
                }
                "list" => state.lists = state.lists.saturating_sub(1),
                "frame" => state.is_title = false,
                "table-cell" => {
                    if let Some(value) = state.value.take() {
                        flow.add(&value, None);
                    }
                    for _ in 1..state.repeated {
                        flow.cell(None);
                    }
                }
                "table-row" => {
                    flow.end_row();
                    if flow.is_full() {
                        break;
                    }
                }
                "table" => flow.end_table(),
                _ => {}
            },
        }
    }
    Ok(())
}

/// Begins a cell; a sheet states its value besides what it shows.
fn cell(element: &Element<'_>, state: &mut State, flow: &mut Flow) {
    flow.cell(None);
    state.repeated = element.number("number-columns-repeated").unwrap_or(1).clamp(1, REPEATED);
    let value = ["date-value", "value", "string-value"].iter().find_map(|name| element.attribute(name));
    // Only what is shown nowhere is taken from it: a number as it is shown is what people look for.
    state.value = value;
}

//! An Excel file becomes its sheets, each a heading and the rows below it.
//!
//! A cell holds a number, and only its style says that it is a day; the number counts days, so such cells are
//! written as dates. Other numbers stand as they are stored: how they would be shown is for the eye.

use crate::read::marked::Role;
use crate::read::office::flow::Flow;
use crate::read::office::pptx::targets;
use crate::read::office::xml::{Element, Step, Xml};
use crate::read::office::{Package, core};
use crate::read::place::{Fault, Laid, Place};

pub(crate) fn read(package: &mut Package<'_>) -> Result<Laid, Fault> {
    let place = package.place().clone();
    let workbook = package.needed("xl/workbook.xml")?;
    let targets = targets(package, "xl/workbook.xml")?;
    let strings = match package.part("xl/sharedStrings.xml")? {
        Some(text) => strings(&text, &place)?,
        None => Vec::new(),
    };
    let days = match package.part("xl/styles.xml")? {
        Some(text) => day_styles(&text, &place)?,
        None => Vec::new(),
    };
    let book = Book { strings, days, from_1904: workbook.contains("date1904=\"1\"") };
    let mut flow = Flow::new(&place);
    for (name, id) in sheets(&workbook, &place)? {
        let Some((target, _)) = targets.get(&id) else { continue };
        let Some(sheet) = package.part(target)? else { continue };
        flow.layout.marked(&name, Role::Heading(2));
        book.lay_out(&sheet, &place, &mut flow)?;
        if flow.is_full() {
            break;
        }
    }
    let stated = match package.part("docProps/core.xml")? {
        Some(text) => core::stated(&text, &place)?,
        None => Default::default(),
    };
    Ok(Laid { notes: flow.notes, layout: flow.layout, stated })
}

/// Names of the sheets and ids of their relations, in order.
fn sheets(text: &str, place: &Place) -> Result<Vec<(String, String)>, Fault> {
    let mut xml = Xml::new(text, place);
    let mut sheets = Vec::new();
    while let Some(step) = xml.step()? {
        if let Step::Start(element) = step
            && element.name() == "sheet"
            && let (Some(name), Some(id)) = (element.attribute("name"), element.prefixed("id"))
        {
            sheets.push((name, id));
        }
    }
    Ok(sheets)
}

/// The texts that cells share.
fn strings(text: &str, place: &Place) -> Result<Vec<String>, Fault> {
    let mut xml = Xml::new(text, place);
    let (mut strings, mut string) = (Vec::new(), String::new());
    while let Some(step) = xml.step()? {
        match step {
            Step::Start(element) => match element.name() {
                "t" => string.push_str(&xml.text()?),
                // How Japanese names are spoken, written above them.
                "rPh" => xml.pass()?,
                _ => {}
            },
            Step::End(name) if name == "si" => strings.push(std::mem::take(&mut string)),
            _ => {}
        }
    }
    Ok(strings)
}

/// For each style of cells whether it shows a day.
fn day_styles(text: &str, place: &Place) -> Result<Vec<bool>, Fault> {
    let mut xml = Xml::new(text, place);
    let (mut days, mut formats, mut is_inside) = (Vec::new(), Vec::new(), false);
    while let Some(step) = xml.step()? {
        match step {
            Step::Start(element) => match element.name() {
                "numFmt" => {
                    let code = element.attribute("formatCode").unwrap_or_default();
                    if shows_a_day(&code) {
                        formats.extend(element.number("numFmtId"));
                    }
                }
                "cellXfs" => is_inside = true,
                "xf" if is_inside => {
                    let format = element.number("numFmtId").unwrap_or(0);
                    // 14 to 17 and 22 are the built-in ones; the others between are times of day.
                    days.push(
                        matches!(format, 14..=17 | 22 | 27..=31 | 36 | 50..=58) || formats.contains(&format),
                    );
                }
                _ => {}
            },
            Step::End(name) if name == "cellXfs" => is_inside = false,
            _ => {}
        }
    }
    Ok(days)
}

/// Whether a format has a year or a day in it, outside of quoted text and colours.
fn shows_a_day(code: &str) -> bool {
    let mut quoted = None;
    code.chars().any(|character| {
        match (quoted, character) {
            (None, '"') => quoted = Some('"'),
            (None, '[') => quoted = Some(']'),
            (Some(end), character) if character == end => quoted = None,
            (None, 'y' | 'Y' | 'd' | 'D') => return true,
            _ => {}
        }
        false
    })
}

struct Book {
    strings: Vec<String>,
    days: Vec<bool>,
    /// Whether days count from 1904, as on old Macintoshes.
    from_1904: bool,
}

/// What a cell's value is.
enum Kind {
    Shared,
    Text,
    Number { is_day: bool },
    Truth,
}

impl Book {
    fn lay_out(&self, text: &str, place: &Place, flow: &mut Flow) -> Result<(), Fault> {
        let mut xml = Xml::new(text, place);
        let mut kind = Kind::Text;
        flow.table();
        while let Some(step) = xml.step()? {
            match step {
                Step::Start(element) => match element.name() {
                    "c" => {
                        kind = self.kind(&element);
                        flow.cell(element.attribute("r").as_deref().and_then(column));
                    }
                    "v" | "t" => {
                        let value = xml.text()?;
                        flow.add(&self.value(value.trim(), &kind), None);
                    }
                    "f" | "rPh" => xml.pass()?,
                    _ => {}
                },
                Step::End(name) if name == "row" => {
                    flow.end_row();
                    if flow.is_full() {
                        break;
                    }
                }
                _ => {}
            }
        }
        flow.end_table();
        Ok(())
    }

    fn kind(&self, element: &Element<'_>) -> Kind {
        match element.attribute("t").as_deref() {
            Some("s") => Kind::Shared,
            Some("b") => Kind::Truth,
            None | Some("n") => {
                let style = element.number("s").unwrap_or(0);
                Kind::Number { is_day: self.days.get(style).copied().unwrap_or(false) }
            }
            _ => Kind::Text,
        }
    }

    fn value(&self, value: &str, kind: &Kind) -> String {
        match kind {
            Kind::Shared => {
                value.parse().ok().and_then(|at: usize| self.strings.get(at)).cloned().unwrap_or_default()
            }
            Kind::Truth => if value == "1" { "TRUE" } else { "FALSE" }.to_owned(),
            Kind::Number { is_day: true } => self.day(value).unwrap_or_else(|| value.to_owned()),
            Kind::Number { .. } => number(value),
            Kind::Text => value.to_owned(),
        }
    }

    /// A count of days as a date; its first days are off by one, because 1900 is taken for a leap year.
    fn day(&self, value: &str) -> Option<String> {
        let count = value.parse::<f64>().ok().filter(|count| (61.0..2_958_466.0).contains(count))?;
        let first =
            if self.from_1904 { jiff::civil::date(1904, 1, 1) } else { jiff::civil::date(1899, 12, 30) };
        let day = first.checked_add(jiff::Span::new().days(count as i64)).ok()?;
        Some(day.to_string())
    }
}

/// A number as people would write it: 0.1 is stored as 0.10000000000000001.
fn number(value: &str) -> String {
    match value.parse::<f64>() {
        Ok(number) if value.len() > 12 && number.is_finite() => {
            let rounded = format!("{number:.6}");
            rounded.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
        _ => value.to_owned(),
    }
}

/// The column of a cell's name: `C7` stands in column 2.
fn column(name: &str) -> Option<usize> {
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic);
    let column = letters
        .take(4)
        .fold(0, |column, letter| column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    column.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use crate::read::office::xlsx::{Book, column, number, shows_a_day};

    #[test]
    fn days_are_written_as_dates_and_numbers_as_people_write_them() {
        let book = Book { strings: Vec::new(), days: Vec::new(), from_1904: false };
        assert_eq!(book.day("45337").as_deref(), Some("2024-02-15"));
        assert_eq!(book.day("45337.75").as_deref(), Some("2024-02-15"));
        assert_eq!((book.day("1e300"), book.day("x")), (None, None));
        assert_eq!((number("0.10000000000000001"), number("2015")), ("0.1".to_owned(), "2015".to_owned()));
        assert!(shows_a_day("dd/mm/yyyy") && !shows_a_day("0.00\" days\"") && !shows_a_day("[Red]0"));
    }

    #[test]
    fn a_cells_name_tells_its_column() {
        assert_eq!((column("A1"), column("AA10"), column("12")), (Some(0), Some(26), None));
    }
}

//! Rows of a table with known cells become blocks: one for the rows of each country, or pieces of a few hundred
//! characters when no row names one.
//!
//! A row alone says little ("Alder, 2015"), so its block reads with the names of the columns above it; a row with
//! empty cells says the name before each value, because its values would slip under other names.

use crate::names;
use crate::read::head;
use crate::structure::page::{Block, Places, Reading, Zone};
use crate::structure::places;

/// A row: which line it is, and its cells, the empty ones too.
pub(crate) struct Row {
    pub(crate) at: std::ops::Range<usize>,
    pub(crate) cells: Vec<String>,
}

/// The longest reading of several rows, in characters; and their longest span, in bytes.
const LONGEST: usize = 700;
const LONGEST_SPAN: usize = 900;

/// The longest names of columns above a passage, in bytes: with the longest reading they are a passage.
const LONGEST_NAMES: usize = 300;

/// A row of more bytes than this is cut as text is.
const LONGEST_ROW: usize = 1000;

/// The blocks of a table under its headings; `long` is how a row reads that must be cut.
pub(crate) fn blocks(
    names: &[String],
    rows: impl Iterator<Item = Row>,
    heading: &[String],
    section: Option<&Places>,
    long: &Reading,
) -> Vec<Block> {
    let head = brief(names);
    let mut blocks = Vec::new();
    let mut open: Option<(Block, String)> = None;
    for row in rows {
        let about = section.cloned().unwrap_or_else(|| row_places(&row.cells, row.at.start));
        let text = told(names, &row.cells);
        let joins = open.as_ref().is_some_and(|(block, before)| {
            block.about.countries == about.countries
                && before.chars().count() + text.chars().count() < LONGEST
                && row.at.end - block.at.start < LONGEST_SPAN
        });
        match &mut open {
            Some((block, before)) if joins => {
                block.at.end = row.at.end;
                about.cities.iter().for_each(|city| places::add(&mut block.about.cities, city));
                *before = format!("{before}\n{text}");
            }
            _ => {
                blocks.extend(open.take().map(finished));
                let block = Block {
                    at: row.at,
                    zone: Zone::Table,
                    heading: heading.to_vec(),
                    alone: !about.is_empty(),
                    about,
                    reading: long.clone(),
                };
                open = Some((block, if head.is_empty() { text } else { format!("{head}\n{text}") }));
            }
        }
    }
    blocks.extend(open.map(finished));
    blocks
}

/// A reading that stands for the rows, unless a row is so long that it must be cut.
fn finished((mut block, text): (Block, String)) -> Block {
    if block.at.len() <= LONGEST_ROW {
        block.reading = Reading::Given(text);
    }
    block
}

fn visible(cells: &[String]) -> String {
    cells.iter().filter(|cell| !cell.is_empty()).map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// The first names of columns, as far as there is room for them above every passage.
fn brief(names: &[String]) -> String {
    let mut text = String::new();
    for name in names.iter().filter(|name| !name.is_empty()) {
        let mark = if text.is_empty() { "" } else { ", " };
        if text.len() + mark.len() + name.len() > LONGEST_NAMES {
            if text.is_empty() {
                text.push_str(head(name, LONGEST_NAMES));
            }
            break;
        }
        text.push_str(mark);
        text.push_str(name);
    }
    text
}

/// A row as a person would say it: with the names of its columns where cells are empty and that is not too long.
fn told(names: &[String], cells: &[String]) -> String {
    let said = said(names, cells);
    if said.chars().count() < LONGEST { said } else { visible(cells) }
}

fn said(names: &[String], cells: &[String]) -> String {
    if names.len() != cells.len() || !cells.iter().any(String::is_empty) {
        return visible(cells);
    }
    let named = names.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
    let said = |(name, cell): (&String, &String)| {
        if name.is_empty() { cell.clone() } else { format!("{name}: {cell}") }
    };
    named.map(said).collect::<Vec<_>>().join(", ")
}

/// A row is about the country one of its cells is, and about its cities; a row of several countries about none.
fn row_places(cells: &[String], at: usize) -> Places {
    let mut found = Places::default();
    for cell in cells {
        if let Some(country) = places::known_country(cell) {
            places::add(&mut found.countries, country.code);
        }
    }
    if found.countries.len() != 1 {
        return Places::default();
    }
    let code = found.countries[0].clone();
    for cell in cells {
        if let Some(city) = names::city(cell, Some(&code)) {
            places::add(&mut found.cities, city.name);
        }
    }
    let country = cells.iter().find(|cell| places::known_country(cell).is_some());
    let country = country.cloned().unwrap_or_default();
    found.because(format!("the row's cell `{country}`"), at)
}

#[cfg(test)]
mod tests {
    use crate::structure::page::Reading;
    use crate::structure::rows::{Row, blocks};

    #[test]
    fn names_without_end_stand_above_no_passage() {
        let long = "é".repeat(40_000);
        let row = |cells: [&str; 3]| Row { at: 0..10, cells: cells.map(str::to_owned).to_vec() };
        let rows = [row(["Alder", "", "2015"]), row(["Birch", "Tallinn", "2017"])];
        for names in [[long.as_str(), "Town", "Since"], ["Tree", &long, &long]] {
            let names = names.map(str::to_owned);
            for block in blocks(
                &names,
                rows.iter().map(|row| Row { at: row.at.clone(), cells: row.cells.clone() }),
                &[],
                None,
                &Reading::Plain,
            ) {
                let Reading::Given(text) = block.reading else { panic!("{:?}", block.reading) };
                assert!(
                    text.chars().count() <= 1_000 && text.ends_with("Birch, Tallinn, 2017"),
                    "{}",
                    text.len()
                );
            }
        }
    }

    #[test]
    fn a_row_with_empty_cells_says_the_names_of_its_values() {
        let cells = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let rows = [cells(["Alder", "2015", "80,000"]), cells(["Birch", "", "9,000"])];
        let rows = rows.into_iter().map(|cells| Row { at: 0..9, cells });
        let found = blocks(&cells(["Town", "Since", "People"]), rows, &[], None, &Reading::Plain);
        let text = "Town, Since, People\nAlder, 2015, 80,000\nTown: Birch, People: 9,000";
        assert_eq!(found[0].reading, Reading::Given(text.to_owned()));
    }
}

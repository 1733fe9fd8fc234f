//! A table printed with one cell a line becomes rows again: City, Country, Year, Bristol, United Kingdom, 2017 …
//!
//! What is left of such a table is its period: every so many lines stand a country. Nothing else is taken for one.

use std::ops::Range;

use crate::structure::line::{Bullet, Line};
use crate::structure::page::{Reading, Zone};
use crate::structure::places::known_country;
use crate::structure::rows::{self, Row};
use crate::structure::shape::{Claim, Sheet};

/// Columns of the widest table.
const WIDEST: usize = 6;
/// Columns of the widest cell, as `Line::width` counts.
const WIDEST_CELL: usize = 60;

/// How the lines of a run are cut into rows.
struct Cut {
    columns: usize,
    /// Whether the first row names the columns.
    names: bool,
}

/// The tables of a page outside `but`.
pub(crate) fn claims(sheet: &Sheet<'_>, but: &Range<usize>) -> Vec<Claim> {
    let is_cell = |index: usize| {
        let line = &sheet.lines[index];
        let is_plain = sheet.labels[index].is_none() && sheet.roles.get(index).is_none_or(Option::is_none);
        is_plain
            && !but.contains(&index)
            && !line.blank()
            && line.bullet == Bullet::None
            && line.width <= WIDEST_CELL
            && !line.ends_like_sentence()
    };
    let indexes: Vec<usize> = (0..sheet.lines.len()).filter(|index| is_cell(*index)).collect();
    let runs = indexes.chunk_by(|one, next| one + 1 == *next).filter(|run| run.len() >= 6);
    runs.filter_map(|run| claim(sheet, run[0]..run[run.len() - 1] + 1)).collect()
}

fn claim(sheet: &Sheet<'_>, lines: Range<usize>) -> Option<Claim> {
    let cells = &sheet.lines[lines.clone()];
    let cut = cut(cells)?;
    let mut table: Vec<Row> = cells.chunks_exact(cut.columns).map(row).collect();
    let names = if cut.names { table.remove(0).cells } else { Vec::new() };
    let reason = format!("{} rows of {} cells, one a line", table.len(), cut.columns);
    let blocks = rows::blocks(&names, table.into_iter(), &[], None, &Reading::Plain);
    Some(Claim { lines, zone: Zone::Table, reason, blocks })
}

fn row(cells: &[Line<'_>]) -> Row {
    let at = cells[0].at.start..cells[cells.len() - 1].at.end;
    Row { at, cells: cells.iter().map(|cell| cell.text.to_owned()).collect() }
}

/// The fewest columns of which one holds a country in each row and the others hold none.
fn cut(cells: &[Line<'_>]) -> Option<Cut> {
    let countries: Vec<bool> = cells.iter().map(|cell| known_country(cell.text).is_some()).collect();
    let is_table = |columns: usize, names: bool| {
        let rows = &countries[if names { columns } else { 0 }..];
        let least = if names { 2 } else { 3 };
        // Singapore is a city as well as a country: a column of countries is one all the way down.
        let all = |column: usize| rows.iter().skip(column).step_by(columns).all(|is_country| *is_country);
        let fits = |column: usize| (0..columns).all(|other| all(other) == (other == column));
        let is_named = !names || countries[..columns].iter().all(|is_country| !is_country);
        rows.len() >= least * columns && is_named && (0..columns).any(fits)
    };
    let columns = (2..=WIDEST).filter(|columns| cells.len().is_multiple_of(*columns));
    columns
        .flat_map(|columns| [true, false].map(|names| Cut { columns, names }))
        .find(|cut| is_table(cut.columns, cut.names))
}

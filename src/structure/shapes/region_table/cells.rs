//! Rows of a flattened table become cells: the cheapest reading of each row, and of which lines make a row.
//!
//! Borders are gone, so the words of a row could be cut in many ways. Every cell has a price: nothing for a country in
//! its own region or a city of the country above it, more for a name nobody knows, most for a missing cell. The cheapest
//! sum over all rows wins, which also decides where a broken cell makes three lines one row. Names the tables do not hold
//! are read wherever the number of cells leaves no doubt.

use std::collections::HashMap;
use std::ops::Range;

use crate::names;
use crate::structure::line::{Line, is_blank};
use crate::structure::shape::Sheet;

/// A column of the table.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    pub(crate) region: &'static names::Region,
    /// Its heading as written.
    pub(crate) written: String,
}

/// One cell with something in it.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    pub(crate) column: usize,
    pub(crate) text: String,
    /// Bytes of the document.
    pub(crate) at: Range<usize>,
    pub(crate) entry: Entry,
    /// Whether the tables know it, so that nothing was guessed.
    pub(crate) known: bool,
}

/// What a cell holds.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Entry {
    Country(&'static names::Country),
    City,
}

/// A word of a row, or an empty cell.
#[derive(Debug, Clone)]
struct Word {
    at: Range<usize>,
    empty: bool,
    /// Which line it stands on.
    line: usize,
}

/// The most words a cell may hold.
const WORDS: usize = 9;
/// Bytes of a line that may be names of regions only: five of them, in any script.
const LONGEST_HEADER: usize = 500;
/// The most lines a row may be broken over.
const LINES: usize = 5;
const MISSING: f32 = 6.0;

/// Cuts a line that is nothing but names of regions.
pub(crate) fn columns(line: &Line<'_>) -> Option<Vec<Column>> {
    if line.text.len() > LONGEST_HEADER {
        return None;
    }
    let words = words(line, 0);
    let mut columns = Vec::new();
    let mut from = 0;
    while from < words.len() {
        if words[from].empty {
            from += 1;
            continue;
        }
        let found = (from + 1..=words.len().min(from + WORDS)).rev().find_map(|to| {
            let written = text_of(line, &words[from..to]);
            Some((to, Column { region: names::region(&written)?, written }))
        });
        let (to, column) = found?;
        columns.push(column);
        from = to;
    }
    (columns.len() >= 2).then_some(columns)
}

/// Cuts the rows into cells, each with its column.
pub(crate) fn cut(sheet: &Sheet<'_>, rows: Range<usize>, columns: &[Column]) -> Vec<Cell> {
    let lines: Vec<&Line<'_>> = sheet.lines[rows].iter().collect();
    // The cheapest way to read the lines before each one, with the countries its columns are in.
    let mut best: Vec<Option<State>> = vec![None; lines.len() + 1];
    let mut named = Named::default();
    best[0] = Some(State { price: 0.0, countries: vec![None; columns.len()], came: 0, cells: Vec::new() });
    for from in 0..lines.len() {
        let Some(state) = best[from].clone() else { continue };
        for to in from + 1..=lines.len().min(from + LINES) {
            let words: Vec<Word> =
                lines[from..to].iter().enumerate().flat_map(|(line, text)| words(text, line)).collect();
            let Some((price, cells)) = row(sheet, &words, columns, &state.countries, &mut named) else {
                continue;
            };
            let price = state.price + price + (to - from - 1) as f32;
            if best[to].as_ref().is_none_or(|known| price < known.price) {
                let mut countries = state.countries.clone();
                for cell in &cells {
                    if let Entry::Country(country) = cell.entry {
                        countries[cell.column] = Some(country);
                    }
                }
                best[to] = Some(State { price, countries, came: from, cells });
            }
        }
    }
    let mut cells = Vec::new();
    let mut at = lines.len();
    while at > 0 {
        let Some(state) = &best[at] else { break };
        cells.extend(state.cells.iter().rev().cloned());
        at = state.came;
    }
    cells.reverse();
    cells
}

#[derive(Debug, Clone)]
struct State {
    price: f32,
    countries: Vec<Option<&'static names::Country>>,
    came: usize,
    cells: Vec<Cell>,
}

/// What was looked up: the same words are tried in each column, and with the lines above and below them.
#[derive(Debug, Default)]
struct Named {
    countries: HashMap<String, Option<&'static names::Country>>,
    cities: HashMap<String, Vec<(Option<&'static str>, bool)>>,
}

impl Named {
    /// So many texts are remembered; a row and those near it have a few hundred.
    const MOST: usize = 20_000;

    fn country(&mut self, text: &str) -> Option<&'static names::Country> {
        if let Some(known) = self.countries.get(text) {
            return *known;
        }
        if self.countries.len() >= Named::MOST {
            self.countries.clear();
        }
        let country = names::country(text);
        self.countries.insert(text.to_owned(), country);
        country
    }

    fn is_city(&mut self, text: &str, country: Option<&'static str>) -> bool {
        if let Some((_, known)) =
            self.cities.get(text).and_then(|asked| asked.iter().find(|(code, _)| *code == country))
        {
            return *known;
        }
        if self.cities.len() >= Named::MOST {
            self.cities.clear();
        }
        let is_city = names::city(text, country).is_some();
        self.cities.entry(text.to_owned()).or_default().push((country, is_city));
        is_city
    }
}

/// The cheapest way to a place in a row: its price, where its last cell begins, and that cell.
type Step = (f32, usize, Option<Cell>);

/// The cheapest reading of words as one row.
fn row(
    sheet: &Sheet<'_>,
    words: &[Word],
    columns: &[Column],
    countries: &[Option<&'static names::Country>],
    named: &mut Named,
) -> Option<(f32, Vec<Cell>)> {
    let (width, length) = (columns.len(), words.len());
    if length > width * WORDS {
        return None;
    }
    let mut best: Vec<Vec<Option<Step>>> = vec![vec![None; length + 1]; width + 1];
    best[0][0] = Some((0.0, 0, None));
    for column in 0..width {
        for from in 0..=length {
            let Some((price, ..)) = best[column][from] else { continue };
            let mut offer = |to: usize, more: f32, cell: Option<Cell>| {
                let total = price + more;
                if best[column + 1][to].as_ref().is_none_or(|(known, ..)| total < *known) {
                    best[column + 1][to] = Some((total, from, cell));
                }
            };
            offer(from, MISSING, None);
            if words.get(from).is_some_and(|word| word.empty) {
                offer(from + 1, 0.0, None);
                continue;
            }
            for to in from + 1..=length.min(from + WORDS) {
                if words[to - 1].empty {
                    break;
                }
                let (more, cell) =
                    cell(sheet, &words[from..to], column, &columns[column], countries[column], named);
                offer(to, more, Some(cell));
            }
        }
    }
    let price = best[width][length].as_ref()?.0;
    let mut cells = Vec::new();
    let mut at = length;
    for column in (1..=width).rev() {
        let (_, from, cell) = best[column][at].take()?;
        cells.extend(cell);
        at = from;
    }
    cells.reverse();
    Some((price, cells))
}

/// A cell of these words, and what it costs to read them so.
fn cell(
    sheet: &Sheet<'_>,
    words: &[Word],
    column: usize,
    place: &Column,
    above: Option<&'static names::Country>,
    named: &mut Named,
) -> (f32, Cell) {
    let at = words[0].at.start..words[words.len() - 1].at.end;
    let text =
        words.iter().map(|word| plain(&sheet.document.text[word.at.clone()])).collect::<Vec<_>>().join(" ");
    let breaks = words.windows(2).filter(|pair| pair[0].line != pair[1].line).count();
    // Singapore is a city of Singapore: the second time a country is named in its own group, it is a city.
    let country = named.country(&text).filter(|country| above.is_none_or(|above| above.code != country.code));
    let (price, entry) = if let Some(country) = country.filter(|country| country.region == place.region.slug)
    {
        (0.0, Entry::Country(country))
    } else if above.is_some_and(|above| named.is_city(&text, Some(above.code))) {
        (0.0, Entry::City)
    } else if let Some(country) = country {
        (3.0, Entry::Country(country))
    } else {
        let elsewhere = named.is_city(&text, None);
        let unknown = if elsewhere {
            3.5
        } else {
            (2.0 + 0.4 * ((words.len() - 1) * (words.len() - 1)) as f32).min(8.0)
        };
        let homeless = if above.is_none() { 4.0 } else { 0.0 };
        let torn =
            f32::from(u8::from(text.starts_with(char::is_lowercase))) + f32::from(u8::from(ends_open(&text)));
        (unknown + homeless + 2.0 * torn, Entry::City)
    };
    let known = price == 0.0;
    (price + 1.5 * breaks as f32, Cell { column, text, at, entry, known })
}

/// Neighbouring cells whose border was guessed: neither is known, and their words could be parted in other ways.
pub(crate) fn guesses(sheet: &Sheet<'_>, cells: &[Cell]) -> Vec<String> {
    let doubtful = cells.windows(2).filter(|pair| {
        let between = &sheet.document.text[pair[0].at.end.min(pair[1].at.start)..pair[1].at.start];
        let words = pair.iter().map(|cell| cell.text.split(' ').count()).sum::<usize>();
        !pair[0].known && !pair[1].known && words > 2 && between == " "
    });
    doubtful
        .map(|pair| {
            format!(
                "`{}` and `{}` stand side by side, and where one ends was guessed",
                pair[0].text, pair[1].text
            )
        })
        .collect()
}

/// "Santiago de los" goes on.
fn ends_open(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default();
    matches!(
        last,
        "de" | "la"
            | "los"
            | "las"
            | "del"
            | "da"
            | "do"
            | "of"
            | "the"
            | "di"
            | "le"
            | "el"
            | "al"
            | "and"
            | "y"
            | "San"
            | "Santa"
            | "Saint"
            | "Sa"
            | "Republic"
    )
}

fn plain(word: &str) -> String {
    word.replace('\u{a0}', " ")
}

/// The words of a line; a no-break space alone is an empty cell. Where tabs part the cells, a cell is one word.
fn words(line: &Line<'_>, number: usize) -> Vec<Word> {
    let start = raw_start(line);
    if line.raw.contains('\t') {
        let mut at = 0;
        let cells = line.raw.split('\t').map(|cell| {
            let (before, visible) =
                (cell.len() - cell.trim_start_matches(is_blank).len(), cell.trim_matches(is_blank));
            let word = start + at + before..start + at + before + visible.len();
            at += cell.len() + 1;
            let empty = visible.is_empty() || matches!(visible, "-" | "–" | "—");
            Word { at: if visible.is_empty() { start..start } else { word }, empty, line: number }
        });
        return cells.collect();
    }
    let mut words = Vec::new();
    let mut at = 0;
    for piece in line.raw.split_inclusive([' ', '\t']) {
        let word = piece.trim_end_matches([' ', '\t', '\r']);
        if !word.is_empty() {
            let empty = word.chars().all(is_blank) || matches!(word, "-" | "–" | "—");
            words.push(Word { at: start + at..start + at + word.len(), empty, line: number });
        }
        at += piece.len();
    }
    words
}

/// Where the line begins in the document: what is visible stands a known way behind it.
fn raw_start(line: &Line<'_>) -> usize {
    let before = line.raw.len() - line.raw.trim_start_matches(is_blank).len();
    if line.blank() { line.at.start } else { line.at.start - before }
}

fn text_of(line: &Line<'_>, words: &[Word]) -> String {
    let start = raw_start(line);
    words
        .iter()
        .map(|word| plain(&line.raw[word.at.start - start..word.at.end - start]))
        .collect::<Vec<_>>()
        .join(" ")
}

//! A flattened table, regions across and countries and cities down, becomes one block for each country.
//!
//! Useful for tables that were printed row by row with the cell borders lost. What is left: an empty cell is a
//! no-break space, a row has as many cells as there are regions, a cell may be broken over lines. `cells` cuts
//! the rows; here countries open groups in their column, cities join them, and the page's own totals check the sum.

mod cells;

use std::ops::Range;

use crate::names;
use crate::structure::kind;
use crate::structure::page::{Block, Page, Places, Reading, Zone};
use crate::structure::phrases::cues;
use crate::structure::places::{add, city_name};
use crate::structure::prose;
use crate::structure::shape::{Claim, Shape, Sheet, one_part};
use crate::structure::shapes::member_list;
use crate::structure::shapes::region_table::cells::{Cell, Column, Entry};

/// Regions across, countries and cities down.
pub(crate) struct RegionTable;

impl Shape for RegionTable {
    fn name(&self) -> &'static str {
        "region-table"
    }

    fn fit(&self, sheet: &Sheet<'_>) -> Option<String> {
        let (header, columns) = header(sheet)?;
        let line = sheet.lines[header].number;
        Some(format!(
            "line {line} names {} regions side by side, and the rows below it name countries",
            columns.len()
        ))
    }

    fn read(&self, sheet: &Sheet<'_>) -> Page {
        let Some((header, columns)) = header(sheet) else {
            return one_part(sheet, prose::flow(sheet, Vec::new()), self.name(), kind::of(sheet, "page"));
        };
        let rows = rows(sheet, header);
        let cells = cells::cut(sheet, rows.clone(), &columns);
        let (groups, orphans) = groups(&cells);
        let above = |cell: &&Cell| {
            format!("`{}` stands under {} before any country", cell.text, columns[cell.column].written)
        };
        let mut notes: Vec<String> = orphans.iter().map(above).collect();
        let (cities, countries) = totals(&groups);
        notes.extend(cells::guesses(sheet, &cells));
        notes.extend(checked(sheet, header, cities, countries));
        let orphans = orphans.iter().map(|cell| orphan(&columns, cell));
        let blocks = orphans.chain(groups.iter().flat_map(|group| blocks(&columns, group))).collect();
        let reason =
            format!("a table of {cities} cities in {countries} countries under {} regions", columns.len());
        let table = header..rows.end;
        let mut claims = member_list::claims(sheet, &table);
        claims.push(Claim { lines: table, zone: Zone::Table, reason, blocks });
        claims.sort_by_key(|claim| claim.lines.start);
        let mut page =
            one_part(sheet, prose::flow(sheet, claims), self.name(), kind::of(sheet, "announcement"));
        page.notes.extend(notes);
        page
    }
}

/// A country's cell and the cells of its cities.
struct Group<'a> {
    column: usize,
    country: &'static names::Country,
    written: String,
    /// Bytes of the country's cell.
    at: Range<usize>,
    cities: Vec<&'a Cell>,
}

/// The line that is made of nothing but names of regions, two or more, with countries below it.
fn header(sheet: &Sheet<'_>) -> Option<(usize, Vec<Column>)> {
    (0..sheet.lines.len()).find_map(|index| {
        let line = &sheet.lines[index];
        if line.blank() || line.width > 300 || sheet.labels[index].is_some() {
            return None;
        }
        let columns = cells::columns(line)?;
        let below = sheet.lines[index + 1..].iter().take(6).filter(|line| !line.blank());
        let countries = below.filter(|line| !names::mentions(line.raw).is_empty()).count();
        (countries >= 1).then_some((index, columns))
    })
}

/// The rows: down to the first empty line, furniture or running text.
fn rows(sheet: &Sheet<'_>, header: usize) -> Range<usize> {
    let ends = |index: &usize| {
        let line = &sheet.lines[*index];
        let empty_row =
            line.raw.contains('\u{a0}') && line.raw.trim_matches(' ').matches('\u{a0}').count() >= 2;
        line.blank() && !empty_row
            || sheet.labels[*index].is_some()
            || line.width > 160 && line.ends_like_sentence()
    };
    let end = (header + 1..sheet.lines.len()).find(ends).unwrap_or(sheet.lines.len());
    header + 1..end
}

fn groups<'a>(cells: &'a [Cell]) -> (Vec<Group<'a>>, Vec<&'a Cell>) {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut orphans = Vec::new();
    for cell in cells {
        let open = groups.iter_mut().rev().find(|group| group.column == cell.column);
        match (&cell.entry, open) {
            (Entry::Country(country), _) => groups.push(Group {
                column: cell.column,
                country,
                written: cell.text.clone(),
                at: cell.at.clone(),
                cities: Vec::new(),
            }),
            (Entry::City, Some(group)) => group.cities.push(cell),
            (Entry::City, None) => orphans.push(cell),
        }
    }
    (groups, orphans)
}

/// A cell above the first country of its column: findable, but about its region only.
fn orphan(columns: &[Column], cell: &Cell) -> Block {
    let column = &columns[cell.column];
    let about = Places { regions: vec![column.region.slug.to_owned()], ..Places::default() };
    let about = about.because(format!("in the table under `{}`", column.written), cell.at.start);
    let (at, heading) = (cell.at.clone(), vec![column.written.clone()]);
    Block { at, zone: Zone::Table, heading, about, reading: Reading::Given(cell.text.clone()), alone: true }
}

/// A group's block; the groups of very many cities are cut, for a passage has its limit.
fn blocks(columns: &[Column], group: &Group<'_>) -> Vec<Block> {
    let column = &columns[group.column];
    let mut blocks = Vec::new();
    let mut from = 0;
    let mut start = group.at.start;
    loop {
        let fits = |to: usize| group.cities[to].at.end - start <= 950;
        let to = (from + 1..group.cities.len()).find(|to| !fits(*to)).unwrap_or(group.cities.len());
        let cities = &group.cities[from.min(to)..to];
        let end = cities.last().map_or(group.at.end, |city| city.at.end);
        let mut about = Places { countries: vec![group.country.code.to_owned()], ..Places::default() };
        about.regions.push(column.region.slug.to_owned());
        let mut names = Vec::new();
        for city in cities {
            add(&mut about.cities, &city_name(&city.text, Some(group.country.code)));
            names.push(city.text.as_str());
        }
        let text = format!("{} ({}): {}", group.written, column.written, names.join(", "));
        let text = text.trim_end_matches([':', ' ']).to_owned();
        let above = format!("in the table under `{}`, `{}`", column.written, group.written);
        let about = about.because(above, group.at.start);
        let heading = vec![column.written.clone(), group.written.clone()];
        blocks.push(Block {
            at: start..end,
            zone: Zone::Table,
            heading,
            about,
            reading: Reading::Given(text),
            alone: true,
        });
        if to >= group.cities.len() {
            return blocks;
        }
        from = to;
        start = group.cities[to].at.start;
    }
}

fn totals(groups: &[Group<'_>]) -> (usize, usize) {
    let cities = groups.iter().map(|group| group.cities.len()).sum();
    let mut countries: Vec<&str> = Vec::new();
    for group in groups {
        if !countries.contains(&group.country.code) {
            countries.push(group.country.code);
        }
    }
    (cities, countries.len())
}

/// What the page itself says about how many there are, where it disagrees.
fn checked(sheet: &Sheet<'_>, header: usize, cities: usize, countries: usize) -> Vec<String> {
    let mut notes = Vec::new();
    for (class, read, word) in [("cities", cities, "cities"), ("countries", countries, "countries")] {
        let lead = sheet.lines[..header].iter().rev().find(|line| !line.blank()).map(|line| line.text);
        let texts = lead
            .into_iter()
            .chain([sheet.masthead.title.as_str()])
            .chain(sheet.lines[..header].iter().map(|line| line.text));
        let said = texts.filter_map(|text| total(text, class)).next();
        if let Some(said) = said.filter(|said| *said != read) {
            notes.push(format!("the page says {said} {word}, {read} were read"));
        }
    }
    notes
}

/// The number before "cities" or "countries", with at most three words between.
fn total(text: &str, class: &str) -> Option<usize> {
    let words: Vec<&str> =
        text.split(|c: char| crate::structure::line::is_blank(c)).filter(|word| !word.is_empty()).collect();
    for (index, word) in words.iter().enumerate() {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let rest = word[digits..].trim_end_matches([',', '.', ':', ';']);
        let Ok(number) = word[..digits].parse::<usize>() else { continue };
        if !(1..=1000).contains(&number) || rest.starts_with(|c: char| c.is_ascii_punctuation()) {
            continue;
        }
        let glued = !rest.is_empty() && cues().says(rest, class);
        let near = || {
            words[index + 1..]
                .iter()
                .take(4)
                .take_while(|word| !word.starts_with(|c: char| c.is_ascii_digit()))
        };
        let mut close = near().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
        if glued || rest.is_empty() && close.any(|word| cues().says(word, class)) {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::structure::shapes::region_table::total;

    #[test]
    fn a_page_says_how_many_there_are() {
        let text = "The network welcomes 55 new member cities from 27\u{a0}countries";
        assert_eq!((total(text, "cities"), total(text, "countries")), (Some(55), Some(27)));
        assert_eq!(total("23 September 2020, Hamburg", "cities"), None);
        assert_eq!(total("来自35个国家的64个城市", "cities"), None, "words without blanks are not counted");
    }
}

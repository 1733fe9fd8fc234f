//! A Markdown document becomes a Page: its marks already say what is a heading, a list or a table.
//!
//! Front matter was read by `read` and outweighs what is found here. A heading that is a city's or a
//! country's name opens its section, as in plain text. Marks stay in the original and go in the reading.

use std::ops::Range;

use crate::read::Document;
use crate::structure::kind;
use crate::structure::line::{Bullet, Line};
use crate::structure::page::{Block, Page, Places, Reading, Zone};
use crate::structure::places;
use crate::structure::prose::{Flow, heading_places};
use crate::structure::reading::reading;
use crate::structure::rows::{self, Row};
use crate::structure::shape::{Claim, Sheet, Tag, one_part};
use crate::structure::shapes::member_list;

/// Reads a Markdown document.
pub(crate) fn page(document: &Document) -> Page {
    let mut sheet = crate::structure::sheet(document);
    let (flow, title) = flow(&sheet);
    sheet.masthead.title = title;
    let (name, reason) = match flow.cities.len() {
        0 | 1 => ("article", "Markdown with headings, paragraphs, lists and tables".to_owned()),
        count => ("city-sections", format!("Markdown with headings that name {count} cities")),
    };
    let page = one_part(&sheet, flow, name, kind::of(&sheet, "page"));
    Page { shape_reason: reason, ..page }
}

/// A heading the text stands under.
struct Above {
    level: usize,
    text: String,
    places: Option<Places>,
}

/// What a run of lines is in Markdown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Heading(usize),
    List,
    Table,
    Code,
    Image,
    Rule,
    Reference,
    Text,
}

fn flow(sheet: &Sheet<'_>) -> (Flow, String) {
    let mut flow = Flow { tags: sheet.tags(), ..Flow::default() };
    let mut path: Vec<Above> = Vec::new();
    let mut title = String::new();
    let stated = sheet.document.stated.title.as_deref().unwrap_or_default();
    let fields = &sheet.document.stated;
    let countries: Vec<&str> =
        fields.country.iter().filter_map(|name| Some(crate::names::country_asked(name)?.code)).collect();
    let claims = member_list::claims(sheet, &(0..0));
    let runs = runs(sheet);
    for (index, (mark, lines)) in runs.iter().cloned().enumerate() {
        let at = sheet.lines[lines.start].at.start..sheet.lines[lines.end - 1].at.end;
        let mut tag = |zone, reason: &str| {
            for tag in &mut flow.tags[lines.clone()] {
                *tag = Some(Tag { zone, reason: reason.to_owned(), group: at.start + 1 });
            }
        };
        match mark {
            Mark::Heading(_) if is_bare(&runs, index, title.is_empty()) => {
                tag(Zone::Body, "a heading with nothing below it");
                let line = &sheet.lines[lines.start];
                let start = line.at.end - line.text.trim_start_matches(['#', ' ']).len();
                flow.block_of(sheet, start..line.at.end, Zone::Body, &[]);
            }
            Mark::Heading(level) => {
                let text = heading_text(sheet.lines[lines.start].text);
                if title.is_empty() && path.is_empty() && level == 1 {
                    tag(Zone::Masthead, "the first heading: the title");
                    title = text;
                    continue;
                }
                if text == title || text == stated {
                    tag(Zone::Masthead, "the title again");
                    continue;
                }
                tag(Zone::Heading, "marked as a heading");
                path.retain(|above| above.level < level);
                let near = path.iter().rev().find_map(|above| above.places.as_ref()?.countries.first());
                let near = near.map(String::as_str).into_iter().chain(countries.iter().copied());
                let places = heading_places(&text, near)
                    .or_else(|| places::of_heading(&text))
                    .map(|places| places.because(format!("heading `{text}`"), at.start));
                if let Some(places) = &places {
                    places.cities.iter().for_each(|city| places::add(&mut flow.cities, city));
                }
                path.push(Above { level, text, places });
            }
            Mark::Image => tag(Zone::Caption, "an image alone on its line"),
            Mark::Rule => tag(Zone::Menu, "a rule between sections"),
            Mark::Reference => tag(Zone::Footer, "where links lead"),
            Mark::Table => {
                tag(Zone::Table, "a table with bars");
                table(sheet, lines, &path, &mut flow);
            }
            Mark::List if covering(&claims, &lines).is_some() => {
                tag(Zone::List, "cities, each with its country");
                for block in covering(&claims, &lines).into_iter().flat_map(|claim| &claim.blocks) {
                    flow.listed_block(block.clone(), &path);
                }
            }
            Mark::List => {
                tag(Zone::List, "lines with bullets or numbers");
                flow.block_of(sheet, at, Zone::List, &path);
            }
            Mark::Code => {
                tag(Zone::Body, "a fenced block");
                flow.block_of(sheet, at, Zone::Body, &path);
            }
            Mark::Text => {
                tag(Zone::Body, "running text");
                flow.block_of(sheet, at, Zone::Body, &path);
            }
        }
    }
    (flow, title)
}

impl Flow {
    /// A country's group of a list of members, under the headings above it.
    fn listed_block(&mut self, mut block: Block, path: &[Above]) {
        block.heading = path.iter().map(|above| above.text.clone()).chain(block.heading).collect();
        block.about.countries.iter().for_each(|code| places::add(&mut self.listed, code));
        self.sections.insert(block.at.start);
        self.blocks.push(block);
    }

    fn block_of(&mut self, sheet: &Sheet<'_>, at: Range<usize>, zone: Zone, path: &[Above]) {
        let mentions = places::mentions(sheet.text(&at));
        let section = path.iter().rev().find_map(|above| above.places.clone());
        if section.is_some() {
            self.sections.insert(at.start);
        }
        let about = section.unwrap_or_else(|| places::of_paragraph(sheet.text(&at), at.start, &mentions));
        let heading = path.iter().map(|above| above.text.clone()).collect();
        self.mentions.push(mentions);
        self.blocks.push(Block { at, zone, heading, about, reading: Reading::Marked, alone: false });
    }
}

/// Whether a heading has no text of its own: it would be lost with its section, so it is text itself.
fn is_bare(runs: &[(Mark, Range<usize>)], index: usize, could_be_title: bool) -> bool {
    let Mark::Heading(level) = runs[index].0 else { return false };
    let content = |mark: &Mark| !matches!(mark, Mark::Image | Mark::Rule | Mark::Reference);
    match runs[index + 1..].iter().map(|(mark, _)| *mark).find(content) {
        Some(Mark::Heading(next)) => next <= level && !(could_be_title && level == 1),
        Some(_) => false,
        None => true,
    }
}

/// The list of members these lines are, all of them.
fn covering<'a>(claims: &'a [Claim], lines: &Range<usize>) -> Option<&'a Claim> {
    let at = claims.binary_search_by_key(&lines.start, |claim| claim.lines.start).ok()?;
    (claims[at].lines == *lines).then(|| &claims[at])
}

fn heading_text(text: &str) -> String {
    let text = text.trim_start_matches('#').trim();
    reading(text.trim_end_matches('#').trim_end(), &Reading::Marked).0
}

/// Runs of lines that belong together.
fn runs(sheet: &Sheet<'_>) -> Vec<(Mark, Range<usize>)> {
    let lines = &sheet.lines;
    let mut runs: Vec<(Mark, Range<usize>)> = Vec::new();
    let mut index = 0;
    while index < lines.len() {
        let line = &lines[index];
        if line.blank() || sheet.labels[index].is_some() {
            index += 1;
            continue;
        }
        let (mark, end) = if let Some(fence) = fence(line) {
            let close =
                (index + 1..lines.len()).find(|next| lines[*next].raw.trim_start().starts_with(fence));
            (Mark::Code, close.map_or(lines.len(), |close| close + 1))
        } else if let Some(level) = heading_level(line) {
            (Mark::Heading(level), index + 1)
        } else if lines.get(index + 1).is_some_and(|next| is_underline(next)) && line.bullet == Bullet::None {
            (Mark::Heading(1), index + 2)
        } else if is_table_row(line) && lines.get(index + 1).is_some_and(is_delimiter) {
            (Mark::Table, run_end(lines, index, is_table_row))
        } else if is_rule(line) {
            (Mark::Rule, index + 1)
        } else if line.text.starts_with("<!--") || is_reference(line.text) {
            (Mark::Reference, index + 1)
        } else if line.text.starts_with("![")
            && line.text.ends_with(')')
            && line.text.matches('(').count() == 1
        {
            (Mark::Image, index + 1)
        } else if line.bullet != Bullet::None {
            (Mark::List, list_end(lines, index))
        } else {
            let stops = |line: &Line<'_>| {
                heading_level(line).is_some() || fence(line).is_some() || line.bullet != Bullet::None
            };
            (Mark::Text, run_end(lines, index, |line| !stops(line)))
        };
        let last = (index..end).rev().find(|last| !lines[*last].blank()).unwrap_or(index);
        runs.push((mark, index..last + 1));
        index = end;
    }
    runs
}

/// The end of a run of lines without a blank one, the first always in.
fn run_end(lines: &[Line<'_>], from: usize, belongs: impl Fn(&Line<'_>) -> bool) -> usize {
    (from + 1..lines.len())
        .find(|index| lines[*index].blank() || !belongs(&lines[*index]))
        .unwrap_or(lines.len())
}

/// A list goes on over single blank lines and over lines that are set in.
fn list_end(lines: &[Line<'_>], from: usize) -> usize {
    let mut end = from + 1;
    while end < lines.len() {
        let line = &lines[end];
        let next_is_item =
            lines.get(end + 1).is_some_and(|next| next.bullet != Bullet::None && !is_rule(next));
        let goes_on = if line.blank() {
            next_is_item
        } else {
            line.bullet != Bullet::None || heading_level(line).is_none() && !lines[end - 1].blank()
        };
        if !goes_on || is_rule(line) {
            break;
        }
        end += 1;
    }
    end
}

fn fence(line: &Line<'_>) -> Option<&'static str> {
    ["```", "~~~"].into_iter().find(|fence| line.raw.trim_start().starts_with(fence))
}

fn heading_level(line: &Line<'_>) -> Option<usize> {
    let raw = line.raw.trim_start();
    let level = raw.bytes().take_while(|byte| *byte == b'#').count();
    ((1..=6).contains(&level) && raw[level..].starts_with([' ', '\t', '\u{a0}']) && line.indent <= 3)
        .then_some(level)
}

fn is_underline(line: &Line<'_>) -> bool {
    let raw = line.raw.trim();
    raw.len() >= 3 && raw.bytes().all(|byte| byte == b'=')
}

fn is_rule(line: &Line<'_>) -> bool {
    let raw: String = line.raw.split_whitespace().collect();
    raw.len() >= 3 && ["-", "*", "_"].iter().any(|mark| raw.replace(mark, "").is_empty())
}

fn is_table_row(line: &Line<'_>) -> bool {
    line.raw.contains('|')
}

fn is_delimiter(line: &Line<'_>) -> bool {
    line.raw.contains('-')
        && line.raw.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
        && line.raw.contains('|')
}

/// A table becomes a block for the rows of each country, or pieces of a few hundred characters when no row names one.
fn table(sheet: &Sheet<'_>, lines: Range<usize>, path: &[Above], flow: &mut Flow) {
    let names = cells(sheet.lines[lines.start].raw);
    let heading: Vec<String> = path.iter().map(|above| above.text.clone()).collect();
    let section = path.iter().rev().find_map(|above| above.places.as_ref());
    if lines.len() <= 2 {
        let at = sheet.lines[lines.start].at.clone();
        flow.block_of(sheet, at, Zone::Table, path);
    }
    let rows = (lines.start + 2..lines.end)
        .map(|index| &sheet.lines[index])
        .map(|line| Row { at: line.at.clone(), cells: cells(line.raw) });
    for block in rows::blocks(&names, rows, &heading, section, &Reading::Marked) {
        if !block.about.is_empty() {
            flow.sections.insert(block.at.start);
        }
        flow.mentions.push(Vec::new());
        flow.blocks.push(block);
    }
}

/// The cells of a row; without an empty one at its ends, where some write a bar and some do not.
fn cells(row: &str) -> Vec<String> {
    let row = row.trim().trim_start_matches('|');
    let row = row.strip_suffix('|').unwrap_or(row);
    row.split('|').map(|cell| reading(cell.trim(), &Reading::Marked).0).collect()
}

/// `[name]: address` says where links lead; `[^1]: …` is a footnote, and text.
fn is_reference(text: &str) -> bool {
    text.starts_with('[') && !text.starts_with("[^") && text.contains("]: ")
}

#[cfg(test)]
mod tests {
    use crate::read::{Document, Format};
    use crate::structure::{Page, Reading, Zone};

    fn read(text: &str) -> Page {
        crate::structure::page(&Document {
            text: text.to_owned(),
            format: Format::Markdown,
            ..Document::default()
        })
    }

    #[test]
    fn marks_say_what_is_what() {
        let page = read(
            "# A *town* learns\n\nIt [opens](https://example.org) doors.\n\n## Plan\n\n- one\n- two\n\n```\ncode | here\n```\n",
        );
        let part = &page.parts[0];
        assert_eq!(part.title, "A town learns");
        assert_eq!(
            part.blocks.iter().map(|block| block.zone).collect::<Vec<_>>(),
            [Zone::Body, Zone::List, Zone::Body]
        );
        assert_eq!(part.blocks[1].heading, ["Plan"]);
        assert_eq!(page.zones[0].zone, Zone::Masthead);
    }

    #[test]
    fn a_table_reads_row_by_row() {
        let page = read("# T\n\n| Town | Since |\n|---|---|\n| **Alder** | 2015 |\n| Birch | 2017 |\n");
        let block = &page.parts[0].blocks[0];
        assert_eq!(block.reading, Reading::Given("Town, Since\nAlder, 2015\nBirch, 2017".to_owned()));
    }
}

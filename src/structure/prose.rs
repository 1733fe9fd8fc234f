//! Lines become paragraphs, lists and headings: the running text of a page, whatever its shape.
//!
//! Plain text has no marks for headings, so a heading is a short line that stands above running text. A
//! heading that is the name of a city opens that city's section; the section ends at the next heading, or
//! where the text turns to other places.

use std::collections::HashSet;

use crate::names::{self, Mention};
use crate::read::Role;
use crate::structure::line;
use crate::structure::marks;
use crate::structure::page::{Block, Places, Reading, Zone};
use crate::structure::places;
use crate::structure::profile;
use crate::structure::reading::{may_join_lines, reading};
use crate::structure::shape::{Claim, Sheet, Tag};
use crate::structure::units::{Kind, Unit, units};

/// The running text of a page.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    pub(crate) blocks: Vec<Block>,
    /// One for each line of the page.
    pub(crate) tags: Vec<Option<Tag>>,
    /// What each paragraph names, for the places of the whole document.
    pub(crate) mentions: Vec<Vec<Mention>>,
    /// First bytes of the blocks whose section names their place.
    pub(crate) sections: HashSet<usize>,
    /// Whether a city's profile, by its form, was met.
    pub(crate) form: bool,
    /// Countries of the lists and tables.
    pub(crate) listed: Vec<String>,
    /// Cities whose sections were read.
    pub(crate) cities: Vec<String>,
    /// Whether it was looked through, and no name of a place stands anywhere in it.
    pub(crate) nameless: bool,
}

/// A heading the text stands under.
struct Above {
    text: String,
    places: Option<Places>,
    /// Its level, when it is marked.
    level: Option<u8>,
}

/// Reads the lines that are not furniture; claims come out as their own blocks, in their place.
pub(crate) fn flow(sheet: &Sheet<'_>, mut claims: Vec<Claim>) -> Flow {
    claims.extend(marks::tables(sheet, &claims));
    claims.sort_by_key(|claim| claim.lines.start);
    let units = units(sheet, &claims);
    let mut claims: Vec<Option<Claim>> = claims.into_iter().map(Some).collect();
    let mut flow = Flow { tags: sheet.tags(), nameless: claims.is_empty(), ..Flow::default() };
    let mut path: Vec<Above> = Vec::new();
    let (mut after_heading, mut first_of_section) = (false, false);
    // Countries the title or the last paragraph speaks of: some cities are known only beside their country.
    let title = sheet.document.stated.title.as_deref().unwrap_or(&sheet.masthead.title);
    let title: Vec<&str> = places::mentions(title).iter().filter_map(places::country_of).collect();
    let mut spoken_of = title.clone();
    let mut lead = String::new();
    for (index, unit) in units.iter().enumerate() {
        let text = sheet.text(&unit.at);
        if let Kind::Claim(number) = unit.kind {
            if let Some(claim) = claims[number].take() {
                flow.claim(sheet, claim, unit, &path, &std::mem::take(&mut lead));
            }
            after_heading = false;
            continue;
        }
        if let Kind::Heading(level) = unit.kind
            && !is_bare(&units, index, level)
        {
            path.retain(|above| above.level.is_some_and(|above| above < level));
            let country = path.iter().rev().find_map(|above| above.places.as_ref()?.countries.first());
            let near = country.map(String::as_str).into_iter().chain(spoken_of.iter().copied());
            let above = above(unit, text, near, Some(level));
            flow.section(unit, &above, "marked as a heading");
            path.push(above);
            (after_heading, first_of_section) = (true, true);
            continue;
        }
        if unit.kind == Kind::Text && introduces_claim(&units, index) {
            lead = short(text);
            // A whole sentence is text as well.
            if unit.width < 60 || !line::ends_like_sentence(text) || is_caption(sheet, unit) {
                flow.tag(unit, Zone::Heading, "introduces the list or table below");
                continue;
            }
        }
        if is_heading(sheet, &units, index) {
            let country = path.iter().rev().find_map(|above| above.places.as_ref()?.countries.first());
            let near = country.map(String::as_str).into_iter().chain(spoken_of.iter().copied());
            let above = above(unit, text, near, None);
            let city = is_city(&above);
            if !after_heading {
                close(&mut path, city);
            }
            let reason =
                if city { "a city's name alone on its line" } else { "a short line above running text" };
            flow.section(unit, &above, reason);
            path.push(above);
            path.drain(..path.len().saturating_sub(4));
            (after_heading, first_of_section) = (true, true);
            continue;
        }
        let mentions = places::mentions_if_any(text);
        flow.nameless = flow.nameless && mentions.is_none() && !may_join_lines(text);
        let mentions = mentions.unwrap_or_default();
        if !first_of_section && leaves_section(&path, unit, &mentions) {
            close(&mut path, true);
        }
        spoken_of = mentions.iter().filter_map(places::country_of).chain(title.iter().copied()).collect();
        flow.block(sheet, unit, &path, mentions);
        (after_heading, first_of_section) = (false, false);
    }
    flow
}

impl Flow {
    fn tag(&mut self, unit: &Unit, zone: Zone, reason: &str) {
        for tag in &mut self.tags[unit.lines.clone()] {
            if tag.is_none() {
                *tag = Some(Tag { zone, reason: reason.to_owned(), group: unit.at.start + 1 });
            }
        }
    }

    /// A heading opens the section of the cities it names.
    fn section(&mut self, unit: &Unit, above: &Above, reason: &str) {
        self.tag(unit, Zone::Heading, reason);
        self.nameless = self.nameless && names::mentions_if_any(&above.text).is_none();
        for city in above.places.iter().flat_map(|places| &places.cities) {
            places::add(&mut self.cities, city);
        }
    }

    fn claim(&mut self, sheet: &Sheet<'_>, claim: Claim, unit: &Unit, path: &[Above], lead: &str) {
        self.tag(unit, claim.zone, &claim.reason);
        // Headings that only look like one may have ended where the list begins.
        let marked: Vec<String> =
            path.iter().filter(|above| above.level.is_some()).map(|above| above.text.clone()).collect();
        if claim.blocks.is_empty() {
            let section = path.iter().rev().find_map(|above| above.places.as_ref());
            let heading: Vec<String> = marked
                .into_iter()
                .chain([lead.to_owned()].into_iter().filter(|lead| !lead.is_empty()))
                .collect();
            for block in marks::table_blocks(sheet, &claim.lines, &heading, section) {
                if !block.about.is_empty() {
                    self.sections.insert(block.at.start);
                }
                self.mentions.push(Vec::new());
                self.blocks.push(block);
            }
            return;
        }
        for mut block in claim.blocks {
            block.heading.splice(0..0, marked.iter().cloned());
            block.about.countries.iter().for_each(|code| places::add(&mut self.listed, code));
            if !lead.is_empty() {
                block.heading.insert(marked.len(), lead.to_owned());
            }
            self.sections.insert(block.at.start);
            self.blocks.push(block);
        }
    }

    fn block(&mut self, sheet: &Sheet<'_>, unit: &Unit, path: &[Above], mentions: Vec<Mention>) {
        let section = path.iter().rev().find_map(|above| above.places.clone());
        let is_marked = sheet.roles[unit.lines.start] == Some(Role::Item);
        let (zone, reason) = match unit.kind {
            Kind::List if is_marked => (Zone::List, "marked as a list"),
            Kind::List => (Zone::List, "lines with bullets or numbers"),
            Kind::Heading(_) => (Zone::Body, "a heading with nothing below it"),
            Kind::Set => (Zone::Body, "marked as set text"),
            Kind::Text if is_caption(sheet, unit) => (Zone::Caption, "marked as a caption"),
            _ => (Zone::Body, "running text"),
        };
        self.tag(unit, zone, reason);
        if section.is_some() {
            self.sections.insert(unit.at.start);
        }
        let about =
            section.unwrap_or_else(|| places::of_paragraph(sheet.text(&unit.at), unit.at.start, &mentions));
        let heading: Vec<String> = path.iter().map(|above| above.text.clone()).collect();
        self.mentions.push(mentions);
        if zone == Zone::List && is_marked {
            // A marked item needs no bullet to stay on its line: each is a block, and neighbours share a passage.
            for line in sheet.lines[unit.lines.clone()].iter().filter(|line| !line.blank()) {
                if self.sections.contains(&unit.at.start) {
                    self.sections.insert(line.at.start);
                }
                let (at, heading, about) = (line.at.clone(), heading.clone(), about.clone());
                self.blocks.push(Block { at, zone, heading, about, reading: Reading::Plain, alone: false });
            }
            return;
        }
        let text = sheet.text(&unit.at);
        let sections = if unit.width >= 200 { profile::sections(text) } else { Vec::new() };
        if sections.len() < 2 {
            let at = unit.at.clone();
            self.blocks.push(Block { at, zone, heading, about, reading: Reading::Plain, alone: false });
            return;
        }
        // The profile of one city, its headings glued to its text.
        self.form = true;
        let reading = profile::reading_of(text);
        for section in sections.into_iter().filter(|section| !section.at.is_empty()) {
            let at = unit.at.start + section.at.start..unit.at.start + section.at.end;
            let heading = heading.iter().cloned().chain(section.heading).collect();
            self.blocks.push(Block {
                at,
                zone,
                heading,
                about: about.clone(),
                reading: reading.clone(),
                alone: true,
            });
        }
    }
}

/// Takes back the headings a new one replaces: a city only the cities before it, any other heading all of them.
/// Marked headings stay: only marked ones end them.
fn close(path: &mut Vec<Above>, city: bool) {
    while path.last().is_some_and(|above| above.level.is_none() && (!city || is_city(above))) {
        path.pop();
    }
}

fn is_city(above: &Above) -> bool {
    above.places.as_ref().is_some_and(|places| !places.cities.is_empty())
}

fn above<'a>(unit: &Unit, text: &str, near: impl Iterator<Item = &'a str>, level: Option<u8>) -> Above {
    // What only looks like a heading names a city in passing as well.
    let said = || if level.is_some() { places::of_heading(text) } else { None };
    let places = heading_places(text, near)
        .or_else(said)
        .map(|places| places.because(format!("heading `{}`", short(text)), unit.at.start));
    Above { text: short(text), places, level }
}

/// Whether a marked heading has no text of its own: it would be lost with its section, so it is text itself.
fn is_bare(units: &[Unit], index: usize, level: u8) -> bool {
    match units.get(index + 1).map(|unit| unit.kind) {
        Some(Kind::Heading(next)) => next <= level,
        Some(_) => false,
        None => true,
    }
}

/// Whether general text resumes: it names other places and not the section's city, behind a caption or by naming several.
fn leaves_section(path: &[Above], unit: &Unit, mentions: &[Mention]) -> bool {
    let Some(section) = path
        .last()
        .filter(|above| above.level.is_none())
        .and_then(|above| above.places.as_ref())
        .filter(|places| !places.cities.is_empty())
    else {
        return false;
    };
    let mut others: Vec<String> = Vec::new();
    for mention in mentions {
        match mention.place {
            names::Place::City(city) if section.cities.iter().any(|own| own == city.name) => {
                return false;
            }
            names::Place::City(city) => places::add(&mut others, city.name),
            names::Place::Country(country) => places::add(&mut others, country.code),
            names::Place::Region(_) => {}
        }
    }
    !others.is_empty() && (unit.caption || others.len() >= 2)
}

/// The place a heading names; the countries near it decide between cities of one name.
pub(crate) fn heading_places<'a>(text: &str, near: impl Iterator<Item = &'a str>) -> Option<Places> {
    let mut near = near;
    match near.find_map(|code| names::city(text.trim(), Some(code))) {
        Some(city) => {
            let mut places = Places::default();
            places.add_city(city);
            Some(places)
        }
        None => places::named(text),
    }
}

fn short(text: &str) -> String {
    let (folded, _) = reading(places::head(text, 300), &Reading::Plain);
    folded.trim_start_matches(['#', '*', ' ']).to_owned()
}

fn introduces_claim(units: &[Unit], index: usize) -> bool {
    matches!(units.get(index + 1), Some(Unit { kind: Kind::Claim(_), .. })) && units[index].width <= 160
}

/// Whether a unit is marked as what a picture or a table shows.
fn is_caption(sheet: &Sheet<'_>, unit: &Unit) -> bool {
    sheet.roles[unit.lines.start] == Some(Role::Caption)
}

/// A short line, not a sentence, above running text, a list, or another heading above running text.
fn is_heading(sheet: &Sheet<'_>, units: &[Unit], index: usize) -> bool {
    let mut at = index;
    for _ in 0..3 {
        if !looks_like_heading(sheet, &units[at]) {
            return false;
        }
        let Some(next) = units.get(at + 1) else { return false };
        let text = sheet.text(&next.at);
        match next.kind {
            Kind::Text
                if line::is_prose(text, next.width) || line::ends_like_sentence(text) && next.width >= 30 =>
            {
                return true;
            }
            Kind::Text => at += 1,
            Kind::List => {
                return at > index
                    || !sheet.text(&units[at].at).ends_with([':', '：'])
                    || units[at].width <= 40;
            }
            Kind::Claim(_) => return true,
            Kind::Heading(_) | Kind::Set => return false,
        }
    }
    false
}

fn looks_like_heading(sheet: &Sheet<'_>, unit: &Unit) -> bool {
    let text = sheet.text(&unit.at);
    unit.kind == Kind::Text
        && !is_caption(sheet, unit)
        && unit.lines.len() <= 3
        && unit.width <= 120
        && unit.gap
        && !text.lines().any(line::ends_like_sentence)
        && !line::is_url(text)
        && text.chars().any(char::is_alphabetic)
        && !text
            .starts_with(|c: char| c.is_lowercase() || matches!(c, '"' | '“' | '«' | '‘' | '—' | '–' | '('))
}

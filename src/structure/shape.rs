//! Shape: one way a page can be built; and what every shape is given and gives back.
//!
//! A shape says whether it fits and why, then reads the page. The first that fits, most demanding
//! first, reads it; `article` fits anything. Lists and tables are claimed by their shapes, and the
//! text around them is read as prose by all of them alike.

use std::ops::Range;

use crate::analysis::{self, Language, language};
use crate::names;
use crate::read::{Document, Format, Role};
use crate::structure::furniture::Label;
use crate::structure::line::Line;
use crate::structure::masthead::Masthead;
use crate::structure::page::{Block, Page, Part, Places, Zone, ZoneBlock};
use crate::structure::places;
use crate::structure::prose::Flow;
use crate::structure::stated;

/// One way a page can be built.
pub(crate) trait Shape: Sync {
    /// Its name, as `inspect` shows it.
    fn name(&self) -> &'static str;
    /// Why the page has this shape, or nothing when it has not.
    fn fit(&self, sheet: &Sheet<'_>) -> Option<String>;
    /// Reads a page of this shape.
    fn read(&self, sheet: &Sheet<'_>) -> Page;
}

/// A document laid out for reading: its lines, what furniture they are, and its masthead.
pub(crate) struct Sheet<'a> {
    pub(crate) document: &'a Document,
    pub(crate) lines: Vec<Line<'a>>,
    /// What the markup of the file says each line is.
    pub(crate) roles: Vec<Option<Role>>,
    pub(crate) labels: Vec<Option<Label>>,
    pub(crate) masthead: Masthead,
}

/// A zone with its reason, for one line; lines of one group are one zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tag {
    pub(crate) zone: Zone,
    pub(crate) reason: String,
    /// Paragraphs are told apart by it; furniture has 0.
    pub(crate) group: usize,
}

/// Lines that a shape reads itself: a list of members, a table.
#[derive(Debug)]
pub(crate) struct Claim {
    /// Indexes of lines.
    pub(crate) lines: Range<usize>,
    pub(crate) zone: Zone,
    pub(crate) reason: String,
    /// Its blocks; the line that introduces it is put before their headings.
    pub(crate) blocks: Vec<Block>,
}

impl<'a> Sheet<'a> {
    /// The text of a span.
    pub(crate) fn text(&self, at: &Range<usize>) -> &'a str {
        &self.document.text[at.clone()]
    }

    /// Tags for the lines that are furniture or masthead.
    pub(crate) fn tags(&self) -> Vec<Option<Tag>> {
        self.labels
            .iter()
            .map(|label| {
                label.as_ref().map(|label| Tag {
                    zone: label.zone,
                    reason: label.reason.to_owned(),
                    group: 0,
                })
            })
            .collect()
    }
}

/// Joins tagged lines into zones, in order; blank lines belong to none.
pub(crate) fn zones(lines: &[Line<'_>], tags: &[Option<Tag>]) -> Vec<ZoneBlock> {
    let mut zones: Vec<(ZoneBlock, usize)> = Vec::new();
    for (line, tag) in lines.iter().zip(tags) {
        let (Some(tag), false) = (tag, line.blank()) else { continue };
        match zones.last_mut() {
            Some((zone, group))
                if zone.zone == tag.zone && zone.reason == tag.reason && *group == tag.group =>
            {
                zone.at.end = line.at.end;
                zone.lines.1 = line.number;
            }
            _ => zones.push((
                ZoneBlock {
                    zone: tag.zone,
                    reason: tag.reason.clone(),
                    at: line.at.clone(),
                    lines: (line.number, line.number),
                },
                tag.group,
            )),
        }
    }
    zones.into_iter().map(|(zone, _)| zone).collect()
}

/// A page of one part: the flow of its text under its masthead and what is stated about it.
pub(crate) fn one_part(sheet: &Sheet<'_>, flow: Flow, name: &'static str, kind: &'static str) -> Page {
    let document = sheet.document;
    let mut notes = Vec::new();
    let title = document.stated.title.clone().unwrap_or_else(|| sheet.masthead.title.clone());
    let language = language_of(document, &flow.blocks, &title);
    let stated_places = stated::places(document, &mut notes);
    // A page that lists members from several countries is about none of them, whatever its prose names.
    let paragraphs = if flow.listed.len() > 1 { &[] } else { flow.mentions.as_slice() };
    let opening = flow.blocks.first().map_or("", |block| &document.text[block.at.clone()]);
    let found = || places::of_document(&title, &opening[..places::dateline(opening)], paragraphs);
    let about = if stated_places.is_empty() { found() } else { stated_places.clone() };
    let mut blocks = flow.blocks;
    for block in &mut blocks {
        // What a document states about itself outweighs what one of its paragraphs names.
        let own = !block.heading.is_empty() && block.zone != Zone::Body;
        let is_section = own || flow.sections.contains(&block.at.start);
        if !is_section {
            keep_cities(&mut block.about, &about);
        }
        if block.about == about
            || !stated_places.is_empty() && !own && !flow.sections.contains(&block.at.start)
        {
            block.about = Places::default();
        }
    }
    let date = stated::date(document, &mut notes).or_else(|| sheet.masthead.date.clone());
    let found = if flow.form && kind == "page" { "profile" } else { kind };
    let kind = stated::kind(document, &mut notes).unwrap_or(found);
    let part =
        Part { key: String::new(), title: title.trim().to_owned(), kind, date, about, language, blocks };
    let parts = if part.blocks.is_empty() { Vec::new() } else { vec![part] };
    let zones = zones(&sheet.lines, &flow.tags);
    Page { shape: name, shape_reason: String::new(), zones, parts, nameless: flow.nameless, notes }
}

/// A paragraph that names nothing but the country of its document's city is about that city still.
fn keep_cities(own: &mut Places, document: &Places) {
    let is_inside = own.countries.iter().all(|code| document.countries.contains(code));
    if own.cities.is_empty() && !own.countries.is_empty() && is_inside {
        let theirs =
            |city: &&String| own.countries.iter().any(|code| names::city(city, Some(code)).is_some());
        let cities: Vec<String> = document.cities.iter().filter(theirs).cloned().collect();
        if cities.len() == document.cities.len() && own.countries.len() == document.countries.len() {
            *own = Places::default();
        } else {
            own.cities = cities;
        }
    }
}

/// From this many bytes on a language is recognised surely enough to outweigh the one that templates come with.
const SURE_FROM: usize = 600;

/// The stated language, else the one its blocks are written in.
pub(crate) fn language_of(document: &Document, blocks: &[Block], title: &str) -> &'static Language {
    let stated = document.stated.language.as_deref().map(str::trim).filter(|code| !code.is_empty());
    let known = stated.and_then(|code| {
        let code = code.to_lowercase();
        let primary = code.split(['-', '_']).next().unwrap_or_default();
        language::by_code(&code).or_else(|| language::by_code(primary))
    });
    let detected = || {
        let mut sample = String::new();
        for block in blocks {
            if sample.len() > 4000 {
                break;
            }
            sample.push_str(places::head(&document.text[block.at.clone()], 2000));
            sample.push('\n');
        }
        if sample.len() < 200 {
            sample.push_str(title);
        }
        analysis::detect(&sample)
    };
    match known {
        // Templates of sites name one language for pages in all of them; a record's field was meant.
        Some(known) if document.format == Format::Laid => {
            let detected = detected();
            let shared = known.scripts.iter().any(|script| detected.scripts.contains(script));
            let length: usize = blocks.iter().map(|block| block.at.len()).sum();
            let is_template = known.code == "en" && length >= SURE_FROM;
            if detected.code == "und" || shared && !is_template { known } else { detected }
        }
        Some(known) => known,
        None => detected(),
    }
}

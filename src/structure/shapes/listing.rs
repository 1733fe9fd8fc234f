//! Repeated cards become one document each: the same first line, a title, a text, and a country behind the text.
//!
//! The menus around a list of cards are long and hold every country's name, so whatever stands above the first card
//! or below the last one is furniture, except a date. A date that stands once above the first card holds for all.

use std::collections::HashMap;
use std::ops::Range;

use crate::names;
use crate::read::Role;
use crate::structure::line::{Bullet, Line};
use crate::structure::masthead::lone_date;
use crate::structure::page::{Block, Date, Page, Part, Places, Reading, Zone};
use crate::structure::places::{self, add, city_name};
use crate::structure::profile;
use crate::structure::shape::{Shape, Sheet, Tag, language_of, zones};
use crate::structure::{phrases, stated};

/// Repeated cards.
pub(crate) struct Listing;

impl Shape for Listing {
    fn name(&self) -> &'static str {
        "listing"
    }

    fn fit(&self, sheet: &Sheet<'_>) -> Option<String> {
        let kickers = kickers(sheet);
        let first = kickers.first()?;
        // Running text around the cards is no menu; then the cards are an accident.
        let prose = |range: Range<usize>| {
            let free = range.filter(|index| sheet.labels[*index].is_none() && sheet.lines[*index].is_prose());
            free.map(|index| sheet.lines[index].width).sum::<usize>()
        };
        let end = cards(sheet, &kickers).last().and_then(|card| card.lines.last().copied()).unwrap_or(*first);
        let (inside, all) = (prose(*first..end + 1), prose(0..sheet.lines.len()));
        if inside * 2 < all {
            return None;
        }
        Some(format!("{} cards begin with \"{}\"", kickers.len(), sheet.lines[*first].text))
    }

    fn read(&self, sheet: &Sheet<'_>) -> Page {
        let kickers = kickers(sheet);
        let cards = cards(sheet, &kickers);
        let (mut tags, mut notes) = (surroundings(sheet, &cards), Vec::new());
        let shared =
            stated::date(sheet.document, &mut notes).or_else(|| shared_date(sheet, &cards, &mut tags));
        let mut parts: Vec<Part> = cards
            .iter()
            .enumerate()
            .filter_map(|(number, card)| part(sheet, card, number + 1, shared.as_ref(), &mut tags))
            .collect();
        let placeless = parts.iter().filter(|part| part.about.countries.is_empty()).count();
        if placeless > 0 {
            notes.push(format!("{placeless} of {} cards name no country", parts.len()));
        }
        parts.splice(0..0, around(sheet, &tags, shared));
        Page {
            shape: self.name(),
            shape_reason: String::new(),
            zones: zones(&sheet.lines, &tags),
            parts,
            nameless: false,
            notes,
        }
    }
}

/// The lines of one card.
struct Card {
    kicker: usize,
    /// Its lines with something on them, the kicker left out.
    lines: Vec<usize>,
}

/// Where cards begin: the short line that is repeated above a title and a text, at least three times.
fn kickers(sheet: &Sheet<'_>) -> Vec<usize> {
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, line) in sheet.lines.iter().enumerate() {
        let is_row = matches!(sheet.roles[index], Some(Role::Header | Role::Row | Role::Set));
        if !line.blank()
            && !is_row
            && line.bullet == Bullet::None
            && line.width <= 90
            && !line.ends_like_sentence()
            // "It is called like this:" introduces what stands below; it says nothing of all that do.
            && !line.text.ends_with([':', '：'])
        {
            places.entry(phrases::fold(line.text)).or_default().push(index);
        }
    }
    let mut best: Vec<usize> = Vec::new();
    for mut found in places.into_values().filter(|found| found.len() >= 3) {
        found.retain(|index| opens_card(sheet, *index));
        let apart = found
            .windows(2)
            .filter(|pair| (2..=14).contains(&visible(&sheet.lines, pair[0] + 1..pair[1]).count()))
            .count();
        let better = found.len() > best.len() || found.len() == best.len() && found.first() < best.first();
        if found.len() >= 3
            && apart * 10 >= (found.len() - 1) * 8
            && better
            && names::country(sheet.lines[found[0]].text).is_none()
        {
            best = found;
        }
    }
    best
}

/// Below it stand a short title and, within a few lines, running text.
fn opens_card(sheet: &Sheet<'_>, index: usize) -> bool {
    let below: Vec<usize> =
        visible(&sheet.lines, index + 1..sheet.lines.len().min(index + 8)).take(4).collect();
    let Some(title) = below.first().map(|first| &sheet.lines[*first]) else { return false };
    title.width <= 90
        && title.bullet == Bullet::None
        && !title.ends_like_sentence()
        && below[1..]
            .iter()
            .any(|index| sheet.lines[*index].width >= 80 && sheet.lines[*index].bullet == Bullet::None)
}

fn visible<'a>(lines: &'a [Line<'_>], range: Range<usize>) -> impl Iterator<Item = usize> + 'a {
    range.filter(|index| !lines[*index].blank())
}

/// The cards; the last one ends at its country, at furniture, or when it is as long as the others.
fn cards(sheet: &Sheet<'_>, kickers: &[usize]) -> Vec<Card> {
    let mut cards: Vec<Card> = Vec::new();
    for (number, kicker) in kickers.iter().enumerate() {
        let end = kickers.get(number + 1).copied().unwrap_or(sheet.lines.len());
        let mut lines: Vec<usize> = visible(&sheet.lines, kicker + 1..end).collect();
        if number + 1 == kickers.len() {
            let usual = cards.iter().map(|card| card.lines.len()).max().unwrap_or(3);
            let country_last = cards
                .iter()
                .filter(|card| card.lines.last().is_some_and(|last| is_country(sheet, *last)))
                .count()
                * 2
                > cards.len();
            let country =
                lines.iter().skip(1).position(|index| is_country(sheet, *index)).filter(|_| country_last);
            let furniture = lines.iter().skip(1).position(|index| sheet.labels[*index].is_some());
            let end =
                country.map(|at| at + 2).or(furniture.map(|at| at + 1)).unwrap_or(usual).min(lines.len());
            lines.truncate(end);
        }
        cards.push(Card { kicker: *kicker, lines });
    }
    cards
}

fn is_country(sheet: &Sheet<'_>, index: usize) -> bool {
    let line = &sheet.lines[index];
    line.width <= 70 && names::country(line.text).is_some()
}

/// Tags what stands around the cards: running text is said of all of them, the rest is menu and footer.
fn surroundings(sheet: &Sheet<'_>, cards: &[Card]) -> Vec<Option<Tag>> {
    let mut tags = sheet.tags();
    let first = cards.first().map_or(0, |card| card.kicker);
    let last = cards.last().map_or(0, |card| card.lines.last().copied().unwrap_or(card.kicker));
    for (index, tag) in tags.iter_mut().enumerate() {
        let furniture = sheet.labels[index]
            .as_ref()
            .is_some_and(|label| label.zone != Zone::Masthead || label.reason == "front matter");
        let line = &sheet.lines[index];
        let (zone, reason, group) = match index {
            _ if (first..=last).contains(&index) => {
                *tag = None;
                continue;
            }
            _ if line.is_prose() => (Zone::Body, "running text around the cards", line.at.start + 1),
            _ if index < first => (Zone::Menu, "above the first card", 0),
            _ => (Zone::Footer, "below the last card", 0),
        };
        if !furniture {
            *tag = Some(Tag { zone, reason: reason.to_owned(), group });
        }
    }
    tags
}

/// The document that the running text around the cards is.
fn around(sheet: &Sheet<'_>, tags: &[Option<Tag>], date: Option<Date>) -> Option<Part> {
    let text = sheet.lines.iter().zip(tags);
    let text = text.filter(|(_, tag)| tag.as_ref().is_some_and(|tag| tag.zone == Zone::Body));
    let blocks: Vec<Block> = text
        .map(|(line, _)| Block {
            at: line.at.clone(),
            zone: Zone::Body,
            heading: Vec::new(),
            about: Places::default(),
            reading: Reading::Plain,
            alone: false,
        })
        .collect();
    let stated_title = sheet.document.stated.title.clone();
    let title = stated_title.unwrap_or_else(|| sheet.masthead.title.clone());
    (!blocks.is_empty()).then(|| Part {
        key: String::new(),
        kind: stated::kind(sheet.document, &mut Vec::new()).unwrap_or("listing"),
        date,
        about: places::of_document(&title, "", &[]),
        language: language_of(sheet.document, &blocks, &title),
        title,
        blocks,
    })
}

/// The one date above the first card, the nearest when there are several.
fn shared_date(sheet: &Sheet<'_>, cards: &[Card], tags: &mut [Option<Tag>]) -> Option<Date> {
    let first = cards.first()?.kicker;
    let (index, found) = (0..first).rev().take(40).find_map(|index| {
        let line = &sheet.lines[index];
        let found = lone_date(line.text, "")
            .filter(|found| found.month.is_some() && line.bullet == Bullet::None && line.width <= 60)?;
        Some((index, found))
    })?;
    tags[index] = Some(Tag { zone: Zone::Masthead, reason: "the date of all cards".to_owned(), group: 0 });
    Some(found.date(sheet.lines[index].text, sheet.lines[index].number))
}

fn part(
    sheet: &Sheet<'_>,
    card: &Card,
    number: usize,
    shared: Option<&Date>,
    tags: &mut [Option<Tag>],
) -> Option<Part> {
    let mut tag = |index: usize, zone, reason: &str| {
        tags[index] = Some(Tag { zone, reason: reason.to_owned(), group: card.kicker + 1 });
    };
    tag(card.kicker, Zone::Heading, "the line every card begins with");
    let (title_line, rest) = card.lines.split_first()?;
    let title = sheet.lines[*title_line].text.to_owned();
    tag(*title_line, Zone::Heading, "the card's title");
    let (mut country, mut date, mut text) = (None, None, Vec::new());
    let mut evidence = None;
    for &index in rest {
        let line = &sheet.lines[index];
        let known = if line.width <= 70 { names::country(line.text) } else { None };
        if let (Some(known), true) = (known, country.is_none()) {
            country = Some(known);
            evidence = Some((format!("the card's country `{}`", line.text), line.at.start));
            tag(index, Zone::Masthead, "the card's country");
        } else if let Some(found) =
            lone_date(line.text, "").filter(|found| found.month.is_some() && line.width <= 60)
        {
            date = Some(found.date(line.text, line.number));
            tag(index, Zone::Masthead, "the card's date");
        } else {
            text.push(index);
            tag(index, Zone::Card, "the card's text");
        }
    }
    let mut blocks = Vec::new();
    let mut form = false;
    for run in text.chunk_by(|one, other| (one + 1..*other).all(|between| sheet.lines[between].blank())) {
        let at = sheet.lines[run[0]].at.start..sheet.lines[run[run.len() - 1]].at.end;
        form |= card_blocks(sheet, &at, &title, &mut blocks);
    }
    if blocks.is_empty() {
        return None;
    }
    let code = country.map(|country| country.code);
    let city =
        names::city(&title, code).or_else(|| code.is_none().then(|| names::city(&title, None)).flatten());
    let mut about = Places::default();
    add(&mut about.countries, code.or(city.map(|city| city.country)).unwrap_or_default());
    let profile = form || city.is_some();
    if profile {
        add(&mut about.cities, &city_name(&title, code));
    }
    let at = sheet.lines[*title_line].at.start;
    let (what, at) = evidence.unwrap_or_else(|| (format!("the card's title `{title}`"), at));
    about = about.because(what, at);
    if about.countries.is_empty() {
        about = places::of_document(&title, "", &[]);
    }
    let language = language_of(sheet.document, &blocks, &title);
    let kind =
        stated::kind(sheet.document, &mut Vec::new()).unwrap_or(if profile { "profile" } else { "listing" });
    Some(Part {
        key: format!("card{number}"),
        title,
        kind,
        date: date.or_else(|| shared.cloned()),
        about,
        language,
        blocks,
    })
}

/// One block for each section of the form, or the whole text; says whether it follows the form.
fn card_blocks(sheet: &Sheet<'_>, at: &Range<usize>, title: &str, blocks: &mut Vec<Block>) -> bool {
    let text = sheet.text(at);
    let reading = profile::reading_of(text);
    let sections = profile::sections(text);
    let form = sections.len() > 1;
    for section in sections {
        let mut heading = vec![title.to_owned()];
        heading.extend(section.heading);
        let at = at.start + section.at.start..at.start + section.at.end;
        if !at.is_empty() {
            blocks.push(Block {
                at,
                zone: Zone::Card,
                heading,
                about: Places::default(),
                reading: reading.clone(),
                alone: form,
            });
        }
    }
    form
}

#[cfg(test)]
mod tests {
    use crate::read::Document;
    use crate::structure::{Zone, page};

    const CARD: &str = "Town profile\n\nReading at night\n\nThe library opens at six and closes at midnight, and \
        volunteers help all who read with difficulty, in a house beside the bridge, which is known by the lamp over \
        its door and lets nobody stand outside in the rain.\n\nIreland\n\n";

    fn zones(text: &str) -> (&'static str, Vec<Zone>) {
        let page = page(&Document { text: text.to_owned(), ..Document::default() });
        (page.shape, page.zones.iter().map(|zone| zone.zone).collect())
    }

    #[test]
    fn what_is_said_of_all_cards_is_a_document_of_its_own() {
        let intro = "Towns of the valley\n\nEach of the towns below has told in its own words what it has begun, and where it stands today.\n\n";
        let text = format!("{intro}{}", CARD.repeat(3));
        let page = page(&Document { text: text.clone(), ..Document::default() });
        assert_eq!(page.shape, "listing");
        let keys: Vec<&str> = page.parts.iter().map(|part| part.key.as_str()).collect();
        assert_eq!(keys, ["", "card1", "card2", "card3"]);
        let block = &page.parts[0].blocks[0];
        assert!(text[block.at.clone()].starts_with("Each of the towns"));
        assert_eq!(page.parts[0].title, "Towns of the valley");
    }

    #[test]
    fn a_report_with_headings_that_repeat_is_no_listing() {
        let prose = "The council adopted its plan in spring after long talks with many people of the town, and the \
            library has been open at night since then, which nobody had thought possible a year ago, and which many \
            people had said would never come, because nobody reads any more, or so it was written.\n\n";
        let text =
            format!("A year of learning\n\n{}{}", prose.repeat(4), CARD.replace("Ireland\n\n", "").repeat(3));
        let (shape, zones) = zones(&text);
        assert_eq!(shape, "article");
        assert!(!zones.contains(&Zone::Menu) && !zones.contains(&Zone::Footer), "{zones:?}");
    }

    #[test]
    fn a_line_that_introduces_begins_no_card() {
        let text = CARD.replace("Town profile", "It is called like this:").repeat(3);
        assert_eq!(zones(&text).0, "article");
    }
}

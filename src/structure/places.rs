//! Mentions become Places: what a text is about, as opposed to what it names in passing.
//!
//! One rule for a document, one for a paragraph, both simple enough to be told by `inspect`. A
//! dateline ("Paris, 14 February –") says where a text was written, not what it is about, so it never counts.

use std::collections::HashMap;

use crate::names::{self, Mention, Place};
use crate::structure::dates;
use crate::structure::page::{Evidence, Places};
use crate::structure::phrases::cues;

/// Adds a text once.
pub(crate) fn add(list: &mut Vec<String>, value: &str) {
    if !value.is_empty() && !list.iter().any(|known| known == value) {
        list.push(value.to_owned());
    }
}

impl Places {
    /// Whether it names no place.
    pub fn is_empty(&self) -> bool {
        self.countries.is_empty() && self.cities.is_empty() && self.regions.is_empty()
    }

    /// Notes what says so, and where in the document; a place without evidence needs none.
    pub(crate) fn because(mut self, what: String, at: impl Into<Option<usize>>) -> Places {
        if !self.is_empty() {
            self.evidence.push(Evidence { what, at: at.into() });
        }
        self
    }

    /// Adds a city and its country.
    pub(crate) fn add_city(&mut self, city: &'static names::City) {
        add(&mut self.cities, city.name);
        add(&mut self.countries, city.country);
    }
}

/// The place a heading, a table's cell or a card's title is: a country, a city, or "City, Country".
pub(crate) fn named(text: &str) -> Option<Places> {
    let text = text.trim_matches(|c: char| {
        crate::structure::line::is_blank(c) || matches!(c, ':' | '：' | '*' | '#' | '_')
    });
    if text.is_empty() || text.chars().count() > 80 {
        return None;
    }
    let mut places = Places::default();
    if let Some(country) = names::country(text) {
        add(&mut places.countries, country.code);
    } else if let Some(city) = names::city(text, None) {
        places.add_city(city);
    } else {
        let (city, country) = city_and_country(text)?;
        add(&mut places.countries, country.code);
        add(&mut places.cities, &city_name(city, Some(country.code)));
    }
    Some(places)
}

/// The one city that a heading speaks of: "Sønderborg: a school for wind". One that thanks speaks of nobody, "The Beijing
/// Declaration" of what was declared there, and one that names a country alone leaves the cities to its paragraphs.
pub(crate) fn of_heading(text: &str) -> Option<Places> {
    if text.len() > LONGEST_HEADING || cues().says_any(text, &["thanks", "named after"]) {
        return None;
    }
    let mut places = Places::default();
    for mention in names::mentions(text) {
        match mention.place {
            Place::City(city) => places.add_city(city),
            Place::Country(country) => add(&mut places.countries, country.code),
            Place::Region(_) => return None,
        }
    }
    (places.countries.len() == 1 && places.cities.len() == 1).then_some(places)
}

/// Bytes of the longest heading that is read for a city.
const LONGEST_HEADING: usize = 200;

/// The table's name of a city, else as written.
pub(crate) fn city_name(written: &str, country: Option<&str>) -> String {
    names::city(written, country).map_or_else(|| written.trim().to_owned(), |city| city.name.to_owned())
}

/// Cuts "City, Country", "City (Country)", "City – Country"; the country must be known.
pub(crate) fn city_and_country(text: &str) -> Option<(&str, &'static names::Country)> {
    let text = text.trim().trim_end_matches([';', ',', '.', '；', '，', '。']);
    for (at, mark) in text
        .char_indices()
        .filter(|(_, c)| matches!(c, ',' | '，' | '、' | '،' | '–' | '—' | '-' | '|' | '/'))
    {
        let behind = &text[at + mark.len_utf8()..];
        let dash = matches!(mark, '–' | '—' | '-' | '|' | '/');
        // A hyphen inside a name is no separator: Guinea-Bissau, Seo-gu.
        if dash && !(text[..at].ends_with(' ') && behind.starts_with(' ')) {
            continue;
        }
        if let Some(country) = known_country(behind) {
            return city(&text[..at]).map(|city| (city, country));
        }
    }
    for (open, close) in [('(', ')'), ('（', '）')] {
        if let Some((before, inside)) = text.strip_suffix(close).and_then(|text| text.rsplit_once(open))
            && let Some(country) = known_country(inside)
        {
            return city(before).map(|city| (city, country));
        }
    }
    None
}

/// The country a text is the name of, but not the one it may be the code of.
pub(crate) fn known_country(text: &str) -> Option<&'static names::Country> {
    let text = text.trim();
    // Two letters are a code to `country`, and "in" or "de" in a sentence is none.
    (text.chars().count() > 2 || !text.is_ascii()).then(|| names::country(text)).flatten()
}

fn city(text: &str) -> Option<&str> {
    let city = text.trim();
    (!city.is_empty() && city.chars().count() <= 60 && city.chars().any(char::is_alphabetic)).then_some(city)
}

/// Code of the country a mention speaks of.
pub(crate) fn country_of(mention: &Mention) -> Option<&'static str> {
    match mention.place {
        Place::Country(country) => Some(country.code),
        Place::City(city) => Some(city.country),
        Place::Region(_) => None,
    }
}

/// The places a paragraph names, without those of its dateline; none of one that says who published the text.
pub(crate) fn mentions(text: &str) -> Vec<Mention> {
    mentions_if_any(text).unwrap_or_default()
}

/// Likewise; nothing where no name stands at all, not even one that says too little alone.
pub(crate) fn mentions_if_any(text: &str) -> Option<Vec<Mention>> {
    let mut mentions = names::mentions_if_any(text)?;
    if !mentions.is_empty() {
        let imprint = text.len() <= LONGEST_IMPRINT && (cues().says(text, "publisher") || is_address(text));
        let end = if imprint { text.len() } else { dateline(text) };
        let thanks = text.len() <= LONGEST_THANKS && cues().says(text, "thanks");
        let credits = credits(text);
        let is_credited = |at: usize| {
            let next = credits.partition_point(|credit| credit.end <= at);
            credits.get(next).is_some_and(|credit| credit.contains(&at))
        };
        mentions.retain(|mention| {
            mention.start >= end && !is_credited(mention.start) && !(thanks && is_thanked(text, mention))
        });
    }
    Some(mentions)
}

/// What stands behind a sign of who holds the rights, up to the end of its line; in order.
fn credits(text: &str) -> Vec<std::ops::Range<usize>> {
    let end = |at: usize| text[at..].find('\n').map_or(text.len(), |end| at + end);
    let mut credits: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, _) in text.match_indices('©') {
        if credits.last().is_none_or(|last| last.end <= at) {
            credits.push(at..end(at));
        }
    }
    credits
}

/// Whether the sentence around a name thanks somebody.
fn is_thanked(text: &str, mention: &Mention) -> bool {
    const ENDS: [char; 8] = ['.', '!', '?', '。', '！', '？', '؟', '\n'];
    let before = text[..mention.start].char_indices().rfind(|(_, c)| ENDS.contains(c));
    let start = before.map_or(0, |(at, end)| at + end.len_utf8());
    let end = text[mention.end..].find(ENDS).map_or(text.len(), |end| mention.end + end);
    text.get(start..end).is_some_and(|sentence| cues().says(sentence, "thanks"))
}

/// Whether a line is a postal address: behind a comma a number of four to six digits, a town and a country.
fn is_address(text: &str) -> bool {
    let Some((before, country)) = text.trim_end_matches(['.', ' ', '\n']).rsplit_once([',', '،', '，'])
    else {
        return false;
    };
    let Some((_, town)) = before.rsplit_once([',', '،', '，']) else { return false };
    let mut words = town.split_whitespace();
    let is_code =
        |word: &str| (4..=6).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    words.next().is_some_and(is_code) && words.next().is_some() && known_country(country).is_some()
}

/// Bytes of the longest line that says who published a text.
const LONGEST_IMPRINT: usize = 200;

/// Where a dateline ends: a date and a place or two, set off from the text by a full stop or dash; 0 without one.
pub(crate) fn dateline(text: &str) -> usize {
    let head = head(text, 120);
    let Some(date) = dates::dates(head, "").into_iter().next() else { return 0 };
    if head[..date.at.start].split_whitespace().count() > 3 {
        return 0;
    }
    let behind = &head[date.at.end..];
    let stop = behind.char_indices().find(|(at, c)| {
        matches!(c, '–' | '—' | ':' | ')' | '）' | '．' | '。')
            || matches!(c, '.' | '-') && behind[at + 1..].starts_with([' ', '\u{a0}', '\n'])
    });
    match stop {
        Some((at, mark)) if behind[..at].split_whitespace().count() <= 3 => {
            date.at.end + at + mark.len_utf8()
        }
        _ => 0,
    }
}

/// The first `limit` bytes or so of a text, cut between characters.
pub(crate) fn head(text: &str, limit: usize) -> &str {
    if text.len() <= limit {
        return text;
    }
    let mut end = limit;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// What one paragraph is about: the one country it names, when it opens with it, repeats it, or is short.
///
/// Two countries are a comparison or a list of guests, so the document's places stay. A city is added when
/// it is the only one named. `at` is the byte it begins at, for the evidence.
pub(crate) fn of_paragraph(text: &str, at: usize, mentions: &[Mention]) -> Places {
    let mut places = Places::default();
    let mut cities: Vec<&'static names::City> = Vec::new();
    let (mut count, mut first) = (0, usize::MAX);
    for mention in mentions {
        let Some(code) = country_of(mention) else { continue };
        add(&mut places.countries, code);
        count += 1;
        first = first.min(mention.start);
        if let Place::City(city) = mention.place
            && !cities.contains(&city)
        {
            cities.push(city);
        }
    }
    let thanks = || cues().says(head(text, LONGEST_THANKS), "thanks");
    let clear = places.countries.len() == 1 && (count >= 2 || (first < 120 || text.len() < 240) && !thanks());
    if !clear {
        return Places::default();
    }
    if let [city] = cities[..] {
        add(&mut places.cities, city.name);
    }
    let mut words: Vec<String> = Vec::new();
    for mention in mentions.iter().filter(|mention| country_of(mention).is_some()) {
        add(&mut words, &format!("`{}`", &text[mention.start..mention.end]));
    }
    words.truncate(MOST_WORDS);
    places.because(format!("named in the text: {}", words.join(", ")), at + first)
}

/// "The authors thank Denmark" is about the authors; further in, a word of thanks is part of a story.
const LONGEST_THANKS: usize = 400;
/// Evidence is read by people: a few names tell as much as twenty.
const MOST_WORDS: usize = 3;

/// What a document is about: the places of its title (one city or two, not a list), and countries named in most of the paragraphs that name any.
///
/// A dateline makes no facet, and yet tells which of two cities of one name the title means.
pub(crate) fn of_document(title: &str, dateline: &str, paragraphs: &[Vec<Mention>]) -> Places {
    let mut places = Places::default();
    let mut named: Vec<String> = Vec::new();
    let told = format!("{title}\n{dateline}");
    let inside = self::dateline(title)..title.len();
    let in_title = |mention: &Mention| inside.start <= mention.start && mention.end <= inside.end;
    for mention in names::mentions(&told).into_iter().filter(in_title) {
        if country_of(&mention).is_some() {
            add(&mut named, &format!("`{}`", &title[mention.start..mention.end]));
        }
        match mention.place {
            Place::City(city) => places.add_city(city),
            Place::Country(country) => add(&mut places.countries, country.code),
            Place::Region(_) => {}
        }
    }
    if places.cities.len() > 2 {
        // A title that lists cities is about each of them somewhere on the page, and about none of them everywhere.
        places.cities.clear();
    }
    let titled = !places.countries.is_empty();
    named.truncate(MOST_WORDS);
    places = places.because(format!("the title names {}", named.join(", ")), None);
    let mut countries = Tally::default();
    let mut cities = Tally::default();
    let mut naming = 0;
    for paragraph in paragraphs {
        let mut here = Vec::new();
        let mut towns = Vec::new();
        for mention in paragraph {
            here.extend(country_of(mention).filter(|code| !here.contains(code)));
            if let Place::City(city) = mention.place
                && !towns.contains(&city.name)
            {
                towns.push(city.name);
            }
        }
        naming += usize::from(!here.is_empty());
        here.into_iter().for_each(|code| countries.count(code));
        towns.into_iter().for_each(|name| cities.count(name));
    }
    let least = match (titled, naming) {
        (true, _) => 3,
        (false, 1) => 1,
        _ => 2,
    };
    // Most of those that name a place, and a fair share of all: one aside about Morocco makes no page about it.
    let dominating = |count: usize| count >= least && count * 2 >= naming && count * 4 >= paragraphs.len();
    let clear = naming > 1 || countries.order.len() == 1;
    for (code, count) in countries.entries() {
        if clear && dominating(count) {
            let known = places.countries.len();
            add(&mut places.countries, code);
            if places.countries.len() > known {
                let label = names::label(code).unwrap_or(code);
                let what = format!("{label} is named in {count} of {} paragraphs", paragraphs.len());
                places.evidence.push(Evidence { what, at: None });
            }
        }
    }
    if places.cities.is_empty() && !titled {
        for (name, count) in cities.entries() {
            if count >= 2 && dominating(count) {
                add(&mut places.cities, name);
            }
        }
    }
    places
}

/// Counts in order of appearance.
#[derive(Default)]
struct Tally {
    order: Vec<&'static str>,
    counts: HashMap<&'static str, usize>,
}

impl Tally {
    fn count(&mut self, key: &'static str) {
        let count = self.counts.entry(key).or_insert(0);
        if *count == 0 {
            self.order.push(key);
        }
        *count += 1;
    }

    fn entries(&self) -> impl Iterator<Item = (&'static str, usize)> {
        self.order.iter().map(|key| (*key, self.counts.get(key).copied().unwrap_or(0)))
    }
}

//! Lines of "City, Country" become one block for each country: an announcement of new members.
//!
//! Also lines of "Country: City, City". A line stands for one city and says almost nothing; the cities of one country
//! together answer "who joined from Korea". The lines that introduce a list become its heading.

use std::ops::Range;

use crate::structure::cells_by_line;
use crate::structure::kind;
use crate::structure::page::{Block, Page, Places, Reading, Zone};
use crate::structure::places::{add, city_and_country, city_name, known_country};
use crate::structure::prose;
use crate::structure::shape::{Claim, Shape, Sheet, one_part};

/// Lines of "City, Country".
pub(crate) struct MemberList;

impl Shape for MemberList {
    fn name(&self) -> &'static str {
        "member-list"
    }

    fn fit(&self, sheet: &Sheet<'_>) -> Option<String> {
        let mut claims = claims(sheet, &(0..0));
        claims.retain(|claim| claim.zone == Zone::List);
        let lines: usize = claims
            .iter()
            .map(|claim| claim.lines.clone().filter(|index| !sheet.lines[*index].blank()).count())
            .sum();
        let blocks: usize = claims.iter().map(|claim| claim.blocks.len()).sum();
        (lines > 0).then(|| format!("{lines} lines name a city and its country, in {blocks} groups"))
    }

    fn read(&self, sheet: &Sheet<'_>) -> Page {
        let flow = prose::flow(sheet, claims(sheet, &(0..0)));
        one_part(sheet, flow, self.name(), kind::of(sheet, "announcement"))
    }
}

/// One line of a list: its country and cities.
struct Member {
    line: usize,
    country: &'static crate::names::Country,
    written: String,
    cities: Vec<String>,
}

/// The lists of a page outside `but`, each with a block for every run of one country.
pub(crate) fn claims(sheet: &Sheet<'_>, but: &Range<usize>) -> Vec<Claim> {
    let tables = cells_by_line::claims(sheet, but);
    let mut in_table = vec![false; sheet.lines.len()];
    tables.iter().for_each(|table| in_table[table.lines.clone()].fill(true));
    let mut runs: Vec<Vec<Member>> = vec![Vec::new()];
    for (index, line) in sheet.lines.iter().enumerate() {
        if line.blank() {
            continue;
        }
        let free = sheet.labels[index].is_none() && !but.contains(&index) && !in_table[index];
        match (member(line.text, index).filter(|_| free), runs.last_mut()) {
            (Some(member), Some(run)) => run.push(member),
            (None, Some(run)) if !run.is_empty() => runs.push(Vec::new()),
            _ => {}
        }
    }
    let lists = runs.iter().any(|run| is_list(run));
    runs.retain(|run| is_list(run) || lists && goes_on(sheet, run));
    let mut claims: Vec<Claim> = runs.into_iter().filter_map(|run| claim(sheet, run)).collect();
    claims.extend(tables);
    claims.sort_by_key(|claim| claim.lines.start);
    claims
}

/// Three lines make a list; two when each of them lists several cities.
fn is_list(run: &[Member]) -> bool {
    run.len() >= 3 || run.iter().filter(|member| member.cities.len() > 1).count() >= 2
}

/// Whether fewer lines are one more group of a list that the page holds: below a region or a year, or two of known cities.
fn goes_on(sheet: &Sheet<'_>, run: &[Member]) -> bool {
    let Some(first) = run.first() else { return false };
    let above = sheet.lines[..first.line].iter().rfind(|line| !line.blank());
    let is_year =
        |text: &str| text.len() == 4 && text.parse().is_ok_and(|year: u16| (1900..2100).contains(&year));
    let heads = |text: &str| crate::names::region(text).is_some() || is_year(text);
    let is_known = |member: &Member| {
        let code = Some(member.country.code);
        member.cities.iter().all(|city| crate::names::city(city, code).is_some())
    };
    run.len() == 2 && run.iter().all(is_known)
        || above.is_some_and(|line| heads(line.text.trim_matches(['#', '*', ':', ' '])))
}

fn member(text: &str, line: usize) -> Option<Member> {
    let unmarked = text.replace("**", "");
    let text = unmarked.as_str();
    if text.chars().count() <= 100
        && let Some((city, country)) = city_and_country(text)
    {
        if !may_be_city(city, country.code) {
            return None;
        }
        let written =
            text[text.find(city)? + city.len()..].trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        return Some(Member { line, country, written, cities: vec![city.to_owned()] });
    }
    let (country, cities) = text.split_once([':', '：']).filter(|_| text.chars().count() <= 600)?;
    let known = known_country(country)?;
    let cities = split_cities(cities, known.code);
    let fits =
        !cities.is_empty() && cities.iter().all(|city| city.chars().count() <= 60 && !city.contains(". "));
    fits.then(|| Member { line, country: known, written: country.trim().to_owned(), cities })
}

/// Whether what stands before a country is a city: one we know, or a short plain name. "Maria Santos, Mayor of Évora" is
/// a speaker, "2013: Beijing" a programme, and "The first talks were held in Espoo" a sentence.
fn may_be_city(name: &str, country: &str) -> bool {
    let known = |name: &str| crate::names::city(name.trim(), Some(country)).is_some();
    if known(name) || name.split([',', '，']).next().is_some_and(known) {
        return true;
    }
    let is_other = |c: char| matches!(c, ',' | '，' | ':' | '：' | ';') || c.is_numeric();
    name.split_whitespace().count() <= MOST_WORDS && !name.contains(is_other)
}

/// Words of the longest name of a city that we do not know.
const MOST_WORDS: usize = 4;

/// How "A, B and C" goes on to its last entry.
#[rustfmt::skip]
const AND: &[&str] = &[
    " and ", " & ", " et ", " y ", " und ", " e ", " и ", " та ", " і ", " i ", " og ", " och ", " ja ",
    " και ", " și ", " és ", " ve ", " và ", " dan ", " و ", " اور ", " และ", " এবং ", " और ", "和", " 및 ",
];

/// "A, B and C" becomes A, B, C; a comma inside brackets parts nothing.
fn split_cities(text: &str, country: &str) -> Vec<String> {
    let mut cities: Vec<String> = vec![String::new()];
    let mut depth = 0usize;
    for character in text.trim().trim_end_matches(['.', '。', ';']).chars() {
        match character {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
        match (character, cities.last_mut()) {
            (',' | ';' | '、' | '，' | '；' | '،', _) if depth == 0 => cities.push(String::new()),
            (_, Some(city)) => city.push(character),
            _ => {}
        }
    }
    let last = cities.pop().unwrap_or_default();
    let opening = AND.iter().find_map(|and| last.trim_start().strip_prefix(and.trim_start()));
    let last = opening.unwrap_or(&last);
    match AND.iter().find_map(|and| last.split_once(and)) {
        Some((one, two)) if crate::names::city(last, Some(country)).is_none() => {
            cities.extend([one.to_owned(), two.to_owned()]);
        }
        _ => cities.push(last.to_owned()),
    }
    cities.into_iter().map(|city| city.trim().to_owned()).filter(|city| !city.is_empty()).collect()
}

/// A list with a block for every run of one country.
fn claim(sheet: &Sheet<'_>, members: Vec<Member>) -> Option<Claim> {
    let (first, last) = (members.first()?.line, members.last()?.line);
    let mut blocks: Vec<Block> = Vec::new();
    for group in members.chunk_by(|one, other| one.country.code == other.country.code) {
        let mut from = 0;
        while from < group.len() {
            // A country with very many cities is cut, for no passage may be longer than a screen.
            let fits = |to: usize| {
                sheet.lines[group[to].line].at.end - sheet.lines[group[from].line].at.start <= 900
            };
            let to = (from + 1..group.len()).find(|to| !fits(*to)).unwrap_or(group.len());
            blocks.push(block(sheet, &group[from..to]));
            from = to;
        }
    }
    let count: usize = members.iter().map(|member| member.cities.len()).sum();
    let reason = format!("{count} cities, each with its country");
    Some(Claim { lines: first..last + 1, zone: Zone::List, reason, blocks })
}

fn block(sheet: &Sheet<'_>, group: &[Member]) -> Block {
    let country = group[0].country;
    let written = group[0].written.clone();
    let mut about = Places { countries: vec![country.code.to_owned()], ..Places::default() };
    let cities: Vec<&str> =
        group.iter().flat_map(|member| member.cities.iter().map(String::as_str)).collect();
    for city in &cities {
        add(&mut about.cities, &city_name(city, Some(country.code)));
    }
    let at = sheet.lines[group[0].line].at.start..sheet.lines[group[group.len() - 1].line].at.end;
    let about = about.because(format!("listed with `{written}`"), at.start);
    let text = format!("{written}: {}", cities.join(", "));
    Block { at, zone: Zone::List, heading: vec![written], about, reading: Reading::Given(text), alone: true }
}

/// Whether a line could stand in a list of members.
#[cfg(test)]
fn is_member(text: &str) -> bool {
    member(text, 0).is_some()
}

#[cfg(test)]
mod tests {
    use crate::structure::shapes::member_list::{is_member, split_cities};

    #[test]
    fn cities_of_a_line_are_told_apart() {
        assert_eq!(
            split_cities("Alder, Birch (Old, New), Cedar and Elm", "FI"),
            ["Alder", "Birch (Old, New)", "Cedar", "Elm"]
        );
        assert_eq!(split_cities("甲、乙、丙", "CN"), ["甲", "乙", "丙"]);
        assert!(!is_member("The town opened, and people came"));
    }
}

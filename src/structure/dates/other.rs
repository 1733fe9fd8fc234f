//! Dates of other calendars: years of Japanese eras and of the Republic of China, and both Hijri calendars.

use crate::calendar::{self, Hijri};
use crate::structure::dates::tokens::{Kind, PERSIAN_ZERO, Token};
use crate::structure::dates::{Found, day_of, month_of};
use crate::structure::line::is_blank;

/// The date of another calendar that begins at the first of some tokens, and how many tokens it takes.
pub(super) fn other(text: &str, tokens: &[Token], alone: bool, language: &str) -> Option<(Found, usize)> {
    of_era(text, tokens)
        .or_else(|| if alone { numbers(tokens, language) } else { None })
        .or_else(|| named(text, tokens))
}

/// `令和6年2月14日`, `令和元年5月`, `中華民國113年2月14日`: the months are those of the common era.
fn of_era(text: &str, tokens: &[Token]) -> Option<(Found, usize)> {
    let first = tokens.first()?;
    first.word()?;
    let written = &text[first.at.clone()];
    let (bare, is_first) = written.strip_suffix('元').map_or((written, false), |bare| (bare, true));
    let (era, before) = calendar::era_at_end(bare)?;
    let (number, at) = if is_first { (1, 1) } else { (tokens.get(1)?.number(1..=3)?, 2) };
    if !tokens.get(at)?.opens(&["年"]) {
        return None;
    }
    let year = i16::try_from(before + number).ok()?;
    let month = month_of(tokens.get(at + 1), tokens.get(at + 2))?;
    let day = day_of(tokens.get(at + 3), tokens.get(at + 4));
    let used = at + if day.is_some() { 5 } else { 3 };
    let start = first.at.start + bare.len() - era.len();
    found(start..tokens[used - 1].at.end, year, month, day).map(|found| (found, used))
}

/// `۱۴۰۲/۱۱/۲۵`: solar, in Persian digits or in a Persian text.
fn numbers(tokens: &[Token], language: &str) -> Option<(Found, usize)> {
    let first = tokens.first()?;
    let year = first.number(4..=4).filter(|year| SOLAR_YEARS.contains(year))?;
    if !(first.is_of(PERSIAN_ZERO) || language == "fa") {
        return None;
    }
    let is_mark = |token: Option<&Token>| token.is_some_and(|token| token.is_mark(&['/', '-', '.']));
    if !is_mark(tokens.get(1)) || !is_mark(tokens.get(3)) {
        return None;
    }
    let (month, day) = (tokens.get(2)?.number(1..=2)?, tokens.get(4)?.number(1..=2)?);
    let of = calendar::day(Hijri::Solar, year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
    Some((whole(tokens, 5, of), 5))
}

/// `۲۵ بهمن ۱۴۰۲`, `4 شعبان 1445 هـ`. A month without its day is known by its year alone: it lies in two of ours.
fn named(text: &str, tokens: &[Token]) -> Option<(Found, usize)> {
    let day = tokens.first()?.number(1..=2)?;
    let (calendar, month, used) = month_at(text, tokens.get(1..)?)?;
    let mut at = 1 + used;
    at += usize::from(tokens.get(at)?.is_mark(&['،', ',']));
    let year = tokens.get(at)?.number(4..=4).filter(|year| HIJRI_YEARS.contains(year))?;
    let of = calendar::day(calendar, year, month, u8::try_from(day).ok()?)?;
    Some((whole(tokens, at + 1, of), at + 1))
}

/// Years of the solar calendar that a document may be of, and of either.
const SOLAR_YEARS: std::ops::RangeInclusive<i32> = 1300..=1420;
const HIJRI_YEARS: std::ops::RangeInclusive<i32> = 1300..=1480;

/// The month whose name of one to three words begins here, and how many tokens it takes.
fn month_at(text: &str, tokens: &[Token]) -> Option<(Hijri, u8, usize)> {
    let mut name = String::new();
    let mut best = None;
    for (count, token) in tokens.iter().take(3).enumerate() {
        let Kind::Word(word) = &token.kind else { break };
        if count > 0 && text[tokens[count - 1].at.end..token.at.start].contains(is_blank) {
            name.push(' ');
        }
        name.push_str(word);
        if let Some((calendar, month)) = calendar::hijri_month(&name) {
            best = Some((calendar, month, count + 1));
        }
    }
    best
}

fn whole(tokens: &[Token], used: usize, (year, month, day): (i16, i8, i8)) -> Found {
    Found { at: tokens[0].at.start..tokens[used - 1].at.end, year, month: Some(month), day: Some(day) }
}

fn found(at: std::ops::Range<usize>, year: i16, month: i32, day: Option<i32>) -> Option<Found> {
    let month = i8::try_from(month).ok()?;
    let day = day.map(i8::try_from).transpose().ok()?;
    jiff::civil::Date::new(year, month, day.unwrap_or(1)).ok()?;
    Some(Found { at, year, month: Some(month), day })
}

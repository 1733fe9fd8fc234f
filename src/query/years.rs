//! Numbers of a question become Years of the common era, in the calendars people count them in.

use std::ops::RangeInclusive;

use crate::calendar;
use crate::query::filter::digit;

/// A year that a question names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Year {
    /// First byte of the words that say it, and the byte behind the last.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Of the common era.
    pub(crate) number: i32,
}

/// A number in this range is taken for a year: no document of a network of cities is of another.
const YEARS: RangeInclusive<i32> = 1990..=2040;

/// The years a question names: `2020`, `2020年`, `2563`, `令和2年`, `民國109年`, `۱۳۹۹`.
pub(crate) fn years(text: &str) -> Vec<Year> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(from) = text[at..].find(|character| digit(character).is_some()).map(|from| at + from) {
        let length = text[from..].find(|character| digit(character).is_none());
        let end = length.map_or(text.len(), |length| from + length);
        found.extend(year(text, from, end));
        at = end;
    }
    if let Some(year) = first_of_era(text) {
        found.push(year);
    }
    found
}

/// The year that a run of digits says.
fn year(text: &str, from: usize, end: usize) -> Option<Year> {
    let (before, digits, behind) = (&text[..from], &text[from..end], &text[end..]);
    let typed = digits.chars().try_fold(0, |number: i32, character| {
        number.checked_mul(10)?.checked_add(i32::try_from(digit(character)?).ok()?)
    })?;
    if let Some((name, year_before)) = calendar::era_at_end(before.trim_end()).filter(|_| typed < 200) {
        let start = before.trim_end().len() - name.len();
        return among(year_before + typed).map(|number| Year {
            start,
            end: behind_counter(text, end),
            number,
        });
    }
    // Part of a longer number, a version or a code: `12.2020`, `2020-21`, `ISO2020`.
    let is_joint = |character: char| matches!(character, '.' | ',' | '-' | '/' | ':' | '_' | '\u{2013}');
    let goes_on = |mut characters: std::str::Chars<'_>, back: bool| {
        let mut next = || if back { characters.next_back() } else { characters.next() };
        match (next(), next()) {
            (Some(joint), Some(more)) if is_joint(joint) => more.is_alphanumeric(),
            (Some(other), _) => is_spaced_letter(other) || matches!(other, '#' | '$' | '€' | '£' | '%'),
            _ => false,
        }
    };
    let is_part = || goes_on(before.chars(), true) || goes_on(behind.chars(), false);
    if digits.chars().count() != 4 || is_part() && !is_of_date(before, behind) {
        return None;
    }
    // Years of both Hijri calendars are told apart by their numbers: no document is of 1370 in the lunar one.
    let is_arabic = || text.chars().any(|character| ('\u{620}'..='\u{6ff}').contains(&character));
    let number = among(typed)
        .or_else(|| among(calendar::of_buddhist(typed)))
        .or_else(|| among(calendar::of_solar_hijri(typed)).filter(|_| typed < 1410 && is_arabic()))
        .or_else(|| among(calendar::of_lunar_hijri(typed)).filter(|_| typed >= 1410 && is_arabic()))?;
    Some(Year { start: from, end: behind_counter(text, end), number })
}

/// Whether a year stands at the end or the beginning of a date in numbers: `14.02.2024`, `2024-02-14`.
fn is_of_date(before: &str, behind: &str) -> bool {
    let first = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let last = behind.split(char::is_whitespace).next().unwrap_or_default();
    let parts = |text: &str, mark: char| -> bool {
        let parts: Vec<&str> = text.trim_matches(mark).split(mark).collect();
        parts.len() == 2
            && parts
                .iter()
                .all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    ['.', '/', '-'].into_iter().any(|mark| {
        first.ends_with(mark) && last.is_empty() && parts(first, mark)
            || last.starts_with(mark)
                && first.is_empty()
                && parts(last.trim_end_matches(['?', ',', '.']), mark)
    })
}

/// The first year of an era, which has a name instead of a number: `令和元年`.
fn first_of_era(text: &str) -> Option<Year> {
    let at = text.find('元')?;
    let (name, year_before) = calendar::era_at_end(&text[..at])?;
    let end = behind_counter(text, at + '元'.len_utf8());
    among(year_before + 1).map(|number| Year { start: at - name.len(), end, number })
}

fn among(year: i32) -> Option<i32> {
    YEARS.contains(&year).then_some(year)
}

/// Behind the word for year that is written onto a number.
fn behind_counter(text: &str, end: usize) -> usize {
    let counter = ["年度", "年", "년도", "년"].iter().find(|counter| text[end..].starts_with(**counter));
    end + counter.map_or(0, |counter| counter.len())
}

/// Whether a letter stands in words between blanks, so that a number beside it belongs to its word; Turkish and other endings
/// stand behind an apostrophe.
fn is_spaced_letter(character: char) -> bool {
    character.is_alphabetic() && (character as u32) < 0x0e00
}

#[cfg(test)]
mod tests {
    use crate::query::years::years;

    fn said(text: &str) -> Vec<(&str, i32)> {
        years(text).into_iter().map(|year| (&text[year.start..year.end], year.number)).collect()
    }

    #[test]
    fn years_are_read_in_many_calendars() {
        for (text, words, year) in [
            ("Türkiye 2020", "2020", 2020),
            ("how many members in 2020?", "2020", 2020),
            ("in 2020, Morocco", "2020", 2020),
            ("members of \u{201c}2024\u{201d}", "2024", 2024),
            ("2024'te Ankara", "2024", 2024),
            ("学習都市2020年", "2020年", 2020),
            ("2024년에 가입한 도시", "2024년", 2024),
            ("เมือง ปี 2563", "2563", 2020),
            ("เมืองปี๒๕๖๗", "๒๕๖๗", 2024),
            ("令和2年 新規加盟", "令和2年", 2020),
            ("令和６年度", "令和６年度", 2024),
            ("令和元年", "令和元年", 2019),
            ("Heisei 28", "Heisei 28", 2016),
            ("民國109年 韓國", "民國109年", 2020),
            ("شهرهای ایران ۱۳۹۹", "۱۳۹۹", 2020),
            ("شهرهای ایران 1399", "1399", 2020),
            ("مدن التعلم ١٤٤١", "١٤٤١", 2020),
            ("admitted 14.02.2024", "2024", 2024),
            ("2024-02-14", "2024", 2024),
            ("14/02/2024 Korea", "2024", 2024),
            ("مدن التعلم ٢٠٢٠", "٢٠٢٠", 2020),
        ] {
            assert_eq!(said(text), [(words, year)], "{text}");
        }
    }

    #[test]
    fn other_numbers_are_no_years() {
        for text in [
            "2050",
            "1850",
            "ISO2020",
            "2020s",
            "12.2020.3",
            "20200",
            "$2020",
            "a 1399 plan",
            "2020-21",
            "令和",
            "元",
            "region 2",
            "v1.2024",
        ] {
            assert!(said(text).is_empty(), "{text}: {:?}", said(text));
        }
        assert_eq!(said("2016 2024").len(), 2);
    }
}

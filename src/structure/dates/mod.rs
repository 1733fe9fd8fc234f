//! Words become Dates: when a document was written, in the notations of many languages.
//!
//! The text is cut into numbers, words and marks, and the patterns are tried where a number or the
//! name of a month stands. A pattern that leaves the day and the month in doubt (`02/03/2024`) yields
//! the year alone: a wrong month would be worse than none. What is *the* date of a document is decided
//! in `masthead`; here every date is found that stands in a line.

mod other;
mod tokens;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use crate::calendar;
use crate::structure::dates::tokens::{Kind, Token, is_buddhist, tokens};

pub(crate) use crate::structure::dates::tokens::may_hold_year;
use crate::structure::line::is_blank;
use crate::structure::page::Date;

/// A date in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// Bytes of the words that say it.
    pub(crate) at: Range<usize>,
    pub(crate) year: i16,
    pub(crate) month: Option<i8>,
    pub(crate) day: Option<i8>,
}

impl Found {
    /// The date with its evidence.
    pub(crate) fn date(&self, text: &str, line: u32) -> Date {
        let evidence = text[self.at.clone()].to_owned();
        Date { year: self.year, month: self.month, day: self.day, evidence, line }
    }
}

/// The dates of a short text that name at least a month or a day, in order. `language` decides names of months that two languages share.
pub(crate) fn dates(text: &str, language: &str) -> Vec<Found> {
    // Every date has a year, and most lines have none.
    if !may_hold_year(text) {
        return Vec::new();
    }
    let tokens = tokens(text);
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match date_at(text, &tokens, at, language) {
            Some((date, used)) => {
                found.push(date);
                at += used.max(1);
            }
            None => at += 1,
        }
    }
    found
}

/// The date a field states: a full date, a month, or a year alone.
pub(crate) fn stated(text: &str) -> Option<Found> {
    dates(text, "").into_iter().next().or_else(|| {
        let tokens = tokens(text);
        tokens.iter().find_map(|token| {
            let year = token.year()?;
            Some(Found { at: token.at.clone(), year, month: None, day: None })
        })
    })
}

/// The date that begins at a token, and how many tokens it takes.
fn date_at(text: &str, tokens: &[Token], at: usize, language: &str) -> Option<(Found, usize)> {
    let rest = &tokens[at..];
    let alone = at == 0 || !glued(&tokens[at - 1], &rest[0]);
    let of = |used: usize, year: i16, month: i32, day: Option<i32>| found(rest, used, year, month, day);
    if let Some(found) = other::other(text, rest, alone, language) {
        return Some(found);
    }
    east_asian(rest)
        .or_else(|| if alone { numbers(rest) } else { None })
        .or_else(|| vietnamese(rest))
        // "Version 2.1, April 2017" has no day.
        .or_else(|| if alone { named_month(text, rest, language) } else { None })
        .and_then(|read| match read {
            Read::Full { used, year, month, day } => of(used, year, month, day),
            Read::YearOnly { used, year } => {
                let at = rest[0].at.start..rest[used - 1].at.end;
                Some((Found { at, year, month: None, day: None }, used))
            }
        })
}

/// A run of digits, a mark and more digits without blanks is one thing: `1.2.3.2024` holds no date.
fn glued(before: &Token, here: &Token) -> bool {
    before.at.end == here.at.start
        && (before.number(1..=9).is_some() || before.is_mark(&['.', '/', '-', '$', '€']))
}

enum Read {
    Full { used: usize, year: i16, month: i32, day: Option<i32> },
    YearOnly { used: usize, year: i16 },
}

fn found(tokens: &[Token], used: usize, year: i16, month: i32, day: Option<i32>) -> Option<(Found, usize)> {
    let month = i8::try_from(month).ok()?;
    let day = match day {
        Some(day) => Some(i8::try_from(day).ok()?),
        None => None,
    };
    jiff::civil::Date::new(year, month, day.unwrap_or(1)).ok()?;
    let at = tokens[0].at.start..tokens[used - 1].at.end;
    Some((Found { at, year, month: Some(month), day }, used))
}

/// `2024年2月14日`, `2024년 2월 14일`, `2024年2月`.
fn east_asian(tokens: &[Token]) -> Option<Read> {
    let year = tokens.first()?.year()?;
    if !tokens.get(1)?.opens(&["年", "년"]) {
        return None;
    }
    let month = month_of(tokens.get(2), tokens.get(3))?;
    let day = day_of(tokens.get(4), tokens.get(5));
    Some(Read::Full { used: if day.is_some() { 6 } else { 4 }, year, month, day })
}

/// A month in East Asian writing: its number and the word for it.
fn month_of(number: Option<&Token>, word: Option<&Token>) -> Option<i32> {
    number?.number(1..=2).filter(|_| word.is_some_and(|word| word.opens(&["月", "월"])))
}

/// Likewise a day.
fn day_of(number: Option<&Token>, word: Option<&Token>) -> Option<i32> {
    number?.number(1..=2).filter(|_| word.is_some_and(|word| word.opens(&["日", "일", "号", "號"])))
}

/// `2024-02-14`, `2024. 2. 14.`, `14.02.2024`, `02 22, 2024`, `22/02/2024`.
fn numbers(tokens: &[Token]) -> Option<Read> {
    const MARKS: &[char] = &['.', '/', '-', '–', '．', '／'];
    let first = tokens.first()?;
    if let Some(year) = first.year() {
        let mark = tokens.get(1)?;
        if !mark.is_mark(MARKS) {
            return None;
        }
        let month = tokens.get(2)?.number(1..=2)?;
        return match (tokens.get(3), tokens.get(4).and_then(|token| token.number(1..=2))) {
            (Some(second), Some(day)) if second.kind == mark.kind && (1..=12).contains(&month) => {
                Some(Read::Full { used: 5, year, month, day: Some(day) })
            }
            _ if mark.is_mark(&['-']) && tokens[2].number(2..=2).is_some() => {
                Some(Read::Full { used: 3, year, month, day: None })
            }
            _ => None,
        };
    }
    let (one, mark) = (first.number(1..=2)?, tokens.get(1)?);
    if mark.is_mark(MARKS) {
        let two = tokens.get(2)?.number(1..=2)?;
        let year = if tokens.get(3)?.kind == mark.kind { tokens.get(4)?.year()? } else { return None };
        return Some(match (one, two, mark.is_mark(&['.'])) {
            (_, 1..=12, true) | (13.., 1..=12, _) => Read::Full { used: 5, year, month: two, day: Some(one) },
            (1..=12, 13.., false) => Read::Full { used: 5, year, month: one, day: Some(two) },
            (1..=12, 1..=12, false) if one == two => Read::Full { used: 5, year, month: one, day: Some(two) },
            (1..=12, 1..=12, false) => Read::YearOnly { used: 5, year },
            _ => return None,
        });
    }
    // `02 22, 2024`: the order of a month's name, with a number in its place.
    let two = mark.number(1..=2)?;
    if tokens.get(2)?.is_mark(&[',']) && (1..=12).contains(&one) {
        let year = tokens.get(3)?.year()?;
        return Some(Read::Full { used: 4, year, month: one, day: Some(two) });
    }
    None
}

/// `ngày 14 tháng 2 năm 2024`, `14 tháng 2, 2024`, `tháng 2 năm 2024`.
fn vietnamese(tokens: &[Token]) -> Option<Read> {
    let mut at = usize::from(tokens.first()?.opens(&["ngày", "mùng"]));
    let day = tokens.get(at)?.number(1..=2);
    at += usize::from(day.is_some());
    if tokens.get(at)?.word()? != "tháng" {
        return None;
    }
    let month = tokens.get(at + 1)?.number(1..=2)?;
    at += 2;
    at += usize::from(tokens.get(at)?.is_mark(&[',', '/']));
    at += usize::from(tokens.get(at)?.opens(&["năm"]));
    Some(Read::Full { used: at + 1, year: tokens.get(at)?.year()?, month, day })
}

/// `14 February 2024`, `February 14, 2024`, `14. Februar 2024`, `14 de febrero de 2024`, `2024. február 14.`, `February 2024`.
fn named_month(text: &str, tokens: &[Token], language: &str) -> Option<Read> {
    let mut at = 0;
    let first_year = tokens.first()?.year();
    if let Some(year) = first_year {
        // Year first, as in Hungarian, Lithuanian and Latvian.
        at += 1;
        at += usize::from(
            tokens
                .get(at)
                .is_some_and(|token| token.is_mark(&['.', ',']) || token.opens(&["m", "gada", "urteko"])),
        );
        at += usize::from(tokens.get(at).is_some_and(|token| token.is_mark(&['.'])));
        let early = tokens.get(at).and_then(|token| token.number(1..=2));
        if early.is_some() {
            at += 1;
            at += usize::from(tokens.get(at).is_some_and(|token| token.is_mark(&['.'])));
        }
        let (month, used) = month_at(text, &tokens[at..], language)?;
        at += used;
        let late = tokens.get(at).and_then(|token| token.number(1..=2));
        let day = early.or(late);
        at += usize::from(late.is_some() && early.is_none());
        return day.map(|day| Read::Full { used: at, year, month, day: Some(day) });
    }
    let mut day = tokens[0].number(1..=2);
    if day.is_some() {
        at += 1;
        at += ordinal(&tokens[at..]);
    }
    let (month, used) = month_at(text, &tokens[at..], language)?;
    at += used;
    at += usize::from(tokens.get(at).is_some_and(|token| token.is_mark(&['.'])));
    if day.is_none()
        && let Some(after) = tokens.get(at).and_then(|token| token.number(1..=2))
    {
        day = Some(after);
        at += 1;
        at += ordinal(&tokens[at..]);
    }
    // Four, for the Buddhist era is written `พ.ศ.`.
    for _ in 0..4 {
        let connects = tokens.get(at).is_some_and(|token| {
            token.is_mark(&[',', '،', '.', '-'])
                || token.word().is_some_and(|word| CONNECTORS.contains(&word) || is_era(word))
        });
        at += usize::from(connects);
    }
    let token = tokens.get(at)?;
    let year = token.year().or_else(|| {
        let value = token.number(4..=4)?;
        let thai = tokens[..at].iter().any(|token| token.word().is_some_and(is_thai));
        (thai && is_buddhist(value)).then_some(calendar::of_buddhist(value) as i16)
    })?;
    Some(Read::Full { used: at + 1, year, month, day })
}

/// Words between day, month and year that carry no meaning of their own.
#[rustfmt::skip]
const CONNECTORS: &[&str] = &["de", "del", "di", "of", "d", "von", "din", "da", "do", "года", "року", "рік"];

fn is_thai(word: &str) -> bool {
    word.chars().any(|c| ('\u{e00}'..='\u{e7f}').contains(&c))
}

fn is_era(word: &str) -> bool {
    word.starts_with("พ") || word.starts_with("ค") || word == "ศ"
}

/// `14th`, `1er`, `14.`, `14 de`, `1º`: how many tokens stand between the day and the month.
fn ordinal(tokens: &[Token]) -> usize {
    let mut used = 0;
    for _ in 0..2 {
        let here = tokens.get(used).is_some_and(|token| {
            token.is_mark(&['.', 'º', '°', ',', 'ª', '-'])
                || token.word().is_some_and(|word| {
                    matches!(
                        word,
                        "st" | "nd" | "rd" | "th" | "er" | "ro" | "º" | "ª" | "e" | "й" | "го" | "-го"
                    ) || CONNECTORS.contains(&word)
                })
        });
        used += usize::from(here);
    }
    used
}

/// The month whose name begins here, one to three words, and how many tokens it takes. Names of two
/// calendars joined by a slash, as Arabic texts write them, are one month.
fn month_at(text: &str, tokens: &[Token], language: &str) -> Option<(i32, usize)> {
    let (month, mut used) = month_name(text, tokens, language)?;
    if tokens.get(used).is_some_and(|token| token.is_mark(&['/', '(']))
        && let Some((other, more)) = month_name(text, &tokens[used + 1..], language)
        && other == month
    {
        used += 1 + more;
        used += usize::from(tokens.get(used).is_some_and(|token| token.is_mark(&[')'])));
    }
    Some((month, used))
}

fn month_name(text: &str, tokens: &[Token], language: &str) -> Option<(i32, usize)> {
    tokens.first()?.word()?;
    let mut best = None;
    let mut name = String::new();
    for (count, token) in tokens.iter().take(5).enumerate() {
        match &token.kind {
            Kind::Word(word) => {
                if count > 0 && text[tokens[count - 1].at.end..token.at.start].contains(is_blank) {
                    name.push(' ');
                }
                name.push_str(&without_dots(word));
            }
            Kind::Mark(mark @ ('’' | '\'' | '.')) if count > 0 => {
                name.push(if *mark == '’' { '\'' } else { *mark })
            }
            _ => break,
        }
        let bare = name.trim_end_matches('.');
        // Hebrew writes "in" onto the month, and many write Hindi without the dots below.
        let known = months().get(bare).or_else(|| months().get(bare.strip_prefix('ב')?));
        if let Some(month) = known.and_then(|known| known.of(language)) {
            best = Some((month, count + 1));
        }
    }
    best
}

/// A name without the dots below its letters (nukta), which Hindi is often written without.
fn without_dots(name: &str) -> std::borrow::Cow<'_, str> {
    const NUKTA: char = '\u{93c}';
    // One sign or two: the same letter.
    const FA: &str = "\u{95e}";
    if !name.contains(NUKTA) && !name.contains(FA) {
        return name.into();
    }
    name.replace(FA, "\u{92b}").replace(NUKTA, "").into()
}

/// The months a name may stand for.
#[derive(Debug, Default)]
struct Named {
    by_language: Vec<(&'static str, i32)>,
}

impl Named {
    /// The month in this language; in any, when all languages that know the name agree.
    fn of(&self, language: &str) -> Option<i32> {
        let own = self.by_language.iter().find(|(of, _)| *of == language).map(|(_, month)| *month);
        own.or_else(|| {
            let first = self.by_language.first()?.1;
            self.by_language.iter().all(|(_, month)| *month == first).then_some(first)
        })
    }
}

fn months() -> &'static HashMap<String, Named> {
    static MONTHS: OnceLock<HashMap<String, Named>> = OnceLock::new();
    MONTHS.get_or_init(|| {
        let mut months: HashMap<String, Named> = HashMap::new();
        for line in include_str!("../months.tsv").lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.split('\t');
            let language = columns.next().unwrap_or_default();
            for (index, names) in columns.enumerate().take(12) {
                for name in names.split('|').filter(|name| !name.is_empty()) {
                    let name = without_dots(&name.replace('’', "'")).trim_end_matches('.').to_lowercase();
                    months.entry(name).or_default().by_language.push((language, index as i32 + 1));
                }
            }
        }
        months
    })
}

#[cfg(test)]
mod tests {
    use crate::structure::dates::{dates, stated};

    fn read(text: &str) -> (i16, Option<i8>, Option<i8>) {
        let found = dates(text, "");
        assert!(!found.is_empty(), "no date in {text:?}");
        (found[0].year, found[0].month, found[0].day)
    }

    #[test]
    fn one_day_in_many_notations() {
        for text in [
            "14 February 2024",
            "February 14, 2024",
            "Feb. 14, 2024",
            "14th of February, 2024",
            "02 14, 2024",
            "2024-02-14",
            "2024/2/14",
            "14.02.2024",
            "14. Februar 2024",
            "14 de febrero de 2024",
            "le 14 février 2024",
            "2024年2月14日",
            "2024년 2월 14일",
            "2024. 2. 14.",
            "14 กุมภาพันธ์ 2567",
            "วันที่ ๑๔ กุมภาพันธ์ พ.ศ. ๒๕๖๗",
            "ngày 14 tháng 2 năm 2024",
            "14 февраля 2024 года",
            "14 فبراير 2024",
            "١٤ فبراير ٢٠٢٤",
            "14 شباط/فبراير 2024",
            "14 Şubat 2024",
            "2024. február 14.",
            "14 lutego 2024",
            "14 Φεβρουαρίου 2024",
            "14/02/2024",
            "2024年02月14日 10:30",
            "14 de fevereiro de 2024",
            "14 febbraio 2024",
            "14 Februari 2024",
            "۱۴ فوریهٔ ۲۰۲۴",
            "14-Feb-2024",
            "14/02/2567",
            "4 شعبان 1445 هـ",
            "۱۴۰۲/۱۱/۲۵",
            "۲۵ بهمن ۱۴۰۲",
            "二〇二四年二月十四日",
            "中華民國113年2月14日",
            "令和6年2月14日",
            "१४ फरवरी २०२४",
            "14 בפברואר 2024",
        ] {
            assert_eq!(read(text), (2024, Some(2), Some(14)), "{text}");
        }
    }

    #[test]
    fn what_is_not_sure_is_left_open() {
        assert_eq!(read("02/03/2024"), (2024, None, None));
        assert_eq!(read("5. Ma\u{308}rz 2018"), (2018, Some(3), Some(5)));
        assert_eq!(read("February 2024"), (2024, Some(2), None));
        assert_eq!(read("2024年2月"), (2024, Some(2), None));
        assert!(dates("by 2035, 390 million citizens", "").is_empty());
        assert!(dates("30 February 2024", "").iter().all(|date| date.day.is_none()));
        assert!(dates("version 1.2.3.2024 and 10.1.2", "").is_empty());
        assert!(dates("Version 2.1, April 2017", "").iter().all(|date| date.day.is_none()));
        assert_eq!(read("平成30年5月"), (2018, Some(5), None));
        assert_eq!(read("令和元年11月"), (2019, Some(11), None));
        assert_eq!(stated("2567").map(|date| date.year), Some(2024));
        assert_eq!(stated("2021").map(|date| (date.year, date.month)), Some((2021, None)));
    }

    #[test]
    fn the_evidence_is_the_words_themselves() {
        let text = "23 September 2020, Hamburg. Today";
        assert_eq!(&text[dates(text, "en")[0].at.clone()], "23 September 2020");
    }
}

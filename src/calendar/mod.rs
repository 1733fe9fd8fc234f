//! Years of other calendars become years of the common era.
//!
//! People write 2020 as 2563 (Buddhist era), 令和2年 and 民國109年 (years of an emperor and of the Republic of China),
//! 1399 (solar Hijri) and 1441 (lunar Hijri). The first three change with the common era's New Year, the others do not:
//! there a year is the one in which most of it falls, and a day is found by its month.

use std::sync::LazyLock;

use icu_calendar::{Date, cal};

/// Names of eras that stand before a year and the year of the common era before their first: `eras.tsv`.
const ERAS: &str = include_str!("eras.tsv");

/// The era whose name a text ends with, and the year of the common era before its first.
///
/// ```
/// use gnlc::calendar::era_at_end;
///
/// assert_eq!(era_at_end("発表は令和"), Some(("令和", 2018)));
/// assert_eq!(era_at_end("平和"), None);
/// ```
pub fn era_at_end(text: &str) -> Option<(&'static str, i32)> {
    static NAMES: LazyLock<Vec<(&str, i32)>> = LazyLock::new(|| {
        let lines = ERAS.lines().filter(|line| !line.starts_with('#'));
        let eras = lines.filter_map(|line| line.split_once('\t'));
        let eras = eras.filter_map(|(before, names)| Some((before.parse().ok()?, names)));
        eras.flat_map(|(before, names)| names.split('|').map(move |name| (name, before))).collect()
    });
    let stands = |name: &str| {
        let head = text.len().checked_sub(name.len()).and_then(|at| text.split_at_checked(at));
        head.is_some_and(|(head, tail)| {
            // "Showa", typed in small letters too, is no part of a longer word; 令和 needs no blank before it.
            tail.eq_ignore_ascii_case(name) && !(name.is_ascii() && head.ends_with(char::is_alphanumeric))
        })
    };
    NAMES.iter().copied().find(|(name, _)| stands(name))
}

/// A year of the Buddhist era as one of the common era. It has counted from 543 years earlier since Thailand moved its New
/// Year to January in 1941.
pub fn of_buddhist(year: i32) -> i32 {
    year - 543
}

/// Numbers that can only be years of the Buddhist era: no document is of the 26th century of the common one.
pub const BUDDHIST_YEARS: std::ops::RangeInclusive<i32> = 2501..=2600;

/// The year of the common era that holds most of a solar Hijri year: it begins with spring (1399: 20 March 2020).
pub fn of_solar_hijri(year: i32) -> i32 {
    year + 621
}

/// The year of the common era that holds most of a lunar Hijri year.
///
/// The mean year has 354 + 11/30 days; the first began on 16 July 622 of the Julian calendar, 622.54 in years of the
/// Gregorian one (Reingold and Dershowitz, *Calendrical Calculations*, chapter 7).
///
/// ```
/// use gnlc::calendar::of_lunar_hijri;
///
/// // From 31 August 2019 to 19 August 2020.
/// assert_eq!(of_lunar_hijri(1441), 2020);
/// ```
pub fn of_lunar_hijri(year: i32) -> i32 {
    const IN_GREGORIAN_YEARS: f64 = (354.0 + 11.0 / 30.0) / 365.2425;
    let middle = 622.54 + (f64::from(year) - 0.5) * IN_GREGORIAN_YEARS;
    middle.floor() as i32
}

/// The calendars whose months are not those of the common era.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hijri {
    /// Iran and Afghanistan: by the sun.
    Solar,
    /// By the moon, as Saudi Arabia counts (Umm al-Qura).
    Lunar,
}

/// A day of a Hijri calendar as year, month and day of the common era; nothing for a day that is not there.
///
/// ```
/// use gnlc::calendar::{Hijri, day};
///
/// assert_eq!(day(Hijri::Solar, 1402, 11, 25), Some((2024, 2, 14)));
/// assert_eq!(day(Hijri::Lunar, 1445, 8, 4), Some((2024, 2, 14)));
/// assert_eq!(day(Hijri::Solar, 1402, 13, 1), None);
/// ```
pub fn day(calendar: Hijri, year: i32, month: u8, day: u8) -> Option<(i16, i8, i8)> {
    let date = match calendar {
        Hijri::Solar => Date::try_new_persian(year, month, day).ok()?.to_calendar(cal::Iso),
        Hijri::Lunar => Date::try_new_hijri_with_calendar(year, month, day, cal::Hijri::new_umm_al_qura())
            .ok()?
            .to_calendar(cal::Iso),
    };
    let (month, day) = (i8::try_from(date.month().ordinal).ok()?, i8::try_from(date.day_of_month().0).ok()?);
    Some((i16::try_from(date.year().extended_year()).ok()?, month, day))
}

/// Names of the months of the Hijri calendars: `months.tsv`.
const MONTHS: &str = include_str!("months.tsv");

/// The calendar and number of a Hijri month by its name, marks of vowels and of the hamza left out.
///
/// ```
/// use gnlc::calendar::{Hijri, hijri_month};
///
/// assert_eq!(hijri_month("مهر"), Some((Hijri::Solar, 7)));
/// assert_eq!(hijri_month("ربيع الأول"), Some((Hijri::Lunar, 3)));
/// ```
pub fn hijri_month(name: &str) -> Option<(Hijri, u8)> {
    let plain = |text: &str| -> String {
        let kept = text.chars().filter(|sign| !matches!(sign, '\u{64b}'..='\u{65f}' | '\u{640}'));
        kept.map(|sign| match sign {
            'أ' | 'إ' | 'آ' => 'ا',
            'ي' | 'ى' => 'ی',
            'ك' => 'ک',
            'ة' => 'ه',
            other => other,
        })
        .collect()
    };
    let wanted = plain(name);
    MONTHS.lines().filter(|line| !line.starts_with('#')).find_map(|line| {
        let (calendar, months) = line.split_once('\t')?;
        let calendar = if calendar == "solar" { Hijri::Solar } else { Hijri::Lunar };
        let month =
            months.split('\t').position(|names| names.split('|').any(|known| plain(known) == wanted))?;
        Some((calendar, u8::try_from(month + 1).ok()?))
    })
}

#[cfg(test)]
mod tests {
    use crate::calendar::{era_at_end, of_buddhist, of_lunar_hijri, of_solar_hijri};

    #[test]
    fn years_are_those_that_hold_most_of_them() {
        assert_eq!(of_buddhist(2567), 2024);
        assert_eq!((of_solar_hijri(1399), of_solar_hijri(1402)), (2020, 2023));
        // Began on 21 July 2023, 20 August 2020 and 8 May 1997.
        assert_eq!((of_lunar_hijri(1445), of_lunar_hijri(1442), of_lunar_hijri(1418)), (2024, 2021, 1997));
    }

    #[test]
    fn eras_are_told_by_their_names() {
        assert_eq!(era_at_end("民國"), Some(("民國", 1911)));
        assert_eq!(era_at_end("since Heisei"), Some(("Heisei", 1988)));
        assert_eq!(era_at_end("theisei"), None);
        assert_eq!(era_at_end(""), None);
    }
}

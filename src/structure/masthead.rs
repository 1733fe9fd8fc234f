//! The head of a page becomes title, by-line and date.
//!
//! A document's date is one that stands alone, in a by-line or in a dateline; a year in the running text
//! ("by 2035") is a mention and never the date. An opening sentence "On 14 February 2024, …" reports the day of
//! the news and counts, but not in a record, where it may tell history.

use crate::read::Role;
use crate::structure::dates::{self, Found};
use crate::structure::furniture::Label;
use crate::structure::line::{Bullet, Line, is_blank};
use crate::structure::page::{Date, Zone};
use crate::structure::phrases::cues;
use crate::structure::places::head;

/// What the head of a page tells.
#[derive(Debug, Default)]
pub(crate) struct Masthead {
    pub(crate) title: String,
    pub(crate) date: Option<Date>,
    /// What a label above the title says: `news`, `press-release` …
    pub(crate) section: Option<&'static str>,
    /// Whether the head calls itself a press release.
    pub(crate) press_release: bool,
}

/// The kinds a label above the title may say.
const SECTIONS: &[&str] = &["news", "press-release", "announcement", "report"];

/// A title that is known before the head is read: marked in the file, or stated.
pub(crate) struct Title {
    /// Its line; what stands above it may still be the date.
    pub(crate) line: usize,
    pub(crate) text: String,
}

/// Reads the head of a page and labels its lines; those with another role are no part of it.
pub(crate) fn masthead(
    lines: &[Line<'_>],
    roles: &[Option<Role>],
    labels: &mut [Option<Label>],
    given: Option<Title>,
    language: &str,
) -> Masthead {
    let mut masthead = Masthead::default();
    let content: Vec<usize> =
        (0..lines.len()).filter(|i| !lines[*i].blank() && labels[*i].is_none()).take(14).collect();
    let title_line = given.as_ref().map(|title| title.line);
    // Nothing stands above a title that is not there.
    let is_below = |index: usize| title_line.is_none_or(|title| index > title);
    masthead.title = given.map(|title| title.text).unwrap_or_default();
    let mut title_letters = letters(&masthead.title);
    let mut again = String::new();
    let mut head_lines = 0;
    let mut skip = usize::MAX;
    let mut section_line = None;
    let is_day =
        |index: &usize| is_heading(roles, *index) && lone_date(lines[*index].text, language).is_some();
    let days_in_headings = (0..lines.len()).filter(is_day).take(2).count();
    for &index in &content {
        let line = &lines[index];
        if index == skip {
            continue;
        }
        let is_head = matches!(roles.get(index), None | Some(None | Some(Role::Heading(_))));
        match (is_head, is_below(index)) {
            (false, true) => break,
            (false, false) => continue,
            (true, _) => {}
        }
        let mark = |labels: &mut [Option<Label>], reason| {
            labels[index] = Some(Label { zone: Zone::Masthead, reason })
        };
        if let Some(found) = lone_date(line.text, language) {
            masthead.date.get_or_insert_with(|| found.date(line.text, line.number));
            // The days of a programme are its headings.
            if !(is_heading(roles, index) && days_in_headings > 1) {
                mark(labels, "the date");
            }
        } else if let Some(found) = section(line) {
            masthead.section.get_or_insert(found);
            section_line.get_or_insert(line.text);
            // "Pressemitteilung vom 14.02.2024".
            let date = dates::dates(line.text, language).into_iter().find(|date| date.day.is_some());
            if let (None, Some(date)) = (&masthead.date, date) {
                masthead.date = Some(date.date(line.text, line.number));
            }
            mark(labels, "says what kind of page it is");
            // Above "Press release" stands who sends it, if a headline follows.
            if title_line.is_none()
                && !masthead.title.is_empty()
                && content.iter().find(|next| **next > index).is_some_and(|next| {
                    could_be_title(&lines[*next])
                        && !is_wrapped_sentence(lines, *next)
                        && !lines[*next].is_prose()
                })
            {
                masthead.title.clear();
                title_letters.clear();
            }
        } else if masthead.title.is_empty() {
            let is_deadline = || {
                line.width <= LONGEST_DEADLINE
                    && dates::dates(line.text, language)
                        .first()
                        .is_some_and(|date| is_planned(line.text, date))
            };
            if !could_be_title(line) || is_wrapped_sentence(lines, index) || is_deadline() {
                break;
            }
            masthead.title = line.text.to_owned();
            mark(labels, "the first short line: the title");
            if let Some(rest) = second_line(lines, labels, index) {
                masthead.title = format!("{} {}", line.text, lines[rest].text);
                labels[rest] = Some(Label { zone: Zone::Masthead, reason: "the title goes on" });
                skip = rest;
            }
            title_letters = letters(&masthead.title);
        } else if title_letters.starts_with(&format!("{again}{}", letters(line.text)))
            && line.text.chars().any(char::is_alphabetic)
        {
            again.push_str(&letters(line.text));
            mark(labels, "the title again");
        } else if head_lines < 3
            && line.width <= 90
            && !line.ends_like_sentence()
            && !is_heading(roles, index)
            && cues().says(line.text, "byline")
        {
            head_lines += 1;
            mark(labels, "a by-line");
        } else if is_below(index) {
            break;
        }
    }
    // "Mayors' Forum" above running text is what it is called, as well as what it is.
    if let (true, Some(line)) = (masthead.title.is_empty(), section_line) {
        masthead.title = line.to_owned();
    }
    masthead.press_release =
        content.iter().any(|index| cues().says(head(lines[*index].text, 200), "press-release"));
    if masthead.date.is_none() {
        // A date in a table or a list is that of its row.
        let free: Vec<usize> = (0..lines.len())
            .filter(|index| !lines[*index].blank() && labels[*index].is_none() && is_plain(roles, *index))
            .collect();
        masthead.date = lead_date(lines, &free, language)
            .or_else(|| labelled_date(lines, labels, language))
            .or_else(|| closing_date(lines, &free, language));
    }
    masthead
}

/// The date of a text without a masthead: alone on one of its first lines, or its dateline.
pub(crate) fn opening_date(lines: &[Line<'_>], labels: &[Option<Label>], language: &str) -> Option<Date> {
    let free = lines.iter().zip(labels).filter(|(line, label)| !line.blank() && label.is_none());
    free.map(|(line, _)| line).take(4).find_map(|line| {
        let found = lone_date(line.text, language).filter(|_| line.width <= 80).or_else(|| {
            let end = crate::structure::places::dateline(line.text);
            dates::dates(head(line.text, end), language).into_iter().next()
        })?;
        Some(found.date(line.text, line.number))
    })
}

/// The date of a line that says nothing but a date, perhaps with a place, an author or the hour.
pub(crate) fn lone_date(text: &str, language: &str) -> Option<Found> {
    if text.len() > 200 || !dates::may_hold_year(text) {
        return None;
    }
    let found = dates::dates(text, language).into_iter().next().filter(|found| !is_planned(text, found))?;
    let signs = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let (date, whole) = (signs(&text[found.at.clone()]), signs(text));
    let separated = text.contains(['|', '·', '•', '／']);
    let byline = is_labelled(text);
    let sentence = crate::structure::line::ends_like_sentence(text) && found.at.end + 2 < text.len();
    let rest = whole - date;
    let lone = rest <= 4 || !sentence && (rest <= date || separated && whole <= 80 || byline && whole <= 60);
    lone.then_some(found)
}

/// Whether a text says of a date that something is to happen until then or has since ("until 31 December 2030",
/// "Deadline: 4 April"): such a date is a mention. In a span of days ("from 21 to 23 October") it is the news itself.
fn is_planned(text: &str, date: &Found) -> bool {
    let before = text[..date.at.start].trim_end_matches(|c: char| !c.is_alphanumeric());
    if before.contains(char::is_numeric) {
        return false;
    }
    let starts = before.rmatch_indices(is_blank).map(|(at, blank)| at + blank.len());
    // Of a whole sentence, the last words.
    let mut tails = starts.chain([0]).take(LONGEST_CUE).map(|start| &before[start..]);
    tails.any(|tail| cues().says(tail, "planned"))
        || cues().says(head(text[date.at.end..].trim_start(), 40), "planned behind")
}

/// Columns of the longest line that says nothing but a deadline.
const LONGEST_DEADLINE: usize = 60;

/// Words of the longest phrase that says so.
const LONGEST_CUE: usize = 5;

fn section(line: &Line<'_>) -> Option<&'static str> {
    if line.width > 40 || line.bullet != Bullet::None {
        return None;
    }
    SECTIONS.iter().copied().find(|section| cues().says(line.text, section)).filter(|section| {
        // "Press release: New members" is a title that begins with its kind; only a line of its own is a label.
        let words = line.text.split_whitespace().count();
        words <= 3
            && (*section != "report" || words <= 2)
            && !line.text.trim_end_matches([':', '：']).contains(':')
    })
}

fn could_be_title(line: &Line<'_>) -> bool {
    line.bullet == Bullet::None
        && line.width <= 260
        && !line.is_url()
        && line.text.chars().any(char::is_alphabetic)
        && !(line.ends_like_sentence()
            && !line.text.ends_with(['!', '?', '！', '？'])
            // One word with a stop is a title; a sentence without blanks is longer than any word.
            && (line.text.split_whitespace().count() != 1 || line.width > LONGEST_WORD))
        && !(crate::structure::line::ends_like_sentence(line.text) && line.width > 120)
}

/// Whether a line is the first of a paragraph that was wrapped: the next goes on in small letters, and the last closes.
fn is_wrapped_sentence(lines: &[Line<'_>], index: usize) -> bool {
    let rest = lines[index + 1..].iter().take_while(|line| !line.blank());
    let goes_on = rest.clone().next().is_some_and(|next| next.text.starts_with(char::is_lowercase));
    goes_on && rest.last().is_some_and(Line::ends_like_sentence)
}

/// Columns of the longest word that is a title with a stop behind it.
const LONGEST_WORD: usize = 40;

/// The line that goes on with a broken title: directly below, short, and closed by a blank line.
fn second_line(lines: &[Line<'_>], labels: &[Option<Label>], index: usize) -> Option<usize> {
    let (first, rest) = (&lines[index], index + 1);
    let next = lines.get(rest)?;
    let free = labels[rest].is_none() && !next.blank() && lines.get(rest + 1).is_none_or(Line::blank);
    let goes_on =
        first.width >= 40 && !first.ends_like_sentence() && next.width <= 100 && !next.ends_like_sentence();
    let other =
        next.bullet != Bullet::None || lone_date(next.text, "").is_some() || cues().says(next.text, "byline");
    (free && goes_on && !other).then_some(rest)
}

/// A dateline, or an opening "On 14 February 2024, …", in one of the first two paragraphs.
fn lead_date(lines: &[Line<'_>], free: &[usize], language: &str) -> Option<Date> {
    for index in free.iter().take(3) {
        let line = &lines[*index];
        let opening = head(line.text, 160);
        let found = dates::dates(opening, language).into_iter().find(|found| found.day.is_some());
        if let Some(found) = found {
            let before = &opening[..found.at.start];
            let early = before.split_whitespace().count() <= 4 && crate::structure::line::width(before) <= 50;
            // Older days are told as history, not reported as news.
            if early && found.year >= 1990 && !is_planned(opening, &found) {
                return Some(found.date(line.text, line.number));
            }
        }
    }
    None
}

/// Whether a line begins as those that tell a date do: as a by-line, or with the bare word for it.
fn is_labelled(text: &str) -> bool {
    dates::may_hold_year(text) && cues().says_any(text, &["byline", "date label"])
}

/// Lines at the head of a page among which a label is that of its date; further down it is one of a row or a form.
const LABELLED_HEAD: usize = 8;

/// The date of a list or table of facts at the head of a page: "Date: 9 December 2022", "작성일 2022-12-09".
fn labelled_date(lines: &[Line<'_>], labels: &[Option<Label>], language: &str) -> Option<Date> {
    let shown = lines.iter().zip(labels).filter(|(line, label)| !line.blank() && label.is_none());
    shown
        .map(|(line, _)| line)
        .take(LABELLED_HEAD)
        .filter(|line| is_labelled(line.text))
        .find_map(|line| Some(lone_date(line.text, language)?.date(line.text, line.number)))
}

/// A date alone on one of the last lines, as letters and releases close in many countries.
fn closing_date(lines: &[Line<'_>], free: &[usize], language: &str) -> Option<Date> {
    for index in free.iter().rev().take(3) {
        let line = &lines[*index];
        if line.width <= 60
            && let Some(found) = lone_date(line.text, language).filter(|found| found.day.is_some())
        {
            return Some(found.date(line.text, line.number));
        }
    }
    None
}

fn is_heading(roles: &[Option<Role>], index: usize) -> bool {
    matches!(roles.get(index), Some(Some(Role::Heading(_))))
}

fn is_plain(roles: &[Option<Role>], index: usize) -> bool {
    roles.get(index).is_none_or(Option::is_none)
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use crate::structure::furniture::labels;
    use crate::structure::line::lines;
    use crate::structure::masthead::{Masthead, masthead};

    fn read(text: &str) -> Masthead {
        let lines = lines(text);
        let mut labels = labels(&lines, &[]);
        masthead(&lines, &[], &mut labels, None, "en")
    }

    #[test]
    fn title_and_date_stand_at_the_head() {
        let head = read(
            "News\n\nOur town opens a library\n\nAn Agency | 02 22, 2024\n\nOur town opens\n\na library\n\nBy 2035 more will follow.",
        );
        assert_eq!(head.title, "Our town opens a library");
        assert_eq!(head.section, Some("news"));
        let date = head.date.unwrap();
        assert_eq!((date.year, date.month, date.day, date.line), (2024, Some(2), Some(22), 5));
        assert_eq!(date.evidence, "02 22, 2024");
    }

    #[test]
    fn who_sends_a_press_release_is_not_its_title() {
        let head = read(
            "A Town Council\n\nPress release\n\nNew library opens\n\nThe library was opened by the mayor, and many people came to see it.",
        );
        assert_eq!((head.title.as_str(), head.section), ("New library opens", Some("press-release")));
        let head = read(
            "New library opens\n\nPress release\n\nThe library was opened by the mayor, and many people came to see it.",
        );
        assert_eq!(head.title, "New library opens");
        let head = read(
            "Pressemitteilung vom 14.02.2024\n\nNeue Bücherei\n\nDie Stadt hat eine Bücherei eröffnet, und viele kamen, um sie zu sehen.",
        );
        assert_eq!((head.title.as_str(), head.date.map(|date| date.year)), ("Neue Bücherei", Some(2024)));
        let head = read(
            "Call for applications\nDeadline: 30 June 2024\nThe call is open to all members of the network.",
        );
        assert_eq!((head.title.as_str(), head.date), ("Call for applications", None));
    }

    #[test]
    fn a_wrapped_paragraph_has_no_title() {
        let head = read(
            "The council of the town met to speak about\nits libraries, which\nopen at night.\n\nMore of it later.",
        );
        assert_eq!(head.title, "");
        let head = read(
            "The council of the town met to speak about\nits libraries\n\nThey open at night, and many come.",
        );
        assert_eq!(head.title, "The council of the town met to speak about its libraries");
    }

    #[test]
    fn a_page_called_by_its_kind_has_that_title() {
        let head = read("Mayors' Forum\n\nThe mayors of nine towns met in spring to speak about libraries.");
        assert_eq!((head.title.as_str(), head.section), ("Mayors' Forum", Some("report")));
        let head =
            read("会议报告\n\n市长们在春天开会，讨论夜间开放的图书馆，大家同意三个步骤。\n\n明年再开会。");
        assert_eq!(head.title, "会议报告");
        let head = read("Forum\n\nLearning at night\n\nThe mayors of nine towns met in spring.");
        assert_eq!(head.title, "Learning at night");
    }

    #[test]
    fn a_year_in_the_running_text_is_not_the_date() {
        let head = read(
            "A plan\n\nBy 2035 the town wants to open ten libraries, after a first one in 2024 and 12 May 2025.",
        );
        assert_eq!(head.date, None);
    }

    #[test]
    fn a_day_that_is_planned_or_long_past_is_not_the_date() {
        for opening in [
            "The strategy runs until 31 December 2030. It is the second one.",
            "By 31 December 2035 every district shall have a library.",
            "The plan ends on 31 December 2025 and will be revised before.",
            "Since 4 April 2007 the city has run courses in its own hall.",
            "Applications close on 4 April 2017.",
            "Deadline: 4 April 2017",
            "Upcoming event: 10 May 2025",
            "Bis zum 31. Dezember 2030 soll jeder Stadtteil einen Lernort haben.",
            "Fecha límite: 4 de abril de 2017",
            "2030年12月31日まで続く計画です。",
        ] {
            let head =
                read(&format!("A title\n\n{opening}\n\nMore is said of the town and its libraries here."));
            assert_eq!(head.date, None, "{opening}");
        }
        let after =
            read("A title\n\nUpcoming event: 10 May 2025\n\nBy Ada Example | 4 April 2024 | News\n\nText.");
        assert_eq!(after.date.map(|date| date.year), Some(2024));
        let span = read("A title\n\nFrom 21 to 23 October 2013 some delegates met in the harbour.");
        assert_eq!(span.date.map(|date| date.day), Some(Some(23)));
    }

    #[test]
    fn a_dateline_and_an_opening_day_are() {
        let dateline = read("A title\n\n23 September 2020, Hamburg. Today the town joined.");
        assert_eq!(dateline.date.map(|date| date.day), Some(Some(23)));
        let opening = read("A title\n\nOn February 14, 2024, the network announced that towns joined it.");
        assert_eq!(opening.date.map(|date| date.evidence), Some("February 14, 2024".to_owned()));
    }
}

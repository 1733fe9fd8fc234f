//! Results become text for people: what was found, where it stands, and how many there are of what.
//!
//! Nothing from a document reaches the terminal unneutralised: control characters could move the
//! cursor or retitle the window, and bidi overrides could make a line read otherwise than it is.

use std::fmt::Write as _;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthChar;

use crate::facet::Facet;
use crate::index::Stored;
use crate::names::{self, LabelLanguage};
use crate::present::Answer;
use crate::query::Certainty;
use crate::search::{FacetCounts, Hit, snippet};

/// How text looks.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether colours are used.
    pub colour: Colour,
    /// The language that places and languages are called in.
    pub labels: LabelLanguage,
}

/// Whether colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Colour {
    Off,
    On,
}

pub(crate) const TITLE: Style = Style::new().bold();
const MARK: Style = AnsiColor::Yellow.on_default().bold();
pub(crate) const QUIET: Style = Style::new().dimmed();
const BAR: Style = AnsiColor::Cyan.on_default();
pub(crate) const NOTE: Style = AnsiColor::Magenta.on_default();

/// Everything below a hit's title stands so far in.
pub(crate) const INDENT: &str = "    ";
/// Characters of a passage that are shown: about four lines.
const SHOWN: usize = 360;
/// Columns of the longest bar beside a count.
const LONGEST_BAR: u64 = 24;
/// Words that tell a repeat from the hit it repeats.
const SHOWN_WORDS: usize = 6;
/// Lines get hard to read beyond this, however wide the terminal.
const WIDEST: usize = 110;

impl Look {
    pub(crate) fn paint(&self, style: Style, text: &str) -> String {
        match self.colour {
            Colour::On => format!("{style}{text}{style:#}"),
            Colour::Off => text.to_owned(),
        }
    }

    pub(crate) fn columns(&self) -> usize {
        // Below this nothing can be laid out; such a terminal wraps by itself.
        self.width.clamp(40, WIDEST)
    }
}

/// Writes an answer.
pub(crate) fn results(answer: Answer<'_>, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let results = answer.results;
    let total = results.total;
    let mut line = match total.passages {
        0 => "nothing found".to_owned(),
        _ => format!("{} in {}", number(total.passages, "passage"), number(total.documents, "document")),
    };
    if !answer.query.text.is_empty() {
        let _ = write!(line, " for {}", neutral(&answer.query.text));
    }
    writeln!(out, "{}", look.paint(TITLE, &line))?;
    for item in &answer.results.understood {
        let reading = match item.certainty {
            Certainty::Sure => "is read as",
            Certainty::Possible => "may also be",
        };
        let line = format!("{} {reading} the {} {}", item.words, item.kind, item.label);
        writeln!(out, "{}", look.paint(NOTE, &neutral(&line)))?;
    }
    for note in &results.notes {
        writeln!(out, "{}", look.paint(NOTE, &format!("note: {}", neutral(note))))?;
    }
    for hit in &results.hits {
        writeln!(out)?;
        self::hit(hit, look, out)?;
    }
    if total.passages > 0 || results.facets.iter().any(|counts| !counts.values.is_empty()) {
        facets(&results.facets, look, out)?;
    }
    Ok(())
}

pub(crate) fn hit(hit: &Hit, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let stored = &hit.stored;
    writeln!(out, "{:>3} {}", hit.rank, look.paint(TITLE, &neutral(title(stored))))?;
    writeln!(out, "{INDENT}{}", look.paint(QUIET, &neutral(&about(stored, look.labels))))?;
    if !stored.heading.is_empty() {
        writeln!(out, "{INDENT}{}", look.paint(QUIET, &neutral(&stored.heading.join(" › "))))?;
    }
    let marks: Vec<(usize, usize)> = hit.highlights.iter().map(|range| (range.start, range.end)).collect();
    let piece = snippet::window(&stored.text, &marks, SHOWN);
    let mut pieces = Vec::new();
    if piece.start > 0 {
        pieces.push(("… ".to_owned(), false));
    }
    let mut at = piece.start;
    for (start, end) in marks.iter().filter(|(start, end)| *start >= piece.start && *end <= piece.end) {
        pieces.push((neutral(&stored.text[at..*start]), false));
        pieces.push((neutral(&stored.text[*start..*end]), true));
        at = *end;
    }
    pieces.push((neutral(&stored.text[at..piece.end]), false));
    if piece.end < stored.text.len() {
        pieces.push((" …".to_owned(), false));
    }
    for line in wrapped(&pieces, look) {
        writeln!(out, "{INDENT}{line}")?;
    }
    let mut place = location(stored);
    if hit.more_in_document > 0 {
        let _ = write!(place, "   {} more in this document", hit.more_in_document);
    }
    writeln!(out, "{INDENT}{}", look.paint(QUIET, &neutral(&place)))?;
    for repeat in &hit.also_in {
        let mut line = format!("also in {}", location(&repeat.stored));
        if !repeat.differs.is_empty() {
            let words: Vec<&str> = repeat.differs.iter().take(SHOWN_WORDS).map(String::as_str).collect();
            let _ = write!(line, " (there: {})", words.join(" "));
        }
        writeln!(out, "{INDENT}{}", look.paint(QUIET, &neutral(&line)))?;
    }
    for part in &hit.explanation {
        let line = format!("{:>8.4}  {} {}", part.score, part.stream, neutral(&part.term));
        writeln!(out, "{INDENT}{}", look.paint(QUIET, &line))?;
    }
    Ok(())
}

pub(crate) fn title(stored: &Stored) -> &str {
    if stored.document.title.is_empty() { &stored.document.id } else { &stored.document.title }
}

/// Kind, date, places and language of a passage.
fn about(stored: &Stored, labels: LabelLanguage) -> String {
    let mut parts = vec![stored.document.kind.clone()];
    parts.push(stored.document.date.clone().unwrap_or_else(|| "undated".to_owned()));
    let countries: Vec<String> = stored.countries.iter().map(|code| label(code, labels)).collect();
    let cities: Vec<String> = stored.cities.iter().map(|city| city_label(city, stored, labels)).collect();
    match (countries.as_slice(), cities.as_slice()) {
        ([], []) => {}
        (countries, []) => parts.push(countries.join(", ")),
        ([], cities) => parts.push(cities.join(", ")),
        (countries, cities) => parts.push(format!("{} › {}", countries.join(", "), cities.join(", "))),
    }
    parts.push(names::language_label(&stored.language, labels).unwrap_or(&stored.language).to_owned());
    parts.join(" · ")
}

fn label(code: &str, labels: LabelLanguage) -> String {
    names::country(code).map_or_else(|| code.to_owned(), |country| country.label_in(labels).to_owned())
}

fn city_label(city: &str, stored: &Stored, labels: LabelLanguage) -> String {
    let known = stored.countries.iter().find_map(|country| names::city(city, Some(country)));
    let known = known.filter(|_| labels != LabelLanguage::ENGLISH);
    known.map_or(city, |city| city.label_in(labels)).to_owned()
}

/// File, lines, pages and id.
fn location(stored: &Stored) -> String {
    let lines = if stored.first_line == stored.last_line {
        stored.first_line.to_string()
    } else {
        format!("{}-{}", stored.first_line, stored.last_line)
    };
    let pages = match (stored.first_page, stored.last_page) {
        (Some(first), Some(last)) if first < last => format!("   pages {first}-{last}"),
        (Some(page), _) => format!("   page {page}"),
        (None, _) => String::new(),
    };
    format!("{}:{lines}{pages}   id {}", stored.document.path, stored.id)
}

/// Writes counts with small bars.
///
/// # Errors
/// Those of `out`.
pub fn facets(facets: &[FacetCounts], look: &Look, out: &mut dyn Write) -> io::Result<()> {
    for counts in facets.iter().filter(|counts| !counts.values.is_empty()) {
        let shown: Vec<String> = counts.values.iter().map(|value| neutral(&value.label)).collect();
        let most = counts.values.iter().map(|value| value.count.passages).max().unwrap_or(1);
        let widest = shown.iter().map(|label| columns(label)).max().unwrap_or(0).min(look.columns() / 2);
        writeln!(out)?;
        writeln!(out, "{}", look.paint(TITLE, heading(counts.facet)))?;
        for (value, label) in counts.values.iter().zip(&shown) {
            // Eighths of a column would be finer, but many fonts draw them badly.
            let bar = "█".repeat((value.count.passages * LONGEST_BAR).div_ceil(most).max(1) as usize);
            let gap = " ".repeat(widest.saturating_sub(columns(label)));
            let pad = " ".repeat(LONGEST_BAR as usize - bar.chars().count());
            writeln!(
                out,
                "{INDENT}{label}{gap}  {}{pad}  {:>6} in {}",
                look.paint(BAR, &bar),
                value.count.passages,
                number(value.count.documents, "document")
            )?;
        }
        if counts.distinct > counts.values.len() {
            let rest = format!("{INDENT}and {} more", counts.distinct - counts.values.len());
            writeln!(out, "{}", look.paint(QUIET, &rest))?;
        }
    }
    Ok(())
}

fn heading(facet: Facet) -> &'static str {
    facet.name()
}

/// Writes passages in full.
///
/// # Errors
/// Those of `out`.
pub fn passages(passages: &[Stored], look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let Some(first) = passages.first() else { return Ok(()) };
    writeln!(out, "{}", look.paint(TITLE, &neutral(title(first))))?;
    let document = &first.document;
    let mut line = format!("{} · {}", document.kind, document.date.as_deref().unwrap_or("undated"));
    if let Some(evidence) = &document.date_evidence {
        let _ = write!(line, " (from {evidence})");
    }
    if let Some(source) = &document.source {
        let _ = write!(line, " · {source}");
    }
    writeln!(out, "{}", look.paint(QUIET, &neutral(&line)))?;
    for (name, value) in &document.extra {
        writeln!(out, "{}", look.paint(QUIET, &neutral(&format!("{name}: {value}"))))?;
    }
    for stored in passages {
        writeln!(out)?;
        let place = format!("{}   bytes {}..{}", location(stored), stored.start, stored.end);
        writeln!(out, "{}", look.paint(QUIET, &neutral(&place)))?;
        writeln!(out, "{}", look.paint(QUIET, &neutral(&about(stored, look.labels))))?;
        if !stored.places_evidence.is_empty() {
            let line = format!("places from {}", stored.places_evidence.join("; "));
            writeln!(out, "{}", look.paint(QUIET, &neutral(&line)))?;
        }
        if !stored.heading.is_empty() {
            writeln!(out, "{}", look.paint(QUIET, &neutral(&stored.heading.join(" › "))))?;
        }
        for paragraph in stored.text.split('\n') {
            for line in wrapped(&[(neutral(paragraph), false)], look) {
                writeln!(out, "{INDENT}{line}")?;
            }
        }
    }
    Ok(())
}

/// A number with its noun.
pub fn number(count: u64, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// Text without what a terminal would obey: control characters become a replacement character,
/// line feeds and tabs blanks, bidi marks and overrides nothing.
pub fn neutral(text: &str) -> String {
    text.chars()
        .filter_map(|character| match character {
            '\n' | '\t' | '\r' => Some(' '),
            '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
            // Line and paragraph separators break lines in some terminals.
            '\u{2028}' | '\u{2029}' => Some(' '),
            character if character.is_control() => Some('\u{fffd}'),
            character => Some(character),
        })
        .collect()
}

/// The beginning of a text, made harmless, with an ellipsis where it does not fit.
pub(crate) fn beginning(text: &str, room: usize) -> String {
    // A document may be a megabyte; a column takes at most one character that is not a mark.
    let text = neutral(&text.chars().take(4 * room).collect::<String>());
    if columns(&text) <= room {
        return text;
    }
    let mut used = 1;
    let fits = |character: &char| {
        used += character.width().unwrap_or(0);
        used <= room
    };
    let beginning: String = text.chars().take_while(fits).collect();
    format!("{}…", beginning.trim_end())
}

pub(crate) fn columns(text: &str) -> usize {
    text.chars().map(|character| character.width().unwrap_or(0)).sum()
}

/// Breaks pieces into lines at blanks, or between any two characters where there are none; marked
/// pieces are painted.
pub(crate) fn wrapped(pieces: &[(String, bool)], look: &Look) -> Vec<String> {
    let room = look.columns() - INDENT.len();
    let characters: Vec<(char, bool)> =
        pieces.iter().flat_map(|(text, marked)| text.chars().map(|character| (character, *marked))).collect();
    let mut lines = Vec::new();
    let mut start = 0;
    while start < characters.len() {
        let (mut end, mut used, mut blank) = (start, 0, None);
        while end < characters.len() {
            let (character, _) = characters[end];
            used += character.width().unwrap_or(0);
            if used > room {
                break;
            }
            if character == ' ' {
                blank = Some(end);
            }
            end += 1;
        }
        let mut next = end;
        if end < characters.len() {
            // A wide character may start a line anywhere; other words are kept whole.
            let wide = characters[end].0.width() == Some(2) || characters[end - 1].0.width() == Some(2);
            if characters[end].0 == ' ' {
                next = end + 1;
            } else if let Some(blank) = blank.filter(|blank| !wide && *blank > start) {
                (end, next) = (blank, blank + 1);
            }
        }
        // A terminal narrower than one character would never end.
        let next = next.max(start + 1);
        lines.push(painted(&characters[start..end.max(start)], look));
        start = next;
    }
    lines
}

fn painted(characters: &[(char, bool)], look: &Look) -> String {
    let mut line = String::new();
    for run in characters.chunk_by(|left, right| left.1 == right.1) {
        let text: String = run.iter().map(|(character, _)| character).collect();
        line.push_str(&if run[0].1 { look.paint(MARK, &text) } else { text });
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Look = Look { width: 44, colour: Colour::Off, labels: LabelLanguage::ENGLISH };

    #[test]
    fn a_document_cannot_speak_to_the_terminal() {
        assert_eq!(neutral("a\u{1b}[31mred\u{7}\u{202e}\u{9b}b"), "a\u{fffd}[31mred\u{fffd}\u{fffd}b");
        assert_eq!(neutral("two\nlines"), "two lines");
    }

    #[test]
    fn a_beginning_fits_and_says_that_more_follows() {
        assert_eq!(beginning("a festival", 10), "a festival");
        assert_eq!(beginning("a learning festival", 11), "a learning…");
        assert_eq!(beginning("终身学习", 6), "终身…");
        assert_eq!(beginning("a\u{202e}\u{1b}b", 9), "a\u{fffd}b");
    }

    #[test]
    fn lines_break_at_blanks_and_between_wide_characters() {
        let lines =
            wrapped(&[("one two three four five six seven eight nine ten".to_owned(), false)], &PLAIN);
        assert_eq!(lines, ["one two three four five six seven eight", "nine ten"]);
        let lines = wrapped(&[("终身学习".repeat(8), false)], &PLAIN);
        assert_eq!(lines.iter().map(|line| line.chars().count()).collect::<Vec<_>>(), [20, 12]);
    }

    #[test]
    fn marks_are_painted_only_when_colours_are_on() {
        let pieces = [("a ".to_owned(), false), ("city".to_owned(), true)];
        assert_eq!(wrapped(&pieces, &PLAIN), ["a city"]);
        let painted = wrapped(&pieces, &Look { colour: Colour::On, ..PLAIN });
        assert!(painted[0].contains("\u{1b}[") && painted[0].contains("city"));
    }
}

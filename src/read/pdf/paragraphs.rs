//! Lines of a page become paragraphs: what belongs together is joined, words parted at line ends are mended.
//!
//! A paragraph ends where the next line stands further off than the lines before, is of another size or
//! begins further in, or where its own last line is short. Two or more lines with blanks at the same count of
//! places are rows of a table.

use crate::read::marked::Role;
use crate::read::pdf::columns::{Line, is_dense};
use crate::read::pdf::direction::reads_left;

/// What belongs together.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Paragraph {
    pub(crate) text: String,
    /// The size of its letters.
    pub(crate) size: f64,
    pub(crate) role: Option<Role>,
}

/// Lines that stand further apart than so many times the usual distance are not of one paragraph.
const APART: f64 = 1.35;
/// A first line stands in by this many letters at least.
const INDENT: f64 = 0.8;
/// A line that ends so far from the edge of its block is the last of its paragraph.
const SHORT: f64 = 0.75;
/// Letters of one paragraph differ in size by less.
const SIZES: f64 = 0.12;

/// Signs that open an item of a list.
const BULLETS: &[char] = &['•', '◦', '▪', '■', '●', '○', '‣', '·', '\u{f0b7}', '❖', '➢', '✓'];

/// The paragraphs of blocks of lines.
pub(crate) fn of(blocks: Vec<Vec<Line>>) -> Vec<Paragraph> {
    blocks.iter().flat_map(|block| of_block(block)).collect()
}

fn of_block(lines: &[Line]) -> Vec<Paragraph> {
    let left = lines.iter().map(|line| line.x).fold(f64::MAX, f64::min);
    let right = lines.iter().map(|line| line.end).fold(f64::MIN, f64::max);
    let usual = usual_distance(lines);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut last: Option<&Line> = None;
    let mut at = 0;
    while at < lines.len() {
        let rows = rows(&lines[at..]);
        if rows > 1 {
            for (number, line) in lines[at..at + rows].iter().enumerate() {
                let role = if number == 0 { Role::Header } else { Role::Row };
                paragraphs.push(Paragraph { text: line.cells.join("\t"), size: line.size, role: Some(role) });
            }
            (at, last) = (at + rows, None);
            continue;
        }
        let line = &lines[at];
        let text = line.cells.join(" ");
        let is_new = last.is_none_or(|last| begins(last, line, left, right, usual)) || opens_item(&text);
        match paragraphs.last_mut() {
            Some(paragraph) if !is_new => join(&mut paragraph.text, &text),
            _ => paragraphs.push(paragraph(text, line.size)),
        }
        last = Some(line);
        at += 1;
    }
    paragraphs.retain(|paragraph| !paragraph.text.trim().is_empty());
    paragraphs
}

fn paragraph(text: String, size: f64) -> Paragraph {
    let role = opens_item(&text).then_some(Role::Item);
    let text = if role.is_some() { text.trim_start_matches(BULLETS).trim_start().to_owned() } else { text };
    Paragraph { text, size, role }
}

/// Whether a run is what stands before an item, not a cell: `•`, `3.`, `b)`.
fn is_sign(cell: &str) -> bool {
    let is_count = cell.ends_with(['.', ')']) && cell.chars().count() <= 4;
    cell.chars().all(|character| BULLETS.contains(&character)) || is_count
}

fn opens_item(text: &str) -> bool {
    text.starts_with(BULLETS)
}

/// How many of the next lines are rows of one table.
fn rows(lines: &[Line]) -> usize {
    let cells = lines[0].cells.len();
    let goes_on = |line: &&Line| line.cells.len() == cells && !line.cells.iter().any(|cell| is_sign(cell));
    if cells < 2 { 0 } else { lines.iter().take_while(goes_on).count() }
}

/// The distance that lines of this block have most often.
fn usual_distance(lines: &[Line]) -> f64 {
    let mut distances: Vec<f64> = lines.windows(2).map(|pair| pair[1].y - pair[0].y).collect();
    distances.sort_by(f64::total_cmp);
    distances.get(distances.len() / 3).copied().unwrap_or(f64::MAX)
}

/// Whether a line begins a paragraph.
fn begins(last: &Line, line: &Line, left: f64, right: f64, usual: f64) -> bool {
    let size = line.size.max(last.size);
    let is_other_size = (line.size - last.size).abs() > SIZES * size;
    let is_apart = line.y - last.y > usual * APART;
    // How far lines stand in where they begin, and how far from the edge they end.
    let from_right = line.cells.iter().any(|cell| reads_left(cell));
    let stands_in = |line: &Line| if from_right { right - line.end } else { line.x - left };
    let (indent, last_indent) = (stands_in(line), stands_in(last));
    let gap = if from_right { last.x - left } else { right - last.end };
    let is_short = gap > (right - left) * (1.0 - SHORT) && last_indent < size;
    let is_indented = indent > INDENT * size && last_indent < INDENT * size / 2.0 && gap < size * 2.0;
    is_other_size || is_apart || is_short || is_indented
}

/// Adds a line to a paragraph; a word that was parted is whole again.
fn join(text: &mut String, line: &str) {
    let is_parted = text.ends_with(['-', '\u{ad}', '\u{2010}'])
        && text.chars().rev().nth(1).is_some_and(char::is_alphabetic)
        && line.chars().next().is_some_and(char::is_lowercase);
    if is_parted {
        text.pop();
    } else if !is_dense(text)
        || !line.chars().next().is_some_and(|first| is_dense(first.encode_utf8(&mut [0; 4])))
    {
        text.push(' ');
    }
    text.push_str(line);
}

#[cfg(test)]
mod tests {
    use crate::read::marked::Role;
    use crate::read::pdf::columns::Line;
    use crate::read::pdf::paragraphs::of;

    fn line(cells: &[&str], y: f64) -> Line {
        let end = cells.concat().chars().count() as f64 * 5.0;
        Line { cells: cells.iter().map(|cell| (*cell).to_owned()).collect(), x: 0.0, end, y, size: 10.0 }
    }

    #[test]
    fn words_parted_at_line_ends_are_mended() {
        let lines = vec![
            line(&["The city opens its neighbour-"], 0.0),
            line(&["hood library, which is a Well-"], 12.0),
            line(&["Known place for learning."], 24.0),
        ];
        let found = of(vec![lines]);
        assert_eq!(
            found[0].text,
            "The city opens its neighbourhood library, which is a Well- Known place for learning."
        );
    }

    #[test]
    fn lines_of_chinese_are_joined_without_a_blank() {
        let found = of(vec![vec![line(&["终身学习的城市"], 0.0), line(&["正在成长。这是"], 12.0)]]);
        assert_eq!(found[0].text, "终身学习的城市正在成长。这是");
    }

    #[test]
    fn lines_from_the_right_end_at_the_left() {
        let from_right =
            |text: &str, y: f64| Line { x: 200.0 - line(&[text], y).end, end: 200.0, ..line(&[text], y) };
        let lines =
            vec![from_right("تفتح المدرسة أبوابها كل مساء", 0.0), from_right("لمن يريد أن يتعلم حرفة", 12.0)];
        assert_eq!(of(vec![lines])[0].text, "تفتح المدرسة أبوابها كل مساء لمن يريد أن يتعلم حرفة");
    }

    #[test]
    fn rows_and_items_are_seen() {
        let lines = vec![
            line(&["City", "Year"], 0.0),
            line(&["Cork", "2015"], 12.0),
            line(&["•", "first of all things"], 24.0),
            line(&["• second"], 36.0),
        ];
        let told: Vec<_> = of(vec![lines]).into_iter().map(|found| (found.text, found.role)).collect();
        assert_eq!(told[1], ("Cork\t2015".to_owned(), Some(Role::Row)));
        assert_eq!(told[3], ("second".to_owned(), Some(Role::Item)));
    }
}

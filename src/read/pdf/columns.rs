//! Letters of a page become lines in the order they are read, column after column.
//!
//! Letters that follow each other on one line are a run. A page is cut where nothing stands: by a gutter from
//! top to bottom between two columns, else by a wide blank from left to right, and so on in each part. A
//! gutter between short runs is not one of columns but of a table, which is read row by row.

use crate::read::pdf::content::Letter;
use crate::read::pdf::direction::{read_in_order, reads_left};

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    /// Its runs; more than one where blanks part them as in a row of a table.
    pub(crate) cells: Vec<String>,
    pub(crate) x: f64,
    pub(crate) end: f64,
    pub(crate) y: f64,
    pub(crate) size: f64,
}

/// Letters that follow each other.
#[derive(Debug, Clone)]
struct Run {
    letters: Vec<Letter>,
    x: f64,
    end: f64,
    y: f64,
    size: f64,
}

// All lengths below are in sizes of the letters.
/// A blank between two words; the narrowest in print is a fifth.
const BLANK: f64 = 0.17;
/// A wider gap parts runs.
const GAP: f64 = 1.4;
/// Letters so far off the line are on another one; indices and footnote marks are not.
const OFF: f64 = 0.45;
/// A gutter is at least so wide.
const GUTTER: f64 = 0.9;
/// A blank across that parts the page.
const ACROSS: f64 = 1.9;
/// Columns have at least so many lines, each with so many letters on average.
const COLUMN_LINES: usize = 4;
const COLUMN_LETTERS: usize = 18;
/// Lines above or below columns that go across both: titles, footnotes.
const ACROSS_LINES: usize = 14;
/// Cutting goes no deeper; a page has no more parts in each other.
const CUTS: usize = 24;

/// The lines of a page in blocks, in the order they are read.
pub(crate) fn lines(letters: Vec<Letter>) -> Vec<Vec<Line>> {
    let mut blocks = Vec::new();
    for turn in 0..4 {
        let own: Vec<Letter> = letters.iter().filter(|letter| letter.turn == turn).cloned().collect();
        let mut runs = runs(own);
        runs.sort_by(|left, right| left.y.total_cmp(&right.y).then(left.x.total_cmp(&right.x)));
        cut(runs, 0, &mut blocks);
    }
    blocks
}

fn runs(letters: Vec<Letter>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for letter in letters {
        if let Some(run) = runs.last_mut() {
            let last = run.letters.last();
            // Bold letters are sometimes made by showing them twice.
            if last.is_some_and(|last| last.text == letter.text && near(last, &letter)) && letter.text != " "
            {
                continue;
            }
            let distance = (letter.x - run.end).max(run.x - letter.end);
            if (letter.y - run.y).abs() < OFF * run.size && distance < GAP * run.size {
                run.x = run.x.min(letter.x);
                run.end = run.end.max(letter.end);
                run.size = run.size.max(letter.size);
                run.letters.push(letter);
                continue;
            }
        }
        let (x, end, y, size) = (letter.x, letter.end, letter.y, letter.size);
        runs.push(Run { letters: vec![letter], x, end, y, size });
    }
    runs.retain_mut(|run| {
        let is_seen = |letter: &&Letter| !letter.text.trim().is_empty();
        let seen = run.letters.iter().filter(is_seen);
        // Blanks at the ends of a run would close gutters.
        (run.x, run.end) =
            seen.fold((f64::MAX, f64::MIN), |(x, end), letter| (x.min(letter.x), end.max(letter.end)));
        run.x < f64::MAX
    });
    runs
}

fn near(left: &Letter, right: &Letter) -> bool {
    (left.x - right.x).abs() < 0.1 * left.size && (left.y - right.y).abs() < 0.1 * left.size
}

/// Cuts a part of the page until it is one block.
fn cut(runs: Vec<Run>, depth: usize, blocks: &mut Vec<Vec<Line>>) {
    if runs.is_empty() {
        return;
    }
    if depth < CUTS {
        if let Some(at) = gutter(&runs) {
            let (left, right): (Vec<Run>, Vec<Run>) = runs.into_iter().partition(|run| run.x < at);
            let from_right = reads_left(&left.iter().take(20).map(Run::text).collect::<String>());
            let (first, second) = if from_right { (right, left) } else { (left, right) };
            cut(first, depth + 1, blocks);
            cut(second, depth + 1, blocks);
            return;
        }
        if let Some(at) = across(&runs) {
            let (above, below): (Vec<Run>, Vec<Run>) = runs.into_iter().partition(|run| run.y < at);
            cut(above, depth + 1, blocks);
            cut(below, depth + 1, blocks);
            return;
        }
    }
    blocks.push(lined(runs));
}

/// Where a gutter between two columns runs.
fn gutter(runs: &[Run]) -> Option<f64> {
    let mut spans: Vec<(f64, f64)> = runs.iter().map(|run| (run.x, run.end)).collect();
    spans.sort_by(|left, right| left.0.total_cmp(&right.0));
    let size = runs.iter().map(|run| run.size).fold(f64::MAX, f64::min);
    let mut reach = spans.first()?.1;
    for (x, end) in spans {
        if x - reach > GUTTER * size {
            let at = x;
            let (left, right): (Vec<&Run>, Vec<&Run>) = runs.iter().partition(|run| run.x < at);
            if is_column(&left) && is_column(&right) {
                return Some(at);
            }
        }
        reach = reach.max(end);
    }
    None
}

fn is_column(runs: &[&Run]) -> bool {
    let letters: usize = runs.iter().map(|run| run.letters.len()).sum();
    runs.len() >= COLUMN_LINES && letters >= runs.len() * COLUMN_LETTERS
}

/// Where a part is cut from left to right: at its widest blank, or below and above what goes across columns.
fn across(runs: &[Run]) -> Option<f64> {
    let mut widest: Option<(f64, f64)> = None;
    let mut starts = Vec::new();
    for pair in runs.windows(2) {
        let (gap, size) = (pair[1].y - pair[0].y, pair[0].size.max(pair[1].size));
        if gap > OFF * size {
            starts.push(pair[1].y - pair[1].size * OFF);
        }
        if gap > ACROSS * size && widest.is_none_or(|(most, _)| gap > most) {
            widest = Some((gap, pair[1].y - pair[1].size * OFF));
        }
    }
    if let Some((_, at)) = widest {
        return Some(at);
    }
    if runs.len() < 2 * COLUMN_LINES {
        return None;
    }
    let parts_columns = |at: &&f64| {
        let (above, below): (Vec<Run>, Vec<Run>) = runs.iter().cloned().partition(|run| run.y < **at);
        gutter(&above).is_some() || gutter(&below).is_some()
    };
    let edges =
        starts.iter().take(ACROSS_LINES).chain(starts.iter().skip(ACROSS_LINES).rev().take(ACROSS_LINES));
    edges.into_iter().find(parts_columns).copied()
}

/// The lines of a block, from top to bottom.
fn lined(runs: Vec<Run>) -> Vec<Line> {
    let mut lines: Vec<Vec<Run>> = Vec::new();
    for run in runs {
        match lines.last_mut() {
            Some(line) if (run.y - line[0].y).abs() < OFF * line[0].size.max(run.size) => line.push(run),
            _ => lines.push(vec![run]),
        }
    }
    lines.into_iter().map(line).collect()
}

fn line(mut runs: Vec<Run>) -> Line {
    runs.sort_by(|left, right| left.x.total_cmp(&right.x));
    let size = runs.iter().map(|run| run.size).fold(0.0, f64::max);
    let (x, y) = (runs[0].x, runs[0].y);
    let end = runs.iter().map(|run| run.end).fold(x, f64::max);
    // Runs are parted by where they were drawn; those that stand close are one.
    let mut joined: Vec<Run> = Vec::new();
    for run in runs {
        match joined.last_mut() {
            Some(last) if run.x - last.end < GAP * size => {
                last.end = last.end.max(run.end);
                last.letters.extend(run.letters);
            }
            _ => joined.push(run),
        }
    }
    let mut cells: Vec<String> = joined.iter().map(Run::text).filter(|cell| !cell.is_empty()).collect();
    if cells.iter().any(|cell| reads_left(cell)) {
        cells.reverse();
    }
    Line { cells, x, end, y, size }
}

impl Run {
    /// Its text, with blanks where letters stand apart.
    fn text(&self) -> String {
        let mut letters: Vec<&Letter> = self.letters.iter().collect();
        let all: String = letters.iter().map(|letter| letter.text.as_str()).collect();
        if reads_left(&all) || !letters.is_sorted_by(|left, right| left.x <= right.x + left.size) {
            letters.sort_by(|left, right| left.x.total_cmp(&right.x));
        }
        let mut shown: Vec<String> = Vec::with_capacity(letters.len());
        let mut last: Option<&Letter> = None;
        for letter in letters {
            if let Some(last) = last {
                let is_apart = letter.x - last.end > BLANK * letter.size.min(last.size);
                if is_apart && !is_dense(&letter.text) && !is_dense(&last.text) {
                    shown.push(" ".to_owned());
                }
            }
            shown.push(letter.text.clone());
            last = Some(letter);
        }
        read_in_order(&shown).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Whether a letter is of a script that writes no blanks; there gaps are for justification.
pub(crate) fn is_dense(text: &str) -> bool {
    text.chars().next_back().is_some_and(|character| {
        matches!(character, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
            | '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
    })
}

//! Lines become units: paragraphs, lists, and what another shape has claimed.

use std::ops::Range;

use crate::read::Role;
use crate::structure::line::{self, Bullet, Line};
use crate::structure::page::Zone;
use crate::structure::shape::{Claim, Sheet};

/// A paragraph, a list or a claim before it is known to be a heading.
pub(super) struct Unit {
    pub(super) lines: Range<usize>,
    pub(super) at: Range<usize>,
    pub(super) kind: Kind,
    pub(super) width: usize,
    /// Whether a blank line, furniture or the head of the page stands before it.
    pub(super) gap: bool,
    /// Whether a caption stands directly before it.
    pub(super) caption: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    List,
    Claim(usize),
    /// Marked as a heading of this level.
    Heading(u8),
    /// Marked as set: code, verse.
    Set,
}

/// The units of a page, in order; lines that are furniture belong to none.
pub(super) fn units(sheet: &Sheet<'_>, claims: &[Claim]) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let (mut gap, mut caption) = (true, false);
    let (mut index, mut claimed) = (0, 0);
    while index < sheet.lines.len() {
        let line = &sheet.lines[index];
        if claims.get(claimed).is_some_and(|claim| claim.lines.start <= index) {
            let number = claimed;
            claimed += 1;
            let lines = claims[number].lines.clone();
            let at = line.at.start..sheet.lines[lines.end - 1].at.end;
            index = lines.end;
            units.push(Unit { lines, at, kind: Kind::Claim(number), width: 0, gap, caption });
            (gap, caption) = (true, false);
            continue;
        }
        index += 1;
        if line.blank() {
            gap = true;
            continue;
        }
        if let Some(label) = &sheet.labels[index - 1] {
            (gap, caption) = (true, label.zone == Zone::Caption);
            continue;
        }
        let joins = !caption && units.last().is_some_and(|unit| joins(sheet, unit, line, index - 1, gap));
        match units.last_mut() {
            Some(unit) if joins => {
                unit.lines.end = index;
                unit.at.end = line.at.end;
                unit.width += line.width + 1;
            }
            _ => {
                let kind = match sheet.roles[index - 1] {
                    Some(Role::Heading(level)) => Kind::Heading(level),
                    Some(Role::Set) => Kind::Set,
                    _ if line.bullet == Bullet::None => Kind::Text,
                    _ => Kind::List,
                };
                // A heading may stand directly above or below running text, without a blank line.
                let gap =
                    gap || units.last().is_some_and(|unit| line::ends_like_sentence(sheet.text(&unit.at)));
                units.push(Unit {
                    lines: index - 1..index,
                    at: line.at.clone(),
                    kind,
                    width: line.width,
                    gap,
                    caption,
                });
            }
        }
        (gap, caption) = (false, false);
    }
    units
}

/// Whether a line goes on with the unit before it: wrapped text, the next item, or who said a quotation.
fn joins(sheet: &Sheet<'_>, unit: &Unit, line: &Line<'_>, index: usize, gap: bool) -> bool {
    let is_set = |index: usize| sheet.roles[index] == Some(Role::Set);
    if is_set(index) || unit.kind == Kind::Set {
        return is_set(index) && unit.kind == Kind::Set && !gap;
    }
    let is_heading = |index: usize| matches!(sheet.roles[index], Some(Role::Heading(_)));
    if matches!(unit.kind, Kind::Claim(_))
        || is_heading(index)
        || is_heading(unit.lines.start)
        || sheet.labels[unit.lines.end - 1..index].iter().any(Option::is_some)
    {
        return false;
    }
    let dash = |c: char| matches!(c, '—' | '–' | '―');
    let raw = sheet.text(&line.at);
    if raw.starts_with(dash)
        && line.width <= 120
        && sheet.text(&unit.at).ends_with(['"', '”', '’', '»', '」', '』'])
    {
        return true;
    }
    let above = &sheet.lines[unit.lines.end - 1];
    match (unit.kind, line.bullet != Bullet::None) {
        (Kind::List, true) => !gap || index - unit.lines.end <= 1,
        (Kind::List, false) => !gap && line.indent > above.indent && line.width <= 200,
        (_, true) => false,
        _ => {
            // Above 130 a line was not wrapped by hand; below 40 it is a heading or an entry, unless its sentence goes on.
            let goes_on = line.text.starts_with(char::is_lowercase) && !above.ends_like_sentence();
            let least = if goes_on { 15 } else { 40 };
            !gap && (least..=130).contains(&above.width) && line.width <= 140
        }
    }
}

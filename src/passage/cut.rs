//! Blocks become the pieces of passages: where a text may be cut, and where it is cut best.
//!
//! A block of up to 1,000 characters is one unit; a longer one is cut where its sentences end, a glued one at
//! its seams, and what is still too long at word windows. Then the cheapest packing is chosen over all units
//! at once, so that 1,300 characters become 650 + 650 and not 990 + 310.

use std::ops::Range;

use crate::analysis::sentences;
use crate::passage::LONGEST;
use crate::structure::{Block, Reading, glued_seams, is_blank};

/// A piece that is not cut further.
#[derive(Debug, Clone)]
pub(crate) struct Unit {
    /// Bytes of the document.
    pub(crate) at: Range<usize>,
    /// Which of the blocks it comes from.
    pub(crate) block: usize,
    /// Characters before it, and behind it, counted from the first unit.
    from: usize,
    to: usize,
    /// What a cut before it costs.
    cut: f64,
}

/// The length aimed at, in characters.
const BEST: f64 = 700.0;
/// Below this a passage seldom answers alone.
const SHORT: usize = 300;

/// Packs blocks that belong together into passages of up to [`LONGEST`] characters.
pub(crate) fn packed(text: &str, blocks: &[Block]) -> Vec<Vec<Unit>> {
    let units = units(text, blocks);
    let (Some(first), Some(last)) = (units.first(), units.last()) else { return Vec::new() };
    if last.to - first.from <= LONGEST {
        return vec![units];
    }
    // The cheapest way to pack the units before each one; a passage holds few, so this is linear.
    let mut best: Vec<(f64, usize)> = vec![(0.0, 0)];
    for end in 1..=units.len() {
        let mut cheapest = (f64::INFINITY, end - 1);
        for start in (0..end).rev() {
            let length = units[end - 1].to - units[start].from;
            if length > LONGEST && start + 1 < end {
                break;
            }
            let cost = best[start].0 + price(length) + if start > 0 { units[start].cut } else { 0.0 };
            if cost < cheapest.0 {
                cheapest = (cost, start);
            }
        }
        best.push(cheapest);
    }
    let mut cuts = vec![units.len()];
    while let Some(&end) = cuts.last().filter(|end| **end > 0) {
        cuts.push(best[end].1);
    }
    cuts.reverse();
    cuts.windows(2).map(|pair| units[pair[0]..pair[1]].to_vec()).collect()
}

fn price(length: usize) -> f64 {
    let off = (length as f64 - BEST) / 100.0;
    off * off + if length < SHORT { 12.0 } else { 0.0 }
}

fn units(text: &str, blocks: &[Block]) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    for (number, block) in blocks.iter().enumerate() {
        for (piece, at) in pieces(text, block).into_iter().enumerate() {
            let from = match units.last() {
                Some(last) => last.to + text[last.at.end.min(at.start)..at.start].chars().count(),
                None => 0,
            };
            let to = from + text[at.clone()].chars().count();
            let introduced = units.last().is_some_and(|last| text[last.at.clone()].ends_with([':', '：']));
            // Inside a paragraph a cut costs a little, behind "the aims are:" more.
            let cut = if introduced {
                6.0
            } else if piece > 0 {
                2.0
            } else {
                0.0
            };
            units.push(Unit { at, block: number, from, to, cut });
        }
    }
    units
}

/// The block, or its sentences, seams and word windows when it is too long.
fn pieces(text: &str, block: &Block) -> Vec<Range<usize>> {
    let Some(whole) = trimmed(text, block.at.clone()) else { return Vec::new() };
    let short = |at: &Range<usize>| at.len() <= LONGEST || text[at.clone()].chars().count() <= LONGEST;
    if short(&whole) {
        return vec![whole];
    }
    if matches!(block.reading, Reading::Given(_)) {
        // A given reading stands for the whole span; a shape that makes one keeps it short, and this keeps the promise.
        return trimmed(text, whole.start..nth_character(text, &whole, LONGEST)).into_iter().collect();
    }
    let slice = &text[whole.clone()];
    let ends: Vec<usize> = if block.reading == Reading::Glued {
        glued_seams(slice)
    } else {
        sentences(slice).into_iter().map(|sentence| sentence.end).collect()
    };
    let mut pieces = Vec::new();
    let mut start = whole.start;
    for end in ends.into_iter().map(|end| whole.start + end).chain([whole.end]) {
        let Some(piece) = trimmed(text, start..end) else { continue };
        start = end;
        if short(&piece) {
            pieces.push(piece);
        } else {
            windows(text, piece, &mut pieces);
        }
    }
    pieces
}

/// Cuts a text without sentences into equal windows at the blanks, or between characters where there are none.
fn windows(text: &str, at: Range<usize>, pieces: &mut Vec<Range<usize>>) {
    let mut left = text[at.clone()].chars().count();
    let mut rest = at;
    while left > LONGEST {
        let parts = left.div_ceil(BEST as usize);
        let size = left.div_ceil(parts);
        let target = nth_character(text, &rest, size);
        let earliest = nth_character(text, &rest, size * 3 / 4);
        let blank =
            text[earliest..target].rfind(is_blank).map(|at| earliest + at).filter(|at| *at > rest.start);
        let comma = || text[earliest..target].rfind(['、', '，', '；', ',', ';']).map(|at| earliest + at);
        let cut = blank.or_else(comma).map(|at| at + text[at..].chars().next().map_or(0, char::len_utf8));
        let cut = cut.unwrap_or_else(|| before_marks(text, rest.start, target));
        left -= text[rest.start..cut].chars().count();
        pieces.extend(trimmed(text, rest.start..cut));
        rest.start = cut;
    }
    pieces.extend(trimmed(text, rest));
}

/// Moves a cut before the combining marks and vowel signs of the character it would part.
fn before_marks(text: &str, start: usize, cut: usize) -> usize {
    let combines = |c: char| matches!(c as u32, 0x300..=0x36f | 0x64b..=0x65f | 0x93a..=0x94f | 0xe30..=0xe3a | 0xe47..=0xe4e | 0x200c..=0x200d | 0xfe00..=0xfe0f);
    let mut cut = cut;
    for _ in 0..8 {
        let Some(before) = text[start..cut].chars().next_back().filter(|_| text[cut..].starts_with(combines))
        else {
            break;
        };
        let moved = cut - before.len_utf8();
        if moved <= start {
            break;
        }
        cut = moved;
    }
    cut
}

fn nth_character(text: &str, at: &Range<usize>, count: usize) -> usize {
    text[at.clone()].char_indices().nth(count).map_or(at.end, |(offset, _)| at.start + offset)
}

fn trimmed(text: &str, at: Range<usize>) -> Option<Range<usize>> {
    let slice = &text[at.clone()];
    let start = at.start + (slice.len() - slice.trim_start_matches(is_blank).len());
    let end = at.end - (slice.len() - slice.trim_end_matches(is_blank).len());
    (start < end).then_some(start..end)
}

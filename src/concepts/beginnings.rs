//! What labels begin with: most words of a document begin none, and a look at a small table says so.

use std::hash::Hasher;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use crate::concepts::mention::SEPARATOR;
use crate::concepts::units::Unit;

/// The labels by what they begin with.
#[derive(Debug, Clone, Default)]
pub(crate) struct Beginnings {
    /// By the hash of language and first unit.
    by_first: FxHashMap<u64, Beginning>,
    /// The hashes of language and first three units, or both: nearly every character of Chinese begins some label, and
    /// nearly every two of Thai, and are not followed as that label goes on.
    rows: FxHashSet<u64>,
}

/// Labels that begin with the same unit.
#[derive(Debug, Clone, Default)]
pub(crate) struct Beginning {
    /// Bytes of their lines, which stand together.
    pub(crate) lines: Range<usize>,
    /// Of these, the lines of labels that are nothing else.
    pub(crate) whole: Range<usize>,
    /// Units of the longest of them.
    pub(crate) most: usize,
}

impl Beginnings {
    /// Those of the lines of keys, each with its bytes.
    pub(crate) fn new<'l>(lines: impl Iterator<Item = (Range<usize>, &'l str)>) -> Beginnings {
        let mut beginnings = Beginnings::default();
        for (place, line) in lines {
            let mut parts = line.split('\t');
            let (Some(language), Some(label)) = (parts.next(), parts.next()) else { continue };
            let mut units = label.split(SEPARATOR);
            let first = hash(START, [language, units.next().unwrap_or_default()]);
            let fresh = || Beginning { lines: place.clone(), whole: place.start..place.start, most: 0 };
            let beginning = beginnings.by_first.entry(first).or_insert_with(fresh);
            beginning.lines.end = place.end;
            beginning.most = beginning.most.max(label.split(SEPARATOR).count());
            match (units.next(), units.next()) {
                // What is nothing else sorts first.
                (None, _) => beginning.whole.end = place.end,
                (Some(second), None) => _ = beginnings.rows.insert(hash(first, [second])),
                (Some(second), Some(third)) => {
                    beginnings.rows.insert(hash(hash(first, [second]), [third]));
                }
            }
        }
        beginnings
    }

    /// The labels that begin as some units do, if one of them may be meant.
    pub(crate) fn of(&self, units: &[Unit<'_>]) -> Option<Beginning> {
        let Beginnings { by_first, rows } = self;
        let first = units.first()?;
        let first_hash = hash(START, [first.language, first.text]);
        let found = by_first.get(&first_hash)?;
        let goes_on = units.get(1).is_some_and(|second| {
            let both = hash(first_hash, [second.text]);
            rows.contains(&both) || units.get(2).is_some_and(|third| rows.contains(&hash(both, [third.text])))
        });
        match (goes_on, found.whole.is_empty()) {
            (true, _) => Some(found.clone()),
            (false, true) => None,
            (false, false) => Some(Beginning { most: 1, ..found.clone() }),
        }
    }
}

/// The hash of nothing.
const START: u64 = 0;

/// Goes on with a hash by some texts.
fn hash<const COUNT: usize>(start: u64, parts: [&str; COUNT]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u64(start);
    for part in parts {
        hasher.write(part.as_bytes());
    }
    hasher.finish()
}

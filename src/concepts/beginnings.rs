//! What labels begin with, and which they are: most words of a document begin none, and a look at small tables says so.

use std::hash::Hasher;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use crate::concepts::mention::SEPARATOR;
use crate::concepts::units::Unit;

/// The labels by their hashes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Beginnings {
    /// By the hash of language and first unit.
    by_first: FxHashMap<u64, Beginning>,
    /// The hashes of language and first three units: nearly every character of Chinese begins some label, and nearly
    /// every two of Thai, and are not followed as that label goes on.
    threes: FxHashSet<u64>,
    /// The hashes of language and all units of labels of several.
    labels: FxHashSet<u64>,
}

/// Labels that begin with the same unit.
#[derive(Debug, Clone)]
struct Beginning {
    /// Bytes of their lines, which stand together; of these, the lines of labels that are nothing else come first.
    from: u32,
    whole: u32,
    to: u32,
    /// Units of the longest of them.
    most: u32,
}

/// A label that units begin with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label {
    /// How many units it has.
    pub(crate) units: usize,
    /// Bytes of lines with its own among them: of a label of one unit, its own alone.
    pub(crate) lines: Range<usize>,
}

impl Beginnings {
    /// Those of the lines of keys, each with its bytes.
    pub(crate) fn new<'l>(lines: impl Iterator<Item = (Range<usize>, &'l str)>) -> Beginnings {
        let mut beginnings = Beginnings::default();
        for (place, line) in lines {
            let mut parts = line.split('\t');
            let (Some(language), Some(label)) = (parts.next(), parts.next()) else { continue };
            let (from, to) = (place.start as u32, place.end as u32);
            let mut hash = of_language(language);
            let mut count = 0;
            let mut first = hash;
            for unit in label.split(SEPARATOR) {
                hash = then(hash, unit);
                count += 1;
                match count {
                    1 => first = hash,
                    3 => _ = beginnings.threes.insert(hash),
                    _ => {}
                }
            }
            let fresh = || Beginning { from, whole: from, to, most: 0 };
            let beginning = beginnings.by_first.entry(first).or_insert_with(fresh);
            beginning.to = to;
            beginning.most = beginning.most.max(count);
            // What is nothing else sorts first.
            if count == 1 {
                beginning.whole = to;
            } else {
                beginnings.labels.insert(hash);
            }
        }
        beginnings
    }

    /// The longest label that some units begin with. `language` goes on from one place of a text to the next.
    pub(crate) fn longest(&self, units: &[Unit<'_>], language: &mut OfLanguage) -> Option<Label> {
        let first = units.first()?;
        let mut hash = then(language.hash(first.language), first.text);
        let Beginning { from, whole, to, most } = self.by_first.get(&hash)?;
        let mut longest = if from < whole { 1 } else { 0 };
        for (count, unit) in (2..=*most as usize).zip(&units[1..]) {
            hash = then(hash, unit.text);
            if self.labels.contains(&hash) {
                longest = count;
            }
            if count == 3 && !self.threes.contains(&hash) {
                break;
            }
        }
        let lines = if longest == 1 { from..whole } else { from..to };
        (longest > 0).then(|| Label { units: longest, lines: *lines.start as usize..*lines.end as usize })
    }
}

/// The hash of the last language that was met: neighbours are in one.
#[derive(Default)]
pub(crate) struct OfLanguage {
    last: Option<(&'static str, u64)>,
}

impl OfLanguage {
    fn hash(&mut self, language: &'static str) -> u64 {
        match self.last {
            Some((last, hash)) if last == language => hash,
            _ => self.last.insert((language, of_language(language))).1,
        }
    }
}

fn of_language(language: &str) -> u64 {
    then(0, language)
}

/// Goes on with a hash by a text.
fn then(hash: u64, text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u64(hash);
    hasher.write(text.as_bytes());
    hasher.finish()
}

//! What labels begin with, and which they are: most words of a document begin none, and a look at small tables says so.

use std::hash::Hasher;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use crate::concepts::mention::SEPARATOR;
use crate::concepts::units::Unit;

/// The labels by their hashes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Beginnings {
    /// How many units the longest label has that begins with one, by the hash of language and this unit.
    by_first: FxHashMap<u64, u32>,
    /// The hashes of language and first three units: nearly every character of Chinese begins some label, and nearly
    /// every two of Thai, and are not followed as that label goes on.
    threes: FxHashSet<u64>,
    /// Bytes of the lines of each label, by the hash of language and all units.
    labels: FxHashMap<u64, (u32, u32)>,
}

/// A label that units begin with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label {
    /// How many units it has.
    pub(crate) units: usize,
    /// Bytes of its lines.
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
            let most = beginnings.by_first.entry(first).or_default();
            *most = count.max(*most);
            // Those of one label stand together.
            beginnings.labels.entry(hash).or_insert((from, to)).1 = to;
        }
        beginnings
    }

    /// The longest label that some units begin with. `language` goes on from one place of a text to the next.
    pub(crate) fn longest(&self, units: &[Unit<'_>], language: &mut OfLanguage) -> Option<Label> {
        let first = units.first()?;
        let mut hash = then(language.hash(first.language), first.text);
        let most = *self.by_first.get(&hash)?;
        let mut longest = None;
        for (count, unit) in (1..=most as usize).zip(units) {
            if count > 1 {
                hash = then(hash, unit.text);
            }
            if let Some((from, to)) = self.labels.get(&hash) {
                longest = Some(Label { units: count, lines: *from as usize..*to as usize });
            }
            if count == 3 && !self.threes.contains(&hash) {
                break;
            }
        }
        longest
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

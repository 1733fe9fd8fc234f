//! A name that is not known becomes the known names closest to it.
//!
//! Distance counts letters added, left out, changed or swapped with their neighbour, over every key
//! of the same kind; the answer is the label a person can read, never a silent replacement.

use crate::analysis::fold::key;
use crate::names::LabelLanguage;
use crate::names::keys::entries;
use crate::names::place::Place;

/// No more than this many are offered.
const OFFERED: usize = 3;

/// Up to three known countries (their labels) closest to a name that is not known, nearest first.
pub fn nearest_countries(name: &str) -> Vec<&'static str> {
    nearest(name, |place| match place {
        Place::Country(country) => Some(country.label),
        _ => None,
    })
}

/// Up to three known cities (their names) closest to a name that is not known, nearest first.
pub fn nearest_cities(name: &str) -> Vec<&'static str> {
    nearest(name, |place| match place {
        Place::City(city) => Some(city.name),
        _ => None,
    })
}

/// Up to three known places of any kind (their labels) closest to a name that is not known, nearest first.
pub fn nearest_names(name: &str) -> Vec<&'static str> {
    nearest(name, |place| Some(place.label_in(LabelLanguage::ENGLISH)))
}

fn nearest(name: &str, label: impl Fn(Place) -> Option<&'static str>) -> Vec<&'static str> {
    let wanted: Vec<char> = key(name).chars().collect();
    // One change in a short name already makes another one.
    let limit = match wanted.len() {
        0..=2 => return Vec::new(),
        3..=4 => 1,
        5..=8 => 2,
        _ => 3,
    };
    let mut close = Vec::new();
    let mut letters = Vec::new();
    for entry in entries() {
        letters.clear();
        letters.extend(entry.key.chars());
        if letters.len().abs_diff(wanted.len()) > limit {
            continue;
        }
        let Some(distance) = distance(&wanted, &letters, limit) else { continue };
        let places = entry.targets().filter(|target| !target.is_demonym() && !target.is_case());
        for label in places.filter_map(|target| label(target.place()?)) {
            close.push((distance, label));
        }
    }
    close.sort_unstable();
    let mut labels: Vec<&'static str> = Vec::new();
    for (_, label) in close {
        if !labels.contains(&label) && labels.len() < OFFERED {
            labels.push(label);
        }
    }
    labels
}

/// The number of changes between two words, when it is not above the limit.
fn distance(left: &[char], right: &[char], limit: usize) -> Option<usize> {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (i, &l) in left.iter().enumerate() {
        let mut row = Vec::with_capacity(above.len());
        row.push(i + 1);
        for (j, &r) in right.iter().enumerate() {
            let mut best = (above[j] + usize::from(l != r)).min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && l == right[j - 1] && left[i - 1] == r {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        if row.iter().all(|&distance| distance > limit) {
            return None;
        }
        before = std::mem::replace(&mut above, row);
    }
    above.last().copied().filter(|&distance| distance <= limit)
}

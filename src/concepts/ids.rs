//! Ids of concepts are told once: the first line of the keys holds them, and every other line names them by number.
//!
//! An id stands on a hundred lines, and those of published thesauri are whole addresses of the web.

use std::ops::Range;

use crate::concepts::mention::SEPARATOR;

/// What the line of ids begins with: it sorts before the code of any language.
const BEGINNING: char = '\u{1}';

/// Where each id stands in the text of the keys.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ids {
    places: Vec<Range<usize>>,
}

/// The ids of some keys, each by its number.
#[derive(Clone, Copy)]
pub(crate) struct Table<'a> {
    pub(crate) text: &'a [u8],
    pub(crate) ids: &'a Ids,
}

/// The line of ids, in the order of their numbers.
pub(crate) fn line<'i>(ids: impl Iterator<Item = &'i str>) -> String {
    format!("{BEGINNING}{}\n", ids.collect::<Vec<_>>().join(&SEPARATOR.to_string()))
}

impl Ids {
    /// Finds them in the text of keys; none where it is empty.
    pub(crate) fn read(text: &[u8]) -> Ids {
        let mut places = Vec::new();
        let mut start = BEGINNING.len_utf8();
        if text.first() == Some(&(BEGINNING as u8)) {
            let end = text.iter().position(|byte| *byte == b'\n').unwrap_or(text.len());
            for id in text[start..end].split(|byte| *byte == SEPARATOR as u8) {
                places.push(start..start + id.len());
                start += id.len() + SEPARATOR.len_utf8();
            }
        }
        Ids { places }
    }
}

impl<'a> Table<'a> {
    /// The id of a number; nothing for one that is none.
    pub(crate) fn id(self, number: &str) -> &'a str {
        let place = number.parse::<usize>().ok().and_then(|number| self.ids.places.get(number));
        let id = place.and_then(|place| self.text.get(place.clone()));
        id.and_then(|id| std::str::from_utf8(id).ok()).unwrap_or_default()
    }

    /// The number of an id.
    pub(crate) fn number(self, id: &str) -> Option<usize> {
        self.ids.places.iter().position(|place| self.text.get(place.clone()) == Some(id.as_bytes()))
    }
}

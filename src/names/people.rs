//! A one-word place beside a title or a given name is a person: "Michael Jordan", "Dr Chad Smith".
//!
//! The lists are short and Latin: the mistake is frequent with a few names only, and a person's name
//! that stays a place does less harm than a place that is lost.

use crate::analysis::fold::key;
use crate::names::guards::{Guard, is};

/// Whether the word from `start` to `end`, a known place, is part of a person's name here.
pub(crate) fn is_person(text: &str, start: usize, end: usize) -> bool {
    let word = &text[start..end];
    if !word.starts_with(|c: char| c.is_uppercase()) {
        return false;
    }
    if let Some(before) = word_before(text, start) {
        let folded = key(before);
        if is(Guard::Title, &folded) {
            return true;
        }
        // "San Juan Argentina", "Villa Maria Argentina": the given name is part of a place.
        let prefix = word_before(text, start - before.len() - 1).map(key);
        if is(Guard::Given, &folded) && !prefix.is_some_and(|prefix| is(Guard::Prefix, &prefix)) {
            return true;
        }
    }
    word_after(text, end).is_some_and(|after| {
        let after = key(after);
        (is(Guard::Family, &after) || is(Guard::Given, &after)) && is(Guard::Both, &key(word))
    })
}

/// The capitalised word that stands before a byte, with a single blank between, perhaps after a full stop.
fn word_before(text: &str, at: usize) -> Option<&str> {
    let before = text.get(..at)?.strip_suffix(' ')?;
    let before = before.strip_suffix('.').unwrap_or(before);
    // Longer words are in none of the lists.
    let start = before.char_indices().rev().take(16).take_while(|(_, c)| c.is_alphanumeric()).last()?.0;
    capitalised(&before[start..])
}

fn word_after(text: &str, at: usize) -> Option<&str> {
    let after = text.get(at..)?.strip_prefix(' ')?;
    let end = after
        .char_indices()
        .take(16)
        .take_while(|(_, c)| c.is_alphanumeric())
        .last()
        .map(|(at, c)| at + c.len_utf8())?;
    capitalised(&after[..end])
}

fn capitalised(word: &str) -> Option<&str> {
    word.starts_with(char::is_uppercase).then_some(word)
}

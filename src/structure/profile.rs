//! A city's run-on text is cut at its seams into vision, challenges and plan.
//!
//! Profiles follow a form, and lose its line breaks on the web: "…for allVision and motivationThe city…". The
//! form's headings (`templates.tsv`, data) are anchors, but only where a seam or a line break shows that they
//! are headings: a sentence may speak of "vision and motivation" too.

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::structure::line::{is_blank, is_sentence_end};
use crate::structure::page::Reading;
use crate::structure::reading::glued_seams;

/// A section of a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Section {
    /// Its heading as written; none for the text above the first.
    pub(crate) heading: Option<String>,
    /// Bytes of its text, without the heading.
    pub(crate) at: Range<usize>,
}

/// Cuts a text at the headings of the form; one section without a heading when there are none.
pub(crate) fn sections(text: &str) -> Vec<Section> {
    let mut sections = Vec::new();
    let mut open = Section { heading: None, at: 0..0 };
    for anchor in anchors(text) {
        open.at.end = anchor.start;
        sections.push(std::mem::replace(
            &mut open,
            Section { heading: Some(text[anchor.clone()].to_owned()), at: anchor.end..anchor.end },
        ));
    }
    open.at.end = text.len();
    sections.push(open);
    for section in &mut sections {
        let slice = &text[section.at.clone()];
        let before = slice.len() - slice.trim_start_matches(|c| is_blank(c) || matches!(c, ':' | '：')).len();
        section.at.start += before;
        section.at.end = section.at.start + text[section.at.clone()].trim_end_matches(is_blank).len();
    }
    sections.retain(|section| !section.at.is_empty() || section.heading.is_some());
    sections
}

/// How a text of this kind is to be read: glued when more words meet at seams than sentences end.
pub(crate) fn reading_of(text: &str) -> Reading {
    let seams = glued_seams(text).len();
    let sentences = text
        .char_indices()
        .filter(|(at, c)| is_sentence_end(*c) && text[at + c.len_utf8()..].starts_with(is_blank))
        .count();
    if seams > 0 && seams >= sentences { Reading::Glued } else { Reading::Plain }
}

/// Where headings of the form stand.
fn anchors(text: &str) -> Vec<Range<usize>> {
    let phrases = phrases();
    let mut anchors: Vec<Range<usize>> = Vec::new();
    let mut before: Option<char> = None;
    let mut before_that: Option<char> = None;
    for (at, here) in text.char_indices() {
        let free = || anchors.last().is_none_or(|last| last.end <= at);
        if phrases.may_begin(here) && can_open(before, here) && free() {
            let found = phrases.by_first.get(&here).into_iter().flatten().find_map(|phrase| {
                let end = at + matched(&text[at..], phrase)?;
                is_anchor(before, before_that, here, &text[end..]).then_some(at..end)
            });
            anchors.extend(found);
        }
        before_that = before;
        before = Some(here);
    }
    anchors
}

fn can_open(before: Option<char>, here: char) -> bool {
    !here.is_lowercase() && here.is_alphabetic() && before.is_none_or(|before| !before.is_uppercase())
}

/// A heading stands at a line's beginning or glued to the text before it, and its text is glued to it or on a new line.
fn is_anchor(before: Option<char>, before_that: Option<char>, here: char, rest: &str) -> bool {
    let wide_gap = |c: char| matches!(c, '\n' | '\r' | '\u{a0}' | '\t');
    let apart = match before {
        None => true,
        Some(c) if wide_gap(c) => true,
        Some(' ') => before_that.is_none_or(is_blank),
        // Scripts without case write on without a blank anyway; there only a mark parts a heading from the text.
        Some(c) => here.is_uppercase() && (c.is_alphanumeric() || is_sentence_end(c)) || is_sentence_end(c),
    };
    let next = rest.chars().next();
    let second = rest.chars().nth(1);
    let glued =
        next.is_none_or(|c| c.is_uppercase() || c.is_numeric() || wide_gap(c) || matches!(c, ':' | '：'));
    let blank = next == Some(' ') && second.is_some_and(|c| is_blank(c) || c.is_uppercase());
    let caseless = !here.is_uppercase();
    apart && (glued || blank || caseless && matches!(before, None | Some('\n')))
}

/// The headings of the form in small letters.
struct Phrases {
    /// By the first character as it is written.
    by_first: FxHashMap<char, Vec<String>>,
    /// A bit for each of these, by the end of its number: most characters of a text begin none.
    initials: [u64; 64],
}

impl Phrases {
    fn may_begin(&self, c: char) -> bool {
        self.initials[c as usize / 64 % 64] & 1 << (c as usize % 64) != 0
    }
}

fn phrases() -> &'static Phrases {
    static PHRASES: OnceLock<Phrases> = OnceLock::new();
    PHRASES.get_or_init(|| {
        let lines = include_str!("templates.tsv").lines().filter(|line| !line.starts_with('#'));
        let all = lines.filter_map(|line| line.split('\t').nth(2)).flat_map(|list| list.split('|'));
        let mut phrases: FxHashMap<char, Vec<String>> = FxHashMap::default();
        for phrase in all {
            let Some(first) = phrase.chars().next() else { continue };
            phrases.entry(first).or_default().push(phrase.to_lowercase());
        }
        // "Vision and motivations" before "Vision and motivation".
        phrases
            .values_mut()
            .for_each(|phrases| phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len())));
        let mut initials = [0; 64];
        phrases.keys().for_each(|c| initials[*c as usize / 64 % 64] |= 1 << (*c as usize % 64));
        Phrases { by_first: phrases, initials }
    })
}

/// How many bytes of a text say the phrase, whatever its case and blanks.
fn matched(text: &str, phrase: &str) -> Option<usize> {
    let mut wanted = phrase.chars();
    let mut used = 0;
    let mut next = wanted.next();
    for here in text.chars() {
        let Some(want) = next else { return Some(used) };
        let same = here == want
            || here.to_lowercase().eq(std::iter::once(want))
            || want == ' ' && is_blank(here) && here != '\n';
        if !same {
            return None;
        }
        used += here.len_utf8();
        next = wanted.next();
    }
    next.is_none().then_some(used)
}

#[cfg(test)]
mod tests {
    use crate::structure::profile::sections;

    fn read(text: &str) -> Vec<(String, &str)> {
        sections(text)
            .into_iter()
            .map(|section| (section.heading.unwrap_or_default(), &text[section.at]))
            .collect()
    }

    #[test]
    fn headings_of_the_form_cut_a_run_on_text() {
        let text = "A harbour of booksAlder reads.\u{a0}Vision MotivationThe town wants more\u{a0}\u{a0}Challenges Areas of SupportFew busesPlan and ImplementationIt builds";
        assert_eq!(
            read(text),
            [
                (String::new(), "A harbour of booksAlder reads."),
                ("Vision Motivation".to_owned(), "The town wants more"),
                ("Challenges Areas of Support".to_owned(), "Few buses"),
                ("Plan and Implementation".to_owned(), "It builds"),
            ]
        );
    }

    #[test]
    fn a_sentence_may_speak_of_vision_and_motivation() {
        assert_eq!(read("Its vision and motivation are clear. The Vision and motivation of a town").len(), 1);
    }

    #[test]
    fn other_languages_have_the_same_form() {
        assert_eq!(read("Una ciudadVisión y motivaciónLa ciudad quiere").len(), 2);
        assert_eq!(read("一座城市\n愿景与动机\n城市希望").len(), 2);
    }
}

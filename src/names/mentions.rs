//! A text becomes the places it names.
//!
//! From left to right, the longest name that begins at a word wins and what it covers is not looked
//! at again: "Guinea-Bissau" is never "Guinea". Names that say too little alone are decided at the
//! end, when it is known which other places stand near (`resolve`).

use crate::analysis::script::is_apostrophe;
use crate::names::affixes::{without_clitics, without_ending};
use crate::names::keys::{Entry, Run, Target, keys};
use crate::names::people::is_person;
use crate::names::place::Mention;
use crate::names::resolve::resolve;
use crate::names::words::{Word, Writing, before_seam, fold_unspaced, is_unspaced, next_word};

/// A name found in a text; what it names is not decided yet.
#[derive(Clone, Copy)]
pub(crate) struct Found {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) entry: Entry,
    /// Whether a comma or bracket stands inside.
    inverted: bool,
    /// How the text around it is written.
    case: Case,
}

/// How a text uses capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    /// As people write: a capital means something.
    Running,
    /// A few words without any capital, as people type questions.
    Careless,
}

/// Every place a text names, in order, longest name first, none overlapping another.
///
/// Ranges are bytes of `text`. A name that is also a common word ("turkey") counts only with an
/// initial capital, an acronym ("UK") only in capitals, a demonym ("Korean") is marked as one, and
/// a city whose name says too little counts only when its country is named near.
pub fn mentions(text: &str) -> Vec<Mention> {
    resolve(text, &names(text))
}

/// The names in a text, none overlapping another.
fn names(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut scan = Scan { text, case: None, ahead: String::new() };
    let mut folded = String::new();
    let mut at = 0;
    while let Some(word) = next_word(text, at, &mut folded) {
        let (name, rest) = if word.writing == Writing::Unspaced {
            (scan.characters(word.start), word.end)
        } else {
            let name = scan.words(word, &folded);
            match (name, word.seam) {
                (None, Some(_)) => scan.before_seam(word, &mut folded),
                _ => (name, word.end),
            }
        };
        at = rest;
        if let Some(name) = name {
            // A name always covers at least a character, so the scan moves on.
            at = name.end.max(word.start + 1);
            found.push(name);
        }
    }
    found
}

struct Scan<'a> {
    text: &'a str,
    case: Option<Case>,
    /// The folded form of the word behind the one at hand.
    ahead: String,
}

impl Scan<'_> {
    /// The longest name that begins with a word.
    fn words(&mut self, word: Word, folded: &str) -> Option<Found> {
        let mut best = None;
        if let Some(run) = keys().first(folded) {
            best = self.longest(word, run);
        }
        if best.is_none() {
            best = self.inflected(word, folded);
        }
        best
    }

    /// The first part of a word that seems glued to another ("learningBeijing"), and where to go on.
    fn before_seam(&mut self, word: Word, folded: &mut String) -> (Option<Found>, usize) {
        match before_seam(self.text, word, folded) {
            // "McDonald" and "iPhone" are not glued.
            Some(part) if part.end - part.start >= 3 && folded != "mac" => {
                (self.words(part, folded), part.end)
            }
            _ => (None, word.end),
        }
    }

    /// The longest of the names in `run`, whose first word is `word`.
    fn longest(&mut self, word: Word, mut run: Run) -> Option<Found> {
        let mut best = None;
        let mut last = word;
        let mut inverted = false;
        let mut words = 1;
        loop {
            if let Some(entry) = keys().whole(run) {
                let found = self.found(word.start, last.end, entry, inverted);
                if self.counts(&found) && !(words == 1 && is_person(self.text, word.start, last.end)) {
                    best = Some(found);
                }
            }
            let mut ahead = std::mem::take(&mut self.ahead);
            let next = next_word(self.text, last.end, &mut ahead);
            let step = next.and_then(|next| {
                inverted |= gap(self.text, last, next)? == Gap::Inverted;
                self.step(word, run, next, &mut ahead, inverted)
            });
            self.ahead = ahead;
            match step {
                Some(Step::On(longer, next)) => (run, last) = (longer, next),
                Some(Step::End(found)) => return Some(found),
                None => return best,
            }
            words += 1;
        }
    }

    /// From the names read so far to those that go on with `next`, folded in `ahead`.
    fn step(&mut self, word: Word, run: Run, next: Word, ahead: &mut String, inverted: bool) -> Option<Step> {
        if next.writing == Writing::Unspaced {
            return None;
        }
        if let Some(longer) = keys().then_word(run, ahead) {
            return Some(Step::On(longer, next));
        }
        for stem in without_ending(ahead, next.writing) {
            if let Some(entry) = keys().then_word(run, stem).and_then(|run| keys().whole(run)) {
                let end = end_of_stem(self.text, next, ahead, stem);
                let found = self.found(word.start, end, entry, inverted);
                if self.counts(&found) {
                    return Some(Step::End(found));
                }
            }
        }
        let part = before_seam(self.text, next, ahead)?;
        keys().then_word(run, ahead).map(|longer| Step::On(longer, part))
    }

    /// A one-word name with an ending or behind a clitic.
    fn inflected(&mut self, word: Word, folded: &str) -> Option<Found> {
        for stem in without_ending(folded, word.writing) {
            let Some(entry) = keys().first(stem).and_then(|run| keys().whole(run)) else { continue };
            let found = self.found(word.start, end_of_stem(self.text, word, folded, stem), entry, false);
            // "Poles" and "turkeys" are no places: only names that cannot be another word take an ending.
            let plain =
                |target: Target| !target.is_demonym() && !target.needs_capital() && !target.needs_capitals();
            let capital = word.writing != Writing::Latin || self.is_careless() || self.has_capital(&found);
            if capital && self.counts(&found) && entry.targets().any(plain) {
                return Some(found);
            }
        }
        for (stem, letters) in without_clitics(folded, word.writing) {
            let Some(run) = keys().first(&stem) else { continue };
            let clitics =
                self.text[word.start..word.end].chars().take(letters).map(char::len_utf8).sum::<usize>();
            if let Some(found) = self.longest(Word { start: word.start + clitics, ..word }, run) {
                return Some(found);
            }
        }
        None
    }

    /// The longest name that begins at a character of a script without spaces.
    fn characters(&mut self, start: usize) -> Option<Found> {
        let mut best = None;
        let mut run: Option<Run> = None;
        let mut ahead = std::mem::take(&mut self.ahead);
        ahead.clear();
        let mut gaps = 0;
        for (at, c) in self.text[start..].char_indices() {
            if !is_unspaced(c) {
                // "アンティグア・バーブーダ", "刚果（金）": one sign may stand between two parts.
                gaps += 1;
                if gaps > 1 || !INSIDE.contains(&c) {
                    break;
                }
                continue;
            }
            let known = ahead.len();
            fold_unspaced(c, &mut ahead);
            let more = &ahead[known..];
            run = match run {
                _ if more.is_empty() => continue,
                Some(run) => keys().then_characters(run, more),
                None if known == 0 => continue,
                None => keys().first(&ahead),
            };
            let Some(run) = run else { break };
            gaps = 0;
            let end = start + at + c.len_utf8();
            if let Some(entry) = keys().whole(run)
                && is_whole(self.text, start, end)
            {
                let found = self.found(start, end, entry, false);
                if self.counts(&found) {
                    best = Some(found);
                }
            }
        }
        self.ahead = ahead;
        best
    }

    fn found(&mut self, start: usize, end: usize, entry: Entry, inverted: bool) -> Found {
        let case = if self.is_careless() { Case::Careless } else { Case::Running };
        Found { start, end, entry, inverted, case }
    }

    fn is_careless(&mut self) -> bool {
        let text = self.text;
        *self.case.get_or_insert_with(|| case(text)) == Case::Careless
    }

    fn has_capital(&self, found: &Found) -> bool {
        self.text[found.start..found.end].starts_with(char::is_uppercase)
    }

    /// Whether a name counts the way it is written here.
    fn counts(&self, found: &Found) -> bool {
        found.entry.targets().any(|target| found.allows(target, self.text))
    }
}

/// Where reading another word of a name leads.
enum Step {
    /// More names go on with it.
    On(Run, Word),
    /// It ends the name.
    End(Found),
}

/// What may stand between two words of a name.
#[derive(PartialEq, Eq)]
enum Gap {
    Plain,
    /// A comma or bracket: "Korea, Republic of".
    Inverted,
}

/// Signs that may stand inside a name in a script without spaces.
const INSIDE: &[char] = &[' ', '·', '・', '･', '‧', '-', '=', '＝', '(', ')', '（', '）', '、', '\u{200b}'];

/// A text without any capital is careless up to this many bytes: a question, not a document.
const LONGEST_QUESTION: usize = 120;

impl Found {
    /// Whether a name may mean a place the way it is written here.
    pub(crate) fn allows(&self, target: Target, text: &str) -> bool {
        let written = &text[self.start..self.end];
        let careless = self.case == Case::Careless;
        let key = self.entry.key;
        if target.only_alone() || self.inverted && !target.may_be_inverted() {
            return false;
        }
        if target.needs_capital() && !written.starts_with(char::is_uppercase) && !(careless && key.len() >= 4)
        {
            return false;
        }
        !target.needs_capitals() || !written.contains(char::is_lowercase) || careless && !key.contains(' ')
    }
}

fn case(text: &str) -> Case {
    let careless = text.len() <= LONGEST_QUESTION && !text.contains(char::is_uppercase);
    if careless { Case::Careless } else { Case::Running }
}

/// What stands between two words, when a name may go on across it.
fn gap(text: &str, before: Word, after: Word) -> Option<Gap> {
    let between = &text[before.end..after.start];
    if between.len() > 6 {
        return None;
    }
    let mut gap = Gap::Plain;
    let mut lines = 0;
    for c in between.chars() {
        match c {
            '\n' => lines += 1,
            ',' | '(' | '（' | '،' => gap = Gap::Inverted,
            '-' | '‐' | '‑' | '–' | '&' | '·' | '\u{200b}' => {}
            // "St. Lucia", "U.S.", "Dem. Rep. Congo", but not the end of a sentence.
            '.' if before.end - before.start <= 4 => {}
            c if c.is_whitespace() || is_apostrophe(c) => {}
            _ => return None,
        }
    }
    // A name may be broken over two lines; behind an empty line something else begins.
    (lines <= 1).then_some(gap)
}

/// Where a name ends in a word that has an ending.
fn end_of_stem(text: &str, word: Word, folded: &str, stem: &str) -> usize {
    let ending = &folded[stem.len()..];
    let written = &text[word.start..word.end];
    // What was folded away (a particle in separate letters) cannot be measured: then all of the word.
    let shorter = written.strip_suffix(ending).or_else(|| written.strip_suffix(&ending.to_uppercase()));
    word.start + shorter.unwrap_or(written).len()
}

/// Whether nothing beside a match shows that it is a piece of a longer word, in a script without spaces.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let name = &text[start..end];
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    // Katakana words are foreign words as a whole: タイ (Thailand) is not in タイトル (title).
    if name.starts_with(is_katakana) && before.is_some_and(is_katakana)
        || name.ends_with(is_katakana) && after.is_some_and(is_katakana)
    {
        return false;
    }
    // A syllable is not cut: a vowel sign or mark behind, a vowel written before its consonant.
    !before.is_some_and(is_leading_vowel) && !after.is_some_and(continues_syllable)
}

fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30fe}' | '\u{ff66}'..='\u{ff9f}')
}

/// Thai and Lao vowels written before the consonant they follow, and the Khmer sign of a lower consonant.
fn is_leading_vowel(c: char) -> bool {
    matches!(c, '\u{e40}'..='\u{e44}' | '\u{ec0}'..='\u{ec4}' | '\u{17d2}')
}

fn continues_syllable(c: char) -> bool {
    matches!(c, '\u{e30}'..='\u{e3a}' | '\u{e45}' | '\u{e47}'..='\u{e4e}' | '\u{eb0}'..='\u{ebc}'
        | '\u{ec8}'..='\u{ece}' | '\u{102b}'..='\u{103e}' | '\u{17b6}'..='\u{17d3}')
}

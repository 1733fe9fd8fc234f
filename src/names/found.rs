//! A name as it stands in a text: how it is written decides whether it may mean a place.
//!
//! Capitals carry most of it. Of 13,800 encyclopedia passages in seventeen languages, nearly every
//! one-word name in small letters was another word (réunion, mongoli, chili, thái); in a short question
//! people leave capitals out.

use crate::analysis::fold::composed;
use crate::names::guards::{Guard, is};
use crate::names::keys::{Entry, Target};
use crate::names::words::Writing;

/// A name found in a text; what it names is not decided yet.
#[derive(Clone, Copy)]
pub(crate) struct Found {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) entry: Entry,
    /// Whether what is written beside it makes an adjective of it: 한국어, 法国人.
    pub(crate) demonym: bool,
    /// Whether a comma or bracket stands inside.
    pub(crate) inverted: bool,
    /// How its first word is written.
    pub(crate) writing: Writing,
    /// How the text around it is written.
    pub(crate) case: Case,
}

/// How a text uses capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    /// A text as it is printed: a capital means something, and so does its absence.
    Running,
    /// A few words with a capital among them: a title, a table cell, a question.
    Short,
    /// A long text without any capital.
    Small,
    /// A few words without any capital, as people type questions.
    Question,
}

/// What is no longer than this is a line and not running text, in bytes.
pub(crate) const LONGEST_LINE: usize = 120;

/// How a text uses capitals.
pub(crate) fn case(text: &str) -> Case {
    match (text.len() <= LONGEST_LINE, text.contains(char::is_uppercase)) {
        (false, true) => Case::Running,
        (true, true) => Case::Short,
        (false, false) => Case::Small,
        (true, false) => Case::Question,
    }
}

impl Found {
    /// Whether the name may mean any place the way it is written here.
    pub(crate) fn counts(&self, text: &str) -> bool {
        self.entry.targets().any(|target| self.allows(target, text))
    }

    /// Whether the name may mean a place the way it is written here.
    pub(crate) fn allows(&self, target: Target, text: &str) -> bool {
        if target.is_none() {
            return true;
        }
        if target.only_alone() || self.inverted && !target.may_be_inverted() {
            return false;
        }
        if !matches!(self.writing, Writing::Latin | Writing::Cyrillic | Writing::Greek) {
            // चीनी is Chinese, and sugar: without capitals only a question is short enough to tell.
            return !target.needs_capital() || self.case == Case::Question;
        }
        let written = &text[self.start..self.end];
        if target.needs_accents() && !is(Guard::Accents, &composed(written.to_lowercase())) {
            return false;
        }
        if target.may_be_small() {
            return true;
        }
        let question = self.case == Case::Question;
        if target.needs_capitals() {
            return !written.contains(char::is_lowercase) || question && !self.entry.key.contains(' ');
        }
        if target.needs_capital() {
            // Of more words the last one: "à la Réunion" is the island, "la réunion" a meeting.
            let last = written.rsplit(' ').next().unwrap_or(written);
            let forgiven = question && self.entry.key.len() >= 4 && !target.always_needs_capital();
            return forgiven || last.starts_with(char::is_uppercase);
        }
        // "République tchèque", "the Netherlands": one capital is enough.
        self.case != Case::Running || written.contains(char::is_uppercase)
    }
}

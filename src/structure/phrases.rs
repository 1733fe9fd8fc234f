//! Our own word lists become lookups: what the furniture of a page says, in many languages.
//!
//! A list is a tab-separated file beside this one: class, how it is compared (`is`, `starts`, `has`),
//! language (for the reader only) and the phrases, joined by `|`. New wording is a line of data. A beginning that is
//! written with a mark at its end (`Address:`) counts only before one: "Address the needs of all" is no address.

use std::collections::HashMap;
use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

use crate::structure::line::is_blank;

/// The phrases of one file.
#[derive(Debug, Default)]
pub(crate) struct Phrases {
    whole: HashMap<String, Vec<&'static str>>,
    /// By their first letter: a few hundred phrases are looked for in every line.
    starts: HashMap<char, Vec<Opening>>,
    within: Vec<(String, &'static str)>,
    /// Finds all of `within` in one pass.
    finder: Option<AhoCorasick>,
}

/// What a line may open with.
#[derive(Debug)]
struct Opening {
    phrase: String,
    /// Whether a mark must follow.
    marked: bool,
    class: &'static str,
}

/// The marks that part a label from what it labels.
const MARKS: [char; 6] = [':', '：', '/', '／', '=', '＝'];

/// What menus, filters, footers and credits say.
pub(crate) fn furniture() -> &'static Phrases {
    static PHRASES: OnceLock<Phrases> = OnceLock::new();
    PHRASES.get_or_init(|| phrases(include_str!("furniture.tsv")))
}

/// What tells the kind of a document, its by-line and its totals.
pub(crate) fn cues() -> &'static Phrases {
    static PHRASES: OnceLock<Phrases> = OnceLock::new();
    PHRASES.get_or_init(|| phrases(include_str!("cues.tsv")))
}

/// Lower case, blanks folded, quotes straightened, marks at both ends dropped: "Suivez-nous :" and "suivez-nous" are one.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let edge = |c: char| {
        is_blank(c)
            || matches!(c, ':' | '：' | '.' | '…' | '›' | '»' | '‹' | '«' | '|' | '>' | '<' | '*' | '_' | '#')
    };
    let mut blank = false;
    for character in text.trim_matches(edge).chars() {
        if is_blank(character) {
            blank = true;
            continue;
        }
        if std::mem::take(&mut blank) {
            folded.push(' ');
        }
        match character {
            '’' | '‘' | 'ʼ' => folded.push('\''),
            _ => folded.extend(character.to_lowercase()),
        }
    }
    folded
}

impl Phrases {
    /// The class of a line, and nothing for a line that says none of the phrases.
    pub(crate) fn class(&self, text: &str) -> Option<&'static str> {
        let folded = fold(text);
        let whole = self.whole.get(&folded).and_then(|classes| classes.first()).copied();
        // Where several are said, the first of the file counts.
        let within = || self.held(&folded).min().map(|phrase| self.within[phrase].1);
        whole.or_else(|| self.begun(&folded).next()).or_else(within)
    }

    /// Whether a line says a phrase of this class.
    pub(crate) fn says(&self, text: &str, class: &str) -> bool {
        self.says_any(text, &[class])
    }

    /// Whether it says one of several classes.
    pub(crate) fn says_any(&self, text: &str, classes: &[&str]) -> bool {
        let folded = fold(text);
        self.whole.get(&folded).is_some_and(|own| own.iter().any(|class| classes.contains(class)))
            || self.begun(&folded).any(|class| classes.contains(&class))
            || self.held(&folded).any(|phrase| classes.contains(&self.within[phrase].1))
    }

    /// The classes of the phrases that a folded text opens with, in the order of the file.
    fn begun(&self, folded: &str) -> impl Iterator<Item = &'static str> {
        let first = folded.chars().next().and_then(|first| self.starts.get(&first));
        first.into_iter().flatten().filter(|opening| opening.opens(folded)).map(|opening| opening.class)
    }

    /// The numbers of the phrases that a folded text holds as words of its own.
    fn held(&self, folded: &str) -> impl Iterator<Item = usize> {
        let found = self.finder.iter().flat_map(move |finder| finder.find_overlapping_iter(folded));
        let are_words = |found: &aho_corasick::Match| {
            let (before, rest) = (&folded[..found.start()], &folded[found.end()..]);
            has_words(before, &self.within[found.pattern().as_usize()].0, rest)
        };
        found.filter(are_words).map(|found| found.pattern().as_usize())
    }
}

fn phrases(file: &'static str) -> Phrases {
    let mut phrases = Phrases::default();
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let (Some(class), Some(how), Some(_), Some(list)) =
            (columns.next(), columns.next(), columns.next(), columns.next())
        else {
            continue;
        };
        for written in list.split('|') {
            let phrase = fold(written);
            if phrase.is_empty() {
                continue;
            }
            match how {
                "is" => phrases.whole.entry(phrase).or_default().push(class),
                "starts" => {
                    let first = phrase.chars().next().unwrap_or_default();
                    // Folding drops a colon and keeps the other marks.
                    let (phrase, marked) = match phrase.strip_suffix(MARKS) {
                        Some(bare) => (bare.to_owned(), true),
                        None => (phrase, written.ends_with(MARKS)),
                    };
                    phrases.starts.entry(first).or_default().push(Opening { phrase, marked, class });
                }
                _ => phrases.within.push((phrase, class)),
            }
        }
    }
    // It fails for more phrases than a number can count.
    phrases.finder = AhoCorasick::new(phrases.within.iter().map(|(phrase, _)| phrase)).ok();
    phrases
}

impl Opening {
    /// Whether a folded text opens with it, and it ends where a word ends.
    fn opens(&self, folded: &str) -> bool {
        let rest = folded.strip_prefix(&self.phrase);
        // A mark that nothing follows is no longer there.
        let is_followed = |rest: &str| rest.is_empty() || rest.trim_start().starts_with(MARKS);
        rest.is_some_and(|rest| word_ends(&self.phrase, rest) && (!self.marked || is_followed(rest)))
    }
}

/// Whether a phrase between two texts is no part of a word that begins or ends in them.
fn has_words(before: &str, phrase: &str, rest: &str) -> bool {
    let first = phrase.chars().next();
    let open = !before.ends_with(char::is_alphanumeric) || first.is_some_and(is_caseless);
    open && word_ends(phrase, rest)
}

/// Scripts without letter case mostly write without blanks too, or bind words together: there any place will do.
fn word_ends(phrase: &str, rest: &str) -> bool {
    !rest.starts_with(char::is_alphanumeric)
        || phrase.chars().next_back().is_some_and(|c| is_caseless(c) || !c.is_alphanumeric())
}

fn is_caseless(character: char) -> bool {
    character.is_alphabetic() && !character.is_lowercase() && !character.is_uppercase()
}

#[cfg(test)]
mod tests {
    use crate::structure::phrases::{cues, furniture};

    #[test]
    fn words_of_a_footer_are_known_in_many_languages() {
        assert_eq!(furniture().class("Skip to main content"), Some("skip"));
        assert_eq!(furniture().class("Suivez-nous :"), Some("footer"));
        assert_eq!(furniture().class("版权所有 © 2022"), Some("footer"));
        assert_eq!(furniture().class("Learning never ends"), None);
        assert!(cues().says("PRESS RELEASE: 55 new members", "press-release"));
        assert!(!cues().says("Expressions of interest", "press-release"));
    }

    #[test]
    fn a_by_line_is_no_sentence_without_a_stop() {
        for label in [
            "Source: Example Press",
            "Updated on 3 May 2024",
            "来源：某报",
            "วันที่: 3 พฤษภาคม",
            "By Ada Example",
        ] {
            assert!(cues().says(label, "byline"), "{label}");
        }
        for text in [
            "Location matters for older learners",
            "Updated strategy of the town",
            "时间银行互相帮助",
            "วันที่ 3 พฤษภาคม เมืองเปิดห้องสมุด",
            "Ngày 3 tháng 5 thành phố mở thư viện",
            "Fonte de saber para todos",
        ] {
            assert!(!cues().says(text, "byline"), "{text}");
        }
    }

    #[test]
    fn a_label_is_one_before_a_mark_only() {
        for (label, class) in [
            ("Address: 5 Example Street, Corinth", "address"),
            ("Photo: Ada Example", "credit"),
            ("Photo : Ada Example", "credit"),
            ("图／某某", "credit"),
            ("摄影：某某", "credit"),
            ("사진=아무개", "credit"),
            ("住所：東京都", "address"),
            ("Photo:", "credit"),
        ] {
            assert_eq!(furniture().class(label), Some(class), "{label}");
        }
        for text in [
            "Address the needs of learners who came late",
            "Image making is taught at night",
            "Credit unions offer courses",
            "Photographs of the old town",
            "图书馆晚上开门",
            "摄影班每周二上课",
            "사진전이 열린다",
            "写真教室が開かれる",
            "所在地の学校",
        ] {
            assert_eq!(furniture().class(text), None, "{text}");
        }
    }
}

//! A text becomes the places it names.
//!
//! From left to right, the longest name that begins at a word wins and what it covers is not looked
//! at again: "Guinea-Bissau" is never "Guinea". Names that say too little alone are decided at the
//! end, when it is known which other places stand near (`resolve`).

use crate::analysis::letters::{NOTHING, SEVERAL};
use crate::analysis::signs::{Sign, sign};
use crate::names::affixes::{base, without_clitics};
use crate::names::found::{Case, Found, LONGEST_LINE, case};
use crate::names::joints::{Gap, INSIDE, end_of_name, gap, is_adjective, is_whole, with_bracket};
use crate::names::keys::{Entry, Keys, Run, Target, keys};
use crate::names::labels::country_called_in;
use crate::names::nameless::{Nameless, written};
use crate::names::people::is_person;
use crate::names::place::{Mention, Place};
use crate::names::resolve::{possible, resolve};
use crate::names::words::{
    FIRST_UNSPACED, Word, Writing, before_seam, fold_unspaced, is_unspaced_in_text, next_word, writing_of,
};

/// Every place a text names, in order, longest name first, none overlapping another.
///
/// Ranges are bytes of `text`. In running text a name needs a capital, an acronym ("UK") stands in
/// capitals, a demonym ("Korean") is marked as one, and a city whose name says too little counts only
/// when its country is named near. A question typed without any capital is read more freely.
///
/// ```
/// use gnlc::names::{Place, mentions};
///
/// let found = mentions("부안의 평생학습, Buan in Korea");
/// assert_eq!(found.len(), 3);
/// assert_eq!(found[0].place, found[1].place);
/// assert!(matches!(found[2].place, Place::Country(korea) if korea.code == "KR"));
/// // Busan is another city, and a person is no place.
/// assert!(mentions("Michael Jordan ate turkey").is_empty());
/// ```
pub fn mentions(text: &str) -> Vec<Mention> {
    mentions_if_any(text).unwrap_or_default()
}

/// Likewise; nothing where no name stands at all, not even one that says too little alone.
pub(crate) fn mentions_if_any(text: &str) -> Option<Vec<Mention>> {
    let names = names(text);
    (!names.is_empty()).then(|| resolve(text, &names))
}

/// The places that a question in a language may name besides those of [`mentions`]: a city whose name says too
/// little alone, and a country whose usual name in that language (a code) is also another word there.
///
/// Nobody names the country beside a city in three words typed, so what is left open in a text is a guess
/// worth making in a question; it is worth less than what is sure. Where a script has capitals, nothing is
/// guessed without one, unless the name is all that is asked.
///
/// ```
/// use gnlc::names::{mentions, possible_mentions};
///
/// assert!(mentions("Canton travailleurs migrants").is_empty());
/// let found = possible_mentions("Canton travailleurs migrants", "fr");
/// assert_eq!(found[0].place.id(), "CN/guangzhou");
/// assert_eq!(possible_mentions("Bao nhiêu thành phố của Đức", "vi")[0].place.id(), "DE");
/// assert!(possible_mentions("un canton suisse", "fr").is_empty());
/// assert_eq!(possible_mentions("مهرجان التعلم في كورك", "ar")[0].place.id(), "IE/cork");
/// assert_eq!(possible_mentions("cork", "en")[0].place.id(), "IE/cork");
/// ```
pub fn possible_mentions(text: &str, language: &str) -> Vec<Mention> {
    if text.len() > LONGEST_LINE {
        return Vec::new();
    }
    let names = names(text);
    let sure = resolve(text, &names);
    let covers = |start: usize| sure.iter().any(|mention| mention.start <= start && start < mention.end);
    let cities = names.iter().filter(|name| !covers(name.start)).filter_map(|name| possible(text, name));
    let mut found: Vec<Mention> = cities.collect();
    let (mut folded, mut at) = (String::new(), 0);
    while let Some(word) = next_word(text, at, &mut folded) {
        at = word.end;
        let written = &text[word.start..word.end];
        if written.starts_with(char::is_uppercase)
            && !covers(word.start)
            && let Some(country) = country_called_in(written, language)
        {
            let place = Place::Country(country);
            found.push(Mention { place, start: word.start, end: word.end, demonym: false });
        }
    }
    found.sort_by_key(|mention| mention.start);
    found
}

/// The names in a text, none overlapping another.
fn names(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut scan = Scan {
        text,
        keys: keys(text.len()),
        nameless: Nameless::take(),
        met: false,
        case: None,
        ahead: String::new(),
        form: String::new(),
    };
    let mut folded = String::new();
    let mut at = 0;
    // In a question, names are looked for in other forms.
    let remembers = text.len() > LONGEST_LINE || scan.case() != Case::Question;
    loop {
        at = scan.passed_over(at);
        let written = if remembers { written(&text.as_bytes()[at..]) } else { None };
        if let Some(known) = written.filter(|written| scan.nameless.knows(*written)) {
            at += known.length;
            continue;
        }
        scan.met = false;
        let Some(word) = next_word(text, at, &mut folded) else { break };
        let (name, rest) = if word.writing == Writing::Unspaced {
            (scan.characters(word.start), word.end)
        } else {
            let name = scan.words(word, &folded);
            match (name, word.seam) {
                (None, Some(_)) => scan.before_seam(word, &mut folded),
                _ => (name, word.end),
            }
        };
        if let Some(written) = written
            && !scan.met
            && (word.start, rest) == (at, at + written.length)
        {
            scan.nameless.note(written);
        }
        at = rest;
        if let Some(name) = name {
            // A name always covers at least a character, so the scan moves on.
            at = name.end.max(word.start + 1);
            found.push(name);
        }
    }
    scan.nameless.give_back();
    found
}

/// Where reading another word of a name leads.
enum Step {
    /// More names go on with it.
    On(Run, Word),
    /// It ends the name.
    End(Found),
}

struct Scan<'a> {
    text: &'a str,
    keys: Keys,
    nameless: Nameless,
    /// Whether a name began with the word at hand, in any of its forms.
    met: bool,
    case: Option<Case>,
    /// The folded form of the word behind the one at hand.
    ahead: String,
    /// Room for base forms.
    form: String,
}

impl Scan<'_> {
    /// Where something stands that a name may begin with: behind blanks and signs, and behind characters of a script
    /// without spaces that begin none.
    fn passed_over(&self, from: usize) -> usize {
        let mut rest = self.text[from..].chars();
        loop {
            let at = self.text.len() - rest.as_str().len();
            match rest.next() {
                Some(c) if c.is_ascii() && !c.is_ascii_alphanumeric() => {}
                Some(c) if c >= FIRST_UNSPACED && !self.may_begin(sign(c)) => {}
                _ => return at,
            }
        }
    }

    /// The names that begin with a word.
    fn first(&mut self, word: &str) -> Option<Run> {
        let run = self.keys.first(word);
        self.met |= run.is_some();
        run
    }

    /// The longest name that begins with a word.
    fn words(&mut self, word: Word, folded: &str) -> Option<Found> {
        let run = self.first(folded);
        let found = run.and_then(|run| self.longest(word, run));
        if found.is_some_and(|found| found.end > word.end) {
            return found;
        }
        // "Китайской" alone is an adjective, but also begins an inflected "Китайская Народная Республика".
        let inflected =
            self.inflected(word, folded).filter(|other| found.is_none_or(|found| other.end > found.end));
        inflected.or(found).or_else(|| self.behind_clitics(word, folded))
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
            if let Some(entry) = self.keys.whole(run) {
                let found = self.found(word, last.end, entry, inverted);
                if found.counts(self.text) && !(words == 1 && is_person(self.text, word.start, last.end)) {
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
        if let Some(longer) = self.keys.then_word(run, ahead) {
            return Some(Step::On(longer, next));
        }
        let mut form = std::mem::take(&mut self.form);
        let step = base(ahead, next.writing, &mut form, |base| {
            let longer = self.keys.then_word(run, base.name)?;
            if base.behind == 0 {
                return Some(Step::On(longer, next));
            }
            let end = end_of_name(self.text, next, ahead, base.behind)?;
            let found =
                Found { demonym: base.demonym, ..self.found(word, end, self.keys.whole(longer)?, inverted) };
            found.counts(self.text).then_some(Step::End(found))
        });
        self.form = form;
        step.or_else(|| {
            let part = before_seam(self.text, next, ahead)?;
            self.keys.then_word(run, ahead).map(|longer| Step::On(longer, part))
        })
    }

    /// A name whose first word has an ending.
    fn inflected(&mut self, word: Word, folded: &str) -> Option<Found> {
        let capital = matches!(word.writing, Writing::Hangul | Writing::Spaced)
            || self.text[word.start..].starts_with(char::is_uppercase)
            || self.case() == Case::Question;
        if !capital {
            return None;
        }
        let mut form = std::mem::take(&mut self.form);
        // "Poles" and "turkeys" are no places: only names that cannot be another word take an ending.
        let plain =
            |target: Target| !target.is_demonym() && !target.needs_capital() && !target.needs_capitals();
        // "Китайской" is of the Bulgarian "китайска" and begins the Russian name of the republic: more words win.
        let mut alone = None;
        let found = base(folded, word.writing, &mut form, |base| {
            let run = self.first(base.name)?;
            if base.behind == 0 {
                let found = self.longest(word, run)?;
                if found.end > word.end {
                    return Some(found);
                }
                if !base.begins_longer && (word.writing != Writing::Latin || found.entry.targets().any(plain))
                {
                    alone = alone.or(Some(found));
                }
                return None;
            }
            let entry = self.keys.whole(run)?;
            // "Bakış" is not "of Bakı": the ending is what is written, not only what it folds to.
            let end = end_of_name(self.text, word, folded, base.behind)?;
            let found = Found { demonym: base.demonym, ..self.found(word, end, entry, false) };
            (found.counts(self.text) && entry.targets().any(plain)).then_some(found)
        });
        self.form = form;
        found.or(alone)
    }

    /// A name behind an article or a short word that is written together with it.
    fn behind_clitics(&mut self, word: Word, folded: &str) -> Option<Found> {
        if word.writing != Writing::Semitic {
            return None;
        }
        without_clitics(folded).find_map(|(name, letters)| {
            let run = self.first(&name)?;
            let written = self.text[word.start..word.end].chars();
            let clitics: usize = written.take(letters).map(char::len_utf8).sum();
            self.longest(Word { start: word.start + clitics, ..word }, run)
        })
    }

    /// Whether a name may begin at a character: at most of those of scripts without spaces none does.
    fn may_begin(&self, sign: Sign) -> bool {
        let is_sure = writing_of(sign) == Some(Writing::Unspaced)
            && !sign.odd
            && !matches!(sign.plain, NOTHING | SEVERAL);
        !is_sure || self.keys.may_begin(sign.plain)
    }

    /// The longest name that begins at a character of a script without spaces.
    fn characters(&mut self, start: usize) -> Option<Found> {
        let mut ahead = std::mem::take(&mut self.ahead);
        ahead.clear();
        let found = self.longest_of_characters(start, &mut ahead);
        self.ahead = ahead;
        found
    }

    fn longest_of_characters(&mut self, start: usize, ahead: &mut String) -> Option<Found> {
        let mut best = None;
        let mut run: Option<Run> = None;
        let mut gaps = 0;
        for (at, c) in self.text[start..].char_indices() {
            if !is_unspaced_in_text(c) {
                // "アンティグア・バーブーダ", "刚果（金）": one sign may stand between two parts.
                gaps += 1;
                if gaps > 1 || !INSIDE.contains(&c) {
                    break;
                }
                continue;
            }
            gaps = 0;
            let known = ahead.len();
            fold_unspaced(c, ahead);
            let more = &ahead[known..];
            run = match run {
                _ if more.is_empty() => continue,
                Some(run) => self.keys.then_characters(run, more),
                None if known > 0 => self.keys.first(ahead),
                None if more.starts_with(|c| self.keys.may_begin(c)) => continue,
                None => break,
            };
            let Some(run) = run else { break };
            let end = start + at + c.len_utf8();
            if let Some(entry) = self.keys.whole(run)
                && is_whole(self.text, start, end)
            {
                let word = Word { start, end, seam: None, writing: Writing::Unspaced };
                let demonym = is_adjective(self.text, start, end);
                let found = Found { demonym, ..self.found(word, end, entry, false) };
                if found.counts(self.text) {
                    best = Some(found);
                }
            }
        }
        best
    }

    fn found(&mut self, word: Word, end: usize, entry: Entry, inverted: bool) -> Found {
        let end = if inverted { with_bracket(self.text, word.start, end) } else { end };
        let Word { start, writing, .. } = word;
        Found { start, end, entry, demonym: false, inverted, writing, case: self.case() }
    }

    fn case(&mut self) -> Case {
        let text = self.text;
        *self.case.get_or_insert_with(|| case(text))
    }
}

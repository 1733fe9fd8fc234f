//! Runs become tokens of three streams.
//!
//! All streams count positions alike: one for each word between blanks or from a dictionary, one
//! for each Han, kana or Hangul character. So a phrase can be looked up in *main* or in *exact*.

use std::ops::Range;

use crate::analysis::chinese::{self, Vocabulary};
use crate::analysis::dictionary;
use crate::analysis::fold;
use crate::analysis::function_words::is_function_word;
use crate::analysis::grams::{grams, grams_across};
use crate::analysis::language::{Accents, Apostrophe, Case, Language, Words};
use crate::analysis::languages::DEFAULTS;
use crate::analysis::remembered::{Asked, Memory, Place, Purpose, Remembered};
use crate::analysis::script::Script;
use crate::analysis::signs::sign;
use crate::analysis::stems::Stems;
use crate::analysis::token::{Streams, Token, Tokens};
use crate::analysis::words::{Run, RunKind, between_apostrophes, boundary, glued_parts, next_run};

/// Which words enter *main* and *grams*.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    All,
    /// All but the function words of their language.
    Content,
    /// All, without the grams of words between blanks.
    NoGrams,
    /// The same, without what *main* has from *exact*.
    Index,
}

/// Longer words are cut into pieces of this many bytes: a megabyte without a blank is no term.
const LONGEST_TERM: usize = 128;
/// What may follow an apostrophe in English: the word before it is the word.
const CONTRACTIONS: &[&str] = &["m", "re", "ve", "ll", "d"];

/// What one cut needs and the next can use again.
#[derive(Default)]
pub(crate) struct Scratch {
    memory: Memory,
    work: Work,
    /// Where the letters of a word begin, and its end.
    edges: Vec<usize>,
    run: Characters,
}

/// A folded run of Han, kana or Hangul.
#[derive(Default)]
struct Characters {
    folded: String,
    /// Where each character begins in `folded`, and its end.
    edges: Vec<usize>,
    /// Where each character begins in the text, and the end of the run.
    places: Vec<usize>,
}

impl Characters {
    fn fill(&mut self, text: &str, place: Range<usize>) {
        self.folded.clear();
        self.edges.clear();
        self.places.clear();
        for (at, character) in text[place.clone()].char_indices() {
            self.edges.push(self.folded.len());
            self.places.push(place.start + at);
            self.folded.push(sign(character).plain);
        }
        self.edges.push(self.folded.len());
        self.places.push(place.end);
    }

    fn len(&self) -> usize {
        self.edges.len() - 1
    }

    /// Some characters of a run that begins at a position.
    fn token(&self, characters: Range<usize>, position: u32) -> Token<'_> {
        Token {
            text: &self.folded[self.edges[characters.start]..self.edges[characters.end]],
            start: self.places[characters.start],
            end: self.places[characters.end],
            position: position + characters.start as u32,
        }
    }
}

/// Cuts a normal text into the three streams.
pub(crate) fn streams(
    text: &str,
    language: &Language,
    keep: Keep,
    vocabulary: Vocabulary<'_>,
    scratch: &mut Scratch,
) -> Streams {
    let mut cutter =
        Cutter { text, language, keep, vocabulary, scratch, position: 0, streams: room(text, keep) };
    let mut at = 0;
    while let Some(run) = next_run(text, at) {
        at = run.place.end;
        cutter.cut(&run);
    }
    cutter.streams
}

/// Room for the tokens of a text, so that most texts need no more: words of five letters and their grams.
fn room(text: &str, keep: Keep) -> Streams {
    let tokens = |bytes: usize| Tokens::with_capacity(text.len() / bytes + 1, text.len());
    let grams = match keep {
        Keep::NoGrams | Keep::Index => Tokens::default(),
        _ if text.is_ascii() => Tokens::with_capacity(text.len() * 2 / 3, text.len() * 5 / 2),
        _ => tokens(3),
    };
    Streams { main: tokens(5), exact: tokens(5), grams, function_words: Vec::new() }
}

/// The language whose rules hold for words of a script: the text's own where it is written in it.
pub(crate) fn reader(language: &Language, script: Script) -> &Language {
    if language.is_written_in(script) || script == Script::Common {
        return language;
    }
    DEFAULTS.iter().copied().find(|reader| reader.is_written_in(script)).unwrap_or(language)
}

/// Whether a term of *main* that a word has in *exact* too is indexed in *exact* only, and so looked up in both.
///
/// Where *exact* holds what is no word beside those that are, *main* must tell them apart: pairs of Han characters
/// that belong to two words, every syllable of Korean, syllables of Vietnamese that lost their accents.
pub(crate) fn is_told_once(term: &str, language: &Language) -> bool {
    if term.is_ascii() {
        return true;
    }
    let mut letters = term.chars();
    let (first, only) = (letters.next(), letters.next().is_none());
    match first.map(|letter| sign(letter).script) {
        Some(Script::Han) => language.words == Words::Japanese,
        Some(Script::Hangul) => !only,
        Some(script) => reader(language, script).accents == Accents::Folded,
        None => true,
    }
}

struct Cutter<'a> {
    text: &'a str,
    language: &'a Language,
    keep: Keep,
    vocabulary: Vocabulary<'a>,
    scratch: &'a mut Scratch,
    position: u32,
    streams: Streams,
}

/// Whether a word enters *grams* too, or is part of one that did.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Grams {
    Yes,
    No,
}

impl Cutter<'_> {
    fn cut(&mut self, run: &Run) {
        let place = run.place.clone();
        match run.kind {
            RunKind::Word => self.long_or_short(place, run.script, Grams::Yes),
            RunKind::Jointed => self.jointed(place, run.script),
            RunKind::Hangul => self.hangul(place),
            RunKind::Dictionary => self.dictionary(place, run.script),
            RunKind::Kana => self.characters(place, Words::Japanese),
            // Han without kana is Japanese in a Japanese text only.
            RunKind::Han => {
                let words =
                    if self.language.words == Words::Japanese { Words::Japanese } else { Words::Chinese };
                self.characters(place, words);
            }
        }
    }

    /// A word of one plain shape: one position, unless it is too long for a term.
    fn long_or_short(&mut self, place: Range<usize>, script: Script, grams: Grams) {
        let mut start = place.start;
        while place.end - start > LONGEST_TERM {
            let end = boundary(self.text, start + LONGEST_TERM);
            self.word(start..end, script, grams);
            self.position += 1;
            start = end;
        }
        self.word(start..place.end, script, grams);
        self.position += 1;
    }

    /// Adds a word at the current position, which stays.
    fn word(&mut self, place: Range<usize>, script: Script, pieces: Grams) {
        let Cutter { text, language, keep, scratch, streams, .. } = self;
        let (keep, text) = (*keep, &text[place.clone()]);
        let Scratch { memory, work, edges, .. } = &mut **scratch;
        let purpose = match keep {
            Keep::All | Keep::NoGrams => Purpose::Text,
            Keep::Index => Purpose::Index,
            Keep::Content => Purpose::Question,
        };
        let asked = Asked { script, language, purpose };
        let word = match memory.recall(text, asked) {
            Some(known) => known,
            None => {
                let Some(new) = work.word(text, asked) else { return };
                memory.note(text, asked, new);
                new
            }
        };
        let token = |text| Token { text, start: place.start, end: place.end, position: self.position };
        streams.exact.push(token(word.plain));
        if keep == Keep::Content && word.place == Place::Nowhere {
            return;
        }
        push_main(streams, token(word.term), word.place, keep);
        if pieces == Grams::Yes && !matches!(keep, Keep::NoGrams | Keep::Index) {
            grams(word.plain, edges).for_each(|gram| streams.grams.push(token(gram)));
        }
    }

    /// A word with apostrophes, capitals or digits inside: the whole and its parts.
    fn jointed(&mut self, place: Range<usize>, script: Script) {
        let word = &self.text[place.clone()];
        let mut ends: Vec<Range<usize>> = between_apostrophes(word).filter(|part| !part.is_empty()).collect();
        let language = reader(self.language, script);
        let joins = script != Script::Latin || language.apostrophe == Apostrophe::Joins;
        if ends.len() < 2 || joins {
            self.glued(place, script);
            return;
        }
        if language.apostrophe == Apostrophe::Suffix {
            ends.truncate(1);
        }
        if let Some(last) =
            ends.last().filter(|_| ends.len() > 1).map(|last| word[last.clone()].to_lowercase())
        {
            let is_contraction =
                language.apostrophe == Apostrophe::Either && CONTRACTIONS.contains(&last.as_str());
            if last == "s" || is_contraction {
                ends.pop();
            } else if last == "t" && language.apostrophe == Apostrophe::Either {
                // don't, won't, isn't: typed without the apostrophe it is the same word.
                self.long_or_short(place, script, Grams::Yes);
                return;
            }
        }
        let [first, .., last] = ends.as_slice() else {
            let end = ends.first().map_or(word.len(), |only| only.end);
            self.glued(place.start..place.start + end, script);
            return;
        };
        if language.apostrophe == Apostrophe::Either && last.end <= LONGEST_TERM {
            self.word(place.start + first.start..place.start + last.end, script, Grams::Yes);
        }
        for part in ends {
            self.glued(place.start + part.start..place.start + part.end, script);
        }
    }

    /// A word that may be several written as one: `ratesVilla`, `15minute`.
    fn glued(&mut self, place: Range<usize>, script: Script) {
        let parts = glued_parts(&self.text[place.clone()]);
        if parts.len() == 1 || place.len() > LONGEST_TERM {
            self.long_or_short(place, script, Grams::Yes);
            return;
        }
        self.word(place.clone(), script, Grams::Yes);
        for part in parts {
            let part = place.start + part.start..place.start + part.end;
            let letters = &self.text[part.clone()];
            let script =
                letters.chars().map(|letter| sign(letter).script).find(|&script| script != Script::Common);
            self.long_or_short(part, script.unwrap_or(Script::Common), Grams::No);
        }
    }

    /// A stretch of a script without spaces: words of its dictionary.
    fn dictionary(&mut self, place: Range<usize>, script: Script) {
        let text = self.text;
        let stretch = &text[place.clone()];
        for word in dictionary::words(stretch) {
            self.long_or_short(place.start + word.start..place.start + word.end, script, Grams::No);
        }
        for gram in grams_across(stretch, &mut self.scratch.edges) {
            self.streams.grams.push(Token {
                text: &stretch[gram.clone()],
                start: place.start + gram.start,
                end: place.start + gram.end,
                position: self.position,
            });
        }
    }

    /// Han and kana: characters and pairs in *exact*; in *main* the same or the words of a dictionary.
    fn characters(&mut self, place: Range<usize>, words: Words) {
        let script = if words == Words::Japanese { Script::Hiragana } else { Script::Han };
        let language = reader(self.language, script);
        let keeps = |token: &Token<'_>| {
            self.keep != Keep::Content
                || !(language.is_stop_word(token.text)
                    || words == Words::Japanese && is_grammar(token.text, language))
        };
        let run = &mut self.scratch.run;
        run.fill(self.text, place);
        let count = run.len();
        for first in 0..count {
            for last in first + 1..=count.min(first + 2) {
                let token = run.token(first..last, self.position);
                self.streams.exact.push(token);
                if words == Words::Japanese && keeps(&token) {
                    push_signs(&mut self.streams, token, self.keep, self.language);
                }
            }
        }
        if words == Words::Chinese {
            let found = chinese::words(&run.folded, self.vocabulary).into_iter();
            for token in found.map(|word| run.token(word, self.position)).filter(keeps) {
                push_signs(&mut self.streams, token, self.keep, self.language);
            }
        }
        self.position += count as u32;
    }

    /// A Hangul word: pairs of syllables, so that a noun is found under any particle.
    fn hangul(&mut self, place: Range<usize>) {
        let language = reader(self.language, Script::Hangul);
        let run = &mut self.scratch.run;
        run.fill(self.text, place.clone());
        let keeps = self.keep != Keep::Content || !language.is_stop_word(&run.folded);
        let count = run.len();
        let content = match self.keep {
            Keep::All | Keep::NoGrams | Keep::Index => count,
            Keep::Content => (count - language.particle_at_end(&run.folded)).max(2),
        };
        if count > 2 && place.len() <= LONGEST_TERM {
            self.streams.exact.push(run.token(0..count, self.position));
        }
        for first in 0..count {
            for last in first + 1..=count.min(first + 2) {
                let token = run.token(first..last, self.position);
                self.streams.exact.push(token);
                if keeps && last <= content && (last == first + 2 || count == 1) {
                    push_signs(&mut self.streams, token, self.keep, self.language);
                }
            }
        }
        self.position += count as u32;
    }
}

/// Room to work out what becomes of a word.
#[derive(Default)]
struct Work {
    stems: Stems,
    lower: String,
    plain: String,
    stem: String,
}

impl Work {
    /// What becomes of a word in a text of a language; nothing where nothing of it is left. Of a question's, a stop word's
    /// place is nowhere.
    fn word(&mut self, word: &str, asked: Asked<'_>) -> Option<Remembered<'_>> {
        let Work { stems, lower, plain, stem } = self;
        let language = reader(asked.language, asked.script);
        plain.clear();
        fold::push_folded(word, plain);
        if plain.is_empty() {
            return None;
        }
        lower.clear();
        if word.is_ascii() && language.case == Case::Plain {
            lower.push_str(plain);
        } else {
            fold::push_lower(word, language.case, lower);
        }
        if asked.purpose == Purpose::Question && language.is_stop_word(lower) {
            return Some(Remembered { plain, term: plain, place: Place::Nowhere });
        }
        let term = match (language.stemmer, language.accents) {
            (Some(algorithm), _) if asked.script != Script::Common => {
                stem.clear();
                stems.push_stem(lower, language, algorithm, stem);
                if stem.is_empty() { &*plain } else { stem }
            }
            (_, Accents::Kept) => lower,
            _ => &*plain,
        };
        let place = match asked.purpose {
            Purpose::Index => place_of(term, plain, asked.language),
            Purpose::Text | Purpose::Question => Place::Main,
        };
        Some(Remembered { plain, term, place })
    }
}

/// Where a term of *main* enters the index, `written` being the word in *exact* at the same place.
fn place_of(term: &str, written: &str, language: &Language) -> Place {
    if term == written && is_told_once(term, language) {
        Place::Exact
    } else if is_function_word(term, written, language) {
        Place::Nowhere
    } else {
        Place::Main
    }
}

/// Adds a token to *main*. For the index, what *exact* has is left out, and it is noted which words no question looks for.
fn push_main(streams: &mut Streams, token: Token<'_>, place: Place, keep: Keep) {
    if keep == Keep::Index {
        if place == Place::Exact {
            return;
        }
        streams.function_words.push(place == Place::Nowhere);
    }
    streams.main.push(token);
}

/// Adds a character, a pair or a word of them to *main*.
fn push_signs(streams: &mut Streams, token: Token<'_>, keep: Keep, language: &Language) {
    let place = if keep == Keep::Index { place_of(token.text, token.text, language) } else { Place::Main };
    push_main(streams, token, place, keep);
}

/// Whether a character or pair of Japanese holds nothing but grammar: one kana, or a particle beside
/// the word it is written onto or before the next.
fn is_grammar(text: &str, language: &Language) -> bool {
    let is_kana = |character: char| sign(character).script == Script::Hiragana;
    let is_particle = |character: char| language.is_particle(character.encode_utf8(&mut [0; 4]));
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (Some(only), None) => is_kana(only),
        (Some(first), Some(second)) => {
            is_particle(first) && !is_kana(second) || is_particle(second) && !is_kana(first)
        }
        _ => false,
    }
}

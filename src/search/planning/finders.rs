//! Words of a question become what finds passages: each word's ways, and words in a row.

use std::collections::BTreeMap;

use crate::analysis::{self, Language, Streams, Token, has_grams};
use crate::error::Result;
use crate::index::schema::GAP;
use crate::query::{Clause, Filters, Node, Occur, Query, WIDEST_SLOP};
use crate::search::plan::{Match, Pair, Spelling, Words};
use crate::search::planning::{MOST_PAIRS, Planner, SetAside, either};
use crate::search::terms::{Cut, findable, inside, row, typed_words};
use crate::search::{alike, weights};

const _: () = assert!(WIDEST_SLOP + 1 < GAP, "no phrase reaches from a text into its headings");

/// Whether a question asks for nothing but years among what its filters leave: "2024" with a country chosen means what
/// was written of it then, whether or not the year is said again.
pub(super) fn asks_for_years(query: &Query) -> bool {
    let years: Vec<&str> =
        query.understood.iter().filter(|item| item.kind == "year").map(|item| item.words.as_str()).collect();
    let are_years = |clause: &Clause| {
        let Node::Words(text) = &clause.node else { return false };
        let rest = years.iter().fold(text.clone(), |rest, year| rest.replace(year, " "));
        clause.occur == Occur::Should && !rest.contains(char::is_alphanumeric)
    };
    query.filters != Filters::default() && !query.clauses.is_empty() && query.clauses.iter().all(are_years)
}

/// Letters of the shortest word that is joined to its neighbour.
const SHORTEST_PART: usize = 3;

/// Whether four digits are more likely a year than a count, which is written "1,905" where it is one.
fn looks_like_year(digits: &str) -> bool {
    digits.len() == 4 && digits.parse().is_ok_and(|number: u16| (1800..=2100).contains(&number))
}

/// Whether a character stands in words without blanks.
fn is_sign_of_its_own(character: char) -> bool {
    character as u32 >= 0x0e00
}

impl Planner<'_> {
    /// The ways to match each typed word.
    pub(super) fn finders(
        &mut self,
        text: &str,
        streams: &Streams,
        language: &Language,
        set_aside: &SetAside,
    ) -> Result<Vec<Vec<Match>>> {
        let dropped = set_aside.stopped.as_slice();
        let fields = self.index.fields();
        let mut words = Vec::new();
        let only_written = function_words(streams, language);
        for (start, end) in typed_words(text) {
            let within = |from: usize, to: usize| start <= from && to <= end;
            // Stop words find nothing by themselves; asked for, they must occur as written.
            let stopped = dropped.iter().any(|(from, to)| within(*from, *to) && *to - *from >= end - start);
            if stopped && self.demands.words == Words::Any {
                continue;
            }
            let main = findable(&streams.main, |token_start, token_end| {
                within(token_start, token_end)
                    && !inside(dropped, token_start, token_end)
                    && !only_written.contains_key(&(token_start, token_end))
            });
            let exact = findable(&streams.exact, |token_start, token_end| {
                within(token_start, token_end) && (stopped || !inside(dropped, token_start, token_end))
            });
            let mut ways = Vec::new();
            for term in main {
                let also = analysis::is_told_once(&term, language)
                    .then(|| Match::Term(fields.of_exact(&term), term.clone()));
                let main = Match::Term(fields.main, term);
                match also {
                    Some(also) if self.demands.words == Words::All => ways.push(Match::Any(vec![main, also])),
                    also => ways.extend([main].into_iter().chain(also)),
                }
            }
            if self.demands.words == Words::Any && self.demands.spelling == Spelling::Alike {
                // A place is never another that is spelt alike: Guangzhou is not Hangzhou.
                let grams = findable(&streams.grams, |from, to| {
                    within(from, to) && !inside(&set_aside.named, from, to)
                });
                let (grams, across): (Vec<_>, Vec<_>) = grams.into_iter().partition(|gram| has_grams(gram));
                if !grams.is_empty() {
                    ways.push(alike::lookalikes(self.index, &grams)?);
                    self.marks.alike.push(grams);
                }
                if !across.is_empty() {
                    self.marks.alike.push(across.clone());
                    ways.push(Match::Alike(fields.grams, across));
                }
            }
            if self.demands.words == Words::Any || ways.is_empty() {
                ways.extend(exact.into_iter().map(|term| Match::Term(fields.of_exact(&term), term)));
            }
            if !ways.is_empty() {
                words.push(ways);
            }
        }
        Ok(words)
    }

    /// Neighbours of a question as one word, where the index holds it: "road safety" for pages that lost their blanks,
    /// "web site" for "website". Looked up beside the words.
    pub(super) fn joined(&mut self, text: &str, cut: &Cut, set_aside: &SetAside) -> Result<Vec<Match>> {
        let fields = self.index.fields();
        let mut found = Vec::new();
        let mut before: Option<String> = None;
        for (start, end) in typed_words(text) {
            let inside_word = cut.all.exact.iter().filter(|token| start <= token.start && token.end <= end);
            let tokens: Vec<Token<'_>> = inside_word.collect();
            found.extend(self.number(&tokens)?);
            let only = if let [only] = tokens.as_slice() { Some(*only) } else { None };
            let word = only.filter(|token| {
                !inside(&set_aside.stopped, token.start, token.end)
                    && token.text.chars().all(|letter| letter.is_alphabetic() && !is_sign_of_its_own(letter))
            });
            let word = word.map(|token| token.text.to_owned());
            if let (Some(first), Some(second)) = (&before, &word)
                && first.chars().count() >= SHORTEST_PART
                && second.chars().count() >= SHORTEST_PART
            {
                let whole = format!("{first}{second}");
                if self.index.passages_with(fields.exact, &whole)? > 0 {
                    self.add(fields.exact, &whole, weights::JOINED);
                    self.marks.exact.push(whole.clone());
                    found.push(Match::Term(fields.exact, whole));
                }
            }
            before = word;
        }
        Ok(found)
    }

    /// A number with marks between its thousands as one without, and the other way round: `88,600` and `88600`.
    fn number(&mut self, tokens: &[Token<'_>]) -> Result<Option<Match>> {
        let exact = self.index.fields().exact;
        let texts: Vec<&str> = tokens.iter().map(|token| token.text).collect();
        if !texts.iter().all(|text| text.bytes().all(|byte| byte.is_ascii_digit())) {
            return Ok(None);
        }
        let found = match texts.as_slice() {
            [whole] if (4..=12).contains(&whole.len()) && !looks_like_year(whole) => {
                let first = (whole.len() - 1) % 3 + 1;
                let rest = (first..whole.len()).step_by(3).map(|from| &whole[from..from + 3]);
                let groups = std::iter::once(&whole[..first]).chain(rest).map(str::to_owned);
                Match::Phrase(exact, groups.enumerate().collect(), 0)
            }
            [first, rest @ ..]
                if !rest.is_empty() && first.len() <= 3 && rest.iter().all(|group| group.len() == 3) =>
            {
                let whole = texts.concat();
                if self.index.passages_with(exact, &whole)? == 0 {
                    return Ok(None);
                }
                Match::Term(exact, whole)
            }
            _ => return Ok(None),
        };
        Ok(Some(self.pattern(found)))
    }

    /// Words in a row, as written.
    pub(super) fn phrase(&mut self, text: &str, slop: u32) -> Match {
        let fields = self.index.fields();
        let mut ways: Vec<Match> = Vec::new();
        for (language, _) in self.languages(text) {
            let streams = analysis::tokens_among(text, language, self.index.vocabulary());
            let terms = row(&streams.exact);
            if terms.is_empty() {
                continue;
            }
            for (_, term) in &terms {
                self.add(fields.exact, term, weights::QUOTED);
            }
            let way = match terms.as_slice() {
                [(_, term)] => Match::Term(fields.exact, term.clone()),
                _ => Match::Phrase(fields.exact, terms.clone(), slop),
            };
            if !ways.contains(&way) {
                ways.push(way);
            }
            let texts: Vec<String> = terms.into_iter().map(|(_, term)| term).collect();
            if slop > 0 {
                self.marks.exact.extend(texts);
            } else if !self.marks.phrases.contains(&texts) {
                self.marks.phrases.push(texts);
            }
        }
        if ways.is_empty() { Match::Nothing } else { either(ways) }
    }

    /// Notes which words follow each other, function words too: "out of school" is more than its words.
    pub(super) fn note_pairs(&mut self, cut: &Cut) {
        let only_written = function_words(&cut.all, cut.language);
        let indexed = |token: Token<'_>| {
            only_written.get(&(token.start, token.end)).copied().unwrap_or(token.text).to_owned()
        };
        let tokens: Vec<Token<'_>> = cut.all.main.iter().collect();
        for (first, second) in tokens.iter().zip(tokens.iter().skip(1)) {
            let distance = second.position.saturating_sub(first.position);
            if first.end > second.start || distance == 0 {
                continue;
            }
            let pair = Pair { first: indexed(*first), second: indexed(*second), distance };
            if self.pairs.len() < MOST_PAIRS && !self.pairs.contains(&pair) {
                self.pairs.push(pair);
            }
        }
    }
}

/// The words of a question that *main* does not hold because they are function words, by their places, as *exact* has
/// them. A question of nothing else keeps them, so what it drops does not tell.
fn function_words<'s>(streams: &'s Streams, language: &Language) -> BTreeMap<(usize, usize), &'s str> {
    let place = |token: Token<'s>| ((token.start, token.end), token.text);
    let terms: BTreeMap<_, _> = streams.main.iter().map(place).collect();
    let mut written: BTreeMap<_, _> = streams.exact.iter().map(place).collect();
    written.retain(|place, word| {
        terms.get(place).is_some_and(|term| analysis::is_function_word(term, word, language))
    });
    written
}

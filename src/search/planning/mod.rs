//! Query becomes Plan: which terms decide what is found, and which how it ranks.
//!
//! A question is never assigned one language: it is cut in every language its script allows and
//! the index holds, and the union of the terms is looked up. Only stop words are decided by the
//! language the question most looks like, and they stay in *exact*.

mod finders;
mod titles;

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use tantivy::schema::Field;

use crate::analysis::{self, Language, Token, has_grams};
use crate::error::Result;
use crate::facet::Facet;
use crate::index::Index;
use crate::index::schema::{CONCEPT, KIND};
use crate::names::{self, Place};
use crate::query::{Certainty, Clause, Filters, Node, Occur, Query, Quotes, Reading, Tie, Years};
use crate::search::alike::Grams;
use crate::search::asked::Asked;
use crate::search::parts::parts;
use crate::search::plan::{Demands, Idea, Marks, Match, Pair, Plan, Quotations, Scored, Words};
use crate::search::population::population;
use crate::search::terms::{Cut, counted, findable, inside, is_latin, is_sign, spelt, stop_words};
use crate::search::{alike, filter, weights, worth};

/// More neighbours of a question are passed over: a whole page pasted as a question stays cheap.
const MOST_PAIRS: usize = 64;

/// Plans how a question is looked up.
///
/// # Errors
/// [`crate::error::Error::ReadIndex`] when the index cannot tell which cities it holds.
pub(crate) fn plan(query: &Query, asked: &[Asked], index: &Index, demands: Demands) -> Result<Plan> {
    let mut planner = Planner {
        index,
        language: query.language,
        reading: query.reading,
        demands,
        languages: Vec::new(),
        shown: None,
        terms: BTreeMap::new(),
        told_once: BTreeMap::new(),
        grams: Grams::new(),
        patterns: Vec::new(),
        pairs: Vec::new(),
        named: Vec::new(),
        marks: Marks::default(),
    };
    let fields = index.fields();
    let mut years = Vec::new();
    for item in &query.understood {
        if item.kind == "year" {
            years.extend(item.id.parse::<i64>());
            if item.words != item.id {
                // Typed in another calendar or with other digits, it stands in most texts as a number of the common era.
                planner.add(fields.of_exact(&item.id), &item.id, weights::MAIN);
                planner.name(&item.words, Match::Term(fields.of_exact(&item.id), item.id.clone()));
                planner.marks.exact.push(item.id.clone());
            }
            continue;
        }
        let id = format!("{}/{}", item.kind, item.id);
        for (field, weight) in [(fields.names, weights::NAME), (fields.about, weights::ABOUT)] {
            let sure = if item.certainty == Certainty::Sure { 1.0 } else { weights::POSSIBLE };
            planner.add(field, &id, weight * sure);
            planner.name(&item.words, Match::Term(field, id.clone()));
        }
        planner.marks.names.push(id);
    }
    let mut ideas = Vec::new();
    for Asked { understood, count, .. } in asked {
        let [term, kind] = [CONCEPT, KIND].map(|prefix| format!("{prefix}{}", understood.id));
        for id in [&term, &kind] {
            planner.name(&understood.words, Match::Term(fields.names, id.clone()));
        }
        planner.marks.concepts.push(understood.id.clone());
        ideas.push(Idea {
            term,
            kind,
            share: if *count > 1 { weights::TERM } else { weights::CONCEPT },
            of_words: 1.0,
            of_id: 0.0,
        });
    }
    if finders::asks_for_years(query) {
        let written_in = years.iter().map(|year| Years::Range(*year, *year)).collect();
        planner.name("", Match::Years(written_in));
    }
    let found = planner.clauses(&query.clauses)?;
    let population = population(index, &planner.languages, planner.terms.values().map(|(field, _)| *field))?;
    let scored = planner.terms.into_iter().map(|((_, term), (field, weight))| Scored {
        field,
        also: planner
            .told_once
            .get(&term)
            .filter(|_| field == fields.main)
            .map(|own| (fields.of_exact(&term), own.min(weight))),
        concept: asked.iter().position(|asked| asked.says(&fields, field, &term)),
        // A name's id is one more spelling of a word of the passage, which has the passage's length.
        lengths: match field {
            _ if field == fields.names || field == fields.main => fields.exact,
            _ if field == fields.of_exact(&term) => fields.exact,
            _ => field,
        },
        term,
        weight,
        rarity: 0.0,
    });
    let mut plan = Plan {
        found,
        scored: scored.collect(),
        alike: alike::alike(index, planner.grams, asked, population.passages)?,
        repeated: FxHashSet::default(),
        ideas,
        parts: Vec::new(),
        patterns: planner.patterns,
        pairs: planner.pairs,
        population,
        language: planner.shown,
        years,
        marks: planner.marks,
    };
    plan.note_repeated(fields);
    worth::weigh(index, &mut plan)?;
    plan.parts = parts(fields, query, &plan.scored);
    Ok(plan)
}

struct Planner<'a> {
    index: &'a Index,
    language: Option<&'static Language>,
    reading: Reading,
    demands: Demands,
    /// The languages its words were cut in, and how likely each is.
    languages: Vec<(&'static Language, f32)>,
    /// The language that the words read last show themselves to be in.
    shown: Option<&'static Language>,
    /// Terms by field and text with their weight; the order of the map is the order of the sums.
    terms: BTreeMap<(u32, String), (Field, f32)>,
    /// Those of *main* that may stand in *exact* only, and what they count there. *Exact* does not tell languages apart:
    /// where a word is its own stem in some of those a question may be in, it counts as much as these are of them, or
    /// what is typed would win over its other forms.
    told_once: BTreeMap<String, f32>,
    grams: Grams,
    patterns: Vec<Match>,
    pairs: Vec<Pair>,
    /// What finds passages under another name, with the words of the question that say it.
    named: Vec<(String, Match)>,
    marks: Marks,
}

/// Byte ranges of a question that count otherwise than plain words.
struct SetAside {
    /// Stop words: they find nothing.
    stopped: Vec<(usize, usize)>,
    /// Names of places.
    named: Vec<(usize, usize)>,
}

impl Planner<'_> {
    fn clauses(&mut self, clauses: &[Clause]) -> Result<Match> {
        let (mut chosen, mut must, mut may, mut not) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for clause in clauses {
            let node = &clause.node;
            if clause.occur != Occur::MustNot && is_choice(node) {
                chosen.push((facet_of(node), self.node(node)?));
                continue;
            }
            // A quotation is meant: what does not hold it is no answer.
            let quoted = matches!(node, Node::Phrase { quotes: Quotes::Straight, .. });
            let required = self.demands.words == Words::All
                || (quoted && self.demands.quotations == Quotations::Required);
            match clause.occur {
                Occur::MustNot => not.push(Match::Not(Box::new(self.silently(node)?))),
                Occur::Must => must.push(self.required(node)?),
                Occur::Should if required => must.push(self.node(node)?),
                Occur::Should => may.push(self.optional(node)?),
            }
        }
        if must.is_empty() && !may.is_empty() {
            must.push(if may.len() == 1 { may.remove(0) } else { Match::Any(may) });
        }
        must.extend(by_facet(chosen).into_iter().chain(not));
        Ok(match must.len() {
            0 => Match::Everything,
            1 => must.remove(0),
            _ => Match::All(must),
        })
    }

    /// A quotation that need not occur is looked up as its words, and raises what does hold it.
    fn optional(&mut self, node: &Node) -> Result<Match> {
        let Node::Phrase { text, .. } = node else { return self.node(node) };
        let held = self.node(node)?;
        self.patterns.push(held);
        self.plain(text)
    }

    /// A part that must not occur neither scores nor is marked.
    fn silently(&mut self, node: &Node) -> Result<Match> {
        let terms = std::mem::take(&mut self.terms);
        let grams = std::mem::take(&mut self.grams);
        let patterns = std::mem::take(&mut self.patterns);
        let pairs = std::mem::take(&mut self.pairs);
        let named = std::mem::take(&mut self.named);
        let marks = std::mem::take(&mut self.marks);
        let found = self.node(node);
        (self.terms, self.grams) = (terms, grams);
        (self.patterns, self.pairs, self.named, self.marks) = (patterns, pairs, named, marks);
        found
    }

    fn required(&mut self, node: &Node) -> Result<Match> {
        let before = std::mem::replace(&mut self.demands.words, Words::All);
        let found = self.node(node);
        self.demands.words = before;
        found
    }

    fn node(&mut self, node: &Node) -> Result<Match> {
        let fields = self.index.fields();
        Ok(match node {
            Node::Words(text) => {
                let found = self.plain(text)?;
                self.widened(found, text)
            }
            Node::Phrase { text, slop, .. } => self.phrase(text, *slop),
            Node::Prefix(stem) => {
                let stem = self.folded(stem);
                self.marks.prefixes.push(stem.clone());
                self.pattern(Match::Prefix(fields.exact, stem))
            }
            Node::Fuzzy { word, distance } => {
                let word = self.folded(word);
                self.marks.fuzzy.push((word.clone(), *distance));
                self.pattern(Match::Fuzzy(fields.exact, word, *distance))
            }
            Node::Title(inner) => self.title(inner)?,
            Node::Value(facet, value) => self.value(*facet, value)?,
            Node::Place(place, tie) => self.place(*place, *tie),
            Node::Group(clauses) => self.clauses(clauses)?,
            Node::Any(nodes) => Match::Any(nodes.iter().map(|node| self.node(node)).collect::<Result<_>>()?),
        })
    }

    /// Notes what finds passages under another name than the words that say it.
    fn name(&mut self, words: &str, found: Match) {
        self.named.push((words.to_owned(), found));
    }

    /// A place or an idea is found under any of its names: its id is one more way to match its words. What must occur
    /// must occur as typed.
    fn widened(&self, found: Match, text: &str) -> Match {
        if self.demands.words == Words::All {
            return found;
        }
        let named = self.named.iter().filter(|(words, _)| text.contains(words.as_str()));
        let named: Vec<Match> = named.map(|(_, found)| found.clone()).collect();
        match found {
            found if named.is_empty() => found,
            Match::Any(mut ways) => {
                ways.extend(named);
                Match::Any(ways)
            }
            Match::Nothing => Match::Any(named),
            other => Match::Any([other].into_iter().chain(named).collect()),
        }
    }

    fn pattern(&mut self, found: Match) -> Match {
        self.patterns.push(found.clone());
        found
    }

    /// A word as *exact* holds it, for patterns; the pieces of a word that is cut are joined.
    fn folded(&mut self, word: &str) -> String {
        let languages = self.languages(word);
        let streams = analysis::tokens_among(word, languages[0].0, self.index.vocabulary());
        streams.exact.iter().last().map_or_else(|| word.to_lowercase(), |token| token.text.to_owned())
    }

    /// The languages a text may be in, and what a word read in each of them counts.
    fn languages(&mut self, text: &str) -> Vec<(&'static Language, f32)> {
        let (languages, shown) = match self.language {
            Some(language) => (vec![(language, 1.0)], Some(language)),
            None => analysis::candidates_and_shown(text, self.index.languages()),
        };
        self.shown = shown;
        for (language, weight) in &languages {
            match self.languages.iter_mut().find(|(known, _)| known == language) {
                Some((_, known)) => *known = known.max(*weight),
                None => self.languages.push((language, *weight)),
            }
        }
        languages
    }

    fn add(&mut self, field: Field, term: &str, weight: f32) {
        let entry = self.terms.entry((field.field_id(), term.to_owned())).or_insert((field, 0.0));
        entry.1 = entry.1.max(weight);
    }

    /// Plain words: the union of what they are in every language they may be in.
    fn plain(&mut self, text: &str) -> Result<Match> {
        let vocabulary = self.index.vocabulary();
        let cut = |(language, weight): (&'static Language, f32)| {
            let (content, all) = analysis::both_tokens(text, language, vocabulary);
            Cut { language, weight, content, all }
        };
        let cuts: Vec<Cut> = self.languages(text).into_iter().map(cut).collect();
        let set_aside = SetAside {
            stopped: stop_words(&cuts),
            named: match self.reading {
                Reading::Understood => {
                    names::mentions(text).into_iter().map(|found| (found.start, found.end)).collect()
                }
                Reading::Literal => Vec::new(),
            },
        };
        let mut finders = Vec::new();
        for cut in &cuts {
            self.score(cut, cuts.len(), &set_aside);
            if cut.weight >= 1.0 {
                self.note_pairs(cut);
            }
            finders.push(self.finders(text, &cut.all, cut.language, &set_aside)?);
        }
        if self.demands.words == Words::Any {
            let mut ways: Vec<Match> = Vec::new();
            let joined = match cuts.first().filter(|_| self.reading == Reading::Understood) {
                Some(cut) => self.joined(text, cut, &set_aside)?,
                None => Vec::new(),
            };
            for way in finders.into_iter().flatten().flatten().chain(joined) {
                if !ways.contains(&way) {
                    ways.push(way);
                }
            }
            return Ok(if ways.is_empty() { Match::Nothing } else { Match::Any(ways) });
        }
        // Every typed word, in any one of the languages. A word without spaces is cut into several,
        // and all of them must occur.
        let every: Vec<Match> = finders
            .into_iter()
            .filter(|words| !words.is_empty())
            .map(|words| Match::All(words.into_iter().flatten().collect()))
            .collect();
        Ok(if every.is_empty() { Match::Nothing } else { Match::Any(every) })
    }

    /// Puts the terms of a text, read in one language, among those that score.
    fn score(&mut self, cut: &Cut, among: usize, set_aside: &SetAside) {
        let Cut { language: reader, weight: language, content: streams, .. } = cut;
        let fields = self.index.fields();
        // A name is looked up by its id; how it happens to be spelt here counts less.
        let signs = streams.main.terms().any(is_sign);
        let share = |start: usize, end: usize| match inside(&set_aside.named, start, end) {
            true if signs => weights::SPELLING_OF_SIGNS,
            true => weights::SPELLING,
            false => 1.0,
        };
        for (term, count) in counted(&streams.main, share) {
            self.add(fields.main, &term, weights::MAIN * language * count);
            if analysis::is_told_once(&term, reader) {
                let (once, own) =
                    (self.told_once.entry(term.clone()).or_default(), weights::MAIN * language * count);
                match self.shown {
                    None => *once += own / among as f32,
                    Some(_) => *once = once.max(own),
                }
            }
        }
        for (term, count) in counted(&streams.grams, share).into_iter().filter(|(gram, _)| !has_grams(gram)) {
            self.add(fields.grams, &term, weights::GRAMS_ACROSS * language * count);
        }
        for (grams, (word, count)) in spelt(streams, share) {
            let weight = if is_latin(&word) { weights::GRAMS } else { weights::OTHER_GRAMS };
            let entry = self.grams.entry(grams).or_insert((word, 0.0));
            entry.1 = entry.1.max(weight * language * count);
        }
        // Words as written are the same in every language.
        for (term, count) in counted(&streams.exact, share) {
            self.add(fields.of_exact(&term), &term, weights::EXACT * count);
        }
        let is_content = |start, end| !inside(&set_aside.stopped, start, end);
        let stopped = |token: &Token<'_>| set_aside.stopped.contains(&(token.start, token.end));
        let main = streams.main.iter().filter(|token| !stopped(token));
        self.marks.main.extend(main.map(|token| token.text.to_owned()));
        self.marks.exact.extend(findable(&streams.exact, is_content));
    }

    /// A place under its id: what names it, what is about it.
    fn place(&mut self, place: Place, tie: Tie) -> Match {
        let fields = self.index.fields();
        let id = format!("{}/{}", place.kind(), place.id());
        let (named, about) = ((fields.names, weights::NAME), (fields.about, weights::ABOUT));
        let ties = match tie {
            Tie::About => vec![about],
            Tie::Named => vec![named],
            Tie::Either => vec![named, about],
        };
        ties.iter().for_each(|(field, weight)| self.add(*field, &id, *weight));
        let found = ties.into_iter().map(|(field, _)| Match::Term(field, id.clone())).collect();
        self.marks.names.push(id);
        either(found)
    }

    /// A facet's value inside a larger question; one that names nothing finds nothing.
    fn value(&self, facet: Facet, value: &str) -> Result<Match> {
        let mut filters = Filters::default();
        if filters.add(facet, value).is_err() {
            return Ok(Match::Nothing);
        }
        filter::matching(&filters, facet, self.index)
    }
}

/// Whether a part is nothing but values of facets: in brackets too they say among which passages to look.
fn is_choice(node: &Node) -> bool {
    match node {
        Node::Value(..) => true,
        Node::Any(nodes) => nodes.iter().all(is_choice),
        Node::Group(clauses) => clauses.iter().all(|clause| is_choice(&clause.node)),
        _ => false,
    }
}

fn facet_of(node: &Node) -> Option<Facet> {
    if let Node::Value(facet, _) = node { Some(*facet) } else { None }
}

/// Values of one facet are joined by *or*, as filters are.
fn by_facet(chosen: Vec<(Option<Facet>, Match)>) -> Vec<Match> {
    let mut joined: Vec<(Option<Facet>, Vec<Match>)> = Vec::new();
    for (facet, value) in chosen {
        match joined.iter_mut().find(|(known, _)| facet.is_some() && *known == facet) {
            Some((_, values)) => values.push(value),
            None => joined.push((facet, vec![value])),
        }
    }
    joined.into_iter().map(|(_, values)| either(values)).collect()
}

fn either(mut ways: Vec<Match>) -> Match {
    if ways.len() == 1 { ways.remove(0) } else { Match::Any(ways) }
}

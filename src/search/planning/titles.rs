//! What a question looks for in titles and headings.

use crate::analysis::{self, Language};
use crate::error::Result;
use crate::query::Node;
use crate::search::plan::Match;
use crate::search::planning::{Planner, either};
use crate::search::terms::findable;
use crate::search::weights;

impl Planner<'_> {
    /// What title and headings hold.
    pub(super) fn title(&mut self, inner: &Node) -> Result<Match> {
        let fields = self.index.fields();
        let found = match inner {
            Node::Phrase { text, slop, .. } => self.phrase(text, *slop),
            Node::Prefix(stem) => Match::Prefix(fields.exact, self.folded(stem)),
            Node::Fuzzy { word, distance } => Match::Fuzzy(fields.exact, self.folded(word), *distance),
            Node::Words(text) => {
                let mut ways = Vec::new();
                for (language, _) in self.languages(text) {
                    let streams = analysis::tokens_among(text, language, self.index.vocabulary());
                    let terms = findable(&streams.main, |_, _| true);
                    let words = terms.into_iter().map(|term| headed(self.title_word(term, language)));
                    ways.push(Match::All(words.collect()));
                }
                return Ok(if ways.is_empty() { Match::Nothing } else { either(ways) });
            }
            other => return self.node(other),
        };
        Ok(headed(found))
    }

    /// A word of *main*, with its places.
    fn title_word(&mut self, term: String, language: &Language) -> Match {
        let fields = self.index.fields();
        self.add(fields.main, &term, weights::MAIN);
        if !analysis::is_told_once(&term, language) {
            return Match::Term(fields.main, term);
        }
        self.told_once.insert(term.clone(), weights::MAIN);
        let also = match analysis::is_row_of_signs(&term) {
            true => Match::Phrase(fields.exact, term.chars().map(String::from).enumerate().collect(), 0),
            false => Match::Term(fields.exact, term.clone()),
        };
        Match::Any(vec![Match::Term(fields.main, term), also])
    }
}

/// What a match finds in title and headings.
fn headed(found: Match) -> Match {
    match found {
        Match::Any(ways) => Match::Any(ways.into_iter().map(headed).collect()),
        Match::Nothing => Match::Nothing,
        other => Match::Headed(Box::new(other)),
    }
}

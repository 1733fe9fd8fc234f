//! A passage that answers a part of a question only stands behind those that answer all of it.
//!
//! Parts are the places and years that were understood. Scores add up, so a passage that says one of them often would
//! otherwise pass those that say each once, which are fewer and are what was asked for. Ideas are no parts: their words
//! say as much as their ids, and questions in the passage's own language lost by it (own questions .900 without, .897).

use tantivy::schema::Field;

use crate::error::Result;
use crate::index::schema::Fields;
use crate::names;
use crate::query::{Certainty, Node, Query, Understood};
use crate::search::bm25::Lengths;
use crate::search::execute::Execution;
use crate::search::plan::{Plan, Scored};
use crate::search::weights;

/// A part of the question, and how a passage shows that it answers it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Part {
    /// Any of these terms.
    terms: Vec<(Field, String)>,
    /// Or the year of its document.
    year: Option<i64>,
    /// What it weighs among the parts.
    worth: f32,
}

/// The parts of a question whose terms have their worth. What may mean something else is none, nor is one of several that
/// are asked for by *or*, nor what a city of the question lies in: "Cork, Ireland" is Cork.
pub(crate) fn parts(fields: Fields, query: &Query, scored: &[Scored]) -> Vec<Part> {
    if query.clauses.iter().any(|clause| offers(&clause.node)) {
        return Vec::new();
    }
    let sure: Vec<&Understood> =
        query.understood.iter().filter(|item| item.certainty == Certainty::Sure).collect();
    let mut parts: Vec<(&str, Part)> = Vec::new();
    for item in sure.iter().filter(|item| !sure.iter().any(|other| lies_in(other, item))) {
        if item.kind == "year" {
            let terms = vec![(fields.of_exact(&item.id), item.id.clone())];
            parts.push((&item.words, Part { terms, year: item.id.parse().ok(), worth: weights::YEAR }));
            continue;
        }
        let id = format!("{}/{}", item.kind, item.id);
        let own = scored.iter().filter(|scored| scored.term == id);
        let worth = own.map(|scored| scored.weight * scored.rarity).sum::<f32>();
        let terms = [(fields.names, id.clone()), (fields.about, id)];
        // Several places of one name are one part.
        match parts.iter_mut().find(|(words, _)| *words == item.words) {
            Some((_, part)) => {
                part.terms.extend(terms);
                part.worth = part.worth.max(worth);
            }
            None => parts.push((&item.words, Part { terms: terms.into(), year: None, worth })),
        }
    }
    parts.into_iter().map(|(_, part)| part).collect()
}

/// Whether a part of a question is a choice between several.
fn offers(node: &Node) -> bool {
    match node {
        Node::Any(_) => true,
        Node::Group(clauses) => clauses.iter().any(|clause| offers(&clause.node)),
        _ => false,
    }
}

/// Whether a place lies in a country or region.
fn lies_in(place: &Understood, wider: &Understood) -> bool {
    let code = match place.kind {
        "city" => place.id.split('/').next().unwrap_or_default(),
        "country" => place.id.as_str(),
        _ => return false,
    };
    match wider.kind {
        "country" => place.kind == "city" && wider.id == code,
        "region" => names::country(code).is_some_and(|country| country.region == wider.id),
        _ => false,
    }
}

impl Execution<'_> {
    /// What the parts that a passage leaves unanswered leave of its score, for each listed passage; nothing where the
    /// question has one part.
    pub(crate) fn left_of(&self, plan: &Plan, lengths: &Lengths<'_>) -> Result<Option<Vec<f32>>> {
        if plan.parts.len() < 2 {
            return Ok(None);
        }
        let whole = plan.parts.iter().map(|part| part.worth).sum::<f32>();
        let mut left = vec![1.0; lengths.listed.docs.len()];
        for part in &plan.parts {
            let missed = weights::UNANSWERED * part.worth / whole;
            let answers = self.answering(part, lengths)?;
            left.iter_mut()
                .zip(answers)
                .filter(|(_, answers)| !answers)
                .for_each(|(left, _)| *left -= missed);
        }
        Ok(Some(left))
    }

    /// Which of the listed passages answer a part.
    fn answering(&self, part: &Part, lengths: &Lengths<'_>) -> Result<Vec<bool>> {
        let mut answers = vec![false; lengths.listed.docs.len()];
        for (field, term) in &part.terms {
            self.holders(*field, term, lengths, |place, _| answers[place as usize] = true)?;
        }
        if let Some(year) = part.year {
            let column = self.index.columns().years(self.segment)?;
            let docs = answers.iter_mut().zip(&lengths.listed.docs);
            docs.for_each(|(answers, doc)| *answers |= column.first(*doc) == Some(year));
        }
        Ok(answers)
    }

    /// The parts that one passage leaves unanswered and what they leave of its score, for explanations.
    pub(crate) fn unanswered(&self, plan: &Plan, doc: u32) -> Result<Option<(String, f32)>> {
        let only = self.only(doc);
        let lengths = Lengths::new(self, plan, &only);
        let Some(left) = self.left_of(plan, &lengths)?.and_then(|left| left.first().copied()) else {
            return Ok(None);
        };
        let mut missed = Vec::new();
        for part in &plan.parts {
            if self.answering(part, &lengths)?.first() == Some(&false) {
                missed.extend(part.terms.first().map(|(_, term)| term.as_str()));
            }
        }
        Ok((left < 1.0).then(|| (missed.join(", "), left)))
    }
}

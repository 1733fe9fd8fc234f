//! The figures of two evaluations become what changed between them, question by question.
//!
//! Only questions of both are compared: a mean over other questions would change by itself. Figures
//! are compared with the six digits that a file of them keeps.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::evaluate::figures::{Figures, Group, Scored, figures};
use crate::evaluate::measures::six_digits;

/// What changed since an earlier evaluation.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Comparison {
    /// How much more each figure is than it was, over the questions of both.
    pub all: Group,
    /// The same for the mean over languages.
    pub macro_mean: Group,
    /// The same by language as it is stated now.
    pub languages: BTreeMap<String, Group>,
    /// Questions with a higher nDCG@10, the largest change first.
    pub better: Vec<Moved>,
    /// Questions with a lower nDCG@10, the largest change first.
    pub worse: Vec<Moved>,
    /// How many have the same.
    pub equal: usize,
    /// Questions that the earlier evaluation does not have.
    pub only_now: usize,
    /// Questions that only the earlier one has.
    pub only_then: usize,
}

/// A question that is answered otherwise now.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct Moved {
    pub id: String,
    pub text: String,
    pub language: String,
    /// Its nDCG@10 then.
    pub from: f64,
    /// Its nDCG@10 now.
    pub to: f64,
}

/// Compares figures with earlier ones. Questions are the same when their ids are.
///
/// ```
/// use gnlc::evaluate::{Measures, Scored, comparison, figures};
///
/// let scored = |ndcg_at_10| Scored {
///     id: "q1".to_owned(),
///     measures: Measures { ndcg_at_10, ..Measures::default() },
///     ..Scored::default()
/// };
/// let changed = comparison(&figures(vec![scored(0.5)]), &figures(vec![scored(1.0)]));
/// assert_eq!((changed.better.len(), changed.worse.len()), (0, 1));
/// assert_eq!(changed.all.measures.ndcg_at_10, -0.5);
/// ```
pub fn comparison(now: &Figures, then: &Figures) -> Comparison {
    let earlier: HashMap<&str, &Scored> =
        then.questions.iter().map(|question| (question.id.as_str(), question)).collect();
    let mut compared = Comparison::default();
    let (mut all_now, mut all_then): (Vec<Scored>, Vec<Scored>) = (Vec::new(), Vec::new());
    for question in &now.questions {
        let Some(old) = earlier.get(question.id.as_str()) else {
            compared.only_now += 1;
            continue;
        };
        let (to, from) = (question.measures.rounded(), old.measures.rounded());
        all_now.push(Scored { measures: to, ..question.clone() });
        all_then.push(Scored { measures: from, language: question.language.clone(), ..Scored::default() });
        let moved = Moved {
            id: question.id.clone(),
            text: question.text.clone(),
            language: question.language.clone(),
            from: from.ndcg_at_10,
            to: to.ndcg_at_10,
        };
        match moved.change().total_cmp(&0.0) {
            std::cmp::Ordering::Greater => compared.better.push(moved),
            std::cmp::Ordering::Less => compared.worse.push(moved),
            std::cmp::Ordering::Equal => compared.equal += 1,
        }
    }
    let ids: HashSet<&str> = now.questions.iter().map(|question| question.id.as_str()).collect();
    compared.only_then = earlier.keys().filter(|id| !ids.contains(*id)).count();
    // Sorting keeps the order of the judgements among equal changes.
    compared.better.sort_by(|left, right| right.change().total_cmp(&left.change()));
    compared.worse.sort_by(|left, right| left.change().total_cmp(&right.change()));
    let (now, then) = (figures(all_now), figures(all_then));
    compared.all = difference(&now.all, &then.all);
    compared.macro_mean = difference(&now.macro_mean, &then.macro_mean);
    compared.languages = now
        .languages
        .iter()
        .map(|(language, group)| (language.clone(), difference(group, &then.languages[language])))
        .collect();
    compared
}

impl Comparison {
    /// How many questions both evaluations have.
    pub fn common(&self) -> usize {
        self.better.len() + self.worse.len() + self.equal
    }
}

impl Moved {
    /// How much its nDCG@10 is more.
    pub fn change(&self) -> f64 {
        six_digits(self.to - self.from)
    }
}

fn difference(now: &Group, then: &Group) -> Group {
    Group { questions: now.questions, measures: now.measures.minus(&then.measures) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::measures::Measures;

    fn of(questions: &[(&str, &str, f64)]) -> Figures {
        let scored = |(id, language, ndcg_at_10): &(&str, &str, f64)| Scored {
            id: (*id).to_owned(),
            text: format!("about {id}"),
            language: (*language).to_owned(),
            measures: Measures { ndcg_at_10: *ndcg_at_10, ..Measures::default() },
        };
        figures(questions.iter().map(scored).collect())
    }

    #[test]
    fn the_largest_change_stands_first_and_noise_is_none() {
        let then = of(&[("a", "en", 0.5), ("b", "en", 0.5), ("c", "en", 0.5), ("d", "es", 0.333_333)]);
        let now = of(&[("a", "en", 0.6), ("b", "en", 0.9), ("c", "en", 0.1), ("d", "es", 1.0 / 3.0)]);
        let compared = comparison(&now, &then);
        let ids = |moved: &[Moved]| moved.iter().map(|moved| moved.id.clone()).collect::<Vec<_>>();
        assert_eq!(
            (ids(&compared.better), ids(&compared.worse)),
            (vec!["b".into(), "a".into()], vec!["c".into()])
        );
        assert_eq!((compared.equal, compared.common()), (1, 4));
        assert_eq!(compared.languages["es"].measures, Measures::default());
        assert!((compared.languages["en"].measures.ndcg_at_10 - 0.1 / 3.0).abs() < 1e-9);
    }

    #[test]
    fn only_questions_of_both_are_compared() {
        let then = of(&[("a", "en", 0.5), ("gone", "en", 0.0)]);
        let now = of(&[("a", "en", 0.5), ("new", "en", 1.0)]);
        let compared = comparison(&now, &then);
        assert_eq!((compared.only_now, compared.only_then, compared.equal), (1, 1, 1));
        assert_eq!(compared.all, Group { questions: 1, measures: Measures::default() });
    }
}

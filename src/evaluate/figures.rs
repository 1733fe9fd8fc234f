//! Scored questions become figures: over all of them, by language, and the mean over languages.

use std::collections::BTreeMap;

use crate::evaluate::measures::Measures;

/// How good the answers are.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Figures {
    /// Over all questions alike.
    pub all: Group,
    /// Over the languages alike, however many questions each has.
    pub macro_mean: Group,
    /// By language as it was stated, [`NO_LANGUAGE`] where none was.
    pub languages: BTreeMap<String, Group>,
    /// Question by question, in the order of the judgements.
    pub questions: Vec<Scored>,
}

/// The figures of several questions.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Group {
    /// How many.
    pub questions: usize,
    /// Their mean.
    pub measures: Measures,
}

/// The figures of one question.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scored {
    /// Its id.
    pub id: String,
    /// As it was asked; empty if it was judged but not asked.
    pub text: String,
    /// As it was stated, else [`NO_LANGUAGE`].
    pub language: String,
    /// How good its answers are.
    pub measures: Measures,
}

/// The group of questions whose language nobody stated.
pub const NO_LANGUAGE: &str = "?";

impl Scored {
    /// A query that was judged but not asked.
    pub(crate) fn nothing(id: &str) -> Scored {
        Scored { id: id.to_owned(), language: label(None), ..Scored::default() }
    }
}

/// The name of a question's group.
pub(crate) fn label(language: Option<&str>) -> String {
    language.filter(|language| !language.is_empty()).unwrap_or(NO_LANGUAGE).to_owned()
}

/// Sums up scored questions.
///
/// ```
/// use gnlc::evaluate::{Measures, Scored, figures};
///
/// let good = Measures { ndcg_at_10: 1.0, ..Measures::default() };
/// let scored = |language: &str, measures| Scored { language: language.to_owned(), measures, ..Scored::default() };
/// let figures = figures(vec![scored("ga", good), scored("ga", good), scored("es", Measures::default())]);
/// assert_eq!(figures.languages["ga"].measures.ndcg_at_10, 1.0);
/// assert_eq!(figures.all.measures.ndcg_at_10, 2.0 / 3.0);
/// assert_eq!(figures.macro_mean.measures.ndcg_at_10, 0.5);
/// ```
pub fn figures(questions: Vec<Scored>) -> Figures {
    let group = |questions: &[&Scored]| Group {
        questions: questions.len(),
        measures: Measures::mean(questions.iter().map(|question| question.measures)),
    };
    let mut languages: BTreeMap<&str, Vec<&Scored>> = BTreeMap::new();
    for question in &questions {
        languages.entry(&question.language).or_default().push(question);
    }
    let languages: BTreeMap<String, Group> =
        languages.into_iter().map(|(language, scored)| (language.to_owned(), group(&scored))).collect();
    Figures {
        all: group(&questions.iter().collect::<Vec<_>>()),
        macro_mean: Group {
            questions: questions.len(),
            measures: Measures::mean(languages.values().map(|group| group.measures)),
        },
        languages,
        questions,
    }
}

//! A ranking and the grades of its documents become four measures of how good it is.
//!
//! They are those of `trec_eval`, so that figures can be laid beside published ones. nDCG is
//! Järvelin and Kekäläinen, *Cumulated gain-based evaluation of IR techniques* (ACM TOIS 20:4, 2002)
//! with the gain as linear as there and the discount log2(rank + 1) that has become usual; the
//! reciprocal rank is Voorhees, *The TREC-8 question answering track report* (1999).

use std::collections::{BTreeMap, BTreeSet};

/// How good answers are: of one question, or the mean over several. All lie between 0 and 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Measures {
    /// The grades of the first ten documents, each divided by log2(rank + 1), against the best order
    /// that there could be.
    pub ndcg_at_10: f64,
    /// One divided by the rank of the first relevant document, 0 if it is not among the first ten.
    pub mrr_at_10: f64,
    /// The part of the relevant documents that is among the first ten.
    pub recall_at_10: f64,
    /// The part of the relevant documents that is among the first hundred.
    pub recall_at_100: f64,
}

/// How far a reader of answers is thought to look.
const FIRST: usize = 10;
/// How far a program that reads on would.
const DEPTH: usize = 100;

/// Measures a ranking, best document first, against the grades that documents were given.
///
/// A grade of 0 or less is not relevant, and so is a document without one. Where nothing is relevant
/// all measures are 0. No document may stand in the ranking twice.
///
/// ```
/// use std::collections::BTreeMap;
/// use gnlc::evaluate::measures;
///
/// let grades = BTreeMap::from([("cork".to_owned(), 1), ("limerick".to_owned(), 1)]);
/// let found = measures(&grades, &["dublin".to_owned(), "cork".to_owned()]);
/// assert_eq!((found.mrr_at_10, found.recall_at_10), (0.5, 0.5));
/// assert_eq!(measures(&grades, &[]).ndcg_at_10, 0.0);
/// ```
pub fn measures(grades: &BTreeMap<String, i64>, ranking: &[String]) -> Measures {
    let relevant: BTreeMap<&str, i64> =
        grades.iter().filter(|(_, grade)| **grade > 0).map(|(id, grade)| (id.as_str(), *grade)).collect();
    if relevant.is_empty() {
        return Measures::default();
    }
    let mut best: Vec<i64> = relevant.values().copied().collect();
    best.sort_unstable_by(|left, right| right.cmp(left));
    let grade = |id: &String| relevant.get(id.as_str()).copied().unwrap_or(0);
    let first = &ranking[..ranking.len().min(FIRST)];
    let recall = |depth: usize| {
        let found: BTreeSet<&String> = ranking.iter().take(depth).filter(|id| grade(id) > 0).collect();
        found.len() as f64 / relevant.len() as f64
    };
    Measures {
        ndcg_at_10: gained(first.iter().map(grade)) / gained(best.into_iter().take(FIRST)),
        mrr_at_10: first.iter().position(|id| grade(id) > 0).map_or(0.0, |place| 1.0 / (place + 1) as f64),
        recall_at_10: recall(FIRST),
        recall_at_100: recall(DEPTH),
    }
}

/// Grades in the order they are met, each worth less the later it comes.
fn gained(grades: impl Iterator<Item = i64>) -> f64 {
    grades.enumerate().map(|(place, grade)| grade as f64 / (place as f64 + 2.0).log2()).sum()
}

impl Measures {
    /// The four, in the order of their fields.
    pub fn figures(&self) -> [f64; 4] {
        [self.ndcg_at_10, self.mrr_at_10, self.recall_at_10, self.recall_at_100]
    }

    /// With six digits behind the point: as many as a file of figures keeps. What differs less is equal.
    pub fn rounded(&self) -> Measures {
        let [ndcg_at_10, mrr_at_10, recall_at_10, recall_at_100] = self.figures().map(six_digits);
        Measures { ndcg_at_10, mrr_at_10, recall_at_10, recall_at_100 }
    }

    /// The mean of several; 0 where there are none.
    pub(crate) fn mean(several: impl Iterator<Item = Measures>) -> Measures {
        let (mut sum, mut count) = ([0.0; 4], 0u32);
        for measures in several {
            sum.iter_mut().zip(measures.figures()).for_each(|(sum, figure)| *sum += figure);
            count += 1;
        }
        let [ndcg_at_10, mrr_at_10, recall_at_10, recall_at_100] =
            sum.map(|sum| sum / f64::from(count.max(1)));
        Measures { ndcg_at_10, mrr_at_10, recall_at_10, recall_at_100 }
    }

    /// How much more this is than another.
    pub(crate) fn minus(&self, other: &Measures) -> Measures {
        Measures {
            ndcg_at_10: self.ndcg_at_10 - other.ndcg_at_10,
            mrr_at_10: self.mrr_at_10 - other.mrr_at_10,
            recall_at_10: self.recall_at_10 - other.recall_at_10,
            recall_at_100: self.recall_at_100 - other.recall_at_100,
        }
    }
}

/// A figure as exactly as a file of figures keeps it.
pub(crate) fn six_digits(figure: f64) -> f64 {
    // Adding nothing makes a rounded −0 a plain 0.
    (figure * 1e6).round() / 1e6 + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Grades written as `id:grade`, a ranking as ids.
    fn of(grades: &str, ranking: &str) -> [f64; 4] {
        let grades = grades
            .split_whitespace()
            .map(|pair| pair.split_once(':').map(|(id, grade)| (id.to_owned(), grade.parse().unwrap())))
            .collect::<Option<BTreeMap<String, i64>>>()
            .unwrap();
        let ranking: Vec<String> = ranking.split_whitespace().map(str::to_owned).collect();
        measures(&grades, &ranking).figures()
    }

    fn close(found: [f64; 4], wanted: [f64; 4]) {
        let is_close = found.iter().zip(wanted).all(|(found, wanted)| (found - wanted).abs() < 5e-7);
        assert!(is_close, "{found:?} instead of {wanted:?}");
    }

    #[test]
    fn the_best_order_is_worth_everything() {
        close(of("a:2 b:1", "a b c"), [1.0, 1.0, 1.0, 1.0]);
    }

    #[test]
    fn a_grade_counts_by_its_place() {
        // 1/log2(2) + 2/log2(3), against 2/log2(2) + 1/log2(3).
        close(of("a:2 b:1", "b a"), [(1.0 + 2.0 / 3_f64.log2()) / (2.0 + 1.0 / 3_f64.log2()), 1.0, 1.0, 1.0]);
        // 3/log2(4) by hand is 1.5, against 3.
        close(of("a:3", "x y a"), [0.5, 1.0 / 3.0, 1.0, 1.0]);
    }

    #[test]
    fn nothing_found_and_nothing_relevant_are_worth_nothing() {
        close(of("a:1", ""), [0.0; 4]);
        close(of("a:1", "x y z"), [0.0; 4]);
        close(of("a:0 b:-1", "a b"), [0.0; 4]);
        close(of("", "a"), [0.0; 4]);
    }

    #[test]
    fn what_was_judged_not_relevant_gives_nothing_and_takes_nothing() {
        close(of("a:1 b:0 c:-2", "b c a"), [0.5, 1.0 / 3.0, 1.0, 1.0]);
    }

    #[test]
    fn only_the_first_ten_and_the_first_hundred_count() {
        let strangers = |count: usize| (0..count).map(|number| format!("x{number} ")).collect::<String>();
        close(of("a:1", &(strangers(9) + "a")), [1.0 / 11_f64.log2(), 0.1, 1.0, 1.0]);
        close(of("a:1", &(strangers(10) + "a")), [0.0, 0.0, 0.0, 1.0]);
        close(of("a:1", &(strangers(99) + "a")), [0.0, 0.0, 0.0, 1.0]);
        close(of("a:1", &(strangers(100) + "a")), [0.0; 4]);
    }

    #[test]
    fn more_than_ten_relevant_documents_leave_recall_below_one() {
        let grades: String = (0..20).map(|number| format!("d{number:02}:1 ")).collect();
        let ranking: String = (0..20).map(|number| format!("d{number:02} ")).collect();
        // The first ten cannot be better filled, so nDCG is 1 although half is missing.
        close(of(&grades, &ranking), [1.0, 1.0, 0.5, 1.0]);
    }

    #[test]
    fn the_mean_of_none_is_nothing() {
        assert_eq!(Measures::mean(std::iter::empty()), Measures::default());
        let one = Measures { ndcg_at_10: 1.0, mrr_at_10: 0.5, recall_at_10: 0.0, recall_at_100: 1.0 };
        close(Measures::mean([one, Measures::default()].into_iter()).figures(), [0.5, 0.25, 0.0, 0.5]);
    }
}

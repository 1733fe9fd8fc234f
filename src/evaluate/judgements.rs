//! Lines of judgements become judged queries: which documents answer a query, and how well.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use crate::error::{Error, Result};
use crate::evaluate::ranking::column;

/// What people said about the answers to one query.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JudgedQuery {
    /// The query's id, a blank in it written `%20` as in a run.
    pub id: String,
    /// Ids of documents, written likewise, and their grades: more than 0 is relevant.
    pub grades: BTreeMap<String, i64>,
}

impl JudgedQuery {
    /// The documents that answer it.
    pub fn relevant(&self) -> impl Iterator<Item = &str> {
        self.grades.iter().filter(|(_, grade)| **grade > 0).map(|(id, _)| id.as_str())
    }
}

/// Reads judgements, one a line: `query document grade`, or `query iteration document grade` as TREC
/// has them. Columns stand apart by a tab, or in a line without one by blanks.
///
/// Queries come in the order they are first named. Where a document was judged twice for one query
/// the later line holds. `path` is only for messages.
///
/// # Errors
/// [`Error::ReadJudgement`] for the first line that cannot be read: with one judgement missing every
/// figure would be another, so the others do not go on.
///
/// ```
/// let judged = gnlc::evaluate::judgements(b"q1\tcork.md\t2\nq1 0 tunja.md 0\n", "qrels.tsv".as_ref());
/// assert!(judged.unwrap()[0].relevant().eq(["cork.md"]));
/// assert!(gnlc::evaluate::judgements(b"q1 cork.md good", "qrels.tsv".as_ref()).is_err());
/// ```
pub fn judgements(bytes: &[u8], path: &Path) -> Result<Vec<JudgedQuery>> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let mut judged: Vec<JudgedQuery> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for (number, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        let read = std::str::from_utf8(line).map_err(|_| "it is not UTF-8".to_owned()).and_then(judgement);
        let (query, document, grade) = match read {
            Ok(None) => continue,
            Ok(Some(judgement)) => judgement,
            Err(what) => {
                return Err(Error::ReadJudgement { path: path.to_owned(), line: number as u64 + 1, what });
            }
        };
        let place = *places.entry(query.clone()).or_insert_with(|| {
            judged.push(JudgedQuery { id: query, grades: BTreeMap::new() });
            judged.len() - 1
        });
        judged[place].grades.insert(document, grade);
    }
    Ok(judged)
}

/// Query, document and grade of a line; nothing of a blank one.
fn judgement(line: &str) -> std::result::Result<Option<(String, String, i64)>, String> {
    let line = line.trim_end_matches('\r');
    if line.trim().is_empty() {
        return Ok(None);
    }
    let columns: Vec<&str> =
        if line.contains('\t') { line.split('\t').collect() } else { line.split_whitespace().collect() };
    let (query, document, grade) = match columns[..] {
        [query, document, grade] | [query, _, document, grade] => (query, document, grade),
        _ => return Err(format!("it has {} where 3 or 4 are expected", counted(columns.len()))),
    };
    let grade = grade.trim();
    let grade = grade.parse().map_err(|_| format!("its grade `{grade}` is not a whole number"))?;
    Ok(Some((column(query), column(document), grade)))
}

fn counted(columns: usize) -> String {
    format!("{columns} column{}", if columns == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<JudgedQuery> {
        judgements(text.as_bytes(), Path::new("qrels.tsv")).unwrap()
    }

    fn wrong(bytes: &[u8]) -> String {
        judgements(bytes, Path::new("qrels.tsv")).unwrap_err().to_string()
    }

    #[test]
    fn three_and_four_columns_say_the_same() {
        let three = read("q2\ta b.txt\t2\nq1\tc\t0\n");
        assert_eq!(three, read("\u{feff}q2\t0\ta b.txt\t2\r\n\nq1\t0\tc\t0"));
        assert_eq!(read("q1 d1 1\nq1 d2 -1"), read("q1 0 d1 1\nq1 Q0 d2 -1\n"));
        assert_eq!(three.iter().map(|query| query.id.as_str()).collect::<Vec<_>>(), ["q2", "q1"]);
        assert_eq!(three[0].grades.keys().collect::<Vec<_>>(), ["a%20b.txt"]);
    }

    #[test]
    fn the_later_of_two_judgements_holds() {
        assert_eq!(read("q d 2\nq d 0\n")[0].grades["d"], 0);
    }

    #[test]
    fn the_first_bad_line_is_named() {
        let what = "line 3 of `qrels.tsv` is not a judgement: ";
        assert_eq!(wrong(b"q d 1\n\nq d\n"), format!("{what}it has 2 columns where 3 or 4 are expected"));
        assert_eq!(wrong(b"q d 1\n\nq\td\tyes\r\n"), format!("{what}its grade `yes` is not a whole number"));
        assert_eq!(wrong(b"q d 1\n\nq d\xFF 1\n"), format!("{what}it is not UTF-8"));
        assert_eq!(read(""), []);
    }
}

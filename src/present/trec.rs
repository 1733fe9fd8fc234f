//! Results become lines that `trec_eval` reads: `query Q0 document rank score tag`.

use std::collections::BTreeSet;
use std::io::{self, Write};

use crate::evaluate::{column, written};
use crate::present::Answer;

/// Writes one line a document; the best passage of a document stands for it.
pub(crate) fn results(answer: Answer<'_>, out: &mut dyn Write) -> io::Result<()> {
    let question = column(answer.id.unwrap_or("1"));
    let mut seen = BTreeSet::new();
    for hit in &answer.results.hits {
        if seen.insert(&hit.stored.document.id) {
            let document = column(&hit.stored.document.id);
            writeln!(out, "{question} Q0 {document} {} {} gnlc", seen.len(), written(hit.score))?;
        }
    }
    Ok(())
}

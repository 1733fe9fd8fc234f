//! An evaluation becomes tables for people: figures by language, times, and what changed.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::time::Duration;

use anstyle::{AnsiColor, Style};

use crate::evaluate::{Comparison, Figures, Group, Moved};
use crate::present::evaluation::{Told, waiting};
use crate::present::terminal::{Look, beginning, columns, neutral, number};

const TITLE: Style = Style::new().bold();
const QUIET: Style = Style::new().dimmed();
const BETTER: Style = AnsiColor::Green.on_default();
const WORSE: Style = AnsiColor::Red.on_default();

const HEADS: [&str; 4] = ["nDCG@10", "MRR@10", "R@10", "R@100"];
/// Columns of the languages' names.
const NAMES: usize = 10;
/// Columns of a question's id; behind longer ones the texts are not aligned.
const IDS: usize = 16;

/// Writes an evaluation for people. The first table is laid out as scorers of TREC runs do.
///
/// # Errors
/// Those of `out`.
pub fn text(told: &Told<'_>, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let Figures { all, macro_mean, languages, .. } = &told.evaluation.figures;
    heads("lang", look, out)?;
    groups(all, languages, macro_mean, |figure| format!("{figure:.4}"), out)?;
    times(told, look, out)?;
    match told.comparison {
        Some(comparison) => changes(comparison, told.limit, look, out),
        None => Ok(()),
    }
}

fn heads(first: &str, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let heads: String = HEADS.iter().map(|head| format!("{head:>10}")).collect();
    writeln!(out, "{}", look.paint(TITLE, &format!("{first:NAMES$}{:>9}{heads}", "queries")))
}

fn groups(
    all: &Group,
    languages: &BTreeMap<String, Group>,
    macro_mean: &Group,
    shown: impl Fn(f64) -> String,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut row = |name: &str, group: &Group| {
        let figures: String =
            group.measures.figures().into_iter().map(|figure| format!("{:>10}", shown(figure))).collect();
        writeln!(out, "{:NAMES$}{:>9}{figures}", neutral(name), group.questions)
    };
    row("all", all)?;
    for (language, group) in languages {
        row(language, group)?;
    }
    // The mean over one language says nothing new.
    if languages.len() > 1 { row("macro", macro_mean) } else { Ok(()) }
}

fn times(told: &Told<'_>, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let (latency, slowest) = waiting(told.evaluation);
    let Some((question, took)) = slowest else { return Ok(()) };
    writeln!(out)?;
    let asked = number(latency.answers as u64, "question");
    let (p50, p99, max) = (milliseconds(latency.p50), milliseconds(latency.p99), milliseconds(took));
    writeln!(out, "{asked}: half within {p50} ms, 99 of 100 within {p99} ms, the slowest {max} ms")?;
    let slowest = format!("slowest: {}  {}", question.id, question.text);
    writeln!(out, "{}", look.paint(QUIET, &beginning(&slowest, look.columns())))
}

fn changes(comparison: &Comparison, limit: usize, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let Comparison { all, macro_mean, languages, better, worse, equal, only_now, only_then } = comparison;
    writeln!(out)?;
    heads("change", look, out)?;
    groups(all, languages, macro_mean, signed, out)?;
    writeln!(out)?;
    writeln!(out, "by nDCG@10 {} better, {} worse, {equal} equal", better.len(), worse.len())?;
    for (count, place) in [(only_now, "only here"), (only_then, "only in the earlier evaluation")] {
        if *count > 0 {
            writeln!(out, "{} {place}: not compared", number(*count as u64, "question"))?;
        }
    }
    list("better", BETTER, better, limit, look, out)?;
    list("worse", WORSE, worse, limit, look, out)
}

fn list(
    title: &str,
    style: Style,
    moved: &[Moved],
    limit: usize,
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    if moved.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    writeln!(out, "{}", look.paint(style, title))?;
    for question in moved.iter().take(limit) {
        let id = neutral(&question.id);
        let gap = " ".repeat(IDS.saturating_sub(columns(&id)));
        let head = format!("    {:.4} -> {:.4}  {id}{gap}  ", question.from, question.to);
        // A terminal too narrow for both still shows some words.
        let room = look.columns().saturating_sub(columns(&head)).max(20);
        writeln!(out, "{}", format!("{head}{}", beginning(&question.text, room)).trim_end())?;
    }
    if moved.len() > limit {
        writeln!(out, "{}", look.paint(QUIET, &format!("    and {} more", moved.len() - limit)))?;
    }
    Ok(())
}

/// A change with its sign; none where it would round to nothing.
fn signed(change: f64) -> String {
    let shown = format!("{change:+.4}");
    if shown.ends_with("0.0000") { "0.0000".to_owned() } else { shown }
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() * 1e3)
}

#[cfg(test)]
mod tests {
    use super::signed;

    #[test]
    fn a_change_has_a_sign_unless_it_is_none() {
        assert_eq!(
            [0.01234, -0.5, -0.00001, 0.0, 1.0].map(signed),
            ["+0.0123", "-0.5000", "0.0000", "0.0000", "+1.0000"]
        );
    }
}

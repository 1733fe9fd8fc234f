//! How often languages were recognised becomes tables for people and JSON for programs.

use std::collections::BTreeMap;
use std::io::{self, Write};

use anstyle::Style;
use serde::Serialize;

use crate::evaluate::{Detection, Recognised, Tally, Wrong};
use crate::present::json::SCHEMA_VERSION;
use crate::present::terminal::{Look, beginning, columns, neutral};

const TITLE: Style = Style::new().bold();
const QUIET: Style = Style::new().dimmed();
/// Other languages that are named beside a figure.
const NAMED: usize = 3;
/// Characters of a text that JSON repeats.
const REPEATED: usize = 200;

/// Writes for people how often languages were recognised; at most `limit` texts that were not are
/// listed, of passages and of documents.
///
/// # Errors
/// Those of `out`.
pub fn detection_text(
    detection: &Detection,
    limit: usize,
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    table("passages", &detection.passages, look, out)?;
    writeln!(out)?;
    table("documents", &detection.documents, look, out)?;
    list("passages taken for another language", &detection.passages, limit, look, out)?;
    list("documents taken for another language", &detection.documents, limit, look, out)
}

fn table(title: &str, tally: &Tally, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let heads = format!("{title:10}{:>9}{:>9}{:>10}  taken for", "texts", "right", "right %");
    writeln!(out, "{}", look.paint(TITLE, &heads))?;
    let mut row = |name: &str, recognised: &Recognised| {
        let others: String = recognised
            .mostly_taken_for(NAMED)
            .iter()
            .map(|(language, count)| format!("  {language} {count}"))
            .collect();
        let Recognised { texts, right, .. } = recognised;
        let share = percent(recognised);
        writeln!(out, "{:10}{texts:>9}{right:>9}{share:>10}{others}", neutral(name))
    };
    row("all", &tally.all)?;
    tally.languages.iter().try_for_each(|(language, recognised)| row(language, recognised))
}

/// Two digits, rounded down: 99.999 % is not all of them.
fn percent(recognised: &Recognised) -> String {
    let hundredths = recognised.right * 10_000 / recognised.texts.max(1);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn list(title: &str, tally: &Tally, limit: usize, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    if tally.wrong.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    writeln!(out, "{}", look.paint(TITLE, title))?;
    for wrong in tally.wrong.iter().take(limit) {
        let title = wrong.title.as_ref().map(|title| format!("{title}: ")).unwrap_or_default();
        let head =
            format!("    {} -> {}  {}  ", neutral(&wrong.language), wrong.taken_for, neutral(&wrong.id));
        let room = look.columns().saturating_sub(columns(&head)).max(20);
        writeln!(out, "{head}{}", beginning(&format!("{title}{}", wrong.text), room))?;
    }
    if tally.wrong.len() > limit {
        writeln!(out, "{}", look.paint(QUIET, &format!("    and {} more", tally.wrong.len() - limit)))?;
    }
    Ok(())
}

#[derive(Serialize)]
struct Object<'a> {
    schema_version: u32,
    passages: Counted<'a>,
    documents: Counted<'a>,
}

#[derive(Serialize)]
struct Counted<'a> {
    all: Of<'a>,
    languages: BTreeMap<&'a str, Of<'a>>,
    /// As many as were asked for.
    wrong: Vec<Mistaken<'a>>,
}

#[derive(Serialize)]
struct Of<'a> {
    texts: usize,
    right: usize,
    share: f64,
    /// Most first.
    taken_for: Vec<TakenFor<'a>>,
}

#[derive(Serialize)]
struct TakenFor<'a> {
    lang: &'a str,
    texts: usize,
}

#[derive(Serialize)]
struct Mistaken<'a> {
    id: &'a str,
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    lang: &'a str,
    taken_for: &'a str,
    /// The first of it.
    text: String,
}

/// Writes the same as one JSON object and a line feed.
///
/// # Errors
/// Those of `out`.
pub fn detection_json(detection: &Detection, limit: usize, out: &mut dyn Write) -> io::Result<()> {
    let object = Object {
        schema_version: SCHEMA_VERSION,
        passages: counted(&detection.passages, limit),
        documents: counted(&detection.documents, limit),
    };
    serde_json::to_writer_pretty(&mut *out, &object)?;
    writeln!(out)
}

fn counted(tally: &Tally, limit: usize) -> Counted<'_> {
    Counted {
        all: of(&tally.all),
        languages: tally.languages.iter().map(|(language, of_it)| (language.as_str(), of(of_it))).collect(),
        wrong: tally.wrong.iter().take(limit).map(mistaken).collect(),
    }
}

fn of(recognised: &Recognised) -> Of<'_> {
    let taken_for = recognised.mostly_taken_for(NAMED).into_iter();
    Of {
        texts: recognised.texts,
        right: recognised.right,
        share: (recognised.share() * 1e6).round() / 1e6,
        taken_for: taken_for.map(|(lang, texts)| TakenFor { lang, texts }).collect(),
    }
}

fn mistaken(wrong: &Wrong) -> Mistaken<'_> {
    Mistaken {
        id: &wrong.id,
        file: &wrong.file,
        title: wrong.title.as_deref(),
        lang: &wrong.language,
        taken_for: &wrong.taken_for,
        text: wrong.text.chars().take(REPEATED).collect(),
    }
}

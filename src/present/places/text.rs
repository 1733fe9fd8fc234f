//! A name's senses and a city's portrait become text for people.

use std::io::{self, Write};

use crate::names::{self, Place};
use crate::present::places::{Gathered, Told, above};
use crate::present::terminal::{
    INDENT, Look, NOTE, QUIET, TITLE, facets, hit, neutral, number, title, wrapped,
};
use crate::search::{Count, Hit};

/// Writes what a name may mean.
///
/// # Errors
/// Those of `out`.
pub fn told(told: &Told, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    if told.senses.is_empty() {
        let line = format!("no place is known as {}", neutral(&told.text));
        writeln!(out, "{}", look.paint(TITLE, &line))?;
        if !told.nearest.is_empty() {
            writeln!(out, "did you mean {}?", told.nearest.join(", "))?;
        }
    }
    for (number, (sense, ties)) in told.senses.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        let place = sense.place;
        let words = neutral(&sense.words);
        let label = place.label_in(look.labels);
        let line = format!("{words} is the {} {label} ({})", place.kind(), place.id());
        writeln!(out, "{}", look.paint(TITLE, &line))?;
        let above: Vec<&str> =
            above(place, look.labels).into_iter().flatten().map(|(_, label)| label).collect();
        if !above.is_empty() {
            writeln!(out, "{INDENT}in {}", above.join(", "))?;
        }
        for remark in &sense.remarks {
            paragraph(remark, look, out)?;
        }
        if let Some(ties) = ties {
            let (about, named) = (counted(ties.about), counted(ties.named));
            writeln!(out, "{INDENT}about it: {about}; naming it: {named}")?;
        }
        spellings(place, look, out)?;
    }
    if !told.senses.is_empty() && !told.longer.is_empty() {
        writeln!(out)?;
        paragraph(&format!("other places: {}", told.longer.join(" · ")), look, out)?;
    }
    for note in &told.notes {
        writeln!(out, "{}", look.paint(NOTE, &format!("note: {}", neutral(note))))?;
    }
    Ok(())
}

fn counted(count: Count) -> String {
    format!("{} in {}", number(count.passages, "passage"), number(count.documents, "document"))
}

fn paragraph(text: &str, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    for line in wrapped(&[(neutral(text), false)], look) {
        writeln!(out, "{INDENT}{line}")?;
    }
    Ok(())
}

/// Every spelling once, with the languages that write it so.
fn spellings(place: Place, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let mut spelt: Vec<(&str, Vec<String>)> = Vec::new();
    for group in names::spellings(place) {
        for name in group.names {
            match spelt.iter_mut().find(|(known, _)| *known == name) {
                Some((_, groups)) => groups.push(group.group.clone()),
                None => spelt.push((name, vec![group.group.clone()])),
            }
        }
    }
    let line: Vec<String> =
        spelt.iter().map(|(name, groups)| format!("{name} ({})", groups.join(" "))).collect();
    for line in wrapped(&[(neutral(&line.join(" · ")), false)], look) {
        writeln!(out, "{INDENT}{}", look.paint(QUIET, &line))?;
    }
    Ok(())
}

/// Writes what an index says about a city; lists show at most `limit` documents.
///
/// # Errors
/// Those of `out`.
pub fn gathered(gathered: &Gathered<'_>, limit: usize, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let portrait = gathered.portrait;
    let countries = gathered.countries();
    let countries = countries.iter().filter_map(|code| names::by_code(code));
    let mut parts = vec![gathered.label()];
    for country in countries {
        parts.push(country.label_in(look.labels).to_owned());
        parts
            .extend(above(Place::Country(country), look.labels)[1].take().map(|(_, label)| label.to_owned()));
    }
    writeln!(out, "{}", look.paint(TITLE, &neutral(&parts.join(" · "))))?;
    let (about, mentions) = (counted(portrait.about), counted(portrait.mentions));
    writeln!(out, "{INDENT}about it: {about}; about it or naming it: {mentions}")?;
    if let Some(place) = gathered.place() {
        spellings(place, look, out)?;
    }
    let lists = [
        ("its own documents", &portrait.own),
        ("documents with a section or an entry about it", &portrait.partly),
        ("announcements that name it", &portrait.announcements),
    ];
    for (heading, hits) in lists {
        documents(heading, hits, limit, look, out)?;
    }
    facets(&[portrait.years.clone(), portrait.languages.clone()], look, out)?;
    if !portrait.best.is_empty() {
        writeln!(out, "\n{}", look.paint(TITLE, "best passages"))?;
    }
    for found in &portrait.best {
        writeln!(out)?;
        hit(found, look, out)?;
    }
    Ok(())
}

fn documents(heading: &str, hits: &[Hit], limit: usize, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    if hits.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", look.paint(TITLE, heading))?;
    for hit in hits.iter().take(limit) {
        let document = &hit.stored.document;
        let date = document.date.as_deref().unwrap_or("undated");
        let line = format!("{date:<10}  {:<13} {}", document.kind, title(&hit.stored));
        writeln!(
            out,
            "{INDENT}{}   {}",
            neutral(&line),
            look.paint(QUIET, &neutral(&format!("id {}", document.id)))
        )?;
    }
    if hits.len() > limit {
        writeln!(out, "{INDENT}{}", look.paint(QUIET, &format!("and {} more", hits.len() - limit)))?;
    }
    Ok(())
}

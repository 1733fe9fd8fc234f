//! A PDF file becomes its text: pages in order, columns one after the other, words mended at line ends.
//!
//! A PDF says where each letter stands and nothing of words, lines or paragraphs; these are found again from
//! places and sizes. The objects of the file are read by `hayro-syntax`, which repairs what is damaged;
//! `content` runs the instructions of a page, `fonts` tells what a code of a font means, `columns` finds the order of
//! reading, `paragraphs` what belongs together. Scanned pages without a text layer have no text to give.

use std::collections::HashMap;

use hayro_syntax::{LoadPdfError, Pdf};

use crate::error::Limit;
use crate::read::marked::Role;
use crate::read::office::core;
use crate::read::pdf::content::Reader;
use crate::read::pdf::paragraphs::Paragraph;
use crate::read::place::{Fault, Laid, Place};

mod bounds;
mod cmap;
mod columns;
mod content;
mod direction;
mod fonts;
mod paragraphs;

/// Letters larger than the text by this much are a heading.
const LARGER: f64 = 1.15;
/// No heading is longer, in characters.
const LONGEST_HEADING: usize = 200;
/// On so many pages the same line is a running head.
const RUNNING: usize = 3;

pub(crate) fn read(place: &Place, bytes: &[u8]) -> Result<Laid, Fault> {
    bounds::check(place, bytes)?;
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Fault::Locked,
        _ => Fault::Broken("it is cut off or damaged".to_owned()),
    })?;
    let mut laid = Laid::default();
    let mut reader = Reader::default();
    let mut pages: Vec<Vec<Paragraph>> = Vec::new();
    for page in pdf.pages().iter() {
        if pages.len() >= place.limits.pages {
            // Not its beginning without its end: what is left out of a text is not found, and nobody knows.
            let what = format!("it has more than {} pages", place.limits.pages);
            return Err(Fault::Limit(Limit::Pages, what));
        }
        let letters = reader.letters(page);
        pages.push(paragraphs::of(columns::lines(letters)));
    }
    lay_out(&pages, &mut laid);
    if reader.is_cut {
        laid.notes.push("a page of it has more instructions than are followed".to_owned());
    }
    if reader.unknown > 0 {
        laid.notes
            .push(format!("{} of its letters do not say which they are and were left out", reader.unknown));
    }
    let is_empty = pages.iter().all(Vec::is_empty);
    if is_empty && reader.unknown > 0 {
        return Err(Fault::Broken(
            "its letters do not say which they are; recognise its text first".to_owned(),
        ));
    }
    if is_empty && !pages.is_empty() {
        return Err(Fault::Broken(
            "its pages hold no text, only pictures; recognise its text first".to_owned(),
        ));
    }
    state(&pdf, &mut laid);
    Ok(laid)
}

/// What the file states about itself.
fn state(pdf: &Pdf, laid: &mut Laid) {
    let metadata = pdf.metadata();
    laid.stated.title = metadata.title.as_deref().and_then(|title| core::title(&string(title)));
    if let Some(author) = metadata.author.as_deref().map(string).filter(|author| !author.trim().is_empty()) {
        laid.stated.extra.insert("author".to_owned(), author.trim().into());
    }
    let day = metadata.creation_date.or(metadata.modification_date);
    laid.stated.date = day
        .filter(|day| day.year > 1980)
        .map(|day| format!("{:04}-{:02}-{:02}", day.year, day.month.max(1), day.day.max(1)));
}

/// A string outside of pages: UTF-16 or UTF-8 with a mark, else Latin letters.
fn string(bytes: &[u8]) -> String {
    let text = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(bytes).0,
        None => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0,
    };
    text.chars().filter(|character| !character.is_control()).collect()
}

fn lay_out(pages: &[Vec<Paragraph>], laid: &mut Laid) {
    let sizes = heading_sizes(pages);
    let running = running(pages);
    for (number, page) in pages.iter().enumerate() {
        laid.layout.page(number as u32 + 1);
        for (at, paragraph) in page.iter().enumerate() {
            let is_edge = at < 2 || at + 2 >= page.len();
            let role =
                if is_edge && (running.contains(&masked(&paragraph.text)) || is_number(&paragraph.text)) {
                    Some(Role::Footer)
                } else {
                    paragraph.role.or_else(|| heading(paragraph, &sizes))
                };
            match role {
                Some(role) => laid.layout.marked(&paragraph.text, role),
                None => laid.layout.paragraph(&paragraph.text),
            }
        }
    }
}

fn heading(paragraph: &Paragraph, sizes: &[i64]) -> Option<Role> {
    let level = sizes.iter().position(|size| *size == rounded(paragraph.size))?;
    let is_short = paragraph.text.chars().count() <= LONGEST_HEADING;
    is_short.then_some(Role::Heading((level + 1).min(6) as u8))
}

/// Sizes of letters that headings have, the largest first: all that are larger than that of the text.
fn heading_sizes(pages: &[Vec<Paragraph>]) -> Vec<i64> {
    let mut letters: HashMap<i64, usize> = HashMap::new();
    for paragraph in pages.iter().flatten() {
        *letters.entry(rounded(paragraph.size)).or_default() += paragraph.text.len();
    }
    let text = letters.iter().max_by_key(|(size, count)| (**count, **size)).map_or(0, |(size, _)| *size);
    let mut sizes: Vec<i64> =
        letters.into_keys().filter(|size| *size as f64 > text as f64 * LARGER).collect();
    sizes.sort_unstable_by(|left, right| right.cmp(left));
    sizes
}

/// Sizes are compared in halves of a point.
fn rounded(size: f64) -> i64 {
    (size * 2.0).round() as i64
}

/// The lines at the edges of pages that are there on many of them, but for their numbers.
fn running(pages: &[Vec<Paragraph>]) -> Vec<String> {
    let mut count: HashMap<String, usize> = HashMap::new();
    for page in pages {
        let edges = page.iter().take(2).chain(page.iter().skip(2).rev().take(2));
        for line in edges.map(|paragraph| masked(&paragraph.text)) {
            *count.entry(line).or_default() += 1;
        }
    }
    let mut lines: Vec<String> =
        count.into_iter().filter(|(_, count)| *count >= RUNNING).map(|(line, _)| line).collect();
    lines.sort_unstable();
    lines
}

fn masked(text: &str) -> String {
    text.chars().map(|character| if character.is_numeric() { '0' } else { character }).collect()
}

/// Whether a line is a page's number, perhaps between dashes.
fn is_number(text: &str) -> bool {
    let digits = text.chars().filter(|character| character.is_numeric()).count();
    (1..=4).contains(&digits)
        && text.chars().all(|character| character.is_numeric() || " -–—".contains(character))
}

#[cfg(test)]
mod tests;

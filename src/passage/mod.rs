//! Page becomes Passages: what can be found; each knows its bytes in the document.
//!
//! A passage answers alone: 300 to 1,000 characters, one heading's worth, never across two cities. Blocks
//! of one section are packed together, long ones cut where sentences end. Between the blocks of a passage
//! stands nothing but blanks: a menu or a caption in between parts them, so that its original is clean.

mod cut;
mod dumps;

use crate::analysis::{self, Language};
use crate::passage::cut::Unit;
use crate::read::Document;
use crate::structure::{Block, Page, Part, Places, Reading, is_blank, reading};

/// No passage's original is longer, in characters.
pub const LONGEST: usize = 1000;

/// The piece of a document that answers alone.
#[derive(Debug, Clone)]
pub struct Passage {
    /// Which of the page's parts it belongs to.
    pub part: usize,
    /// Repaired for reading.
    pub text: String,
    /// Words that the repair cut, as they stood.
    pub wholes: Vec<String>,
    /// First byte in the document.
    pub start: usize,
    /// Byte behind the last.
    pub end: usize,
    /// First line, from 1.
    pub first_line: u32,
    /// Last line.
    pub last_line: u32,
    /// Headings above it, outermost first.
    pub heading: Vec<String>,
    /// What it is about: its own places, else its document's.
    pub about: Places,
    /// What says so, with its line: "heading `Espoo, Finland` (line 13)".
    pub evidence: Vec<String>,
    /// Its language.
    pub language: &'static Language,
}

/// Cuts a page into passages, in page order.
///
/// A passage is the smallest piece that answers a question alone: a few paragraphs of one section, the
/// cities of one country in a list, one section of a city's profile. `text[start..end]` of the document
/// is its original.
///
/// ```
/// use gnlc::{passage::passages, read::Document, structure::page};
///
/// let text = "A town learns\n\nThe library opens at night, and people come from all over the county.";
/// let document = Document { text: text.to_owned(), ..Document::default() };
/// let found = passages(&document, &page(&document));
/// assert_eq!(found.len(), 1);
/// assert_eq!(found[0].first_line, 3);
///
/// let menu = Document { text: "Skip to main content\nHome\nContact us".to_owned(), ..Document::default() };
/// assert!(passages(&menu, &page(&menu)).is_empty());
/// ```
pub fn passages(document: &Document, page: &Page) -> Vec<Passage> {
    let text = document.text.as_str();
    let line_starts = line_starts(text);
    let mut passages = Vec::new();
    for (number, part) in page.parts.iter().enumerate() {
        let usual = script(&sample(text, part));
        let mut add = |units: &[Unit], blocks: &[Block]| {
            if let Some(passage) = passage(text, &line_starts, number, part, usual, units, blocks) {
                passages.push(passage);
            }
        };
        let blocks = &part.blocks;
        let mut from = 0;
        while from < blocks.len() {
            let mut to = from + 1;
            while to < blocks.len() && belong_together(text, &blocks[to - 1], &blocks[to]) {
                to += 1;
            }
            for units in cut::packed(text, &blocks[from..to]) {
                add(&units, &blocks[from..to]);
            }
            from = to;
        }
    }
    passages
}

/// Whether two neighbouring blocks may share a passage.
fn belong_together(text: &str, block: &Block, next: &Block) -> bool {
    let given = |block: &Block| matches!(block.reading, Reading::Given(_)) || block.alone;
    !given(block)
        && !given(next)
        && block.heading == next.heading
        && block.about == next.about
        && !in_other_scripts(&text[block.at.clone()], &text[next.at.clone()])
        && block.at.end <= next.at.start
        && text[block.at.end..next.at.start].chars().all(is_blank)
}

/// Whether two texts are sentences in two scripts, and so in two languages: code between Chinese paragraphs is theirs.
fn in_other_scripts(one: &str, other: &str) -> bool {
    const ENDS: [char; 9] = ['.', '!', '?', '。', '！', '？', '؟', '।', '…'];
    let is_sentence = |text: &str| text.len() >= 40 && text.ends_with(ENDS);
    if one.is_ascii() && other.is_ascii() || !is_sentence(one) || !is_sentence(other) {
        return false;
    }
    let scripts = [script(one), script(other)];
    // Chinese, Japanese and Korean pages are full of sentences that nobody translated.
    let is_east_asian = scripts.iter().any(|script| matches!(script, Script::Han | Script::Hangul));
    let is_mixed = is_east_asian && scripts.contains(&Script::Latin);
    scripts[0] != scripts[1] && !scripts.contains(&Script::Other) && !is_mixed
}

fn passage(
    text: &str,
    line_starts: &[usize],
    number: usize,
    part: &Part,
    usual: Script,
    units: &[Unit],
    blocks: &[Block],
) -> Option<Passage> {
    let (first, last) = (units.first()?, units.last()?);
    let mut readings: Vec<String> = Vec::new();
    let mut wholes: Vec<String> = Vec::new();
    for group in units.chunk_by(|one, other| one.block == other.block) {
        let span = group[0].at.start..group[group.len() - 1].at.end;
        let (read, cut) = reading(&text[span], &blocks[group[0].block].reading);
        if !read.is_empty() {
            readings.push(read);
        }
        wholes.extend(cut.into_iter().filter(|whole| !wholes.contains(whole)).collect::<Vec<_>>());
    }
    let block = &blocks[first.block];
    let read = readings.join("\n");
    if !read.chars().any(char::is_alphanumeric) {
        return None;
    }
    let own = script(&read);
    let language =
        if own == usual || own == Script::Other || part.language.code != "und" && usual == Script::Other {
            analysis::other_language(&read, part.language).unwrap_or(part.language)
        } else {
            analysis::detect(&read)
        };
    let (start, end) = (first.at.start, last.at.end);
    let about = if block.about.is_empty() { &part.about } else { &block.about };
    Some(Passage {
        part: number,
        text: read,
        wholes,
        start,
        end,
        first_line: line_of(line_starts, start),
        last_line: line_of(line_starts, end.saturating_sub(1).max(start)),
        heading: block.heading.clone(),
        about: about.clone(),
        evidence: about.evidence.iter().map(|one| one.told(|at| line_of(line_starts, at))).collect(),
        language,
    })
}

fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect()
}

fn line_of(line_starts: &[usize], at: usize) -> u32 {
    line_starts.partition_point(|start| *start <= at) as u32
}

/// Writing systems, as coarse as is needed to see that a passage is in another language than its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Greek,
    Hebrew,
    Arabic,
    Indic,
    Thai,
    Han,
    Hangul,
    Other,
}

fn script_of(character: char) -> Option<Script> {
    Some(match character as u32 {
        0x41..=0x5a | 0x61..=0x7a | 0xc0..=0x24f | 0x1e00..=0x1eff => Script::Latin,
        0x370..=0x3ff | 0x1f00..=0x1fff => Script::Greek,
        0x400..=0x52f => Script::Cyrillic,
        0x590..=0x5ff => Script::Hebrew,
        0x600..=0x6ff | 0x750..=0x77f | 0xfb50..=0xfdff | 0xfe70..=0xfeff => Script::Arabic,
        0x900..=0xdff => Script::Indic,
        0xe00..=0xe7f => Script::Thai,
        0x3040..=0x30ff | 0x3400..=0x9fff | 0x20000..=0x2fa1f => Script::Han,
        0x1100..=0x11ff | 0x3130..=0x318f | 0xac00..=0xd7a3 => Script::Hangul,
        _ if character.is_alphabetic() => Script::Other,
        _ => return None,
    })
}

/// The script most letters at the beginning are in.
fn script(text: &str) -> Script {
    // A few foreign letters among digits and names decide nothing: the passage then keeps its document's language.
    const FEWEST: usize = 12;
    if text.is_ascii() {
        let is_latin = text.bytes().filter(u8::is_ascii_alphabetic).nth(FEWEST - 1).is_some();
        return if is_latin { Script::Latin } else { Script::Other };
    }
    let mut counts = [0; Script::Other as usize + 1];
    // In the order in which they are met: of equals the last one counts.
    let mut met = [None; Script::Other as usize + 1];
    let mut scripts = 0;
    for script in text.chars().filter_map(script_of).take(400) {
        let count = &mut counts[script as usize];
        *count += 1;
        if *count == 1 {
            met[scripts] = Some(script);
            scripts += 1;
        }
    }
    let most = met.into_iter().flatten().max_by_key(|script| counts[*script as usize]);
    most.filter(|script| counts[*script as usize] >= FEWEST).unwrap_or(Script::Other)
}

/// The beginning of each block, some 2,000 bytes in all: what the document is mostly written in.
fn sample(text: &str, part: &Part) -> String {
    let mut sample = String::new();
    for block in &part.blocks {
        if sample.len() > 2000 {
            break;
        }
        sample.extend(text[block.at.clone()].chars().take(300));
    }
    sample
}

#[cfg(test)]
mod tests;

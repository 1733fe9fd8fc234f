//! Concepts become the lines of Keys: which labels are ones to be found, and what each line tells.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::{self, Vocabulary, language};
use crate::concepts::Concept;
use crate::concepts::ids;
use crate::concepts::mention::{SAME, SEPARATOR};
use crate::concepts::units::{Unit, units};

/// A label of more units is no term but a sentence.
const LONGEST: usize = 12;
/// One word of fewer letters is too often something else (AI, red, sol).
const SHORTEST_WORD: usize = 3;
/// Characters of a script without blanks that are a label.
const SHORTEST_RUN: usize = 2;

/// The text of the keys of concepts: a line of ids, then the labels, sorted; nothing where there is no label.
pub(crate) fn text(concepts: &[Concept]) -> String {
    let mut lines: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut ids: BTreeSet<String> = BTreeSet::new();
    for concept in concepts {
        let mut preferred: BTreeMap<&str, &str> = BTreeMap::new();
        for label in &concept.labels {
            preferred.entry(&label.language).or_insert(&label.text);
        }
        ids.insert(plain(&concept.id));
        let broader: Vec<String> = concept.broader.iter().map(|id| plain(id)).collect();
        ids.extend(broader.iter().cloned());
        let broader = broader.join(&SEPARATOR.to_string());
        for label in &concept.labels {
            let shown = preferred.get(label.language.as_str()).copied().unwrap_or(&label.text);
            if let Some((key, form)) = key_of(&label.text, &label.language) {
                let line = format!("{key}\t{}\t{}\t{broader}", plain(&concept.id), plain(shown));
                lines.entry(line).or_default().extend(form);
            }
        }
    }
    if lines.is_empty() {
        return String::new();
    }
    let number: BTreeMap<&str, String> =
        ids.iter().enumerate().map(|(number, id)| (id.as_str(), number.to_string())).collect();
    let number = |id: &str| number.get(id).map_or("", String::as_str);
    let mut told: BTreeSet<(String, String)> = BTreeSet::new();
    let line = |(line, forms): (String, BTreeSet<String>)| {
        let forms = forms.into_iter().collect::<Vec<_>>().join(&SEPARATOR.to_string());
        let parts: Vec<&str> = line.split('\t').collect();
        let &[language, units, id, shown, broader] = parts.as_slice() else { return String::new() };
        // Told once a language: a concept has a dozen lines in each.
        let shown = if told.insert((language.to_owned(), id.to_owned())) { shown } else { "" };
        // Only Latin words are compared with their forms; of the others it tells that they are one word.
        let is_plain =
            forms == units || !forms.is_empty() && !forms.contains(|c: char| c.is_ascii_alphabetic());
        let forms = if is_plain { SAME } else { &forms };
        let broader: Vec<&str> = broader.split(SEPARATOR).map(number).collect();
        let broader = broader.join(&SEPARATOR.to_string());
        let line = format!("{language}\t{units}\t{}\t{shown}\t{broader}\t{forms}", number(id));
        // Most lines end in columns that are empty.
        format!("{}\n", line.trim_end_matches('\t'))
    };
    let first = ids::line(ids.iter().map(String::as_str));
    std::iter::once(first).chain(lines.into_iter().map(line)).collect()
}

/// A text without the marks that divide the parts of a line.
fn plain(text: &str) -> String {
    text.replace(['\t', '\n', '\r', SEPARATOR], " ")
}

/// The key of a label, unless it is too short or too long to be meant by what it finds; of one word also the word.
fn key_of(label: &str, code: &str) -> Option<(String, Option<String>)> {
    let code = code.split('-').next().unwrap_or(code);
    let language = language::by_code(if code == "no" { "nb" } else { code }).unwrap_or(&language::UNKNOWN);
    // A word in brackets says which of two meanings is meant; nobody writes it so.
    let label = label.split(['(', '（']).next().unwrap_or(label).trim();
    // Labels are compared character by character where no blanks are written.
    let streams = analysis::words_among(label, language, Vocabulary::Words(&[]));
    let units = units(&streams, language);
    let first = units.first()?;
    let characters: usize = label.chars().filter(|character| character.is_alphanumeric()).count();
    let shortest =
        if first.text.chars().all(|sign| sign as u32 >= 0x1100) { SHORTEST_RUN } else { SHORTEST_WORD };
    // "Of the" says nothing, and a number is no idea.
    let says_nothing = |word: &str| {
        language.is_stop_word(&word.to_lowercase()) || word.chars().all(|sign| sign.is_numeric())
    };
    let is_empty =
        label.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).all(says_nothing);
    if characters < shortest || units.len() > LONGEST && !label.contains(is_unspaced) || is_empty {
        return None;
    }
    let mut key = String::new();
    write_key(&units, &mut key);
    let form = (units.len() == 1).then(|| streams.exact.terms().next().map(plain)).flatten();
    Some((key, form))
}

fn is_unspaced(character: char) -> bool {
    character as u32 >= 0x0e00
}

/// The key of some units: their language and what they are.
pub(crate) fn write_key(units: &[Unit<'_>], key: &mut String) {
    key.clear();
    let Some(first) = units.first() else { return };
    key.push_str(first.language);
    key.push('\t');
    for (place, unit) in units.iter().enumerate() {
        if place > 0 {
            key.push(SEPARATOR);
        }
        key.push_str(unit.text);
    }
}

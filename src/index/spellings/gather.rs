//! Segments become the words of an index and the grams in them, as a file.

use std::path::Path;

use tantivy::Searcher;
use tantivy::schema::Field;
use tantivy::termdict::TermMerger;

use crate::analysis;
use crate::error::Result;
use crate::index::manifest::{self, read_error};
use crate::index::spellings::{BLOCK, ENTRY, hash};

/// Keeps the spellings of a field's words in a folder and gives the name of the file.
pub(crate) fn write(folder: &Path, searcher: &Searcher, field: Field) -> Result<String> {
    manifest::write_spellings(folder, &gathered(folder, searcher, field)?)
}

/// Keeps that there are none.
pub(crate) fn write_none(folder: &Path) -> Result<String> {
    manifest::write_spellings(folder, &rendered(&[]))
}

pub(super) fn gathered(folder: &Path, searcher: &Searcher, field: Field) -> Result<Vec<u8>> {
    let mut dictionaries = Vec::new();
    for segment in searcher.segment_readers() {
        dictionaries.push(segment.inverted_index(field).map_err(|error| read_error(folder, error))?);
    }
    let streams = dictionaries.iter().map(|inverted| inverted.terms().stream());
    let streams: std::io::Result<Vec<_>> = streams.collect();
    let mut terms = TermMerger::new(streams.map_err(|error| read_error(folder, error))?);
    let mut words = Vec::new();
    while terms.advance() {
        let Ok(word) = std::str::from_utf8(terms.key()) else { continue };
        if analysis::has_grams(word) && word.len() <= usize::from(u8::MAX) {
            let held = terms.current_segment_ords_and_term_infos().map(|(_, info)| info.doc_freq);
            words.push((word.to_owned(), held.fold(0, u32::saturating_add)));
        }
    }
    words.sort_by_cached_key(|(word, _)| word.chars().count());
    Ok(rendered(&words))
}

/// The file of some words in their order, each with the passages that hold it.
pub(super) fn rendered(words: &[(String, u32)]) -> Vec<u8> {
    let (places, blocks) = blocks(words);
    let mut held: Vec<(u32, u32)> = Vec::new();
    let mut edges = Vec::new();
    for (place, (word, _)) in words.iter().enumerate() {
        held.extend(analysis::grams(word, &mut edges).map(|gram| (hash(gram), place as u32)));
    }
    held.sort_unstable();
    held.dedup();
    let (mut table, mut lists) = (Vec::new(), Vec::new());
    for of_gram in held.chunk_by(|one, other| one.0 == other.0) {
        let held = of_gram.iter().map(|(_, word)| words[*word as usize].1);
        push_bits(&mut lists, held.fold(0, u32::saturating_add));
        let mut before = 0;
        for (_, word) in of_gram {
            push_bits(&mut lists, word - before);
            before = *word;
        }
        for part in [of_gram[0].0, lists.len() as u32] {
            table.extend(part.to_le_bytes());
        }
    }
    let header = [words.len(), places.len(), blocks.len(), table.len() / ENTRY, lists.len()];
    let mut bytes: Vec<u8> =
        header.into_iter().chain(places).flat_map(|part| (part as u32).to_le_bytes()).collect();
    bytes.extend(blocks);
    bytes.extend(table);
    bytes.extend(lists);
    bytes
}

/// Words as blocks, and where each of these begins.
fn blocks(words: &[(String, u32)]) -> (Vec<usize>, Vec<u8>) {
    let (mut places, mut blocks) = (Vec::new(), Vec::new());
    for block in words.chunks(BLOCK) {
        places.push(blocks.len());
        let mut before = "";
        for (word, _) in block {
            let shared = word.bytes().zip(before.bytes()).take_while(|(one, other)| one == other).count();
            blocks.extend([shared as u8, (word.len() - shared) as u8]);
            blocks.extend(&word.as_bytes()[shared..]);
            before = word;
        }
    }
    (places, blocks)
}

/// A number in bytes of seven bits, the lowest first; all but the last have the eighth bit.
fn push_bits(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

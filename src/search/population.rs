//! Question and Index become the Population that its words are counted among.
//!
//! In an index of many languages a word common in a small one looks rare, and passages cut into
//! characters and pairs look long. So rarity is counted half way (in powers) between the passages of
//! the question's languages and all, and a passage's length is compared with those whose words are
//! cut in the same way. Measured on 18 languages in one index: nDCG@10 +.003, Japanese +.015; rarity
//! among the question's languages alone loses where a question's language is taken for another.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use tantivy::schema::Field;

use crate::analysis::Language;
use crate::error::Result;
use crate::index::Index;

/// What the words of one question are counted among.
#[derive(Debug, Clone)]
pub(crate) struct Population {
    /// How many passages there are, as far as the rarity of a word goes.
    pub(crate) passages: f32,
    /// All of them: the id of a place is the same in every language.
    pub(crate) all: f32,
    /// The average number of terms in each field, by its number.
    averages: BTreeMap<u32, f32>,
}

impl Population {
    /// The average number of terms in a field that was asked for.
    pub(crate) fn average(&self, field: Field) -> f32 {
        self.averages.get(&field.field_id()).copied().unwrap_or(1.0)
    }
}

/// The population of a question that may be in these languages, each with its likelihood.
///
/// # Errors
/// [`crate::error::Error::ReadIndex`]
pub(crate) fn population(
    index: &Index,
    languages: &[(&'static Language, f32)],
    fields: impl Iterator<Item = Field>,
) -> Result<Population> {
    let all = index.searcher().num_docs() as f32;
    let (mut own, mut weights) = (0.0, 0.0);
    for (language, weight) in languages {
        let held = index.passages_with(index.fields().language, language.code)?;
        own += weight * held as f32;
        weights += weight;
    }
    let passages = if own > 0.0 { (own / weights * all).sqrt() } else { all };
    // The first of the likeliest: they are in the order of the index.
    let likely = languages.iter().fold(None, |best: Option<&(&Language, f32)>, next| match best {
        Some(best) if best.1 >= next.1 => Some(best),
        _ => Some(next),
    });
    let mut averages = BTreeMap::new();
    // The ids of names, and words of *main* too, have the length of *exact*.
    let with_lengths = index.fields().with_lengths();
    for field in fields.filter(|field| with_lengths.contains(field)).chain([index.fields().exact]) {
        if let Entry::Vacant(entry) = averages.entry(field.field_id()) {
            entry.insert(index.average_length(field, likely.map(|(language, _)| *language))?);
        }
    }
    Ok(Population { passages, all, averages })
}

//! Segments become the lengths of their passages: how many terms each field has in all passages of a language.
//!
//! A passage's length is compared with the average of those of its languages, and to walk all passages for it
//! would take longer than to answer. So a run counts once, when all of its segments are there, and the commit
//! names the file as it names the list of sources. Where a run was stopped between its commit and its count,
//! nothing is named and whoever asks counts.

use std::collections::BTreeMap;
use std::path::Path;

use tantivy::Searcher;
use tantivy::schema::Field;

use crate::error::Result;
use crate::index::files::{self, Damage};
use crate::index::manifest::{self, read_error};
use crate::index::schema::Fields;

/// Passages and terms of one field, by code of language.
pub(crate) type Lengths = BTreeMap<String, (u64, u64)>;

/// Counts a field.
///
/// Summed from the lengths as they are stored for each passage, not from the totals of the segments: those become
/// estimates when a segment is rewritten, and the same documents would then score differently after another
/// history.
pub(crate) fn of_field(searcher: &Searcher, field: Field) -> tantivy::Result<Lengths> {
    let mut lengths = Lengths::new();
    for segment in searcher.segment_readers() {
        let norms = segment.get_fieldnorms_reader(field)?;
        let Some(column) = segment.fast_fields().str("lang")? else { continue };
        let mut counts = vec![(0, 0); column.num_terms()];
        for doc in 0..segment.max_doc() {
            let place = column.ords().first(doc).and_then(|ord| counts.get_mut(ord as usize));
            if let Some((passages, terms)) = place {
                *passages += 1;
                *terms += u64::from(norms.fieldnorm(doc));
            }
        }
        let mut code = String::new();
        for (ord, (passages, terms)) in counts.into_iter().enumerate() {
            column.ord_to_str(ord as u64, &mut code)?;
            let entry = lengths.entry(code.clone()).or_default();
            entry.0 += passages;
            entry.1 += terms;
        }
    }
    Ok(lengths)
}

/// Counts all fields whose lengths matter to scores, keeps that in a folder and gives the name of the file.
pub(crate) fn write(folder: &Path, searcher: &Searcher, fields: Fields) -> Result<String> {
    let mut text = String::new();
    for field in fields.with_lengths() {
        let lengths = of_field(searcher, field).map_err(|error| read_error(folder, error))?;
        for (code, (passages, terms)) in lengths {
            text.push_str(&format!("{}\t{code}\t{passages}\t{terms}\n", field.field_id()));
        }
    }
    manifest::write_lengths(folder, &text)
}

/// Reads what a run counted, by number of field.
pub(crate) fn read(folder: &Path, name: &str) -> std::result::Result<BTreeMap<u32, Lengths>, Damage> {
    let text = files::read(folder, name)?;
    let mut lengths: BTreeMap<u32, Lengths> = BTreeMap::new();
    for line in String::from_utf8_lossy(&text).lines() {
        let parts: Vec<&str> = line.split('\t').collect();
        let counted = match parts.as_slice() {
            [field, code, passages, terms] => field
                .parse()
                .ok()
                .zip(passages.parse().ok().zip(terms.parse().ok()))
                .map(|known| (*code, known)),
            _ => None,
        };
        let Some((code, (field, counts))) = counted else {
            return Err(Damage::new(name, "is damaged: it holds something else than lengths"));
        };
        lengths.entry(field).or_default().insert(code.to_owned(), counts);
    }
    Ok(lengths)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::index::batch::tests::{entry, options};
    use crate::index::{Batch, Writer, lengths, state};

    #[test]
    fn what_a_run_counts_is_what_a_walk_over_all_passages_finds() {
        let folder = tempfile::tempdir().unwrap();
        let counted = |writer: Writer| {
            writer.commit().unwrap();
            let (state, searcher, _) = state::open(folder.path()).unwrap();
            assert!(state.named.counted.is_some());
            let fields = crate::index::schema::schema().1;
            let walked = fields
                .with_lengths()
                .map(|field| (field.field_id(), lengths::of_field(&searcher, field).unwrap()));
            assert_eq!(state.lengths, BTreeMap::from(walked));
            state.lengths[&fields.exact.field_id()].clone()
        };
        let mut writer = Writer::open(folder.path(), &options()).unwrap();
        let mut batch = Batch::new(writer.adder());
        batch.add("a", "", &[entry("a", "en", "two words")]).unwrap();
        batch.add("b", "", &[entry("b", "en", "and three words"), entry("c", "de", "eins")]).unwrap();
        batch.finish().unwrap();
        writer.note("a", Some(Default::default()));
        let lengths = counted(writer);
        assert_eq!(lengths, BTreeMap::from([("de".to_owned(), (1, 1)), ("en".to_owned(), (2, 5))]));
        // What is gone counts no more.
        let mut writer = Writer::open(folder.path(), &options()).unwrap();
        writer.adder().remove_source("b");
        writer.note("b", None);
        assert_eq!(counted(writer), BTreeMap::from([("en".to_owned(), (1, 2))]));
    }
}

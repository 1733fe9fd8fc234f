//! The fields of the index.
//!
//! Terms come ready-made from `analysis`, each with its place: the same passages could be handed to another engine as
//! words between blanks.

use tantivy::IndexSettings;
use tantivy::schema::{FAST, Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};
use tantivy::store::{Compressor, ZstdCompressor};

use crate::analysis;

/// Places from the last word of a text to the first of the next, more than any phrase may be asked to span. Many more
/// would cost: a place is kept in as many bits as the farthest of a hundred needs.
pub(crate) const GAP: u32 = 102;
/// The same to the next heading: no words in a row reach across, but words near each other do.
pub(crate) const BESIDE: u32 = 2;
/// Bytes of passages that are packed together: an answer unpacks one block for each passage it shows. Half as many make
/// the store of 147 MB of text 2.5 MB larger, and ten hits no faster than by a hundredth.
const BLOCK: usize = 81_920;
/// The analyzer that the schema names for words, which nobody asks for: they come ready-made.
const READY: &str = "ready";

/// The fields, found once.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields {
    pub(crate) main: Field,
    pub(crate) exact: Field,
    /// What stands in rows of characters, without its places: several of Han, kana or Hangul, whose single characters
    /// have theirs in *exact*, and the grams of scripts without blanks. What the grams of other words stand in,
    /// `spellings` knows.
    pub(crate) grams: Field,
    /// The place in *main* and *exact* where title and headings begin, which follow the text.
    pub(crate) head_at: Field,
    /// Ids of the places a passage names, once for each time.
    pub(crate) names: Field,
    /// Ids of the places a passage is about.
    pub(crate) about: Field,
    /// Countries and regions are columns only: which passages have them, ids in *about* tell.
    pub(crate) country: Field,
    pub(crate) region: Field,
    pub(crate) city: Field,
    pub(crate) language: Field,
    pub(crate) kind: Field,
    pub(crate) year: Field,
    /// First and last day the document's date may mean, in days since 1970, where more of it is known than its year.
    pub(crate) first_day: Field,
    pub(crate) last_day: Field,
    /// The document's id, and the key of the source it came from.
    pub(crate) document: Field,
    pub(crate) source: Field,
    /// The passage's place in its document, from 0: its id is the document's and this, from 1.
    pub(crate) ordinal: Field,
    /// What near-repeats of the passage share.
    pub(crate) sketch: Field,
    /// The passage itself, as `stored` writes it.
    pub(crate) stored: Field,
}

impl Fields {
    /// The fields whose lengths matter to scores.
    pub(crate) fn with_lengths(self) -> [Field; 3] {
        [self.exact, self.grams, self.about]
    }

    /// Where a term of *exact* is indexed.
    pub(crate) fn of_exact(self, term: &str) -> Field {
        if analysis::is_row_of_signs(term) { self.grams } else { self.exact }
    }
}

/// What id tokens of concepts begin with: of those a text names, and of those it names by a kind of them.
pub(crate) const CONCEPT: &str = "concept/";
pub(crate) const KIND: &str = "kind/";

/// Builds the schema and the fields in it.
pub(crate) fn schema() -> (Schema, Fields) {
    let indexed = |tokenizer, option, length| {
        let indexing = TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(option);
        TextOptions::default().set_indexing_options(indexing.set_fieldnorms(length))
    };
    let words = |option| indexed(READY, option, true);
    // A word of these has the length that *exact* counts.
    let lengthless = |option| indexed(READY, option, false);
    let value = || indexed("raw", IndexRecordOption::Basic, false);
    let mut builder = Schema::builder();
    let fields = Fields {
        main: builder.add_text_field("main", lengthless(IndexRecordOption::WithFreqsAndPositions)),
        exact: builder.add_text_field("exact", words(IndexRecordOption::WithFreqsAndPositions)),
        grams: builder.add_text_field("grams", words(IndexRecordOption::WithFreqs)),
        head_at: builder.add_u64_field("head_at", FAST),
        names: builder.add_text_field("names", lengthless(IndexRecordOption::WithFreqs)),
        about: builder.add_text_field("about", words(IndexRecordOption::WithFreqs)),
        country: builder.add_text_field("country", FAST),
        region: builder.add_text_field("region", FAST),
        city: builder.add_text_field("city", value() | FAST),
        language: builder.add_text_field("lang", value() | FAST),
        kind: builder.add_text_field("kind", value() | FAST),
        year: builder.add_i64_field("year", FAST),
        first_day: builder.add_i64_field("first_day", FAST),
        last_day: builder.add_i64_field("last_day", FAST),
        document: builder.add_text_field("document", value() | FAST),
        source: builder.add_text_field("source", value()),
        ordinal: builder.add_u64_field("ordinal", FAST),
        sketch: builder.add_u64_field("sketch", FAST),
        stored: builder.add_bytes_field("stored", STORED),
    };
    (builder.build(), fields)
}

/// How the stored passages are packed. Of 147 MB of text zstd's level 5 takes a twentieth less room than level 3 in the same
/// time, level 6 a fiftieth less again for one second of processor in 46, and level 9 hardly less for one and a half more; of 15 MB
/// level 7 takes half a hundredth less than 6 in the same time.
pub(crate) fn settings() -> IndexSettings {
    IndexSettings {
        docstore_compression: Compressor::Zstd(ZstdCompressor { compression_level: Some(7) }),
        docstore_blocksize: BLOCK,
        ..IndexSettings::default()
    }
}

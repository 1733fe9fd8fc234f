//! The fields of the index, and how our tokens enter them.
//!
//! Tokens come ready-made from `analysis`: a field's text is its terms, each behind one separator,
//! so that any engine with a splitting analyzer could hold the same index.

use tantivy::schema::{FAST, Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer};
use tantivy::{Index, IndexSettings};

use crate::analysis;

/// Stands before a term that takes the next position.
pub(crate) const NEXT: char = '\u{1f}';
/// Stands before a term that shares the position of the one before it.
pub(crate) const SAME: char = '\u{1e}';
/// Stands before a term that begins another text: no phrase reaches across.
pub(crate) const APART: char = '\u{1d}';
/// Stands before a term that begins another heading: no words in a row reach across, but words near each other do.
pub(crate) const BESIDE: char = '\u{1c}';
/// Places from the last word of a text to the first of the next, more than any phrase may be asked to span. Many more
/// would cost: a place is kept in as many bits as the farthest of a hundred needs.
pub(crate) const GAP: u32 = 102;
/// Bytes of passages that are packed together: an answer unpacks one block for each passage it shows. Half as many make
/// the store of 147 MB of text 2.5 MB larger, and ten hits no faster than by a hundredth.
const BLOCK: usize = 65_536;
/// The name of the splitting analyzer in the schema.
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

/// Teaches an opened index the splitting analyzer its schema names.
pub(crate) fn register(index: &Index) {
    index.tokenizers().register(READY, TextAnalyzer::from(ReadyTokens::default()));
}

/// Appends the tokens of one text to a field's text, with a mark that tells it from the texts before it. A mark
/// without a term counts a position; they go on to `last`, so that the texts of two streams begin at the same positions.
pub(crate) fn append<'t>(
    text: &mut String,
    tokens: impl Iterator<Item = analysis::Token<'t>>,
    last: Option<u32>,
    mark: char,
) {
    let mut mark = if text.is_empty() { NEXT } else { mark };
    let mut next = 0;
    for token in tokens {
        if token.position < next {
            append_term(text, token.text, SAME);
            continue;
        }
        (next..token.position).for_each(|_| text.push(std::mem::replace(&mut mark, NEXT)));
        append_term(text, token.text, std::mem::replace(&mut mark, NEXT));
        next = token.position + 1;
    }
    let end = last.map_or(0, |last| last + 1);
    (next..end).for_each(|_| text.push(std::mem::replace(&mut mark, NEXT)));
}

/// Appends one term to a field's text, behind one of the marks.
pub(crate) fn append_term(text: &mut String, term: &str, mark: char) {
    text.push(mark);
    text.push_str(term);
}

/// Splits a field's text back into its terms.
#[derive(Debug, Clone, Default)]
struct ReadyTokens {
    token: Token,
}

struct ReadyStream<'a> {
    rest: &'a str,
    token: &'a mut Token,
}

impl Tokenizer for ReadyTokens {
    type TokenStream<'a> = ReadyStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> ReadyStream<'a> {
        self.token.reset();
        ReadyStream { rest: text, token: &mut self.token }
    }
}

impl TokenStream for ReadyStream<'_> {
    fn advance(&mut self) -> bool {
        // The marks are one byte each, so the search can be bytewise.
        let is_mark = |byte: u8| (BESIDE as u8..=NEXT as u8).contains(&byte);
        loop {
            let mut characters = self.rest.chars();
            let Some(mark) = characters.next() else { return false };
            let term = characters.as_str();
            let step = match mark {
                SAME => 0,
                APART => GAP as usize,
                BESIDE => 2,
                _ => 1,
            };
            self.token.position = self.token.position.wrapping_add(step);
            let end = term.bytes().position(is_mark).unwrap_or(term.len());
            self.rest = &term[end..];
            if end > 0 {
                self.token.text.clear();
                self.token.text.push_str(&term[..end]);
                return true;
            }
        }
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::{APART, BESIDE, GAP, NEXT, ReadyTokens, SAME, append_term};
    use tantivy::tokenizer::{TokenStream, Tokenizer};

    #[test]
    fn terms_come_back_with_their_positions() {
        let mut text = String::new();
        append_term(&mut text, "eccowell", NEXT);
        append_term(&mut text, "ec", SAME);
        append_term(&mut text, "终身 学习", NEXT);
        append_term(&mut text, "cork", APART);
        append_term(&mut text, "munster", BESIDE);
        let mut tokenizer = ReadyTokens::default();
        let mut stream = tokenizer.token_stream(&text);
        let mut seen = Vec::new();
        while stream.advance() {
            seen.push((stream.token().text.clone(), stream.token().position));
        }
        let wanted = [
            ("eccowell", 0),
            ("ec", 0),
            ("终身 学习", 1),
            ("cork", 1 + GAP as usize),
            ("munster", 3 + GAP as usize),
        ];
        assert_eq!(seen, wanted.map(|(term, position)| (term.to_owned(), position)));
    }
}

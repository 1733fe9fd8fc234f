//! Text becomes tokens, the same way for a document and for a question.
//!
//! Three streams: *main* (stems, dictionary words), *exact* (folded words), *grams* (pieces of
//! words). Knows nothing of the index.

pub mod fold;
pub mod language;
mod letters;
pub mod script;
pub(crate) mod signs;

pub use language::Language;

/// One token of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    /// The term as it enters the index.
    pub text: &'a str,
    /// First byte in the text that was cut.
    pub start: usize,
    /// Byte behind the last.
    pub end: usize,
    /// Its place among the words: tokens of one word (a whole and its parts) may share it.
    pub position: u32,
}

/// The tokens of one stream, held in one buffer.
#[derive(Debug, Clone, Default)]
pub struct Tokens {
    buffer: String,
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    text_end: u32,
    start: u32,
    end: u32,
    position: u32,
}

impl Tokens {
    /// Adds a token behind the others.
    pub fn push(&mut self, token: Token<'_>) {
        self.buffer.push_str(token.text);
        self.entries.push(Entry {
            text_end: self.buffer.len() as u32,
            start: token.start as u32,
            end: token.end as u32,
            position: token.position,
        });
    }

    /// The tokens in order.
    pub fn iter(&self) -> impl Iterator<Item = Token<'_>> {
        let mut from = 0;
        self.entries.iter().map(move |entry| {
            let text = &self.buffer[from..entry.text_end as usize];
            from = entry.text_end as usize;
            Token { text, start: entry.start as usize, end: entry.end as usize, position: entry.position }
        })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// The three streams of one text.
#[derive(Debug, Clone, Default)]
pub struct Streams {
    /// Stems or dictionary words: what carries most of the meaning.
    pub main: Tokens,
    /// Folded words as written (CJK: characters and pairs).
    pub exact: Tokens,
    /// Pieces of words: four characters (CJK: pairs, Thai: three); positions have no meaning.
    pub grams: Tokens,
}

/// Cuts a text into the tokens of its language.
pub fn tokens(text: &str, language: &Language) -> Streams {
    let _ = (text, language);
    Streams::default()
}

/// Cuts a question: as [`tokens`], without the language's stop words in *main* and *grams* (all
/// words stay in *exact*), unless nothing would remain.
pub fn question_tokens(text: &str, language: &Language) -> Streams {
    tokens(text, language)
}

/// The language of a document or passage: by script first, then by statistics.
pub fn detect(text: &str) -> &'static Language {
    let _ = text;
    &language::UNKNOWN
}

/// The languages a question may be in: every one that its script allows and `held` contains.
pub fn candidates(text: &str, held: &[&'static Language]) -> Vec<&'static Language> {
    let _ = text;
    held.to_vec()
}

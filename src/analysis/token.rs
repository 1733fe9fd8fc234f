//! Token, and the streams of tokens a text becomes.

use std::ops::Range;

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
    /// No tokens, and room for so many, of so many bytes in all.
    pub(crate) fn with_capacity(tokens: usize, bytes: usize) -> Tokens {
        Tokens { buffer: String::with_capacity(bytes), entries: Vec::with_capacity(tokens) }
    }

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

    /// The terms in order, without their places.
    pub fn terms(&self) -> impl Iterator<Item = &str> {
        self.iter().map(|token| token.text)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The place among the words of the last token.
    pub(crate) fn last_position(&self) -> Option<u32> {
        self.entries.last().map(|entry| entry.position)
    }

    /// Gives every token the place that `of` says for its place, in order.
    pub(crate) fn move_to(&mut self, mut of: impl FnMut(Range<usize>) -> Range<usize>) {
        for entry in &mut self.entries {
            let place = of(entry.start as usize..entry.end as usize);
            (entry.start, entry.end) = (place.start as u32, place.end as u32);
        }
    }
}

/// The three streams of one text.
#[derive(Debug, Clone, Default)]
pub struct Streams {
    /// Stems or dictionary words: what carries most of the meaning.
    pub main: Tokens,
    /// Folded words as written (CJK: characters and pairs).
    pub exact: Tokens,
    /// Pieces of words: four Latin letters, three of other scripts; none of Han, kana and Hangul, whose
    /// pairs are in *exact*. Positions have no meaning.
    pub grams: Tokens,
    /// Which tokens of *main* are function words, where that was asked for.
    pub(crate) function_words: Vec<bool>,
}

impl Streams {
    /// The tokens of *main* that enter the index: all that say more than *exact* and are no function words, as
    /// [`crate::analysis::words`] left them.
    pub(crate) fn main_to_index(&self) -> impl Iterator<Item = Token<'_>> {
        let functions = self.function_words.iter().copied().chain(std::iter::repeat(false));
        self.main.iter().zip(functions).filter(|(_, is_function)| !is_function).map(|(token, _)| token)
    }
}

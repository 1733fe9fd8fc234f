//! How much each kind of evidence counts: every weight of the ranking, in one place.
//!
//! The weights of the streams are those that found most on mixed-language collections; a change is
//! measured on all judged sets before it is made.

/// Stems and dictionary words carry the meaning.
pub(crate) const MAIN: f32 = 1.0;
/// The word as written: exact spelling ranks above folded or stemmed.
pub(crate) const EXACT: f32 = 0.3;
/// Pieces of Latin words: heal glued words, lost accents and spelling variants.
pub(crate) const GRAMS: f32 = 0.2;
/// Pieces of words in other scripts, whose stemmers undo less.
pub(crate) const OTHER_GRAMS: f32 = 0.4;
/// Pieces of what is written without blanks, across its words.
pub(crate) const GRAMS_ACROSS: f32 = 0.3;
/// A passage in the language that the question shows itself to be in, times its words: of two that hold the same names
/// the one the reader can read is first (nDCG@10 on mixed languages .8703 without, .8712 at 1.05, .8719 so).
pub(crate) const OWN_LANGUAGE: f32 = 1.1;
/// Two words of the question beside each other in the passage too.
pub(crate) const NEAR: f32 = 0.2;
/// Two words of the question written as one in the passage (nDCG@10 on mixed languages .8719 without, .8720 so, .8719 at 2).
pub(crate) const JOINED: f32 = 1.0;
/// A word inside quotation marks was meant as written.
pub(crate) const QUOTED: f32 = 1.0;
/// A place the question names, named by the passage in any script.
pub(crate) const NAME: f32 = 2.0;
/// A concept that the question names by several words and the passage otherwise, as a share of those words.
pub(crate) const TERM: f32 = 1.0;
/// A concept counts as so many of its own rarity at most, however many words name it (pairs of languages 81 of 86 without,
/// 83 at 4, 84 so; own questions .9051, .9057, .9060; nDCG@10 on mixed languages .87188, .87187, .87183).
pub(crate) const WORDS_OF_CONCEPT: f32 = 3.0;
/// A concept that is named by one word: one word means many things.
pub(crate) const CONCEPT: f32 = 0.5;
/// A concept of which the passage names a kind only: a night school is adult education, and not the word for it (0.5
/// answers one question less of 90 over the dumps among our own texts).
pub(crate) const KIND: f32 = 0.8;
/// What the words typed add to the id, so that of two passages that name a concept once the one in its words is first.
pub(crate) const TYPED: f32 = 0.5;
/// What is left to the spelling of a name whose place is understood: passages that spell it in
/// another script are as good.
pub(crate) const SPELLING: f32 = 0.4;
/// The same for a name cut into characters and pairs, two terms a character: アイルランド is thirteen of them, each
/// also in other words.
pub(crate) const SPELLING_OF_SIGNS: f32 = 0.05;
/// A place the question names that the passage is about; the fewer others, the more.
pub(crate) const ABOUT: f32 = 2.0;
/// What is left of either where the words may mean something else.
pub(crate) const POSSIBLE: f32 = 0.5;
/// A year the question names, as the year of the document (our own questions .904 at 2, .905 so, .906 at 6).
pub(crate) const YEAR: f32 = 4.0;
/// What a passage loses that answers none of the places and years of a question, and each of them by its worth (own
/// questions .8998 without, .9008 at 0.3, .9010 so; pairs of languages 79, 80, 80 of 86).
pub(crate) const UNANSWERED: f32 = 0.6;
/// A word that begins so, or is spelt nearly so, whatever its rarity.
pub(crate) const PATTERN: f32 = 2.0;

/// BM25: how fast repetition saturates.
pub(crate) const K1: f32 = 1.2;
/// BM25: how much longer passages are held back.
pub(crate) const B: f32 = 0.75;

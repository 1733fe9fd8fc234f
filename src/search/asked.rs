//! Words of a question become the concepts it asks for.

use std::collections::BTreeSet;

use tantivy::schema::Field;

use crate::analysis::{self, Language, Streams, Tokens};
use crate::concepts::{Mention, labelled};
use crate::error::Result;
use crate::index::Index;
use crate::index::schema::Fields;
use crate::names::{self, LabelLanguage};
use crate::query::{self, Certainty, Query, Reading, Understood};

/// A concept a question names.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) understood: Understood,
    /// The terms that name it in the question: those of *main*, of *exact* and of *grams*.
    pub(crate) terms: [Vec<String>; 3],
    /// How many words it is there; two characters of a script without blanks are one.
    pub(crate) count: usize,
}

impl Asked {
    /// Whether a term of a field is one of its words.
    pub(crate) fn says(&self, fields: &Fields, field: Field, term: &str) -> bool {
        let [main, exact, grams] = &self.terms;
        let terms = match field {
            _ if field == fields.main => main,
            _ if field == fields.of_exact(term) => exact,
            _ if field == fields.grams => grams,
            _ => return false,
        };
        terms.binary_search_by(|own| own.as_str().cmp(term)).is_ok()
    }
}

/// The concepts that the plain words of a question name, read in each language they are likely in; called
/// as readers of a language do, where it has a label.
///
/// # Errors
/// [`crate::error::Error::ReadIndex`]
pub(crate) fn asked(index: &Index, query: &Query, labels: LabelLanguage) -> Result<Vec<Asked>> {
    let mut found: Vec<Asked> = Vec::new();
    if query.reading == Reading::Literal {
        return Ok(found);
    }
    for text in query::plain_words(&query.clauses) {
        for (mention, language) in mentions(index, query, text)? {
            if found.iter().any(|known| known.understood.id == mention.id) {
                continue;
            }
            let words = &text[mention.start..mention.end];
            let streams = analysis::question_tokens(words, language, index.vocabulary());
            let terms = [&streams.main, &streams.exact, &streams.grams].map(distinct);
            let label = |code: &str| index.concepts().label(&mention.id, code).map(str::to_owned);
            let label = label(labels.without_script()).or_else(|| label(language.code));
            let label = label.unwrap_or_else(|| mention.id.clone());
            let signs = words.chars().filter(|sign| *sign as u32 >= FIRST_WITHOUT_BLANKS).count();
            let count = if signs > 0 { signs.div_ceil(2) } else { terms[0].len() };
            let words = words.to_owned();
            let certainty = Certainty::Sure;
            let understood = Understood { kind: "concept", id: mention.id, label, words, certainty };
            found.push(Asked { understood, terms, count });
        }
    }
    Ok(found)
}

/// The concepts that plain words name, each with the language it was read in.
fn mentions(index: &Index, query: &Query, text: &str) -> Result<Vec<(Mention, &'static Language)>> {
    // "Saudi" in the name of the country is no health (Portuguese "saúde").
    let places = names::mentions(text);
    let is_name =
        |found: &Mention| places.iter().any(|place| place.start <= found.start && found.end <= place.end);
    let mut mentions: Vec<(Mention, &'static Language)> = Vec::new();
    for (language, likelihood) in languages(index, query, text) {
        let streams = analysis::tokens_among(text, language, index.vocabulary());
        for mention in index.concepts().mentions_in_question(&streams, language) {
            if !is_name(&mention) && is_meant(index, &mention, &streams, language, likelihood)? {
                mentions.push((mention, language));
            }
        }
    }
    // "Mobile" in "mobile learning" is no transport.
    let wide: Vec<(usize, usize)> = mentions
        .iter()
        .filter(|(wide, _)| wide.forms.is_empty())
        .map(|(wide, _)| (wide.start, wide.end))
        .collect();
    let is_part = |one: &Mention| wide.iter().any(|(start, end)| *start <= one.start && one.end <= *end);
    mentions.retain(|(mention, _)| mention.forms.is_empty() || !is_part(mention));
    Ok(mentions)
}

/// The terms of a stream, each once, sorted.
fn distinct(tokens: &Tokens) -> Vec<String> {
    let terms: BTreeSet<&str> = tokens.terms().collect();
    terms.into_iter().map(str::to_owned).collect()
}

/// From here on characters are Han, kana, Hangul and their like.
const FIRST_WITHOUT_BLANKS: u32 = 0x1100;

/// How likely a text is in a language.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Likelihood {
    /// Its words show it, or it was told.
    Shown,
    /// It may be in this one as well as in others.
    Possible,
    /// Its words show another one.
    Unlikely,
}

/// The languages a text may be in, whether or not a document is: a concept is the same in all of them.
fn languages(index: &Index, query: &Query, text: &str) -> Vec<(&'static Language, Likelihood)> {
    if let Some(language) = query.language {
        return vec![(language, Likelihood::Shown)];
    }
    let (candidates, shown) = analysis::candidates_and_shown(text, index.concepts().languages());
    let likelihood = |language: &'static Language, weight: f32| match shown {
        Some(shown) if shown == language => Likelihood::Shown,
        _ if weight < 1.0 => Likelihood::Unlikely,
        _ => Likelihood::Possible,
    };
    candidates.into_iter().map(|(language, weight)| (language, likelihood(language, weight))).collect()
}

/// Whether a mention is meant, and no accident of stems: "term" is not the Italian spa ("terme"), nor "non" the ninth.
///
/// Several words in a row are no accident in any language. One word is meant where its language is shown, where it is
/// written as the label is, and where it is long, or no word of the documents.
fn is_meant(
    index: &Index,
    mention: &Mention,
    streams: &Streams,
    language: &Language,
    likelihood: Likelihood,
) -> Result<bool> {
    if mention.forms.is_empty() || likelihood == Likelihood::Shown {
        return Ok(true);
    }
    let mut words = streams.exact.iter();
    let word = words.find(|token| token.start == mention.start && token.end == mention.end);
    let Some(word) = word.map(|token| token.text).filter(|_| likelihood == Likelihood::Possible) else {
        return Ok(false);
    };
    let letters = word.chars().count();
    // Other scripts have few languages each, and many forms of a word.
    let is_latin = word.chars().any(|letter| letter.is_ascii_alphabetic());
    // Russian "хотел" (wanted) reads as the label "hotel" in Serbian.
    if !is_latin && labelled(language.code) != language.code {
        return Ok(letters >= LONG_IN_EITHER || word.contains(['ј', 'љ', 'њ', 'ћ', 'ђ', 'џ']));
    }
    if !is_latin
        || mention.forms.iter().any(|form| form == word)
        || letters >= LONG && index.languages().contains(&language)
    {
        return Ok(true);
    }
    Ok(letters >= LONG - 1 && index.passages_with(index.fields().exact, word)? == 0)
}

/// Letters of a word that is hardly another one's stem in another language.
const LONG: usize = 6;
/// The same between Serbian and Russian, which write many words nearly alike: "писменост" is no Russian word.
const LONG_IN_EITHER: usize = 8;

//! Words of a question become the concepts it asks for.

use std::collections::BTreeSet;

use tantivy::schema::Field;

use crate::analysis::language::LANGUAGES;
use crate::analysis::script::Script;
use crate::analysis::{self, Language, Tokens};
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
    let keys = index.concepts();
    for text in query::plain_words(&query.clauses) {
        // "Saudi" in the name of the country is no health (Portuguese "saúde").
        let places = names::mentions(text);
        let is_name =
            |start: usize, end: usize| places.iter().any(|place| place.start <= start && end <= place.end);
        for language in languages(query, text) {
            for mention in keys
                .mentions_in_question(&analysis::tokens_among(text, language, index.vocabulary()), language)
            {
                if found.iter().any(|known| known.understood.id == mention.id)
                    || is_name(mention.start, mention.end)
                {
                    continue;
                }
                let words = &text[mention.start..mention.end];
                let streams = analysis::question_tokens(words, language, index.vocabulary());
                let terms = [&streams.main, &streams.exact, &streams.grams].map(distinct);
                let label =
                    keys.label(&mention.id, labels.without_script()).map_or(mention.label, str::to_owned);
                let signs = words.chars().filter(|sign| *sign as u32 >= FIRST_WITHOUT_BLANKS).count();
                let count = if signs > 0 { signs.div_ceil(2) } else { terms[0].len() };
                found.push(Asked {
                    understood: Understood {
                        kind: "concept",
                        id: mention.id,
                        label,
                        words: words.to_owned(),
                        certainty: Certainty::Sure,
                    },
                    terms,
                    count,
                });
            }
        }
    }
    Ok(found)
}

/// The terms of a stream, each once, sorted.
fn distinct(tokens: &Tokens) -> Vec<String> {
    let terms: BTreeSet<&str> = tokens.terms().collect();
    terms.into_iter().map(str::to_owned).collect()
}

/// From here on characters are Han, kana, Hangul and their like.
const FIRST_WITHOUT_BLANKS: u32 = 0x1100;

/// The languages a text is likely in, whether or not a document is: a concept is the same in all of them. Han alone is
/// as likely Japanese as Chinese.
fn languages(query: &Query, text: &str) -> Vec<&'static Language> {
    match query.language {
        Some(language) => vec![language],
        None => {
            let candidates = analysis::weighed_candidates(text, LANGUAGES).into_iter();
            let is_likely =
                |language: &Language, weight: f32| weight >= 1.0 || language.is_written_in(Script::Han);
            candidates
                .filter(|(language, weight)| is_likely(language, *weight))
                .map(|(language, _)| language)
                .collect()
        }
    }
}

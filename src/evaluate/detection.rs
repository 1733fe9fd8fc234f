//! Texts whose language is known become figures: how often it is recognised.
//!
//! A passage is judged alone, and so is the document that passages of one title make together: what
//! a single sentence does not show, the whole often does. That is how the program meets texts, too:
//! a document is given a language first, and its passages follow where they do not differ.

use std::collections::{BTreeMap, HashMap};

use crate::analysis;

/// A text and the language it is in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// Its id.
    pub id: String,
    /// The file it stands in: only texts of one file make a document.
    pub file: String,
    /// The title of the document it is a passage of; without one it is a document alone.
    pub title: Option<String>,
    /// A BCP 47 tag as somebody stated it: `en`, `zh-Hant`, `pt_BR`.
    pub language: String,
    /// The text.
    pub text: String,
}

/// How often the language of texts is recognised.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Detection {
    /// Every text alone.
    pub passages: Tally,
    /// Texts of one file with the same title and language, joined in their order.
    pub documents: Tally,
}

/// What came of one kind of text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Over all languages.
    pub all: Recognised,
    /// By the primary subtag of the language stated.
    pub languages: BTreeMap<String, Recognised>,
    /// Those that were taken for another language, in their order.
    pub wrong: Vec<Wrong>,
}

/// How many of some texts were recognised.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recognised {
    /// How many there are.
    pub texts: usize,
    /// How many were taken for what they are.
    pub right: usize,
    /// What the others were taken for (`und`: for nothing we know), and how many.
    pub taken_for: BTreeMap<String, usize>,
}

/// A text that was taken for another language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Wrong {
    /// Of the first passage, where it is a document of several.
    pub id: String,
    pub file: String,
    pub title: Option<String>,
    /// What was stated.
    pub language: String,
    /// What was recognised.
    pub taken_for: String,
    /// The whole text.
    pub text: String,
}

/// Recognises the language of every text and of every document they make.
///
/// Languages are compared by their primary subtags, and Norwegian is Bokmål: `zh-Hant`, `zh-TW` and
/// `zh-Hans` are `zh`, `no` is `nb`.
///
/// ```
/// use gnlc::evaluate::{Text, detection};
///
/// let text = |language: &str, text: &str| Text {
///     language: language.to_owned(),
///     text: text.to_owned(),
///     ..Text::default()
/// };
/// let found = detection(&[text("en-IE", "A city where people learn all their lives."), text("zh-Hant", "學習型城市")]);
/// assert_eq!((found.passages.all.right, found.passages.all.texts), (2, 2));
/// // A French sentence that was stated to be Spanish counts as taken for French.
/// let wrong = detection(&[text("es", "Une ville où l'on apprend tout au long de la vie.")]);
/// assert_eq!(wrong.passages.languages["es"].taken_for["fr"], 1);
/// ```
pub fn detection(texts: &[Text]) -> Detection {
    let mut found = Detection::default();
    let mut documents: Vec<(&Text, String)> = Vec::new();
    let mut places: HashMap<(&str, &str, &str), usize> = HashMap::new();
    for text in texts {
        found.passages.see(text, &text.text);
        let place = text.title.as_deref().map(|title| (text.file.as_str(), title, text.language.as_str()));
        match place.and_then(|place| places.get(&place)) {
            Some(known) => {
                let (_, joined) = &mut documents[*known];
                joined.push('\n');
                joined.push_str(&text.text);
            }
            None => {
                places.extend(place.map(|place| (place, documents.len())));
                documents.push((text, text.text.clone()));
            }
        }
    }
    for (first, joined) in documents {
        found.documents.see(first, &joined);
    }
    found
}

impl Tally {
    fn see(&mut self, stated: &Text, text: &str) {
        let language = primary(&stated.language);
        let taken_for = primary(analysis::detect(text).code);
        let is_right = taken_for == language;
        let of_language = self.languages.entry(language).or_default();
        for recognised in [&mut self.all, of_language] {
            recognised.texts += 1;
            if is_right {
                recognised.right += 1;
            } else {
                *recognised.taken_for.entry(taken_for.clone()).or_default() += 1;
            }
        }
        if !is_right {
            self.wrong.push(Wrong {
                id: stated.id.clone(),
                file: stated.file.clone(),
                title: stated.title.clone(),
                language: stated.language.clone(),
                taken_for,
                text: text.to_owned(),
            });
        }
    }
}

impl Recognised {
    /// The part that was taken for what it is; 0 of none.
    pub fn share(&self) -> f64 {
        self.right as f64 / self.texts.max(1) as f64
    }

    /// What most of the others were taken for, and how many, most first.
    pub fn mostly_taken_for(&self, most: usize) -> Vec<(&str, usize)> {
        let mut others: Vec<(&str, usize)> =
            self.taken_for.iter().map(|(language, count)| (language.as_str(), *count)).collect();
        others.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        others.truncate(most);
        others
    }
}

/// What a language tag says without its script and region.
fn primary(tag: &str) -> String {
    let primary = tag.split(['-', '_']).next().unwrap_or_default().trim().to_lowercase();
    // Nobody says which of the two Norwegians `no` is; nine in ten write Bokmål.
    if primary == "no" { "nb".to_owned() } else { primary }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(title: Option<&str>, language: &str, text: &str) -> Text {
        Text {
            id: text.to_owned(),
            file: "records.jsonl".to_owned(),
            title: title.map(str::to_owned),
            language: language.to_owned(),
            text: text.to_owned(),
        }
    }

    #[test]
    fn passages_of_one_title_are_one_document() {
        let texts = [
            text(Some("Lucca"), "it", "Bologna 2017"),
            text(Some("Cork"), "en", "The people of the city meet and learn in the library of their town."),
            text(Some("Lucca"), "it", "La città è un luogo dove le persone imparano per tutta la vita."),
            // Another language is another document, and a text without a title is one alone.
            text(Some("Lucca"), "en", "The town is a place where people of all ages come to learn."),
            text(None, "en", "Learning is for everyone in this town, and it never ends."),
            text(None, "en", "Every library of the city is open to all of its people."),
        ];
        let found = detection(&texts);
        assert_eq!((found.passages.all.texts, found.passages.all.right), (6, 5));
        assert_eq!((found.documents.all.texts, found.documents.all.right), (5, 5));
        let wrong = &found.passages.wrong[0];
        assert_eq!(
            (wrong.id.as_str(), wrong.language.as_str(), wrong.taken_for.as_str()),
            ("Bologna 2017", "it", "en")
        );
        assert_eq!(found.documents.languages["en"].texts, 4);
    }

    #[test]
    fn tags_are_compared_without_script_and_region() {
        for (tag, code) in
            [("zh-Hant", "zh"), ("zh_TW", "zh"), ("ZH-Hans", "zh"), ("no", "nb"), ("pt-BR", "pt")]
        {
            assert_eq!(primary(tag), code);
        }
    }

    #[test]
    fn the_commonest_mistake_stands_first() {
        let taken_for = BTreeMap::from([("da".to_owned(), 1), ("en".to_owned(), 3), ("sv".to_owned(), 1)]);
        let recognised = Recognised { texts: 20, right: 15, taken_for };
        assert_eq!(recognised.mostly_taken_for(2), [("en", 3), ("da", 1)]);
        assert_eq!(recognised.share(), 0.75);
        assert_eq!(Recognised::default().share(), 0.0);
    }
}

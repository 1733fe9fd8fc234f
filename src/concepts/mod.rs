//! Ideas of the field become ids: "lifelong learning", 终身学习 and 평생학습 are one concept.
//!
//! Concepts come from SKOS files: our own thesaurus of the field, built in, and any the reader adds.
//! Their labels become keys (`keys`): the stems of words where blanks divide them, characters where
//! none do. A text is walked once, the longest label that begins at a word wins, and only labels in
//! the language of that word count.

mod beginnings;
mod ids;
mod keys;
mod lines;
mod mention;
mod skos;
mod units;

pub use keys::Keys;
pub use mention::Mention;
pub(crate) use mention::Named;
pub use skos::{Syntax, syntax_of};
pub(crate) use units::labelled;

use crate::error::Cause;

/// Our own thesaurus of the field.
const BUILT_IN: &str = include_str!("../../seeds/thesaurus.ttl");

/// An idea with its labels.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Concept {
    /// What its id token is made of: the end of its IRI, or the whole of it where two end alike.
    pub id: String,
    /// Preferred labels first.
    pub labels: Vec<Label>,
    /// Ids of what it is a kind of (`skos:broader`).
    pub broader: Vec<String>,
}

/// One label of a concept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// BCP 47 code.
    pub language: String,
    /// The words.
    pub text: String,
}

/// The concepts that are built in.
///
/// ```
/// let concepts = gnlc::concepts::built_in();
/// assert!(concepts.iter().any(|concept| concept.id == "lifelong-learning"));
/// ```
pub fn built_in() -> Vec<Concept> {
    // A test reads the file, so it cannot fail elsewhere.
    skos::concepts(BUILT_IN.as_bytes(), Syntax::Turtle).unwrap_or_default()
}

/// Reads the concepts of a SKOS file: every resource with a `skos:prefLabel` or `skos:altLabel`.
///
/// ```
/// use gnlc::concepts::{Syntax, read};
///
/// let file = r#"<http://example.org/c/7> <http://www.w3.org/2004/02/skos/core#prefLabel> "night school"@en ."#;
/// let concepts = read(file.as_bytes(), Syntax::Turtle).unwrap();
/// assert_eq!((concepts[0].id.as_str(), concepts[0].labels[0].text.as_str()), ("7", "night school"));
/// assert!(read(b"no triples", Syntax::Turtle).is_err());
/// ```
///
/// # Errors
/// What the parser said, with the line, when the file is not in that syntax.
pub fn read(bytes: &[u8], syntax: Syntax) -> Result<Vec<Concept>, Cause> {
    skos::concepts(bytes, syntax)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use crate::analysis::language;
    use crate::concepts::{Concept, Keys, built_in};

    #[test]
    fn a_label_of_ours_names_one_concept_of_its_language_also_after_stemming() {
        let keys = Keys::new(&built_in());
        let mut ids: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        // The first line holds the ids.
        for line in std::str::from_utf8(keys.as_bytes()).unwrap().lines().skip(1) {
            let mut parts = line.split('\t');
            let (Some(language), Some(units), Some(id)) = (parts.next(), parts.next(), parts.next()) else {
                panic!("{line}");
            };
            ids.entry(format!("{language} {}", units.replace('\u{1f}', " "))).or_default().insert(id);
        }
        let shared: Vec<_> = ids.into_iter().filter(|(_, ids)| ids.len() > 1).collect();
        assert!(shared.is_empty(), "{shared:#?}");
    }

    #[test]
    fn every_concept_of_ours_has_labels_in_the_languages_its_file_promises() {
        for concept in built_in() {
            for code in "en fr es pt it de ru ar zh ko ja th vi tr".split(' ') {
                let has_one = concept.labels.iter().any(|label| label.language == code);
                assert!(has_one, "{} has no label in {code}", concept.id);
            }
        }
    }

    /// What questions about learning cities turn on.
    const CORE: &str = "\
            learning-city global-network-of-learning-cities lifelong-learning adult-education \
            non-formal-education basic-education higher-education literacy illiteracy language-learning \
            library museum cultural-centre community-learning-centre university school school-dropout \
            kindergarten early-childhood teacher volunteer vocational-training unemployment employment \
            entrepreneurship innovation skills-development digital-skills e-learning artificial-intelligence \
            ict inclusion gender-equality women girls migrants refugees asylum-seekers older-people youth \
            children parents families people-with-disabilities poverty inequality sustainable-development \
            sustainable-development-goals climate-change environmental-protection agriculture health \
            mental-health sport covid-19 cultural-heritage cultural-festival music citizenship-education \
            human-rights peace democracy civic-participation tourism manufacturing-industry rural-areas \
            population free-of-charge city-network mayor city-council local-government partnership \
            private-sector ngo civil-society financing budget policy strategy legislation \
            monitoring-and-evaluation indicator statistics research good-practice international-cooperation \
            membership application national-commission biennial-report learning-city-award conference \
            learning-festival declaration application-deadline workshop students unesco-office culture \
            members-meeting nomination jury pilot-project carbon-neutrality climate-action resilience \
            neighbourhood vulnerable-groups";

    #[test]
    fn the_core_ideas_have_a_label_in_every_language_that_questions_are_read_in() {
        let concepts = built_in();
        let known: BTreeMap<&str, &Concept> =
            concepts.iter().map(|concept| (concept.id.as_str(), concept)).collect();
        let languages = "en fr es pt it de ru ar zh ko ja th vi tr el fa nl pl uk ro fi id hi he bn bg ms cs sk hr hu \
            sv da nb ca sw";
        let mut missing = Vec::new();
        for id in CORE.split_ascii_whitespace() {
            let concept = known[id];
            for code in languages.split_ascii_whitespace() {
                if !concept.labels.iter().any(|label| label.language == code) {
                    missing.push(format!("{id} {code}"));
                }
            }
        }
        assert!(missing.is_empty(), "{missing:#?}");
    }

    #[test]
    fn labels_are_in_languages_that_the_program_reads() {
        for concept in built_in() {
            for label in &concept.labels {
                let code = label.language.as_str();
                assert!(language::by_code(code).is_some(), "{}: {} is in {code}", concept.id, label.text);
            }
        }
    }
}

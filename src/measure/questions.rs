//! Passages become questions, the same ones every time: two or three words from the middle of some.
//!
//! Each language gets as many as the others, as far as it has passages: a question in Thai costs
//! something else than one in English, and the mean over a mostly English corpus would hide it.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::analysis::{self, Language, Vocabulary};
use crate::passage::Passage;

/// A question made of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The language of the passage it was taken from.
    pub language: &'static Language,
    /// Words of the passage as they stand in it.
    pub text: String,
}

/// Questions seen so far, evenly spread over all passages of each language.
pub(crate) struct Samples {
    wanted: usize,
    languages: BTreeMap<&'static str, Sample>,
}

struct Sample {
    questions: Vec<Question>,
    /// Every so many-th passage is asked for.
    step: u64,
    seen: u64,
}

impl Samples {
    pub(crate) fn new(wanted: usize) -> Samples {
        Samples { wanted, languages: BTreeMap::new() }
    }

    /// Looks at the next passage.
    pub(crate) fn see(&mut self, passage: &Passage) {
        let sample = self.languages.entry(passage.language.code).or_insert_with(|| Sample {
            questions: Vec::new(),
            step: 1,
            seen: 0,
        });
        sample.seen += 1;
        if !(sample.seen - 1).is_multiple_of(sample.step) {
            return;
        }
        let words = 2 + sample.questions.len() % 2;
        sample.questions.extend(question(&passage.text, passage.language, words));
        if sample.questions.len() >= 2 * self.wanted.max(1) {
            // Every second one goes, and so do those that would have come between.
            let mut number = 0;
            sample.questions.retain(|_| {
                number += 1;
                number % 2 == 1
            });
            sample.step *= 2;
        }
    }

    /// The questions that are asked, language by language.
    pub(crate) fn questions(&self) -> Vec<Question> {
        let mut samples: Vec<&Vec<Question>> =
            self.languages.values().map(|sample| &sample.questions).collect();
        // Small languages first: what they lack goes to the larger ones.
        samples.sort_by_key(|questions| questions.len());
        let mut questions: Vec<Question> = Vec::new();
        for (number, sample) in samples.iter().enumerate() {
            let share = (self.wanted - questions.len()).div_ceil(samples.len() - number);
            let share = share.min(sample.len());
            questions.extend((0..share).map(|place| sample[place * sample.len() / share].clone()));
        }
        questions.sort_by_key(|question| question.language.code);
        questions
    }
}

/// Some content words from the middle of a passage.
fn question(text: &str, language: &'static Language, count: usize) -> Option<Question> {
    let streams = analysis::question_tokens(text, language, Vocabulary::Dictionary);
    // Korean *main* holds pieces of words, which nobody types.
    let tokens = if language.code == "ko" { &streams.exact } else { &streams.main };
    let mut places: Vec<Range<usize>> = tokens.iter().map(|token| token.start..token.end).collect();
    // The longest first: a word, not the words inside it.
    places.sort_by_key(|place| (place.start, std::cmp::Reverse(place.end)));
    let mut words: Vec<&str> = Vec::new();
    let mut behind = 0;
    for place in places {
        let word = &text[place.clone()];
        if place.start >= behind && word.chars().nth(1).is_some() {
            behind = place.end;
            words.push(word);
        }
    }
    let count = count.min(words.len());
    let middle = (words.len() - count) / 2;
    let text = words[middle..middle + count].join(" ");
    (count > 0).then_some(Question { language, text })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::language::by_code;

    fn asked(text: &str, code: &str, count: usize) -> String {
        question(text, by_code(code).unwrap(), count).unwrap().text
    }

    #[test]
    fn a_question_is_words_of_the_passage() {
        assert_eq!(asked("The town library opens its doors at night.", "en", 2), "library opens");
        assert_eq!(asked("城市让所有人终身学习。", "zh", 2).split(' ').count(), 2);
        assert_eq!(asked("평생학습 도시가 늘어나고 있다", "ko", 2), "도시가 늘어나고");
        assert_eq!(question("2", by_code("en").unwrap(), 2), None);
    }

    #[test]
    fn every_language_is_asked_and_the_number_is_kept() {
        let mut samples = Samples::new(10);
        let passage = |text: &str, code: &str| Passage {
            part: 0,
            text: text.to_owned(),
            wholes: Vec::new(),
            start: 0,
            end: 0,
            first_line: 1,
            last_line: 1,
            heading: Vec::new(),
            about: Default::default(),
            evidence: Vec::new(),
            language: by_code(code).unwrap(),
        };
        for number in 0..100 {
            samples.see(&passage(&format!("town number{number} library"), "en"));
        }
        samples.see(&passage("la ville apprenante", "fr"));
        let questions = samples.questions();
        assert_eq!(questions.len(), 10);
        assert_eq!(questions.iter().filter(|question| question.language.code == "fr").count(), 1);
        assert_ne!(questions[0], questions[1]);
    }
}

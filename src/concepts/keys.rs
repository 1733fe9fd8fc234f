//! Labels become Keys, and a text the concepts it mentions.
//!
//! The keys are one sorted text, a line each (`lines`): language, units, number of the id, label to show (once a
//! language), numbers of what it is a kind of, and for labels of one word their forms. A question looks up its few words
//! by halving, in the text as it lies in its file: nothing is parsed before. A document first asks a small table whether
//! any label begins with the word at all.

use std::fmt;
use std::ops::Range;
use std::sync::atomic::{self, AtomicUsize};
use std::sync::{Arc, OnceLock};

use memchr::{memmem, memrchr};

use crate::analysis::{Language, Streams, language};
use crate::concepts::Concept;
use crate::concepts::beginnings::{Beginnings, OfLanguage};
use crate::concepts::ids::{Ids, Table};
use crate::concepts::lines::{self, write_key};
use crate::concepts::mention::{Line, Mention, Named, SEPARATOR, mention};
use crate::concepts::units::{labelled, units};

/// Units of a question that are tried as one label: as many characters as a long term has.
const LONGEST_IN_QUESTION: usize = 40;
/// The labels of many concepts, ready to be looked up.
#[derive(Clone)]
pub struct Keys {
    /// Bytes, because to look whether all of them are letters takes longer than a question.
    text: Arc<dyn AsRef<[u8]> + Send + Sync>,
    /// The labels that begin with a unit, by the hash of language and unit: made when the first
    /// documents ask, because a question of a few words is faster without, and so are the passages of one answer.
    beginnings: OnceLock<Beginnings>,
    /// The ids by their numbers, found when a mention asks.
    ids: OnceLock<Ids>,
    /// How many words were looked up without them.
    read: Arc<AtomicUsize>,
    /// The languages that there are labels in, found when the first question asks.
    languages: OnceLock<Vec<&'static Language>>,
}

impl Keys {
    /// Makes the keys of concepts. What is no label to be found (too short, too long) is left out.
    pub fn new(concepts: &[Concept]) -> Keys {
        Keys::from_text(lines::text(concepts))
    }

    /// Takes up what [`Keys::as_bytes`] gave.
    pub fn from_text(text: impl AsRef<[u8]> + Send + Sync + 'static) -> Keys {
        Keys {
            text: Arc::new(text),
            beginnings: OnceLock::new(),
            ids: OnceLock::new(),
            read: Arc::default(),
            languages: OnceLock::new(),
        }
    }

    /// The keys as a text to keep.
    pub fn as_bytes(&self) -> &[u8] {
        (*self.text).as_ref()
    }

    /// The concepts a text mentions, longest labels first, none overlapping another; several where a
    /// label is shared.
    ///
    /// ```
    /// use gnlc::analysis::{language::by_code, tokens};
    /// use gnlc::concepts::{Concept, Keys, Label};
    ///
    /// let label = |language: &str, text: &str| Label { language: language.into(), text: text.into() };
    /// let labels = vec![label("en", "night school"), label("zh", "夜校")];
    /// let keys = Keys::new(&[Concept { id: "night-school".into(), labels, broader: Vec::new() }]);
    /// let english = by_code("en").unwrap();
    /// let text = "Two Night Schools opened";
    /// let found = keys.mentions(&tokens(text, english), english);
    /// assert_eq!(&text[found[0].start..found[0].end], "Night Schools");
    /// assert!(keys.mentions(&tokens("a school night", english), english).is_empty());
    /// ```
    pub fn mentions(&self, streams: &Streams, language: &'static Language) -> Vec<Mention> {
        let mut mentions = Vec::new();
        self.each(streams, language, |place, line| mentions.push(mention(place, line)));
        mentions
    }

    /// The ids of the concepts a text mentions, as [`Keys::mentions`] finds them, and of what they are kinds of: who
    /// asks for migrants wants refugees too.
    pub(crate) fn each_id(
        &self,
        streams: &Streams,
        language: &'static Language,
        mut take: impl FnMut(&str, Named),
    ) {
        self.each(streams, language, |_, line| {
            take(line.id, Named::Itself);
            line.broader().for_each(|id| take(id, Named::ByItsKind));
        });
    }

    fn each(&self, streams: &Streams, language: &'static Language, take: impl FnMut(Range<usize>, Line<'_>)) {
        // Making the table costs as much as looking up half as many words without it (56 and 126 million instructions):
        // documents soon have it, and one answer or a few go without.
        const ENOUGH: usize = 16_384;
        let words = streams.exact.len();
        let has_table = self.beginnings.get().is_some();
        if has_table || self.read.fetch_add(words, atomic::Ordering::Relaxed) + words > ENOUGH {
            let beginnings =
                self.beginnings.get_or_init(|| Beginnings::new(self.lines(0..self.as_bytes().len())));
            return self.found_by_table(beginnings, streams, language, take);
        }
        self.found(streams, language, usize::MAX, take);
    }

    /// The same for a text of a few words.
    pub fn mentions_in_question(&self, streams: &Streams, language: &'static Language) -> Vec<Mention> {
        let mut mentions = Vec::new();
        let take = |place, line: Line<'_>| mentions.push(mention(place, line));
        self.found(streams, language, LONGEST_IN_QUESTION, take);
        mentions
    }

    fn found_by_table(
        &self,
        beginnings: &Beginnings,
        streams: &Streams,
        language: &'static Language,
        mut take: impl FnMut(Range<usize>, Line<'_>),
    ) {
        let units = units(streams, language);
        let mut of_language = OfLanguage::default();
        let mut at = 0;
        while let Some(first) = units.get(at) {
            let Some(label) = beginnings.longest(&units[at..], &mut of_language) else {
                at += 1;
                continue;
            };
            let last = &units[at + label.units - 1];
            for (_, line) in self.lines(label.lines) {
                take(first.start..last.end, Line::new(line, self.table()));
            }
            at += label.units;
        }
    }

    fn found(
        &self,
        streams: &Streams,
        language: &'static Language,
        most: usize,
        mut take: impl FnMut(Range<usize>, Line<'_>),
    ) {
        if self.as_bytes().is_empty() {
            return;
        }
        let units = units(streams, language);
        let mut key = String::new();
        let mut at = 0;
        while let Some(first) = units.get(at) {
            let mut longest = None;
            let mut among = 0..self.as_bytes().len();
            for count in 1..=most.min(units.len() - at) {
                write_key(&units[at..at + count], &mut key);
                let (whole, longer) = self.lines_of(&mut key, among);
                if !whole.is_empty() {
                    longest = Some((count, whole));
                }
                if longer.is_empty() {
                    break;
                }
                among = longer;
            }
            let Some((count, lines)) = longest else {
                at += 1;
                continue;
            };
            for (_, line) in self.lines(lines) {
                take(first.start..units[at + count - 1].end, Line::new(line, self.table()));
            }
            at += count;
        }
    }

    /// The languages that there are labels in.
    pub(crate) fn languages(&self) -> &[&'static Language] {
        self.languages.get_or_init(|| {
            let all = self.as_bytes().len();
            let has_labels = |language: &&'static Language| {
                let key = format!("{}\t", labelled(language.code));
                self.as_bytes()[self.first_line(&key, 0..all)..].starts_with(key.as_bytes())
            };
            language::LANGUAGES.iter().copied().filter(has_labels).collect()
        })
    }

    /// The label of a concept in a language, if it has one there.
    pub fn label(&self, id: &str, language: &str) -> Option<&str> {
        // The lines of a language stand together; reading all of them for each concept of a question would cost
        // more than the search. A line end sorts directly behind the mark that ends a part.
        let (all, language) = (self.as_bytes().len(), labelled(language));
        let from = self.first_line(&format!("{language}\t"), 0..all);
        let end = self.first_line(&format!("{language}\n"), from..all);
        // Looked for as bytes: to take every line apart took half of a question with 4,500 concepts.
        let bytes = &self.as_bytes()[from..end];
        let number = self.table().number(id)?.to_string();
        memmem::find_iter(bytes, &format!("\t{number}\t")).find_map(|at| {
            let start = memrchr(b'\n', &bytes[..at]).map_or(0, |before| before + 1);
            let (_, line) = self.lines(from + start..end).next()?;
            let mut parts = line.split('\t').skip(2);
            // The key of a label may be the id of another concept; and only one line tells the label.
            (parts.next()? == number).then(|| parts.next()).flatten().filter(|label| !label.is_empty())
        })
    }

    fn table(&self) -> Table<'_> {
        Table { text: self.as_bytes(), ids: self.ids.get_or_init(|| Ids::read(self.as_bytes())) }
    }

    /// Some lines, each with its bytes.
    fn lines(&self, mut among: Range<usize>) -> impl Iterator<Item = (Range<usize>, &str)> {
        std::iter::from_fn(move || {
            let rest = self.as_bytes().get(among.clone()).filter(|rest| !rest.is_empty())?;
            let length = rest.iter().position(|byte| *byte == b'\n');
            let place = among.start..among.start + length.map_or(rest.len(), |length| length + 1);
            among.start = place.end;
            let line = std::str::from_utf8(&rest[..length.unwrap_or(rest.len())]).unwrap_or_default();
            Some((place, line))
        })
    }

    /// Those of some lines whose label is a key, and those whose label goes on behind it.
    fn lines_of(&self, key: &mut String, among: Range<usize>) -> (Range<usize>, Range<usize>) {
        // What ends a label sorts before what divides its units, and that before any letter.
        let behind = |key: &mut String, mark: char, among: Range<usize>| {
            key.push(mark);
            let from = self.first_line(key, among);
            key.pop();
            from
        };
        let from = behind(key, '\t', among.clone());
        if !self.as_bytes()[from..among.end].starts_with(key.as_bytes()) {
            return (from..from, from..from);
        }
        let end = behind(key, SEPARATOR, from..among.end);
        (from..end, end..behind(key, ' ', end..among.end))
    }

    /// Where the first of some lines begins that does not sort before a text.
    fn first_line(&self, text: &str, among: Range<usize>) -> usize {
        let bytes = self.as_bytes();
        let (mut low, mut high) = (among.start, among.end);
        while low < high {
            let middle = low + (high - low) / 2;
            let before = bytes[low..middle].iter().rposition(|byte| *byte == b'\n');
            let start = before.map_or(low, |at| low + at + 1);
            if bytes[start..] >= *text.as_bytes() {
                high = start;
            } else {
                let length = bytes[start..high].iter().position(|byte| *byte == b'\n');
                low = length.map_or(high, |length| start + length + 1);
            }
        }
        low
    }
}

impl Default for Keys {
    fn default() -> Keys {
        Keys::from_text("")
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Keys({} bytes)", self.as_bytes().len())
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::{language::by_code, tokens};
    use crate::concepts::{Concept, Keys, Label};

    fn concept(id: &str, labels: &[(&str, &str)]) -> Concept {
        let label =
            |(language, text): &(&str, &str)| Label { language: (*language).into(), text: (*text).into() };
        Concept { id: id.into(), labels: labels.iter().map(label).collect(), broader: Vec::new() }
    }

    fn keys() -> Keys {
        Keys::new(&[
            concept(
                "lifelong-learning",
                &[
                    ("en", "lifelong learning"),
                    ("de", "lebenslanges Lernen"),
                    ("zh", "终身学习"),
                    ("ko", "평생학습"),
                    ("th", "การเรียนรู้ตลอดชีวิต"),
                    ("ar", "التعلم مدى الحياة"),
                    ("ru", "обучение на протяжении всей жизни"),
                    ("fr", "apprentissage tout au long de la vie"),
                    ("ja", "生涯学習"),
                    ("el", "δια βίου μάθηση"),
                ],
            ),
            concept(
                "asylum-seekers",
                &[("en", "asylum seekers"), ("fr", "demandeurs d'asile"), ("de", "Asylsuchende")],
            ),
            concept("gift", &[("de", "Gift")]),
            concept("riverside", &[("th", "ศูนย์การเรียนรู้ตลอดชีวิตของผู้สูงอายุริมแม่น้ำ")]),
            concept("learning-city", &[("en", "learning city"), ("zh", "学习型城市")]),
            concept("short", &[("fr", "ai"), ("en", "the"), ("en", "of the"), ("de", "2024")]),
        ])
    }

    fn found(text: &str, code: &str) -> Vec<(String, String)> {
        let language = by_code(code).unwrap();
        let (few, many) = (keys(), keys());
        many.read.store(usize::MAX / 2, super::atomic::Ordering::Relaxed);
        let mentions = few.mentions(&tokens(text, language), language);
        assert_eq!(many.mentions(&tokens(text, language), language), mentions, "the table says the same");
        assert!(few.beginnings.get().is_none() && many.beginnings.get().is_some());
        mentions
            .into_iter()
            .map(|mention| (mention.id, text[mention.start..mention.end].to_owned()))
            .collect()
    }

    fn one(id: &str, words: &str) -> Vec<(String, String)> {
        vec![(id.to_owned(), words.to_owned())]
    }

    #[test]
    fn a_label_is_found_in_its_other_forms_and_in_every_script() {
        assert_eq!(found("Lifelong Learning for all", "en"), one("lifelong-learning", "Lifelong Learning"));
        assert_eq!(found("von lebenslangem Lernen", "de"), one("lifelong-learning", "lebenslangem Lernen"));
        assert_eq!(found("推进終身學習工作", "zh"), one("lifelong-learning", "終身學習"));
        assert_eq!(found("평생 학습을 위한", "ko"), one("lifelong-learning", "평생 학습"));
        assert_eq!(found("ส่งเสริมการเรียนรู้ตลอดชีวิตในเมือง", "th"), one("lifelong-learning", "การเรียนรู้ตลอดชีวิต"));
        assert_eq!(
            found("เปิดศูนย์การเรียนรู้ตลอดชีวิตของผู้สูงอายุริมแม่น้ำแล้ว", "th"),
            one("riverside", "ศูนย์การเรียนรู้ตลอดชีวิตของผู้สูงอายุริมแม่น้ำ")
        );
        assert_eq!(
            found("فرص التعلّم مدى الحياة للجميع", "ar"),
            one("lifelong-learning", "التعلّم مدى الحياة")
        );
        assert_eq!(found("о обучении на протяжении всей жизни", "ru").len(), 1);
        assert_eq!(found("l'apprentissage tout au long de la vie", "fr").len(), 1);
        assert_eq!(found("市の生涯学習課", "ja"), one("lifelong-learning", "生涯学習"));
        assert_eq!(found("an asylum seeker arrives", "en"), one("asylum-seekers", "asylum seeker"));
        assert_eq!(found("un demandeur d’asile", "fr"), one("asylum-seekers", "demandeur d’asile"));
    }

    #[test]
    fn a_label_counts_in_its_own_language_only() {
        assert!(found("a gift for the teacher", "en").is_empty());
        assert_eq!(found("das Gift", "de").len(), 1);
        // English words in a Chinese text are read as English.
        assert_eq!(found("城市 Learning City 项目", "zh"), one("learning-city", "Learning City"));
        assert!(found("j'ai the book", "fr").is_empty());
        assert!(found("the end of the road", "en").is_empty());
        assert!(found("im Jahr 2024", "de").is_empty());
    }

    #[test]
    fn kept_keys_say_the_same() {
        let again = Keys::from_text(keys().as_bytes().to_vec());
        assert_eq!(again.label("lifelong-learning", "zh"), Some("终身学习"));
        assert_eq!(again.label("lifelong-learning", "sw"), None);
        assert_eq!(again.label("lifelong", "en"), None);
        // What one concept is called is what another is known by.
        let both = Keys::new(&[concept("gift", &[("en", "poison")]), concept("toxin", &[("en", "gift")])]);
        assert_eq!((both.label("gift", "en"), both.label("toxin", "en")), (Some("poison"), Some("gift")));
        let english = by_code("en").unwrap();
        assert_eq!(again.mentions(&tokens("lifelong learning", english), english).len(), 1);
        assert!(Keys::default().mentions(&tokens("lifelong learning", english), english).is_empty());
    }
}

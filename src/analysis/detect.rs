//! Which language a text is in.
//!
//! The script decides where only one of our languages is written in it. Where several are, the
//! function words of the text vote: they are a third of any running text, cost two microseconds,
//! and know the languages that the statistics of `whatlang` do not. Those are asked when the vote is
//! close or nobody votes. A question is never decided here: it is tried in all of [`candidates`].

use std::sync::{LazyLock, Mutex, OnceLock, PoisonError};

use rustc_hash::{FxHashMap, FxHashSet};
use whatlang::{Detector, Lang};

use crate::analysis::fold;
use crate::analysis::language::{Case, Language, UNKNOWN};
use crate::analysis::languages::{LANGUAGES, by_code};
use crate::analysis::script::{Kind, Script};
use crate::analysis::signs::sign;
use crate::analysis::words;

/// The language of a document or passage: by script first, then by its function words and letters.
///
/// The script of most letters decides, so a menu in eight languages or a by-line in Chinese does not
/// make an English page anything else. A text without letters is [`UNKNOWN`].
///
/// ```
/// use gnlc::analysis::detect;
///
/// assert_eq!(detect("The city is a place where people learn.").code, "en");
/// assert_eq!(detect("学習する都市").code, "ja");
/// assert_eq!(detect("2024").code, "und");
/// ```
pub fn detect(text: &str) -> &'static Language {
    let sample = sample(text, SCRIPT_SAMPLE);
    let letters = letters_by_script(&sample);
    let Some(script) = dominant(&letters) else { return &UNKNOWN };
    if script == Script::Latin
        && let Some(other) = runner_up(&letters, script)
        && !is_running_text(&sample, script)
    {
        // Names and program code in Latin letters may outweigh the Chinese sentences about them.
        return of_script(&sample, &letters, other);
    }
    of_script(&sample, &letters, script)
}

fn of_script(sample: &str, letters: &[u32; Script::COUNT], script: Script) -> &'static Language {
    if script == Script::Han {
        return han_or_kana(sample, letters);
    }
    let mut possible = LANGUAGES.iter().copied().filter(|language| language.is_written_in(script));
    match (possible.next(), possible.next()) {
        (None, _) => &UNKNOWN,
        (Some(only), None) => only,
        _ => elected(sample, script),
    }
}

/// The languages a question may be in: every one that its script allows and `held` contains.
///
/// Never empty: a question in no held language is cut by the rules of its scripts alone.
pub fn candidates(text: &str, held: &[&'static Language]) -> Vec<&'static Language> {
    let letters = letters_by_script(text);
    let occurs = |script: &Script| letters[*script as usize] > 0;
    let has_kana = occurs(&Script::Hiragana) || occurs(&Script::Katakana);
    let mut possible: Vec<&'static Language> = held
        .iter()
        .copied()
        // Kana make the Han beside them Japanese.
        .filter(|language| {
            language.scripts.iter().any(|script| occurs(script) && !(has_kana && language.code == "zh"))
        })
        .collect();
    if possible.is_empty() {
        possible.push(&UNKNOWN);
    }
    possible
}

/// The [`candidates`] of a question, and what a word read in each of them should count.
///
/// A question with function words of its own says which language it is in: 1 for that one and for
/// those of other scripts, a little for the rest, in case it is wrong. Without this, every function
/// word is a content word in all the other languages. Measured on 23,311 questions in one index of
/// 18 languages: nDCG@10 0.850 if all count alike, 0.865 so, 0.866 if the language is known.
///
/// ```
/// use gnlc::analysis::{language::by_code, weighed_candidates};
///
/// let held = [by_code("en").unwrap(), by_code("fr").unwrap()];
/// let found = weighed_candidates("Où sont les villes apprenantes ?", &held);
/// assert!(found[0].1 < found[1].1);
/// // One word alone may be in any of them.
/// assert!(weighed_candidates("education", &held).iter().all(|&(_, weight)| weight == 1.0));
/// ```
pub fn weighed_candidates(text: &str, held: &[&'static Language]) -> Vec<(&'static Language, f32)> {
    candidates_and_shown(text, held).0
}

/// Likewise, with the one of them that the question shows itself to be in.
pub(crate) fn candidates_and_shown(
    text: &str,
    held: &[&'static Language],
) -> (Vec<(&'static Language, f32)>, Option<&'static Language>) {
    let possible = candidates(text, held);
    let asked = if possible.len() > 1 { asked_in(text) } else { None };
    let asked = asked.filter(|(likely, _)| possible.contains(likely));
    let weight = |language: &Language| match asked {
        Some((likely, script)) if *language != *likely && language.is_written_in(script) => UNLIKELY,
        _ => 1.0,
    };
    let weighed = possible.iter().map(|&language| (language, weight(language))).collect();
    (weighed, asked.map(|(likely, _)| likely))
}

/// The language and script of a question that shows them.
fn asked_in(text: &str) -> Option<(&'static Language, Script)> {
    let script = dominant(&letters_by_script(text))?;
    let likely = detect(text);
    let index = LANGUAGES.iter().position(|known| known == &likely)?;
    // Han without kana is read as Chinese, whose words of one and two characters are also what
    // Japanese texts are cut into.
    let shows = likely.is_written_in(script)
        && (script == Script::Han || votes(text, script).by_language[index] >= VOTE / 2);
    shows.then_some((likely, script))
}

/// What a word counts in a language that a question is hardly in. From 0.05 to 0.2 all is equal.
const UNLIKELY: f32 = 0.1;
/// Bytes that are looked at to find the script of a text.
const SCRIPT_SAMPLE: usize = 6000;
/// Bytes whose words vote.
const VOTE_SAMPLE: usize = 2500;
/// Bytes that the statistics see: they cost a hundred times more and gain nothing from longer texts.
const STATISTICS_SAMPLE: usize = 600;
/// Places of a long text that are looked at.
const WINDOWS: usize = 6;

/// Some of a text, evenly taken, so that neither a menu at the top nor credits at the end decide.
fn sample(text: &str, most: usize) -> std::borrow::Cow<'_, str> {
    if text.len() <= most {
        return text.into();
    }
    let mut sample = String::with_capacity(most + WINDOWS);
    for window in 0..WINDOWS {
        let start = (text.len() - most / WINDOWS) / (WINDOWS - 1) * window;
        let start = words::boundary(text, start);
        sample.push_str(&text[start..words::boundary(text, start + most / WINDOWS)]);
        sample.push(' ');
    }
    sample.into()
}

fn letters_by_script(text: &str) -> [u32; Script::COUNT] {
    let mut letters = [0; Script::COUNT];
    for character in text.chars() {
        let sign = sign(character);
        if matches!(sign.kind, Kind::Letter | Kind::Capital) {
            letters[sign.script as usize] += 1;
        }
    }
    letters
}

/// The script of most of the text; `Han` stands for Han and kana together.
fn dominant(letters: &[u32; Script::COUNT]) -> Option<Script> {
    let heaviest = SCRIPTS.iter().copied().max_by_key(|&script| weight(letters, script))?;
    (weight(letters, heaviest) > 0).then_some(heaviest)
}

/// The script of a good part of the text besides the dominant one.
fn runner_up(letters: &[u32; Script::COUNT], dominant: Script) -> Option<Script> {
    let others = SCRIPTS.iter().copied().filter(|&script| script != dominant);
    let second = others.max_by_key(|&script| weight(letters, script))?;
    (weight(letters, second) * 6 > weight(letters, dominant)).then_some(second)
}

/// A Han character says as much as three letters, a kana or a syllable as much as two.
fn weight(letters: &[u32; Script::COUNT], script: Script) -> u32 {
    let count = |script: Script| letters[script as usize];
    match script {
        Script::Han => 3 * count(Script::Han) + 2 * (count(Script::Hiragana) + count(Script::Katakana)),
        Script::Hiragana | Script::Katakana | Script::Common => 0,
        Script::Hangul => 2 * count(script),
        script => count(script),
    }
}

/// The scripts that decide, the commonest last so that it wins a tie.
#[rustfmt::skip]
const SCRIPTS: &[Script] = &[
    Script::Other, Script::Mongolian, Script::Tibetan, Script::Ethiopic, Script::Sinhala, Script::Malayalam,
    Script::Kannada, Script::Telugu, Script::Tamil, Script::Oriya, Script::Gujarati, Script::Gurmukhi,
    Script::Bengali, Script::Devanagari, Script::Myanmar, Script::Khmer, Script::Lao, Script::Thai,
    Script::Georgian, Script::Armenian, Script::Hebrew, Script::Greek, Script::Arabic, Script::Hangul,
    Script::Cyrillic, Script::Han, Script::Latin,
];

/// Characters of everyday Japanese that Chinese writes otherwise: they tell a title without kana.
const JAPANESE_ONLY: &str = "々働込畑峠枠匂図広発売検経済県駅権円応歩黒毎気対価団囲圧塩壊実寛専巣帰弾徳恵悪戦戯払択抜拝挙揺摂撃斉暁暦栄桜楽様歓歯歳毒沢浄渋渉渓焼犠猟獣畳疎痩発穂稲穏箇粋粛経継続総縄縦繊缶聴脳臓艶芸蔵薬覧触訳証読誉譲豊賛転軽辺逓遅郷醸釈鉄銭鋭録鎮閲関陥険隠雑霊頼顔顕駆騒験髄鶏麺黙齢竜亀";

fn han_or_kana(sample: &str, letters: &[u32; Script::COUNT]) -> &'static Language {
    let kana = letters[Script::Hiragana as usize] + letters[Script::Katakana as usize];
    // Running Japanese has more kana than Han; a Chinese text may quote a Japanese name.
    let is_japanese = kana * 8 > letters[Script::Han as usize]
        || (kana == 0 && {
            static ONLY: LazyLock<FxHashSet<char>> = LazyLock::new(|| JAPANESE_ONLY.chars().collect());
            let only = sample.chars().filter(|character| ONLY.contains(character)).count();
            only * 8 > sample.chars().count()
        });
    by_code(if is_japanese { "ja" } else { "zh" }).unwrap_or(&UNKNOWN)
}

/// The languages that have a word among their function words, one bit for each of `LANGUAGES`.
///
/// A question asks for a few words, which are looked for in the lists as they stand; a program that reads texts
/// first makes a table of them all.
pub(super) fn voters(word: &str) -> u64 {
    /// Making the table costs about as much as looking through the lists for so many words.
    const ENOUGH: usize = 16;
    static TABLE: OnceLock<FxHashMap<&str, u64>> = OnceLock::new();
    /// The words looked for so far: each step of a question asks for the same ones again.
    static ASKED: Mutex<Vec<(String, u64)>> = Mutex::new(Vec::new());
    let mut asked = match TABLE.get() {
        Some(table) => return table.get(word).copied().unwrap_or_default(),
        None => ASKED.lock().unwrap_or_else(PoisonError::into_inner),
    };
    if let Some((_, voters)) = asked.iter().find(|(known, _)| known == word) {
        return *voters;
    }
    if asked.len() == ENOUGH {
        return TABLE.get_or_init(table_of_voters).get(word).copied().unwrap_or_default();
    }
    let voters = voters_one_by_one(word);
    asked.push((word.to_owned(), voters));
    voters
}

fn voters_one_by_one(word: &str) -> u64 {
    let voters = LANGUAGES.iter().enumerate().filter(|(_, language)| language.is_stop_word(word));
    voters.fold(0, |bits, (index, _)| bits | 1 << index)
}

fn table_of_voters() -> FxHashMap<&'static str, u64> {
    let mut voters = FxHashMap::default();
    for (index, language) in LANGUAGES.iter().enumerate() {
        for word in language.stop_words.split_ascii_whitespace() {
            *voters.entry(word).or_default() |= 1_u64 << index;
        }
    }
    voters
}

/// A vote shared by so many languages is worth this divided by their number.
const VOTE: u32 = 60;
/// Confidence of the statistics above which they are believed against the votes.
const SURE: f64 = 0.9;
/// The winner must have as many votes as three words of its own give …
pub(super) const CLEAR_VOTES: u32 = 3 * VOTE;

/// What may stand before the first word of a sentence or line.
const SENTENCE_ENDS: &[char] = &['.', '!', '?', '\n', '¿', '¡', '"', '“', '«', '•', '-'];

/// Whether a fair part of the words are function words of one language: names, menus and program
/// code have none.
fn is_running_text(sample_text: &str, script: Script) -> bool {
    let votes = votes(&sample(sample_text, VOTE_SAMPLE), script);
    votes.most_hits * 8 >= votes.words
}

/// The language of this script whose function words and letters occur most.
fn elected(sample_text: &str, script: Script) -> &'static Language {
    let votes = votes(&sample(sample_text, VOTE_SAMPLE), script).by_language;
    let mut order: Vec<usize> = (0..LANGUAGES.len()).collect();
    order.sort_by_key(|&index| std::cmp::Reverse(votes[index]));
    let (first, second) = (order[0], order[1]);
    // … and a third more than the next.
    if votes[first] >= CLEAR_VOTES && votes[first] * 3 >= votes[second] * 4 {
        return LANGUAGES[first];
    }
    let votes_of = |language: &Language| {
        LANGUAGES.iter().position(|known| *known == language).map_or(0, |index| votes[index])
    };
    match statistics(&sample(sample_text, STATISTICS_SAMPLE), script) {
        // The statistics decide between languages with nearly as many votes …
        Some((language, _)) if votes[first] > 0 && votes_of(language) * 3 >= votes[first] * 2 => language,
        // … and against a few stray votes when they are sure.
        Some((language, confidence))
            if confidence > SURE && votes[first] < CLEAR_VOTES && votes_of(language) > 0 =>
        {
            language
        }
        _ if votes[first] >= VOTE => LANGUAGES[first],
        // Names, titles and codes: the statistics guess wildly at them.
        _ => first_of(script),
    }
}

fn first_of(script: Script) -> &'static Language {
    let code = match script {
        Script::Latin => "en",
        Script::Cyrillic => "ru",
        Script::Arabic => "ar",
        Script::Devanagari => "hi",
        _ => return &UNKNOWN,
    };
    by_code(code).unwrap_or(&UNKNOWN)
}

/// What speaks for each of `LANGUAGES`.
pub(super) struct Votes {
    pub(super) by_language: [u32; 64],
    pub(super) words: u32,
    /// Words that are function words of the language with most of them.
    pub(super) most_hits: u32,
}

pub(super) fn votes(text: &str, script: Script) -> Votes {
    let mut votes = [0; 64];
    let mut hits = [0_u32; 64];
    let mut words = 0;
    let mut word = String::new();
    let is_letter = |character: char| {
        let sign = sign(character);
        sign.script == script || sign.kind == Kind::Mark
    };
    let mut before = 0;
    for letters in text.split(|character| !is_letter(character)).filter(|letters| !letters.is_empty()) {
        let start = letters.as_ptr() as usize - text.as_ptr() as usize;
        let between = &text[before..start];
        before = start + letters.len();
        words += 1;
        // A capital inside a sentence makes a name of a function word, as in the May of a date; the
        // initials of names are the function words of half of Europe.
        let mut letters_in = letters.chars();
        let is_capital = sign(letters_in.next().unwrap_or_default()).kind == Kind::Capital;
        let is_first = start == 0 || between.contains(SENTENCE_ENDS);
        if is_capital && (!is_first || letters_in.next().is_none()) {
            continue;
        }
        word.clear();
        fold::push_lower(letters, Case::Plain, &mut word);
        let voters = voters(&word);
        if voters != 0 {
            let share = VOTE / voters.count_ones();
            let mut rest = voters;
            while rest != 0 {
                let index = rest.trailing_zeros() as usize;
                votes[index] += share;
                hits[index] += 1;
                rest &= rest - 1;
            }
        }
    }
    for (index, language) in LANGUAGES.iter().enumerate() {
        if !language.is_written_in(script) {
            votes[index] = 0;
        }
    }
    let accented = if text.is_ascii() { "" } else { text };
    for character in accented.chars().filter(|character| !character.is_ascii()) {
        for &(index, worth) in TELLERS.get(&character).into_iter().flatten() {
            if LANGUAGES[index].is_written_in(script) {
                votes[index] += worth;
            }
        }
    }
    Votes { by_language: votes, words, most_hits: hits.into_iter().max().unwrap_or(0) }
}

/// Letters that hardly any other of our languages of the same script writes, and what one is worth.
/// Those of languages that the statistics do not know weigh more: they have no other advocate.
#[rustfmt::skip]
const TELLING_LETTERS: &[(&str, &str, u32)] = &[
    ("vi", "ơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ", VOTE / 4),
    ("tr", "ğışİ", VOTE / 4),
    ("pl", "łąęśźżń", VOTE / 4),
    ("cs", "ěřů", VOTE / 4),
    ("sk", "ľĺŕ", VOTE / 4),
    ("hu", "őű", VOTE / 4),
    ("ro", "țșăţ", VOTE / 4),
    ("de", "ß", VOTE / 4),
    ("es", "ñ¿¡", VOTE / 4),
    ("pt", "ãõ", VOTE / 4),
    ("lt", "ėįų", VOTE / 4),
    ("lv", "āēīģķļņ", VOTE / 4),
    ("uk", "іїєґ", VOTE / 4),
    ("bg", "ъ", VOTE / 4),
    ("sr", "ђћџљњј", VOTE / 4),
    ("kk", "әғқңұһ", VOTE),
    ("mn", "өү", VOTE),
    ("fa", "گچپژی", VOTE / 4),
    ("ur", "ٹڈڑںےہھ", VOTE / 4),
    ("ar", "ةىيإأ", VOTE / 4),
];

/// The languages that a letter speaks for, by their places in `LANGUAGES`, and what one is worth.
static TELLERS: LazyLock<FxHashMap<char, Vec<(usize, u32)>>> = LazyLock::new(|| {
    let mut tellers: FxHashMap<char, Vec<(usize, u32)>> = FxHashMap::default();
    for &(code, letters, worth) in TELLING_LETTERS {
        let Some(index) = LANGUAGES.iter().position(|language| language.code == code) else { continue };
        letters.chars().for_each(|letter| tellers.entry(letter).or_default().push((index, worth)));
    }
    tellers
});

/// What the letter statistics say, among the languages of the table they know.
fn statistics(text: &str, script: Script) -> Option<(&'static Language, f64)> {
    static DETECTOR: LazyLock<Detector> =
        LazyLock::new(|| Detector::with_allowlist(KNOWN.iter().map(|&(known, _)| known).collect()));
    let info = DETECTOR.detect(text)?;
    let (_, code) = KNOWN.iter().find(|&&(known, _)| known == info.lang())?;
    let language = by_code(code)?;
    language.is_written_in(script).then_some((language, info.confidence()))
}

#[rustfmt::skip]
const KNOWN: &[(Lang, &str)] = &[
    (Lang::Eng, "en"), (Lang::Spa, "es"), (Lang::Por, "pt"), (Lang::Ita, "it"), (Lang::Fra, "fr"), (Lang::Deu, "de"),
    (Lang::Pol, "pl"), (Lang::Nob, "nb"), (Lang::Dan, "da"), (Lang::Swe, "sv"), (Lang::Fin, "fi"), (Lang::Tur, "tr"),
    (Lang::Nld, "nl"), (Lang::Hun, "hu"), (Lang::Ces, "cs"), (Lang::Slk, "sk"), (Lang::Slv, "sl"), (Lang::Hrv, "hr"),
    (Lang::Ron, "ro"), (Lang::Lit, "lt"), (Lang::Lav, "lv"), (Lang::Est, "et"), (Lang::Vie, "vi"), (Lang::Cat, "ca"),
    (Lang::Ind, "id"), (Lang::Tgl, "tl"), (Lang::Uzb, "uz"),
    (Lang::Rus, "ru"), (Lang::Ukr, "uk"), (Lang::Bul, "bg"), (Lang::Srp, "sr"),
    (Lang::Ara, "ar"), (Lang::Pes, "fa"), (Lang::Urd, "ur"),
    (Lang::Hin, "hi"), (Lang::Nep, "ne"),
];

#[cfg(test)]
mod tests {
    use crate::analysis::detect::{table_of_voters, voters, voters_one_by_one};

    #[test]
    fn function_words_are_the_same_in_the_table_and_in_the_lists() {
        let table = table_of_voters();
        assert!(table.len() > 1_000);
        for (word, voters) in &table {
            assert_eq!(voters_one_by_one(word), *voters, "{word}");
        }
        // Before the table is made and after.
        for (word, expected) in table.iter().take(100) {
            assert_eq!((voters(word), voters(word)), (*expected, *expected), "{word}");
        }
        assert_eq!(voters_one_by_one("bicycle"), 0);
    }
}

//! A place becomes what readers of a language call it: for showing only, the values of facets never change.
//!
//! Countries: the usual name of each language stands first in `countries.tsv`; usual names that are also
//! other words ("Island" is German for Iceland) are in `country_labels.tsv`. Regional groups have theirs in
//! `regions.tsv`. Cities: a script tells most languages apart, the others are in `city_labels.tsv`. What a
//! language does not name keeps its English label: nothing is transliterated.
//!
//! Chinese is two languages here, because its readers are: `zh` in simplified characters, and `zh-Hant`, whose
//! names the tables hold where they differ.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::analysis::fold::key;
use crate::analysis::script::{Script, script};
use crate::names::cities::City;
use crate::names::countries::{self, Country};
use crate::names::place::Place;
use crate::names::regions::Region;

/// A language that labels can be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LabelLanguage {
    code: &'static str,
}

/// `code⇥lang:name;lang:name` each: what countries, cities and languages are called.
const COUNTRY_LABELS: &str = include_str!("country_labels.tsv");
const CITY_LABELS: &str = include_str!("city_labels.tsv");
const LANGUAGES: &str = include_str!("languages.tsv");

/// Codes by which the same language is known elsewhere.
#[rustfmt::skip]
const ALIASES: &[(&str, &str)] = &[("no", "nb"), ("nn", "nb"), ("fil", "tl"), ("iw", "he"), ("in", "id"), ("ji", "yi"), ("cmn", "zh")];

/// Chinese in traditional characters: the subtags of its locales, and what it is called.
const TRADITIONAL: LabelLanguage = LabelLanguage { code: "zh-Hant" };
const TRADITIONAL_PLACES: &[&str] = &["hant", "tw", "hk", "mo"];
const TRADITIONAL_NAMES: &[&str] = &["Traditional Chinese", "繁體中文", "正體中文", "繁体中文"];

/// Languages that are nearly alone in their script, so that a spelling in it is theirs.
#[rustfmt::skip]
const SCRIPTS: &[(&str, &[Script])] = &[
    ("zh", &[Script::Han]),      ("ja", &[Script::Katakana, Script::Hiragana]), ("ko", &[Script::Hangul]),
    ("ru", &[Script::Cyrillic]), ("ar", &[Script::Arabic]),                     ("el", &[Script::Greek]),
    ("th", &[Script::Thai]),     ("he", &[Script::Hebrew]),                     ("hy", &[Script::Armenian]),
    ("ka", &[Script::Georgian]), ("hi", &[Script::Devanagari]),                 ("bn", &[Script::Bengali]),
    ("ta", &[Script::Tamil]),    ("te", &[Script::Telugu]),                     ("am", &[Script::Ethiopic]),
];

/// Letters of their script that Russian and Arabic do not have.
const NOT_RUSSIAN: &[char] = &['і', 'ї', 'є', 'ґ', 'ў', 'ә', 'ғ', 'қ', 'ң', 'ө', 'ұ', 'ү', 'һ', 'ҳ', 'ј'];
const NOT_ARABIC: &[char] = &['پ', 'چ', 'ژ', 'گ', 'ک', 'ی', 'ہ', 'ے', '\u{200c}'];

impl LabelLanguage {
    /// What labels are in when nobody says otherwise.
    pub const ENGLISH: LabelLanguage = LabelLanguage { code: "en" };

    /// The language of a code (`fr`, `pt-BR`), of a locale (`fr_FR.UTF-8`) or of a name in any language
    /// (`French`, `français`); none where no labels are known in it.
    ///
    /// ```
    /// use gnlc::names::LabelLanguage;
    ///
    /// for name in ["fr", "fr_FR.UTF-8", "French", "français", "Französisch"] {
    ///     assert_eq!(LabelLanguage::named(name).map(LabelLanguage::code), Some("fr"), "{name}");
    /// }
    /// assert_eq!(LabelLanguage::named("zh_TW.UTF-8").map(LabelLanguage::code), Some("zh-Hant"));
    /// assert_eq!(LabelLanguage::named("xx"), None);
    /// ```
    pub fn named(name: &str) -> Option<LabelLanguage> {
        let name = name.trim();
        let mut subtags = name.split(['-', '_', '.', '@']).map(str::to_ascii_lowercase);
        let code = subtags.next().unwrap_or_default();
        let code = ALIASES.iter().find(|(other, _)| *other == code).map_or(code.as_str(), |(_, code)| code);
        // `zh-Hans-HK` is simplified wherever it is read.
        let mut script_or_place =
            subtags.find(|tag| tag == "hans" || TRADITIONAL_PLACES.contains(&tag.as_str()));
        if code == "zh" && script_or_place.take_if(|tag| tag != "hans").is_some() {
            return Some(TRADITIONAL);
        }
        let known = || LabelLanguage::all().find(|language| language.code == code);
        known().or_else(|| {
            let wanted = key(name);
            if TRADITIONAL_NAMES.contains(&name) || key(TRADITIONAL_NAMES[0]) == wanted {
                return Some(TRADITIONAL);
            }
            let called = |names: &str| tagged(names).any(|(_, name)| key(name) == wanted);
            let (code, _) = rows(LANGUAGES).find(|(_, names)| !wanted.is_empty() && called(names))?;
            Some(LabelLanguage { code })
        })
    }

    /// Its code.
    pub fn code(self) -> &'static str {
        self.code
    }

    /// The code of the language without that of its script: what it has no name of its own for is called so.
    pub(crate) fn without_script(self) -> &'static str {
        self.code.split('-').next().unwrap_or(self.code)
    }

    /// Every language that labels are known in: those that have a name for English.
    pub fn all() -> impl Iterator<Item = LabelLanguage> {
        let english = rows(LANGUAGES).find(|(code, _)| *code == "en").map_or("", |(_, names)| names);
        tagged(english).map(|(code, _)| LabelLanguage { code })
    }
}

impl Default for LabelLanguage {
    fn default() -> LabelLanguage {
        LabelLanguage::ENGLISH
    }
}

impl Country {
    /// What readers of a language call it: `Corée du Sud`.
    pub fn label_in(&self, language: LabelLanguage) -> &'static str {
        if language == LabelLanguage::ENGLISH {
            return self.label;
        }
        let also_a_word = of_row(COUNTRY_LABELS, self.code, language);
        let usual = || named_in(self.names(), language)?.split('|').next();
        also_a_word.or_else(usual).unwrap_or(self.label)
    }
}

impl Region {
    /// What readers of a language call it: `Asie et Pacifique`.
    pub fn label_in(&self, language: LabelLanguage) -> &'static str {
        let of_language = named_in(self.labels, language);
        of_language.filter(|_| language != LabelLanguage::ENGLISH).unwrap_or(self.label)
    }
}

impl City {
    /// What readers of a language call it: `Нанкин`.
    pub fn label_in(&self, language: LabelLanguage) -> &'static str {
        if language == LabelLanguage::ENGLISH {
            return self.name;
        }
        of_row(CITY_LABELS, &format!("{}/{}", self.country, self.id), language)
            .or_else(|| in_the_script_of(language, self.spellings()))
            .unwrap_or(self.name)
    }
}

impl Place {
    /// What readers of a language call it.
    pub fn label_in(self, language: LabelLanguage) -> &'static str {
        match self {
            Place::Country(country) => country.label_in(language),
            Place::City(city) => city.label_in(language),
            Place::Region(region) => region.label_in(language),
        }
    }
}

/// What readers of a language call the language of a code: `coréen` for `ko`; its English name where they have none.
pub fn language_label(code: &str, language: LabelLanguage) -> Option<&'static str> {
    let own = of_row(LANGUAGES, code, language).filter(|_| language != LabelLanguage::ENGLISH);
    own.or_else(|| crate::analysis::language::by_code(code).map(|known| known.name))
}

/// The country whose usual name in some language is also another word, so that it stands in no text for it.
pub(crate) fn country_called(name: &str) -> Option<&'static Country> {
    /// Folded names and the first country that is called so; folding them all again took 200 µs a question.
    static CALLED: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
        let mut called = HashMap::new();
        for (code, names) in rows(COUNTRY_LABELS) {
            for (_, name) in tagged(names) {
                called.entry(key(name)).or_insert(code);
            }
        }
        called.remove("");
        called
    });
    countries::by_code(CALLED.get(&key(name))?)
}

/// The same where it is the usual name in one language, given by its code.
pub(crate) fn country_called_in(name: &str, language: &str) -> Option<&'static Country> {
    let wanted = key(name);
    let called = |names: &str| tagged(names).any(|(code, name)| code == language && key(name) == wanted);
    let (code, _) = rows(COUNTRY_LABELS).find(|(_, names)| !wanted.is_empty() && called(names))?;
    countries::by_code(code)
}

/// What a city is called in the languages that its script does not tell.
pub(crate) fn of_city(city: &City) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
    let wanted = format!("{}/{}", city.country, city.id);
    rows(CITY_LABELS).find(|(row, _)| *row == wanted).into_iter().flat_map(|(_, names)| tagged(names))
}

/// The first spelling in the script of a language, where that script is enough to know it.
fn in_the_script_of(
    language: LabelLanguage,
    mut spellings: impl Iterator<Item = &'static str>,
) -> Option<&'static str> {
    let (_, scripts) = SCRIPTS.iter().find(|(code, _)| *code == language.without_script())?;
    let foreign = match language.code {
        "ru" => NOT_RUSSIAN,
        "ar" => NOT_ARABIC,
        _ => &[],
    };
    spellings.find(|spelling| {
        let mut letters = spelling.chars().filter(|letter| letter.is_alphabetic());
        letters.all(|letter| scripts.contains(&script(letter))) && !spelling.contains(foreign)
    })
}

fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

/// `lang:name;lang:name` as pairs.
pub(crate) fn tagged(names: &str) -> impl Iterator<Item = (&str, &str)> {
    names.split(';').filter_map(|name| name.split_once(':'))
}

fn named_in(names: &'static str, language: LabelLanguage) -> Option<&'static str> {
    let called = |wanted: &str| tagged(names).find(|(code, _)| *code == wanted).map(|(_, name)| name);
    called(language.code).or_else(|| called(language.without_script()))
}

fn of_row(table: &'static str, row: &str, language: LabelLanguage) -> Option<&'static str> {
    rows(table).find(|(found, _)| *found == row).and_then(|(_, names)| named_in(names, language))
}

#[cfg(test)]
mod tests {
    use crate::names::labels::{CITY_LABELS, COUNTRY_LABELS, LANGUAGES, rows, tagged};
    use crate::names::place::place;
    use crate::names::{LabelLanguage, all_countries, by_code, cities_of, language_label, regions};

    fn language(code: &str) -> LabelLanguage {
        LabelLanguage::named(code).unwrap()
    }

    #[test]
    fn a_country_is_called_as_its_readers_call_it() {
        for (code, language_code, expected) in [
            ("KR", "en", "Republic of Korea"),
            ("KR", "fr", "Corée du Sud"),
            ("KR", "ko", "대한민국"),
            ("IS", "de", "Island"),
            ("MU", "fr", "Maurice"),
            ("DE", "vi", "Đức"),
            ("CN", "zh", "中国"),
            ("CN", "zh-Hant", "中國"),
            ("IT", "zh-Hant", "義大利"),
            ("JP", "zh-Hant", "日本"),
            ("NO", "nb", "Norge"),
            ("PH", "tl", "Pilipinas"),
        ] {
            assert_eq!(by_code(code).unwrap().label_in(language(language_code)), expected);
        }
    }

    #[test]
    fn a_city_is_called_as_its_readers_call_it_or_in_english() {
        for (country, id, language_code, expected) in [
            ("CN", "nanjing", "zh", "南京"),
            ("CN", "nanjing", "zh-Hant", "南京"),
            ("CN", "suzhou", "zh-Hant", "蘇州"),
            ("KR", "yanggu", "zh", "杨口郡"),
            ("CN", "nanjing", "ru", "Нанкин"),
            ("CN", "nanjing", "fr", "Nankin"),
            ("CN", "nanjing", "sv", "Nanjing"),
            ("KR", "seo-gu-gwangju", "ko", "광주 서구"),
            ("UA", "kyiv", "ru", "Киев"),
            ("UA", "kyiv", "uk", "Київ"),
            ("IR", "isfahan", "ar", "أصفهان"),
            ("EG", "cairo", "ar", "القاهرة"),
            ("FI", "espoo", "sv", "Esbo"),
            ("FI", "espoo", "ja", "エスポー"),
            ("FI", "espoo", "ka", "Espoo"),
        ] {
            let city = cities_of(country).iter().find(|city| city.id == id).unwrap();
            assert_eq!(city.label_in(language(language_code)), expected, "{id} in {language_code}");
        }
    }

    #[test]
    fn a_locale_names_its_language_and_nonsense_none() {
        let code = |name: &str| LabelLanguage::named(name).map(LabelLanguage::code);
        assert_eq!(code("pt_BR"), Some("pt"));
        for traditional in
            ["zh-Hant", "zh-Hant-TW", "zh_TW", "zh_HK.UTF-8", "ZH-mo", "Traditional Chinese", "繁體中文"]
        {
            assert_eq!(code(traditional), Some("zh-Hant"), "{traditional}");
        }
        for simplified in ["zh", "zh_CN.UTF-8", "zh-Hans-HK", "zh_SG", "Chinese", "中文"] {
            assert_eq!(code(simplified), Some("zh"), "{simplified}");
        }
        assert_eq!(code("nn_NO.UTF-8"), Some("nb"));
        assert_eq!(code("日本語"), Some("ja"));
        assert_eq!(code("Korean"), Some("ko"));
        for unknown in ["", "C", "POSIX", "C.UTF-8", "xx", "Klingon"] {
            assert_eq!(code(unknown), None, "{unknown}");
        }
        assert!(LabelLanguage::all().count() > 60);
    }

    #[test]
    fn traditional_labels_hold_no_simplified_character() {
        let traditional = language("zh-Hant");
        let cities = all_countries().iter().flat_map(|country| cities_of(country.code));
        let countries = all_countries().iter().map(|country| country.label_in(traditional));
        let languages = rows(LANGUAGES).filter_map(|(code, _)| language_label(code, traditional));
        let regions = regions().iter().map(|region| region.label_in(traditional));
        let labels =
            countries.chain(languages).chain(regions).chain(cities.map(|city| city.label_in(traditional)));
        // The dictionary has another form of these, which traditional texts use for another word.
        let both = |letter: &String| "群里托秘台干占峰".contains(letter.as_str());
        let simplified: Vec<(String, &str)> = labels
            .flat_map(|label| label.chars().map(move |letter| (letter.to_string(), label)))
            .filter(|(letter, _)| hanconv::s2t(letter) != *letter && !both(letter))
            .collect();
        assert!(simplified.is_empty(), "{simplified:?}");
    }

    #[test]
    fn every_label_belongs_to_something_and_to_a_known_language() {
        let known: Vec<&str> = LabelLanguage::all().map(LabelLanguage::code).collect();
        for (table, is_known) in [
            (COUNTRY_LABELS, (|row| by_code(row).is_some()) as fn(&str) -> bool),
            (CITY_LABELS, |row| place(row).is_some()),
            (LANGUAGES, |row| crate::analysis::language::by_code(row).is_some()),
        ] {
            for (row, names) in rows(table) {
                assert!(is_known(row), "{row}");
                for (code, name) in tagged(names) {
                    // Under `-` stand names that are only asked for.
                    let is_label = known.contains(&code) || code == "-";
                    assert!(is_label && !name.is_empty(), "{row}: {code}:{name}");
                }
            }
        }
        for language in LabelLanguage::all() {
            assert!(all_countries().iter().all(|country| !country.label_in(language).is_empty()));
            assert!(language_label("en", language).is_some());
        }
        assert_eq!(regions()[0].label_in(language("fr")), "Afrique");
    }
}

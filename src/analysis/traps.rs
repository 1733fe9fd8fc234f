//! One test for each trap that real pages set, and promises that hold for any text.

use proptest::prelude::{ProptestConfig, Strategy, any, prop, prop_oneof, proptest};

use crate::analysis::language::{Language, UNKNOWN, by_code};
use crate::analysis::languages::LANGUAGES;
use crate::analysis::{Streams, Tokens, Vocabulary, candidates, detect, question_tokens, sentences, tokens};

fn language(code: &str) -> &'static Language {
    by_code(code).unwrap_or(&UNKNOWN)
}

fn exact(text: &str, code: &str) -> Vec<String> {
    tokens(text, language(code)).exact.terms().map(str::to_owned).collect()
}

fn main_terms(text: &str, code: &str) -> Vec<String> {
    tokens(text, language(code)).main.terms().map(str::to_owned).collect()
}

fn positions(tokens: &Tokens) -> Vec<(String, u32)> {
    tokens.iter().map(|token| (token.text.to_owned(), token.position)).collect()
}

fn placed(entries: &[(&str, u32)]) -> Vec<(String, u32)> {
    entries.iter().map(|&(term, position)| (term.to_owned(), position)).collect()
}

#[test]
fn straight_and_curly_apostrophes_are_one() {
    assert_eq!(exact("Members' Meeting", "en"), exact("Members’ Meeting", "en"));
    assert_eq!(exact("Members’ Meeting", "en"), ["members", "meeting"]);
    assert_eq!(exact("the city’s plan", "en"), ["the", "city", "plan"]);
    assert_eq!(exact("‘Hangzhou’ isn't", "en"), ["hangzhou", "isnt"]);
    assert_eq!(exact("They're we’ll I'm", "en"), ["they", "we", "i"]);
}

#[test]
fn names_with_an_apostrophe_are_found_whole_and_in_parts() {
    assert_eq!(
        positions(&tokens("Xi’an city", language("en")).exact),
        placed(&[("xian", 0), ("xi", 0), ("an", 1), ("city", 2)])
    );
    assert!(exact("Côte d’Ivoire", "en").contains(&"ivoire".to_owned()));
}

#[test]
fn elided_articles_are_words_of_their_own() {
    assert_eq!(exact("l’eau d'aujourd'hui", "fr"), ["l", "eau", "d", "aujourd", "hui"]);
    assert_eq!(exact("dell'acqua", "it"), ["dell", "acqua"]);
    assert_eq!(exact("l'aigua del col·legi", "ca"), ["l", "aigua", "del", "collegi"]);
}

#[test]
fn a_turkish_suffix_behind_the_apostrophe_is_no_word() {
    assert_eq!(exact("İstanbul’da", "tr"), ["istanbul"]);
    assert_eq!(main_terms("DIYARBAKIR", "tr"), main_terms("Diyarbakır", "tr"));
}

#[test]
fn letters_written_as_apostrophes_join() {
    assert_eq!(exact("п'ять комп’ютерів", "uk"), ["пять", "компютерів"]);
    assert_eq!(exact("O‘zbekiston", "uz"), ["ozbekiston"]);
    assert_eq!(exact("צה\"ל צה״ל", "he"), ["צהל", "צהל"]);
}

#[test]
fn hyphens_divide() {
    assert_eq!(exact("15-minute COVID-19", "en"), ["15", "minute", "covid", "19"]);
}

#[test]
fn glued_words_are_found_whole_and_in_parts() {
    assert_eq!(
        positions(&tokens("ratesVilla María", language("en")).exact),
        placed(&[("ratesvilla", 0), ("rates", 0), ("villa", 1), ("maria", 2)])
    );
    assert_eq!(exact("goalsBy", "en"), ["goalsby", "goals", "by"]);
    assert_eq!(exact("15minute", "en"), ["15minute", "15", "minute"]);
    assert_eq!(exact("countries2014", "en"), ["countries2014", "countries", "2014"]);
    assert_eq!(exact("Cities:64", "en"), ["cities", "64"]);
    assert_eq!(exact("#ImALifelongLearner", "en"), ["imalifelonglearner", "ima", "lifelong", "learner"]);
    assert!(exact("EcCoWell", "en").contains(&"eccowell".to_owned()));
    assert_eq!(exact("GLLiC", "en"), ["gllic"]);
}

#[test]
fn names_with_capitals_inside_stay_whole() {
    for name in ["iPhone", "McDonald", "NGOs", "G20", "3D", "PhD", "UNESCO", "7b3af31417175f35a1b2"] {
        assert_eq!(exact(name, "en").len(), 1, "{name}");
    }
}

#[test]
fn web_addresses_split_at_punctuation() {
    assert_eq!(exact("www.szlll.net.cn", "en"), ["www", "szlll", "net", "cn"]);
    assert_eq!(exact("uil-pub@unesco.org", "en"), ["uil", "pub", "unesco", "org"]);
    assert_eq!(exact("wwwszlllnetcn", "en"), ["wwwszlllnetcn"]);
}

#[test]
fn every_spelling_of_one_look_gives_the_same_terms() {
    for (one, other, code) in [
        ("São Paulo été", "Sa\u{303}o Paulo e\u{301}te\u{301}", "pt"),
        ("UNESCO 2024", "ＵＮＥＳＣＯ　２０２４", "en"),
        ("学習都市ラーニング", "学習都市ﾗｰﾆﾝｸﾞ", "ja"),
        ("한글 학습", "\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF} 학습", "ko"),
        ("كتاب", "ﻛﺘﺎﺏ", "ar"),
        ("مدرسة", "مَدْرَسَة", "ar"),
        ("کتاب‌ها", "كتابها", "fa"),
        ("น้ำทำ", "น\u{E4D}\u{E49}\u{E32}ท\u{E4D}\u{E32}", "th"),
        ("learning", "le\u{AD}arn\u{200D}ing\u{200E}", "en"),
        ("2024", "٢٠٢٤", "ar"),
        ("ирония", "иро\u{301}ния", "ru"),
        ("हिन्दी क़लम", "हिन्दी\u{200D} क\u{93C}लम", "hi"),
        ("Tiếng Việt", "Tie\u{302}\u{301}ng Vie\u{323}\u{302}t", "vi"),
    ] {
        let (one, other) = (tokens(one, language(code)), tokens(other, language(code)));
        assert!(one.main.terms().eq(other.main.terms()), "main {code}: {one:?} {other:?}");
        assert!(one.exact.terms().eq(other.exact.terms()), "exact {code}: {one:?} {other:?}");
        assert!(one.grams.terms().eq(other.grams.terms()), "grams {code}: {one:?} {other:?}");
    }
}

#[test]
fn vietnamese_tones_stay_in_main_and_go_in_exact() {
    assert_eq!(main_terms("Học tập", "vi"), ["học", "tập"]);
    assert_eq!(exact("Học tập", "vi"), ["hoc", "tap"]);
}

#[test]
fn traditional_and_simplified_meet() {
    assert_eq!(main_terms("終身學習", "zh"), main_terms("终身学习", "zh"));
    assert_eq!(exact("終身學習", "zh"), exact("终身学习", "zh"));
}

#[test]
fn a_word_of_another_script_is_cut_by_its_own_rules() {
    let english = tokens("Bangkok การเรียนรู้ตลอดชีวิต and 终身学习 and 평생학습에서", language("en"));
    for (question, code) in [("เรียน", "th"), ("ชีวิต", "th"), ("学习", "zh"), ("평생", "ko")]
    {
        let wanted = tokens(question, language(code));
        for term in wanted.main.terms() {
            assert!(english.main.terms().any(|held| held == term), "{term} of {question}");
        }
    }
    assert_eq!(main_terms("城市 learning cities", "zh").last().map(String::as_str), Some("citi"));
}

#[test]
fn one_han_character_is_found_in_exact() {
    assert!(exact("联合国教科文组织", "zh").contains(&"科".to_owned()));
}

#[test]
fn stop_words_leave_main_and_grams_of_a_question_but_not_exact() {
    let question = question_tokens("What is the city?", language("en"), Vocabulary::Dictionary);
    assert!(question.main.terms().eq(["citi"]));
    assert!(question.grams.terms().eq(["city"]));
    assert!(question.exact.terms().eq(["what", "is", "the", "city"]));
    assert_eq!(question.main.iter().next().map(|token| token.position), Some(3));
    assert!(question_tokens("to be or not to be", language("en"), Vocabulary::Dictionary).main.len() == 6);
}

#[test]
fn a_megabyte_without_a_blank_stays_bounded() {
    for unit in ["a", "é", "aB", "a1", "l'", "的", "ก", "한", "か", "e\u{301}", "\u{301}", "·l"] {
        let text = unit.repeat(1_000_000 / unit.len());
        let streams = tokens(&text, language("fr"));
        for token in streams.main.iter().chain(streams.exact.iter()).chain(streams.grams.iter()) {
            assert!(token.text.len() <= 256, "{unit}: {}", token.text.len());
        }
    }
}

#[test]
fn a_language_is_told_by_its_script_and_its_words() {
    for (text, code) in [
        ("The learning city is a place where people of all ages learn together.", "en"),
        ("La ville apprenante est un lieu où les habitants apprennent ensemble.", "fr"),
        ("La ciudad del aprendizaje es un lugar donde las personas aprenden.", "es"),
        ("A cidade da aprendizagem é um lugar onde as pessoas aprendem.", "pt"),
        ("La città che apprende è un luogo dove le persone imparano insieme.", "it"),
        ("Die lernende Stadt ist ein Ort, an dem Menschen gemeinsam lernen.", "de"),
        ("De lerende stad is een plek waar mensen samen leren.", "nl"),
        ("Den lærende by er et sted, hvor mennesker lærer af hinanden.", "da"),
        ("Den lärande staden är en plats där människor lär sig tillsammans.", "sv"),
        ("Den lærende byen er et sted der mennesker lærer sammen, og ikke noe annet.", "nb"),
        ("Oppiva kaupunki on paikka, jossa ihmiset oppivat yhdessä.", "fi"),
        ("Öğrenen şehir, insanların birlikte öğrendiği bir yerdir.", "tr"),
        ("Miasto uczące się to miejsce, w którym ludzie uczą się razem.", "pl"),
        ("Učící se město je místo, kde se lidé učí společně.", "cs"),
        ("A tanuló város olyan hely, ahol az emberek együtt tanulnak.", "hu"),
        ("Orașul care învață este un loc în care oamenii învață împreună.", "ro"),
        ("Kota pembelajaran adalah tempat di mana orang belajar bersama.", "id"),
        ("Thành phố học tập là nơi mọi người cùng học với nhau.", "vi"),
        ("Hiri ikaslea jendeak elkarrekin ikasten duen lekua da, eta ez da beste ezer.", "eu"),
        ("Mji wa kujifunza ni mahali ambapo watu hujifunza pamoja kwa maisha yote.", "sw"),
        ("Обучающийся город — это место, где люди учатся вместе.", "ru"),
        ("Місто, що навчається, — це місце, де люди навчаються разом.", "uk"),
        ("Учещият град е място, където хората учат заедно.", "bg"),
        ("Оқитын қала — адамдар бірге оқитын жер.", "kk"),
        ("مدينة التعلم هي مكان يتعلم فيه الناس معا", "ar"),
        ("شهر یادگیرنده جایی است که مردم با هم یاد می‌گیرند", "fa"),
        ("سیکھنے والا شہر وہ جگہ ہے جہاں لوگ مل کر سیکھتے ہیں", "ur"),
        ("सीखने वाला शहर वह जगह है जहाँ लोग साथ सीखते हैं", "hi"),
        ("सिक्ने सहर भनेको मानिसहरू सँगै सिक्ने ठाउँ हो", "ne"),
        ("学习型城市是人们共同学习的地方", "zh"),
        ("學習型城市是人們共同學習的地方", "zh"),
        ("学習都市は人々が共に学ぶ場所です", "ja"),
        ("東京都検定広域応募", "ja"),
        ("학습도시는 사람들이 함께 배우는 곳이다", "ko"),
        ("เมืองแห่งการเรียนรู้คือสถานที่ที่ผู้คนเรียนรู้ร่วมกัน", "th"),
        ("Πόλη που μαθαίνει", "el"),
        ("עיר לומדת", "he"),
        ("", "und"),
        ("2024 — 17%", "und"),
        ("ትምህርት", "und"),
    ] {
        assert_eq!(detect(text).code, code, "{text}");
    }
}

#[test]
fn a_menu_in_other_languages_does_not_decide() {
    let page = "English Français Español Русский العربية 中文 联合国教科文组织 Português Deutsch ".to_owned()
        + &"The members of the network met in the city and spoke about learning. ".repeat(6);
    assert_eq!(detect(&page).code, "en");
}

#[test]
fn a_question_is_tried_in_every_held_language_of_its_script() {
    let held: Vec<&'static Language> = ["en", "fr", "zh", "ja", "ru"].map(language).to_vec();
    let codes = |text: &str| candidates(text, &held).iter().map(|found| found.code).collect::<Vec<_>>();
    assert_eq!(codes("learning"), ["en", "fr"]);
    assert_eq!(codes("学习"), ["zh", "ja"]);
    assert_eq!(codes("学習する"), ["ja"]);
    assert_eq!(codes("город city"), ["en", "fr", "ru"]);
    assert_eq!(codes("2024"), ["und"]);
    assert_eq!(codes("เมือง"), ["und"]);
}

#[test]
fn every_language_is_in_the_table_once_and_in_order() {
    assert!(LANGUAGES.is_sorted_by(|one, other| one.name != other.name));
    let mut codes: Vec<&str> = LANGUAGES.iter().map(|language| language.code).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), LANGUAGES.len());
    assert!(LANGUAGES.len() <= 64, "help: the votes of `detect` are bits of a u64");
    let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/analysis/languages")).unwrap();
    assert_eq!(files.count(), LANGUAGES.len() + 1, "help: a language file was forgotten in LANGUAGES");
}

/// Text of every kind: any characters, and glued pieces of the scripts we know.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<char>().prop_map(String::from),
        "[a-zA-Z0-9'’\\-. ]{1,12}",
        "[àâéèêœßøđıİŁə\u{301}\u{308}\u{AD}\u{200D}]{1,4}",
        "[а-яёіїӘқ́]{1,6}",
        "[一-龥學習終身]{1,6}",
        "[ぁ-んァ-ヶーﾗﾆﾝｸﾞ]{1,6}",
        "[가-힣ᄒ\u{1161}\u{11AB}]{1,5}",
        "[ก-ฺเ-๎]{1,8}",
        "[ກ-ໍ]{1,5}",
        "[ក-៓]{1,5}",
        "[က-ဿ]{1,5}",
        "[ا-يًٌَُِّْکیگپ\u{200C}]{1,6}",
        "[ऄ-हा-़्]{1,6}",
        "[א-ת\"״ְִ]{1,5}",
        " ",
    ];
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

fn assert_in_order(text: &str, tokens: &Tokens) {
    let mut last = 0;
    for token in tokens.iter() {
        assert!(!token.text.is_empty(), "an empty term in {text:?}");
        assert!(token.start >= last, "{token:?} of {text:?} starts before {last}");
        assert!(token.start < token.end, "{token:?} of {text:?} is nowhere");
        assert!(text.get(token.start..token.end).is_some(), "{token:?} is not in {text:?}");
        last = token.start;
    }
}

fn all(streams: &Streams) -> [&Tokens; 3] {
    [&streams.main, &streams.exact, &streams.grams]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tokens_lie_in_any_text_and_in_order(text in any_text(), index in 0..LANGUAGES.len()) {
        for language in [LANGUAGES[index], &UNKNOWN, detect(&text)] {
            for stream in all(&tokens(&text, language)) {
                assert_in_order(&text, stream);
                assert!(stream.iter().zip(stream.iter().skip(1)).all(|(one, next)| one.start <= next.start));
            }
        }
    }

    #[test]
    fn a_question_finds_the_text_it_was_taken_from(text in any_text(), index in 0..LANGUAGES.len()) {
        let (document, question) = (tokens(&text, LANGUAGES[index]), question_tokens(&text, LANGUAGES[index], Vocabulary::Dictionary));
        for (asked, held) in all(&question).into_iter().zip(all(&document)) {
            let held: Vec<_> = held.iter().collect();
            assert!(asked.iter().all(|token| held.contains(&token)), "{text:?}");
        }
    }

    #[test]
    fn every_mark_of_any_text_is_in_one_sentence(text in any_text()) {
        let places = sentences(&text);
        let mut last = 0;
        for place in &places {
            assert!(place.start >= last && place.start < place.end);
            assert!(text[last..place.start].trim().is_empty());
            last = place.end;
        }
        assert!(text[last..].trim().is_empty());
    }
}

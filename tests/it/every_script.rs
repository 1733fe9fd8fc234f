//! A text in each script and the question that must find it first, among all the others.

use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::sandbox::{Sandbox, text};

/// Short texts of our own: id, text. What makes each hard stands with its test.
#[rustfmt::skip]
const TEXTS: &[(&str, &str)] = &[
    ("zh", "江边的老城把终身学习写进规划，每个社区都有一所夜校，退休的教师在那里教书法。"),
    ("zh-hant", "山腳下的鎮公所為新住民開設華語課，圖書館週末也開放，義工輪流值班。"),
    ("zh-one", "茶农在雨季采茶，冬天学写账。"),
    ("ja", "港町の公民館では、漁師たちが冬の夜に航海術を学び直す。まちづくりの話し合いも開かれる。"),
    ("ko", "바닷가 군청은 어민을 위한 야간 강좌를 열었다. 주민들은 도서관에서 책을 빌리고 평생학습관에서 배운다."),
    ("th", "เทศบาลเปิดห้องสมุดริมแม่น้ำให้ผู้สูงอายุเรียนการใช้โทรศัพท์ทุกวันเสาร์"),
    ("lo", "ເທດສະບານເປີດຫ້ອງສະໝຸດໃຫ້ຊາວນາຮຽນອ່ານ"),
    ("my", "မြို့တော်စာကြည့်တိုက်သည် လယ်သမားများအတွက် ညသင်တန်းဖွင့်သည်"),
    ("ar", "افتتحت البلدية مكتبةً على ضفة النهر، ويتعلّم فيها العمّال القراءةَ مساءً."),
    ("fa", "شهرداری برای نابینایان کتابخانه‌ای گویا ساخت و داوطلبان کتاب‌ها را می‌خوانند."),
    ("ur", "بلدیہ نے مزدوروں کے لیے شام کی کلاسیں شروع کیں اور درزیوں کو حساب سکھایا۔"),
    ("he", "העירייה פתחה ספרייה ניידת לכפרים ומלמדת קשישים להשתמש במחשב."),
    ("hi", "नगर पालिका ने बुनकरों के लिए साक्षरता की शाम की कक्षाएँ खोलीं।"),
    ("bn", "পৌরসভা জেলেদের জন্য ভাসমান পাঠাগার চালু করেছে।"),
    ("ta", "நகராட்சி நெசவாளர்களுக்கு மாலை வகுப்புகளைத் தொடங்கியது."),
    ("de", "Die Stadt bündelt ihre Weiterbildungsangebote in einem Haus am Fluß; die Müllwerker lernen dort lesen."),
    ("tr", "Iğdır'da İşçi Evi açıldı; ışıklı salonda dikiş ve muhasebe öğretiliyor."),
    ("vi", "Thị trấn ven biển mở lớp học đêm cho ngư dân và dạy nghề mộc cho thanh niên."),
    ("sr", "Град на реци отворио је радионицу за занатлије, а библиотека позајмљује алат."),
    ("sr-latn", "Opštinska čitaonica uči đake kako se popravljaju časovnici."),
    ("uz", "Shahar kengashi o‘qituvchilar uchun g‘isht terish va bog‘dorchilik kurslarini ochdi."),
    ("uk", "Громада відкрила майстерню, де ковалі вчать підлітків, а бібліотекарка читає вголос п’єси."),
    ("ru", "Посёлок открыл вечернюю школу для оленеводов, и врачи учат там первой помощи."),
    ("el", "Ο δήμος άνοιξε εργαστήρι κεραμικής για συνταξιούχους δίπλα στο λιμάνι."),
    ("mixed", "The 부산 office and the 大阪 team run a Zürich-style ワークショップ on библиотека design with ChatGPT4you."),
    ("glued", "Survey of municipal ratesVilla Esperanza reports 45villages and EcoTown plans"),
];

static INDEX: LazyLock<Sandbox> = LazyLock::new(|| {
    let record = |(id, text): &(&str, &str)| json!({"id": id, "text": text}).to_string();
    let records: Vec<String> = TEXTS.iter().map(record).collect();
    let sandbox = Sandbox::new();
    sandbox.write("records.jsonl", records.join("\n").as_bytes());
    sandbox.index(&["records.jsonl"]);
    sandbox
});

/// Asks all questions in one run; each must find its text first and mark these words in it.
fn finds(cases: &[(&str, &str, &[&str])]) {
    let question = |(text, _, _): &(&str, &str, &[&str])| json!({"id": text, "text": text}).to_string();
    let questions: Vec<String> = cases.iter().map(question).collect();
    let arguments = ["search", "--index", "ix", "--queries", "-", "--format", "jsonl"];
    let outcome = INDEX.pipe(&arguments, questions.join("\n").as_bytes());
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    assert_eq!(outcome.stdout.lines().count(), cases.len());
    for (line, (question, id, marked)) in outcome.stdout.lines().zip(cases) {
        let answer: Value = serde_json::from_str(line).unwrap();
        let hit = &answer["hits"][0];
        assert_eq!(text(&hit["document"]["id"]), *id, "`{question}` finds another text first: {answer:#}");
        let passage = text(&hit["passage"]["text"]);
        let range = |mark: &Value| mark[0].as_u64().unwrap() as usize..mark[1].as_u64().unwrap() as usize;
        let marks: Vec<&str> =
            hit["highlights"].as_array().unwrap().iter().map(|mark| &passage[range(mark)]).collect();
        assert_eq!(&marks, marked, "marks of `{question}` in `{passage}`");
    }
}

#[test]
fn a_chinese_word_of_two_characters_or_of_one_is_found_in_both_scripts() {
    finds(&[
        ("书法", "zh", &["书法"]),
        ("夜校", "zh", &["夜校"]),
        ("終身學習", "zh", &["终身学习"]),
        ("图书馆", "zh-hant", &["圖書館"]),
        ("义工", "zh-hant", &["義工"]),
        ("茶", "zh-one", &["茶", "茶"]),
        ("账", "zh-one", &["账"]),
        ("哪里的退休教师教书法？", "zh", &["退休", "教师", "教书法"]),
    ]);
}

#[test]
fn a_japanese_noun_is_found_without_its_particle() {
    finds(&[
        ("漁師", "ja", &["漁師"]),
        ("航海術の夜", "ja", &["夜", "航海術"]),
        ("まちづくり", "ja", &["まちづくり"]),
        ("公民館", "ja", &["公民館"]),
    ]);
}

#[test]
fn a_korean_word_is_found_with_and_without_particles_and_spaces() {
    finds(&[
        ("도서관", "ko", &["도서관"]),
        ("도서관이", "ko", &["도서관"]),
        ("야간강좌", "ko", &["야간 강좌"]),
        ("주민은 어디에서 배우나", "ko", &["주민"]),
        ("평생 학습관", "ko", &["평생학습관"]),
        ("어민", "ko", &["어민"]),
    ]);
}

#[test]
fn thai_lao_and_burmese_words_are_found_without_spaces() {
    finds(&[
        ("ผู้สูงอายุ", "th", &["ผู้สูงอายุ"]),
        ("ห้องสมุดริมแม่น้ำ", "th", &["ห้องสมุดริมแม่น้ำ"]),
        ("โทรศัพท์", "th", &["โทรศัพท์"]),
        ("ຊາວນາ", "lo", &["ຊາວນາ"]),
        ("လယ်သမား", "my", &["လယ်သမား"]),
    ]);
}

#[test]
fn an_arabic_word_is_found_with_and_without_article_and_marks() {
    finds(&[
        ("البلدية", "ar", &["البلدية"]),
        ("بلدية", "ar", &["البلدية"]),
        ("المكتبة", "ar", &["مكتبةً"]),
        ("مكتبة", "ar", &["مكتبةً"]),
        ("يتعلم العمال", "ar", &["ويتعلّم", "العمّال"]),
        ("كتابخانه‌اي گويا", "fa", &["کتابخانه‌ای", "گویا"]),
        ("نابينايان", "fa", &["نابینایان"]),
        ("درزی حساب", "ur", &["حساب"]),
    ]);
}

#[test]
fn hebrew_and_indic_words_are_found() {
    finds(&[
        ("ספרייה", "he", &["ספרייה"]),
        ("סִפְרִיָּה ניידת", "he", &["ספרייה", "ניידת"]),
        ("साक्षरता", "hi", &["साक्षरता"]),
        ("बुनकर", "hi", &["बुनकरों"]),
        ("পাঠাগার", "bn", &["পাঠাগার"]),
        ("நெசவாளர்", "ta", &["நெசவாளர்களுக்கு"]),
    ]);
}

#[test]
fn a_german_compound_is_found_by_its_parts_and_with_either_spelling() {
    finds(&[
        ("Weiterbildung", "de", &["Weiterbildungsangebote"]),
        ("Weiterbildungsangebot", "de", &["Weiterbildungsangebote"]),
        ("Fluss", "de", &["Fluß"]),
        ("muellwerker mullwerker", "de", &["Müllwerker"]),
    ]);
}

#[test]
fn turkish_letters_with_and_without_dots_are_found() {
    finds(&[
        ("işçi", "tr", &["İşçi"]),
        ("İŞÇİ", "tr", &["İşçi"]),
        ("IŞIKLI", "tr", &["ışıklı"]),
        ("ışıklı", "tr", &["ışıklı"]),
        ("isikli", "tr", &["ışıklı"]),
        ("Iğdır", "tr", &["Iğdır"]),
        ("igdir", "tr", &["Iğdır"]),
    ]);
}

#[test]
fn vietnamese_is_found_with_and_without_marks() {
    finds(&[
        ("ngư dân", "vi", &["ngư dân"]),
        ("ngu dan", "vi", &["ngư", "dân"]),
        ("dạy nghề", "vi", &["dạy nghề"]),
        ("day nghe moc", "vi", &["dạy", "nghề", "mộc"]),
    ]);
}

#[test]
fn serbian_and_uzbek_are_found_whatever_the_keyboard() {
    finds(&[
        ("библиотека", "sr", &["библиотека"]),
        ("занатлија", "sr", &["занатлије"]),
        ("citaonica", "sr-latn", &["čitaonica"]),
        ("djake đake", "sr-latn", &["đake"]),
        ("o'qituvchilar", "uz", &["o‘qituvchilar"]),
        ("oʻqituvchilar", "uz", &["o‘qituvchilar"]),
        ("g`isht", "uz", &["g‘isht"]),
        ("bogʻdorchilik", "uz", &["bog‘dorchilik"]),
    ]);
}

#[test]
fn cyrillic_and_greek_words_are_found_in_other_forms() {
    finds(&[
        ("коваль", "uk", &["ковалі"]),
        ("п'єса", "uk", &["п’єси"]),
        ("поселок", "ru", &["Посёлок"]),
        ("оленевод", "ru", &["оленеводов"]),
        ("ΚΕΡΑΜΙΚΗ", "el", &["κεραμικής"]),
        ("συνταξιουχοι", "el", &["συνταξιούχους"]),
    ]);
}

#[test]
fn every_script_of_a_mixed_line_is_found() {
    finds(&[
        ("부산", "mixed", &["부산"]),
        ("大阪", "mixed", &["大阪"]),
        ("zurich", "mixed", &["Zürich"]),
        ("ワークショップ", "mixed", &["ワークショップ"]),
        ("библиотеки ChatGPT", "mixed", &["библиотека", "ChatGPT"]),
        ("Villa Esperanza", "glued", &["Villa", "Esperanza"]),
        ("villages", "glued", &["villages"]),
        ("ecotown", "glued", &["EcoTown"]),
    ]);
}

#[test]
fn a_phrase_is_marked_as_a_phrase_in_every_script() {
    finds(&[
        ("\"终身学习\"", "zh", &["终身学习"]),
        ("\"終身學習\"", "zh", &["终身学习"]),
        ("\"冬の夜\"", "ja", &["冬の夜"]),
        ("\"야간 강좌\"", "ko", &["야간 강좌"]),
        ("\"ริมแม่น้ำ\"", "th", &["ริมแม่น้ำ"]),
        ("\"ضفة النهر\"", "ar", &["ضفة النهر"]),
        ("\"शाम की कक्षाएँ\"", "hi", &["शाम की कक्षाएँ"]),
        ("\"am Fluss\"", "de", &["am Fluß"]),
        ("\"nghề mộc\"", "vi", &["nghề mộc"]),
        ("\"первой помощи\"", "ru", &["первой помощи"]),
    ]);
}

#[test]
fn a_word_no_text_holds_is_offered_its_nearest_spelling_and_never_swapped() {
    let outcome = INDEX.run(&["search", "--index", "ix", "offise", "--color", "never"]);
    assert_eq!(outcome.code, 1, "{outcome:?}");
    assert!(outcome.stdout.contains("nothing found for offise"), "{outcome:?}");
    assert!(outcome.stdout.contains("did you mean `office`?"), "{outcome:?}");
    let outcome = INDEX.run(&["search", "--index", "ix", "offise", "--literal", "--color", "never"]);
    assert!(!outcome.stdout.contains("did you mean"), "{outcome:?}");
}

#[test]
fn words_spelt_alike_are_found_with_a_note_and_not_when_words_are_taken_literally() {
    let outcome = INDEX.run(&["search", "--index", "ix", "Weiterbildungszentrum", "--color", "never"]);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert!(outcome.stdout.contains("1 with words spelt alike were added"), "{outcome:?}");
    let literal = INDEX.run(&["search", "--index", "ix", "Weiterbildungszentrum", "--literal"]);
    assert_eq!(literal.code, 1, "{literal:?}");
    let every = INDEX.run(&["search", "--index", "ix", "Weiterbildungszentrum", "--all"]);
    assert_eq!(every.code, 1, "{every:?}");
}

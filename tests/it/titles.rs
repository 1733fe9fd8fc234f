//! `title:` finds what stands in title and headings, in every script, and not what the text alone says.

use std::collections::BTreeSet;

use serde_json::json;

use crate::sandbox::{Sandbox, text};

/// Texts of our own: id, title, text. Each text says what another one's title does.
#[rustfmt::skip]
const TEXTS: &[(&str, &str, &str)] = &[
    ("zh", "江城的终身学习规划", "夜校的教师每周在图书馆值班，渔民学写账。"),
    ("zh-text", "渔民夜校", "江城的终身学习规划写得很短，每个社区一页。"),
    ("ja", "港町の生涯学習", "公民館では、漁師たちが冬の夜に航海術を学ぶ。"),
    ("ja-text", "冬の公民館", "港町の生涯学習について話し合いが開かれる。"),
    ("ko", "군청의 평생학습관", "어민을 위한 야간 강좌가 열린다."),
    ("ko-text", "야간 강좌", "군청의 평생학습관에서 주민들이 배운다."),
    ("th", "ห้องสมุดริมแม่น้ำ", "ผู้สูงอายุเรียนการใช้โทรศัพท์ทุกวันเสาร์"),
    ("th-text", "โทรศัพท์วันเสาร์", "เทศบาลเปิดห้องสมุดริมแม่น้ำ"),
    ("en", "Evening classes for the night ferry crew", "Sailors read aloud below deck."),
    ("en-text", "Sailors", "The crew of the night ferry asks for evening classes, and the class begins at nine."),
    ("ru", "Вечерние школы на пароме", "Матросы читают вслух."),
    ("ru-text", "Матросы", "На пароме открылась вечерняя школа."),
];

#[test]
fn a_title_is_found_in_every_script_and_a_text_is_none() {
    let record =
        |(id, title, text): &(&str, &str, &str)| json!({"id": id, "title": title, "text": text}).to_string();
    let records: Vec<String> = TEXTS.iter().map(record).collect();
    let sandbox = Sandbox::with(&[
        ("records.jsonl", &records.join("\n")),
        (
            "page.md",
            "# Harbour news\n\nThe ferry is late.\n\n## Rope and knots\n\nApprentices splice for a week.\n",
        ),
    ]);
    sandbox.index(&["records.jsonl", "page.md"]);
    let cases: &[(&str, &[&str])] = &[
        ("title:终身学习", &["zh"]),
        ("title:終身學習", &["zh"]),
        ("title:\"学习规划\"", &["zh"]),
        ("title:夜校", &["zh-text"]),
        ("title:\"习夜\"", &[]),
        ("title:生涯学習", &["ja"]),
        ("title:\"町の生涯\"", &["ja"]),
        ("title:公民館", &["ja-text"]),
        ("title:평생학습관", &["ko"]),
        ("title:\"야간 강좌\"", &["ko-text"]),
        ("title:ห้องสมุด", &["th"]),
        // A word in another form, a phrase only as it stands.
        ("title:class", &["en"]),
        ("title:\"night ferry\"", &["en"]),
        ("title:\"ferry night\"", &[]),
        ("title:\"evening crew\"~5", &["en"]),
        ("title:\"evening crew\"~4", &[]),
        ("title:even*", &["en"]),
        ("title:fery~1", &["en"]),
        ("title:\"sailors\"", &["en-text"]),
        ("title:школа", &["ru"]),
        ("title:матрос", &["ru-text"]),
        // Headings count for the passages below them.
        ("title:knots", &["page.md"]),
        ("title:splice", &[]),
        ("title:\"harbour news\"", &["page.md"]),
        // No phrase reaches from the text into what stands above it.
        ("+\"deck evening\"", &[]),
        ("+\"deck evening\"~100", &[]),
        ("+\"below deck\"", &["en"]),
    ];
    for (question, wanted) in cases {
        let answer = sandbox.search(&[question, "--literal"]);
        let hits = answer["hits"].as_array().unwrap();
        let found: BTreeSet<String> = hits.iter().map(|hit| text(&hit["document"]["id"])).collect();
        assert_eq!(found, wanted.iter().map(|id| (*id).to_owned()).collect(), "{question}: {answer:#}");
    }
}

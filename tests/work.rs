//! The work that indexing and searching a fixed small input takes, counted and not timed.
//!
//! Counted are allocations and the bytes they ask for: they are the same on a slow and on a busy machine, and what makes a
//! program slower nearly always shows in them too. A change that costs more than a tenth fails; one that spares more than a
//! tenth fails as well, so that the figures here are lowered with it and guard what was won. Instructions are counted by
//! hand, see `benches/README.md`.

use std::alloc::System;
use std::io::Cursor;

use gnlc::index::{Index, Start, StreamChoice};
use gnlc::ingest::{IngestOptions, Input, Missing, Run, ingest};
use gnlc::query::{Filters, Reading, query};
use gnlc::read::Limits;
use gnlc::search::{SearchOptions, search};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Allocations and bytes of one indexing run over [`records`], and of one answer to each of [`QUESTIONS`].
const INDEXING: Work = Work { allocations: 61_666, bytes: 37_629_740 };
const SEARCHING: Work = Work { allocations: 29_090, bytes: 6_307_003 };

#[derive(Debug, Clone, Copy)]
struct Work {
    allocations: usize,
    bytes: usize,
}

/// Paragraphs in scripts that are cut in different ways.
const PARAGRAPHS: &[&str] = &[
    "The reading room by the harbour opens at six, and whoever cannot sleep comes to learn the names of the stars. In 2021 \
     the town counted forty such rooms; the mayor of Cork came to see three of them.",
    "La bibliothèque du quartier prête des outils, des livres et, le jeudi soir, des voisins : chacun raconte son métier \
     pendant une heure, et les demandeurs d'asile apprennent la langue en posant des questions.",
    "Die Volkshochschule hat ihre Kurse auf den Marktplatz verlegt. Seit dem 3. Mai 2022 üben dort ältere Menschen, wie man \
     mit dem Telefon eine Fahrkarte kauft, und Lehrlinge erklären es ihnen.",
    "Городская библиотека открыла мастерскую, где учат чинить старые радиоприёмники. В 2023 году её посетили двести человек \
     из Казани и соседних деревень.",
    "社区中心每个星期六开设烹饪课程，老人教年轻人做家乡菜，年轻人教老人使用智能手机。二〇二二年有三百多人参加了终身学习活动。",
    "公民館では毎週、子どもと大人がいっしょに星を観察します。学習都市としての取り組みは二年目に入りました。",
    "마을 도서관은 밤에도 문을 연다. 평생학습 강좌에는 어르신과 학생이 함께 앉아 서로에게 배운다.",
    "ศูนย์การเรียนรู้ของชุมชนเปิดสอนการเขียนโปรแกรมให้ผู้สูงอายุทุกวันเสาร์ และเด็กนักเรียนเป็นครูผู้ช่วย",
    "تفتح المكتبة أبوابها مساءً لكل من يريد أن يتعلم القراءة والكتابة، ويعلّم فيها الطلاب جيرانهم مجاناً.",
];

const QUESTIONS: &[&str] = &[
    "reading room harbour",
    "demandeurs d'asile bibliothèque",
    "ältere Menschen Telefon",
    "мастерская радиоприёмники",
    "终身学习 社区",
    "学習都市",
    "평생학습 도서관",
    "ผู้สูงอายุ",
    "تعليم القراءة",
    "\"names of the stars\" Cork 2021",
];

/// A hundred and eight records of three paragraphs each, none like another.
fn records() -> String {
    let record = |number: usize| {
        let paragraph = |step: usize| PARAGRAPHS[(number + step * 4) % PARAGRAPHS.len()];
        let text = format!("{}\n\n{}\n\n{} {number}", paragraph(0), paragraph(1), paragraph(number % 7));
        serde_json::json!({ "id": format!("w/{number}"), "title": format!("Room {number}"), "text": text })
            .to_string()
            + "\n"
    };
    (0..108).map(record).collect()
}

#[test]
fn the_work_of_a_fixed_input_stays_within_a_tenth() {
    let options = IngestOptions {
        // One thread of each kind: the order of the work is then the same each time.
        jobs: 1,
        memory: 75_000_000,
        streams: StreamChoice::All,
        start: Start::Anew,
        missing: Missing::Keep,
        run: Run::Real,
        thesauri: Vec::new(),
        limits: Limits::default(),
    };
    let folder = tempfile::tempdir().expect("a folder");
    let records = records();
    let index = || {
        let report = ingest(Input::Records(&mut Cursor::new(&records)), folder.path(), &options, &mut |_| {});
        assert_eq!(report.expect("an index").failures.len(), 0);
    };
    // Tables and dictionaries are read by the first run.
    index();
    let region = Region::new(ALLOCATOR);
    index();
    let indexing = work(&region);

    let opened = Index::open(folder.path()).expect("the index");
    let ask = || {
        for question in QUESTIONS {
            let query = query(question, Filters::default(), Reading::Understood);
            let results = search(&opened, &query, &SearchOptions::default()).expect("an answer");
            assert!(!results.hits.is_empty(), "{question}");
        }
    };
    ask();
    let region = Region::new(ALLOCATOR);
    ask();
    let searching = work(&region);

    holds("indexing", indexing, INDEXING);
    holds("searching", searching, SEARCHING);
}

fn work(region: &Region<'_, System>) -> Work {
    let change = region.change();
    Work { allocations: change.allocations + change.reallocations, bytes: change.bytes_allocated }
}

fn holds(what: &str, counted: Work, known: Work) {
    let near = |counted: usize, known: usize| counted.abs_diff(known) * 10 <= known;
    assert!(
        near(counted.allocations, known.allocations) && near(counted.bytes, known.bytes),
        "{what} took {counted:?}, and {known:?} is known. More than a tenth more: the change costs too much. More than a \
         tenth less: well done, put the new figures into tests/work.rs."
    );
}

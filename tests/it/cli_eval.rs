//! `gnlc eval`: figures that can be worked out by hand, and those of an independent scorer.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::{Value, json};

use crate::sandbox::{Outcome, Sandbox, project, text};

/// A line of JSON for each object.
fn lines(objects: &[Value]) -> String {
    objects.iter().map(|object| format!("{object}\n")).collect()
}

fn documents() -> Vec<Value> {
    let festival = "Neighbours of the harbour meet for the spring festival. ";
    vec![
        json!({ "id": "cork", "text": festival.repeat(3) }),
        json!({ "id": "limerick", "text": format!("Workshops on the river bank. The year ends with a small festival. {}",
            "Gardeners, bakers and carpenters show one another what they do in their trades. ".repeat(8)) }),
        json!({ "id": "tunja", "text": "La biblioteca del barrio abre por la noche para los vecinos que trabajan de día. ".repeat(3) }),
        json!({ "id": "nanjing", "text": "城市图书馆夜间开放，各年龄段的居民都来这里读书学习。".repeat(4) }),
    ]
}

fn questions() -> Vec<Value> {
    vec![
        json!({ "id": "q1", "text": "spring festival", "lang": "en" }),
        json!({ "id": "q2", "text": "biblioteca", "lang": "es" }),
        json!({ "id": "q3", "text": "aeroplanes", "lang": "en" }),
        json!({ "id": "q4", "text": "图书馆" }),
        json!({ "id": "nobody judged it", "text": "bakers", "lang": "en" }),
    ]
}

const QRELS: &str = "q1\tcork\t1\nq1\tlimerick\t2\nq1\tgone\t1\nq1\tnanjing\t0\nq2\ttunja\t1\nq3\tcork\t1\nq4\tnanjing\t3\nq9\tcork\t1\n";

fn sandbox(documents: &[Value], questions: &[Value], qrels: &str) -> Sandbox {
    let sandbox = Sandbox::with(&[
        ("docs.jsonl", &lines(documents)),
        ("questions.jsonl", &lines(questions)),
        ("qrels.tsv", qrels),
    ]);
    sandbox.index(&["docs.jsonl"]);
    sandbox
}

fn eval(sandbox: &Sandbox, more: &[&str]) -> Outcome {
    let mut arguments = vec!["eval", "questions.jsonl", "qrels.tsv", "--index", "ix"];
    arguments.extend(more);
    sandbox.run(&arguments)
}

/// The figures as JSON, without the times.
fn figures(sandbox: &Sandbox, more: &[&str]) -> Value {
    let mut arguments = vec!["--format", "json"];
    arguments.extend(more);
    let outcome = eval(sandbox, &arguments);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let mut figures: Value = serde_json::from_str(&outcome.stdout).expect("the figures are JSON");
    let times = figures.as_object_mut().and_then(|figures| figures.remove("times")).expect("times");
    for name in ["p50_ms", "p99_ms", "max_ms"] {
        assert!(times[name].as_f64().is_some_and(|time| time > 0.0), "`{name}` in {times:#}");
    }
    assert!(!text(&times["slowest"]["text"]).is_empty(), "{times:#}");
    figures
}

/// Exit code 2, the problem named, and a hint.
fn refused(outcome: &Outcome, named: &str) {
    assert_eq!((outcome.code, outcome.stdout.as_str()), (2, ""), "{outcome:?}");
    assert!(outcome.stderr.contains(named), "`{named}` is not named in:\n{}", outcome.stderr);
    assert!(outcome.stderr.contains("hint: "), "no hint in:\n{}", outcome.stderr);
}

#[test]
fn the_figures_are_those_worked_out_by_hand() {
    let outcome = eval(&sandbox(&documents(), &questions(), QRELS), &[]);
    // q1 finds the document of grade 1 before that of grade 2, and the third one nowhere: nDCG@10 is
    // (1 + 2/log2 3) / (2 + 1/log2 3 + 1/2), recall 2/3. q2 and q4 are right, q3 and q9 find nothing.
    let table = "\
lang        queries   nDCG@10    MRR@10      R@10     R@100
all               5    0.5445    0.6000    0.5333    0.5333
?                 2    0.5000    0.5000    0.5000    0.5000
en                2    0.3612    0.5000    0.3333    0.3333
es                1    1.0000    1.0000    1.0000    1.0000
macro             5    0.6204    0.6667    0.6111    0.6111

4 questions: half within ";
    assert!(outcome.stdout.starts_with(table), "{}", outcome.stdout);
    assert!(outcome.stdout.contains("\nslowest: q"), "{}", outcome.stdout);
    let notes = "\
note: 1 of 5 judged queries are not in `questions.jsonl`; each counts as 0
note: 1 question without a relevant document: not asked
note: 1 of 7 relevant documents are not in the index `ix`
";
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, notes));
}

#[test]
fn programs_get_every_query_and_the_same_whatever_the_number_of_jobs() {
    let sandbox = sandbox(&documents(), &questions(), &QRELS.replace('\t', " "));
    let one = figures(&sandbox, &["--jobs", "1"]);
    assert_eq!(one, figures(&sandbox, &["--jobs", "4"]));
    assert_eq!(one["schema_version"], 1);
    assert_eq!(one["all"]["queries"], 5);
    assert_eq!(one["macro"]["ndcg_at_10"], 0.620_404);
    assert_eq!(one["relevant"], json!({ "documents": 7, "not_in_index": 1 }));
    let queries = one["per_query"].as_array().expect("a list");
    let ids: Vec<String> = queries.iter().map(|query| text(&query["id"])).collect();
    assert_eq!(ids, ["q1", "q2", "q3", "q4", "q9"]);
    let first = json!({ "id": "q1", "text": "spring festival", "lang": "en", "ndcg_at_10": 0.722_424,
        "mrr_at_10": 1.0, "recall_at_10": 0.666_667, "recall_at_100": 0.666_667 });
    assert_eq!(queries[0], first);
    // Figures over one language are not told twice to people.
    let spanish =
        Sandbox::with(&[("questions.jsonl", &lines(&questions()[1..2])), ("qrels.tsv", "q2 0 tunja 1")]);
    spanish.write("docs.jsonl", lines(&documents()).as_bytes());
    spanish.index(&["docs.jsonl"]);
    let outcome = eval(&spanish, &[]);
    assert!(outcome.stdout.contains("\nes ") && !outcome.stdout.contains("macro"), "{}", outcome.stdout);
}

#[test]
fn the_language_of_a_question_is_told_on_demand_only() {
    // Read as Spanish, an English word is not brought to its stem: what holds it as written comes first.
    let mut documents = documents();
    documents[1]["text"] =
        json!(text(&documents[1]["text"]).replace("a small festival", "two small festivals"));
    let asked = [json!({ "id": "q1", "text": "festivals", "lang": "es" })];
    let sandbox = sandbox(&documents, &asked, "q1\tcork\t1\n");
    assert_eq!(figures(&sandbox, &[])["languages"]["es"]["mrr_at_10"], 1.0);
    assert_eq!(figures(&sandbox, &["--told"])["languages"]["es"]["mrr_at_10"], 0.5);
}

#[test]
fn a_question_keeps_its_filters() {
    let records = [
        json!({ "id": "a", "text": "A festival of learning by the sea.", "country": "KR" }),
        json!({ "id": "b", "text": "A festival of learning by the sea, and a festival on the hill.", "country": "IE" }),
    ];
    let asked = [json!({ "id": 1, "text": "festival", "lang": "en", "filters": { "country": "Korea" } })];
    let figures = figures(&sandbox(&records, &asked, "1 a 1\n"), &[]);
    assert_eq!(figures["all"]["mrr_at_10"], 1.0);
}

#[test]
fn what_got_better_and_what_got_worse_is_shown() {
    let sandbox = sandbox(&documents(), &questions(), QRELS);
    let before = eval(&sandbox, &["--format", "json"]);
    sandbox.write("before.json", before.stdout.as_bytes());
    let same = eval(&sandbox, &["--compare", "before.json"]);
    assert!(same.stdout.contains("by nDCG@10 0 better, 0 worse, 5 equal\n"), "{}", same.stdout);
    assert!(!same.stdout.contains("->"), "{}", same.stdout);

    // Another index: no document of q2 any more, and something for q3.
    let mut documents = documents();
    documents[2] = json!({ "id": "tunja", "text": "El mercado del barrio vende fruta y pan por la mañana." });
    documents[0]["text"] = json!(format!("{} Aeroplanes fly over it.", text(&documents[0]["text"])));
    sandbox.write("other.jsonl", lines(&documents).as_bytes());
    let built = sandbox.run(&["index", "--index", "ix2", "other.jsonl"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    let arguments = ["eval", "questions.jsonl", "qrels.tsv", "--index", "ix2", "--compare", "before.json"];
    let outcome = sandbox.run(&arguments);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let (_, changes) = outcome.stdout.split_once("change").expect("changes");
    let shown = "\
        queries   nDCG@10    MRR@10      R@10     R@100
all               5    0.0000    0.0000    0.0000    0.0000
?                 2    0.0000    0.0000    0.0000    0.0000
en                2   +0.5000   +0.5000   +0.5000   +0.5000
es                1   -1.0000   -1.0000   -1.0000   -1.0000
macro             5   -0.1667   -0.1667   -0.1667   -0.1667

by nDCG@10 1 better, 1 worse, 3 equal

better
    0.0000 -> 1.0000  q3                aeroplanes

worse
    1.0000 -> 0.0000  q2                biblioteca
";
    assert_eq!(changes.trim_start(), shown.trim_start());
    let outcome = sandbox.run(&[&arguments[..], &["--format", "json", "--limit", "0"]].concat());
    let json: Value = serde_json::from_str(&outcome.stdout).expect("JSON");
    let compared = &json["comparison"];
    assert_eq!(
        (&compared["better"], &compared["worse"], &compared["equal"]),
        (&json!(1), &json!(1), &json!(3))
    );
    assert_eq!(compared["languages"]["es"]["ndcg_at_10"], -1.0);
    assert_eq!(compared["most_worse"], json!([]));
    // That one is compared in its turn, and what it says of changes and times does not matter.
    sandbox.write("after.json", outcome.stdout.as_bytes());
    let back = eval(&sandbox, &["--compare", "after.json", "--format", "json"]);
    let back: Value = serde_json::from_str(&back.stdout).expect("JSON");
    let worse =
        json!([{ "id": "q3", "text": "aeroplanes", "lang": "en", "from": 1.0, "to": 0.0, "change": -1.0 }]);
    assert_eq!(back["comparison"]["most_worse"], worse);
}

#[test]
fn only_questions_of_both_are_compared() {
    let sandbox = sandbox(&documents(), &questions(), QRELS);
    let before = eval(&sandbox, &["--format", "json"]);
    sandbox.write("before.json", before.stdout.as_bytes());
    // The same id asked in other words finds nothing; one question is new, three are gone.
    let asked =
        [json!({ "id": "q2", "text": "aviones", "lang": "es" }), json!({ "id": "new", "text": "bakers" })];
    sandbox.write("questions.jsonl", lines(&asked).as_bytes());
    sandbox.write("qrels.tsv", b"q2 tunja 1\nnew limerick 1\n");
    let outcome = eval(&sandbox, &["--compare", "before.json"]);
    for shown in [
        "by nDCG@10 0 better, 1 worse, 0 equal\n",
        "1 question only here: not compared\n4 questions only in the earlier evaluation: not compared\n",
        "1.0000 -> 0.0000  q2                aviones\n",
    ] {
        assert!(outcome.stdout.contains(shown), "`{shown}` is missing in\n{}", outcome.stdout);
    }
}

#[test]
fn bad_judgements_and_bad_files_are_named() {
    let sandbox = sandbox(&documents(), &questions(), QRELS);
    let with = |qrels: &str| {
        sandbox.write("qrels.tsv", qrels.as_bytes());
        eval(&sandbox, &[])
    };
    refused(&with("q1 cork 1\nq1 limerick\n"), "line 2 of `qrels.tsv` is not a judgement: it has 2 columns");
    refused(&with("q1\tcork\tgood\n"), "line 1 of `qrels.tsv` is not a judgement: its grade `good`");
    refused(&with(""), "`qrels.tsv` judges no document relevant to any query");
    refused(&with("q1 cork 0\n"), "`qrels.tsv` judges no document relevant to any query");
    refused(&with("Q1 cork 1\n"), "no query of `qrels.tsv` is in `questions.jsonl`");
    sandbox.write("qrels.tsv", QRELS.as_bytes());
    refused(&sandbox.run(&["eval", "nowhere.jsonl", "qrels.tsv", "--index", "ix"]), "`nowhere.jsonl`");
    refused(&sandbox.run(&["eval", "questions.jsonl", "nowhere.tsv", "--index", "ix"]), "`nowhere.tsv`");
    refused(&sandbox.run(&["eval", "questions.jsonl", "qrels.tsv", "--index", "nowhere"]), "`nowhere`");
    refused(
        &eval(&sandbox, &["--compare", "qrels.tsv"]),
        "`qrels.tsv` does not hold the figures of an evaluation",
    );
    sandbox.write("other.json", br#"{"schema_version":2,"per_query":[]}"#);
    refused(&eval(&sandbox, &["--compare", "other.json"]), "version 2, not 1");
    sandbox.write("other.json", br#"{"schema_version":1,"per_query":[]}"#);
    refused(&eval(&sandbox, &["--compare", "other.json"]), "`other.json` holds figures of other questions");
    assert_eq!(sandbox.run(&["eval", "questions.jsonl"]).code, 2);
    assert_eq!(sandbox.run(&["eval"]).code, 2);
}

#[test]
fn a_bad_question_is_named_and_the_others_are_asked() {
    let sandbox = sandbox(&documents(), &questions(), "q1 cork 1\nq2 tunja 1\n");
    let mut asked = lines(&questions()[..1]).into_bytes();
    asked.extend(b"{\"id\": \"q2\"}\n\nnot a question\n\xFF\n");
    asked.extend(lines(&[json!({ "id": "q1", "text": "biblioteca" }), questions()[1].clone()]).bytes());
    sandbox.write("questions.jsonl", &asked);
    let outcome = eval(&sandbox, &[]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stdout.contains("\nall               2    1.0000"), "{}", outcome.stdout);
    for told in [
        "line 2 of `questions.jsonl` is not a question: missing field `text` at column 12",
        "line 4 of `questions.jsonl` is not a question",
        "line 5 of `questions.jsonl` is not a question: it is not UTF-8",
        "line 6 of `questions.jsonl` is not a question: line 1 has the id `q1`, too",
    ] {
        assert!(outcome.stderr.contains(told), "`{told}` is missing in\n{}", outcome.stderr);
    }
}

#[test]
fn a_question_cannot_speak_to_the_terminal() {
    let asked = [json!({ "id": "q1\u{1b}[2J", "text": "festival\u{202e}\u{7}", "lang": "e\u{1b}n" })];
    let sandbox = sandbox(&documents(), &asked, "q1\u{1b}[2J\tcork\t1\n");
    let outcome = eval(&sandbox, &[]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(!outcome.stdout.contains(['\u{1b}', '\u{202e}', '\u{7}']), "{:?}", outcome.stdout);
    assert!(outcome.stdout.contains("\u{fffd}[2J"), "{}", outcome.stdout);
}

#[test]
fn languages_recognised_are_counted_for_passages_and_documents() {
    let records = [
        json!({ "id": "1", "title": "Lucca", "lang": "it", "text": "Bologna 2017" }),
        json!({ "id": "2", "title": "Lucca", "lang": "it", "text": "La città è un luogo dove le persone imparano per tutta la vita." }),
        json!({ "id": "3", "lang": "zh-Hant", "text": "學習型城市讓所有人終身學習。" }),
        json!({ "id": "4", "lang": "no", "text": "Byen er et sted der alle mennesker kan lære hele livet, og det koster ikke noe." }),
        json!({ "id": "5", "text": "Nobody said which language this is." }),
    ];
    let sandbox = Sandbox::with(&[("records/a.jsonl", &lines(&records))]);
    let outcome = sandbox.run(&["eval", "--detection", "records"]);
    let shown = "\
passages      texts    right   right %  taken for
all               4        3     75.00  en 1
it                2        1     50.00  en 1
nb                1        1    100.00
zh                1        1    100.00

documents     texts    right   right %  taken for
all               3        3    100.00
it                1        1    100.00
nb                1        1    100.00
zh                1        1    100.00

passages taken for another language
    it -> en  1  Lucca: Bologna 2017
";
    assert_eq!((outcome.code, outcome.stdout.as_str()), (0, shown));
    assert_eq!(outcome.stderr, "note: 1 text without a `lang`: passed over\n");
    let outcome = sandbox.run(&["eval", "--detection", "records/a.jsonl", "records", "--format", "json"]);
    let json: Value = serde_json::from_str(&outcome.stdout).expect("JSON");
    assert_eq!(json["passages"]["all"]["share"], 0.75);
    assert_eq!(json["documents"]["wrong"], json!([]));
    assert_eq!(json["passages"]["languages"]["it"]["taken_for"], json!([{ "lang": "en", "texts": 2 }]));
    sandbox.write("bad.jsonl", b"{\"text\":\"Une ville\",\"lang\":\"fr\"}\nnot a record\n");
    let outcome = sandbox.run(&["eval", "--detection", "bad.jsonl"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("line 2 of `bad.jsonl` is not a record"), "{}", outcome.stderr);
    refused(&sandbox.run(&["eval", "--detection", "nowhere"]), "there is no file or folder `nowhere`");
    sandbox.write("silent.jsonl", b"{\"text\":\"Une ville\"}\n");
    refused(
        &sandbox.run(&["eval", "--detection", "silent.jsonl"]),
        "no text in the given paths says in which language",
    );
}

/// The independent scorer, where it and what runs it are present (`GNLC_JUDGED_SETS` says where else);
/// a test on it says so when they are not.
fn scorer() -> Option<PathBuf> {
    let elsewhere = std::env::var_os("GNLC_JUDGED_SETS").map(PathBuf::from);
    let scorer = elsewhere.unwrap_or_else(|| project().join("../shared/eval")).join("score.py");
    let runs = Command::new("python3").arg("--version").output().is_ok_and(|output| output.status.success());
    if scorer.is_file() && runs {
        return Some(scorer);
    }
    eprintln!(
        "skipped: the independent scorer is not present; figures worked out by hand are held elsewhere"
    );
    None
}

/// Questions about `seeds/`, the language they are in, and the city whose page answers them.
#[rustfmt::skip]
const ABOUT_SEEDS: &[(&str, &str, &str)] = &[
    ("learning festival in Cork", "en", "cork"),
    ("Limerick learning", "en", "limerick"),
    ("ciudad del aprendizaje Medellín", "es", "medellin"),
    ("Tunja educación", "es", "tunja"),
    ("南京 终身学习", "zh", "nanjing"),
    ("杭州市", "zh", "hangzhou"),
    ("ville apprenante de Tunis", "fr", "tunis"),
    ("تعلم مدى الحياة في دمياط", "ar", "damietta"),
    ("обучение в Казани", "ru", "kazan"),
    ("수원 평생학습", "ko", "suwon"),
    ("岡山 学習", "ja", "okayama"),
    ("Bangkok", "", "bangkok"),
    ("no page is about zeppelins xylophone", "en", "baku"),
];

#[test]
fn an_independent_scorer_finds_the_same() {
    let Some(scorer) = scorer() else { return };
    let sandbox = Sandbox::new();
    let seeds = project().join("seeds");
    let seeds = seeds.to_str().expect("a path that can be shown");
    sandbox.index(&[seeds]);
    let mut pages: Vec<String> = fs::read_dir(format!("{seeds}/cities"))
        .expect("the cities' pages")
        .map(|page| format!("{seeds}/cities/{}", page.expect("a page").file_name().to_string_lossy()))
        .collect();
    pages.sort();
    let (mut asked, mut qrels) = (Vec::new(), String::new());
    for (number, (question, language, city)) in ABOUT_SEEDS.iter().enumerate() {
        asked.push(json!({ "id": format!("q{number}"), "text": question, "lang": language }));
        qrels.push_str(&format!("q{number}\t{seeds}/cities/{city}.md\t2\n"));
    }
    // Many answers of several grades, more than ten and more than a hundred of them relevant.
    for (id, question) in
        [("many", "learning city"), ("some", "city library people"), ("like", "community +2017")]
    {
        asked.push(json!({ "id": id, "text": question, "lang": "en" }));
        for (place, page) in pages.iter().enumerate() {
            qrels.push_str(&format!("{id}\t0\t{page}\t{}\n", place as i64 % 4 - i64::from(id == "some")));
        }
    }
    qrels.push_str("never-asked\tnowhere\t1\n");
    sandbox.write("questions.jsonl", lines(&asked).as_bytes());
    sandbox.write("qrels.tsv", qrels.as_bytes());
    // Without the languages, as `eval` asks.
    let untold: Vec<Value> =
        asked.iter().map(|question| json!({ "id": question["id"], "text": question["text"] })).collect();
    sandbox.write("untold.jsonl", lines(&untold).as_bytes());
    let run = sandbox.run(
        &["search --index ix --queries untold.jsonl --format trec --group document --limit 100"]
            .map(|line| line.split(' ').collect::<Vec<_>>())
            .concat(),
    );
    assert_eq!(run.code, 0, "{}", run.stderr);
    sandbox.write("run.trec", run.stdout.as_bytes());
    let file = |name: &str| sandbox.path().join(name);
    let output = Command::new("python3")
        .args([&scorer, &file("qrels.tsv"), &file("run.trec")])
        .arg("--queries")
        .arg(file("questions.jsonl"))
        .output()
        .expect("the scorer runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let theirs = String::from_utf8_lossy(&output.stdout).into_owned();
    let ours = eval(&sandbox, &[]);
    assert_eq!(ours.code, 0, "{}", ours.stderr);
    let (table, _) = ours.stdout.split_once("\n\n").expect("a table, then times");
    assert_eq!(table, theirs.trim_end(), "left: gnlc eval, right: the scorer");
    let all = figures(&sandbox, &[])["all"]["ndcg_at_10"].as_f64().unwrap_or_default();
    assert!(all > 0.2 && all < 0.95, "nDCG@10 of {all} would compare little");
}

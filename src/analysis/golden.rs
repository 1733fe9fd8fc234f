//! Golden files: `tests/analysis/<language>.txt` holds a text of our own and what becomes of it.
//!
//! `UPDATE=1 cargo test --lib analysis::golden` rewrites them; read the difference before you commit.

use std::fmt::Write;
use std::path::Path;

use crate::analysis::languages::LANGUAGES;
use crate::analysis::{Tokens, Vocabulary, detect, question_tokens, sentences, tokens};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/analysis");
/// The line behind which the tokens begin.
const MARK: &str = "== detected";

#[test]
fn every_text_becomes_its_golden_tokens() {
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir(FOLDER).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let held = std::fs::read_to_string(&path).unwrap();
        let text = held.split(MARK).next().unwrap_or_default().trim_end();
        let found = outline(text, &path);
        if found != held {
            wrong.push(path.display().to_string());
            if std::env::var_os("UPDATE").is_some() {
                std::fs::write(&path, found).unwrap();
            }
        }
    }
    assert!(
        wrong.is_empty() || std::env::var_os("UPDATE").is_some(),
        "other tokens than in {wrong:#?}\nhelp: `UPDATE=1 cargo test --lib analysis::golden`, then read `git diff`"
    );
}

/// A text, its language, its sentences and its tokens, a line each.
fn outline(text: &str, path: &Path) -> String {
    let name = path.file_stem().unwrap().to_string_lossy();
    let language = LANGUAGES
        .iter()
        .find(|language| language.name.to_lowercase() == name)
        .unwrap_or_else(|| panic!("help: `{name}` is the name of no language"));
    let streams = tokens(text, language);
    let asked = question_tokens(text, language, Vocabulary::Dictionary);
    let mut outline = format!("{text}\n\n{MARK} {}\n", detect(text).code);
    outline.push_str("== sentences\n");
    for place in sentences(text) {
        writeln!(outline, "| {}", text[place].replace('\n', " ")).unwrap();
    }
    for (title, tokens) in [
        ("main", &streams.main),
        ("exact", &streams.exact),
        ("grams", &streams.grams),
        ("main of a question", &asked.main),
    ] {
        writeln!(outline, "== {title}\n{}", line(tokens)).unwrap();
    }
    outline
}

/// Terms with their positions, several at one position joined by a bar.
fn line(tokens: &Tokens) -> String {
    let mut line = String::new();
    let mut last = None;
    for token in tokens.iter() {
        if last == Some(token.position) {
            line.push('|');
        } else {
            write!(line, "{}{}:", if last.is_some() { " " } else { "" }, token.position).unwrap();
            last = Some(token.position);
        }
        line.push_str(token.text);
    }
    line
}

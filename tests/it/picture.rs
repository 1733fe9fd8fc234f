//! The picture of the terminal in the README is made from what the program really prints.
//!
//! `UPDATE=1 cargo test picture` draws it again; look at the difference before it is kept.

use std::fmt::Write as _;
use std::fs;

use unicode_width::UnicodeWidthChar;

use crate::sandbox::{Sandbox, project};

/// What is typed in the picture.
const QUESTION: &[&str] =
    &["search", "lifelong learning", "--country", "China", "--limit", "3", "--facet-limit", "5"];
const PROMPT: &str = "$ gnlc search \"lifelong learning\" --country China --limit 3 --facet-limit 5";
const PICTURE: &str = "tests/terminal.svg";

/// Size of a character's cell and of the margin, in pixels.
const CELL: (f32, f32) = (8.0, 18.0);
const MARGIN: f32 = 16.0;

/// A run of characters that look alike: text, column, style.
struct Run {
    text: String,
    column: usize,
    style: String,
}

/// Reads a line with escape sequences into runs.
fn runs(line: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let (mut column, mut style) = (0, String::new());
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        if let Some(sequence) = rest.strip_prefix("\u{1b}[") {
            let end = sequence.find('m').expect("a colour sequence ends in m");
            match &sequence[..end] {
                "0" | "" => style.clear(),
                code => style.push_str(class(code)),
            }
            rest = &sequence[end + 1..];
            continue;
        }
        match runs.last_mut() {
            Some(run) if run.style == style && first.width() == Some(1) => run.text.push(first),
            _ => runs.push(Run { text: first.to_string(), column, style: style.clone() }),
        }
        column += first.width().unwrap_or(0);
        rest = &rest[first.len_utf8()..];
    }
    runs
}

/// The style sheet's name of a colour sequence.
fn class(code: &str) -> &'static str {
    match code {
        "1" => "bold ",
        "2" => "quiet ",
        "33" => "mark ",
        "35" => "note ",
        "36" => "bar ",
        other => panic!("the picture has no colour for the sequence {other}"),
    }
}

fn svg(text: &str) -> String {
    let lines: Vec<&str> = std::iter::once(PROMPT).chain(text.lines()).collect();
    let columns = lines
        .iter()
        .map(|line| runs(line).iter().map(|run| run.column + run.text.chars().count()).max().unwrap_or(0));
    let width = MARGIN * 2.0 + columns.max().unwrap_or(0) as f32 * CELL.0;
    let height = MARGIN * 2.0 + lines.len() as f32 * CELL.1;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xml:space=\"preserve\" width=\"{width}\" height=\"{height}\" role=\"img\" \
         aria-label=\"The terminal after {}\">\n\
         <style>rect{{fill:#1b1f24}}text{{font:13px ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace;\
         fill:#d4d7db;white-space:pre}}.bold{{font-weight:bold;fill:#fff}}.quiet{{fill:#8b949e}}.mark{{fill:#f2cc60}}\
         .note{{fill:#d2a8ff}}.bar{{fill:#56b6c2}}</style>\n<rect width=\"100%\" height=\"100%\" rx=\"8\"/>\n",
        escaped(PROMPT)
    );
    for (number, line) in lines.iter().enumerate() {
        let y = MARGIN + (number as f32 + 0.75) * CELL.1;
        for run in runs(line).iter().filter(|run| !run.text.trim().is_empty()) {
            let x = MARGIN + run.column as f32 * CELL.0;
            let length = run.text.chars().filter_map(UnicodeWidthChar::width).sum::<usize>() as f32 * CELL.0;
            writeln!(
                out,
                "<text x=\"{x}\" y=\"{y}\" class=\"{}\" textLength=\"{length}\">{}</text>",
                run.style.trim_end(),
                escaped(&run.text)
            )
            .expect("writing to a string");
        }
    }
    out + "</svg>\n"
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[test]
fn the_picture_in_the_readme_shows_what_the_program_prints() {
    let sandbox = Sandbox::new();
    let (index, colour) = (["--index", "ix"], ["--color", "always"]);
    let mut command = sandbox.command(&["index", "seeds", "--quiet"]);
    let index_folder = sandbox.path().join("ix");
    command.args(["--index".as_ref(), index_folder.as_os_str()]).current_dir(project());
    assert!(command.status().expect("the program starts").success());
    let arguments: Vec<&str> = QUESTION.iter().chain(&index).chain(&colour).copied().collect();
    let outcome = sandbox.run(&arguments);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let drawn = svg(&outcome.stdout);
    let path = project().join(PICTURE);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &drawn).expect("the picture can be written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == drawn,
        "{PICTURE} is not what the program prints now; `UPDATE=1 cargo test picture` draws it again"
    );
    let readme = fs::read_to_string(project().join("README.md")).unwrap_or_default();
    assert!(readme.contains(PICTURE), "README.md shows {PICTURE}");
}

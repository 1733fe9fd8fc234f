//! The README tells the truth: its examples run, its tables name what there is.
//!
//! Lines that begin with `$ ` in its `console` blocks are run over `seeds/`; where output stands
//! below one, it is what the program prints. A line `…` stands for the rest of an output.

use std::collections::BTreeSet;
use std::fs;

use crate::sandbox::{Outcome, Sandbox, project};

fn readme() -> String {
    let path = project().join("README.md");
    fs::read_to_string(path).unwrap_or_else(|error| {
        panic!("there is no README.md to read ({error}): write one; its examples are run by tests/it/docs.rs")
    })
}

/// A command of the README and what is shown below it.
#[derive(Debug, PartialEq, Eq)]
struct Example {
    line: usize,
    words: Vec<String>,
    shown: Vec<String>,
}

/// Commands of `console` blocks, and those of `sh` blocks that build and run the program.
fn examples(text: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut block = None;
    for (number, line) in text.lines().enumerate() {
        match (line.strip_prefix("```"), block) {
            (Some(tag), None) => block = Some(tag.trim()),
            (Some(_), Some(_)) => block = None,
            (None, Some("console")) => match (line.strip_prefix("$ "), examples.last_mut()) {
                (Some(command), _) => examples.extend(example(command, number + 1)),
                (None, Some(last)) => last.shown.push(line.to_owned()),
                (None, None) => {}
            },
            (None, Some("sh")) if line.starts_with(RUN) => examples.extend(example(line, number + 1)),
            _ => {}
        }
    }
    examples
}

const RUN: &str = "cargo run --release -- ";

fn example(command: &str, line: usize) -> Option<Example> {
    let arguments = command.strip_prefix("gnlc ").or_else(|| command.strip_prefix(RUN))?;
    Some(Example { line, words: words(arguments), shown: Vec::new() })
}

/// Cuts a line into words as a shell does, as far as examples need it.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        match (character, quote) {
            ('\\', None | Some('"')) => word.get_or_insert_default().extend(characters.next()),
            (mark @ ('"' | '\''), None) => {
                quote = Some(mark);
                word.get_or_insert_default();
            }
            (mark, Some(open)) if mark == open => quote = None,
            (' ', None) => words.extend(word.take()),
            ('#', None) if word.is_none() => break,
            ('|' | '>' | '<' | ';' | '&' | '*' | '$' | '(', None) => {
                panic!(
                    "README.md: `{line}` asks the shell for more than words; tests/it/docs.rs cannot run it"
                )
            }
            (other, _) => word.get_or_insert_default().push(other),
        }
    }
    assert_eq!(quote, None, "README.md: a quotation mark is never closed in `{line}`");
    words.extend(word);
    words
}

/// Runs the program in the project's folder, its index lying in the sandbox.
fn run(sandbox: &Sandbox, arguments: &[&str]) -> Outcome {
    let mut command = sandbox.command(arguments);
    let index = sandbox.path().join("index");
    let output =
        command.current_dir(project()).env("GNLC_INDEX", &index).output().expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).replace(&*index.to_string_lossy(), "index");
    Outcome {
        code: output.status.code().unwrap_or(-1),
        stdout: text(output.stdout),
        stderr: text(output.stderr),
    }
}

/// Times differ from run to run and from machine to machine.
fn is_steady(line: &&str) -> bool {
    !(line.contains(" s, ") || line.contains("MB/s") || line.contains("\"took_ms\""))
}

#[test]
fn the_examples_of_the_readme_run_and_print_what_it_shows() {
    let examples = examples(&readme());
    assert!(examples.len() >= 3, "README.md has too few examples in `console` blocks: {examples:?}");
    let sandbox = Sandbox::new();
    let built = run(&sandbox, &["index", "seeds", "--quiet"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    for example in examples {
        let command = example.words.join(" ");
        let arguments: Vec<&str> = example.words.iter().map(String::as_str).collect();
        // One would never end, the other takes its time; both have tests of their own.
        if arguments.contains(&"--watch") || arguments.first() == Some(&"bench") {
            continue;
        }
        let outcome = run(&sandbox, &arguments);
        assert!(
            outcome.code == 0 || outcome.code == 1,
            "README.md, line {}: `gnlc {command}` ends with {}\n{}",
            example.line,
            outcome.code,
            outcome.stderr
        );
        let shown: Vec<&str> = example.shown.iter().map(|line| line.trim_end()).filter(is_steady).collect();
        let end = shown.iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1);
        if end == 0 {
            continue;
        }
        let shown = &shown[..end];
        // Some commands tell on standard error what they did; in a terminal that is seen too.
        let both = outcome.stdout + &outcome.stderr;
        let printed: Vec<&str> = both.lines().map(str::trim_end).filter(is_steady).collect();
        let (shown, printed) = match shown.iter().position(|line| *line == "…") {
            Some(rest) => (&shown[..rest], &printed[..rest.min(printed.len())]),
            None => (shown, &printed[..]),
        };
        assert_eq!(
            shown.join("\n"),
            printed.join("\n"),
            "README.md, line {}: `gnlc {command}` prints otherwise now (left: README, right: program)",
            example.line
        );
    }
}

/// Names of the commands, as `--help` lists them.
pub(crate) fn commands(sandbox: &Sandbox) -> Vec<String> {
    let help = sandbox.run(&["--help"]).stdout;
    let listed =
        help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names = listed.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    let names: Vec<String> =
        names.filter(|name| !name.is_empty() && *name != "help").map(str::to_owned).collect();
    assert!(names.len() >= 8, "`--help` is laid out otherwise now: {help}");
    names
}

#[test]
fn the_readme_names_every_command_and_no_other() {
    let (readme, commands) = (readme(), commands(&Sandbox::new()));
    let rows: Vec<&str> = readme.lines().filter(|line| line.starts_with("| `gnlc ")).collect();
    let named: BTreeSet<String> = rows
        .iter()
        .flat_map(|row| row.split("`gnlc ").skip(1))
        .map(|name| name.chars().take_while(char::is_ascii_alphabetic).collect())
        .collect();
    assert_eq!(named, commands.into_iter().collect(), "README.md's table of commands against `gnlc --help`");
}

#[test]
fn the_readme_says_how_to_test_and_names_only_options_that_exist() {
    let readme = readme();
    assert!(readme.contains("cargo test"), "README.md says how to run the tests");
    let sandbox = Sandbox::new();
    let mut help = sandbox.run(&["--help"]).stdout;
    for command in commands(&sandbox) {
        help.push_str(&sandbox.run(&[&command, "--help"]).stdout);
    }
    // Those of Cargo.
    help.push_str(" --release --path --locked --all-targets --features ");
    let is_part = |character: char| character.is_ascii_lowercase() || character == '-';
    for (at, _) in readme.match_indices("--") {
        let option: String = readme[at..].chars().take_while(|character| is_part(*character)).collect();
        let begins = readme[..at].chars().next_back().is_none_or(|before| " `[(".contains(before));
        if !begins || option.trim_matches('-').is_empty() {
            continue;
        }
        let known = help
            .match_indices(&option)
            .any(|(at, _)| !help[at + option.len()..].starts_with(is_part) && !help[..at].ends_with(is_part));
        assert!(known, "README.md names the option `{option}`, which no command has");
    }
}

#[test]
fn the_help_of_every_command_is_finished_and_shows_how_to_use_it() {
    let sandbox = Sandbox::new();
    for command in commands(&sandbox) {
        let outcome = sandbox.run(&[&command, "--help"]);
        assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""), "{command}");
        for slip in ["TODO", "FIXME", "XXX", "to come"] {
            assert!(
                !outcome.stdout.contains(slip),
                "`{slip}` in the help of `{command}`:\n{}",
                outcome.stdout
            );
        }
        assert!(outcome.stdout.contains(&format!("Usage: gnlc {command}")), "{}", outcome.stdout);
        // An option without a sentence is no help.
        let mut lines = outcome.stdout.lines().peekable();
        while let Some(line) = lines.next() {
            let option = line.trim_start();
            if option.starts_with('-') {
                let said =
                    option.contains("  ") || lines.peek().is_some_and(|next| next.starts_with("          "));
                assert!(said, "the help of `{command}` does not explain `{option}`");
            }
        }
    }
}

#[test]
fn examples_are_read_as_a_shell_reads_them() {
    let text = "```console\n$ gnlc search '\"a b\" -c' --x  # why\nshown\n\n$ ls\n$ gnlc stats\n```\n\
                ```sh\ncargo run --release -- search \"d e\"\ngnlc index nowhere\n```\n$ gnlc man\n";
    let found = examples(text);
    let expected = [
        (2, vec!["search", "\"a b\" -c", "--x"], vec!["shown", ""]),
        (6, vec!["stats"], vec![]),
        (9, vec!["search", "d e"], vec![]),
    ];
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let expected =
        expected.map(|(line, words, shown)| Example { line, words: owned(&words), shown: owned(&shown) });
    assert_eq!(found, expected);
}

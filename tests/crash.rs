//! Runs of `gnlc index` are killed at moments nobody chose; nothing that was finished may be lost.
//!
//! A program of its own, because it can be asked for more: `cargo test` kills a few times over a few
//! documents, `cargo test --test crash -- --kills 50 --documents 3000` as often as one has patience for.
//! Killed are a first build, a run that adds and replaces, and `--rebuild`. After each kill the index
//! opens, is sound, and holds either what it held before or what the run would have made of it; the
//! next run ends complete and leaves nothing lying about.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

#[path = "it/sandbox.rs"]
#[expect(dead_code, reason = "the other tests use all of it")]
mod sandbox;

use sandbox::{Outcome, Sandbox};

/// What is killed: what it starts from, and with which arguments.
#[derive(Debug, Clone, Copy)]
enum Kind {
    First,
    Incremental,
    Rebuild,
}

/// Files of records that documents are spread over; the second half changes.
const FILES: usize = 10;
const KILLS: usize = 5;
const DOCUMENTS: usize = 150;
const NAME: &str = "killed_runs_lose_nothing";

fn main() {
    let (mut kills, mut documents, mut filters) = (KILLS, DOCUMENTS, Vec::new());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut number = || arguments.next().and_then(|text| text.parse().ok()).expect("a number");
        match argument.as_str() {
            "--kills" => kills = number(),
            "--documents" => documents = number(),
            // Those of other test programs.
            option if option.starts_with('-') => {
                if option == "--list" {
                    return println!("{NAME}: test");
                }
            }
            filter => filters.push(filter.to_owned()),
        }
    }
    if filters.is_empty() || filters.iter().any(|filter| NAME.contains(filter.as_str())) {
        killed_runs_lose_nothing(kills, documents.max(FILES));
    }
}

fn killed_runs_lose_nothing(kills: usize, documents: usize) {
    let sandbox = Sandbox::new();
    write(&sandbox, 0..FILES, documents / FILES, "school");
    finished(&sandbox, Kind::First);
    let before = count(&sandbox).expect("an index");
    let place = |name: &str| sandbox.path().join(name);
    fs::rename(place("ix"), place("base")).expect("the index lies there");
    // The second half of the files says something else, and more of it.
    write(&sandbox, FILES / 2..FILES, documents / FILES * 2, "garden");
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    let mut late = 0;
    for kind in [Kind::First, Kind::Incremental, Kind::Rebuild] {
        reset(&sandbox, kind);
        let mut took = finished(&sandbox, kind);
        let after = count(&sandbox).expect("an index");
        let share = (kills + 2 - kind as usize) / 3;
        let (mut turn, mut changed) = (0, 0);
        while turn < share {
            reset(&sandbox, kind);
            // Xorshift: the same moments each time, as far as a machine has the same moments.
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            let part = (random % 1_000) as f64 / 1_000.0;
            // Every second kill strikes where states change, near the end.
            let part = if turn % 2 == 0 { part } else { 0.7 + 0.3 * part };
            let mut run = command(&sandbox, kind).spawn().expect("the program starts");
            std::thread::sleep(took.mul_f64(part));
            let is_late = run.try_wait().expect("its state is known").is_some();
            if is_late {
                // Another moment is tried; the state is looked at all the same.
                late += 1;
            } else {
                run.kill().expect("it can be killed");
                run.wait().expect("it ends");
                turn += 1;
            }
            let moment = format!("{kind:?}, killed after {part:.3} of {took:?}");
            let left = count(&sandbox);
            match kind {
                Kind::First => assert!(left.is_none_or(|left| left == after), "{moment}: {left:?}"),
                _ => assert!(left == Some(before) || left == Some(after), "{moment}: {left:?}"),
            }
            changed += usize::from(!is_late && left == Some(after));
            if left.is_some() {
                let check = sandbox.run(&["check", "--index", "ix"]);
                assert_eq!(check.code, 0, "{moment}: {check:?}");
            }
            finished(&sandbox, kind);
            assert_eq!(count(&sandbox), Some(after), "{moment}: the next run is not complete");
            let check = sandbox.run(&["check", "--index", "ix"]);
            assert_eq!((check.code, check.stdout.lines().count()), (0, 1), "{moment}: {check:?}");
            if is_late {
                // The machine is less busy than it was: how long a run takes now.
                reset(&sandbox, kind);
                took = took.min(finished(&sandbox, kind));
            }
        }
        println!(
            "{kind:?}: {share} kills in runs of {took:.2?}; {changed} found the new state, the others the old"
        );
    }
    println!(
        "test {NAME} ... ok ({kills} runs were killed, {late} more had ended by themselves; {documents} documents)"
    );
}

/// Files of records about a word.
fn write(sandbox: &Sandbox, files: std::ops::Range<usize>, records: usize, word: &str) {
    for file in files {
        let record = |n| {
            let id = format!("f{file}r{n}{word}");
            format!(
                "{{\"id\":\"{id}\",\"text\":\"The {word} number {n} of district {file} has a library. Its readers meet on day {} of every month, and neighbours bring books.\"}}\n",
                n % 28
            )
        };
        let text: String = (0..records).map(record).collect();
        sandbox.write(&format!("docs/f{file}.jsonl"), text.as_bytes());
    }
}

/// The index as it was before the run.
fn reset(sandbox: &Sandbox, kind: Kind) {
    let index = sandbox.path().join("ix");
    if index.exists() {
        fs::remove_dir_all(&index).expect("nobody uses it");
    }
    if !matches!(kind, Kind::First) {
        copy(&sandbox.path().join("base"), &index);
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file");
        }
    }
}

fn command(sandbox: &Sandbox, kind: Kind) -> Command {
    // Little memory: more segments, and merges of them.
    let mut arguments = vec!["index", "docs", "--index", "ix", "--quiet", "--memory", "32MB"];
    if matches!(kind, Kind::Rebuild) {
        arguments.push("--rebuild");
    }
    let mut command = sandbox.command(&arguments);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Runs to the end, and says how long that took.
fn finished(sandbox: &Sandbox, kind: Kind) -> Duration {
    let started = Instant::now();
    let output = command(sandbox, kind).stderr(Stdio::piped()).output().expect("the program starts");
    assert!(output.status.success(), "{kind:?}: {}", String::from_utf8_lossy(&output.stderr));
    started.elapsed()
}

/// How many documents each half of the files is found in, and what there is in all; none where there
/// is no index yet.
fn count(sandbox: &Sandbox) -> Option<[u64; 3]> {
    let documents = |word: &str| {
        let Outcome { code, stdout, stderr } =
            sandbox.run(&["search", word, "--literal", "--index", "ix", "--format", "json", "--limit", "1"]);
        if code == 2 {
            assert!(stderr.contains("there is no index in `ix`"), "a search for {word}: {stderr}");
            return None;
        }
        let answer: serde_json::Value = serde_json::from_str(&stdout).expect("the answer is JSON");
        answer["total"]["documents"].as_u64()
    };
    let started = Instant::now();
    let counts = [documents("school")?, documents("garden")?, documents("library")?];
    assert!(started.elapsed() < Duration::from_secs(60), "a search waits for something");
    assert_eq!(counts[0] + counts[1], counts[2], "documents of two states");
    Some(counts)
}

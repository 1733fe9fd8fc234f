//! An index keeps up with its folder: what did not change is not read, what moved is recognised, `--watch` follows.

use std::fs::{self, File, FileTimes};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::sandbox::{Sandbox, age};

/// The lines of the report of a run.
fn report(sandbox: &Sandbox, more: &[&str]) -> Vec<Value> {
    let arguments = [&["index", "docs", "--index", "ix", "--report", "report.jsonl"], more].concat();
    let outcome = sandbox.run(&arguments);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    let text = fs::read_to_string(sandbox.path().join("report.jsonl")).expect("a report");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn folder() -> Sandbox {
    let sandbox = Sandbox::with(&[
        ("docs/a.txt", "The ferrymen of the estuary learn to read charts."),
        ("docs/b.txt", "Beekeepers of the heath teach one another arithmetic."),
    ]);
    age(&sandbox.path().join("docs/a.txt"), 5);
    age(&sandbox.path().join("docs/b.txt"), 5);
    sandbox
}

#[test]
fn a_file_of_the_same_size_and_time_is_not_read_again() {
    let sandbox = folder();
    assert!(report(&sandbox, &[]).iter().all(|line| line["status"] == "read"));
    let path = sandbox.path().join("docs/a.txt");
    // Other words, as many bytes, the same time: only a reader of the file could tell.
    let time = path.metadata().and_then(|found| found.modified()).expect("a time");
    let padded = format!("{:<49}", "The ferrymen of the estuary learn to mend rope.");
    fs::write(&path, padded).expect("it is written");
    let file = File::options().write(true).open(&path).expect("it opens");
    file.set_times(FileTimes::new().set_modified(time)).expect("its time is set");
    drop(file);
    assert!(report(&sandbox, &[]).iter().all(|line| line["status"] == "skipped"));
    assert_eq!(sandbox.found(&["charts"]).len(), 1);
    // A new time makes it read, and what it holds now is found.
    age(&path, 1);
    let lines = report(&sandbox, &[]);
    assert_eq!((&lines[0]["status"], &lines[1]["status"]), (&Value::from("read"), &Value::from("skipped")));
    assert_eq!(sandbox.found(&["--literal", "charts"]), [""; 0]);
    assert_eq!(sandbox.found(&["rope"]).len(), 1);
    // A new time over the old content changes nothing but what is known of the time.
    age(&path, 2);
    assert!(report(&sandbox, &[]).iter().all(|line| line["status"] == "skipped"));
}

#[test]
fn a_file_that_moved_is_recognised_and_found_once() {
    let sandbox = folder();
    report(&sandbox, &[]);
    fs::create_dir(sandbox.path().join("docs/deep")).expect("a folder");
    fs::rename(sandbox.path().join("docs/a.txt"), sandbox.path().join("docs/deep/z.txt")).expect("it moves");
    let planned = report(&sandbox, &["--dry-run"]);
    let moved = |lines: &[Value]| -> Vec<(String, String)> {
        let from = lines.iter().filter(|line| line["from"].is_string());
        from.map(|line| (crate::sandbox::text(&line["from"]), crate::sandbox::text(&line["path"]))).collect()
    };
    let wanted = [("docs/a.txt".to_owned(), "docs/deep/z.txt".to_owned())];
    assert_eq!(moved(&planned), wanted);
    assert_eq!(sandbox.found(&["ferrymen"]), ["docs/a.txt"]);
    assert_eq!(moved(&report(&sandbox, &[])), wanted);
    assert_eq!(sandbox.found(&["ferrymen"]), ["docs/deep/z.txt"]);
    // A copy is no move.
    fs::copy(sandbox.path().join("docs/b.txt"), sandbox.path().join("docs/c.txt")).expect("a copy");
    assert!(moved(&report(&sandbox, &["--prune"])).is_empty());
}

/// A program that is ended whatever becomes of the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn watching_follows_what_is_made_changed_renamed_and_deleted() {
    let sandbox = folder();
    sandbox.index(&["docs"]);
    let mut command = sandbox.command(&["index", "docs", "--index", "ix", "--watch", "--quiet"]);
    let _running = Running(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts"));
    let docs = sandbox.path().join("docs");
    let becomes = |question: &str, wanted: &[&str]| {
        let started = Instant::now();
        // Two seconds on an idle machine; a busy one may be slow, but not for ever.
        while started.elapsed() < Duration::from_secs(30) {
            if sandbox.found(&["--literal", question]) == wanted {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("`{question}` finds {:?} and not {wanted:?}", sandbox.found(&["--literal", question]));
    };
    fs::write(docs.join("new.txt"), "Lamplighters keep a school of their own.").expect("it is made");
    becomes("lamplighters", &["docs/new.txt"]);
    fs::write(docs.join("new.txt"), "Glassblowers keep a school of their own, and a choir.")
        .expect("it is changed");
    becomes("glassblowers", &["docs/new.txt"]);
    becomes("lamplighters", &[]);
    fs::rename(docs.join("new.txt"), docs.join("old.txt")).expect("it is renamed");
    becomes("glassblowers", &["docs/old.txt"]);
    fs::remove_file(docs.join("old.txt")).expect("it is deleted");
    becomes("glassblowers", &[]);
    becomes("beekeepers", &["docs/b.txt"]);
}

//! One writer, many readers: whoever asks while a run is at work gets answers of a finished state.

use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::sandbox::Sandbox;

/// So many processes ask at the same time.
const READERS: usize = 8;

fn records(from: usize, to: usize, word: &str) -> String {
    let record = |n| format!("{{\"id\":\"r{n}\",\"text\":\"Record {n} about a {word} and its library.\"}}\n");
    (from..to).map(record).collect()
}

#[test]
fn eight_readers_during_runs_see_only_finished_states() {
    let sandbox = Sandbox::with(&[("a.jsonl", &records(0, 100, "school"))]);
    sandbox.index(&["a.jsonl"]);
    // Runs that add, replace, and build again; how many documents there are after each.
    let runs: &[(&str, &[&str], u64)] = &[
        ("b.jsonl", &["b.jsonl"], 400),
        ("a.jsonl", &["a.jsonl"], 450),
        ("a.jsonl", &["a.jsonl", "b.jsonl", "--rebuild"], 350),
        ("b.jsonl", &["b.jsonl", "--rebuild"], 200),
    ];
    let contents = [
        records(100, 400, "garden"),
        records(500, 650, "museum"),
        records(500, 550, "choir"),
        records(100, 300, "river"),
    ];
    let mut known = 100;
    for ((file, arguments, after), content) in runs.iter().zip(contents) {
        sandbox.write(file, content.as_bytes());
        let is_over = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let mut readers = Vec::new();
            for _ in 0..READERS {
                readers.push(scope.spawn(|| {
                    let mut asked = 0;
                    // Each asks once more after the end.
                    loop {
                        let was_over = is_over.load(Ordering::SeqCst);
                        let found = sandbox.search(&["library"])["total"]["documents"].as_u64().unwrap();
                        assert!(
                            found == *after || (found == known && !was_over),
                            "{arguments:?}: {found} documents, neither {known} nor {after}"
                        );
                        let stats = sandbox.run(&["stats", "--index", "ix"]);
                        assert_eq!(stats.code, 0, "{}", stats.stderr);
                        asked += 1;
                        if was_over {
                            return asked;
                        }
                    }
                }));
            }
            let mut all = vec!["index", "--index", "ix", "--quiet"];
            all.extend(*arguments);
            let mut command = sandbox.command(&all);
            let output = command.stderr(Stdio::piped()).output().expect("the program starts");
            is_over.store(true, Ordering::SeqCst);
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            for reader in readers {
                assert!(reader.join().expect("a reader saw no error") > 1);
            }
        });
        let check = sandbox.run(&["check", "--index", "ix"]);
        assert_eq!((check.code, check.stdout.lines().count()), (0, 1), "{check:?}");
        known = *after;
    }
}

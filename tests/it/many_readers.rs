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
    let sandbox = Sandbox::with(&[("a.jsonl", &records(0, 60, "school"))]);
    sandbox.index(&["a.jsonl"]);
    // Runs that replace, and that build again; how many documents there are after each.
    let runs: [(&[&str], String, u64); 2] = [
        (&["a.jsonl"], records(100, 200, "museum"), 100),
        (&["a.jsonl", "--rebuild"], records(300, 380, "choir"), 80),
    ];
    let mut known = 60;
    for (arguments, content, after) in &runs {
        sandbox.write("a.jsonl", content.as_bytes());
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

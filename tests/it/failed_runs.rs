//! A run that fails inside leaves the last finished state, and nothing lying about.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use gnlc::index::{Index, Start, StreamChoice};
use gnlc::ingest::{IngestOptions, Input, Missing, Progress, Run, ingest};

use crate::sandbox::Sandbox;

fn run(folder: &Path, paths: &[PathBuf], start: Start, progress: &mut dyn FnMut(Progress<'_>)) -> bool {
    let options = IngestOptions {
        jobs: 2,
        memory: 32_000_000,
        streams: StreamChoice::All,
        start,
        missing: Missing::Remove,
        run: Run::Real,
        thesauri: Vec::new(),
        limits: gnlc::read::Limits::default(),
    };
    let ended = catch_unwind(AssertUnwindSafe(|| ingest(Input::Paths(paths), folder, &options, progress)));
    ended.is_ok_and(|report| report.is_ok())
}

#[test]
fn a_panic_in_a_run_leaves_the_last_finished_state() {
    let sandbox = Sandbox::with(&[("docs/a.txt", "Cork\n\nA festival of learning.\n")]);
    let (folder, paths) = (sandbox.path().join("ix"), [sandbox.path().join("docs")]);
    assert!(run(&folder, &paths, Start::Continue, &mut |_| {}));
    fs::remove_file(sandbox.path().join("docs/a.txt")).unwrap();
    sandbox.write("docs/b.txt", b"Espoo\n\nThe saunas have shelves of books.\n");
    for start in [Start::Continue, Start::Anew] {
        // Everything was handed to the workers, what is gone was removed; then it ends.
        let mut fails = |progress: Progress<'_>| assert!(progress.done < progress.all, "a fault");
        assert!(!run(&folder, &paths, start, &mut fails));
        assert_eq!(sandbox.found(&["festival"]).len(), 1);
        assert!(sandbox.found(&["saunas"]).is_empty());
        assert!(gnlc::index::check(&folder).unwrap().is_sound());
    }
    assert!(run(&folder, &paths, Start::Continue, &mut |_| {}));
    assert_eq!(Index::open(&folder).unwrap().statistics().unwrap().documents, 1);
    assert_eq!(sandbox.found(&["saunas"]).len(), 1);
    let check = gnlc::index::check(&folder).unwrap();
    assert_eq!((check.is_sound(), check.left_over.len()), (true, 0), "{check:?}");
}

#[test]
fn a_run_does_not_go_on_with_damaged_segments() {
    let sandbox = Sandbox::with(&[("docs/a.txt", "Cork\n\nA festival of learning.\n")]);
    sandbox.index(&["docs"]);
    let segments = fs::read_dir(sandbox.path().join("ix/segments-1")).unwrap().flatten();
    let store =
        segments.map(|entry| entry.path()).find(|path| path.extension().is_some_and(|end| end == "store"));
    let store = store.expect("a segment has a store");
    let mut bytes = fs::read(&store).unwrap();
    bytes[0] ^= 1;
    fs::write(&store, bytes).unwrap();
    // Merged with a new segment, what is damaged would get a checksum that matches.
    sandbox.write("docs/b.txt", b"Espoo\n\nThe saunas have shelves of books.\n");
    let outcome = sandbox.run(&["index", "docs", "--index", "ix"]);
    assert_eq!(outcome.code, 2, "{outcome:?}");
    assert!(outcome.stderr.contains(".store` is damaged: its checksum does not match"), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("gnlc index --rebuild"), "{}", outcome.stderr);
    assert_eq!(sandbox.run(&["check", "--index", "ix"]).code, 2);
    assert_eq!(sandbox.run(&["index", "docs", "--index", "ix", "--rebuild"]).code, 0);
    assert_eq!(sandbox.run(&["check", "--index", "ix"]).code, 0);
}

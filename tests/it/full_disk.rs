//! A full disk ends a run with a sentence; the last finished state answers, and with room again the
//! next run completes.
//!
//! A disk that can be filled is a small one in memory. Making one needs the right to mount; without it
//! the test says so and holds nothing.

use std::path::PathBuf;
use std::process::Command;

use crate::sandbox::Sandbox;

/// A small disk in memory, gone with the test.
struct Disk(PathBuf);

impl Disk {
    /// Mounts one in the folder `disk` of a sandbox; says so where that is not allowed.
    fn mount(sandbox: &Sandbox, limit: &str) -> Option<Disk> {
        let folder = sandbox.path().join("disk");
        std::fs::create_dir(&folder).unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", limit, "gnlc-test"]).arg(&folder);
        if mount.output().is_ok_and(|output| output.status.success()) {
            return Some(Disk(folder));
        }
        eprintln!("skipped: mounting a small disk is not allowed here, so a full one cannot be tried");
        None
    }

    fn resize(&self, limit: &str) {
        let option = format!("remount,{limit}");
        let status = Command::new("mount").args(["-o", &option]).arg(&self.0).status().expect("mount runs");
        assert!(status.success(), "the disk could be made, so it can be made larger");
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

fn records(name: &str, count: usize) -> String {
    let word = |n: usize| format!("{name}{}", (n * 7919) % 20000);
    let text = |n: usize| (n..n + 60).map(word).collect::<Vec<_>>().join(" ");
    (0..count)
        .map(|n| format!("{{\"id\":\"{name}{n}\",\"text\":\"A library. {}\"}}\n", text(n * 61)))
        .collect()
}

#[test]
fn a_full_disk_costs_nothing_that_was_finished() {
    let sandbox = Sandbox::with(&[("few.jsonl", &records("a", 40)), ("many.jsonl", &records("b", 4000))]);
    let Some(disk) = Disk::mount(&sandbox, "size=2600k") else { return };
    let index = |arguments: &[&str]| {
        let mut all = vec!["index", "--index", "disk/ix", "--quiet"];
        all.extend(arguments);
        sandbox.run(&all)
    };
    let documents = || {
        let outcome = sandbox.run(&["search", "library", "--index", "disk/ix", "--format", "json"]);
        assert_eq!(outcome.code, 0, "{}", outcome.stderr);
        let answer: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
        answer["total"]["documents"].as_u64().unwrap()
    };
    let sound = || {
        let outcome = sandbox.run(&["check", "--index", "disk/ix"]);
        assert_eq!(outcome.code, 0, "{outcome:?}");
        assert_eq!(outcome.stdout.lines().count(), 1, "nothing is left over: {}", outcome.stdout);
    };
    // A first build, for which there is no room.
    let full = |outcome: crate::sandbox::Outcome| {
        assert_eq!(outcome.code, 2, "{outcome:?}");
        assert!(outcome.stderr.contains("No space left on device"), "{}", outcome.stderr);
        assert!(outcome.stderr.contains("the disk has room"), "{}", outcome.stderr);
        assert!(!outcome.stderr.contains("panicked"), "{}", outcome.stderr);
    };
    full(index(&["many.jsonl"]));
    assert_eq!(sandbox.run(&["search", "library", "--index", "disk/ix"]).code, 2, "there is no index yet");
    // What fits, fits although a run failed before.
    let outcome = index(&["few.jsonl"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert_eq!(documents(), 40);
    for arguments in [&["many.jsonl"][..], &["few.jsonl", "many.jsonl", "--rebuild"]] {
        for memory in ["--memory=16MB", "--memory=200MB"] {
            let mut all = arguments.to_vec();
            all.push(memory);
            full(index(&all));
            assert_eq!(documents(), 40);
            sound();
        }
    }
    disk.resize("size=64m");
    let outcome = index(&["many.jsonl"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert_eq!(documents(), 4040);
    sound();
}

/// With room for one file more each time, until a run is complete: one of them stops behind its commit.
#[test]
fn what_was_committed_is_found_though_the_disk_was_full_then() {
    let sandbox = Sandbox::with(&[("few.jsonl", &records("a", 40)), ("more.jsonl", &records("b", 40))]);
    let Some(disk) = Disk::mount(&sandbox, "nr_inodes=500") else { return };
    let index = |arguments: &[&str]| {
        let mut all = vec!["index", "--index", "disk/ix", "--jobs", "1"];
        all.extend(arguments);
        sandbox.run(&all)
    };
    let (mut incomplete, mut files) = (0, 0);
    loop {
        files += 1;
        assert_eq!(index(&["few.jsonl", "--rebuild"]).code, 0);
        let used = walkdir::WalkDir::new(&disk.0).into_iter().count();
        disk.resize(&format!("nr_inodes={}", used + files));
        let outcome = index(&["more.jsonl"]);
        let search = sandbox.run(&["search", "library", "--index", "disk/ix", "--format", "json"]);
        assert_eq!(search.code, 0, "{}", search.stderr);
        let answer: serde_json::Value = serde_json::from_str(&search.stdout).unwrap();
        let is_committed = outcome.code == 0 || outcome.stderr.contains("all that was read is in the index");
        assert_eq!(answer["total"]["documents"], if is_committed { 80 } else { 40 }, "{}", outcome.stderr);
        disk.resize("nr_inodes=500");
        if outcome.code == 0 {
            break;
        }
        assert_eq!(outcome.code, 2, "{outcome:?}");
        assert!(outcome.stderr.contains("No space left on device"), "{}", outcome.stderr);
        assert!(outcome.stderr.contains("the disk has room"), "{}", outcome.stderr);
        incomplete += usize::from(is_committed);
        // With room again the same command makes up for it, and reads nothing twice.
        let again = index(&["more.jsonl"]);
        assert_eq!(again.code, 0, "{}", again.stderr);
        assert_eq!(again.stderr.contains("1 unchanged"), is_committed, "{}", again.stderr);
        let check = sandbox.run(&["check", "--index", "disk/ix"]);
        assert_eq!((check.code, check.stdout.lines().count()), (0, 1), "{check:?}");
    }
    assert!(incomplete > 0, "no run stopped behind its commit");
}

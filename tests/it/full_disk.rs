//! A full disk ends a run with a sentence; the last finished state answers, and with room again the
//! next run completes.
//!
//! A disk that can be filled is a small one in memory. Making one needs the right to mount; without it
//! the test says so and holds nothing.

use std::path::Path;
use std::process::Command;

use crate::sandbox::Sandbox;

/// A small disk in memory, gone with the test.
struct Disk<'a>(&'a Path);

impl Disk<'_> {
    fn mount(at: &Path, size: &str) -> Option<()> {
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={size}"), "gnlc-test"]).arg(at);
        let output = mount.output().ok()?;
        output.status.success().then_some(())
    }

    fn resize(&self, size: &str) {
        let option = format!("remount,size={size}");
        let status = Command::new("mount").args(["-o", &option]).arg(self.0).status().expect("mount runs");
        assert!(status.success(), "the disk could be made, so it can be made larger");
    }
}

impl Drop for Disk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0).status();
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
    let sandbox = Sandbox::with(&[("few.jsonl", &records("a", 40)), ("many.jsonl", &records("b", 2500))]);
    let folder = sandbox.path().join("disk");
    std::fs::create_dir(&folder).unwrap();
    let Some(()) = Disk::mount(&folder, "2500k") else {
        eprintln!("skipped: mounting a small disk is not allowed here, so a full one cannot be tried");
        return;
    };
    let disk = Disk(&folder);
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
    disk.resize("64m");
    let outcome = index(&["many.jsonl"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert_eq!(documents(), 2540);
    sound();
}

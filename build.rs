//! Gives the rules that cut words a name of their own, so that an index made under other rules is
//! refused instead of searched wrongly: a hash over the files that decide what an index holds.

use std::path::{Path, PathBuf};

/// What decides which tokens, names and passages enter an index.
const RULES: &[&str] = &[
    "src/read",
    "src/analysis",
    "src/names",
    "src/concepts",
    "seeds/thesaurus.ttl",
    "src/structure",
    "src/passage",
    "src/ingest/entry.rs",
    "src/index/adder.rs",
    "src/index/inverter",
    "src/index/schema.rs",
    "src/index/sketch.rs",
    "src/index/stored.rs",
    "src/index/thesauri.rs",
    "Cargo.lock",
];

fn main() {
    let mut files = Vec::new();
    for rule in RULES {
        println!("cargo::rerun-if-changed={rule}");
        // A room that moved would otherwise no longer count, and nobody would notice.
        assert!(Path::new(rule).exists(), "build.rs names `{rule}`, which is not there");
        collect(Path::new(rule), &mut files);
    }
    files.sort();
    // FNV-1a, 64 bits: no dependency, and nobody attacks it here.
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for file in files {
        for byte in std::fs::read(&file).unwrap_or_default() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    println!("cargo::rustc-env=GNLC_RULES={hash:016x}");
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(path) else {
        files.push(path.to_owned());
        return;
    };
    for entry in entries.flatten() {
        collect(&entry.path(), files);
    }
}

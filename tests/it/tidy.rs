//! House rules are tests: who may import whom, how long a file may be, what it may be called.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::sandbox::project;

/// Which rooms a room may import. `main` and `cli` use the library like any stranger.
#[rustfmt::skip]
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("error",     &[]),
    ("facet",     &[]),
    ("calendar",  &[]),
    ("analysis",  &[]),
    ("read",      &["error"]),
    ("names",     &["analysis"]),
    ("structure", &["analysis", "calendar", "facet", "names", "read"]),
    ("passage",   &["analysis", "facet", "names", "read", "structure"]),
    ("concepts",  &["analysis", "error"]),
    ("index",     &["analysis", "concepts", "error", "facet", "passage"]),
    ("ingest",    &["error", "index", "names", "passage", "query", "read", "structure"]),
    ("query",     &["analysis", "calendar", "error", "facet", "names"]),
    ("search",    &["analysis", "concepts", "error", "facet", "index", "names", "passage", "query"]),
    ("evaluate",  &["analysis", "error", "index", "query", "search"]),
    ("measure",   &["analysis", "error", "index", "ingest", "names", "passage", "query", "read", "search", "structure"]),
    ("present",   &["analysis", "error", "evaluate", "facet", "index", "measure", "names", "passage", "query", "read", "search", "structure"]),
    ("cli",       &["cli"]),
];

/// Only these name Tantivy.
const MAY_NAME_THE_ENGINE: &[&str] = &["index", "search"];
/// Names that say nothing.
const EMPTY_NAMES: &[&str] = &["util", "utils", "helper", "helpers", "common", "types", "misc", "manager"];
const LONGEST_FILE: usize = 450;

/// Licences our dependencies may have.
const LICENCES: &[&str] = &[
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "0BSD",
    "CC0-1.0",
    "Unlicense",
    "Unicode-3.0",
    "MPL-2.0",
];

fn sources() -> Vec<(PathBuf, String)> {
    fn collect(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        let mut entries: Vec<_> =
            fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                collect(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("a source file is UTF-8");
                found.push((path, text));
            }
        }
    }
    let mut found = Vec::new();
    for folder in ["src", "tests", "benches"] {
        collect(&project().join(folder), &mut found);
    }
    found
}

/// The room of a file in `src`: its first folder, or its own name.
fn room(path: &Path) -> Option<String> {
    let inside = path.strip_prefix(project().join("src")).ok()?;
    Some(inside.components().next()?.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned())
}

/// Whether a file holds nothing but tests: its door declares it under `#[cfg(test)]`.
fn is_test_module(path: &Path) -> bool {
    let name = path.file_stem().expect("a file has a name").to_string_lossy();
    let door = path.with_file_name("mod.rs");
    fs::read_to_string(door).is_ok_and(|door| door.contains(&format!("#[cfg(test)]\nmod {name};")))
}

/// The part of a file that is compiled into the library, without its tests, and without comments.
fn code(text: &str) -> String {
    let end = text.find("#[cfg(test)]").unwrap_or(text.len());
    let lines = text[..end].lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn rooms_import_only_what_they_may() {
    let rules: BTreeMap<&str, &[&str]> = MAY_IMPORT.iter().copied().collect();
    for (path, text) in sources() {
        let Some(room) = room(&path) else { continue };
        if room == "lib" || room == "main" {
            continue;
        }
        let allowed = rules.get(room.as_str()).unwrap_or_else(|| {
            panic!("{}: the room `{room}` is missing from MAY_IMPORT in tests/it/tidy.rs", path.display())
        });
        let code = code(&text);
        for (at, _) in code.match_indices("crate::") {
            let imported: String = code[at + 7..]
                .chars()
                .take_while(|character| character.is_alphanumeric() || *character == '_')
                .collect();
            assert!(
                imported == room || imported.is_empty() || allowed.contains(&imported.as_str()),
                "{}: `{room}` may not import `{imported}`; see the table in tests/it/tidy.rs and ARCHITECTURE.md",
                path.display()
            );
        }
        assert!(
            !code.contains("super::") || room == "cli",
            "{}: write `crate::room::…`, not `super::`",
            path.display()
        );
        if !MAY_NAME_THE_ENGINE.contains(&room.as_str()) && room != "measure" {
            assert!(
                !code.contains("tantivy"),
                "{}: only {MAY_NAME_THE_ENGINE:?} name the engine",
                path.display()
            );
        }
    }
}

#[test]
fn files_are_short_named_well_and_say_what_they_are() {
    for (path, text) in sources() {
        let shown = path.display();
        let lines = text.lines().count();
        assert!(lines <= LONGEST_FILE, "{shown} has {lines} lines; cut it where it does two jobs");
        let name = path.file_stem().expect("a file has a name").to_string_lossy();
        assert!(
            !EMPTY_NAMES.contains(&name.as_ref()),
            "{shown}: `{name}` says nothing; name it for its purpose"
        );
        assert!(text.starts_with("//!"), "{shown}: the first line says what becomes what (`//! …`)");
    }
}

#[test]
fn the_library_neither_unwraps_nor_prints_nor_reads_the_environment() {
    for (path, text) in sources() {
        let Some(room) = room(&path).filter(|_| !is_test_module(&path)) else { continue };
        let code = code(&text);
        for forbidden in [".unwrap()", "todo!(", "unimplemented!(", "dbg!(", "#[ignore"] {
            assert!(!code.contains(forbidden), "{}: `{forbidden}` has no place in src", path.display());
        }
        if room == "cli" || room == "main" {
            continue;
        }
        for forbidden in ["println!(", "eprintln!(", "env::var", "process::exit", "home_dir"] {
            assert!(!code.contains(forbidden), "{}: the library does not `{forbidden}`", path.display());
        }
    }
}

#[test]
fn no_language_and_no_shape_is_forgotten() {
    for (folder, table) in [("src/analysis/languages", "LANGUAGES"), ("src/structure/shapes", "SHAPES")] {
        let folder = project().join(folder);
        let door = fs::read_to_string(folder.join("mod.rs")).expect("a folder has a door");
        let table = &door[door.find(table).expect("the door holds the table")..];
        for entry in fs::read_dir(&folder).expect("a folder").flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let Some(name) = name.strip_suffix(".rs").filter(|name| *name != "mod") else { continue };
            assert!(table.contains(name), "{}: `{name}` is not in the table of mod.rs", folder.display());
        }
    }
}

#[test]
fn every_dependency_says_why_it_is_there() {
    let manifest = fs::read_to_string(project().join("Cargo.toml")).expect("a manifest");
    let start = manifest.find("[dependencies]").expect("dependencies");
    let end = manifest.find("[dev-dependencies]").expect("development dependencies");
    let mut explained = false;
    for line in manifest[start..end].lines().skip(1) {
        match line.trim() {
            "" => explained = false,
            comment if comment.starts_with('#') => explained = true,
            dependency => {
                assert!(explained, "Cargo.toml: say in a comment above why `{dependency}` is needed")
            }
        }
    }
}

#[test]
fn licences_of_all_dependencies_allow_use() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(project())
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("metadata is JSON");
    let allowed: BTreeSet<&str> = LICENCES.iter().copied().collect();
    for package in metadata["packages"].as_array().expect("packages") {
        let name = package["name"].as_str().unwrap_or_default();
        let licence = package["license"].as_str().unwrap_or_default().replace('/', " OR ");
        // Every part joined by AND must be allowed, one of those joined by OR.
        let fine = licence
            .split(" AND ")
            .all(|part| part.split(" OR ").any(|one| allowed.contains(one.trim().trim_matches(['(', ')']))));
        assert!(fine, "the licence of `{name}` ({licence}) is not among those we may use; see deny.toml");
    }
}

//! A temporary folder with the built program in it: what a user has, and nothing else.

use std::ffi::OsStr;
use std::fs::{self, File, FileTimes};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use serde_json::Value;

/// A folder that goes away with the test.
pub(crate) struct Sandbox {
    folder: tempfile::TempDir,
}

/// What the program answered.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Sandbox {
    pub(crate) fn new() -> Sandbox {
        Sandbox { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// A sandbox with files in it: name and content.
    pub(crate) fn with(files: &[(&str, &str)]) -> Sandbox {
        let sandbox = Sandbox::new();
        for (name, content) in files {
            sandbox.write(name, content.as_bytes());
        }
        sandbox
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn write(&self, name: &str, content: &[u8]) {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder");
        fs::write(path, content).expect("a file");
    }

    /// The program, ready to run here with a clean environment.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gnlc"));
        command
            .args(arguments.iter().map(OsStr::new))
            .current_dir(self.folder.path())
            .env_clear()
            .env("HOME", self.folder.path())
            .stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Outcome {
        outcome(self.command(arguments).output().expect("the program starts"))
    }

    /// Runs with something on standard input.
    pub(crate) fn pipe(&self, arguments: &[&str], input: &[u8]) -> Outcome {
        let mut command = self.command(arguments);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        child.stdin.take().expect("a pipe").write_all(input).expect("the program reads");
        outcome(child.wait_with_output().expect("the program ends"))
    }

    /// Indexes paths and fails the test when anything could not be read.
    pub(crate) fn index(&self, paths: &[&str]) -> &Sandbox {
        let mut arguments = vec!["index", "--index", "ix"];
        arguments.extend(paths);
        let outcome = self.run(&arguments);
        assert_eq!(outcome.code, 0, "indexing {paths:?} ended badly:\n{}", outcome.stderr);
        self
    }

    /// A search's JSON.
    pub(crate) fn search(&self, arguments: &[&str]) -> Value {
        let mut all = vec!["search", "--index", "ix", "--format", "json"];
        all.extend(arguments);
        let outcome = self.run(&all);
        assert!(outcome.code < 2, "searching {arguments:?} failed:\n{}", outcome.stderr);
        serde_json::from_str(&outcome.stdout).expect("the answer is JSON")
    }

    /// Ids of the documents found, best first.
    pub(crate) fn found(&self, arguments: &[&str]) -> Vec<String> {
        let answer = self.search(arguments);
        let hits = answer["hits"].as_array().expect("hits are a list");
        hits.iter().map(|hit| text(&hit["document"]["id"])).collect()
    }
}

/// A JSON string as text.
pub(crate) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn outcome(output: std::process::Output) -> Outcome {
    Outcome {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// The folder of the project.
pub(crate) fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The five raw dumps, where they are present (`GNLC_DUMPS` says where else); a test on them says so
/// when they are not.
pub(crate) fn dumps() -> Option<PathBuf> {
    let elsewhere = std::env::var_os("GNLC_DUMPS").map(PathBuf::from);
    let folder = elsewhere.unwrap_or_else(|| project().join("../shared/seeds"));
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: the raw dumps are not present; the same is held on texts of our own");
    None
}

/// The dump whose name begins with a number.
pub(crate) fn dump(number: &str) -> Option<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(dumps()?).ok()?.flatten().map(|entry| entry.path()).collect();
    files.sort();
    files
        .into_iter()
        .find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(number)))
}

/// Makes a file look as if it had been changed some hours ago.
pub(crate) fn age(path: &Path, hours: u64) {
    let time = SystemTime::now() - Duration::from_secs(3600 * hours);
    let file = File::options().write(true).open(path).expect("the file opens");
    file.set_times(FileTimes::new().set_modified(time)).expect("its time is set");
}

//! What an index says about itself, and when it must be built again.
//!
//! `gnlc.json` is written whenever the segments' folder changes (first build, rebuild) and replaced
//! by renaming, so it is always whole. The list of sources belongs to a commit: its file name is
//! the payload of Tantivy's commit.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result, VersionMismatch};

/// The layout of an index folder; moves with every change of files or fields.
pub const FORMAT: u32 = 2;
/// A name for the rules that cut words, made by the build from the files that hold them.
pub const RULES: &str = env!("GNLC_RULES");
const FILE: &str = "gnlc.json";
const SEGMENTS: &str = "segments";
const SOURCES: &str = "sources";
const CONCEPTS: &str = "concepts";
const THESAURUS: &str = "thesaurus";
/// What may lie in an index folder before it is one.
const HARMLESS: &[&str] = &["README.md", ".gitignore", ".gitkeep", LOCK];
/// How the names of our own files and folders begin.
const OURS: &[&str] = &[SEGMENTS, SOURCES, CONCEPTS, THESAURUS];
pub(crate) const LOCK: &str = "writer.lock";

/// The manifest as it lies in the folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    format: u32,
    rules: String,
    /// Name of the folder that holds the segments.
    pub(crate) segments: String,
    /// Name of the file with the keys of the concepts that its passages were searched for.
    pub(crate) concepts: String,
    /// The thesauri that were added, as copies in the folder.
    pub(crate) thesauri: Vec<Thesaurus>,
}

/// A thesaurus that somebody added to an index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thesaurus {
    /// Where it came from.
    pub path: String,
    /// Its copy in the index folder.
    pub copy: String,
}

/// What the index knows of one source.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceState {
    /// Hash of the file's bytes.
    pub hash: String,
    /// Bytes of the file.
    pub bytes: u64,
    /// When the file was last changed, in nanoseconds since 1970; 0 where that says nothing, because it was read
    /// so soon after that it may have changed again within the clock's step.
    #[serde(default)]
    pub modified: u64,
    /// Documents and passages that came of it.
    pub documents: u64,
    /// Passages that came of it.
    pub passages: u64,
}

/// Every source of an index by its path.
pub type Sources = BTreeMap<String, SourceState>;

impl Manifest {
    /// The manifest of a folder that is still to be filled.
    pub(crate) fn new(generation: u32, concepts: String, thesauri: Vec<Thesaurus>) -> Manifest {
        let segments = format!("{SEGMENTS}-{generation}");
        Manifest { format: FORMAT, rules: RULES.to_owned(), segments, concepts, thesauri }
    }

    /// The number behind the segments' folder, to name the next one.
    pub(crate) fn generation(&self) -> u32 {
        self.segments.rsplit('-').next().and_then(|number| number.parse().ok()).unwrap_or(0)
    }

    /// Reads the manifest of a folder.
    ///
    /// # Errors
    /// [`Error::MissingIndex`] where there is none, [`Error::NotAnIndex`] where there is something
    /// else, [`Error::ReadIndex`] where it cannot be read.
    pub(crate) fn read(folder: &Path) -> Result<Manifest> {
        let bytes = match fs::read(folder.join(FILE)) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(if is_vacant(folder)? {
                    Error::MissingIndex { path: folder.to_owned() }
                } else {
                    Error::NotAnIndex { path: folder.to_owned() }
                });
            }
            // The path is a file, not a folder.
            Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => {
                return Err(Error::NotAnIndex { path: folder.to_owned() });
            }
            Err(error) => return Err(read_error(folder, error)),
        };
        #[derive(Deserialize)]
        struct Format {
            format: u32,
        }
        // Another format may lack fields of ours: that is another version, not damage.
        let found: Format = serde_json::from_slice(&bytes).map_err(|error| read_error(folder, error))?;
        if found.format != FORMAT {
            let source = VersionMismatch::Format { found: found.format, expected: FORMAT };
            return Err(Error::IndexVersion { path: folder.to_owned(), source });
        }
        serde_json::from_slice(&bytes).map_err(|error| read_error(folder, error))
    }

    /// Whether this program may search and extend the index.
    ///
    /// # Errors
    /// [`Error::IndexVersion`] when it was built under another format or other rules.
    pub(crate) fn check(&self, folder: &Path) -> Result<()> {
        if self.rules == RULES {
            return Ok(());
        }
        let source = VersionMismatch::Rules { found: self.rules.clone(), expected: RULES.to_owned() };
        Err(Error::IndexVersion { path: folder.to_owned(), source })
    }

    /// Puts the manifest into the folder, all of it or nothing.
    pub(crate) fn write(&self, folder: &Path) -> Result<()> {
        let text = serde_json::to_vec_pretty(self).map_err(|error| write_error(folder, error))?;
        replace(&folder.join(FILE), &text).map_err(|error| write_error(folder, error))
    }
}

/// Whether a folder is missing, or holds nothing but what may lie in it before it is an index.
fn is_vacant(folder: &Path) -> Result<bool> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => return Ok(false),
        Err(error) => return Err(read_error(folder, error)),
    };
    // A run that was stopped before its first manifest leaves a folder of segments: ours to replace.
    let ours =
        |name: &str| HARMLESS.contains(&name) || OURS.iter().any(|beginning| name.starts_with(beginning));
    Ok(entries.flatten().all(|entry| entry.file_name().to_str().is_some_and(ours)))
}

/// The name of the list of sources of a run.
pub(crate) fn sources_name(number: u64) -> String {
    format!("{SOURCES}-{number}.jsonl")
}

/// The number of the run after the one that wrote `name`.
pub(crate) fn next_number(name: &str) -> u64 {
    let digits: String = name.chars().filter(char::is_ascii_digit).collect();
    digits.parse::<u64>().unwrap_or(0) + 1
}

/// Reads the list of sources that a commit named; an index without a commit has none.
pub(crate) fn read_sources(folder: &Path, name: Option<&str>) -> Result<Sources> {
    let Some(name) = name else { return Ok(Sources::new()) };
    let text = fs::read_to_string(folder.join(name)).map_err(|error| read_error(folder, error))?;
    text.lines()
        .map(serde_json::from_str::<(String, SourceState)>)
        .collect::<std::result::Result<Sources, _>>()
        .map_err(|error| read_error(folder, error))
}

/// Writes a list of sources under a name of its own, to be named by the commit that follows.
pub(crate) fn write_sources(folder: &Path, name: &str, sources: &Sources) -> Result<()> {
    let mut text = Vec::new();
    for entry in sources {
        serde_json::to_writer(&mut text, &entry).map_err(|error| write_error(folder, error))?;
        text.push(b'\n');
    }
    replace(&folder.join(name), &text).map_err(|error| write_error(folder, error))
}

/// Keeps the keys of concepts in a folder, under a name that says what they are.
pub(crate) fn write_concepts(folder: &Path, keys: &str) -> Result<String> {
    let name = format!("{CONCEPTS}-{:032x}.tsv", twox_hash::XxHash3_128::oneshot(keys.as_bytes()));
    replace(&folder.join(&name), keys.as_bytes()).map_err(|error| write_error(folder, error))?;
    Ok(name)
}

/// Keeps a copy of a thesaurus in a folder.
pub(crate) fn write_thesaurus(folder: &Path, path: &Path, bytes: &[u8]) -> Result<Thesaurus> {
    let copy = format!("{THESAURUS}-{:032x}", twox_hash::XxHash3_128::oneshot(bytes));
    replace(&folder.join(&copy), bytes).map_err(|error| write_error(folder, error))?;
    Ok(Thesaurus { path: path.display().to_string(), copy })
}

/// Removes what the last finished state does not use: lists of sources, folders of segments, concepts.
pub(crate) fn tidy(folder: &Path, manifest: &Manifest, sources: &str) {
    let segments = &manifest.segments;
    let used = |name: &str| {
        name == manifest.concepts || manifest.thesauri.iter().any(|thesaurus| thesaurus.copy == name)
    };
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let Some(name) = name.to_str() else { continue };
        // What cannot be removed does no harm: the next run tries again.
        let is_stale = (name.starts_with(SOURCES) && name != sources)
            || ((name.starts_with(CONCEPTS) || name.starts_with(THESAURUS)) && !used(name));
        if is_stale {
            let _ = fs::remove_file(entry.path());
        } else if name.starts_with(SEGMENTS) && name != segments {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn replace(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    let beside = PathBuf::from(beside);
    let mut file = fs::File::create(&beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&beside, path)
}

pub(crate) fn read_error(folder: &Path, error: impl Into<crate::error::Cause>) -> Error {
    Error::ReadIndex { path: folder.to_owned(), source: error.into() }
}

pub(crate) fn write_error(folder: &Path, error: impl Into<crate::error::Cause>) -> Error {
    Error::WriteIndex { path: folder.to_owned(), source: error.into() }
}

//! What an index says about itself, and when it must be built again.
//!
//! `gnlc.json` is written whenever the segments' folder changes (first build, rebuild) and replaced
//! by renaming, so it is always whole; it holds a hash of itself. The list of sources belongs to a
//! commit: its file name is in the payload of Tantivy's commit.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result, VersionMismatch};
use crate::index::files::{self, Damage, UNFINISHED};

/// The layout of an index folder; moves with every change of files or fields.
pub const FORMAT: u32 = 7;
/// A name for the rules that cut words, made by the build from the files that hold them.
pub const RULES: &str = env!("GNLC_RULES");
pub(crate) const FILE: &str = "gnlc.json";
const SEGMENTS: &str = "segments";
const SOURCES: &str = "sources";
const LENGTHS: &str = "lengths";
const WORDS: &str = "words";
const SPELLINGS: &str = "spellings";
const CONCEPTS: &str = "concepts";
const THESAURUS: &str = "thesaurus";
/// What may lie in an index folder before it is one.
const HARMLESS: &[&str] = &["README.md", ".gitignore", ".gitkeep", LOCK];
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
    /// Hash of the file without this line.
    checksum: String,
}

/// A thesaurus that somebody added to an index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thesaurus {
    /// Where it came from.
    pub path: String,
    /// Its copy in the index folder.
    pub copy: String,
}

/// The files that a commit of the engine names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    /// The list of sources.
    pub(crate) sources: String,
    /// What is counted when all segments are there.
    pub(crate) counted: Option<Counted>,
}

/// Files that a run makes of its segments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Counted {
    /// The lengths of passages.
    pub(crate) lengths: String,
    /// The words of Chinese that passages hold.
    pub(crate) words: String,
    /// The different words of passages, and the grams in them.
    pub(crate) spellings: String,
}

impl Named {
    /// Their names.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let counted = self.counted.iter();
        let counted =
            counted.flat_map(|counted| [counted.lengths.as_str(), &counted.words, &counted.spellings]);
        std::iter::once(self.sources.as_str()).chain(counted)
    }
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
        Manifest {
            format: FORMAT,
            rules: RULES.to_owned(),
            segments,
            concepts,
            thesauri,
            checksum: String::new(),
        }
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
        let found: Format = serde_json::from_slice(&bytes)
            .map_err(|error| read_error(folder, Damage::new(FILE, format!("is damaged: {error}"))))?;
        if found.format != FORMAT {
            let source = VersionMismatch::Format { found: found.format, expected: FORMAT };
            return Err(Error::IndexVersion { path: folder.to_owned(), source });
        }
        let damaged = |what: &str| read_error(folder, Damage::new(FILE, what));
        let manifest: Manifest =
            serde_json::from_slice(&bytes).map_err(|_| damaged("is damaged: it lacks something"))?;
        if bytes != manifest.clone().rendered() {
            return Err(damaged("is damaged: its checksum does not match"));
        }
        Ok(manifest)
    }

    /// The bytes of the file.
    fn rendered(mut self) -> Vec<u8> {
        let text = |manifest: &Manifest| serde_json::to_vec_pretty(manifest).unwrap_or_default();
        self.checksum.clear();
        self.checksum = files::hash(&text(&self));
        text(&self)
    }

    /// The names in its folder that a state uses, those of its commit among them.
    pub(crate) fn uses<'a>(&'a self, commit: &'a Named) -> Vec<&'a str> {
        let copies = self.thesauri.iter().map(|thesaurus| thesaurus.copy.as_str());
        [FILE, &self.segments, &self.concepts].into_iter().chain(commit.names()).chain(copies).collect()
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
        let text = self.clone().rendered();
        files::replace(&folder.join(FILE), &text).map_err(|error| write_error(folder, error))
    }
}

/// A number that no folder of segments has: half a folder may lie there from a run that was stopped, and
/// an older one may still answer.
pub(crate) fn next_generation(folder: &Path) -> u32 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let numbers = entries.filter_map(|entry| {
        entry.file_name().to_str()?.strip_prefix(SEGMENTS)?.strip_prefix('-')?.parse::<u32>().ok()
    });
    numbers.max().map_or(1, |last| last.saturating_add(1))
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
    let harmless = |name: &str| HARMLESS.contains(&name) || is_ours(name);
    Ok(entries.flatten().all(|entry| entry.file_name().to_str().is_some_and(harmless)))
}

/// Reads a list of sources.
pub(crate) fn read_sources(folder: &Path, name: &str, file: &mut File) -> Result<Sources> {
    let failed =
        |error: &dyn std::fmt::Display| read_error(folder, Damage::new(name, format!("is damaged: {error}")));
    let mut text = String::new();
    BufReader::new(file).read_to_string(&mut text).map_err(|error| failed(&error))?;
    text.lines()
        .map(serde_json::from_str::<(String, SourceState)>)
        .collect::<std::result::Result<Sources, _>>()
        .map_err(|error| failed(&error))
}

/// Writes a list of sources, to be named by the commit that follows, and gives its name.
pub(crate) fn write_sources(folder: &Path, sources: &Sources) -> Result<String> {
    let mut text = Vec::new();
    for entry in sources {
        serde_json::to_writer(&mut text, &entry).map_err(|error| write_error(folder, error))?;
        text.push(b'\n');
    }
    write(folder, SOURCES, &text, ".jsonl")
}

/// Keeps the keys of concepts in a folder, under a name that says what they are.
pub(crate) fn write_concepts(folder: &Path, keys: &[u8]) -> Result<String> {
    write(folder, CONCEPTS, keys, ".tsv")
}

/// Likewise the lengths of passages.
pub(crate) fn write_lengths(folder: &Path, lengths: &str) -> Result<String> {
    write(folder, LENGTHS, lengths.as_bytes(), ".tsv")
}

/// Likewise the words of Chinese.
pub(crate) fn write_words(folder: &Path, words: &str) -> Result<String> {
    write(folder, WORDS, words.as_bytes(), ".tsv")
}

/// Likewise the spellings of words.
pub(crate) fn write_spellings(folder: &Path, spellings: &[u8]) -> Result<String> {
    write(folder, SPELLINGS, spellings, "")
}

/// Keeps a copy of a thesaurus in a folder.
pub(crate) fn write_thesaurus(folder: &Path, path: &Path, bytes: &[u8]) -> Result<Thesaurus> {
    let copy = write(folder, THESAURUS, bytes, "")?;
    Ok(Thesaurus { path: path.display().to_string(), copy })
}

fn write(folder: &Path, kind: &str, bytes: &[u8], ending: &str) -> Result<String> {
    let name = files::name(kind, bytes, ending);
    // What is there and sound need not be written again: it may be in use.
    if files::open(folder, &name).is_err() {
        files::replace(&folder.join(&name), bytes).map_err(|error| write_error(folder, error))?;
    }
    Ok(name)
}

/// Removes what a finished state does not use: lists of sources, folders of segments, concepts, and
/// what a stopped run was writing. Only the writer may: to others these files may be about to be named.
pub(crate) fn tidy(folder: &Path, used: &[&str]) {
    for path in left_over(folder, used) {
        // What cannot be removed does no harm: the next run tries again.
        let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    }
}

/// What stopped runs left in a folder.
pub(crate) fn left_over(folder: &Path, used: &[&str]) -> Vec<PathBuf> {
    let entries =
        |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let name = |path: &Path| path.file_name().and_then(std::ffi::OsStr::to_str).map(str::to_owned);
    let stale = |path: &PathBuf| name(path).is_some_and(|name| is_ours(&name) && !used.contains(&&*name));
    let mut found: Vec<PathBuf> = entries(folder).filter(stale).collect();
    // The engine replaces its small files by way of others that it forgets when it is killed.
    let forgotten = |path: &PathBuf| name(path).is_some_and(|name| name.starts_with(".tmp"));
    for segments in used.iter().filter(|name| name.starts_with(SEGMENTS)) {
        found.extend(entries(&folder.join(segments)).filter(forgotten));
    }
    found.sort();
    found
}

/// Takes the lock of an index folder.
pub(crate) fn lock(folder: &Path) -> Result<File> {
    let file = File::create(folder.join(LOCK)).map_err(|error| write_error(folder, error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(fs::TryLockError::WouldBlock) => Err(Error::IndexBusy { path: folder.to_owned() }),
        Err(fs::TryLockError::Error(error)) => Err(read_error(folder, error)),
    }
}

/// Whether we give such names. Others' files are never removed, whatever they begin with.
fn is_ours(name: &str) -> bool {
    let name = name.strip_suffix(UNFINISHED).unwrap_or(name);
    let kinds = [
        (SEGMENTS, ""),
        (SOURCES, ".jsonl"),
        (LENGTHS, ".tsv"),
        (WORDS, ".tsv"),
        (SPELLINGS, ""),
        (CONCEPTS, ".tsv"),
        (THESAURUS, ""),
    ];
    name == FILE
        || kinds.iter().any(|(kind, ending)| {
            let middle =
                name.strip_prefix(kind).and_then(|rest| rest.strip_prefix('-')?.strip_suffix(ending));
            middle.is_some_and(|hash| !hash.is_empty() && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
        })
}

pub(crate) fn read_error(folder: &Path, error: impl Into<crate::error::Cause>) -> Error {
    Error::ReadIndex { path: folder.to_owned(), source: error.into() }
}

pub(crate) fn write_error(folder: &Path, error: impl Into<crate::error::Cause>) -> Error {
    Error::WriteIndex { path: folder.to_owned(), source: error.into() }
}

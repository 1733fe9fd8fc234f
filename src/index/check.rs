//! An index folder becomes a list of what is damaged in it.
//!
//! Every byte of the last finished state is read: the small files are held against the hashes in their
//! names, the engine's against the checksum at their end, and the list of sources against what the
//! segments hold. Files are read as files, never by way of the engine, before they are known to be
//! sound: it takes them to be, and stops where they are not.
//!
//! Useful for: knowing before people search whether answers can be trusted. Not useful for: mending;
//! documents are still where they came from, and building the index again is the one way that is sure.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::Path;

use serde::{Deserialize, Serialize};
use tantivy::SegmentMeta;
use tantivy::index::SegmentComponent;

use crate::error::{Error, Result};
use crate::index::files::{self, Damage};
use crate::index::manifest::{self, Manifest, read_error};
use crate::index::state::{MANAGED, META, State, guarded, steady};
use crate::index::store::Index;

/// What was found in an index folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Check {
    /// Files that were read, and bytes in them.
    pub files: u64,
    /// Bytes that were read.
    pub bytes: u64,
    /// Passages of the index; 0 where they could not be counted.
    pub passages: u64,
    /// Likewise documents.
    pub documents: u64,
    /// Likewise sources.
    pub sources: u64,
    /// What is damaged, in the order it was met.
    pub findings: Vec<Finding>,
    /// Files and folders that a stopped run left, or that a run is writing just now: no damage.
    pub left_over: Vec<String>,
}

/// Something that is damaged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The file, by its path in the index folder.
    pub file: String,
    /// What is wrong with it: `is missing`.
    pub what: String,
    /// What mends it.
    pub remedy: Remedy,
}

/// What mends a damaged index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remedy {
    /// Building it again from its documents.
    Rebuild,
    /// Likewise, naming the thesaurus it had: the copy in the index is damaged.
    RebuildWith {
        /// Where the thesaurus came from.
        thesaurus: String,
    },
}

/// Reads all of an index and says what is damaged.
///
/// A run may write meanwhile; what is looked at is one finished state.
///
/// # Errors
/// [`Error::MissingIndex`] and [`Error::NotAnIndex`] where there is nothing to look at. Everything else,
/// another version among it, is a finding.
pub fn check(folder: &Path) -> Result<Check> {
    steady(folder, || {
        let mut check = Check::default();
        match look(folder, &mut check) {
            Ok(()) => Ok(check),
            Err(error @ (Error::MissingIndex { .. } | Error::NotAnIndex { .. })) => Err(error),
            Err(error) => {
                check.found(manifest::FILE, error);
                Ok(check)
            }
        }
    })
}

/// The last bytes of each of the engine's files, as it writes them.
#[derive(Serialize, Deserialize)]
struct Footer {
    version: tantivy::Version,
    crc: u32,
}

/// Behind the footer stand its length and this number.
const FOOTER_NUMBER: u32 = 1337;
/// Bytes of both.
const FOOTER_END: u64 = 8;
/// No footer is longer.
const LONGEST_FOOTER: u64 = 1_000;
/// Bytes read at a time.
const PIECE: usize = 1 << 16;

fn look(folder: &Path, check: &mut Check) -> Result<()> {
    let manifest = Manifest::read(folder)?;
    manifest.check(folder)?;
    check.count(&folder.join(manifest::FILE));
    check.note(folder, &manifest.concepts, Remedy::Rebuild);
    for thesaurus in &manifest.thesauri {
        check.note(folder, &thesaurus.copy, Remedy::RebuildWith { thesaurus: thesaurus.path.clone() });
    }
    let meta = format!("{}/{META}", manifest.segments);
    let state = match guarded(folder, || State::read(folder, manifest.clone())) {
        Ok(state) => state,
        Err(error) => {
            check.found(&meta, error);
            return Ok(());
        }
    };
    check.count(&folder.join(&meta));
    let spellings = state.named.counted.as_ref().map(|counted| counted.spellings.as_str());
    for name in state.named.names().filter(|name| Some(*name) != spellings) {
        check.count(&folder.join(name));
    }
    // Opening a state does not read all of them.
    if let Some(name) = spellings {
        check.note(folder, name, Remedy::Rebuild);
    }
    segments(folder, &state, check);
    let inside = |path: &std::path::PathBuf| {
        path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/")
    };
    let left_over = manifest::left_over(folder, &manifest.uses(&state.named));
    check.left_over = left_over.iter().map(inside).collect();
    // Only what is sound is opened and counted.
    if check.findings.is_empty() {
        let counted = guarded(folder, || counts(folder, &state, check));
        if let Err(error) = counted {
            check.found(&meta, error);
        }
    }
    Ok(())
}

/// Reads every file of the segments.
fn segments(folder: &Path, state: &State, check: &mut Check) {
    let segments = &state.manifest.segments;
    let managed = format!("{segments}/{MANAGED}");
    check.count(&folder.join(&managed));
    let bytes = fs::read(folder.join(&managed)).unwrap_or_default();
    let listed: Vec<String> = serde_json::from_slice(&bytes).unwrap_or_default();
    // It is written in one way only, a line.
    if serde_json::to_vec(&listed).is_ok_and(|text| bytes.strip_suffix(b"\n") != Some(&text)) {
        let what = "is damaged: it is not as the engine writes it".to_owned();
        check.findings.push(Finding { file: managed.clone(), what, remedy: Remedy::Rebuild });
    }
    let listed: BTreeSet<String> = listed.into_iter().collect();
    let mut unlisted = Vec::new();
    if !listed.contains(META) {
        unlisted.push(META.to_owned());
    }
    for meta in &state.meta.segments {
        for name in names(meta) {
            let file = format!("{segments}/{name}");
            let found = checksum(&folder.join(&file));
            // The engine lists a file before it makes it: what is neither there nor listed never was.
            if !listed.contains(&name)
                && found.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
            {
                let what = format!("is damaged: there never was a file `{name}`");
                check.findings.push(Finding {
                    file: format!("{segments}/{META}"),
                    what,
                    remedy: Remedy::Rebuild,
                });
                continue;
            }
            if !listed.contains(&name) {
                unlisted.push(name);
            }
            match found {
                Ok(()) => check.count(&folder.join(&file)),
                Err(error) => {
                    let Damage { file, what } = Damage::of(file, &error);
                    check.findings.push(Finding { file, what, remedy: Remedy::Rebuild });
                }
            }
        }
    }
    if let Some(name) = unlisted.first() {
        let what = format!("is damaged: it does not list `{name}`");
        check.findings.push(Finding { file: managed, what, remedy: Remedy::Rebuild });
    }
}

/// The files of a segment.
fn names(meta: &SegmentMeta) -> Vec<String> {
    let mut components = vec![
        SegmentComponent::Terms,
        SegmentComponent::Postings,
        SegmentComponent::Positions,
        SegmentComponent::FastFields,
        SegmentComponent::FieldNorms,
        SegmentComponent::Store,
    ];
    if meta.has_deletes() {
        components.push(SegmentComponent::Delete);
    }
    components.into_iter().map(|part| meta.relative_path(part).to_string_lossy().into_owned()).collect()
}

/// Refuses damaged segments before the engine merges them: the new ones would have checksums that match.
pub(crate) fn refuse_damage(folder: &Path, segments: &str, metas: &[SegmentMeta]) -> Result<()> {
    for name in metas.iter().flat_map(names) {
        let file = format!("{segments}/{name}");
        checksum(&folder.join(&file)).map_err(|error| read_error(folder, Damage::of(file, &error)))?;
    }
    Ok(())
}

/// Holds one of the engine's files against the checksum at its end.
fn checksum(path: &Path) -> io::Result<()> {
    let damaged = |what: &str| io::Error::new(io::ErrorKind::InvalidData, what);
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    let mut reader = BufReader::with_capacity(PIECE, file);
    let mut crc = flate2::Crc::new();
    // The footer is short: what stands before the longest one is body for sure.
    let body = length.saturating_sub(LONGEST_FOOTER + FOOTER_END);
    let mut left = body;
    let mut piece = vec![0; PIECE];
    while left > 0 {
        let wanted = piece.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        reader.read_exact(&mut piece[..wanted])?;
        crc.update(&piece[..wanted]);
        left -= wanted as u64;
    }
    let mut rest = Vec::new();
    reader.read_to_end(&mut rest)?;
    let cut = || damaged("its end is missing");
    let (rest, number) = rest.split_last_chunk::<4>().ok_or_else(cut)?;
    let (rest, size) = rest.split_last_chunk::<4>().ok_or_else(cut)?;
    if u32::from_le_bytes(*number) != FOOTER_NUMBER {
        return Err(cut());
    }
    let size = u32::from_le_bytes(*size) as usize;
    let start = rest.len().checked_sub(size).ok_or_else(cut)?;
    let (body, written) = rest.split_at(start);
    crc.update(body);
    let footer = Footer { version: tantivy::version().clone(), crc: crc.sum() };
    if serde_json::to_vec(&footer)? != written {
        return Err(damaged("its checksum does not match"));
    }
    Ok(())
}

/// Holds the list of sources against what the segments hold.
fn counts(folder: &Path, state: &State, check: &mut Check) -> Result<()> {
    let index = Index::open(folder)?;
    let sources = index.sources()?;
    let statistics = index.statistics()?;
    check.passages = statistics.passages;
    check.documents = statistics.documents;
    check.sources = statistics.sources;
    // Records of standard input take the place of those of the same id, whatever source they came from.
    let is_exact = !sources.contains_key(STANDARD_INPUT);
    let mut found = index.passages_by_source()?;
    let mut differs = Vec::new();
    for (path, state) in &sources {
        let passages = found.remove(path).unwrap_or(0);
        let is_right = match path.as_str() {
            STANDARD_INPUT => true,
            _ if is_exact => passages == state.passages,
            _ => passages <= state.passages,
        };
        if !is_right {
            differs.push(format!(
                "says that `{path}` has {}, the segments hold {passages} of it",
                number(state.passages)
            ));
        }
    }
    differs.extend(found.into_iter().map(|(path, passages)| {
        format!("does not name `{path}`, of which the segments hold {}", number(passages))
    }));
    for what in differs {
        check.findings.push(Finding { file: state.named.sources.clone(), what, remedy: Remedy::Rebuild });
    }
    Ok(())
}

/// The path that stands for standard input.
const STANDARD_INPUT: &str = "-";

fn number(passages: u64) -> String {
    format!("{passages} {}", if passages == 1 { "passage" } else { "passages" })
}

impl Check {
    /// Whether everything is as it was written.
    pub fn is_sound(&self) -> bool {
        self.findings.is_empty()
    }

    fn count(&mut self, path: &Path) {
        self.files += 1;
        self.bytes += path.metadata().map_or(0, |metadata| metadata.len());
    }

    /// Holds a file against its name.
    fn note(&mut self, folder: &Path, name: &str, remedy: Remedy) {
        match files::open(folder, name) {
            Ok(_) => self.count(&folder.join(name)),
            Err(Damage { file, what }) => self.findings.push(Finding { file, what, remedy }),
        }
    }

    /// Takes up an error, of a file where it does not say which.
    fn found(&mut self, file: &str, error: Error) {
        let (file, what) = match error {
            Error::IndexVersion { source, .. } => {
                (file.to_owned(), format!("says that another version built the index: {source}"))
            }
            Error::ReadIndex { source, .. } => match source.downcast::<Damage>() {
                Ok(damage) => (damage.file, damage.what),
                Err(other) => (file.to_owned(), format!("cannot be read: {other}")),
            },
            other => (file.to_owned(), format!("cannot be read: {other}")),
        };
        self.findings.push(Finding { file, what, remedy: Remedy::Rebuild });
    }
}

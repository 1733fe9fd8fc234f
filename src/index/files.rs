//! Small files of an index folder: whole or not there, and told from damaged ones by their names.
//!
//! Every one of them but the manifest bears the hash of its content in its name. A name is only ever
//! written by something that was written later (the manifest, a commit), so a file that does not
//! match its name was damaged, and a new one never takes the place of one that is still in use.

use std::fs::{self, File};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use tantivy::directory::error::OpenReadError;
use tantivy::directory::{Directory, MmapDirectory, OwnedBytes};
use twox_hash::xxhash3_128::Hasher;

/// What is appended to a name while its file is being written.
pub(crate) const UNFINISHED: &str = ".new";
/// Bytes read at a time.
const PIECE: usize = 1 << 16;

/// A file that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{file}` {what}")]
pub(crate) struct Damage {
    /// Its path in the index folder.
    pub(crate) file: String,
    /// What is wrong with it: `is missing`.
    pub(crate) what: String,
}

impl Damage {
    pub(crate) fn new(file: impl Into<String>, what: impl Into<String>) -> Damage {
        Damage { file: file.into(), what: what.into() }
    }

    /// Of an error that says itself what it is.
    pub(crate) fn of(file: impl Into<String>, error: &io::Error) -> Damage {
        Damage::new(
            file,
            match error.kind() {
                io::ErrorKind::NotFound => "is missing".to_owned(),
                io::ErrorKind::UnexpectedEof => "is damaged: its end is missing".to_owned(),
                io::ErrorKind::InvalidData => format!("is damaged: {error}"),
                _ => format!("cannot be read: {error}"),
            },
        )
    }
}

/// The hash of a content, as it stands in names.
pub(crate) fn hash(bytes: &[u8]) -> String {
    format!("{:032x}", twox_hash::XxHash3_128::oneshot(bytes))
}

/// The name of a file that holds these bytes.
pub(crate) fn name(kind: &str, bytes: &[u8], ending: &str) -> String {
    format!("{kind}-{}{ending}", hash(bytes))
}

/// Opens a file at its beginning, its content held against its name.
pub(crate) fn open(folder: &Path, name: &str) -> Result<File, Damage> {
    let read = || -> io::Result<(File, u128)> {
        let mut file = File::open(folder.join(name))?;
        let (mut hasher, mut piece) = (Hasher::new(), vec![0; PIECE]);
        loop {
            match file.read(&mut piece)? {
                0 => break,
                length => hasher.write(&piece[..length]),
            }
        }
        file.rewind()?;
        Ok((file, hasher.finish_128()))
    };
    let (file, found) = read().map_err(|error| Damage::of(name, &error))?;
    if expected(name) == format!("{found:032x}") { Ok(file) } else { Err(mismatch(name)) }
}

/// Reads a file and holds its content against its name.
pub(crate) fn read(folder: &Path, name: &str) -> Result<Vec<u8>, Damage> {
    let mut bytes = Vec::new();
    let read = open(folder, name)?.read_to_end(&mut bytes);
    read.map(|_| bytes).map_err(|error| Damage::of(name, &error))
}

/// Maps a file into memory and holds its content against its name: of a large one, only the pages that are
/// needed afterwards are copied.
pub(crate) fn mapped(folder: &Path, name: &str) -> Result<OwnedBytes, Damage> {
    let bytes = mapped_unchecked(folder, name)?;
    if expected(name) == hash(&bytes) { Ok(bytes) } else { Err(mismatch(name)) }
}

/// Likewise, and takes its content for what its name says.
pub(crate) fn mapped_unchecked(folder: &Path, name: &str) -> Result<OwnedBytes, Damage> {
    let read = || -> Result<OwnedBytes, OpenReadError> {
        let file = MmapDirectory::open(folder)
            .map_err(|error| OpenReadError::wrap_io_error(io::Error::other(error), name.into()))?
            .open_read(Path::new(name))?;
        file.read_bytes().map_err(|error| OpenReadError::wrap_io_error(error, name.into()))
    };
    read().map_err(|error| match error {
        OpenReadError::FileDoesNotExist(_) => Damage::new(name, "is missing"),
        OpenReadError::IoError { io_error, .. } => Damage::of(name, &io_error),
        other => Damage::new(name, format!("cannot be read: {other}")),
    })
}

/// The hash in a name.
fn expected(name: &str) -> &str {
    name.split_once('-').map_or("", |(_, rest)| rest.split('.').next().unwrap_or(rest))
}

fn mismatch(name: &str) -> Damage {
    Damage::new(name, "is damaged: its content does not match its name")
}

/// Puts a file in its place, all of it or nothing, and has the system write it to the disk.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(UNFINISHED);
    let beside = PathBuf::from(beside);
    let write = || {
        let mut file = File::create(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, path)
    };
    if let Err(error) = write() {
        // On a full disk half a file is in the way of whatever is tried next.
        let _ = fs::remove_file(&beside);
        return Err(error);
    }
    // The new name is on the disk only once its folder is.
    path.parent().map_or(Ok(()), sync_folder)
}

/// Has the system write the names in a folder to the disk.
#[cfg(unix)]
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    // A path of one part lies in the folder we are in.
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    match File::open(folder)?.sync_all() {
        // Some file systems of other machines know no such thing.
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => {
            Ok(())
        }
        synced => synced,
    }
}

/// Elsewhere the system takes care of names itself, and folders cannot be opened.
#[cfg(not(unix))]
pub(crate) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use crate::index::files::{Damage, mapped, name, open, read, replace};

    #[test]
    fn a_file_that_does_not_match_its_name_is_damaged() {
        let folder = tempfile::tempdir().unwrap();
        let name = name("sources", b"one\ntwo\n", ".jsonl");
        replace(&folder.path().join(&name), b"one\ntwo\n").unwrap();
        assert_eq!(read(folder.path(), &name).unwrap(), b"one\ntwo\n");
        assert_eq!(&*mapped(folder.path(), &name).unwrap(), b"one\ntwo\n");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
        for other in [&b"one\ntwo"[..], b"One\ntwo\n", b""] {
            fs::write(folder.path().join(&name), other).unwrap();
            assert!(open(folder.path(), &name).unwrap_err().what.contains("does not match"));
            assert_eq!(mapped(folder.path(), &name).unwrap_err(), open(folder.path(), &name).unwrap_err());
        }
        fs::remove_file(folder.path().join(&name)).unwrap();
        assert_eq!(open(folder.path(), &name).unwrap_err(), Damage::new(&name, "is missing"));
        assert_eq!(mapped(folder.path(), &name).unwrap_err(), Damage::new(&name, "is missing"));
    }
}

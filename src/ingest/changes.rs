//! A file and what is known of it become what has changed: nothing, its time, its content, its path.
//!
//! A file of the same size and time is taken for the same without being read, as `rsync` and `git` do; in doubt
//! the hash of its content decides. A file read within two seconds of its last change is always in doubt: it
//! may change again and keep its time, where the clock of a file system steps so slowly.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use twox_hash::xxhash3_128::Hasher;

use crate::index::{SourceState, Sources};

/// The slowest clock of a file system in use (FAT) steps by two seconds.
const STEP: Duration = Duration::from_secs(2);

/// What a file is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seen {
    /// What it will be known by; documents and passages are those of the last run.
    pub(crate) state: SourceState,
    pub(crate) change: Change,
}

/// How a file differs from what is known of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    /// Not at all: it was not even read.
    Nothing,
    /// Its content is the same, its time is not.
    Time,
    /// Its content is new.
    Content,
}

/// Looks at a file, and reads it where its size and time do not say that it is the same.
pub(crate) fn seen(path: &Path, known: Option<&SourceState>) -> std::io::Result<Seen> {
    let metadata = path.metadata()?;
    let modified = metadata.modified().ok();
    let nanoseconds = modified
        .and_then(|time| time.duration_since(UNIX_EPOCH).ok())
        .map_or(0, |time| time.as_nanos() as u64);
    if let Some(known) = known
        && known.modified != 0
        && (known.modified, known.bytes) == (nanoseconds, metadata.len())
    {
        return Ok(Seen { state: known.clone(), change: Change::Nothing });
    }
    let (bytes, hash) = hashed(path)?;
    let old = modified.is_some_and(|time| SystemTime::now().duration_since(time).is_ok_and(|age| age > STEP));
    let modified = if old { nanoseconds } else { 0 };
    Ok(match known.filter(|known| known.hash == hash) {
        Some(known) if known.modified == modified => Seen { state: known.clone(), change: Change::Nothing },
        Some(known) => Seen { state: SourceState { modified, ..known.clone() }, change: Change::Time },
        None => Seen {
            state: SourceState { hash, bytes, modified, ..SourceState::default() },
            change: Change::Content,
        },
    })
}

/// Size and content hash of a file, read piece by piece.
fn hashed(path: &Path) -> std::io::Result<(u64, String)> {
    let mut file = File::open(path)?;
    let mut hasher = Hasher::new();
    let mut piece = vec![0; 1 << 16];
    let mut bytes = 0;
    loop {
        let read = file.read(&mut piece)?;
        if read == 0 {
            return Ok((bytes, format!("{:032x}", hasher.finish_128())));
        }
        hasher.write(&piece[..read]);
        bytes += read as u64;
    }
}

/// Known sources by their content, to recognise a file that moved. Made when the first new file is met.
#[derive(Debug, Default)]
pub(crate) struct Moved<'a> {
    by_hash: Option<BTreeMap<&'a str, Vec<&'a str>>>,
}

impl<'a> Moved<'a> {
    /// The path where a file of this content lay, if it lies there no more.
    pub(crate) fn from(&mut self, known: &'a Sources, hash: &str) -> Option<&'a str> {
        let by_hash = self.by_hash.get_or_insert_with(|| {
            let mut by_hash: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
            for (path, state) in known {
                by_hash.entry(&state.hash).or_default().push(path);
            }
            by_hash
        });
        let paths = by_hash.get_mut(hash)?;
        let place = paths.iter().position(|path| !Path::new(path).exists())?;
        // Each place is left once, however many copies turn up.
        Some(paths.remove(place))
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, FileTimes};
    use std::time::{Duration, SystemTime};

    use crate::index::{SourceState, Sources};
    use crate::ingest::changes::{Change, Moved, seen};

    fn aged(path: &std::path::Path, seconds: u64) {
        let time = SystemTime::now() - Duration::from_secs(seconds);
        fs::File::options()
            .write(true)
            .open(path)
            .unwrap()
            .set_times(FileTimes::new().set_modified(time))
            .unwrap();
    }

    #[test]
    fn size_and_time_tell_that_a_file_is_the_same_and_content_decides_in_doubt() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "one").unwrap();
        let young = seen(&path, None).unwrap();
        assert_eq!((young.change, young.state.modified, young.state.bytes), (Change::Content, 0, 3));
        aged(&path, 60);
        let old = seen(&path, Some(&young.state)).unwrap();
        assert_eq!(old.change, Change::Time);
        assert_eq!(seen(&path, Some(&old.state)).unwrap().change, Change::Nothing);
        // Never read: the hash that is known stays, whatever the content would say.
        let claimed = SourceState { hash: "claimed".into(), ..old.state.clone() };
        assert_eq!(seen(&path, Some(&claimed)).unwrap().state.hash, "claimed");
        fs::write(&path, "two").unwrap();
        assert_eq!(seen(&path, Some(&old.state)).unwrap().change, Change::Content);
        assert!(seen(&folder.path().join("b.txt"), None).is_err());
    }

    #[test]
    fn a_file_moved_where_its_old_place_is_empty() {
        let folder = tempfile::tempdir().unwrap();
        let here = folder.path().join("here.txt");
        fs::write(&here, "words").unwrap();
        let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
        let state = |hash: &str| SourceState { hash: hash.into(), ..SourceState::default() };
        let known: Sources = [(path("gone.txt"), state("h")), (path("here.txt"), state("h"))].into();
        let mut moved = Moved::default();
        assert_eq!(moved.from(&known, "other"), None);
        assert_eq!(moved.from(&known, "h"), Some(path("gone.txt").as_str()));
        assert_eq!(moved.from(&known, "h"), None);
    }
}

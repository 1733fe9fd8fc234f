//! Where bytes stand and what they may still ask: a file, or a part of a file, on its way to its reader.
//!
//! A part of an archive is called by the archive's path, `/`, and its path inside, as if the archive were a
//! folder: `papers.zip/2024/plan.docx`, `news.mbox/3/flyer.pdf`. What a packed file holds keeps the file's
//! own path (`plan.txt.gz`), only its name is asked without the ending.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::error::{Error, Limit, Result};
use crate::read::document::{Document, Format, is_blank, shown};
use crate::read::limits::Limits;
use crate::read::marked::Layout;
use crate::read::stated::Stated;

/// Where bytes stand: a file, or a part of one.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// The path as documents and messages show it.
    pub(crate) path: PathBuf,
    /// The name that is asked where the content leaves the format open.
    pub(crate) name: PathBuf,
    pub(crate) limits: Limits,
    /// How many archives and packings stand around it.
    pub(crate) depth: usize,
    /// Bytes that all parts of the outermost file have unpacked so far.
    unpacked: Arc<AtomicU64>,
}

/// What a reader of a marked-up format laid out.
#[derive(Debug, Default)]
pub(crate) struct Laid {
    pub(crate) layout: Layout,
    pub(crate) stated: Stated,
    pub(crate) notes: Vec<String>,
}

/// Why a reader gave nothing.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The file is not what its format asks; says what is wrong.
    Broken(String),
    /// It asks more than the limits allow; says which.
    Limit(Limit, String),
    /// It is locked with a password.
    Locked,
}

impl Place {
    /// A file by itself.
    pub(crate) fn file(path: &Path) -> Place {
        Place::within(path, Limits::default())
    }

    /// A file by itself, within limits of somebody's choice.
    pub(crate) fn within(path: &Path, limits: Limits) -> Place {
        Place { path: path.to_owned(), name: path.to_owned(), limits, depth: 0, unpacked: Arc::default() }
    }

    /// A part of this archive.
    pub(crate) fn part(&self, name: &str) -> Place {
        let path = PathBuf::from(format!("{}/{name}", shown(&self.path)));
        Place { name: path.clone(), path, depth: self.depth + 1, ..self.clone() }
    }

    /// What this packed file holds.
    pub(crate) fn inside(&self) -> Place {
        // `a.tgz` holds a tar archive, which shows itself.
        Place { name: self.name.with_extension(""), depth: self.depth + 1, ..self.clone() }
    }

    /// Whether it may be opened: archives do not stand in each other without end.
    pub(crate) fn check_depth(&self) -> Result<()> {
        if self.depth <= self.limits.archives {
            return Ok(());
        }
        let what = format!("it lies in more than {} archives", self.limits.archives);
        Err(self.exceeded(Limit::Archives, what))
    }

    /// That a limit was met here, as an error.
    pub(crate) fn exceeded(&self, limit: Limit, what: String) -> Error {
        Error::LimitDocument { path: self.path.clone(), limit, what }
    }

    /// Counts bytes as unpacked, until there were too many.
    pub(crate) fn unpack(&self, bytes: u64) -> std::result::Result<(), Fault> {
        let all = self.unpacked.fetch_add(bytes, Ordering::Relaxed) + bytes;
        if all <= self.limits.unpacked {
            return Ok(());
        }
        let what = format!("its parts unpack to more than {}", size(self.limits.unpacked));
        Err(Fault::Limit(Limit::Unpacked, what))
    }

    /// A fault of this place as an error.
    pub(crate) fn error(&self, format: &'static str, fault: Fault) -> Error {
        let path = self.path.clone();
        match fault {
            Fault::Broken(what) => Error::ReadFormat { path, format, what },
            Fault::Limit(limit, what) => Error::LimitDocument { path, limit, what },
            Fault::Locked => Error::LockedDocument { path },
        }
    }

    /// What was laid out as the document of this place.
    pub(crate) fn document(&self, laid: Laid) -> Result<Document> {
        let (text, marks) = laid.layout.finish();
        if is_blank(&text) {
            return Err(Error::EmptyDocument { path: self.path.clone() });
        }
        let path = shown(&self.path);
        Ok(Document {
            id: path.clone(),
            path,
            text,
            body_start: 0,
            format: Format::Laid,
            marks,
            encoding: "UTF-8".to_owned(),
            stated: laid.stated,
            notes: laid.notes,
        })
    }
}

/// A number of bytes for people.
pub(crate) fn size(bytes: u64) -> String {
    let (unit, name) = match bytes {
        0..1024 => return format!("{bytes} bytes"),
        1024..0x10_0000 => (1 << 10, "KiB"),
        0x10_0000..0x4000_0000 => (1 << 20, "MiB"),
        _ => (1 << 30, "GiB"),
    };
    // A limit of 10 MB is not one of 9 MiB.
    let places = usize::from(!bytes.is_multiple_of(unit));
    format!("{:.places$} {name}", bytes as f64 / unit as f64)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::read::place::{Fault, Place, size};

    #[test]
    fn a_part_is_called_by_its_archive_and_its_path_inside() {
        let place = Place::file(Path::new("a/papers.zip")).part("2024/plan.txt.gz");
        assert_eq!(place.path, Path::new("a/papers.zip/2024/plan.txt.gz"));
        assert_eq!(place.inside().name, Path::new("a/papers.zip/2024/plan.txt"));
        assert_eq!(place.inside().path, place.path);
    }

    #[test]
    fn all_parts_of_one_file_share_what_may_be_unpacked() {
        let place = Place::file(Path::new("a.zip"));
        assert_eq!(place.part("a").unpack(1 << 30), Ok(()));
        assert!(matches!(place.part("b").unpack(1), Err(Fault::Limit(..))));
        assert_eq!(size(1 << 30), "1 GiB");
    }

    #[test]
    fn archives_do_not_stand_in_each_other_without_end() {
        let mut place = Place::file(Path::new("a.zip"));
        for _ in 0..place.limits.archives {
            place = place.part("a.zip");
            assert!(place.check_depth().is_ok());
        }
        assert!(place.part("a.zip").check_depth().is_err());
    }
}

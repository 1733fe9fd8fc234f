//! A path becomes the list of files below it, in an order that never changes.
//!
//! The order is that of the paths' bytes with `/` between their parts, whatever the system lists
//! first: the same folder gives the same index. Nothing is opened here, so files that turn out to
//! hold no text are told apart when they are read, by content, never by name.

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::error::{Error, Result};
use crate::read::document::shown;

/// One file to be read, found by [`walk`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The given path and what lies below it, with `/`: as it will be shown, but for names that are no text.
    pub path: PathBuf,
}

/// Lists the files of a path in the byte order of their paths.
///
/// Inside a folder, hidden files and folders are left out, and so is `README.md`, which speaks
/// about the documents instead of being one, and thesauri (`.ttl`, `.nt`, `.rdf`); what is named directly is always taken. A link to a
/// file is read, a link to a folder is not followed, so that a loop of links cannot hang the walk.
///
/// # Errors
/// [`Error::MissingPath`] when the path is not there; [`Error::ReadDocument`] for each folder that
/// cannot be opened and each link that leads nowhere, in its place among the others, which go on.
///
/// ```
/// use gnlc::read::walk;
///
/// assert!(walk("Cargo.toml".as_ref())[0].is_ok());
/// assert!(walk("no/such/folder".as_ref())[0].is_err());
/// ```
pub fn walk(path: &Path) -> Vec<Result<Source>> {
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => folder(path),
        // `/dev/zero` has no end.
        Ok(found) if is_device(found.file_type()) => {
            let source = std::io::Error::other("a device, not a file");
            vec![Err(Error::ReadDocument { path: path.to_owned(), source })]
        }
        // Not only regular files: a pipe that is named directly is meant (`<(…)` in a shell).
        Ok(_) => vec![Ok(Source { path: of(path) })],
        Err(source) if source.kind() == std::io::ErrorKind::NotFound => {
            vec![Err(Error::MissingPath { path: path.to_owned() })]
        }
        Err(source) => vec![Err(Error::ReadDocument { path: path.to_owned(), source })],
    }
}

fn folder(path: &Path) -> Vec<Result<Source>> {
    let mut found: Vec<(String, Result<Source>)> = WalkDir::new(path)
        .follow_links(false)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry))
        .filter_map(|entry| match entry {
            Ok(entry) => source(&entry),
            Err(error) => {
                let path = error.path().unwrap_or(path).to_owned();
                // Without a system error it can only be a loop of links, and links are not followed.
                let source =
                    error.into_io_error().unwrap_or_else(|| std::io::Error::other("a loop of links"));
                Some((shown(&path), Err(Error::ReadDocument { path, source })))
            }
        })
        .collect();
    // Walking sorted names is not enough: `a-b/x` stands before `a/x`, because `-` is before `/`.
    found.sort_by(|(left, _), (right, _)| left.as_bytes().cmp(right.as_bytes()));
    found.into_iter().map(|(_, result)| result).collect()
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().first() == Some(&b'.')
}

/// Triples in a folder are a thesaurus, which is named with `--thesaurus`, not text to be found.
fn is_thesaurus(path: &Path) -> bool {
    path.extension().is_some_and(|extension| ["ttl", "nt", "rdf"].iter().any(|known| extension == *known))
}

/// The file of an entry; none for folders, links to folders, and what is no file (pipes, sockets:
/// opening one that merely lies in a folder would wait for ever).
fn source(entry: &DirEntry) -> Option<(String, Result<Source>)> {
    let (name, kind) = (shown(entry.path()), entry.file_type());
    if entry.depth() > 0 && (entry.file_name() == "README.md" || is_thesaurus(entry.path())) {
        return None;
    }
    let is_file = if kind.is_symlink() {
        match fs::metadata(entry.path()) {
            Ok(target) => target.is_file(),
            Err(source) => {
                return Some((name, Err(Error::ReadDocument { path: entry.path().to_owned(), source })));
            }
        }
    } else {
        kind.is_file()
    };
    is_file.then(|| (name, Ok(Source { path: of(entry.path()) })))
}

/// The path that a file is opened by: as it is shown, but for a name that is no text. Such a name is shown with signs in
/// the place of what is no letter, and no file is called so.
fn of(path: &Path) -> PathBuf {
    if path.to_str().is_some() { PathBuf::from(shown(path)) } else { path.to_owned() }
}

#[cfg(unix)]
fn is_device(kind: fs::FileType) -> bool {
    use std::os::unix::fs::FileTypeExt as _;
    kind.is_char_device() || kind.is_block_device()
}

#[cfg(not(unix))]
fn is_device(_: fs::FileType) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use tempfile::TempDir;

    use crate::error::Error;
    use crate::read::walk::walk;

    fn folder(files: &[&str]) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "text").unwrap();
        }
        folder
    }

    /// What was found below the folder; an error shows as `!` and the path it names.
    fn found(folder: &Path) -> Vec<String> {
        let below = |path: &Path| path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        walk(folder)
            .into_iter()
            .map(|result| match result {
                Ok(source) => below(&source.path),
                Err(Error::ReadDocument { path, .. }) => format!("!{}", below(&path)),
                Err(other) => panic!("{other}"),
            })
            .collect()
    }

    #[test]
    fn files_come_in_the_byte_order_of_their_paths() {
        let folder =
            folder(&["b.txt", "a/x.txt", "a-b/x.txt", "a.txt", "B.txt", "é.txt", "a/10.txt", "a/9.txt"]);
        assert_eq!(
            found(folder.path()),
            ["B.txt", "a-b/x.txt", "a.txt", "a/10.txt", "a/9.txt", "a/x.txt", "b.txt", "é.txt"]
        );
    }

    #[test]
    fn hidden_files_and_folders_are_left_out() {
        let folder = folder(&[".hidden.txt", ".git/config", "a/.DS_Store", "a/seen.txt"]);
        assert_eq!(found(folder.path()), ["a/seen.txt"]);
    }

    #[test]
    fn a_hidden_folder_named_directly_is_walked() {
        let folder = folder(&[".notes/a.txt"]);
        assert_eq!(found(&folder.path().join(".notes")), ["a.txt"]);
    }

    #[test]
    fn a_readme_is_left_out_of_a_folder_but_read_when_named() {
        let folder = folder(&["README.md", "deep/README.md", "readme.txt"]);
        assert_eq!(found(folder.path()), ["readme.txt"]);
        let readme = folder.path().join("README.md");
        assert_eq!(walk(&readme).pop().unwrap().unwrap().path, readme);
    }

    #[test]
    fn a_path_that_is_not_there_is_said_to_be_missing() {
        let results = walk(Path::new("no/such/folder"));
        assert!(matches!(&results[..], [Err(Error::MissingPath { .. })]));
    }

    #[test]
    fn an_empty_folder_holds_nothing() {
        assert_eq!(found(folder(&[]).path()), [""; 0]);
    }

    #[cfg(unix)]
    #[test]
    fn links_to_folders_are_not_followed_and_links_to_files_are() {
        use std::os::unix::fs::symlink;
        let folder = folder(&["a/x.txt"]);
        symlink(folder.path(), folder.path().join("a/loop")).unwrap();
        symlink(folder.path().join("a/x.txt"), folder.path().join("link.txt")).unwrap();
        assert_eq!(found(folder.path()), ["a/x.txt", "link.txt"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_nowhere_is_one_error_among_the_others() {
        use std::os::unix::fs::symlink;
        let folder = folder(&["a.txt", "z.txt"]);
        symlink("nowhere", folder.path().join("m.txt")).unwrap();
        assert_eq!(found(folder.path()), ["a.txt", "!m.txt", "z.txt"]);
    }

    #[cfg(unix)]
    #[test]
    fn an_unreadable_folder_is_one_error_among_the_others() {
        use std::os::unix::fs::PermissionsExt;
        let folder = folder(&["a.txt", "closed/b.txt", "z.txt"]);
        let closed = folder.path().join("closed");
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
        let results = found(folder.path());
        // The administrator reads everything; then there is nothing to see here.
        let expected: &[&str] = if fs::read_dir(&closed).is_ok() {
            &["a.txt", "closed/b.txt", "z.txt"]
        } else {
            &["a.txt", "!closed", "z.txt"]
        };
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
        assert_eq!(results, expected);
    }

    #[cfg(unix)]
    #[test]
    fn a_socket_in_a_folder_is_not_opened() {
        let folder = folder(&["a.txt"]);
        let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("s")).unwrap();
        assert_eq!(found(folder.path()), ["a.txt"]);
    }
}

//! Which concepts a run looks for: our own, and those of thesauri that are named or remembered.

use std::fs;
use std::path::{Path, PathBuf};

use crate::concepts::{self, Keys};
use crate::error::{Error, Result};
use crate::index::files;
use crate::index::manifest::{self, Thesaurus};

/// Our own concepts and those of the files named, else of the copies the index keeps.
pub(crate) fn concepts(
    folder: &Path,
    paths: &[PathBuf],
    remembered: &[Thesaurus],
) -> Result<(Keys, Vec<Thesaurus>)> {
    let mut all = concepts::built_in();
    let mut thesauri = Vec::new();
    let files: Vec<(PathBuf, Option<String>)> = if paths.is_empty() {
        remembered.iter().map(|known| (PathBuf::from(&known.path), Some(known.copy.clone()))).collect()
    } else {
        paths.iter().map(|path| (path.clone(), None)).collect()
    };
    for (path, copy) in files {
        let failed = |source| Error::ReadThesaurus { path: path.clone(), source };
        let bytes = match copy {
            Some(name) => files::read(folder, &name).map_err(|damage| failed(damage.into()))?,
            None => fs::read(&path).map_err(|error| failed(error.into()))?,
        };
        let found = concepts::read(&bytes, concepts::syntax_of(&bytes)).map_err(failed)?;
        if found.is_empty() {
            return Err(failed("it holds no skos:prefLabel and no skos:altLabel".into()));
        }
        all.extend(found);
        thesauri.push(manifest::write_thesaurus(folder, &path, &bytes)?);
    }
    Ok((Keys::new(&all), thesauri))
}

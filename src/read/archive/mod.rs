//! Archives and packed files become what they hold.
//!
//! Nothing is written anywhere: parts are unpacked in memory, one after the other, and go to the same
//! readers as files do. What a part may not be — encrypted, a link, a name that leads out of its archive,
//! larger than the limits — is an error in its place among the others, which go on.

use std::io::{self, Read};
use std::path::Path;

use crate::error::{Error, Limit, Result};
use crate::read::encoding;
use crate::read::place::{Fault, Place, size};

pub(crate) mod packed;
pub(crate) mod tar_archive;
pub(crate) mod zip_archive;

/// Below this an expansion says nothing: a page of blanks packs to a thousandth.
const SMALL: u64 = 1 << 20;

/// A limit that was met while bytes were unpacked, inside an [`io::Error`].
#[derive(Debug, thiserror::Error)]
#[error("{1}")]
pub(crate) struct Exceeded(Limit, String);

/// The bytes of a part, all of them; an error when they are more than the limits allow.
pub(crate) fn whole(place: &Place, reader: &mut dyn Read) -> Result<Vec<u8>> {
    let most = place.limits.bytes;
    let mut bytes = Vec::new();
    let read = reader.take(most + 1).read_to_end(&mut bytes);
    read.map_err(|source| failed(place, source))?;
    if bytes.len() as u64 > most {
        let what = format!("it is larger than {}", size(most));
        return Err(place.exceeded(Limit::Bytes, what));
    }
    Ok(bytes)
}

/// What went wrong while a part was unpacked.
pub(crate) fn failed(place: &Place, source: io::Error) -> Error {
    let path = place.path.clone();
    match source.get_ref().and_then(|inner| inner.downcast_ref::<Exceeded>()) {
        Some(Exceeded(limit, what)) => Error::LimitDocument { path, limit: *limit, what: what.clone() },
        None => Error::ReadDocument { path, source },
    }
}

/// Whether so many bytes may come of so many packed ones, here and in the whole file.
pub(crate) fn check(place: &Place, packed: u64, unpacked: u64, more: u64) -> io::Result<()> {
    let most = place.limits.expansion;
    if unpacked > SMALL && unpacked > packed.saturating_mul(most) {
        let what = format!("it unpacks to more than {most} times its size");
        return Err(io::Error::other(Exceeded(Limit::Expansion, what)));
    }
    place.unpack(more).map_err(|fault| match fault {
        Fault::Limit(limit, what) => io::Error::other(Exceeded(limit, what)),
        Fault::Broken(what) => io::Error::other(what),
        Fault::Locked => io::Error::other("locked"),
    })
}

/// The name of a part as it is shown: decoded, with `/`.
///
/// Names carry no encoding that can be trusted; UTF-8 is not met by chance, the rest is guessed as texts are.
pub(crate) fn part_name(raw: &[u8]) -> String {
    let name = match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding::encoding(raw)
            .ok()
            .and_then(|found| encoding::decode(raw, found).ok())
            .map_or_else(|| String::from_utf8_lossy(raw).into_owned(), |decoded| decoded.text),
    };
    name.replace('\\', "/").trim_start_matches("./").to_owned()
}

/// Whether a part is one that folders leave out as well: hidden, or about the documents instead of one.
pub(crate) fn is_passed_over(name: &str) -> bool {
    let hidden = |part: &str| part.starts_with('.') && part != ".." || part == "__MACOSX";
    name.ends_with('/') || name.split('/').any(hidden) || Path::new(name).ends_with("README.md")
}

/// Whether a name leads out of its archive. Nothing is written, but such a name is there to deceive.
pub(crate) fn leads_out(name: &str) -> bool {
    let is_drive = name.as_bytes().get(1) == Some(&b':');
    name.is_empty() || name.starts_with('/') || is_drive || name.split('/').any(|part| part == "..")
}

pub(crate) fn passed_over(place: &Place, what: &str) -> Error {
    Error::PassOverPart { path: place.path.clone(), what: what.to_owned() }
}

#[cfg(test)]
mod tests {
    use crate::read::archive::{is_passed_over, leads_out, part_name};

    #[test]
    fn names_that_lead_out_are_known() {
        for name in ["../a", "a/../../b", "/etc/a", "C:/a", ""] {
            assert!(leads_out(name), "{name}");
        }
        assert!(!leads_out("a/b..txt") && !leads_out("été/a.txt"));
    }

    #[test]
    fn what_folders_leave_out_is_left_out_here() {
        for name in ["a/", ".git/a", "__MACOSX/._a.txt", "a/README.md"] {
            assert!(is_passed_over(name), "{name}");
        }
        assert!(!is_passed_over("a/b.txt") && !is_passed_over("../a.txt"));
    }

    #[test]
    fn a_name_in_another_encoding_is_decoded() {
        assert_eq!(part_name("городской план.txt".as_bytes()), "городской план.txt");
        assert_eq!(part_name(b"dir\\a.txt"), "dir/a.txt");
        let korean = encoding_rs::EUC_KR.encode("평생학습도시 계획.txt").0;
        assert_eq!(part_name(&korean), "평생학습도시 계획.txt");
        assert!(part_name(b"caf\xE9.txt").ends_with(".txt"));
    }
}

//! The streams of a PDF are measured before anything is unpacked: two kilobytes can stand for a gigabyte.
//!
//! The library unpacks a stream whole wherever it needs it. So every stream that looks packed is unpacked here once,
//! and what comes of it thrown away, up to a size that no page has; streams packed several times over are followed.
//! Pictures are passed over: they are large, and never unpacked for their text. In files that are enciphered streams
//! do not look packed and are not measured.

use std::io::Read;

use flate2::read::ZlibDecoder;

use crate::error::Limit;
use crate::read::place::{Fault, Place, size};

/// What one stream may unpack to: the instructions of the largest maps have a quarter of it.
const STREAM: u64 = 128 << 20;
/// How often a stream may be packed over itself; programs do it once.
const TIMES: usize = 6;
/// How far before its stream a dictionary is looked for.
const DICTIONARY: usize = 4 << 10;

/// Whether all streams together stay within the limits.
pub(crate) fn check(place: &Place, bytes: &[u8]) -> Result<(), Fault> {
    let mut all = 0;
    let mut at = 0;
    while let Some(found) = find(&bytes[at..], b"stream") {
        let start = at + found;
        at = start + b"stream".len();
        let rest = &bytes[at..];
        let body = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"));
        let Some(body) = body.filter(|_| !bytes[..start].ends_with(b"end")) else { continue };
        if is_packed(body) && !is_picture(&bytes[start.saturating_sub(DICTIONARY)..start]) {
            all += measured(body)?;
        }
        if all > place.limits.unpacked {
            let what = format!("its streams unpack to more than {}", size(place.limits.unpacked));
            return Err(Fault::Limit(Limit::Unpacked, what));
        }
    }
    Ok(())
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

/// Whether bytes begin as packed ones do.
fn is_packed(bytes: &[u8]) -> bool {
    matches!(bytes, [first, second, ..] if first & 15 == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0)
}

/// Whether the dictionary before a stream says that it is a picture.
fn is_picture(before: &[u8]) -> bool {
    let start = before.windows(4).rposition(|window| window == b" obj").unwrap_or(0);
    let own = &before[start..];
    find(own, b"/Image").is_some() && find(own, b"/Width").is_some()
}

/// How much a stream unpacks to, over all times it is packed.
fn measured(body: &[u8]) -> Result<u64, Fault> {
    for times in 1..=TIMES {
        let mut reader: Box<dyn Read + '_> = Box::new(body);
        for _ in 0..times {
            reader = Box::new(ZlibDecoder::new(reader));
        }
        let (first, unpacked) = counted(&mut reader.take(STREAM + 1));
        if unpacked > STREAM {
            let what = format!("a stream of it unpacks to more than {}", size(STREAM));
            return Err(Fault::Limit(Limit::Fixed, what));
        }
        if !is_packed(&first) {
            return Ok(unpacked);
        }
    }
    Err(Fault::Limit(Limit::Fixed, format!("a stream of it is packed more than {TIMES} times")))
}

/// The first two bytes, and how many there are before the end or the first damage.
fn counted(reader: &mut dyn Read) -> ([u8; 2], u64) {
    let (mut first, mut count) = ([0; 2], 0_u64);
    let mut piece = vec![0; 64 << 10];
    // What cannot be unpacked is the library's to mend or to leave.
    while let Ok(read @ 1..) = reader.read(&mut piece) {
        for (at, byte) in piece.iter().take(read).take(2_usize.saturating_sub(count as usize)).enumerate() {
            first[count as usize + at] = *byte;
        }
        count += read as u64;
    }
    (first, count)
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::path::Path;

    use crate::read::pdf::bounds::check;
    use crate::read::place::{Fault, Place};

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn checked(dictionary: &str, body: &[u8]) -> Result<(), Fault> {
        let file = [b"1 0 obj<<", dictionary.as_bytes(), b">>stream\n", body, b"\nendstream endobj"].concat();
        check(&Place::file(Path::new("a.pdf")), &file)
    }

    #[test]
    fn streams_that_unpack_without_end_are_seen_before_they_do() {
        let bomb = packed(&vec![0; 150 << 20]);
        assert!(matches!(checked("/Filter/FlateDecode", &bomb), Err(Fault::Limit(..))));
        assert!(matches!(checked("", &packed(&bomb)), Err(Fault::Limit(..))));
        // Damage at the end does not hide it.
        assert!(matches!(checked("", &bomb[..bomb.len() - 9]), Err(Fault::Limit(..))));
        assert_eq!(checked("/Subtype/Image/Width 9", &bomb), Ok(()));
        assert_eq!(checked("", &packed(b"BT ET")), Ok(()));
        assert_eq!(checked("", b"BT ET"), Ok(()));
    }
}

//! A packed file (gzip, zstd) becomes the stream it holds, while it is read.
//!
//! A file of records may be larger than the memory, packed as well as plain, so nothing is held here. Files
//! of several pieces one behind the other (a `.warc.gz` has one a record) are read to their end.

use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;

use crate::read::archive::check;
use crate::read::place::Place;

const GZIP: &[u8] = b"\x1F\x8B\x08";
const ZSTD: &[u8] = b"\x28\xB5\x2F\xFD";
const PIECE: usize = 64 << 10;

/// Whether a file that begins so is packed.
pub(crate) fn is_packed(head: &[u8]) -> bool {
    head.starts_with(GZIP) || head.starts_with(ZSTD)
}

/// The stream inside a packed file, held to the limits of its place.
pub(crate) fn unpacked<'a>(
    place: &Place,
    head: &[u8],
    reader: Box<dyn Read + Send + 'a>,
) -> Box<dyn Read + Send + 'a> {
    let packed = Arc::new(AtomicU64::new(0));
    let counted = BufReader::with_capacity(PIECE, Counted { reader, bytes: Arc::clone(&packed) });
    let inner: Box<dyn Read + Send + 'a> = if head.starts_with(GZIP) {
        Box::new(MultiGzDecoder::new(counted))
    } else {
        Box::new(Frames { state: State::Between(counted) })
    };
    Box::new(Bounded { inner, packed, unpacked: 0, place: place.clone() })
}

/// Counts what is taken from a reader.
struct Counted<R> {
    reader: R,
    bytes: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, piece: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(piece)?;
        self.bytes.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// Stops where the limits are met.
struct Bounded<R> {
    inner: R,
    packed: Arc<AtomicU64>,
    unpacked: u64,
    place: Place,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, piece: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(piece)?;
        self.unpacked += read as u64;
        // A file of records is read line by line whatever its size; only its expansion can be a trap.
        let more = if self.place.depth > 1 { read as u64 } else { 0 };
        check(&self.place, self.packed.load(Ordering::Relaxed), self.unpacked, more)?;
        Ok(read)
    }
}

/// The frames of a zstd file, one behind the other.
struct Frames<R: Read> {
    state: State<R>,
}

enum State<R: Read> {
    Between(R),
    Inside(Box<StreamingDecoder<R, ruzstd::decoding::FrameDecoder>>),
    Done,
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, piece: &mut [u8]) -> io::Result<usize> {
        if piece.is_empty() {
            return Ok(0);
        }
        loop {
            match std::mem::replace(&mut self.state, State::Done) {
                State::Done => return Ok(0),
                State::Between(mut reader) => {
                    // Only a further frame is read; what else stands behind the last one is no text of it.
                    if !reader.fill_buf()?.starts_with(ZSTD) {
                        return Ok(0);
                    }
                    let decoder = StreamingDecoder::new(reader).map_err(io::Error::other)?;
                    self.state = State::Inside(Box::new(decoder));
                }
                State::Inside(mut decoder) => {
                    let read = decoder.read(piece)?;
                    if read > 0 {
                        self.state = State::Inside(decoder);
                        return Ok(read);
                    }
                    self.state = State::Between(decoder.into_inner());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read, Write};
    use std::path::Path;

    use crate::read::archive::packed::{is_packed, unpacked};
    use crate::read::place::Place;

    pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
    }

    fn read(packed: Vec<u8>) -> std::io::Result<Vec<u8>> {
        assert!(is_packed(&packed));
        let place = Place::file(Path::new("a.gz")).inside();
        let mut bytes = Vec::new();
        let head = packed[..4].to_vec();
        unpacked(&place, &head, Box::new(Cursor::new(packed))).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    #[test]
    fn several_pieces_are_read_to_the_end() {
        for pack in [gzip, zstd] {
            let both = [pack(b"one "), pack(b"two")].concat();
            assert_eq!(read(both).unwrap(), b"one two");
        }
    }

    #[test]
    fn a_bomb_is_stopped_early() {
        for pack in [gzip, zstd] {
            let error = read(pack(&vec![0; 64 << 20])).unwrap_err();
            assert_eq!(error.to_string(), "it unpacks to more than 200 times its size");
        }
    }

    #[test]
    fn a_cut_file_is_an_error() {
        for pack in [gzip, zstd] {
            let mut bytes = pack("une ville apprenante ".repeat(50).as_bytes());
            bytes.truncate(bytes.len() / 2);
            assert!(read(bytes).is_err());
        }
    }
}

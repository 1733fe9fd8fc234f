//! Bytes become the name of what they are when they are not text.
//!
//! Names of files are not asked: a photograph may be called `report.txt`, and an article about
//! PDF may be called `pdf`. A file that is named here is refused with a sentence that says what was seen, so
//! that its owner knows what to convert.

/// The beginnings that no text has: each with what it begins and, when it can be read, itself.
#[rustfmt::skip]
const NEVER_TEXT: &[(&[u8], &str)] = &[
    (b"%PDF-",                              "a PDF file"),
    (b"{\\rtf",                             "an RTF file"),
    (b"PK\x03\x04",                         "a zip archive, as .docx, .xlsx, .odt and .epub files are"),
    (b"PK\x05\x06",                         "an empty zip archive"),
    (b"\x1F\x8B\x08",                       "a gzip archive"),
    (b"\x28\xB5\x2F\xFD",                   "a zstd archive"),
    (b"\xFD7zXZ\x00",                       "an xz archive"),
    (b"7z\xBC\xAF\x27\x1C",                 "a 7-Zip archive"),
    (b"Rar!\x1A\x07",                       "a RAR archive"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",   "an old Office file, as .doc, .xls and .ppt files are"),
    (b"\x89PNG\r\n\x1A\n",                  "a PNG image"),
    (b"\xFF\xD8\xFF",                       "a JPEG image"),
    (b"II*\x00",                            "a TIFF image"),
    (b"MM\x00*",                            "a TIFF image"),
    (b"\x7FELF",                            "a program (ELF)"),
    (b"\xCA\xFE\xBA\xBE",                   "a program (Java or Mach-O)"),
    (b"\xCF\xFA\xED\xFE",                   "a program (Mach-O)"),
    (b"\x00asm",                            "a program (WebAssembly)"),
    (b"SQLite format 3\x00",                "an SQLite database"),
];

/// Beginnings that a text can have too ("BMW opens a learning centre"); they count only when the
/// bytes do not read as text.
#[rustfmt::skip]
const SELDOM_TEXT: &[(&[u8], &str)] = &[
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"BM",     "a BMP image"),
    (b"RIFF",   "a WebP image, a WAV sound or an AVI film"),
    (b"BZh",    "a bzip2 archive"),
    (b"MZ",     "a program (Windows)"),
    (b"ID3",    "an MP3 sound"),
    (b"OggS",   "an Ogg sound"),
    (b"fLaC",   "a FLAC sound"),
    (b"wOFF",   "a font"),
    (b"wOF2",   "a font"),
    (b"PAR1",   "a Parquet file"),
];

/// How much of a file may be control characters: 1 in 50. Random bytes have 1 in 10, texts have a
/// form feed a page or the colours of a terminal, whose escape is not counted.
const CONTROLS_PER_TEXT: usize = 50;

/// What bytes are whose beginning no text has: `a PDF file; it starts with "%PDF-"`.
pub(crate) fn by_beginning(bytes: &[u8]) -> Option<String> {
    // UTF-32 would pass for UTF-16 with a zero after every letter.
    if bytes.starts_with(b"\xFF\xFE\x00\x00") || bytes.starts_with(b"\x00\x00\xFE\xFF") {
        return Some("it is UTF-32; save it as UTF-8".to_owned());
    }
    named(NEVER_TEXT, bytes)
}

/// What bytes are that read as no text: by their beginning if it is known, else by `why`.
pub(crate) fn by_elimination(bytes: &[u8], why: impl FnOnce() -> String) -> String {
    if bytes.get(4..8) == Some(b"ftyp") {
        return "an MP4 film or a HEIC image; it has `ftyp` at byte 4".to_owned();
    }
    named(SELDOM_TEXT, bytes).unwrap_or_else(why)
}

/// How many control characters the bytes hold, when that is more than a text has.
pub(crate) fn too_many_controls(bytes: &[u8]) -> Option<usize> {
    let is_control = |byte: &&u8| matches!(byte, 0x00..=0x08 | 0x0B | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F);
    let controls = bytes.iter().filter(is_control).count();
    (controls * CONTROLS_PER_TEXT > bytes.len()).then_some(controls)
}

fn named(beginnings: &[(&[u8], &str)], bytes: &[u8]) -> Option<String> {
    let (beginning, what) = beginnings.iter().find(|(beginning, _)| bytes.starts_with(beginning))?;
    let shown = if beginning.iter().all(u8::is_ascii_graphic) {
        format!("`{}`", String::from_utf8_lossy(beginning))
    } else {
        let hex: Vec<String> = beginning.iter().map(|byte| format!("{byte:02X}")).collect();
        format!("the bytes {}", hex.join(" "))
    };
    Some(format!("{what}; it starts with {shown}"))
}

#[cfg(test)]
mod tests {
    use crate::read::binary::{by_beginning, by_elimination, too_many_controls};

    #[test]
    fn a_known_beginning_is_named_with_what_was_seen() {
        assert_eq!(by_beginning(b"%PDF-1.7\n...").unwrap(), "a PDF file; it starts with `%PDF-`");
        assert_eq!(
            by_beginning(b"\x1F\x8B\x08\x00").unwrap(),
            "a gzip archive; it starts with the bytes 1F 8B 08"
        );
        assert_eq!(
            by_beginning(b"\x7FELF\x02").unwrap(),
            "a program (ELF); it starts with the bytes 7F 45 4C 46"
        );
        assert_eq!(by_beginning(b"A text about PDF"), None);
    }

    #[test]
    fn a_beginning_that_texts_have_too_counts_only_by_elimination() {
        assert_eq!(by_beginning(b"BMW opens a learning centre"), None);
        assert_eq!(by_elimination(b"BM\x00\x01", String::new), "a BMP image; it starts with `BM`");
        assert_eq!(by_elimination(b"\x00\x01", || "zeros".to_owned()), "zeros");
    }

    #[test]
    fn a_few_control_characters_are_still_a_text() {
        let page = "One line of a page of plain text, then a form feed.\u{0c}".repeat(3) + "\u{1}";
        assert_eq!(too_many_controls(page.as_bytes()), None);
        assert_eq!(too_many_controls(b"\x01\x02\x03abc"), Some(3));
    }
}

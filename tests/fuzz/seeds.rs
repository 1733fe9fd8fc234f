//! The files that mutation begins from: those of `tests/formats`, and small ones for what they leave out.

use std::fs;
use std::io::Read as _;
use std::path::Path;

use crate::mutate::Input;

/// The committed files whose names end so.
pub(crate) fn files(endings: &[&str]) -> Vec<Input> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut found = Vec::new();
    for folder in ["formats", "formats/office", "formats/texts"] {
        let Ok(entries) = fs::read_dir(tests.join(folder)) else { continue };
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if endings.iter().any(|ending| name.ends_with(ending)) {
                let bytes = fs::read(entry.path()).expect("a fixture can be read");
                found.push(Input::new(&name, bytes));
            }
        }
    }
    found.sort_by(|left, right| left.name.cmp(&right.name));
    found
}

/// The pages of `tests/pages`: every shape a plain text may have.
pub(crate) fn pages() -> Vec<Input> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the pages").flatten() {
        for name in ["page.txt", "page.md"] {
            if let Ok(bytes) = fs::read(entry.path().join(name)) {
                found.push((entry.file_name(), Input::new(name, bytes)));
            }
        }
    }
    found.sort_by(|(left, _), (right, _)| left.cmp(right));
    found.into_iter().map(|(_, input)| input).collect()
}

pub(crate) fn texts(name: &str, texts: &[&str]) -> Vec<Input> {
    texts.iter().map(|text| Input::new(name, text.as_bytes().to_vec())).collect()
}

/// A page in other encodings than UTF-8.
pub(crate) fn encoded() -> Vec<Input> {
    let (russian, japanese) = ("Город учится. Школа открыта вечером.\n", "夜の学校は川のそばにあります。\n");
    let utf16: Vec<u8> = japanese.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [
        [b"\xFF\xFE", &utf16[..]].concat(),
        encoding_rs::WINDOWS_1251.encode(russian).0.repeat(4),
        encoding_rs::SHIFT_JIS.encode(japanese).0.repeat(4),
        encoding_rs::GB18030.encode("南京是学习型城市。").0.repeat(4),
        russian.as_bytes().iter().map(|byte| *byte as char).collect::<String>().into_bytes(),
    ]
    .into_iter()
    .map(|bytes| Input::new("page.txt", bytes))
    .collect()
}

/// PDF files with their streams unpacked, so that a change reaches what is in them.
pub(crate) fn open_pdf() -> Vec<Input> {
    let mut found = files(&[".pdf"]);
    let open: Vec<Input> = found
        .iter()
        .map(|input| Input::new(&format!("open-{}", input.name), unpacked(&input.bytes())))
        .collect();
    found.extend(open);
    found.extend(texts("small.pdf", &[SMALL_PDF]));
    found
}

/// Unpacks streams and leaves fonts out. Tables of offsets become wrong, which readers mend.
fn unpacked(pdf: &[u8]) -> Vec<u8> {
    let find = |from: usize, what: &[u8]| {
        pdf[from..].windows(what.len()).position(|window| window == what).map(|at| from + at)
    };
    let (mut open, mut at) = (Vec::new(), 0);
    while let Some(stream) = find(at, b"stream") {
        let begin = stream
            + "stream".len()
            + pdf[stream + 6..].iter().take_while(|byte| **byte <= b'\r').count().min(2);
        let Some(end) = find(begin, b"endstream") else { break };
        let head = String::from_utf8_lossy(&pdf[at..stream]).into_owned();
        let mut content = Vec::new();
        let is_open = !head.contains("/Length1")
            && flate2::read::ZlibDecoder::new(&pdf[begin..end]).read_to_end(&mut content).is_ok();
        let head = head.replace("/Filter/FlateDecode", "").replace("/Length ", "/Was ");
        if is_open && content.len() < 20_000 {
            open.extend_from_slice(head.as_bytes());
        } else {
            content.clear();
            open.extend_from_slice(head.as_bytes());
        }
        open.extend_from_slice(b"stream\n");
        open.extend_from_slice(&content);
        open.extend_from_slice(b"\nendstream");
        at = end + "endstream".len();
    }
    open.extend_from_slice(&pdf[at..]);
    open
}

const SMALL_PDF: &str = "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n\
3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Rotate 90/Contents[4 0 R]/Resources<</Font<</F 5 0 R/G 7 0 R>>/XObject<</X 6 0 R>>>>>>\n\
endobj\n4 0 obj\n<</Length 170>>stream\nq 1 0 0 1 0 0 cm BT /F 20 Tf 50 700 Td (A \\311vora) Tj /G 10 Tf 12 TL 0 -40 Td <00410042> Tj T* \
[(ng) -600 (en\\)ough) -30 (.)] TJ 2 Tc 3 Tw 90 Tz (a) ' 1 2 (b) \" ET Q /X Do\nBI /W 1 /H 1 ID x EI\nendstream\nendobj\n\
5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[65/eacute/f_i 200/uni4E00]>>/FirstChar 32/LastChar 34/Widths[250 300 400]>>\n\
endobj\n6 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Matrix[0 1 -1 0 0 0]/Resources<</XObject<</X 6 0 R>>>>/Length 20>>stream\n/X Do BT (in a form) Tj ET\nendstream\nendobj\n\
7 0 obj\n<</Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 8 0 R/DescendantFonts[<</W[0[500 600]65 66 700]/DW 1000>>]>>\nendobj\n\
8 0 obj\n<</Length 90>>stream\n1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0041> <0050> <4E00> endbfrange \
1 beginbfchar <0042> <D83DDE00> endbfchar\nendstream\nendobj\ntrailer\n<</Size 9/Root 1 0 R/Info<</Title(A \\(plan\\))/CreationDate(D:20240102)>>>>\n%%EOF\n";

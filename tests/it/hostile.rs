//! Files made to hurt cost themselves only: each is told or passed over in a moment, and the good file beside it is found.

use std::fs;
use std::io::{Cursor, Write as _};
use std::time::{Duration, Instant};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::sandbox::{Outcome, Sandbox, project};

const GOOD: &[u8] = b"The evening school opens its doors to everybody who wants to learn a trade again.";
/// Unoptimised and beside other tests; the program as it is installed takes a tenth or less.
const LONGEST: Duration = Duration::from_secs(120);

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(bytes).expect("its bytes");
    }
    writer.finish().expect("an archive").into_inner()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(bytes).expect("memory");
    packed.finish().expect("memory")
}

/// Indexes one bad file beside a good one; the good one must be found, soon, and nobody may see a fault of ours.
fn beside(name: &str, bytes: &[u8]) -> Outcome {
    let sandbox = Sandbox::new();
    sandbox.write(&format!("docs/{name}"), bytes);
    indexed(&sandbox, name)
}

fn indexed(sandbox: &Sandbox, name: &str) -> Outcome {
    sandbox.write("docs/good.txt", GOOD);
    let begun = Instant::now();
    let outcome = sandbox.run(&["index", "--index", "ix", "docs"]);
    assert!(begun.elapsed() < LONGEST, "{name} took {:?}", begun.elapsed());
    assert!([0, 2].contains(&outcome.code), "{name}: {outcome:?}");
    for slip in ["panicked", "fault of the program", "Err(", "overflow"] {
        assert!(!outcome.stderr.contains(slip), "{name}: {}", outcome.stderr);
    }
    let found = sandbox.found(&["evening school"]);
    assert!(found.contains(&"docs/good.txt".to_owned()), "{name}: {found:?}\n{}", outcome.stderr);
    outcome
}

/// Holds that a bad file is told with these words, and what to do.
fn told(name: &str, bytes: &[u8], words: &str) {
    let outcome = beside(name, bytes);
    assert_eq!(outcome.code, 2, "{name}: {}", outcome.stderr);
    assert!(outcome.stderr.contains(words), "{name} should say `{words}`:\n{}", outcome.stderr);
    assert!(outcome.stderr.contains("hint: "), "{}", outcome.stderr);
}

#[test]
fn a_pdf_with_a_password_is_told() {
    let (owner, user) = ("a".repeat(32), "b".repeat(32));
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>".to_owned(),
        format!("<</Filter/Standard/V 1/R 2/Length 40/O({owner})/U({user})/P -4>>"),
    ];
    let (mut pdf, mut offsets) = ("%PDF-1.4\n".to_owned(), String::new());
    for (number, object) in objects.iter().enumerate() {
        offsets += &format!("{:010} 00000 n \n", pdf.len());
        pdf += &format!("{} 0 obj\n{object}\nendobj\n", number + 1);
    }
    let start = pdf.len();
    pdf += &format!(
        "xref\n0 5\n0000000000 65535 f \n{offsets}trailer\n<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<78><78>]>>\nstartxref\n{start}\n%%EOF\n"
    );
    told("locked.pdf", pdf.as_bytes(), "`docs/locked.pdf` is locked with a password");
    // Office puts what is locked into a container of the old kind.
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let office = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", &[0; 512][..], &name, &[0; 512]].concat();
    told("locked.docx", &office, "`docs/locked.docx` is locked with a password");
}

#[test]
fn every_fixture_cut_in_the_middle_costs_itself_only() {
    let sandbox = Sandbox::new();
    let mut all = 0;
    for folder in ["office", "texts", ""] {
        for entry in fs::read_dir(project().join("tests/formats").join(folder)).expect("fixtures").flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.path().is_dir() || name.ends_with(".py") {
                continue;
            }
            let bytes = fs::read(entry.path()).expect("a fixture");
            for (part, of) in [(1, 10), (1, 2), (9, 10)] {
                sandbox.write(&format!("docs/{part}-{of}-{name}"), &bytes[..bytes.len() * part / of]);
            }
            all += 3;
        }
    }
    assert!(all > 200, "{all}");
    indexed(&sandbox, "cut files");
}

#[test]
fn bombs_of_one_stream_are_stopped() {
    let zeros = vec![b' '; 80 << 20];
    told("bomb.txt.gz", &gzipped(&zeros), "it unpacks to more than 200 times its size");
    told("bomb.tar.gz", &gzipped(&vec![0; 80 << 20]), "bomb.tar.gz");
    told("twice.gz", &gzipped(&gzipped(&zeros)), "it unpacks to more than 200 times its size");
}

#[test]
fn entities_that_stand_for_each_other_are_not_expanded() {
    let mut entities = "<!ENTITY a0 \"lol\">".to_owned();
    for number in 1..10 {
        entities += &format!("<!ENTITY a{number} \"{}\">", format!("&a{};", number - 1).repeat(10));
    }
    let xml = format!("<?xml version=\"1.0\"?><!DOCTYPE l [{entities}]><l>The lighthouse &a9; burns.</l>");
    let outcome = beside("laughs.xml", xml.as_bytes());
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let body = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE l [{entities}]><w:document><w:body><w:p><w:r><w:t>The lighthouse &a9; burns.</w:t></w:r></w:p>\
         </w:body></w:document>"
    );
    let docx = zipped(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", body.as_bytes())]);
    let outcome = beside("laughs.docx", &docx);
    assert!(outcome.code == 0 || outcome.stderr.contains("laughs.docx"), "{}", outcome.stderr);
    beside(
        "laughs.html",
        format!("<!DOCTYPE html [{entities}]><p>The lighthouse &a9; burns.</p>").as_bytes(),
    );
}

#[test]
fn nothing_nests_too_deep() {
    let n = 200_000;
    beside("deep.xml", format!("<?xml version='1.0'?>{}words", "<a>".repeat(n)).as_bytes());
    beside(
        "deep.html",
        format!("<!doctype html>{}words", "<table><tr><td><ul><li>".repeat(n / 5)).as_bytes(),
    );
    beside("deep.json", format!("{}1{}", "[".repeat(n), "]".repeat(n)).as_bytes());
    beside("deep.jsonl", format!("{{\"text\":\"a\",\"x\":{}1}}", "[".repeat(n)).as_bytes());
    beside("deep.md", format!("{} words\n\n{}- words", "> ".repeat(n), "  ".repeat(n / 2)).as_bytes());
    beside("deep.rtf", format!("{{\\rtf1 {}words", "{".repeat(n)).as_bytes());
    beside("deep.eml", nested_mail(2_000).as_bytes());
    let array = format!(
        "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/X {}>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF",
        "[".repeat(n)
    );
    beside("deep.pdf", array.as_bytes());
    let dictionary =
        format!("%PDF-1.7\n1 0 obj\n{}\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF", "<</A ".repeat(n));
    beside("deeper.pdf", dictionary.as_bytes());
}

/// Mails in mails.
fn nested_mail(depth: usize) -> String {
    let mut mail = String::from("From: a@b\r\nSubject: x\r\n");
    for number in 0..depth {
        mail += &format!("Content-Type: multipart/mixed; boundary=b{number}\r\n\r\n--b{number}\r\n");
    }
    mail + "Content-Type: text/plain\r\n\r\nwords\r\n"
}

#[test]
fn tables_without_end_are_cut() {
    let cells = 10_000_000;
    let row = format!("a{}\n", ",".repeat(999));
    let csv = row.repeat(cells / 1_000);
    let outcome = beside("large.csv", csv.as_bytes());
    assert!(outcome.stderr.contains("it has more than 2000000 cells"), "{}", outcome.stderr);
    // A sheet says with a number that its cells go on.
    let content = "<office:document-content><office:body><office:spreadsheet><table:table table:name='A'>\
        <table:table-row table:number-rows-repeated='10000'><table:table-cell table:number-columns-repeated='1000'><text:p>a</text:p>\
        </table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>";
    let kind = b"application/vnd.oasis.opendocument.spreadsheet";
    beside("large.ods", &zipped(&[("mimetype", kind), ("content.xml", content.as_bytes())]));
    let html = format!("<!doctype html><table>{}", "<tr><td rowspan=65000 colspan=1000>a".repeat(10_000));
    beside("large.html", html.as_bytes());
}

#[test]
fn what_a_pdf_refers_to_may_lead_back() {
    let pages = "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n";
    let page = "3 0 obj\n<</Type/Page/Parent 3 0 R/Contents 4 0 R/Resources 3 0 R/Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>\nendobj\n\
        4 0 obj\n<</Length 4 0 R>>stream\n/X Do BT /F 9 Tf (words) Tj ET\nendstream\nendobj\n\
        5 0 obj\n<</Type/Font/Subtype/Type0/ToUnicode 5 0 R/DescendantFonts 5 0 R/Encoding 5 0 R>>\nendobj\n\
        6 0 obj\n<</Subtype/Form/Resources 3 0 R/Length 12>>stream\n/X Do /X Do \nendstream\nendobj\n";
    beside(
        "cyclic.pdf",
        format!("{pages}{page}trailer\n<</Root 1 0 R/Info 1 0 R/Prev 0>>\n%%EOF").as_bytes(),
    );
    let itself = "%PDF-1.7\n1 0 obj\n1 0 R\nendobj\n2 0 obj\n3 0 R\nendobj\n3 0 obj\n2 0 R\nendobj\ntrailer\n<</Root 2 0 R/Encrypt 3 0 R>>\n%%EOF";
    beside("itself.pdf", itself.as_bytes());
}

#[test]
fn names_that_lead_out_of_a_tar_archive_are_passed_over() {
    let part = |name: &str, kind: u8, bytes: &[u8]| {
        let mut block = vec![0; 512];
        block[..name.len()].copy_from_slice(name.as_bytes());
        block[124..135].copy_from_slice(format!("{:011o}", bytes.len()).as_bytes());
        block[156] = kind;
        block[257..263].copy_from_slice(b"ustar\0");
        block[148..156].fill(b' ');
        let sum: u64 = block.iter().map(|byte| u64::from(*byte)).sum();
        block[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
        block.extend_from_slice(bytes);
        block.resize(block.len().div_ceil(512) * 512, 0);
        block
    };
    let archive =
        [part("../../out.txt", b'0', GOOD), part("/etc/passwd", b'0', GOOD), part("link", b'2', b"")]
            .concat();
    told("out.tar", &archive, "its name leads out of the archive");
    // A part that says it is larger than anything.
    let mut endless = part("a.txt", b'0', GOOD);
    endless[124..136].copy_from_slice(b"\x80\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF");
    endless[148..156].fill(b' ');
    let sum: u64 = endless[..512].iter().map(|byte| u64::from(*byte)).sum();
    endless[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
    told("endless.tar", &endless, "endless.tar");
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_and_devices_in_a_folder_end() {
    use std::os::unix::fs::symlink;
    let sandbox = Sandbox::new();
    fs::create_dir_all(sandbox.path().join("docs/deep/deeper")).expect("folders");
    let link = |to: &str, at: &str| symlink(to, sandbox.path().join("docs").join(at)).expect("a link");
    link("..", "deep/up");
    link("../..", "deep/deeper/up");
    link("circle-b", "circle-a");
    link("circle-a", "circle-b");
    link("self", "self");
    link("nowhere", "dangling");
    link("/dev/zero", "zero.txt");
    link("/dev/null", "null.txt");
    let fifo = sandbox.path().join("docs/fifo.txt");
    assert!(std::process::Command::new("mkfifo").arg(&fifo).status().is_ok_and(|status| status.success()));
    let _socket =
        std::os::unix::net::UnixListener::bind(sandbox.path().join("docs/socket.txt")).expect("a socket");
    let outcome = indexed(&sandbox, "links and devices");
    assert_eq!(outcome.code, 2, "{}", outcome.stderr);
    for name in ["circle-a", "circle-b", "docs/self", "dangling"] {
        assert!(outcome.stderr.contains(name), "{name} is not told:\n{}", outcome.stderr);
    }
}

#[cfg(unix)]
#[test]
fn a_device_that_is_named_is_refused() {
    let sandbox = Sandbox::new();
    sandbox.write("docs/good.txt", GOOD);
    let outcome = sandbox.run(&["index", "--index", "ix", "docs", "/dev/zero"]);
    assert_eq!(outcome.code, 2, "{}", outcome.stderr);
    assert!(outcome.stderr.contains("cannot read `/dev/zero`"), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("cause: a device, not a file"), "{}", outcome.stderr);
    assert_eq!(sandbox.found(&["evening school"]), ["docs/good.txt"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_text_is_indexed() {
    use std::os::unix::ffi::OsStrExt as _;
    let sandbox = Sandbox::new();
    let folder = sandbox.path().join(std::ffi::OsStr::from_bytes(b"docs/caf\xE9"));
    fs::create_dir_all(&folder).expect("a folder");
    let text = "A lighthouse keeper teaches knots to the whole island.";
    fs::write(folder.join(std::ffi::OsStr::from_bytes(b"men\xFC.txt")), text).expect("a file");
    let outcome = indexed(&sandbox, "a name that is no text");
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert_eq!(sandbox.found(&["lighthouse keeper"]), ["docs/caf\u{fffd}/men\u{fffd}.txt"]);
    // And it is known again.
    let again = sandbox.run(&["index", "--index", "ix", "docs"]);
    assert!(again.stderr.contains("2 unchanged"), "{}", again.stderr);
}

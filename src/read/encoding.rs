//! Bytes become text, in whatever encoding they were written.
//!
//! The order of the questions matters. What says what it is (a byte-order mark, a file's magic
//! number) is believed; valid UTF-8 is UTF-8, because no text of another encoding is valid UTF-8
//! by chance beyond a few words; zero bytes are UTF-16 or no text; a file that is UTF-8 but for
//! some broken bytes is kept as UTF-8; only the rest is guessed from its letters.
//!
//! The bytes of UTF-8 are kept as they are, byte-order mark included: positions in the text are
//! then positions in the file.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_8, WINDOWS_1252};

use crate::read::binary::{by_beginning, by_elimination, too_many_controls};
use crate::read::{mojibake, utf16};

/// The text of a file and how it was come by.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    /// The name of the encoding.
    pub(crate) encoding: &'static str,
    /// What was replaced or repaired.
    pub(crate) notes: Vec<String>,
}

/// A file is UTF-8 when at least this many of its characters above ASCII are good for each broken
/// place. In a text of another encoding hardly one place in five is valid UTF-8 by chance (GB18030
/// has the most, one in six), so 4 to 1 is far from both sides. Asking for 99 in 100 would read a
/// page with twenty accents and one cut character as windows-1252, and spoil all twenty.
const GOOD_PER_BROKEN: usize = 4;

/// How much of a file the guess looks at, from the first byte above ASCII on. Its letters are known
/// long before; the detector reads 4 to 9 MB/s, so this much costs some 20 ms.
const LOOKED_AT: usize = 128 << 10;

/// How many zero bytes a UTF-8 text may have: 1 in 1000. A stray one happens (a field padded by an
/// old program) and does not make a page unreadable.
const TEXT_PER_ZERO: usize = 1000;

/// How many of the characters above ASCII may be lost in a guessed encoding, 1 in 10, before the
/// guess is called wrong and the file no text.
const KEPT_PER_LOST: usize = 10;

/// Finds the encoding of a file from its bytes, or says what it is instead of text.
///
/// The beginning of a file is enough, even when it is cut inside a character.
pub(crate) fn encoding(bytes: &[u8]) -> Result<&'static Encoding, String> {
    if let Some(what) = by_beginning(bytes) {
        return Err(what);
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Ok(encoding);
    }
    let zeros = bytes.iter().filter(|byte| **byte == 0).count();
    if zeros > 0 {
        if zeros * TEXT_PER_ZERO <= bytes.len() && is_utf8(bytes) {
            return Ok(UTF_8);
        }
        let why = || format!("it holds {} and is not UTF-16", zero_bytes(zeros));
        return utf16::unmarked(bytes, zeros).ok_or_else(|| by_elimination(bytes, why));
    }
    if is_utf8(bytes) {
        // ISO-2022-JP is written with ASCII bytes only, and shows itself by its escapes.
        let escapes = bytes.contains(&0x1B).then(|| guess(bytes));
        return Ok(escapes.filter(|guess| *guess == encoding_rs::ISO_2022_JP).unwrap_or(UTF_8));
    }
    if let Some(controls) = too_many_controls(bytes) {
        return Err(by_elimination(bytes, || format!("it holds {controls} control characters")));
    }
    Ok(guess(bytes))
}

/// Decodes a whole file in the encoding that was found for it, and repairs what was decoded twice.
pub(crate) fn decode(bytes: &[u8], encoding: &'static Encoding) -> Result<Decoded, String> {
    let mut decoded = if encoding == UTF_8 { utf8(bytes) } else { foreign(bytes, encoding)? };
    if let Some((text, note)) = repaired(&decoded.text) {
        decoded.text = text;
        decoded.notes.push(note);
    }
    Ok(decoded)
}

/// A text that was decoded twice, led back, and the sentence that says so; `None` when it is honest.
pub(crate) fn repaired(text: &str) -> Option<(String, String)> {
    let repair = mojibake::repair(text)?;
    let (broken, meant) = &repair.example;
    let note = match repair.count {
        1 => format!("1 character had been decoded twice and was repaired (`{broken}` is `{meant}`)"),
        count => {
            format!("{count} characters had been decoded twice and were repaired (`{broken}` is `{meant}`)")
        }
    };
    Some((repair.text, note + "; positions count in the repaired text"))
}

/// Whether bytes are UTF-8, perhaps with a few broken places.
fn is_utf8(bytes: &[u8]) -> bool {
    if Encoding::utf8_valid_up_to(bytes) == bytes.len() {
        return true;
    }
    let (mut good, mut broken) = (0_usize, 0_usize);
    let mut left = bytes.len();
    for chunk in bytes.utf8_chunks() {
        left -= chunk.valid().len() + chunk.invalid().len();
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        // The last character may be cut by whoever cut the file.
        let is_cut = left == 0 && is_beginning(chunk.invalid());
        broken += usize::from(!chunk.invalid().is_empty() && !is_cut);
    }
    // A lone broken place proves nothing either way; then the guess is asked.
    good > 0 && good >= GOOD_PER_BROKEN * broken
}

/// Whether these last bytes of a file only lack their continuation.
fn is_beginning(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

/// The encoding whose letters and letter pairs fit best.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    // The letters before the first foreign one tell about it as well.
    let looked_at = &bytes[first.saturating_sub(64)..];
    let looked_at = &looked_at[..looked_at.len().min(LOOKED_AT)];
    let whole = guess_of(looked_at);
    // One broken byte rules an encoding out for the detector, and windows-1252 is what remains.
    // But a Western text is mostly ASCII; where it is not, the lines are asked one by one.
    let above_ascii = |bytes: &[u8]| bytes.iter().filter(|byte| !byte.is_ascii()).count();
    if whole != WINDOWS_1252 || above_ascii(looked_at) * 3 < looked_at.len() {
        return whole;
    }
    let mut votes: Vec<(&'static Encoding, usize)> = Vec::new();
    for line in looked_at.split(|byte| *byte == b'\n').filter(|line| !line.is_ascii()) {
        let (encoding, weight) = (guess_of(line), above_ascii(line));
        match votes.iter_mut().find(|(known, _)| *known == encoding) {
            Some((_, votes)) => *votes += weight,
            None => votes.push((encoding, weight)),
        }
    }
    // Of equal votes the first stands.
    votes.into_iter().rev().max_by_key(|(_, votes)| *votes).map_or(whole, |(encoding, _)| encoding)
}

fn guess_of(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    // Not the last bytes as far as the detector knows: a cut character at the end is no error.
    detector.feed(bytes, false);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    // They are decoded alike, and GB18030 is the name of the standard in force.
    if encoding == GBK { GB18030 } else { encoding }
}

fn utf8(bytes: &[u8]) -> Decoded {
    let encoding = UTF_8.name();
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded { text: text.to_owned(), encoding, notes: Vec::new() },
        Err(_) => {
            let text = String::from_utf8_lossy(bytes).into_owned();
            Decoded { text, encoding, notes: vec![broken_bytes(bytes)] }
        }
    }
}

/// Says where the first bytes are that are not UTF-8.
fn broken_bytes(bytes: &[u8]) -> String {
    let (mut at, mut count, mut places) = (0, 0, Vec::new());
    for chunk in bytes.utf8_chunks() {
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            places.push(at);
            count += chunk.invalid().len();
            at += chunk.invalid().len();
        }
    }
    let shown: Vec<String> = places.iter().take(3).map(usize::to_string).collect();
    let more = if places.len() > shown.len() { " …" } else { "" };
    let (bytes, verbs) = if count == 1 { ("byte", ("is", "was")) } else { ("bytes", ("are", "were")) };
    let (is, was) = verbs;
    format!("{count} {bytes} at {}{more} {is} not UTF-8 and {was} replaced", shown.join(", "))
}

/// Decodes what is not UTF-8. A byte-order mark goes: positions are not those of the file anyway.
fn foreign(bytes: &[u8], encoding: &'static Encoding) -> Result<Decoded, String> {
    let mark = Encoding::for_bom(bytes).map_or(0, |(_, length)| length);
    let (text, is_broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
    let mut notes = Vec::new();
    if is_broken {
        let lost = text.matches('\u{fffd}').count();
        let above_ascii = text.chars().filter(|c| !c.is_ascii()).count();
        // A byte-order mark is a statement; a guess that loses much was none.
        if mark == 0 && lost * KEPT_PER_LOST > above_ascii && lost > 1 {
            return Err(by_elimination(bytes, || "its bytes fit no encoding".to_owned()));
        }
        let places = if lost == 1 { "1 place is".to_owned() } else { format!("{lost} places are") };
        let were = if lost == 1 { "was" } else { "were" };
        notes.push(format!("{places} not {} and {were} replaced", name(encoding)));
    }
    Ok(Decoded { text: text.into_owned(), encoding: name(encoding), notes })
}

/// The name people write; the standard has `gb18030` in small letters.
fn name(encoding: &'static Encoding) -> &'static str {
    if encoding == GB18030 { "GB18030" } else { encoding.name() }
}

fn zero_bytes(count: usize) -> String {
    if count == 1 { "1 zero byte".to_owned() } else { format!("{count} zero bytes") }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{
        BIG5, EUC_JP, EUC_KR, Encoding, GB18030, ISO_2022_JP, ISO_8859_2, KOI8_R, SHIFT_JIS, UTF_8, UTF_16BE,
        UTF_16LE, WINDOWS_874, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254,
        WINDOWS_1255, WINDOWS_1256,
    };
    use proptest::prelude::*;

    use crate::read::encoding::{Decoded, decode, encoding, name};

    const CHINESE: &str = "2024年2月14日，南京和苏州加入了全球学习型城市网络。\n终身学习让城市更加包容，也让每一位市民都有机会继续学习。\n";
    const TRADITIONAL: &str =
        "臺北市的社區大學為市民開設了許多課程。\n終身學習讓城市更加包容，也讓每個人都有機會繼續學習。\n";
    const JAPANESE: &str = "岡山市は公民館を中心に、生涯学習のまちづくりを進めています。\nだれもがいつでも学べるまちをめざします。\n";
    const KOREAN: &str = "부안군은 2024년에 글로벌 학습도시 네트워크에 가입했다.\n누구나 언제 어디서나 배울 수 있는 도시를 만들어 간다.\n";
    const RUSSIAN: &str = "Город вступил в глобальную сеть обучающихся городов.\nОбразование на протяжении всей жизни доступно каждому жителю.\n";
    const FRENCH: &str = "La ville a rejoint le réseau mondial des villes apprenantes.\nL’été dernier, déjà, des élèves de tous âges ont été reçus à l'école.\n";
    const TURKISH: &str = "Şehir, küresel öğrenen şehirler ağına katıldı.\nYaşam boyu öğrenme her yaştan insan için mümkün; işte bunun için çalışıyoruz.\n";
    const ARABIC: &str =
        "انضمت المدينة إلى الشبكة العالمية لمدن التعلم.\nالتعلم مدى الحياة متاح للجميع في كل مكان وزمان.\n";
    const POLISH: &str = "Miasto dołączyło do światowej sieci miast uczących się.\nKażdy może się uczyć przez całe życie, także tutaj.\n";
    const GREEK: &str = "Η πόλη εντάχθηκε στο παγκόσμιο δίκτυο των πόλεων που μαθαίνουν.\nΗ διά βίου μάθηση είναι για όλους.\n";
    const HEBREW: &str = "העיר הצטרפה לרשת העולמית של ערים לומדות.\nלמידה לאורך החיים פתוחה לכולם.\n";
    const THAI: &str = "เมืองนี้เข้าร่วมเครือข่ายเมืองแห่งการเรียนรู้ระดับโลก\nการเรียนรู้ตลอดชีวิตเป็นของทุกคน\n";

    fn read(bytes: &[u8]) -> Decoded {
        decode(bytes, encoding(bytes).unwrap()).unwrap()
    }

    fn written(text: &str, encoding: &'static Encoding) -> Vec<u8> {
        let (bytes, _, has_lost) = encoding.encode(text);
        assert!(!has_lost, "{text} cannot be written in {}", encoding.name());
        bytes.into_owned()
    }

    #[test]
    fn a_text_of_a_few_sentences_tells_its_encoding() {
        for (text, encoding) in [
            (CHINESE, GB18030),
            (TRADITIONAL, BIG5),
            (JAPANESE, SHIFT_JIS),
            (JAPANESE, EUC_JP),
            (JAPANESE, ISO_2022_JP),
            (KOREAN, EUC_KR),
            (RUSSIAN, WINDOWS_1251),
            (RUSSIAN, KOI8_R),
            (FRENCH, WINDOWS_1252),
            (TURKISH, WINDOWS_1254),
            (ARABIC, WINDOWS_1256),
            (POLISH, WINDOWS_1250),
            (POLISH, ISO_8859_2),
            (GREEK, WINDOWS_1253),
            (HEBREW, WINDOWS_1255),
            (THAI, WINDOWS_874),
        ] {
            let decoded = read(&written(text, encoding));
            assert_eq!(decoded.text, text, "{} was read as {}", encoding.name(), decoded.encoding);
            assert_eq!(decoded.notes, [""; 0]);
        }
    }

    #[test]
    fn the_name_of_the_encoding_is_told() {
        assert_eq!(read(CHINESE.as_bytes()).encoding, "UTF-8");
        assert_eq!(read(&written(CHINESE, GB18030)).encoding, "GB18030");
        assert_eq!(read(&written(KOREAN, EUC_KR)).encoding, "EUC-KR");
    }

    #[test]
    fn one_broken_byte_does_not_hide_a_chinese_text() {
        let mut bytes = written(CHINESE, GB18030);
        let end = bytes.iter().position(|byte| *byte == b'\n').unwrap();
        bytes.insert(end, 0xFF);
        let bytes = bytes.repeat(4);
        let decoded = read(&bytes);
        assert_eq!(decoded.encoding, "GB18030");
        assert_eq!(decoded.text.matches('南').count(), 4);
        assert_eq!(decoded.notes, ["4 places are not GB18030 and were replaced"]);
    }

    #[test]
    fn a_text_cut_inside_a_character_keeps_its_encoding() {
        for encoding in [GB18030, UTF_8] {
            let bytes = written(CHINESE.trim_end_matches("。\n"), encoding);
            let decoded = read(&bytes[..bytes.len() - 1]);
            assert_eq!(decoded.encoding, name(encoding));
            assert!(decoded.text.starts_with("2024年2月14日，南京"));
        }
    }

    #[test]
    fn the_mark_of_utf_8_stays_in_the_text() {
        let decoded = read("\u{feff}Évora".as_bytes());
        assert_eq!((decoded.text.as_str(), decoded.encoding), ("\u{feff}Évora", "UTF-8"));
    }

    #[test]
    fn utf_8_with_a_few_broken_bytes_is_kept_and_noted() {
        let mut bytes = "Évora, Málaga, Córdoba, Gdynia, Łódź and Šibenik. ".repeat(2).into_bytes();
        bytes.insert(30, 0xE9);
        let decoded = read(&bytes);
        assert_eq!(decoded.encoding, "UTF-8");
        assert_eq!(decoded.text.matches("Málaga").count(), 2);
        assert_eq!(decoded.notes, ["1 byte at 30 is not UTF-8 and was replaced"]);
        for at in [0, 1, 2, 3] {
            bytes.insert(at, 0xFF);
        }
        let mut long = "Évora, Málaga. ".repeat(20).into_bytes();
        long.extend(bytes);
        assert_eq!(read(&long).notes, ["5 bytes at 340, 341, 342 … are not UTF-8 and were replaced"]);
    }

    #[test]
    fn a_western_text_is_not_taken_for_broken_utf_8() {
        let decoded = read(b"caf\xE9");
        assert_eq!((decoded.text.as_str(), decoded.encoding), ("café", "windows-1252"));
    }

    #[test]
    fn a_text_decoded_twice_is_repaired_and_noted() {
        let decoded = read("Villes: GuÃ©diawaye et Ã‰vora, lâ€™Ã©tÃ©".as_bytes());
        assert_eq!(decoded.text, "Villes: Guédiawaye et Évora, l’été");
        let note = "5 characters had been decoded twice and were repaired (`Ã©` is `é`); positions count in the repaired text";
        assert_eq!(decoded.notes, [note]);
    }

    #[test]
    fn what_is_not_text_is_told_apart() {
        for (bytes, what) in [
            (&b"%PDF-1.7\n%\xE2\xE3\xCF\xD3"[..], "a PDF file; it starts with `%PDF-`"),
            (
                b"PK\x03\x04\x14\x00",
                "a zip archive, as .docx, .xlsx, .odt and .epub files are; it starts with the bytes 50 4B 03 04",
            ),
            (b"GIF89a\x01\x00\x01\x00\x80", "a GIF image; it starts with `GIF89a`"),
            (b"\x00\x01\x02\x03\x00\x00", "it holds 3 zero bytes and is not UTF-16"),
            (b"field\x00\x00\x00other", "it holds 3 zero bytes and is not UTF-16"),
            (b"\xFE\x01\x02\x90\x03\x11\xAB", "it holds 4 control characters"),
            (b"\xFF\xFE\x00\x00A\x00\x00\x00", "it is UTF-32; save it as UTF-8"),
        ] {
            let found = encoding(bytes).unwrap_err();
            assert_eq!(found, what);
        }
    }

    #[test]
    fn a_stray_zero_does_not_make_a_text_unreadable() {
        let bytes = format!("{}\0", "Évora is a learning city. ".repeat(50));
        assert_eq!(read(bytes.as_bytes()).text, bytes);
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), is_high in any::<bool>()) {
            // Bytes from 80 up look less like a program and more like a text.
            let bytes: Vec<u8> = bytes.into_iter().map(|byte| if is_high { byte | 0x80 } else { byte }).collect();
            if let Ok(encoding) = encoding(&bytes) {
                let _ = decode(&bytes, encoding);
            }
            for encoding in [UTF_8, UTF_16LE, UTF_16BE, GB18030, WINDOWS_1252] {
                let _ = decode(&bytes, encoding);
            }
        }

        #[test]
        fn valid_utf_8_keeps_every_byte(text in "[a-zéßЖ学한ا\u{feff}\n ]{0,60}") {
            let decoded = read(text.as_bytes());
            prop_assert_eq!(decoded.text.as_bytes(), text.as_bytes());
        }
    }
}

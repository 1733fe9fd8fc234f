//! Bytes without a byte-order mark become UTF-16, if they are.
//!
//! Old editors and database exports write it so. Nothing in the bytes says in which order the two
//! of a unit stand; that is seen by what stands often in every text.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// UTF-16 without a byte-order mark, when every unit reads as text in one of the two byte orders.
///
/// Only a zero byte makes one think of it: a few words of Chinese without a digit or a line end
/// have none, and are not found.
pub(crate) fn unmarked(bytes: &[u8], zeros: usize) -> Option<&'static Encoding> {
    // In UTF-16 every second byte of a text in ASCII is zero. Fewer are fields padded with zeros,
    // whose letters taken two by two would make Chinese of a kind.
    let is_letters = |byte: &u8| matches!(byte, 0 | b'\t' | b'\n' | b'\r' | 0x20..=0x7E);
    if zeros * 3 < bytes.len() && bytes.iter().all(is_letters) {
        return None;
    }
    // A cut file may end with half a unit.
    let (pairs, _) = bytes.as_chunks::<2>();
    let little = || pairs.iter().map(|pair| u16::from_le_bytes(*pair));
    let big = || pairs.iter().map(|pair| u16::from_be_bytes(*pair));
    // Whatever the script, a text has spaces, line ends or full stops; in the wrong order a space
    // is U+2000 and a line end U+0A00. Letters are asked second: 一 is an N in the wrong order.
    let separators =
        |unit: &u16| matches!(*unit, 0x0A | 0x0D | 0x20 | 0x2C | 0x2E | 0x3001 | 0x3002 | 0xFF0C);
    let letters = |unit: &u16| matches!(*unit, 0x30..=0x7A);
    let as_little = (little().filter(separators).count(), little().filter(letters).count());
    let as_big = (big().filter(separators).count(), big().filter(letters).count());
    let (encoding, is_text) = match as_little.cmp(&as_big) {
        std::cmp::Ordering::Greater => (UTF_16LE, reads_as_text(little())),
        std::cmp::Ordering::Less => (UTF_16BE, reads_as_text(big())),
        std::cmp::Ordering::Equal => return None,
    };
    is_text.then_some(encoding)
}

/// No unpaired surrogate, no control character, nothing from the ranges that are nobody's. A cut
/// pair at the very end is allowed for.
fn reads_as_text(units: impl Iterator<Item = u16>) -> bool {
    let mut units = char::decode_utf16(units).peekable();
    while let Some(unit) = units.next() {
        let is_text = match unit {
            Ok(c) => {
                (!c.is_control() || matches!(c, '\t' | '\n' | '\r' | '\u{0c}'))
                    && !matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{fffe}'..='\u{ffff}')
            }
            Err(_) => units.peek().is_none(),
        };
        if !is_text {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use crate::read::encoding::{decode, encoding};

    const TEXTS: [&str; 8] = [
        "2024年2月14日，南京和苏州加入了全球学习型城市网络。\n终身学习让城市更加包容。\n",
        "一所学校。",
        "부안군은 글로벌 학습도시 네트워크에 가입했다.",
        "انضمت المدينة إلى الشبكة العالمية لمدن التعلم.",
        "Город вступил в глобальную сеть обучающихся городов.",
        "L’été dernier, déjà, des élèves ont été reçus.\r\n",
        "Évora 🎓 learns",
        "A",
    ];

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn utf_16_is_read_with_and_without_its_mark() {
        for text in TEXTS {
            for (name, bytes) in
                [("UTF-16LE", u16::to_le_bytes as fn(u16) -> [u8; 2]), ("UTF-16BE", u16::to_be_bytes)]
            {
                let read = |bytes: &[u8]| decode(bytes, encoding(bytes).unwrap()).unwrap();
                let marked = read(&utf16(&format!("\u{feff}{text}"), bytes));
                assert_eq!((marked.text.as_str(), marked.encoding), (text, name));
                let unmarked = utf16(text, bytes);
                let decoded = read(&unmarked);
                assert_eq!((decoded.text.as_str(), decoded.encoding), (text, name));
            }
        }
    }

    #[test]
    fn letters_between_zeros_are_not_taken_for_chinese() {
        for bytes in [&b"hello\0"[..], b"field\0\0\0other\0\0", b"\0\0\0\0"] {
            assert!(encoding(bytes).is_err(), "{bytes:?}");
        }
    }
}

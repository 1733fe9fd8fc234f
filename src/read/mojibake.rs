//! Text that was decoded twice becomes text again: "GuÃ©diawaye" is Guédiawaye, "â€™" is ’.
//!
//! It comes about when UTF-8 is taken for windows-1252 and saved as UTF-8: every byte above 7F
//! has become a character of its own. Going back is exact, but it must not touch honest text:
//! French has `é` before a no-break space and `»`, and those three happen to be the bytes of a
//! Chinese character. So a sequence counts only when it is one of those that honest text hardly
//! has (led by `Ã` or `Â`, or standing for a punctuation mark), or touches another one; and the text is
//! repaired only when nearly all sequences that look broken can be led back.
//!
//! Other detours (through windows-1251 or Big5) are not undone: they are rare and have no such
//! clear signs.

use std::collections::HashSet;

/// A repaired text and what was done to it.
#[derive(Debug, PartialEq)]
pub(crate) struct Repair {
    /// The text as it was meant.
    pub(crate) text: String,
    /// How many characters were led back.
    pub(crate) count: usize,
    /// The first one: what stood there and what it stands for.
    pub(crate) example: (String, String),
}

/// How often a text may have been decoded once too often; each round undoes one.
const ROUNDS: usize = 3;

/// Every character that can lead a sequence (U+00C2 to U+00F4) is this byte and one more in UTF-8,
/// so most text is passed at the speed of a search for one byte.
const LEAD: u8 = 0xC3;

/// One character that was taken apart.
struct Piece {
    start: usize,
    end: usize,
    meant: char,
    /// Whether honest text hardly has this sequence.
    sure: bool,
}

/// Leads a twice-decoded text back; `None` when it is honest, or too broken to be sure.
pub(crate) fn repair(text: &str) -> Option<Repair> {
    let mut repair: Option<Repair> = None;
    for _ in 0..ROUNDS {
        let text = repair.as_ref().map_or(text, |repair| &repair.text);
        let Some(round) = once(text) else { break };
        // A later round works on the outcome of the first: its pieces are no more of them.
        repair = Some(match repair {
            None => round,
            Some(first) => Repair { text: round.text, ..first },
        });
    }
    repair
}

fn once(text: &str) -> Option<Repair> {
    let (mut pieces, broken) = pieces(text);
    keep_likely(&mut pieces);
    let sure = pieces.iter().filter(|piece| piece.sure).count();
    // Nearly all: nine in ten. One page of a site may well hold a few characters lost for good.
    if sure == 0 || pieces.len() < 9 * broken {
        return None;
    }
    let first = pieces.first()?;
    let example = (text[first.start..first.end].to_owned(), first.meant.to_string());
    let mut repaired = String::with_capacity(text.len());
    let mut behind = 0;
    for piece in &pieces {
        repaired.push_str(&text[behind..piece.start]);
        repaired.push(piece.meant);
        behind = piece.end;
    }
    repaired.push_str(&text[behind..]);
    Some(Repair { text: repaired, count: pieces.len(), example })
}

/// The characters that were taken apart, and how many look so but cannot be led back.
fn pieces(text: &str) -> (Vec<Piece>, usize) {
    let (mut pieces, mut broken, mut at) = (Vec::new(), 0, 0);
    if !text.as_bytes().contains(&LEAD) {
        return (pieces, broken);
    }
    while let Some(step) = text.as_bytes()[at..].iter().position(|byte| *byte == LEAD) {
        let start = at + step;
        at = start + 2;
        if let Some(piece) = piece(text, start) {
            at = piece.end;
            pieces.push(piece);
        } else if is_ruin(&text[start..]) {
            broken += 1;
        }
    }
    (pieces, broken)
}

/// The character that begins at `start` and was taken apart, if one was.
fn piece(text: &str, start: usize) -> Option<Piece> {
    let mut bytes = [0; 4];
    let mut chars = text[start..].char_indices();
    let lead = byte(chars.next()?.1)?;
    let length = match lead {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    bytes[0] = lead;
    let mut end = start;
    for slot in &mut bytes[1..length] {
        let (at, character) = chars.next()?;
        *slot = byte(character).filter(|byte| (0x80..0xC0).contains(byte))?;
        end = start + at + character.len_utf8();
    }
    let meant = std::str::from_utf8(&bytes[..length]).ok()?.chars().next()?;
    let sure = match meant {
        // Shouted Portuguese can end a quoted word in Ã: “MAÇÔ, IRMû.
        'Ô' | 'Ò' | 'Å' | 'û' => !text[..start].ends_with(char::is_uppercase),
        // Led by Â or Ã; the general punctuation; €; №, ™, arrows and signs of mathematics (not ⅔, which
        // is Vietnamese â before …”); a byte-order mark; pictures, of four pieces.
        '\u{80}'..='\u{ff}'
        | '\u{2000}'..='\u{206f}'
        | '€'
        | '\u{2100}'..='\u{213f}'
        | '\u{2180}'..='\u{22ff}'
        | '\u{feff}'
        | '\u{10000}'.. => true,
        // Latvian has no other signs than these (RÄ«ga); inside a word they are no punctuation.
        '\u{100}'..='\u{17f}' => {
            text[..start].ends_with(char::is_alphabetic) && text[end..].starts_with(char::is_lowercase)
        }
        _ => false,
    };
    Some(Piece { start, end, meant, sure })
}

/// Leaves out what stands alone and honest text may have. Cyrillic, Arabic or Chinese taken apart
/// is whole words of such pieces, one touching the next; a word of one letter goes along with them.
fn keep_likely(pieces: &mut Vec<Piece>) {
    for at in 1..pieces.len() {
        if pieces[at - 1].end == pieces[at].start {
            pieces[at - 1].sure = true;
            pieces[at].sure = true;
        }
    }
    let scripts: HashSet<Script> =
        pieces.iter().filter(|piece| piece.sure).map(|piece| script(piece.meant)).collect();
    pieces.retain(|piece| piece.sure || scripts.contains(&script(piece.meant)));
}

/// Roughly the script of a character: enough to tell a lonely `и` of a Russian text from a
/// character that honest French happens to spell.
#[derive(PartialEq, Eq, Hash)]
enum Script {
    Latin,
    EastAsian,
    /// Any other, by the number of its block of 256 characters.
    Block(u32),
}

fn script(character: char) -> Script {
    match character {
        '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{2000}'..='\u{206f}' => Script::Latin,
        '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'.. => Script::EastAsian,
        _ => Script::Block(u32::from(character) >> 8),
    }
}

/// Whether a sequence was certainly taken apart but has lost a byte since.
fn is_ruin(text: &str) -> bool {
    let mut chars = text.chars();
    matches!((chars.next(), chars.next()), (Some('Ã' | 'Â'), Some('\u{fffd}')) | (Some('â'), Some('€')))
}

/// The byte that windows-1252 shows as this character; its five empty places are control characters.
fn byte(character: char) -> Option<u8> {
    /// What windows-1252 has at 80 to 9F.
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match character {
        '\u{80}'..='\u{ff}' => u8::try_from(u32::from(character)).ok(),
        _ => HIGH.iter().position(|high| *high == character).and_then(|at| u8::try_from(0x80 + at).ok()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::read::mojibake::repair;

    /// A text as it looks after its UTF-8 was taken for windows-1252.
    fn twice(text: &str) -> String {
        encoding_rs::WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn a_twice_decoded_name_is_led_back() {
        let repair = repair("The city of GuÃ©diawaye, in Senegalâ€™s west").unwrap();
        assert_eq!(repair.text, "The city of Guédiawaye, in Senegal’s west");
        assert_eq!(repair.count, 2);
        assert_eq!(repair.example, ("Ã©".to_owned(), "é".to_owned()));
    }

    #[test]
    fn every_script_is_led_back() {
        for text in [
            "“L’apprentissage tout au long de la vie” à Évora — déjà vu",
            "Städte für lebenslanges Lernen: Österreich, Übung, größer, Ärger",
            "Çankaya Öğrenen Şehirler ağına katıldı.",
            "Rīga mūžizglītības tīklā",
            "Thành phố học tập toàn cầu",
            "Город образования на протяжении всей жизни",
            "南京加入全球学习型城市网络。",
            "평생학습도시 부안",
            "مدينة التعلم مدى الحياة",
            "เมืองแห่งการเรียนรู้",
            "🎓 Fête de l’apprentissage",
        ] {
            let broken = twice(text);
            assert_ne!(broken, text);
            assert_eq!(repair(&broken).map(|repair| repair.text).as_deref(), Some(text), "{broken}");
        }
    }

    #[test]
    fn a_text_decoded_three_times_is_led_back() {
        let text = "L’été à Guédiawaye";
        assert_eq!(repair(&twice(&twice(text))).unwrap().text, text);
    }

    #[test]
    fn honest_text_is_left_alone() {
        for text in [
            "Plain words",
            "« Une ville de liberté\u{a0}» — l’été à Évora, où l’âge n’est rien…",
            "Từ “đâ…” đến “xưa…”",
            "As irmãs disseram “AMANHÔ e «IRMû; AMANHÃ, NÃO.",
            "â ê î ô û Â Ê; Ä Ö Ü; å ø æ; Đà Nẵng; TÂN BÌNH",
            "Šibenik, Łódź, Çankaya, São Paulo, Île-de-France",
            "南京加入全球学习型城市网络。Город 평생학습 مدينة",
            "5 €, 20 °C, ½, © 2024 — ™ ® « » ¿Qué?",
        ] {
            assert_eq!(repair(text), None, "{text}");
        }
    }

    #[test]
    fn the_honest_part_of_a_mixed_text_stays() {
        let text = "« La liberté\u{a0}» à Guédiawaye; GuÃ©diawaye";
        assert_eq!(repair(text).unwrap().text, "« La liberté\u{a0}» à Guédiawaye; Guédiawaye");
    }

    #[test]
    fn a_text_with_too_much_lost_is_left_alone() {
        assert_eq!(repair("GuÃ©diawaye Ã\u{fffd} Ã\u{fffd} â€\u{fffd}"), None);
    }

    proptest! {
        #[test]
        fn no_text_panics_and_a_repair_is_shorter(text in "[ aé»Ã©Â\u{a0}â€™œÐ¡ä½\u{fffd}]{0,40}|\\PC{0,40}") {
            if let Some(repair) = repair(&text) {
                prop_assert!(repair.text.len() < text.len() && repair.count > 0);
            }
        }
    }
}

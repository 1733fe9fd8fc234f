//! Spellings become equal: case, width, accents, letter variants, digits of all scripts.
//!
//! Three degrees: *lower* keeps accents (stemmers know them), *plain* drops them, and [`key`] makes
//! one form of a whole name. Rules of one language alone (the Turkish dotless i) are in its file.

use icu_normalizer::ComposingNormalizerBorrowed as Composing;

use crate::analysis::language::Case;
use crate::analysis::letters::{NOTHING, SEVERAL, expanded};
use crate::analysis::script::{Kind, is_apostrophe};
use crate::analysis::signs::sign;

/// Makes the one form under which a name is looked up, however it was typed.
///
/// Compatibility forms, case, accents (đ ı ł ß œ æ ø too), Traditional and Simplified, and digits of
/// all scripts become equal; apostrophes go, other punctuation becomes one blank.
///
/// ```
/// use gnlc::analysis::fold::key;
///
/// assert_eq!(key("  Córdoba "), "cordoba");
/// assert_eq!(key("Xi’an"), key("XI'AN"));
/// assert_eq!(key("Seo-gu (Gwangju)"), "seo gu gwangju");
/// assert_eq!(key("臺灣"), key("台湾"));
/// assert_ne!(key("Buan"), key("Busan"));
/// ```
pub fn key(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let normal = Composing::new_nfkc().normalize(text);
    let mut gap = false;
    for character in normal.chars() {
        let sign = sign(character);
        if is_apostrophe(character) || sign.kind == Kind::Hidden {
            continue;
        }
        if matches!(sign.kind, Kind::Gap | Kind::Link) {
            gap = true;
            continue;
        }
        if gap && !folded.is_empty() && sign.plain != NOTHING {
            folded.push(' ');
        }
        gap &= sign.plain == NOTHING;
        push_plain(character, sign.plain, &mut folded);
    }
    folded
}

/// Adds a word in small letters without accents; what is no letter, digit or mark goes.
pub(crate) fn push_folded(word: &str, folded: &mut String) {
    if word.is_ascii() {
        let letters = word.bytes().filter(u8::is_ascii_alphanumeric);
        folded.extend(letters.map(|byte| byte.to_ascii_lowercase() as char));
        return;
    }
    for character in word.chars() {
        push_plain(character, sign(character).plain, folded);
    }
}

/// Adds a word in small letters, accents kept: what stemmers and stop words expect.
pub(crate) fn push_lower(word: &str, case: Case, lowered: &mut String) {
    for character in word.chars() {
        let lower = match (case, character) {
            (Case::Turkic, 'I') => 'ı',
            _ => sign(character).lower,
        };
        if lower != NOTHING {
            lowered.push(lower);
        }
    }
}

#[inline]
fn push_plain(character: char, plain: char, folded: &mut String) {
    match plain {
        NOTHING => {}
        SEVERAL => folded.push_str(expanded(character)),
        plain => folded.push(plain),
    }
}

/// A word in one piece a letter (NFC): files of some systems part letters from their marks and syllables of Hangul.
pub(crate) fn composed(word: String) -> String {
    let is_parted = |c: char| matches!(c, '\u{300}'..='\u{36f}' | '\u{1100}'..='\u{11ff}');
    if word.contains(is_parted) { Composing::new_nfc().normalize(&word).into_owned() } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_one_key_however_they_are_spelt() {
        for (one, other) in [
            ("Türkiye", "TURKIYE"),
            ("İstanbul", "istanbul"),
            ("Diyarbakır", "Diyarbakir"),
            ("Łódź", "lodz"),
            ("Đà Nẵng", "da nang"),
            ("Großbritannien", "GROSSBRITANNIEN"),
            ("Ærø", "aero"),
            ("Œuvre", "oeuvre"),
            ("São\u{a0}Paulo", "Sa\u{303}o Paulo"),
            ("Ｔｏｋｙｏ", "tokyo"),
            ("ｶﾞﾝﾊﾞ", "ガンバ"),
            ("廣州", "广州"),
            ("القاهرة", "القَاهِره"),
            ("كتاب", "کتاب"),
            ("Côte d’Ivoire", "cote d'ivoire"),
            ("Αθήνα", "ΑΘΗΝΑ"),
            ("Королёв", "королев"),
            ("١٢٣", "123"),
            ("ירוּשָׁלַיִם", "ירושלים"),
        ] {
            assert_eq!(key(one), key(other), "{one} and {other}");
        }
    }

    #[test]
    fn a_key_has_single_blanks_between_words_and_none_around() {
        assert_eq!(key(" -- Seo–gu, (Gwangju)! "), "seo gu gwangju");
        assert_eq!(key("…"), "");
        assert_eq!(key("\u{301} a"), "a");
    }
}

//! Writing systems: a character becomes its script and its part in a word.
//!
//! These are the rules; `signs` keeps their answers in a table, because every later step asks for
//! every character of every document.

use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;

/// A writing system, as far as cutting words or guessing languages needs to know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "their names are the names of the scripts")]
pub enum Script {
    /// Digits, punctuation, marks: used by all.
    Common,
    Latin,
    Cyrillic,
    Greek,
    Armenian,
    Georgian,
    Hebrew,
    Arabic,
    Devanagari,
    Bengali,
    Gurmukhi,
    Gujarati,
    Oriya,
    Tamil,
    Telugu,
    Kannada,
    Malayalam,
    Sinhala,
    Ethiopic,
    Tibetan,
    Mongolian,
    Thai,
    Lao,
    Khmer,
    Myanmar,
    Hangul,
    Hiragana,
    Katakana,
    Han,
    /// Letters of any other script.
    Other,
}

impl Script {
    /// How many scripts there are, for tables of counts.
    pub const COUNT: usize = Script::Other as usize + 1;

    /// Whether words of this script are found in a dictionary because no spaces divide them.
    pub fn needs_dictionary(self) -> bool {
        matches!(self, Script::Thai | Script::Lao | Script::Khmer | Script::Myanmar)
    }

    /// Whether this is one of the two Japanese syllabaries.
    pub fn is_kana(self) -> bool {
        matches!(self, Script::Hiragana | Script::Katakana)
    }
}

/// The part a character plays in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Ends a word: blanks, punctuation, symbols.
    Gap,
    /// A letter without case, or a small one.
    Letter,
    /// A capital letter.
    Capital,
    /// A digit or another number.
    Digit,
    /// Belongs to the letter before it.
    Mark,
    /// Belongs to a word only between two of its letters: apostrophes, the Catalan middle dot.
    Link,
    /// Not seen by a reader: soft hyphen, zero-width and direction marks, variation selectors.
    Hidden,
}

static CLASSES: CanonicalCombiningClassMapBorrowed<'static> = CanonicalCombiningClassMapBorrowed::new();

/// The first digits of the runs of ten that Unicode calls decimal.
#[rustfmt::skip]
const ZEROS: &[u32] = &[
    0x30, 0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6,
    0xE50, 0xED0, 0xF20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50,
    0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10,
];

/// The part a character plays in a word.
pub fn kind(character: char) -> Kind {
    let script = script(character);
    if is_hidden(character) {
        return Kind::Hidden;
    }
    if is_link(character) {
        return Kind::Link;
    }
    if digit(character).is_some() || (character.is_numeric() && script != Script::Han) {
        return Kind::Digit;
    }
    if script.needs_dictionary() {
        return if is_dictionary_letter(character) { Kind::Letter } else { Kind::Gap };
    }
    if combines(character) || is_plain_mark(character) {
        return Kind::Mark;
    }
    if character.is_uppercase() {
        return Kind::Capital;
    }
    if character.is_alphabetic() { Kind::Letter } else { Kind::Gap }
}

/// What readers do not see. The zero-width space is among them although it may divide Khmer or
/// Thai words: some people type it and some do not, and both must get the same words.
fn is_hidden(character: char) -> bool {
    matches!(character,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

fn is_link(character: char) -> bool {
    is_apostrophe(character) || matches!(character, '\u{00B7}' | '\u{05F3}' | '\u{05F4}')
}

/// The many characters people type for an apostrophe.
pub(crate) fn is_apostrophe(character: char) -> bool {
    matches!(
        character,
        '\'' | '`' | '\u{00B4}' | '\u{02B9}'
            ..='\u{02BF}'
                | '\u{02C8}'
                | '\u{055A}'
                | '\u{2018}'
                | '\u{2019}'
                | '\u{201B}'
                | '\u{2032}'
                | '\u{A78B}'
                | '\u{A78C}'
                | '\u{FF07}'
    )
}

/// Marks that have no combining class and are no letters to the standard library.
fn is_plain_mark(character: char) -> bool {
    matches!(character,
        '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0489}' | '\u{0900}'..='\u{0903}'
        | '\u{093A}'..='\u{093C}' | '\u{093E}'..='\u{094F}' | '\u{0951}'..='\u{0957}'
        | '\u{0962}'..='\u{0963}' | '\u{20D0}'..='\u{20F0}')
}

/// Everything that stands inside a word of a script without spaces: letters, vowels, tones.
fn is_dictionary_letter(character: char) -> bool {
    matches!(character,
        '\u{0E01}'..='\u{0E3A}' | '\u{0E40}'..='\u{0E4E}'
        | '\u{0E81}'..='\u{0ECE}' | '\u{0EDC}'..='\u{0EDF}'
        | '\u{1780}'..='\u{17D3}' | '\u{17D7}' | '\u{17DC}' | '\u{17DD}'
        | '\u{1000}'..='\u{103F}' | '\u{1050}'..='\u{108F}' | '\u{109A}'..='\u{109D}'
        | '\u{A9E0}'..='\u{A9EF}' | '\u{A9FA}'..='\u{A9FE}' | '\u{AA60}'..='\u{AA76}'
        | '\u{AA7A}'..='\u{AA7F}')
}

/// Letters that join the one before them in NFC or NFKC: Hangul vowels and finals, and the sound
/// marks of half-width kana.
pub(crate) fn is_joining_letter(character: char) -> bool {
    matches!(character,
        '\u{1161}'..='\u{11FF}' | '\u{3099}' | '\u{309A}' | '\u{D7B0}'..='\u{D7FF}'
        | '\u{FF9E}' | '\u{FF9F}')
}

pub(crate) fn is_compatibility_han(character: char) -> bool {
    matches!(character, '\u{2E80}'..='\u{2FDF}' | '\u{3038}'..='\u{303A}'
        | '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}')
}

/// The script of a character.
#[rustfmt::skip]
pub fn script(character: char) -> Script {
    match character as u32 {
        0x41..=0x5A | 0x61..=0x7A | 0xAA | 0xBA => Script::Latin,
        0xC0..=0x02AF if !matches!(character, '×' | '÷') => Script::Latin,
        0x0370..=0x03FF | 0x1F00..=0x1FFF => Script::Greek,
        0x0400..=0x052F | 0x1C80..=0x1C8F | 0x2DE0..=0x2DFF | 0xA640..=0xA69F => Script::Cyrillic,
        0x0531..=0x058F | 0xFB13..=0xFB17 => Script::Armenian,
        0x0591..=0x05FF | 0xFB1D..=0xFB4F => Script::Hebrew,
        0x0600..=0x06FF | 0x0750..=0x077F | 0x0870..=0x08FF
        | 0xFB50..=0xFDFF | 0xFE70..=0xFEFC => Script::Arabic,
        0x0900..=0x097F | 0xA8E0..=0xA8FF => Script::Devanagari,
        0x0980..=0x09FF => Script::Bengali,
        0x0A00..=0x0A7F => Script::Gurmukhi,
        0x0A80..=0x0AFF => Script::Gujarati,
        0x0B00..=0x0B7F => Script::Oriya,
        0x0B80..=0x0BFF => Script::Tamil,
        0x0C00..=0x0C7F => Script::Telugu,
        0x0C80..=0x0CFF => Script::Kannada,
        0x0D00..=0x0D7F => Script::Malayalam,
        0x0D80..=0x0DFF => Script::Sinhala,
        0x0E01..=0x0E7F => Script::Thai,
        0x0E80..=0x0EFF => Script::Lao,
        0x0F00..=0x0FFF => Script::Tibetan,
        0x1000..=0x109F | 0xA9E0..=0xA9FF | 0xAA60..=0xAA7F => Script::Myanmar,
        0x10A0..=0x10FF | 0x1C90..=0x1CBF | 0x2D00..=0x2D2F => Script::Georgian,
        0x1100..=0x11FF | 0x3131..=0x318E | 0xA960..=0xA97F
        | 0xAC00..=0xD7FF | 0xFFA0..=0xFFDC => Script::Hangul,
        0x1200..=0x139F | 0x2D80..=0x2DDF | 0xAB00..=0xAB2F => Script::Ethiopic,
        0x1780..=0x17FF | 0x19E0..=0x19FF => Script::Khmer,
        0x1800..=0x18AF => Script::Mongolian,
        0x1D00..=0x1DBF | 0x1E00..=0x1EFF | 0x2C60..=0x2C7F | 0xA720..=0xA7FF | 0xAB30..=0xAB6F
        | 0xFB00..=0xFB06 | 0xFF21..=0xFF3A | 0xFF41..=0xFF5A => Script::Latin,
        0x3041..=0x3096 | 0x3099..=0x309F => Script::Hiragana,
        0x30A1..=0x30FA | 0x30FC..=0x30FF | 0x31F0..=0x31FF | 0xFF66..=0xFF9F => Script::Katakana,
        0x2E80..=0x2FDF | 0x3005..=0x3007 | 0x3021..=0x3029 | 0x3038..=0x303B | 0x3400..=0x4DBF
        | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF => Script::Han,
        _ if character.is_alphabetic() => Script::Other,
        _ => Script::Common,
    }
}

/// The ASCII digit for a decimal digit of any script.
pub(crate) fn digit(character: char) -> Option<char> {
    let code = character as u32;
    let zero = ZEROS.iter().rev().find(|&&zero| zero <= code)?;
    char::from_digit(code - zero, 10)
}

/// Whether the character has a combining class, so that its place among its neighbours may vary.
pub(crate) fn combines(character: char) -> bool {
    CLASSES.get_u8(character) != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_know_their_script() {
        for (character, expected) in [
            ('a', Script::Latin),
            ('ё', Script::Cyrillic),
            ('λ', Script::Greek),
            ('ա', Script::Armenian),
            ('ქ', Script::Georgian),
            ('ש', Script::Hebrew),
            ('ن', Script::Arabic),
            ('न', Script::Devanagari),
            ('ন', Script::Bengali),
            ('த', Script::Tamil),
            ('త', Script::Telugu),
            ('ก', Script::Thai),
            ('ກ', Script::Lao),
            ('ក', Script::Khmer),
            ('က', Script::Myanmar),
            ('한', Script::Hangul),
            ('ひ', Script::Hiragana),
            ('カ', Script::Katakana),
            ('学', Script::Han),
            ('々', Script::Han),
            ('𠀀', Script::Han),
            ('ー', Script::Katakana),
            ('7', Script::Common),
            ('、', Script::Common),
        ] {
            assert_eq!(script(character), expected, "{character}");
        }
    }

    #[test]
    fn characters_know_their_part_in_a_word() {
        for (character, expected) in [
            ('a', Kind::Letter),
            ('É', Kind::Capital),
            ('٣', Kind::Digit),
            ('\u{301}', Kind::Mark),
            ('\u{94D}', Kind::Mark),
            ('’', Kind::Link),
            ('\u{AD}', Kind::Hidden),
            ('-', Kind::Gap),
            ('　', Kind::Gap),
            ('。', Kind::Gap),
            ('็', Kind::Letter),
            ('·', Kind::Link),
        ] {
            assert_eq!(kind(character), expected, "{character:?}");
        }
    }

    #[test]
    fn digits_of_all_scripts_are_digits() {
        assert_eq!(digit('๙'), Some('9'));
        assert_eq!(digit('۴'), Some('4'));
        assert_eq!(digit('x'), None);
    }
}

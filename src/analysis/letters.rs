//! What becomes of a letter: its small form, its form without accents, its common variant.
//!
//! Rules for single characters, asked once for each and then kept by `signs`.

use std::collections::HashMap;
use std::sync::LazyLock;

use icu_normalizer::{
    ComposingNormalizerBorrowed as Composing, DecomposingNormalizerBorrowed as Decomposing,
};

use crate::analysis::script::{Kind, Script, digit};

/// Stands in the tables for "dropped".
pub(crate) const NOTHING: char = '\0';
/// Stands in the tables for "longer than one character": see `expanded`.
pub(crate) const SEVERAL: char = '\u{1}';

/// Whether NFKC would spell the character otherwise. Thai and Lao SARA AM are excepted: NFKC takes
/// them apart, and no dictionary knows the words so spelt.
pub(crate) fn is_compatibility(character: char) -> bool {
    let mut bytes = [0; 4];
    let is_sara_am = matches!(character, '\u{E33}' | '\u{EB3}');
    // Half a SARA AM is odd, so that the normaliser can put it together again.
    let is_half = matches!(character, '\u{E4D}' | '\u{ECD}');
    is_half || (!is_sara_am && !Composing::new_nfkc().is_normalized(character.encode_utf8(&mut bytes)))
}

/// The table entry for `lower`.
pub(crate) fn lower(character: char, kind: Kind, script: Script) -> char {
    match kind {
        Kind::Gap | Kind::Link | Kind::Hidden => NOTHING,
        Kind::Digit => digit(character).unwrap_or(character),
        // A mark that NFC left alone is a stress mark, a vowel point or an ornament where letters
        // carry the word, and part of the spelling in the scripts of India.
        Kind::Mark if is_dropped_mark(character) => NOTHING,
        Kind::Mark | Kind::Letter if script == Script::Arabic && character == '\u{640}' => NOTHING,
        _ => character.to_lowercase().next().unwrap_or(character),
    }
}

/// The table entry for `plain`.
pub(crate) fn plain(character: char, kind: Kind, script: Script) -> char {
    let lower = self::lower(character, kind, script);
    if lower == NOTHING || kind == Kind::Digit {
        return lower;
    }
    if !expanded(character).is_empty() {
        return SEVERAL;
    }
    match script {
        Script::Latin => latin(base(lower)),
        Script::Greek => greek(base(lower)),
        Script::Cyrillic => cyrillic(lower),
        Script::Arabic => arabic(base(lower)),
        Script::Hebrew => base(lower),
        Script::Devanagari => devanagari(lower),
        _ => lower,
    }
}

fn is_dropped_mark(character: char) -> bool {
    matches!(character,
        '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0489}' | '\u{0591}'..='\u{05C7}'
        | '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06ED}'
        | '\u{08D3}'..='\u{08FF}' | '\u{20D0}'..='\u{20F0}' | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}')
}

/// The letter under its accents.
fn base(character: char) -> char {
    let mut bytes = [0; 4];
    let apart = Decomposing::new_nfd().normalize(character.encode_utf8(&mut bytes)).chars().next();
    apart.unwrap_or(character)
}

/// Letters that become two; the empty string for all others.
pub(crate) fn expanded(character: char) -> &'static str {
    match character {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' | 'ǽ' | 'Ǽ' | 'ǣ' | 'Ǣ' => "ae",
        'œ' | 'Œ' => "oe",
        'þ' | 'Þ' => "th",
        _ => "",
    }
}

/// Letters with a stroke, a hook or no dot, which Unicode does not take apart.
#[rustfmt::skip]
fn latin(letter: char) -> char {
    match letter {
        'ø' | 'ɔ' | 'ɵ' => 'o',
        'đ' | 'ð' | 'ɗ' | 'ɖ' => 'd',
        'ł' | 'ƚ' | 'ɫ' => 'l',
        'ı' | 'ɨ' => 'i',
        'ħ' => 'h',
        'ŧ' => 't',
        'ŋ' | 'ɲ' => 'n',
        'ə' | 'ɛ' | 'ǝ' => 'e',
        'ſ' => 's',
        'ƙ' | 'ĸ' => 'k',
        'ɓ' | 'ƀ' => 'b',
        'ƴ' => 'y',
        'ƶ' => 'z',
        'ɡ' | 'ǥ' => 'g',
        'ʉ' => 'u',
        _ => letter,
    }
}

fn greek(letter: char) -> char {
    if letter == 'ς' { 'σ' } else { letter }
}

/// Only letters that writers themselves exchange: й and ї are letters of their own.
fn cyrillic(letter: char) -> char {
    match letter {
        'ё' | 'ѐ' => 'е',
        'ѝ' => 'и',
        'ґ' => 'г',
        _ => letter,
    }
}

/// One form for the letters that Arabic, Persian and Urdu keyboards write differently.
fn arabic(letter: char) -> char {
    match letter {
        'ٱ' | 'ٲ' | 'ٳ' => 'ا',
        'ى' | 'ی' | 'ې' => 'ي',
        'ک' | 'ڪ' => 'ك',
        'ة' | 'ہ' | 'ە' | 'ۃ' => 'ه',
        _ => letter,
    }
}

/// Without the nukta, and one sign for both nasal dots: writers use them freely.
fn devanagari(letter: char) -> char {
    match letter {
        '\u{093C}' => NOTHING,
        '\u{0901}' => '\u{0902}',
        _ => letter,
    }
}

/// The Simplified form of a Han character, itself where there is none.
pub(crate) fn simplified(character: char) -> char {
    let common =
        (character as usize).checked_sub(FIRST_COMMON).and_then(|place| SIMPLIFIED.common.get(place));
    match common {
        Some(simplified) => *simplified,
        None => SIMPLIFIED.rare.get(&character).copied().unwrap_or(character),
    }
}

/// The first character of the block that nearly all Chinese is written in, and how many there are.
const FIRST_COMMON: usize = 0x4E00;
const COMMON: usize = 0x5200;

struct Simplified {
    /// Of each character of that block, itself where there is none: nothing is hashed for it.
    common: Vec<char>,
    rare: HashMap<char, char>,
}

/// Only the table of single characters is used: one of phrases would move byte positions.
static SIMPLIFIED: LazyLock<Simplified> = LazyLock::new(|| {
    let single = |text: &str| text.chars().next().filter(|first| first.len_utf8() == text.len());
    let own = |place: usize| char::from_u32((FIRST_COMMON + place) as u32).unwrap_or_default();
    let mut table = Simplified { common: (0..COMMON).map(own).collect(), rare: HashMap::new() };
    for (traditional, simplified) in hanconv::Dictionary::TSCharacters.iter() {
        let (Some(traditional), Some(simplified)) = (single(traditional), single(simplified)) else {
            continue;
        };
        let place = (traditional as usize).checked_sub(FIRST_COMMON);
        match place.and_then(|place| table.common.get_mut(place)) {
            Some(entry) => *entry = simplified,
            None => drop(table.rare.insert(traditional, simplified)),
        }
    }
    table
});

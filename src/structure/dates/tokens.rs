//! A text becomes numbers, words and marks, as the patterns of dates need them: digits of any script, months' names whole.

use std::ops::Range;

use crate::analysis::fold::composed;
use crate::calendar;
use crate::structure::line::is_blank;

/// A number, a word or a mark.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    pub(crate) at: Range<usize>,
    pub(crate) kind: Kind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `zero` is the character that is zero among its digits.
    Number {
        value: i32,
        digits: usize,
        zero: char,
    },
    Word(String),
    Mark(char),
}

impl Token {
    pub(crate) fn number(&self, digits: std::ops::RangeInclusive<usize>) -> Option<i32> {
        match self.kind {
            Kind::Number { value, digits: count, .. } if digits.contains(&count) => Some(value),
            _ => None,
        }
    }

    /// A year of the common era. One of the Buddhist era is told by Thai digits, or by being of the 26th century.
    pub(crate) fn year(&self) -> Option<i16> {
        let value = self.number(4..=4)?;
        let told = self.is_of(THAI_ZERO) || calendar::BUDDHIST_YEARS.contains(&value);
        let value = if told && is_buddhist(value) { calendar::of_buddhist(value) } else { value };
        (1800..=2100).contains(&value).then_some(value as i16)
    }

    /// Whether it is a number in the digits that begin with this zero.
    pub(crate) fn is_of(&self, wanted: char) -> bool {
        matches!(self.kind, Kind::Number { zero, .. } if zero == wanted)
    }

    pub(crate) fn is_mark(&self, marks: &[char]) -> bool {
        matches!(self.kind, Kind::Mark(mark) if marks.contains(&mark))
    }

    pub(crate) fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(crate) fn opens(&self, prefixes: &[&str]) -> bool {
        self.word().is_some_and(|word| prefixes.iter().any(|prefix| word.starts_with(prefix)))
    }
}

/// The zeros of Thai and Persian digits.
pub(crate) const THAI_ZERO: char = '\u{e50}';
pub(crate) const PERSIAN_ZERO: char = '\u{6f0}';

pub(crate) fn is_buddhist(value: i32) -> bool {
    (2440..=2643).contains(&value)
}

/// Whether a digit of any script stands in a text, or the sign for a year behind Han numbers.
pub(crate) fn may_hold_year(text: &str) -> bool {
    let is_digit = |character: char| character == '年' || digit_of(character).is_some();
    text.bytes().any(|byte| byte.is_ascii_digit()) || !text.is_ascii() && text.contains(is_digit)
}

pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut characters = text.char_indices().peekable();
    while let Some((start, character)) = characters.next() {
        if is_blank(character) {
            continue;
        }
        let mut end = start + character.len_utf8();
        let kind = if let Some(digit) = digit_of(character) {
            let (mut value, mut digits) = (digit, 1);
            let zero = char::from_u32(character as u32 - digit as u32).unwrap_or('0');
            while let Some((at, digit, next)) =
                characters.peek().and_then(|(at, next)| Some((*at, digit_of(*next)?, *next)))
            {
                value = value.saturating_mul(10).saturating_add(digit);
                digits += 1;
                end = at + next.len_utf8();
                characters.next();
            }
            Kind::Number { value, digits, zero }
        } else if is_word(character) {
            let mut word: String = character.to_lowercase().collect();
            // Ideographs stand for themselves, so that the day behind 年 is met.
            let ideograph = matches!(character, '年' | '月' | '日' | '号' | '號');
            while let Some((at, next)) = characters.peek().copied() {
                if ideograph || !is_word(next) || matches!(next, '年' | '月' | '日') {
                    break;
                }
                word.extend(next.to_lowercase());
                end = at + next.len_utf8();
                characters.next();
            }
            let counted =
                characters.peek().is_some_and(|(_, next)| matches!(next, '年' | '月' | '日' | '号' | '號'));
            let number = if counted || word.ends_with(['号', '號']) { han_number(&word) } else { None };
            number.unwrap_or_else(|| Kind::Word(composed(word)))
        } else {
            Kind::Mark(character)
        };
        tokens.push(Token { at: start..end, kind });
    }
    tokens
}

/// The value of a digit in the scripts our documents use.
fn digit_of(character: char) -> Option<i32> {
    const ZEROS: &[u32] = &[0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xed0, 0x17e0, 0x1040, 0xff10];
    let code = character as u32;
    ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code)).map(|zero| (code - zero) as i32)
}

/// A number written in Han characters: by digits as years are, 二〇二四, or by tens as days are, 二十四.
fn han_number(word: &str) -> Option<Kind> {
    const DIGITS: &str = "〇一二三四五六七八九";
    let digit = |sign: char| {
        let sign = if sign == '零' || sign == '○' { '〇' } else { sign };
        DIGITS.chars().position(|known| known == sign).map(|digit| digit as i32)
    };
    let value = match word.split_once('十') {
        None if word.chars().count() <= 4 => {
            word.chars().try_fold(0, |value, sign| Some(value * 10 + digit(sign)?))?
        }
        None => return None,
        Some((tens, ones)) => {
            let part = |part: &str, none: i32| match part.chars().count() {
                0 => Some(none),
                1 => digit(part.chars().next()?),
                _ => None,
            };
            part(tens, 1)? * 10 + part(ones, 0)?
        }
    };
    Some(Kind::Number { value, digits: value.to_string().len(), zero: '〇' })
}

/// Letters and the marks that belong to them; Thai and Indic vowel signs are no letters to Unicode.
fn is_word(character: char) -> bool {
    let code = character as u32;
    // Kana, Han and Hangul, without the table of all letters.
    if matches!(code, 0x3041..=0x3096 | 0x30a1..=0x30fa | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xac00..=0xd7a3)
    {
        return true;
    }
    if digit_of(character).is_some() {
        return false;
    }
    character.is_alphabetic()
        || matches!(code, 0x300..=0x36f | 0x64b..=0x65f | 0x900..=0x963 | 0x981..=0x9e3 | 0xe31..=0xe4e | 0xeb1..=0xece | 0x1780..=0x17d3 | 0x102b..=0x103e)
}

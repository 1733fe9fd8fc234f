//! A text becomes words, one after the other, each with its place and its folded form.
//!
//! This is not how the text is cut for the index: here a word ends wherever the name of a place may
//! end, also at an apostrophe ("Buan's"), between a letter and a digit ("2014China") and where the
//! script changes. The folded form is the one of `analysis::fold::key`, made without allocation for
//! plain letters, because nearly every word of a text is looked up only to be thrown away.

use crate::analysis::fold::{key, push_folded};
use crate::analysis::script::{Kind, Script, script};
use crate::analysis::signs::{Sign, sign};

/// A word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word {
    /// First byte.
    pub(crate) start: usize,
    /// Byte behind the last.
    pub(crate) end: usize,
    /// Where a small letter first meets a capital: perhaps two words that were glued together.
    pub(crate) seam: Option<usize>,
    /// What kind of writing it is in.
    pub(crate) writing: Writing,
}

/// How a script writes words, as far as names need to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writing {
    /// Latin letters.
    Latin,
    /// Digits of any script.
    Digits,
    /// Korean syllables: particles follow without a space.
    Hangul,
    /// Arabic and Hebrew letters: the article and short words precede without a space.
    Semitic,
    /// Cyrillic letters: names change with their case.
    Cyrillic,
    /// Greek letters, likewise.
    Greek,
    /// Other letters with spaces between words.
    Spaced,
    /// Chinese, Japanese, Thai, Lao, Khmer, Burmese: no spaces between words.
    Unspaced,
}

/// No name has a longer word; what is longer is cut, so that no text takes more than linear time.
pub(crate) const LONGEST_WORD: usize = 96;

/// Where the blocks of scripts without spaces begin: Thai.
pub(crate) const FIRST_UNSPACED: char = '\u{e00}';

/// The first word at or behind `from`, its folded form in `folded`.
///
/// In scripts without spaces the word is one character, and `folded` stays empty.
pub(crate) fn next_word(text: &str, from: usize, folded: &mut String) -> Option<Word> {
    folded.clear();
    let bytes = text.as_bytes();
    let mut start = from;
    let writing = loop {
        let byte = *bytes.get(start)?;
        if byte < 0x80 {
            match ascii(byte) {
                Some(writing) => break writing,
                None => start += 1,
            }
        } else {
            let c = text[start..].chars().next()?;
            match writing_of(sign(c)) {
                Some(writing) => break writing,
                None => start += c.len_utf8(),
            }
        }
    };
    if writing == Writing::Unspaced {
        let end = start + text[start..].chars().next()?.len_utf8();
        return Some(Word { start, end, seam: None, writing });
    }

    let mut word = Word { start, end: start, seam: None, writing };
    // Whether the letter before is a small one.
    let mut small = false;
    // Whether a letter's fold depends on its neighbours.
    let mut slow = false;
    loop {
        // Plain letters in a row are looked at and copied together.
        let room = (LONGEST_WORD + 1).saturating_sub(word.end - start);
        let run = plain_run(&bytes[word.end..], writing, room);
        if run > 0 {
            let letters = &bytes[word.end..word.end + run];
            if word.seam.is_none() {
                let before = std::iter::once(small).chain(letters.iter().map(u8::is_ascii_lowercase));
                let seam = before.zip(letters).position(|(small, byte)| small && byte.is_ascii_uppercase());
                word.seam = seam.map(|at| word.end + at);
            }
            small = letters[run - 1].is_ascii_lowercase();
            let from = folded.len();
            folded.push_str(&text[word.end..word.end + run]);
            folded[from..].make_ascii_lowercase();
            word.end += run;
        }
        if word.end - start > LONGEST_WORD || bytes.get(word.end).is_none_or(u8::is_ascii) {
            break;
        }
        let Some(c) = text[word.end..].chars().next() else { break };
        let sign = sign(c);
        match sign.kind {
            // Accents on their own, zero-width joiners.
            Kind::Mark | Kind::Hidden => slow = true,
            _ if writing_of(sign) != Some(writing) => break,
            kind => {
                if small && kind == Kind::Capital && word.seam.is_none() {
                    word.seam = Some(word.end);
                }
                small = kind == Kind::Letter;
                slow |= sign.odd || sign.joins;
                push_folded(&text[word.end..word.end + c.len_utf8()], folded);
            }
        }
        word.end += c.len_utf8();
    }
    if slow {
        folded.clear();
        folded.push_str(&key(&text[start..word.end]));
    }
    Some(word)
}

/// How many bytes at the beginning are plain letters, or plain digits, at most `most`.
fn plain_run(bytes: &[u8], writing: Writing, most: usize) -> usize {
    let bytes = &bytes[..bytes.len().min(most)];
    let is_plain = |byte: &u8| match writing {
        Writing::Latin => byte.is_ascii_alphabetic(),
        Writing::Digits => byte.is_ascii_digit(),
        _ => false,
    };
    bytes.iter().position(|byte| !is_plain(byte)).unwrap_or(bytes.len())
}

/// The part of a word before its seam, its folded form in `folded`.
pub(crate) fn before_seam(text: &str, word: Word, folded: &mut String) -> Option<Word> {
    let part = next_word(&text[..word.seam?], word.start, folded)?;
    Some(Word { seam: None, ..part })
}

/// Appends the folded form of one character of a script without spaces.
pub(crate) fn fold_unspaced(c: char, out: &mut String) {
    let mut bytes = [0; 4];
    let written = c.encode_utf8(&mut bytes);
    if sign(c).odd {
        out.push_str(&key(written));
    } else {
        push_folded(written, out);
    }
}

/// Whether a character belongs to a script that writes no spaces between words.
pub(crate) fn is_unspaced(c: char) -> bool {
    // By the rules and not from the table of signs: reading the keys would fill that table for half
    // of the world's scripts, which takes longer than everything else at start.
    c >= FIRST_UNSPACED && unspaced(script(c))
}

/// The same of a character of a text, whose signs are in the table already.
pub(crate) fn is_unspaced_in_text(c: char) -> bool {
    c >= FIRST_UNSPACED && unspaced(sign(c).script)
}

fn unspaced(script: Script) -> bool {
    script.needs_dictionary() || script.is_kana() || script == Script::Han
}

fn ascii(byte: u8) -> Option<Writing> {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' => Some(Writing::Latin),
        b'0'..=b'9' => Some(Writing::Digits),
        _ => None,
    }
}

/// The writing of a character that may begin a word.
pub(crate) fn writing_of(sign: Sign) -> Option<Writing> {
    match sign.kind {
        Kind::Gap | Kind::Mark | Kind::Link | Kind::Hidden => None,
        Kind::Digit => Some(Writing::Digits),
        Kind::Letter | Kind::Capital => Some(match sign.script {
            Script::Latin => Writing::Latin,
            Script::Hangul => Writing::Hangul,
            Script::Arabic | Script::Hebrew => Writing::Semitic,
            Script::Cyrillic => Writing::Cyrillic,
            Script::Greek => Writing::Greek,
            script if unspaced(script) => Writing::Unspaced,
            _ => Writing::Spaced,
        }),
    }
}

//! One spelling for what looks the same: NFKC, nothing hidden, every byte still traceable.
//!
//! Most texts are normal already and are passed through. The others are rewritten cluster by
//! cluster (a letter and what joins it), and each change leaves a seam by which places in the
//! rewritten text are led back to the original.

use std::borrow::Cow;
use std::ops::Range;

use icu_normalizer::ComposingNormalizerBorrowed as Composing;

use crate::analysis::script::Kind;
use crate::analysis::signs::sign;

/// A text in one spelling, and the way back.
pub(crate) struct Normal<'a> {
    pub(crate) text: Cow<'a, str>,
    seams: Vec<Seam>,
}

/// A cluster that was spelt otherwise.
struct Seam {
    normal: Range<usize>,
    original: Range<usize>,
}

/// Brings a text into one spelling.
pub(crate) fn normal(text: &str) -> Normal<'_> {
    if is_normal(text) {
        return Normal { text: Cow::Borrowed(text), seams: Vec::new() };
    }
    let mut rewritten = String::with_capacity(text.len());
    let mut seams = Vec::new();
    let mut visible = String::new();
    for cluster in clusters(text) {
        let original = &text[cluster.clone()];
        let start = rewritten.len();
        if is_rewritten(original) {
            visible.clear();
            visible.extend(original.chars().filter(|&character| sign(character).kind != Kind::Hidden));
            push_normal(&visible, &mut rewritten);
        } else {
            rewritten.push_str(original);
        }
        if rewritten[start..] != *original {
            seams.push(Seam { normal: start..rewritten.len(), original: cluster });
        }
    }
    Normal { text: Cow::Owned(rewritten), seams }
}

impl Normal<'_> {
    /// Whether places are the same in both texts.
    pub(crate) fn is_original(&self) -> bool {
        self.seams.is_empty()
    }

    /// Leads a place in the normal text back to the original. Inside a rewritten cluster it widens
    /// to the whole cluster, which was one letter to the reader.
    pub(crate) fn original(&self, place: Range<usize>) -> Range<usize> {
        let start = match self.seams.partition_point(|seam| seam.normal.start <= place.start) {
            0 => place.start,
            behind => {
                let Seam { normal, original } = &self.seams[behind - 1];
                if place.start < normal.end {
                    original.start
                } else {
                    original.end + (place.start - normal.end)
                }
            }
        };
        let end = match self.seams.partition_point(|seam| seam.normal.start < place.end) {
            0 => place.end,
            behind => {
                let Seam { normal, original } = &self.seams[behind - 1];
                if place.end <= normal.end { original.end } else { original.end + (place.end - normal.end) }
            }
        };
        start..end
    }
}

fn is_normal(text: &str) -> bool {
    if text.is_ascii() {
        return true;
    }
    let mut joins = false;
    for character in text.chars().filter(|character| !character.is_ascii()) {
        let sign = sign(character);
        if sign.odd {
            return false;
        }
        joins |= sign.joins;
    }
    // NFC, not NFKC: the letters that differ in NFKC only are odd, except SARA AM, which must stay.
    !joins || Composing::new_nfc().is_normalized(text)
}

fn is_rewritten(cluster: &str) -> bool {
    let mut signs = cluster.chars().map(sign);
    signs.clone().count() > 1 || signs.any(|sign| sign.odd)
}

/// Cuts a text before every character that nothing before it can join.
fn clusters(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = &text[start..];
        let first = rest.chars().next()?;
        let mut before = first;
        let mut end = rest.len();
        for (at, character) in rest.char_indices().skip(1) {
            let sign = sign(character);
            let is_half_sara_am = matches!(
                (before, character),
                ('\u{E4D}' | '\u{E48}'..='\u{E4B}', '\u{E32}')
                    | ('\u{ECD}' | '\u{EC8}'..='\u{ECB}', '\u{EB2}')
            );
            if !sign.joins && sign.kind != Kind::Hidden && !is_half_sara_am {
                end = at;
                break;
            }
            before = character;
        }
        let cluster = start..start + end;
        start = cluster.end;
        Some(cluster)
    })
}

/// Adds a cluster in NFKC, with SARA AM put together again: no Thai or Lao dictionary knows it apart.
fn push_normal(cluster: &str, normal: &mut String) {
    let start = normal.len();
    normal.push_str(&Composing::new_nfkc().normalize(cluster));
    for (dot, vowel, whole) in [('\u{E4D}', '\u{E32}', '\u{E33}'), ('\u{ECD}', '\u{EB2}', '\u{EB3}')] {
        let Some(dot_at) = normal[start..].find(dot) else { continue };
        let Some(vowel_at) = normal[start + dot_at..].find(vowel) else { continue };
        // A tone mark may stand between the two halves: it is written before the whole.
        let vowel_at = start + dot_at + vowel_at;
        normal.replace_range(vowel_at..vowel_at + vowel.len_utf8(), whole.encode_utf8(&mut [0; 4]));
        normal.remove(start + dot_at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_normal_text_is_passed_through() {
        for text in ["plain", "déjà vu – “oui”", "น้ำตาลทำ", "終身学習，がんばれ", "हिन्दी"]
        {
            assert!(matches!(normal(text).text, Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn spellings_of_one_look_become_one_text() {
        for (typed, expected) in [
            ("e\u{301}te\u{301}", "été"),
            ("ＵＮＥＳＣＯ ２０２４", "UNESCO 2024"),
            ("ﾗｰﾆﾝｸﾞ", "ラーニング"),
            ("\u{1112}\u{1161}\u{11AB}글", "한글"),
            ("le\u{AD}arn\u{200B}ing", "learning"),
            ("ท\u{E4D}\u{E32}", "ทำ"),
            ("น\u{E49}\u{E4D}\u{E32}", "น้ำ"),
            ("น\u{E4D}\u{E49}\u{E32}", "น้ำ"),
            ("ﻛﺘﺎﺏ", "كتاب"),
            ("ﬁne", "fine"),
        ] {
            assert_eq!(normal(typed).text, expected, "{typed:?}");
        }
    }

    #[test]
    fn places_lead_back_to_the_original() {
        let text = "a e\u{301}te\u{301} b\u{AD}c";
        let normal = normal(text);
        let place = |word: &str| {
            let at = normal.text.find(word).expect("the word is in the normal text");
            &text[normal.original(at..at + word.len())]
        };
        assert_eq!(place("été"), "e\u{301}te\u{301}");
        assert_eq!(place("bc"), "b\u{AD}c");
        assert_eq!(place("a"), "a");
    }
}

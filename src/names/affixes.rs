//! What a language writes together with a name: particles behind, clitics before, a lost apostrophe.
//!
//! Each function gives the shorter forms to try, longest first, when the word itself is no name.

use crate::names::words::Writing;

/// Korean particles and the endings of administrative names, longest first.
const PARTICLES: &[&str] = &[
    "에서는",
    "에서도",
    "으로서",
    "으로는",
    "이라는",
    "까지",
    "부터",
    "에서",
    "에는",
    "에도",
    "으로",
    "에게",
    "처럼",
    "보다",
    "이나",
    "라는",
    "와의",
    "과의",
    "로서",
    "의",
    "에",
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "와",
    "과",
    "로",
    "도",
    "만",
    "나",
    "시",
    "군",
];

/// The name a word may hold before an ending: `hangzhou` of `hangzhous`, `부안` of `부안의`.
pub(crate) fn without_ending(folded: &str, writing: Writing) -> impl Iterator<Item = &str> {
    let latin = match writing {
        // Four letters at least, or every plural of a short word becomes a place.
        Writing::Latin if folded.len() > 4 => folded.strip_suffix('s'),
        _ => None,
    };
    let particles = if writing == Writing::Hangul { PARTICLES } else { &[] };
    latin.into_iter().chain(particles.iter().filter_map(move |particle| folded.strip_suffix(particle)))
}

/// The name a word may hold behind a clitic, and the letters before it: `المغرب` of `والمغرب` and of
/// `للمغرب`, `ישראל` of `בישראל`.
pub(crate) fn without_clitics(folded: &str, writing: Writing) -> Vec<(String, usize)> {
    if writing != Writing::Semitic {
        return Vec::new();
    }
    let mut forms = Vec::new();
    let mut rest = folded;
    // "And in Morocco" carries two; more do not occur before names.
    for letters in 1..=2 {
        let Some(shorter) = rest.strip_prefix(['و', 'ف', 'ب', 'ل', 'ك', 'ו', 'ב', 'ל', 'מ', 'ה', 'ש'])
        else {
            break;
        };
        // The article loses its alef behind "to": للمغرب is to + المغرب.
        if rest.starts_with("لل") {
            forms.push((format!("ا{shorter}"), letters));
        }
        if shorter.chars().count() >= SHORTEST_BEHIND_CLITIC {
            forms.push((shorter.to_owned(), letters));
        }
        rest = shorter;
    }
    forms
}

/// "Like financial" must not become "Mali": what is left of a clitic has some length.
const SHORTEST_BEHIND_CLITIC: usize = 4;

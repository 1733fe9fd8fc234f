//! The table of characters: one look-up answers what every step asks.
//!
//! Made page by page (256 characters) when a text first needs one: an English question never pays
//! for the Han pages.

use std::sync::OnceLock;

use crate::analysis::letters;
use crate::analysis::script::{self, Kind, Script};

/// What the table knows of one character.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sign {
    /// Its part in a word.
    pub(crate) kind: Kind,
    /// Its writing system.
    pub(crate) script: Script,
    /// Spelt otherwise in NFKC, or hidden: the text must be normalised before it is cut.
    pub(crate) odd: bool,
    /// May join or change places with its neighbours in NFC.
    pub(crate) joins: bool,
    /// Small letter, accents kept: what stemmers read. `letters::NOTHING` when it is dropped.
    pub(crate) lower: char,
    /// Small letter without accents. `letters::NOTHING` when dropped, `letters::SEVERAL` when longer.
    pub(crate) plain: char,
}

const PAGE: usize = 256;
const PAGES: usize = 0x1_0000 / PAGE;

static TABLE: [OnceLock<Box<[Sign]>>; PAGES] = [const { OnceLock::new() }; PAGES];

/// Everything known of a character.
#[inline]
pub(crate) fn sign(character: char) -> Sign {
    let code = character as usize;
    match TABLE.get(code / PAGE) {
        Some(page) => page.get_or_init(|| page_of(code / PAGE))[code % PAGE],
        // Planes behind the first are rare enough to be looked at one by one.
        None => describe(character),
    }
}

fn page_of(page: usize) -> Box<[Sign]> {
    let first = page * PAGE;
    (first..first + PAGE)
        .map(|code| describe(char::from_u32(code as u32).unwrap_or(char::REPLACEMENT_CHARACTER)))
        .collect()
}

fn describe(character: char) -> Sign {
    if ('\u{4E00}'..='\u{9FFF}').contains(&character) {
        // The same as below without a look at the ranges of the scripts: a Chinese text makes half of its pages.
        let plain = letters::simplified(character);
        return Sign {
            kind: Kind::Letter,
            script: Script::Han,
            odd: false,
            joins: false,
            lower: plain,
            plain,
        };
    }
    let script = script::script(character);
    if script == Script::Han && !script::is_compatibility_han(character) {
        // Half of the first plane: decided without asking for case, decomposition or class.
        let plain = letters::simplified(character);
        return Sign { kind: Kind::Letter, script, odd: false, joins: false, lower: plain, plain };
    }
    let kind = script::kind(character);
    let counts = matches!(kind, Kind::Letter | Kind::Capital | Kind::Digit | Kind::Mark);
    Sign {
        kind,
        script,
        odd: kind == Kind::Hidden || (counts && letters::is_compatibility(character)),
        joins: kind == Kind::Mark || script::is_joining_letter(character) || script::combines(character),
        lower: letters::lower(character, kind, script),
        plain: letters::plain(character, kind, script),
    }
}

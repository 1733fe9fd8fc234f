//! A country's name with the words that say what kind of state it is becomes the country: "Republic of Kenya".
//!
//! Official names are no table: they are a name the tables know, and words of `polities.tsv` around it, in front or
//! behind a comma. Anything else beside the name ("Kenya Airways") makes it something else. Two states share a name
//! and differ by these very words; of those only the whole names of the tables count.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::analysis::fold::key;
use crate::names::countries::Country;
use crate::names::mentions::mentions;
use crate::names::place::Place;
use crate::names::words::is_unspaced;

/// Countries that only words like these tell from another of the same name: the Koreas, the Congos, the Chinas.
const TOLD_BY_THEM: &[&str] = &["KR", "KP", "CG", "CD", "CN", "TW"];
/// Adjectives of Niger and Dominica in Estonian, Hungarian and Finnish: the name or adjective of another country elsewhere.
const TWO_COUNTRIES: &[&str] = &["nigeri", "dominican"];
/// No official name is longer, in bytes; three bytes a letter in many scripts.
const LONGEST: usize = 240;

/// The words, folded.
static WORDS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let rows = include_str!("polities.tsv").lines().filter(|line| !line.starts_with('#'));
    let words = rows.filter_map(|line| line.split_once('\t')).flat_map(|(_, words)| words.split(' '));
    words.map(key).flat_map(|word| word.split(' ').map(str::to_owned).collect::<Vec<_>>()).collect()
});

/// The one country a text names, when all else in it says what kind of state that is.
pub(crate) fn within(text: &str) -> Option<&'static Country> {
    if text.len() > LONGEST {
        return None;
    }
    let found = mentions(text);
    let [mention] = found[..] else { return None };
    let Place::Country(country) = mention.place else { return None };
    let (before, behind) = (&text[..mention.start], &text[mention.end..]);
    let ambiguous = TWO_COUNTRIES.contains(&key(&text[mention.start..mention.end]).as_str());
    let alone = before.trim().is_empty() && behind.trim().is_empty();
    // "Kenyan" alone is an adjective; "Kenyan Republic" is the state.
    if TOLD_BY_THEM.contains(&country.code) || ambiguous || alone {
        return None;
    }
    let beside = format!("{} {}", key(before), key(behind));
    beside.split_whitespace().all(is_polity).then_some(country)
}

/// Whether a folded piece is one of the words or, without spaces, several of them.
fn is_polity(piece: &str) -> bool {
    if WORDS.contains(piece) {
        return true;
    }
    let joined = piece.starts_with(|c| is_unspaced(c) || matches!(c, '가'..='힣'));
    joined
        && piece.char_indices().skip(1).any(|(at, _)| WORDS.contains(&piece[..at]) && is_polity(&piece[at..]))
}

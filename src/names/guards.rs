//! Words that look like names of places and are not, or not always: `guards.tsv`.

use std::sync::LazyLock;

/// What is known about a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Guard {
    /// Also a common word in some language: a name only with an initial capital.
    Capital,
    /// Likewise, also where nobody types capitals.
    Strict,
    /// Too often something else: a name only when it is the whole text.
    Alone,
    /// Contains a name and is another place, or none.
    NoPlace,
    /// Also a common word without its accents: a name only as it is written in the table.
    Accents,
    /// Stands before a person's name.
    Title,
    /// A given name.
    Given,
    /// A family name.
    Family,
    /// A place that is also a given name.
    Both,
    /// Stands before a given name in the name of a place.
    Prefix,
}

const TABLE: &str = include_str!("guards.tsv");

/// The words of a kind as they stand in the table.
pub(crate) fn of(guard: Guard) -> impl Iterator<Item = &'static str> {
    rows().filter(move |&(kind, _)| kind == guard).map(|(_, word)| word)
}

/// Whether a folded word is of a kind; only words about persons are kept for this, and those with accents,
/// which are not folded but in small letters.
pub(crate) fn is(guard: Guard, folded: &str) -> bool {
    static WORDS: LazyLock<Vec<(Guard, &str)>> = LazyLock::new(|| {
        let mut rows: Vec<_> = rows().filter(|&(kind, _)| kind >= Guard::Accents).collect();
        rows.sort_unstable();
        rows
    });
    WORDS.binary_search(&(guard, folded)).is_ok()
}

fn rows() -> impl Iterator<Item = (Guard, &'static str)> {
    TABLE.lines().filter_map(|line| line.split_once('\t')).flat_map(|(kind, words)| {
        let guard = match kind {
            "capital" => Some(Guard::Capital),
            "strict" => Some(Guard::Strict),
            "alone" => Some(Guard::Alone),
            "no place" => Some(Guard::NoPlace),
            "accents" => Some(Guard::Accents),
            "title" => Some(Guard::Title),
            "given" => Some(Guard::Given),
            "family" => Some(Guard::Family),
            "both" => Some(Guard::Both),
            "prefix" => Some(Guard::Prefix),
            _ => None,
        };
        guard.into_iter().flat_map(move |guard| words.split('|').map(move |word| (guard, word)))
    })
}

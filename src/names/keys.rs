//! Every known name in its folded form, sorted: `keys.tsv`, and how it is walked.
//!
//! The file is made from the tables of countries, cities, demonyms and regions by the test in
//! `make_keys.rs`. Folding twenty thousand names takes longer than a whole search, so it is done when
//! the tables change, not when the program starts. A question is looked up by halving the sorted file
//! itself, with nothing read before; only a program that reads texts first makes an [`Index`].
//!
//! A line is a key, and the places it names: `guinea bissau⇥GW(`. Marks behind a place say when
//! the name counts, see [`Target`]. In scripts that are written without spaces, keys have none.

use std::cmp::Ordering;
use std::sync::OnceLock;
use std::sync::atomic::{self, AtomicUsize};

use crate::names::place::{Place, place};
use crate::names::words::is_unspaced;

/// The table as it is kept.
pub(crate) const TABLE: &str = include_str!("keys.tsv");

/// The way into the table.
#[derive(Clone, Copy)]
pub(crate) struct Keys {
    index: Option<&'static Index>,
}

/// Which lines share their first word (or first two characters): a quick answer to "none".
struct Index {
    /// First byte of each group of lines, and the length of the table.
    groups: Vec<u32>,
    /// Hash table of groups: the upper half of the hash, so that a word that begins no name is nearly
    /// always known by it alone, and the group's number plus one; 0 for an empty slot.
    slots: Vec<(u32, u32)>,
    /// The characters that begin a name in the scripts without spaces, one bit each: most do not.
    initials: Vec<u64>,
    /// A bit for the hash of each word that stands behind another in a name: of a hundred words, one or two do.
    later: Vec<u64>,
}

/// The lines whose keys begin with what was read so far.
#[derive(Clone, Copy)]
pub(crate) struct Run {
    /// First byte of the first line.
    from: usize,
    /// Byte behind the last.
    to: usize,
    /// Bytes of the key read so far.
    length: usize,
}

/// One line of the table: a key and the places it names.
#[derive(Clone, Copy)]
pub(crate) struct Entry {
    /// The folded name.
    pub(crate) key: &'static str,
    targets: &'static str,
}

/// A place a key names, and when it does.
#[derive(Clone, Copy)]
pub(crate) struct Target {
    /// `KR`, `KR/buan`, `@africa`, or `-` for what looks like a name and is none.
    place: &'static str,
    marks: &'static str,
}

/// Made once enough was read.
static INDEX: OnceLock<Index> = OnceLock::new();

/// The way into the table for a text of some length.
pub(crate) fn keys(length: usize) -> Keys {
    static READ: AtomicUsize = AtomicUsize::new(0);
    let index = INDEX.get().or_else(|| {
        // Making the index costs about as much as looking up the words of this many bytes without it.
        const ENOUGH: usize = 8 * 1024;
        let read = READ.fetch_add(length, atomic::Ordering::Relaxed) + length;
        (read > ENOUGH).then(|| INDEX.get_or_init(Index::new))
    });
    Keys { index }
}

/// The line of a whole key.
pub(crate) fn find(key: &str) -> Option<Entry> {
    let (from, to) = match INDEX.get() {
        Some(index) => index.first(first_unit(key)).map(|run| (run.from, run.to))?,
        None => (0, TABLE.len()),
    };
    let line = first_line(from, to, |line| key_at(line) < key);
    (line < to).then(|| entry(line)).filter(|entry| entry.key == key)
}

/// All lines, in order.
pub(crate) fn entries() -> impl Iterator<Item = Entry> {
    TABLE.lines().filter_map(|line| line.split_once('\t')).map(|(key, targets)| Entry { key, targets })
}

impl Keys {
    /// The lines that begin with a word, or with two characters of a script without spaces.
    pub(crate) fn first(self, unit: &str) -> Option<Run> {
        let table = Run { from: 0, to: TABLE.len(), length: 0 };
        match self.index {
            Some(index) => index.first(unit),
            None if unit.starts_with(is_unspaced) => self.then_characters(table, unit),
            None => narrow(table, unit.len(), |line| compare_word(line, unit)),
        }
    }

    /// Whether a name in a script without spaces may begin with a folded character.
    pub(crate) fn may_begin(self, c: char) -> bool {
        self.index
            .is_none_or(|index| index.initials[(c as usize & 0xffff) / 64] & 1 << (c as usize % 64) != 0)
    }

    /// Those of the lines that go on with another word.
    pub(crate) fn then_word(self, run: Run, word: &str) -> Option<Run> {
        if self.index.is_some_and(|index| !index.may_be_later(word)) {
            return None;
        }
        narrow(run, 1 + word.len(), |line| match line.split_first() {
            Some((b' ', rest)) => compare_word(rest, word),
            // The tab that ends the key, which is below any blank.
            _ => Ordering::Less,
        })
    }

    /// Those of the lines that go on with more characters, in a script without spaces.
    pub(crate) fn then_characters(self, run: Run, more: &str) -> Option<Run> {
        narrow(run, more.len(), |line| line[..line.len().min(more.len())].cmp(more.as_bytes()))
    }

    /// The line whose whole key was read, when there is one.
    pub(crate) fn whole(self, run: Run) -> Option<Entry> {
        // The shortest key sorts first.
        (TABLE.as_bytes()[run.from + run.length] == b'\t').then(|| entry(run.from))
    }
}

impl Index {
    fn new() -> Index {
        let mut groups = Vec::with_capacity(16_000);
        let mut later = vec![0; LATER / 64];
        let mut start = 0;
        let mut previous = "";
        for line in TABLE.lines() {
            let first = first_unit(line);
            if first != previous {
                groups.push(start as u32);
                previous = first;
            }
            let key = line.split('\t').next().unwrap_or_default();
            for word in key.split(' ').skip(1) {
                let bit = later_bit(word);
                later[bit / 64] |= 1 << (bit % 64);
            }
            start += line.len() + 1;
        }
        groups.push(TABLE.len() as u32);
        let mut slots = vec![(0, 0); (groups.len() * 2).next_power_of_two()];
        let mut initials = vec![0; 0x1_0000 / 64];
        for (number, &line) in groups[..groups.len() - 1].iter().enumerate() {
            let unit = first_unit(&TABLE[line as usize..]);
            let (mut slot, tag) = hash(unit.as_bytes());
            slot &= slots.len() - 1;
            while slots[slot].1 != 0 {
                slot = (slot + 1) & (slots.len() - 1);
            }
            slots[slot] = (tag, number as u32 + 1);
            if let Some(c) = unit.chars().next().filter(|&c| is_unspaced(c)) {
                initials[(c as usize & 0xffff) / 64] |= 1 << (c as usize % 64);
            }
        }
        Index { groups, slots, initials, later }
    }

    fn may_be_later(&self, word: &str) -> bool {
        let bit = later_bit(word);
        self.later[bit / 64] & 1 << (bit % 64) != 0
    }

    fn first(&self, unit: &str) -> Option<Run> {
        let (mut slot, tag) = hash(unit.as_bytes());
        loop {
            slot &= self.slots.len() - 1;
            let (tag_here, number) = self.slots[slot];
            let number = (number as usize).checked_sub(1)?;
            if tag_here == tag {
                let (from, to) = (self.groups[number] as usize, self.groups[number + 1] as usize);
                if first_unit(&TABLE[from..]) == unit {
                    return Some(Run { from, to, length: unit.len() });
                }
            }
            slot += 1;
        }
    }
}

/// Compares what stands at a place of a line with a word: equal when the word stands there whole.
fn compare_word(line: &[u8], word: &str) -> Ordering {
    let shared = line.len().min(word.len());
    // Behind the word stands a blank or the tab that ends the key, both below any letter.
    line[..shared].cmp(word.as_bytes()).then_with(|| match line.get(shared) {
        Some(b' ' | b'\t') => Ordering::Equal,
        _ => Ordering::Greater,
    })
}

/// The lines of a run whose rest compares equal; the lines are in the order of `compare`.
fn narrow(run: Run, more: usize, compare: impl Fn(&[u8]) -> Ordering) -> Option<Run> {
    let rest = |line: usize| &TABLE.as_bytes()[line + run.length..];
    let from = first_line(run.from, run.to, |line| compare(rest(line)).is_lt());
    let to = first_line(from, run.to, |line| compare(rest(line)).is_eq());
    (from < to).then_some(Run { from, to, length: run.length + more })
}

/// The first line, of those from one byte to another, that is not before what is looked for.
fn first_line(mut from: usize, mut to: usize, before: impl Fn(usize) -> bool) -> usize {
    let bytes = TABLE.as_bytes();
    while from < to {
        let middle = from + (to - from) / 2;
        let line =
            bytes[from..middle].iter().rposition(|&byte| byte == b'\n').map_or(from, |at| from + at + 1);
        if before(line) {
            from = bytes[middle..].iter().position(|&byte| byte == b'\n').map_or(to, |at| middle + at + 1);
        } else {
            to = line;
        }
    }
    from
}

fn entry(line: usize) -> Entry {
    let rest = &TABLE[line..];
    let line = rest.split_once('\n').map_or(rest, |(line, _)| line);
    let (key, targets) = line.split_once('\t').unwrap_or((line, ""));
    Entry { key, targets }
}

impl Entry {
    /// The places it may name.
    pub(crate) fn targets(self) -> impl Iterator<Item = Target> {
        self.targets.split(';').map(|target| {
            let end = target.find(|c: char| "!%~_^#(*+'".contains(c)).unwrap_or(target.len());
            Target { place: &target[..end], marks: &target[end..] }
        })
    }
}

impl Target {
    /// The place, or nothing for what only looks like a name.
    pub(crate) fn place(self) -> Option<Place> {
        place(self.place)
    }

    /// Whether it only looks like a name.
    pub(crate) fn is_none(self) -> bool {
        self.place == "-"
    }

    /// Whether the place is a city.
    pub(crate) fn is_city(self) -> bool {
        self.place.contains('/')
    }

    fn has(self, mark: char) -> bool {
        self.marks.contains(mark)
    }

    /// `!`: a city's name that counts only where its country is named near.
    pub(crate) fn needs_country(self) -> bool {
        self.has('!') || self.needs_itself()
    }

    /// `%`: a city's name that counts only where the city is named in full near.
    pub(crate) fn needs_itself(self) -> bool {
        self.has('%')
    }

    /// `~`: a demonym or adjective, "Korean".
    pub(crate) fn is_demonym(self) -> bool {
        self.has('~')
    }

    /// `+`: the name with the ending of a case, "Francji".
    pub(crate) fn is_case(self) -> bool {
        self.has('+')
    }

    /// `'`: a name only where it is written with its accents, which the key has lost.
    pub(crate) fn needs_accents(self) -> bool {
        self.has('\'')
    }

    /// `_`: a demonym of a language that writes it in small letters, "coréenne".
    pub(crate) fn may_be_small(self) -> bool {
        self.has('_')
    }

    /// `^`: also a common word somewhere, so a name only with an initial capital.
    pub(crate) fn needs_capital(self) -> bool {
        self.has('^')
    }

    /// `^^`: and a capital even where nobody types one.
    pub(crate) fn always_needs_capital(self) -> bool {
        self.marks.contains("^^")
    }

    /// `#`: an acronym, so a name only in capitals.
    pub(crate) fn needs_capitals(self) -> bool {
        self.has('#')
    }

    /// `(`: may be written with a comma or brackets inside.
    pub(crate) fn may_be_inverted(self) -> bool {
        self.has('(')
    }

    /// `*`: a name only when it is the whole text, never inside running text.
    pub(crate) fn only_alone(self) -> bool {
        self.has('*')
    }
}

/// The key of the line that begins at a byte of the table.
fn key_at(line: usize) -> &'static str {
    let rest = &TABLE[line..];
    rest.split_once('\t').map_or(rest, |(key, _)| key)
}

/// What a key is looked up by: its first word, or its first two characters in scripts without spaces.
fn first_unit(line: &str) -> &str {
    let bytes = line.as_bytes();
    if bytes.first().is_some_and(|&byte| byte >= 0xe0) && line.starts_with(is_unspaced) {
        let end = line.char_indices().nth(2).map_or(line.len(), |(at, _)| at);
        return line[..end].split('\t').next().unwrap_or_default();
    }
    let end = bytes.iter().position(|&byte| byte <= b' ').unwrap_or(bytes.len());
    &line[..end]
}

/// Bits for the words behind the first.
const LATER: usize = 1 << 17;

fn later_bit(word: &str) -> usize {
    hash(word.as_bytes()).0 % LATER
}

/// A quick hash of a few bytes, as a slot and a tag: the multiplication of FxHash, eight bytes at a time.
fn hash(bytes: &[u8]) -> (usize, u32) {
    let mut hash = bytes.len() as u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        hash = (hash.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
    // The upper bits are the well mixed ones.
    ((hash >> 32) as usize, (hash >> 16) as u32)
}

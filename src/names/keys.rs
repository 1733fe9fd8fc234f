//! Every known name in its folded form, sorted: `keys.tsv`, and how it is walked.
//!
//! The file is made from the tables of countries, cities and regions by the test in `make_keys.rs`.
//! Folding fifteen thousand names takes longer than a whole search, so it is done when the tables
//! change, not when the program starts; what is left is one pass over the file that notes where
//! lines begin.
//!
//! A line is a key, and the places it names: `guinea bissau⇥GW(`. Marks behind a place say when
//! the name counts, see [`Target`]. In scripts that are written without spaces, keys have none.

use std::sync::LazyLock;

use crate::names::place::{Place, place};
use crate::names::words::is_unspaced;

/// The table as it is kept.
pub(crate) const TABLE: &str = include_str!("keys.tsv");

/// Where the lines begin and which lines share their first word (or first two characters).
pub(crate) struct Keys {
    /// First byte of each line, and the length of the table.
    lines: Vec<u32>,
    /// First line of each group, and the number of lines.
    groups: Vec<u32>,
    /// Hash table of groups: the upper half of the hash, so that a word that begins no name is nearly
    /// always known by it alone, and the group's number plus one; 0 for an empty slot.
    slots: Vec<(u32, u32)>,
    /// The characters that begin a name in the scripts without spaces, one bit each: most do not.
    initials: Vec<u64>,
}

/// The lines whose keys begin with what was read so far.
#[derive(Clone, Copy)]
pub(crate) struct Run {
    from: usize,
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

/// The table, read when the first name is looked up.
pub(crate) fn keys() -> &'static Keys {
    static KEYS: LazyLock<Keys> = LazyLock::new(Keys::read);
    &KEYS
}

/// The line of a whole key.
pub(crate) fn find(key: &str) -> Option<Entry> {
    let keys = keys();
    let at = keys.lines[..keys.len()].partition_point(|&line| key_at(line) < key);
    (at < keys.len()).then(|| keys.entry(at)).filter(|entry| entry.key == key)
}

/// All lines, in order.
pub(crate) fn entries() -> impl Iterator<Item = Entry> {
    let keys = keys();
    (0..keys.len()).map(|at| keys.entry(at))
}

impl Keys {
    fn read() -> Keys {
        let mut lines = Vec::with_capacity(20_000);
        let mut groups = Vec::with_capacity(12_000);
        let mut start = 0;
        let mut previous = "";
        for line in TABLE.lines() {
            let first = first_unit(line);
            if first != previous {
                groups.push(lines.len() as u32);
                previous = first;
            }
            lines.push(start as u32);
            start += line.len() + 1;
        }
        groups.push(lines.len() as u32);
        let mut slots = vec![(0, 0); (groups.len() * 2).next_power_of_two()];
        let mut initials = vec![0; 0x1_0000 / 64];
        for (number, &line) in groups[..groups.len() - 1].iter().enumerate() {
            let unit = first_unit(&TABLE[lines[line as usize] as usize..]);
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
        Keys { lines, groups, slots, initials }
    }

    fn len(&self) -> usize {
        self.lines.len()
    }

    fn entry(&self, line: usize) -> Entry {
        let start = self.lines[line] as usize;
        let key = key_at(start as u32);
        let rest = &TABLE[start + key.len() + 1..];
        Entry { key, targets: rest.split_once('\n').map_or(rest, |(targets, _)| targets) }
    }

    /// The lines that begin with a word, or with two characters of a script without spaces.
    pub(crate) fn first(&self, unit: &str) -> Option<Run> {
        let (mut slot, tag) = hash(unit.as_bytes());
        loop {
            slot &= self.slots.len() - 1;
            let (tag_here, number) = self.slots[slot];
            let number = (number as usize).checked_sub(1)?;
            if tag_here == tag {
                let (from, to) = (self.groups[number] as usize, self.groups[number + 1] as usize);
                if first_unit(&TABLE[self.lines[from] as usize..]) == unit {
                    return Some(Run { from, to, length: unit.len() });
                }
            }
            slot += 1;
        }
    }

    /// Whether a name in a script without spaces may begin with a folded character.
    pub(crate) fn may_begin(&self, c: char) -> bool {
        self.initials[(c as usize & 0xffff) / 64] & 1 << (c as usize % 64) != 0
    }

    /// Those of them that go on with another word.
    pub(crate) fn then_word(&self, run: Run, word: &str) -> Option<Run> {
        let rest = |line: u32| &TABLE.as_bytes()[line as usize + run.length..];
        let compare = |line: u32| {
            let rest = rest(line);
            let Some((b' ', rest)) = rest.split_first() else { return std::cmp::Ordering::Less };
            let shared = rest.len().min(word.len());
            // Behind the word stands a blank or the tab that ends the key, both below any letter.
            rest[..shared].cmp(word.as_bytes()).then_with(|| match rest.get(shared) {
                Some(b' ' | b'\t') => std::cmp::Ordering::Equal,
                _ => std::cmp::Ordering::Greater,
            })
        };
        self.narrow(run, 1 + word.len(), compare)
    }

    /// Those of them that go on with more characters, in a script without spaces.
    pub(crate) fn then_characters(&self, run: Run, more: &str) -> Option<Run> {
        let bytes = more.as_bytes();
        let compare = |line: u32| {
            let rest = &TABLE.as_bytes()[line as usize + run.length..];
            rest[..rest.len().min(bytes.len())].cmp(bytes)
        };
        self.narrow(run, bytes.len(), compare)
    }

    fn narrow(&self, run: Run, more: usize, compare: impl Fn(u32) -> std::cmp::Ordering) -> Option<Run> {
        let lines = &self.lines[run.from..run.to];
        let from = lines.partition_point(|&line| compare(line).is_lt());
        let count = lines[from..].partition_point(|&line| compare(line).is_eq());
        let from = run.from + from;
        (count > 0).then_some(Run { from, to: from + count, length: run.length + more })
    }

    /// The line whose whole key was read, when there is one.
    pub(crate) fn whole(&self, run: Run) -> Option<Entry> {
        let start = self.lines[run.from] as usize;
        // The shortest key sorts first.
        (TABLE.as_bytes()[start + run.length] == b'\t').then(|| self.entry(run.from))
    }
}

impl Entry {
    /// The places it may name.
    pub(crate) fn targets(self) -> impl Iterator<Item = Target> {
        self.targets.split(';').map(|target| {
            let end = target.find(|c: char| "!%~_^#(*".contains(c)).unwrap_or(target.len());
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

    /// `_`: a demonym of a language that writes it in small letters, "coréenne".
    pub(crate) fn may_be_small(self) -> bool {
        self.has('_')
    }

    /// `^`: also a common word somewhere, so a name only with an initial capital.
    pub(crate) fn needs_capital(self) -> bool {
        self.has('^')
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

/// The key that begins at a byte of the table.
fn key_at(line: u32) -> &'static str {
    let rest = &TABLE[line as usize..];
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

//! Sketches of the passages of many documents become groups of documents that are alike.
//!
//! Nothing is compared with everything. Of 64 bits in eight blocks, two sketches that differ in six bits have two blocks in
//! common (Manku, Jain, Das Sarma, *Detecting near-duplicates for web crawling*, 2007), so only sketches are compared that
//! stand together in one of 28 tables, one for each pair of blocks. What stands on a thousand pages, a footer or a form,
//! brings those pages together with their nearest neighbours only; that bounds the work, and pages that are alike share
//! more than their footer.
//!
//! A group has a first document, and every other one is like that one: groups do not drift from text to text.

use std::collections::{BTreeSet, HashMap};

use crate::index::sketch::is_repeat;

/// Blocks of a sketch, and bits of a block.
const BLOCKS: u32 = 8;
const BLOCK: u32 = 64 / BLOCKS;
/// Up to so many things that have a block or a sketch in common are all compared with each other.
const MANY: usize = 64;
/// Of more, each with so many before it.
const NEAREST: usize = 16;

/// A document of a group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Member {
    /// Its place in the list.
    pub(crate) document: usize,
    /// Which part of its passages and those of the group's first document repeat each other, up to 1.
    pub(crate) shared: f64,
}

/// A text that one or several documents are, word for word.
struct Text {
    /// Its first document, and the others.
    documents: Vec<usize>,
    /// Its sketches, by their places in the list of all, sorted.
    sketches: Vec<u32>,
    /// How many passages these are of.
    passages: usize,
}

/// Groups of two documents and more. Of each document the sketches of its passages are given; 0 is one too short to tell.
/// The first document of a group stands before the others in the list.
pub(crate) fn groups(documents: &[Vec<u64>]) -> Vec<Vec<Member>> {
    let (texts, sketches) = texts(documents);
    let alike = alike(&sketches);
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); sketches.len()];
    let mut leaders: Vec<usize> = Vec::with_capacity(texts.len());
    let mut members: Vec<Vec<(usize, f64)>> = Vec::with_capacity(texts.len());
    for (number, text) in texts.iter().enumerate() {
        let mut earlier = BTreeSet::new();
        for sketch in &text.sketches {
            for near in std::iter::once(sketch).chain(&alike[*sketch as usize]) {
                let holders = &holders[*near as usize];
                let nearest = if holders.len() > MANY { NEAREST } else { MANY };
                earlier.extend(holders.iter().rev().take(nearest).map(|holder| leaders[*holder]));
            }
        }
        let best =
            earlier.into_iter().filter_map(|leader| Some((leader, shared(text, &texts[leader], &alike)?)));
        // Of equals the first.
        let best = best.reduce(|best, other| if other.1 > best.1 { other } else { best });
        leaders.push(best.map_or(number, |(leader, _)| leader));
        members.push(Vec::new());
        members[leaders[number]].push((number, best.map_or(1.0, |(_, shared)| shared)));
        text.sketches.iter().for_each(|sketch| holders[*sketch as usize].push(number));
    }
    let of_text = |(text, shared): &(usize, f64)| {
        texts[*text]
            .documents
            .iter()
            .map(|document| Member { document: *document, shared: *shared })
            .collect::<Vec<_>>()
    };
    let groups = members.iter().map(|members| members.iter().flat_map(of_text).collect::<Vec<_>>());
    groups.filter(|group| group.len() > 1).collect()
}

/// The different texts in the order of their first documents, and all sketches, sorted.
fn texts(documents: &[Vec<u64>]) -> (Vec<Text>, Vec<u64>) {
    let mut known: HashMap<Vec<u64>, usize> = HashMap::new();
    let mut all: Vec<Vec<usize>> = Vec::new();
    let mut own: Vec<Vec<u64>> = Vec::new();
    for (number, document) in documents.iter().enumerate() {
        let sketches: Vec<u64> = document.iter().copied().filter(|sketch| *sketch != 0).collect();
        if sketches.is_empty() {
            continue;
        }
        let text = *known.entry(sketches).or_insert_with_key(|sketches| {
            own.push(sketches.clone());
            all.push(Vec::new());
            own.len() - 1
        });
        all[text].push(number);
    }
    let mut sketches: Vec<u64> = own.iter().flatten().copied().collect();
    sketches.sort_unstable();
    sketches.dedup();
    let place = |sketch: &u64| sketches.binary_search(sketch).map_or(0, |place| place as u32);
    let texts = all.into_iter().zip(&own).map(|(documents, own)| {
        let mut places: Vec<u32> = own.iter().map(place).collect();
        places.sort_unstable();
        Text { documents, sketches: places, passages: own.len() }
    });
    (texts.collect(), sketches)
}

/// Of each sketch the others that are nearly the same, by their places.
fn alike(sketches: &[u64]) -> Vec<Vec<u32>> {
    let mut alike: Vec<Vec<u32>> = vec![Vec::new(); sketches.len()];
    // Sketches of short passages repeat as they are or not at all.
    let mut order: Vec<u32> =
        (0..sketches.len() as u32).filter(|place| sketches[*place as usize] & 1 == 1).collect();
    let block = |sketch: u64, number: u32| sketch >> (number * BLOCK) & ((1 << BLOCK) - 1);
    for first in 0..BLOCKS {
        for second in first + 1..BLOCKS {
            let key = |place: &u32| {
                let sketch = sketches[*place as usize];
                (block(sketch, first), block(sketch, second))
            };
            order.sort_by_key(key);
            for table in order.chunk_by(|left, right| key(left) == key(right)) {
                let nearest = if table.len() > MANY { NEAREST } else { MANY };
                for (at, one) in table.iter().enumerate() {
                    for other in &table[at.saturating_sub(nearest)..at] {
                        if is_repeat(sketches[*one as usize], sketches[*other as usize]) {
                            alike[*one as usize].push(*other);
                            alike[*other as usize].push(*one);
                        }
                    }
                }
            }
        }
    }
    for near in &mut alike {
        near.sort_unstable();
        near.dedup();
    }
    alike
}

/// Which part of the passages of two texts repeat each other; nothing where it is not most of either.
fn shared(one: &Text, other: &Text, alike: &[Vec<u32>]) -> Option<f64> {
    let holds = |text: &Text, sketch: &u32| text.sketches.binary_search(sketch).is_ok();
    let repeated = |one: &Text, other: &Text| {
        let near = |sketch: &&u32| {
            holds(other, sketch) || alike[**sketch as usize].iter().any(|near| holds(other, near))
        };
        one.sketches.iter().filter(near).count()
    };
    let (here, there) = (repeated(one, other), repeated(other, one));
    let is_most = 2 * here > one.passages && 2 * there > other.passages;
    is_most.then(|| (here + there) as f64 / (one.passages + other.passages) as f64)
}

#[cfg(test)]
mod tests {
    use crate::search::likeness::groups;

    /// A sketch of a long passage, far from those of other numbers.
    fn long(number: u64) -> u64 {
        let mixed = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed ^ mixed >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9) | 1
    }

    /// Groups as the places of their documents and the percentage they share.
    fn told(documents: &[Vec<u64>]) -> Vec<Vec<(usize, u64)>> {
        let percent = |shared: f64| (shared * 100.0).round() as u64;
        let group = |group: Vec<crate::search::likeness::Member>| {
            group.iter().map(|member| (member.document, percent(member.shared))).collect()
        };
        groups(documents).into_iter().map(group).collect()
    }

    #[test]
    fn most_passages_must_repeat_each_other_in_both() {
        let whole = vec![long(1), long(2), long(3), long(4)];
        let longer = [whole.clone(), vec![long(5)]].concat();
        let extract = vec![long(1), long(2)];
        let other = vec![long(1), long(6), long(7)];
        assert_eq!(told(&[whole.clone(), longer, extract, other, whole]), [[(0, 100), (4, 100), (1, 89)]]);
    }

    #[test]
    fn six_bits_anywhere_are_no_difference_and_seven_are_one() {
        for bits in
            [[1, 2, 3, 4, 5, 6], [1, 10, 20, 30, 40, 50], [63, 62, 33, 32, 9, 8], [7, 15, 23, 31, 39, 47]]
        {
            let near = bits.iter().fold(long(1), |sketch, bit| sketch ^ 1 << bit);
            assert_eq!(told(&[vec![long(1)], vec![near]]), [[(0, 100), (1, 100)]], "{bits:?}");
            assert_eq!(told(&[vec![long(1)], vec![near ^ 1 << 60]]).len(), 0, "{bits:?}");
        }
        // A short passage repeats word for word.
        assert_eq!(told(&[vec![long(1) & !1], vec![long(1) & !1 ^ 2]]).len(), 0);
        assert_eq!(told(&[vec![0, 0], vec![0, 0]]).len(), 0);
    }

    #[test]
    fn a_footer_on_every_page_joins_no_pages_and_costs_little() {
        let pages: Vec<Vec<u64>> =
            (0..20_000).map(|page| vec![long(0), long(2 * page + 1), long(2 * page + 2)]).collect();
        assert_eq!(told(&pages).len(), 0);
        // Twenty thousand copies are one group.
        let copies = vec![vec![long(1), long(2)]; 20_000];
        assert_eq!(told(&copies)[0].len(), 20_000);
    }

    #[test]
    fn many_that_differ_a_little_are_one_group() {
        let pages: Vec<Vec<u64>> =
            (0..1_000).map(|page| vec![long(1), long(2), long(3), long(9 + page)]).collect();
        let groups = told(&pages);
        assert_eq!((groups.len(), groups[0].len(), groups[0][999]), (1, 1_000, (999, 75)));
    }
}

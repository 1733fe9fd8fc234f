//! Words of a question become those of the index that are spelt alike, and what these give each passage.
//!
//! A word's grams count as the terms they would be, were all words of the passages cut into them: a gram is found
//! where a neighbour that holds it stands. Only the nearest neighbours are looked up, which finds as much as all of
//! them do: a word with one gram of eight says little about another.

use std::collections::BTreeMap;

use crate::error::Result;
use crate::index::Index;
use crate::index::manifest::read_error;
use crate::index::spellings::Neighbour;
use crate::search::asked::Asked;
use crate::search::bm25::{Lengths, rarity};
use crate::search::execute::{Execution, grams_needed};
use crate::search::plan::{Alike, Match};

/// How many neighbours of a word are looked up to rank (nDCG@10 by every third question: 16 .8767, 32 .8771, 100 .8772).
const NEIGHBOURS: usize = 32;
/// How many of ten of a word's grams a neighbour holds at least (nDCG@10 by every third question, among a hundred
/// neighbours and more: two .8769, three .8772, five .8760).
const OF_TEN: usize = 3;
/// How many are looked up where few passages hold the words themselves; a hundred found as much, in the same time.
const FINDERS: usize = 300;
/// How many grams each of these holds: one alone says nothing.
const LEAST: usize = 2;

/// Words of a question by their grams, each as it stands in *exact* and what it counts.
pub(crate) type Grams = BTreeMap<Vec<String>, (String, f32)>;

/// What is damaged when a list of words ends too early.
const DAMAGED: &str = "the file of its spellings is damaged";

/// The neighbours of a question's words, counted among so many passages.
///
/// # Errors
/// [`crate::error::Error::ReadIndex`]
pub(crate) fn alike(index: &Index, words: Grams, asked: &[Asked], passages: f32) -> Result<Vec<Alike>> {
    let fields = index.fields();
    let mut all = Vec::with_capacity(words.len());
    for (grams, (word, weight)) in words {
        let needed = |count: usize| (count * OF_TEN).div_ceil(10);
        let (rarities, neighbours) = near(index, &grams, passages, NEIGHBOURS, needed)?;
        let concept =
            asked.iter().position(|asked| grams.iter().all(|gram| asked.says(&fields, fields.grams, gram)));
        all.push(Alike { word, rarities, neighbours, weight, concept });
    }
    Ok(all)
}

/// What finds the passages that hold enough of a word's grams, in one word or in several that the question writes as one.
///
/// # Errors
/// [`crate::error::Error::ReadIndex`]
pub(crate) fn lookalikes(index: &Index, grams: &[String]) -> Result<Match> {
    let passages = index.searcher().num_docs() as f32;
    let needed = grams_needed(grams.len());
    let (_, neighbours) = near(index, grams, passages, FINDERS, |_| needed.min(LEAST))?;
    Ok(Match::Spelt(neighbours, needed))
}

/// How rare some grams are, and the nearest of the words with as many of them as are needed of so many.
fn near(
    index: &Index,
    grams: &[String],
    passages: f32,
    most: usize,
    needed: impl Fn(usize) -> usize,
) -> Result<(Vec<f32>, Vec<Neighbour>)> {
    let damaged = || read_error(index.folder(), DAMAGED);
    let spellings = index.spellings()?;
    let mut held = Vec::with_capacity(grams.len());
    for gram in grams {
        let holders = spellings.holders(gram).ok_or_else(damaged)?;
        held.push((holders, rarity(holding(holders.passages as f32, passages), passages)));
    }
    let neighbours = spellings.neighbours(&held, needed(grams.len()), most).ok_or_else(damaged)?;
    Ok((held.into_iter().map(|(_, rarity)| rarity).collect(), neighbours))
}

/// How many of so many passages hold a gram whose words are held so often, each passage counted for each of them: as
/// many as are hit when so many hits fall anywhere.
fn holding(hits: f32, passages: f32) -> f32 {
    passages * (1.0 - (-hits / passages.max(1.0)).exp())
}

impl Alike {
    /// What its grams that a word shares are worth together.
    fn worth(&self, shared: u32) -> f32 {
        self.grams(shared).map(|(_, rarity)| rarity).sum()
    }

    /// The numbers and rarities of some of its grams.
    fn grams(&self, shared: u32) -> impl Iterator<Item = (usize, f32)> {
        let rarities = self.rarities.iter().copied().enumerate().take(u32::BITS as usize);
        rarities.filter(move |(gram, _)| shared >> gram & 1 == 1)
    }

    /// What several of its neighbours in one passage give that: each gram as often as the words stand there that share it.
    fn part(&self, met: &[Met], share: impl Fn(u32) -> f32) -> f32 {
        let shares = |met: &Met| self.neighbours[met.word()].shared;
        let shared = met.iter().fold(0, |shared, met| shared | shares(met));
        let times = |gram: usize| -> u32 {
            met.iter().filter(|met| shares(met) >> gram & 1 == 1).map(|met| met.times()).sum()
        };
        self.grams(shared).map(|(gram, rarity)| rarity * share(times(gram))).sum()
    }
}

/// A neighbour in a passage: at which place that stands, which it is, and how often it stands there. As one number, the
/// place first: thousands of them are put in order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Met(u64);

impl Met {
    fn new(place: u32, word: usize, times: u32) -> Met {
        // A word has some dozens of neighbours, and no passage a million words.
        Met(u64::from(place) << 32 | (word as u64 & 0xff) << 24 | u64::from(times.min(0xff_ffff)))
    }

    fn place(self) -> u32 {
        (self.0 >> 32) as u32
    }

    fn word(self) -> usize {
        (self.0 >> 24 & 0xff) as usize
    }

    fn times(self) -> u32 {
        (self.0 & 0xff_ffff) as u32
    }
}

const _: () = assert!(NEIGHBOURS <= 0x100, "a neighbour's number is kept in a byte");

impl Execution<'_> {
    /// Adds to each of some passages what words spelt like one of the question give it.
    pub(crate) fn add_alike(&self, alike: &Alike, lengths: &Lengths<'_>, scores: &mut [f32]) -> Result<()> {
        let exact = self.index.fields().exact;
        let length = lengths.of(exact)?;
        let mut infos = Vec::with_capacity(alike.neighbours.len());
        for (number, neighbour) in alike.neighbours.iter().enumerate() {
            infos.extend(self.info(exact, &neighbour.word)?.map(|info| (number, info)));
        }
        // One list, as a rule that of the word itself, is as long as all others; these are put in order beside it.
        let Some(longest) = (0..infos.len()).max_by_key(|place| infos[*place].1.doc_freq) else {
            return Ok(());
        };
        let (longest, _) = infos.swap_remove(longest);
        let list = self.listed_holders(exact, &alike.neighbours[longest].word, lengths)?;
        let worths: Vec<f32> =
            alike.neighbours.iter().map(|neighbour| alike.worth(neighbour.shared)).collect();
        let part = |word: usize, place, times| alike.weight * (worths[word] * length.share(place, times));
        let mut others: Vec<Met> = Vec::new();
        for (number, info) in infos {
            let take = |place, times| others.push(Met::new(place, number, times));
            self.read_holders(exact, &info, lengths.listed, take)?;
        }
        if others.is_empty() {
            list.iter().for_each(|(place, times)| scores[*place as usize] += part(longest, *place, *times));
            return Ok(());
        }
        others.sort_unstable();
        let mut held = vec![0; scores.len()];
        list.iter().for_each(|(place, times)| held[*place as usize] = *times);
        let mut both = Vec::new();
        for met in others.chunk_by(|one, other| one.place() == other.place()) {
            let place = met[0].place();
            let own = std::mem::take(&mut held[place as usize]);
            scores[place as usize] += match met {
                // Nearly always: all of its grams stand there equally often.
                [met] if own == 0 => part(met.word(), place, met.times()),
                _ => {
                    both.clear();
                    both.extend_from_slice(met);
                    both.extend((own > 0).then(|| Met::new(place, longest, own)));
                    alike.weight * alike.part(&both, |times| length.share(place, times))
                }
            };
        }
        // What was met there as well is no longer held, and adds nothing.
        for (place, _) in list.iter() {
            scores[*place as usize] += part(longest, *place, held[*place as usize]);
        }
        Ok(())
    }
}

//! Plan becomes sets and scores of one segment.
//!
//! Terms are taken one after the other, in the plan's order, and added up passage by passage. That
//! makes a score the same sum of the same rounded numbers whatever the segments and threads were,
//! which merging several postings at once would not.

use tantivy::query::{EnableScoring, PhraseQuery, Query};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, SegmentReader, TERMINATED, Term};

use crate::error::Result;
use crate::index::Index;
use crate::index::manifest::read_error;
use crate::search::bits::Bits;
use crate::search::filter;
use crate::search::plan::{Match, Plan, Scored};
use crate::search::population::Population;
use crate::search::weights;

/// A pattern is looked up in at most this many words, the first in the order of the alphabet: one
/// letter and a star would otherwise read the whole index.
pub(crate) const MOST_WORDS: usize = 2_000;

/// Of a long word so many grams are enough: nine letters in a row are a part of a compound.
const ENOUGH_GRAMS: usize = 6;

/// How many of a word's grams make another word look like it: half, but one alone says nothing.
pub(crate) fn grams_needed(grams: usize) -> usize {
    grams.div_ceil(2).clamp(2, ENOUGH_GRAMS).min(grams)
}

/// One segment of an index being searched.
pub(crate) struct Execution<'a> {
    pub(crate) index: &'a Index,
    pub(crate) segment: &'a SegmentReader,
}

impl Execution<'_> {
    fn failed(&self, error: impl Into<crate::error::Cause>) -> crate::error::Error {
        read_error(self.index.folder(), error)
    }

    /// The passages that a match finds.
    pub(crate) fn found(&self, wanted: &Match) -> Result<Bits> {
        let size = self.segment.max_doc();
        let mut bits = Bits::none(size);
        match wanted {
            Match::Nothing => {}
            Match::Everything => bits = Bits::all(size),
            Match::Term(field, term) => self.term(*field, term.as_bytes(), &mut bits)?,
            Match::Phrase(field, terms, slop) => self.phrase(*field, terms, *slop, &mut bits)?,
            Match::Prefix(field, prefix) => self.prefix(*field, prefix, &mut bits)?,
            Match::Fuzzy(field, word, distance) => {
                let mut words = Vec::new();
                self.near_words(*field, word, *distance, |near, _| words.push(near.to_owned()))?;
                for near in words {
                    self.term(*field, near.as_bytes(), &mut bits)?;
                }
            }
            Match::Alike(field, grams) => self.alike(*field, grams, &mut bits)?,
            Match::Years(years) => {
                let column = self.column("year")?;
                (0..size)
                    .filter(|doc| filter::includes(years, column.first(*doc)))
                    .for_each(|doc| bits.insert(doc));
            }
            Match::Days(from, to) => {
                let (first, last) = (self.column("first_day")?, self.column("last_day")?);
                let overlaps = |doc: &u32| matches!((first.first(*doc), last.first(*doc)), (Some(first), Some(last)) if first <= *to && last >= *from);
                (0..size).filter(overlaps).for_each(|doc| bits.insert(doc));
            }
            Match::Any(ways) => {
                for way in ways {
                    match way {
                        // The common case needs no set of its own.
                        Match::Term(field, term) => self.term(*field, term.as_bytes(), &mut bits)?,
                        _ => bits.join(&self.found(way)?),
                    }
                }
            }
            Match::All(parts) => {
                bits = Bits::all(size);
                for part in parts {
                    match part {
                        Match::Not(inner) => bits.without(&self.found(inner)?),
                        _ => bits.meet(&self.found(part)?),
                    }
                    if bits.is_empty() {
                        break;
                    }
                }
            }
            Match::Not(inner) => {
                bits = Bits::all(size);
                bits.without(&self.found(inner)?);
            }
        }
        Ok(bits)
    }

    /// The scores of all passages, 0 where no scoring term occurs.
    pub(crate) fn scores(&self, plan: &Plan, found: &Bits) -> Result<Vec<f32>> {
        let mut scores = vec![0.0; self.segment.max_doc() as usize];
        for scored in plan.scored.iter().filter(|scored| scored.concept.is_none()) {
            self.add(scored, &plan.population, &mut scores)?;
        }
        for number in 0..plan.ideas.len() {
            let said = self.said(plan, number)?;
            scores.iter_mut().zip(said).for_each(|(score, said)| *score += said);
        }
        for pattern in &plan.patterns {
            self.found(pattern)?.iter().for_each(|doc| scores[doc as usize] += weights::PATTERN);
        }
        if !plan.years.is_empty() {
            let column = self.column("year")?;
            for doc in found.iter() {
                if column.first(doc).is_some_and(|year| plan.years.contains(&year)) {
                    scores[doc as usize] += weights::YEAR;
                }
            }
        }
        Ok(scores)
    }

    /// What a concept adds to each passage: its words as typed, or its id under any label, whichever is more. A passage in another language counts as one that holds all the words; that leaves the choice to
    /// the rest of the question instead of to the language it happens to be typed in.
    fn said(&self, plan: &Plan, number: usize) -> Result<Vec<f32>> {
        let mut said = vec![0.0; self.segment.max_doc() as usize];
        for scored in plan.words_of(number) {
            self.add(scored, &plan.population, &mut said)?;
        }
        said.iter_mut().for_each(|score| *score *= plan.ideas[number].of_words);
        self.otherwise(plan, number, |doc, score| {
            let own = &mut said[doc as usize];
            *own = own.max(score + weights::TYPED * *own);
        })?;
        Ok(said)
    }

    /// Goes through the passages that name a concept by its id, each with what it gets for it.
    pub(crate) fn otherwise(&self, plan: &Plan, number: usize, mut take: impl FnMut(u32, f32)) -> Result<()> {
        let idea = &plan.ideas[number];
        let fields = self.index.fields();
        self.each(fields.names, &idea.term, fields.main, &plan.population, |doc, share| {
            // Naming it again says less than another of several words would: the root keeps a passage full of one
            // concept behind those that answer the rest of the question too.
            take(doc, idea.of_id * share.sqrt());
        })
    }

    /// What one term adds to one passage, for explanations.
    pub(crate) fn part(&self, scored: &Scored, among: &Population, doc: u32) -> Result<f32> {
        let mut scores = vec![0.0; self.segment.max_doc() as usize];
        self.add(scored, among, &mut scores)?;
        Ok(scores[doc as usize])
    }

    /// The year of a passage's document, when the question names it.
    pub(crate) fn year_asked_for(&self, plan: &Plan, doc: u32) -> Result<Option<i64>> {
        let year = self.column("year")?.first(doc);
        Ok(year.filter(|year| plan.years.contains(year)))
    }

    fn add(&self, scored: &Scored, among: &Population, scores: &mut [f32]) -> Result<()> {
        let weight = scored.weight * scored.rarity;
        self.each(scored.field, &scored.term, scored.lengths, among, |doc, share| {
            scores[doc as usize] += weight * share;
        })
    }

    /// Goes through the passages that hold a term, each with BM25's share of how often it does.
    fn each(
        &self,
        field: Field,
        term: &str,
        lengths: Field,
        among: &Population,
        mut take: impl FnMut(u32, f32),
    ) -> Result<()> {
        let term = Term::from_field_text(field, term);
        let inverted = self.segment.inverted_index(field).map_err(|error| self.failed(error))?;
        let postings = inverted
            .read_block_postings(&term, IndexRecordOption::WithFreqs)
            .map_err(|error| self.failed(error))?;
        let Some(mut postings) = postings else { return Ok(()) };
        let norms = norms(among.average(lengths));
        let lengths = self.segment.get_fieldnorms_reader(lengths).map_err(|error| self.failed(error))?;
        while !postings.docs().is_empty() {
            for (doc, frequency) in postings.docs().iter().zip(postings.freqs()) {
                let frequency = *frequency as f32;
                let norm = norms[usize::from(lengths.fieldnorm_id(*doc))];
                take(*doc, frequency * (weights::K1 + 1.0) / (frequency + norm));
            }
            postings.advance();
        }
        Ok(())
    }

    fn column(&self, name: &str) -> Result<tantivy::columnar::Column<i64>> {
        self.segment.fast_fields().i64(name).map_err(|error| self.failed(error))
    }

    fn term(&self, field: Field, term: &[u8], bits: &mut Bits) -> Result<()> {
        let inverted = self.segment.inverted_index(field).map_err(|error| self.failed(error))?;
        let found = inverted.terms().get(term).map_err(|error| self.failed(error))?;
        let Some(found) = found else { return Ok(()) };
        let mut postings = inverted
            .read_block_postings_from_terminfo(&found, IndexRecordOption::Basic)
            .map_err(|error| self.failed(error))?;
        while !postings.docs().is_empty() {
            postings.docs().iter().for_each(|doc| bits.insert(*doc));
            postings.advance();
        }
        Ok(())
    }

    fn phrase(&self, field: Field, terms: &[(usize, String)], slop: u32, bits: &mut Bits) -> Result<()> {
        let first = terms.first().map_or(0, |(position, _)| *position);
        let terms = terms
            .iter()
            .map(|(position, term)| (position - first, Term::from_field_text(field, term)))
            .collect();
        self.query(&PhraseQuery::new_with_offset_and_slop(terms, slop), bits)
    }

    fn prefix(&self, field: Field, prefix: &str, bits: &mut Bits) -> Result<()> {
        let inverted = self.segment.inverted_index(field).map_err(|error| self.failed(error))?;
        let mut words =
            inverted.terms().range().ge(prefix).into_stream().map_err(|error| self.failed(error))?;
        let mut taken = 0;
        while words.advance() && words.key().starts_with(prefix.as_bytes()) && taken < MOST_WORDS {
            let word = words.key().to_vec();
            self.term(field, &word, bits)?;
            taken += 1;
        }
        Ok(())
    }

    /// Passages that hold so many of the grams that a word in them looks alike.
    fn alike(&self, field: Field, grams: &[String], bits: &mut Bits) -> Result<()> {
        let mut counts = vec![0_u8; self.segment.max_doc() as usize];
        let needed = grams_needed(grams.len()) as u8;
        for gram in grams {
            let mut holds = Bits::none(self.segment.max_doc());
            self.term(field, gram.as_bytes(), &mut holds)?;
            for doc in holds.iter() {
                counts[doc as usize] = counts[doc as usize].saturating_add(1);
                if counts[doc as usize] == needed {
                    bits.insert(doc);
                }
            }
        }
        Ok(())
    }

    fn query(&self, query: &dyn Query, bits: &mut Bits) -> Result<()> {
        let scoring = EnableScoring::disabled_from_searcher(self.index.searcher());
        let weight = query.weight(scoring).map_err(|error| self.failed(error))?;
        let mut scorer = weight.scorer(self.segment, 1.0).map_err(|error| self.failed(error))?;
        let mut doc = scorer.doc();
        while doc != TERMINATED {
            bits.insert(doc);
            doc = scorer.advance();
        }
        Ok(())
    }
}

/// BM25's weight of a term that `held` of `all` passages hold.
pub(crate) fn rarity(held: f32, all: f32) -> f32 {
    // A word may be held by passages of other languages too, and so by more than are counted.
    (1.0 + ((all - held).max(0.0) + 0.5) / (held + 0.5)).ln()
}

/// BM25's share of the length, for every length that a passage may be stored with.
fn norms(average: f32) -> [f32; 256] {
    std::array::from_fn(|id| {
        let length = tantivy::fieldnorm::FieldNormReader::id_to_fieldnorm(id as u8) as f32;
        weights::K1 * (1.0 - weights::B + weights::B * length / average.max(1.0))
    })
}

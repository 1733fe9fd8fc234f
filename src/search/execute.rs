//! Plan becomes sets and scores of one segment.
//!
//! Terms are taken one after the other, in the plan's order, and added up passage by passage. That
//! makes a score the same sum of the same rounded numbers whatever the segments and threads were,
//! which merging several postings at once would not.

use std::rc::Rc;

use tantivy::postings::TermInfo;
use tantivy::query::{EnableScoring, PhraseQuery, Query};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, SegmentReader, TERMINATED, Term};

use crate::analysis::Language;
use crate::error::Result;
use crate::index::Index;
use crate::index::manifest::read_error;
use crate::index::spellings::Neighbour;
use crate::search::bits::{Bits, Listed};
use crate::search::bm25::{Holders, Lengths};
use crate::search::days::Days;
use crate::search::filter;
use crate::search::plan::{Alike, Match, Plan, Scored};
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

/// Passages are looked for one by one in a list that is so many times longer than theirs; otherwise all of it is read,
/// which costs about so much less an entry.
const WORTH_SEEKING: usize = 16;

/// One segment of an index being searched.
pub(crate) struct Execution<'a> {
    pub(crate) index: &'a Index,
    pub(crate) segment: &'a SegmentReader,
}

impl Execution<'_> {
    fn failed(&self, error: impl Into<crate::error::Cause>) -> crate::error::Error {
        read_error(self.index.folder(), error)
    }

    /// What a term of a field is in the segment.
    pub(crate) fn info(&self, field: Field, term: &str) -> Result<Option<TermInfo>> {
        let own = self.index.segments().iter().position(|segment| std::ptr::eq(segment, self.segment));
        let infos = self.index.infos(field, term)?;
        Ok(own.and_then(|own| infos.get(own).cloned().flatten()))
    }

    /// The passages that a match finds.
    pub(crate) fn found(&self, wanted: &Match) -> Result<Bits> {
        let size = self.segment.max_doc();
        let mut bits = Bits::none(size);
        match wanted {
            Match::Nothing => {}
            Match::Everything => bits = Bits::all(size),
            Match::Term(field, term) => self.term(*field, term, &mut bits)?,
            Match::Phrase(field, terms, slop) => self.phrase(*field, terms, *slop, &mut bits)?,
            Match::Headed(inner) => self.headed(inner, &mut bits)?,
            Match::Prefix(field, prefix) => {
                self.prefix(*field, prefix, |info| self.holding(*field, info, &mut bits))?;
            }
            Match::Fuzzy(field, word, distance) => {
                let mut words = Vec::new();
                self.near_words(*field, word, *distance, |near, _| words.push(near.to_owned()))?;
                for near in words {
                    self.term(*field, &near, &mut bits)?;
                }
            }
            Match::Spelt(words, needed) => self.spelt(words, *needed, &mut bits)?,
            Match::Alike(field, grams) => self.alike(*field, grams, &mut bits)?,
            Match::Years(years) => {
                let column = self.index.columns().years(self.segment)?;
                (0..size)
                    .filter(|doc| filter::includes(years, column.first(*doc)))
                    .for_each(|doc| bits.insert(doc));
            }
            Match::Days(from, to) => {
                let days = Days::of(self.segment).map_err(|error| self.failed(error))?;
                let overlaps =
                    |doc: &u32| days.get(*doc).is_some_and(|(first, last)| first <= *to && last >= *from);
                (0..size).filter(overlaps).for_each(|doc| bits.insert(doc));
            }
            Match::Any(ways) => {
                for way in ways {
                    match way {
                        // The common case needs no set of its own.
                        Match::Term(field, term) => self.term(*field, term, &mut bits)?,
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

    /// The scores of some passages, in their order; 0 where no scoring term occurs.
    pub(crate) fn scores(&self, plan: &Plan, among: &Listed) -> Result<Vec<f32>> {
        let lengths = Lengths::new(self, plan, among);
        let mut scores = vec![0.0; among.docs.len()];
        for scored in plan.scored.iter().filter(|scored| scored.concept.is_none()) {
            self.add(scored, &lengths, &mut scores)?;
        }
        for alike in plan.alike.iter().filter(|alike| alike.concept.is_none()) {
            self.add_alike(alike, &lengths, &mut scores)?;
        }
        for number in 0..plan.ideas.len() {
            let said = self.said(plan, number, &lengths)?;
            scores.iter_mut().zip(said).for_each(|(score, said)| *score += said);
        }
        if let Some(left) = self.left_of(plan, &lengths)? {
            scores.iter_mut().zip(left).for_each(|(score, left)| *score *= left);
        }
        if let Some(language) = plan.language {
            let own = self.written_in(language)?;
            let own = scores.iter_mut().zip(&among.docs).filter(|(_, doc)| own.contains(**doc));
            own.for_each(|(score, _)| *score *= weights::OWN_LANGUAGE);
        }
        for pattern in &plan.patterns {
            let held = self.found(pattern)?;
            let holders = scores.iter_mut().zip(&among.docs).filter(|(_, doc)| held.contains(**doc));
            holders.for_each(|(score, _)| *score += weights::PATTERN);
        }
        if !plan.years.is_empty() {
            let column = self.index.columns().years(self.segment)?;
            for (score, doc) in scores.iter_mut().zip(&among.docs) {
                if column.first(*doc).is_some_and(|year| plan.years.contains(&year)) {
                    *score += weights::YEAR;
                }
            }
        }
        Ok(scores)
    }

    /// What a concept adds to each passage: its words as typed, or its id under any label, whichever is more. A passage in another language counts as one that holds all the words; that leaves the choice to
    /// the rest of the question instead of to the language it happens to be typed in.
    fn said(&self, plan: &Plan, number: usize, lengths: &Lengths<'_>) -> Result<Vec<f32>> {
        let mut said = vec![0.0; lengths.listed.docs.len()];
        for scored in plan.words_of(number) {
            self.add(scored, lengths, &mut said)?;
        }
        for alike in plan.alike_of(number) {
            self.add_alike(alike, lengths, &mut said)?;
        }
        said.iter_mut().for_each(|score| *score *= plan.ideas[number].of_words);
        self.otherwise(plan, number, lengths, |place, score| {
            let own = &mut said[place];
            *own = own.max(score + weights::TYPED * *own);
        })?;
        Ok(said)
    }

    /// Goes through those of some passages that name a concept by its id, each with what it gets for it.
    fn otherwise(
        &self,
        plan: &Plan,
        number: usize,
        lengths: &Lengths<'_>,
        mut take: impl FnMut(usize, f32),
    ) -> Result<()> {
        let idea = &plan.ideas[number];
        let fields = self.index.fields();
        let length = lengths.of(fields.exact)?;
        for (term, weight) in [(&idea.term, 1.0), (&idea.kind, weights::KIND)] {
            self.holders(fields.names, term, lengths, |place, times| {
                // Naming it again says less than another of several words would: the root keeps a passage full of one
                // concept behind those that answer the rest of the question too.
                take(place as usize, weight * idea.of_id * length.share(place, times).sqrt());
            })?;
        }
        Ok(())
    }

    /// What one term adds to one passage, for explanations.
    pub(crate) fn part(&self, scored: &Scored, plan: &Plan, doc: u32) -> Result<f32> {
        let mut score = [0.0];
        self.add(scored, &Lengths::new(self, plan, &self.only(doc)), &mut score)?;
        Ok(score[0])
    }

    /// What words spelt like one of the question give one passage, for explanations.
    pub(crate) fn part_of_alike(&self, alike: &Alike, plan: &Plan, doc: u32) -> Result<f32> {
        let mut score = [0.0];
        self.add_alike(alike, &Lengths::new(self, plan, &self.only(doc)), &mut score)?;
        Ok(score[0])
    }

    /// What a concept's id gives one passage, for explanations.
    pub(crate) fn part_of_id(&self, plan: &Plan, number: usize, doc: u32) -> Result<f32> {
        let (mut part, only) = (0.0, self.only(doc));
        let lengths = Lengths::new(self, plan, &only);
        self.otherwise(plan, number, &lengths, |_, score| part = score.max(part))?;
        Ok(part)
    }

    pub(crate) fn only(&self, doc: u32) -> Listed {
        let mut bits = Bits::none(self.segment.max_doc());
        bits.insert(doc);
        bits.listed()
    }

    /// The code of a passage's language, when the question shows itself to be in it.
    pub(crate) fn own_language(&self, plan: &Plan, doc: u32) -> Result<Option<&'static str>> {
        let Some(language) = plan.language else { return Ok(None) };
        Ok(self.written_in(language)?.contains(doc).then_some(language.code))
    }

    /// The passages in a language.
    fn written_in(&self, language: &Language) -> Result<Bits> {
        self.found(&Match::Term(self.index.fields().language, language.code.to_owned()))
    }

    /// The year of a passage's document, when the question names it.
    pub(crate) fn year_asked_for(&self, plan: &Plan, doc: u32) -> Result<Option<i64>> {
        let year = self.index.columns().years(self.segment)?.first(doc);
        Ok(year.filter(|year| plan.years.contains(year)))
    }

    fn add(&self, scored: &Scored, lengths: &Lengths<'_>, scores: &mut [f32]) -> Result<()> {
        let weight = scored.weight * scored.rarity;
        let length = lengths.of(scored.lengths)?;
        let mut add = |place, weight, times| scores[place as usize] += weight * length.share(place, times);
        let also = match scored.also {
            Some((also, _)) if self.info(also, &scored.term)?.is_none() => None,
            also => also,
        };
        let Some((also, elsewhere)) = also else {
            return self
                .holders(scored.field, &scored.term, lengths, |place, times| add(place, weight, times));
        };
        let elsewhere = elsewhere * scored.rarity;
        if self.info(scored.field, &scored.term)?.is_none() {
            return self.holders(also, &scored.term, lengths, |place, times| add(place, elsewhere, times));
        }
        // A passage that holds it in both holds it as often as in both. Which do is anybody's guess, so nothing here
        // depends on it: a wrong guess of the processor's costs more than all of the sum.
        let own = self.listed_holders(scored.field, &scored.term, lengths)?;
        let mut held = vec![0; lengths.listed.docs.len()];
        own.iter().for_each(|(place, times)| held[*place as usize] = *times);
        self.holders(also, &scored.term, lengths, |place, times| {
            let own = std::mem::take(&mut held[place as usize]);
            let (all, own, times) = (own + times, own as f32, times as f32);
            let mixed = (weight * own + elsewhere * times) / (own + times);
            add(place, if own > 0.0 { mixed } else { elsewhere }, all);
        })?;
        // What was met there as well is no longer held, and adds nothing.
        own.iter().for_each(|(place, _)| add(*place, weight, held[*place as usize]));
        Ok(())
    }

    /// Whether the plan asks for a list more than once, so that it is worth keeping.
    fn is_read_again(&self, field: Field, term: &str, lengths: &Lengths<'_>) -> bool {
        lengths.repeated.contains(term) && field == self.index.fields().of_exact(term)
    }

    /// Goes through the places of those listed passages that hold a term, each with how often it does.
    pub(crate) fn holders(
        &self,
        field: Field,
        term: &str,
        lengths: &Lengths<'_>,
        mut take: impl FnMut(u32, u32),
    ) -> Result<()> {
        if self.is_read_again(field, term, lengths) {
            let list = self.listed_holders(field, term, lengths)?;
            list.iter().for_each(|(place, times)| take(*place, *times));
            return Ok(());
        }
        match self.info(field, term)? {
            Some(info) => self.read_holders(field, &info, lengths.listed, take),
            None => Ok(()),
        }
    }

    /// The same as a list, which is kept where it is asked for again.
    pub(crate) fn listed_holders(&self, field: Field, term: &str, lengths: &Lengths<'_>) -> Result<Holders> {
        if let Some(known) = lengths.read.borrow().get(term).filter(|(own, _)| *own == field) {
            return Ok(Rc::clone(&known.1));
        }
        let mut list = Vec::new();
        if let Some(info) = self.info(field, term)? {
            list.reserve((info.doc_freq as usize).min(lengths.listed.docs.len()));
            self.read_holders(field, &info, lengths.listed, |place, times| list.push((place, times)))?;
        }
        let list = Rc::new(list);
        if self.is_read_again(field, term, lengths) {
            lengths.read.borrow_mut().insert(term.to_owned(), (field, Rc::clone(&list)));
        }
        Ok(list)
    }

    /// The same for a list of the index, which is read whatever is kept.
    pub(crate) fn read_holders(
        &self,
        field: Field,
        info: &TermInfo,
        listed: &Listed,
        mut take: impl FnMut(u32, u32),
    ) -> Result<()> {
        let inverted = self.segment.inverted_index(field).map_err(|error| self.failed(error))?;
        let mut postings = inverted
            .read_block_postings_from_terminfo(info, IndexRecordOption::WithFreqs)
            .map_err(|error| self.failed(error))?;
        if listed.docs.len().saturating_mul(WORTH_SEEKING) < info.doc_freq as usize {
            for (place, doc) in (0..).zip(&listed.docs) {
                let at = postings.seek(*doc);
                if postings.doc(at) == *doc {
                    take(place, postings.freq(at));
                }
            }
            return Ok(());
        }
        // Which are listed is anybody's guess, and a branch that is guessed wrong costs more than all else here. So every one
        // is written down, over the one before unless that is listed, and the listed ones are then gone through.
        let mut met = Vec::new();
        while !postings.docs().is_empty() {
            met.resize(postings.docs().len().max(met.len()), (0, 0));
            let mut count = 0;
            for (doc, frequency) in postings.docs().iter().zip(postings.freqs()) {
                met[count] = (*doc, *frequency);
                count += usize::from(listed.bits.contains(*doc));
            }
            met[..count].iter().for_each(|(doc, frequency)| take(listed.place(*doc), *frequency));
            postings.advance();
        }
        Ok(())
    }

    fn term(&self, field: Field, term: &str, bits: &mut Bits) -> Result<()> {
        self.info(field, term)?.map_or(Ok(()), |info| self.holding(field, &info, bits))
    }

    /// The passages of one list.
    fn holding(&self, field: Field, info: &TermInfo, bits: &mut Bits) -> Result<()> {
        self.each_holder(field, info, |doc| bits.insert(doc))
    }

    fn each_holder(&self, field: Field, info: &TermInfo, mut take: impl FnMut(u32)) -> Result<()> {
        let inverted = self.segment.inverted_index(field).map_err(|error| self.failed(error))?;
        let mut postings = inverted
            .read_block_postings_from_terminfo(info, IndexRecordOption::Basic)
            .map_err(|error| self.failed(error))?;
        while !postings.docs().is_empty() {
            postings.docs().iter().for_each(|doc| take(*doc));
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

    /// Hands over what each word that begins so is in the segment.
    pub(crate) fn prefix(
        &self,
        field: Field,
        prefix: &str,
        mut take: impl FnMut(&TermInfo) -> Result<()>,
    ) -> Result<()> {
        let inverted = self.segment.inverted_index(field).map_err(|error| self.failed(error))?;
        let mut words =
            inverted.terms().range().ge(prefix).into_stream().map_err(|error| self.failed(error))?;
        let mut taken = 0;
        while words.advance() && words.key().starts_with(prefix.as_bytes()) && taken < MOST_WORDS {
            take(words.value())?;
            taken += 1;
        }
        Ok(())
    }

    /// Passages whose words hold so many grams together.
    fn spelt(&self, words: &[Neighbour], needed: usize, bits: &mut Bits) -> Result<()> {
        let exact = self.index.fields().exact;
        let mut held = vec![0_u32; self.segment.max_doc() as usize];
        for Neighbour { word, shared } in words {
            let Some(info) = self.info(exact, word)? else { continue };
            self.each_holder(exact, &info, |doc| {
                let held = &mut held[doc as usize];
                *held |= shared;
                if held.count_ones() as usize >= needed {
                    bits.insert(doc);
                }
            })?;
        }
        Ok(())
    }

    /// Passages that hold so many of the grams that a word in them looks alike.
    fn alike(&self, field: Field, grams: &[String], bits: &mut Bits) -> Result<()> {
        let mut counts = vec![0_u8; self.segment.max_doc() as usize];
        let needed = grams_needed(grams.len()) as u8;
        for gram in grams {
            let mut holds = Bits::none(self.segment.max_doc());
            self.term(field, gram, &mut holds)?;
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

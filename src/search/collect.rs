//! Sets and scores become the best answers and the counts, in one pass over what was found.

use tantivy::DocAddress;
use tantivy::columnar::{Column, StrColumn};

use crate::error::Result;
use crate::facet::Facet;
use crate::index::Index;
use crate::index::manifest::read_error;
use crate::index::sketch::is_repeat;
use crate::query::Filters;
use crate::search::bits::Bits;
use crate::search::count::{Count, Counter, Counts};
use crate::search::execute::Execution;
use crate::search::filter;
use crate::search::plan::{Match, Plan};
use crate::search::{Grouping, Repeats, Sort, near};

/// What is asked of one pass.
pub(crate) struct Request<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) filters: &'a Filters,
    pub(crate) facets: &'a [Facet],
    /// How many answers from the first on.
    pub(crate) wanted: usize,
    pub(crate) sort: Sort,
    pub(crate) grouping: Grouping,
    pub(crate) repeats: Repeats,
}

impl Request<'_> {
    fn raises_neighbours(&self) -> bool {
        self.sort == Sort::Relevance && !self.plan.pairs.is_empty() && self.wanted > 0
    }

    /// How many candidates are kept until the order is known.
    fn held(&self) -> usize {
        match self.repeats {
            _ if self.wanted == 0 => 0,
            // As many as may be joined to others, so that a full page remains.
            Repeats::Joined => self.wanted.saturating_add(near::DEPTH),
            Repeats::Apart if self.raises_neighbours() => self.wanted.max(near::DEPTH),
            Repeats::Apart => self.wanted,
        }
    }
}

/// An answer before it is read from the store.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    pub(crate) score: f32,
    pub(crate) address: DocAddress,
    /// Other answers in the same document.
    pub(crate) more: u64,
    pub(crate) document_id: String,
    /// The same text in other documents.
    pub(crate) repeats: Vec<DocAddress>,
    /// What it is ordered by, highest first.
    key: i64,
    document: u64,
    ordinal: u64,
}

/// What one pass gives.
#[derive(Debug, Default)]
pub(crate) struct Collected {
    pub(crate) candidates: Vec<Candidate>,
    pub(crate) total: Count,
    /// Passages found, whatever the filters.
    pub(crate) before_filters: u64,
    pub(crate) counts: Vec<(Facet, Counts)>,
}

/// Runs over all segments.
pub(crate) fn collect(index: &Index, request: &Request<'_>) -> Result<Collected> {
    let restricted = filter::by_facet(request.filters, index)?;
    let dates = filter::by_date(request.filters);
    let mut collected = Collected {
        counts: request.facets.iter().map(|facet| (*facet, Counts::new())).collect(),
        ..Collected::default()
    };
    let mut best: Vec<Candidate> = Vec::new();
    for (number, segment) in index.segments().iter().enumerate() {
        let execution = Execution { index, segment };
        let mut found = execution.found(&request.plan.found)?;
        if let Some(alive) = segment.alive_bitset() {
            let gone: Vec<u32> = found.iter().filter(|doc| alive.is_deleted(*doc)).collect();
            let mut deleted = Bits::none(segment.max_doc());
            gone.into_iter().for_each(|doc| deleted.insert(doc));
            found.without(&deleted);
        }
        collected.before_filters += found.count();
        if let Some(dates) = &dates {
            found.meet(&execution.found(dates)?);
        }
        if found.is_empty() {
            continue;
        }
        let mut pass = Pass::new(&execution, request, &restricted, number as u32)?;
        pass.run(&execution, request, &found)?;
        collected.total.add(pass.total);
        for ((_, counts), counter) in collected.counts.iter_mut().zip(pass.counters) {
            counter.finish(index, counts)?;
        }
        for mut candidate in pass.best.held {
            pass.documents
                .ord_to_str(candidate.document, &mut candidate.document_id)
                .map_err(|error| read_error(index.folder(), error))?;
            best.push(candidate);
        }
    }
    ranked(&mut best);
    if request.raises_neighbours() {
        raise_neighbours(index, request.plan, &mut best)?;
        ranked(&mut best);
    }
    // Each segment gave so many; how many there are must not depend on their number.
    best.truncate(request.held());
    if request.repeats == Repeats::Joined {
        best = without_repeats(index, best)?;
    }
    best.truncate(request.wanted);
    collected.candidates = best;
    Ok(collected)
}

/// Puts the best first. Equal scores are ordered by document, then position: the same on every machine.
fn ranked(candidates: &mut [Candidate]) {
    candidates.sort_by(|left, right| {
        right
            .key
            .cmp(&left.key)
            .then_with(|| left.document_id.cmp(&right.document_id))
            .then(left.ordinal.cmp(&right.ordinal))
    });
}

/// Raises those of the best candidates that hold neighbours of the question as neighbours.
fn raise_neighbours(index: &Index, plan: &Plan, best: &mut [Candidate]) -> Result<()> {
    let depth = best.len().min(near::DEPTH);
    let best = &mut best[..depth];
    best.sort_by_key(|candidate| candidate.address);
    for group in best.chunk_by_mut(|one, other| one.address.segment_ord == other.address.segment_ord) {
        let segment = &index.segments()[group[0].address.segment_ord as usize];
        let docs: Vec<u32> = group.iter().map(|candidate| candidate.address.doc_id).collect();
        let raised = near::near(&Execution { index, segment }, plan, &docs)?;
        for (candidate, parts) in group.iter_mut().zip(raised) {
            candidate.score += parts.iter().sum::<f32>();
            candidate.key = relevance(candidate.score);
        }
    }
    Ok(())
}

/// Joins candidates that repeat a better one of another document to it.
fn without_repeats(index: &Index, candidates: Vec<Candidate>) -> Result<Vec<Candidate>> {
    let mut kept: Vec<(u64, Candidate)> = Vec::with_capacity(candidates.len());
    for (place, candidate) in candidates.into_iter().enumerate() {
        let segment = &index.segments()[candidate.address.segment_ord as usize];
        let column =
            segment.fast_fields().u64("sketch").map_err(|error| read_error(index.folder(), error))?;
        let own = column.first(candidate.address.doc_id).unwrap_or(0);
        // What stands far down is not compared, so that a list of thousands stays cheap.
        let same = kept.iter_mut().take(near::DEPTH).find(|(other, better)| {
            place < near::DEPTH && is_repeat(own, *other) && better.document_id != candidate.document_id
        });
        match same {
            Some((_, better)) => better.repeats.push(candidate.address),
            None => kept.push((own, candidate)),
        }
    }
    Ok(kept.into_iter().map(|(_, candidate)| candidate).collect())
}

/// A score as a key: the bits of a float that is not negative are in the order of the float.
fn relevance(score: f32) -> i64 {
    i64::from(score.max(0.0).to_bits())
}

/// One segment's pass.
struct Pass {
    restricted: Vec<(Facet, Bits)>,
    documents: StrColumn,
    ordinals: Column<u64>,
    days: Column<i64>,
    counters: Vec<Counter>,
    total: Count,
    best: Best,
    segment: u32,
}

impl Pass {
    fn new(
        execution: &Execution<'_>,
        request: &Request<'_>,
        restricted: &[(Facet, Match)],
        segment: u32,
    ) -> Result<Pass> {
        let columns = execution.segment.fast_fields();
        let failed = |error: tantivy::TantivyError| read_error(execution.index.folder(), error);
        let documents = columns.str("document").map_err(failed)?;
        Ok(Pass {
            restricted: restricted
                .iter()
                .map(|(facet, wanted)| Ok((*facet, execution.found(wanted)?)))
                .collect::<Result<_>>()?,
            documents: documents
                .ok_or_else(|| read_error(execution.index.folder(), "the column of documents is missing"))?,
            ordinals: columns.u64("ordinal").map_err(failed)?,
            days: columns.i64("first_day").map_err(failed)?,
            counters: request
                .facets
                .iter()
                .map(|facet| Counter::new(*facet, execution.index, execution.segment))
                .collect::<Result<_>>()?,
            total: Count::default(),
            best: Best::new(request.held()),
            segment,
        })
    }

    fn run(&mut self, execution: &Execution<'_>, request: &Request<'_>, found: &Bits) -> Result<()> {
        let scores = execution.scores(request.plan, found)?;
        let mut last_document = None;
        // The best answer of the document being passed, and how many it has.
        let mut group: Option<Candidate> = None;
        for doc in found.iter() {
            let document = self.documents.ords().first(doc).unwrap_or_default();
            let mut missed = self.restricted.iter().filter(|(_, allowed)| !allowed.contains(doc));
            match (missed.next().map(|(facet, _)| *facet), missed.next()) {
                (None, _) => self.counters.iter_mut().for_each(|counter| counter.add(doc, document)),
                // A facet's own choice does not shrink its own list.
                (Some(facet), None) => {
                    let own = request.facets.iter().position(|counted| *counted == facet);
                    if let Some(own) = own {
                        self.counters[own].add(doc, document);
                    }
                    continue;
                }
                _ => continue,
            }
            self.total.passages += 1;
            if last_document != Some(document) {
                self.total.documents += 1;
                last_document = Some(document);
                self.best.offer(group.take());
            }
            let candidate = self.candidate(doc, document, scores[doc as usize], request.sort);
            match (&mut group, request.grouping) {
                (Some(held), Grouping::Document) => {
                    let more = held.more + 1;
                    if candidate.key > held.key {
                        *held = candidate;
                    }
                    held.more = more;
                }
                (_, Grouping::Document) => group = Some(candidate),
                (_, Grouping::None) => self.best.offer(Some(candidate)),
            }
        }
        self.best.offer(group);
        self.best.select();
        if request.grouping == Grouping::None {
            self.count_neighbours(found);
        }
        Ok(())
    }

    fn candidate(&self, doc: u32, document: u64, score: f32, sort: Sort) -> Candidate {
        let key = match sort {
            Sort::Relevance => relevance(score),
            Sort::Newest => self.days.first(doc).unwrap_or(i64::MIN),
            Sort::Oldest => self.days.first(doc).map_or(i64::MIN, |day| -day),
        };
        let ordinal = self.ordinals.first(doc).unwrap_or_default();
        Candidate {
            score,
            address: DocAddress::new(self.segment, doc),
            more: 0,
            document_id: String::new(),
            repeats: Vec::new(),
            key,
            document,
            ordinal,
        }
    }

    /// Counts the other answers in the documents of the best ones, which stand beside them.
    fn count_neighbours(&mut self, found: &Bits) {
        let documents = self.documents.ords();
        for candidate in &mut self.best.held {
            let doc = candidate.address.doc_id;
            let same = |doc: &u32| documents.first(*doc) == Some(candidate.document);
            let counts = |doc: &u32| {
                found.contains(*doc) && self.restricted.iter().all(|(_, allowed)| allowed.contains(*doc))
            };
            let before = (0..doc).rev().take_while(same).filter(counts).count();
            let behind = (doc + 1..documents.num_docs()).take_while(same).filter(counts).count();
            candidate.more = (before + behind) as u64;
        }
    }
}

/// Keeps the best candidates of a segment.
struct Best {
    wanted: usize,
    held: Vec<Candidate>,
    /// Candidates below are no longer taken; equal ones are, because the order among them is not yet known.
    least: i64,
}

impl Best {
    fn new(wanted: usize) -> Best {
        Best { wanted, held: Vec::new(), least: i64::MIN }
    }

    fn offer(&mut self, candidate: Option<Candidate>) {
        let Some(candidate) = candidate.filter(|candidate| candidate.key >= self.least) else { return };
        self.held.push(candidate);
        // Room for as many again keeps the cost of selecting small.
        if self.held.len() >= 2 * self.wanted + 64 {
            self.select();
        }
    }

    fn select(&mut self) {
        if self.wanted == 0 {
            self.held.clear();
        } else if self.held.len() > self.wanted {
            // Within a segment documents are numbered in the order of their ids.
            self.held.select_nth_unstable_by(self.wanted - 1, |left, right| {
                right
                    .key
                    .cmp(&left.key)
                    .then(left.document.cmp(&right.document))
                    .then(left.ordinal.cmp(&right.ordinal))
            });
            self.held.truncate(self.wanted);
            self.least = self.held.iter().map(|candidate| candidate.key).min().unwrap_or(i64::MIN);
        }
    }
}

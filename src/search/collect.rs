//! Sets and scores become the best answers and the counts, in one pass over what was found.

use tantivy::DocAddress;
use tantivy::columnar::{Column, StrColumn};

use crate::error::Result;
use crate::facet::Facet;
use crate::index::Index;
use crate::index::manifest::read_error;
use crate::index::sketch::is_repeat;
use crate::query::Filters;
use crate::search::bits::{Bits, Listed};
use crate::search::count::{Count, Counter, Counts};
use crate::search::days::Days;
use crate::search::execute::Execution;
use crate::search::filter;
use crate::search::order::{self, Best, Candidate, Documents, relevance};
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

/// What one pass gives.
pub(crate) struct Collected {
    pub(crate) candidates: Vec<Candidate>,
    pub(crate) total: Count,
    /// Passages found, whatever the filters.
    pub(crate) before_filters: u64,
    pub(crate) counts: Vec<(Facet, Counts)>,
    pub(crate) documents: Documents,
}

/// Runs over all segments.
pub(crate) fn collect(index: &Index, request: &Request<'_>) -> Result<Collected> {
    let restricted = filter::by_facet(request.filters, index)?;
    let dates = filter::by_date(request.filters);
    let mut collected = Collected {
        candidates: Vec::new(),
        total: Count::default(),
        before_filters: 0,
        counts: request.facets.iter().map(|facet| (*facet, Counts::new())).collect(),
        documents: Documents { folder: index.folder().to_owned(), columns: Vec::new() },
    };
    let mut best: Vec<Candidate> = Vec::new();
    let mut passes = Vec::new();
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
            collected.documents.columns.push(None);
            passes.push(None);
            continue;
        }
        let mut pass = Pass::new(&execution, request, found, &restricted)?;
        collected.total.add(pass.total());
        pass.count(&execution, request, &mut collected.counts)?;
        best.extend(pass.best(&execution, request, number as u32)?);
        collected.documents.columns.push(Some(pass.documents.clone()));
        passes.push(Some(pass));
    }
    // Each segment gave so many; which of them remain must not depend on their number.
    let held = request.held();
    order::sort(&mut best);
    order::settle(&mut best, &collected.documents, held..held.saturating_add(1))?;
    best.truncate(held);
    if request.raises_neighbours() {
        order::settle(&mut best, &collected.documents, near::DEPTH - 1..near::DEPTH)?;
        raise_neighbours(index, request.plan, &mut best)?;
        order::sort(&mut best);
    }
    match request.repeats {
        Repeats::Joined => best = without_repeats(index, &collected.documents, best, request.wanted)?,
        Repeats::Apart => order::settle(&mut best, &collected.documents, 0..request.wanted)?,
    }
    best.truncate(request.wanted);
    if request.grouping == Grouping::None {
        for candidate in &mut best {
            if let Some(Some(pass)) = passes.get(candidate.address.segment_ord as usize) {
                candidate.more = pass.neighbours(candidate);
            }
        }
    }
    collected.candidates = best;
    Ok(collected)
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

/// Joins candidates that repeat a better one to it, in another document or in the same: a page may hold a release twice.
/// Only the first `wanted` of those that remain are asked for, so nothing is compared with what stands behind them.
fn without_repeats(
    index: &Index,
    documents: &Documents,
    mut candidates: Vec<Candidate>,
    wanted: usize,
) -> Result<Vec<Candidate>> {
    let mut settled = wanted;
    // Which of equal candidates are looked at decides what is joined.
    order::settle(&mut candidates, documents, near::DEPTH - 1..near::DEPTH)?;
    loop {
        order::settle(&mut candidates, documents, 0..settled)?;
        let (kept, seen) = joined(index, &candidates, wanted)?;
        // Behind what is seen, the order among equals is nobody's business.
        if seen <= settled {
            return Ok(kept);
        }
        settled = seen;
    }
}

/// Likewise, with the places up to which the order of candidates is seen.
fn joined(index: &Index, candidates: &[Candidate], wanted: usize) -> Result<(Vec<Candidate>, usize)> {
    let column = |segment| index.columns().numbers(segment, "sketch");
    let columns: Vec<Column<u64>> = index.segments().iter().map(column).collect::<Result<_>>()?;
    // What stands far down is not compared, so that a list of thousands stays cheap.
    let compared = wanted.min(near::DEPTH);
    let mut sketches: Vec<u64> = Vec::with_capacity(compared);
    let mut kept: Vec<Candidate> = Vec::with_capacity(candidates.len());
    let mut seen = 0;
    for (place, candidate) in candidates.iter().enumerate() {
        if place < near::DEPTH {
            let column = &columns[candidate.address.segment_ord as usize];
            let own = column.first(candidate.address.doc_id).unwrap_or(0);
            let same = sketches.iter().position(|other| is_repeat(own, *other));
            if let Some(better) = same {
                kept[better].repeats.push(candidate.address);
                seen = place + 1;
                continue;
            }
            if sketches.len() < compared {
                sketches.push(own);
            }
        }
        if kept.len() < wanted {
            seen = seen.max(place + 1);
        }
        kept.push(candidate.clone());
    }
    Ok((kept, seen))
}

/// One segment's pass.
struct Pass {
    /// What was found, without what the filters leave out.
    answers: Listed,
    /// The numbers of their documents.
    owners: Vec<u64>,
    /// For each facet that is counted and filtered by: what the other filters leave. A facet's own choice does not
    /// shrink its own list.
    sideways: Vec<(Facet, Bits)>,
    documents: StrColumn,
}

impl Pass {
    fn new(
        execution: &Execution<'_>,
        request: &Request<'_>,
        found: Bits,
        restricted: &[(Facet, Match)],
    ) -> Result<Pass> {
        let documents = execution.index.columns().words(execution.segment, "document")?;
        let documents = documents
            .ok_or_else(|| read_error(execution.index.folder(), "the column of documents is missing"))?;
        let mut allowed = Vec::with_capacity(restricted.len());
        for (facet, wanted) in restricted {
            allowed.push((*facet, execution.found(wanted)?));
        }
        let left_by = |own: Option<Facet>, mut left: Bits| {
            let others = allowed.iter().filter(|(facet, _)| Some(*facet) != own);
            others.for_each(|(_, allowed)| left.meet(allowed));
            left
        };
        let counted = allowed.iter().filter(|(facet, _)| request.facets.contains(facet));
        let sideways = counted.map(|(facet, _)| (*facet, left_by(Some(*facet), found.clone()))).collect();
        let answers = left_by(None, found).listed();
        let owners = owners(&documents, &answers.docs);
        Ok(Pass { answers, owners, sideways, documents })
    }

    /// How many there are.
    fn total(&self) -> Count {
        let changes = self.owners.windows(2).filter(|pair| pair[0] != pair[1]).count();
        let documents = changes + usize::from(!self.owners.is_empty());
        Count { passages: self.owners.len() as u64, documents: documents as u64 }
    }

    /// Adds what each facet counts.
    fn count(
        &self,
        execution: &Execution<'_>,
        request: &Request<'_>,
        counts: &mut [(Facet, Counts)],
    ) -> Result<()> {
        for (place, facet) in request.facets.iter().enumerate() {
            let mut counter = Counter::new(*facet, execution.index, execution.segment)?;
            match self.sideways.iter().find(|(sideways, _)| sideways == facet) {
                // A facet asked for twice is counted sideways where it is asked for first.
                Some((_, passages))
                    if request.facets.iter().position(|first| first == facet) == Some(place) =>
                {
                    let passages: Vec<u32> = passages.iter().collect();
                    counter.count(&passages, &owners(&self.documents, &passages));
                }
                _ => counter.count(&self.answers.docs, &self.owners),
            }
            counter.finish(execution.index, &mut counts[place].1)?;
        }
        Ok(())
    }

    /// The best of them.
    fn best(
        &mut self,
        execution: &Execution<'_>,
        request: &Request<'_>,
        segment: u32,
    ) -> Result<Vec<Candidate>> {
        let failed = |error: tantivy::TantivyError| read_error(execution.index.folder(), error);
        if request.held() == 0 {
            return Ok(Vec::new());
        }
        let ordinals = execution.index.columns().numbers(execution.segment, "ordinal")?;
        let days = match request.sort {
            Sort::Relevance => None,
            Sort::Newest | Sort::Oldest => Some(Days::of(execution.segment).map_err(failed)?),
        };
        let scores = execution.scores(request.plan, &self.answers)?;
        let mut best = Best::new(request.held());
        // The best answer of the document being passed, and how many others it has.
        let mut group: Option<Candidate> = None;
        for ((doc, document), score) in self.answers.docs.iter().zip(&self.owners).zip(scores) {
            let day = days.as_ref().map(|days| days.get(*doc).map(|(first, _)| first));
            let key = match (request.sort, day) {
                (Sort::Newest, Some(day)) => day.unwrap_or(i64::MIN),
                (Sort::Oldest, Some(day)) => day.map_or(i64::MIN, |day| -day),
                _ => relevance(score),
            };
            let candidate = |more| Candidate {
                score,
                address: DocAddress::new(segment, *doc),
                more,
                repeats: Vec::new(),
                key,
                document: *document,
                ordinal: ordinals.first(*doc).unwrap_or_default(),
            };
            match (&mut group, request.grouping) {
                (_, Grouping::None) => {
                    if best.takes(key) {
                        best.offer(candidate(0));
                    }
                }
                (Some(held), Grouping::Document) if held.document == *document => {
                    let more = held.more + 1;
                    if key > held.key {
                        *held = candidate(more);
                    }
                    held.more = more;
                }
                (_, Grouping::Document) => {
                    if let Some(held) = group.replace(candidate(0)) {
                        best.offer(held);
                    }
                }
            }
        }
        if let Some(held) = group {
            best.offer(held);
        }
        best.select();
        Ok(best.held)
    }

    /// How many other answers there are in the document of one, which stand beside it.
    fn neighbours(&self, candidate: &Candidate) -> u64 {
        let place = self.answers.place(candidate.address.doc_id) as usize;
        let same = |owner: &&u64| **owner == candidate.document;
        let before = self.owners[..place].iter().rev().take_while(same).count();
        let behind = self.owners[place + 1..].iter().take_while(same).count();
        (before + behind) as u64
    }
}

/// The numbers of the documents of some passages.
fn owners(documents: &StrColumn, passages: &[u32]) -> Vec<u64> {
    let mut owners = vec![None; passages.len()];
    documents.ords().first_vals(passages, &mut owners);
    owners.into_iter().map(Option::unwrap_or_default).collect()
}

//! BM25: what the rarity of a term and the length of a passage make of how often it stands there.

use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::Field;

use crate::error::Result;
use crate::index::manifest::read_error;
use crate::search::bits::Listed;
use crate::search::execute::Execution;
use crate::search::plan::Plan;
use crate::search::population::Population;
use crate::search::weights;

/// BM25's weight of a term that `held` of `all` passages hold.
pub(crate) fn rarity(held: f32, all: f32) -> f32 {
    // A word may be held by passages of other languages too, and so by more than are counted.
    (1.0 + ((all - held).max(0.0) + 0.5) / (held + 0.5)).ln()
}

/// The places of the listed passages that hold a term, each with how often it does.
pub(crate) type Holders = Rc<Vec<(u32, u32)>>;

/// The lengths of the passages that are scored, read once a field.
pub(crate) struct Lengths<'a> {
    execution: &'a Execution<'a>,
    among: &'a Population,
    pub(crate) listed: &'a Listed,
    known: RefCell<Vec<(Field, Rc<Length>)>>,
    /// The terms of *exact* that are looked up more than once, and the places of those that were.
    pub(crate) repeated: &'a FxHashSet<String>,
    pub(crate) read: RefCell<FxHashMap<String, (Field, Holders)>>,
}

/// Their lengths in one field, and what a length makes of a score.
pub(crate) struct Length {
    /// As they are stored, side by side: looked up where they lie, a passage in a hundred, each would be another line
    /// of memory for every term.
    lengths: Vec<u8>,
    norms: [f32; 256],
}

impl<'a> Lengths<'a> {
    pub(crate) fn new(execution: &'a Execution<'a>, plan: &'a Plan, listed: &'a Listed) -> Lengths<'a> {
        let (among, repeated) = (&plan.population, &plan.repeated);
        Lengths { execution, among, listed, known: RefCell::default(), repeated, read: RefCell::default() }
    }

    pub(crate) fn of(&self, field: Field) -> Result<Rc<Length>> {
        if let Some((_, known)) = self.known.borrow().iter().find(|(known, _)| *known == field) {
            return Ok(Rc::clone(known));
        }
        let reader = self.execution.segment.get_fieldnorms_reader(field);
        let reader = reader.map_err(|error| read_error(self.execution.index.folder(), error))?;
        let lengths = self.listed.docs.iter().map(|doc| reader.fieldnorm_id(*doc)).collect();
        let norms = norms(self.among.average(field));
        let length = Rc::new(Length { lengths, norms });
        self.known.borrow_mut().push((field, Rc::clone(&length)));
        Ok(length)
    }
}

impl Length {
    /// BM25's share of a passage that holds a term so often.
    pub(crate) fn share(&self, place: u32, frequency: u32) -> f32 {
        share(frequency, self.norms[usize::from(self.lengths[place as usize])])
    }
}

/// BM25's share of a term, for the share of a passage's length. A table of the commonest shares was slower: whether
/// a word stands there once or twice is anybody's guess, and a wrong one costs more than the division.
fn share(frequency: u32, norm: f32) -> f32 {
    let frequency = frequency as f32;
    frequency * (weights::K1 + 1.0) / (frequency + norm)
}

/// BM25's share of the length, for every length that a passage may be stored with.
fn norms(average: f32) -> [f32; 256] {
    std::array::from_fn(|id| {
        let length = FieldNormReader::id_to_fieldnorm(id as u8) as f32;
        weights::K1 * (1.0 - weights::B + weights::B * length / average.max(1.0))
    })
}

//! A plan's terms and concepts get their worth: how rare they are among the passages of the index.
//!
//! Asked once a question, not once a segment: looking a term up in a dictionary costs more than most postings.

use tantivy::schema::Field;

use crate::error::Result;
use crate::index::Index;
use crate::search::bm25::rarity;
use crate::search::plan::Plan;
use crate::search::weights;

/// Fills in the worth of every term and concept of a plan.
///
/// A word of a concept is no rarer than the concept, which all languages share: in a small language even "city"
/// looks rare.
///
/// # Errors
/// [`crate::error::Error::ReadIndex`]
pub(crate) fn weigh(index: &Index, plan: &mut Plan) -> Result<()> {
    let fields = index.fields();
    for scored in &mut plan.scored {
        // A place is a place in every language.
        let is_place = scored.field == fields.about || scored.field == fields.names;
        let among = if is_place { plan.population.all } else { plan.population.passages };
        let mut holders = held(index, scored.field, &scored.term)?;
        if let Some((also, _)) = scored.also {
            // Those that hold it in both are counted once, as many as there are by chance.
            let more = held(index, also, &scored.term)?;
            holders += more - (holders * more / among.max(1.0)).min(holders.min(more));
        }
        scored.rarity = rarity(holders, among);
    }
    for number in 0..plan.ideas.len() {
        let most = rarity(held(index, fields.names, &plan.ideas[number].term)?, plan.population.all);
        let grams = plan.alike_of(number);
        let grams = grams.flat_map(|word| word.rarities.iter().map(|rarity| (word.weight, *rarity)));
        let words = plan.words_of(number).map(|word| (word.weight, word.rarity));
        let (typed, whole) = words.chain(grams).fold((0.0, 0.0), |(typed, whole), (weight, rarity)| {
            (typed + weight * rarity, whole + weight * rarity.min(most))
        });
        // "Learning city" is two words in English and five in Thai, and no other idea for that.
        let whole = whole.min(weights::WORDS_OF_CONCEPT * most);
        let idea = &mut plan.ideas[number];
        idea.of_words = if typed > 0.0 { whole / typed } else { 1.0 };
        idea.of_id = idea.share * whole;
    }
    Ok(())
}

/// How many passages hold a term.
fn held(index: &Index, field: Field, term: &str) -> Result<f32> {
    Ok(index.passages_with(field, term)? as f32)
}

//! A place becomes what the index says about it: how much, when, in which languages, and the best of it.
//!
//! Everything here is counted and found by the search itself, through the ids of places, so that a city is met in
//! all scripts at once. Nothing is read into the texts: which announcement made a city a member is for people to see.

use crate::analysis::fold;
use crate::error::{Error, Result};
use crate::facet::Facet;
use crate::index::Index;
use crate::names::{self, City, LabelLanguage, Place};
use crate::query::{Clause, Filters, Node, Occur, Query, Quotes, Tie};
use crate::search::{Count, FacetCounts, Grouping, Hit, SearchOptions, Sort, search};

/// How many passages belong to a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ties {
    /// Those about it.
    pub about: Count,
    /// Those that name it.
    pub named: Count,
}

/// A city as the documents name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Town {
    /// Its value in the city facet.
    pub value: String,
    /// The city of our table, where it is one.
    pub known: Option<&'static City>,
}

/// What an index says about a city.
#[derive(Debug, Clone)]
pub struct Portrait {
    /// Passages about it.
    pub about: Count,
    /// Passages about it or naming it.
    pub mentions: Count,
    /// Its own documents, all of whose passages are about it: profiles first, then the newest.
    pub own: Vec<Hit>,
    /// Documents that have a section or an entry about it.
    pub partly: Vec<Hit>,
    /// Dated announcements that name it, oldest first.
    pub announcements: Vec<Hit>,
    /// Passages about it or naming it, by year, newest first.
    pub years: FacetCounts,
    /// Likewise by language.
    pub languages: FacetCounts,
    /// The best passage of each document, best first.
    pub best: Vec<Hit>,
}

/// The kind of document that tells who joined and who won.
const ANNOUNCEMENT: &str = "announcement";
/// No list of documents is longer: nobody reads on, and every entry is read from the disk.
const MOST_DOCUMENTS: usize = 200;

/// How many passages belong to a place.
///
/// # Errors
/// [`Error::ReadIndex`]
pub fn ties(index: &Index, place: Place) -> Result<Ties> {
    let options = SearchOptions { limit: 0, facets: Vec::new(), ..SearchOptions::default() };
    let count = |tie| search(index, &asking(Node::Place(place, tie)), &options).map(|found| found.total);
    Ok(Ties { about: count(Tie::About)?, named: count(Tie::Named)? })
}

/// The cities a name may mean: those of our table, else those the documents call so.
///
/// # Errors
/// [`Error::UnknownValue`] with the nearest names when there is none, [`Error::ReadIndex`]
pub fn towns(index: &Index, name: &str) -> Result<Vec<Town>> {
    let known = names::cities_named(name);
    if !known.is_empty() {
        let town = |city: &'static City| Town { value: city.name.to_owned(), known: Some(city) };
        return Ok(known.into_iter().map(town).collect());
    }
    let wanted = fold::key(name);
    let held = index.cities()?.into_iter().filter(|city| fold::key(city) == wanted);
    let towns: Vec<Town> = held.map(|value| Town { value, known: None }).collect();
    if towns.is_empty() || wanted.is_empty() {
        let nearest = names::nearest_cities(name).into_iter().map(str::to_owned).collect();
        return Err(Error::UnknownValue { facet: "city", value: name.to_owned(), nearest });
    }
    Ok(towns)
}

/// Refuses cities that neither our table nor the index knows: they would find nothing without a word why.
///
/// # Errors
/// [`Error::UnknownValue`] with the nearest names, [`Error::ReadIndex`]
pub fn check_cities(index: &Index, filters: &Filters) -> Result<()> {
    filters.cities.iter().try_for_each(|city| towns(index, city).map(drop))
}

/// Searches the cities of a question's own words (`city:Utopia`) that nobody knows as words, with a note.
///
/// # Errors
/// [`Error::ReadIndex`]
pub fn settle_cities(index: &Index, query: &mut Query) -> Result<()> {
    for city in std::mem::take(&mut query.unsure_cities) {
        match towns(index, &city) {
            Ok(_) => {}
            Err(error @ Error::UnknownValue { .. }) => {
                query.filters.cities.retain(|chosen| *chosen != city);
                query.notes.push(format!("{error}: searched as words"));
                query.clauses.push(Clause { occur: Occur::Should, node: Node::Words(city) });
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// What an index says about a city; `limit` is for the best passages.
///
/// # Errors
/// [`Error::ReadIndex`]
pub fn portrait(index: &Index, town: &Town, limit: usize, labels: LabelLanguage) -> Result<Portrait> {
    let anywhere = match town.known {
        Some(city) => Node::Place(Place::City(city), Tie::Either),
        None => Node::Any(vec![
            Node::Value(Facet::City, town.value.clone()),
            Node::Phrase { text: town.value.clone(), slop: 0, quotes: Quotes::Straight },
        ]),
    };
    let options = SearchOptions {
        grouping: Grouping::Document,
        facets: Vec::new(),
        facet_limit: usize::MAX,
        labels,
        ..SearchOptions::default()
    };
    let counted = SearchOptions {
        facets: vec![Facet::Year, Facet::Language],
        limit: MOST_DOCUMENTS.max(limit),
        ..options.clone()
    };
    let found = search(index, &asking(anywhere.clone()), &counted)?;

    let of_the_city = Filters { cities: vec![town.value.clone()], ..Filters::default() };
    let listed = SearchOptions { sort: Sort::Newest, limit: MOST_DOCUMENTS, ..options.clone() };
    let about = search(index, &Query { filters: of_the_city, ..Query::default() }, &listed)?;
    let (mut own, mut partly) = (Vec::new(), Vec::new());
    // A dated announcement is listed as one, whatever else it is.
    let announced =
        |hit: &Hit| hit.stored.document.kind == ANNOUNCEMENT && hit.stored.document.date.is_some();
    for hit in about.hits.into_iter().filter(|hit| !announced(hit)) {
        let passages = index.passages(&hit.stored.document.id)?.len() as u64;
        if hit.more_in_document + 1 == passages { own.push(hit) } else { partly.push(hit) }
    }
    own.sort_by_key(|hit| hit.stored.document.kind != "profile");

    let announcing = Filters { kinds: vec![ANNOUNCEMENT.to_owned()], ..Filters::default() };
    let dated = SearchOptions { sort: Sort::Oldest, limit: MOST_DOCUMENTS, ..options };
    let mut announcements = search(index, &Query { filters: announcing, ..asking(anywhere) }, &dated)?.hits;
    announcements.retain(|hit| hit.stored.document.date.is_some());

    let mut counts = found.facets.into_iter();
    let mut next = |facet| counts.next().unwrap_or(FacetCounts { facet, values: Vec::new(), distinct: 0 });
    Ok(Portrait {
        about: about.total,
        mentions: found.total,
        own,
        partly,
        announcements,
        years: next(Facet::Year),
        languages: next(Facet::Language),
        best: best(found.hits, &town.value, limit),
    })
}

/// Passages shorter than this, in bytes, are entries of lists: they name a city and say nothing about it.
const SHORTEST_TELLING: usize = 160;

/// The hits that tell most of a city: those about it alone, then those about it and others, then those that name it;
/// entries of lists, which score highest because they are short, come last.
fn best(mut hits: Vec<Hit>, city: &str, limit: usize) -> Vec<Hit> {
    hits.sort_by_key(|hit| {
        let cities = &hit.stored.cities;
        let tie = match cities.iter().any(|own| own == city) {
            true if cities.len() == 1 => 0,
            true => 1,
            false => 2,
        };
        (hit.stored.text.len() < SHORTEST_TELLING, tie)
    });
    hits.truncate(limit);
    for (place, hit) in hits.iter_mut().enumerate() {
        hit.rank = place + 1;
    }
    hits
}

fn asking(node: Node) -> Query {
    Query { clauses: vec![Clause { occur: Occur::Must, node }], ..Query::default() }
}

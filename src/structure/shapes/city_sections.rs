//! An article whose sections are cities: a city's name alone on its line, then what is told about it.
//!
//! `prose` opens and closes the sections for every shape; this one says that they are what the page is made of.

use crate::structure::cells_by_line;
use crate::structure::kind;
use crate::structure::line::{Bullet, Line};
use crate::structure::page::Page;
use crate::structure::places;
use crate::structure::prose;
use crate::structure::shape::{Shape, Sheet, one_part};

/// An article whose sections are cities.
pub(crate) struct CitySections;

impl Shape for CitySections {
    fn name(&self) -> &'static str {
        "city-sections"
    }

    fn fit(&self, sheet: &Sheet<'_>) -> Option<String> {
        let mut cities: Vec<String> = Vec::new();
        for (index, line) in sheet.lines.iter().enumerate() {
            if could_open(sheet, index, line)
                && let Some(places) = places::named(line.text)
            {
                places.cities.iter().for_each(|city| places::add(&mut cities, city));
            }
        }
        (cities.len() >= 2)
            .then(|| format!("{} cities' names stand alone above text: {}", cities.len(), cities.join(", ")))
    }

    fn read(&self, sheet: &Sheet<'_>) -> Page {
        let flow = prose::flow(sheet, cells_by_line::claims(sheet, &(0..0)));
        let usual = if sheet.masthead.date.is_some() { "news" } else { "page" };
        one_part(sheet, flow, self.name(), kind::of(sheet, usual))
    }
}

/// A short line with running text below it.
fn could_open(sheet: &Sheet<'_>, index: usize, line: &Line<'_>) -> bool {
    let below = || (index + 1..sheet.lines.len()).find(|below| !sheet.lines[*below].blank());
    !line.blank()
        && line.width <= 60
        && line.bullet == Bullet::None
        && sheet.labels[index].is_none()
        && !line.ends_like_sentence()
        && below().is_some_and(|below| sheet.labels[below].is_none() && sheet.lines[below].is_prose())
}

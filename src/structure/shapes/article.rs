//! Title and paragraphs: the shape of most pages, and of every page that has no other.

use crate::structure::cells_by_line;
use crate::structure::kind;
use crate::structure::page::Page;
use crate::structure::prose;
use crate::structure::shape::{Shape, Sheet, one_part};

/// Title and paragraphs.
pub(crate) struct Article;

impl Shape for Article {
    fn name(&self) -> &'static str {
        "article"
    }

    fn fit(&self, _: &Sheet<'_>) -> Option<String> {
        Some("no other shape fits: a title and paragraphs".to_owned())
    }

    fn read(&self, sheet: &Sheet<'_>) -> Page {
        let flow = prose::flow(sheet, cells_by_line::claims(sheet, &(0..0)));
        one_part(sheet, flow, self.name(), kind::of(sheet, "page"))
    }
}

//! The head of a page becomes the kind of document it is: by what it calls itself, then by what its title speaks of.

use crate::read::Format;
use crate::structure::phrases::cues;
use crate::structure::shape::Sheet;

/// The kind of a page; `usual` is what its shape mostly is.
pub(crate) fn of(sheet: &Sheet<'_>, usual: &'static str) -> &'static str {
    let masthead = &sheet.masthead;
    if sheet.document.format == Format::Record {
        return "record";
    }
    if masthead.press_release {
        return "press-release";
    }
    if let Some(section) = masthead.section {
        return section;
    }
    let title = sheet.document.stated.title.as_deref().unwrap_or(&masthead.title);
    if usual == "page" && cues().says(title, "report") {
        return "report";
    }
    usual
}

//! The name of an element becomes how it stands on a page: a block of its own, part of a line, or nothing to see.
//!
//! What is not here is part of a line, as browsers take names they do not know.

/// How an element stands on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// On lines of its own.
    Block,
    /// Within a line.
    Inline,
    /// Has no content and no end.
    Void,
    /// Its content is not shown, or is no text.
    Unseen,
}

use Standing::{Block, Inline, Unseen, Void};

/// The elements that matter here, in the order of their names.
#[rustfmt::skip]
const TAGS: &[(&str, Standing)] = &[
    ("a", Inline), ("address", Block), ("area", Void), ("article", Block), ("aside", Block), ("audio", Unseen),
    ("base", Void), ("blockquote", Block), ("body", Block), ("br", Void), ("button", Block),
    ("canvas", Unseen), ("caption", Block), ("center", Block), ("col", Void), ("colgroup", Block),
    ("datalist", Unseen), ("dd", Block), ("details", Block), ("dialog", Block), ("dir", Block), ("div", Block),
    ("dl", Block), ("dt", Block),
    ("embed", Void),
    ("fieldset", Block), ("figcaption", Block), ("figure", Block), ("footer", Block), ("form", Block),
    ("frame", Void), ("frameset", Block),
    ("h1", Block), ("h2", Block), ("h3", Block), ("h4", Block), ("h5", Block), ("h6", Block), ("head", Block),
    ("header", Block), ("hgroup", Block), ("hr", Void), ("html", Block),
    ("iframe", Unseen), ("img", Void), ("input", Void),
    ("legend", Block), ("li", Block), ("link", Void), ("listing", Block),
    ("main", Block), ("map", Inline), ("menu", Block), ("meta", Void),
    ("nav", Block), ("noscript", Unseen),
    ("object", Unseen), ("ol", Block), ("optgroup", Block), ("option", Block),
    ("p", Block), ("param", Void), ("pre", Block),
    ("rp", Unseen), ("rt", Unseen),
    ("script", Unseen), ("search", Block), ("section", Block), ("select", Unseen), ("source", Void),
    ("style", Unseen), ("summary", Block), ("svg", Unseen),
    ("table", Block), ("tbody", Block), ("td", Block), ("template", Unseen), ("textarea", Unseen), ("tfoot", Block),
    ("th", Block), ("thead", Block), ("time", Inline), ("title", Unseen), ("tr", Block), ("track", Void),
    ("ul", Block),
    ("video", Unseen),
    ("wbr", Void),
    ("xmp", Block),
];

/// The name and standing of an element; one we do not know has no name.
pub(crate) fn known(name: &[u8]) -> (&'static str, Standing) {
    match TAGS.binary_search_by(|(known, _)| known.as_bytes().cmp(name)) {
        Ok(at) => TAGS[at],
        Err(_) => ("", Inline),
    }
}

/// Which open elements a new one ends, and at which of them to stop looking.
///
/// People leave out `</p>` and `</li>`, and the standard allows it.
pub(crate) fn ends(name: &str, standing: Standing) -> (&'static [&'static str], &'static [&'static str]) {
    match name {
        "li" => (&["li"], &["ul", "ol", "menu", "dir", "td", "th"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl", "td", "th"]),
        "tr" => (&["tr"], &["table"]),
        "td" | "th" => (&["td", "th"], &["tr", "table"]),
        "thead" | "tbody" | "tfoot" => (&["thead", "tbody", "tfoot", "caption"], &["table"]),
        "option" | "optgroup" => (&["option"], &["select", "datalist"]),
        "a" => (&["a"], &["td", "th", "li", "div", "section", "article", "main"]),
        _ if standing == Block => {
            (&["p"], &["td", "th", "li", "dd", "div", "section", "article", "button", "blockquote"])
        }
        _ => (&[], &[]),
    }
}

/// The level of a heading.
pub(crate) fn heading(name: &str) -> Option<u8> {
    match name {
        "h1" => Some(1),
        "h2" => Some(2),
        "h3" => Some(3),
        "h4" => Some(4),
        "h5" => Some(5),
        "h6" => Some(6),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::read::html::tags::{Standing, TAGS, known};

    #[test]
    fn every_name_is_found_where_it_is_looked_for() {
        for (name, standing) in TAGS {
            assert_eq!(known(name.as_bytes()), (*name, *standing));
        }
        assert_eq!(known(b"my-card"), ("", Standing::Inline));
    }
}

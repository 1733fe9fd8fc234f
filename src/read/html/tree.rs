//! The tags of a web page become a flat list of elements and of what opens, closes and is said, in order.
//!
//! An element knows its parent by number, and parents come first: whatever is to be known of the elements is
//! found in one run forwards or backwards, without recursion, however deep a page is nested. What a browser
//! does not show is left out here. Tags are closed as people leave them open, not by the whole of the standard:
//! what decides a line or a heading is kept, what decides a colour is not.

use std::ops::Range;

use html5gum::{State, Tokenizer};

use crate::read::document::head;
use crate::read::html::tags::{Standing, ends, known};
use crate::read::html::tokens::{Tag, Token, tokens};
use crate::read::limits::Limits;

/// One element.
#[derive(Debug, Clone, Default)]
pub(crate) struct Element {
    /// Its name; empty when it is none we know.
    pub(crate) name: &'static str,
    /// The number of the element it stands in; the first one stands in itself.
    pub(crate) parent: usize,
    /// The attributes that say something about text.
    pub(crate) attributes: Vec<(&'static str, String)>,
}

/// What happens on a page, in order.
#[derive(Debug, Clone)]
pub(crate) enum Event {
    /// An element begins.
    Open(usize),
    /// An element ends.
    Close(usize),
    /// Bytes of `Tree::text`.
    Text(Range<usize>),
    /// A new line begins, whatever stands there.
    Break,
}

/// A web page, flat.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    /// All elements, each behind its parent; the first is the page.
    pub(crate) elements: Vec<Element>,
    /// What opens, closes and is said.
    pub(crate) events: Vec<Event>,
    /// All text that is shown.
    pub(crate) text: String,
    /// The text of `<title>`.
    pub(crate) title: String,
    /// Each `<script type="application/ld+json">`.
    pub(crate) linked_data: Vec<String>,
    /// Which limits were met.
    pub(crate) notes: Vec<String>,
}

/// Classes for what only a reader of the screen says aloud ("skip to the text"): nobody sees it.
const HEARD_ONLY: &[&str] =
    &["element-invisible", "screen-reader-text", "sr-only", "visually-hidden", "visuallyhidden"];

/// The longest title, in bytes.
const LONGEST_TITLE: usize = 2000;

/// How much linked data is kept, in bytes: an article's is some 5,000.
const LINKED_DATA: usize = 1 << 20;

/// How far up an element is looked for that was left open; farther off nobody forgot it.
const LEFT_OPEN: usize = 32;

/// How many elements are told apart; the largest standards on one page have some 500,000.
const ELEMENTS: usize = 2_000_000;

impl Element {
    /// An attribute's value.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// Whether its author hides it. What holds the whole page is shown by a script sooner or later.
    fn is_hidden(&self) -> bool {
        if matches!(self.name, "html" | "body" | "main" | "article") {
            return false;
        }
        let style = self.attribute("style").map(|style| style.replace([' ', '\t'], "").to_ascii_lowercase());
        self.attribute("hidden").is_some_and(|value| !value.eq_ignore_ascii_case("until-found"))
            || self.attribute("aria-hidden") == Some("true")
            || style
                .is_some_and(|style| style.contains("display:none") || style.contains("visibility:hidden"))
            || self
                .attribute("class")
                .is_some_and(|class| class.split_whitespace().any(|one| HEARD_ONLY.contains(&one)))
            || self.name == "dialog" && self.attribute("open").is_none()
    }
}

/// Reads the tags of a page.
pub(crate) fn tree(html: &str, limits: &Limits) -> Tree {
    let mut builder = Builder::new(limits, html.trim_start().starts_with("<?xml"));
    for token in tokens(html) {
        match token {
            Token::Start(tag) => builder.open(tag),
            Token::End(name) => builder.close(known(&name).0),
            Token::Text(text) => builder.say(&text),
        }
    }
    builder.finish()
}

/// A text with its entities decoded; tags in it are taken for text.
pub(crate) fn decoded(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut tokens = Tokenizer::new(text);
    tokens.set_state(State::RcData);
    let mut decoded = String::with_capacity(text.len());
    for token in tokens.flatten() {
        if let html5gum::Token::String(piece) = token {
            decoded.push_str(&String::from_utf8_lossy(&piece.value));
        }
    }
    decoded
}

/// An element that is open.
struct Open {
    element: usize,
    name: &'static str,
    is_hidden: bool,
}

struct Builder<'a> {
    tree: Tree,
    limits: &'a Limits,
    /// Whether `<div/>` is a whole element, as in XHTML.
    is_xml: bool,
    stack: Vec<Open>,
    /// Elements open beyond the limit.
    too_deep: usize,
    /// Whether it was told that the page is too deep, or too large.
    is_noted: [bool; 2],
    /// Hidden elements that are open.
    hidden: usize,
    /// Where text goes that is not shown.
    aside: Aside,
}

/// Where text goes that is not shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Aside {
    Nowhere,
    Title,
    LinkedData,
}

impl<'a> Builder<'a> {
    fn new(limits: &'a Limits, is_xml: bool) -> Builder<'a> {
        let tree = Tree { elements: vec![Element::default()], ..Tree::default() };
        let stack = vec![Open { element: 0, name: "", is_hidden: false }];
        Builder {
            tree,
            limits,
            is_xml,
            stack,
            too_deep: 0,
            is_noted: [false; 2],
            hidden: 0,
            aside: Aside::Nowhere,
        }
    }

    fn open(&mut self, tag: Tag) {
        let (name, standing) = known(&tag.name);
        let head =
            ["base", "link", "meta", "noscript", "script", "style", "template", "title", "head", "html"];
        if !head.contains(&name) && self.is_open("head") {
            self.close("head");
        }
        self.leave(name, standing);
        if standing == Standing::Void && matches!(name, "br" | "hr") {
            self.tree.events.push(Event::Break);
            return;
        }
        let is_full = self.tree.elements.len() >= ELEMENTS;
        if is_full || self.stack.len() >= self.limits.depth {
            if standing == Standing::Block {
                self.tree.events.push(Event::Break);
            }
            if standing != Standing::Void {
                self.too_deep += 1;
            }
            if !std::mem::replace(&mut self.is_noted[usize::from(is_full)], true) {
                let depth = self.limits.depth;
                self.tree.notes.push(if is_full {
                    format!("it has more than {ELEMENTS} elements; those behind them are read as running text")
                } else {
                    format!("its elements stand deeper than {depth} in each other; those below are read as running text")
                });
            }
            return;
        }
        let parent = self.stack.last().map_or(0, |open| open.element);
        let element = Element { name, parent, attributes: tag.attributes };
        let number = self.tree.elements.len();
        let is_hidden = standing == Standing::Unseen || element.is_hidden();
        if name == "title" && self.tree.title.is_empty() && self.hidden == 0 {
            self.aside = Aside::Title;
        } else if name == "script" && element.attribute("type") == Some("application/ld+json") {
            self.aside = Aside::LinkedData;
            self.tree.linked_data.push(String::new());
        }
        self.tree.elements.push(element);
        if standing == Standing::Void {
            return;
        }
        self.tree.events.push(Event::Open(number));
        self.hidden += usize::from(is_hidden);
        self.stack.push(Open { element: number, name, is_hidden });
        if self.is_xml && tag.is_self_closing {
            self.pop();
        }
    }

    /// Closes what a new element ends.
    fn leave(&mut self, name: &'static str, standing: Standing) {
        let (ended, bounds) = ends(name, standing);
        if ended.is_empty() {
            return;
        }
        for at in (1..self.stack.len()).rev().take(LEFT_OPEN) {
            let open = self.stack[at].name;
            if ended.contains(&open) {
                self.pop_to(at);
                return;
            }
            if bounds.contains(&open) {
                return;
            }
        }
    }

    fn is_open(&self, name: &str) -> bool {
        // `head` is the third at most.
        self.stack.iter().take(4).any(|open| open.name == name)
    }

    fn close(&mut self, name: &'static str) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            self.tree.events.push(Event::Break);
            return;
        }
        // An end tag inside a cell closes nothing outside its table.
        let is_of_table =
            matches!(name, "table" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" | "body" | "html");
        for at in (1..self.stack.len()).rev() {
            let open = self.stack[at].name;
            if open == name {
                self.pop_to(at);
                return;
            }
            if open == "table" && !is_of_table {
                return;
            }
        }
        // `</br>` and `</p>` without a beginning make a new line.
        if matches!(name, "br" | "p") {
            self.tree.events.push(Event::Break);
        }
    }

    fn pop_to(&mut self, at: usize) {
        while self.stack.len() > at.max(1) {
            self.pop();
        }
    }

    fn pop(&mut self) {
        if let Some(open) = self.stack.pop() {
            self.hidden -= usize::from(open.is_hidden);
            self.tree.events.push(Event::Close(open.element));
            self.aside = Aside::Nowhere;
        }
    }

    fn say(&mut self, text: &str) {
        match self.aside {
            Aside::Title => {
                let room = LONGEST_TITLE.saturating_sub(self.tree.title.len());
                self.tree.title.push_str(head(text, room));
            }
            Aside::LinkedData => {
                let kept: usize = self.tree.linked_data.iter().map(String::len).sum();
                if let Some(data) =
                    self.tree.linked_data.last_mut().filter(|_| kept + text.len() <= LINKED_DATA)
                {
                    data.push_str(text);
                }
            }
            Aside::Nowhere if self.hidden == 0 => {
                if !text.trim().is_empty() && self.is_open("head") {
                    self.close("head");
                }
                let start = self.tree.text.len();
                self.tree.text.push_str(text);
                self.tree.events.push(Event::Text(start..self.tree.text.len()));
            }
            Aside::Nowhere => {}
        }
    }

    fn finish(mut self) -> Tree {
        self.pop_to(1);
        self.tree
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::read::html::tree::{Event, Tree, decoded, tree};
    use crate::read::limits::Limits;

    /// What happens on a page, as one line.
    fn told(html: &str) -> String {
        let Tree { elements, events, text, .. } = tree(html, &Limits::default());
        let name = |element: usize| elements[element].name;
        let told = events.iter().map(|event| match event {
            Event::Open(element) => format!("<{}>", name(*element)),
            Event::Close(element) => format!("</{}>", name(*element)),
            Event::Text(at) => text[at.clone()].to_owned(),
            Event::Break => "|".to_owned(),
        });
        told.collect()
    }

    #[test]
    fn tags_that_people_leave_open_are_closed() {
        assert_eq!(told("<p>one<p>two"), "<p>one</p><p>two</p>");
        assert_eq!(
            told("<ul><li>a<li>b<ul><li>c</ul></ul>d"),
            "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>d"
        );
        assert_eq!(told("<tr><td>a<td>b<tr><td>c"), "<tr><td>a</td><td>b</td></tr><tr><td>c</td></tr>");
        assert_eq!(told("<p>a</i></div>b</p>"), "<p>ab</p>");
        assert_eq!(told("a<br>b</br>c"), "a|b|c");
    }

    #[test]
    fn what_a_browser_does_not_show_is_left_out() {
        let html = "<script>if (a < b) {}</script><style>p{}</style><p hidden>no</p><p style='display : none'>no</p>\
                    <template><p>no</p></template><p>yes</p><dialog>no</dialog><select><option>no</select>";
        assert_eq!(tree(html, &Limits::default()).text, "yes");
    }

    #[test]
    fn the_head_tells_and_is_not_shown() {
        let page = tree(
            "<html><head><title>A &amp; B</title><script type='application/ld+json'>{\"a\":1}</script><p>text",
            &Limits::default(),
        );
        assert_eq!((page.title.as_str(), page.text.as_str()), ("A & B", "text"));
        assert_eq!(page.linked_data, ["{\"a\":1}"]);
    }

    #[test]
    fn a_page_nested_without_end_is_read_to_its_end() {
        let html = format!("{}deep{}<p>behind", "<div>".repeat(100_000), "</div>".repeat(100_000));
        let page = tree(&html, &Limits::default());
        assert_eq!(page.text, "deepbehind");
        assert!(page.elements.len() < 600);
        assert_eq!(page.notes.len(), 1);
        let unclosed = tree(&"<b><i>".repeat(100_000), &Limits::default());
        assert!(unclosed.elements.len() < 600);
    }

    #[test]
    fn entities_are_decoded_and_unknown_ones_stay() {
        assert_eq!(decoded("caf&eacute; &#26657; &lt;b&gt; &lol9; R&D"), "café 校 <b> &lol9; R&D");
    }

    proptest! {
        #[test]
        fn no_page_panics(html in "(<|</|>|div|p|li|td|table|a href=|script|title|!--|-->|&|amp;|\"|'| |é|学){0,60}") {
            let tree = tree(&html, &Limits::default());
            for (number, element) in tree.elements.iter().enumerate().skip(1) {
                prop_assert!(element.parent < number);
            }
        }
    }
}

//! The blocks of a web page are told apart: what it is about, and the menus and footers it stands among.
//!
//! Three kinds of evidence, in this order: what elements say they are (`nav`, `footer`, `role`), what their authors
//! call them (`class="breadcrumbs"`), and what stands outside the element that holds the running text. Where no
//! element says that it is the main one, it is looked for as readers of browsers do: paragraphs score for the
//! elements around them, links score against. Running text is never called a menu because of where it stands: a
//! lost answer is worse than a shown menu, and `structure` looks at every line that stays unmarked again.

use crate::read::html::blocks::Block;
use crate::read::html::tags::heading;
use crate::read::html::tree::Tree;
use crate::read::marked::Role;

/// A block is running text from this many characters on, when few of them are links.
const PROSE: usize = 90;

/// A main element holds at least this part of the running text, 1 in 3; else the page only has one for its layout.
const MAIN_PART: usize = 3;

/// Words that authors put in `class` and `id` of what stands around a text. They are whole words between
/// hyphens, underscores and capitals, so that `navy` and `headline` say nothing.
#[rustfmt::skip]
const MENU_WORDS: &[&str] = &[
    "ad", "ads", "advert", "advertisement", "banner", "breadcrumb", "breadcrumbs", "burger", "consent", "cookie", "cookies",
    "crumbs", "dropdown", "filters", "gdpr", "login", "masthead", "megamenu", "menu", "menubar", "modal", "nav", "navbar",
    "navigation", "newsletter", "offcanvas", "pager", "pagination", "paging", "popup", "promo", "recommended", "related",
    "search", "searchform", "share", "sharing", "sidebar", "signup", "sitemap", "skip", "skiplink", "social", "sponsor",
    "subnav", "subscribe", "tags", "toc", "toolbar", "topbar",
];

/// How a sidebar's boxes are called where "widget" is the whole name, begins it or is numbered; builders of pages call
/// each paragraph an `elementor-widget`.
fn is_widget(name: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    name.to_lowercase().split_whitespace().any(|token| {
        matches!(token, "widget" | "widgets" | "widget-area")
            || token.starts_with("widget_")
            || token.rsplit_once("widget-").is_some_and(|(_, number)| is_number(number))
    })
}

/// The same, for what closes a page.
const FOOTER_WORDS: &[&str] =
    &["colophon", "copyright", "disclaimer", "footer", "imprint", "legal", "siteinfo"];

/// What an element makes of the blocks in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// Nothing: what stands around it decides.
    Open,
    Menu,
    Footer,
}

/// What is counted of an element.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    chars: usize,
    linked: usize,
    /// Characters of running text.
    prose: usize,
}

impl Counts {
    /// Whether it is most of what a page says besides its links: a form around everything, a "modal" that is the page.
    fn is_most_of(&self, all: &Counts) -> bool {
        // A link that is never closed counts what stands in the cells it reaches over once more.
        let unlinked = |counts: &Counts| counts.chars.saturating_sub(counts.linked);
        unlinked(self) * 2 > unlinked(all) && self.linked * 2 < self.chars
    }
}

/// Tells text and furniture apart: `Menu` or `Footer` for each block that is.
pub(crate) fn surroundings(tree: &Tree, blocks: &[Block]) -> Vec<Option<Role>> {
    let counts = counts(tree, blocks);
    let (main, is_said) = main_element(tree, blocks, &counts);
    let holds_main = ancestors(tree, main);
    let asks = questions(tree, blocks);
    let mut verdicts = vec![Verdict::Open; tree.elements.len()];
    let mut in_main = vec![false; tree.elements.len()];
    for number in 0..tree.elements.len() {
        let parent = tree.elements[number].parent;
        in_main[number] = number == main || in_main[parent] && number > 0;
        verdicts[number] = match verdicts[parent] {
            Verdict::Open if !holds_main[number] => {
                let own = verdict(tree, number, in_main[number]);
                // What holds much running text is no menu, whatever it is called.
                let is_text = counts[number].prose * 2 > counts[main].prose.max(2 * PROSE)
                    || counts[number].is_most_of(&counts[0]);
                let is_text = is_text && tree.elements[number].name != "nav";
                if is_text || asks[number] && in_main[number] { Verdict::Open } else { own }
            }
            inherited => inherited,
        };
    }
    let first_prose = blocks.iter().position(is_prose).unwrap_or(0);
    let first = blocks.iter().position(|block| in_main[block.element]).unwrap_or(0);
    let main_has_title = blocks.iter().any(|block| {
        block.role == Some(Role::Heading(1))
            && in_main[block.element]
            && verdicts[block.element] == Verdict::Open
    });
    let roles = blocks.iter().enumerate().map(|(index, block)| match verdicts[block.element] {
        Verdict::Menu => Some(Role::Menu),
        Verdict::Footer => Some(Role::Footer),
        // Without a main element only links above all running text are surely a menu.
        Verdict::Open if main == 0 && index < first_prose && is_links(block) => Some(Role::Menu),
        Verdict::Open if main == 0 || in_main[block.element] || is_prose(block) => None,
        // Where no element says that it is the main one, a sentence is text, and so is the heading above it.
        Verdict::Open if !is_said && is_sentence(block) => None,
        Verdict::Open
            if !is_said
                && matches!(block.role, Some(Role::Heading(_)))
                && blocks.get(index + 1).is_some_and(|next| {
                    verdicts[next.element] == Verdict::Open && (is_prose(next) || is_sentence(next))
                }) =>
        {
            None
        }
        // The head of an article often stands beside its text.
        Verdict::Open
            if index < first
                && (block.is_time || block.role == Some(Role::Heading(1)) && !main_has_title) =>
        {
            None
        }
        Verdict::Open => Some(if index < first { Role::Menu } else { Role::Footer }),
    });
    roles.collect()
}

fn is_prose(block: &Block) -> bool {
    // A character of East Asia says as much as two letters.
    let wide = || block.text.chars().filter(|character| *character as u32 >= 0x2e80).count();
    let is_long = block.chars >= PROSE || block.chars * 2 >= PROSE && block.chars + wide() >= PROSE;
    is_long && block.linked * 4 <= block.chars && !matches!(block.role, Some(Role::Heading(_)))
}

/// The buttons whose text is a question: what unfolds an answer. In Greek a semicolon asks.
fn questions(tree: &Tree, blocks: &[Block]) -> Vec<bool> {
    let mut asks = vec![false; tree.elements.len()];
    for block in blocks.iter().filter(|block| block.text.trim_end().ends_with(['?', '？', '؟', ';'])) {
        let around = [block.element, tree.elements[block.element].parent];
        if let Some(button) = around.into_iter().find(|number| tree.elements[*number].name == "button") {
            asks[button] = true;
        }
    }
    asks
}

/// Whether a line of a block is a short sentence: some words with a mark at their end, and few of the block's are links.
fn is_sentence(block: &Block) -> bool {
    const ENDS: [char; 11] = ['.', '!', '?', '。', '！', '？', '؟', '।', '…', '։', '።'];
    let says = |line: &str| {
        let line = line.trim_end();
        let is_long = line.split_whitespace().count() >= 4
            || line.chars().any(|c| c as u32 >= 0x2e80) && line.chars().count() >= 8;
        is_long && line.ends_with(ENDS)
    };
    block.linked * 4 <= block.chars && block.text.lines().any(says)
}

fn is_links(block: &Block) -> bool {
    block.linked * 5 >= block.chars * 4 && !matches!(block.role, Some(Role::Heading(_)))
}

fn counts(tree: &Tree, blocks: &[Block]) -> Vec<Counts> {
    let mut counts = vec![Counts::default(); tree.elements.len()];
    for block in blocks {
        let own = &mut counts[block.element];
        own.chars += block.chars;
        own.linked += block.linked;
        own.prose += if is_prose(block) { block.chars } else { 0 };
    }
    for number in (1..counts.len()).rev() {
        let own = counts[number];
        let above = &mut counts[tree.elements[number].parent];
        above.chars += own.chars;
        above.linked += own.linked;
        above.prose += own.prose;
    }
    counts
}

fn ancestors(tree: &Tree, element: usize) -> Vec<bool> {
    let mut above = vec![false; tree.elements.len()];
    let mut at = element;
    above[at] = true;
    while at > 0 {
        at = tree.elements[at].parent;
        above[at] = true;
    }
    above
}

/// What an element says it is, or its author calls it.
fn verdict(tree: &Tree, number: usize, in_main: bool) -> Verdict {
    let element = &tree.elements[number];
    match element.attribute("role") {
        Some(
            "navigation" | "menu" | "menubar" | "toolbar" | "search" | "banner" | "dialog" | "alertdialog"
            | "tablist",
        ) => {
            return Verdict::Menu;
        }
        Some("contentinfo") => return Verdict::Footer,
        Some("complementary") if !in_main => return Verdict::Menu,
        _ => {}
    }
    match element.name {
        // What unfolds an answer is the question, or the heading.
        "button" if in_main && heading(tree.elements[element.parent].name).is_some() => return Verdict::Open,
        "nav" | "menu" | "button" | "search" | "form" | "fieldset" | "dialog" => return Verdict::Menu,
        "footer" => return Verdict::Footer,
        "aside" if !in_main => return Verdict::Menu,
        // Words of a headline, a paragraph or a table are never furniture for their class.
        "p" | "html" | "body" | "td" | "th" | "tr" | "time" | "" => return Verdict::Open,
        name if heading(name).is_some() => return Verdict::Open,
        _ => {}
    }
    let called = ["id", "class"].into_iter().filter_map(|name| element.attribute(name));
    for name in called {
        let words = words(name);
        let says = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
        if says(FOOTER_WORDS) {
            return Verdict::Footer;
        }
        if says(MENU_WORDS) || is_widget(name) {
            return Verdict::Menu;
        }
    }
    Verdict::Open
}

/// `siteNav main-menu` becomes site, nav, main, menu.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = vec![String::new()];
    let mut was_small = false;
    for character in name.chars().take(400) {
        if !character.is_alphanumeric() || character.is_uppercase() && was_small {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| character.is_alphanumeric()) {
            word.extend(character.to_lowercase());
        }
        was_small = character.is_lowercase();
    }
    words
}

/// The element that holds the main text: the one that says so, else the one where the running text is.
/// And whether it says so.
fn main_element(tree: &Tree, blocks: &[Block], counts: &[Counts]) -> (usize, bool) {
    let all = counts[0].prose;
    let said = said_main(tree).find(|number| match all {
        0 => counts[*number].chars * MAIN_PART >= counts[0].chars,
        _ => counts[*number].prose * MAIN_PART >= all,
    });
    match said {
        Some(said) => (said, true),
        None if all == 0 => (0, false),
        None => (scored(tree, blocks, counts), false),
    }
}

/// Elements that say they are the main one, the surest first.
fn said_main(tree: &Tree) -> impl Iterator<Item = usize> + '_ {
    let is = |number: &usize, step: usize| {
        let element = &tree.elements[*number];
        match step {
            0 => element.name == "main" || element.attribute("role") == Some("main"),
            1 => element.name == "article" || element.attribute("itemprop") == Some("articleBody"),
            _ => element.attribute("id").is_some_and(|id| {
                matches!(
                    words(id).join("").as_str(),
                    "content" | "main" | "maincontent" | "article" | "bodycontent"
                )
            }),
        }
    };
    (0..3).flat_map(move |step| (0..tree.elements.len()).filter(move |number| is(number, step)))
}

/// Elements that hold one piece of a text beside others.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "p", "li", "ul", "ol", "dd", "dt", "dl", "blockquote", "pre", "figure", "figcaption", "details", "section", "span", "a",
];

/// Paragraphs score for the elements around them, and links against; the best is widened to all that goes on with it.
fn scored(tree: &Tree, blocks: &[Block], counts: &[Counts]) -> usize {
    let mut scores = vec![0.0_f64; tree.elements.len()];
    for block in blocks.iter().filter(|block| is_prose(block)) {
        let commas = block.text.matches([',', '，', '、', '،']).count().min(10);
        let points = 1.0 + commas as f64 + (block.chars as f64 / 100.0).min(3.0);
        let mut at = block.element;
        for share in [1.0, 1.0, 0.5] {
            scores[at] += points * share;
            at = tree.elements[at].parent;
        }
    }
    let density = |number: usize| counts[number].linked as f64 / counts[number].chars.max(1) as f64;
    let worth = |number: usize| scores[number] * (1.0 - density(number));
    let best =
        (0..scores.len()).max_by(|one, other| worth(*one).total_cmp(&worth(*other)).then(other.cmp(one)));
    let mut main = best.filter(|best| scores[*best] > 0.0).unwrap_or(0);
    // A paragraph, an item or a fold is a piece of a text.
    while main > 0 && PIECES.contains(&tree.elements[main].name) {
        main = tree.elements[main].parent;
    }
    // A text in several sections is more than its longest one.
    while main > 0 {
        let above = tree.elements[main].parent;
        if counts[above].prose * 10 < counts[main].prose * 13 {
            break;
        }
        main = above;
    }
    if matches!(tree.elements[main].name, "html" | "body") { 0 } else { main }
}

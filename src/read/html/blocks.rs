//! The elements of a web page become the blocks a reader sees, in order: paragraphs, headings, items, rows.
//!
//! A table is read row by row when it holds data; when it only arranges a page, its cells are read as pages were
//! read before style sheets. An item of a list is an item when it is short; the cards of a page are items to its
//! author and sections to its reader.

use crate::read::html::tags::{Standing, heading, known};
use crate::read::html::tree::{Event, Tree};
use crate::read::limits::Limits;
use crate::read::marked::Role;

/// What stands between two line breaks of the page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Block {
    /// Its text, blanks folded; more than one line only where the page breaks it.
    pub(crate) text: String,
    /// What its element says it is; nothing for a paragraph.
    pub(crate) role: Option<Role>,
    /// The innermost element around all of it.
    pub(crate) element: usize,
    /// Characters of its text, and how many of them are links.
    pub(crate) chars: usize,
    pub(crate) linked: usize,
    /// Whether it is the time of something (`<time>`).
    pub(crate) is_time: bool,
}

/// An item with more text than this, in characters, is a section.
const LONGEST_ITEM: usize = 600;

/// A table with a cell of more text than this, in bytes, and without a heading cell, arranges a page.
const LONGEST_CELL: usize = 800;

/// How many columns a cell may span, and how many rows; the standard allows 1000 and 65534, people use a dozen.
const SPAN: usize = 50;

/// A cell further to the right comes down into no other row: every cell asks each that does whether it is its turn.
const WIDEST: usize = 1024;

/// A cell longer than this is not said again in each row it spans, in bytes.
const REPEATED: usize = 120;

/// Reads the blocks of a page, and notes which limits were met.
pub(crate) fn blocks(tree: &Tree, limits: &Limits, notes: &mut Vec<String>) -> Vec<Block> {
    let mut reader = Reader::new(tree, limits);
    for event in &tree.events {
        match event {
            Event::Open(element) => reader.open(*element),
            Event::Close(element) => reader.close(*element),
            Event::Text(at) => reader.say(&tree.text[at.clone()]),
            Event::Break => reader.break_line(),
        }
    }
    reader.flush();
    reader.flush_term();
    if reader.is_cut {
        notes.push(format!("a table has more than {} cells; those behind them were not read", limits.cells));
    }
    reader.blocks
}

/// What is known of an element by what it holds.
#[derive(Debug, Clone, Copy, Default)]
struct Facts {
    /// Bytes of text.
    text: usize,
    headings: usize,
    paragraphs: usize,
    tables: usize,
    /// Cells that head a row or column; rows; the longest cell's text.
    heads: usize,
    rows: usize,
    longest_cell: usize,
}

/// One run over the events for the text, then one backwards over the elements: parents come first.
fn facts(tree: &Tree) -> Vec<Facts> {
    let mut facts = vec![Facts::default(); tree.elements.len()];
    let mut open: Vec<usize> = vec![0];
    for event in &tree.events {
        match event {
            Event::Open(element) => open.push(*element),
            Event::Close(_) => {
                open.pop();
            }
            Event::Text(at) => {
                let visible = tree.text[at.clone()].trim().len();
                facts[open.last().copied().unwrap_or(0)].text += visible;
            }
            Event::Break => {}
        }
    }
    for number in (1..tree.elements.len()).rev() {
        let (own, name) = (facts[number], tree.elements[number].name);
        let above = &mut facts[tree.elements[number].parent];
        above.text += own.text;
        above.headings += own.headings + usize::from(heading(name).is_some());
        above.paragraphs += own.paragraphs + usize::from(name == "p" && own.text > 0);
        above.tables += own.tables + usize::from(name == "table");
        // Rows and cells belong to the innermost table.
        if name != "table" {
            let is_cell = matches!(name, "td" | "th");
            above.heads += own.heads + usize::from(name == "th");
            above.rows += own.rows + usize::from(name == "tr");
            above.longest_cell =
                above.longest_cell.max(own.longest_cell).max(if is_cell { own.text } else { 0 });
        }
    }
    facts
}

/// A table of data that is being read.
#[derive(Default)]
struct Table {
    element: usize,
    /// Cells of the row in hand, and whether each is a `th`.
    row: Vec<(String, bool)>,
    /// Cells that go on in the rows below: column, rows left, text.
    spans: Vec<(usize, usize, String)>,
    in_head: bool,
    has_header: bool,
    /// Links in the row, in characters.
    linked: usize,
}

struct Reader<'a> {
    tree: &'a Tree,
    facts: Vec<Facts>,
    limits: &'a Limits,
    blocks: Vec<Block>,
    /// Blocks that are open, innermost last, as numbers of elements.
    open: Vec<usize>,
    /// The line in hand.
    text: String,
    linked: usize,
    links: usize,
    times: usize,
    timed: usize,
    preformatted: usize,
    /// The term whose explanation comes next.
    term: Option<String>,
    table: Option<Table>,
    cells: usize,
    is_cut: bool,
}

impl<'a> Reader<'a> {
    fn new(tree: &'a Tree, limits: &'a Limits) -> Reader<'a> {
        Reader {
            tree,
            facts: facts(tree),
            limits,
            blocks: Vec::new(),
            open: vec![0],
            text: String::new(),
            linked: 0,
            links: 0,
            times: 0,
            timed: 0,
            preformatted: 0,
            term: None,
            table: None,
            cells: 0,
            is_cut: false,
        }
    }

    fn open(&mut self, element: usize) {
        let name = self.tree.elements[element].name;
        match name {
            "a" => self.links += 1,
            "time" => self.times += 1,
            _ => {}
        }
        if known(name.as_bytes()).1 != Standing::Block {
            return;
        }
        if self.table.is_some() {
            self.text.push(' ');
            self.open_in_table(element, name);
            return;
        }
        self.flush();
        self.open.push(element);
        match name {
            "pre" | "listing" | "xmp" => self.preformatted += 1,
            "dd" if self.is_section(element) => self.flush_term(),
            "table" if self.is_data(element) => self.table = Some(Table { element, ..Table::default() }),
            _ => {}
        }
    }

    fn close(&mut self, element: usize) {
        let name = self.tree.elements[element].name;
        match name {
            "a" => self.links = self.links.saturating_sub(1),
            "time" => self.times = self.times.saturating_sub(1),
            _ => {}
        }
        if known(name.as_bytes()).1 != Standing::Block {
            return;
        }
        if self.table.as_ref().is_some_and(|table| table.element != element) {
            self.close_in_table(element, name);
            return;
        }
        if self.table.is_some() {
            self.end_row();
            self.table = None;
            self.text.clear();
        }
        if name == "dt" && !self.text.trim().is_empty() {
            // Two terms may share an explanation.
            let term = folded(&std::mem::take(&mut self.text));
            self.term = Some(self.term.take().map_or(term.clone(), |first| format!("{first}, {term}")));
        }
        self.flush();
        if name == "dl" {
            self.flush_term();
        }
        if matches!(name, "pre" | "listing" | "xmp") {
            self.preformatted = self.preformatted.saturating_sub(1);
        }
        if self.open.last() == Some(&element) {
            self.open.pop();
        }
    }

    fn say(&mut self, text: &str) {
        let before = self.text.len();
        if self.preformatted > 0 {
            self.text.push_str(text);
        } else {
            // Blanks of HTML, not all of Unicode: a no-break space is meant.
            let is_blank = |c: char| c.is_ascii_whitespace();
            let mut was_blank = self.text.is_empty() || self.text.ends_with([' ', '\n']);
            for character in text.chars() {
                match (is_blank(character), was_blank) {
                    (true, true) => {}
                    (true, false) => self.text.push(' '),
                    (false, _) => self.text.push(character),
                }
                was_blank = is_blank(character);
            }
        }
        let said = self.text[before..].chars().filter(|c| !c.is_whitespace()).count();
        self.linked += if self.links > 0 { said } else { 0 };
        self.timed += if self.times > 0 { said } else { 0 };
        if let Some(table) = self.table.as_mut().filter(|_| self.links > 0) {
            table.linked += said;
        }
    }

    fn break_line(&mut self) {
        if self.table.is_some() {
            self.text.push(' ');
        } else if self.text.ends_with('\n') {
            // Two breaks part paragraphs.
            self.flush();
        } else if !self.text.is_empty() {
            self.text.truncate(self.text.trim_end().len());
            self.text.push('\n');
        }
    }

    /// Ends the block in hand.
    fn flush(&mut self) {
        let (linked, timed) = (std::mem::take(&mut self.linked), std::mem::take(&mut self.timed));
        let text = std::mem::take(&mut self.text);
        let mut text = text.trim_matches(|c: char| c.is_whitespace()).to_owned();
        if text.is_empty() || self.table.is_some() {
            return;
        }
        let element = self.open.last().copied().unwrap_or(0);
        let role = self.role();
        if role == Some(Role::Item)
            && let Some(term) = self.term.take()
        {
            text = format!("{}: {text}", term.trim().trim_end_matches(':'));
        }
        if matches!(role, Some(Role::Heading(_))) {
            text = text.replace('\n', " ");
        }
        let chars = text.chars().filter(|c| !c.is_whitespace()).count();
        self.blocks.push(Block { chars, linked, role, element, is_time: timed * 2 > chars, text });
    }

    /// A term that nothing explains stands for itself.
    fn flush_term(&mut self) {
        self.text = self.term.take().unwrap_or_default();
        self.flush();
    }

    /// Whether an item holds more than an item does.
    fn is_section(&self, element: usize) -> bool {
        let facts = &self.facts[element];
        facts.headings > 0 || facts.tables > 0 || facts.paragraphs > 1 || facts.text > LONGEST_ITEM
    }

    /// What the elements around the block in hand make of it.
    fn role(&self) -> Option<Role> {
        // A heading or an item is never far around its text.
        for (height, &element) in self.open.iter().rev().take(8).enumerate() {
            let name = self.tree.elements[element].name;
            match name {
                "caption" | "figcaption" => return Some(Role::Caption),
                "li" | "dd" if self.is_section(element) || height > 3 => break,
                "li" | "dd" => return Some(Role::Item),
                "td" | "th" | "section" | "article" | "body" | "main" => break,
                _ => {}
            }
            if let Some(level) = heading(name) {
                return Some(Role::Heading(level));
            }
        }
        (self.preformatted > 0).then_some(Role::Set)
    }

    /// Whether a table holds data, or arranges a page.
    fn is_data(&self, table: usize) -> bool {
        let facts = &self.facts[table];
        let says_no = matches!(self.tree.elements[table].attribute("role"), Some("presentation" | "none"));
        !says_no
            && facts.tables == 0
            && facts.headings == 0
            && facts.rows > 0
            && (facts.heads > 0 || facts.rows > 1 && facts.longest_cell <= LONGEST_CELL)
    }

    fn open_in_table(&mut self, element: usize, name: &str) {
        let Some(table) = &mut self.table else { return };
        match name {
            "thead" => table.in_head = true,
            "tbody" | "tfoot" => table.in_head = false,
            "td" | "th" | "caption" => self.text.clear(),
            _ => {}
        }
        if name == "tr" {
            self.end_row();
        }
        self.open.push(element);
    }

    fn close_in_table(&mut self, element: usize, name: &str) {
        self.text.push(' ');
        if self.open.last() == Some(&element) {
            self.open.pop();
        }
        match name {
            "td" | "th" => self.end_cell(element, name == "th"),
            "tr" => self.end_row(),
            "caption" => {
                let text = folded(&std::mem::take(&mut self.text));
                self.add_row(text, Role::Caption);
            }
            _ => {}
        }
    }

    fn end_cell(&mut self, element: usize, is_head: bool) {
        let text = folded(&std::mem::take(&mut self.text));
        let Some(table) = &mut self.table else { return };
        let span = |name: &str| {
            let said = self.tree.elements[element].attribute(name).and_then(|span| span.trim().parse().ok());
            said.unwrap_or(1_usize).clamp(1, SPAN)
        };
        let (columns, rows) = (span("colspan"), span("rowspan"));
        self.cells += columns;
        if self.cells > self.limits.cells {
            self.is_cut = true;
            return;
        }
        fill(table);
        if rows > 1 && text.len() <= REPEATED && table.row.len() < WIDEST {
            table.spans.push((table.row.len(), rows - 1, text.clone()));
        }
        table.row.push((text, is_head));
        table.row.extend((1..columns).map(|_| (String::new(), is_head)));
    }

    fn end_row(&mut self) {
        let Some(table) = &mut self.table else { return };
        if table.row.is_empty() {
            return;
        }
        fill(table);
        let row = std::mem::take(&mut table.row);
        let said = row.iter().filter(|(text, _)| !text.is_empty()).count();
        let heads = row.iter().filter(|(_, is_head)| *is_head).count();
        let is_header = !table.has_header && said > 1 && (table.in_head || heads == row.len());
        table.has_header |= is_header;
        let cells: Vec<String> = row.into_iter().map(|(text, _)| text).collect();
        let role = if is_header { Role::Header } else { Role::Row };
        self.add_row(cells.join("\t"), role);
    }

    fn add_row(&mut self, text: String, role: Role) {
        let Some(table) = &mut self.table else { return };
        let linked = std::mem::take(&mut table.linked);
        let chars = text.chars().filter(|c| !c.is_whitespace()).count();
        if chars > 0 {
            let element = table.element;
            self.blocks.push(Block { chars, linked, role: Some(role), element, is_time: false, text });
        }
    }
}

/// Puts the cells that come down from the rows above into the row in hand.
fn fill(table: &mut Table) {
    while let Some(at) = table.spans.iter().position(|(column, _, _)| *column == table.row.len()) {
        let (_, left, text) = &mut table.spans[at];
        table.row.push((text.clone(), false));
        *left -= 1;
        if *left == 0 {
            table.spans.remove(at);
        }
    }
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

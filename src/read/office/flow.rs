//! Paragraphs and tables, as office formats nest them, become a Layout, where nothing is nested.
//!
//! A table in a table is text of its cell, a table of one column is no table but a frame around
//! paragraphs, and rows without a word are not there.

use crate::read::marked::{Layout, Role};
use crate::read::place::Place;

/// A layout that knows in which table it stands.
#[derive(Debug)]
pub(crate) struct Flow {
    pub(crate) layout: Layout,
    tables: Vec<Table>,
    cells: usize,
    most: usize,
    /// What was left out.
    pub(crate) notes: Vec<String>,
}

#[derive(Debug, Default)]
struct Table {
    rows: usize,
    row: Vec<String>,
    /// Rows of a table inside another, to become text of its cell.
    text: String,
}

/// No table that people read has more columns side by side.
const WIDEST: usize = 1024;

impl Flow {
    pub(crate) fn new(place: &Place) -> Flow {
        Flow {
            layout: Layout::default(),
            tables: Vec::new(),
            cells: 0,
            most: place.limits.cells,
            notes: Vec::new(),
        }
    }

    /// Adds a paragraph, a heading or an item, here or in the cell in hand.
    pub(crate) fn add(&mut self, text: &str, role: Option<Role>) {
        if let Some(cell) = self.tables.last_mut().and_then(|table| table.row.last_mut()) {
            for word in text.split_whitespace() {
                if !cell.is_empty() {
                    cell.push(' ');
                }
                cell.push_str(word);
            }
            return;
        }
        match role {
            Some(role) => self.layout.marked(text, role),
            None => self.layout.paragraph(text),
        }
    }

    pub(crate) fn table(&mut self) {
        self.tables.push(Table::default());
    }

    /// Ends the table in hand.
    pub(crate) fn end_table(&mut self) {
        self.end_row();
        if let Some(table) = self.tables.pop().filter(|table| !table.text.is_empty()) {
            self.add(&table.text, None);
        }
    }

    /// Begins a cell at a column, or at the next one.
    pub(crate) fn cell(&mut self, column: Option<usize>) {
        if let Some(table) = self.tables.last_mut() {
            let column = column.unwrap_or(table.row.len()).min(WIDEST);
            table.row.resize(table.row.len().max(column + 1), String::new());
        }
    }

    /// Puts the row in hand into the text.
    pub(crate) fn end_row(&mut self) {
        let is_inside = self.tables.len() > 1;
        let Some(table) = self.tables.last_mut() else { return };
        let mut row = std::mem::take(&mut table.row);
        while row.last().is_some_and(String::is_empty) {
            row.pop();
        }
        if row.is_empty() {
            return;
        }
        self.cells += row.len();
        if self.cells > self.most {
            let note = format!("its tables have more than {} cells; the others were left out", self.most);
            if !self.notes.contains(&note) {
                self.notes.push(note);
            }
            return;
        }
        table.rows += 1;
        if is_inside {
            table.text.push_str(&row.join(" "));
            table.text.push('\n');
        } else if row.len() == 1 {
            self.layout.paragraph(&row[0]);
        } else {
            let role = if table.rows == 1 { Role::Header } else { Role::Row };
            self.layout.marked(&row.join("\t"), role);
        }
    }

    /// Whether no further cell will be taken.
    pub(crate) fn is_full(&self) -> bool {
        self.cells > self.most
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::read::marked::Role;
    use crate::read::office::flow::Flow;
    use crate::read::place::Place;

    fn flow() -> Flow {
        Flow::new(&Place::file(Path::new("a")))
    }

    #[test]
    fn a_table_in_a_table_is_text_of_its_cell() {
        let mut flow = flow();
        flow.table();
        flow.cell(None);
        flow.add("City", None);
        flow.cell(None);
        flow.table();
        flow.cell(None);
        flow.add("inner\none", None);
        flow.cell(None);
        flow.add("two", None);
        flow.end_table();
        flow.end_row();
        flow.cell(Some(1));
        flow.add("2015", None);
        flow.end_table();
        flow.add("After.", None);
        let (text, marks) = flow.layout.finish();
        assert_eq!(text, "City\tinner one two\n\t2015\n\nAfter.\n");
        assert_eq!(marks[0].role, Role::Header);
    }

    #[test]
    fn a_sheet_without_end_is_bounded_with_a_note() {
        let mut flow = flow();
        flow.table();
        for _ in 0..1_000_001 {
            for _ in 0..2 {
                flow.cell(None);
                flow.add("1", None);
            }
            flow.end_row();
        }
        assert!(flow.is_full());
        assert_eq!(flow.notes, ["its tables have more than 2000000 cells; the others were left out"]);
    }
}

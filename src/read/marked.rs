//! Pieces of a marked-up file become one text with Marks: what each run of it is, as the file says.
//!
//! Formats with markup of their own (web pages, office files, books, PDF) are laid out as plain lines,
//! so that every rule of `structure` for plain text serves them too; what the markup says besides — this
//! is a heading, this a menu, here page 7 begins — goes along as marks over bytes of that text.

use std::ops::Range;

/// What a reader of a marked-up format knows about a run of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Bytes of the document's text: whole lines, without the last line end. Empty for a page.
    pub at: Range<usize>,
    /// What they are.
    pub role: Role,
}

/// What a run of a text is, as its markup says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A heading, 1 for the outermost.
    Heading(u8),
    /// One item of a list.
    Item,
    /// The first row of a table, which names its columns; cells are parted by tabs.
    Header,
    /// Another row of a table; cells are parted by tabs.
    Row,
    /// Lines that are set as they stand: program code, an address, verse.
    Set,
    /// What stands below a picture or a table.
    Caption,
    /// Links that lead through a site, and buttons.
    Menu,
    /// What closes every page of a site.
    Footer,
    /// A page begins here; its number, from 1.
    Page(u32),
}

/// A text in the making.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    text: String,
    marks: Vec<Mark>,
}

impl Layout {
    /// Adds a paragraph between blank lines; line ends inside it stay.
    pub(crate) fn paragraph(&mut self, text: &str) {
        self.part();
        self.lines(text);
    }

    /// Adds lines of a role. Items and rows follow each other without a blank line.
    pub(crate) fn marked(&mut self, text: &str, role: Role) {
        let goes_on = |last: &Mark| match role {
            Role::Item => last.role == Role::Item,
            Role::Row => matches!(last.role, Role::Header | Role::Row),
            Role::Menu | Role::Footer => last.role == role,
            _ => false,
        };
        let stands_last = |mark: &Mark| mark.at.end + 1 == self.text.len();
        if !self.marks.last().is_some_and(|last| goes_on(last) && stands_last(last)) {
            self.part();
        }
        let lines = if matches!(role, Role::Header | Role::Row) { self.row(text) } else { self.lines(text) };
        if let Some(at) = lines {
            self.marks.push(Mark { at, role });
        }
    }

    /// Says that a page begins with what is added next.
    pub(crate) fn page(&mut self, number: u32) {
        self.part();
        let at = self.text.len();
        self.marks.push(Mark { at: at..at, role: Role::Page(number) });
    }

    /// Adds a text that was laid out by itself, with its marks.
    pub(crate) fn append(&mut self, text: &str, marks: &[Mark]) {
        self.part();
        let start = self.text.len();
        self.text.push_str(text);
        let moved = |mark: &Mark| Mark { at: mark.at.start + start..mark.at.end + start, role: mark.role };
        self.marks.extend(marks.iter().map(moved));
    }

    /// The text and its marks.
    pub(crate) fn finish(self) -> (String, Vec<Mark>) {
        (self.text, self.marks)
    }

    /// A blank line, unless the text begins here or has one.
    fn part(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Adds a row; tabs at its ends are empty cells.
    fn row(&mut self, text: &str) -> Option<Range<usize>> {
        let start = self.text.len();
        if text.trim().is_empty() {
            return None;
        }
        self.text.extend(text.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }));
        self.text.push('\n');
        Some(start..self.text.len() - 1)
    }

    /// Adds lines without blanks around them; none when there is nothing to see.
    fn lines(&mut self, text: &str) -> Option<Range<usize>> {
        let start = self.text.len();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            self.text.push_str(line);
            self.text.push('\n');
        }
        (self.text.len() > start).then(|| start..self.text.len() - 1)
    }
}

#[cfg(test)]
mod tests {
    use crate::read::marked::{Layout, Role};

    #[test]
    fn marks_point_at_the_lines_they_speak_of() {
        let mut layout = Layout::default();
        layout.page(1);
        layout.marked("Cork", Role::Heading(2));
        layout.paragraph("A city\n  that learns. \n\n");
        layout.marked("one", Role::Item);
        layout.marked("two", Role::Item);
        layout.paragraph(" \n");
        layout.marked("City\tYear", Role::Header);
        layout.marked("Cork\t2015", Role::Row);
        layout.marked("\t2017", Role::Row);
        let (text, marks) = layout.finish();
        assert_eq!(text, "Cork\n\nA city\nthat learns.\n\none\ntwo\n\nCity\tYear\nCork\t2015\n\t2017\n");
        let said: Vec<(&str, Role)> = marks.iter().map(|mark| (&text[mark.at.clone()], mark.role)).collect();
        assert_eq!(
            said,
            [
                ("", Role::Page(1)),
                ("Cork", Role::Heading(2)),
                ("one", Role::Item),
                ("two", Role::Item),
                ("City\tYear", Role::Header),
                ("Cork\t2015", Role::Row),
                ("\t2017", Role::Row),
            ]
        );
    }
}

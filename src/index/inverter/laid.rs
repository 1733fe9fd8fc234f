//! The passages of one document, laid out in the fields of the index.
//!
//! What may fail happens before: a document enters a segment as a whole or not at all.

use tantivy::TantivyDocument;
use tantivy::schema::Field;

use crate::analysis::Token;

/// The passages of a document, each with its terms field by field.
#[derive(Default)]
pub(crate) struct Laid {
    /// By number of field.
    fields: Vec<LaidField>,
    pub(crate) passages: Vec<LaidPassage>,
}

/// What is kept of a passage besides its terms.
pub(crate) struct LaidPassage {
    /// What stands in columns.
    pub(crate) columns: TantivyDocument,
    /// What the store holds.
    pub(crate) stored: Vec<u8>,
}

/// The terms of one field, passage by passage.
#[derive(Default)]
pub(crate) struct LaidField {
    text: String,
    terms: Vec<LaidTerm>,
    /// Where the terms of each passage end.
    ends: Vec<usize>,
    /// The last place of the passage that is laid out.
    last: Option<u32>,
}

struct LaidTerm {
    end: usize,
    position: u32,
}

impl Laid {
    /// No passage yet, and so many fields.
    pub(crate) fn new(fields: usize) -> Laid {
        Laid {
            fields: std::iter::repeat_with(LaidField::default).take(fields).collect(),
            passages: Vec::new(),
        }
    }

    /// Makes room for another document.
    pub(crate) fn clear(&mut self) {
        self.passages.clear();
        for laid in &mut self.fields {
            laid.text.clear();
            laid.terms.clear();
            laid.ends.clear();
            laid.last = None;
        }
    }

    /// The terms of a field.
    pub(crate) fn field(&self, field: Field) -> &LaidField {
        &self.fields[field.field_id() as usize]
    }

    /// The terms of a field, to add some.
    pub(crate) fn field_mut(&mut self, field: Field) -> &mut LaidField {
        &mut self.fields[field.field_id() as usize]
    }

    /// Ends a passage.
    pub(crate) fn end_passage(&mut self, passage: LaidPassage) {
        self.passages.push(passage);
        for laid in &mut self.fields {
            laid.ends.push(laid.terms.len());
            laid.last = None;
        }
    }
}

impl LaidField {
    /// Adds a term whose place has no meaning.
    pub(crate) fn push(&mut self, term: &str) {
        self.push_at(term, 0);
    }

    /// Adds a term that is written in two parts.
    pub(crate) fn push_parts(&mut self, first: &str, second: &str) {
        self.text.push_str(first);
        self.push(second);
    }

    fn push_at(&mut self, term: &str, position: u32) {
        self.text.push_str(term);
        self.terms.push(LaidTerm { end: self.text.len(), position });
    }

    /// Adds the terms of one text, so many places behind the text before. Places go on to `last`, so that the texts of
    /// two fields begin at the same places.
    pub(crate) fn push_text<'t>(
        &mut self,
        tokens: impl Iterator<Item = Token<'t>>,
        last: Option<u32>,
        behind: u32,
    ) {
        let first = self.last.map_or(0, |before| before + behind);
        let mut position = first;
        for token in tokens {
            // A part that is found after the whole stands where the whole does.
            position = position.max(first + token.position);
            self.push_at(token.text, position);
        }
        if let Some(last) = last {
            self.last = Some(position.max(first + last));
        }
    }

    /// The terms and places of each passage.
    pub(crate) fn passages(&self) -> impl Iterator<Item = impl Iterator<Item = (&str, u32)>> {
        let (mut from, mut byte) = (0, 0);
        self.ends.iter().map(move |end| {
            let own = &self.terms[from..*end];
            let mut start = byte;
            from = *end;
            byte = own.last().map_or(byte, |term| term.end);
            own.iter().map(move |term| {
                let text = &self.text[start..term.end];
                start = term.end;
                (text, term.position)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use tantivy::TantivyDocument;
    use tantivy::schema::Field;

    use super::{Laid, LaidPassage};
    use crate::analysis::Token;

    fn tokens<'t>(tokens: &'t [(&'t str, u32)]) -> impl Iterator<Item = Token<'t>> {
        tokens.iter().map(|&(text, position)| Token { text, start: 0, end: 0, position })
    }

    #[test]
    fn texts_of_a_passage_stand_behind_each_other_and_a_part_where_the_whole_does() {
        let field = Field::from_field_id(3);
        let rest = || LaidPassage { columns: TantivyDocument::default(), stored: Vec::new() };
        let mut laid = Laid::new(4);
        for _ in 0..2 {
            laid.clear();
            let own = laid.field_mut(field);
            own.push_text(tokens(&[("华大", 1), ("大学", 2), ("清华大学", 0)]), Some(5), 102);
            // Nothing was written here, and nothing takes a place.
            own.push_text(tokens(&[]), None, 102);
            own.push_text(tokens(&[("cork", 0)]), Some(0), 102);
            own.push_text(tokens(&[("munster", 1)]), Some(1), 2);
            laid.end_passage(rest());
            laid.end_passage(rest());
            laid.field_mut(field).push_text(tokens(&[("limerick", 0)]), Some(0), 102);
            laid.end_passage(rest());
            let passages: Vec<Vec<(&str, u32)>> =
                laid.field(field).passages().map(Iterator::collect).collect();
            let first = vec![("华大", 1), ("大学", 2), ("清华大学", 2), ("cork", 107), ("munster", 110)];
            assert_eq!(passages, [first, vec![], vec![("limerick", 0)]]);
        }
    }
}

//! Typed characters become clauses.
//!
//! `word word` any · `"exact words"` · `"words near"~3` · `+must` `-not` `AND` `OR` `NOT` `( )` ·
//! `word*` · `word~1` · `title:` and the facets' names. `NOT` binds before `AND`, `AND` before `OR`.

use crate::facet::{FACETS, Facet};
use crate::query::{Clause, Node, Occur, Quotes};

const NOTHING_BEHIND: &str = "an operator with nothing behind it was passed over";
/// Groups within groups beyond this are read as plain words: deeper nesting is a slip or an attack.
const DEEPEST: usize = 32;
/// How far apart two words of a near-phrase may be asked to stand.
pub(crate) const WIDEST_SLOP: u32 = 100;

/// Reads a question into its clauses; oddities become notes.
pub(crate) fn clauses(text: &str, notes: &mut Vec<String>) -> Vec<Clause> {
    let mut parser = Parser { symbols: symbols(text, notes), at: 0, notes };
    let mut clauses = parser.alternatives(0);
    // What is left behind a closing bracket without an opening one is read all the same.
    while parser.at < parser.symbols.len() {
        parser.note("a closing bracket without an opening one was passed over");
        parser.at += 1;
        clauses.extend(parser.alternatives(0));
    }
    joined(clauses)
}

#[derive(Debug, Clone, PartialEq)]
enum Symbol {
    Open,
    Close,
    And,
    Or,
    Not,
    Must,
    Leaf(Node),
}

struct Parser<'a> {
    symbols: Vec<Symbol>,
    at: usize,
    notes: &'a mut Vec<String>,
}

impl Parser<'_> {
    fn note(&mut self, sentence: &str) {
        if !self.notes.iter().any(|note| note == sentence) {
            self.notes.push(sentence.to_owned());
        }
    }

    fn peek(&self) -> Option<&Symbol> {
        self.symbols.get(self.at)
    }

    /// conjunction (OR conjunction)*
    fn alternatives(&mut self, depth: usize) -> Vec<Clause> {
        let mut branches = vec![self.conjunction(depth)];
        while self.peek() == Some(&Symbol::Or) {
            self.at += 1;
            branches.push(self.conjunction(depth));
        }
        branches.retain(|branch| !branch.is_empty());
        match branches.len() {
            0 => Vec::new(),
            1 => branches.remove(0),
            _ => {
                let nodes = branches.into_iter().map(|clauses| group(joined(clauses))).collect();
                vec![Clause { occur: Occur::Should, node: Node::Any(nodes) }]
            }
        }
    }

    /// item (AND? item)*
    fn conjunction(&mut self, depth: usize) -> Vec<Clause> {
        let mut clauses: Vec<Clause> = Vec::new();
        let mut joins_last = false;
        loop {
            match self.peek() {
                None | Some(Symbol::Close | Symbol::Or) => {
                    if joins_last {
                        self.note(NOTHING_BEHIND);
                    }
                    return clauses;
                }
                Some(Symbol::And) => {
                    self.at += 1;
                    joins_last = !clauses.is_empty();
                    if let Some(last) = clauses.last_mut().filter(|last| last.occur == Occur::Should) {
                        last.occur = Occur::Must;
                    }
                }
                _ => {
                    let Some(mut clause) = self.item(depth) else { continue };
                    if joins_last && clause.occur == Occur::Should {
                        clause.occur = Occur::Must;
                    }
                    joins_last = false;
                    clauses.push(clause);
                }
            }
        }
    }

    /// (+ | - | NOT)* leaf, or a group in brackets; nothing where a mark has nothing behind it.
    fn item(&mut self, depth: usize) -> Option<Clause> {
        let mut occur = Occur::Should;
        loop {
            match self.peek()? {
                Symbol::Must => occur = Occur::Must,
                Symbol::Not => occur = Occur::MustNot,
                _ => break,
            }
            self.at += 1;
        }
        match self.peek()?.clone() {
            Symbol::Leaf(node) => {
                self.at += 1;
                Some(Clause { occur, node })
            }
            Symbol::Open => {
                self.at += 1;
                if depth >= DEEPEST {
                    self.note("brackets nested too deep were passed over");
                    return None;
                }
                let clauses = self.alternatives(depth + 1);
                if self.peek() == Some(&Symbol::Close) {
                    self.at += 1;
                } else {
                    self.note("an opening bracket without a closing one was closed at the end");
                }
                (!clauses.is_empty()).then(|| Clause { occur, node: group(joined(clauses)) })
            }
            _ => {
                self.note(NOTHING_BEHIND);
                None
            }
        }
    }
}

fn group(mut clauses: Vec<Clause>) -> Node {
    if clauses.len() == 1 && clauses[0].occur != Occur::MustNot {
        return clauses.remove(0).node;
    }
    Node::Group(clauses)
}

/// Joins plain words that stand in a row, so that they are cut as the one text they are.
fn joined(clauses: Vec<Clause>) -> Vec<Clause> {
    let mut out: Vec<Clause> = Vec::new();
    for clause in clauses {
        if let (
            Some(Clause { occur: Occur::Should, node: Node::Words(last) }),
            Node::Words(words),
            Occur::Should,
        ) = (out.last_mut(), &clause.node, clause.occur)
        {
            last.push(' ');
            last.push_str(words);
            continue;
        }
        out.push(clause);
    }
    out
}

/// Cuts the typed characters into operators, phrases and words.
fn symbols(text: &str, notes: &mut Vec<String>) -> Vec<Symbol> {
    let mut symbols = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let behind = &rest[first.len_utf8()..];
        let starts_word = behind.chars().next().is_some_and(|next| !next.is_whitespace());
        match first {
            _ if first.is_whitespace() => rest = behind,
            '(' => (symbols.push(Symbol::Open), rest = behind).1,
            ')' => (symbols.push(Symbol::Close), rest = behind).1,
            '+' if starts_word => (symbols.push(Symbol::Must), rest = behind).1,
            '-' | '−' if starts_word => (symbols.push(Symbol::Not), rest = behind).1,
            _ if is_quote(first) => {
                let (node, behind) = phrase(behind, first, notes);
                symbols.extend(node.map(Symbol::Leaf));
                rest = behind;
            }
            _ => {
                let (symbol, behind) = word(rest, notes);
                symbols.extend(symbol);
                rest = behind;
            }
        }
    }
    symbols
}

/// Straight, curly, low, angle and corner quotation marks open a phrase; the straight apostrophe does not.
fn is_quote(character: char) -> bool {
    matches!(character, '"' | '“' | '”' | '„' | '«' | '「' | '『' | '＂')
}

fn closes(open: char, character: char) -> bool {
    match open {
        '«' => character == '»',
        '「' => character == '」',
        '『' => character == '』',
        _ => matches!(character, '"' | '“' | '”' | '＂'),
    }
}

/// Reads a phrase behind its opening mark, with an optional `~3`.
fn phrase<'a>(text: &'a str, open: char, notes: &mut Vec<String>) -> (Option<Node>, &'a str) {
    let Some((end, mark)) = text.char_indices().find(|(_, character)| closes(open, *character)) else {
        notes.push("a quotation mark that is never closed was passed over".to_owned());
        return (None, text);
    };
    let inner = text[..end].trim();
    let mut rest = &text[end + mark.len_utf8()..];
    let mut slop = 0;
    let quotes = if matches!(open, '"' | '＂') { Quotes::Straight } else { Quotes::Printed };
    if let Some(behind) = rest.strip_prefix('~') {
        let digits = behind.find(|character: char| !character.is_ascii_digit()).unwrap_or(behind.len());
        if let Ok(number) = behind[..digits].parse::<u32>() {
            slop = number.min(WIDEST_SLOP);
            rest = &behind[digits..];
        }
    }
    let node = (!inner.is_empty()).then(|| Node::Phrase { text: inner.to_owned(), slop, quotes });
    (node, rest)
}

/// Reads one word: an operator, a field with its value, a prefix, a fuzzy word or a plain one.
fn word<'a>(text: &'a str, notes: &mut Vec<String>) -> (Option<Symbol>, &'a str) {
    let end = text
        .find(|character: char| {
            character.is_whitespace() || matches!(character, '(' | ')') || is_quote(character)
        })
        .unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    match word {
        "AND" | "&&" => return (Some(Symbol::And), rest),
        "OR" | "||" => return (Some(Symbol::Or), rest),
        "NOT" => return (Some(Symbol::Not), rest),
        _ => {}
    }
    if let Some((name, value)) = word.split_once(':')
        && let Some(field) = field(name)
    {
        return field_value(field, value, rest, notes);
    }
    (Some(Symbol::Leaf(leaf(word))), rest)
}

enum Named {
    Title,
    Facet(Facet),
}

fn field(name: &str) -> Option<Named> {
    let name = name.to_lowercase();
    if name == "title" {
        return Some(Named::Title);
    }
    FACETS.iter().find(|(_, known)| *known == name).map(|(facet, _)| Named::Facet(*facet))
}

/// Reads what stands behind `field:`, in quotation marks or up to the next blank.
fn field_value<'a>(
    field: Named,
    value: &'a str,
    rest: &'a str,
    notes: &mut Vec<String>,
) -> (Option<Symbol>, &'a str) {
    let quoted = value.is_empty().then(|| rest.chars().next()).flatten().filter(|mark| is_quote(*mark));
    let (node, rest) = match quoted {
        Some(mark) => phrase(&rest[mark.len_utf8()..], mark, notes),
        None => ((!value.is_empty()).then(|| leaf(value)), rest),
    };
    let Some(node) = node else {
        notes.push("a field with no value behind it was passed over".to_owned());
        return (None, rest);
    };
    let node = match field {
        Named::Title => Node::Title(Box::new(node)),
        Named::Facet(facet) => {
            let value = match node {
                Node::Phrase { text, .. } => text,
                _ => value.to_owned(),
            };
            Node::Value(facet, value)
        }
    };
    (Some(Symbol::Leaf(node)), rest)
}

fn leaf(word: &str) -> Node {
    if let Some(stem) = word.strip_suffix('*')
        && stem.chars().any(char::is_alphanumeric)
    {
        return Node::Prefix(stem.to_owned());
    }
    if let Some((stem, distance)) = word.rsplit_once('~')
        && stem.chars().any(char::is_alphanumeric)
        && let Some(distance) = match distance {
            "" | "1" => Some(1),
            "2" => Some(2),
            _ => None,
        }
    {
        return Node::Fuzzy { word: stem.to_owned(), distance };
    }
    Node::Words(word.to_owned())
}

//! The characters of a web page become tags and texts, in order.
//!
//! The tokenizer is a crate's and goes from one quoted value to the next by calling itself, until the tag ends. Behind
//! [`MOST_ATTRIBUTES`] a tag is therefore cut: what follows is skipped up to the next `>`.

use std::cell::Cell;
use std::convert::Infallible;
use std::rc::Rc;

use html5gum::Tokenizer;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};

use crate::read::document::head;

/// Attributes of one tag. People write twenty; the stack of a thread holds some ten thousand.
const MOST_ATTRIBUTES: usize = 500;

/// The attributes that are kept.
#[rustfmt::skip]
const KEPT: &[&str] = &[
    "aria-hidden", "class", "colspan", "content", "datetime", "dir", "hidden", "href", "http-equiv", "id", "itemprop",
    "lang", "name", "open", "property", "pubdate", "rel", "role", "rowspan", "style", "type", "xml:lang",
];

/// The longest attribute that is kept, in bytes; a description has some 300, data in a `style` has millions.
const LONGEST_ATTRIBUTE: usize = 4000;

/// What the characters of a page say.
pub(crate) enum Token {
    /// `<name …>`
    Start(Tag),
    /// `</name>`
    End(Vec<u8>),
    /// What stands between tags, entities decoded.
    Text(String),
}

/// A tag that opens an element.
#[derive(Default)]
pub(crate) struct Tag {
    /// Its name in small letters.
    pub(crate) name: Vec<u8>,
    /// The attributes that say something about text; of two with one name the first counts.
    pub(crate) attributes: Vec<(&'static str, String)>,
    /// Whether it ends in `/>`.
    pub(crate) is_self_closing: bool,
}

/// The tags and texts of a page, in order.
pub(crate) fn tokens(html: &str) -> impl Iterator<Item = Token> {
    let reader = Reader { rest: html.as_bytes(), behind: &[], attributes: Rc::default() };
    let seen = reader.attributes.clone();
    let mut tag = Tag::default();
    let mut is_kept = false;
    let mut emitter =
        CallbackEmitter::new(move |event: CallbackEvent<'_>, _: html5gum::Span<()>| match event {
            CallbackEvent::OpenStartTag { name } => {
                tag.name = name.to_owned();
                None
            }
            CallbackEvent::AttributeName { name } => {
                seen.set(seen.get() + 1);
                let kept = KEPT.iter().find(|kept| kept.as_bytes() == name);
                is_kept = kept.is_some();
                tag.attributes.extend(kept.map(|name| (*name, String::new())));
                None
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some((_, kept)) = tag.attributes.last_mut().filter(|_| is_kept) {
                    *kept = head(&String::from_utf8_lossy(value), LONGEST_ATTRIBUTE).to_owned();
                }
                None
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                seen.set(0);
                tag.is_self_closing = self_closing;
                Some(Token::Start(std::mem::take(&mut tag)))
            }
            CallbackEvent::EndTag { name } => {
                seen.set(0);
                tag = Tag::default();
                Some(Token::End(name.to_owned()))
            }
            CallbackEvent::String { value } => Some(Token::Text(String::from_utf8_lossy(value).into_owned())),
            _ => None,
        });
    emitter.naively_switch_states(true);
    // A text in memory cannot fail to be read; the error has no values.
    Tokenizer::new_with_emitter(reader, emitter).flatten()
}

/// Gives the tokenizer its characters.
struct Reader<'a> {
    rest: &'a [u8],
    /// What comes behind `rest`.
    behind: &'a [u8],
    /// How many attributes the tag has so far.
    attributes: Rc<Cell<usize>>,
}

impl Reader<'_> {
    /// Ends a tag that has too many attributes, and skips what is left of it.
    fn cut(&mut self) {
        if self.attributes.get() > MOST_ATTRIBUTES {
            self.attributes.set(0);
            let end = self.rest.iter().position(|byte| *byte == b'>').map_or(self.rest.len(), |end| end + 1);
            self.behind = &self.rest[end..];
            // Ends a value in either quotes, one without, and a name.
            self.rest = b"\"'>";
        }
        if self.rest.is_empty() {
            self.rest = std::mem::take(&mut self.behind);
        }
    }
}

impl html5gum::Reader for Reader<'_> {
    type Error = Infallible;

    fn read_byte(&mut self) -> Result<Option<u8>, Infallible> {
        self.cut();
        let Some((first, rest)) = self.rest.split_first() else { return Ok(None) };
        self.rest = rest;
        Ok(Some(*first))
    }

    fn try_read_string(&mut self, wanted: &[u8], is_case_sensitive: bool) -> Result<bool, Infallible> {
        self.cut();
        let is_here = self
            .rest
            .get(..wanted.len())
            .is_some_and(|here| here == wanted || !is_case_sensitive && here.eq_ignore_ascii_case(wanted));
        if is_here {
            self.rest = &self.rest[wanted.len()..];
        }
        Ok(is_here)
    }

    fn read_until<'b>(
        &'b mut self,
        needles: &[u8],
        _: &'b mut [u8; 4],
    ) -> Result<Option<&'b [u8]>, Infallible> {
        self.cut();
        if self.rest.is_empty() {
            return Ok(None);
        }
        let found = self.rest.iter().position(|byte| needles.contains(byte)).unwrap_or(self.rest.len());
        let (chunk, rest) = self.rest.split_at(found.max(1));
        self.rest = rest;
        Ok(Some(chunk))
    }
}

#[cfg(test)]
mod tests {
    use super::{Token, tokens};

    #[test]
    fn a_tag_with_attributes_without_end_is_cut_and_what_follows_is_read() {
        for attribute in ["a=\"1\" ", "a='1'", "a=\"\"", "a=''", "a=1 ", "a ", "a/"] {
            let html = format!("<p {}>text <b id=x id=y class>bold</b>", attribute.repeat(50_000));
            let texts = tokens(&html).filter_map(|token| match token {
                Token::Text(text) => Some(text),
                _ => None,
            });
            assert_eq!(texts.collect::<String>(), "text bold", "{attribute}");
            let mut tags = tokens(&html).filter_map(|token| match token {
                Token::Start(tag) => Some(tag.attributes),
                _ => None,
            });
            assert_eq!(tags.nth(1).unwrap()[0], ("id", "x".to_owned()));
        }
    }
}

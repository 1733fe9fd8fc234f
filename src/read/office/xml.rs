//! XML of an office file becomes starts, ends and texts, held to a depth.
//!
//! Names are told without their prefix: the formats use different words for different things, and producers
//! choose prefixes freely. Nothing is resolved: no external entity is fetched, none of the file's own grows.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::error::Limit;
use crate::read::encoding;
use crate::read::place::{Fault, Place};

/// A step through an XML file.
pub(crate) enum Step<'a> {
    Start(Element<'a>),
    /// The name of what ends.
    End(String),
    Text(Cow<'a, str>),
}

/// The beginning of an element.
pub(crate) struct Element<'a> {
    start: BytesStart<'a>,
}

/// An XML file while it is read.
pub(crate) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
    deepest: usize,
}

impl<'a> Xml<'a> {
    pub(crate) fn new(text: &'a str, place: &Place) -> Xml<'a> {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        // Files are read as far as they make sense: an office program would open them too.
        config.allow_unmatched_ends = true;
        config.check_end_names = false;
        config.expand_empty_elements = true;
        Xml { reader, depth: 0, deepest: place.limits.depth }
    }

    /// The next step; `None` at the end, also where the file breaks off.
    pub(crate) fn step(&mut self) -> Result<Option<Step<'a>>, Fault> {
        loop {
            let step = match self.reader.read_event() {
                Ok(Event::Start(start)) => {
                    let element = Element { start };
                    self.depth += 1;
                    if self.depth > self.deepest {
                        let what =
                            format!("its elements stand more than {} deep in each other", self.deepest);
                        return Err(Fault::Limit(Limit::Depth, what));
                    }
                    Step::Start(element)
                }
                Ok(Event::End(end)) => {
                    let name = String::from_utf8_lossy(end.local_name().as_ref()).into_owned();
                    self.depth = self.depth.saturating_sub(1);
                    Step::End(name)
                }
                Ok(Event::Text(text)) => Step::Text(unescaped(text.into_inner())),
                Ok(Event::CData(text)) => Step::Text(lossy(text.into_inner())),
                Ok(Event::Eof) => return Ok(None),
                Ok(_) => continue,
                Err(error) => return Err(Fault::Broken(format!("its XML is broken: {error}"))),
            };
            return Ok(Some(step));
        }
    }

    /// The text up to the end of the element in hand.
    pub(crate) fn text(&mut self) -> Result<String, Fault> {
        let (mut text, mut inside) = (String::new(), 1);
        while let Some(step) = self.step()? {
            match step {
                Step::Start(_) => inside += 1,
                Step::End(_) => {
                    inside -= 1;
                    if inside == 0 {
                        break;
                    }
                }
                Step::Text(piece) => text.push_str(&piece),
            }
        }
        Ok(text)
    }

    /// Passes over the element in hand.
    pub(crate) fn pass(&mut self) -> Result<(), Fault> {
        self.text().map(|_| ())
    }
}

impl Element<'_> {
    /// Its name without prefix.
    pub(crate) fn name(&self) -> &str {
        let name = self.start.local_name().into_inner();
        std::str::from_utf8(name).unwrap_or_default()
    }

    /// An attribute by its name without prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let mut found = attributes.with_checks(false).flatten();
        let found = found.find(|attribute| attribute.key.local_name().as_ref() == name.as_bytes());
        found.map(|attribute| match attribute.value {
            Cow::Borrowed(value) => unescaped(Cow::Borrowed(value)).into_owned(),
            Cow::Owned(value) => unescaped(Cow::Owned(value)).into_owned(),
        })
    }

    /// An attribute that is written with a prefix, where one without has the same name.
    pub(crate) fn prefixed(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let mut found = attributes.with_checks(false).flatten();
        let is_it = |key: quick_xml::name::QName<'_>| {
            key.prefix().is_some() && key.local_name().as_ref() == name.as_bytes()
        };
        let attribute = found.find(|attribute| is_it(attribute.key))?;
        Some(String::from_utf8_lossy(&attribute.value).into_owned())
    }

    /// An attribute as a number.
    pub(crate) fn number(&self, name: &str) -> Option<usize> {
        self.attribute(name)?.trim().parse().ok()
    }
}

/// The bytes of an XML file as text.
pub(crate) fn decoded(bytes: &[u8]) -> Result<String, Fault> {
    let decoded = encoding::encoding(bytes).and_then(|found| encoding::decode(bytes, found));
    decoded.map(|decoded| decoded.text).map_err(Fault::Broken)
}

fn lossy(bytes: Cow<'_, [u8]>) -> Cow<'_, str> {
    match bytes {
        Cow::Borrowed(bytes) => String::from_utf8_lossy(bytes),
        Cow::Owned(bytes) => Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()),
    }
}

/// Text with its entities resolved; one that is not known stays as it is written.
fn unescaped(bytes: Cow<'_, [u8]>) -> Cow<'_, str> {
    let text = lossy(bytes);
    if !text.contains('&') {
        return text;
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.char_indices().take(LONGEST_ENTITY).find(|(_, character)| *character == ';');
        let meant = end.and_then(|(end, _)| Some((entity(&rest[1..end])?, end + 1)));
        let (character, length) = meant.unwrap_or(('&', 1));
        plain.push(character);
        rest = &rest[length..];
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// `thetasym` and its `;`.
const LONGEST_ENTITY: usize = 12;

fn entity(name: &str) -> Option<char> {
    let number = |digits: &str, base| u32::from_str_radix(digits, base).ok().and_then(char::from_u32);
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        _ => {
            let digits = name.strip_prefix('#')?;
            match digits.strip_prefix(['x', 'X']) {
                Some(digits) => number(digits, 16)?,
                None => number(digits, 10)?,
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::read::office::xml::{Step, Xml};
    use crate::read::place::{Fault, Place};

    fn told(text: &str) -> Result<Vec<String>, Fault> {
        let mut xml = Xml::new(text, &Place::file(Path::new("a")));
        let mut told = Vec::new();
        while let Some(step) = xml.step()? {
            told.push(match step {
                Step::Start(element) => format!("<{} {:?}", element.name(), element.attribute("val")),
                Step::End(name) => format!(">{name}"),
                Step::Text(text) => text.into_owned(),
            });
        }
        Ok(told)
    }

    #[test]
    fn names_go_without_prefix_and_entities_are_read() {
        let told = told("<w:p w:val=\"&#233;t&#xE9;\">R&amp;D &unknown; & <w:br/></w:p>").unwrap();
        assert_eq!(told, ["<p Some(\"été\")", "R&D &unknown; & ", "<br None", ">br", ">p"]);
    }

    #[test]
    fn entities_of_the_file_do_not_grow() {
        let bomb = "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;&b;\">]><a>&c;</a>";
        assert_eq!(told(bomb).unwrap(), ["<a None", "&c;", ">a"]);
    }

    #[test]
    fn nesting_ends() {
        assert!(matches!(told(&"<a>".repeat(100_000)), Err(Fault::Limit(..))));
    }
}

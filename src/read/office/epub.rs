//! An EPUB book becomes one text: its chapters in the order they are read, and what it states about itself.
//!
//! The order stands in the package file, which `META-INF/container.xml` names; the file that lists the
//! chapters for a menu is left out.

use std::collections::HashMap;

use crate::read::html;
use crate::read::office::pptx::joined;
use crate::read::office::xml::{Step, Xml};
use crate::read::office::{Package, core};
use crate::read::place::{Fault, Laid, Place};

pub(crate) fn read(package: &mut Package<'_>) -> Result<Laid, Fault> {
    let place = package.place().clone();
    let container = package.needed("META-INF/container.xml")?;
    let root =
        root(&container, &place)?.ok_or_else(|| Fault::Broken("it names no package file".to_owned()))?;
    let text = package.needed(&root)?;
    let folder = root.rsplit_once('/').map_or("", |(folder, _)| folder);
    let locked = package.part("META-INF/encryption.xml")?.unwrap_or_default();
    let stated = core::stated(&text, &place)?;
    let mut laid = Laid { stated, ..Laid::default() };
    let mut found = 0;
    for chapter in chapters(&text, &place)? {
        let name = joined(folder, &decoded(&chapter));
        // Fonts may be garbled without hindering anybody; a chapter may not.
        if locked.contains(&name) {
            return Err(Fault::Locked);
        }
        match package.part(&name)? {
            Some(page) => {
                found += 1;
                let page = html::page(&page, &place.limits);
                laid.layout.append(&page.text, &page.marks);
                laid.notes.extend(page.notes);
            }
            None => laid.notes.push(format!("its chapter `{name}` is missing")),
        }
    }
    if found == 0 {
        return Err(Fault::Broken("it holds no chapter".to_owned()));
    }
    Ok(laid)
}

fn root(text: &str, place: &Place) -> Result<Option<String>, Fault> {
    let mut xml = Xml::new(text, place);
    while let Some(step) = xml.step()? {
        if let Step::Start(element) = step
            && element.name() == "rootfile"
        {
            return Ok(element.attribute("full-path"));
        }
    }
    Ok(None)
}

/// The files of the chapters in reading order.
fn chapters(text: &str, place: &Place) -> Result<Vec<String>, Fault> {
    let mut xml = Xml::new(text, place);
    let mut files = HashMap::new();
    let mut chapters = Vec::new();
    while let Some(step) = xml.step()? {
        let Step::Start(element) = step else { continue };
        match element.name() {
            "item" => {
                let is_menu = element.attribute("properties").is_some_and(|words| words.contains("nav"));
                let is_page = element.attribute("media-type").is_some_and(|kind| kind.contains("html"));
                if let (Some(id), Some(file), true) =
                    (element.attribute("id"), element.attribute("href"), is_page && !is_menu)
                {
                    files.insert(id, file);
                }
            }
            "itemref" => chapters.extend(element.attribute("idref").and_then(|id| files.get(&id).cloned())),
            _ => {}
        }
    }
    Ok(chapters)
}

/// A path without `%20` and the like, and without the place inside the page.
fn decoded(path: &str) -> String {
    let path = path.split('#').next().unwrap_or_default();
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let code = behind.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match (*first, code.and_then(|code| u8::from_str_radix(code, 16).ok())) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &behind[2..];
            }
            (byte, _) => {
                bytes.push(byte);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use crate::read::office::epub::decoded;

    #[test]
    fn paths_are_decoded() {
        assert_eq!(decoded("chapitre%201.xhtml#n2"), "chapitre 1.xhtml");
        assert_eq!(decoded("50%.xhtml"), "50%.xhtml");
    }
}

//! A PowerPoint file becomes the text of its slides, each a page, with its title and what the speaker noted.

use std::collections::HashMap;

use crate::error::Limit;
use crate::read::marked::Role;
use crate::read::office::flow::Flow;
use crate::read::office::xml::{Step, Xml};
use crate::read::office::{Package, core};
use crate::read::place::{Fault, Laid, Place};

pub(crate) fn read(package: &mut Package<'_>) -> Result<Laid, Fault> {
    let place = package.place().clone();
    let presentation = package.needed("ppt/presentation.xml")?;
    let targets = targets(package, "ppt/presentation.xml")?;
    let mut flow = Flow::new(&place);
    let mut number = 0;
    for id in slides(&presentation, &place)? {
        let Some(name) = targets.get(&id).map(|(target, _)| target.clone()) else { continue };
        number += 1;
        if number as usize > place.limits.pages {
            let what = format!("it has more than {} slides", place.limits.pages);
            return Err(Fault::Limit(Limit::Pages, what));
        }
        let Some(slide) = package.part(&name)? else { continue };
        flow.layout.page(number);
        lay_out(&slide, &place, &mut flow)?;
        let own = self::targets(package, &name)?;
        let notes = own.values().find(|(_, kind)| kind.ends_with("/notesSlide"));
        if let Some(notes) = notes.map(|(target, _)| package.part(target)).transpose()?.flatten() {
            lay_out(&notes, &place, &mut flow)?;
        }
    }
    let stated = match package.part("docProps/core.xml")? {
        Some(text) => core::stated(&text, &place)?,
        None => Default::default(),
    };
    Ok(Laid { notes: flow.notes, layout: flow.layout, stated })
}

/// Ids of the slides in the order they are shown.
fn slides(text: &str, place: &Place) -> Result<Vec<String>, Fault> {
    let mut xml = Xml::new(text, place);
    let mut ids = Vec::new();
    while let Some(step) = xml.step()? {
        if let Step::Start(element) = step
            && element.name() == "sldId"
        {
            // `id` stands there twice: a number of the slide, and with a prefix the id of its relation.
            ids.extend(element.prefixed("id"));
        }
    }
    Ok(ids)
}

/// Where a part's relations lead, by their ids: the other part, and the kind of relation.
pub(crate) fn targets(
    package: &mut Package<'_>,
    part: &str,
) -> Result<HashMap<String, (String, String)>, Fault> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let Some(text) = package.part(&format!("{folder}/_rels/{file}.rels"))? else { return Ok(HashMap::new()) };
    let mut xml = Xml::new(&text, package.place());
    let mut targets = HashMap::new();
    while let Some(step) = xml.step()? {
        let Step::Start(element) = step else { continue };
        if let (Some(id), Some(target)) = (element.attribute("Id"), element.attribute("Target")) {
            let kind = element.attribute("Type").unwrap_or_default();
            targets.insert(id, (joined(folder, &target), kind));
        }
    }
    Ok(targets)
}

/// A path that is meant from a folder; an absolute one is meant from the package.
pub(crate) fn joined(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = match target.starts_with('/') {
        true => Vec::new(),
        false => folder.split('/').filter(|part| !part.is_empty()).collect(),
    };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn lay_out(text: &str, place: &Place, flow: &mut Flow) -> Result<(), Fault> {
    let mut xml = Xml::new(text, place);
    let (mut role, mut paragraph) = (None, String::new());
    let mut is_left_out = false;
    while let Some(step) = xml.step()? {
        match step {
            Step::Start(element) => match element.name() {
                "sp" | "graphicFrame" => (role, is_left_out) = (None, false),
                "ph" => match element.attribute("type").as_deref() {
                    Some("ctrTitle") => role = Some(Role::Heading(1)),
                    Some("title") => role = Some(Role::Heading(2)),
                    Some("dt" | "ftr" | "sldNum" | "hdr" | "sldImg") => is_left_out = true,
                    None | Some("body" | "obj") => role = Some(Role::Item),
                    _ => {}
                },
                "p" => paragraph.clear(),
                "t" => paragraph.push_str(&xml.text()?),
                "br" => paragraph.push('\n'),
                "tab" => paragraph.push(' '),
                "tbl" => flow.table(),
                "tc" => flow.cell(None),
                "Fallback" => xml.pass()?,
                _ => {}
            },
            Step::End(name) => match name.as_str() {
                "p" if !is_left_out => flow.add(&std::mem::take(&mut paragraph), role),
                "tr" => flow.end_row(),
                "tbl" => flow.end_table(),
                _ => {}
            },
            Step::Text(_) => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::read::office::pptx::joined;

    #[test]
    fn a_relation_leads_from_its_part() {
        assert_eq!(joined("ppt/slides", "../notesSlides/n1.xml"), "ppt/notesSlides/n1.xml");
        assert_eq!(joined("xl", "/xl/worksheets/s1.xml"), "xl/worksheets/s1.xml");
        assert_eq!(joined("", "../../a.xml"), "a.xml");
    }
}

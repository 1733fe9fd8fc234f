//! A Page becomes plain text: what the program saw in one document, for `inspect` and the golden files.
//!
//! Every label comes with its reason, so that a wrong one can be argued with.

use crate::passage::Passage;
use crate::read::Document;
use crate::structure::{Date, Page, Part, Places};

/// Writes what was seen in a document: shape, parts, zones and passages.
///
/// ```
/// use gnlc::{passage::passages, present::outline::outline, read::Document, structure::page};
///
/// let document = Document { text: "A town learns\n\nThe library opens at night.".to_owned(), ..Document::default() };
/// let page = page(&document);
/// let outline = outline(&document, &page, &passages(&document, &page));
/// assert!(outline.starts_with("shape     article"));
/// ```
pub fn outline(document: &Document, page: &Page, passages: &[Passage]) -> String {
    let mut out = String::new();
    let mut line = |text: String| {
        out.push_str(text.trim_end());
        out.push('\n');
    };
    line(format!("shape     {} ({})", page.shape, page.shape_reason));
    for note in document.notes.iter().chain(&page.notes) {
        line(format!("note      {note}"));
    }
    let line_of =
        |at: usize| document.text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() as u32 + 1;
    for part in &page.parts {
        part_lines(part).into_iter().for_each(&mut line);
        for evidence in &part.about.evidence {
            line(format!("  from    {}", evidence.told(line_of)));
        }
    }
    line(String::new());
    line("zones".to_owned());
    for zone in &page.zones {
        let name = format!("{:?}", zone.zone).to_lowercase();
        line(format!("  {:<9} {:<9} {}", lines(zone.lines), name, zone.reason));
    }
    line(String::new());
    line("passages".to_owned());
    for (number, passage) in passages.iter().enumerate() {
        let key = page.parts.get(passage.part).map_or("", |part| part.key.as_str());
        let about = places(&passage.about);
        let heading = passage.heading.join(" > ");
        let span = lines((passage.first_line, passage.last_line));
        line(format!(
            "  {:<3} {span}  {}",
            number + 1,
            [key, &heading, &about, passage.language.code]
                .iter()
                .filter(|text| !text.is_empty())
                .map(|text| format!("[{text}]"))
                .collect::<Vec<_>>()
                .join(" ")
        ));
        // What the whole part is about was told above.
        let own = page.parts.get(passage.part).is_some_and(|part| part.about != passage.about);
        for evidence in passage.evidence.iter().filter(|_| own) {
            line(format!("      about it: {evidence}"));
        }
        line(format!("      {}", passage.text.replace('\n', " / ").chars().take(80).collect::<String>()));
        if !passage.wholes.is_empty() {
            line(format!("      cut: {}", passage.wholes.join(", ")));
        }
    }
    out
}

fn part_lines(part: &Part) -> Vec<String> {
    let mut lines = Vec::new();
    if !part.key.is_empty() {
        lines.push(String::new());
        lines.push(format!("part      {}", part.key));
    }
    lines.push(format!("title     {}", if part.title.is_empty() { "(none)" } else { &part.title }));
    lines.push(format!("kind      {}", part.kind));
    lines.push(format!("date      {}", part.date.as_ref().map_or_else(|| "(none)".to_owned(), date)));
    lines.push(format!("language  {}", part.language.code));
    let about = places(&part.about);
    lines.push(format!("places    {}", if about.is_empty() { "(none)" } else { &about }));
    lines
}

fn date(date: &Date) -> String {
    let mut text = format!("{:04}", date.year);
    for piece in [date.month, date.day].into_iter().flatten() {
        text.push_str(&format!("-{piece:02}"));
    }
    match date.line {
        0 => format!("{text} (the field `{}`)", date.evidence),
        line => format!("{text} (\"{}\", line {line})", date.evidence),
    }
}

fn places(places: &Places) -> String {
    let groups = [&places.countries, &places.cities, &places.regions];
    groups
        .iter()
        .filter(|group| !group.is_empty())
        .map(|group| group.join(", "))
        .collect::<Vec<_>>()
        .join("; ")
}

fn lines((first, last): (u32, u32)) -> String {
    if first == last { format!("{first}") } else { format!("{first}-{last}") }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::passage::passages;
    use crate::present::outline::outline;
    use crate::read;
    use crate::structure::page;

    /// `UPDATE=1 cargo test golden` writes what is seen now; the difference is then reviewed like code.
    #[test]
    fn golden_pages_are_seen_as_they_were() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
        let mut cases: Vec<_> =
            std::fs::read_dir(&folder).expect("tests/pages").flatten().map(|entry| entry.path()).collect();
        cases.sort();
        let mut wrong = Vec::new();
        for case in cases.iter().filter(|case| case.is_dir()) {
            let name = case.file_name().unwrap_or_default().to_string_lossy();
            let files = ["page.txt", "page.md", "page.jsonl", "page.html"];
            let file = files.into_iter().find(|file| case.join(file).exists());
            let file = file.expect("a case has a page.txt, page.md, page.jsonl or page.html");
            let bytes = std::fs::read(case.join(file)).expect("the page can be read");
            let mut seen = String::new();
            for document in read::documents(Path::new(file), &bytes) {
                let document = document.expect("the page is a document");
                let page = page(&document);
                seen.push_str(&outline(&document, &page, &passages(&document, &page)));
            }
            let golden = case.join("outline.txt");
            if std::env::var_os("UPDATE").is_some() {
                std::fs::write(&golden, &seen).expect("the outline can be written");
            } else if std::fs::read_to_string(&golden).unwrap_or_default() != seen {
                wrong.push(format!("{name}:\n{seen}"));
            }
        }
        assert!(
            wrong.is_empty(),
            "help: `UPDATE=1 cargo test golden_pages`, then review the difference\n{}",
            wrong.join("\n")
        );
    }
}

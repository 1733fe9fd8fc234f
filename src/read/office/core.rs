//! What an office file states about itself becomes what is Stated: title, author, date, language.
//!
//! Office, OpenDocument and EPUB all use the words of Dublin Core, in parts of different names.

use serde_json::Value;

use crate::read::office::xml::{Step, Xml};
use crate::read::place::{Fault, Place};
use crate::read::stated::Stated;

/// What programs call a file before anybody has named it.
const NO_TITLES: &[&str] = &["powerpoint presentation", "untitled", "untitled document", "word document"];

/// The statements of a part with metadata.
pub(crate) fn stated(text: &str, place: &Place) -> Result<Stated, Fault> {
    let mut xml = Xml::new(text, place);
    let mut stated = Stated::default();
    let (mut author, mut publisher, mut modified) = (None, None, None);
    while let Some(step) = xml.step()? {
        let Step::Start(element) = step else { continue };
        let name = element.name().to_owned();
        let field = match name.as_str() {
            "title" => &mut stated.title,
            // Who began a text wrote it; who saved it last may have mended a comma.
            "initial-creator" | "creator" if author.is_none() || name == "initial-creator" => &mut author,
            "created" | "creation-date" => &mut stated.date,
            "modified" | "date" => &mut modified,
            "language" => &mut stated.language,
            "publisher" => &mut publisher,
            _ => continue,
        };
        let value = xml.text()?;
        let is_first = field.is_none() || name == "initial-creator";
        if is_first && !value.trim().is_empty() {
            *field = Some(value.trim().to_owned());
        }
    }
    stated.title = stated.title.as_deref().and_then(title);
    stated.date = [stated.date, modified].into_iter().flatten().find_map(|date| day(&date));
    for (name, value) in [("author", author), ("publisher", publisher)] {
        if let Some(value) = value {
            stated.extra.insert(name.to_owned(), Value::String(value));
        }
    }
    Ok(stated)
}

/// A title as a person gave it; none that a program filled in.
pub(crate) fn title(written: &str) -> Option<String> {
    let title = written.split_whitespace().collect::<Vec<_>>().join(" ");
    // Printing to PDF puts the program before the file's name.
    let title = title.strip_prefix("Microsoft Word - ").unwrap_or(&title);
    let title = title.strip_prefix("Microsoft PowerPoint - ").unwrap_or(title);
    let lower = title.to_lowercase();
    let is_file = [".doc", ".docx", ".ppt", ".pptx", ".xls", ".xlsx", ".odt", ".rtf", ".indd", ".pdf"]
        .iter()
        .any(|ending| lower.ends_with(ending));
    let is_none = title.is_empty() || NO_TITLES.contains(&lower.as_str()) || is_file;
    (!is_none).then(|| title.to_owned())
}

/// The day of a moment as ISO 8601 writes it; none before there were such files.
pub(crate) fn day(moment: &str) -> Option<String> {
    let day = moment.get(..10).unwrap_or(moment);
    let year: u32 = day.get(..4)?.parse().ok()?;
    let is_date = day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    (is_date && year > 1900).then(|| day.to_owned())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::read::office::core::{day, stated, title};
    use crate::read::place::Place;

    #[test]
    fn the_words_of_dublin_core_are_taken_wherever_they_stand() {
        let office = "<cp:coreProperties><dc:title> Plan  2030</dc:title><dc:creator>A. Silva</dc:creator>\
            <dcterms:created>2021-03-04T10:00:00Z</dcterms:created><dc:language>pt-PT</dc:language></cp:coreProperties>";
        let found = stated(office, &Place::file(Path::new("a.docx"))).unwrap();
        assert_eq!(found.title.as_deref(), Some("Plan 2030"));
        assert_eq!((found.date.as_deref(), found.language.as_deref()), (Some("2021-03-04"), Some("pt-PT")));
        assert_eq!(found.extra["author"], "A. Silva");
    }

    #[test]
    fn what_a_program_filled_in_is_no_title_and_no_date() {
        assert_eq!(title("Microsoft Word - Jahresbericht"), Some("Jahresbericht".to_owned()));
        assert_eq!(
            (title("PowerPoint Presentation"), title("entwurf_3.docx"), title(" ")),
            (None, None, None)
        );
        assert_eq!(
            (day("1601-01-01T00:00:00Z"), day("soon"), day("2024")),
            (None, None, Some("2024".to_owned()))
        );
    }
}

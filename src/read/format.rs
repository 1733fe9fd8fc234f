//! A file's beginning and its name tell which format it is in.
//!
//! The content is asked before the name: people rename files and keep records in `.txt`. The name
//! decides only where the content leaves it open: a Markdown page may begin like any text, and
//! the first line of a file of records may be the broken one.

use std::path::Path;

use serde_json::{Map, Value};

use crate::read::document::without_mark;
use crate::read::markdown::has_front_matter;

/// Whether a file holds records: by its name, or because its first line is a JSON object. Its beginning
/// is enough.
pub(crate) fn are_records(path: &Path, head: &[u8]) -> bool {
    if is_named(path, &["jsonl", "ndjson"]) {
        return true;
    }
    let head = without_mark(head).trim_ascii_start();
    let first = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    first.starts_with(b"{")
        && match serde_json::from_slice::<Map<String, Value>>(first) {
            Ok(_) => true,
            // The whole beginning is one line, good so far: a very long record.
            Err(error) => error.is_eof() && first.len() == head.len() && first.starts_with(b"{\""),
        }
}

/// Whether a text is Markdown: by its name, or because it begins with front matter.
pub(crate) fn is_markdown(path: &Path, text: &str) -> bool {
    is_named(path, &["md", "markdown"]) || has_front_matter(text)
}

fn is_named(path: &Path, endings: &[&str]) -> bool {
    path.extension()
        .is_some_and(|extension| endings.iter().any(|ending| extension.eq_ignore_ascii_case(ending)))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::read::format::{are_records, is_markdown};

    #[test]
    fn records_are_known_by_name_or_by_their_first_line() {
        let is = |path: &str, head: &str| are_records(Path::new(path), head.as_bytes());
        assert!(is("a.JSONL", "") && is("a.ndjson", "words"));
        assert!(is("a.txt", "\u{feff}\n{\"text\":\"a\"}\nmore"));
        assert!(is("a", "{\"text\":\"a long record that is cut o"));
        assert!(!is("a.txt", "{\n  \"text\": 1\n}") && !is("a.txt", "[1]") && !is("a.txt", "{curly} words"));
    }

    #[test]
    fn markdown_is_known_by_name_or_by_its_front_matter() {
        assert!(is_markdown(Path::new("a.md"), "Words") && is_markdown(Path::new("a.MarkDown"), ""));
        assert!(is_markdown(Path::new("a.txt"), "---\ntitle: a\n---\nWords"));
        assert!(!is_markdown(Path::new("a.txt"), "# Words"));
    }
}

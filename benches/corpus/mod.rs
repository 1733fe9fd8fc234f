//! The texts of `seeds/` become a corpus of a useful size: repeated under new ids, always the same.
//!
//! A repeated text brings no new words, so a figure from here is for comparing two versions of the
//! program on the same machine. For how fast your own documents are, run `gnlc bench`.

// Each bench is a program of its own and uses what it needs.
#![allow(dead_code, unreachable_pub)]

use std::path::Path;

use gnlc::analysis::Language;
use gnlc::passage::passages;
use gnlc::read::{documents_in, walk};
use gnlc::structure::page;

/// The languages with the most text in `seeds/`, and all of it together.
pub const LANGUAGES: &[&str] = &["mixed", "en", "fr", "es", "de", "ru", "ar", "zh", "ja", "ko", "th"];
/// Stands for every language.
pub const MIXED: &str = "mixed";

/// A document's text, or a passage's.
#[derive(Clone)]
pub struct Text {
    pub id: String,
    pub text: String,
    pub language: &'static Language,
}

/// Every document of `seeds/` in a language.
pub fn documents(language: &str) -> Vec<Text> {
    seeds().into_iter().map(|(document, _)| document).filter(|text| is_in(text, language)).collect()
}

/// Every passage of `seeds/` in a language.
pub fn passages_in(language: &str) -> Vec<Text> {
    seeds().into_iter().flat_map(|(_, passages)| passages).filter(|text| is_in(text, language)).collect()
}

/// Texts repeated under new ids until they hold so many bytes.
pub fn repeated(texts: &[Text], bytes: usize) -> Vec<Text> {
    let mut all = Vec::new();
    let mut held = 0;
    for round in 0.. {
        for text in texts {
            if held >= bytes {
                return all;
            }
            held += text.text.len();
            all.push(Text { id: format!("{}/{round}", text.id), ..text.clone() });
        }
    }
    all
}

/// Texts as records, one a line. Nobody says which language they are in.
pub fn lines(texts: &[Text]) -> Vec<u8> {
    let records =
        texts.iter().map(|text| serde_json::json!({ "id": text.id, "text": text.text }).to_string() + "\n");
    records.collect::<String>().into_bytes()
}

/// Bytes of all texts.
pub fn bytes(texts: &[Text]) -> usize {
    texts.iter().map(|text| text.text.len()).sum()
}

fn is_in(text: &Text, language: &str) -> bool {
    language == MIXED || text.language.code == language
}

fn seeds() -> Vec<(Text, Vec<Text>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let sources = walk(&folder).into_iter().flatten();
    sources
        .flat_map(|source| documents_in(&source.path))
        .flatten()
        .filter_map(|document| {
            let page = page(&document);
            let language = page.parts.first()?.language;
            let passages = passages(&document, &page)
                .into_iter()
                .enumerate()
                .map(|(number, passage)| Text {
                    id: format!("{}#{number}", document.id),
                    text: passage.text,
                    language: passage.language,
                })
                .collect();
            Some((Text { id: document.id, text: document.text, language }, passages))
        })
        .collect()
}

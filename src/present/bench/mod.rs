//! A measurement becomes something to read: tables for people, JSON for programs.

mod json;
mod text;

pub use json::json;
pub use text::text;

use crate::measure::RawWords;

const MEGABYTE: f64 = 1e6;

fn raw_name(words: RawWords) -> &'static str {
    match words {
        RawWords::Default => "default",
        RawWords::EnglishStems => "en_stem",
    }
}

/// How many times as large; 0 where there is nothing to compare with.
fn times(one: f64, other: f64) -> f64 {
    if other > 0.0 { one / other } else { 0.0 }
}

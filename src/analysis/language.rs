//! Language: what one is made of.

/// One language, as the table in `languages/` describes it.
#[derive(Debug)]
pub struct Language {
    /// BCP 47 code as used in the `lang` facet: `en`, `zh` (both scripts), `sr` …; `und` for unknown.
    pub code: &'static str,
    /// English name.
    pub name: &'static str,
}

/// A text in no language we know: script rules still cut it.
pub static UNKNOWN: Language = Language { code: "und", name: "Unknown" };

/// Finds a language by its code.
pub fn by_code(code: &str) -> Option<&'static Language> {
    let _ = code;
    None
}

/// Finds a language by its English name.
pub fn by_name(name: &str) -> Option<&'static Language> {
    let _ = name;
    None
}

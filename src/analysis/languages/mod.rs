//! The table of languages: one file each, one line here.
//!
//! To add one: copy a file, say what the language needs and why, add its two lines below and a
//! golden file in `tests/analysis/`.

mod arabic;
mod armenian;
mod basque;
mod bengali;
mod bulgarian;
mod burmese;
mod catalan;
mod chinese;
mod croatian;
mod czech;
mod danish;
mod dutch;
mod english;
mod estonian;
mod finnish;
mod french;
mod georgian;
mod german;
mod greek;
mod hebrew;
mod hindi;
mod hungarian;
mod indonesian;
mod irish;
mod italian;
mod japanese;
mod kazakh;
mod khmer;
mod korean;
mod lao;
mod latvian;
mod lithuanian;
mod malay;
mod mongolian;
mod nepali;
mod norwegian;
mod persian;
mod polish;
mod portuguese;
mod romanian;
mod russian;
mod serbian;
mod slovak;
mod slovenian;
mod spanish;
mod swahili;
mod swedish;
mod tagalog;
mod tamil;
mod telugu;
mod thai;
mod turkish;
mod ukrainian;
mod urdu;
mod uzbek;
mod vietnamese;

use crate::analysis::language::Language;

/// Finds a language by its code.
pub fn by_code(code: &str) -> Option<&'static Language> {
    LANGUAGES.iter().copied().find(|language| language.code == code)
}

/// Every language we know, in the order of their codes.
#[rustfmt::skip]
pub static LANGUAGES: &[&Language] = &[
    &arabic::LANGUAGE,
    &bulgarian::LANGUAGE,
    &bengali::LANGUAGE,
    &catalan::LANGUAGE,
    &czech::LANGUAGE,
    &danish::LANGUAGE,
    &german::LANGUAGE,
    &greek::LANGUAGE,
    &english::LANGUAGE,
    &spanish::LANGUAGE,
    &estonian::LANGUAGE,
    &basque::LANGUAGE,
    &persian::LANGUAGE,
    &finnish::LANGUAGE,
    &french::LANGUAGE,
    &irish::LANGUAGE,
    &hebrew::LANGUAGE,
    &hindi::LANGUAGE,
    &croatian::LANGUAGE,
    &hungarian::LANGUAGE,
    &armenian::LANGUAGE,
    &indonesian::LANGUAGE,
    &italian::LANGUAGE,
    &japanese::LANGUAGE,
    &georgian::LANGUAGE,
    &kazakh::LANGUAGE,
    &khmer::LANGUAGE,
    &korean::LANGUAGE,
    &lao::LANGUAGE,
    &lithuanian::LANGUAGE,
    &latvian::LANGUAGE,
    &mongolian::LANGUAGE,
    &malay::LANGUAGE,
    &burmese::LANGUAGE,
    &norwegian::LANGUAGE,
    &nepali::LANGUAGE,
    &dutch::LANGUAGE,
    &polish::LANGUAGE,
    &portuguese::LANGUAGE,
    &romanian::LANGUAGE,
    &russian::LANGUAGE,
    &slovak::LANGUAGE,
    &slovenian::LANGUAGE,
    &serbian::LANGUAGE,
    &swedish::LANGUAGE,
    &swahili::LANGUAGE,
    &tamil::LANGUAGE,
    &telugu::LANGUAGE,
    &thai::LANGUAGE,
    &tagalog::LANGUAGE,
    &turkish::LANGUAGE,
    &ukrainian::LANGUAGE,
    &urdu::LANGUAGE,
    &uzbek::LANGUAGE,
    &vietnamese::LANGUAGE,
    &chinese::LANGUAGE,
];

/// The languages whose rules hold for a script when a text is in a language of another one.
#[rustfmt::skip]
pub(crate) static DEFAULTS: &[&Language] = &[
    &english::LANGUAGE,
    &russian::LANGUAGE,
    &greek::LANGUAGE,
    &armenian::LANGUAGE,
    &georgian::LANGUAGE,
    &hebrew::LANGUAGE,
    &arabic::LANGUAGE,
    &hindi::LANGUAGE,
    &bengali::LANGUAGE,
    &tamil::LANGUAGE,
    &telugu::LANGUAGE,
    &thai::LANGUAGE,
    &lao::LANGUAGE,
    &khmer::LANGUAGE,
    &burmese::LANGUAGE,
    &korean::LANGUAGE,
    &chinese::LANGUAGE,
    &japanese::LANGUAGE,
];

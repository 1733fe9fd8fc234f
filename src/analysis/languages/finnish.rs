//! Finnish: Snowball stems, then ä ö å folded.
//!
//! The stop words are our own list.

use frostem::Algorithm;

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `fi`.
pub(crate) static LANGUAGE: Language = Language {
    code: "fi",
    name: "Finnish",
    scripts: &[Script::Latin],
    stemmer: Some(Algorithm::Finnish),
    stop_words: "\
        ja tai sekä mutta vaan eli että jos kun koska vaikka kuin niin on oli olivat ovat olen olet \
        olemme olette olla ollut olleet olisi ei eivät en et emme ette eikä ole se sen sitä siitä siinä \
        siihen ne niitä niiden niistä tämä tämän tätä tässä tästä nämä näiden näitä tuo tuon nuo hän \
        hänen häntä he heidän heitä minä sinä me te minun sinun meidän teidän joka jonka jota jossa \
        josta jotka joiden joita mikä minkä mitä missä mistä mihin mitkä kuka kenen ketä ketkä milloin \
        miksi miten kuinka kumpi millainen montako kaikki kaikkien jokainen itse oma oman myös vain \
        vielä jo nyt sitten hyvin enemmän eniten ennen jälkeen aikana kanssa ilman yli alle välillä \
        mukaan kautta joko muun muut muu yksi",
    ..Language::PLAIN
};

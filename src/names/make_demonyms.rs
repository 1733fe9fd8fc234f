//! One form of a demonym becomes all forms it takes in a text: `demonyms.tsv`, inflected.
//!
//! The rules are those of the adjectives in the table and no others; a word they would get wrong
//! stands in the table with all its forms (grec, grecque …).

const TABLE: &str = include_str!("demonyms.tsv");

/// What one form of a language becomes.
type Rule = fn(&str) -> Vec<String>;

/// Every form of every demonym, with its place (`KR`, `@africa`).
pub(crate) fn demonyms() -> impl Iterator<Item = (&'static str, String)> {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
    rows.flat_map(|line| {
        let [place, french, spanish, portuguese, italian, german, russian, arabic] =
            line.split('\t').collect::<Vec<_>>()[..]
        else {
            panic!("8 fields: {line}")
        };
        let by_language: [(&str, Rule); 7] = [
            (french, self::french),
            (spanish, self::spanish),
            (portuguese, self::spanish),
            (italian, self::italian),
            (german, self::german),
            (russian, self::russian),
            (arabic, self::arabic),
        ];
        let words = by_language.into_iter().flat_map(|(words, forms)| {
            let listed = words.split('|').filter(|&word| word != "-").collect::<Vec<_>>();
            // Four or more words are all forms of one.
            let complete = listed.len() >= 4;
            listed
                .into_iter()
                .flat_map(move |word| if complete { vec![word.to_owned()] } else { forms(word) })
        });
        words.map(move |word| (place, word))
    })
}

fn french(word: &str) -> Vec<String> {
    match word {
        _ if word.ends_with(['e', 'è']) => with(word, &["", "s"]),
        _ if word.ends_with("en") => with(word, &["", "ne", "s", "nes"]),
        _ if word.ends_with("on") => with(word, &["", "ne", "s", "nes"]),
        _ if word.ends_with('s') => with(word, &["", "e", "es"]),
        _ => with(word, &["", "e", "s", "es"]),
    }
}

/// Spanish and Portuguese: one form of an ending serves both after folding (coreano, francés, francês).
fn spanish(word: &str) -> Vec<String> {
    if let Some(stem) = word.strip_suffix('o') {
        return with(stem, &["o", "a", "os", "as"]);
    }
    if let Some(stem) = word.strip_suffix("és").or_else(|| word.strip_suffix("ês")) {
        return with(stem, &["es", "esa", "eses", "esas"]);
    }
    if let Some(stem) = word.strip_suffix("án") {
        return with(stem, &["an", "ana", "anes", "anas"]);
    }
    match word {
        _ if word.ends_with('í') => with(word, &["", "es", "s"]),
        _ if word.ends_with(['a', 'e', 'i']) => with(word, &["", "s"]),
        _ => with(word, &["", "a", "es", "as"]),
    }
}

fn italian(word: &str) -> Vec<String> {
    for (ending, endings) in [
        ("co", &["co", "ca", "ci", "che", "chi"][..]),
        ("o", &["o", "a", "i", "e"]),
        ("e", &["e", "i"]),
        ("a", &["a", "i", "e"]),
    ] {
        if let Some(stem) = word.strip_suffix(ending) {
            return with(stem, endings);
        }
    }
    with(word, &[""])
}

fn german(word: &str) -> Vec<String> {
    // Deutsch and libysch too, but not Schweizer.
    let endings: &[&str] = if word.ends_with("sch") { &["", "e", "en", "er", "es", "em"] } else { &[""] };
    with(word, endings)
}

fn russian(word: &str) -> Vec<String> {
    let stem = word.strip_suffix("ий").expect("the adjectives of the table end so");
    with(stem, &["ий", "ая", "ое", "ие", "ого", "ой", "ому", "ую", "им", "ом", "их", "ими"])
}

/// Masculine, feminine and plural, with and without the article.
fn arabic(word: &str) -> Vec<String> {
    let bare = with(word, &["", "ة", "ون", "ين"]);
    let definite = bare.iter().map(|form| format!("ال{form}"));
    definite.chain(bare.iter().cloned()).collect()
}

/// A stem with each of the endings.
pub(crate) fn with(stem: &str, endings: &[&str]) -> Vec<String> {
    endings.iter().map(|ending| format!("{stem}{ending}")).collect()
}

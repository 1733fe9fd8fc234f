//! A span becomes what a person would read there: blanks folded, broken words mended, glued words parted.
//!
//! Pages lose line breaks and punctuation on their way to text: "ratesVilla" and "countries2014" are two
//! words each. A seam is opened where a small letter meets a capital and both sides look like words; names
//! that are written that way ("EcCoWell", "PhD", "YouTube") stay, and every word that was cut is returned
//! whole as well, so that a wrong cut loses nothing. Positions never move: they belong to the original.

use memchr::memchr3_iter;

use crate::structure::entities::without_references;
use crate::structure::line::{is_blank, is_wide};
use crate::structure::page::Reading;

/// What a span of the document reads like, repaired: runs of blanks folded, seams opened when `glued`.
///
/// Returns the text and the words that were cut at a seam, whole as they stood ("EcCoWell"), so
/// that they stay findable.
///
/// ```
/// use gnlc::structure::{Reading, reading};
///
/// let (text, wholes) = reading("literacy ratesVilla María  is\na city", &Reading::Glued);
/// assert_eq!(text, "literacy rates Villa María is a city");
/// assert_eq!(wholes, ["ratesVilla"]);
/// ```
pub fn reading(original: &str, reading: &Reading) -> (String, Vec<String>) {
    let glued = match reading {
        Reading::Given(text) => return (text.clone(), Vec::new()),
        Reading::Glued => true,
        Reading::Plain | Reading::Marked => false,
    };
    let unmarked;
    let source = if *reading == Reading::Marked {
        unmarked = without_marks(original);
        unmarked.as_str()
    } else {
        original
    };
    let meant = without_references(source);
    let folded = fold_blanks(&meant);
    let mut wholes: Vec<String> = Vec::new();
    if !glued && !has_inner_mark(folded.as_bytes()) {
        return (folded, wholes);
    }
    let mut text = String::with_capacity(folded.len() + 16);
    // What is kept is copied in one go.
    let (mut kept, mut at) = (0, 0);
    while at < folded.len() {
        let rest = &folded[at..];
        let length = rest.bytes().position(|byte| matches!(byte, b' ' | b'\n')).unwrap_or(rest.len());
        let (word, start) = (&rest[..length], at);
        at += length + 1;
        if !may_have_seam(word, glued) || is_address(word) {
            continue;
        }
        let seams = seams(word, glued, length < rest.len());
        for seam in &seams {
            text.push_str(&folded[kept..start + seam]);
            text.push(' ');
            kept = start + seam;
        }
        for whole in cut_wholes(word, &seams) {
            if !wholes.contains(&whole) {
                wholes.push(whole);
            }
        }
    }
    text.push_str(&folded[kept..]);
    (text, wholes)
}

/// Bytes of the seams of a glued text, each a good place to cut a long one.
pub(crate) fn glued_seams(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut start = 0;
    for piece in text.split_inclusive(is_blank) {
        let word = piece.trim_end_matches(is_blank);
        if may_have_seam(word, true) && !is_address(word) {
            found.extend(seams(word, true, true).into_iter().map(|seam| start + seam));
        }
        start += piece.len();
    }
    found
}

/// Whether a mark stands directly before something: without one no word of a text that is not glued has a seam.
fn has_inner_mark(text: &[u8]) -> bool {
    let goes_on = |at: usize| text.get(at + 1).is_some_and(|next| !matches!(next, b' ' | b'\n'));
    memchr3_iter(b'.', b',', b':', text).any(goes_on) || memchr3_iter(b';', b'!', b'?', text).any(goes_on)
}

/// Whether a seam is possible at all; nearly every word shows at a glance that it has none.
fn may_have_seam(word: &str, glued: bool) -> bool {
    let Some((first, rest)) = word.as_bytes().split_first() else { return false };
    let mark = |byte: &u8| matches!(byte, b':' | b';' | b'.' | b'!' | b'?' | b',');
    let other = |byte: &u8| byte.is_ascii_digit() || !byte.is_ascii();
    // Beside a seam of a glued text stands a capital, a digit, or a letter with more to it.
    rest.split_last().is_some_and(|(_, inner)| inner.iter().any(mark))
        || glued && (other(first) || rest.iter().any(|byte| byte.is_ascii_uppercase() || other(byte)))
}

/// The letters-and-digits words of `word` that hold a cut.
fn cut_wholes(word: &str, seams: &[usize]) -> Vec<String> {
    let mut wholes = Vec::new();
    if seams.is_empty() {
        return wholes;
    }
    let mut from = 0;
    for run in word.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let run_end = from + run.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
        if seams.iter().any(|seam| from < *seam && *seam < run_end) {
            wholes.push(word[from..run_end].to_owned());
        }
        from += run.len();
    }
    wholes
}

/// An address of the web or of mail, or a hashtag: never cut.
fn is_address(word: &str) -> bool {
    word.contains("://")
        || word.contains('@')
        || word.contains('#')
        || word.trim_start_matches(['(', '"', '<']).starts_with("www.")
}

/// What stands on both sides of a place in a word.
struct Side {
    /// Small letters directly before.
    small_before: usize,
    /// Whether those small letters open the word.
    opens: bool,
}

fn seams(word: &str, glued: bool, blank_follows: bool) -> Vec<usize> {
    let letters: Vec<(usize, char)> = word.char_indices().collect();
    let mut seams = Vec::new();
    let mut side = Side { small_before: 0, opens: true };
    for (index, &(at, here)) in letters.iter().enumerate() {
        if index > 0 && is_seam(&letters, index, &side, glued, blank_follows) {
            seams.push(at);
            side = Side { small_before: 0, opens: true };
        }
        if here.is_lowercase() {
            side.small_before += 1;
        } else {
            side = Side { small_before: 0, opens: !here.is_alphanumeric() };
        }
    }
    seams
}

fn is_seam(letters: &[(usize, char)], index: usize, side: &Side, glued: bool, blank_follows: bool) -> bool {
    let (before, here) = (letters[index - 1].1, letters[index].1);
    // Three are enough to know; all of them would be counted again at each letter of a word without end.
    let small_after = letters[index + 1..].iter().take(3).take_while(|(_, c)| c.is_lowercase()).count();
    // Sure even in good text: a full stop or colon between a word and the next sentence.
    if matches!(before, ':' | ';' | '.' | '!' | '?' | ',') && index >= 4 {
        let word_before = letters[index - 4..index - 1].iter().all(|(_, c)| c.is_lowercase());
        return word_before
            && match before {
                ':' | ';' => here.is_ascii_digit() || here.is_uppercase() && small_after > 0,
                ',' => here.is_alphabetic() && !is_wide(here),
                _ => here.is_uppercase() && small_after > 0,
            };
    }
    if !glued {
        return false;
    }
    if before.is_lowercase() && here.is_uppercase() {
        let word_before = side.small_before >= 3 || side.small_before == 2 && side.opens;
        let capitals = letters[index..].iter().take(2).take_while(|(_, c)| c.is_uppercase()).count();
        let lone = index + 1 == letters.len() && blank_follows && matches!(here, 'A' | 'I' | 'E' | 'O' | 'Y');
        return word_before && (small_after > 0 || capitals >= 2 && side.small_before >= 3 || lone);
    }
    if before.is_lowercase() && here.is_numeric() {
        return side.small_before >= 3;
    }
    if before.is_numeric() && here.is_alphabetic() && !is_wide(here) {
        // "5th", "1er", "10km", "15 minute": a unit or an ordinal is short.
        let small = small_after + usize::from(here.is_lowercase());
        return if here.is_uppercase() { small_after >= 2 } else { small >= 3 };
    }
    false
}

/// One blank for a run of them, a new line only before an item of a list or behind an empty line.
fn fold_blanks(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut characters = text.char_indices().peekable();
    // What is kept is copied in one go.
    let mut kept = 0;
    while let Some((at, character)) = characters.next() {
        // ZWNJ and ZWJ shape Persian and Indic words; the other invisible ones say nothing.
        if matches!(character, '!'..='~' | '\u{200c}' | '\u{200d}' | '\u{3041}'..='\u{d7a3}') {
            continue;
        }
        let mut end = at + character.len_utf8();
        if character != '\u{ad}' && !is_blank(character) {
            continue;
        }
        folded.push_str(&text[kept..at]);
        kept = end;
        if character == '\u{ad}' {
            continue;
        }
        while let Some((next, blank)) = characters.next_if(|(_, next)| is_blank(*next)) {
            end = next + blank.len_utf8();
        }
        kept = end;
        push_gap(&mut folded, &text[at..end], &text[end..]);
    }
    folded.push_str(&text[kept..]);
    folded.truncate(folded.trim_end().len());
    folded
}

fn push_gap(folded: &mut String, gap: &str, rest: &str) {
    if folded.is_empty() || rest.is_empty() || !gap.contains(|c: char| c.is_whitespace()) {
        return;
    }
    let breaks = gap.matches('\n').count();
    if breaks == 0 {
        folded.push(' ');
        return;
    }
    let next = rest.chars().next().unwrap_or(' ');
    if breaks == 1 && next.is_lowercase() {
        // "edu-\ncation" is one word; a dash with a blank before it is none.
        if let Some(stem) = folded.strip_suffix(['-', '‐'])
            && stem.ends_with(char::is_lowercase)
        {
            folded.pop();
            return;
        }
    }
    let item = matches!(next, '•' | '◦' | '▪' | '‣' | '●' | '○' | '■')
        || rest.starts_with("- ")
        || rest.starts_with("* ")
        || is_numbered(rest);
    if breaks >= 2 || item {
        folded.push('\n');
    } else if !(is_ideograph(next) && folded.chars().next_back().is_some_and(is_ideograph)) {
        folded.push(' ');
    }
}

/// Whether [`reading`] may join what stands on both sides of one of a text's line breaks.
pub(crate) fn may_join_lines(text: &str) -> bool {
    let joins =
        |line: &str| line.trim_end_matches(is_blank).ends_with(|c| matches!(c, '-' | '‐') || is_ideograph(c));
    text.split('\n').rev().skip(1).any(joins)
}

fn is_numbered(rest: &str) -> bool {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits) && (rest[digits..].starts_with(". ") || rest[digits..].starts_with(") "))
}

/// Chinese and Japanese write on across a line break; Korean leaves a blank.
fn is_ideograph(character: char) -> bool {
    is_wide(character)
        && !('\u{1100}'..='\u{11ff}').contains(&character)
        && !('\u{ac00}'..='\u{d7a3}').contains(&character)
}

/// Markdown without its marks: `[text](url)` and `![text](url)` read as their text, emphasis and code marks go.
fn without_marks(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        unmark_line(line, &mut plain);
    }
    plain
}

fn unmark_line(line: &str, plain: &mut String) {
    let trimmed = line.trim_start();
    let quoted = trimmed.strip_prefix("> ").or_else(|| trimmed.strip_prefix('>'));
    let mut rest = quoted.unwrap_or(line);
    while let Some(at) = rest.find(['[', '*', '_', '`', '~', '\\', '<', '!']) {
        plain.push_str(&rest[..at]);
        let here = &rest[at..];
        let before = plain.chars().next_back();
        let link = here.strip_prefix('!').unwrap_or(here);
        if let Some((label, used)) = link_text(link) {
            let bang = here.len() - link.len();
            unmark_line(label, plain);
            rest = &here[bang + used..];
            continue;
        }
        if let Some((address, behind)) = here.strip_prefix('<').and_then(|inner| inner.split_once('>'))
            && address.contains("://")
            && !address.contains(' ')
        {
            plain.push_str(address);
            rest = behind;
            continue;
        }
        let mark = here.chars().next().unwrap_or(' ');
        let next = here[mark.len_utf8()..].chars().next();
        let dropped = match mark {
            '*' => !(before.is_none_or(is_blank) && next.is_none_or(is_blank)),
            '_' => !(before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric)),
            '~' => here.starts_with("~~") || before == Some('~'),
            '`' => true,
            '\\' => next.is_some_and(|c| c.is_ascii_punctuation()),
            _ => false,
        };
        if !dropped {
            plain.push(mark);
        }
        rest = &here[mark.len_utf8()..];
        if mark == '\\' && dropped {
            let escaped = next.map_or(0, char::len_utf8);
            plain.push_str(&rest[..escaped]);
            rest = &rest[escaped..];
        }
    }
    plain.push_str(rest);
}

/// The text of a link that begins here, and how many bytes the link takes.
fn link_text(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix('[')?;
    // A link is short; without the limit a text of brackets alone would take square time.
    let close = crate::structure::places::head(inner, 400).find("](")?;
    let label = &inner[..close];
    if label.contains('\n') {
        return None;
    }
    let behind = &inner[close + 2..];
    let end = crate::structure::places::head(behind, 1000).find(')')?;
    Some((label, 1 + close + 2 + end + 1))
}

#[cfg(test)]
mod tests {
    use crate::structure::page::Reading;
    use crate::structure::reading::reading;

    fn glued(text: &str) -> String {
        reading(text, &Reading::Glued).0
    }

    #[test]
    fn seams_are_opened_where_both_sides_are_words() {
        assert_eq!(glued("goalsBy joining"), "goals By joining");
        assert_eq!(glued("implementationA current challenge"), "implementation A current challenge");
        assert_eq!(glued("focuses onEncouraging"), "focuses on Encouraging");
        assert_eq!(glued("in 27 countries2014 saw 270Shenzhen"), "in 27 countries 2014 saw 270 Shenzhen");
        assert_eq!(glued("such as the 15minute Circle"), "such as the 15 minute Circle");
        assert_eq!(glued("learningGLLiC Growing"), "learning GLLiC Growing");
    }

    #[test]
    fn names_written_that_way_stay_whole() {
        for text in [
            "EcCoWell",
            "GLLiC",
            "#ImALifelongLearner",
            "McDonald",
            "PhD",
            "YouTube",
            "3rd",
            "CO2",
            "https://example.org/aB",
        ] {
            assert_eq!(glued(text), text);
        }
        let (text, wholes) = reading("through InternetPlus", &Reading::Glued);
        assert_eq!((text.as_str(), wholes), ("through Internet Plus", vec!["InternetPlus".to_owned()]));
    }

    #[test]
    fn plain_text_is_cut_in_sure_cases_only() {
        let plain = |text| reading(text, &Reading::Plain).0;
        assert_eq!(plain("Network of Cities:64 new members"), "Network of Cities: 64 new members");
        assert_eq!(plain("they learn.The town"), "they learn. The town");
        assert_eq!(
            plain("JavaScript iPhone at 13:30, see example.org"),
            "JavaScript iPhone at 13:30, see example.org"
        );
    }

    #[test]
    fn breaks_and_blanks_are_folded() {
        let plain = |text| reading(text, &Reading::Plain).0;
        assert_eq!(
            plain("  lifelong\u{a0}\u{a0}edu-\ncation for\nall \n\nNew"),
            "lifelong education for all\nNew"
        );
        assert_eq!(plain("终身\n学习"), "终身学习");
        assert_eq!(plain("평생\n학습"), "평생 학습");
        assert_eq!(plain("aims:\n• read\n• write"), "aims:\n• read\n• write");
        assert_eq!(plain("co\u{ad}operation می\u{200c}شود"), "cooperation می\u{200c}شود");
    }

    #[test]
    fn markdown_reads_as_its_text() {
        let (text, _) = reading(
            "See **the [map of *towns*](https://example.org/a_b)** and `code_x`, 2 * 3 \\* snake_case",
            &Reading::Marked,
        );
        assert_eq!(text, "See the map of towns and code_x, 2 * 3 * snake_case");
    }
}

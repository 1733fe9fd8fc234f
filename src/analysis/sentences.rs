//! Where sentences end, in any script.
//!
//! Used to cut passages, so a missed end costs little and a false one tears a name apart: where a
//! full stop may belong to an abbreviation, an initial or a number, the sentence goes on.

use std::ops::Range;

use crate::analysis::script::Kind;
use crate::analysis::signs::sign;

/// Words whose full stop ends no sentence, in small letters.
#[rustfmt::skip]
const ABBREVIATIONS: &[&str] = &[
    // Titles and names.
    "mr", "mrs", "ms", "dr", "prof", "st", "ste", "jr", "sr", "hon", "rev", "gen", "col", "capt", "lt", "sgt",
    "pres", "gov", "sen", "rep", "mme", "mlle", "mm", "sra", "srta", "dra", "dña", "sig", "dott", "prof", "exmo",
    "herr", "fr", "hr", "ing", "mag", "univ", "проф", "акад", "г", "ул", "им", "св",
    // Firms and places.
    "inc", "ltd", "co", "corp", "bros", "dept", "av", "ave", "blvd", "rd", "str", "mt", "ft",
    // References.
    "vol", "fig", "figs", "ed", "eds", "pp", "ch", "sec", "art", "cf", "ibid", "op", "al", "ca", "vs", "viz", "approx",
    "e.g", "i.e", "eg", "ie", "bzw", "vgl", "usw", "z.b", "d.h", "u.a", "bl", "ff", "см", "т.е", "т.д", "т.п", "др", "тыс", "млн",
    // Months.
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
];

/// Words whose full stop ends no sentence when a number follows: "No. 5".
const BEFORE_NUMBERS: &[&str] = &["no", "nos", "nr", "núm", "num", "p", "n", "с", "стр", "№"];

/// A blank ends a piece of Thai, Lao, Khmer or Burmese text that has grown to this many characters:
/// Thai writes no full stop and puts its blanks between clauses.
const LONG_CLAUSE: usize = 80;

/// Finds the sentences of a text, without the blanks around them.
///
/// Every character that is no white space lies in exactly one of the ranges, and they are in order.
///
/// ```
/// use gnlc::analysis::sentences;
///
/// let text = "Mr. Zhang spoke. 大家好。No. 5 is here!";
/// let found: Vec<&str> = sentences(text).into_iter().map(|place| &text[place]).collect();
/// assert_eq!(found, ["Mr. Zhang spoke.", "大家好。", "No. 5 is here!"]);
/// ```
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut length = 0;
    let mut ahead = Ahead::default();
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        length += 1;
        let behind = at + character.len_utf8();
        let ends = match character {
            '。' | '！' | '？' | '｡' | '!' | '?' | '؟' | '۔' | '।' | '॥' | '։' | '។' | '៕' | '။' | '።'
            | '‼' | '⁇' | '⁈' | '⁉' => Some(ahead.closed(text, behind)),
            '.' | '…' | '．' => {
                Some(ahead.closed(text, behind)).filter(|&end| ends_here(text, start..at, end, &mut ahead))
            }
            '\n' if starts_anew(&text[behind..]) => Some(behind),
            _ if character.is_whitespace() && length >= LONG_CLAUSE => {
                is_between_clauses(text, at, behind).then_some(behind)
            }
            _ => None,
        };
        let Some(end) = ends else { continue };
        while characters.next_if(|&(next, _)| next < end).is_some() {}
        push_trimmed(text, start..end, &mut found);
        (start, length) = (end, 0);
    }
    push_trimmed(text, start..text.len(), &mut found);
    found
}

/// What stands ahead, kept while it stays true: in forty thousand dots each would otherwise look for their end anew.
#[derive(Default)]
struct Ahead {
    /// Where the last run of closing marks begins and ends.
    run: Range<usize>,
    /// From where the next letter or digit was looked for, where it stands, and which it is.
    next: Option<(usize, usize, Option<char>)>,
}

impl Ahead {
    /// Behind the marks and closing brackets that follow the end of a sentence.
    fn closed(&mut self, text: &str, from: usize) -> usize {
        if !(self.run.start..=self.run.end).contains(&from) {
            self.run = from..closed(text, from);
        }
        self.run.end
    }

    /// The next letter or digit.
    fn next(&mut self, text: &str, from: usize) -> Option<char> {
        if let Some((_, _, next)) = self.next.filter(|(start, at, _)| (*start..=*at).contains(&from)) {
            return next;
        }
        let found = text[from..].char_indices().find(|(_, character)| character.is_alphanumeric());
        let at = found.map_or(text.len(), |(length, _)| from + length);
        let next = found.map(|(_, character)| character);
        self.next = Some((from, at, next));
        next
    }
}

/// Behind the marks and closing brackets that follow the end of a sentence.
fn closed(text: &str, from: usize) -> usize {
    let is_closing = |character: char| {
        matches!(
            character,
            '.' | '!'
                | '?'
                | '…'
                | '。'
                | '！'
                | '？'
                | '"'
                | '\''
                | '”'
                | '’'
                | '»'
                | '›'
                | ')'
                | ']'
                | '」'
                | '』'
                | '）'
                | '】'
                | '》'
                | '〉'
        )
    };
    text[from..].find(|character| !is_closing(character)).map_or(text.len(), |length| from + length)
}

/// Whether a full stop behind a sentence so far, closed at another place, ends it.
fn ends_here(text: &str, own: Range<usize>, end: usize, ahead: &mut Ahead) -> bool {
    let rest = &text[end..];
    if !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
        return false;
    }
    let Some(next) = ahead.next(text, end) else { return true };
    if next.is_lowercase() {
        return false;
    }
    let before = &text[own];
    let word_start = before.rfind(|character: char| !is_in_abbreviation(character));
    let word = word_start.map_or(before, |gap| before[gap..].trim_start_matches(|c| !is_in_abbreviation(c)));
    if word.is_empty() {
        return true;
    }
    let letters = word.chars().count();
    if word.chars().all(|character| character.is_ascii_digit()) {
        // "3. Oktober" and the number of a list; longer numbers may end a sentence.
        return letters > 2;
    }
    // An initial: J. Smith, U.S. Army. A lone letter of an uncased script is a word.
    let last_piece = word.rsplit('.').next().unwrap_or(word);
    if last_piece.chars().count() == 1 && last_piece.chars().all(char::is_uppercase) {
        return false;
    }
    let small = word.to_lowercase();
    if BEFORE_NUMBERS.contains(&small.as_str()) {
        return !next.is_numeric();
    }
    !ABBREVIATIONS.contains(&small.as_str())
}

fn is_in_abbreviation(character: char) -> bool {
    character.is_alphanumeric() || character == '.'
}

/// Whether a new line starts a paragraph or an entry of a list.
fn starts_anew(rest: &str) -> bool {
    let line = rest.trim_start_matches([' ', '\t', '\r', '\u{a0}', '\u{3000}']);
    line.starts_with(['\n', '•', '·', '▪', '●', '◦', '*', '–', '—'])
}

fn is_between_clauses(text: &str, at: usize, behind: usize) -> bool {
    let is_letter = |character: Option<char>| {
        character.map(sign).is_some_and(|sign| sign.script.needs_dictionary() && sign.kind == Kind::Letter)
    };
    is_letter(text[..at].chars().next_back()) && is_letter(text[behind..].chars().next())
}

fn push_trimmed(text: &str, place: Range<usize>, found: &mut Vec<Range<usize>>) {
    let sentence = &text[place.clone()];
    let trimmed = sentence.trim();
    if !trimmed.is_empty() {
        let start = place.start + (sentence.len() - sentence.trim_start().len());
        found.push(start..start + trimmed.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|place| &text[place]).collect()
    }

    #[test]
    fn sentences_end_in_every_script() {
        assert_eq!(cut("我们学习。你呢？好！"), ["我们学习。", "你呢？", "好！"]);
        assert_eq!(cut("यह शहर है। वह गाँव है।"), ["यह शहर है।", "वह गाँव है।"]);
        assert_eq!(cut("یہ شہر ہے۔ وہ گاؤں ہے۔"), ["یہ شہر ہے۔", "وہ گاؤں ہے۔"]);
        assert_eq!(cut("Բարև։ Ինչպե՞ս ես։"), ["Բարև։", "Ինչպե՞ս ես։"]);
        assert_eq!(cut("هل تتعلم؟ نعم."), ["هل تتعلم؟", "نعم."]);
        assert_eq!(cut("Ολα καλά. Ναι."), ["Ολα καλά.", "Ναι."]);
    }

    #[test]
    fn abbreviations_initials_and_decimals_do_not_end_a_sentence() {
        for text in [
            "Mr. Zhang and Dr. S. Giannini met in St. Louis at 3.5 km, No. 5, on Feb. 14.",
            "The U.S. Commission and e.g. Hamburg.",
            "Am 3. Oktober in Hamburg.",
            "see www.unesco.org for more",
        ] {
            assert_eq!(cut(text), [text]);
        }
        assert_eq!(cut("It began in 2016. Cities joined."), ["It began in 2016.", "Cities joined."]);
        assert_eq!(cut("They said no. Then yes."), ["They said no.", "Then yes."]);
    }

    #[test]
    fn closing_quotes_belong_to_their_sentence() {
        assert_eq!(cut("“We learn.” He left."), ["“We learn.”", "He left."]);
        assert_eq!(cut("他说：“学习！”然后走了。"), ["他说：“学习！”", "然后走了。"]);
    }

    #[test]
    fn a_blank_line_or_a_bullet_ends_what_has_no_full_stop() {
        assert_eq!(cut("Vision\n\nThe city\nlearns"), ["Vision", "The city\nlearns"]);
        assert_eq!(cut("Goals:\n• one\n• two"), ["Goals:", "• one", "• two"]);
    }

    #[test]
    fn thai_ends_at_a_blank_when_it_has_grown_long() {
        let clause = "การเรียนรู้ตลอดชีวิตเป็นสิ่งสำคัญสำหรับทุกคนในเมืองแห่งการเรียนรู้ของโลกใบนี้ที่เราอยู่ร่วมกัน";
        assert_eq!(cut(&format!("{clause} {clause}")), [clause, clause]);
        assert_eq!(cut("เมือง การเรียนรู้"), ["เมือง การเรียนรู้"]);
    }

    /// Found by the fuzzer: forty thousand dots took two seconds, four million would have taken hours.
    #[test]
    fn runs_of_marks_take_time_in_proportion() {
        let begun = std::time::Instant::now();
        for run in [".", ". ", ".) ", "!", "?\u{301}", "… ", ".\n", "\n"] {
            let text = format!("A town{} begins", run.repeat(200_000));
            assert!(!sentences(&text).is_empty());
        }
        assert!(begun.elapsed() < std::time::Duration::from_secs(20), "{:?}", begun.elapsed());
    }
}

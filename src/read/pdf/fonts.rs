//! A font of a PDF tells which text its codes stand for and how wide they are.
//!
//! The font's own map of codes to text is asked first; without one the names of its glyphs (the Adobe Glyph
//! List in `glyph_names.tsv`), then the encoding it is based on. Codes of the old East Asian encodings are text in
//! those encodings. What none of these tells stays unknown: shapes are not looked at.

use std::collections::HashMap;
use std::sync::LazyLock;

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, MACINTOSH, SHIFT_JIS, UTF_16BE, WINDOWS_1252};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

use crate::read::pdf::cmap::{self, Map};

/// A code of a text as its font reads it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Glyph {
    /// `None` where the font does not say.
    pub(crate) text: Option<String>,
    /// In parts of the size of the letters.
    pub(crate) width: f64,
    /// Whether it is the blank that word spacing widens.
    pub(crate) is_blank: bool,
}

/// A font as far as its text matters.
#[derive(Debug)]
pub(crate) struct Font {
    map: Map,
    codes: Codes,
    widths: HashMap<u32, f64>,
    usual: f64,
    /// What one unit of its widths is in parts of the letters' size.
    unit: f64,
}

#[derive(Debug)]
enum Codes {
    /// One byte each, with what they mean.
    Bytes(Vec<Option<String>>),
    /// Two bytes each, which mean nothing by themselves.
    Pairs,
    /// Text in an encoding.
    Encoded(&'static Encoding),
    /// As the font's own map parts them.
    Mapped(Vec<(usize, u32, u32)>),
}

const NAMES: &str = include_str!("glyph_names.tsv");

static GLYPH_NAMES: LazyLock<HashMap<&'static str, char>> = LazyLock::new(|| {
    let lines = NAMES.lines().filter(|line| !line.starts_with('#'));
    let entry = |line: &'static str| {
        let (name, code) = line.split_once('\t')?;
        Some((name, char::from_u32(u32::from_str_radix(code, 16).ok()?)?))
    };
    lines.filter_map(entry).collect()
});

impl Font {
    pub(crate) fn new(font: &Dict<'_>) -> Font {
        let map = font
            .get::<Stream<'_>>("ToUnicode")
            .and_then(|stream| stream.decoded_data().ok().map(|bytes| cmap::map(&bytes)));
        let map = map.unwrap_or_default();
        let kind = font.get::<Name<'_>>("Subtype");
        let is = |name: &str| kind.as_ref().is_some_and(|kind| kind.as_str() == name);
        if is("Type0") {
            return composite(font, map);
        }
        let mut widths = HashMap::new();
        let first = font.get::<i32>("FirstChar").unwrap_or(0).max(0) as u32;
        for (at, width) in
            font.get::<Array<'_>>("Widths").iter().flat_map(|list| list.iter::<f32>()).take(256).enumerate()
        {
            widths.insert(first + at as u32, f64::from(width));
        }
        let descriptor = font.get::<Dict<'_>>("FontDescriptor");
        let missing = descriptor.as_ref().and_then(|descriptor| descriptor.get::<f32>("MissingWidth"));
        let unit = if is("Type3") {
            let matrix = font.get::<Array<'_>>("FontMatrix").and_then(|matrix| matrix.iter::<f32>().next());
            f64::from(matrix.unwrap_or(0.001)).abs()
        } else {
            0.001
        };
        // The fourteen fonts that every program has state no widths; half their size is near enough to find words.
        let usual = missing.filter(|width| *width > 0.0).map_or(500.0, f64::from);
        Font { map, codes: Codes::Bytes(names(font, descriptor.as_ref())), widths, usual, unit }
    }

    /// What a text of codes says.
    pub(crate) fn glyphs(&self, bytes: &[u8]) -> Vec<Glyph> {
        let mut glyphs = Vec::with_capacity(bytes.len());
        let mut rest = bytes;
        while !rest.is_empty() {
            let length = self.length(rest).clamp(1, rest.len());
            let (own, behind) = rest.split_at(length);
            let code = own.iter().fold(0_u32, |code, byte| code << 8 | u32::from(*byte));
            let width = self.widths.get(&code).copied().unwrap_or(self.usual) * self.unit;
            let text = self.map.text(code).filter(|text| !text.is_empty()).or_else(|| self.meaning(own));
            glyphs.push(Glyph { text, width, is_blank: own == b" " });
            rest = behind;
        }
        glyphs
    }

    /// How many bytes the next code has.
    fn length(&self, rest: &[u8]) -> usize {
        match &self.codes {
            Codes::Bytes(_) => 1,
            Codes::Pairs => 2,
            Codes::Encoded(encoding) if *encoding == UTF_16BE => {
                if matches!(rest[0], 0xD8..=0xDB) {
                    4
                } else {
                    2
                }
            }
            Codes::Encoded(encoding) => match rest[0] {
                0..=0x80 | 0xFF => 1,
                // Half as wide kana.
                0xA1..=0xDF if *encoding == SHIFT_JIS => 1,
                _ => 2,
            },
            Codes::Mapped(spaces) => {
                let fits = |(length, first, last): &&(usize, u32, u32)| {
                    let code =
                        rest.iter().take(*length).fold(0_u32, |code, byte| code << 8 | u32::from(*byte));
                    rest.len() >= *length && (*first..=*last).contains(&code)
                };
                spaces.iter().find(fits).map_or(1, |(length, ..)| *length)
            }
        }
    }

    fn meaning(&self, code: &[u8]) -> Option<String> {
        match &self.codes {
            Codes::Bytes(names) => names.get(usize::from(*code.first()?))?.clone(),
            Codes::Encoded(encoding) => encoding
                .decode_without_bom_handling_and_without_replacement(code)
                .map(|text| text.into_owned()),
            Codes::Pairs | Codes::Mapped(_) => None,
        }
    }
}

fn composite(font: &Dict<'_>, map: Map) -> Font {
    let codes = match font.get::<Object<'_>>("Encoding") {
        Some(Object::Name(name)) => encoded(name.as_str()),
        Some(Object::Stream(stream)) => {
            let own = stream.decoded_data().ok().map(|bytes| cmap::map(&bytes)).unwrap_or_default();
            if own.spaces.is_empty() { Codes::Pairs } else { Codes::Mapped(own.spaces) }
        }
        _ => Codes::Pairs,
    };
    let inner = font.get::<Array<'_>>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next());
    let mut widths = HashMap::new();
    let mut usual = 1000.0;
    if let Some(inner) = inner {
        usual = inner.get::<f32>("DW").map_or(1000.0, f64::from);
        // Widths count by glyph; only where glyphs are the codes themselves do they help.
        if let (Codes::Pairs, Some(list)) = (&codes, inner.get::<Array<'_>>("W")) {
            widths = wide(&list);
        }
    }
    Font { map, codes, widths, usual, unit: 0.001 }
}

/// Lists of widths: `first [w w w]` or `first last w`.
fn wide(list: &Array<'_>) -> HashMap<u32, f64> {
    let mut widths = HashMap::new();
    let mut items = list.iter::<Object<'_>>();
    let number = |object: Object<'_>| object.into_number().map(|number| number.as_f64());
    while let Some(first) = items.next().and_then(number) {
        let first = first.clamp(0.0, 65_535.0) as u32;
        match items.next() {
            Some(Object::Array(own)) => {
                for (at, width) in own.iter::<f32>().enumerate().take(65_536) {
                    widths.insert(first + at as u32, f64::from(width));
                }
            }
            Some(last) => {
                let last = number(last).unwrap_or(0.0).clamp(0.0, 65_535.0) as u32;
                let Some(width) = items.next().and_then(number) else { break };
                widths.extend((first..=last).map(|code| (code, width)));
            }
            None => break,
        }
    }
    widths
}

/// Which encoding the codes of a named map are.
fn encoded(name: &str) -> Codes {
    let begins = |beginnings: &[&str]| beginnings.iter().any(|beginning| name.starts_with(beginning));
    let encoding = match () {
        () if name.starts_with("Uni") => UTF_16BE,
        () if begins(&["GB"]) => GB18030,
        () if begins(&["B5pc", "HKscs", "ETen-B5", "ETenms-B5", "CNS"]) => BIG5,
        () if begins(&["83pv", "90ms", "90pv", "Add-RKSJ", "Ext-RKSJ"]) => SHIFT_JIS,
        () if begins(&["EUC"]) => EUC_JP,
        () if begins(&["KSC"]) => EUC_KR,
        () => return Codes::Pairs,
    };
    Codes::Encoded(encoding)
}

/// What the bytes of a simple font mean.
fn names(font: &Dict<'_>, descriptor: Option<&Dict<'_>>) -> Vec<Option<String>> {
    let encoding = font.get::<Object<'_>>("Encoding");
    let (base, differences) = match encoding {
        Some(Object::Name(name)) => (Some(name), None),
        Some(Object::Dict(dict)) => {
            (dict.get::<Name<'_>>("BaseEncoding"), dict.get::<Array<'_>>("Differences"))
        }
        _ => (None, None),
    };
    let table = match base.as_ref().map(Name::as_str) {
        Some("MacRomanEncoding") => MACINTOSH,
        _ => WINDOWS_1252,
    };
    let mut names: Vec<Option<String>> = (0..=255_u8)
        .map(|byte| {
            let text = table.decode_without_bom_handling(&[byte]).0.into_owned();
            Some(text).filter(|text| !text.chars().all(char::is_control))
        })
        .collect();
    if base.is_none()
        && let Some(program) = descriptor.and_then(|descriptor| descriptor.get::<Stream<'_>>("FontFile"))
        && let Ok(bytes) = program.decoded_data()
    {
        built_in(&bytes, &mut names);
    }
    let mut code = 0_usize;
    for item in differences.iter().flat_map(|list| list.iter::<Object<'_>>()) {
        match item {
            Object::Name(name) => {
                if let Some(place) = names.get_mut(code) {
                    *place = named(name.as_str());
                }
                code = code.saturating_add(1);
            }
            other => code = other.into_number().map_or(code, |number| number.as_f64().max(0.0) as usize),
        }
    }
    names
}

/// The table in the readable head of a Type 1 font: `dup 12 /fi put`.
fn built_in(program: &[u8], names: &mut [Option<String>]) {
    let end = program.windows(5).position(|window| window == b"eexec").unwrap_or(program.len());
    let head = String::from_utf8_lossy(&program[..end.min(64 << 10)]);
    let mut words = head.split_ascii_whitespace();
    while let Some(word) = words.next() {
        if word != "dup" {
            continue;
        }
        let code = words.next().and_then(|code| code.parse::<usize>().ok());
        let name = words.next().and_then(|name| name.strip_prefix('/'));
        if let (Some(place), Some(name)) = (code.and_then(|code| names.get_mut(code)), name) {
            *place = named(name);
        }
    }
}

/// The text of a glyph's name.
fn named(name: &str) -> Option<String> {
    // What stands behind a point tells how it is drawn; parts between bars are letters side by side.
    let name = name.split('.').next().filter(|name| !name.is_empty())?;
    name.split('_').map(letter).collect()
}

fn letter(name: &str) -> Option<String> {
    if let Some(character) = GLYPH_NAMES.get(name) {
        return Some(character.to_string());
    }
    let code = |digits: &str| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
    match (name.strip_prefix("uni"), name.strip_prefix('u')) {
        (Some(digits), _) if digits.len() >= 4 => code(digits.get(..4)?).map(String::from),
        (_, Some(digits)) if (4..=6).contains(&digits.len()) => code(digits).map(String::from),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::read::pdf::fonts::named;

    #[test]
    fn a_glyphs_name_tells_its_text() {
        let text = |name| named(name).unwrap_or_default();
        assert_eq!(
            [text("eacute"), text("f_i"), text("a.sc"), text("uni0431"), text("u1F600")],
            ["é", "fi", "a", "б", "😀"]
        );
        assert_eq!([text("afii10017"), text("g123"), text(".notdef")], ["А", "", ""]);
    }
}

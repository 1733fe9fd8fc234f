//! An RTF file becomes its text: control words are read, what they paint is not.
//!
//! Letters above ASCII come as `\uN` (UTF-16 in decimal, followed by a stand-in for old programs) or as bytes
//! of a code page, which the file names for itself and again for each font. Headings are told by their
//! styles, whose names are English in the files of every language. Groups that hold no text —
//! fonts, colours, styles, pictures, headers of pages — are passed over by their names.

use std::collections::HashMap;

use encoding_rs::{Encoding, WINDOWS_1252};

use crate::error::Limit;
use crate::read::marked::Role;
use crate::read::office::core;
use crate::read::office::docx::named;
use crate::read::office::flow::Flow;
use crate::read::place::{Fault, Laid, Place};

/// Groups without text for readers.
#[rustfmt::skip]
const SILENT: &[&str] = &[
    "colortbl", "listtable", "listoverridetable", "pict", "object", "header", "headerl", "headerr",
    "headerf", "footer", "footerl", "footerr", "footerf", "themedata", "datastore", "latentstyles", "rsidtbl",
    "generator", "fldinst", "xmlnstbl", "pntext", "listtext", "nonshppict", "bkmkstart", "bkmkend", "annotation", "filetbl",
    "colorschememapping", "mmathPr", "atnid", "atnauthor", "userprops",
];

/// What a group inherits to the groups in it.
#[derive(Clone)]
struct State {
    encoding: &'static Encoding,
    /// How many stand-ins follow a `\u`.
    stand_ins: usize,
    is_silent: bool,
    /// The part of the statements that is written here.
    field: Option<&'static str>,
    is_font_table: bool,
    is_style_table: bool,
    is_hidden: bool,
}

/// A file while it is read.
struct Rtf<'a> {
    rest: &'a [u8],
    state: State,
    groups: Vec<State>,
    fonts: HashMap<i32, &'static Encoding>,
    /// The font whose entry is read.
    font: i32,
    default: &'static Encoding,
    styles: HashMap<i32, Role>,
    /// The style whose entry is read, and its name so far.
    style: (i32, String),
    /// Bytes of a code page that wait for the rest of their character.
    bytes: Vec<u8>,
    /// The first half of a UTF-16 pair.
    half: Option<u16>,
    /// Stand-ins still to be passed over.
    passed: usize,
    paragraph: String,
    role: Option<Role>,
    is_row: bool,
    /// Whether the paragraph in hand stands in a cell.
    is_in_table: bool,
    fields: HashMap<&'static str, String>,
    /// The parts of the day the file was made.
    made: [i32; 3],
    flow: Flow,
}

pub(crate) fn read(place: &Place, bytes: &[u8]) -> Result<Laid, Fault> {
    let state = State {
        encoding: WINDOWS_1252,
        stand_ins: 1,
        is_silent: false,
        field: None,
        is_font_table: false,
        is_style_table: false,
        is_hidden: false,
    };
    let mut rtf = Rtf {
        rest: bytes,
        state,
        groups: Vec::new(),
        fonts: HashMap::new(),
        font: 0,
        default: WINDOWS_1252,
        styles: HashMap::new(),
        style: (0, String::new()),
        bytes: Vec::new(),
        half: None,
        passed: 0,
        paragraph: String::new(),
        role: None,
        is_row: false,
        is_in_table: false,
        fields: HashMap::new(),
        made: [0; 3],
        flow: Flow::new(place),
    };
    rtf.walk(place)?;
    rtf.end_paragraph();
    if rtf.is_row {
        rtf.flow.end_table();
    }
    let mut laid = Laid { layout: rtf.flow.layout, notes: rtf.flow.notes, ..Laid::default() };
    laid.stated.title = rtf.fields.get("title").and_then(|title| core::title(title));
    if let Some(author) = rtf.fields.remove("author").filter(|author| !author.trim().is_empty()) {
        laid.stated.extra.insert("author".to_owned(), author.trim().into());
    }
    if let [year @ 1900..=9999, month @ 1..=12, day @ 1..=31] = rtf.made {
        laid.stated.date = Some(format!("{year:04}-{month:02}-{day:02}"));
    }
    Ok(laid)
}

impl Rtf<'_> {
    fn walk(&mut self, place: &Place) -> Result<(), Fault> {
        while let Some((byte, rest)) = self.rest.split_first() {
            self.rest = rest;
            match byte {
                b'{' => {
                    if self.groups.len() >= place.limits.depth {
                        let what = format!("its groups stand more than {} deep", place.limits.depth);
                        return Err(Fault::Limit(Limit::Depth, what));
                    }
                    self.flush();
                    self.groups.push(self.state.clone());
                    self.passed = 0;
                }
                b'}' => {
                    self.flush();
                    self.passed = 0;
                    if self.state.is_style_table {
                        let (number, name) = std::mem::take(&mut self.style);
                        self.styles
                            .extend(named(name.trim_end_matches(';').trim()).map(|role| (number, role)));
                    }
                    if let Some(state) = self.groups.pop() {
                        self.state = state;
                    }
                }
                b'\\' => self.control(),
                b'\r' | b'\n' => {}
                _ if self.passed > 0 => self.passed -= 1,
                byte => self.bytes.push(*byte),
            }
        }
        self.flush();
        Ok(())
    }

    /// A control word or symbol.
    fn control(&mut self) {
        let Some((first, behind)) = self.rest.split_first() else { return };
        if !first.is_ascii_alphabetic() {
            self.rest = behind;
            self.symbol(*first);
            return;
        }
        let letters = self.rest.iter().take(40).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let (word, rest) = self.rest.split_at(letters);
        let sign = usize::from(rest.first() == Some(&b'-'));
        let digits = rest[sign..].iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
        let length = if digits > 0 { sign + digits } else { 0 };
        let number = std::str::from_utf8(&rest[..length]).ok().and_then(|digits| digits.parse::<i32>().ok());
        self.rest = &rest[length..];
        // One blank behind a control word belongs to it.
        self.rest = self.rest.strip_prefix(b" ").unwrap_or(self.rest);
        let word = String::from_utf8_lossy(word).into_owned();
        self.word(&word, number);
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'\'' => {
                let code = self.rest.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
                let byte = code.and_then(|code| u8::from_str_radix(code, 16).ok());
                self.rest = self.rest.get(2..).unwrap_or_default();
                match byte {
                    _ if self.passed > 0 => self.passed -= 1,
                    Some(byte) => self.bytes.push(byte),
                    None => {}
                }
            }
            // A group whose name follows, to be passed over by who does not know it.
            b'*' => self.state.is_silent = true,
            b'~' => self.push('\u{a0}'),
            b'_' => self.push('-'),
            b'{' | b'}' | b'\\' if self.passed > 0 => self.passed -= 1,
            b'{' | b'}' | b'\\' => self.bytes.push(symbol),
            b'\r' | b'\n' => self.word("par", None),
            _ => {}
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let value = number.unwrap_or(0);
        match word {
            "u" => {
                self.unit(value as u16);
                self.passed = self.state.stand_ins;
                return;
            }
            "bin" => self.rest = self.rest.get(value.max(0) as usize..).unwrap_or_default(),
            _ => {}
        }
        self.flush();
        match word {
            "ansicpg" => {
                self.default = code_page(value).unwrap_or(self.default);
                self.state.encoding = self.default;
            }
            "mac" => self.default = encoding_rs::MACINTOSH,
            "uc" => self.state.stand_ins = value.clamp(0, 8) as usize,
            "f" => {
                self.font = value;
                self.state.encoding = self.fonts.get(&value).copied().unwrap_or(self.default);
            }
            "fcharset" if self.state.is_font_table => {
                if let Some(encoding) = charset(value) {
                    self.fonts.insert(self.font, encoding);
                }
            }
            // Told as one to be passed over by old programs; its text follows the words it belongs to.
            "footnote" => {
                self.state.is_silent = self.groups.last().is_some_and(|around| around.is_silent);
                self.push(' ');
            }
            // A text told twice: in letters of a code page, then in all letters.
            "upr" => self.state.is_silent = true,
            "ud" => {
                let outside = self.groups.len().checked_sub(2).and_then(|at| self.groups.get(at));
                self.state.is_silent = outside.is_some_and(|around| around.is_silent);
            }
            "stylesheet" => (self.state.is_silent, self.state.is_style_table) = (true, true),
            "s" if self.state.is_style_table => self.style.0 = value,
            "s" => self.role = self.styles.get(&value).copied(),
            "fonttbl" => (self.state.is_silent, self.state.is_font_table) = (true, true),
            "info" => self.state.is_silent = true,
            "title" | "author" => {
                let field = if word == "title" { "title" } else { "author" };
                // Told twice, the second time is for programs that know all letters.
                self.fields.remove(field);
                self.state.field = Some(field);
            }
            "creatim" => self.state.field = Some("made"),
            "yr" | "mo" | "dy" if self.state.field == Some("made") => {
                let at = ["yr", "mo", "dy"].iter().position(|part| *part == word).unwrap_or(0);
                self.made[at] = value;
            }
            "v" => self.state.is_hidden = number != Some(0),
            // A paragraph inside a cell; where pages begin is not known before the file is laid out.
            "par" if self.is_row && self.is_in_table => self.push(' '),
            "par" | "sect" | "page" => self.end_paragraph(),
            "intbl" => self.is_in_table = true,
            "line" => self.push('\n'),
            "tab" => self.push(' '),
            "emdash" => self.push('—'),
            "endash" => self.push('–'),
            "lquote" => self.push('‘'),
            "rquote" => self.push('’'),
            "ldblquote" => self.push('“'),
            "rdblquote" => self.push('”'),
            "bullet" => self.push('•'),
            "pard" => (self.role, self.is_in_table) = (None, false),
            "outlinelevel" if (0..9).contains(&value) => self.role = Some(Role::Heading(value as u8 + 1)),
            "ls" if self.role.is_none() => self.role = Some(Role::Item),
            "trowd" if !self.is_row => {
                self.is_row = true;
                self.flow.table();
            }
            "cell" => {
                self.flow.cell(None);
                let text = std::mem::take(&mut self.paragraph);
                self.flow.add(&text, None);
            }
            "row" => self.flow.end_row(),
            word if SILENT.contains(&word) => self.state.is_silent = true,
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        if self.state.is_silent {
            return;
        }
        let text = std::mem::take(&mut self.paragraph);
        if text.trim().is_empty() {
            return;
        }
        if std::mem::take(&mut self.is_row) {
            self.flow.end_table();
        }
        // Some programs write the sign of an item as text before it.
        let item = text.trim_start().strip_prefix('•');
        match item.filter(|_| self.role.is_none()) {
            Some(item) => self.flow.add(item, Some(Role::Item)),
            None => self.flow.add(&text, self.role),
        }
    }

    /// One unit of UTF-16.
    fn unit(&mut self, unit: u16) {
        self.flush();
        let units: Vec<u16> = self.half.take().into_iter().chain([unit]).collect();
        if (0xD800..0xDC00).contains(&unit) {
            self.half = Some(unit);
            return;
        }
        for character in char::decode_utf16(units).flatten() {
            self.push(character);
        }
    }

    /// Bytes that waited become text.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let (text, _) = self.state.encoding.decode_without_bom_handling(&bytes);
        self.text(&text);
    }

    fn push(&mut self, character: char) {
        self.flush();
        self.text(character.encode_utf8(&mut [0; 4]));
    }

    fn text(&mut self, text: &str) {
        match self.state.field {
            Some("made") => {}
            Some(field) => self.fields.entry(field).or_default().push_str(text),
            None if self.state.is_style_table => self.style.1.push_str(text),
            None if self.state.is_silent || self.state.is_hidden => {}
            None => self.paragraph.push_str(text),
        }
    }
}

/// The encoding of a Windows code page.
fn code_page(number: i32) -> Option<&'static Encoding> {
    let label = match number {
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        866 => "ibm866".to_owned(),
        10000 => "macintosh".to_owned(),
        65001 => "utf-8".to_owned(),
        number => format!("windows-{number}"),
    };
    Encoding::for_label(label.as_bytes())
}

/// The encoding of a font's character set, by the numbers Windows gives them.
fn charset(number: i32) -> Option<&'static Encoding> {
    let page = match number {
        0 => 1252,
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    };
    code_page(page)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::read::office::rtf::read;
    use crate::read::place::{Laid, Place};

    fn laid(text: &str) -> Laid {
        read(&Place::file(Path::new("a.rtf")), text.as_bytes()).unwrap()
    }

    fn text(rtf: &str) -> String {
        laid(rtf).layout.finish().0
    }

    #[test]
    fn letters_come_as_code_points_and_as_bytes_of_code_pages() {
        assert_eq!(
            text(r"{\rtf1\ansi\ansicpg1252 caf\'e9 \u54617?\u49845?{\b bold}\par}"),
            "café 학습bold\n"
        );
        assert_eq!(text(r"{\rtf1{\fonttbl{\f0\fcharset204 Arial;}}\f0 \'e3\'ee\'f0\'ee\'e4}"), "город\n");
        assert_eq!(text(r"{\rtf1\ansicpg936 \'bd\'f0\'b6\'bc}"), "金都\n");
        assert_eq!(text(r"{\rtf1 a {\upr{??}{\*\ud{\u54617 ?}}} b}"), "a 학 b\n");
        assert_eq!(text(r"{\rtf1\uc2 \u-10179 ??\u-8704 ??x}"), "😀x\n");
    }

    #[test]
    fn groups_without_text_are_passed_over_and_statements_are_kept() {
        let rtf = r"{\rtf1{\stylesheet{\s1 heading 1;}{\s2 Normal;}}{\info{\title Plan \'e9t\'e9}{\author A. Silva}{\creatim\yr2021\mo3\dy4}}{\*\generator X;}{\header menu}\pard\s1 Head\par\pard Body \{text\}\line more\par}";
        let found = laid(rtf);
        assert_eq!(found.stated.title.as_deref(), Some("Plan été"));
        assert_eq!(found.stated.date.as_deref(), Some("2021-03-04"));
        assert_eq!(found.layout.finish().0, "Head\n\nBody {text}\nmore\n");
    }

    #[test]
    fn rows_are_rows() {
        let rtf = r"{\rtf1\trowd\cellx1\cellx2 City\cell Year\cell\row\trowd Cork\cell 2015\cell\row\pard After.\par}";
        assert_eq!(text(rtf), "City\tYear\nCork\t2015\n\nAfter.\n");
    }
}

//! A character map of a PDF becomes the text of each code.
//!
//! Maps are little programs; only their tables are read: which codes there are, and which text they stand for.

use std::collections::HashMap;

/// Longer lists are no tables of a font.
const MOST: usize = 1 << 20;

/// What the codes of a font mean.
#[derive(Debug, Default)]
pub(crate) struct Map {
    single: HashMap<u32, String>,
    /// First code, last code, text of the first.
    ranges: Vec<(u32, u32, Vec<u16>)>,
    /// Length of a code in bytes, first and last code.
    pub(crate) spaces: Vec<(usize, u32, u32)>,
}

impl Map {
    pub(crate) fn text(&self, code: u32) -> Option<String> {
        if let Some(text) = self.single.get(&code) {
            return Some(text.clone());
        }
        let (first, _, units) =
            self.ranges.iter().find(|(first, last, _)| (*first..=*last).contains(&code))?;
        let mut units = units.clone();
        // The text of a code further on is counted up in its last letter.
        let last = units.last_mut()?;
        *last = last.wrapping_add((code - first) as u16);
        Some(String::from_utf16_lossy(&units))
    }
}

#[derive(Debug, PartialEq)]
enum Token {
    Code(Vec<u8>),
    Word(String),
    Open,
    Close,
}

pub(crate) fn map(bytes: &[u8]) -> Map {
    let mut map = Map::default();
    let mut tokens = Tokens { rest: bytes };
    let mut count = 0;
    while let Some(token) = tokens.next() {
        let Token::Word(word) = token else { continue };
        match word.as_str() {
            "begincodespacerange" => {
                while let (Some(Token::Code(first)), Some(Token::Code(last))) = (tokens.next(), tokens.next())
                {
                    map.spaces.push((first.len(), number(&first), number(&last)));
                    count += 1;
                    if count > MOST {
                        return map;
                    }
                    if !tokens.is_code_next() {
                        break;
                    }
                }
            }
            "beginbfchar" => {
                while let (true, Some(Token::Code(code))) = (tokens.is_code_next(), tokens.next()) {
                    if let Some(Token::Code(text)) = tokens.next() {
                        map.single.insert(number(&code), utf16(&text));
                    }
                    count += 1;
                    if count > MOST {
                        return map;
                    }
                }
            }
            "beginbfrange" => {
                while let (true, Some(Token::Code(first))) = (tokens.is_code_next(), tokens.next()) {
                    let Some(Token::Code(last)) = tokens.next() else { break };
                    let (first, last) = (number(&first), number(&last));
                    match tokens.next() {
                        Some(Token::Code(text)) => map.ranges.push((first, last, units(&text))),
                        Some(Token::Open) => {
                            let mut code = first;
                            while let Some(Token::Code(text)) = tokens.next() {
                                map.single.insert(code, utf16(&text));
                                code = code.wrapping_add(1);
                            }
                        }
                        _ => break,
                    }
                    count += 1;
                    if count > MOST {
                        return map;
                    }
                }
            }
            _ => {}
        }
    }
    map
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |value, byte| value << 8 | u32::from(*byte))
}

fn units(bytes: &[u8]) -> Vec<u16> {
    match bytes {
        [byte] => vec![u16::from(*byte)],
        bytes => bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect(),
    }
}

fn utf16(bytes: &[u8]) -> String {
    String::from_utf16_lossy(&units(bytes))
}

struct Tokens<'a> {
    rest: &'a [u8],
}

impl Tokens<'_> {
    fn is_code_next(&mut self) -> bool {
        self.rest = self.rest.trim_ascii_start();
        self.rest.starts_with(b"<") && !self.rest.starts_with(b"<<")
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        loop {
            self.rest = self.rest.trim_ascii_start();
            let (first, behind) = self.rest.split_first()?;
            match first {
                b'%' => {
                    let end =
                        behind.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(behind.len());
                    self.rest = &behind[end..];
                }
                b'<' if !behind.starts_with(b"<") => {
                    let end = behind.iter().position(|byte| *byte == b'>').unwrap_or(behind.len());
                    self.rest = behind.get(end + 1..).unwrap_or_default();
                    return Some(Token::Code(hex(&behind[..end])));
                }
                b'[' => {
                    self.rest = behind;
                    return Some(Token::Open);
                }
                b']' => {
                    self.rest = behind;
                    return Some(Token::Close);
                }
                _ => {
                    let is_end = |byte: &u8| byte.is_ascii_whitespace() || b"<[]%/".contains(byte);
                    let end = behind.iter().position(is_end).unwrap_or(behind.len());
                    let word = String::from_utf8_lossy(&self.rest[..end + 1]).into_owned();
                    self.rest = &behind[end..];
                    return Some(Token::Word(word));
                }
            }
        }
    }
}

fn hex(digits: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> =
        digits.iter().filter_map(|digit| (*digit as char).to_digit(16)).map(|digit| digit as u8).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
}

#[cfg(test)]
mod tests {
    use crate::read::pdf::cmap::map;

    #[test]
    fn tables_of_codes_are_read() {
        let map = map(b"1 begincodespacerange <00> <FFFF> endcodespacerange\n2 beginbfchar\n<01> <00E9>\n<02><D83DDE00>\n\
            endbfchar 2 beginbfrange <10> <12> <0041> <20> <21> [<0062> <00660066>] endbfrange");
        let text = |code| map.text(code).unwrap_or_default();
        assert_eq!([text(1), text(2), text(0x11), text(0x21), text(9)], ["é", "😀", "B", "ff", ""]);
        assert_eq!(map.spaces, [(1, 0, 0xFFFF)]);
    }
}

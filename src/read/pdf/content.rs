//! The instructions of a page become its letters, each with its place.
//!
//! Of the whole language of pages only what moves and shows text is followed. Letters that are drawn
//! invisibly are taken too: so is the text laid under a scanned page. There is an end to the instructions that
//! are followed, so that a page which draws itself does not go on for ever.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources};

use crate::read::pdf::fonts::Font;

/// A letter at its place on an upright page; `y` grows downwards.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Letter {
    pub(crate) text: String,
    /// Where it begins and ends.
    pub(crate) x: f64,
    pub(crate) end: f64,
    /// The line it stands on.
    pub(crate) y: f64,
    pub(crate) size: f64,
    /// Which way its line runs, in quarters of a turn.
    pub(crate) turn: u8,
}

/// Drawings that are used in drawings that are used in drawings.
const NESTED: usize = 12;
/// Instructions of one page: maps with every house of a country have a million.
const INSTRUCTIONS: usize = 4_000_000;
/// Letters of one page: a newspaper has 30,000.
const LETTERS: usize = 400_000;

/// `a b c d e f` of a matrix.
type Matrix = [f64; 6];

/// Reads page after page; fonts are met again and again.
#[derive(Default)]
pub(crate) struct Reader {
    fonts: HashMap<ObjectIdentifier, Rc<Font>>,
    /// Letters whose text is not known.
    pub(crate) unknown: usize,
    /// Whether a page was not followed to its end.
    pub(crate) is_cut: bool,
}

#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    letter_spacing: f64,
    word_spacing: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

struct Walk<'r> {
    reader: &'r mut Reader,
    letters: Vec<Letter>,
    instructions: usize,
}

impl Reader {
    /// The letters of a page in the order they are drawn.
    pub(crate) fn letters(&mut self, page: &Page<'_>) -> Vec<Letter> {
        let state = State {
            matrix: page.initial_transform(true).as_coeffs(),
            font: None,
            size: 1.0,
            letter_spacing: 0.0,
            word_spacing: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        // A picture is no instructions, and was not measured.
        let contents = page.raw().get::<Object<'_>>("Contents");
        let is_picture = |stream: Stream<'_>| stream.dict().contains_key("Width");
        let has_picture = match contents {
            Some(Object::Stream(stream)) => is_picture(stream),
            Some(Object::Array(list)) => list.iter::<Stream<'_>>().any(is_picture),
            _ => false,
        };
        if has_picture {
            return Vec::new();
        }
        let mut walk = Walk { reader: self, letters: Vec::new(), instructions: 0 };
        walk.follow(page.typed_operations(), page.resources(), state, 0);
        walk.letters
    }

    fn font(&mut self, font: &Dict<'_>) -> Rc<Font> {
        match font.obj_id() {
            Some(id) => Rc::clone(self.fonts.entry(id).or_insert_with(|| Rc::new(Font::new(font)))),
            None => Rc::new(Font::new(font)),
        }
    }
}

impl Walk<'_> {
    fn follow(
        &mut self,
        mut operations: TypedIter<'_>,
        resources: &Resources<'_>,
        first: State,
        depth: usize,
    ) {
        let mut state = first;
        let mut saved: Vec<State> = Vec::new();
        let (mut text, mut line) = (IDENTITY, IDENTITY);
        while let Some(operation) = operations.next() {
            self.instructions += 1;
            if self.instructions > INSTRUCTIONS || self.letters.len() > LETTERS {
                self.reader.is_cut = true;
                return;
            }
            match operation {
                TypedInstruction::SaveState(_) if saved.len() < 512 => saved.push(state.clone()),
                TypedInstruction::RestoreState(_) => state = saved.pop().unwrap_or(state),
                TypedInstruction::Transform(matrix) => {
                    let own = [matrix.0, matrix.1, matrix.2, matrix.3, matrix.4, matrix.5].map(value);
                    state.matrix = times(own, state.matrix);
                }
                TypedInstruction::BeginText(_) => (text, line) = (IDENTITY, IDENTITY),
                TypedInstruction::TextFont(font) => {
                    state.size = value(font.1);
                    state.font = resources.get_font(font.0).map(|font| self.reader.font(&font));
                }
                TypedInstruction::CharacterSpacing(spacing) => state.letter_spacing = value(spacing.0),
                TypedInstruction::WordSpacing(spacing) => state.word_spacing = value(spacing.0),
                TypedInstruction::HorizontalScaling(stretch) => state.stretch = value(stretch.0) / 100.0,
                TypedInstruction::TextLeading(leading) => state.leading = value(leading.0),
                TypedInstruction::TextRise(rise) => state.rise = value(rise.0),
                TypedInstruction::SetTextMatrix(matrix) => {
                    line = [matrix.0, matrix.1, matrix.2, matrix.3, matrix.4, matrix.5].map(value);
                    text = line;
                }
                TypedInstruction::NextLine(by) => {
                    line = times([1.0, 0.0, 0.0, 1.0, value(by.0), value(by.1)], line);
                    text = line;
                }
                TypedInstruction::NextLineAndSetLeading(by) => {
                    state.leading = -value(by.1);
                    line = times([1.0, 0.0, 0.0, 1.0, value(by.0), value(by.1)], line);
                    text = line;
                }
                TypedInstruction::NextLineUsingLeading(_) => {
                    line = times([1.0, 0.0, 0.0, 1.0, 0.0, -state.leading], line);
                    text = line;
                }
                TypedInstruction::ShowText(show) => self.show(show.0.as_bytes(), &state, &mut text),
                TypedInstruction::NextLineAndShowText(show) => {
                    line = times([1.0, 0.0, 0.0, 1.0, 0.0, -state.leading], line);
                    text = line;
                    self.show(show.0.as_bytes(), &state, &mut text);
                }
                TypedInstruction::ShowTextWithParameters(show) => {
                    (state.word_spacing, state.letter_spacing) = (value(show.0), value(show.1));
                    line = times([1.0, 0.0, 0.0, 1.0, 0.0, -state.leading], line);
                    text = line;
                    self.show(show.2.as_bytes(), &state, &mut text);
                }
                TypedInstruction::ShowTexts(show) => self.show_all(show.0, &state, &mut text),
                TypedInstruction::XObject(drawing) if depth < NESTED => {
                    self.drawing(drawing.0, resources, &state, depth);
                }
                _ => {}
            }
        }
    }

    /// A drawing that is used on the page.
    fn drawing(&mut self, name: &Name<'_>, resources: &Resources<'_>, state: &State, depth: usize) {
        let Some(drawing) = resources.get_x_object(name) else { return };
        let dict = drawing.dict();
        if dict.get::<Name<'_>>("Subtype").is_none_or(|kind| kind.as_str() != "Form") {
            return;
        }
        if dict.contains_key("Width") {
            return;
        }
        let Ok(bytes) = drawing.decoded_data() else { return };
        let mut state = state.clone();
        if let Some(matrix) = dict.get::<Array<'_>>("Matrix") {
            let mut own = IDENTITY;
            for (place, number) in own.iter_mut().zip(matrix.iter::<f32>()) {
                *place = f64::from(number);
            }
            state.matrix = times(own, state.matrix);
        }
        let own = dict.get::<Dict<'_>>("Resources").map(Resources::new);
        self.follow(TypedIter::new(&bytes), own.as_ref().unwrap_or(resources), state, depth + 1);
    }

    /// Texts with steps between them, in thousandths of the letters' size.
    fn show_all(&mut self, texts: &Array<'_>, state: &State, text: &mut Matrix) {
        for item in texts.iter::<Object<'_>>() {
            match item {
                Object::String(string) => self.show(string.as_bytes(), state, text),
                Object::Number(step) => {
                    let by = -value(step) / 1000.0 * state.size * state.stretch;
                    *text = times([1.0, 0.0, 0.0, 1.0, by, 0.0], *text);
                }
                _ => {}
            }
        }
    }

    fn show(&mut self, bytes: &[u8], state: &State, text: &mut Matrix) {
        let Some(font) = state.font.clone() else { return };
        for glyph in font.glyphs(bytes) {
            let width = glyph.width * state.size * state.stretch;
            let place = times([1.0, 0.0, 0.0, 1.0, 0.0, state.rise], times(*text, state.matrix));
            match &glyph.text {
                Some(own) => self.letters.extend(letter(own, place, width, state.size)),
                None => self.reader.unknown += 1,
            }
            let blank = if glyph.is_blank { state.word_spacing } else { 0.0 };
            let step = width + (state.letter_spacing + blank) * state.stretch;
            *text = times([1.0, 0.0, 0.0, 1.0, step, 0.0], *text);
        }
    }
}

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

fn value(number: Number) -> f64 {
    number.as_f64()
}

/// First the one, then the other.
fn times(first: Matrix, then: Matrix) -> Matrix {
    let [a, b, c, d, e, f] = first;
    let [p, q, r, s, t, u] = then;
    [a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u]
}

/// A letter turned upright; none where its place is no place.
fn letter(text: &str, [a, b, c, d, x, y]: Matrix, width: f64, size: f64) -> Option<Letter> {
    let turn = match (a.abs() >= b.abs(), a >= 0.0, b >= 0.0) {
        (true, true, _) => 0,
        (false, _, true) => 1,
        (true, false, _) => 2,
        (false, _, false) => 3,
    };
    let scale = a.hypot(b);
    let size = (c.hypot(d) * size).abs();
    let (x, y) = match turn {
        0 => (x, y),
        1 => (y, -x),
        2 => (-x, -y),
        _ => (-y, x),
    };
    let end = x + width * scale;
    let is_place = [x, y, end, size].iter().all(|number| number.is_finite() && number.abs() < 1e7);
    is_place.then(|| Letter {
        text: text.to_owned(),
        x: x.min(end),
        end: x.max(end),
        y,
        size: size.max(0.1),
        turn,
    })
}

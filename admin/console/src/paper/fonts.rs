//! The kit's fonts in a document, and lines of text made of their glyphs. printpdf puts one glyph a letter, from left to right: enough for
//! French, wrong for Arabic, whose letters join and run the other way. So each line is put in order (`unicode-bidi`) and shaped (`harfrust`)
//! as screens do it, and its glyphs are placed one by one.

use epn_ui::fonts;
use harfrust::{BufferClusterLevel, Direction, FontRef, ShaperData, UnicodeBuffer};
use printpdf::{
    Codepoint, FontId, Op, ParsedFont, PdfDocument, PdfFontHandle, Point, Pt, TextItem, TextMatrix,
};
use unicode_bidi::{BidiInfo, Level};

use crate::intent::WriteError;

/// Which of the kit's fonts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    Regular,
    Bold,
    Pictures,
}

/// The fonts of one document.
pub struct Fonts {
    regular: Vec<Font>,
    bold: Vec<Font>,
    pictures: Vec<Font>,
}

struct Font {
    face: FontRef<'static>,
    shaper: ShaperData,
    parsed: ParsedFont,
    id: FontId,
}

/// A glyph of a line, where it stands from the line's left end, in ems.
struct Glyph {
    font: FontId,
    id: u16,
    x: f32,
    y: f32,
    /// The letters that it stands for.
    letters: String,
}

/// A line of text, shaped.
pub struct Line {
    glyphs: Vec<Glyph>,
    /// In ems.
    width: f32,
}

impl Fonts {
    /// # Errors
    /// A font cannot be read.
    pub fn load(document: &mut PdfDocument) -> Result<Self, WriteError> {
        let mut load = |files: &[&'static [u8]]| {
            files.iter().map(|file| Font::load(document, file)).collect::<Result<Vec<_>, _>>()
        };
        Ok(Self {
            regular: load(&[fonts::DEFAULT_FILE, fonts::ARABIC_FILE])?,
            bold: load(&[fonts::BOLD_FILE, fonts::ARABIC_BOLD_FILE])?,
            pictures: load(&[fonts::ICONS_FILE])?,
        })
    }

    /// Puts a line of text in order and shapes it.
    pub fn line(&self, face: Face, text: &str) -> Line {
        let fonts = match face {
            Face::Regular => &self.regular,
            Face::Bold => &self.bold,
            Face::Pictures => &self.pictures,
        };
        let mut line = Line { glyphs: Vec::new(), width: 0.0 };
        // Pages run from left to right, also where a name does not.
        let info = BidiInfo::new(text, Some(Level::ltr()));
        for paragraph in &info.paragraphs {
            let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
            for run in runs {
                let is_rtl = levels.get(run.start).is_some_and(Level::is_rtl);
                let mut parts = by_font(fonts, text.get(run).unwrap_or_default());
                if is_rtl {
                    parts.reverse();
                }
                for (font, part) in parts {
                    font.shape(part, is_rtl, &mut line);
                }
            }
        }
        line
    }
}

/// The parts of a text that one font has; what none has is the first one's, which draws a box.
fn by_font<'a>(fonts: &'a [Font], text: &'a str) -> Vec<(&'a Font, &'a str)> {
    let having = |letter| fonts.iter().position(|font| font.has(letter)).unwrap_or_default();
    let mut parts = Vec::new();
    let mut begin = 0;
    let mut letters = text.char_indices().map(|(at, letter)| (at, having(letter))).peekable();
    while let Some((_, font)) = letters.next() {
        let next = letters.peek();
        if next.is_none_or(|(_, next)| *next != font) {
            let end = next.map_or(text.len(), |(next, _)| *next);
            if let (Some(font), Some(part)) = (fonts.get(font), text.get(begin..end)) {
                parts.push((font, part));
            }
            begin = end;
        }
    }
    parts
}

impl Font {
    fn load(document: &mut PdfDocument, file: &'static [u8]) -> Result<Self, WriteError> {
        let unreadable = || WriteError::Document("a font cannot be read".to_owned());
        let face = FontRef::new(file).map_err(|_| unreadable())?;
        let parsed = ParsedFont::from_bytes(file, 0, &mut Vec::new()).ok_or_else(unreadable)?;
        let id = document.add_font(&parsed);
        Ok(Self { shaper: ShaperData::new(&face), face, parsed, id })
    }

    fn has(&self, letter: char) -> bool {
        self.parsed.codepoint_to_glyph.contains_key(&u32::from(letter))
    }

    /// Adds a text of one direction to the end of a line.
    fn shape(&self, text: &str, is_rtl: bool, line: &mut Line) {
        let shaper = self.shaper.shaper(&self.face).build();
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(if is_rtl { Direction::RightToLeft } else { Direction::LeftToRight });
        // So that each glyph knows its own letters.
        buffer.set_cluster_level(BufferClusterLevel::MonotoneCharacters);
        let shaped = shaper.shape(buffer, &[]);
        let starts: Vec<u32> = shaped.glyph_infos().iter().map(|glyph| glyph.cluster).collect();
        #[expect(clippy::cast_precision_loss, reason = "units of a font: a few thousand")]
        let em = |units: i32| units as f32 / shaper.units_per_em().max(1) as f32;
        for (glyph, place) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            if let Ok(id) = u16::try_from(glyph.glyph_id) {
                line.glyphs.push(Glyph {
                    font: self.id.clone(),
                    id,
                    x: line.width + em(place.x_offset),
                    y: em(place.y_offset),
                    letters: letters(text, glyph.cluster, &starts).to_owned(),
                });
            }
            line.width += em(place.x_advance);
        }
    }
}

/// The letters from one cluster's start to the next one's.
fn letters<'a>(text: &'a str, start: u32, starts: &[u32]) -> &'a str {
    let byte = |at: u32| usize::try_from(at).unwrap_or(text.len());
    let end = starts.iter().copied().filter(|other| *other > start).min().map_or(text.len(), byte);
    text.get(byte(start)..end).unwrap_or_default()
}

impl Line {
    /// How wide it is, in points.
    pub fn width(&self, size: f32) -> f32 {
        self.width * size
    }

    /// The operations that draw it, its left end on its foot at `at`.
    pub fn draw(&self, size: f32, at: Point) -> Vec<Op> {
        let mut ops = vec![Op::StartTextSection];
        let mut font = None;
        for glyph in &self.glyphs {
            if font != Some(&glyph.font) {
                let font = PdfFontHandle::External(glyph.font.clone());
                ops.push(Op::SetFont { font, size: Pt(size) });
            }
            font = Some(&glyph.font);
            let matrix = TextMatrix::Translate(Pt(at.x.0 + glyph.x * size), Pt(at.y.0 + glyph.y * size));
            let glyph = Codepoint::with_cid(glyph.id, 0.0, glyph.letters.clone());
            ops.push(Op::SetTextMatrix { matrix });
            ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(vec![glyph])] });
        }
        ops.push(Op::EndTextSection);
        ops
    }

    /// The glyphs, from left to right.
    #[cfg(test)]
    pub fn glyph_ids(&self) -> Vec<u16> {
        self.glyphs.iter().map(|glyph| glyph.id).collect()
    }

    /// The letters of the glyphs, from left to right.
    #[cfg(test)]
    pub fn letters(&self) -> String {
        self.glyphs.iter().map(|glyph| glyph.letters.as_str()).collect()
    }
}

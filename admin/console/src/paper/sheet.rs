//! One page with the kit's fonts: lines of text in the middle, filled rectangles.

use epn_ui::fonts;
use fast_qr::QRCode;
use printpdf::{
    Color, FontId, Greyscale, Mm, Op, PaintMode, ParsedFont, PdfDocument, PdfFontHandle, PdfPage,
    PdfSaveOptions, Point, Pt, Rect, TextItem, WindingOrder,
};

use crate::intent::WriteError;

/// Which of the kit's fonts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    Regular,
    Bold,
    Pictures,
}

struct Font {
    parsed: ParsedFont,
    id: FontId,
}

impl Font {
    fn load(document: &mut PdfDocument, file: &[u8]) -> Result<Self, WriteError> {
        let parsed = ParsedFont::from_bytes(file, 0, &mut Vec::new())
            .ok_or_else(|| WriteError::Document("a font cannot be read".to_owned()))?;
        let id = document.add_font(&parsed);
        Ok(Self { parsed, id })
    }

    /// How wide a text is, in points.
    fn width(&self, text: &str, size: f32) -> f32 {
        let units: f32 = text
            .chars()
            .filter_map(|letter| self.parsed.codepoint_to_glyph.get(&u32::from(letter)))
            .filter_map(|glyph| self.parsed.glyph_widths.get(glyph))
            .map(|width| f32::from(*width))
            .sum();
        units / f32::from(self.parsed.units_per_em.max(1)) * size
    }
}

/// A page that is being filled from the top; lengths are in millimetres, font sizes in points.
pub struct Sheet {
    document: PdfDocument,
    width: f32,
    height: f32,
    regular: Font,
    bold: Font,
    pictures: Font,
    ops: Vec<Op>,
}

impl Sheet {
    /// An empty page.
    ///
    /// # Errors
    /// A font cannot be read.
    pub fn new(title: &str, width: f32, height: f32) -> Result<Self, WriteError> {
        let mut document = PdfDocument::new(title);
        let regular = Font::load(&mut document, fonts::DEFAULT_FILE)?;
        let bold = Font::load(&mut document, fonts::BOLD_FILE)?;
        let pictures = Font::load(&mut document, fonts::ICONS_FILE)?;
        Ok(Self { document, width, height, regular, bold, pictures, ops: Vec::new() })
    }

    fn font(&self, face: Face) -> &Font {
        match face {
            Face::Regular => &self.regular,
            Face::Bold => &self.bold,
            Face::Pictures => &self.pictures,
        }
    }

    /// A line in the middle, its foot `top` below the upper edge; smaller if it would not fit.
    pub fn centered(&mut self, face: Face, size: f32, top: f32, text: &str) {
        let font = self.font(face);
        let room = Pt::from(Mm(self.width - 12.0)).0;
        let wide = font.width(text, size);
        let size = if wide > room { size * room / wide } else { size };
        let left = (Pt::from(Mm(self.width)).0 - font.width(text, size)) / 2.0;
        let font = PdfFontHandle::External(font.id.clone());
        let pos = Point { x: Pt(left), y: Pt::from(Mm(self.height - top)) };
        self.ops.extend([
            Op::StartTextSection,
            Op::SetTextCursor { pos },
            Op::SetFont { font, size: Pt(size) },
            Op::ShowText { items: vec![TextItem::Text(text.to_owned())] },
            Op::EndTextSection,
        ]);
    }

    /// A filled rectangle; grey from 0 (black) to 1 (white).
    pub fn fill(&mut self, left: f32, top: f32, width: f32, height: f32, grey: f32) {
        let rectangle = Rect {
            x: Pt::from(Mm(left)),
            y: Pt::from(Mm(self.height - top - height)),
            width: Pt::from(Mm(width)),
            height: Pt::from(Mm(height)),
            mode: Some(PaintMode::Fill),
            winding_order: Some(WindingOrder::NonZero),
        };
        let col = Color::Greyscale(Greyscale { percent: grey, icc_profile: None });
        self.ops.extend([Op::SetFillColor { col }, Op::DrawRectangle { rectangle }]);
        let col = Color::Greyscale(Greyscale { percent: 0.0, icc_profile: None });
        self.ops.push(Op::SetFillColor { col });
    }

    /// A QR code in the middle, `size` wide: the dark modules of each row in as few rectangles as can be.
    pub fn qr(&mut self, code: &QRCode, top: f32, size: f32) {
        let left = (self.width - size) / 2.0;
        #[expect(clippy::cast_precision_loss, reason = "a code has at most 177 modules a side")]
        let module = size / code.size.max(1) as f32;
        for row in 0..code.size {
            let mut column = 0;
            while column < code.size {
                let dark = (column..code.size).take_while(|at| is_dark(code, row, *at)).count();
                if dark > 0 {
                    #[expect(clippy::cast_precision_loss, reason = "at most 177")]
                    let (row, from, dark) = (row as f32, column as f32, dark as f32);
                    self.fill(left + from * module, top + row * module, dark * module, module, 0.0);
                }
                column += dark.max(1);
            }
        }
    }

    /// The document.
    pub fn into_pdf(mut self) -> Vec<u8> {
        let page = PdfPage::new(Mm(self.width), Mm(self.height), self.ops);
        self.document.with_pages(vec![page]).save(&PdfSaveOptions::default(), &mut Vec::new())
    }
}

fn is_dark(code: &QRCode, row: usize, column: usize) -> bool {
    code.data.get(row * code.size + column).is_some_and(|module| module.value())
}

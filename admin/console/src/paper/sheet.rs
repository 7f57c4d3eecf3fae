//! One page with the kit's fonts: lines of text in the middle, filled rectangles.

use fast_qr::QRCode;
use printpdf::{
    Color, Greyscale, Mm, Op, PaintMode, PdfDocument, PdfPage, PdfSaveOptions, Point, Pt, Rect, WindingOrder,
};

use super::fonts::{Face, Fonts};
use crate::intent::WriteError;

/// A page that is being filled from the top; lengths are in millimetres, font sizes in points.
pub struct Sheet {
    document: PdfDocument,
    width: f32,
    height: f32,
    fonts: Fonts,
    ops: Vec<Op>,
}

impl Sheet {
    /// An empty page.
    ///
    /// # Errors
    /// A font cannot be read.
    pub fn new(title: &str, width: f32, height: f32) -> Result<Self, WriteError> {
        let mut document = PdfDocument::new(title);
        let fonts = Fonts::load(&mut document)?;
        Ok(Self { document, width, height, fonts, ops: Vec::new() })
    }

    /// A line in the middle, its foot `top` below the upper edge; smaller if it would not fit.
    pub fn centered(&mut self, face: Face, size: f32, top: f32, text: &str) {
        let line = self.fonts.line(face, text);
        let room = Pt::from(Mm(self.width - 12.0)).0;
        let size = size * (room / line.width(size).max(1.0)).min(1.0);
        let left = (Pt::from(Mm(self.width)).0 - line.width(size)) / 2.0;
        self.ops.extend(line.draw(size, Point { x: Pt(left), y: Pt::from(Mm(self.height - top)) }));
    }

    /// A filled rectangle; grey from 0 (black) to 1 (white).
    pub fn fill(&mut self, left: f32, top: f32, width: f32, height: f32, grey: f32) {
        self.ops.extend(filled(left, self.height - top - height, width, height, grey));
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

/// The operations that fill a rectangle, whose lower left corner is so far from the page's; then black again.
pub fn filled(left: f32, foot: f32, width: f32, height: f32, grey: f32) -> [Op; 3] {
    let rectangle = Rect {
        x: Pt::from(Mm(left)),
        y: Pt::from(Mm(foot)),
        width: Pt::from(Mm(width)),
        height: Pt::from(Mm(height)),
        mode: Some(PaintMode::Fill),
        winding_order: Some(WindingOrder::NonZero),
    };
    let colour =
        |percent| Op::SetFillColor { col: Color::Greyscale(Greyscale { percent, icc_profile: None }) };
    [colour(grey), Op::DrawRectangle { rectangle }, colour(0.0)]
}

fn is_dark(code: &QRCode, row: usize, column: usize) -> bool {
    code.data.get(row * code.size + column).is_some_and(|module| module.value())
}

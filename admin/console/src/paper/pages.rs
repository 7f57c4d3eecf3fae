//! A document of as many A4 pages as its text takes: paragraphs, and tables whose rows are never cut and whose titles come again on each
//! page. Lengths are in millimetres, font sizes in points.

use printpdf::{Mm, Op, PdfDocument, PdfPage, PdfSaveOptions, Point, Pt};

use super::fonts::{Face, Fonts, Line};
use super::sheet::filled;
use crate::intent::WriteError;

/// A4 upright, and its margins.
const WIDTH: f32 = 210.0;
const HEIGHT: f32 = 297.0;
const SIDE: f32 = 18.0;
const TOP: f32 = 20.0;
const BOTTOM: f32 = 22.0;
/// Between the feet of two lines, in font sizes.
const LEADING: f32 = 1.35;
/// Around a row of a table.
const PADDING: f32 = 1.2;
/// Between two columns.
const GAP: f32 = 4.0;
const SMALL: f32 = 9.0;
const TEXT: f32 = 10.5;

/// One column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    pub title: String,
    /// How much of the page's width, in shares.
    pub share: f32,
    /// Figures stand at the right.
    pub figures: bool,
}

/// A document that is being filled from the top of its first page.
pub struct Pages {
    document: PdfDocument,
    fonts: Fonts,
    full: Vec<Vec<Op>>,
    page: Vec<Op>,
    /// How far the page is filled, from its upper edge.
    filled: f32,
}

/// Lines of text that stay together, each with its left end and its foot below their upper edge.
struct Block {
    lines: Vec<(Line, f32, f32)>,
    size: f32,
    height: f32,
}

impl Pages {
    /// An empty document.
    ///
    /// # Errors
    /// A font cannot be read.
    pub fn new(title: &str) -> Result<Self, WriteError> {
        let mut document = PdfDocument::new(title);
        let fonts = Fonts::load(&mut document)?;
        Ok(Self { document, fonts, full: Vec::new(), page: Vec::new(), filled: TOP })
    }

    /// The document's title, below who wrote it.
    pub fn title(&mut self, from: &str, title: &str) {
        self.text(Face::Regular, TEXT, from);
        self.text(Face::Bold, 18.0, title);
        self.space(3.0);
    }

    /// A paragraph.
    pub fn paragraph(&mut self, text: &str) {
        self.text(Face::Regular, TEXT, text);
    }

    /// What stands above a table, kept with its first row.
    pub fn heading(&mut self, text: &str) {
        self.space(4.0);
        if self.filled + 40.0 > HEIGHT - BOTTOM {
            self.turn();
        }
        self.text(Face::Bold, 12.0, text);
        self.space(1.0);
    }

    /// Some room.
    pub fn space(&mut self, height: f32) {
        self.filled += height;
    }

    /// Names at the left, figures at the right.
    pub fn figures(&mut self, figures: &[(String, String)]) {
        let columns = [("", 3.0, false), ("", 1.0, true)].map(|(title, share, figures)| Column {
            title: title.to_owned(),
            share,
            figures,
        });
        for (name, figure) in figures {
            let row = self.row(Face::Regular, TEXT, &columns, &[name.clone(), figure.clone()]);
            self.put(row);
        }
    }

    /// A table.
    pub fn table(&mut self, columns: &[Column], rows: impl IntoIterator<Item = Vec<String>>) {
        let titles: Vec<String> = columns.iter().map(|column| column.title.clone()).collect();
        let mut begun = false;
        for row in rows {
            let row = self.row(Face::Regular, SMALL, columns, &row);
            let titles = self.row(Face::Bold, SMALL, columns, &titles);
            let wanted = if begun { row.height } else { titles.height + row.height };
            if self.filled + wanted > HEIGHT - BOTTOM {
                self.turn();
                begun = false;
            }
            if !begun {
                self.rule(0.3);
                self.put(titles);
                self.rule(0.3);
                begun = true;
            }
            self.put(row);
            self.rule(0.8);
        }
    }

    /// The document; each page says at its foot what it belongs to, and which of how many it is.
    pub fn into_pdf(mut self, foot: &str) -> Vec<u8> {
        self.turn();
        let count = self.full.len();
        let fonts = &self.fonts;
        let pages = self.full.into_iter().enumerate().map(|(index, mut ops)| {
            let line = fonts.line(Face::Regular, &format!("{foot} · {} / {count}", index + 1));
            let left = Pt::from(Mm(WIDTH - SIDE)).0 - line.width(SMALL);
            ops.extend(line.draw(SMALL, Point { x: Pt(left), y: Pt::from(Mm(BOTTOM / 2.0)) }));
            PdfPage::new(Mm(WIDTH), Mm(HEIGHT), ops)
        });
        let pages = pages.collect();
        self.document.with_pages(pages).save(&PdfSaveOptions::default(), &mut Vec::new())
    }

    fn text(&mut self, face: Face, size: f32, text: &str) {
        let block = self.block(face, size, text, SIDE, WIDTH - 2.0 * SIDE, false);
        self.put(block);
    }

    /// The cells of a row, side by side.
    fn row(&self, face: Face, size: f32, columns: &[Column], cells: &[String]) -> Block {
        let shares: f32 = columns.iter().map(|column| column.share).sum();
        let width = WIDTH - 2.0 * SIDE;
        let mut left = SIDE;
        let mut row = Block { lines: Vec::new(), size, height: 0.0 };
        for (index, (column, cell)) in columns.iter().zip(cells).enumerate() {
            let room = width * column.share / shares.max(1.0);
            let gap = if index + 1 == columns.len() { 0.0 } else { GAP };
            let cell = self.block(face, size, cell, left, room - gap, column.figures);
            row.height = row.height.max(cell.height);
            row.lines.extend(cell.lines.into_iter().map(|(line, left, foot)| (line, left, foot + PADDING)));
            left += room;
        }
        row.height += 2.0 * PADDING;
        row
    }

    /// A text in as many lines as it takes in a width.
    fn block(&self, face: Face, size: f32, text: &str, left: f32, width: f32, at_right: bool) -> Block {
        let step = Mm::from(Pt(size * LEADING)).0;
        let mut foot = Mm::from(Pt(size)).0;
        let mut lines = Vec::new();
        for paragraph in text.lines() {
            for text in self.broken(face, size, paragraph, width) {
                let line = self.fonts.line(face, &text);
                let slack = width - Mm::from(Pt(line.width(size))).0;
                lines.push((line, if at_right { left + slack } else { left }, foot));
                foot += step;
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "lines of a paragraph")]
        let height = lines.len().max(1) as f32 * step;
        Block { lines, size, height }
    }

    /// A paragraph, broken between words; a word that is too long is broken where it ends.
    fn broken(&self, face: Face, size: f32, text: &str, width: f32) -> Vec<String> {
        let room = Pt::from(Mm(width)).0;
        let fits = |text: &str| self.fonts.line(face, text).width(size) <= room;
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        for word in text.split_whitespace() {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if fits(&longer) {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for letter in word.chars() {
                line.push(letter);
                if line.chars().count() > 1 && !fits(&line) {
                    line.pop();
                    lines.push(std::mem::replace(&mut line, letter.to_string()));
                }
            }
        }
        if !line.is_empty() || lines.is_empty() {
            lines.push(line);
        }
        lines
    }

    /// Places a block, on the next page if it does not fit on this one.
    fn put(&mut self, block: Block) {
        if self.filled + block.height > HEIGHT - BOTTOM && self.filled > TOP {
            self.turn();
        }
        for (line, left, foot) in block.lines {
            let at = Point { x: Pt::from(Mm(left)), y: Pt::from(Mm(HEIGHT - self.filled - foot)) };
            self.page.extend(line.draw(block.size, at));
        }
        self.filled += block.height;
    }

    /// A thin line across the page.
    fn rule(&mut self, grey: f32) {
        self.page.extend(filled(SIDE, HEIGHT - self.filled, WIDTH - 2.0 * SIDE, 0.2, grey));
    }

    fn turn(&mut self) {
        self.full.push(std::mem::take(&mut self.page));
        self.filled = TOP;
    }
}

//! PDF: its pages are counted by two readers that have nothing in common, lopdf and hayro, and drawn small by hayro.

use std::sync::Arc;

use epn_rules::print::Page;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::page::Page as PdfPage;
use hayro::hayro_syntax::{LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use lopdf::{Document, LoadOptions, Object};

use super::cells::{DPI, is_coloured};
use super::child::{Ends, Say};
use super::frame::{Ending, Frame};
use super::paper::{POINTS_PER_INCH, Paper, Size};
use super::{Limits, ToCheck};

/// The longest side of what is drawn, in pixels: of a page that a mediator allowed.
const LONGEST_SIDE: f64 = 2000.0;
/// How large one of the streams in which a PDF keeps its objects may become when it is unpacked, in bytes.
const UNPACKED: usize = 256 * 1024 * 1024;

/// Counts a PDF.
pub fn count(document: Vec<u8>, limits: Limits, say: Say<'_>) -> Ends {
    let document = Arc::new(document);
    let pdf = match Pdf::new(Arc::clone(&document)) {
        Ok(pdf) => pdf,
        Err(LoadPdfError::Decryption(_)) => return Ok(Ending::Encrypted),
        Err(LoadPdfError::Invalid) => return Ok(unread(&document)),
    };
    let pages = u32::try_from(pdf.pages().len()).unwrap_or(u32::MAX);
    if pages > 0 {
        say(Frame::Estimate { pages })?;
    }
    if pages > limits.most() {
        return Ok(Ending::TooManyPages { pages });
    }
    match second_count(&document) {
        Second::Encrypted => return Ok(Ending::Encrypted),
        Second::Pages(0) if pages == 0 => return Ok(Ending::ToCheck { why: ToCheck::NoPages }),
        Second::Pages(second) if second == pages => {}
        _ => return Ok(Ending::ToCheck { why: ToCheck::CountersDisagree }),
    }
    drop(document);
    let papers: Vec<Paper> = pdf.pages().iter().map(|page| size(page).paper()).collect();
    if papers.contains(&Paper::Beyond) && !limits.any_size {
        return Ok(Ending::TooLarge);
    }
    let cache = RenderCache::new();
    for (page, paper) in pdf.pages().iter().zip(papers) {
        let Some(colour) = colour(page, &cache) else {
            return Ok(Ending::ToCheck { why: ToCheck::Damaged });
        };
        say(Frame::page(Page { colour, large: paper != Paper::Normal }))?;
    }
    Ok(Ending::Counted)
}

/// What the second reader finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Second {
    Pages(u32),
    /// Its pages are not as many as it claims, which is what printers may believe.
    Doubtful,
    Encrypted,
    Unreadable,
}

/// A document of which the first reader can make nothing.
fn unread(document: &[u8]) -> Ending {
    match second_count(document) {
        Second::Pages(_) | Second::Doubtful => Ending::ToCheck { why: ToCheck::CountersDisagree },
        Second::Encrypted => Ending::Encrypted,
        Second::Unreadable => Ending::Unreadable,
    }
}

fn second_count(document: &[u8]) -> Second {
    let options = LoadOptions {
        filter: Some(without_streams),
        max_decompressed_size: Some(UNPACKED),
        ..LoadOptions::default()
    };
    match Document::load_mem_with_options(document, options) {
        // Without the key, no page is found.
        Ok(read) if read.trailer.get(b"Encrypt").is_ok() => Second::Encrypted,
        Ok(read) => {
            let found = u32::try_from(read.page_iter().count()).unwrap_or(u32::MAX);
            if claimed(&read) == Some(found) { Second::Pages(found) } else { Second::Doubtful }
        }
        Err(_) => Second::Unreadable,
    }
}

/// How many pages the document claims to have, at the root of its page tree.
fn claimed(document: &Document) -> Option<u32> {
    let root = document.catalog().and_then(|catalog| catalog.get_deref(b"Pages", document)).ok()?;
    let count = root.as_dict().and_then(|root| root.get_deref(b"Count", document)).ok()?;
    count.as_i64().ok().and_then(|count| count.try_into().ok())
}

/// What the second reader keeps: the page tree is made of dictionaries, while streams are most of a document's bytes. Those that
/// hold dictionaries are unpacked from what is passed in, whatever is given back.
fn without_streams(id: (u32, u16), object: &mut Object) -> Option<((u32, u16), Object)> {
    match object {
        Object::Stream(stream) if !stream.dict.has_type(b"ObjStm") => None,
        Object::Stream(_) => Some((id, Object::Null)),
        other => Some((id, other.clone())),
    }
}

/// The size of a page as it is shown, in points: a document may count in larger units (PDF 1.6, `UserUnit`).
fn size(page: &PdfPage<'_>) -> Size {
    let (width, height) = page.render_dimensions();
    let unit = page.raw().get::<f64>("UserUnit").unwrap_or(1.0);
    Size { width: f64::from(width) * unit, height: f64::from(height) * unit }
}

/// Whether a page has colour; `None` if it has no size in which it could be drawn.
fn colour<'a>(page: &'a PdfPage<'a>, cache: &RenderCache<'a>) -> Option<bool> {
    let (width, height) = page.render_dimensions();
    let (width, height) = (f64::from(width), f64::from(height));
    let scale = (f64::from(DPI) / POINTS_PER_INCH).min(LONGEST_SIDE / width.max(height));
    // The sides are cut to whole pixels: never to none.
    let (across, down) = (scale.max(1.5 / width), scale.max(1.5 / height));
    let drawable = |scale: f64, side: f64| (1.0..=LONGEST_SIDE).contains(&(scale * side));
    if !drawable(across, width) || !drawable(down, height) {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a factor between 0 and 2, of which the last digits do not matter"
    )]
    let settings = PixmapSettings { x_scale: across as f32, y_scale: down as f32, bg_color: WHITE };
    let drawn = render(page, cache, &InterpreterSettings::default(), &RenderSettings::default(), &settings);
    Some(drawn.data().iter().any(|pixel| is_coloured([pixel.r, pixel.g, pixel.b])))
}

//! JPEG and PNG: one page, drawn to fit the paper.

use std::io::Cursor;

use epn_rules::print::Page;
use png::{ColorType, Transformations};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::ToCheck;
use super::cells::Cells;
use super::child::{Ends, Say};
use super::frame::{Ending, Frame};

/// The most pixels that are unpacked.
const MOST_PIXELS: u64 = 120_000_000;
/// The sides of an A4 page, looked at at 36 dpi.
const SHORT_SIDE: u32 = 298;
const LONG_SIDE: u32 = 421;
/// What a PNG may take besides its pixels, in bytes.
const MARGIN: usize = 16 * 1024 * 1024;
/// The longest side that a JPEG can have.
const JPEG_SIDE: usize = 65_535;

/// How a picture's pixels lie.
#[derive(Clone, Copy, Debug)]
enum Pixels {
    Grey,
    GreyAlpha,
    Rgb,
    Rgba,
}

/// Counts a JPEG.
pub fn count_jpeg(document: &[u8], say: Say<'_>) -> Ends {
    let mut decoder = jpeg(document, true);
    if decoder.decode_headers().is_err() {
        return Ok(Ending::Unreadable);
    }
    let Some(info) = decoder.info() else { return Ok(Ending::Unreadable) };
    let (width, height) = (u32::from(info.width), u32::from(info.height));
    if too_many(width, height) {
        return Ok(Ending::ToCheck { why: ToCheck::TooHard });
    }
    say(Frame::Estimate { pages: 1 })?;
    // Programs that write JPEGs take liberties, which does no harm to a picture that is whole.
    let decoded = decoder
        .decode()
        .or_else(|error| if ends_as_a_jpeg(document) { jpeg(document, false).decode() } else { Err(error) });
    let Ok(pixels) = decoded else { return Ok(Ending::ToCheck { why: ToCheck::Damaged }) };
    let mut cells = cells(width, height);
    for line in pixels.chunks(usize::from(info.width) * Pixels::Rgb.bytes()) {
        add_line(&mut cells, line, Pixels::Rgb);
    }
    say(Frame::page(Page { colour: cells.finish(), large: false }))?;
    Ok(Ending::Counted)
}

fn jpeg(document: &[u8], strict: bool) -> JpegDecoder<ZCursor<&[u8]>> {
    let options = DecoderOptions::default()
        .set_strict_mode(strict)
        .set_max_width(JPEG_SIDE)
        .set_max_height(JPEG_SIDE)
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    JpegDecoder::new_with_options(ZCursor::new(document), options)
}

/// Whether a JPEG's last bytes are its end, but for what some programs pad it with.
pub fn ends_as_a_jpeg(document: &[u8]) -> bool {
    let padded = |byte: &u8| matches!(byte, 0 | b'\r' | b'\n');
    let length = document.iter().rposition(|byte| !padded(byte)).map_or(0, |last| last + 1);
    document.get(..length).is_some_and(|whole| whole.ends_with(&[0xff, 0xd9]))
}

/// Counts a PNG.
pub fn count_png(document: &[u8], say: Say<'_>) -> Ends {
    let mut decoder = png::Decoder::new(Cursor::new(document));
    decoder.set_transformations(Transformations::normalize_to_color8());
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    let Ok(info) = decoder.read_header_info() else { return Ok(Ending::Unreadable) };
    let (width, height) = (info.width, info.height);
    if too_many(width, height) {
        return Ok(Ending::ToCheck { why: ToCheck::TooHard });
    }
    say(Frame::Estimate { pages: 1 })?;
    let Some(colour) = png_colour(decoder, width, height) else {
        return Ok(Ending::ToCheck { why: ToCheck::Damaged });
    };
    say(Frame::page(Page { colour, large: false }))?;
    Ok(Ending::Counted)
}

/// Whether a PNG has colour; `None` if it breaks off.
fn png_colour(mut decoder: png::Decoder<Cursor<&[u8]>>, width: u32, height: u32) -> Option<bool> {
    decoder.set_limits(png::Limits { bytes: usize::try_from(MOST_PIXELS).ok()?.saturating_mul(8) + MARGIN });
    let mut reader = decoder.read_info().ok()?;
    let pixels = match reader.output_color_type().0 {
        ColorType::Grayscale => Pixels::Grey,
        ColorType::GrayscaleAlpha => Pixels::GreyAlpha,
        ColorType::Rgb => Pixels::Rgb,
        ColorType::Rgba => Pixels::Rgba,
        // The transformations take palettes away.
        ColorType::Indexed => return None,
    };
    let mut cells = cells(width, height);
    if reader.info().interlaced {
        let mut picture = vec![0; reader.output_buffer_size()?];
        reader.next_frame(&mut picture).ok()?;
        for line in picture.chunks(reader.output_line_size(width)?) {
            add_line(&mut cells, line, pixels);
        }
    } else {
        while let Some(row) = reader.next_row().ok()? {
            add_line(&mut cells, row.data(), pixels);
        }
    }
    Some(cells.finish())
}

fn too_many(width: u32, height: u32) -> bool {
    u64::from(width) * u64::from(height) > MOST_PIXELS
}

/// Cells of such a size that the picture, on A4, is looked at at 36 dpi.
fn cells(width: u32, height: u32) -> Cells {
    let (short, long) = (width.min(height), width.max(height));
    let side = short.div_ceil(SHORT_SIDE).max(long.div_ceil(LONG_SIDE));
    Cells::new(side, side)
}

fn add_line(cells: &mut Cells, line: &[u8], pixels: Pixels) {
    for pixel in line.chunks_exact(pixels.bytes()) {
        cells.run(pixels.on_white(pixel), 1);
    }
    cells.end_line(1);
}

impl Pixels {
    fn bytes(self) -> usize {
        match self {
            Self::Grey => 1,
            Self::GreyAlpha => 2,
            Self::Rgb => 3,
            Self::Rgba => 4,
        }
    }

    /// A pixel as it comes out on paper.
    fn on_white(self, pixel: &[u8]) -> [u8; 3] {
        let over = |light: u8, alpha: u8| {
            let light = (u16::from(light) * u16::from(alpha)) / 255 + u16::from(255 - alpha);
            u8::try_from(light).unwrap_or(u8::MAX)
        };
        match (self, pixel) {
            (Self::Rgb, &[red, green, blue]) => [red, green, blue],
            (Self::Rgba, &[red, green, blue, alpha]) => {
                [over(red, alpha), over(green, alpha), over(blue, alpha)]
            }
            // Grey is grey, whatever lies under it.
            _ => [255; 3],
        }
    }
}

#[cfg(test)]
mod properties;

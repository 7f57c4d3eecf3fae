//! Pictures of a display, and whether there is anything on them.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter, Read as _};
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ConnectionExt, ImageFormat, ImageOrder};

/// A drawn screen has the shades of its letters' edges; an empty one has one colour, or the
/// few of a pointer on it.
const FEWEST_COLOURS: usize = 16;
/// The largest share of a drawn screen that one colour may cover.
const LARGEST_SHARE: f64 = 0.995;

/// Three bytes a pixel: red, green, blue.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    pub width: u32,
    pub height: u32,
    rgb: Vec<u8>,
}

impl Picture {
    /// Takes what the display shows now.
    ///
    /// # Errors
    /// No such display, or one that has not the usual 24 bits of colour.
    pub fn of_display(display: &str) -> Result<Self> {
        let (connection, screen) =
            x11rb::connect(Some(display)).with_context(|| format!("connecting to display {display}"))?;
        let setup = connection.setup();
        let screen = setup.roots.get(screen).context("the display has no screen")?;
        ensure!(
            screen.root_depth == 24 && setup.image_byte_order == ImageOrder::LSB_FIRST,
            "display {display} has {} bits of colour, 24 are needed",
            screen.root_depth
        );
        let (width, height) = (screen.width_in_pixels, screen.height_in_pixels);
        let image = connection
            .get_image(ImageFormat::Z_PIXMAP, screen.root, 0, 0, width, height, u32::MAX)?
            .reply()
            .with_context(|| format!("taking a picture of display {display}"))?;
        let rgb = image
            .data
            .chunks_exact(4)
            .flat_map(|pixel| match pixel {
                &[blue, green, red, _] => [red, green, blue],
                _ => [0; 3],
            })
            .collect();
        Self::new(width.into(), height.into(), rgb)
    }

    /// Reads a PNG file of 8 bits a channel, with or without transparency.
    ///
    /// # Errors
    /// Not such a file.
    pub fn read(path: &Path) -> Result<Self> {
        let decode = || -> Result<Self> {
            let mut reader = png::Decoder::new(BufReader::new(File::open(path)?)).read_info()?;
            let mut bytes = vec![0; reader.output_buffer_size().context("a picture too large for memory")?];
            let frame = reader.next_frame(&mut bytes)?;
            ensure!(frame.bit_depth == png::BitDepth::Eight, "it has not 8 bits a channel");
            bytes.truncate(frame.buffer_size());
            let rgb = match frame.color_type {
                png::ColorType::Rgb => bytes,
                png::ColorType::Rgba => {
                    bytes.chunks_exact(4).flat_map(|p| p.iter().take(3).copied()).collect()
                }
                other => bail!("it is of the kind {other:?}"),
            };
            Self::new(frame.width, frame.height, rgb)
        };
        decode().with_context(|| format!("reading the picture {}", path.display()))
    }

    /// Reads a binary portable pixmap, as QEMU writes what a screen shows.
    ///
    /// # Errors
    /// Not such a file.
    pub fn read_pixmap(path: &Path) -> Result<Self> {
        let decode = || -> Result<Self> {
            let mut file = BufReader::new(File::open(path)?);
            let mut header = Vec::new();
            for _ in 0..3 {
                file.read_until(b'\n', &mut header)?;
            }
            let header = String::from_utf8(header)?;
            let mut words = header.split_whitespace();
            ensure!(words.next() == Some("P6"), "it does not begin as a pixmap");
            let mut number = || -> Result<u32> { Ok(words.next().context("it ends early")?.parse()?) };
            let (width, height, depth) = (number()?, number()?, number()?);
            ensure!(depth == 255, "it has not 8 bits a channel");
            let mut rgb = Vec::new();
            file.read_to_end(&mut rgb)?;
            Self::new(width, height, rgb)
        };
        decode().with_context(|| format!("reading the picture {}", path.display()))
    }

    /// Every pixel, row by row from the top: red, green, blue.
    pub fn pixels(&self) -> &[[u8; 3]] {
        self.rgb.as_chunks().0
    }

    /// The same, a row at a time.
    pub fn rows(&self) -> impl Iterator<Item = &[[u8; 3]]> {
        self.pixels().chunks_exact(usize::try_from(self.width).unwrap_or(usize::MAX).max(1))
    }

    /// # Errors
    /// The file cannot be written.
    pub fn write(&self, path: &Path) -> Result<()> {
        let encode = || -> Result<()> {
            let mut encoder = png::Encoder::new(BufWriter::new(File::create(path)?), self.width, self.height);
            encoder.set_color(png::ColorType::Rgb);
            encoder.set_depth(png::BitDepth::Eight);
            let mut writer = encoder.write_header()?;
            writer.write_image_data(&self.rgb)?;
            Ok(writer.finish()?)
        };
        encode().with_context(|| format!("writing the picture {}", path.display()))
    }

    /// Whether something is drawn on it: many shades, none of which fills it.
    pub fn is_drawn(&self) -> bool {
        let mut shares: HashMap<&[u8], usize> = HashMap::new();
        for pixel in self.rgb.chunks_exact(3) {
            *shares.entry(pixel).or_default() += 1;
        }
        let largest = shares.values().copied().max().unwrap_or(0);
        let all = self.rgb.len() / 3;
        shares.len() >= FEWEST_COLOURS && largest as f64 <= all as f64 * LARGEST_SHARE
    }

    /// How much of it is other than in `other`, from 0 (nothing) to 1; pictures of other sizes share nothing.
    pub fn change_from(&self, other: &Self) -> f64 {
        if (self.width, self.height) != (other.width, other.height) {
            return 1.0;
        }
        let pixels = self.rgb.chunks_exact(3).zip(other.rgb.chunks_exact(3));
        let changed = pixels.filter(|(now, before)| now != before).count();
        changed as f64 / (self.rgb.len() / 3).max(1) as f64
    }

    /// # Errors
    /// The bytes are not as many as the size asks for.
    pub(crate) fn new(width: u32, height: u32, rgb: Vec<u8>) -> Result<Self> {
        let needed = usize::try_from(u64::from(width) * u64::from(height) * 3)?;
        ensure!(rgb.len() == needed, "{width}×{height} pixels need {needed} bytes, not {}", rgb.len());
        Ok(Self { width, height, rgb })
    }
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Picture({}×{})", self.width, self.height)
    }
}

/// Writes what `display` shows now to a PNG file.
///
/// # Errors
/// No such display, or the file cannot be written.
pub fn grab(display: &str, path: &Path) -> Result<()> {
    Picture::of_display(display)?.write(path)
}

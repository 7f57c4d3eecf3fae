//! The counting process: it gives up its rights, reads the document on its standard input, and says on its standard output what
//! it counts.

use std::ffi::OsString;
use std::io::{self, BufReader, Read as _};
use std::time::Duration;

use super::frame::{Ending, Frame};
use super::{Limits, confine, image, pdf, raster};
use crate::printing::DocumentFormat;

/// The name of the command that it is.
pub const COMMAND: &str = "count-document";
/// How it ends if it could not give up its rights: it then read nothing.
pub const NOT_CONFINED: i32 = 77;
/// The largest document that is read as a whole, in bytes.
const LARGEST: u64 = 400 * 1024 * 1024;

/// What a document is counted as.
#[derive(Clone, Copy, Debug)]
pub struct Task {
    pub format: DocumentFormat,
    pub limits: Limits,
    pub processor: Duration,
}

/// The arguments that start it.
pub fn arguments(format: DocumentFormat, limits: Limits, processor: Duration) -> Vec<OsString> {
    let processor = processor.as_secs().max(1).to_string();
    let most_pages = limits.most_pages.to_string();
    let mut arguments = vec![
        COMMAND,
        "--format",
        format.media_type(),
        "--most-pages",
        &most_pages,
        "--processor",
        &processor,
    ];
    if limits.any_size {
        arguments.push("--any-size");
    }
    arguments.into_iter().map(OsString::from).collect()
}

/// What ends the process.
#[derive(Debug, thiserror::Error)]
pub enum ChildError {
    #[error("rights could not be given up: {0}")]
    Confine(#[from] confine::ConfineError),
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Counts what is on standard input.
pub fn run(task: Task) -> Result<(), ChildError> {
    confine::confine(task.processor.as_secs())?;
    let mut output = io::stdout().lock();
    let mut say = |frame: Frame| frame.write(&mut output);
    let ending = match task.format {
        DocumentFormat::Pdf => pdf::count(document()?, task.limits, &mut say)?,
        DocumentFormat::Jpeg => image::count_jpeg(&document()?, &mut say)?,
        DocumentFormat::Png => image::count_png(&document()?, &mut say)?,
        DocumentFormat::PwgRaster => raster::count(stream(), raster::Kind::Pwg, task.limits, &mut say)?,
        DocumentFormat::Urf => raster::count(stream(), raster::Kind::Urf, task.limits, &mut say)?,
    };
    say(Frame::End { ending })?;
    Ok(())
}

/// How frames are said.
pub type Say<'a> = &'a mut dyn FnMut(Frame) -> io::Result<()>;
/// What counting gives, unless nobody listens any more.
pub type Ends = io::Result<Ending>;

fn document() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes)?;
    if u64::try_from(read).unwrap_or(u64::MAX) > LARGEST {
        return Err(io::Error::other("the document is too large to be read"));
    }
    Ok(bytes)
}

fn stream() -> impl io::BufRead {
    BufReader::with_capacity(64 * 1024, io::stdin().lock())
}

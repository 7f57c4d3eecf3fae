//! The lines of a raster: `PackBits`, changed a little. A byte says how often a line comes; then, until the line is full, a byte
//! says how often the next unit comes, or how many units follow that are not alike.

use std::io::BufRead;

use super::Wrong;
use super::header::{Header, Inks};
use crate::printing::count::cells::Cells;

/// The most bytes of a unit: four inks of two bytes.
const LARGEST_UNIT: usize = 8;

/// How many times the next line comes.
pub fn repeated(document: &mut impl BufRead) -> Result<u32, Wrong> {
    Ok(u32::from(byte(document)?) + 1)
}

/// Reads one line.
pub fn line(document: &mut impl BufRead, header: &Header, cells: &mut Cells) -> Result<(), Wrong> {
    let mut left = header.units_per_line();
    while left > 0 {
        let code = u32::from(byte(document)?);
        let units = match code {
            // The rest of the line is as nothing was drawn.
            128 => {
                cells.run([255; 3], left);
                return Ok(());
            }
            0..128 => {
                let units = code + 1;
                one(document, header.inks, units.min(left), cells)?;
                units
            }
            _ => {
                let units = 257 - code;
                for _ in 0..units.min(left) {
                    one(document, header.inks, 1, cells)?;
                }
                units
            }
        };
        left = left.checked_sub(units).ok_or(Wrong::Damaged)?;
    }
    Ok(())
}

/// Reads one unit, which comes so many times.
fn one(document: &mut impl BufRead, inks: Inks, times: u32, cells: &mut Cells) -> Result<(), Wrong> {
    let mut unit = [0; LARGEST_UNIT];
    let unit = unit.get_mut(..inks.unit()).ok_or(Wrong::Unsupported)?;
    document.read_exact(unit)?;
    // Black alone cannot be coloured.
    if !matches!(inks, Inks::Grey { .. }) {
        cells.run(inks.light(unit), times);
    }
    Ok(())
}

fn byte(document: &mut impl BufRead) -> Result<u8, Wrong> {
    let mut byte = [0];
    document.read_exact(&mut byte)?;
    let [byte] = byte;
    Ok(byte)
}

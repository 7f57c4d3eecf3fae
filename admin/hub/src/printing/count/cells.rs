//! The rule of colour: a page has colour if some pixel at 36 dpi has max(RGB) − min(RGB) > 12. A picture is looked at in cells
//! of that size, line by line, so that memory does not grow with its height.

/// The resolution at which a page is looked at, in dots per inch.
pub const DPI: u32 = 36;
/// The largest difference between red, green and blue of what passes for grey.
const GREY: u8 = 12;

/// Whether a pixel is coloured.
pub fn is_coloured([red, green, blue]: [u8; 3]) -> bool {
    red.max(green).max(blue) - red.min(green).min(blue) > GREY
}

/// The light of the pixels of one cell, added up.
#[derive(Clone, Copy, Debug, Default)]
struct Light {
    rgb: [u64; 3],
    pixels: u64,
}

impl Light {
    fn add(&mut self, rgb: [u8; 3], pixels: u32) {
        let pixels = u64::from(pixels);
        for (sum, light) in self.rgb.iter_mut().zip(rgb) {
            *sum += u64::from(light) * pixels;
        }
        self.pixels += pixels;
    }

    fn add_times(&mut self, other: &Self, times: u32) {
        let times = u64::from(times);
        for (sum, light) in self.rgb.iter_mut().zip(other.rgb) {
            *sum += light * times;
        }
        self.pixels += other.pixels * times;
    }

    fn is_coloured(&self) -> bool {
        let mean = |sum: u64| u8::try_from(sum / self.pixels.max(1)).unwrap_or(u8::MAX);
        is_coloured(self.rgb.map(mean))
    }
}

/// A picture on its way through, from top to bottom.
#[derive(Debug)]
pub struct Cells {
    /// Pixels that make a cell, across and down.
    across: u32,
    down: u32,
    /// The row of cells that is being filled, and its lines so far.
    row: Vec<Light>,
    lines: u32,
    /// The line that is being filled, the pixels of its last cell that are still to come.
    line: Vec<Light>,
    left: u32,
    coloured: bool,
}

impl Cells {
    /// Cells of so many pixels across and down, each at least one.
    pub fn new(across: u32, down: u32) -> Self {
        Self {
            across: across.max(1),
            down: down.max(1),
            row: Vec::new(),
            lines: 0,
            line: Vec::new(),
            left: 0,
            coloured: false,
        }
    }

    /// The next pixels of the line, all alike.
    pub fn run(&mut self, rgb: [u8; 3], mut pixels: u32) {
        if self.coloured {
            return;
        }
        while pixels > 0 {
            if self.left == 0 {
                self.line.push(Light::default());
                self.left = self.across;
            }
            let here = pixels.min(self.left);
            if let Some(cell) = self.line.last_mut() {
                cell.add(rgb, here);
            }
            self.left -= here;
            pixels -= here;
        }
    }

    /// The line is over, and comes so many times in all.
    pub fn end_line(&mut self, mut times: u32) {
        while times > 0 && !self.coloured {
            let here = times.min(self.down - self.lines);
            if self.row.len() < self.line.len() {
                self.row.resize(self.line.len(), Light::default());
            }
            for (cell, light) in self.row.iter_mut().zip(&self.line) {
                cell.add_times(light, here);
            }
            self.lines += here;
            times -= here;
            if self.lines == self.down {
                self.end_row();
            }
        }
        self.line.clear();
        self.left = 0;
    }

    /// Whether the picture has colour.
    pub fn finish(mut self) -> bool {
        self.end_row();
        self.coloured
    }

    fn end_row(&mut self) {
        self.coloured |= self.row.iter().any(Light::is_coloured);
        self.row.clear();
        self.lines = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RED: [u8; 3] = [255, 0, 0];
    const WHITE: [u8; 3] = [255; 3];

    /// Pixels of one colour, so many.
    type Run = ([u8; 3], u32);

    fn coloured(across: u32, down: u32, lines: &[(&[Run], u32)]) -> bool {
        let mut cells = Cells::new(across, down);
        for (runs, times) in lines {
            for (rgb, pixels) in *runs {
                cells.run(*rgb, *pixels);
            }
            cells.end_line(*times);
        }
        cells.finish()
    }

    #[test]
    fn grey_up_to_twelve_is_no_colour() {
        assert!(!coloured(1, 1, &[(&[([100, 112, 100], 5)], 3)]));
        assert!(coloured(1, 1, &[(&[([100, 113, 100], 1)], 1)]));
    }

    #[test]
    fn a_speck_that_nobody_sees_is_no_colour_but_a_letter_is() {
        // One red pixel among a cell's 100 changes its mean by 2.55; five of them by 12.75.
        assert!(!coloured(10, 10, &[(&[(RED, 1), (WHITE, 9)], 1), (&[(WHITE, 10)], 9)]));
        assert!(coloured(10, 10, &[(&[(RED, 6), (WHITE, 4)], 1), (&[(WHITE, 10)], 9)]));
    }

    #[test]
    fn the_last_cells_count_although_they_are_not_full() {
        assert!(coloured(10, 10, &[(&[(WHITE, 10), (RED, 1)], 1)]));
        assert!(coloured(10, 10, &[(&[(WHITE, 11)], 10), (&[(RED, 11)], 1)]));
    }

    #[test]
    fn a_line_that_comes_often_is_as_many_lines() {
        let often = coloured(4, 4, &[(&[(WHITE, 4)], 6), (&[([255, 230, 230], 4)], 2)]);
        assert!(often, "the second row of cells is half white, half pink");
        assert!(!coloured(4, 4, &[(&[(WHITE, 4)], 7), (&[([255, 230, 230], 4)], 1)]));
    }
}

//! Which screen a picture is of.

use std::fmt;

use crate::support::Picture;

/// The kiosk's background, as its kit has it (`common/ui/src/theme/palette.rs`).
const KIOSK: [u8; 3] = [0xf7, 0xf4, 0xee];
/// The kiosk's background covers far more than this of every screen of it, and nothing else on a station has that colour.
const KIOSK_SHARE: f64 = 0.25;
/// What is darker than this in each channel is black.
const DARK: u8 = 24;
/// A black screen may have a text cursor or a pointer on it: so much of it.
const SPECKS: f64 = 0.002;
/// A text console is black with letters on it: so much is at least black.
const TEXT_BLACK: f64 = 0.80;
/// And what is not black is grey, the colours of a console's letters.
const TEXT_GREY: f64 = 0.9;

/// Letters leave room between them, also a line of them in reverse: so many rows that are lit from end to end, one below the
/// other, are a window's or a panel's.
const ROWS_OF_A_WINDOW: usize = 40;
/// The share of such a row that is lit.
const LIT_ROW: f64 = 0.9;

/// What is to be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Look {
    /// The kiosk, whichever of its screens.
    Kiosk,
    /// Nothing, or nothing but a cursor.
    Black,
    /// Letters on black: a console, the messages of a boot.
    Text,
    /// Anything else: the visitor's desktop.
    Desktop,
}

impl fmt::Display for Look {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Kiosk => "kiosk",
            Self::Black => "black",
            Self::Text => "text",
            Self::Desktop => "desktop",
        })
    }
}

impl Look {
    /// Judges every pixel.
    pub fn of(picture: &Picture) -> Self {
        let (mut all, mut kiosk, mut black, mut grey) = (0_u32, 0_u32, 0_u32, 0_u32);
        for &[red, green, blue] in picture.pixels() {
            all += 1;
            if [red, green, blue] == KIOSK {
                kiosk += 1;
            } else if is_dark([red, green, blue]) {
                black += 1;
            } else if red.abs_diff(green) < DARK && green.abs_diff(blue) < DARK {
                grey += 1;
            }
        }
        let share = |count: u32| f64::from(count) / f64::from(all.max(1));
        let lit = 1.0 - share(black);
        if share(kiosk) >= KIOSK_SHARE {
            Self::Kiosk
        } else if lit <= SPECKS {
            Self::Black
        } else if lit <= 1.0 - TEXT_BLACK && share(grey) >= lit * TEXT_GREY && !has_window(picture) {
            Self::Text
        } else {
            Self::Desktop
        }
    }
}

fn is_dark([red, green, blue]: [u8; 3]) -> bool {
    red < DARK && green < DARK && blue < DARK
}

/// Whether something as high and as wide is lit as no letters are.
fn has_window(picture: &Picture) -> bool {
    let mut below_each_other = 0;
    picture.rows().any(|row| {
        let lit = row.iter().filter(|pixel| !is_dark(**pixel)).count();
        let whole = lit as f64 >= row.len() as f64 * LIT_ROW;
        below_each_other = if whole { below_each_other + 1 } else { 0 };
        below_each_other >= ROWS_OF_A_WINDOW
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture of 100×100 whose first pixels are so, and the others black.
    fn picture(first: &[(usize, [u8; 3])]) -> Picture {
        let mut rgb: Vec<u8> = first.iter().flat_map(|(count, colour)| colour.repeat(*count)).collect();
        rgb.resize(100 * 100 * 3, 0);
        Picture::new(100, 100, rgb).unwrap()
    }

    #[test]
    fn the_strip_on_a_black_screen_is_no_console() {
        let strip = |height: usize| {
            let mut rgb = [255_u8; 3].repeat(100 * height);
            rgb.resize(100 * 400 * 3, 0);
            Look::of(&Picture::new(100, 400, rgb).unwrap())
        };
        assert_eq!((strip(60), strip(16)), (Look::Desktop, Look::Text));
    }

    #[test]
    fn each_screen_is_told_from_the_others() {
        let looks = [
            (Look::Black, picture(&[])),
            (Look::Black, picture(&[(15, [170; 3])])),
            (Look::Text, picture(&[(900, [170; 3])])),
            (Look::Kiosk, picture(&[(6_000, KIOSK), (2_000, [255; 3])])),
            // A dark wallpaper with white windows, a console in colours, and a white page.
            (Look::Desktop, picture(&[(3_000, [255; 3])])),
            (Look::Desktop, picture(&[(900, [0, 170, 0])])),
            (Look::Desktop, picture(&[(10_000, [255; 3])])),
        ];
        for (look, picture) in looks {
            assert_eq!(Look::of(&picture), look);
        }
    }
}

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
            } else if red < DARK && green < DARK && blue < DARK {
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
        } else if lit <= 1.0 - TEXT_BLACK && share(grey) >= lit * TEXT_GREY {
            Self::Text
        } else {
            Self::Desktop
        }
    }
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

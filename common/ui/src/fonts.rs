//! The fonts that the programs carry: a screen looks the same on every machine.

use iced::Font;
use iced::font::Weight;

/// Latin: Atkinson Hyperlegible Next, drawn so that no two letters look alike (OFL). Other scripts fall back to Noto.
pub const DEFAULT: Font = Font::with_name("Atkinson Hyperlegible Next");

/// The same, bold.
pub const BOLD: Font = Font { weight: Weight::Bold, ..DEFAULT };

/// Icons and alias pictures.
pub const ICONS: Font = Font::with_name("EPN Icons");

/// The file of [`DEFAULT`], for documents that carry their fonts as well.
pub static DEFAULT_FILE: &[u8] = include_bytes!("../../../assets/fonts/AtkinsonHyperlegibleNext-Regular.ttf");

/// The file of [`BOLD`].
pub static BOLD_FILE: &[u8] = include_bytes!("../../../assets/fonts/AtkinsonHyperlegibleNext-Bold.ttf");

/// The files of the font of Arabic letters: Noto Sans Arabic (OFL).
pub static ARABIC_FILE: &[u8] = include_bytes!("../../../assets/fonts/NotoSansArabic-Regular.ttf");
pub static ARABIC_BOLD_FILE: &[u8] = include_bytes!("../../../assets/fonts/NotoSansArabic-Bold.ttf");

/// The file of [`ICONS`].
pub static ICONS_FILE: &[u8] = include_bytes!("../../../assets/icons/epn-icons.ttf");

static ALL: [&[u8]; 5] = [DEFAULT_FILE, BOLD_FILE, ARABIC_FILE, ARABIC_BOLD_FILE, ICONS_FILE];

/// Every font file, to be loaded before the first frame.
pub fn all() -> &'static [&'static [u8]] {
    &ALL
}

/// The settings that a program (or a test) starts iced with: the kit's fonts, and its text as the default.
pub fn settings() -> iced::Settings {
    iced::Settings {
        fonts: all().iter().map(|font| (*font).into()).collect(),
        default_font: DEFAULT,
        ..iced::Settings::default()
    }
}

//! The kit that both screens are made of: theme, fonts, icons, focusable controls, and the outline that says in words
//! what is drawn. No sentence lives here: labels come in already translated. See `GUIDE.md`.

pub mod display;
pub mod dock;
pub mod focus;
pub mod fonts;
pub mod keys;
pub mod outline;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod theme;

mod around;
mod button;
mod chart;
mod control;
mod day_line;
mod described;
mod digits;
mod entry;
mod field;
mod icons;
mod layout;
mod look;
mod notice;
mod options;
mod pictures;
mod planner;
mod progress;
mod qr;
mod root;
mod stepper;
mod strip;
mod table;
mod text;
mod ui;

#[cfg(test)]
mod tests;

pub use button::{Button, Tile};
pub use chart::Bar;
pub use day_line::Stretch;
pub use digits::{CodeEntry, DigitEntry};
pub use field::Field;
pub use icons::Icon;
pub use layout::Grid;
pub use look::Kind;
pub use notice::{Badge, Banner};
pub use options::WindowSize;
pub use outline::{Live, OutlineItem, Role};
pub use pictures::picture_glyph;
pub use planner::{PlanBlock, PlanRow, Planned, Planner};
pub use progress::TimeBar;
pub use qr::QrData;
pub use stepper::Step;
pub use strip::Emphasis;
pub use table::{Page, PagerWords, TableColumn};
pub use text::Text;
pub use theme::{Comfort, Contrast, Density, Direction, Space, TextRole, TextScale, Tone};
pub use ui::Ui;

/// What every view returns.
pub type Element<'a, Message> = iced::Element<'a, Message>;

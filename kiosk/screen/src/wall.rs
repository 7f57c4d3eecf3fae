//! The screen on the wall: who is called where, who waits, which stations are free. Nothing can be pressed on it, and
//! it names nobody: people are pictures.

mod layout;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use epn_ui::{Comfort, Element, TextScale, Ui};
use epn_wire::kiosk::KioskView;
use epn_words::Reader;
use iced::Size;
use iced::mouse::Interaction;
use iced::widget::mouse_area;

use crate::cli::Options;
use crate::link::Heard;
use crate::screen::{Context, wait};
use crate::texts::Texts;

/// What the wall hears of.
#[derive(Clone, Debug)]
pub enum Message {
    /// The agent says something, comes or goes.
    Agent(Heard),
    /// The window is so large, in logical pixels.
    Sized(Size),
}

/// The window that text of the normal size is laid out for; one twice as wide and high takes text twice as large.
const NORMAL: Size = Size::new(960.0, 540.0);

/// The last view, and how it is drawn.
#[derive(Debug)]
pub struct Wall {
    /// Text keeps the size that the options set.
    is_scale_set: bool,
    ui: Ui,
    texts: Arc<Texts>,
    reader: Reader,
    view: Option<Box<KioskView>>,
}

impl Wall {
    /// A wall that has not heard of any agent yet. `texts` are those of the options' language.
    pub fn new(options: &Options, texts: Arc<Texts>) -> Self {
        let ui = Ui::kiosk().with_comfort(options.comfort());
        let is_scale_set = options.scale.is_some();
        Self { is_scale_set, ui, texts, reader: Reader::new("", None), view: None }
    }

    /// The kit, as the options set it.
    pub fn ui(&self) -> Ui {
        self.ui
    }

    /// The window's title: as on the visitors' screens, which screen it is.
    pub fn title(&self) -> String {
        let screen = if self.view.is_some() { "display" } else { "away" };
        format!("epn-kiosk: {screen}")
    }

    /// Takes in what happens. The wall answers nothing.
    pub fn update(&mut self, message: Message) {
        match message {
            Message::Agent(heard) => self.hear(heard),
            Message::Sized(size) if !self.is_scale_set => {
                self.ui = self.ui.with_comfort(Comfort { text_scale: fitting(size), ..self.ui.comfort });
            }
            Message::Sized(_) => {}
        }
    }

    fn hear(&mut self, heard: Heard) {
        match heard {
            Heard::Connected(_) => {}
            Heard::View(view) => {
                self.reader = Reader::new(&view.site.timezone, view.now);
                self.view = Some(view);
            }
            Heard::Lost => self.view = None,
        }
    }

    /// Draws it, without a pointer: there is nothing to point at.
    pub fn view(&self) -> Element<'_, Message> {
        mouse_area(self.content()).interaction(Interaction::Hidden).into()
    }

    fn content(&self) -> Element<'_, Message> {
        let Some(view) = self.view.as_deref() else {
            return self.ui.centered_frame(
                self.ui.row([]),
                wait::away(self.ui, &self.texts),
                self.ui.row([]),
            );
        };
        let cx = Context { ui: self.ui, texts: &self.texts, reader: &self.reader, view };
        layout::whole(&cx)
    }
}

/// The largest text for which everything still fits.
fn fitting(window: Size) -> TextScale {
    let factor = (window.width / NORMAL.width).min(window.height / NORMAL.height);
    TextScale::ALL.into_iter().rfind(|scale| scale.factor() <= factor).unwrap_or_default()
}

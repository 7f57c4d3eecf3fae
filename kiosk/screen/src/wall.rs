//! The screen on the wall: who is called where, who waits, which stations are free. Nothing can be pressed on it, and
//! it names nobody: people are pictures.

mod layout;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use epn_ui::{Element, Ui};
use epn_wire::kiosk::KioskView;
use epn_words::Reader;

use crate::cli::Options;
use crate::link::Heard;
use crate::screen::{Context, wait};
use crate::texts::Texts;

/// The last view, and how it is drawn.
#[derive(Debug)]
pub struct Wall {
    ui: Ui,
    texts: Arc<Texts>,
    reader: Reader,
    view: Option<Box<KioskView>>,
}

impl Wall {
    /// A wall that has not heard of any agent yet. `texts` are those of the options' language.
    pub fn new(options: &Options, texts: Arc<Texts>) -> Self {
        let ui = Ui::kiosk().with_comfort(options.comfort());
        Self { ui, texts, reader: Reader::new("", None), view: None }
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

    /// Takes in what the agent says. The wall answers nothing.
    pub fn hear(&mut self, heard: Heard) {
        match heard {
            Heard::Connected(_) => {}
            Heard::View(view) => {
                self.reader = Reader::new(&view.site.timezone, view.now);
                self.view = Some(view);
            }
            Heard::Lost => self.view = None,
        }
    }

    /// Draws it.
    pub fn view(&self) -> Element<'_, Heard> {
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

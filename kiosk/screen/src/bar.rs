//! The strip in the visitor's own session: the time left, and the way to the kiosk. It is decoration: whatever becomes of
//! it, the session's time is the agent's.

mod menu;
mod room;
#[cfg(test)]
mod tests;
mod window;

use std::path::PathBuf;
use std::sync::Arc;

use epn_ui::{Button, Element, Emphasis, Icon, TextRole, TextScale, Tone, Ui, items};
use epn_wire::bar::{BarIntent, BarPrint, BarTime, BarView, Urgency};
use epn_wire::scanning::FOLDER;
use epn_words::Lang;
use i18n_embed_fl::fl;

pub use menu::ask_for_kiosk;
pub use window::run;

use crate::cli::Options;
use crate::link;
use crate::texts::Texts;

/// The way to the kiosk.
pub const MENU: &str = "menu";

/// The same, where the kiosk has something to tell of a print.
pub const PRINT: &str = "print";

/// The same, where scans came.
pub const SCANS: &str = "scans";

/// What the strip's socket says.
pub type Heard = link::Heard<BarView, BarIntent>;

/// What happens.
#[derive(Clone, Debug)]
pub enum Message {
    /// The agent says something, comes or goes.
    Agent(Heard),
    /// *Menu*.
    MenuWanted,
}

/// The last view, and how it is drawn.
#[derive(Debug)]
pub struct Bar {
    ui: Ui,
    /// In the options' language.
    own_texts: Arc<Texts>,
    /// In the visitor's.
    texts: Arc<Texts>,
    agent: Option<link::Intents<BarIntent>>,
    view: BarView,
    /// Where the visitor's files are, if it is to be told when there is little room left.
    home: Option<PathBuf>,
    is_scarce: bool,
}

impl Bar {
    /// A strip that has not heard of any agent yet. `texts` are those of the options' language.
    pub fn new(options: &Options, texts: Arc<Texts>) -> Self {
        Self {
            ui: ui(options),
            own_texts: Arc::clone(&texts),
            texts,
            agent: None,
            view: BarView::default(),
            home: None,
            is_scarce: false,
        }
    }

    /// The same, that tells when there is little room left in this folder.
    #[must_use]
    pub fn over(mut self, home: Option<PathBuf>) -> Self {
        self.home = home;
        self
    }

    /// The kit, as the options set it.
    pub fn ui(&self) -> Ui {
        self.ui
    }

    /// Takes in what happens.
    pub fn update(&mut self, message: Message) {
        match message {
            Message::Agent(link::Heard::Connected(agent)) => self.agent = Some(agent),
            Message::Agent(link::Heard::View(view)) => {
                self.view = *view;
                self.speak();
                // Once a minute, with the time.
                self.is_scarce = self.home.as_deref().is_some_and(room::is_scarce);
            }
            Message::Agent(link::Heard::Lost) => {
                self.agent = None;
                self.view = BarView::default();
            }
            Message::MenuWanted => {
                if let Some(agent) = &self.agent {
                    agent.send(BarIntent::ShowKiosk);
                }
            }
        }
    }

    /// In the visitor's language, once that is known; where its sentences cannot be read, nothing changes.
    fn speak(&mut self) {
        let wanted = self.view.lang.as_deref().and_then(|lang| lang.parse().ok());
        let wanted: Lang = wanted.unwrap_or_else(|| self.own_texts.lang());
        if wanted == self.texts.lang() {
            return;
        }
        match Texts::new(wanted) {
            Ok(texts) => self.texts = Arc::new(texts),
            Err(error) => tracing::error!("{error}"),
        }
    }

    /// The window's title: whoever drives the program sees by it whether the agent is heard.
    pub fn title(&self) -> String {
        let shown = if self.view.time.is_some() { "strip" } else { "strip-away" };
        format!("epn-kiosk: {shown}")
    }

    /// Draws it.
    pub fn view(&self) -> Element<'_, Message> {
        let (ui, own) = (self.ui, &self.texts.own);
        let emphasis = self.emphasis();
        let words = ui.status(self.words()).id("time").sized(TextRole::Label).fill();
        let words = if emphasis == Emphasis::None { words } else { words.bold() };
        let away = self.agent.is_none().then(|| fl!(own, "away-title"));
        let menu = ui.button(MENU, fl!(own, "bar-menu"), Message::MenuWanted);
        let menu = menu.spoken(fl!(own, "bar-menu-spoken")).icon(Icon::Menu).disabled_if(away);
        let print = self.view.print.map(|print| self.print_button(print));
        // On a strong colour the main action's own would be lost.
        let is_plain = matches!(emphasis, Emphasis::Strong(_));
        let (print, menu) = match print {
            Some(print) if is_plain => (Some(print), menu),
            Some(print) => (Some(print.primary()), menu),
            None if is_plain => (None, menu),
            None => (None, menu.primary()),
        };
        let print = print.map(Element::from);
        let scans = (self.view.scans > 0).then(|| Element::from(self.scans_button()));
        let sign = ui.icon(self.icon(), TextRole::Label);
        let news = scans.into_iter().chain(print);
        ui.strip(emphasis, items![sign, words].into_iter().chain(news).chain([menu.into()]))
    }

    /// That a print waits, and the way to it.
    fn print_button(&self, print: BarPrint) -> Button<Message> {
        let own = &self.texts.own;
        let (icon, words) = match print {
            BarPrint::ToConfirm => (Icon::Printer, fl!(own, "bar-print-to-confirm")),
            BarPrint::Trouble => (Icon::Alert, fl!(own, "bar-print-trouble")),
        };
        let button = self.ui.button(PRINT, words, Message::MenuWanted);
        // Beside a long sentence there is room for the drawing alone.
        let is_crowded = is_large(self.ui) || self.emphasis() != Emphasis::None || self.tells_room();
        if is_crowded { button.icon_only(icon) } else { button.icon(icon) }
    }

    /// That scans came, and the way to what is said of them.
    fn scans_button(&self) -> Button<Message> {
        let (own, count) = (&self.texts.own, self.view.scans);
        let button = self.ui.button(SCANS, fl!(own, "bar-scans", count = count), Message::MenuWanted);
        let button = button.spoken(fl!(own, "scan-arrived", count = count, folder = FOLDER));
        let is_alone = self.emphasis() == Emphasis::None && self.view.print.is_none() && !self.tells_room();
        if is_alone && !is_large(self.ui) {
            button.icon(Icon::Download)
        } else {
            button.icon_only(Icon::Download)
        }
    }

    /// Whether there is to be told how little room there is, and time to do something about it.
    fn tells_room(&self) -> bool {
        self.is_scarce && self.view.time.is_some() && self.emphasis() == Emphasis::None
    }

    /// The time left, in words, and that there is little room.
    fn words(&self) -> String {
        let (own, time) = (&self.texts.own, self.time());
        match (self.tells_room(), is_large(self.ui)) {
            (false, _) => time,
            (true, false) => fl!(own, "bar-room", time = time),
            (true, true) => fl!(own, "bar-room-short"),
        }
    }

    /// The time left, in words.
    fn time(&self) -> String {
        let (own, words) = (&self.texts.own, &self.texts.words);
        let is_short = is_large(self.ui);
        match self.view.time {
            None => fl!(own, "away-title"),
            Some(BarTime::NobodyWaits) if is_short => fl!(own, "nobody-title"),
            Some(BarTime::NobodyWaits) => fl!(own, "bar-nobody"),
            Some(BarTime::Left { minutes, urgency }) => {
                let left = words.length(minutes);
                match urgency {
                    Urgency::Calm | Urgency::Soon => fl!(own, "bar-left", left = left),
                    Urgency::Near => fl!(own, "bar-near", left = left),
                    Urgency::Last => fl!(own, "bar-last"),
                }
            }
            Some(BarTime::Closing { seconds_left }) => {
                let left = words.wait(seconds_left);
                if is_short {
                    fl!(own, "bar-closing-short", left = left)
                } else {
                    fl!(own, "bar-closing", left = left)
                }
            }
        }
    }

    /// What the words say, in a drawing and in how much all of it stands out.
    fn icon(&self) -> Icon {
        match self.view.time {
            None | Some(BarTime::Left { urgency: Urgency::Calm, .. }) => Icon::Clock,
            Some(BarTime::NobodyWaits) => Icon::Check,
            Some(BarTime::Left { urgency: Urgency::Soon, .. }) => Icon::Hourglass,
            Some(BarTime::Left { urgency: Urgency::Near, .. }) => Icon::Save,
            Some(BarTime::Left { urgency: Urgency::Last, .. } | BarTime::Closing { .. }) => Icon::Alert,
        }
    }

    fn emphasis(&self) -> Emphasis {
        match self.view.time {
            None | Some(BarTime::NobodyWaits | BarTime::Left { urgency: Urgency::Calm, .. }) => {
                Emphasis::None
            }
            Some(BarTime::Left { urgency: Urgency::Soon, .. }) => Emphasis::Soft(Tone::Warning),
            Some(BarTime::Left { urgency: Urgency::Near, .. }) => Emphasis::Strong(Tone::Warning),
            Some(BarTime::Left { urgency: Urgency::Last, .. } | BarTime::Closing { .. }) => {
                Emphasis::Strong(Tone::Danger)
            }
        }
    }
}

/// Denser than the kiosk, since it stands beside the visitor's own programs, but never smaller than those.
fn ui(options: &Options) -> Ui {
    let mut comfort = options.comfort();
    if options.scale.is_none() {
        comfort.text_scale = TextScale::Large;
    }
    Ui::console().with_comfort(comfort)
}

/// Whether there is room for little.
fn is_large(ui: Ui) -> bool {
    ui.comfort.text_scale > TextScale::Larger
}

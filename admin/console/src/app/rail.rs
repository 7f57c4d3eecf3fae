//! The screens, at the side where lines start, each with its key.

use epn_ui::{Element, Icon, Space, TextRole, Tone, items};
use iced::keyboard::key::Named;
use iced::widget::container;
use iced::{Alignment, Length};

use super::{Message, desk};
use crate::ctx::Ctx;
use crate::words::say;

/// A screen of the desk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tab {
    #[default]
    Room,
    Ticket,
    Visitors,
    Sessions,
    Settings,
    Export,
    Calendar,
    Cards,
    Prints,
    Cash,
}

impl Tab {
    /// All of them, in the order in which they stand: what is done all day first.
    pub const ALL: [Self; 10] = [
        Self::Room,
        Self::Prints,
        Self::Cash,
        Self::Ticket,
        Self::Visitors,
        Self::Sessions,
        Self::Settings,
        Self::Export,
        Self::Calendar,
        Self::Cards,
    ];

    /// The tab of a key.
    pub fn of_key(key: Named) -> Option<Self> {
        Self::ALL.into_iter().find(|tab| tab.key().0 == key)
    }

    fn key(self) -> (Named, &'static str) {
        match self {
            Self::Room => (Named::F1, "F1"),
            Self::Ticket => (Named::F2, "F2"),
            Self::Visitors => (Named::F3, "F3"),
            Self::Sessions => (Named::F4, "F4"),
            Self::Settings => (Named::F5, "F5"),
            Self::Export => (Named::F6, "F6"),
            Self::Calendar => (Named::F7, "F7"),
            // F8 shows and hides names, on every screen.
            Self::Cards => (Named::F9, "F9"),
            Self::Prints => (Named::F10, "F10"),
            Self::Cash => (Named::F11, "F11"),
        }
    }

    /// Its id in the outline.
    pub fn id(self) -> &'static str {
        match self {
            Self::Room => "tab-room",
            Self::Ticket => "tab-ticket",
            Self::Visitors => "tab-visitors",
            Self::Sessions => "tab-sessions",
            Self::Settings => "tab-settings",
            Self::Export => "tab-export",
            Self::Calendar => "tab-calendar",
            Self::Cards => "tab-cards",
            Self::Prints => "tab-prints",
            Self::Cash => "tab-cash",
        }
    }

    fn icon(self) -> Icon {
        match self {
            Self::Room => Icon::Station,
            Self::Ticket => Icon::Ticket,
            Self::Visitors => Icon::Users,
            Self::Sessions => Icon::List,
            Self::Settings => Icon::Settings,
            Self::Export => Icon::Chart,
            Self::Calendar => Icon::Calendar,
            Self::Cards => Icon::Badge,
            Self::Prints => Icon::Printer,
            Self::Cash => Icon::Coin,
        }
    }

    fn words(self, ctx: &Ctx<'_>) -> String {
        match self {
            Self::Room => say!(ctx.phrases, "tab-room"),
            Self::Ticket => say!(ctx.phrases, "tab-ticket"),
            Self::Visitors => say!(ctx.phrases, "tab-visitors"),
            Self::Sessions => say!(ctx.phrases, "tab-sessions"),
            Self::Settings => say!(ctx.phrases, "tab-settings"),
            Self::Export => say!(ctx.phrases, "tab-export"),
            Self::Calendar => say!(ctx.phrases, "tab-calendar"),
            Self::Cards => say!(ctx.phrases, "tab-cards"),
            Self::Prints => say!(ctx.phrases, "tab-prints"),
            Self::Cash => say!(ctx.phrases, "tab-cash"),
        }
    }
}

/// In logical pixels, before the person's text scale.
const WIDTH: f32 = 112.0;

/// The rail; `shown` is the screen one is on, `prints` how many prints and scans need somebody.
pub fn view<'a>(ctx: &Ctx<'a>, shown: Tab, prints: usize) -> Element<'a, Message> {
    let ui = ctx.ui;
    let tabs = Tab::ALL.map(|tab| tile(ctx, tab, shown, if tab == Tab::Prints { prints } else { 0 }));
    let tabs = ui.column(tabs).spacing(ui.space(Space::Xs));
    let comfort = super::bar::comfort(ctx);
    let width = WIDTH * ui.comfort.text_scale.factor();
    let rail = ui
        .column(items![ui.scroll(tabs).height(Length::Fill), comfort])
        .spacing(ui.space(Space::S))
        .align_x(Alignment::Center)
        .width(width);
    container(rail).padding(ui.space(Space::S)).height(Length::Fill).into()
}

/// One screen; `count` is how much there is to see to, shown if it is anything.
fn tile<'a>(ctx: &Ctx<'a>, tab: Tab, shown: Tab, count: usize) -> Element<'a, Message> {
    let ui = ctx.ui;
    let (_, key) = tab.key();
    let words = tab.words(ctx);
    let counted = match count {
        0 => words.clone(),
        _ => say!(ctx.phrases, "tab-prints-count", words = words.clone(), count = count.to_string()),
    };
    let spoken = say!(ctx.phrases, "with-key", words = counted, key = key);
    // The rail has no room for the key beside a count; it is still spoken.
    let beside: Element<'a, Message> = match count {
        0 => ui.caption(key).into(),
        _ => ui.badge(Tone::Warning, count.to_string()).into(),
    };
    let content = ui
        .column(items![
            ui.row([ui.icon(tab.icon(), TextRole::Heading), beside]).spacing(ui.space(Space::S)),
            ui.label(words).sized(TextRole::Caption),
        ])
        .spacing(0.0)
        .align_x(Alignment::Center)
        .width(Length::Fill);
    ui.tile(tab.id(), spoken, content, Message::Desk(desk::Message::TabChosen(tab)))
        .selected(tab == shown)
        .compact()
        .into()
}

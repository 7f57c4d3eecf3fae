//! The kit as a person meets it: a sample screen with every widget, driven without a window.

mod fonts;
mod outline;
mod press;

use iced::widget::Id;

use crate::keys::{CodeInput, Press};
use crate::{Bar, Element, Icon, Page, PagerWords, QrData, Step, TableColumn, Tone, Ui, items};

/// What the sample screen sends.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Message {
    Pressed(&'static str),
    Typed(String),
    Key(Press),
    Turned(usize),
    Digit(u8),
}

/// What the sample screen is drawn from.
pub(crate) struct Sample {
    pub code: CodeInput,
    pub qr: QrData,
    pub typed: String,
    pub pin: String,
}

impl Default for Sample {
    fn default() -> Self {
        let qr = QrData::new("7K3F").expect("short enough for a code");
        Self { code: CodeInput::default(), qr, typed: "abc".into(), pin: "12".into() }
    }
}

/// Ids of what the keyboard reaches on the sample screen, in reading order.
pub(crate) const STOPS: [&str; 26] = [
    "back",
    "start",
    "forbidden",
    "banner-action",
    "spoken",
    "answer",
    "tile",
    "name",
    "password",
    "pin",
    "ticket",
    "minutes-less",
    "minutes-more",
    "key-1",
    "key-2",
    "key-3",
    "key-4",
    "key-5",
    "key-6",
    "key-7",
    "key-8",
    "key-9",
    "key-0",
    "key-erase",
    "page-previous",
    "page-next",
];

/// Every widget of the kit.
pub(crate) fn sample(ui: Ui, state: &Sample) -> Element<'_, Message> {
    let header = ui.row(items![
        ui.button("back", "Back", Message::Pressed("back")).quiet().icon(Icon::ArrowLeft),
        ui.display("Display"),
    ]);
    let content = ui.column(items![
        ui.row(items![
            ui.button("start", "Start", Message::Pressed("start")).primary(),
            ui.button("forbidden", "Print", Message::Pressed("forbidden")).disabled("No credit left"),
        ]),
        texts(ui),
        controls(ui),
        entries(ui, state),
        ui.keypad("Erase", Message::Digit, Message::Pressed("erase")),
        figures(ui, state),
    ]);
    ui.screen_frame(header, content, ui.caption("Caption"))
}

fn texts<'a>(ui: Ui) -> Element<'a, Message> {
    ui.card(ui.column(items![
        ui.title("Title"),
        ui.heading("Heading"),
        ui.body("Body"),
        ui.label("Label"),
        ui.status("Status"),
        ui.announce("Alert"),
        ui.badge(Tone::Success, "Free"),
        ui.notices([
            ui.banner("banner", Tone::Warning, "Five minutes left").more("Save your work").action(ui.button(
                "banner-action",
                "More time",
                Message::Pressed("banner-action")
            ))
        ]),
        ui.picture("moon", "Moon", 40.0),
        ui.time_bar("bar", "12 minutes left", 0.4),
        ui.list(items![ui.body("First"), ui.body("Second")]),
    ]))
    .into()
}

fn controls<'a>(ui: Ui) -> Element<'a, Message> {
    let tile = ui.tile("tile", "Station 3, free", ui.heading("Station 3"), Message::Pressed("tile"));
    ui.row(items![
        ui.toggle("spoken", "Read aloud", true, Message::Pressed("spoken")),
        ui.choice("answer", "Yes", true, Message::Pressed("answer")),
        ui.grid(100.0, items![tile.selected(false)]),
    ])
    .into()
}

fn entries(ui: Ui, state: &Sample) -> Element<'_, Message> {
    let step = |label: &str, name| Step { label: label.into(), on_press: Message::Pressed(name), end: None };
    ui.column(items![
        ui.field("name", "Name", &state.typed, Message::Typed).on_submit(Message::Pressed("submit")),
        ui.field("password", "Password", &state.typed, Message::Typed).secret(),
        ui.digit_entry("pin", "PIN", &state.pin, 4, Message::Typed)
            .secret()
            .on_submit(Message::Pressed("pin")),
        ui.code_entry("ticket", "Ticket", &state.code, Message::Key),
        ui.stepper("minutes", "60 min", step("Less", "less"), step("More", "more")),
    ])
    .into()
}

fn figures(ui: Ui, state: &Sample) -> Element<'_, Message> {
    let columns = [TableColumn::new("When"), TableColumn::new("Minutes").number()];
    let words = PagerWords {
        previous: "Page before".into(),
        next: "Page after".into(),
        position: "page 2 of 3".into(),
        no_further: "No more pages".into(),
    };
    let bar = |label: &str, value| Bar { label: label.into(), value, shown: value.to_string() };
    ui.column(items![
        ui.table("table", "Sessions", &columns, [items![ui.body("09:00"), ui.body("45")]]),
        ui.pager(Page::new(1, 1, 3), words, Message::Turned),
        ui.bar_chart("chart", "Visits", Tone::Primary, vec![bar("Mon", 3.0), bar("Tue", 0.0)]),
        ui.qr("qr", "Ticket 7K3F", &state.qr, 100.0),
    ])
    .into()
}

pub(crate) fn id(name: &'static str) -> Id {
    Id::new(name)
}

//! The strip's window: along the top of the screen on X11, wherever the desktop puts it else.

use std::sync::Arc;

use epn_ui::dock;
use iced::window::{self, Level, Mode, Position};
use iced::{Point, Size, Subscription, Task};

use super::{Bar, Message};
use crate::cli::Options;
use crate::link::Agent;
use crate::texts::Texts;

/// As wide as it is before it is put along the edge, in logical pixels.
const WIDTH: f32 = 800.0;

/// What happens to the strip and its window.
#[derive(Clone, Debug)]
enum Happening {
    Bar(Message),
    Opened(window::Id),
    /// The window has this number at the X11 server.
    Numbered(window::Id, u64),
}

/// Shows the strip until the display goes away.
pub fn run(options: &Options, texts: Arc<Texts>, agent: Agent) -> iced::Result {
    let started = options.clone();
    let start = move || Bar::new(&started, Arc::clone(&texts)).over(std::env::home_dir());
    iced::application(start, update, view)
        .title(Bar::title)
        .settings(epn_ui::fonts::settings())
        .theme(|bar: &Bar| Some(bar.ui().theme()))
        .subscription(move |_bar| subscription(&agent))
        .window(settings(options))
        .exit_on_close_request(false)
        .run()
}

/// Shown only once it is where it belongs: the window manager looks at it when it is.
fn settings(options: &Options) -> window::Settings {
    let mut settings = window::Settings {
        size: Size::new(WIDTH, super::ui(options).strip_height()),
        position: Position::Specific(Point::ORIGIN),
        visible: !dock::is_possible(),
        level: Level::AlwaysOnTop,
        closeable: false,
        minimizable: false,
        decorations: false,
        exit_on_close_request: false,
        ..window::Settings::default()
    };
    settings.platform_specific.application_id.push_str("epn-kiosk");
    settings
}

fn subscription(agent: &Agent) -> Subscription<Happening> {
    let agent = Subscription::run_with(agent.clone(), Agent::listen);
    let agent = agent.map(|heard| Happening::Bar(Message::Agent(heard)));
    Subscription::batch([agent, window::open_events().map(Happening::Opened)])
}

fn update(bar: &mut Bar, happening: Happening) -> Task<Happening> {
    match happening {
        Happening::Bar(message) => {
            bar.update(message);
            Task::none()
        }
        Happening::Opened(id) if dock::is_possible() => {
            window::raw_id::<Happening>(id).map(move |number| Happening::Numbered(id, number))
        }
        Happening::Opened(_) => Task::none(),
        Happening::Numbered(id, number) => {
            if let Err(error) = dock::at_top(number) {
                tracing::warn!(%error, "the strip is a window like any other");
            }
            window::set_mode(id, Mode::Windowed)
        }
    }
}

fn view(bar: &Bar) -> epn_ui::Element<'_, Happening> {
    bar.view().map(Happening::Bar)
}

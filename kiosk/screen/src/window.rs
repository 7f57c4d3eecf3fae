//! The window and its event loop.

use std::hash::{Hash, Hasher};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use iced::futures::{Stream, StreamExt};
use iced::window::Position;
use iced::{Event, Point, Size, Subscription, Task, event, window};

use crate::app::{App, Effect, Message};
use crate::bar;
use crate::cli::Options;
use crate::link::Agent;
use crate::screen::SecretPress;
use crate::texts::Texts;
use crate::wall::{self, Wall};

/// Shows the kiosk, the room on the wall, or the strip in a session, until the display goes away; or only asks for the kiosk.
pub fn run(options: &Options) -> anyhow::Result<()> {
    if options.menu {
        return bar::ask_for_kiosk(&options.socket);
    }
    epn_ui::display::check()?;
    let texts = Arc::new(Texts::new(options.lang)?);
    let agent = Agent::at(&options.socket);
    let shown = if options.bar {
        bar::run(options, texts, agent)
    } else if options.display {
        run_wall(options, texts, agent)
    } else {
        run_kiosk(options, texts, agent)
    };
    shown.context("the screen cannot be opened; check that a display is running and may be used")
}

/// The wall hears the agent and nothing else: no key, no pointer.
fn run_wall(options: &Options, texts: Arc<Texts>, agent: Agent) -> iced::Result {
    let started = options.clone();
    iced::application(move || Wall::new(&started, Arc::clone(&texts)), Wall::update, Wall::view)
        .title(Wall::title)
        .settings(epn_ui::fonts::settings())
        .theme(|wall: &Wall| Some(wall.ui().theme()))
        .subscription(move |_wall| wall_subscription(&agent))
        .window(window_settings(options))
        .exit_on_close_request(false)
        .run()
}

fn wall_subscription(agent: &Agent) -> Subscription<wall::Message> {
    let agent = Subscription::run_with(agent.clone(), Agent::listen).map(wall::Message::Agent);
    let size = event::listen_with(|event, _status, _window| match event {
        Event::Window(window::Event::Opened { size, .. } | window::Event::Resized(size)) => {
            Some(wall::Message::Sized(size))
        }
        _ => None,
    });
    Subscription::batch([agent, size])
}

fn run_kiosk(options: &Options, texts: Arc<Texts>, agent: Agent) -> iced::Result {
    let started = options.clone();
    iced::application(move || App::new(&started, Arc::clone(&texts)), update, App::view)
        .title(App::title)
        .settings(epn_ui::fonts::settings())
        .theme(|app: &App| Some(app.ui().theme()))
        .style(|app: &App, _theme| app.ground())
        .subscription(move |app| subscription(&agent, app))
        .window(window_settings(options))
        .exit_on_close_request(false)
        .run()
}

/// No decorations and no closing: only the agent starts and stops a kiosk.
fn window_settings(options: &Options) -> window::Settings {
    let size = options.windowed.map(Size::from);
    let mut settings = window::Settings {
        fullscreen: size.is_none(),
        position: Position::Specific(Point::ORIGIN),
        resizable: false,
        closeable: false,
        minimizable: false,
        decorations: false,
        exit_on_close_request: false,
        ..window::Settings::default()
    };
    if let Some(size) = size {
        settings.size = size;
    }
    settings.platform_specific.application_id.push_str("epn-kiosk");
    settings
}

fn update(app: &mut App, message: Message) -> Task<Message> {
    let effects = app.update(message);
    Task::batch(effects.into_iter().map(|effect| match effect {
        Effect::Focus(id) => epn_ui::focus::on(id),
    }))
}

fn subscription(agent: &Agent, app: &App) -> Subscription<Message> {
    let agent = Subscription::run_with(agent.clone(), Agent::listen).map(Message::Agent);
    let alone = app.patience().map(|patience| {
        let waiting = Waiting { since: app.activity(), patience };
        let timer = Subscription::run_with(waiting, Waiting::over);
        let signs_of_life = event::listen_with(heard);
        Subscription::batch([timer, signs_of_life])
    });
    let scan =
        app.takes_scans().then(|| epn_ui::keys::presses().map(|press| Message::Scanned(SecretPress(press))));
    let escape = event::listen_with(escaped);
    Subscription::batch([agent, escape].into_iter().chain(alone).chain(scan))
}

/// Waits to see whether somebody is still there. Another activity number starts it afresh.
#[derive(Clone, Copy)]
struct Waiting {
    since: u64,
    patience: Duration,
}

impl Hash for Waiting {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.since.hash(state);
        self.patience.hash(state);
    }
}

impl Waiting {
    fn over(&self) -> impl Stream<Item = Message> + use<> {
        let Self { since, patience } = *self;
        iced::futures::stream::once(async move { tokio::time::sleep(patience).await })
            .map(move |()| Message::LeftAlone { since })
    }
}

/// Escape goes back, where nothing else wants it.
#[expect(clippy::needless_pass_by_value, reason = "iced hands events over")]
pub(crate) fn escaped(event: Event, status: event::Status, _window: window::Id) -> Option<Message> {
    use iced::keyboard::{Event as Keyboard, Key, key::Named};
    match event {
        Event::Keyboard(Keyboard::KeyPressed { key: Key::Named(Named::Escape), repeat: false, .. })
            if status == event::Status::Ignored =>
        {
            Some(Message::Back)
        }
        _ => None,
    }
}

/// Somebody is there.
#[expect(clippy::needless_pass_by_value, reason = "iced hands events over")]
fn heard(event: Event, _status: event::Status, _window: window::Id) -> Option<Message> {
    use iced::{keyboard, mouse, touch};
    match event {
        Event::Keyboard(keyboard::Event::KeyPressed { .. })
        | Event::Mouse(mouse::Event::ButtonPressed(_) | mouse::Event::WheelScrolled { .. })
        | Event::Touch(touch::Event::FingerPressed { .. }) => Some(Message::StillThere),
        _ => None,
    }
}

//! The window and its event loop: effects become tasks, so that nothing that is drawn waits.

use std::hash::{Hash, Hasher};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use epn_ui::WindowSize;
use iced::window::Position;
use iced::{Event, Point, Size, Subscription, Task, event, keyboard, mouse, touch, window};

use crate::app::{App, DeskMessage, Effect, Message};
use crate::client::{Client, StreamEvent, follow};
use crate::folder::{read_calendar, write_new};
use crate::intent::{Read, ReadError, Write, WriteError};
use crate::membership;

/// The least window in which the room can be read, in logical pixels.
const LEAST: Size = Size::new(900.0, 640.0);
/// How often time is looked at while names are shown or the hub is away.
const TICK: Duration = Duration::from_secs(5);

/// Where things are kept.
#[derive(Clone, Debug)]
struct Folders {
    state: PathBuf,
    out: PathBuf,
}

/// Shows the console until its window is closed.
///
/// # Errors
/// There is no display.
pub fn run(
    make: impl Fn() -> App + 'static,
    size: Option<WindowSize>,
    state: PathBuf,
    out: PathBuf,
) -> anyhow::Result<()> {
    epn_ui::display::check()?;
    let folders = Folders { state, out };
    let boot = move || {
        let app = make();
        let first = epn_ui::focus::on(app.first_field());
        (app, first)
    };
    iced::application(boot, move |app: &mut App, message| update(app, message, &folders), App::view)
        .title(App::title)
        .settings(epn_ui::fonts::settings())
        .theme(|app: &App| Some(app.ui().theme()))
        .subscription(subscription)
        .window(settings(size))
        .run()
        .context("the window cannot be opened; check that a display is running and may be used")
}

fn settings(size: Option<WindowSize>) -> window::Settings {
    let mut settings = window::Settings { min_size: Some(LEAST), ..window::Settings::default() };
    "epn-admin".clone_into(&mut settings.platform_specific.application_id);
    match size {
        Some(size) => {
            settings.size = size.into();
            settings.min_size = None;
            settings.position = Position::Specific(Point::ORIGIN);
        }
        None => settings.maximized = true,
    }
    settings
}

fn update(app: &mut App, message: Message, folders: &Folders) -> Task<Message> {
    let effects = app.update(message, Instant::now());
    Task::batch(effects.into_iter().map(|effect| task(effect, folders)))
}

fn task(effect: Effect, folders: &Folders) -> Task<Message> {
    match effect {
        Effect::Focus(id) => epn_ui::focus::on(id),
        Effect::Ask(client, ask) => Task::future(client.ask(ask)),
        Effect::Write(write) => Task::future(written(write, folders.out.clone())),
        Effect::Read(read) => Task::future(was_read(read)),
        Effect::Pair { hub, code, name } => {
            let state = folders.state.clone();
            Task::future(async move {
                let outcome = membership::join(hub.clone(), code, name, state).await.map(Arc::new);
                Message::Paired { hub, outcome }
            })
        }
    }
}

/// Makes a document and writes it, on a thread of its own.
async fn written(write: Write<DeskMessage>, folder: PathBuf) -> Message {
    let Write { name, content, then } = write;
    let outcome = tokio::task::spawn_blocking(move || {
        content().and_then(|content| write_new(&folder, &name, &content))
    })
    .await
    .unwrap_or_else(|error| Err(WriteError::Document(error.to_string())));
    if let Err(error) = &outcome {
        tracing::warn!(%error, "a document was not written");
    }
    Message::Desk(then(outcome))
}

/// Reads a file, on a thread of its own.
async fn was_read(read: Read<DeskMessage>) -> Message {
    let Read { path, most, then } = read;
    let asked = path.clone();
    let outcome = tokio::task::spawn_blocking(move || read_calendar(&asked, most))
        .await
        .unwrap_or_else(|error| Err(ReadError { path, reason: error.to_string() }));
    if let Err(error) = &outcome {
        tracing::warn!(%error, "a file was not read");
    }
    Message::Desk(then(outcome))
}

fn subscription(app: &App) -> Subscription<Message> {
    let Some((desk, sign_in)) = app.desk() else { return Subscription::none() };
    let following = Following { sign_in, client: desk.client().clone() };
    let stream = Subscription::run_with(following, Following::stream).map(DeskMessage::Stream);
    let keys = event::listen_with(key);
    let tick =
        (desk.shows_names() || desk.is_away()).then(|| iced::time::every(TICK).map(|_| DeskMessage::Ticked));
    let use_ = desk.shows_names().then(|| event::listen_with(used));
    Subscription::batch([stream, keys].into_iter().chain(tick).chain(use_)).map(Message::Desk)
}

/// The stream of one sign-in.
struct Following {
    sign_in: u64,
    client: Client,
}

impl Hash for Following {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.sign_in.hash(state);
    }
}

impl Following {
    fn stream(&self) -> impl iced::futures::Stream<Item = StreamEvent> + use<> {
        follow(self.client.clone())
    }
}

/// Keys with a meaning everywhere.
#[expect(clippy::needless_pass_by_value, reason = "iced calls it with the event")]
fn key(event: Event, status: event::Status, _window: window::Id) -> Option<DeskMessage> {
    match event {
        Event::Keyboard(keyboard::Event::KeyPressed {
            key: keyboard::Key::Named(named),
            repeat: false,
            ..
        }) if status == event::Status::Ignored => Some(DeskMessage::KeyPressed(named)),
        _ => None,
    }
}

/// Somebody is at the console.
#[expect(clippy::needless_pass_by_value, reason = "iced calls it with the event")]
fn used(event: Event, _status: event::Status, _window: window::Id) -> Option<DeskMessage> {
    match event {
        Event::Keyboard(keyboard::Event::KeyPressed { .. })
        | Event::Mouse(mouse::Event::ButtonPressed(_) | mouse::Event::WheelScrolled { .. })
        | Event::Touch(touch::Event::FingerPressed { .. }) => Some(DeskMessage::Used),
        _ => None,
    }
}

use std::path::PathBuf;
use std::sync::Arc;

use clap::Parser;
use epn_ui::testing::Driver;
use epn_ui::{OutlineItem, TextRole, TextScale};
use epn_wire::kiosk::{KioskView, Scene};
use epn_wire::planning::Queued;
use iced::advanced::Layout;
use iced::advanced::layout::Limits;
use iced::advanced::renderer::Headless;
use iced::advanced::widget::Tree;
use iced::mouse::{Cursor, Interaction};
use iced::{Point, Rectangle, Renderer, Size};

use super::{Message, Wall};
use crate::cli::Options;
use crate::link::Heard;
use crate::tests::views::{active, at, called, locked, queued, row, session, view};
use crate::texts::Texts;

struct Seen {
    wall: Wall,
    driver: Driver,
}

impl Seen {
    fn new(options: &[&str], (width, height): (f32, f32), view: KioskView) -> Self {
        let start = ["epn-kiosk", "--socket", "/run/epn/kiosk.sock", "--display"];
        let options = Options::try_parse_from(start.iter().chain(options)).expect("good options");
        let texts = Arc::new(Texts::new(options.lang).expect("sentences"));
        let mut wall = Wall::new(&options, texts);
        wall.update(Message::Sized(Size::new(width, height)));
        wall.update(Message::Agent(Heard::View(Box::new(view))));
        Self { wall, driver: Driver::new(width, height) }
    }

    fn usual(view: KioskView) -> Self {
        Self::new(&[], (1920.0, 1080.0), view)
    }

    fn outline(&mut self) -> Vec<OutlineItem> {
        self.driver.outline(self.wall.view())
    }

    fn label(&mut self, id: &'static str) -> Option<String> {
        let outline = self.outline();
        outline.into_iter().find(|item| item.id == id.into()).map(|item| item.node.label)
    }
}

/// A room with this queue and 4 stations, of which 2 are free.
fn room(queue: Vec<Queued>) -> KioskView {
    let mut room = locked();
    room.site.waiting = u32::try_from(queue.len()).expect("a queue");
    room.site.queue = queue;
    room
}

fn busy() -> KioskView {
    let pictures = ["butterfly", "cat", "cherry", "cloud", "dog", "feather", "fish", "flower", "guitar"];
    let waiting = (2_i8..).zip(pictures).map(|(place, picture)| {
        queued(picture, u32::try_from(place).expect("a place"), Some(at(11, 5 * place)))
    });
    let calls = ["apple", "anchor", "balloon", "bell", "bike"].into_iter().zip(1..);
    let calls = calls.map(|(picture, number)| called(picture, &format!("Poste {number}")));
    let mut busy = room(calls.chain(waiting).collect());
    busy.site.timeline = (1..=24).map(|number| row(&format!("Poste {number}"), false, &[])).collect();
    busy
}

fn rooms() -> Vec<(&'static str, KioskView)> {
    let one =
        room(vec![called("apple", "Poste 3"), queued("cat", 2, Some(at(10, 30))), queued("dog", 3, None)]);
    let waiting = room(vec![queued("cat", 1, Some(at(10, 30))), queued("dog", 2, Some(at(11, 15)))]);
    let mut full = waiting.clone();
    full.site.timeline = vec![row("Poste 4", true, &[((10, 0), (11, 0))])];
    let mut closed = room(vec![]);
    closed.site.opens = Some(at(14, 0));
    let mut away = one.clone();
    away.hub = false;
    vec![
        ("wall-one", one),
        ("wall-waiting", waiting),
        ("wall-full", full),
        ("wall-free", room(vec![])),
        ("wall-closed", closed),
        ("wall-away", away),
        ("wall-busy", busy()),
    ]
}

#[test]
fn who_is_called_is_shown_by_picture_word_and_station() {
    let mut seen = Seen::usual(room(vec![called("apple", "Poste 3"), queued("cat", 2, Some(at(10, 30)))]));
    assert_eq!(seen.label("called-0").as_deref(), Some("Pomme"));
    assert_eq!(seen.label("called-0-where").as_deref(), Some("Poste 3"));
    assert_eq!(seen.label("waits-0").as_deref(), Some("Chat"));
    assert!(seen.label("waits-0-about").is_some_and(|about| about.contains("25 minutes")));
}

#[test]
fn free_stations_are_named() {
    let mut seen = Seen::usual(room(vec![]));
    assert_eq!(seen.label("free-stations").as_deref(), Some("Poste 4 · Poste 3"));
    assert_eq!(seen.label("queue").as_deref(), Some("Personne n’attend"));
}

#[test]
fn what_the_hub_does_not_say_is_not_claimed() {
    let mut away = room(vec![]);
    away.hub = false;
    let mut seen = Seen::usual(away);
    assert_eq!(seen.label("free-stations"), None);
    assert!(seen.label("hub-away").is_some());
}

#[test]
fn nothing_can_be_pressed_or_focused() {
    for (name, view) in rooms() {
        let mut seen = Seen::usual(view);
        assert!(seen.outline().iter().all(|item| !item.focusable), "{name}");
    }
}

#[test]
fn a_session_on_the_same_station_does_not_show() {
    let mut private = session(active(20));
    private.message = Some("Venez au bureau.".to_owned());
    for view in [private, view(Scene::Ending)] {
        let mut seen = Seen::usual(view);
        let said: Vec<_> = seen.outline().into_iter().map(|item| item.node.label).collect();
        assert!(!said.iter().any(|said| said.contains("Lune") || said.contains("bureau")), "{said:?}");
        assert!(seen.label("today").is_some());
    }
}

#[test]
fn the_title_says_which_screen_it_is() {
    let mut seen = Seen::usual(locked());
    assert_eq!(seen.wall.title(), "epn-kiosk: display");
    seen.wall.update(Message::Agent(Heard::Lost));
    assert_eq!(seen.wall.title(), "epn-kiosk: away");
    assert!(seen.label("title").is_some(), "and says so in words");
}

/// Draws every wall; nobody can scroll it, so everything is inside. With `EPN_PICTURES` in the environment, the
/// pictures are kept in that folder, to be looked at.
#[test]
fn everything_is_inside_the_window() {
    let folder = std::env::var_os("EPN_PICTURES").map(PathBuf::from);
    let looks = [
        ("fr", vec!["--lang", "fr"], (1920.0, 1080.0)),
        ("en", vec!["--lang", "en"], (1920.0, 1080.0)),
        ("fr-720", vec!["--lang", "fr"], (1280.0, 720.0)),
        ("en-768", vec!["--lang", "en"], (1024.0, 768.0)),
    ];
    for (look, options, size) in looks {
        for (name, view) in rooms() {
            let mut seen = Seen::new(&options, size, view);
            if let Some(folder) = &folder {
                let picture = seen.driver.picture(seen.wall.view(), seen.wall.ui());
                picture.save(&folder.join(format!("{name}-{look}.png"))).expect("a picture");
            }
            for item in seen.outline() {
                let bounds = item.bounds;
                let inside = bounds.x >= 0.0
                    && bounds.y >= 0.0
                    && bounds.x + bounds.width <= size.0
                    && bounds.y + bounds.height <= size.1
                    && bounds.height > 0.0;
                assert!(inside, "{name}, {look}: {item:?}");
            }
        }
    }
}

/// Letters of 25 mm are read from 5 metres (a 200th of the distance): about 50 pixels of a 43-inch full-HD screen, of
/// which this font's capitals are two thirds. What must be read from there is a heading or larger.
#[test]
fn what_matters_is_read_from_five_metres() {
    let seen = Seen::usual(locked());
    let capitals = seen.wall.ui().text_size(TextRole::Title) * 0.668;
    assert!(capitals >= 50.0, "{capitals}");
}

#[test]
fn text_is_as_large_as_fits_unless_told() {
    let scale = |options: &[&str], size| Seen::new(options, size, locked()).wall.ui().comfort.text_scale;
    assert_eq!(scale(&[], (1920.0, 1080.0)), TextScale::Largest);
    assert_eq!(scale(&[], (1280.0, 720.0)), TextScale::Large);
    assert_eq!(scale(&[], (1080.0, 1920.0)), TextScale::Normal, "a screen that stands upright");
    assert_eq!(scale(&[], (640.0, 480.0)), TextScale::Normal);
    assert_eq!(scale(&["--scale", "1.5"], (1920.0, 1080.0)), TextScale::Larger);
}

/// What the pointer looks like at a point of a view.
fn pointer(mut view: epn_ui::Element<'_, Message>, size: Size, at: Point) -> Interaction {
    let made = <Renderer as Headless>::new(epn_ui::fonts::DEFAULT, 16.0.into(), Some("tiny-skia"));
    let renderer = iced::futures::executor::block_on(made).expect("software renderer");
    let mut tree = Tree::new(&view);
    let node = view.as_widget_mut().layout(&mut tree, &renderer, &Limits::new(Size::ZERO, size));
    let (layout, window) = (Layout::new(&node), Rectangle::with_size(size));
    view.as_widget().mouse_interaction(&tree, layout, Cursor::Available(at), &window, &renderer)
}

#[test]
fn no_pointer_stands_before_it() {
    let size = Size::new(1920.0, 1080.0);
    let mut away = Seen::usual(busy());
    away.wall.update(Message::Agent(Heard::Lost));
    for seen in [Seen::usual(busy()), Seen::usual(room(vec![])), away] {
        for at in [Point::new(1.0, 1.0), Point::new(1919.0, 1079.0), Point::new(960.0, 540.0)] {
            assert_eq!(pointer(seen.wall.view(), size, at), Interaction::Hidden, "{at:?}");
        }
    }
}

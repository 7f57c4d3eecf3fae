//! Drives a view without a window: presses keys, clicks by id, reads the outline, takes pictures. For tests, and for
//! pictures in documents.

pub mod program;

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::Path;

use iced::advanced::renderer::{self, Headless};
use iced::advanced::widget::operation::{self, Operation};
use iced::advanced::{clipboard, mouse};
use iced::keyboard::key::{Code, Named, NativeCode, Physical};
use iced::keyboard::{Event as KeyEvent, Key, Location, Modifiers};
use iced::widget::Id;
use iced::{Event, Point, Rectangle, Renderer, Size, Theme, Vector, time, window};
use iced_test::runtime::UserInterface;
use iced_test::runtime::user_interface::Cache;

use crate::outline::{Collect, OutlineItem};
use crate::{Element, Ui, fonts};

/// A window that is not there. It keeps focus and scrolling from view to view, as a real one does.
pub struct Driver {
    renderer: Renderer,
    cache: Cache,
    size: Size,
    cursor: mouse::Cursor,
}

impl std::fmt::Debug for Driver {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Driver").field("size", &self.size).finish_non_exhaustive()
    }
}

/// A picture of a window.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    pub width: u32,
    pub height: u32,
    /// Rows of RGBA pixels.
    pub rgba: Vec<u8>,
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Picture")
            .field("width", &self.width)
            .field("height", &self.height)
            .finish_non_exhaustive()
    }
}

impl Driver {
    /// A window of this size, in logical pixels.
    ///
    /// # Panics
    /// If no software renderer can be made, or another thread panicked while it loaded a font.
    #[expect(clippy::expect_used, reason = "only tests drive views")]
    pub fn new(width: f32, height: f32) -> Self {
        for font in fonts::all() {
            let mut system = iced::advanced::graphics::text::font_system().write().expect("font system");
            system.load_font((*font).into());
        }
        let made = <Renderer as Headless>::new(fonts::DEFAULT, 16.0.into(), Some("tiny-skia"));
        let renderer = iced_test::futures::futures::executor::block_on(made).expect("software renderer");
        Self {
            renderer,
            cache: Cache::new(),
            size: Size::new(width, height),
            cursor: mouse::Cursor::Unavailable,
        }
    }

    /// What the view says, in drawing order.
    pub fn outline<Message>(&mut self, view: Element<'_, Message>) -> Vec<OutlineItem> {
        self.session(view).outline()
    }

    /// Which widget has the focus.
    pub fn focused<Message>(&mut self, view: Element<'_, Message>) -> Option<Id> {
        self.outline(view).into_iter().find(|item| item.focused).map(|item| item.id)
    }

    /// How much of the view is out of sight until it is scrolled to, in logical pixels; none if all of it can be seen.
    pub fn out_of_sight<Message>(&mut self, view: Element<'_, Message>) -> f32 {
        let mut looked = OutOfSight::default();
        self.session(view).operate(&mut looked);
        looked.height
    }

    /// Gives a widget the focus, as `focus::on` does.
    pub fn focus<Message>(&mut self, view: Element<'_, Message>, id: impl Into<Id>) {
        self.session(view).operate(&mut operation::focusable::focus::<()>(id.into()));
    }

    /// Presses a key that writes nothing.
    pub fn press<Message>(&mut self, view: Element<'_, Message>, key: Named) -> Vec<Message> {
        self.send(view, &[key_event(Key::Named(key), unknown_key(), Modifiers::empty(), None)])
    }

    /// Tab.
    pub fn tab<Message>(&mut self, view: Element<'_, Message>) {
        self.press(view, Named::Tab);
    }

    /// Shift+Tab.
    pub fn back_tab<Message>(&mut self, view: Element<'_, Message>) {
        self.send(view, &[key_event(Key::Named(Named::Tab), unknown_key(), Modifiers::SHIFT, None)]);
    }

    /// Presses a key of a French keyboard's top row without Shift: it writes `&` and stands where 1 is.
    pub fn digit<Message>(&mut self, view: Element<'_, Message>, digit: u8) -> Vec<Message> {
        const WRITTEN: [&str; 10] = ["à", "&", "é", "\"", "'", "(", "-", "è", "_", "ç"];
        const KEYS: [Code; 10] = [
            Code::Digit0,
            Code::Digit1,
            Code::Digit2,
            Code::Digit3,
            Code::Digit4,
            Code::Digit5,
            Code::Digit6,
            Code::Digit7,
            Code::Digit8,
            Code::Digit9,
        ];
        let index = usize::from(digit % 10);
        let (Some(text), Some(code)) = (WRITTEN.get(index), KEYS.get(index)) else { return Vec::new() };
        let key = Key::Character((*text).into());
        self.send(view, &[key_event(key, Physical::Code(*code), Modifiers::empty(), Some(text))])
    }

    /// Types one character into what has the focus. (Each message changes the view: one view, one character.)
    pub fn character<Message>(&mut self, view: Element<'_, Message>, character: char) -> Vec<Message> {
        let text = character.to_string();
        let key = Key::Character(text.as_str().into());
        self.send(view, &[key_event(key, unknown_key(), Modifiers::empty(), Some(&text))])
    }

    /// Clicks in the middle of a widget. No message if it is not there.
    pub fn click<Message>(&mut self, view: Element<'_, Message>, id: impl Into<Id>) -> Vec<Message> {
        let id = id.into();
        let mut session = self.session(view);
        let items = session.outline();
        let Some(item) = items.iter().find(|item| item.id == id) else { return Vec::new() };
        session.click(item.bounds.center())
    }

    /// Drags with the pointer from one point of the window to another.
    pub fn drag<Message>(&mut self, view: Element<'_, Message>, from: Point, to: Point) -> Vec<Message> {
        self.session(view).drag(from, to)
    }

    /// Sends raw events.
    pub fn send<Message>(&mut self, view: Element<'_, Message>, events: &[Event]) -> Vec<Message> {
        self.session(view).send(events)
    }

    /// Takes a picture, one pixel a logical pixel.
    pub fn picture<Message>(&mut self, view: Element<'_, Message>, ui: Ui) -> Picture {
        self.session(view).picture(ui)
    }

    fn session<'s, 'v, Message>(&'s mut self, view: Element<'v, Message>) -> Session<'s, 'v, Message> {
        let cache = std::mem::take(&mut self.cache);
        let interface = UserInterface::build(view, self.size, cache, &mut self.renderer);
        Session { driver: self, interface: Some(interface) }
    }
}

/// One view, alive.
struct Session<'s, 'v, Message> {
    driver: &'s mut Driver,
    interface: Option<UserInterface<'v, Message, Theme, Renderer>>,
}

impl<Message> Drop for Session<'_, '_, Message> {
    fn drop(&mut self) {
        if let Some(interface) = self.interface.take() {
            self.driver.cache = interface.into_cache();
        }
    }
}

impl<Message> Session<'_, '_, Message> {
    fn operate(&mut self, operation: &mut dyn Operation) {
        if let Some(interface) = &mut self.interface {
            interface.operate(&self.driver.renderer, operation);
        }
    }

    fn outline(&mut self) -> Vec<OutlineItem> {
        let mut collect = Collect::default();
        self.operate(&mut operation::black_box(&mut collect));
        collect.into_items()
    }

    fn send(&mut self, events: &[Event]) -> Vec<Message> {
        let mut messages = Vec::new();
        if let Some(interface) = &mut self.interface {
            let driver = &mut *self.driver;
            interface.update(
                events,
                driver.cursor,
                &mut driver.renderer,
                &mut clipboard::Null,
                &mut messages,
            );
        }
        messages
    }

    fn click(&mut self, at: Point) -> Vec<Message> {
        self.driver.cursor = mouse::Cursor::Available(at);
        let messages = self.send(&[
            Event::Mouse(mouse::Event::CursorMoved { position: at }),
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)),
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left)),
        ]);
        self.driver.cursor = mouse::Cursor::Unavailable;
        messages
    }

    fn drag(&mut self, from: Point, to: Point) -> Vec<Message> {
        let mut messages = Vec::new();
        for (at, event) in [
            (from, mouse::Event::ButtonPressed(mouse::Button::Left)),
            (to, mouse::Event::CursorMoved { position: to }),
            (to, mouse::Event::ButtonReleased(mouse::Button::Left)),
        ] {
            self.driver.cursor = mouse::Cursor::Available(at);
            messages.extend(self.send(&[Event::Mouse(event)]));
        }
        self.driver.cursor = mouse::Cursor::Unavailable;
        messages
    }

    fn picture(&mut self, ui: Ui) -> Picture {
        let theme = ui.theme();
        let palette = ui.palette();
        let redraw = window::Event::RedrawRequested(time::Instant::now());
        self.send(&[Event::Window(redraw)]);
        let driver = &mut *self.driver;
        if let Some(interface) = &mut self.interface {
            let style = renderer::Style { text_color: palette.text };
            interface.draw(&mut driver.renderer, &theme, &style, driver.cursor);
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a window's size")]
        let size = Size::new(driver.size.width as u32, driver.size.height as u32);
        let rgba = driver.renderer.screenshot(size, 1.0, palette.background);
        Picture { width: size.width, height: size.height, rgba }
    }
}

/// Looks for the part of the view that scrolls furthest.
#[derive(Default)]
struct OutOfSight {
    height: f32,
}

impl Operation for OutOfSight {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        bounds: Rectangle,
        content_bounds: Rectangle,
        _translation: Vector,
        _state: &mut dyn operation::Scrollable,
    ) {
        self.height = self.height.max(content_bounds.height - bounds.height);
    }
}

impl Picture {
    /// Writes it as a PNG file.
    pub fn save(&self, path: &Path) -> io::Result<()> {
        let file = BufWriter::new(File::create(path)?);
        let mut encoder = png::Encoder::new(file, self.width, self.height);
        encoder.set_color(png::ColorType::Rgba);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&self.rgba)?;
        writer.finish().map_err(io::Error::from)
    }
}

const fn unknown_key() -> Physical {
    Physical::Unidentified(NativeCode::Unidentified)
}

fn key_event(key: Key, physical_key: Physical, modifiers: Modifiers, text: Option<&str>) -> Event {
    Event::Keyboard(KeyEvent::KeyPressed {
        modified_key: key.clone(),
        key,
        physical_key,
        location: Location::Standard,
        modifiers,
        text: text.map(Into::into),
        repeat: false,
    })
}

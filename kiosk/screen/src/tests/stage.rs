//! A kiosk without a window, a visitor with a keyboard, and an agent that says what the test lets it say.

use std::sync::Arc;

use clap::Parser;
use epn_ui::OutlineItem;
use epn_ui::keys::Press;
use epn_ui::testing::Driver;
use epn_wire::kiosk::{KioskIntent, KioskView};
use epn_words::Lang;
use iced::keyboard::key::{Code, Named, Physical};
use iced::keyboard::{Key, Modifiers};
use tokio::sync::mpsc;

use crate::app::{App, Effect, Message};
use crate::cli::Options;
use crate::link::{Heard, Intents};
use crate::screen::SecretPress;
use crate::texts::Texts;

pub struct Stage {
    pub app: App,
    pub driver: Driver,
    intents: mpsc::Receiver<KioskIntent>,
}

impl Stage {
    /// A kiosk of 1024 by 768 that has just met its agent and seen this view.
    pub fn new(lang: Lang, view: KioskView) -> Self {
        Self::with_options(&["--lang", lang.tag()], view)
    }

    pub fn with_options(options: &[&str], view: KioskView) -> Self {
        let arguments = ["epn-kiosk", "--socket", "/run/epn/kiosk.sock"];
        let options = Options::try_parse_from(arguments.iter().chain(options)).expect("good options");
        let texts = Arc::new(Texts::new(options.lang).expect("sentences"));
        let (sender, intents) = mpsc::channel(16);
        let mut stage = Self { app: App::new(&options, texts), driver: Driver::new(1024.0, 768.0), intents };
        stage.happens(Message::Agent(Heard::Connected(Intents::to(sender))));
        stage.sees(view);
        stage
    }

    /// The agent pushes a view.
    pub fn sees(&mut self, view: KioskView) {
        self.happens(Message::Agent(Heard::View(Box::new(view))));
    }

    pub fn happens(&mut self, message: Message) {
        if let Some(Effect::Focus(id)) = self.app.update(message) {
            self.driver.focus(self.app.view(), id);
        }
    }

    fn all_happen(&mut self, messages: Vec<Message>) {
        for message in messages {
            self.happens(message);
        }
    }

    pub fn press(&mut self, key: Named) {
        let messages = self.driver.press(self.app.view(), key);
        self.all_happen(messages);
    }

    pub fn enter(&mut self) {
        self.press(Named::Enter);
    }

    pub fn escape(&mut self) {
        let messages = self.driver.press(self.app.view(), Named::Escape);
        assert!(messages.is_empty(), "no widget wants Escape");
        self.happens(Message::Back);
    }

    /// Digits of the top row of a French keyboard, without Shift.
    pub fn digits(&mut self, digits: &str) {
        for digit in digits.bytes() {
            let messages = self.driver.digit(self.app.view(), digit - b'0');
            self.all_happen(messages);
        }
    }

    pub fn types(&mut self, text: &str) {
        for character in text.chars() {
            let messages = self.driver.character(self.app.view(), character);
            self.all_happen(messages);
        }
    }

    /// A scanner: a US keyboard whose keys come faster than any hand's, and Enter.
    pub fn scans(&mut self, code: &str) {
        let start = iced::time::Instant::now();
        let at =
            |index: usize| start + iced::time::Duration::from_millis(5) * u32::try_from(index).expect("few");
        for (index, character) in code.chars().enumerate() {
            let key = match character {
                '-' => Code::Minus,
                '0' => Code::Digit0,
                '1' => Code::Digit1,
                '2' => Code::Digit2,
                '3' => Code::Digit3,
                '6' => Code::Digit6,
                '7' => Code::Digit7,
                '8' => Code::Digit8,
                '9' => Code::Digit9,
                other => panic!("no key for {other}"),
            };
            let key = scanned(Key::Character(character.to_string().into()), key, at(index));
            self.happens(Message::Scanned(key));
        }
        self.enter();
        self.happens(Message::Scanned(scanned(Key::Named(Named::Enter), Code::Enter, at(code.len()))));
    }

    /// Presses Tab until that widget has the focus.
    #[track_caller]
    pub fn tab_to(&mut self, id: &'static str) {
        for _ in 0..60 {
            if self.has_focus(id) {
                return;
            }
            self.driver.tab(self.app.view());
        }
        panic!("Tab never reaches {id}; there is {:?}", self.ids());
    }

    pub fn has_focus(&mut self, id: &'static str) -> bool {
        self.driver.focused(self.app.view()) == Some(id.into())
    }

    #[track_caller]
    pub fn choose(&mut self, id: &'static str) {
        self.tab_to(id);
        self.enter();
    }

    /// A finger, for what a keyboard cannot show.
    pub fn touch(&mut self, id: &'static str) {
        let messages = self.driver.click(self.app.view(), id);
        self.all_happen(messages);
    }

    pub fn outline(&mut self) -> Vec<OutlineItem> {
        self.driver.outline(self.app.view())
    }

    /// How much of the screen is out of sight, in logical pixels.
    pub fn out_of_sight(&mut self) -> f32 {
        self.driver.out_of_sight(self.app.view())
    }

    pub fn ids(&mut self) -> Vec<String> {
        self.outline().iter().map(|item| format!("{:?}", item.id)).collect()
    }

    pub fn has(&mut self, id: &'static str) -> bool {
        self.outline().iter().any(|item| item.id == id.into())
    }

    /// What a widget says.
    #[track_caller]
    pub fn label(&mut self, id: &'static str) -> String {
        let outline = self.outline();
        let item = outline.iter().find(|item| item.id == id.into());
        item.unwrap_or_else(|| panic!("there is no {id} on the screen: {outline:#?}")).node.label.clone()
    }

    /// Everything that is said.
    pub fn said(&mut self) -> String {
        let said = |item: OutlineItem| [Some(item.node.label), item.node.detail];
        self.outline().into_iter().flat_map(said).flatten().collect::<Vec<_>>().join("\n")
    }

    /// What the agent was told since the last time.
    pub fn told(&mut self) -> Vec<KioskIntent> {
        std::iter::from_fn(|| self.intents.try_recv().ok()).collect()
    }

    /// From the lock screen to the choice of entries.
    #[track_caller]
    pub fn accept_charter(&mut self) {
        assert!(self.has_focus("start"), "the focus begins on Commencer");
        self.enter();
        assert!(self.has_focus("accept"), "the focus begins on J’accepte");
        self.enter();
        assert!(self.has_focus("enter-ticket"), "the focus begins on the first way to enter");
    }
}

fn scanned(key: Key, code: Code, at: iced::time::Instant) -> SecretPress {
    SecretPress(Press {
        key,
        text: None,
        physical: Physical::Code(code),
        modifiers: Modifiers::empty(),
        is_repeat: false,
        at,
    })
}

//! The console without a window and without a hub: what is pressed, what is asked, what is shown.

pub mod fixtures;

use std::collections::VecDeque;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use epn_ui::testing::Driver;
use epn_ui::{OutlineItem, Ui};
use epn_words::Lang;
use iced::Point;
use iced::keyboard::key::Named;
use iced::widget::Id;
use serde::Serialize;
use serde_json::Value;

use crate::app::{AllPhrases, App, DeskMessage, Effect, Message, Tab};
use crate::client::{Ask, Failure, Method, StreamEvent};

/// A console that is being used.
pub struct Bench {
    pub app: App,
    driver: Driver,
    now: Instant,
    /// Questions that were not answered yet, the oldest first.
    pub asked: VecDeque<Ask<Message>>,
    /// Documents: their names and contents.
    pub written: Vec<(String, Vec<u8>)>,
    /// Files that were read.
    pub was_read: Vec<PathBuf>,
}

impl Bench {
    /// Before signing in.
    pub fn new(lang: Lang, width: f32, height: f32) -> Self {
        let all = AllPhrases::load().unwrap();
        let app = App::paired(Ui::console(), all, lang, fixtures::client());
        Self::of(app, width, height)
    }

    /// Any program.
    pub fn of(app: App, width: f32, height: f32) -> Self {
        let driver = Driver::new(width, height);
        let (asked, written, was_read) = (VecDeque::new(), Vec::new(), Vec::new());
        Self { app, driver, now: Instant::now(), asked, written, was_read }
    }

    /// Somebody is signed in, and the room of the fixtures is live.
    pub fn at_desk(lang: Lang, width: f32, height: f32) -> Self {
        let mut bench = Self::new(lang, width, height);
        bench.type_into("name", "Claire");
        bench.type_into("password", "lune-verte-42");
        bench.click("sign-in");
        bench.answer(&fixtures::logged_in());
        bench.answer(&fixtures::room());
        bench.answer(&fixtures::prints());
        bench.say(Message::Desk(DeskMessage::Stream(StreamEvent::Connected)));
        bench.answer(&fixtures::room());
        bench.answer(&fixtures::prints());
        assert!(bench.asked.is_empty());
        bench
    }

    /// Something happens.
    pub fn say(&mut self, message: Message) {
        for effect in self.app.update(message, self.now) {
            match effect {
                Effect::Focus(id) => self.driver.focus(self.app.view(), id),
                Effect::Ask(_, ask) => self.asked.push_back(ask),
                Effect::Write(write) => {
                    let content = (write.content)().unwrap();
                    let path = PathBuf::from("/documents").join(&write.name);
                    self.written.push((write.name, content));
                    self.say(Message::Desk((write.then)(Ok(path))));
                }
                Effect::Read(read) => {
                    self.was_read.push(read.path);
                    self.say(Message::Desk((read.then)(Ok("BEGIN:VCALENDAR".to_owned()))));
                }
                Effect::Pair { .. } => {}
            }
        }
    }

    fn say_all(&mut self, messages: Vec<Message>) {
        for message in messages {
            self.say(message);
        }
    }

    /// Presses something by its id; it has to be there.
    pub fn click(&mut self, id: &str) {
        assert!(self.has(id), "no “{id}” in {:#?}", self.ids());
        let messages = self.driver.click(self.app.view(), Id::from(id.to_owned()));
        self.say_all(messages);
    }

    /// Presses something by keyboard, wherever it is scrolled to; it has to be there.
    pub fn choose(&mut self, id: &str) {
        assert!(self.has(id), "no “{id}” in {:#?}", self.ids());
        self.driver.focus(self.app.view(), Id::from(id.to_owned()));
        self.press(Named::Enter);
    }

    /// Drags with the pointer, from one point of the window to another.
    pub fn drag(&mut self, from: Point, to: Point) {
        let messages = self.driver.drag(self.app.view(), from, to);
        self.say_all(messages);
    }

    /// Presses a key that writes nothing.
    pub fn press(&mut self, key: Named) {
        let messages = self.driver.press(self.app.view(), key);
        if messages.is_empty() && self.app.desk().is_some() {
            self.say(Message::Desk(DeskMessage::KeyPressed(key)));
        }
        self.say_all(messages);
    }

    /// Writes into a field, letter by letter.
    pub fn type_into(&mut self, id: &str, text: &str) {
        assert!(self.has(id), "no “{id}” in {:#?}", self.ids());
        self.driver.focus(self.app.view(), Id::from(id.to_owned()));
        for letter in text.chars() {
            let messages = self.driver.character(self.app.view(), letter);
            self.say_all(messages);
        }
    }

    /// Goes to a screen.
    pub fn show(&mut self, tab: Tab) {
        self.say(Message::Desk(DeskMessage::TabChosen(tab)));
    }

    /// Answers the oldest question.
    pub fn answer(&mut self, body: &impl Serialize) {
        let ask = self.asked.pop_front().expect("a question was asked");
        let message = ask.answer(Ok(serde_json::to_vec(body).unwrap()));
        self.say(message);
    }

    /// Answers the oldest question with a text.
    pub fn answer_text(&mut self, body: &str) {
        let ask = self.asked.pop_front().expect("a question was asked");
        let message = ask.answer(Ok(body.as_bytes().to_vec()));
        self.say(message);
    }

    /// Lets the oldest question fail.
    pub fn fail(&mut self, failure: Failure) {
        let ask = self.asked.pop_front().expect("a question was asked");
        let message = ask.answer(Err(failure));
        self.say(message);
    }

    /// The oldest question: method, path, body.
    pub fn question(&self) -> (Method, String, Value) {
        let request = self.asked.front().expect("a question was asked").request();
        (request.method, request.path.clone(), request.body.clone().unwrap_or_default())
    }

    /// Time passes, and is looked at.
    pub fn wait(&mut self, time: Duration) {
        self.now += time;
        self.say(Message::Desk(DeskMessage::Ticked));
    }

    pub fn outline(&mut self) -> Vec<OutlineItem> {
        self.driver.outline(self.app.view())
    }

    pub fn ids(&mut self) -> Vec<Id> {
        self.outline().into_iter().map(|item| item.id).collect()
    }

    pub fn has(&mut self, id: &str) -> bool {
        let id = Id::from(id.to_owned());
        self.outline().iter().any(|item| item.id == id)
    }

    pub fn item(&mut self, id: &str) -> OutlineItem {
        let wanted = Id::from(id.to_owned());
        let found = self.outline().into_iter().find(|item| item.id == wanted);
        found.unwrap_or_else(|| panic!("no “{id}” in {:#?}", self.ids()))
    }

    /// Everything that is said, in one text.
    pub fn said(&mut self) -> String {
        let items = self.outline();
        let said = items.into_iter().map(|item| {
            let detail = item.node.detail.unwrap_or_default();
            format!("{} {detail}", item.node.label)
        });
        said.collect::<Vec<_>>().join("\n")
    }

    /// Saves what is drawn, if the variable `EPN_PICTURES` names a folder.
    pub fn picture(&mut self, name: &str) {
        let picture = self.driver.picture(self.app.view(), self.app.ui());
        if let Some(folder) = std::env::var_os("EPN_PICTURES") {
            picture.save(&PathBuf::from(folder).join(format!("{name}.png"))).unwrap();
        }
    }
}

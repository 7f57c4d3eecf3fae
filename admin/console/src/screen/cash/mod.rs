//! The cash desk: credit for somebody and what they did with it, what was taken, and the day's close.

mod account;
mod amount;
mod closes;
mod day;
mod papers;
mod payment;
mod receipts;
mod refund;
mod till;
mod top_up;
mod whose;

use epn_ui::{Element, Space, items};
use epn_wire::console::RoomView;
use iced::Length;

use crate::ctx::Ctx;
use crate::intent::Intent;
use crate::stack::stack;
use crate::words::say;

pub use papers::Letterhead;
pub use whose::Whose;

/// What is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    #[default]
    Till,
    Day,
    Closes,
}

#[derive(Debug, Default)]
pub struct State {
    part: Part,
    till: till::State,
    day: day::State,
    closes: closes::State,
}

#[derive(Clone, Debug)]
pub enum Message {
    PartChosen(Part),
    Till(till::Message),
    Day(day::Message),
    Closes(closes::Message),
}

impl State {
    /// What is shown, for the window's title.
    pub fn part(&self) -> &'static str {
        match self.part {
            Part::Till => "cash",
            Part::Day => "cash-day",
            Part::Closes => "cash-closes",
        }
    }

    /// Shows the desk, ready for the next person.
    pub fn enter(&mut self) -> Intent<Message> {
        let asked = self.choose(Part::Till);
        Intent::All(vec![asked, Intent::focus(self.till.first_field())])
    }

    /// From the desk to what was taken, to the closes, and back.
    pub fn turn_further(&mut self) -> Intent<Message> {
        match self.part {
            Part::Till => self.choose(Part::Day),
            Part::Day => self.choose(Part::Closes),
            Part::Closes => self.choose(Part::Till),
        }
    }

    /// Shows somebody's money.
    pub fn show(&mut self, whose: Whose) -> Intent<Message> {
        let asked = self.choose(Part::Till);
        Intent::All(vec![asked, self.till.show(whose).map(Message::Till)])
    }

    /// Nobody's money stays on the screen when somebody else may come to the desk.
    pub fn leave(&mut self) {
        self.till.forget();
        self.day.leave();
    }

    pub fn update(&mut self, message: Message, ctx: &Ctx<'_>, head: Letterhead<'_>) -> Intent<Message> {
        match message {
            Message::PartChosen(part) => self.choose(part),
            Message::Till(message) => self.till.update(message, ctx, head).map(Message::Till),
            Message::Day(message) => match self.day.update(message, ctx, head) {
                day::Action::Do(intent) => intent.map(Message::Day),
                day::Action::Account(whose) => self.show(whose),
                day::Action::ShowCloses(told) => {
                    // What is asked clears what was told before.
                    Intent::All(vec![self.choose(Part::Closes), told.map(Message::Day)])
                }
            },
            Message::Closes(message) => self.closes.update(message, ctx, head).map(Message::Closes),
        }
    }

    /// The issuers of vouchers come with what was taken: both the till and the takings ask for it.
    fn choose(&mut self, part: Part) -> Intent<Message> {
        self.part = part;
        match part {
            Part::Till | Part::Day => day::State::load().map(Message::Day),
            Part::Closes => closes::State::load().map(Message::Closes),
        }
    }

    pub fn view<'a>(&'a self, ctx: &Ctx<'a>, room: Option<&'a RoomView>) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let parts = [
            (Part::Till, "cash-till", say!(phrases, "cash-till")),
            (Part::Day, "cash-day", say!(phrases, "cash-day")),
            (Part::Closes, "cash-closes", say!(phrases, "cash-closes")),
        ];
        let parts = parts.map(|(part, id, words)| {
            ui.choice(id, words, part == self.part, Message::PartChosen(part)).into()
        });
        let parts = ui.row(parts).spacing(ui.space(Space::S));
        let title = ui.title(say!(phrases, "cash-title"));
        let head = ui.row(items![title, ui.push_apart(), parts]).width(Length::Fill).into();
        let issuers = self.day.day.as_ref().map(|day| day.issuers.as_slice()).unwrap_or_default();
        let content = match self.part {
            Part::Till => self.till.view(ctx, room, issuers).map(Message::Till),
            Part::Day => self.day.view(ctx).map(Message::Day),
            Part::Closes => self.closes.view(ctx).map(Message::Closes),
        };
        stack(ui, Space::M, [Some(head), Some(content)]).into()
    }
}

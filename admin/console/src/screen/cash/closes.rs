//! The days that were closed.

use epn_ui::{Element, Icon, Page, TableColumn, items};
use epn_wire::money::DayClosed;
use iced::Length;

use super::day::difference_words;
use super::papers::{self, Letterhead, Saved};
use crate::client::{Failure, api};
use crate::ctx::Ctx;
use crate::intent::Intent;
use crate::notice::Notice;
use crate::words::say;

/// Rows on a page.
const ROWS: usize = 8;

#[derive(Debug, Default)]
pub struct State {
    closes: Option<Vec<DayClosed>>,
    page: usize,
}

#[derive(Clone, Debug)]
pub enum Message {
    Loaded(Result<Vec<DayClosed>, Failure>),
    PageTurned(usize),
    /// The close of this number, on paper.
    SavePressed(u64),
    Saved(Saved),
}

impl State {
    /// Asks for the list.
    pub fn load() -> Intent<Message> {
        Intent::Ask(api::closes().then(Message::Loaded))
    }

    pub fn update(&mut self, message: Message, ctx: &Ctx<'_>, head: Letterhead<'_>) -> Intent<Message> {
        match message {
            Message::Loaded(Ok(mut closes)) => {
                closes.sort_by_key(|close| std::cmp::Reverse(close.number));
                self.closes = Some(closes);
                Intent::None
            }
            Message::Loaded(Err(failure)) => Intent::Failed(failure),
            Message::PageTurned(page) => {
                self.page = page;
                Intent::None
            }
            Message::SavePressed(number) => {
                let close = self.closes.iter().flatten().find(|close| close.number == number);
                close.map_or(Intent::None, |close| papers::close(ctx, head, close, Message::Saved))
            }
            Message::Saved(outcome) => Intent::Tell(outcome.map_or_else(Notice::NotSaved, Notice::Saved)),
        }
    }

    pub fn view<'a>(&'a self, ctx: &Ctx<'a>) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let content = match &self.closes {
            None => ui.status(say!(phrases, "under-way")).muted().into(),
            Some(closes) if closes.is_empty() => ui.status(say!(phrases, "close-none")).muted().into(),
            Some(closes) => self.table(ctx, closes),
        };
        ui.card(content).width(Length::Fill).into()
    }

    fn table<'a>(&self, ctx: &Ctx<'a>, closes: &'a [DayClosed]) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let page = Page::new(self.page, ROWS, closes.len());
        let columns = [
            TableColumn::new(say!(phrases, "column-close")),
            TableColumn::new(say!(phrases, "column-when")).share(5),
            TableColumn::new(say!(phrases, "column-staff")).share(3),
            TableColumn::new(say!(phrases, "column-receipts")).share(3),
            TableColumn::new(say!(phrases, "column-counted")).share(3).number(),
            TableColumn::new(say!(phrases, "column-difference")).share(5),
            TableColumn::new(say!(phrases, "column-note")).share(4),
            TableColumn::new("").share(2),
        ];
        let cells = page.of(closes).iter().map(|close| row(ctx, close));
        let table = ui.table("closes", say!(phrases, "cash-closes"), &columns, cells);
        let pager = (page.count() > 1).then(|| ui.pager(page, phrases.pager(page), Message::PageTurned));
        ui.column(std::iter::once(table).chain(pager)).width(Length::Fill).into()
    }
}

fn row<'a>(ctx: &Ctx<'a>, close: &'a DayClosed) -> Vec<Element<'a, Message>> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let receipts = match (close.first_receipt, close.last_receipt) {
        (Some(first), Some(last)) => {
            say!(phrases, "close-receipts", first = first.to_string(), last = last.to_string())
        }
        _ => say!(phrases, "close-receipts-none"),
    };
    let spoken = say!(phrases, "close-save-spoken", number = close.number.to_string());
    let save = ui
        .button(
            format!("close-save-{}", close.number),
            say!(phrases, "close-save"),
            Message::SavePressed(close.number),
        )
        .quiet()
        .icon_only(Icon::Download)
        .spoken(spoken);
    let (tone, difference) = difference_words(ctx, close.difference);
    items![
        ui.body(close.number.to_string()).bold(),
        ui.body(phrases.when(close.at, ctx.reader)),
        ui.body(close.staff.clone()),
        ui.body(receipts),
        ui.body(phrases.price(close.counted)),
        ui.body(difference).tone(tone),
        ui.caption(close.note.clone()).fill(),
        save,
    ]
}

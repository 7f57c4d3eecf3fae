//! What the desk took since the last close, and closing the day: counted, told what differs, never opened again.

use epn_rules::units::Cents;
use epn_ui::{Element, Icon, Page, Space, TableColumn, Tone, items};
use epn_wire::money::{CashDay, CloseDay, DayClosed, Means, MeansTotal, ReceiptShown};
use iced::Length;

use super::papers::{self, Letterhead, Saved};
use super::receipts;
use super::whose::Whose;
use crate::client::{Failure, api};
use crate::ctx::Ctx;
use crate::intent::Intent;
use crate::notice::Notice;
use crate::stack::stack;
use crate::words::{parse_price, say};

/// Receipts on a page.
const ROWS: usize = 7;
/// The least width of a field.
const FIELD: f32 = 220.0;

/// The drawer, being counted.
#[derive(Clone, Debug, Default)]
struct Count {
    counted: String,
    note: String,
}

impl Count {
    fn counted(&self) -> Option<Cents> {
        parse_price(&self.counted)
    }
}

#[derive(Debug, Default)]
pub struct State {
    /// What was taken, once the hub told it.
    pub day: Option<CashDay>,
    page: usize,
    count: Option<Count>,
    under_way: bool,
}

#[derive(Clone, Debug)]
pub enum Message {
    Loaded(Result<CashDay, Failure>),
    PageTurned(usize),
    ClosePressed,
    CountedTyped(String),
    NoteTyped(String),
    CloseCancelled,
    CloseConfirmed,
    Closed(Result<DayClosed, Failure>),
    AccountPressed(ReceiptShown),
    ReceiptPressed(ReceiptShown),
    Saved(Saved),
}

/// What the day asks its parent to do.
#[derive(Debug)]
pub enum Action {
    Do(Intent<Message>),
    /// Show somebody's money.
    Account(Whose),
    /// The day is closed, or may be: show the closes as they are.
    ShowCloses(Intent<Message>),
}

impl State {
    /// Asks for what was taken.
    pub fn load() -> Intent<Message> {
        Intent::Ask(api::cash().then(Message::Loaded))
    }

    /// The drawer is counted no more.
    pub fn leave(&mut self) {
        self.count = None;
    }

    pub fn update(&mut self, message: Message, ctx: &Ctx<'_>, head: Letterhead<'_>) -> Action {
        match message {
            Message::Loaded(Ok(day)) => {
                self.day = Some(day);
                Action::Do(Intent::None)
            }
            Message::Loaded(Err(failure)) => Action::Do(Intent::Failed(failure)),
            Message::PageTurned(page) => {
                self.page = page;
                Action::Do(Intent::None)
            }
            Message::ClosePressed => {
                self.count = Some(Count::default());
                Action::Do(Intent::focus("close-counted"))
            }
            Message::CountedTyped(text) => self.write(|count| count.counted = text),
            Message::NoteTyped(text) => self.write(|count| count.note = text),
            Message::CloseCancelled => {
                self.count = None;
                Action::Do(Intent::focus("close-open"))
            }
            Message::CloseConfirmed => Action::Do(self.close()),
            Message::Closed(outcome) => self.closed(outcome),
            Message::ReceiptPressed(receipt) => {
                Action::Do(papers::receipt(ctx, head, &receipt, None, Message::Saved))
            }
            Message::Saved(outcome) => {
                Action::Do(Intent::Tell(outcome.map_or_else(Notice::NotSaved, Notice::Saved)))
            }
            Message::AccountPressed(receipt) => Action::Account(Whose::Purse(receipt.purse)),
        }
    }

    fn write(&mut self, change: impl FnOnce(&mut Count)) -> Action {
        if let Some(count) = &mut self.count {
            change(count);
        }
        Action::Do(Intent::None)
    }

    fn close(&mut self) -> Intent<Message> {
        let Some(count) = &self.count else { return Intent::None };
        let Some(counted) = count.counted().filter(|_| !self.under_way) else { return Intent::None };
        let close = CloseDay { counted, note: count.note.trim().to_owned() };
        self.under_way = true;
        Intent::Ask(api::close_day(&close).then(Message::Closed))
    }

    fn closed(&mut self, outcome: Result<DayClosed, Failure>) -> Action {
        self.under_way = false;
        match outcome {
            Ok(closed) => {
                self.count = None;
                Action::ShowCloses(Intent::Tell(Notice::DayClosed { number: closed.number }))
            }
            // A refusal closed nothing: what was counted stays.
            Err(failure) if failure.code().is_some() => Action::Do(Intent::Failed(failure)),
            // Whether it is closed is seen in the list; sent again it would close an empty day.
            Err(failure) => {
                self.count = None;
                Action::ShowCloses(Intent::Failed(failure))
            }
        }
    }

    pub fn view<'a>(&'a self, ctx: &Ctx<'a>) -> Element<'a, Message> {
        let ui = ctx.ui;
        let Some(day) = &self.day else {
            return ui.status(say!(ctx.phrases, "under-way")).muted().into();
        };
        let closing = self.count.as_ref().map(|count| self.closing(ctx, day, count));
        stack(ui, Space::M, [closing, Some(self.totals(ctx, day)), self.receipts(ctx, day)]).into()
    }

    fn totals<'a>(&self, ctx: &Ctx<'a>, day: &'a CashDay) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let since = match day.since {
            Some(since) => {
                say!(phrases, "cash-since", moment = phrases.when(since, ctx.reader))
            }
            None => say!(phrases, "cash-since-start"),
        };
        let busy = (self.under_way || self.count.is_some()).then(|| say!(phrases, "under-way"));
        let close = ui
            .button("close-open", say!(phrases, "close-open"), Message::ClosePressed)
            .icon(Icon::Lock)
            .disabled_if(ctx.blocked(busy));
        let head = ui.row(items![ui.heading(since).fill(), close]).width(Length::Fill);
        let totals: Element<'a, Message> = if day.totals.is_empty() {
            ui.status(say!(phrases, "cash-none")).muted().into()
        } else {
            totals_table(ctx, &day.totals)
        };
        let revenue = ui.body(say!(phrases, "cash-revenue", amount = phrases.price(day.revenue)));
        ui.card(ui.column(items![head, totals, revenue]).width(Length::Fill)).width(Length::Fill).into()
    }

    fn receipts<'a>(&self, ctx: &Ctx<'a>, day: &'a CashDay) -> Option<Element<'a, Message>> {
        if day.receipts.is_empty() {
            return None;
        }
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let page = Page::new(self.page, ROWS, day.receipts.len());
        let newest: Vec<_> = day.receipts.iter().rev().collect();
        let cells = page.of(&newest).iter().map(|receipt| {
            let spoken = say!(phrases, "cash-account", number = receipt.number.to_string());
            let account = ui
                .button(
                    format!("receipt-account-{}", receipt.number),
                    say!(phrases, "account-open"),
                    Message::AccountPressed((*receipt).clone()),
                )
                .quiet()
                .spoken(spoken)
                .disabled_if(ctx.blocked(None));
            let save = receipts::save(ctx, receipt, Message::ReceiptPressed((*receipt).clone()));
            let actions = ui.row(items![account, save.icon_only(Icon::Download)]);
            receipts::cells(ctx, receipt, actions.spacing(ui.space(Space::Xs)).into())
        });
        let cells: Vec<_> = cells.collect();
        let columns = receipts::columns(ctx);
        let table = ui.table("receipts", say!(phrases, "account-receipts"), &columns, cells);
        let pager = (page.count() > 1).then(|| ui.pager(page, phrases.pager(page), Message::PageTurned));
        let parts = std::iter::once(table).chain(pager);
        Some(ui.card(ui.column(parts).width(Length::Fill)).width(Length::Fill).into())
    }

    fn closing<'a>(&'a self, ctx: &Ctx<'a>, day: &CashDay, count: &'a Count) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let expected = expected(&day.totals);
        let is_wrong = !count.counted.trim().is_empty() && count.counted().is_none();
        let counted = ui
            .field("close-counted", say!(phrases, "close-counted"), &count.counted, Message::CountedTyped)
            .hint(say!(phrases, "close-expected", amount = phrases.price(expected)))
            .error(is_wrong.then(|| say!(phrases, "amount-wrong")))
            .on_submit(Message::CloseConfirmed);
        let note = ui
            .field("close-note", say!(phrases, "close-note"), &count.note, Message::NoteTyped)
            .hint(say!(phrases, "visitor-optional"))
            .on_submit(Message::CloseConfirmed);
        let difference = count.counted().map(|counted| {
            let (tone, words) = difference_words(ctx, Cents(counted.0 - expected.0));
            Element::from(ui.status(words).id("close-difference").tone(tone).bold())
        });
        let missing = count.counted().is_none().then(|| say!(phrases, "amount-wrong"));
        let under_way = self.under_way.then(|| say!(phrases, "under-way"));
        let go = ui
            .button("close-go", say!(phrases, "close-go"), Message::CloseConfirmed)
            .danger()
            .icon(Icon::Lock)
            .disabled_if(ctx.blocked(under_way.or(missing)));
        let cancel = ui.button("close-cancel", say!(phrases, "cancel"), Message::CloseCancelled).quiet();
        let head = items![
            ui.heading(say!(phrases, "close-title")),
            ui.body(say!(phrases, "close-once")).fill(),
            ui.grid(FIELD, items![counted, note]),
        ];
        let foot = ui.row(items![go, cancel]).into();
        let parts = head.into_iter().chain(difference).chain([foot]);
        ui.card(ui.column(parts).width(Length::Fill)).width(Length::Fill).into()
    }
}

/// What should be in the drawer: cash taken less cash given back.
fn expected(totals: &[MeansTotal]) -> Cents {
    Cents(totals.iter().filter(|total| total.means == Means::Cash).map(|total| stays(total).0).sum())
}

fn stays(total: &MeansTotal) -> Cents {
    Cents(total.taken.0 - total.given_back.0)
}

/// Exact, too much, or missing.
pub fn difference_words(ctx: &Ctx<'_>, difference: Cents) -> (Tone, String) {
    let phrases = ctx.phrases;
    let amount = phrases.price(Cents(difference.0.abs()));
    match difference.0 {
        0 => (Tone::Success, say!(phrases, "close-exact")),
        more if more > 0 => (Tone::Warning, say!(phrases, "close-over", amount = amount)),
        _ => (Tone::Danger, say!(phrases, "close-under", amount = amount)),
    }
}

fn totals_table<'a>(ctx: &Ctx<'a>, totals: &'a [MeansTotal]) -> Element<'a, Message> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let columns = [
        TableColumn::new(say!(phrases, "column-means")).share(3),
        TableColumn::new(say!(phrases, "column-taken")).number(),
        TableColumn::new(say!(phrases, "column-given-back")).number(),
        TableColumn::new(say!(phrases, "column-stays")).number(),
    ];
    let cells = totals.iter().map(|total| {
        items![
            ui.body(phrases.capital(phrases.shared.means(total.means))),
            ui.body(phrases.price(total.taken)),
            ui.body(phrases.price(total.given_back)),
            ui.body(phrases.price(stays(total))).bold(),
        ]
    });
    ui.table("cash-totals", say!(phrases, "cash-day"), &columns, cells)
}

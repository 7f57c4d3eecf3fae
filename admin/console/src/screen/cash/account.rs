//! Somebody's money: what the purse holds, what changed it, and its receipts.

use epn_rules::units::Cents;
use epn_ui::{Element, Icon, Page, Space, TableColumn, items};
use epn_wire::money::{Account, AccountEntry, AccountLine, ReceiptShown};
use iced::Length;

use super::receipts;
use crate::ctx::Ctx;
use crate::words::{Phrases, say};

/// Rows on a page.
const ROWS: usize = 6;

/// What is listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Listed {
    #[default]
    Lines,
    Receipts,
}

/// What of an account is looked at.
#[derive(Debug, Default)]
pub struct State {
    listed: Listed,
    page: usize,
}

#[derive(Clone, Debug)]
pub enum Message {
    Listed(Listed),
    PageTurned(usize),
    ReceiptPressed(ReceiptShown),
    StatementPressed,
}

/// What the account asks its parent to put on paper.
#[derive(Debug)]
pub enum Action {
    None,
    SaveReceipt(ReceiptShown),
    SaveStatement,
}

impl State {
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Listed(listed) => *self = Self { listed, page: 0 },
            Message::PageTurned(page) => self.page = page,
            Message::ReceiptPressed(receipt) => return Action::SaveReceipt(receipt),
            Message::StatementPressed => return Action::SaveStatement,
        }
        Action::None
    }

    /// The lists, one at a time.
    pub fn view<'a>(&'a self, ctx: &Ctx<'a>, account: &'a Account) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let lists = [
            (Listed::Lines, "account-lines", say!(phrases, "account-lines")),
            (Listed::Receipts, "account-receipts", say!(phrases, "account-receipts")),
        ];
        let lists = lists.map(|(listed, id, words)| {
            ui.choice(id, words, listed == self.listed, Message::Listed(listed)).into()
        });
        let statement = ui
            .button("statement-save", say!(phrases, "statement-save"), Message::StatementPressed)
            .quiet()
            .icon(Icon::Download)
            .into();
        let lists = lists.into_iter().chain([statement]);
        let lists = ui.row(lists).spacing(ui.space(Space::S)).wrap();
        let (page, table) = match self.listed {
            Listed::Lines => {
                let page = Page::new(self.page, ROWS, account.lines.len());
                (page, lines(ctx, page.of(&account.lines)))
            }
            Listed::Receipts => {
                let page = Page::new(self.page, ROWS, account.receipts.len());
                (page, receipts_of(ctx, page.of(&account.receipts)))
            }
        };
        let pager = (page.count() > 1).then(|| ui.pager(page, phrases.pager(page), Message::PageTurned));
        let parts = items![lists, table].into_iter().chain(pager);
        ui.column(parts).width(Length::Fill).into()
    }
}

/// Credit, what is free, what is held.
pub fn purse<'a, M: 'a>(ctx: &Ctx<'a>, account: &Account) -> Element<'a, M> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let figure = |id: &'static str, label: String, amount: Cents| {
        let amount = ui.title(phrases.price(amount)).id(id);
        Element::from(ui.column(items![ui.label(label).muted(), amount]).spacing(0.0))
    };
    let purse = account.purse;
    let reserved = (purse.reserved.0 > 0).then(|| {
        let figure = figure("purse-reserved", say!(phrases, "purse-reserved"), purse.reserved);
        let more = ui.caption(say!(phrases, "purse-reserved-more"));
        Element::from(ui.column(items![figure, more]).spacing(0.0))
    });
    let figures = [
        figure("purse-paid", say!(phrases, "purse-paid"), purse.paid),
        figure("purse-free", say!(phrases, "purse-free"), purse.free),
    ];
    let figures = figures.into_iter().chain(reserved);
    ui.row(figures).spacing(ui.space(Space::Xl)).align_y(iced::Alignment::Start).wrap().into()
}

fn nothing<'a>(ctx: &Ctx<'a>) -> Element<'a, Message> {
    ctx.ui.status(say!(ctx.phrases, "account-empty")).muted().into()
}

fn lines<'a>(ctx: &Ctx<'a>, lines: &'a [AccountLine]) -> Element<'a, Message> {
    if lines.is_empty() {
        return nothing(ctx);
    }
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let columns = [
        TableColumn::new(say!(phrases, "column-when")).share(5),
        TableColumn::new(say!(phrases, "column-what")).share(7),
        TableColumn::new(say!(phrases, "column-amount")).share(3).number(),
    ];
    let cells = lines.iter().map(|line| {
        items![
            ui.body(phrases.when(line.at, ctx.reader)),
            ui.body(phrases.account_entry(&line.what)),
            ui.body(phrases.change(line.amount)),
        ]
    });
    ui.table("account-table", say!(phrases, "account-lines"), &columns, cells)
}

fn receipts_of<'a>(ctx: &Ctx<'a>, shown: &'a [ReceiptShown]) -> Element<'a, Message> {
    if shown.is_empty() {
        return nothing(ctx);
    }
    let cells = shown.iter().map(|receipt| {
        let save = receipts::save(ctx, receipt, Message::ReceiptPressed(receipt.clone()));
        receipts::cells(ctx, receipt, save.icon_only(Icon::Download).into())
    });
    let columns = receipts::columns(ctx);
    ctx.ui.table("receipts-table", say!(ctx.phrases, "account-receipts"), &columns, cells)
}

impl Phrases {
    /// Why an account changed.
    pub fn account_entry(&self, entry: &AccountEntry) -> String {
        match entry {
            AccountEntry::TopUp { receipt } => say!(self, "entry-top-up", receipt = receipt.to_string()),
            AccountEntry::Refund { receipt } => say!(self, "entry-refund", receipt = receipt.to_string()),
            AccountEntry::Allowance => say!(self, "entry-allowance"),
            AccountEntry::AllowanceOver => say!(self, "entry-allowance-over"),
            &AccountEntry::Print { number, sides } => {
                say!(self, "entry-print", number = number.to_string(), sides = sides)
            }
            AccountEntry::Adjustment { reason } => say!(self, "entry-adjustment", reason = reason.clone()),
        }
    }
}

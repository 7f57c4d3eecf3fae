//! Money from and to one person: who, then an amount. Two presses put 5 € on somebody's account.

use epn_rules::id::{PurseId, ReceiptId};
use epn_ui::{Element, Icon, Space, items};
use epn_wire::console::RoomView;
use epn_wire::money::{Account, PurseHolder, ReceiptShown};
use iced::Length;

use super::papers::{self, Letterhead, Saved};
use super::payment::{Answer, Payment, Standing};
use super::{account, receipts, refund, top_up, whose::Whose};
use crate::client::{Failure, api};
use crate::ctx::Ctx;
use crate::intent::Intent;
use crate::live::is_used;
use crate::notice::Notice;
use crate::screen::find;
use crate::stack::stack;
use crate::words::say;

/// The least width of a part beside another.
const PART: f32 = 400.0;
/// The least width of somebody who sits at a station.
const SEAT: f32 = 170.0;
/// The width of a person's picture, in logical pixels.
const PICTURE: f32 = 28.0;

#[derive(Debug, Default)]
pub struct State {
    find: find::State,
    /// A number of a purse without a name, as it is being written.
    number: String,
    whose: Option<Whose>,
    /// Their money, once the hub told it.
    account: Option<Account>,
    looked_at: account::State,
    top_up: top_up::Form,
    refund: Option<refund::Form>,
    payment: Standing,
    /// The receipt of the payment that was just made.
    receipt: Option<ReceiptShown>,
}

#[derive(Clone, Debug)]
pub enum Message {
    Find(find::Message),
    Chosen(Whose),
    NumberTyped(String),
    NumberSubmitted,
    /// Somebody else.
    Left,
    Loaded(PurseHolder, Result<Account, Failure>),
    Looked(account::Message),
    TopUp(top_up::Message),
    RefundPressed,
    Refund(refund::Message),
    Answered(ReceiptId, Result<ReceiptShown, Failure>),
    Retried,
    Dropped,
    ReceiptPressed(ReceiptShown),
    Saved(Saved),
}

impl State {
    /// Where to write first.
    pub fn first_field(&self) -> &'static str {
        match self.whose {
            None => "cash-member-query",
            Some(_) => "top-up-500",
        }
    }

    /// Shows somebody's money.
    pub fn show(&mut self, whose: Whose) -> Intent<Message> {
        let asked = whose.holder().map(load);
        self.forget();
        self.whose = Some(whose);
        let focus = Intent::focus(self.first_field());
        Intent::All(asked.into_iter().chain([focus]).collect())
    }

    /// Nobody is looked at any more. A payment that waits goes on waiting.
    pub fn forget(&mut self) {
        let payment = std::mem::take(&mut self.payment);
        *self = Self { payment, ..Self::default() };
    }

    pub fn update(&mut self, message: Message, ctx: &Ctx<'_>, head: Letterhead<'_>) -> Intent<Message> {
        match message {
            Message::Find(message) => match self.find.update(message) {
                find::Action::Do(intent) => intent.map(Message::Find),
                find::Action::Chosen(member) => self.show(Whose::Member(member)),
            },
            Message::Chosen(whose) => self.show(whose),
            Message::NumberTyped(number) => {
                self.number = number;
                Intent::None
            }
            Message::NumberSubmitted => match purse_number(&self.number) {
                Some(purse) => self.show(Whose::Purse(purse)),
                None => Intent::None,
            },
            Message::Left => {
                self.forget();
                Intent::focus(self.first_field())
            }
            Message::Loaded(holder, outcome) => self.loaded(holder, outcome),
            Message::Looked(message) => match self.looked_at.update(message) {
                account::Action::None => Intent::None,
                account::Action::SaveReceipt(receipt) => self.save(ctx, head, &receipt),
                account::Action::SaveStatement => self.save_statement(ctx, head),
            },
            Message::ReceiptPressed(receipt) => self.save(ctx, head, &receipt),
            Message::Saved(outcome) => Intent::Tell(outcome.map_or_else(Notice::NotSaved, Notice::Saved)),
            Message::TopUp(message) => self.write(message),
            Message::RefundPressed => self.open_refund(ctx),
            Message::Refund(message) => self.write_refund(message),
            Message::Answered(id, outcome) => self.answered(id, outcome),
            Message::Retried => match self.payment.retry() {
                Some((id, question)) => {
                    Intent::Ask(question.then(move |outcome| Message::Answered(id, outcome)))
                }
                None => Intent::None,
            },
            Message::Dropped => {
                self.payment.drop_it();
                self.reload()
            }
        }
    }

    fn save(&self, ctx: &Ctx<'_>, head: Letterhead<'_>, receipt: &ReceiptShown) -> Intent<Message> {
        papers::receipt(ctx, head, receipt, self.whose.as_ref(), Message::Saved)
    }

    fn save_statement(&self, ctx: &Ctx<'_>, head: Letterhead<'_>) -> Intent<Message> {
        let (Some(whose), Some(account)) = (&self.whose, &self.account) else { return Intent::None };
        papers::statement(ctx, head, whose, account, Message::Saved)
    }

    fn holder(&self) -> Option<PurseHolder> {
        self.whose.as_ref().and_then(Whose::holder)
    }

    fn reload(&self) -> Intent<Message> {
        self.holder().map_or(Intent::None, load)
    }

    fn loaded(&mut self, holder: PurseHolder, outcome: Result<Account, Failure>) -> Intent<Message> {
        // An answer about somebody who left says nothing about whoever came.
        if self.holder() != Some(holder) {
            return Intent::None;
        }
        match outcome {
            Ok(account) => {
                self.account = Some(account);
                Intent::None
            }
            Err(failure) => Intent::Failed(failure),
        }
    }

    fn write(&mut self, message: top_up::Message) -> Intent<Message> {
        if self.whose.is_none() {
            return Intent::None;
        }
        let amount = self.top_up.update(message);
        let payment = amount.and_then(|amount| self.top_up.payment(self.holder(), amount));
        payment.map_or(Intent::None, |payment| self.pay(Payment::TopUp(payment)))
    }

    fn open_refund(&mut self, ctx: &Ctx<'_>) -> Intent<Message> {
        let Some(account) = &self.account else { return Intent::None };
        self.refund = Some(refund::Form::of(account.refundable, ctx.phrases));
        Intent::focus("refund-amount")
    }

    fn write_refund(&mut self, message: refund::Message) -> Intent<Message> {
        let Some(form) = &mut self.refund else { return Intent::None };
        match (form.update(message), self.holder()) {
            (refund::Action::Cancel, _) => {
                self.refund = None;
                Intent::focus("refund-open")
            }
            (refund::Action::GiveBack { amount, means, reason }, Some(holder)) => {
                self.pay(Payment::Refund(refund::refund(holder, amount, means, reason)))
            }
            (refund::Action::None | refund::Action::GiveBack { .. }, _) => Intent::None,
        }
    }

    fn pay(&mut self, payment: Payment) -> Intent<Message> {
        let id = payment.id();
        match self.payment.send(payment) {
            Some(question) => Intent::Ask(question.then(move |outcome| Message::Answered(id, outcome))),
            None => Intent::None,
        }
    }

    fn answered(&mut self, id: ReceiptId, outcome: Result<ReceiptShown, Failure>) -> Intent<Message> {
        match self.payment.answered(id, outcome) {
            Answer::Recorded(payment, receipt) => self.recorded(&payment, receipt),
            Answer::Refused(failure) => Intent::Failed(failure),
            Answer::Unknown => Intent::focus("payment-retry"),
            Answer::Stale => Intent::None,
        }
    }

    /// A first payment without a name made a purse: that is whose money is shown from now on.
    fn recorded(&mut self, payment: &Payment, receipt: ReceiptShown) -> Intent<Message> {
        let made_purse = matches!(payment, Payment::TopUp(top_up) if top_up.holder.is_none());
        if made_purse && self.whose == Some(Whose::Anonymous) {
            self.whose = Some(Whose::Purse(receipt.purse));
        }
        self.top_up = top_up::Form::default();
        self.refund = None;
        self.receipt = Some(receipt.clone());
        // What is asked clears what was told before.
        Intent::All(vec![self.reload(), Intent::Tell(Notice::Receipt(receipt))])
    }

    pub fn view<'a>(
        &'a self,
        ctx: &Ctx<'a>,
        room: Option<&'a RoomView>,
        issuers: &'a [String],
    ) -> Element<'a, Message> {
        let unknown = self.payment.view(ctx, Message::Retried, Message::Dropped);
        let content = match &self.whose {
            None => self.picking(ctx, room),
            Some(whose) => self.person(ctx, whose, issuers),
        };
        stack(ctx.ui, Space::M, [unknown, Some(content)]).into()
    }

    /// For whom: a member, whoever sits somewhere, or nobody who has a name.
    fn picking<'a>(&'a self, ctx: &Ctx<'a>, room: Option<&'a RoomView>) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let find = self.find.view(ctx, "cash-member", say!(phrases, "cash-member")).map(Message::Find);
        let anonymous = ui
            .button("cash-anonymous", say!(phrases, "cash-anonymous-go"), Message::Chosen(Whose::Anonymous))
            .icon(Icon::Coin)
            .fill()
            .disabled_if(ctx.blocked(None));
        let wrong = !self.number.trim().is_empty() && purse_number(&self.number).is_none();
        let number = ui
            .field("cash-purse", say!(phrases, "cash-purse"), &self.number, Message::NumberTyped)
            .hint(say!(phrases, "cash-purse-hint"))
            .error(wrong.then(|| say!(phrases, "cash-purse-wrong")))
            .on_submit(Message::NumberSubmitted);
        let nameless = ui.column(items![
            ui.heading(say!(phrases, "cash-anonymous")),
            anonymous,
            ui.caption(say!(phrases, "cash-anonymous-more")).fill(),
            number,
        ]);
        let who = ui.column(items![ui.heading(say!(phrases, "cash-who")), find]).width(Length::Fill);
        let cards = items![
            ui.card(who).width(Length::Fill),
            ui.card(nameless.width(Length::Fill)).width(Length::Fill)
        ];
        let sitting = sitting(ctx, room);
        ui.column(items![sitting, ui.grid(PART, cards)]).width(Length::Fill).into()
    }

    fn person<'a>(&'a self, ctx: &Ctx<'a>, whose: &'a Whose, issuers: &'a [String]) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let other =
            ui.button("cash-other", say!(phrases, "cash-other"), Message::Left).quiet().icon(Icon::ArrowLeft);
        let head = ui.row(items![whose.view(ctx), ui.push_apart(), other]).width(Length::Fill);
        let purse = match (&self.account, whose.holder()) {
            (Some(account), _) => Some(account::purse(ctx, account)),
            (None, Some(_)) => Some(ui.status(say!(phrases, "account-loading")).muted().into()),
            (None, None) => None,
        };
        let blocked = self.payment.blocked(ctx);
        let top_up = self.top_up.view(ctx, issuers, blocked.clone()).map(Message::TopUp);
        let top_up = ui.card(top_up).width(Length::Fill).into();
        let beside = self.account.as_ref().map(|account| {
            let lists = self.looked_at.view(ctx, account).map(Message::Looked);
            let below = match &self.refund {
                Some(form) => form.view(ctx, blocked).map(Message::Refund),
                None => refund_button(ctx, account, blocked),
            };
            let content = ui.column(items![lists, ui.hairline(), below]).width(Length::Fill);
            ui.card(content).width(Length::Fill).into()
        });
        let receipt = self.receipt.as_ref().map(|receipt| last_receipt(ctx, receipt));
        let head = ui.column(std::iter::once(head.into()).chain(purse).chain(receipt)).width(Length::Fill);
        let head = ui.card(head).width(Length::Fill);
        let parts = std::iter::once(top_up).chain(beside);
        ui.column(items![head, ui.grid(PART, parts)]).width(Length::Fill).into()
    }
}

/// The payment that was just made: its receipt is a press away.
fn last_receipt<'a>(ctx: &Ctx<'a>, receipt: &'a ReceiptShown) -> Element<'a, Message> {
    let ui = ctx.ui;
    let number = receipt.number.to_string();
    let amount = ctx.phrases.change(receipts::change(receipt));
    let words = say!(ctx.phrases, "receipt-last", number = number, amount = amount);
    let save = receipts::save(ctx, receipt, Message::ReceiptPressed(receipt.clone()));
    ui.row(items![ui.body(words).id("receipt-last").bold(), save]).wrap().into()
}

fn load(holder: PurseHolder) -> Intent<Message> {
    Intent::Ask(api::account(holder).then(move |account| Message::Loaded(holder, account)))
}

/// The number of a purse, as it stands on a receipt: capitals or not, with spaces or hyphens or without.
fn purse_number(text: &str) -> Option<PurseId> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    compact.to_uppercase().parse().ok()
}

fn refund_button<'a>(ctx: &Ctx<'a>, account: &Account, blocked: Option<String>) -> Element<'a, Message> {
    let nothing = (account.refundable.0 <= 0).then(|| say!(ctx.phrases, "refund-none"));
    ctx.ui
        .button("refund-open", say!(ctx.phrases, "refund-open"), Message::RefundPressed)
        .quiet()
        .icon(Icon::Coin)
        .disabled_if(blocked.or(nothing))
        .into()
}

/// Those who sit at a station now: one press each.
fn sitting<'a>(ctx: &Ctx<'a>, room: Option<&'a RoomView>) -> Element<'a, Message> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let seats: Vec<Element<'a, Message>> = room
        .into_iter()
        .flat_map(|room| &room.stations)
        .filter(|tile| is_used(tile))
        .filter_map(|tile| {
            let session = tile.session.as_ref()?;
            let alias = phrases.shared.alias(&session.alias);
            let words = ui.column(items![ui.body(alias.clone()).bold(), ui.caption(tile.name.clone())]);
            let picture = ui.picture(&session.alias.picture, alias.clone(), PICTURE);
            let content = ui.row(items![picture, words.spacing(0.0)]).spacing(ui.space(Space::S));
            let label = [alias, tile.name.clone()].join(", ");
            let whose = Whose::Sitting {
                station: tile.name.clone(),
                alias: session.alias.clone(),
                session: session.id,
            };
            Some(ui.tile(format!("cash-seat-{}", tile.id), label, content, Message::Chosen(whose)).into())
        })
        .collect();
    let seats = if seats.is_empty() {
        ui.status(say!(phrases, "cash-nobody-sits")).muted().into()
    } else {
        Element::from(ui.grid(SEAT, seats).spacing(ui.space(Space::S)))
    };
    let content = ui.column(items![ui.heading(say!(phrases, "cash-sitting")), seats]);
    ui.card(content.width(Length::Fill)).width(Length::Fill).into()
}

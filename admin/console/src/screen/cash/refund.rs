//! Paid credit that is given back.

use epn_rules::units::Cents;
use epn_ui::{Element, Icon, Space, items};
use epn_wire::money::{Means, PurseHolder, Refund};
use iced::Length;

use super::amount::{self, Wrong};
use super::payment::new_id;
use super::top_up::MEANS;
use crate::ctx::Ctx;
use crate::words::{Phrases, say};

/// The least width of a field.
const FIELD: f32 = 200.0;

#[derive(Clone, Debug)]
pub struct Form {
    /// The most that is given back.
    most: Cents,
    amount: String,
    reason: String,
    means: Means,
}

#[derive(Clone, Debug)]
pub enum Message {
    AmountTyped(String),
    ReasonTyped(String),
    MeansChosen(Means),
    Submitted,
    Cancelled,
}

/// What the form asks its parent to do.
#[derive(Debug)]
pub enum Action {
    None,
    GiveBack { amount: Cents, means: Means, reason: String },
    Cancel,
}

/// What is missing before it can be given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Missing {
    Amount(Wrong),
    Reason,
}

impl Missing {
    fn words(self, phrases: &Phrases) -> String {
        match self {
            Self::Amount(wrong) => wrong.words(phrases),
            Self::Reason => say!(phrases, "override-unready"),
        }
    }
}

impl Form {
    /// All of it, in cash, unless something else is written.
    pub fn of(most: Cents, phrases: &Phrases) -> Self {
        Self { most, amount: phrases.amount(most), reason: String::new(), means: Means::Cash }
    }

    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::AmountTyped(amount) => self.amount = amount,
            Message::ReasonTyped(reason) => self.reason = reason,
            Message::MeansChosen(means) => self.means = means,
            Message::Submitted => return self.given().unwrap_or(Action::None),
            Message::Cancelled => return Action::Cancel,
        }
        Action::None
    }

    /// What was written, if so much can be given back.
    fn amount(&self) -> Result<Cents, Wrong> {
        amount::read(&self.amount, self.most)
    }

    fn given(&self) -> Result<Action, Missing> {
        let amount = self.amount().map_err(Missing::Amount)?;
        let reason = self.reason.trim();
        if reason.is_empty() {
            return Err(Missing::Reason);
        }
        Ok(Action::GiveBack { amount, means: self.means, reason: reason.to_owned() })
    }

    pub fn view<'a>(&'a self, ctx: &Ctx<'a>, blocked: Option<String>) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let wrong = self.amount().err().map(|wrong| wrong.words(phrases));
        let amount = ui
            .field("refund-amount", say!(phrases, "refund-amount"), &self.amount, Message::AmountTyped)
            .hint(say!(phrases, "refund-most", amount = phrases.price(self.most)))
            .error(wrong)
            .on_submit(Message::Submitted);
        let reason = ui
            .field("refund-reason", say!(phrases, "print-reason"), &self.reason, Message::ReasonTyped)
            .hint(say!(phrases, "booking-reason-hint"))
            .on_submit(Message::Submitted);
        // A voucher is never given back as money's worth of its issuer.
        let means = MEANS.into_iter().filter(|(means, _)| *means != Means::Voucher).map(|(means, id)| {
            let words = phrases.capital(phrases.shared.means(means));
            let chosen = Message::MeansChosen(means);
            ui.choice(format!("refund-{id}"), words, self.means == means, chosen).into()
        });
        let means = ui.row(means).spacing(ui.space(Space::S)).wrap();
        let means = ui
            .column(items![ui.label(say!(phrases, "refund-means")).bold(), means])
            .spacing(ui.space(Space::Xs));
        let missing = self.given().err().map(|missing| missing.words(phrases));
        let go = ui
            .button("refund-go", say!(phrases, "refund-go"), Message::Submitted)
            .primary()
            .icon(Icon::Coin)
            .disabled_if(blocked.or(missing));
        let cancel = ui.button("refund-cancel", say!(phrases, "cancel"), Message::Cancelled).quiet();
        let content = items![
            ui.heading(say!(phrases, "refund-title")),
            ui.grid(FIELD, items![amount, reason]),
            means,
            ui.row(items![go, cancel]).spacing(ui.space(Space::S)).wrap(),
        ];
        ui.column(content).width(Length::Fill).into()
    }
}

/// The refund of so much to that purse.
pub fn refund(holder: PurseHolder, amount: Cents, means: Means, reason: String) -> Refund {
    Refund { id: new_id(), holder, amount, means, reason }
}

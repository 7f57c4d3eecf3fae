//! Credit for somebody: an amount in one press or written, and with what it is paid.

use epn_rules::units::Cents;
use epn_ui::{Element, Icon, Space, items};
use epn_wire::money::{MOST_PAID, Means, PurseHolder, TopUp, VoucherGiven};
use iced::Length;
use jiff::civil::Date;

use super::amount::{self, Wrong};
use super::payment::new_id;
use crate::ctx::Ctx;
use crate::dates::parse_date;
use crate::words::{Phrases, say};

/// What is paid most often.
const AMOUNTS: [Cents; 4] = [Cents(100), Cents(200), Cents(500), Cents(1000)];
/// The least width of a field.
const FIELD: f32 = 200.0;

/// Every means of payment, with its id.
pub const MEANS: [(Means, &str); 4] =
    [(Means::Cash, "cash"), (Means::Card, "card"), (Means::Cheque, "cheque"), (Means::Voucher, "voucher")];

#[derive(Clone, Debug)]
pub struct Form {
    means: Means,
    amount: String,
    issuer: Option<String>,
    serial: String,
    expires: String,
}

impl Default for Form {
    fn default() -> Self {
        Self {
            means: Means::Cash,
            amount: String::new(),
            issuer: None,
            serial: String::new(),
            expires: String::new(),
        }
    }
}

#[derive(Clone, Debug)]
pub enum Message {
    MeansChosen(Means),
    AmountTyped(String),
    IssuerChosen(String),
    SerialTyped(String),
    ExpiresTyped(String),
    /// One of the amounts was pressed.
    Given(Cents),
    /// The amount that is written.
    Submitted,
}

/// What is missing before it can be paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Missing {
    Amount(Wrong),
    Issuer,
    Serial,
    Date,
}

impl Missing {
    fn words(self, phrases: &Phrases) -> String {
        match self {
            Self::Amount(wrong) => wrong.words(phrases),
            Self::Issuer => say!(phrases, "voucher-issuer-first"),
            Self::Serial => say!(phrases, "voucher-serial-first"),
            Self::Date => say!(phrases, "date-wrong"),
        }
    }
}

impl Form {
    /// Takes in what was written or pressed; an amount to be paid comes back.
    pub fn update(&mut self, message: Message) -> Option<Cents> {
        match message {
            Message::MeansChosen(means) => self.means = means,
            Message::AmountTyped(amount) => self.amount = amount,
            Message::IssuerChosen(issuer) => self.issuer = Some(issuer),
            Message::SerialTyped(serial) => self.serial = serial,
            Message::ExpiresTyped(expires) => self.expires = expires,
            Message::Given(amount) => return Some(amount),
            Message::Submitted => return self.amount().ok(),
        }
        None
    }

    /// The payment of so much into that purse, or into a new one; none while something is missing.
    pub fn payment(&self, holder: Option<PurseHolder>, amount: Cents) -> Option<TopUp> {
        let voucher = self.voucher().ok()?;
        Some(TopUp { id: new_id(), holder, amount, means: self.means, voucher })
    }

    fn amount(&self) -> Result<Cents, Missing> {
        amount::read(&self.amount, MOST_PAID).map_err(Missing::Amount)
    }

    /// The voucher that pays, if one does.
    fn voucher(&self) -> Result<Option<VoucherGiven>, Missing> {
        if self.means != Means::Voucher {
            return Ok(None);
        }
        let issuer = self.issuer.clone().ok_or(Missing::Issuer)?;
        let serial = self.serial.trim();
        if serial.is_empty() {
            return Err(Missing::Serial);
        }
        Ok(Some(VoucherGiven { issuer, serial: serial.to_owned(), expires: self.expires()? }))
    }

    fn expires(&self) -> Result<Option<Date>, Missing> {
        if self.expires.trim().is_empty() {
            return Ok(None);
        }
        parse_date(&self.expires).map(Some).ok_or(Missing::Date)
    }

    /// `issuers` are those of the site's policy; `blocked` is why nothing can be paid now.
    pub fn view<'a>(
        &'a self,
        ctx: &Ctx<'a>,
        issuers: &'a [String],
        blocked: Option<String>,
    ) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let means = MEANS.map(|(means, id)| {
            let words = phrases.capital(phrases.shared.means(means));
            let chosen = Message::MeansChosen(means);
            ui.choice(format!("top-up-{id}"), words, self.means == means, chosen).into()
        });
        let means = ui.row(means).spacing(ui.space(Space::S)).wrap().into();
        let voucher = (self.means == Means::Voucher).then(|| self.voucher_fields(ctx, issuers));
        let missing = self.voucher().err().map(|missing| missing.words(phrases));
        let blocked = blocked.or(missing);
        let amounts = AMOUNTS.map(|amount| {
            let words = whole_euros(ctx, amount);
            let spoken = say!(phrases, "top-up-give", amount = words.clone());
            ui.button(format!("top-up-{}", amount.0), words, Message::Given(amount))
                .spoken(spoken)
                // Why is said once, below.
                .disabled_if(blocked.as_ref().map(|_| String::new()))
                .into()
        });
        let amounts = ui.row(amounts).spacing(ui.space(Space::S)).wrap().into();
        let parts = [Some(means), voucher, Some(amounts), Some(self.other(ctx, blocked))];
        let title = ui.heading(say!(phrases, "top-up-title")).into();
        let parts = std::iter::once(title).chain(parts.into_iter().flatten());
        ui.column(parts).width(Length::Fill).into()
    }

    /// An amount that is written.
    fn other<'a>(&'a self, ctx: &Ctx<'a>, blocked: Option<String>) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let missing = self.amount().err().map(|missing| missing.words(phrases));
        let field = ui
            .field("top-up-amount", say!(phrases, "top-up-other"), &self.amount, Message::AmountTyped)
            .hint(say!(phrases, "amount-hint"))
            .error(missing.clone().filter(|_| !self.amount.trim().is_empty()))
            .on_submit(Message::Submitted);
        let words = match self.amount() {
            Ok(amount) => say!(phrases, "top-up-give", amount = phrases.price(amount)),
            Err(_) => say!(phrases, "top-up-go"),
        };
        let go = ui
            .button("top-up-go", words, Message::Submitted)
            .icon(Icon::Coin)
            .disabled_if(blocked.or(missing));
        ui.column(items![field, go]).width(Length::Fill).into()
    }

    fn voucher_fields<'a>(&'a self, ctx: &Ctx<'a>, issuers: &'a [String]) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let issuer: Element<'a, Message> = if issuers.is_empty() {
            ui.status(say!(phrases, "voucher-no-issuer")).muted().into()
        } else {
            let choices = issuers.iter().enumerate().map(|(index, issuer)| {
                let is_chosen = self.issuer.as_ref() == Some(issuer);
                let chosen = Message::IssuerChosen(issuer.clone());
                ui.choice(format!("voucher-issuer-{index}"), issuer.clone(), is_chosen, chosen).into()
            });
            let label = ui.label(say!(phrases, "voucher-issuer")).bold();
            let choices = ui.row(choices).spacing(ui.space(Space::S)).wrap();
            ui.column(items![label, choices]).spacing(ui.space(Space::Xs)).into()
        };
        let serial =
            ui.field("voucher-serial", say!(phrases, "voucher-serial"), &self.serial, Message::SerialTyped);
        let wrong = self.expires().err().map(|missing| missing.words(phrases));
        let expires = ui
            .field("voucher-expires", say!(phrases, "voucher-expires"), &self.expires, Message::ExpiresTyped)
            .hint(say!(phrases, "voucher-expires-hint"))
            .error(wrong);
        ui.column(items![issuer, ui.grid(FIELD, items![serial, expires])]).width(Length::Fill).into()
    }
}

/// `5 €`: the amounts on the buttons are whole euros.
fn whole_euros(ctx: &Ctx<'_>, amount: Cents) -> String {
    say!(ctx.phrases, "price", amount = (amount.0 / 100).to_string())
}

//! What has to be written before some decisions: a price and its reason, words for the visitor, how many sides came out.

use epn_rules::id::{AdjustmentId, PrintJobId, PrinterId};
use epn_rules::units::Cents;
use epn_ui::{Element, Icon, Space, items};
use epn_wire::money::Means;
use epn_wire::print_desk::{DecidePrint, DeskOffer, PrintRow, RefundPrint, RefusePrint, ReleasePrint};
use epn_wire::printing::PrintStage;
use iced::Length;
use ulid::Ulid;

use super::{Order, offer};
use crate::ctx::Ctx;
use crate::words::{Phrases, parse_price, say};

/// The longest words for the visitor and the longest reason, in characters.
const LONGEST: usize = 280;
/// Wide enough for an amount; a hint and an error stand below.
const FIELD: f32 = 240.0;

/// What is being written about one print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// Another price than the quote; and where, if the visitor chose no printer.
    Price {
        price: String,
        reason: String,
        place: Place,
        /// What the visitor said yes to: no more can be asked.
        most: Option<Cents>,
    },
    /// Why not.
    Refusing(String),
    /// How many sides came out.
    Deciding(String),
    Refunding {
        /// The same each time that this form is sent: it is given back once.
        id: AdjustmentId,
        /// What was given back of it before.
        before: Cents,
        amount: String,
        reason: String,
    },
    /// Paid with something else than cash.
    Paying(Means),
}

/// Where a print comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Where the visitor chose.
    AsChosen,
    /// Nobody chose yet.
    Open,
    On(PrinterId),
}

#[derive(Clone, Debug)]
pub enum Message {
    /// A price, an amount, a number of sides.
    FigureTyped(String),
    /// A reason, words for the visitor.
    WordsTyped(String),
    PrinterChosen(PrinterId),
    MeansChosen(Means),
    Submitted,
    Cancelled,
}

/// What the form asks its parent to do.
#[derive(Debug)]
pub enum Action {
    None,
    Order(Order),
    Cancel,
}

/// What is missing before it can be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Missing {
    Price,
    Less(Cents),
    Number,
    Reason,
    Words,
    TooLong,
    Printer,
}

impl Missing {
    fn words(self, phrases: &Phrases) -> String {
        match self {
            Self::Price => say!(phrases, "price-wrong"),
            Self::Less(most) => say!(phrases, "print-price-most", amount = phrases.price(most)),
            Self::Number => say!(phrases, "number-wrong"),
            Self::Reason => say!(phrases, "override-unready"),
            Self::Words => say!(phrases, "print-refuse-unready"),
            Self::TooLong => say!(phrases, "message-too-long", most = LONGEST.to_string()),
            Self::Printer => say!(phrases, "print-where-first"),
        }
    }
}

impl Form {
    /// Another price for this print; where it comes out is chosen already if there is one way only.
    pub fn price(row: &PrintRow) -> Self {
        let is_chosen = row.stage == PrintStage::AwaitsStaff;
        let place = match row.offers.as_slice() {
            _ if is_chosen => Place::AsChosen,
            [offer] => Place::On(offer.printer),
            _ => Place::Open,
        };
        let most = row.price.filter(|_| is_chosen);
        Self::Price { price: String::new(), reason: String::new(), place, most }
    }

    /// Giving back what this print cost, as far as it was not; nothing if there is nothing to give back.
    pub fn refund(row: &PrintRow, phrases: &Phrases) -> Option<Self> {
        let before = row.given_back;
        let left = Cents(row.charged?.0 - before.0);
        (left > Cents(0)).then(|| Self::Refunding {
            id: AdjustmentId(Ulid::new()),
            before,
            amount: phrases.amount(left),
            reason: String::new(),
        })
    }

    /// Whether it still makes sense: the print may have gone on meanwhile, or somebody else given back for it.
    pub fn fits(&self, row: &PrintRow) -> bool {
        let stage = &row.stage;
        match self {
            Self::Price { place: Place::AsChosen, .. } => *stage == PrintStage::AwaitsStaff,
            Self::Price { .. } => matches!(stage, PrintStage::Held | PrintStage::ToCheck),
            Self::Refusing(_) => matches!(
                stage,
                PrintStage::Held | PrintStage::AwaitsStaff | PrintStage::ToCheck | PrintStage::Waiting { .. }
            ),
            Self::Deciding(_) => {
                matches!(stage, PrintStage::Unclear | PrintStage::Printing { trouble: Some(_), .. })
            }
            Self::Refunding { before, .. } => {
                *before == row.given_back
                    && matches!(stage, PrintStage::Done { .. } | PrintStage::Stopped { .. })
            }
            Self::Paying(_) => *stage == PrintStage::Held,
        }
    }

    /// The field to write in first.
    pub fn first_field(&self) -> &'static str {
        match self {
            Self::Refusing(_) => "print-words",
            Self::Price { .. } | Self::Deciding(_) | Self::Refunding { .. } => "print-figure",
            Self::Paying(_) => "print-means-card",
        }
    }

    /// The button that opens it for a print.
    pub fn opener(&self, print: PrintJobId) -> String {
        let name = match self {
            Self::Price { .. } => "price",
            Self::Refusing(_) => "refuse",
            Self::Deciding(_) => "decide",
            Self::Refunding { .. } => "refund",
            Self::Paying(_) => "pay-other",
        };
        format!("print-{name}-{print}")
    }

    pub fn update(&mut self, message: Message) -> Action {
        match (message, self) {
            (Message::Cancelled, _) => return Action::Cancel,
            (Message::Submitted, form) => return form.order().map_or(Action::None, Action::Order),
            (
                Message::FigureTyped(text),
                Self::Price { price: figure, .. }
                | Self::Refunding { amount: figure, .. }
                | Self::Deciding(figure),
            ) => *figure = text,
            (
                Message::WordsTyped(text),
                Self::Price { reason: words, .. }
                | Self::Refunding { reason: words, .. }
                | Self::Refusing(words),
            ) => *words = text,
            (Message::PrinterChosen(chosen), Self::Price { place, .. }) => *place = Place::On(chosen),
            (Message::MeansChosen(chosen), Self::Paying(means)) => *means = chosen,
            _ => {}
        }
        Action::None
    }

    /// The decision as it stands there; for [`Form::Paying`] each printer has a button of its own.
    fn order(&self) -> Result<Order, Missing> {
        match self {
            Self::Price { price, reason, place, most } => {
                let price = parse_price(price).ok_or(Missing::Price)?;
                if let Some(most) = most.filter(|most| price > *most) {
                    return Err(Missing::Less(most));
                }
                let printer = match place {
                    Place::AsChosen => None,
                    Place::Open => return Err(Missing::Printer),
                    Place::On(printer) => Some(*printer),
                };
                let reason = Some(written(reason, Missing::Reason)?);
                Ok(Order::Release(ReleasePrint { price: Some(price), reason, printer }))
            }
            Self::Refusing(words) => {
                Ok(Order::Refuse(RefusePrint { reason: written(words, Missing::Words)? }))
            }
            Self::Deciding(sides) => {
                let sides = sides.trim().parse().map_err(|_| Missing::Number)?;
                Ok(Order::Decide(DecidePrint { sides }))
            }
            Self::Refunding { id, before, amount, reason } => {
                let amount = parse_price(amount).filter(|amount| amount.0 > 0).ok_or(Missing::Price)?;
                let reason = written(reason, Missing::Reason)?;
                Ok(Order::Refund(RefundPrint { id: *id, given_back: *before, amount, reason }))
            }
            Self::Paying(_) => Err(Missing::Printer),
        }
    }

    /// The fields; what is pressed is for the print of `row`.
    pub fn view<'a>(
        &'a self,
        ctx: &Ctx<'a>,
        row: &'a PrintRow,
        blocked: Option<String>,
    ) -> Element<'a, super::Message> {
        let content = match self {
            Self::Price { price, reason, place, .. } => {
                let fields = two(ctx, say!(ctx.phrases, "print-price"), price, reason);
                let places = (*place != Place::AsChosen).then(|| places(ctx, &row.offers, *place));
                ctx.ui.column(std::iter::once(fields).chain(places))
            }
            Self::Refusing(words) => refusing(ctx, words),
            Self::Deciding(sides) => deciding(ctx, row, sides),
            Self::Refunding { amount, reason, .. } => {
                ctx.ui.column(items![two(ctx, say!(ctx.phrases, "refund-amount"), amount, reason)])
            }
            Self::Paying(means) => paying(ctx, row, *means, blocked.as_ref()),
        };
        let foot = self.foot(ctx, blocked);
        let space = ctx.ui.space(Space::S);
        ctx.ui.column(items![content.spacing(space).width(Length::Fill), foot]).spacing(space).into()
    }

    fn foot<'a>(&self, ctx: &Ctx<'a>, blocked: Option<String>) -> Element<'a, super::Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let cancelled = super::Message::Form(Message::Cancelled);
        let cancel = ui.button("print-cancel", say!(phrases, "cancel"), cancelled).quiet();
        let (words, icon) = match self {
            Self::Price { .. } => (say!(phrases, "print-release-at"), Icon::Printer),
            Self::Refusing(_) => (say!(phrases, "print-refuse"), Icon::Refused),
            Self::Deciding(_) => (say!(phrases, "print-decide-go"), Icon::Check),
            Self::Refunding { .. } => (say!(phrases, "refund-go"), Icon::Coin),
            Self::Paying(_) => return ui.row(items![cancel]).into(),
        };
        let missing = self.order().err().map(|missing| missing.words(phrases));
        let go = ui
            .button("print-go", words, super::Message::Form(Message::Submitted))
            .primary()
            .icon(icon)
            .disabled_if(blocked.or(missing));
        ui.row(items![go, cancel]).into()
    }
}

/// An amount and a reason, side by side where there is room.
fn two<'a>(ctx: &Ctx<'a>, label: String, figure: &'a str, reason: &'a str) -> Element<'a, super::Message> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let wrong =
        (!figure.trim().is_empty() && parse_price(figure).is_none()).then(|| say!(phrases, "price-wrong"));
    let figure = figure_field(ctx, label, figure).hint(say!(phrases, "price-hint")).error(wrong);
    let reason =
        words_field(ctx, say!(phrases, "print-reason"), reason).hint(say!(phrases, "booking-reason-hint"));
    ui.grid(FIELD, items![figure, reason]).into()
}

fn figure_field<'a>(ctx: &Ctx<'a>, label: String, figure: &'a str) -> epn_ui::Field<'a, super::Message> {
    let typed = |text| super::Message::Form(Message::FigureTyped(text));
    ctx.ui.field("print-figure", label, figure, typed).on_submit(super::Message::Form(Message::Submitted))
}

fn words_field<'a>(ctx: &Ctx<'a>, label: String, words: &'a str) -> epn_ui::Field<'a, super::Message> {
    ctx.ui.field("print-words", label, words, words_typed).on_submit(super::Message::Form(Message::Submitted))
}

fn words_typed(text: String) -> super::Message {
    super::Message::Form(Message::WordsTyped(text))
}

/// Something that has to be written, and not too much of it.
fn written(text: &str, missing: Missing) -> Result<String, Missing> {
    let text = text.trim();
    if text.is_empty() {
        Err(missing)
    } else if text.chars().count() > LONGEST {
        Err(Missing::TooLong)
    } else {
        Ok(text.to_owned())
    }
}

fn refusing<'a>(ctx: &Ctx<'a>, words: &'a str) -> iced::widget::Column<'a, super::Message> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let field =
        words_field(ctx, say!(phrases, "print-refuse-words"), words).hint(say!(phrases, "print-refuse-hint"));
    let ready = [say!(phrases, "print-refuse-long"), say!(phrases, "message-ready-desk")];
    let ready = ready.into_iter().enumerate().map(|(index, sentence)| {
        let typed = words_typed(sentence.clone());
        ui.button(format!("print-ready-{index}"), sentence, typed).quiet().into()
    });
    ui.column(items![field, ui.row(ready).wrap()])
}

fn deciding<'a>(ctx: &Ctx<'a>, row: &PrintRow, sides: &'a str) -> iced::widget::Column<'a, super::Message> {
    let phrases = ctx.phrases;
    let most = row.measure.map(|measure| measure.pages.saturating_mul(measure.copies.max(1)));
    let hint = most.map(|most| say!(phrases, "print-decide-most", count = most)).unwrap_or_default();
    let wrong = (!sides.trim().is_empty() && sides.trim().parse::<u32>().is_err())
        .then(|| say!(phrases, "number-wrong"));
    let field = figure_field(ctx, say!(phrases, "print-decide-sides"), sides).hint(hint).error(wrong);
    ctx.ui.column(items![field])
}

/// Where a print comes out, one of several.
fn places<'a>(ctx: &Ctx<'a>, offers: &'a [DeskOffer], chosen: Place) -> Element<'a, super::Message> {
    let ui = ctx.ui;
    let choices = offers.iter().map(|offer| {
        let pressed = super::Message::Form(Message::PrinterChosen(offer.printer));
        let is_chosen = chosen == Place::On(offer.printer);
        ui.choice(format!("print-on-{}", offer.printer), offer.name.clone(), is_chosen, pressed)
            .icon(Icon::Printer)
            .into()
    });
    let label = ui.label(say!(ctx.phrases, "print-where")).bold();
    ui.column(items![label, ui.row(choices).spacing(ui.space(Space::S)).wrap()])
        .spacing(ui.space(Space::Xs))
        .into()
}

fn paying<'a>(
    ctx: &Ctx<'a>,
    row: &'a PrintRow,
    means: Means,
    blocked: Option<&String>,
) -> iced::widget::Column<'a, super::Message> {
    let ui = ctx.ui;
    let choices = [(Means::Card, "print-means-card"), (Means::Cheque, "print-means-cheque")];
    let choices = choices.map(|(each, id)| {
        let words = ctx.phrases.capital(ctx.phrases.shared.means(each));
        ui.choice(id, words, each == means, super::Message::Form(Message::MeansChosen(each))).into()
    });
    let pay = row.offers.iter().map(|offer| offer::pay(ctx, row, offer, means, blocked));
    let space = ui.space(Space::S);
    ui.column(items![ui.row(choices).spacing(space).wrap(), ui.row(pay).spacing(space).wrap()])
}

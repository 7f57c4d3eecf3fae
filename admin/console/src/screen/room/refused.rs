//! In the panel: the rules refused, why, and where a reason can be given nevertheless.

use epn_ui::{Element, Icon, Space, Tone, items};
use epn_wire::console::StationTile;
use iced::Length;

use super::panel::back;
use super::{Message, Order, Panel};
use crate::client::Failure;
use crate::ctx::Ctx;
use crate::words::say;

/// An order that the rules refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    order: Order,
    failure: Failure,
    reason: String,
}

impl Refused {
    /// The order, if it is one that a reason may carry through and rules are why it was refused.
    pub fn of(order: &Order, failure: &Failure) -> Option<Self> {
        let Failure::Said(error) = failure else { return None };
        let is_by_rules = error.decision.is_some() && matches!(order, Order::Open(_) | Order::Extend(_));
        is_by_rules.then(|| Self { order: order.clone(), failure: failure.clone(), reason: String::new() })
    }
}

pub fn view<'a>(
    ctx: &Ctx<'a>,
    station: &StationTile,
    refused: &'a Refused,
    blocked: Option<String>,
) -> Element<'a, Message> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let said = ui.banner("order-refused", Tone::Danger, phrases.failure(&refused.failure, ctx.reader));
    let reason = refused.reason.trim().to_owned();
    let missing = reason.is_empty().then(|| say!(phrases, "override-unready"));
    let order = Order::Nevertheless { order: Box::new(refused.order.clone()), reason };
    let go = Message::Ordered(station.id, order);
    let field = ui
        .field("order-reason", say!(phrases, "override-reason"), &refused.reason, move |reason| {
            Message::PanelTurned(Panel::Refused(Refused { reason, ..refused.clone() }))
        })
        .hint(say!(phrases, "booking-reason-hint"));
    let wrong = missing.or(blocked);
    let field = if wrong.is_none() { field.on_submit(go.clone()) } else { field };
    let button = ui
        .button("order-nevertheless", say!(phrases, "override"), go)
        .primary()
        .icon(Icon::Unlock)
        .fill()
        .disabled_if(wrong);
    ui.column(items![said, field, button, back(ctx, "order-drop")])
        .spacing(ui.space(Space::S))
        .width(Length::Fill)
        .into()
}

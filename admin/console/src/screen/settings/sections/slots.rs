//! What may be booked, and the queue of those who did not.

use epn_rules::policy::{Policy, QueueRules, SlotRules};
use epn_ui::{Element, items};
use iced::Length;

use super::super::Message;
use super::super::draft::{At, Draft, Reading};
use super::super::parts::Form;
use crate::words::say;

pub fn write(policy: &Policy, draft: &mut Draft) {
    let SlotRules { allowed, granularity, longest, horizon_days, at_once, released_after } = policy.slots;
    draft.switch("slots.allowed", allowed);
    draft.set("slots.granularity", &granularity.0);
    draft.set("slots.longest", &longest.0);
    draft.set("slots.horizon_days", &horizon_days);
    draft.set("slots.at_once", &at_once);
    draft.set("slots.released_after", &released_after.0);
    let QueueRules { allowed, answer_within, calls } = policy.queue;
    draft.switch("queue.allowed", allowed);
    draft.set("queue.answer_within", &answer_within.0);
    draft.set("queue.calls", &calls);
}

pub fn read(read: &mut Reading<'_>, policy: &mut Policy) {
    policy.slots = SlotRules {
        allowed: read.is_on(At::One("slots.allowed")),
        granularity: read.minutes(At::One("slots.granularity")),
        longest: read.minutes(At::One("slots.longest")),
        horizon_days: read.number(At::One("slots.horizon_days")),
        at_once: read.number(At::One("slots.at_once")),
        released_after: read.minutes(At::One("slots.released_after")),
    };
    policy.queue = QueueRules {
        allowed: read.is_on(At::One("queue.allowed")),
        answer_within: read.minutes(At::One("queue.answer_within")),
        calls: read.number(At::One("queue.calls")),
    };
}

pub fn view<'a>(form: &Form<'a, '_>) -> Element<'a, Message> {
    let phrases = form.ctx.phrases;
    let slots = form.card(
        say!(phrases, "settings-slots"),
        Some(say!(phrases, "in-minutes")),
        items![
            form.toggle(At::One("slots.allowed"), say!(phrases, "slots-allowed")),
            form.fields([
                form.field(At::One("slots.granularity"), say!(phrases, "slots-granularity")),
                form.field(At::One("slots.longest"), say!(phrases, "slots-longest")),
                form.field(At::One("slots.released_after"), say!(phrases, "slots-released")),
                form.field(At::One("slots.horizon_days"), say!(phrases, "slots-horizon")),
                form.field(At::One("slots.at_once"), say!(phrases, "slots-at-once")),
            ])
        ],
    );
    let queue = form.card(
        say!(phrases, "queue"),
        None,
        items![
            form.toggle(At::One("queue.allowed"), say!(phrases, "queue-allowed")),
            form.fields([
                form.field(At::One("queue.answer_within"), say!(phrases, "queue-answer")),
                form.field(At::One("queue.calls"), say!(phrases, "queue-calls")),
            ])
        ],
    );
    form.ctx.ui.column(items![slots, queue]).width(Length::Fill).into()
}

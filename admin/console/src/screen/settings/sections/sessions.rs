//! How long a session lasts, and what may happen to it meanwhile.

use epn_rules::policy::{LeftAlone, PauseRules, Policy, SessionRules};
use epn_ui::{Element, items};
use iced::Length;

use super::super::Message;
use super::super::draft::{At, Draft, Reading};
use super::super::parts::Form;
use crate::words::say;

pub fn write(policy: &Policy, draft: &mut Draft) {
    let SessionRules { longest, granularity, extend_while_nobody_waits, grace, shortest, end_before_closing } =
        policy.session;
    draft.set("session.longest", &longest.0);
    draft.set("session.granularity", &granularity.0);
    draft.switch("session.extend_while_nobody_waits", extend_while_nobody_waits);
    draft.set("session.grace", &grace.0);
    draft.set("session.shortest", &shortest.0);
    draft.set("session.end_before_closing", &end_before_closing.0);
    draft.set("pause.longest", &policy.pause.longest.0);
    draft.set("pause.times", &policy.pause.times);
    draft.set("left_alone.ask_after", &policy.left_alone.ask_after.0);
    draft.set("left_alone.end_after", &policy.left_alone.end_after.0);
    draft.set("companions", &policy.companions);
}

pub fn read(read: &mut Reading<'_>, policy: &mut Policy) {
    policy.session = SessionRules {
        longest: read.minutes(At::One("session.longest")),
        granularity: read.minutes(At::One("session.granularity")),
        extend_while_nobody_waits: read.is_on(At::One("session.extend_while_nobody_waits")),
        grace: read.minutes(At::One("session.grace")),
        shortest: read.minutes(At::One("session.shortest")),
        end_before_closing: read.minutes(At::One("session.end_before_closing")),
    };
    policy.pause = PauseRules {
        longest: read.minutes(At::One("pause.longest")),
        times: read.number(At::One("pause.times")),
    };
    policy.left_alone = LeftAlone {
        ask_after: read.minutes(At::One("left_alone.ask_after")),
        end_after: read.minutes(At::One("left_alone.end_after")),
    };
    policy.companions = read.number(At::One("companions"));
}

pub fn view<'a>(form: &Form<'a, '_>) -> Element<'a, Message> {
    let phrases = form.ctx.phrases;
    let lengths = form.card(
        say!(phrases, "settings-sessions"),
        Some(say!(phrases, "in-minutes")),
        items![
            form.fields([
                form.field(At::One("session.longest"), say!(phrases, "session-longest")),
                form.field(At::One("session.shortest"), say!(phrases, "session-shortest")),
                form.field(At::One("session.granularity"), say!(phrases, "session-granularity")),
                form.field(At::One("session.grace"), say!(phrases, "session-grace")),
                form.field(At::One("session.end_before_closing"), say!(phrases, "session-before-closing")),
            ]),
            form.toggle(At::One("session.extend_while_nobody_waits"), say!(phrases, "session-extends")),
        ],
    );
    let pause = form.card(
        say!(phrases, "pause"),
        Some(say!(phrases, "pause-lead")),
        items![form.fields([
            form.field(At::One("pause.longest"), say!(phrases, "pause-longest")),
            form.field_with_hint(
                At::One("pause.times"),
                say!(phrases, "pause-times"),
                say!(phrases, "zero-never")
            ),
        ])],
    );
    let alone = form.card(
        say!(phrases, "left-alone"),
        Some(say!(phrases, "left-alone-lead")),
        items![form.fields([
            form.field_with_hint(
                At::One("left_alone.ask_after"),
                say!(phrases, "left-alone-ask"),
                say!(phrases, "zero-never")
            ),
            form.field(At::One("left_alone.end_after"), say!(phrases, "left-alone-end")),
            form.field(At::One("companions"), say!(phrases, "companions-most")),
        ])],
    );
    form.ctx.ui.column(items![lengths, pause, alone]).width(Length::Fill).into()
}

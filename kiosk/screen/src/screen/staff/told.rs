//! What became of a quick action.

use epn_rules::decision::Decision;
use epn_ui::{Element, Icon, Space, Tone, items};
use epn_wire::secret::Secret;
use epn_wire::staff::{QuickReason, StaffActed, StaffPanel};
use i18n_embed_fl::fl;
use iced::Length;
use iced::widget::Id;

use super::super::{Body, Context, parts, sizes, wait};
use super::{Message, READ, left};

/// To have read it; nothing while the hub is asked.
pub(super) fn main_action(acted: &StaffActed) -> Option<Id> {
    (*acted != StaffActed::Asking).then(|| READ.into())
}

/// The screen.
pub(super) fn view<'a>(cx: &Context<'a>, panel: &StaffPanel, acted: &'a StaffActed) -> Body<'a, Message> {
    let own = &cx.texts.own;
    match acted {
        StaffActed::Asking => wait::deciding(cx),
        StaffActed::Refused { decision, may_insist, .. } => refused(cx, panel, decision, *may_insist),
        StaffActed::NotNow => {
            plain(cx, panel, Icon::Alert, fl!(own, "refused-title"), fl!(own, "staff-not-now-lead"))
        }
        StaffActed::NoTerminal => {
            plain(cx, panel, Icon::Tool, fl!(own, "refused-title"), fl!(own, "staff-no-terminal-lead"))
        }
        StaffActed::NoMember => plain(
            cx,
            panel,
            Icon::Question,
            fl!(own, "staff-no-member-title"),
            fl!(own, "staff-no-member-lead"),
        ),
        StaffActed::NewPin { number, pin } => new_pin(cx, panel, number, pin),
        StaffActed::NoHub => {
            plain(cx, panel, Icon::WifiOff, fl!(own, "no-hub-title"), fl!(own, "no-hub-plan-lead"))
        }
    }
}

fn read<'a>(cx: &Context<'a>, words: String) -> Element<'a, Message> {
    let size = parts::action_size(cx);
    cx.ui.button(READ, words, Message::Read).primary().sized(size).icon(Icon::Check).into()
}

fn plain<'a>(
    cx: &Context<'a>,
    panel: &StaffPanel,
    icon: Icon,
    title: String,
    lead: String,
) -> Body<'a, Message> {
    let hero = parts::hero(cx, (icon, Tone::Warning), title, Some(lead));
    let content = parts::centered(cx, [hero, left(cx, panel)]);
    Body::with_actions(content, vec![read(cx, fl!(cx.texts.own, "understood"))])
}

/// The rules say no; a reason may overrule them.
fn refused<'a>(
    cx: &Context<'a>,
    panel: &StaffPanel,
    decision: &Decision,
    may_insist: bool,
) -> Body<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let title = parts::title(cx, fl!(own, "refused-title")).into();
    let said = cx.texts.words.decision(decision, cx.reader).into_iter().enumerate();
    let said = said.map(|(index, words)| ui.body(words).id(format!("reason-{index}")).centered().into());
    let why = ui.column(std::iter::once(title).chain(said)).spacing(ui.space(Space::S)).width(Length::Fill);
    let insist = may_insist.then(|| {
        let lead = ui.body(fl!(own, "staff-insist")).id("insist").bold().centered();
        let reasons = QuickReason::ALL.map(|reason| {
            let id = format!("insist-{}", reason.word());
            ui.button(id, named(cx, reason), Message::Insist(reason)).fill().into()
        });
        let reasons = ui.grid(sizes::ACT, reasons).spacing(ui.space(Space::S));
        parts::narrow(cx, ui.column(items![lead, reasons]).spacing(ui.space(Space::S)).width(Length::Fill))
    });
    let content = [why.into(), left(cx, panel)].into_iter().chain(insist);
    Body::with_actions(parts::centered(cx, content), vec![read(cx, fl!(own, "understood"))])
}

fn named(cx: &Context<'_>, reason: QuickReason) -> String {
    let own = &cx.texts.own;
    match reason {
        QuickReason::Urgent => fl!(own, "staff-reason-urgent"),
        QuickReason::Workshop => fl!(own, "staff-reason-workshop"),
        QuickReason::Fault => fl!(own, "staff-reason-fault"),
        QuickReason::Other => fl!(own, "staff-reason-other"),
    }
}

/// The new PIN, large, this once.
fn new_pin<'a>(cx: &Context<'a>, panel: &StaffPanel, number: &'a str, pin: &'a Secret) -> Body<'a, Message> {
    let own = &cx.texts.own;
    let lead = fl!(own, "staff-new-pin-lead", number = number);
    let heading = parts::heading(cx, fl!(own, "staff-new-pin-title"), Some(lead));
    let spaced: String = pin.reveal().chars().flat_map(|digit| [digit, ' ']).collect();
    let pin = parts::display(cx, spaced.trim_end().to_owned()).id("new-pin");
    let content = parts::centered(cx, items![heading, pin, left(cx, panel)]);
    Body::with_actions(content, vec![read(cx, fl!(own, "staff-new-pin-noted"))])
}

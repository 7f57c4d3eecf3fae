//! Why the visitor was not let in, when it would be possible, and what can be done now.

mod advice;

use epn_rules::decision::Decision;
use epn_ui::{Element, Icon, Space, TextRole, Tone, items};
use epn_wire::kiosk::LogInAnswer;
use i18n_embed_fl::fl;
use iced::Length;
use iced::widget::container;
use jiff::Timestamp;

use super::{Body, Context, parts};
use crate::flow::Way;

const HOME: &str = "home";
const RETRY: &str = "retry";

/// What a visitor does here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// The same once more.
    Retry,
    ForgotCode,
    /// Back to the lock screen.
    Home,
}

/// Another try where that can help, else back.
pub fn main_action(answer: &LogInAnswer) -> &'static str {
    match answer {
        LogInAnswer::Refused { .. } => HOME,
        LogInAnswer::NotRecognised { .. }
        | LogInAnswer::Throttled { .. }
        | LogInAnswer::NoHub
        | LogInAnswer::DidNotStart => RETRY,
    }
}

/// The screen.
pub fn view<'a>(cx: &Context<'a>, answer: &LogInAnswer, way: Option<Way>) -> Body<'a, Message> {
    let (own, words) = (&cx.texts.own, &cx.texts.words);
    match answer {
        LogInAnswer::Refused { decision } => refused(cx, decision),
        LogInAnswer::NotRecognised { wait_seconds } => {
            let wait = fl!(own, "unknown-wait", wait = words.wait(*wait_seconds));
            let wait = (*wait_seconds > 0).then_some(wait);
            trouble(cx, unknown(cx, way), fl!(own, "unknown-lead"), wait, way)
        }
        LogInAnswer::Throttled { wait_seconds } => {
            let lead = fl!(own, "throttled-lead", wait = words.wait(*wait_seconds));
            trouble(cx, fl!(own, "throttled-title"), lead, Some(fl!(own, "throttled-more")), way)
        }
        LogInAnswer::NoHub => trouble(cx, fl!(own, "no-hub-title"), fl!(own, "no-hub-lead"), None, None),
        LogInAnswer::DidNotStart => {
            trouble(cx, fl!(own, "no-start-title"), fl!(own, "no-start-lead"), None, None)
        }
    }
}

fn unknown(cx: &Context<'_>, way: Option<Way>) -> String {
    let own = &cx.texts.own;
    match way {
        Some(Way::Ticket) => fl!(own, "unknown-ticket"),
        Some(Way::Member) => fl!(own, "unknown-member"),
        Some(Way::NoAccount) | None => fl!(own, "unknown-any"),
    }
}

/// Something that another try can put right.
fn trouble<'a>(
    cx: &Context<'a>,
    title: String,
    lead: String,
    more: Option<String>,
    way: Option<Way>,
) -> Body<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let hero = parts::hero(cx, (Icon::Alert, Tone::Warning), title, Some(lead));
    let more = more.map(|more| ui.body(more).id("more").bold().centered().into());
    let retry = ui
        .button(RETRY, fl!(own, "retry"), Message::Retry)
        .primary()
        .sized(parts::action_size(cx))
        .icon(Icon::Refresh);
    let forgot = (way == Some(Way::Member)).then(|| {
        ui.button("forgot", fl!(own, "entry-forgot"), Message::ForgotCode)
            .sized(parts::action_size(cx))
            .icon(Icon::Question)
            .into()
    });
    let content = parts::centered(cx, std::iter::once(hero).chain(more));
    Body::with_actions(content, std::iter::once(retry.into()).chain(forgot).collect())
}

/// The rules said no: each reason, the next possible moment, and what to do meanwhile.
fn refused<'a>(cx: &Context<'a>, decision: &Decision) -> Body<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let Decision::Refused { because, next } = decision else {
        // A grant is no refusal; said as trouble rather than not at all.
        return trouble(cx, fl!(own, "unknown-any"), fl!(own, "advice-mediator"), None, None);
    };
    let title = parts::title(cx, fl!(own, "refused-title")).into();
    let reasons = because.iter().enumerate().map(|(index, refusal)| {
        let sentence = cx.texts.words.refusal(refusal, cx.reader);
        ui.body(sentence).id(format!("reason-{index}")).centered().into()
    });
    let why =
        ui.column(std::iter::once(title).chain(reasons)).spacing(ui.space(Space::S)).width(Length::Fill);
    let advice = advice::of(decision).into_iter().enumerate().map(|(index, advice)| {
        let sign = ui.icon_in(Icon::Bulb, TextRole::Body, Tone::Primary);
        parts::sentence(cx, sign, ui.body(advice.said(cx.texts)).id(format!("advice-{index}")))
    });
    let advice = ui.column(advice).spacing(ui.space(Space::Xs));
    let advice = container(advice).center_x(Length::Fill);
    let content = ui.column(items![why, parts::narrow(cx, moment(cx, *next)), advice]);
    let home = ui
        .button(HOME, fl!(own, "home"), Message::Home)
        .primary()
        .sized(parts::action_size(cx))
        .icon(Icon::Home);
    Body::with_actions(content.width(Length::Fill).into(), items![home])
}

/// The next possible moment, large.
fn moment<'a>(cx: &Context<'a>, next: Option<Timestamp>) -> Element<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let words = match next {
        Some(next) => {
            let size = if cx.is_large() { TextRole::Heading } else { TextRole::Title };
            let name = ui.label(fl!(own, "refused-next")).id("next-label").centered();
            let moment = cx.texts.words.moment(next, cx.reader);
            items![name, ui.title(moment).id("next").sized(size).centered()]
        }
        None => items![ui.body(fl!(own, "refused-next-unknown")).id("next").bold().centered()],
    };
    let words = ui.column(words).spacing(0).width(Length::Fill);
    ui.tinted_card(Tone::Primary, words).width(Length::Fill).padding(ui.space(Space::M)).into()
}

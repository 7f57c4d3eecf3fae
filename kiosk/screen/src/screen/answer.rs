//! Why the visitor was not let in, when it would be possible, and what can be done now.

mod advice;

use epn_rules::decision::Decision;
use epn_ui::{Button, Element, Icon, Space, TextRole, Tone, items};
use epn_wire::kiosk::LogInAnswer;
use i18n_embed_fl::fl;
use iced::Length;
use iced::widget::container;
use jiff::Timestamp;

use super::{Body, Context, parts};
use crate::flow::{Goal, Way};

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

/// What was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    LogIn,
    Plan {
        goal: Goal,
        /// Another slot can be chosen.
        may_choose: bool,
    },
}

/// Another try where that can help, else back. `may_choose`: another slot can be chosen.
pub fn main_action(answer: &LogInAnswer, may_choose: bool) -> &'static str {
    match answer {
        LogInAnswer::Refused { .. } if !may_choose => HOME,
        LogInAnswer::Refused { .. }
        | LogInAnswer::NotRecognised { .. }
        | LogInAnswer::Throttled { .. }
        | LogInAnswer::NoHub
        | LogInAnswer::DidNotStart => RETRY,
    }
}

/// The screen.
pub fn view<'a>(cx: &Context<'a>, answer: &LogInAnswer, way: Option<Way>, about: About) -> Body<'a, Message> {
    let (own, words) = (&cx.texts.own, &cx.texts.words);
    // A code that was forgotten is asked for again on the way to a session alone.
    let forgets = way == Some(Way::Member) && about == About::LogIn;
    match answer {
        LogInAnswer::Refused { decision } => refused(cx, decision, about),
        LogInAnswer::NotRecognised { wait_seconds } => {
            let wait = fl!(own, "unknown-wait", wait = words.wait(*wait_seconds));
            let wait = (*wait_seconds > 0).then_some(wait);
            trouble(cx, (unknown(cx, way), fl!(own, "unknown-lead")), wait, forgets, about)
        }
        LogInAnswer::Throttled { wait_seconds } => {
            let lead = fl!(own, "throttled-lead", wait = words.wait(*wait_seconds));
            let more = Some(fl!(own, "throttled-more"));
            trouble(cx, (fl!(own, "throttled-title"), lead), more, forgets, about)
        }
        LogInAnswer::NoHub => {
            let lead = match about {
                About::LogIn => fl!(own, "no-hub-lead"),
                About::Plan { .. } => fl!(own, "no-hub-plan-lead"),
            };
            trouble(cx, (fl!(own, "no-hub-title"), lead), None, false, about)
        }
        LogInAnswer::DidNotStart => {
            let said = (fl!(own, "no-start-title"), fl!(own, "no-start-lead"));
            trouble(cx, said, None, false, about)
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
    (title, lead): (String, String),
    more: Option<String>,
    forgets: bool,
    about: About,
) -> Body<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let hero = parts::hero(cx, (Icon::Alert, Tone::Warning), title, Some(lead));
    let more = more.map(|more| ui.body(more).id("more").bold().centered().into());
    let retry = ui
        .button(RETRY, fl!(own, "retry"), Message::Retry)
        .primary()
        .sized(parts::action_size(cx))
        .icon(Icon::Refresh);
    let forgot = forgets.then(|| {
        ui.button("forgot", fl!(own, "entry-forgot"), Message::ForgotCode)
            .sized(parts::action_size(cx))
            .icon(Icon::Question)
            .into()
    });
    let home = (about != About::LogIn).then(|| home(cx).into());
    let content = parts::centered(cx, std::iter::once(hero).chain(more));
    Body::with_actions(content, std::iter::once(retry.into()).chain(forgot).chain(home).collect())
}

/// The rules said no: each reason, the next possible moment, and what to do meanwhile.
fn refused<'a>(cx: &Context<'a>, decision: &Decision, about: About) -> Body<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let Decision::Refused { because, next } = decision else {
        // A grant is no refusal; said as trouble rather than not at all.
        let said = (fl!(own, "unknown-any"), fl!(own, "advice-mediator"));
        return trouble(cx, said, None, false, about);
    };
    let title = match about {
        About::LogIn => fl!(own, "refused-title"),
        About::Plan { goal: Goal::Book, .. } => fl!(own, "refused-book"),
        About::Plan { goal: Goal::Queue, .. } => fl!(own, "refused-queue"),
    };
    let title = parts::title(cx, title).into();
    let reasons = because.iter().enumerate().map(|(index, refusal)| {
        let sentence = cx.texts.words.refusal(refusal, cx.reader);
        ui.body(sentence).id(format!("reason-{index}")).centered().into()
    });
    let why =
        ui.column(std::iter::once(title).chain(reasons)).spacing(ui.space(Space::S)).width(Length::Fill);
    let may_choose = matches!(about, About::Plan { may_choose: true, .. });
    let advice = advised(cx, decision, may_choose);
    let content = ui.column(items![why, parts::narrow(cx, moment(cx, *next, about)), advice]);
    let other = may_choose.then(|| {
        ui.button(RETRY, fl!(own, "book-other"), Message::Retry)
            .primary()
            .sized(parts::action_size(cx))
            .icon(Icon::Calendar)
            .into()
    });
    let home = if may_choose { home(cx) } else { home(cx).primary() };
    Body::with_actions(content.width(Length::Fill).into(), other.into_iter().chain([home.into()]).collect())
}

fn home(cx: &Context<'_>) -> Button<Message> {
    cx.ui.button(HOME, parts::home(cx), Message::Home).sized(parts::action_size(cx)).icon(Icon::Home)
}

/// What a refused visitor can do now, a line each. `may_choose`: another slot can be chosen.
pub(super) fn advised<'a, M: 'a>(cx: &Context<'a>, decision: &Decision, may_choose: bool) -> Element<'a, M> {
    let ui = cx.ui;
    let advice = advice::of(decision, may_choose).into_iter().enumerate().map(|(index, advice)| {
        let sign = ui.icon_in(Icon::Bulb, TextRole::Body, Tone::Primary);
        parts::sentence(cx, sign, ui.body(advice.said(cx.texts)).id(format!("advice-{index}")))
    });
    let advice = ui.column(advice).spacing(ui.space(Space::Xs));
    container(advice).center_x(Length::Fill).into()
}

/// The next possible moment, large.
pub(super) fn moment<'a, M: 'a>(cx: &Context<'a>, next: Option<Timestamp>, about: About) -> Element<'a, M> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let words = match next {
        Some(next) => {
            let size = if cx.is_large() { TextRole::Heading } else { TextRole::Title };
            let name = match about {
                About::Plan { goal: Goal::Book, .. } => fl!(own, "refused-next-slot"),
                _ => fl!(own, "refused-next"),
            };
            let name = ui.label(name).id("next-label").centered();
            let moment = cx.texts.words.moment(next, cx.reader);
            items![name, ui.title(moment).id("next").sized(size).centered()]
        }
        None => items![ui.body(fl!(own, "refused-next-unknown")).id("next").bold().centered()],
    };
    let words = ui.column(words).spacing(0).width(Length::Fill);
    ui.tinted_card(Tone::Primary, words).width(Length::Fill).padding(ui.space(Space::M)).into()
}

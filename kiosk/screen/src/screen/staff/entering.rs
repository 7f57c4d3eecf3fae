//! Card and code.

use epn_rules::pin::PIN_LENGTH;
use epn_ui::keys::CodeInput;
use epn_ui::{Icon, Tone, items};
use epn_wire::secret::Secret;
use epn_wire::staff::NotOpened;
use i18n_embed_fl::fl;

use super::super::{Body, Context, parts};
use super::{CARD, CLOSE, Message, PIN, RETRY};

/// How many characters stand together on a card.
const GROUP: usize = 4;

/// How many digits a PIN of staff has.
const PIN_DIGITS: usize = 6;

/// The card's code, scanned or typed.
pub(super) fn card<'a>(cx: &Context<'a>, code: &'a CodeInput, is_wrong: bool) -> Body<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let heading = parts::heading(cx, fl!(own, "staff-card-title"), Some(fl!(own, "staff-card-lead")));
    let entry = ui
        .code_entry(CARD, fl!(own, "staff-card-code"), code, Message::Pressed)
        .grouped(GROUP)
        .error(is_wrong.then(|| fl!(own, "staff-card-wrong")));
    let go_on = ui
        .button("continue", fl!(own, "continue"), Message::CardDone)
        .primary()
        .sized(parts::action_size(cx))
        .trailing_icon(Icon::ArrowRight);
    Body::with_actions(parts::centered(cx, items![heading, entry]), items![go_on])
}

/// Its PIN, by physical key or on the screen.
pub(super) fn pin<'a>(cx: &Context<'a>, pin: &'a Secret, is_short: bool) -> Body<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let lead = (!cx.is_large()).then(|| fl!(own, "staff-pin-lead"));
    let heading = parts::heading(cx, fl!(own, "staff-pin-title"), lead);
    let entry = ui
        .digit_entry(PIN, fl!(own, "staff-pin"), pin.reveal(), *PIN_LENGTH.end(), |pin| {
            Message::PinTyped(pin.into())
        })
        .at_first(PIN_DIGITS)
        .secret()
        .on_submit(Message::PinDone)
        .error(is_short.then(|| fl!(own, "staff-pin-short")));
    let go_on = ui
        .button("continue", fl!(own, "continue"), Message::PinDone)
        .primary()
        .sized(parts::action_size(cx))
        .trailing_icon(Icon::ArrowRight);
    let both = parts::beside_keypad(cx, entry, Message::Digit, Message::Erased);
    Body::with_actions(parts::centered(cx, items![heading, both]), items![go_on])
}

/// They opened nothing.
pub(super) fn not_opened<'a>(cx: &Context<'a>, why: NotOpened) -> Body<'a, Message> {
    let (ui, own, words) = (cx.ui, &cx.texts.own, &cx.texts.words);
    let (title, lead, wait) = match why {
        NotOpened::NotRecognised { wait_seconds } => (
            fl!(own, "staff-unknown-title"),
            fl!(own, "staff-unknown-lead"),
            Some(fl!(own, "unknown-wait", wait = words.wait(wait_seconds))),
        ),
        NotOpened::Throttled { wait_seconds } => {
            (fl!(own, "throttled-title"), fl!(own, "throttled-lead", wait = words.wait(wait_seconds)), None)
        }
        NotOpened::NotFree => (fl!(own, "refused-title"), fl!(own, "staff-not-free-lead"), None),
        NotOpened::NoTerminal => (fl!(own, "refused-title"), fl!(own, "staff-no-terminal-lead"), None),
        NotOpened::NoHub => (fl!(own, "no-hub-title"), fl!(own, "staff-no-hub-lead"), None),
    };
    let hero = parts::hero(cx, (Icon::Alert, Tone::Warning), title, Some(lead));
    let wait = wait.map(|wait| ui.body(wait).id("more").bold().centered().into());
    let size = parts::action_size(cx);
    let retry = ui.button(RETRY, fl!(own, "retry"), Message::Retry).primary().sized(size).icon(Icon::Refresh);
    let close = ui.button(CLOSE, fl!(own, "staff-close"), Message::Close).sized(size).icon(Icon::Close);
    Body::with_actions(parts::centered(cx, std::iter::once(hero).chain(wait)), items![retry, close])
}

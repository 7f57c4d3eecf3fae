//! A session that waits behind the lock: whose it is, unless that is the way back to it, and when it ends.

use epn_rules::units::Minutes;
use epn_ui::{Element, Icon, TextRole, Tone, items};
use epn_wire::kiosk::{PausedView, ResumeWith};
use i18n_embed_fl::fl;

use super::{Body, Context, parts, sizes};

/// The one thing to do here.
pub const RESUME: &str = "resume";

/// *Reprendre*.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResumeWanted;

/// The screen.
pub fn view<'a>(cx: &Context<'a>, paused: &PausedView) -> Body<'a, ResumeWanted> {
    let (ui, own, words) = (cx.ui, &cx.texts.own, &cx.texts.words);
    let (sign, title) = whose(cx, paused);
    let title = parts::title(cx, title);
    let why = if paused.left_alone { fl!(own, "paused-left-alone") } else { fl!(own, "paused-asked") };
    let lead = ui.body(why).id("lead").centered();
    let ends = ui.body(ends(cx, paused.seconds_left)).id("ends").bold().centered();
    let wrong = paused.wrong.map(|wait_seconds| {
        let banner = ui.banner("wrong", Tone::Warning, wrong(cx, paused.resume));
        let wait = (wait_seconds > 0).then(|| fl!(own, "unknown-wait", wait = words.wait(wait_seconds)));
        match wait {
            Some(wait) => banner.more(wait).into(),
            None => banner.into(),
        }
    });
    let resume = ui
        .button(RESUME, fl!(own, "paused-resume"), ResumeWanted)
        .primary()
        .sized(parts::action_size(cx))
        .icon(Icon::Unlock);
    let content = wrong.into_iter().chain(items![sign, title, lead, ends]);
    Body::with_actions(parts::centered(cx, content), items![resume])
}

/// Whose session waits, in a drawing and in words; where the picture is the way back, neither tells it to whoever passes.
fn whose<'a>(cx: &Context<'a>, paused: &PausedView) -> (Element<'a, ResumeWanted>, String) {
    let (ui, own, words) = (cx.ui, &cx.texts.own, &cx.texts.words);
    let is_small = cx.is_large() || paused.wrong.is_some();
    match paused.resume {
        ResumeWith::Picture => {
            let size = if is_small { TextRole::Heading } else { TextRole::Display };
            (ui.icon_in(Icon::Lock, size, Tone::Primary), fl!(own, "paused-title-neutral"))
        }
        ResumeWith::Member | ResumeWith::Ticket | ResumeWith::Code => {
            let size = if is_small { sizes::SMALL_PICTURE } else { sizes::OWN_PICTURE };
            let picture = ui.picture(&paused.alias.picture, words.picture(&paused.alias.picture), size);
            (picture, fl!(own, "paused-title", alias = words.alias(&paused.alias)))
        }
    }
}

/// How long it still waits, and until when, if the time of day is known.
fn ends(cx: &Context<'_>, seconds_left: u32) -> String {
    let (own, words) = (&cx.texts.own, &cx.texts.words);
    let left = words.wait(seconds_left);
    let minutes = Minutes::from_seconds_ceil(i64::from(seconds_left));
    match cx.view.now.and_then(|now| parts::later(now, minutes)) {
        Some(end) => fl!(own, "paused-ends-at", left = left, time = words.time(end.time())),
        None => fl!(own, "paused-ends", left = left),
    }
}

fn wrong(cx: &Context<'_>, resume: ResumeWith) -> String {
    let own = &cx.texts.own;
    match resume {
        ResumeWith::Member => fl!(own, "unknown-member"),
        ResumeWith::Ticket => fl!(own, "paused-other-ticket"),
        ResumeWith::Picture => fl!(own, "paused-other-picture"),
        ResumeWith::Code => fl!(own, "paused-other-code"),
    }
}

//! A running session: the time that is left or that nobody waits, more time, and the end.

mod last_minute;
mod pausing;
mod state;

use epn_rules::ending::Warning;
use epn_rules::people::Alias;
use epn_rules::units::Minutes;
use epn_ui::{Banner, Element, Icon, Space, TextRole, Tone, items};
use epn_wire::kiosk::{ActiveView, Front, MoreTimeAnswer, PriceShown, TimeShown};
use epn_wire::printing::PrintStage;
use i18n_embed_fl::fl;
use iced::Length;
use jiff::Timestamp;

pub use last_minute::view as last_minute;
pub use pausing::{CONFIRM as PAUSE, view as pausing};
pub use state::State;

use super::{Body, Context, parts, scanning, sizes};

/// The widgets that the focus can begin on.
pub const LEAVE: &str = "leave";
pub const STAY: &str = "stay";
pub const BACK: &str = "back-to-work";
const MORE_TIME: &str = "more-time";
const UNDERSTOOD: &str = "understood";

/// The most that is done beside and has room on the line of what the session is about.
const BESIDE: usize = 2;

/// What a visitor does here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    MoreTimeWanted,
    /// *Revenir à mon travail*, on its own terminal.
    BackWanted,
    /// *Terminer*: asks once more.
    LeaveWanted,
    Stay,
    LeaveConfirmed,
    /// The warning, or the answer about more time, was read.
    Understood,
    /// *Pause*: the screen is locked, the time runs on; where there are digits to tell, they are told first.
    PauseWanted,
    PauseConfirmed,
    /// A booking, from within the session.
    BookWanted,
    /// *Mes impressions*.
    PrintsWanted,
    /// *Je vais numériser*.
    ScanWanted,
}

/// What was said is read first; then the work, where it is out of sight; then more time, where time is counted.
pub fn main_action(active: &ActiveView, front: Front) -> &'static str {
    if has_news(active) {
        UNDERSTOOD
    } else if front == Front::Kiosk {
        BACK
    } else if matches!(active.time, TimeShown::NobodyWaits) {
        LEAVE
    } else {
        MORE_TIME
    }
}

/// Whether something is said that was not read yet.
pub fn has_news(active: &ActiveView) -> bool {
    active.warning.is_some() || is_answered(active)
}

/// Whether there is an answer about more time that can be put away.
pub fn is_answered(active: &ActiveView) -> bool {
    active.more_time.as_ref().is_some_and(|answer| *answer != MoreTimeAnswer::Asking)
}

/// Whether the session is in its last minute, which is told on a screen of its own where the work is out of sight. An
/// answer about more time comes before that.
pub fn is_last_minute(active: &ActiveView, front: Front) -> bool {
    let warned = active.warning.is_some_and(|left| left <= Warning::One.minutes());
    warned && front == Front::Kiosk && !is_answered(active)
}

/// The screen of a session.
pub fn view<'a>(cx: &Context<'a>, active: &ActiveView, longest: Minutes) -> Body<'a, Message> {
    let notices = notices(cx, active);
    // Beside something new to read there is no room for what the visitor knows.
    let is_calm = notices.is_none() && cx.view.message.is_none();
    let time = match active.time {
        TimeShown::NobodyWaits => nobody_waits(cx),
        TimeShown::Left { minutes, until } => {
            let why = is_calm.then(|| why(cx, active, until));
            left(cx, active, minutes, longest, why)
        }
    };
    // Below a message there is no room for more than what is left.
    let tips = active.warning.filter(|_| cx.view.message.is_none()).map(|_| parts::save_tips(cx));
    let scans = is_calm.then(|| scans_line(cx)).flatten();
    let who = (is_calm && scans.is_none()).then(|| who(cx, &active.alias));
    let price = active.price.map(|price| price_line(cx, price));
    // Where text is large, the lines of buttons are full.
    let large = (is_calm && cx.is_large())
        .then(|| parts::side_by_side(cx, prints_button(cx).into_iter().chain(scan_button(cx))));
    let others = if is_calm { others(cx, active) } else { Vec::new() };
    // All on one line, or what is done beside on a line of its own.
    let (apart, others) = if others.len() > BESIDE { (others, Vec::new()) } else { (Vec::new(), others) };
    let apart = (!apart.is_empty()).then(|| parts::side_by_side(cx, apart));
    let about = notices.into_iter().chain(tips).chain(who).chain([time]).chain(price).chain(scans);
    let items = about.chain(large).chain(apart);
    let size = if others.is_empty() { parts::action_size(cx) } else { TextRole::Label };
    let back = is_out_of_sight(cx).then(|| back_button(cx, size));
    let more_time = more_time_button(cx, active, size);
    let buttons = back.into_iter().chain(more_time).chain(others).chain([leave_button(cx, size)]);
    Body::with_actions(parts::centered(cx, items), buttons.collect())
}

/// Whether the work is on another terminal, to which a button leads.
fn is_out_of_sight(cx: &Context<'_>) -> bool {
    cx.view.front == Front::Kiosk
}

/// *Revenir à mon travail*.
fn back_button<'a>(cx: &Context<'a>, size: TextRole) -> Element<'a, Message> {
    let own = &cx.texts.own;
    let full = fl!(own, "back-to-work");
    let label = if cx.is_large() { fl!(own, "back-to-work-short") } else { full.clone() };
    let button = cx.ui.button(BACK, label, Message::BackWanted).spoken(full);
    button.primary().sized(size).icon(Icon::ArrowLeft).into()
}

/// What can be done beside: a pause, a booking, prints.
fn others<'a>(cx: &Context<'a>, active: &ActiveView) -> Vec<Element<'a, Message>> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let pause = active
        .may_pause
        .then(|| ui.button("pause", fl!(own, "pause"), Message::PauseWanted).icon(Icon::Pause).into());
    let book = cx.view.site.may_book.then(|| {
        let away = (!cx.view.hub).then(|| fl!(own, "no-hub-title"));
        let button = ui.button("book", fl!(own, "book"), Message::BookWanted);
        button.icon(Icon::Calendar).disabled_if(away).into()
    });
    let paper = (!cx.is_large()).then(|| prints_button(cx).into_iter().chain(scan_button(cx)));
    pause.into_iter().chain(book).chain(paper.into_iter().flatten()).collect()
}

/// How many prints wait for their visitor's word.
fn held_prints(cx: &Context<'_>) -> usize {
    let prints = cx.view.printing.iter().flat_map(|shown| &shown.printing.prints);
    prints.filter(|print| print.stage == PrintStage::Held).count()
}

/// *Mes impressions*, where there is printing.
fn prints_button<'a>(cx: &Context<'a>) -> Option<Element<'a, Message>> {
    cx.view.printing.as_ref()?;
    let label = fl!(cx.texts.own, "session-prints", held = held_prints(cx));
    Some(cx.ui.button("prints", label, Message::PrintsWanted).icon(Icon::Printer).into())
}

/// *Je vais numériser*, where the room has a scanner: said with this one press.
fn scan_button<'a>(cx: &Context<'a>) -> Option<Element<'a, Message>> {
    cx.view.scanning.as_ref()?;
    let own = &cx.texts.own;
    let away = (!cx.view.hub).then(|| fl!(own, "no-hub-title"));
    let button = cx.ui.button("scan", fl!(own, "session-scan"), Message::ScanWanted);
    Some(button.spoken(fl!(own, "scan-wanted")).icon(Icon::Charter).disabled_if(away).into())
}

/// What came from the scanner.
fn scans_line<'a>(cx: &Context<'a>) -> Option<Element<'a, Message>> {
    let words = scanning::arrived_words(cx, cx.view.scanning.as_ref()?)?;
    let sign = cx.ui.icon_in(Icon::Download, TextRole::Body, Tone::Primary);
    Some(parts::sentence(cx, sign, cx.ui.status(words).id("scans")))
}

/// What the session costs, for each quarter of an hour and so far.
fn price_line<'a>(cx: &Context<'a>, price: PriceShown) -> Element<'a, Message> {
    let (ui, own, words) = (cx.ui, &cx.texts.own, &cx.texts.words);
    let (quarter, total) = (words.money(price.quarter_hour), words.money(price.so_far));
    let sentence = fl!(own, "session-price", quarter = quarter, total = total);
    parts::sentence(cx, ui.icon_in(Icon::Coin, TextRole::Body, Tone::Primary), ui.body(sentence).id("price"))
}

/// Only where time is counted.
fn more_time_button<'a>(
    cx: &Context<'a>,
    active: &ActiveView,
    size: TextRole,
) -> Option<Element<'a, Message>> {
    if matches!(active.time, TimeShown::NobodyWaits) {
        return None;
    }
    let own = &cx.texts.own;
    let asking = (active.more_time == Some(MoreTimeAnswer::Asking)).then(|| fl!(own, "more-time-asking"));
    let full = fl!(own, "more-time");
    let is_short = cx.is_large() || is_out_of_sight(cx);
    let label = if is_short { fl!(own, "more-time-short") } else { full.clone() };
    let button = cx.ui.button(MORE_TIME, label, Message::MoreTimeWanted).spoken(full);
    let button = button.sized(size).icon(Icon::ClockPlus).disabled_if(asking);
    Some(if is_out_of_sight(cx) { button.into() } else { button.primary().into() })
}

/// The picture and the name by which the visitor is called here.
fn who<'a>(cx: &Context<'a>, alias: &Alias) -> Element<'a, Message> {
    let (ui, words) = (cx.ui, &cx.texts.words);
    let picture = ui.picture(&alias.picture, words.picture(&alias.picture), sizes::SMALL_PICTURE);
    let name = ui.heading(words.alias(alias)).id("alias");
    ui.row(items![picture, name]).into()
}

fn nobody_waits<'a>(cx: &Context<'a>) -> Element<'a, Message> {
    let own = &cx.texts.own;
    let title = parts::display(cx, fl!(own, "nobody-title")).id("title").tone(Tone::Success);
    let lead = cx.ui.body(fl!(own, "nobody-lead")).id("lead").centered();
    parts::centered(cx, items![title, lead])
}

/// The minutes, large; a bar; until when and why.
fn left<'a>(
    cx: &Context<'a>,
    active: &ActiveView,
    minutes: Minutes,
    longest: Minutes,
    why: Option<Element<'a, Message>>,
) -> Element<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let length = cx.texts.words.length(minutes);
    let label = ui.body(fl!(own, "session-left")).id("left-label").centered();
    let number = parts::display(cx, length.clone()).id("title");
    let number = ui.column(items![label, number]).spacing(0).width(Length::Fill);
    let share = minutes.0 as f32 / longest.0.max(1) as f32;
    let bar = ui.time_bar("time-bar", fl!(own, "session-bar", left = length), share);
    let bar = parts::narrow(cx, if active.warning.is_some() { bar.tone(Tone::Warning) } else { bar });
    parts::centered(cx, items![number, bar].into_iter().chain(why))
}

/// Until when the session goes, and what sets that moment.
fn why<'a>(cx: &Context<'a>, active: &ActiveView, until: Option<Timestamp>) -> Element<'a, Message> {
    let (ui, own, words) = (cx.ui, &cx.texts.own, &cx.texts.words);
    let until = until.map(|until| {
        let sentence = fl!(own, "session-until", time = words.clock(until, cx.reader));
        ui.body(sentence).id("until").bold().centered().into()
    });
    // The strictest alone: what would end the session later helps nobody now.
    let because = active.because.first().map(|limit| {
        ui.body(words.limit_of_running(limit, cx.reader)).id("because").muted().centered().into()
    });
    let lines = until.into_iter().chain(because);
    ui.column(lines).spacing(ui.space(Space::Xs)).width(Length::Fill).into()
}

fn leave_button<'a>(cx: &Context<'a>, size: TextRole) -> Element<'a, Message> {
    cx.ui
        .button(LEAVE, fl!(cx.texts.own, "leave"), Message::LeaveWanted)
        .danger()
        .sized(size)
        .icon(Icon::LogOut)
        .into()
}

/// The warning and the answer about more time. One press puts both away.
fn notices<'a>(cx: &Context<'a>, active: &ActiveView) -> Option<Element<'a, Message>> {
    let (ui, own, words) = (cx.ui, &cx.texts.own, &cx.texts.words);
    let warning = active.warning.map(|warned| {
        // Whoever reads it late reads what is left by then.
        let left = match active.time {
            TimeShown::Left { minutes, .. } => warned.min(minutes),
            TimeShown::NobodyWaits => warned,
        };
        ui.banner("warning", Tone::Warning, fl!(own, "warning-title", left = words.length(left)))
            .icon(Icon::Clock)
            .more(fl!(own, "warning-lead"))
    });
    let answer = active.more_time.as_ref().and_then(|answer| more_time(cx, answer));
    let mut banners: Vec<_> = [warning, answer].into_iter().flatten().collect();
    let last = banners.pop()?;
    let understood = ui.button(UNDERSTOOD, fl!(own, "understood"), Message::Understood);
    let last = parts::banner(cx, last, understood);
    let notices = ui.column(banners.into_iter().map(Element::from).chain(last));
    Some(notices.spacing(ui.space(Space::S)).width(Length::Fill).into())
}

/// The answer about more time; while it is awaited, the button says so.
fn more_time<'a>(cx: &Context<'a>, answer: &MoreTimeAnswer) -> Option<Banner<'a, Message>> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let banner = |tone, sentence| ui.banner("more-time-answer", tone, sentence);
    match answer {
        MoreTimeAnswer::Asking => None,
        MoreTimeAnswer::Granted => Some(banner(Tone::Success, fl!(own, "more-time-granted"))),
        MoreTimeAnswer::Refused { decision } => {
            let why = cx.texts.words.decision(decision, cx.reader).join(" ");
            Some(banner(Tone::Accent, fl!(own, "more-time-refused")).more(why))
        }
        MoreTimeAnswer::NoHub => {
            Some(banner(Tone::Warning, fl!(own, "more-time-no-hub")).icon(Icon::WifiOff))
        }
    }
}

/// Time is up; a little is left to close one's work.
pub fn grace<'a>(cx: &Context<'a>, alias: &Alias, seconds_left: u32) -> Body<'a, Message> {
    let own = &cx.texts.own;
    let title = parts::title(cx, fl!(own, "grace-title")).tone(Tone::Warning);
    let left = cx.texts.words.wait(seconds_left);
    let lead = cx.ui.announce(fl!(own, "grace-lead", left = left)).id("lead").bold().centered();
    let who = (!cx.is_large()).then(|| who(cx, alias));
    let items = who.into_iter().chain(items![title, lead, parts::save_tips(cx)]);
    let size = parts::action_size(cx);
    let back = is_out_of_sight(cx).then(|| back_button(cx, size));
    let prints = prints_button(cx);
    let buttons = back.into_iter().chain(prints).chain([leave_button(cx, size)]);
    Body::with_actions(parts::centered(cx, items), buttons.collect())
}

/// *Terminer* was pressed: is it meant?
pub fn leaving<'a>(cx: &Context<'a>) -> Body<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let size = parts::action_size(cx);
    let sign = (Icon::LogOut, Tone::Danger);
    let (title, lead) = (fl!(own, "leave-title"), Some(fl!(own, "leave-lead")));
    let prints = unconfirmed(cx);
    // Beside something else to read there is no room for a drawing.
    let hero =
        if prints.is_empty() { parts::hero(cx, sign, title, lead) } else { parts::heading(cx, title, lead) };
    let credit = cx.view.printing.as_ref().map(|shown| shown.printing.on_leaving).filter(|left| left.0 > 0);
    let credit = credit.map(|left| {
        let words = fl!(own, "leave-credit", amount = cx.texts.words.money(left));
        ui.body(words).id("leave-credit").bold().centered().into()
    });
    let keep = ui.body(fl!(own, "leave-keep")).id("leave-keep").centered();
    let stay = ui.button(STAY, fl!(own, "leave-no"), Message::Stay).primary().sized(size);
    let leave = ui
        .button("leave-confirmed", fl!(own, "leave-yes"), Message::LeaveConfirmed)
        .danger()
        .sized(size)
        .icon(Icon::LogOut);
    let content = [hero].into_iter().chain(prints).chain(credit).chain(items![parts::save_tips(cx), keep]);
    Body::with_actions(parts::centered(cx, content), items![stay, leave])
}

/// That prints which nobody confirmed do not come out, and the way to them.
fn unconfirmed<'a>(cx: &Context<'a>) -> Vec<Element<'a, Message>> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let held = held_prints(cx);
    if held == 0 {
        return Vec::new();
    }
    let banner = ui.banner("leave-prints", Tone::Warning, fl!(own, "leave-prints", count = held));
    let show = ui.button("prints", fl!(own, "leave-prints-show"), Message::PrintsWanted);
    parts::banner(cx, banner.icon(Icon::Printer), show)
}

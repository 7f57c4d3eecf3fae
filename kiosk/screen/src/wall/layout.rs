//! How the wall is laid out. Nobody can scroll it: what does not fit is counted.

use epn_ui::{Element, Icon, Space, TextRole, Tone, items};
use epn_wire::planning::{Called, Queued};
use i18n_embed_fl::fl;
use iced::widget::container;
use iced::{Alignment, Length, Padding, alignment};

use crate::screen::{Context, plan, timeline};

/// How many calls there is room for, large and smaller.
const LARGE_CALLS: usize = 2;
const CALLS: usize = 3;

/// How many of those who wait there is room for: alone, and beside calls.
const WAITING: usize = 4;
const WAITING_BESIDE: usize = 3;

/// How many free stations are named.
const FREE: usize = 5;

/// Pictures that are called, large and smaller, and pictures that wait, in logical pixels before the scale of text.
const LARGE_PICTURE: f32 = 130.0;
const CALLED_PICTURE: f32 = 76.0;
const WAITING_PICTURE: f32 = 46.0;

/// Everything.
pub(super) fn whole<'a, Message: Clone + 'a>(cx: &Context<'a>) -> Element<'a, Message> {
    let ui = cx.ui;
    let calls: Vec<_> = called(cx).collect();
    let middle = if calls.is_empty() {
        ui.row([waiting(cx, WAITING, TextRole::Heading), free(cx, TextRole::Heading)])
    } else {
        let side = items![waiting(cx, WAITING_BESIDE, TextRole::Body), free(cx, TextRole::Body)];
        let side = ui.column(side).spacing(ui.space(Space::L));
        let side = container(side).width(Length::FillPortion(2)).into();
        let calls = container(all_calls(cx, &calls)).width(Length::FillPortion(3)).into();
        ui.row([calls, side])
    };
    let middle = middle.spacing(ui.space(Space::Xl)).align_y(Alignment::Start).width(Length::Fill);
    let middle = container(middle).height(Length::Fill).align_y(alignment::Vertical::Center);
    let content = ui.column(items![header(cx), middle, footer(cx)]).spacing(ui.space(Space::S));
    ui.root(container(content.height(Length::Fill)).padding(Padding::new(ui.space(Space::L))))
}

/// The site and the time.
fn header<'a, Message: 'a>(cx: &Context<'a>) -> Element<'a, Message> {
    let ui = cx.ui;
    let site = ui.title(cx.view.site.site.clone()).id("site").sized(TextRole::Heading).fill();
    let clock = cx.view.now.map(|now| ui.title(cx.texts.words.time(now.time())).id("clock").into());
    ui.row([site.into()].into_iter().chain(clock)).width(Length::Fill).into()
}

/// Today's hours, or that nobody knows how the room stands.
fn footer<'a, Message: 'a>(cx: &Context<'a>) -> Element<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    if !cx.view.hub {
        let sentence = fl!(own, "no-hub-title");
        return ui.banner("hub-away", Tone::Warning, sentence).icon(Icon::WifiOff).into();
    }
    let today = cx.texts.words.hours(&cx.view.site.today);
    ui.body(fl!(own, "today", hours = today)).id("today").muted().centered().into()
}

fn called<'a>(cx: &Context<'a>) -> impl Iterator<Item = (&'a Queued, &'a Called)> + use<'a> {
    cx.view.site.queue.iter().filter_map(|queued| Some((queued, queued.called.as_ref()?)))
}

/// Who is called, where, as large as can be.
fn all_calls<'a, Message: 'a>(cx: &Context<'a>, calls: &[(&Queued, &Called)]) -> Element<'a, Message> {
    let ui = cx.ui;
    let size = if calls.len() > LARGE_CALLS { CallSize::Usual } else { CallSize::Large };
    let title = ui.heading(fl!(cx.texts.own, "wall-called-title")).id("called").tone(Tone::Accent).into();
    let calls_shown = calls.iter().take(CALLS).enumerate();
    let shown = calls_shown.map(|(index, (queued, called))| call(cx, index, queued, called, size));
    let rest = others(cx, "called-others", calls.len().saturating_sub(CALLS));
    let items = std::iter::once(title).chain(shown).chain(rest);
    ui.column(items).spacing(ui.space(Space::S)).width(Length::Fill).into()
}

/// How large a call is.
#[derive(Clone, Copy)]
enum CallSize {
    Large,
    Usual,
}

impl CallSize {
    /// The picture, the word, and the station.
    fn of_parts(self) -> (f32, TextRole, TextRole) {
        match self {
            Self::Large => (LARGE_PICTURE, TextRole::Title, TextRole::Display),
            Self::Usual => (CALLED_PICTURE, TextRole::Body, TextRole::Title),
        }
    }
}

fn call<'a, Message: 'a>(
    cx: &Context<'a>,
    index: usize,
    queued: &Queued,
    called: &Called,
    size: CallSize,
) -> Element<'a, Message> {
    let (ui, words) = (cx.ui, &cx.texts.words);
    let (picture, name, station) = size.of_parts();
    let picture = ui.picture(&queued.alias.picture, words.picture(&queued.alias.picture), picture);
    let name = ui.announce(words.alias(&queued.alias)).id(format!("called-{index}")).sized(name);
    let station = ui.heading(called.station.clone()).id(format!("called-{index}-where")).sized(station);
    let said = items![name.bold().fill(), station.tone(Tone::Accent).fill()];
    let said = ui.column(said).spacing(0).width(Length::Fill);
    let row = ui.row(items![picture, said]).spacing(ui.space(Space::L)).width(Length::Fill);
    ui.card(row).padding(ui.space(Space::S)).width(Length::Fill).into()
}

/// Who waits, in order, each with an honest estimate.
fn waiting<'a, Message: 'a>(cx: &Context<'a>, most: usize, size: TextRole) -> Element<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let waiting: Vec<_> = cx.view.site.queue.iter().filter(|queued| queued.called.is_none()).collect();
    if waiting.is_empty() {
        return ui.heading(fl!(own, "wall-nobody")).id("queue").tone(Tone::Success).fill().into();
    }
    let title = ui.heading(fl!(own, "wall-queue")).id("queue").into();
    let rows = waiting.iter().take(most).enumerate();
    let rows = rows.map(|(index, queued)| row(cx, index, queued, size));
    let rest = others(cx, "queue-others", waiting.len().saturating_sub(most));
    ui.column(std::iter::once(title).chain(rows).chain(rest))
        .spacing(ui.space(Space::S))
        .width(Length::Fill)
        .into()
}

fn row<'a, Message: 'a>(
    cx: &Context<'a>,
    index: usize,
    queued: &Queued,
    size: TextRole,
) -> Element<'a, Message> {
    let (ui, words) = (cx.ui, &cx.texts.words);
    let picture = ui.picture(&queued.alias.picture, words.picture(&queued.alias.picture), WAITING_PICTURE);
    let name = ui.body(words.alias(&queued.alias)).id(format!("waits-{index}")).sized(size).bold();
    let about = queued.about.and_then(|about| plan::wait(cx, about));
    let about = about.map(|about| ui.label(about).id(format!("waits-{index}-about")).muted().into());
    let words = ui.column([name.into()].into_iter().chain(about)).spacing(0);
    ui.row(items![picture, words]).width(Length::Fill).into()
}

/// Those for whom there is no room.
fn others<'a, Message: 'a>(cx: &Context<'a>, id: &'static str, count: usize) -> Option<Element<'a, Message>> {
    let sentence = || cx.ui.label(fl!(cx.texts.own, "wall-others", count = count)).id(id).muted();
    (count > 0).then(|| sentence().into())
}

/// The stations that anybody can go to now; nothing while nobody knows.
fn free<'a, Message: 'a>(cx: &Context<'a>, size: TextRole) -> Element<'a, Message> {
    let (ui, own, words) = (cx.ui, &cx.texts.own, &cx.texts.words);
    let site = &cx.view.site;
    if !cx.view.hub || site.timeline.is_empty() {
        return ui.column([]).into();
    }
    if let Some(opens) = site.opens {
        let moment = words.moment(opens, cx.reader);
        return ui.heading(fl!(own, "opens", moment = moment)).id("free").tone(Tone::Warning).fill().into();
    }
    let stations = timeline::free_stations(cx.view, cx.reader);
    if stations.is_empty() {
        return ui.heading(fl!(own, "wall-none-free")).id("free").fill().into();
    }
    let title = ui.heading(fl!(own, "wall-free")).id("free").tone(Tone::Success);
    let named = stations.iter().take(FREE).copied().collect::<Vec<_>>().join(" · ");
    let more = stations.len().saturating_sub(FREE);
    let names = if more > 0 { fl!(own, "wall-free-more", named = named, count = more) } else { named };
    let names = ui.body(names).id("free-stations").sized(size).bold().fill();
    ui.column(items![title, names]).spacing(ui.space(Space::Xs)).width(Length::Fill).into()
}

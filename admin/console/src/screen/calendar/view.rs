//! How the calendar is drawn: the days above, the plan, what stands beside it, and what its signs mean.

use epn_ui::{Element, Icon, Space, TextRole, TextScale, Tone, items};
use epn_wire::calendar::{BookingState, CalendarView, Place};
use iced::Length;
use iced::widget::container;
use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime};

use super::form::asked;
use super::plan::{self, Plan, Scale, place_id};
use super::{Message, Side, State, booking, find, form_view};
use crate::ctx::Ctx;
use crate::dates::{parse_date, parse_time};
use crate::words::say;

/// In logical pixels, before the person's text scale.
const SIDE: f32 = 306.0;

impl State {
    pub fn view<'a>(&'a self, ctx: &Ctx<'a>) -> Element<'a, Message> {
        let ui = ctx.ui;
        let Some(calendar) = &self.calendar else {
            let waits = ui.card(ui.status(say!(ctx.phrases, "under-way"))).width(Length::Fill);
            return ui.column(items![self.head(ctx), waits]).width(Length::Fill).into();
        };
        let places = (self.scale == Scale::Week).then(|| self.places(ctx, calendar));
        let plan = ui.column(items![self.plan(ctx, calendar), legend(ctx)]).width(Length::Fill);
        let plan = container(plan).padding(ui.space(Space::Xs)).width(Length::Fill);
        let main = ui.scroll(plan).height(Length::Fill).width(Length::Fill);
        let floor = std::iter::once(main.into()).chain(self.side(ctx, calendar));
        let floor = ui.row(floor).align_y(iced::Alignment::Start).height(Length::Fill);
        let parts = std::iter::once(self.head(ctx)).chain(places).chain([floor.into()]);
        ui.column(parts).spacing(ui.space(Space::S)).height(Length::Fill).width(Length::Fill).into()
    }

    fn head<'a>(&'a self, ctx: &Ctx<'a>) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let scale = |id: &'static str, words: String, scale: Scale| {
            ui.choice(id, words, self.scale == scale, Message::ScaleChosen(scale)).into()
        };
        let new = ui
            .button("calendar-new", say!(phrases, "calendar-new"), Message::NewPressed)
            .primary()
            .icon(Icon::Plus)
            .disabled_if(ctx.blocked(None));
        let equipment = ui
            .button("calendar-equipment", say!(phrases, "equipment"), Message::EquipmentPressed)
            .icon(Icon::Tool)
            .disabled_if(ctx.blocked(None));
        let scales = [
            scale("scale-day", say!(phrases, "scale-day"), Scale::Day),
            scale("scale-week", say!(phrases, "scale-week"), Scale::Week),
        ];
        let parts = [ui.title(say!(phrases, "tab-calendar")).into()]
            .into_iter()
            .chain(scales)
            .chain(self.days(ctx))
            .chain(items![new, equipment]);
        ui.row(parts).spacing(ui.space(Space::S)).wrap().into()
    }

    /// Back, what is shown, on, and today.
    fn days<'a>(&'a self, ctx: &Ctx<'a>) -> Vec<Element<'a, Message>> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let Some((date, (first, last))) = self.date.zip(self.span()) else { return Vec::new() };
        let (step, shown) = match self.scale {
            Scale::Day => (1.day(), phrases.capital(phrases.shared.date(date))),
            Scale::Week => {
                let (first, last) = (phrases.shared.day_of_year(first), phrases.shared.day_of_year(last));
                (1.week(), say!(phrases, "calendar-week", from = first, to = last))
            }
        };
        let button = |id: &'static str, words: String, icon: Icon, day: Option<Date>| {
            let reason = day.is_none().then(|| say!(phrases, "page-no-further"));
            ui.button(id, words, Message::DayChosen(day.unwrap_or(date)))
                .quiet()
                .icon_only(icon)
                .disabled_if(ctx.blocked(reason))
        };
        let (before, after) = match self.scale {
            Scale::Day => (say!(phrases, "day-before"), say!(phrases, "day-after")),
            Scale::Week => (say!(phrases, "week-before"), say!(phrases, "week-after")),
        };
        let before = button("day-before", before, Icon::ChevronLeft, date.checked_sub(step).ok());
        let after = button("day-after", after, Icon::ChevronRight, date.checked_add(step).ok());
        let today = ctx.reader.now().map(DateTime::date);
        let back = today.map(|today| {
            Element::from(
                ui.button("day-today", say!(phrases, "day-today"), Message::DayChosen(today))
                    .disabled_if(ctx.blocked((today == date).then(String::new))),
            )
        });
        let shown = ui.heading(shown).id("day-shown");
        items![before, shown, after].into_iter().chain(back).collect()
    }

    /// Whose week is shown.
    fn places<'a>(&'a self, ctx: &Ctx<'a>, calendar: &'a CalendarView) -> Element<'a, Message> {
        let ui = ctx.ui;
        let choice = |id: String, words: String, place: Option<Place>| {
            ui.choice(id, words, self.place == place, Message::PlaceChosen(place))
                .sized(TextRole::Caption)
                .into()
        };
        let all = choice("week-all".to_owned(), say!(ctx.phrases, "week-all"), None);
        let places = calendar
            .rows
            .iter()
            .map(|row| choice(place_id("week", row.place), row.name.clone(), Some(row.place)));
        ui.row(std::iter::once(all).chain(places)).spacing(ui.space(Space::Xs)).wrap().into()
    }

    fn plan<'a>(&'a self, ctx: &Ctx<'a>, calendar: &'a CalendarView) -> Element<'a, Message> {
        let ui = ctx.ui;
        let plan = Plan::new(ctx, calendar, self.scale, self.place, self.slots.grain);
        let axis = plan.axis;
        let chosen = match &self.side {
            Side::Booking { id, .. } => Some(*id),
            Side::Form(form) => form.moving.as_ref().map(|booking| booking.id),
            _ => None,
        };
        let marks = axis.hours().map(|slot| (slot, ctx.phrases.shared.time(axis.time(slot)))).collect();
        let today = ctx.reader.now();
        let now = today.filter(|now| self.scale == Scale::Day && self.date == Some(now.date())).map(|now| {
            let minute = u32::from(now.hour().unsigned_abs()) * 60 + u32::from(now.minute().unsigned_abs());
            axis.along(minute)
        });
        let label = say!(ctx.phrases, "calendar-label");
        ui.planner("calendar", label, axis.slots(), Message::Planned)
            .rows(plan.rows(ctx, axis.minute(axis.slot(self.minute))))
            .blocks(plan.blocks(ctx, chosen))
            .marks(marks)
            .cursor(axis.slot(self.minute))
            .now(now)
            .drafts(self.drafts(&plan))
            .into()
    }

    /// What stands in the form, on the rows that it is about.
    fn drafts(&self, plan: &Plan<'_>) -> Vec<(usize, std::ops::Range<f32>)> {
        let Side::Form(form) = &self.side else { return Vec::new() };
        let (Some(date), Some(time)) = (parse_date(&form.day), parse_time(&form.time)) else {
            return Vec::new();
        };
        let start = u32::from(time.hour().unsigned_abs()) * 60 + u32::from(time.minute().unsigned_abs());
        let span = plan.axis.along(start)..plan.axis.along(start + form.minutes);
        let is_about = |lane: &plan::Lane| {
            lane.date == date && lane.place.is_none_or(|place| form.places.contains(&asked(place)))
        };
        let rows = plan.lanes.iter().enumerate().filter(|(_, lane)| is_about(lane));
        rows.map(|(row, _)| (row, span.clone())).collect()
    }

    fn side<'a>(&'a self, ctx: &Ctx<'a>, calendar: &'a CalendarView) -> Option<Element<'a, Message>> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let (title, content, foot) = match &self.side {
            Side::Nothing => return None,
            Side::Form(form) => {
                let title = if form.moving.is_some() {
                    say!(phrases, "booking-move")
                } else {
                    say!(phrases, "calendar-new")
                };
                let foot = form_view::actions(ctx, form).map(Message::Form);
                (title, form_view::view(ctx, form, calendar).map(Message::Form), Some(foot))
            }
            Side::Booking { id, asked, under_way } => {
                let content = match find(Some(calendar), *id) {
                    Some(row) => booking::view(ctx, row, *asked, *under_way),
                    None => ui.status(say!(phrases, "booking-gone")).muted().into(),
                };
                (say!(phrases, "booking"), content, None)
            }
            Side::Equipment(equipment) => {
                (say!(phrases, "equipment"), equipment.view(ctx).map(Message::Equipment), None)
            }
        };
        let close = ui
            .button("side-close", say!(phrases, "close"), Message::SideClosed)
            .quiet()
            .icon_only(Icon::Close);
        let head = ui.row(items![ui.heading(title).fill(), close]).width(Length::Fill);
        // What ends a form stays in sight, however long the form is; unless the text is so large that little else would.
        let is_pinned = foot.is_some() && ui.comfort.text_scale < TextScale::Larger;
        let (inside, foot) = if is_pinned { (None, foot) } else { (foot, None) };
        let content = ui.column([content].into_iter().chain(inside)).width(Length::Fill);
        let height = if is_pinned { Length::Fill } else { Length::Shrink };
        let content = ui.scroll(container(content).padding(ui.space(Space::Xs))).height(height).into();
        let parts = [head.into(), content].into_iter().chain(foot);
        let card = ui.card(ui.column(parts).spacing(ui.space(Space::S)).width(Length::Fill));
        let width = SIDE * ui.comfort.text_scale.factor();
        Some(card.padding(ui.space(Space::M)).width(width).into())
    }
}

/// What the signs mean.
fn legend<'a>(ctx: &Ctx<'a>) -> Element<'a, Message> {
    let ui = ctx.ui;
    let sign = |(icon, tone): (Icon, Tone), words: String| ui.badge(tone, words).icon(icon).into();
    let signs = [
        sign(plan::booking_kind(BookingState::Held), plan::booking_words(ctx, BookingState::Held)),
        sign(plan::booking_kind(BookingState::Arrived), plan::booking_words(ctx, BookingState::Arrived)),
        sign(plan::session_kind(true), plan::session_words(ctx, true)),
        sign(plan::session_kind(false), plan::session_words(ctx, false)),
    ];
    let how = ui.caption(say!(ctx.phrases, "calendar-how")).into();
    ui.row(signs.into_iter().chain([how])).spacing(ui.space(Space::S)).wrap().into()
}

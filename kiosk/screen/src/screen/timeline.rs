//! The rest of today, a line a station: what is taken, what is free, and what that means in words.

#[cfg(test)]
mod tests;

use epn_rules::decision::DayHours;
use epn_ui::{Element, Space, Stretch, Tone, items};
use epn_wire::kiosk::KioskView;
use epn_wire::planning::TimelineRow;
use epn_words::Reader;
use i18n_embed_fl::fl;
use iced::Length;
use jiff::civil::{Date, DateTime, Time};

use super::Context;

/// A minute of the day: 0 is the midnight that it begins with, 1440 the one that it ends with.
type Minute = u16;

const DAY: Minute = 24 * 60;

/// A stretch of today, and the minute that it ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Until {
    minute: Minute,
    how: Stretch,
}

/// What is left of today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rest {
    now: Minute,
    today: Date,
    /// Where the lines begin: now, or the next opening.
    from: Minute,
    open: Vec<(Minute, Minute)>,
}

impl Rest {
    /// What is left of the day; none once the room has closed for good, or while no clock can be trusted.
    pub fn of(view: &KioskView) -> Option<Self> {
        Self::after(view.now?, &view.site.today)
    }

    fn after(now: DateTime, hours: &DayHours) -> Option<Self> {
        let minute = minute_of(now.time());
        let open: Vec<_> = hours
            .ranges
            .iter()
            .map(|(start, end)| (minute_of(*start), end.map_or(DAY, minute_of)))
            .filter(|(_, end)| *end > minute)
            .collect();
        let from = open.first()?.0.max(minute);
        Some(Self { now: minute, today: now.date(), from, open })
    }

    fn until(&self) -> Minute {
        self.open.last().map_or(self.from, |(_, end)| *end)
    }

    fn is_open(&self, minute: Minute) -> bool {
        self.open.iter().any(|(start, end)| (*start..*end).contains(&minute))
    }

    /// The minute of today of a moment; what lies on another day is at today's edge.
    fn minute(&self, moment: DateTime) -> Minute {
        match moment.date().cmp(&self.today) {
            std::cmp::Ordering::Less => 0,
            std::cmp::Ordering::Equal => minute_of(moment.time()),
            std::cmp::Ordering::Greater => DAY,
        }
    }

    /// What a row takes, in minutes of today.
    fn taken(&self, row: &TimelineRow, reader: &Reader) -> Vec<(Minute, Minute)> {
        let minute = |moment| self.minute(reader.civil(moment));
        row.taken.iter().map(|taken| (minute(taken.from), minute(taken.until))).collect()
    }

    /// The rest of the day in stretches, none like the one before it.
    fn stretches(&self, taken: &[(Minute, Minute)]) -> Vec<Until> {
        let mut ends: Vec<_> =
            self.open.iter().chain(taken).flat_map(|(from, until)| [*from, *until]).collect();
        ends.push(self.until());
        ends.retain(|minute| (self.from + 1..=self.until()).contains(minute));
        ends.sort_unstable();
        ends.dedup();
        let mut stretches: Vec<Until> = Vec::new();
        let mut from = self.from;
        for minute in ends {
            let how = self.stands(from, taken);
            match stretches.last_mut() {
                Some(last) if last.how == how => last.minute = minute,
                _ => stretches.push(Until { minute, how }),
            }
            from = minute;
        }
        stretches
    }

    fn stands(&self, minute: Minute, taken: &[(Minute, Minute)]) -> Stretch {
        if !self.is_open(minute) {
            Stretch::Closed
        } else if taken.iter().any(|(from, until)| (*from..*until).contains(&minute)) {
            Stretch::Taken
        } else {
            Stretch::Free
        }
    }

    /// Whether a station is free now.
    pub fn is_free(&self, row: &TimelineRow, reader: &Reader) -> bool {
        self.stands(self.now, &self.taken(row, reader)) == Stretch::Free
    }
}

fn minute_of(time: Time) -> Minute {
    let of = |part: i8| Minute::try_from(part).unwrap_or(0);
    of(time.hour()) * 60 + of(time.minute())
}

fn time_of(minute: Minute) -> Time {
    let part = |part: Minute| i8::try_from(part).unwrap_or(0);
    Time::new(part(minute / 60 % 24), part(minute % 60), 0, 0).unwrap_or_default()
}

/// The names of the stations that are free now, and kept for nobody who was called.
pub fn free_stations<'v>(view: &'v KioskView, reader: &Reader) -> Vec<&'v str> {
    let Some(rest) = Rest::of(view) else { return Vec::new() };
    let called = view.site.queue.iter().filter_map(|queued| queued.called.as_ref());
    let called: Vec<_> = called.map(|called| called.station.as_str()).collect();
    let free = view.site.timeline.iter().filter(|row| rest.is_free(row, reader));
    free.map(|row| row.name.as_str()).filter(|name| !called.contains(name)).collect()
}

/// So many rows, with the hours above them.
pub fn rows<'a, Message: 'a>(cx: &Context<'a>, rest: &Rest, most: usize) -> Vec<Element<'a, Message>> {
    let rows = cx.view.site.timeline.iter().take(most).enumerate();
    std::iter::once(scale(cx, rest)).chain(rows.map(|(index, shown)| row(cx, rest, index, shown))).collect()
}

fn row<'a, Message: 'a>(
    cx: &Context<'a>,
    rest: &Rest,
    index: usize,
    row: &TimelineRow,
) -> Element<'a, Message> {
    let ui = cx.ui;
    let taken = rest.taken(row, cx.reader);
    let stretches = rest.stretches(&taken);
    let name = ui.label(row.name.clone()).id(format!("row-{index}")).fill();
    let name = if row.here { name.bold() } else { name };
    let (words, tone) = stands(cx, rest, &stretches);
    let words = ui.label(words).id(format!("row-{index}-now")).tone(tone);
    let line = ui.day_line(format!("row-{index}-day"), said(cx, rest, &stretches), lengths(rest, &stretches));
    let names = ui.row(items![name, words]).width(Length::Fill);
    ui.column(items![names, line]).spacing(ui.space(Space::Xs) * 0.5).width(Length::Fill).into()
}

/// How a station stands now: until when it is free, or taken.
fn stands(cx: &Context<'_>, rest: &Rest, stretches: &[Until]) -> (String, Tone) {
    let own = &cx.texts.own;
    let time = |minute| cx.texts.words.time(time_of(minute));
    match stretches.first().filter(|_| rest.from == rest.now) {
        Some(Until { minute, how: Stretch::Free }) => {
            (fl!(own, "row-free", time = time(*minute)), Tone::Success)
        }
        Some(Until { minute, how: Stretch::Taken }) if *minute < rest.until() => {
            (fl!(own, "row-taken-until", time = time(*minute)), Tone::Neutral)
        }
        Some(Until { how: Stretch::Taken, .. }) => (fl!(own, "row-taken"), Tone::Neutral),
        Some(Until { how: Stretch::Closed, .. }) | None => (fl!(own, "row-closed"), Tone::Neutral),
    }
}

/// The whole line in words: when the station is free.
fn said(cx: &Context<'_>, rest: &Rest, stretches: &[Until]) -> String {
    let (own, words) = (&cx.texts.own, &cx.texts.words);
    let mut from = rest.from;
    let mut free = Vec::new();
    for stretch in stretches {
        if stretch.how == Stretch::Free {
            let (from, until) = (words.time(time_of(from)), words.time(time_of(stretch.minute)));
            free.push(fl!(own, "span", from = from, until = until));
        }
        from = stretch.minute;
    }
    if free.is_empty() {
        fl!(own, "row-never-free")
    } else {
        fl!(own, "row-free-spans", spans = free.join(", "))
    }
}

fn lengths(rest: &Rest, stretches: &[Until]) -> Vec<(u16, Stretch)> {
    let mut from = rest.from;
    let length = |stretch: &Until| {
        let length = stretch.minute - from;
        from = stretch.minute;
        (length, stretch.how)
    };
    stretches.iter().map(length).collect()
}

/// As many hours as can be read along the lines.
fn scale<'a, Message: 'a>(cx: &Context<'a>, rest: &Rest) -> Element<'a, Message> {
    let span = rest.until() - rest.from;
    let hours = if cx.is_enlarged() { span / 180 } else { span / 240 };
    let step = (hours + 1) * 60;
    let first = rest.from.div_ceil(step) * step;
    let mut ticks = vec![(first.min(rest.until()) - rest.from, String::new())];
    let mut at = first;
    while at < rest.until() {
        let next = (at + step).min(rest.until());
        ticks.push((next - at, cx.texts.words.time(time_of(at))));
        at = next;
    }
    cx.ui.day_scale(ticks)
}

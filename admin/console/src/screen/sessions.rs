//! The sessions of one day, a page at a time.

use epn_rules::units::Cents;
use epn_ui::{Element, Icon, Page, Space, TableColumn, TextRole, Tone, items};
use epn_wire::console::SessionRow;
use iced::Length;
use jiff::civil::{Date, DateTime};

use crate::client::{Failure, api};
use crate::ctx::Ctx;
use crate::intent::Intent;
use crate::words::say;

/// Rows on a page: they fit a small screen.
const ROWS: usize = 9;

#[derive(Debug, Default)]
pub struct State {
    /// The day that is shown; none until the site's clock is known.
    date: Option<Date>,
    rows: Option<Vec<SessionRow>>,
    page: usize,
    under_way: bool,
}

#[derive(Clone, Debug)]
pub enum Message {
    DayChosen(Date),
    Answered(Date, Result<Vec<SessionRow>, Failure>),
    PageTurned(usize),
}

impl State {
    /// Shows a day: today's sessions change, so they are asked for each time.
    pub fn enter(&mut self, today: Option<Date>) -> Intent<Message> {
        match today.or(self.date) {
            Some(date) => self.show(date),
            None => Intent::None,
        }
    }

    /// Asks again if today is shown.
    pub fn refresh(&mut self, today: Option<Date>) -> Intent<Message> {
        match self.date.filter(|date| Some(*date) == today) {
            Some(date) => self.show(date),
            None => Intent::None,
        }
    }

    pub fn update(&mut self, message: Message) -> Intent<Message> {
        match message {
            Message::DayChosen(date) => {
                self.rows = None;
                self.page = 0;
                self.show(date)
            }
            Message::Answered(date, outcome) => self.answered(date, outcome),
            Message::PageTurned(page) => {
                self.page = page;
                Intent::None
            }
        }
    }

    fn show(&mut self, date: Date) -> Intent<Message> {
        self.date = Some(date);
        self.under_way = true;
        Intent::Ask(api::sessions(date).then(move |rows| Message::Answered(date, rows)))
    }

    fn answered(&mut self, date: Date, outcome: Result<Vec<SessionRow>, Failure>) -> Intent<Message> {
        // An answer about a day that was left meanwhile says nothing about this one.
        if self.date != Some(date) {
            return Intent::None;
        }
        self.under_way = false;
        match outcome {
            Ok(rows) => {
                self.rows = Some(rows);
                Intent::None
            }
            Err(failure) => Intent::Failed(failure),
        }
    }

    pub fn view<'a>(&'a self, ctx: &Ctx<'a>) -> Element<'a, Message> {
        let ui = ctx.ui;
        let title = ui.title(say!(ctx.phrases, "sessions-title"));
        let head = ui.row(items![title, ui.push_apart(), self.days(ctx)]).width(Length::Fill);
        let list = match &self.rows {
            Some(rows) if rows.is_empty() => {
                ui.card(ui.status(say!(ctx.phrases, "sessions-none"))).width(Length::Fill).into()
            }
            Some(rows) => self.table(ctx, rows),
            None if self.under_way => {
                ui.card(ui.status(say!(ctx.phrases, "under-way"))).width(Length::Fill).into()
            }
            None => ui.gap(Space::M),
        };
        ui.column(items![head, list]).width(Length::Fill).into()
    }

    fn days<'a>(&'a self, ctx: &Ctx<'a>) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let Some(date) = self.date else { return ui.gap(Space::M) };
        let today = ctx.reader.now().map(DateTime::date);
        let button = |id: &'static str, words: String, icon: Icon, day: Option<Date>| {
            let reason = day.is_none().then(|| say!(phrases, "page-no-further"));
            ui.button(id, words, Message::DayChosen(day.unwrap_or(date)))
                .quiet()
                .icon_only(icon)
                .disabled_if(ctx.blocked(reason))
        };
        let next = date.tomorrow().ok().filter(|next| today.is_none_or(|today| *next <= today));
        let before =
            button("day-before", say!(phrases, "day-before"), Icon::ChevronLeft, date.yesterday().ok());
        let after = button("day-after", say!(phrases, "day-after"), Icon::ChevronRight, next);
        let shown = ui.heading(phrases.shared.date(date)).id("day-shown");
        let back = today.filter(|today| *today != date).map(|today| {
            let words = say!(phrases, "day-today");
            Element::from(
                ui.button("day-today", words, Message::DayChosen(today))
                    .icon(Icon::Calendar)
                    .disabled_if(ctx.blocked(None)),
            )
        });
        ui.row(back.into_iter().chain(items![before, shown, after])).spacing(ui.space(Space::S)).into()
    }

    fn table<'a>(&'a self, ctx: &Ctx<'a>, rows: &'a [SessionRow]) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let page = Page::new(self.page, ROWS, rows.len());
        let columns = [
            TableColumn::new(say!(phrases, "column-start")).share(3),
            TableColumn::new(say!(phrases, "column-end")).share(3),
            TableColumn::new(say!(phrases, "column-station")).share(3),
            TableColumn::new(say!(phrases, "column-picture")).share(4),
            TableColumn::new(say!(phrases, "column-category")).share(4),
            TableColumn::new(say!(phrases, "column-length")).share(3),
            TableColumn::new(say!(phrases, "column-price")).share(3),
            TableColumn::new(say!(phrases, "column-cause")).share(5),
            TableColumn::new(say!(phrases, "column-erased")).share(4),
        ];
        let cells: Vec<_> = page.of(rows).iter().map(|row| row_cells(ctx, row)).collect();
        let count = say!(phrases, "count-sessions", count = u32::try_from(rows.len()).unwrap_or(u32::MAX));
        let minutes: u32 = rows.iter().filter_map(|row| row.minutes).map(|minutes| minutes.0).sum();
        let sum = phrases.shared.length(epn_rules::units::Minutes(minutes));
        let cents: i64 = rows.iter().filter_map(|row| row.price).map(|price| price.0).sum();
        let price = (cents > 0)
            .then(|| Element::from(ui.badge(Tone::Neutral, phrases.price(Cents(cents))).icon(Icon::Coin)));
        let sums = items![ui.badge(Tone::Neutral, count), ui.badge(Tone::Neutral, sum).icon(Icon::Clock),];
        let pager = ui.pager(page, phrases.pager(page), Message::PageTurned);
        let foot = sums.into_iter().chain(price).chain([ui.push_apart(), pager]);
        let foot = ui.row(foot).width(Length::Fill);
        let table = ui.table("sessions", say!(phrases, "sessions-title"), &columns, cells);
        ui.card(ui.column(items![table, foot]).width(Length::Fill)).width(Length::Fill).into()
    }
}

fn row_cells<'a>(ctx: &Ctx<'a>, row: &'a SessionRow) -> Vec<Element<'a, Message>> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let alias = phrases.shared.alias(&row.alias);
    let picture = ui.picture(&row.alias.picture, alias.clone(), 26.0);
    let who = ui.row(items![picture, ui.body(alias)]).spacing(ui.space(Space::S));
    let length = row.minutes.map_or_else(|| "–".to_owned(), |minutes| phrases.short_length(minutes));
    let price = row.price.map_or_else(|| "–".to_owned(), |price| phrases.price(price));
    let category = phrases.shared.category(row.category);
    let category = match row.companions {
        0 => category,
        count => format!("{category} {}", say!(phrases, "tile-companions", count = count.to_string())),
    };
    let cause: Element<'a, Message> = match row.cause {
        Some(cause) => ui.body(phrases.shared.end_cause(cause)).into(),
        None => ui.badge(Tone::Primary, say!(phrases, "session-runs")).into(),
    };
    items![
        ui.body(phrases.shared.clock(row.started, ctx.reader)),
        ui.body(phrases.clock_or_dash(row.ended, ctx.reader)),
        ui.body(row.station.clone()),
        who,
        ui.body(category),
        ui.body(length),
        ui.body(price),
        cause,
        erased(ctx, row),
    ]
}

fn erased<'a>(ctx: &Ctx<'a>, row: &SessionRow) -> Element<'a, Message> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let Some(reset) = &row.reset else { return ui.caption("–").into() };
    let (icon, tone, words) = if reset.leftovers > 0 {
        (Icon::Alert, Tone::Danger, say!(phrases, "erased-left"))
    } else if reset.proved {
        (Icon::Success, Tone::Success, say!(phrases, "erased"))
    } else {
        (Icon::Check, Tone::Neutral, say!(phrases, "erased-partly"))
    };
    ui.row(items![ui.icon_in(icon, TextRole::Caption, tone), ui.caption(words)])
        .spacing(ui.space(Space::Xs))
        .into()
}

//! Counts of a span of days as a CSV file: numbers only, no names.

use std::path::PathBuf;

use epn_ui::{Element, Icon, Space, items};
use iced::Length;
use jiff::civil::{Date, DateTime};

use crate::client::{Failure, api};
use crate::ctx::Ctx;
use crate::dates::{Span, parse_date, written};
use crate::intent::{Intent, Write, WriteError};
use crate::notice::Notice;
use crate::paper::file_name;
use crate::words::say;

#[derive(Clone, Debug, Default)]
pub struct State {
    from: String,
    to: String,
    under_way: bool,
}

#[derive(Clone, Debug)]
pub enum Message {
    FromTyped(String),
    ToTyped(String),
    SpanChosen(Span),
    Submitted,
    Answered { from: Date, to: Date, outcome: Result<String, Failure> },
    Saved(Result<PathBuf, WriteError>),
}

impl State {
    /// Offers the present month the first time.
    pub fn enter(&mut self, today: Option<Date>) {
        if let (Some(today), true, true) = (today, self.from.is_empty(), self.to.is_empty()) {
            self.choose(Span::Month, today);
        }
    }

    pub fn update(&mut self, message: Message, ctx: &Ctx<'_>) -> Intent<Message> {
        match message {
            Message::FromTyped(from) => {
                self.from = from;
                Intent::None
            }
            Message::ToTyped(to) => {
                self.to = to;
                Intent::None
            }
            Message::SpanChosen(span) => {
                if let Some(now) = ctx.reader.now() {
                    self.choose(span, now.date());
                }
                Intent::None
            }
            Message::Submitted => self.submit(),
            Message::Answered { from, to, outcome } => self.answered(ctx, from, to, outcome),
            Message::Saved(outcome) => {
                self.under_way = false;
                Intent::Tell(outcome.map_or_else(Notice::NotSaved, Notice::Saved))
            }
        }
    }

    fn choose(&mut self, span: Span, today: Date) {
        let (from, to) = span.ending(today);
        (self.from, self.to) = (written(from), written(to));
    }

    /// The days, if both are dates in their order.
    fn days(&self) -> Option<(Date, Date)> {
        let (from, to) = (parse_date(&self.from)?, parse_date(&self.to)?);
        (from <= to).then_some((from, to))
    }

    fn submit(&mut self) -> Intent<Message> {
        let Some((from, to)) = self.days().filter(|_| !self.under_way) else { return Intent::None };
        self.under_way = true;
        let question = api::counts(from, to);
        Intent::Ask(question.then(move |outcome| Message::Answered { from, to, outcome }))
    }

    fn answered(
        &mut self,
        ctx: &Ctx<'_>,
        from: Date,
        to: Date,
        outcome: Result<String, Failure>,
    ) -> Intent<Message> {
        match outcome {
            Ok(csv) => {
                let stem = say!(ctx.phrases, "export-file", from = from.to_string(), to = to.to_string());
                let content = Box::new(move || Ok(csv.into_bytes()));
                Intent::Write(Write {
                    name: file_name(&stem, "csv"),
                    content,
                    then: Box::new(Message::Saved),
                })
            }
            Err(failure) => {
                self.under_way = false;
                Intent::Failed(failure)
            }
        }
    }

    pub fn view<'a>(&'a self, ctx: &Ctx<'a>) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let wrong = |text: &str| parse_date(text).is_none().then(|| say!(phrases, "date-wrong"));
        let backwards = match (parse_date(&self.from), parse_date(&self.to)) {
            (Some(from), Some(to)) if to < from => Some(say!(phrases, "dates-backwards")),
            _ => None,
        };
        let from = ui
            .field("from", say!(phrases, "export-from"), &self.from, Message::FromTyped)
            .hint(say!(phrases, "date-hint"))
            .error(wrong(&self.from))
            .on_submit(Message::Submitted);
        let to = ui
            .field("to", say!(phrases, "export-to"), &self.to, Message::ToTyped)
            .hint(say!(phrases, "date-hint"))
            .error(wrong(&self.to).or(backwards))
            .on_submit(Message::Submitted);
        let fields = ui.row(items![from, to]).align_y(iced::Alignment::Start).width(Length::Fill);
        let today = ctx.reader.now().map(DateTime::date);
        let spans = [
            (Span::Day, "span-day", say!(phrases, "span-day")),
            (Span::Week, "span-week", say!(phrases, "span-week")),
            (Span::Month, "span-month", say!(phrases, "span-month")),
            (Span::LastMonth, "span-last-month", say!(phrases, "span-last-month")),
            (Span::Year, "span-year", say!(phrases, "span-year")),
        ];
        let spans = spans.map(|(span, id, words)| {
            let is_chosen = today.is_some_and(|today| self.days() == Some(span.ending(today)));
            ui.choice(id, words, is_chosen, Message::SpanChosen(span)).into()
        });
        let spans = ui.row(spans).spacing(ui.space(Space::S)).wrap();
        let under_way = self.under_way.then(|| say!(phrases, "under-way"));
        let not_yet = self.days().is_none().then(|| say!(phrases, "export-dates-first"));
        let save = ui
            .button("export", say!(phrases, "export-save"), Message::Submitted)
            .primary()
            .icon(Icon::Download)
            .disabled_if(ctx.blocked(under_way.or(not_yet)));
        let lead = ui.body(say!(phrases, "export-lead")).muted();
        let card = ui.card(ui.column(items![lead, spans, fields, save]).width(Length::Fill));
        let title = ui.title(say!(phrases, "export-title"));
        ui.column(items![title, card.width(Length::Fill)]).width(Length::Fill).into()
    }
}

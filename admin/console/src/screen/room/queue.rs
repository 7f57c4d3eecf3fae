//! Beside the tiles: those who wait, the next first; called, taken off, or joined at the desk.

use epn_rules::id::{QueueId, StationId};
use epn_ui::{Element, Icon, Space, TextRole, Tone, items};
use epn_wire::calendar::{JoinQueue, QueueRow};
use epn_wire::console::{RoomView, StationTile};
use iced::Length;
use iced::widget::container;

use crate::client::{Failure, api};
use crate::ctx::Ctx;
use crate::intent::Intent;
use crate::live::is_for_anybody;
use crate::notice::Notice;
use crate::screen::find;
use crate::words::say;

/// So many free stations are offered to each person; more would bury the list.
const STATIONS: usize = 3;
/// How wide a place in the queue is, in sizes of its text: pictures stand below each other whatever it says.
const PLACE: f32 = 1.4;

#[derive(Debug, Default)]
pub struct State {
    rows: Option<Vec<QueueRow>>,
    /// The search for a member who joins.
    find: Option<find::State>,
    loading: bool,
    under_way: bool,
}

#[derive(Clone, Debug)]
pub enum Message {
    Loaded(Result<Vec<QueueRow>, Failure>),
    CallPressed(QueueId, StationId),
    RemovePressed(QueueId),
    Done(Result<(), Failure>),
    JoinPressed,
    MemberPressed,
    Find(find::Message),
    Joined(Result<QueueRow, Failure>),
}

impl State {
    /// Asks who waits.
    pub fn load(&mut self) -> Intent<Message> {
        self.loading = true;
        Intent::Ask(api::queue().then(Message::Loaded))
    }

    /// The same, unless an answer is on its way.
    pub fn refresh(&mut self) -> Intent<Message> {
        if self.loading { Intent::None } else { self.load() }
    }

    pub fn update(&mut self, message: Message) -> Intent<Message> {
        match message {
            Message::Loaded(outcome) => self.loaded(outcome),
            Message::CallPressed(who, station) => self.order(api::call(who, station)),
            Message::RemovePressed(who) => self.order(api::remove_from_queue(who)),
            Message::Done(outcome) => {
                self.under_way = false;
                match outcome {
                    Ok(()) => Intent::All(vec![self.load(), Intent::focus("panel-close")]),
                    Err(failure) => Intent::All(vec![self.load(), Intent::Failed(failure)]),
                }
            }
            Message::JoinPressed => self.join(&JoinQueue::default()),
            Message::MemberPressed => {
                self.find = Some(find::State::default());
                Intent::focus("queue-member-query")
            }
            Message::Find(message) => self.find(message),
            Message::Joined(outcome) => self.joined(outcome),
        }
    }

    fn loaded(&mut self, outcome: Result<Vec<QueueRow>, Failure>) -> Intent<Message> {
        self.loading = false;
        match outcome {
            Ok(rows) => {
                self.rows = Some(rows);
                Intent::None
            }
            Err(failure) => Intent::Failed(failure),
        }
    }

    fn order(&mut self, question: crate::client::Question<()>) -> Intent<Message> {
        if self.under_way {
            return Intent::None;
        }
        self.under_way = true;
        Intent::Ask(question.then(Message::Done))
    }

    fn join(&mut self, who: &JoinQueue) -> Intent<Message> {
        if self.under_way {
            return Intent::None;
        }
        self.under_way = true;
        Intent::Ask(api::join_queue(who).then(Message::Joined))
    }

    fn find(&mut self, message: find::Message) -> Intent<Message> {
        let Some(find) = &mut self.find else { return Intent::None };
        match find.update(message) {
            find::Action::Do(intent) => intent.map(Message::Find),
            find::Action::Chosen(visitor) => {
                self.find = None;
                self.join(&JoinQueue { visitor: Some(visitor.id), ..JoinQueue::default() })
            }
        }
    }

    fn joined(&mut self, outcome: Result<QueueRow, Failure>) -> Intent<Message> {
        self.under_way = false;
        match outcome {
            Ok(row) => {
                let told = Intent::Tell(Notice::Joined(row.alias));
                Intent::All(vec![self.load(), told, Intent::focus("queue-join")])
            }
            Err(failure) => Intent::Failed(failure),
        }
    }

    pub fn view<'a>(&'a self, ctx: &Ctx<'a>, room: &'a RoomView) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let list = match &self.rows {
            None => ui.status(say!(phrases, "under-way")).muted().into(),
            Some(rows) if rows.is_empty() => {
                ui.status(say!(phrases, "queue-empty")).id("queue-empty").muted().into()
            }
            Some(rows) => ui.list(rows.iter().map(|row| self.row(ctx, room, row)).collect::<Vec<_>>()),
        };
        let under_way = self.under_way.then(|| say!(phrases, "under-way"));
        let join = ui
            .button("queue-join", say!(phrases, "queue-join"), Message::JoinPressed)
            .icon(Icon::UserPlus)
            .fill()
            .disabled_if(ctx.blocked(under_way.clone()));
        let member = match &self.find {
            Some(find) => find.view(ctx, "queue-member", say!(phrases, "visitor-search")).map(Message::Find),
            None => ui
                .button("queue-member", say!(phrases, "queue-member"), Message::MemberPressed)
                .icon(Icon::Search)
                .fill()
                .disabled_if(ctx.blocked(under_way))
                .into(),
        };
        ui.column(items![list, ui.hairline(), join, member])
            .spacing(ui.space(Space::S))
            .width(Length::Fill)
            .into()
    }

    fn row<'a>(&self, ctx: &Ctx<'a>, room: &'a RoomView, row: &'a QueueRow) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let alias = phrases.shared.alias(&row.alias);
        let remove = ui
            .button(
                format!("queue-remove-{}", row.id),
                say!(phrases, "queue-remove", alias = alias.clone()),
                Message::RemovePressed(row.id),
            )
            .quiet()
            .icon_only(Icon::Close)
            .disabled_if(ctx.blocked(self.under_way.then(String::new)));
        // Whoever is called waits no more: neither a place nor a time to be called is theirs.
        let place: Element<'a, Message> = match &row.called {
            Some(_) => ui.icon_in(Icon::Walk, TextRole::Heading, Tone::Accent),
            None => ui.heading(row.place.to_string()).id(format!("queue-place-{}", row.id)).into(),
        };
        let place = container(place).center_x(ui.text_size(TextRole::Heading) * PLACE);
        let about = row.called.is_none().then(|| ui.caption(about(ctx, row)).into());
        let missed = (row.missed > 0).then(|| {
            Element::from(
                ui.badge(Tone::Warning, say!(phrases, "queue-missed", count = u32::from(row.missed))),
            )
        });
        let words = std::iter::once(ui.body(alias.clone()).bold().into()).chain(about).chain(missed);
        let words = ui.column(words).spacing(0.0).width(Length::Fill);
        let picture = ui.picture(&row.alias.picture, alias.clone(), 40.0);
        let head = ui.row(items![place, picture, words, remove]).spacing(ui.space(Space::S));
        let call = match &row.called {
            Some(called) => {
                let until = phrases.shared.clock(called.until, ctx.reader);
                let words = say!(phrases, "queue-called", station = called.station.clone(), time = until);
                ui.body(words).tone(Tone::Accent).fill().into()
            }
            None => self.calls(ctx, room, row, &alias),
        };
        ui.column(items![head.width(Length::Fill), call])
            .spacing(ui.space(Space::Xs))
            .width(Length::Fill)
            .into()
    }

    /// One press for each free station.
    fn calls<'a>(
        &self,
        ctx: &Ctx<'a>,
        room: &'a RoomView,
        row: &QueueRow,
        alias: &str,
    ) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let free: Vec<&StationTile> = room.stations.iter().filter(|tile| is_for_anybody(tile)).collect();
        if free.is_empty() {
            return ui.caption(say!(phrases, "open-all-none")).into();
        }
        let buttons = free.into_iter().take(STATIONS).map(|tile| {
            let spoken = say!(phrases, "queue-call", alias = alias.to_owned(), station = tile.name.clone());
            let id = format!("call-{}-{}", row.id, tile.id);
            ui.button(id, tile.name.clone(), Message::CallPressed(row.id, tile.id))
                .icon(Icon::ArrowRight)
                .spoken(spoken)
                .sized(TextRole::Caption)
                .disabled_if(ctx.blocked(self.under_way.then(String::new)))
                .into()
        });
        ui.row(buttons).spacing(ui.space(Space::Xs)).wrap().into()
    }
}

/// About when somebody is called, as far as can be said.
fn about(ctx: &Ctx<'_>, row: &QueueRow) -> String {
    let phrases = ctx.phrases;
    match row.about {
        Some(about) => say!(phrases, "queue-about", time = phrases.shared.clock(about, ctx.reader)),
        None => say!(phrases, "queue-about-unknown"),
    }
}

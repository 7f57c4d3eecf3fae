//! Everything after signing in: the live room behind all screens, and the way between them.

mod hear;

use std::time::{Duration, Instant};

use epn_ui::{Element, Space, Tone, Ui, items};
use epn_wire::console::{LoggedIn, RoomView};
use epn_wire::print_desk::PrintQueue;
use epn_words::Reader;
use iced::Length;
use iced::keyboard::key::Named;
use iced::widget::{Id, container};
use jiff::civil::{Date, DateTime};

use super::{Tab, bar, rail};
use crate::client::{Ask, Client, Failure, StreamEvent};
use crate::ctx::Ctx;
use crate::intent::{Intent, Read, Write};
use crate::live::{Link, Live, needs};
use crate::notice::{Notice, Notices};
use crate::screen::cash::Letterhead;
use crate::screen::sign_in::Why;
use crate::screen::{calendar, cards, cash, export, prints, room, sessions, settings, ticket, visitors};
use crate::words::{Phrases, say};

/// Names hide after so long without use.
pub const NAMES_SHOW_FOR: Duration = Duration::from_mins(1);

#[derive(Debug)]
pub struct Desk {
    client: Client,
    who: LoggedIn,
    live: Live,
    reader: Reader,
    notices: Notices,
    /// The last use since names were shown; none while they are hidden.
    names: Option<Instant>,
    tab: Tab,
    room: room::State,
    ticket: ticket::State,
    visitors: visitors::State,
    sessions: sessions::State,
    settings: settings::State,
    export: export::State,
    calendar: calendar::State,
    cards: cards::State,
    prints: prints::State,
    cash: cash::State,
}

#[expect(clippy::large_enum_variant, reason = "one message at a time is alive")]
#[derive(Clone, Debug)]
pub enum Message {
    Stream(StreamEvent),
    RoomLoaded(Result<RoomView, Failure>),
    /// The print queue, as asked for after it had been heard so often.
    PrintsLoaded(u64, Result<PrintQueue, Failure>),
    TabChosen(Tab),
    KeyPressed(Named),
    NamesPressed,
    /// Somebody used the mouse or the keyboard while names were shown.
    Used,
    /// Time passed while names were shown or the hub was away.
    Ticked,
    NoticeClosed(usize),
    SignOutPressed,
    Room(room::Message),
    Ticket(ticket::Message),
    Visitors(visitors::Message),
    Sessions(sessions::Message),
    Settings(settings::Message),
    Export(export::Message),
    Calendar(calendar::Message),
    Cards(cards::Message),
    Prints(prints::Message),
    Cash(cash::Message),
}

/// What the desk wants done.
#[derive(Debug)]
pub enum Effect {
    Ask(Ask<Message>),
    Write(Write<Message>),
    Read(Read<Message>),
    Focus(Id),
    Leave(Why),
}

impl Desk {
    /// The desk of somebody who was just signed in.
    pub fn new(client: Client, who: LoggedIn) -> (Self, Vec<Effect>) {
        let desk = Self {
            client,
            who,
            live: Live::default(),
            reader: Live::default().reader(),
            notices: Notices::default(),
            names: None,
            tab: Tab::default(),
            room: room::State::default(),
            ticket: ticket::State::default(),
            visitors: visitors::State::default(),
            sessions: sessions::State::default(),
            settings: settings::State::default(),
            export: export::State::default(),
            calendar: calendar::State::default(),
            cards: cards::State::default(),
            prints: prints::State::default(),
            cash: cash::State::default(),
        };
        let effects = desk.ask_all().into_iter().chain([Effect::Focus("tab-room".into())]).collect();
        (desk, effects)
    }

    /// The connection of whoever is signed in.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Who is signed in.
    pub fn name(&self) -> &str {
        &self.who.name
    }

    /// A word for what is shown.
    pub fn screen_id(&self) -> &'static str {
        match self.tab {
            Tab::Room if self.is_away() => "room-without-hub",
            Tab::Room => self.room.part(),
            Tab::Ticket => self.ticket.part(),
            Tab::Visitors => "visitors",
            Tab::Sessions => "sessions",
            Tab::Settings => self.settings.part(),
            Tab::Export => "export",
            Tab::Calendar => self.calendar.part(),
            Tab::Cards => "cards",
            Tab::Prints => self.prints.part(),
            Tab::Cash => self.cash.part(),
        }
    }

    /// The site's name.
    pub fn site(&self) -> &str {
        &self.who.site
    }

    /// The room as last told.
    pub fn room(&self) -> Option<&RoomView> {
        self.live.room.as_ref()
    }

    /// Whether members' names are shown: time and use matter then.
    pub fn shows_names(&self) -> bool {
        self.names.is_some()
    }

    /// Whether the hub is away: how long is shown then.
    pub fn is_away(&self) -> bool {
        matches!(self.live.link, Link::Lost { .. })
    }

    pub fn update(&mut self, message: Message, ui: Ui, phrases: &Phrases, now: Instant) -> Vec<Effect> {
        match message {
            Message::Stream(event) => self.heard(event, now),
            Message::RoomLoaded(outcome) => self.room_loaded(outcome),
            Message::PrintsLoaded(heard, outcome) => self.prints_loaded(heard, outcome),
            Message::TabChosen(tab) => self.show(tab),
            Message::KeyPressed(key) => self.key(key, now),
            Message::NamesPressed => self.turn_names(now),
            Message::Used => self.used(now),
            Message::Ticked => self.tick(now),
            Message::NoticeClosed(index) => {
                self.notices.close(index);
                Vec::new()
            }
            Message::SignOutPressed => vec![Effect::Leave(Why::LoggedOut)],
            message => self.on_screen(message, ui, phrases),
        }
    }

    fn on_screen(&mut self, message: Message, ui: Ui, phrases: &Phrases) -> Vec<Effect> {
        let ctx = Ctx { ui, phrases, reader: &self.reader, names: false, away: None };
        match message {
            Message::Room(message) => {
                let intent = self.room.update(message, &self.live).map(Message::Room);
                self.carry(intent)
            }
            Message::Ticket(message) => {
                let intent = self.ticket.update(message, &ctx).map(Message::Ticket);
                self.carry(intent)
            }
            Message::Visitors(message) => {
                let intent = self.visitors.update(message).map(Message::Visitors);
                self.carry(intent)
            }
            Message::Sessions(message) => {
                let intent = self.sessions.update(message).map(Message::Sessions);
                self.carry(intent)
            }
            Message::Settings(message) => {
                let intent = self.settings.update(message, &ctx).map(Message::Settings);
                self.carry(intent)
            }
            Message::Export(message) => {
                let intent = self.export.update(message, &ctx).map(Message::Export);
                self.carry(intent)
            }
            Message::Calendar(message) => {
                let intent = self.calendar.update(message, &ctx).map(Message::Calendar);
                self.carry(intent)
            }
            Message::Cards(message) => {
                let intent = self.cards.update(message, &ctx).map(Message::Cards);
                self.carry(intent)
            }
            Message::Prints(message) => {
                let intent = self.prints.update(message).map(Message::Prints);
                self.carry(intent)
            }
            Message::Cash(message) => {
                let now = self.live.room.as_ref().map(|room| room.now);
                let head = Letterhead { site: &self.who.site, now };
                let intent = self.cash.update(message, &ctx, head).map(Message::Cash);
                self.carry(intent)
            }
            _ => Vec::new(),
        }
    }

    /// What a screen wants done: the desk tells, its parent does the rest.
    fn carry(&mut self, intent: Intent<Message>) -> Vec<Effect> {
        match intent {
            Intent::None => Vec::new(),
            Intent::Ask(ask) => {
                self.notices.person_went_on();
                vec![Effect::Ask(ask)]
            }
            Intent::Write(write) => vec![Effect::Write(write)],
            Intent::Read(read) => vec![Effect::Read(read)],
            Intent::Focus(id) => vec![Effect::Focus(id)],
            Intent::Account(whose) => {
                // A ticket whose credit it is about is still to be put on paper.
                let ticket = std::mem::take(&mut self.ticket);
                self.turn_to(Tab::Cash);
                self.ticket = ticket;
                let intent = self.cash.show(*whose).map(Message::Cash);
                self.carry(intent)
            }
            Intent::Tell(notice) => {
                self.notices.add(notice);
                Vec::new()
            }
            Intent::Failed(failure) if failure.is_signed_out() => vec![Effect::Leave(Why::Expired)],
            Intent::Failed(failure) => {
                self.notices.add(Notice::Failed(failure));
                Vec::new()
            }
            Intent::All(all) => all.into_iter().flat_map(|intent| self.carry(intent)).collect(),
        }
    }

    fn today(&self) -> Option<Date> {
        self.reader.now().map(DateTime::date)
    }

    /// What was shown once, and whose money it was, is gone when another screen comes.
    fn turn_to(&mut self, tab: Tab) {
        if tab != self.tab {
            if tab != Tab::Ticket {
                self.ticket.leave();
            }
            self.visitors.leave();
            self.cards.leave();
            self.cash.leave();
            self.notices.person_went_on();
        }
        self.tab = tab;
    }

    fn show(&mut self, tab: Tab) -> Vec<Effect> {
        self.turn_to(tab);
        let today = self.today();
        let mut effects = match tab {
            Tab::Room => self.first_station().into_iter().map(Effect::Focus).collect(),
            Tab::Ticket => vec![Effect::Focus(self.ticket.first_field().into())],
            Tab::Visitors => vec![Effect::Focus("search".into())],
            Tab::Sessions => {
                let intent = self.sessions.enter(today).map(Message::Sessions);
                self.carry(intent)
            }
            Tab::Settings => {
                let intent = self.settings.enter().map(Message::Settings);
                self.carry(intent)
            }
            Tab::Export => {
                self.export.enter(today);
                vec![Effect::Focus("export".into())]
            }
            Tab::Calendar => {
                let intent = self.calendar.enter(self.reader.now()).map(Message::Calendar);
                self.carry(intent)
            }
            Tab::Cards => {
                let intent = cards::ask_who().map(Message::Cards);
                self.carry(intent)
            }
            Tab::Prints if self.live.prints.is_none() => vec![self.ask_prints()],
            Tab::Prints => Vec::new(),
            Tab::Cash => {
                let intent = self.cash.enter().map(Message::Cash);
                self.carry(intent)
            }
        };
        if effects.iter().all(|effect| !matches!(effect, Effect::Focus(_))) {
            effects.push(Effect::Focus(tab.id().into()));
        }
        effects
    }

    /// Where the keyboard starts in the room: who needs somebody first, else the first station.
    fn first_station(&self) -> Option<Id> {
        let room = self.room()?;
        let first =
            needs(room).first().map(|(tile, _)| tile.id).or(room.stations.first().map(|tile| tile.id));
        first.map(room::tile_id)
    }

    fn key(&mut self, key: Named, now: Instant) -> Vec<Effect> {
        match (key, Tab::of_key(key)) {
            (_, Some(tab)) if tab == self.tab => self.turn_further(tab),
            (_, Some(tab)) => self.show(tab),
            (Named::F8, None) => self.turn_names(now),
            (Named::Escape, None) => self.escape(),
            _ => Vec::new(),
        }
    }

    /// The key of the screen that is shown leads to its next part, if it has parts.
    fn turn_further(&mut self, tab: Tab) -> Vec<Effect> {
        let intent = match tab {
            Tab::Settings => self.settings.turn_further().map(Message::Settings),
            Tab::Calendar => self.calendar.turn_further().map(Message::Calendar),
            Tab::Prints => {
                let has_scanner = self.live.prints.as_ref().is_some_and(|queue| queue.scans.is_some());
                self.prints.turn_further(has_scanner).map(Message::Prints)
            }
            Tab::Cash => self.cash.turn_further().map(Message::Cash),
            Tab::Room | Tab::Ticket | Tab::Visitors | Tab::Sessions | Tab::Export | Tab::Cards => {
                return self.show(tab);
            }
        };
        let mut effects = self.carry(intent);
        // What had the focus may be on another part.
        effects.push(Effect::Focus(tab.id().into()));
        effects
    }

    /// What stands beside a screen goes away.
    fn escape(&mut self) -> Vec<Effect> {
        let intent = match self.tab {
            Tab::Room => self.room.update(room::Message::PanelClosed, &self.live).map(Message::Room),
            Tab::Calendar => self.calendar.close_side().map(Message::Calendar),
            Tab::Prints => self.prints.close_form().map(Message::Prints),
            _ => Intent::None,
        };
        self.carry(intent)
    }

    fn turn_names(&mut self, now: Instant) -> Vec<Effect> {
        self.names = if self.names.is_some() { None } else { Some(now) };
        Vec::new()
    }

    fn used(&mut self, now: Instant) -> Vec<Effect> {
        if let Some(last_use) = &mut self.names {
            *last_use = now;
        }
        Vec::new()
    }

    fn tick(&mut self, now: Instant) -> Vec<Effect> {
        let is_idle = |last_use: Instant| now.saturating_duration_since(last_use) >= NAMES_SHOW_FOR;
        if self.names.is_some_and(is_idle) {
            self.names = None;
        }
        Vec::new()
    }

    pub fn view<'a>(&'a self, ui: Ui, phrases: &'a Phrases, now: Instant) -> Element<'a, super::Message> {
        let away = self.live.away_for(now);
        let ctx = Ctx { ui, phrases, reader: &self.reader, names: self.shows_names(), away };
        let lost = away.map(|away| {
            let sentence = phrases.hub_away(away);
            Element::from(
                ui.banner("hub-away", Tone::Danger, sentence)
                    .icon(epn_ui::Icon::WifiOff)
                    .more(say!(phrases, "hub-away-more")),
            )
        });
        let notices = self.notices.iter().enumerate().map(|(index, notice)| {
            let close = super::Message::Desk(Message::NoticeClosed(index));
            Element::from(notice.banner(index, ui, phrases, &self.reader, close))
        });
        let told = lost.into_iter().chain(notices).collect();
        let screen = self.screen(&ctx).map(super::Message::Desk);
        let rail = rail::view(&ctx, self.tab, self.live.paper_for_staff());
        bar::frame(&ctx, rail, bar::top(&ctx, self), told, screen)
    }

    fn screen<'a>(&'a self, ctx: &Ctx<'a>) -> Element<'a, Message> {
        match self.tab {
            Tab::Room => match &self.live.room {
                Some(room) => self.room.view(ctx, room, &self.live).map(Message::Room),
                None => waiting(ctx),
            },
            Tab::Ticket => page(ctx, self.ticket.view(ctx).map(Message::Ticket)),
            Tab::Visitors => page(ctx, self.visitors.view(ctx).map(Message::Visitors)),
            Tab::Sessions => page(ctx, self.sessions.view(ctx).map(Message::Sessions)),
            Tab::Settings => page(ctx, self.settings.view(ctx).map(Message::Settings)),
            Tab::Export => page(ctx, self.export.view(ctx).map(Message::Export)),
            Tab::Calendar => self.calendar.view(ctx).map(Message::Calendar),
            Tab::Cards => page(ctx, self.cards.view(ctx).map(Message::Cards)),
            Tab::Prints => {
                let (prints, room) = (self.live.prints.as_ref(), self.live.room.as_ref());
                page(ctx, self.prints.view(ctx, prints, room).map(Message::Prints))
            }
            Tab::Cash => page(ctx, self.cash.view(ctx, self.live.room.as_ref()).map(Message::Cash)),
        }
    }
}

/// A screen that may be higher than the window.
fn page<'a>(ctx: &Ctx<'a>, content: Element<'a, Message>) -> Element<'a, Message> {
    let ui = ctx.ui;
    let content = container(content).padding(ui.space(Space::Xs)).width(Length::Fill);
    ui.scroll(content).spacing(0).height(Length::Fill).width(Length::Fill).into()
}

/// Before the first room is told.
fn waiting<'a>(ctx: &Ctx<'a>) -> Element<'a, Message> {
    let ui = ctx.ui;
    let words = ui.status(say!(ctx.phrases, "room-loading")).muted();
    container(ui.column(items![words])).center(Length::Fill).into()
}

//! The live room: who needs me first, one tile a station, and everything frequent in one click.

mod order;
mod panel;
mod queue;
mod refused;
mod tags;
mod tile;
mod top;

use std::collections::BTreeMap;

use epn_rules::id::StationId;
use epn_ui::{Element, Space, items};
use epn_wire::console::{OpenedAll, RoomView};
use epn_wire::passage::PassagePurpose;
use iced::Length;
use iced::widget::{Id, container};

use crate::client::{Failure, api};
use crate::ctx::Ctx;
use crate::intent::Intent;
use crate::live::Live;
use crate::notice::Notice;
use crate::screen::cash::Whose;
use crate::words::say;

pub use order::Order;
pub use panel::Panel;
use refused::Refused;

/// The least width of a tile, in logical pixels.
const TILE: f32 = 178.0;

/// The id of a station's tile in the outline.
pub fn tile_id(station: StationId) -> Id {
    Id::from(format!("station-{station}"))
}

/// What stands beside the tiles.
#[derive(Debug, Default)]
enum Beside {
    #[default]
    Nothing,
    /// Everything about one station.
    Station(StationId),
    /// Those who wait.
    Queue(queue::State),
}

#[derive(Debug, Default)]
pub struct State {
    beside: Beside,
    panel: Panel,
    /// What each station was told and has not answered yet.
    under_way: BTreeMap<StationId, Order>,
    opens_all: bool,
}

#[derive(Clone, Debug)]
pub enum Message {
    StationPressed(StationId),
    PanelClosed,
    PanelTurned(Panel),
    Ordered(StationId, Order),
    Done {
        station: StationId,
        outcome: Result<(), Failure>,
    },
    OpenAllPressed,
    AllOpened(Result<OpenedAll, Failure>),
    PassagePressed(PassagePurpose),
    PassageCounted(PassagePurpose, Result<(), Failure>),
    /// The money of whoever sits there.
    AccountPressed(Whose),
    QueuePressed,
    Queue(queue::Message),
}

impl State {
    /// What stands beside the tiles, for the window's title.
    pub fn part(&self) -> &'static str {
        match &self.beside {
            Beside::Nothing => "room",
            Beside::Station(_) => "station",
            Beside::Queue(_) => "queue",
        }
    }

    /// Those who wait follow the room.
    pub fn refresh(&mut self) -> Intent<Message> {
        match &mut self.beside {
            Beside::Queue(queue) => queue.refresh().map(Message::Queue),
            Beside::Nothing | Beside::Station(_) => Intent::None,
        }
    }

    fn selected(&self) -> Option<StationId> {
        match &self.beside {
            Beside::Station(station) => Some(*station),
            Beside::Nothing | Beside::Queue(_) => None,
        }
    }

    pub fn update(&mut self, message: Message, live: &Live) -> Intent<Message> {
        match message {
            Message::StationPressed(station) => self.select(station),
            Message::PanelClosed => self.close_panel(),
            Message::PanelTurned(panel) => self.turn(panel),
            Message::Ordered(station, order) => self.order(station, order),
            Message::Done { station, outcome } => self.done(station, outcome, live),
            Message::OpenAllPressed => self.open_all(),
            Message::AllOpened(outcome) => self.all_opened(outcome),
            Message::PassagePressed(purpose) => {
                Intent::Ask(api::passage(purpose).then(move |done| Message::PassageCounted(purpose, done)))
            }
            Message::PassageCounted(purpose, Ok(())) => Intent::Tell(Notice::Passage(purpose)),
            Message::PassageCounted(_, Err(failure)) => Intent::Failed(failure),
            Message::AccountPressed(whose) => Intent::Account(Box::new(whose)),
            Message::QueuePressed => self.show_queue(),
            Message::Queue(message) => match &mut self.beside {
                Beside::Queue(queue) => queue.update(message).map(Message::Queue),
                Beside::Nothing | Beside::Station(_) => Intent::None,
            },
        }
    }

    fn select(&mut self, station: StationId) -> Intent<Message> {
        self.panel = Panel::default();
        if self.selected() == Some(station) {
            self.beside = Beside::Nothing;
            return Intent::None;
        }
        self.beside = Beside::Station(station);
        Intent::focus("panel-close")
    }

    fn show_queue(&mut self) -> Intent<Message> {
        if matches!(self.beside, Beside::Queue(_)) {
            self.beside = Beside::Nothing;
            return Intent::None;
        }
        let mut queue = queue::State::default();
        let asked = queue.load().map(Message::Queue);
        self.beside = Beside::Queue(queue);
        Intent::All(vec![asked, Intent::focus("queue-join")])
    }

    /// The focus goes back to where it came from.
    fn close_panel(&mut self) -> Intent<Message> {
        self.panel = Panel::default();
        match std::mem::take(&mut self.beside) {
            Beside::Nothing => Intent::None,
            Beside::Station(station) => Intent::focus(tile_id(station)),
            Beside::Queue(_) => Intent::focus("queue"),
        }
    }

    fn turn(&mut self, panel: Panel) -> Intent<Message> {
        let opens = std::mem::discriminant(&self.panel) != std::mem::discriminant(&panel);
        self.panel = panel;
        match self.panel.first_field() {
            Some(id) if opens => Intent::focus(id),
            _ => Intent::None,
        }
    }

    fn order(&mut self, station: StationId, order: Order) -> Intent<Message> {
        if self.under_way.contains_key(&station) {
            return Intent::None;
        }
        self.panel = Panel::default();
        let question = order.question(station);
        self.under_way.insert(station, order);
        Intent::Ask(question.then(move |outcome| Message::Done { station, outcome }))
    }

    fn done(&mut self, station: StationId, outcome: Result<(), Failure>, live: &Live) -> Intent<Message> {
        let order = self.under_way.remove(&station);
        match (outcome, order) {
            (Err(failure), order) => self.failed(station, order.as_ref(), failure),
            (Ok(()), Some(Order::Say(_))) => {
                let station = live.station(station).map(|tile| tile.name.clone()).unwrap_or_default();
                Intent::Tell(Notice::MessageSent { station })
            }
            (Ok(()), Some(Order::MoveTo(to))) => {
                self.beside = Beside::Station(to);
                Intent::None
            }
            (Ok(()), _) => Intent::None,
        }
    }

    /// A refusal by the rules opens the station's panel, where a reason can be given.
    fn failed(&mut self, station: StationId, order: Option<&Order>, failure: Failure) -> Intent<Message> {
        match order.and_then(|order| Refused::of(order, &failure)) {
            Some(refused) => {
                self.beside = Beside::Station(station);
                self.panel = Panel::Refused(refused);
                Intent::focus("order-reason")
            }
            None => Intent::Failed(failure),
        }
    }

    fn open_all(&mut self) -> Intent<Message> {
        self.opens_all = true;
        Intent::Ask(api::open_all().then(Message::AllOpened))
    }

    fn all_opened(&mut self, outcome: Result<OpenedAll, Failure>) -> Intent<Message> {
        self.opens_all = false;
        match outcome {
            Ok(OpenedAll { opened, refused }) => {
                Intent::Tell(Notice::OpenedAll { opened: opened.len(), refused })
            }
            Err(failure) => Intent::Failed(failure),
        }
    }

    pub fn view<'a>(&'a self, ctx: &Ctx<'a>, room: &'a RoomView, live: &Live) -> Element<'a, Message> {
        let ui = ctx.ui;
        let tiles = room.stations.iter().map(|station| {
            let is_selected = self.selected() == Some(station.id);
            let prints = live.prints_for_staff_of(&station.name);
            tile::view(ctx, room, station, is_selected, prints, self.under_way.get(&station.id))
        });
        let grid = container(ui.grid(TILE, tiles)).padding(ui.space(Space::Xs));
        let panel = match &self.beside {
            Beside::Nothing => None,
            Beside::Station(id) => room.stations.iter().find(|tile| tile.id == *id).map(|station| {
                let prints = live.prints_for_staff_of(&station.name);
                panel::view(ctx, room, station, &self.panel, prints, self.under_way.get(&station.id))
            }),
            Beside::Queue(queue) => {
                let content = queue.view(ctx, room).map(Message::Queue);
                Some(panel::frame(ctx, say!(ctx.phrases, "queue"), content))
            }
        };
        if room.stations.is_empty() {
            let lead = ui.body(say!(ctx.phrases, "room-empty-more")).muted();
            let empty = ui.column(items![ui.heading(say!(ctx.phrases, "room-empty")), lead]);
            let card = ui.card(empty).width(Length::Fill);
            return ui.column(items![top::desk(ctx, room, self.opens_all), card]).into();
        }
        let floor = [ui.scroll(grid).spacing(0).height(Length::Fill).width(Length::Fill).into()];
        let floor = ui.row(floor.into_iter().chain(panel)).align_y(iced::Alignment::Start);
        ui.column(items![top::needs(ctx, room), top::desk(ctx, room, self.opens_all), floor])
            .height(Length::Fill)
            .into()
    }
}

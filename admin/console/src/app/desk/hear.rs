//! What the hub says by itself, and the copies that it keeps fresh.

use std::time::Instant;

use epn_wire::console::{ConsoleEvent, RoomView};
use epn_wire::print_desk::PrintQueue;

use super::{Desk, Effect, Message, Tab, Why};
use crate::client::{Failure, StreamEvent, api};
use crate::intent::Intent;
use crate::notice::Notice;

impl Desk {
    /// Asks for everything of which a copy is kept.
    pub(super) fn ask_all(&self) -> Vec<Effect> {
        vec![Effect::Ask(api::room().then(Message::RoomLoaded)), self.ask_prints()]
    }

    pub(super) fn ask_prints(&self) -> Effect {
        let heard = self.live.prints_heard();
        Effect::Ask(api::prints().then(move |queue| Message::PrintsLoaded(heard, queue)))
    }

    pub(super) fn heard(&mut self, event: StreamEvent, now: Instant) -> Vec<Effect> {
        match event {
            StreamEvent::Connected => {
                self.live.connected();
                return self.ask_all();
            }
            StreamEvent::Said(event) => match *event {
                ConsoleEvent::Room { room } => {
                    self.live.connected();
                    return self.see(*room);
                }
                ConsoleEvent::Prints { queue } => self.live.prints_told(*queue),
                ConsoleEvent::Notice { code, detail } => self.notices.add(Notice::FromHub { code, detail }),
            },
            StreamEvent::Lost(failure) => {
                tracing::warn!(%failure, "the hub is away");
                self.live.lost(now);
            }
            StreamEvent::SignedOut => return vec![Effect::Leave(Why::Expired)],
        }
        Vec::new()
    }

    pub(super) fn room_loaded(&mut self, outcome: Result<RoomView, Failure>) -> Vec<Effect> {
        match outcome {
            Ok(room) => {
                // The stream may have told something newer meanwhile.
                let is_news = self.live.room.as_ref().is_none_or(|known| known.now <= room.now);
                if is_news { self.see(room) } else { Vec::new() }
            }
            Err(failure) if failure.is_signed_out() => vec![Effect::Leave(Why::Expired)],
            // The stream tries again by itself, and says so.
            Err(_) => Vec::new(),
        }
    }

    pub(super) fn prints_loaded(&mut self, heard: u64, outcome: Result<PrintQueue, Failure>) -> Vec<Effect> {
        match outcome {
            // The stream may have told something newer meanwhile.
            Ok(queue) if heard == self.live.prints_heard() => self.live.prints_told(queue),
            Err(failure) if failure.is_signed_out() => return vec![Effect::Leave(Why::Expired)],
            // The stream tries again by itself, and says so.
            Ok(_) | Err(_) => {}
        }
        Vec::new()
    }

    /// Takes the room in; what else is shown of the day follows it.
    fn see(&mut self, room: RoomView) -> Vec<Effect> {
        let sitting = |room: &RoomView| -> Vec<_> {
            room.stations.iter().filter_map(|tile| Some(tile.session.as_ref()?.id)).collect()
        };
        let is_moved = self.live.room.as_ref().is_some_and(|known| sitting(known) != sitting(&room));
        self.live.room = Some(room);
        self.reader = self.live.reader();
        let intent = match self.tab {
            Tab::Sessions if is_moved => self.sessions.refresh(self.today()).map(Message::Sessions),
            Tab::Calendar => self.calendar.refresh().map(Message::Calendar),
            Tab::Room => self.room.refresh().map(Message::Room),
            _ => Intent::None,
        };
        self.follow(intent)
    }

    /// What is asked because time passed: nobody went on, and nobody is told that it failed.
    pub(super) fn follow(&mut self, intent: Intent<Message>) -> Vec<Effect> {
        match intent {
            Intent::Ask(ask) => vec![Effect::Ask(ask)],
            other => self.carry(other),
        }
    }
}

//! The program as a mediator meets it, without a window and without a hub.

mod calendar;
mod cards;
mod cash;
mod desk;
mod entry;
mod looks;
mod prints;
mod queue;
mod rules;
mod scans;
mod screens;
mod titles;

use epn_words::Lang;

use super::{DeskMessage, Message};
use crate::client::StreamEvent;
use crate::testing::Bench;

/// Somebody is signed in; the room is live.
fn desk() -> Bench {
    Bench::at_desk(Lang::French, 1280.0, 800.0)
}

fn stream(event: StreamEvent) -> Message {
    Message::Desk(DeskMessage::Stream(event))
}

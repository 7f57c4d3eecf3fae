//! What the program wants the window to do.

use epn_wire::pairing::PairingCode;
use iced::widget::Id;

use super::{Message, desk};
use crate::client::{Ask, Client, HubAddress};
use crate::intent::{Read, Write};

/// One effect; nothing that is drawn waits for it.
#[derive(Debug)]
pub enum Effect {
    Focus(Id),
    Ask(Client, Ask<Message>),
    Write(Write<desk::Message>),
    Read(Read<desk::Message>),
    Pair { hub: HubAddress, code: PairingCode, name: String },
}

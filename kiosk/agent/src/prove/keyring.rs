//! The kernel's user keyring, which survives every process of its uid.

use epn_wire::report::Leftover;

use super::{Target, left};
use crate::fault::Fault;
use crate::session::init::{KeyringAnswer, Order};

/// No key is in the keyrings that outlive the uid's processes.
pub fn prove(target: &Target) -> Result<Vec<Leftover>, Fault> {
    let order = Order::Keyring { uid: target.visitor.as_raw(), clear: false };
    let answer: KeyringAnswer = target.helper.ask(&order)?;
    Ok(left("keyring", "@u", usize::try_from(answer.keys).unwrap_or(usize::MAX)))
}

//! Clears the kernel's user keyring.

use crate::fault::Fault;
use crate::prove::Target;
use crate::session::init::{KeyringAnswer, Order};

/// Clears it as the visitor: what is in it is not root's to see.
pub fn clean(target: &Target) -> Result<u32, Fault> {
    let order = Order::Keyring { uid: target.visitor.as_raw(), clear: true };
    target.helper.ask(&order).map(|answer: KeyringAnswer| answer.keys)
}

//! The screens, one module each: state, what the visitor does, and how it is drawn. Parents only route.

pub mod answer;
pub mod charter;
pub mod entry;
pub mod forgot;
pub mod frame;
pub mod lock;
pub mod member;
pub mod no_account;
pub mod notices;
pub mod out_of_service;
pub mod session;
pub mod ticket;
pub mod wait;

mod parts;
mod sizes;

use epn_ui::Ui;
use epn_wire::kiosk::KioskView;
use epn_words::Reader;

use crate::texts::Texts;

/// What every screen is drawn from.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    pub ui: Ui,
    pub texts: &'a Texts,
    /// Where and when the visitor is.
    pub reader: &'a Reader,
    pub view: &'a KioskView,
}

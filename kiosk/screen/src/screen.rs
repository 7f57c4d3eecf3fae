//! The screens, one module each: state, what the visitor does, and how it is drawn. Parents only route.

pub mod answer;
pub mod called;
pub mod charter;
pub mod code;
pub mod entry;
pub mod forgot;
pub mod frame;
pub mod lock;
pub mod member;
pub mod no_account;
pub mod notices;
pub mod out_of_service;
pub mod paused;
pub mod plan;
pub mod printing;
pub mod room;
pub mod scanning;
pub mod session;
pub mod staff;
pub mod still_there;
pub mod ticket;
pub mod timeline;
pub mod usb;
pub mod wait;
pub mod way_back;

pub(crate) mod parts;
mod sizes;

use std::fmt;

use epn_ui::keys::Press;
use epn_ui::{Element, TextScale, Ui};
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

impl Context<'_> {
    /// Whether text is larger than a screen is laid out for: its content may have to scroll, and its actions stay in
    /// sight below.
    pub fn is_enlarged(&self) -> bool {
        self.ui.comfort.text_scale > TextScale::Normal
    }

    /// Whether text is so large that a screen keeps to what matters.
    pub fn is_large(&self) -> bool {
        self.ui.comfort.text_scale >= TextScale::Larger
    }
}

/// A key that went down in a place where secrets are typed: not for logs.
#[derive(Clone)]
pub struct SecretPress(pub Press);

impl fmt::Debug for SecretPress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretPress(…)")
    }
}

/// What a screen shows: what there is to read and to choose from, and what can be done about it all.
pub struct Body<'a, Message> {
    pub content: Element<'a, Message>,
    pub actions: Vec<Element<'a, Message>>,
}

impl<Message> fmt::Debug for Body<'_, Message> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Body").field("actions", &self.actions.len()).finish_non_exhaustive()
    }
}

impl<'a, Message: 'a> Body<'a, Message> {
    /// A screen with nothing to do but what is in its content.
    pub fn new(content: Element<'a, Message>) -> Self {
        Self { content, actions: Vec::new() }
    }

    /// With buttons, the main one first.
    pub fn with_actions(content: Element<'a, Message>, actions: Vec<Element<'a, Message>>) -> Self {
        Self { content, actions }
    }

    /// For the parent.
    pub fn map<Parent: 'a>(self, to: impl Fn(Message) -> Parent + Copy + 'a) -> Body<'a, Parent> {
        Body {
            content: self.content.map(to),
            actions: self.actions.into_iter().map(|action| action.map(to)).collect(),
        }
    }
}

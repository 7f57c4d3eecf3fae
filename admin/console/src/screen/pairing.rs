//! The first start: this machine and the hub come to trust each other, from one typed code.

use epn_ui::{Element, Icon, Space, Tone, items};
use epn_wire::pairing::PairingCode;
use iced::Length;
use iced::widget::container;

use crate::client::HubAddress;
use crate::ctx::Ctx;
use crate::membership::PairFailure;
use crate::stack::stack;
use crate::words::say;

/// How wide the card is, in logical pixels.
const WIDTH: f32 = 480.0;

#[derive(Clone, Default)]
pub struct State {
    address: String,
    code: String,
    name: String,
    under_way: bool,
    failed: Option<PairFailure>,
}

impl std::fmt::Debug for State {
    /// A code never shows.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pairing").field("address", &self.address).finish_non_exhaustive()
    }
}

#[derive(Clone)]
pub enum Message {
    AddressTyped(String),
    CodeTyped(String),
    NameTyped(String),
    Submitted,
    Failed(PairFailure),
}

impl std::fmt::Debug for Message {
    /// A code never shows.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pairing")
    }
}

/// What the screen asks its parent to do.
#[derive(Debug)]
pub enum Action {
    None,
    Focus(&'static str),
    Pair { hub: HubAddress, code: PairingCode, name: String },
}

impl State {
    /// The screen with what is known already.
    pub fn new(hub: Option<&HubAddress>, name: String) -> Self {
        Self { address: hub.map(ToString::to_string).unwrap_or_default(), name, ..Self::default() }
    }

    /// The field to write in first.
    pub fn first_field(&self) -> &'static str {
        if self.address.is_empty() { "address" } else { "code" }
    }

    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::AddressTyped(address) => self.address = address,
            Message::CodeTyped(code) => self.code = code,
            Message::NameTyped(name) => self.name = name,
            Message::Submitted => return self.submit(),
            Message::Failed(failure) => {
                self.under_way = false;
                self.failed = Some(failure);
                return Action::Focus("code");
            }
        }
        Action::None
    }

    fn submit(&mut self) -> Action {
        let parsed = (self.address.parse::<HubAddress>(), self.code.parse::<PairingCode>());
        let (Ok(hub), Ok(code)) = parsed else {
            return Action::Focus(if self.address.parse::<HubAddress>().is_err() {
                "address"
            } else {
                "code"
            });
        };
        if self.under_way {
            return Action::None;
        }
        self.under_way = true;
        self.failed = None;
        Action::Pair { hub, code, name: self.name.trim().to_owned() }
    }

    pub fn view<'a>(&'a self, ctx: &Ctx<'a>) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let failed = self.failed.as_ref().map(|failure| {
            Element::from(ui.banner("pairing-failed", Tone::Danger, phrases.pair_failure(failure)))
        });
        let wrong_address = (!self.address.is_empty() && self.address.parse::<HubAddress>().is_err())
            .then(|| say!(phrases, "pairing-address-wrong"));
        let long_enough = self.code.chars().filter(char::is_ascii_alphanumeric).count() >= 16;
        let wrong_code = (long_enough && self.code.parse::<PairingCode>().is_err())
            .then(|| say!(phrases, "pairing-code-wrong"));
        let address = ui
            .field("address", say!(phrases, "pairing-address"), &self.address, Message::AddressTyped)
            .hint(say!(phrases, "pairing-address-hint"))
            .error(wrong_address)
            .on_submit(Message::Submitted);
        let code = ui
            .field("code", say!(phrases, "pairing-code"), &self.code, Message::CodeTyped)
            .hint(say!(phrases, "pairing-code-hint"))
            .error(wrong_code)
            .on_submit(Message::Submitted);
        let name = ui
            .field("console-name", say!(phrases, "pairing-name"), &self.name, Message::NameTyped)
            .on_submit(Message::Submitted);
        let under_way = self.under_way.then(|| say!(phrases, "under-way"));
        let go = ui
            .button("pair", say!(phrases, "pairing-go"), Message::Submitted)
            .primary()
            .icon(Icon::Lock)
            .fill()
            .disabled_if(under_way);
        let fields = ui.column(items![address, code, name, go]).width(Length::Fill);
        let content = stack(ui, Space::M, [failed, Some(fields.into())]);
        let card = ui.card(content).width(WIDTH * ui.comfort.text_scale.factor());
        let title = ui.display(say!(phrases, "pairing-title"));
        let lead = ui.body(say!(phrases, "pairing-lead")).muted();
        let head = ui.column(items![title, lead]).spacing(ui.space(Space::Xs));
        container(ui.column(items![head, card]).spacing(ui.space(Space::L))).center_x(Length::Fill).into()
    }
}

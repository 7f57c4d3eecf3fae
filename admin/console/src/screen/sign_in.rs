//! A member of staff says who they are.

use epn_ui::{Element, Icon, Space, Tone, items};
use epn_wire::console::LoggedIn;
use epn_wire::secret::Secret;
use iced::Length;
use iced::widget::container;

use crate::client::{Client, Failure, HubAddress, api};
use crate::ctx::Ctx;
use crate::intent::Intent;
use crate::stack::stack;
use crate::words::say;

/// How wide the card is, in logical pixels.
const WIDTH: f32 = 420.0;

/// Why somebody who was signed in has to sign in again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// They left.
    LoggedOut,
    /// The hub does not know their session any more.
    Expired,
}

#[derive(Default)]
pub struct State {
    name: String,
    password: String,
    under_way: bool,
    failed: Option<Failure>,
    why: Option<Why>,
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SignIn").field("name", &self.name).finish_non_exhaustive()
    }
}

#[derive(Clone)]
pub enum Message {
    NameTyped(String),
    NameEntered,
    PasswordTyped(String),
    Submitted,
    Answered(Result<LoggedIn, Failure>),
}

impl std::fmt::Debug for Message {
    /// A password never shows.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::NameTyped(_) => "NameTyped",
            Self::NameEntered => "NameEntered",
            Self::PasswordTyped(_) => "PasswordTyped",
            Self::Submitted => "Submitted",
            Self::Answered(_) => "Answered",
        })
    }
}

/// What the screen asks its parent to do.
#[derive(Debug)]
pub enum Action {
    Do(Intent<Message>),
    SignedIn(LoggedIn),
}

impl State {
    /// The screen after somebody was signed in.
    pub fn after(name: String, why: Why) -> Self {
        Self { name, why: Some(why), ..Self::default() }
    }

    /// The field to write in first.
    pub fn first_field(&self) -> &'static str {
        if self.name.is_empty() { "name" } else { "password" }
    }

    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::NameTyped(name) => {
                self.name = name;
                Action::Do(Intent::None)
            }
            Message::NameEntered => Action::Do(Intent::focus("password")),
            Message::PasswordTyped(password) => {
                self.password = password;
                Action::Do(Intent::None)
            }
            Message::Submitted => self.submit(),
            Message::Answered(Ok(who)) => Action::SignedIn(who),
            Message::Answered(Err(failure)) => {
                self.under_way = false;
                self.failed = Some(failure);
                Action::Do(Intent::focus("password"))
            }
        }
    }

    fn submit(&mut self) -> Action {
        if self.under_way || self.name.trim().is_empty() || self.password.is_empty() {
            return Action::Do(Intent::None);
        }
        self.under_way = true;
        self.failed = None;
        let password = Secret::from(std::mem::take(&mut self.password));
        let question = api::log_in(self.name.trim().to_owned(), password);
        Action::Do(Intent::Ask(question.then(Message::Answered)))
    }

    pub fn view<'a>(&'a self, ctx: &Ctx<'a>, client: &Client) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let failed = self.failed.as_ref().map(|failure| {
            Element::from(ui.banner("sign-in-failed", Tone::Danger, phrases.failure(failure, ctx.reader)))
        });
        let why = self.why.filter(|_| self.failed.is_none()).map(|why| {
            Element::from(match why {
                Why::LoggedOut => ui.banner("signed-out", Tone::Success, say!(phrases, "signed-out")),
                Why::Expired => ui.banner("signed-out", Tone::Warning, say!(phrases, "signed-out-expired")),
            })
        });
        let name = ui
            .field("name", say!(phrases, "sign-in-name"), &self.name, Message::NameTyped)
            .on_submit(Message::NameEntered);
        let password = ui
            .field("password", say!(phrases, "sign-in-password"), &self.password, Message::PasswordTyped)
            .secret()
            .on_submit(Message::Submitted);
        let under_way = self.under_way.then(|| say!(phrases, "signing-in"));
        let go = ui
            .button("sign-in", say!(phrases, "sign-in"), Message::Submitted)
            .primary()
            .icon(Icon::LogIn)
            .fill()
            .disabled_if(under_way);
        let hub = ui.caption(say!(phrases, "sign-in-hub", hub = hub_words(client.hub())));
        let fields = ui.column(items![name, password, go, hub]).width(Length::Fill);
        let content = stack(ui, Space::M, [failed.or(why), Some(fields.into())]);
        let card = ui.card(content).width(WIDTH * ui.comfort.text_scale.factor());
        let title = ui.display(say!(phrases, "sign-in-title"));
        let lead = ui.body(say!(phrases, "sign-in-lead")).muted();
        let page = ui
            .column(items![ui.column(items![title, lead]).spacing(ui.space(Space::Xs)), card])
            .spacing(ui.space(Space::L));
        container(page).center_x(Length::Fill).into()
    }
}

fn hub_words(hub: &HubAddress) -> String {
    hub.to_string()
}

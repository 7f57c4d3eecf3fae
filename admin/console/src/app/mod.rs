//! The whole program as data: messages in, effects out. The window carries the effects out.

mod bar;
mod desk;
mod effect;
mod rail;

use std::sync::Arc;
use std::time::Instant;

use epn_ui::{Element, Ui};
use epn_wire::peer::Identity;
use epn_words::Lang;
use epn_words::Reader;

use crate::client::{Client, Failure, HubAddress, api};
use crate::ctx::Ctx;
use crate::intent::Intent;
use crate::membership::PairFailure;
use crate::screen::sign_in::Why;
use crate::screen::{pairing, sign_in};
use crate::words::Phrases;

pub use desk::{Desk, Message as DeskMessage};
pub use effect::Effect;
pub use rail::Tab;

/// Every language, loaded before the first frame.
#[derive(Clone, Debug)]
pub struct AllPhrases {
    french: Arc<Phrases>,
    english: Arc<Phrases>,
}

impl AllPhrases {
    /// # Errors
    /// Sentences are missing from this build.
    pub fn load() -> Result<Self, epn_words::NoWords> {
        Ok(Self {
            french: Arc::new(Phrases::new(Lang::French)?),
            english: Arc::new(Phrases::new(Lang::English)?),
        })
    }

    fn get(&self, lang: Lang) -> &Arc<Phrases> {
        match lang {
            Lang::French => &self.french,
            Lang::English => &self.english,
        }
    }
}

/// Where the program stands.
#[derive(Debug)]
enum Stage {
    Pairing(pairing::State),
    SignIn { client: Client, screen: sign_in::State },
    Desk(Box<Desk>),
}

/// The program.
#[derive(Debug)]
pub struct App {
    ui: Ui,
    all: AllPhrases,
    phrases: Arc<Phrases>,
    /// What is used before the site's clock is known.
    reader: Reader,
    stage: Stage,
    /// Counts sign-ins: each has a stream of its own.
    sign_ins: u64,
    now: Instant,
}

/// What happens to the program.
#[expect(clippy::large_enum_variant, reason = "one message at a time is alive")]
#[derive(Clone, Debug)]
pub enum Message {
    Pairing(pairing::Message),
    Paired { hub: HubAddress, outcome: Result<Arc<Identity>, PairFailure> },
    SignIn(sign_in::Message),
    Desk(desk::Message),
    LoggedOut,
    LanguagePressed,
    TextSizePressed,
    ContrastPressed,
}

impl App {
    /// A console that was not paired yet.
    pub fn unpaired(ui: Ui, all: AllPhrases, lang: Lang, hub: Option<&HubAddress>, name: String) -> Self {
        Self::new(ui, all, lang, Stage::Pairing(pairing::State::new(hub, name)))
    }

    /// A console that knows its hub.
    pub fn paired(ui: Ui, all: AllPhrases, lang: Lang, client: Client) -> Self {
        Self::new(ui, all, lang, Stage::SignIn { client, screen: sign_in::State::default() })
    }

    fn new(ui: Ui, all: AllPhrases, lang: Lang, stage: Stage) -> Self {
        let phrases = Arc::clone(all.get(lang));
        let reader = Reader::new("Europe/Paris", None);
        Self { ui, all, phrases, reader, stage, sign_ins: 0, now: Instant::now() }
    }

    /// How it looks.
    pub fn ui(&self) -> Ui {
        self.ui
    }

    /// The name of the window tells the screen: who drives the program from outside waits for it.
    pub fn title(&self) -> String {
        format!("epn-admin: {}", self.screen_id())
    }

    /// A word for each screen, the same in every language.
    fn screen_id(&self) -> &'static str {
        match &self.stage {
            Stage::Pairing(_) => "pairing",
            Stage::SignIn { .. } => "sign-in",
            Stage::Desk(desk) => desk.screen_id(),
        }
    }

    /// The field to write in first.
    pub fn first_field(&self) -> &'static str {
        match &self.stage {
            Stage::Pairing(screen) => screen.first_field(),
            Stage::SignIn { screen, .. } => screen.first_field(),
            Stage::Desk(_) => "tab-room",
        }
    }

    /// The desk, if somebody is signed in, and which sign-in it is.
    pub fn desk(&self) -> Option<(&Desk, u64)> {
        match &self.stage {
            Stage::Desk(desk) => Some((desk, self.sign_ins)),
            Stage::Pairing(_) | Stage::SignIn { .. } => None,
        }
    }

    pub fn update(&mut self, message: Message, now: Instant) -> Vec<Effect> {
        self.now = now;
        match message {
            Message::Pairing(message) => self.pairing(message),
            Message::Paired { hub, outcome } => self.joined(hub, outcome),
            Message::SignIn(message) => self.sign_in(message),
            Message::Desk(message) => self.at_desk(message),
            Message::LoggedOut => Vec::new(),
            Message::LanguagePressed => self.turn_language(),
            Message::TextSizePressed => {
                self.ui.comfort.text_scale = self.ui.comfort.text_scale.next();
                Vec::new()
            }
            Message::ContrastPressed => {
                self.ui.comfort.contrast = self.ui.comfort.contrast.toggled();
                Vec::new()
            }
        }
    }

    fn pairing(&mut self, message: pairing::Message) -> Vec<Effect> {
        let Stage::Pairing(screen) = &mut self.stage else { return Vec::new() };
        match screen.update(message) {
            pairing::Action::None => Vec::new(),
            pairing::Action::Focus(id) => vec![Effect::Focus(id.into())],
            pairing::Action::Pair { hub, code, name } => vec![Effect::Pair { hub, code, name }],
        }
    }

    fn joined(&mut self, hub: HubAddress, outcome: Result<Arc<Identity>, PairFailure>) -> Vec<Effect> {
        let client = outcome.and_then(|identity| {
            Client::new(hub, identity).map_err(|error| PairFailure::NotKept(error.to_string()))
        });
        match client {
            Ok(client) => self.show_sign_in(client, sign_in::State::default()),
            Err(failure) => {
                tracing::warn!(%failure, "this console was not paired");
                self.pairing(pairing::Message::Failed(failure))
            }
        }
    }

    fn show_sign_in(&mut self, client: Client, screen: sign_in::State) -> Vec<Effect> {
        let first = screen.first_field();
        self.stage = Stage::SignIn { client, screen };
        vec![Effect::Focus(first.into())]
    }

    fn sign_in(&mut self, message: sign_in::Message) -> Vec<Effect> {
        let Stage::SignIn { client, screen } = &mut self.stage else { return Vec::new() };
        let client = client.clone();
        match screen.update(message) {
            sign_in::Action::Do(Intent::Ask(ask)) => {
                vec![Effect::Ask(client, ask.map(Message::SignIn))]
            }
            sign_in::Action::Do(Intent::Focus(id)) => vec![Effect::Focus(id)],
            sign_in::Action::Do(_) => Vec::new(),
            sign_in::Action::SignedIn(who) => {
                self.sign_ins += 1;
                let client = client.signed_in(who.token.clone());
                let (desk, effects) = Desk::new(client, who);
                self.stage = Stage::Desk(Box::new(desk));
                self.carry(effects)
            }
        }
    }

    fn at_desk(&mut self, message: desk::Message) -> Vec<Effect> {
        let Stage::Desk(desk) = &mut self.stage else { return Vec::new() };
        let effects = desk.update(message, self.ui, &self.phrases, self.now);
        self.carry(effects)
    }

    /// The desk's effects as the program's own.
    fn carry(&mut self, effects: Vec<desk::Effect>) -> Vec<Effect> {
        let Stage::Desk(desk) = &self.stage else { return Vec::new() };
        let client = desk.client().clone();
        let name = desk.name().to_owned();
        let mut carried = Vec::new();
        for effect in effects {
            match effect {
                desk::Effect::Ask(ask) => {
                    carried.push(Effect::Ask(client.clone(), ask.map(Message::Desk)));
                }
                desk::Effect::Write(write) => carried.push(Effect::Write(write)),
                desk::Effect::Read(read) => carried.push(Effect::Read(read)),
                desk::Effect::Focus(id) => carried.push(Effect::Focus(id)),
                desk::Effect::Leave(why) => {
                    if why == Why::LoggedOut {
                        let bye = api::log_out().then(|_: Result<(), Failure>| Message::LoggedOut);
                        carried.push(Effect::Ask(client.clone(), bye));
                    }
                    let screen = sign_in::State::after(name.clone(), why);
                    carried.extend(self.show_sign_in(client.signed_out(), screen));
                    return carried;
                }
            }
        }
        carried
    }

    fn turn_language(&mut self) -> Vec<Effect> {
        let next = match self.phrases.lang() {
            Lang::French => Lang::English,
            Lang::English => Lang::French,
        };
        self.phrases = Arc::clone(self.all.get(next));
        Vec::new()
    }

    pub fn view(&self) -> Element<'_, Message> {
        let ctx = Ctx { ui: self.ui, phrases: &self.phrases, reader: &self.reader, names: false, away: None };
        match &self.stage {
            Stage::Pairing(screen) => bar::plain(&ctx, screen.view(&ctx).map(Message::Pairing)),
            Stage::SignIn { client, screen } => {
                bar::plain(&ctx, screen.view(&ctx, client).map(Message::SignIn))
            }
            Stage::Desk(desk) => desk.view(self.ui, &self.phrases, self.now),
        }
    }
}

#[cfg(test)]
mod tests;

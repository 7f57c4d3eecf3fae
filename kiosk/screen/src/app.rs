//! The program: holds the agent's last view, and routes.

use std::sync::Arc;
use std::time::Duration;

use epn_ui::{Element, Ui};
use epn_wire::kiosk::{Front, KioskIntent, KioskView, Scene};
use epn_words::Reader;
use iced::widget::Id;

use crate::cli::Options;
use crate::flow::{self, Flow, Place, Reaction, Screen, Visit};
use crate::link::{Heard, Intents};
use crate::preferences::{Change, Preferences};
use crate::screen::{
    Body, Context, SecretPress, answer, charter, entry, forgot, frame, lock, member, no_account,
    out_of_service, paused, plan, printing, room, scanning, session, staff, still_there, ticket, usb, wait,
    way_back,
};
use crate::texts::Texts;

/// What happens.
#[derive(Clone, Debug)]
pub enum Message {
    /// The agent says something, comes or goes.
    Agent(Heard),
    /// A screen's own.
    Flow(flow::Message),
    Prefer(Change),
    Help {
        asked: bool,
    },
    /// The mediator's message was read.
    Dismiss,
    Back,
    /// A key on a screen where something may be scanned at once.
    Scanned(SecretPress),
    /// *Pour l’équipe*.
    StaffWanted,
    /// Somebody pressed something.
    StillThere,
    /// Nobody did since that activity.
    LeftAlone {
        since: u64,
    },
}

impl Message {
    /// Whether it came from something that was pressed on the screen.
    fn is_pressed(&self) -> bool {
        match self {
            Self::Flow(_)
            | Self::Prefer(_)
            | Self::Help { .. }
            | Self::Dismiss
            | Self::Back
            | Self::StaffWanted => true,
            Self::Agent(_) | Self::Scanned(_) | Self::StillThere | Self::LeftAlone { .. } => false,
        }
    }
}

/// What the window is asked to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Give this widget the focus.
    Focus(Id),
}

/// The buttons of a session's screen: when one comes or goes the others stand elsewhere, and none of them keeps the focus.
#[derive(Debug, PartialEq, Eq)]
struct SessionButtons {
    main: Option<Id>,
    pause: bool,
    book: bool,
    prints: bool,
    scans: bool,
}

/// The whole state.
#[derive(Debug)]
pub struct App {
    /// What every visitor finds.
    defaults: Preferences,
    preferences: Preferences,
    texts: Arc<Texts>,
    agent: Option<Intents>,
    view: Option<Box<KioskView>>,
    reader: Reader,
    flow: Flow,
    /// Counts signs of life, so that a wait starts afresh after each.
    activity: u64,
    /// Changes with the place, and with each view: the whole window is drawn anew then.
    turn: bool,
}

impl App {
    /// A screen without an agent yet. `texts` are those of the options' language.
    pub fn new(options: &Options, texts: Arc<Texts>) -> Self {
        let defaults = Preferences { lang: options.lang, comfort: options.comfort() };
        Self {
            defaults,
            preferences: defaults,
            texts,
            agent: None,
            view: None,
            reader: Reader::new("", None),
            flow: Flow::default(),
            activity: 0,
            turn: false,
        }
    }

    /// The window's ground.
    pub fn ground(&self) -> iced::theme::Style {
        self.ui().ground(self.turn)
    }

    /// The kit, as the visitor set it.
    pub fn ui(&self) -> Ui {
        Ui::kiosk().with_comfort(self.preferences.comfort)
    }

    /// How many signs of life there were.
    pub fn activity(&self) -> u64 {
        self.activity
    }

    /// How long to wait for a sign of life before what is half done goes; none if nothing is.
    pub fn patience(&self) -> Option<Duration> {
        let screen = self.screen();
        let changed = self.preferences != self.defaults;
        screen.patience().or_else(|| screen.patience_with_preferences().filter(|_| changed))
    }

    /// Whether something may be scanned though there is no entry for it.
    pub fn takes_scans(&self) -> bool {
        self.screen().takes_cards()
    }

    /// The window's title, which nobody sees on a kiosk: it says which screen is shown to whoever drives the program.
    pub fn title(&self) -> String {
        format!("epn-kiosk: {}", self.screen().place().id())
    }

    fn screen(&self) -> Screen<'_> {
        self.flow.screen(self.view.as_deref())
    }

    /// Takes in what happens.
    pub fn update(&mut self, message: Message) -> Option<Effect> {
        let before = self.attention();
        let is_view = matches!(message, Message::Agent(_));
        let by_scanner = message.is_pressed().then(|| self.flow.pressed_by_scanner()).flatten();
        let reaction = by_scanner.unwrap_or_else(|| self.take_in(message));
        let focus = match reaction {
            Reaction::Nothing => None,
            Reaction::Focus(id) => Some(id.into()),
            Reaction::Say(intent) => {
                self.say(intent);
                None
            }
        };
        let after = self.attention();
        self.turn ^= is_view || before != after;
        focus.or_else(|| (before != after).then(|| self.main_action()).flatten()).map(Effect::Focus)
    }

    fn take_in(&mut self, message: Message) -> Reaction {
        match message {
            Message::Agent(heard) => self.hear(heard),
            Message::Flow(message) => self.step(message),
            Message::Prefer(change) => self.change(change),
            Message::Help { asked } => Reaction::Say(KioskIntent::Help { asked }),
            Message::Dismiss => Reaction::Say(KioskIntent::Dismiss),
            Message::Back => self.flow.back(self.view.as_deref()),
            Message::Scanned(press) => self.flow.scanned(&press, self.view.as_deref()),
            Message::StaffWanted => self.flow.staff_wanted(),
            Message::StillThere => self.still_there(),
            Message::LeftAlone { since } => self.left_alone(since),
        }
    }

    /// What the focus depends on: another screen, one that comes in sight, a lock screen or a session that is laid out
    /// otherwise, or a message put away, moves it to the main action.
    fn attention(&self) -> (Place, bool, Front, Option<lock::Layout>, Option<SessionButtons>) {
        let has_message = self.view.as_ref().is_some_and(|view| view.message.is_some());
        let front = self.view.as_ref().map_or_else(Front::default, |view| view.front);
        let place = self.screen().place();
        let lock = self.view.as_deref().filter(|_| place == Place::Lock).map(lock::layout);
        let buttons = matches!(place, Place::Session { .. }).then(|| self.session_buttons()).flatten();
        (place, has_message, front, lock, buttons)
    }

    fn session_buttons(&self) -> Option<SessionButtons> {
        let view = self.view.as_ref()?;
        let Scene::Active(active) = &view.scene else { return None };
        Some(SessionButtons {
            main: self.main_action(),
            pause: active.may_pause,
            book: view.site.may_book,
            prints: view.printing.is_some(),
            scans: view.scanning.is_some(),
        })
    }

    fn main_action(&self) -> Option<Id> {
        self.view.as_ref().and_then(|view| self.screen().main_action(&view.site))
    }

    fn say(&self, intent: KioskIntent) {
        if let Some(agent) = &self.agent {
            agent.send(intent);
        } else {
            tracing::warn!("there is no agent to tell what the visitor wants");
        }
    }

    fn hear(&mut self, heard: Heard) -> Reaction {
        match heard {
            Heard::Connected(agent) => self.agent = Some(agent),
            Heard::View(view) => return self.see(view),
            Heard::Lost => {
                self.agent = None;
                self.view = None;
                self.flow.lost();
            }
        }
        Reaction::Nothing
    }

    fn see(&mut self, view: Box<KioskView>) -> Reaction {
        self.reader = Reader::new(&view.site.timezone, view.now);
        let (reaction, visit) = self.flow.seen(&view);
        if visit == Visit::Over {
            self.prefer(self.defaults);
        }
        self.view = Some(view);
        reaction
    }

    fn step(&mut self, message: flow::Message) -> Reaction {
        match &self.view {
            Some(view) => self.flow.update(message, view, self.preferences.lang),
            None => Reaction::Nothing,
        }
    }

    /// The button of the new language gives way to that of the old one; the focus stays there.
    fn change(&mut self, change: Change) -> Reaction {
        let before = self.preferences.lang;
        self.prefer(self.preferences.after(change));
        if self.preferences.lang != before && self.is_session() {
            self.say(KioskIntent::Language { lang: self.preferences.lang.tag().to_owned() });
        }
        // Larger letters are laid out otherwise: the focus would be lost with the old layout.
        Reaction::Focus(match change {
            Change::NextTextSize => frame::TEXT_SIZE,
            Change::OtherContrast => frame::CONTRAST,
            Change::Lang(_) if self.preferences.lang == before => return Reaction::Nothing,
            Change::Lang(_) => frame::language(before),
        })
    }

    /// Whether somebody's session is on the station: the strip in it speaks their language too.
    fn is_session(&self) -> bool {
        self.view.as_ref().is_some_and(|view| {
            matches!(
                view.scene,
                Scene::Active(_) | Scene::StillThere { .. } | Scene::Paused(_) | Scene::Grace { .. }
            )
        })
    }

    /// Another language whose sentences cannot be read leaves everything as it was.
    fn prefer(&mut self, preferences: Preferences) {
        if preferences.lang != self.texts.lang() {
            match Texts::new(preferences.lang) {
                Ok(texts) => self.texts = Arc::new(texts),
                Err(error) => {
                    tracing::error!("{error}");
                    return;
                }
            }
        }
        self.preferences = preferences;
    }

    fn still_there(&mut self) -> Reaction {
        self.activity = self.activity.wrapping_add(1);
        Reaction::Nothing
    }

    fn left_alone(&mut self, since: u64) -> Reaction {
        if since != self.activity {
            return Reaction::Nothing;
        }
        // Whatever is shown now waits afresh.
        self.activity = self.activity.wrapping_add(1);
        let (reaction, visit) = self.flow.left_alone(self.view.as_deref());
        if visit == Visit::Over {
            self.prefer(self.defaults);
        }
        reaction
    }

    /// Draws the screen.
    pub fn view(&self) -> Element<'_, Message> {
        let ui = self.ui();
        let Some(view) = self.view.as_deref() else {
            return frame::bare(ui, wait::away(ui, &self.texts));
        };
        let cx = Context { ui, texts: &self.texts, reader: &self.reader, view };
        let screen = self.screen();
        frame::around(&cx, &screen, body(&cx, screen).map(Message::Flow))
    }
}

fn body<'a>(cx: &Context<'a>, screen: Screen<'a>) -> Body<'a, flow::Message> {
    match screen {
        Screen::Away => Body::new(wait::away(cx.ui, cx.texts)),
        Screen::Lock => lock::view(cx).map(flow::Message::Lock),
        Screen::Charter => charter::view(cx).map(flow::Message::Charter),
        Screen::Entry(purpose) => entry::view(cx, purpose).map(flow::Message::Entry),
        Screen::Ticket { state, .. } => ticket::view(cx, state).map(flow::Message::Ticket),
        Screen::Member { state, purpose } => member::view(cx, state, purpose).map(flow::Message::Member),
        Screen::Forgot => forgot::view(cx).map(flow::Message::Forgot),
        Screen::Age(_) => no_account::ages(cx).map(flow::Message::Age),
        Screen::Picture { state, purpose } => {
            no_account::pictures(cx, state, purpose).map(flow::Message::Picture)
        }
        Screen::Deciding => wait::deciding(cx),
        Screen::Answer { answer, way } => {
            answer::view(cx, answer, way, answer::About::LogIn).map(flow::Message::Answer)
        }
        Screen::Plan { screen, .. } => plan::view(cx, screen).map(flow::Message::Plan),
        Screen::Printing { screen, .. } => printing::view(cx, &screen).map(flow::Message::Printing),
        Screen::Scanning { shown, .. } => scanning::view(cx, shown).map(flow::Message::Scanning),
        Screen::Usb { shown, prints } => usb::view(cx, shown, prints).map(flow::Message::Usb),
        Screen::Room => room::view(cx),
        Screen::StillThere { alias, seconds_left, resume } => {
            still_there::view(cx, alias, seconds_left, resume).map(flow::Message::StillThere)
        }
        Screen::Paused(paused) => paused::view(cx, paused).map(flow::Message::Paused),
        Screen::Starting(alias) => wait::starting(cx, alias),
        Screen::Session { active, longest, .. } => {
            session::view(cx, active, longest).map(flow::Message::Session)
        }
        Screen::LastMinute(active) => session::last_minute(cx, active).map(flow::Message::Session),
        Screen::Grace { alias, seconds_left, .. } => {
            session::grace(cx, alias, seconds_left).map(flow::Message::Session)
        }
        Screen::Leaving => session::leaving(cx).map(flow::Message::Session),
        Screen::Pausing(way_back) => session::pausing(cx, way_back).map(flow::Message::Session),
        Screen::WayBack(state) => way_back::view(cx, state).map(flow::Message::WayBack),
        Screen::Ending => wait::ending(cx),
        Screen::OutOfService(reason) => out_of_service::view(cx, reason),
        Screen::Staff(screen) => staff::view(cx, screen).map(flow::Message::Staff),
    }
}

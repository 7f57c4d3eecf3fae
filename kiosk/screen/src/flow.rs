//! Which screen is shown: the agent's view, and the steps that a visitor takes before a log-in. Nothing is drawn here,
//! and nothing is decided but what to show.

mod entering;
mod place;
pub mod plan;
mod planning;
pub mod printing;
mod scanning;
pub mod staff;
mod step;
mod usb;

#[cfg(test)]
mod tests;

use epn_rules::id::PrintJobId;
use epn_rules::long_code::StaffCard;
use epn_rules::ticket_code::TicketCode;
use epn_ui::keys::{CodeEvent, CodeInput};
use epn_wire::kiosk::{Front, KioskIntent, KioskView, LogInAnswer, PlanningShown, Scene};
use epn_wire::planning::PlanningAnswer;
use epn_wire::station::Entry;
use epn_words::Lang;

pub use place::{Place, Screen, minutes_left};
pub use planning::{Booking, Choosing, Day, Done, Goal};
use planning::{Outcome, Planning};
use step::{Entering, Step};
pub use step::{Purpose, Way};

use crate::screen::{
    SecretPress, answer, charter, code, entry, forgot, lock, member, no_account, paused, plan as plan_screen,
    printing as printing_screen, scanning as scanning_screen, session, staff as staff_screen, still_there,
    usb as usb_screen, way_back,
};

/// What the visitor does, by screen.
#[derive(Clone, Debug)]
pub enum Message {
    Lock(lock::Message),
    Charter(charter::Message),
    Entry(entry::Message),
    Ticket(code::Message),
    Member(member::Message),
    Forgot(forgot::Message),
    Age(no_account::AgeChosen),
    Picture(no_account::Message),
    Answer(answer::Message),
    Plan(plan_screen::Message),
    Printing(printing_screen::Message),
    Scanning(scanning_screen::Message),
    Usb(usb_screen::Message),
    Session(session::Message),
    Paused(paused::ResumeWanted),
    WayBack(way_back::Message),
    StillThere(still_there::Here),
    Staff(staff_screen::Message),
}

/// What is to be done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reaction {
    Nothing,
    /// Tell the agent.
    Say(KioskIntent),
    /// Give this widget the focus.
    Focus(&'static str),
}

/// Whether the visitor who was there still is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Visit {
    GoesOn,
    /// Language and comfort go back to what the next visitor expects.
    Over,
}

/// Where the visitor is.
#[derive(Debug, Default)]
pub struct Flow {
    step: Step,
    /// The answer in the view was read, and the agent does not yet say that it knows.
    answer_read: bool,
    /// The same for an answer about bookings or the queue: which one it was.
    plan_read: Option<Box<PlanningAnswer>>,
    /// A session was shown since the last lock screen.
    worked: bool,
    session: session::State,
    /// It is time to close one's work.
    closing: bool,
    prints: printing::Noticed,
    /// The newest print of a USB key that was shown.
    key_print: Option<PrintJobId>,
    /// What a scanner types on a screen without an entry.
    scan: CodeInput,
    /// It began where a ticket may be scanned.
    scans_ticket: bool,
    /// The member of staff left, and the agent does not yet say that it knows.
    staff_left: bool,
}

impl Flow {
    /// What to show.
    pub fn screen<'a>(&'a self, view: Option<&'a KioskView>) -> Screen<'a> {
        let Some(view) = view else { return Screen::Away };
        if let Some(screen) = self.staff_screen(view) {
            return Screen::Staff(screen);
        }
        match &view.scene {
            Scene::Locked { answer } => {
                if let Some(answer) = self.unread(answer.as_ref()) {
                    return Screen::Answer { answer, way: self.step.sent_way() };
                }
                let key = || self.printing_screen(view).or_else(|| usb::documents(view));
                self.step.screen().or_else(key).unwrap_or(Screen::Lock)
            }
            Scene::Deciding => Screen::Deciding,
            Scene::Starting { alias } => Screen::Starting(alias),
            Scene::Active(active) => {
                let front = view.front;
                let session = if session::is_last_minute(active, front) {
                    Screen::LastMinute(active)
                } else {
                    Screen::Session { active, longest: self.session.longest(), front }
                };
                // What is said about the session comes before anything else.
                let beside = || self.printing_screen(view).or_else(|| self.scanning_screen(view));
                let step = self.step.screen().or_else(beside);
                let step = step.filter(|_| !session::has_news(active));
                self.session.screen(active.way_back.as_ref()).or(step).unwrap_or(session)
            }
            Scene::StillThere { alias, seconds_left, resume } => {
                Screen::StillThere { alias, seconds_left: *seconds_left, resume: *resume }
            }
            Scene::Paused(paused) => self.step.screen().unwrap_or(Screen::Paused(paused)),
            Scene::Grace { alias, seconds_left } => {
                let grace = Screen::Grace { alias, seconds_left: *seconds_left, front: view.front };
                self.session.screen(None).or_else(|| self.printing_screen(view)).unwrap_or(grace)
            }
            Scene::Ending => Screen::Ending,
            Scene::OutOfService { reason } => Screen::OutOfService(reason),
        }
    }

    /// The agent says something new. Half-done steps do not outlive the scene that they began on.
    pub fn seen(&mut self, view: &KioskView) -> (Reaction, Visit) {
        let reaction = self.hear_plan(view.planning.as_ref());
        if view.front == Front::Session {
            self.lose_sight();
        }
        self.hear_staff(view.staff.as_ref());
        let is_grace_new = matches!(view.scene, Scene::Grace { .. }) && !self.closing;
        let visit = self.follow(&view.scene);
        self.follow_scans(view);
        self.follow_key(view);
        let prints = self.follow_prints(view, is_grace_new);
        (if reaction == Reaction::Nothing { prints } else { reaction }, visit)
    }

    /// The visitor is at work on another terminal: what was half done here is not what they come back to.
    fn lose_sight(&mut self) {
        self.step = Step::None;
        self.session.stay();
    }

    fn follow(&mut self, scene: &Scene) -> Visit {
        let was_closing = std::mem::replace(&mut self.closing, matches!(scene, Scene::Grace { .. }));
        match scene {
            Scene::Locked { answer } => {
                self.session = session::State::default();
                if answer.is_none() {
                    self.answer_read = false;
                } else if !self.answer_read {
                    self.step.settle();
                }
                if std::mem::take(&mut self.worked) { self.end_visit() } else { Visit::GoesOn }
            }
            Scene::Deciding | Scene::Starting { .. } => {
                self.answer_read = false;
                self.step.settle();
                Visit::GoesOn
            }
            Scene::Active(active) => {
                self.session.follow(active.time);
                self.step.work();
                self.work()
            }
            Scene::Grace { .. } => {
                self.session.forget_leaving_sent();
                if was_closing {
                    self.step.work();
                } else {
                    self.step.rest();
                }
                self.work()
            }
            Scene::Paused(_) => {
                self.session.stay();
                self.step.pause();
                self.work()
            }
            Scene::StillThere { .. } | Scene::Ending | Scene::OutOfService { .. } => {
                self.step.rest();
                self.work()
            }
        }
    }

    /// An answer about bookings or the queue is taken over at once, whoever waits for it: it does not stay where the
    /// next visitor could find it.
    fn hear_plan(&mut self, shown: Option<&PlanningShown>) -> Reaction {
        let Some(PlanningShown::Answer { answer }) = shown else {
            self.plan_read = None;
            return Reaction::Nothing;
        };
        if self.plan_read.as_ref() == Some(answer) {
            return Reaction::Nothing;
        }
        self.plan_read = Some(answer.clone());
        if let Some(planning) = self.step.planning() {
            planning.hear(answer);
        }
        Reaction::Say(KioskIntent::PlanRead)
    }

    /// There is no agent: nothing half done stays.
    pub fn lost(&mut self) {
        *self = Self { worked: self.worked, ..Self::default() };
    }

    fn work(&mut self) -> Visit {
        self.answer_read = false;
        self.worked = true;
        Visit::GoesOn
    }

    fn end_visit(&mut self) -> Visit {
        self.step = Step::None;
        Visit::Over
    }

    fn unread<'a>(&self, answer: Option<&'a LogInAnswer>) -> Option<&'a LogInAnswer> {
        answer.filter(|_| !self.answer_read)
    }

    /// The visitor does something.
    pub fn update(&mut self, message: Message, view: &KioskView, lang: Lang) -> Reaction {
        match message {
            Message::Lock(message) => self.lock(message, view, lang),
            Message::Charter(charter::Message::Accepted) => self.accept(view, lang),
            Message::Charter(charter::Message::Declined) => self.go_to_lock(),
            Message::Entry(message) => self.choose(message),
            Message::Ticket(message) => self.ticket(message),
            Message::Member(message) => self.member(message),
            Message::Forgot(forgot::Message::WithoutAccount) => self.enter(Entering::Age),
            Message::Forgot(forgot::Message::MediatorCalled) => {
                Reaction::Say(KioskIntent::Help { asked: true })
            }
            Message::Age(no_account::AgeChosen(age)) => {
                self.enter(Entering::Picture(no_account::State::new(age)))
            }
            Message::Picture(message) => self.picture(message),
            Message::Answer(answer::Message::Retry) => self.retry(view),
            Message::Answer(answer::Message::Home) => self.leave_answer(),
            Message::Answer(answer::Message::ForgotCode) => self.forgot_after_answer(),
            Message::Plan(message) => self.plan(message),
            Message::Printing(message) => self.printing(message, view),
            Message::Scanning(message) => self.scanning(message),
            Message::Usb(message) => self.usb(message),
            Message::Session(session::Message::BookWanted) => self.book_from_session(),
            Message::Session(session::Message::PauseWanted) => self.pause(view),
            Message::Session(session::Message::PrintsWanted) => self.open_prints(),
            Message::Session(session::Message::ScanWanted) => self.open_scanning(),
            Message::Session(message) => self.session.update(message),
            Message::Paused(paused::ResumeWanted) => self.resume(view),
            Message::WayBack(message) => self.way_back(message),
            Message::StillThere(still_there::Here) => Reaction::Say(KioskIntent::StillHere),
            Message::Staff(message) => self.staff(message, view),
        }
    }

    fn lock(&mut self, message: lock::Message, view: &KioskView, lang: Lang) -> Reaction {
        self.scan.clear();
        self.step = match message {
            lock::Message::Started => return self.start(view, lang),
            lock::Message::BookWanted => Step::Planning(Planning::of_somebody(Goal::Book)),
            lock::Message::QueueWanted => Step::Planning(Planning::of_somebody(Goal::Queue)),
            lock::Message::RoomWanted => Step::Room,
        };
        Reaction::Nothing
    }

    fn book_from_session(&mut self) -> Reaction {
        let (planning, asked) = Planning::of_whoever_works_here();
        self.step = Step::Planning(planning);
        Reaction::Say(asked)
    }

    fn plan(&mut self, message: plan_screen::Message) -> Reaction {
        let Some(planning) = self.step.planning() else { return Reaction::Nothing };
        match planning.update(message) {
            Outcome::GoesOn => Reaction::Nothing,
            Outcome::Say(intent) => Reaction::Say(intent),
            Outcome::Over => self.go_to_lock(),
        }
    }

    /// Where there are digits that the pause is over with, they are told first.
    fn pause(&mut self, view: &KioskView) -> Reaction {
        if matches!(&view.scene, Scene::Active(active) if active.way_back.is_some()) {
            self.session.tell_way_back();
            return Reaction::Nothing;
        }
        self.session.update(session::Message::PauseWanted)
    }

    fn resume(&mut self, view: &KioskView) -> Reaction {
        if let Scene::Paused(paused) = &view.scene {
            self.step = Step::Resuming(Entering::again(paused.resume));
        }
        Reaction::Nothing
    }

    fn way_back(&mut self, message: way_back::Message) -> Reaction {
        let Some(Entering::WayBack(state)) = self.step.entering() else { return Reaction::Nothing };
        match state.update(message) {
            way_back::Action::None => Reaction::Nothing,
            way_back::Action::Focus(id) => Reaction::Focus(id),
            way_back::Action::Resume(code) => self.step.resume_by(code),
        }
    }

    fn go_to_lock(&mut self) -> Reaction {
        self.scan.clear();
        self.scans_ticket = false;
        self.step = Step::None;
        Reaction::Nothing
    }

    fn enter(&mut self, at: Entering) -> Reaction {
        self.step.go(at);
        Reaction::Nothing
    }

    /// A key, whatever has the focus: a staff card may be scanned at any time, a ticket where a way to enter is chosen.
    /// The Enter that ends a scan may have pressed something meanwhile; what was scanned wins.
    pub fn scanned(&mut self, press: &SecretPress, view: Option<&KioskView>) -> Reaction {
        self.scans_ticket |= matches!(self.screen(view), Screen::Entry(_));
        match self.scan.press(&press.0) {
            CodeEvent::Submitted(code) if code.parse::<StaffCard>().is_ok() => self.staff_card(code.into()),
            CodeEvent::Submitted(code)
                if std::mem::take(&mut self.scans_ticket) && code.parse::<TicketCode>().is_ok() =>
            {
                self.step.known(Entry::Ticket { code: code.into() })
            }
            CodeEvent::Submitted(_) | CodeEvent::Changed | CodeEvent::Ignored => Reaction::Nothing,
        }
    }

    /// One step back, where there is one.
    pub fn back(&mut self, view: Option<&KioskView>) -> Reaction {
        match self.screen(view) {
            Screen::Answer { .. } => self.leave_answer(),
            Screen::Leaving | Screen::Pausing(_) => self.session.update(session::Message::Stay),
            Screen::Staff(_) => view.map_or(Reaction::Nothing, |view| self.staff_back(view)),
            _ => {
                self.step.back();
                Reaction::Nothing
            }
        }
    }

    /// Nobody is there any more: what was half done goes, what was typed is wiped. Who works here, or whose session
    /// waits here, keeps their language.
    pub fn left_alone(&mut self, view: Option<&KioskView>) -> (Reaction, Visit) {
        let is_session = |view: &KioskView| {
            matches!(view.scene, Scene::Active(_) | Scene::Paused(_) | Scene::Grace { .. })
        };
        let visit = if view.is_some_and(is_session) { Visit::GoesOn } else { Visit::Over };
        match self.screen(view) {
            Screen::Leaving | Screen::Pausing(_) => (self.session.update(session::Message::Stay), visit),
            Screen::Answer { .. } => (self.leave_answer(), visit),
            Screen::Session { front: Front::Kiosk, .. }
            | Screen::LastMinute(_)
            | Screen::Printing { front: Front::Kiosk, .. }
            | Screen::Scanning { front: Front::Kiosk, .. }
            | Screen::Grace { front: Front::Kiosk, .. } => (Reaction::Say(KioskIntent::BackToSession), visit),
            Screen::Staff(_) => (view.map_or(Reaction::Nothing, |view| self.staff_leaves(view)), visit),
            _ if view.is_some_and(|view| view.usb.is_some()) => (self.leave_key(), visit),
            _ => (self.go_to_lock(), visit),
        }
    }
}

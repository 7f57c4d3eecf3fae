//! Carries out what the machine decides: journals, orders, tells the hub and shows the screen, in that order.

use std::collections::VecDeque;

use epn_rules::id::StationId;
use epn_wire::audit::Audit;
use epn_wire::bar::BarView;
use epn_wire::clock::SiteClock;
use epn_wire::kiosk::KioskView;
use epn_wire::lease::NoRandomness;
use epn_wire::link::{FromLink, ToLink};
use epn_wire::station::{Events, FromStation, Health, Hello, OLDEST, StationState, ToStation, VERSION};
use tokio::sync::{mpsc, watch};

use super::audited::Audited;
use super::clock;
use super::crash::Crash;
use super::machine::{Effect, Input, Machine, Moment, Write};
use super::pulse::Pulse;
use super::upload::{Fits, Held, Upload};
use super::worker::{Order, Worker};
use crate::journal::{Journal, Stamp};
use crate::usb::UsbOrder;

/// Events in one message: half of what a message may hold, since a single one is never longer than the other half.
const EVENTS_BYTES: usize = epn_wire::framing::LONGEST / 2;

/// The running agent. [`Self::feed`] is all that ever changes it.
#[derive(Debug)]
pub struct Agent {
    pub station: StationId,
    pub version: String,
    pub machine: Machine,
    pub journal: Journal,
    pub upload: Upload,
    pub pulse: Pulse,
    pub audited: Audited,
    pub site_clock: SiteClock,
    pub worker: Worker,
    /// What is to be done about USB keys.
    pub usb: mpsc::UnboundedSender<UsbOrder>,
    pub link: mpsc::Sender<ToLink>,
    pub views: watch::Sender<KioskView>,
    /// What the strip in the session shows.
    pub bars: watch::Sender<BarView>,
    pub crash: Crash,
    /// What the hub was last told of the state, and the end of the session then.
    pub told: Option<(StationState, Option<u64>)>,
    /// Whether it stops once nobody sits there, for its successor.
    pub makes_way: bool,
    /// Whether it was asked to stop, and whether it may.
    pub stopping: bool,
    pub stopped: bool,
}

/// What to do about a message of the hub.
enum Heard {
    /// The machine decides.
    Decide(Input),
    /// It is dealt with.
    Nothing,
}

impl Agent {
    /// Takes in one input and everything that follows from it.
    pub fn feed(&mut self, input: Input) -> Result<(), NoRandomness> {
        let mut inputs = VecDeque::from([input]);
        // What is due comes first: nobody is answered as if a deadline had not passed.
        let now = clock::boot_ms();
        if self.machine.deadline(now).is_some_and(|due| due <= now) {
            inputs.push_front(Input::Timer);
        }
        while let Some(input) = inputs.pop_front() {
            let moment = clock::moment(&self.site_clock)?;
            let effects = self.machine.step(input, &moment);
            self.carry_out(effects, &moment, &mut inputs);
        }
        self.tell_everybody();
        Ok(())
    }

    /// Stops if a successor waits and nobody sits there: an upgrade ends no session.
    pub fn make_way(&mut self) -> Result<(), NoRandomness> {
        if self.makes_way && !self.stopping && self.machine.is_free() {
            self.stopping = true;
            self.feed(Input::ShutDown)?;
        }
        Ok(())
    }

    /// Does what the machine wants; whatever follows from that is put into `inputs`.
    pub fn carry_out(&mut self, effects: Vec<Effect>, moment: &Moment, inputs: &mut VecDeque<Input>) {
        for effect in effects {
            match effect {
                Effect::Journal(writes) => {
                    if !self.journal(writes, moment, inputs) {
                        // Nothing that was to follow is done.
                        return;
                    }
                }
                Effect::Start => self.worker.order(Order::Start(self.machine.audience())),
                Effect::Show => self.show(clock::boot_ms()),
                Effect::ShowKiosk => self.worker.order(Order::ShowKiosk),
                Effect::ShowSession => self.worker.order(Order::ShowSession),
                Effect::Guard { over_ms } => self.worker.order(Order::Guard { over_ms }),
                Effect::Freeze => self.worker.order(Order::Freeze),
                Effect::Thaw => self.worker.order(Order::Thaw),
                Effect::LookForUse => self.worker.order(Order::LookForUse),
                // The watch of USB keys ends only with the agent.
                Effect::Usb(order) => drop(self.usb.send(order)),
                Effect::WriteScan(piece) => self.worker.order(Order::WriteScan(piece)),
                Effect::Kill => self.worker.order(Order::Kill),
                Effect::Erase => self.worker.order(Order::Erase),
                Effect::Prove => self.worker.order(Order::Prove),
                Effect::OpenConsole => self.worker.order(Order::OpenConsole),
                Effect::CloseConsole => self.worker.order(Order::CloseConsole),
                Effect::Say(message) => self.say(*message),
                Effect::NoteWrongTry { times } => tracing::warn!(times, "a wrong try to resume the session"),
                Effect::MendJournal => {
                    if self.journal.mend().is_ok() {
                        inputs.push_back(Input::JournalMended);
                    }
                }
                Effect::Exit => self.stopped = true,
            }
        }
    }

    /// Writes, and says whether the agent may go on. Once the journal is known to be broken it may: whatever is done
    /// then only takes away.
    fn journal(&mut self, writes: Vec<Write>, moment: &Moment, inputs: &mut VecDeque<Input>) -> bool {
        let steps: Vec<_> = writes
            .iter()
            .filter_map(|write| match write {
                Write::Step(phase) => Some(*phase),
                _ => None,
            })
            .collect();
        let stamp = Stamp { boot_ms: moment.boot_ms, at: self.machine.site_at(moment.boot_ms) };
        let broken = self.machine.journal_is_broken();
        match self.journal.write(stamp, writes) {
            Ok(()) => {
                for step in steps {
                    self.crash.passed(step);
                }
                if broken {
                    inputs.push_back(Input::JournalMended);
                }
                true
            }
            Err(error) => {
                tracing::error!(%error, "the journal cannot be written");
                if !broken {
                    inputs.push_back(Input::JournalBroken);
                }
                broken
            }
        }
    }

    /// The link part said something.
    pub fn hear(&mut self, news: FromLink) -> Result<(), NoRandomness> {
        match news {
            FromLink::Up => {
                tracing::info!("connected to the hub");
                self.upload.reset();
                self.told = None;
                self.audited.forget_telling();
                self.say_hello();
                Ok(())
            }
            FromLink::Down { why } => {
                tracing::info!(%why, "the hub cannot be reached");
                self.upload.reset();
                self.told = None;
                self.audited.forget_telling();
                self.feed(Input::LinkDown)
            }
            FromLink::Hub { message } => match self.hear_hub(*message) {
                Heard::Decide(input) => self.feed(input),
                Heard::Nothing => {
                    self.tell_everybody();
                    Ok(())
                }
            },
        }
    }

    /// Sorts out what concerns the journal rather than the lifecycle.
    fn hear_hub(&mut self, message: ToStation) -> Heard {
        match &message {
            ToStation::Welcome(welcome) => {
                self.compare_journals(|upload, held| upload.welcome(welcome.stored_through, held));
            }
            ToStation::Rejected { why } => tracing::error!(%why, "the hub will not talk to this station"),
            ToStation::Ack { epoch, through } => {
                if *epoch == self.journal.epoch() {
                    self.upload.acknowledged(*through);
                    if let Err(error) = self.journal.acknowledge(*through) {
                        tracing::warn!(%error, "an acknowledgement could not be noted");
                    }
                }
                return Heard::Nothing;
            }
            ToStation::Resend { epoch, after } => {
                if *epoch == self.journal.epoch() {
                    self.compare_journals(|upload, held| upload.resend(*after, held));
                }
                return Heard::Nothing;
            }
            ToStation::Command { id, .. } => match self.journal.outcome_of(*id) {
                Ok(None) => {}
                Ok(Some(outcome)) => {
                    self.say(FromStation::Done { id: *id, outcome });
                    return Heard::Nothing;
                }
                Err(error) => {
                    // The hub repeats what was never answered.
                    tracing::error!(%error, "a command is not carried out: it may have been before");
                    return Heard::Nothing;
                }
            },
            ToStation::Pong { .. }
            | ToStation::Reply { .. }
            | ToStation::Site(_)
            | ToStation::Printing(_) => {}
        }
        Heard::Decide(Input::Hub(Box::new(message)))
    }

    /// Lets the upload take in how far the hub is. Where that does not fit this journal, a new one begins.
    fn compare_journals(&mut self, take_in: impl FnOnce(&mut Upload, Held) -> Fits) {
        let held = match self.journal.held() {
            Ok(held) => held,
            Err(error) => {
                tracing::error!(%error, "the journal cannot be read: the connection is made anew");
                return self.connect_again();
            }
        };
        if let Fits::No(misfit) = take_in(&mut self.upload, held) {
            tracing::warn!(%misfit, "a new journal begins, with what the hub does not have");
            if let Err(error) = self.journal.renew(misfit.stored()) {
                tracing::error!(%error, "no new journal could be begun");
            }
            self.connect_again();
        }
    }

    /// A journal is named in the hello: the next connection begins with it.
    fn connect_again(&mut self) {
        self.upload.reset();
        self.tell_link(ToLink::Reconnect);
    }

    fn say_hello(&self) {
        self.say(FromStation::Hello(Hello {
            versions: (OLDEST, VERSION),
            station: self.station,
            boot: self.journal.boot(),
            epoch: self.journal.epoch(),
            last_event: self.journal.last_event(),
            agent: self.version.clone(),
        }));
    }

    /// A new look at the machine: a sign of life.
    pub fn beat(&mut self, health: Health) {
        self.pulse.feel(health);
        if self.machine.is_welcome() {
            let ping = self.pulse.ping();
            self.say(FromStation::Ping(ping));
        }
    }

    /// A new look at the lockdown.
    pub fn audit(&mut self, audit: Audit) {
        self.audited.take_in(audit);
        self.tell_everybody();
    }

    /// Hands a message to the link part. If that does not keep up, the message is lost, as it is on a line that breaks:
    /// whatever matters is sent again.
    fn say(&self, message: FromStation) {
        self.tell_link(ToLink::Say { message: Box::new(message) });
    }

    fn tell_link(&self, order: ToLink) {
        if self.link.try_send(order).is_err() {
            tracing::warn!("the link part does not keep up: a message is lost");
        }
    }

    /// Shows the screen and tells the hub what is new.
    pub fn tell_everybody(&mut self) {
        let now = clock::boot_ms();
        self.show(now);
        if self.machine.is_welcome() {
            self.tell_state(now);
        }
        self.send_events(now);
    }

    fn show(&self, now: u64) {
        show_news(&self.views, self.machine.view(now));
        show_news(&self.bars, self.machine.bar_view(now));
    }

    fn tell_state(&mut self, now: u64) {
        let key = (timeless(self.machine.state(now, None)), self.machine.ends_ms());
        if self.told.as_ref() != Some(&key) || self.audited.is_news() {
            let health = if self.told.is_none() { self.pulse.whole() } else { None };
            let lockdown = self.audited.tell();
            let state = StationState { lockdown, ..self.machine.state(now, health) };
            self.say(FromStation::State(state));
            self.told = Some(key);
        }
    }

    fn send_events(&mut self, now: u64) {
        let Some(after) = self.upload.next(now, self.journal.last_event()) else { return };
        let events = match self.journal.events_after(after, EVENTS_BYTES) {
            Ok(events) => events,
            Err(error) => {
                tracing::error!(%error, "events cannot be read");
                // Looked at again after a while, as if they had been sent and not acknowledged.
                self.upload.sent(after, now);
                return;
            }
        };
        let Some(last) = events.last().map(|record| record.number) else { return };
        match self.journal.sending(last) {
            Ok(()) => {
                let (epoch, boot) = (self.journal.epoch(), self.journal.boot());
                self.say(FromStation::Events(Events { epoch, events, boot, boot_ms: now }));
            }
            Err(error) => {
                tracing::error!(%error, "events stay here: the disk does not take that they are sent");
            }
        }
        self.upload.sent(last, now);
    }

    /// When there is something to do although nothing happens.
    pub fn deadline(&self) -> Option<u64> {
        let machine = self.machine.deadline(clock::boot_ms());
        machine.into_iter().chain(self.upload.deadline()).min()
    }
}

/// Shows what is not shown already.
fn show_news<View: PartialEq>(screens: &watch::Sender<View>, view: View) {
    screens.send_if_modified(|shown| {
        let news = *shown != view;
        if news {
            *shown = view;
        }
        news
    });
}

/// A state without what changes every second.
fn timeless(mut state: StationState) -> StationState {
    if let Some(session) = &mut state.session {
        (session.used_seconds, session.left_seconds) = (0, 0);
    }
    state
}

//! The machine, driven by hand.

use ed25519_dalek::SigningKey;
use epn_rules::decision::{Decision, Refusal};
use epn_rules::id::{BootId, CommandId, LeaseId, PolicyId, RequestId, SessionId, SiteId, StationId};
use epn_rules::people::{AgeBand, Alias, Category};
use epn_rules::policy::{LeftAlone, PauseRules};
use epn_rules::session::{EndCause, Phase};
use epn_rules::units::Minutes;
use epn_wire::kiosk::{ActiveView, KioskIntent, ResumeWith, Scene};
use epn_wire::lease::{Lease, Nonce, SignedLease};
use epn_wire::report::{Leftover, ResetReport};
use epn_wire::station::{
    Command, Entry, FromStation, OutOfService, Outcome, Reply, Request, SiteView, StationEvent, ToStation,
    Welcome,
};
use jiff::Timestamp;
use ulid::Ulid;

use super::*;
use crate::usb::UsbOrder;

mod alone;
mod anything;
mod faults;
mod front;
mod hub;
mod lifecycle;
mod maintenance;
mod pause;
mod planning;
mod printing;
mod scanning;
mod staff;
mod time;
mod usb;

const START: &str = "2026-03-10T08:00:00Z";
const MINUTE: u64 = 60_000;

/// A machine with its surroundings played by the test.
struct Rig {
    machine: Machine,
    key: SigningKey,
    trust: Trust,
    now: u64,
    wall: Timestamp,
    drawn: u128,
    /// What was journalled, in order.
    events: Vec<StationEvent>,
    steps: Vec<Phase>,
    used: Vec<u32>,
    /// Orders to the worker and words to the hub.
    orders: Vec<&'static str>,
    said: Vec<FromStation>,
    /// How many wrong recovery codes in a row were kept, at each change.
    recovery_tries: Vec<u32>,
    /// How many wrong tries to resume were in a row, at each.
    wrong_tries: Vec<u32>,
    /// When the session is over even if the agent is not there.
    guarded_ms: Option<u64>,
    /// Whether the rig does at once what the machine orders.
    obliging: bool,
    /// Whether sound or a camera is in use.
    media: bool,
    /// What was to be written of scans.
    pieces: Vec<ScanPiece>,
    /// What was to be done about USB keys.
    keys: Vec<UsbOrder>,
}

impl Rig {
    /// A station that has just been started, proved clean and welcomed by the hub.
    fn locked() -> Self {
        let mut rig = Self::started(Kept::default());
        rig.welcome(None);
        rig.forget();
        rig
    }

    fn started(kept: Kept) -> Self {
        Self::with(kept, Pace::default(), true)
    }

    fn with(kept: Kept, pace: Pace, obliging: bool) -> Self {
        Self::at(START.parse().unwrap(), kept, pace, obliging)
    }

    /// A machine whose clock shows `wall` when it starts.
    fn at(wall: Timestamp, kept: Kept, pace: Pace, obliging: bool) -> Self {
        let key = SigningKey::from_bytes(&[7; 32]);
        let trust = Trust {
            site: SiteId(Ulid(1)),
            station: StationId(Ulid(2)),
            boot: BootId(Ulid(3)),
            key: key.verifying_key(),
        };
        let fixed = Fixed {
            trust: trust.clone(),
            pace,
            require_proof: true,
            freezes: true,
            own_terminal: false,
            recovery: None,
            hub_timeout_ms: 5_000,
            version: "1".to_owned(),
        };
        let moment = moment(1_000, wall, 1);
        let (machine, effects) = Machine::new(fixed, kept, &moment);
        let mut rig = Self {
            machine,
            key,
            trust,
            now: 1_000,
            wall,
            drawn: 1,
            events: Vec::new(),
            steps: Vec::new(),
            used: Vec::new(),
            orders: Vec::new(),
            said: Vec::new(),
            wrong_tries: Vec::new(),
            recovery_tries: Vec::new(),
            guarded_ms: None,
            obliging,
            media: false,
            pieces: Vec::new(),
            keys: Vec::new(),
        };
        rig.carry_out(effects);
        rig
    }

    fn forget(&mut self) {
        self.events.clear();
        self.steps.clear();
        self.orders.clear();
        self.said.clear();
    }

    fn feed(&mut self, input: Input) {
        self.drawn += 1;
        let moment = moment(self.now, self.wall, self.drawn);
        let effects = self.machine.step(input, &moment);
        self.carry_out(effects);
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        let mut answers = Vec::new();
        for effect in effects {
            match effect {
                Effect::Journal(writes) => {
                    for write in writes {
                        self.note(write);
                    }
                }
                Effect::Say(message) => self.said.push(*message),
                Effect::Start => self.ordered("start", Input::Started { golden: None }, &mut answers),
                Effect::Show => self.orders.push("show"),
                Effect::ShowKiosk => self.orders.push("kiosk"),
                Effect::ShowSession => self.orders.push("session"),
                Effect::Guard { over_ms } => self.guarded_ms = Some(over_ms),
                Effect::Freeze => self.orders.push("freeze"),
                Effect::Thaw => self.orders.push("thaw"),
                Effect::LookForUse => {
                    self.ordered("look", Input::Looked { in_use: self.media }, &mut answers);
                }
                Effect::WriteScan(piece) => self.pieces.push(*piece),
                Effect::Usb(order) => self.keys.push(order),
                Effect::Kill => self.ordered("kill", Input::Killed, &mut answers),
                Effect::Erase => self.ordered("erase", Input::Erased, &mut answers),
                Effect::Prove => self.ordered("prove", Input::Proved(clean()), &mut answers),
                Effect::NoteWrongTry { times } => self.wrong_tries.push(times),
                Effect::OpenConsole => self.orders.push("open-console"),
                Effect::CloseConsole => self.orders.push("close-console"),
                Effect::MendJournal => self.orders.push("mend"),
                Effect::Exit => self.orders.push("exit"),
            }
        }
        if self.obliging {
            for input in answers {
                self.feed(input);
            }
        }
    }

    fn ordered(&mut self, order: &'static str, answer: Input, answers: &mut Vec<Input>) {
        self.orders.push(order);
        answers.push(answer);
    }

    fn note(&mut self, write: Write) {
        match write {
            Write::Event(event) => self.events.push(event),
            Write::Step(phase) => self.steps.push(phase),
            Write::SessionUsed(seconds) => self.used.push(seconds),
            Write::RecoveryTries(times) => self.recovery_tries.push(times),
            _ => {}
        }
    }

    /// Lets time pass, with a timer at each deadline.
    fn pass(&mut self, ms: u64) {
        let until = self.now + ms;
        while let Some(next) = self.machine.deadline(self.now).filter(|next| *next <= until) {
            self.now = next.max(self.now);
            self.feed(Input::Timer);
            let again = self.machine.deadline(self.now);
            assert!(again.is_none_or(|again| again > self.now), "a deadline does not come twice");
        }
        self.now = until;
    }

    fn hub(&mut self, message: ToStation) {
        self.feed(Input::Hub(Box::new(message)));
    }

    fn welcome(&mut self, out_of_service: Option<OutOfService>) {
        let site = SiteView {
            site: "Médiathèque".to_owned(),
            timezone: "Europe/Paris".to_owned(),
            ..SiteView::default()
        };
        let now = START.parse().unwrap();
        self.hub(ToStation::Welcome(Box::new(Welcome {
            version: 1,
            now,
            stored_through: 0,
            site,
            out_of_service,
        })));
    }

    fn command(&mut self, command: Command) -> CommandId {
        self.drawn += 1;
        let id = CommandId(Ulid(self.drawn));
        self.hub(ToStation::Command { id, command });
        id
    }

    fn log_in(&mut self) {
        self.log_in_with(picture("cat"));
    }

    fn log_in_with(&mut self, entry: Entry) {
        let (charter, lang) = ("1".to_owned(), "fr".to_owned());
        self.feed(Input::Kiosk(KioskIntent::LogIn { entry, charter, lang }));
    }

    /// The last question that was asked.
    fn question(&self) -> (RequestId, Request) {
        self.said
            .iter()
            .rev()
            .find_map(|message| match message {
                FromStation::Request { id, request } => Some((*id, request.clone())),
                _ => None,
            })
            .expect("something was asked")
    }

    /// A lease that answers the last question, for `minutes`.
    fn lease(&self, minutes: u32) -> Lease {
        let (session, nonce, boot) = match self.question().1 {
            Request::LogIn { nonce, boot, .. } | Request::Claim { nonce, boot, .. } => {
                (session_id(), nonce, boot)
            }
            Request::MoreTime { session, nonce, boot, .. } => (session, nonce, boot),
            Request::Plan { .. }
            | Request::Staff { .. }
            | Request::Print { .. }
            | Request::Scan { .. }
            | Request::Usb { .. } => panic!("no lease answers this"),
        };
        self.lease_for(session, nonce, boot, minutes)
    }

    fn lease_for(&self, session: SessionId, nonce: Nonce, boot: BootId, minutes: u32) -> Lease {
        Lease {
            id: LeaseId(Ulid(self.drawn)),
            site: self.trust.site,
            station: self.trust.station,
            session,
            nonce,
            boot,
            seconds: minutes * 60,
            ends: EndCause::TimeUp,
            because: Vec::new(),
            extends_by_itself: false,
            grace: Minutes(5),
            alias: Alias { picture: "cat".to_owned(), ordinal: 1 },
            category: Category::NoAccount,
            policy: PolicyId(Ulid(9)),
            pause: PauseRules::default(),
            left_alone: LeftAlone::default(),
            tariff: None,
        }
    }

    fn grant(&mut self, lease: &Lease) {
        let lease = SignedLease::sign(lease, &self.key).unwrap();
        self.reply(Reply::Lease { lease });
    }

    fn reply(&mut self, reply: Reply) {
        let id = self.question().0;
        self.hub(ToStation::Reply { id, reply });
    }

    /// Logs somebody in for `minutes`.
    fn sit_down(&mut self, minutes: u32) {
        self.sit_down_with(minutes, |_| {});
    }

    fn sit_down_with(&mut self, minutes: u32, change: impl FnOnce(&mut Lease)) {
        self.log_in();
        let mut lease = self.lease(minutes);
        change(&mut lease);
        self.grant(&lease);
    }

    fn press(&mut self, intent: KioskIntent) {
        self.feed(Input::Kiosk(intent));
    }

    /// Wants back. In a pause that digits end, a cat knows them, and other pictures other digits.
    fn resume(&mut self, entry: Entry) {
        let by_code = matches!(self.scene(), Scene::Paused(paused) if paused.resume == ResumeWith::Code);
        self.press(match entry {
            Entry::NoAccount { picture, .. } if by_code => {
                let digits = if picture == "cat" { "4071" } else { "7305" };
                KioskIntent::ResumeByCode { code: digits.to_owned().into() }
            }
            entry => KioskIntent::Resume { entry },
        });
    }

    fn phase(&self) -> Phase {
        self.machine.step.phase()
    }

    fn scene(&self) -> Scene {
        self.machine.view(self.now).scene
    }

    fn active(&self) -> ActiveView {
        match self.scene() {
            Scene::Active(view) => view,
            other => panic!("no session is active: {other:?}"),
        }
    }

    fn ended(&self) -> Vec<(EndCause, u32)> {
        self.events
            .iter()
            .filter_map(|event| match event {
                StationEvent::SessionEnded { cause, seconds, .. } => Some((*cause, *seconds)),
                _ => None,
            })
            .collect()
    }

    fn outcomes(&self) -> Vec<(CommandId, Outcome)> {
        self.said
            .iter()
            .filter_map(|message| match message {
                FromStation::Done { id, outcome } => Some((*id, outcome.clone())),
                _ => None,
            })
            .collect()
    }
}

fn moment(boot_ms: u64, wall: Timestamp, drawn: u128) -> Moment {
    Moment { boot_ms, wall, request: RequestId(Ulid(drawn)), nonce: Nonce(drawn.to_be_bytes()), digits: 4071 }
}

fn picture(picture: &str) -> Entry {
    Entry::NoAccount { age: AgeBand::NonCommunique, picture: picture.to_owned() }
}

fn refusal() -> Reply {
    let because = vec![Refusal::SomebodyWaits { waiting: 1 }];
    Reply::Refused { decision: Decision::Refused { because, next: None } }
}

fn session_id() -> SessionId {
    SessionId(Ulid(77))
}

fn clean() -> ResetReport {
    ResetReport { proved: true, ..ResetReport::default() }
}

fn dirty(count: u32) -> ResetReport {
    let left = Leftover { kind: "file".to_owned(), place: "/var/tmp".to_owned(), count };
    ResetReport { leftovers: vec![left], ..ResetReport::default() }
}

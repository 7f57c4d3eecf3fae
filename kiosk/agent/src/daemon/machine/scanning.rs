//! Scans: the visitor says that they are about to scan, the hub says what came for them, and part by part it is fetched and
//! written into their folder. Nothing of it is kept longer than the session.

use std::collections::{BTreeMap, BTreeSet};

use epn_rules::id::{RequestId, ScanId};
use epn_wire::kiosk::{Front, Scene};
use epn_wire::scanning::{
    ScanAnswer, ScanAsk, ScanPart, ScanReady, ScanTrouble, ScanningShown, SessionScans,
};
use epn_wire::station::{FromStation, Reply, Request};

use super::Machine;
use super::step::{Stage, Step};
use super::turn::{Effect, Turn};

/// How long after the hub had no good answer it is asked again, in milliseconds of the machine.
const AGAIN_MS: u64 = 2_000;

/// A part of a scan, to be written where the last one ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScanPiece {
    pub scan: ScanReady,
    /// At which byte it begins.
    pub from: u64,
    pub part: ScanPart,
}

impl ScanPiece {
    /// At which byte the next begins.
    pub fn end(&self) -> u64 {
        self.from.saturating_add(u64::try_from(self.part.bytes().len()).unwrap_or(u64::MAX))
    }
}

/// The scans of the session that runs.
#[derive(Debug, Default)]
pub(super) struct Scanning {
    /// What the visitor said, until the hub tells what follows from it.
    press: Option<Press>,
    trouble: Option<ScanTrouble>,
    work: Work,
    /// The scan of which a part is written, and how much.
    begun: Option<(ScanReady, u64)>,
    /// What became of each scan; the hub is told until it knows.
    settled: BTreeMap<ScanId, Settled>,
    untold: BTreeSet<ScanId>,
    /// Not before this is the hub asked again.
    rests_until_ms: u64,
    /// How many are in the folder, and how many of them the visitor was not told of at the kiosk.
    arrived: u32,
    unseen: u32,
}

#[derive(Debug)]
struct Press {
    id: RequestId,
    gives_up_ms: u64,
    is_answered: bool,
}

/// What is under way: one thing at a time, so that no more than a part is held in memory.
#[derive(Debug, Default)]
enum Work {
    #[default]
    Nothing,
    /// A part is asked for, or what became of a scan is told.
    Asking { id: RequestId, gives_up_ms: u64, about: ScanId },
    /// A part is written.
    Writing { end: u64 },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Settled {
    Taken,
    NotTaken,
}

impl Scanning {
    /// The session is over.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// What went wrong was read.
    pub fn read(&mut self) {
        self.trouble = None;
    }

    /// Whether this is a question that waits.
    pub fn is_waiting_for(&self, asked: RequestId) -> bool {
        let is_press = self.press.as_ref().is_some_and(|press| press.id == asked && !press.is_answered);
        is_press || matches!(self.work, Work::Asking { id, .. } if id == asked)
    }

    /// The hub told how the session's scans stand.
    pub fn hear(&mut self, told: &SessionScans) {
        self.press.take_if(|press| press.is_answered);
        let is_ready = |id: ScanId| told.ready.iter().any(|ready| ready.id == id);
        self.begun.take_if(|(scan, _)| !is_ready(scan.id));
        let known = self.settled.keys().copied();
        self.untold = known.filter(|id| is_ready(*id)).collect();
    }

    fn is_arriving(&self) -> bool {
        self.begun.is_some() || matches!(self.work, Work::Writing { .. })
    }

    fn settle(&mut self, scan: ScanId, how: Settled) {
        (self.work, self.begun) = (Work::Nothing, None);
        self.settled.insert(scan, how);
        self.untold.insert(scan);
    }

    /// What is to be asked next.
    fn next(&mut self, told: &SessionScans) -> Option<(ScanId, ScanAsk)> {
        if let Some(scan) = self.untold.first().copied() {
            return Some(match self.settled.get(&scan) {
                Some(Settled::NotTaken) => (scan, ScanAsk::NotTaken { scan }),
                _ => (scan, ScanAsk::Taken { scan }),
            });
        }
        let is_new = |ready: &&ScanReady| !self.settled.contains_key(&ready.id);
        let begun = self.begun.or_else(|| Some((*told.ready.iter().find(is_new)?, 0)));
        self.begun = begun;
        begun.map(|(scan, from)| (scan.id, ScanAsk::Part { scan: scan.id, from }))
    }
}

impl Machine {
    /// *Je vais numériser*, or it is taken back.
    pub(super) fn visitor_scans(&mut self, wanted: bool, turn: &mut Turn<'_>) {
        if self.scanning.press.is_some() || !self.is_there() {
            return;
        }
        self.scanning.trouble = None;
        let Some(session) = self.step.session().map(super::Session::id) else { return };
        if !self.hub.answers() {
            self.scanning.trouble = Some(ScanTrouble::NoHub);
            return;
        }
        let Some((id, _)) = turn.question() else { return };
        let gives_up_ms = turn.now().saturating_add(self.fixed.hub_timeout_ms);
        self.scanning.press = Some(Press { id, gives_up_ms, is_answered: false });
        let ask = if wanted { ScanAsk::Want } else { ScanAsk::NoLonger };
        turn.say(FromStation::Request { id, request: Request::Scan { session, ask } });
    }

    /// Whether there is a visitor who can say something.
    fn is_there(&self) -> bool {
        let stage = match &self.step {
            Step::Running { stage, .. } => Some(stage),
            _ => None,
        };
        matches!(stage, Some(Stage::Active | Stage::StillThere(_) | Stage::Grace))
    }

    /// The hub answered something about scans.
    pub(super) fn scanned(&mut self, id: RequestId, reply: Reply, turn: &mut Turn<'_>) {
        let answer = match reply {
            Reply::Scanned { answer } => Some(answer),
            _ => None,
        };
        match self.scanning.press.as_mut().filter(|press| press.id == id) {
            Some(press) => match answer {
                Some(ScanAnswer::Wanted | ScanAnswer::Noted) => press.is_answered = true,
                Some(ScanAnswer::NoScanner) => self.pressed_in_vain(ScanTrouble::NoScanner),
                _ => self.pressed_in_vain(ScanTrouble::NoHub),
            },
            None => self.fetched(answer, turn),
        }
    }

    fn pressed_in_vain(&mut self, why: ScanTrouble) {
        (self.scanning.press, self.scanning.trouble) = (None, Some(why));
    }

    /// A part came, or what was told of a scan is noted.
    fn fetched(&mut self, answer: Option<ScanAnswer>, turn: &mut Turn<'_>) {
        let Work::Asking { about, .. } = std::mem::take(&mut self.scanning.work) else { return };
        let was_told = self.scanning.settled.contains_key(&about);
        match (answer, self.scanning.begun) {
            (Some(ScanAnswer::Noted | ScanAnswer::Gone), _) if was_told => {
                self.scanning.untold.remove(&about);
            }
            (Some(ScanAnswer::Part { bytes: part }), Some((scan, from))) if scan.id == about => {
                let piece = ScanPiece { scan, from, part };
                let end = piece.end();
                if end == from || end > scan.bytes {
                    // It is not what was told: the mediator looks.
                    self.scanning.trouble = Some(ScanTrouble::NotWritten);
                    self.scanning.settle(about, Settled::NotTaken);
                } else {
                    self.scanning.work = Work::Writing { end };
                    turn.order(Effect::WriteScan(Box::new(piece)));
                }
            }
            _ => {
                self.scanning.begun = None;
                self.scanning.rests_until_ms = turn.now().saturating_add(AGAIN_MS);
            }
        }
    }

    /// A part is written, or cannot be.
    pub(super) fn scan_written(&mut self, written: Result<(), ScanTrouble>) {
        let (Work::Writing { end }, Some((scan, _))) = (&self.scanning.work, self.scanning.begun) else {
            return;
        };
        let end = *end;
        match written {
            Ok(()) if end == scan.bytes => {
                self.scanning.arrived = self.scanning.arrived.saturating_add(1);
                self.scanning.unseen = self.scanning.unseen.saturating_add(1);
                self.scanning.settle(scan.id, Settled::Taken);
            }
            Ok(()) => {
                self.scanning.begun = Some((scan, end));
                self.scanning.work = Work::Nothing;
            }
            Err(trouble) => {
                self.scanning.trouble = Some(trouble);
                self.scanning.settle(scan.id, Settled::NotTaken);
            }
        }
    }

    /// Nobody answered in time, or the hub is lost. What was begun goes on when it is back.
    pub(super) fn give_up_scanning(&mut self, all: bool, now: u64) {
        let is_late = |gives_up_ms: u64| all || now >= gives_up_ms;
        match &self.scanning.press {
            Some(press) if is_late(press.gives_up_ms) && press.is_answered => self.scanning.press = None,
            Some(press) if is_late(press.gives_up_ms) => self.pressed_in_vain(ScanTrouble::NoHub),
            _ => {}
        }
        if matches!(self.scanning.work, Work::Asking { gives_up_ms, .. } if is_late(gives_up_ms)) {
            self.scanning.work = Work::Nothing;
            self.scanning.rests_until_ms = now.saturating_add(AGAIN_MS);
        }
    }

    /// Asks for what is next, if there is anything and nothing is under way.
    pub(super) fn fetch_scans(&mut self, turn: &mut Turn<'_>) {
        if !self.may_fetch() || turn.now() < self.scanning.rests_until_ms {
            return;
        }
        let Some(session) = self.step.session().map(super::Session::id) else { return };
        let Some(told) = self.printing.scans() else { return };
        let Some((about, ask)) = self.scanning.next(told) else { return };
        let Some((id, _)) = turn.question() else {
            // One question a step: the next comes at once.
            self.scanning.rests_until_ms = turn.now().saturating_add(1);
            return;
        };
        let gives_up_ms = turn.now().saturating_add(self.fixed.hub_timeout_ms);
        self.scanning.work = Work::Asking { id, gives_up_ms, about };
        turn.say(FromStation::Request { id, request: Request::Scan { session, ask } });
    }

    fn may_fetch(&self) -> bool {
        let has_home = matches!(&self.step, Step::Running { stage, .. } if !matches!(stage, Stage::Starting));
        has_home && self.hub.answers() && matches!(self.scanning.work, Work::Nothing)
    }

    /// When something about scans is due although nothing happens.
    pub(super) fn next_of_scans(&self, now: u64) -> Option<u64> {
        let press = self.scanning.press.as_ref().map(|press| press.gives_up_ms);
        let work = match self.scanning.work {
            Work::Asking { gives_up_ms, .. } => Some(gives_up_ms),
            Work::Writing { .. } => None,
            Work::Nothing => {
                let waits = self.may_fetch() && now < self.scanning.rests_until_ms;
                waits.then_some(self.scanning.rests_until_ms)
            }
        };
        press.into_iter().chain(work).min()
    }

    /// What the screen shows of scans: nothing behind the lock.
    pub(super) fn scanning_shown(&self, scene: &Scene) -> Option<ScanningShown> {
        let is_seen = matches!(scene, Scene::Active(_) | Scene::StillThere { .. } | Scene::Grace { .. });
        let told = self.printing.scans();
        let scanning = &self.scanning;
        (is_seen && self.hub.site.may_scan).then(|| ScanningShown {
            wanted_until: told.and_then(|told| told.wanted_until),
            asking: scanning.press.is_some(),
            arriving: scanning.is_arriving(),
            arrived: scanning.arrived,
            trouble: scanning.trouble,
        })
    }

    /// How many scans the strip tells of.
    pub(super) fn scans_to_tell(&self) -> u32 {
        if self.step.is_paused() { 0 } else { self.scanning.unseen }
    }

    /// Whoever sees the kiosk need not be told by the strip.
    pub(super) fn show_scans(&mut self) {
        if self.is_at_work() && self.front() == Front::Kiosk {
            self.scanning.unseen = 0;
        }
    }
}

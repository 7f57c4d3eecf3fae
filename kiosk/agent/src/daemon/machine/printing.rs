//! Prints: what the hub tells of them goes to the screen, what the visitor decides goes to the hub. Nothing is counted here, and
//! nothing kept longer than the session.

use epn_rules::id::{PrintJobId, RequestId, SessionId};
use epn_wire::bar::BarPrint;
use epn_wire::framing;
use epn_wire::kiosk::{Front, Scene};
use epn_wire::printing::{
    PrintAnswer, PrintAsk, PrintAsked, PrintShown, PrintStage, PrintingShown, SessionPrinting,
};
use epn_wire::scanning::SessionScans;
use epn_wire::station::{FromStation, Reply, Request};

use super::Machine;
use super::step::{Stage, Step};
use super::turn::Turn;

/// The most that is passed on of what the hub tells, in bytes of JSON: the view around it must fit in a frame as well.
const LONGEST: usize = framing::LONGEST / 4;

/// The prints as last told, and what was asked about them.
#[derive(Debug, Default)]
pub(super) struct Printing {
    told: Option<Box<SessionPrinting>>,
    asked: Option<Asked>,
    /// What went wrong while its visitor could see the kiosk, or before they last opened it.
    seen: Vec<(PrintJobId, PrintStage)>,
}

#[derive(Debug)]
struct Asked {
    ask: PrintAsk,
    state: State,
}

#[derive(Debug)]
enum State {
    Waiting { id: RequestId, gives_up_ms: u64 },
    Answered(PrintAnswer),
}

impl Printing {
    /// When the answer is not waited for any more.
    pub fn gives_up_ms(&self) -> Option<u64> {
        match self.asked.as_ref()?.state {
            State::Waiting { gives_up_ms, .. } => Some(gives_up_ms),
            State::Answered(_) => None,
        }
    }

    /// Whether this is the question that waits.
    pub fn is_waiting_for(&self, asked: RequestId) -> bool {
        matches!(self.asked, Some(Asked { state: State::Waiting { id, .. }, .. }) if id == asked)
    }

    /// What became of the last decision was read.
    pub fn read(&mut self) {
        self.asked.take_if(|asked| matches!(asked.state, State::Answered(_)));
    }

    /// The session is over: what it printed is for nobody who comes.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// What the scanner has for the session, as last told.
    pub fn scans(&self) -> Option<&SessionScans> {
        self.told.as_ref().map(|told| &told.scans)
    }

    fn answer(&mut self, answer: PrintAnswer) {
        if let Some(asked) = &mut self.asked {
            asked.state = State::Answered(answer);
        }
    }

    /// What its visitor should look at, the most urgent.
    fn to_look_at(&self) -> Option<BarPrint> {
        self.told.as_ref()?.prints.iter().filter_map(|print| self.why_to_look(print)).max()
    }

    fn why_to_look(&self, print: &PrintShown) -> Option<BarPrint> {
        let is_seen = || self.seen.iter().any(|(id, stage)| *id == print.id && *stage == print.stage);
        match &print.stage {
            PrintStage::Held => Some(BarPrint::ToConfirm),
            stage if stage.went_wrong() && !is_seen() => Some(BarPrint::Trouble),
            _ => None,
        }
    }

    fn see(&mut self) {
        let prints = self.told.iter().flat_map(|told| &told.prints);
        let wrong = prints.filter(|print| print.stage.went_wrong());
        self.seen = wrong.map(|print| (print.id, print.stage.clone())).collect();
    }
}

impl Machine {
    /// The hub tells how prints and money stand. Those of another session than the one that runs are nobody's here.
    pub(super) fn hear_printing(&mut self, told: Box<SessionPrinting>) {
        let fits = serde_json::to_vec(&told).is_ok_and(|text| text.len() <= LONGEST);
        if !fits || self.prints_of() != Some(told.session) {
            return;
        }
        if self.step.session().is_some() {
            self.scanning.hear(&told.scans);
        }
        self.printing.told = Some(told);
    }

    /// Whose prints are told: the running session's, or those of somebody who came with a USB key.
    fn prints_of(&self) -> Option<SessionId> {
        self.step.session().map(super::Session::id).or_else(|| self.usb.visit())
    }

    /// What the screen shows of it: nothing behind the lock, and nothing of an earlier session.
    pub(super) fn printing_shown(&self, scene: &Scene) -> Option<PrintingShown> {
        let is_seen = matches!(
            scene,
            Scene::Active(_) | Scene::StillThere { .. } | Scene::Grace { .. } | Scene::Locked { .. }
        );
        let told = self.printing.told.as_ref().filter(|_| is_seen)?;
        let session = self.prints_of()?;
        (told.session == session).then(|| PrintingShown {
            printing: told.as_ref().clone(),
            asked: self.printing.asked.as_ref().map(|asked| PrintAsked {
                ask: asked.ask.clone(),
                answer: match &asked.state {
                    State::Waiting { .. } => None,
                    State::Answered(answer) => Some(answer.clone()),
                },
            }),
        })
    }

    /// What the strip says of prints.
    pub(super) fn print_to_look_at(&self) -> Option<BarPrint> {
        self.step.session().filter(|_| !self.step.is_paused())?;
        self.printing.to_look_at()
    }

    /// What went wrong is told by the kiosk; the strip need not say it again to whoever saw that.
    pub(super) fn show_prints(&mut self) {
        if self.is_at_work() && self.front() == Front::Kiosk {
            self.printing.see();
        }
    }

    /// The visitor decides about a print of theirs.
    pub(super) fn print(&mut self, ask: PrintAsk, turn: &mut Turn<'_>) {
        if self.printing.gives_up_ms().is_some() {
            return;
        }
        let is_there = match &self.step {
            Step::Running { stage, .. } => {
                matches!(stage, Stage::Active | Stage::StillThere(_) | Stage::Grace)
            }
            Step::Locked { .. } => true,
            _ => false,
        };
        let Some(session) = self.prints_of().filter(|_| is_there) else { return };
        let no_hub = State::Answered(PrintAnswer::NoHub);
        if !self.hub.answers() {
            self.printing.asked = Some(Asked { ask, state: no_hub });
            return;
        }
        let Some((id, _)) = turn.question() else { return };
        let gives_up_ms = turn.now().saturating_add(self.fixed.hub_timeout_ms);
        self.printing.asked = Some(Asked { ask: ask.clone(), state: State::Waiting { id, gives_up_ms } });
        turn.say(FromStation::Request { id, request: Request::Print { session, ask } });
    }

    /// The hub answered the decision that waits.
    pub(super) fn printed(&mut self, reply: Reply) {
        let answer = match reply {
            Reply::Printed { answer } => answer,
            _ => PrintAnswer::NoHub,
        };
        self.printing.answer(answer);
    }

    /// Nobody answered in time, or the hub is lost. A decision that arrived all the same shows in what the hub tells next.
    pub(super) fn give_up_printing(&mut self) {
        if self.printing.gives_up_ms().is_some() {
            self.printing.answer(PrintAnswer::NoHub);
        }
    }
}

//! The lifecycle of a station, as a pure machine: an input and a moment go in, effects come out. It reads no clock,
//! opens no file and knows no network; whatever it is fed, a session exists only by a lease that it verified itself.
//!
//! `Locked → Authenticating → Starting → Active ⇄ Paused → Grace → Ending → Resetting → Proving → Locked`, or
//! `OutOfService`.

mod bar;
mod countdown;
mod entering;
mod front;
mod grant;
mod hub;
pub mod maintenance;
mod opener;
mod pause;
mod pausing;
mod planning;
mod presence;
mod printing;
mod removal;
mod running;
mod scanning;
mod session;
mod staff;
mod step;
mod turn;
mod usb;
mod view;

use epn_rules::id::SessionId;
use epn_rules::session::{EndCause, Phase};
use epn_wire::kiosk::KioskIntent;
use epn_wire::station::{LastReset, SiteView, StationEvent};

pub use grant::{About, Ask, Granted, Trust, Unusable};
pub use scanning::ScanPiece;
pub use session::Session;
pub use turn::{Effect, Input, Moment, SiteTime, Write};

use crate::daemon::pace::Pace;
use crate::internet::Audience;
use crate::recovery::Recovery;
use hub::Hub;
use maintenance::Tries;
use opener::Tried;
use planning::Planning;
use printing::Printing;
use scanning::Scanning;
use staff::Staff;
use step::{Past, Removal, Step};
use turn::Turn;
use usb::Usb;

/// What does not change while the agent runs.
#[derive(Clone, Debug)]
pub struct Fixed {
    pub trust: Trust,
    pub pace: Pace,
    /// Whether the station is only used again after a reset that was proved in full; without root none is.
    pub require_proof: bool,
    /// Whether a session can be made to stand still behind the lock; without root none can.
    pub freezes: bool,
    /// Whether a session has a terminal of its own, so that either it or the kiosk is seen.
    pub own_terminal: bool,
    /// What the station's recovery code is known by, if one was made.
    pub recovery: Option<Recovery>,
    /// How long an answer of the hub is waited for, in milliseconds of the machine.
    pub hub_timeout_ms: u64,
    /// The agent's version.
    pub version: String,
}

/// What the journal kept from an earlier run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    /// The last step that was journalled.
    pub phase: Phase,
    /// The session that was running, and how long it was used as far as was marked.
    pub session: Option<KeptSession>,
    /// A mediator's note, if they took the station out of service.
    pub staff: Option<String>,
    pub last_reset: Option<LastReset>,
    /// How much was left when all disks were last looked at, if anything was.
    pub found_everywhere: Option<u32>,
    pub site: SiteView,
    /// How many recovery codes in a row were wrong.
    pub recovery_tries: u32,
    /// What time it was at the site, if the machine was not restarted since.
    pub site_time: Option<SiteTime>,
}

/// A session that the journal says was running.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptSession {
    pub session: SessionId,
    /// Seconds of site time used at the last mark.
    pub used_seconds: u32,
    /// Whether the machine was restarted since.
    pub power_lost: bool,
}

/// The station's state.
#[derive(Debug)]
pub struct Machine {
    fixed: Fixed,
    step: Step,
    hub: Hub,
    planning: Planning,
    printing: Printing,
    scanning: Scanning,
    usb: Usb,
    /// A member of staff at the screen.
    staff_desk: Staff,
    recovery_tries: Tries,
    /// A mediator's note while they keep the station out of service, or want it so once it is free.
    staff: Option<String>,
    /// The mediator's message to whoever sits there.
    message: Option<String>,
    /// The language that whoever sits there reads, once they said so.
    lang: Option<String>,
    /// Whether the mediator was called.
    help: bool,
    last_reset: Option<LastReset>,
    /// How much was left when all disks were last looked at, if anything was.
    found_everywhere: Option<u32>,
    /// How many sessions in a row did not start.
    failed_starts: u8,
    /// Whether the hub was told that the station is out of service.
    announced_out: bool,
    journal_broken: bool,
    stopping: bool,
}

impl Machine {
    /// Takes up what an earlier run left: whatever it was, it is killed, erased and looked for before the lock shows.
    pub fn new(fixed: Fixed, kept: Kept, moment: &Moment) -> (Self, Vec<Effect>) {
        let mut turn = Turn::new(moment);
        let mut writes = vec![
            Write::Event(StationEvent::AgentStarted { version: fixed.version.clone(), found: kept.phase }),
            Write::Step(Phase::Ending),
        ];
        if let Some(found) = kept.session {
            let cause = if found.power_lost { EndCause::PowerLost } else { EndCause::StationFault };
            let (session, seconds) = (found.session, found.used_seconds);
            writes.push(Write::Event(StationEvent::SessionEnded { session, cause, seconds }));
            writes.push(Write::SessionOver);
        }
        turn.journal(writes);
        turn.order(Effect::Kill);
        let past = Past {
            session: kept.session.map(|found| found.session),
            answer: None,
            since_ms: turn.now(),
            failed: 0,
        };
        let machine = Self {
            fixed,
            step: Step::Removing { stage: Removal::Ending, past },
            hub: Hub::new(kept.site, kept.site_time),
            planning: Planning::default(),
            printing: Printing::default(),
            scanning: Scanning::default(),
            usb: Usb::default(),
            staff_desk: Staff::default(),
            recovery_tries: Tries::kept(kept.recovery_tries, turn.now()),
            staff: kept.staff,
            message: None,
            lang: None,
            help: false,
            last_reset: kept.last_reset,
            found_everywhere: kept.found_everywhere,
            failed_starts: 0,
            announced_out: false,
            journal_broken: false,
            stopping: false,
        };
        (machine, turn.into_effects())
    }

    /// Takes one step.
    pub fn step(&mut self, input: Input, moment: &Moment) -> Vec<Effect> {
        let mut turn = Turn::new(moment);
        match input {
            Input::Kiosk(intent) => self.intent(intent, &mut turn),
            Input::ShowKiosk => self.visitor_opens_kiosk(&mut turn),
            Input::LinkDown => self.hub_lost(&mut turn),
            Input::Hub(message) => self.hub_says(*message, &mut turn),
            Input::Timer => {}
            Input::Started { golden } => self.started(golden, &mut turn),
            Input::NotStarted => self.not_started(&mut turn),
            Input::Exited { clean } => self.exited(clean, &mut turn),
            Input::Activity(activity) => self.hear_activity(activity, &mut turn),
            Input::Looked { in_use } => self.looked(in_use, &mut turn),
            Input::NotSteered => self.not_steered(&mut turn),
            Input::ScanWritten(written) => self.scan_written(written),
            Input::Usb(news) => self.usb_news(news, &mut turn),
            Input::Killed => self.killed(&mut turn),
            Input::Erased => self.erased(&mut turn),
            Input::Proved(report) => self.proved(report, &mut turn),
            Input::LookedEverywhere(report) => self.looked_everywhere(report, &mut turn),
            Input::ConsoleClosed => self.console_closed(&mut turn),
            Input::JournalBroken => self.journal_broken(&mut turn),
            Input::JournalMended => self.journal_mended(&mut turn),
            Input::ShutDown => self.shut_down(&mut turn),
        }
        self.keep_time(&mut turn);
        self.fetch_scans(&mut turn);
        self.show_prints();
        self.show_scans();
        turn.into_effects()
    }

    /// The next moment of the boot-time clock at which a [`Input::Timer`] is wanted.
    pub fn deadline(&self, now: u64) -> Option<u64> {
        let step = match &self.step {
            Step::Locked { .. } | Step::Removing { .. } => None,
            Step::Authenticating { ask, .. } => Some(ask.gives_up_ms),
            Step::Running { stage, session } => self.next_of_session(stage, session, now),
            Step::OutOfService { retry_ms, .. } => *retry_ms,
            Step::Maintenance { over_ms } => Some(*over_ms),
        };
        let minute = self.hub.next_minute(now, self.fixed.pace);
        let staff = self.staff_desk.next_ms(now);
        step.into_iter()
            .chain(minute)
            .chain(self.planning.gives_up_ms())
            .chain(self.printing.gives_up_ms())
            .chain(self.next_of_scans(now))
            .chain(self.usb.gives_up_ms())
            .chain(staff)
            .min()
    }

    /// Whether nobody sits there, nobody comes in, and nothing of a visitor is being removed.
    pub fn is_free(&self) -> bool {
        matches!(self.step, Step::Locked { .. } | Step::OutOfService { .. })
    }

    /// Whether something was left when all disks were last looked at.
    pub fn has_leftovers_somewhere(&self) -> bool {
        self.found_everywhere.is_some()
    }

    /// Where the station stands.
    pub fn phase(&self) -> Phase {
        self.step.phase()
    }

    /// Whom the station is for, as the hub tags it.
    pub fn audience(&self) -> Audience {
        Audience::of(&self.hub.site.tags)
    }

    /// Whether the journal could be written when it was last tried.
    pub fn journal_is_broken(&self) -> bool {
        self.journal_broken
    }

    fn intent(&mut self, intent: KioskIntent, turn: &mut Turn<'_>) {
        let now = turn.now();
        if let Some(session) = self.step.session_mut() {
            session.presence.shows(now);
        }
        self.kiosk_is_used(&intent);
        match intent {
            KioskIntent::LogIn { entry, charter, lang } => self.log_in(entry, charter, lang, turn),
            KioskIntent::Language { lang } => self.lang = Some(lang),
            KioskIntent::AskMoreTime => self.visitor_asks_more(turn),
            KioskIntent::BackToSession => self.back_to_session(turn),
            KioskIntent::Leave => self.visitor_leaves(turn),
            KioskIntent::Pause => self.visitor_pauses(turn),
            KioskIntent::Resume { entry } => self.resume(&Tried::Entry(entry), turn),
            KioskIntent::ResumeByCode { code } => self.resume(&Tried::Code(code), turn),
            KioskIntent::StillHere => self.still_here(turn),
            KioskIntent::Plan { who, ask } => self.plan(who, ask, turn),
            KioskIntent::PlanRead => self.planning.forget(),
            KioskIntent::Print { ask } => self.print(ask, turn),
            KioskIntent::PrintRead => self.printing.read(),
            KioskIntent::Scan { wanted } => self.visitor_scans(wanted, turn),
            KioskIntent::ScanRead => self.scanning.read(),
            KioskIntent::Usb { wish } => self.usb_wish(wish, turn),
            KioskIntent::StaffCard { card, pin } => self.staff_card(card, pin, turn),
            KioskIntent::Recovery { code } => self.recover(&code, turn),
            KioskIntent::StaffAct { act } => self.staff_acts(act, turn),
            KioskIntent::StaffRead => self.staff_read(turn),
            KioskIntent::StaffClose => self.staff_leaves(turn),
            KioskIntent::Help { asked } => self.call(asked, turn),
            KioskIntent::Dismiss => {
                self.dismiss();
                self.notice_is_read(turn);
            }
        }
    }

    /// The visitor calls the mediator, or the call is over.
    fn call(&mut self, asked: bool, turn: &mut Turn<'_>) {
        if self.help != asked {
            self.help = asked;
            turn.event(StationEvent::Help { asked });
        }
    }

    /// Takes away what is shown on top: the message, else the warning, else the answer.
    fn dismiss(&mut self) {
        // What waits behind the lock is for whoever comes back.
        if self.step.is_paused() || self.message.take().is_some() {
            return;
        }
        match &mut self.step {
            Step::Locked { answer } => *answer = None,
            Step::Running { session, .. } => session.dismiss(),
            _ => {}
        }
    }

    /// Does whatever is due.
    fn keep_time(&mut self, turn: &mut Turn<'_>) {
        if self.planning.gives_up_ms().is_some_and(|at| turn.now() >= at) {
            self.give_up_planning();
        }
        if self.printing.gives_up_ms().is_some_and(|at| turn.now() >= at) {
            self.give_up_printing();
        }
        self.give_up_scanning(false, turn.now());
        self.keep_usb_time(turn);
        self.keep_staff_time(turn);
        match &self.step {
            Step::Authenticating { ask, .. } if turn.now() >= ask.gives_up_ms => self.no_answer(turn),
            Step::Running { .. } => self.keep_session_time(turn),
            Step::OutOfService { retry_ms: Some(at), .. } if turn.now() >= *at => self.retry(turn),
            Step::Maintenance { .. } => self.keep_maintenance_time(turn),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;

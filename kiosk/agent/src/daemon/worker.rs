//! The thread that starts sessions, kills, erases and proves: whatever blocks. It does one thing after the other and
//! answers each order with an input of the machine.

use std::io;
use std::thread;
use std::time::{Duration, Instant};

use epn_rules::id::ScanId;
use epn_wire::report::ResetReport;
use epn_wire::scanning::ScanTrouble;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;

use super::machine::{Input, ScanPiece, maintenance};
use crate::fault::{Doing, Fault};
use crate::internet::{Audience, Internet};
use crate::prove::Target;
use crate::reset::{self, Erasing, ResetPlan};
use crate::session::golden::Digest;
use crate::session::{
    self, ArrivingScan, Backend, Session, SessionError, SessionSpec, SessionTree, Settings,
    TechnicianConsole, Terminal,
};

/// How long a technician's console stays open, if the agent does not close it before.
const MAINTENANCE: Duration = Duration::from_millis(maintenance::OPEN_MS);

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    Start(Audience),
    ShowKiosk,
    ShowSession,
    Guard { over_ms: u64 },
    Freeze,
    Thaw,
    LookForUse,
    OpenConsole,
    CloseConsole,
    WriteScan(Box<ScanPiece>),
    Kill,
    Erase,
    Prove,
}

/// The thread's end to order from.
#[derive(Clone, Debug)]
pub struct Worker {
    orders: UnboundedSender<Order>,
}

impl Worker {
    /// Starts the thread; it ends, and with it any session, when this is dropped. `golden` is what the golden profile
    /// was for a session that an earlier run left.
    pub fn start(
        backend: Backend,
        settings: Settings,
        spec: SessionSpec,
        internet: Option<Internet>,
        golden: Option<Digest>,
        answers: UnboundedSender<Input>,
    ) -> anyhow::Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (orders, inbox) = unbounded_channel();
        let bench = Bench {
            backend,
            settings,
            spec,
            internet,
            answers,
            session: None,
            console: None,
            reports: None,
            golden,
            erasing: None,
            ended_whole: true,
            scan: None,
        };
        thread::Builder::new()
            .name("sessions".into())
            .spawn(move || runtime.block_on(bench.work(inbox)))
            .doing(|| "starting the thread of the sessions")?;
        Ok(Self { orders })
    }

    /// Orders something; the answer comes as an input.
    pub fn order(&self, order: Order) {
        // The thread ends only with the agent.
        let _ = self.orders.send(order);
    }
}

/// What the thread works with.
struct Bench {
    backend: Backend,
    settings: Settings,
    spec: SessionSpec,
    internet: Option<Internet>,
    answers: UnboundedSender<Input>,
    session: Option<Session>,
    console: Option<TechnicianConsole>,
    /// Passes on what the session's watch reports.
    reports: Option<JoinHandle<()>>,
    /// The golden profile's digest from the start of the last session, until that is proved gone.
    golden: Option<Digest>,
    erasing: Option<Erasing>,
    /// Whether the last session could be killed whole.
    ended_whole: bool,
    /// The scan that is being written, and how much of it is.
    scan: Option<(ScanId, u64, ArrivingScan)>,
}

impl Bench {
    async fn work(mut self, mut orders: UnboundedReceiver<Order>) {
        loop {
            tokio::select! {
                order = orders.recv() => match order {
                    Some(order) => self.carry_out(order),
                    None => return,
                },
                () = ended(self.session.as_ref()) => {
                    let code = self.end_session();
                    let clean = code == Some(0);
                    if !clean {
                        tracing::warn!(?code, "a session's command ended by itself, and not well");
                    }
                    self.answer(Input::Exited { clean });
                }
                () = closed(self.console.as_mut()) => {
                    self.console = None;
                    self.answer(Input::ConsoleClosed);
                }
            }
        }
    }

    fn carry_out(&mut self, order: Order) {
        let answer = match order {
            Order::Start(audience) => self.start_session(audience),
            Order::ShowKiosk => return self.show(Terminal::Kiosk),
            Order::ShowSession => return self.show(Terminal::Session),
            Order::Guard { over_ms } => return self.guard(over_ms),
            Order::Freeze => return self.steer(Session::freeze),
            Order::Thaw => return self.steer(Session::thaw),
            Order::OpenConsole => return self.open_console(),
            Order::CloseConsole => return self.close_console(),
            Order::WriteScan(piece) => Input::ScanWritten(self.write_scan(&piece)),
            Order::LookForUse => Input::Looked { in_use: self.uses_media() },
            Order::Kill => {
                self.hide();
                self.end_session();
                self.clear();
                Input::Killed
            }
            Order::Erase => {
                self.erase();
                Input::Erased
            }
            Order::Prove => Input::Proved(self.prove()),
        };
        self.answer(answer);
    }

    fn answer(&self, answer: Input) {
        // Nobody listens any more when the agent stops.
        let _ = self.answers.send(answer);
    }

    fn start_session(&mut self, audience: Audience) -> Input {
        let prepared = self.internet.as_ref().map_or(Ok(()), |it| it.prepare(audience, self.spec.visitor));
        match prepared.map_err(SessionError::from).and_then(|()| self.backend.start(&self.spec)) {
            Ok(mut session) => {
                self.follow(&mut session);
                self.golden = session.golden().cloned();
                self.session = Some(session);
                Input::Started { golden: self.golden.clone() }
            }
            Err(error) => {
                tracing::error!(%error, "a session did not start");
                Input::NotStarted
            }
        }
    }

    /// Writes a part of a scan into the home of whoever has a session.
    fn write_scan(&mut self, piece: &ScanPiece) -> Result<(), ScanTrouble> {
        // What was written of another goes.
        let begun = self.scan.take().filter(|(scan, end, _)| (*scan, *end) == (piece.scan.id, piece.from));
        if self.session.is_none() || !self.backend.can_prove() {
            tracing::warn!("a scan came although there is no home to put it in");
            return Err(ScanTrouble::NotWritten);
        }
        self.write_on(piece, begun.map(|(_, _, arriving)| arriving)).map_err(|fault| {
            tracing::warn!(%fault, "a scan is given back to the hub");
            match fault.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => ScanTrouble::NoRoom,
                _ => ScanTrouble::NotWritten,
            }
        })
    }

    fn write_on(&mut self, piece: &ScanPiece, begun: Option<ArrivingScan>) -> Result<(), Fault> {
        let uid = self.spec.visitor.as_raw();
        let mut arriving = match begun {
            Some(arriving) => arriving,
            None if piece.from == 0 => {
                let home = SessionTree::of(&self.settings.runtime_dir, uid).home();
                ArrivingScan::begin(&home, uid, piece.scan.format)?
            }
            None => return Err(Fault::new("writing a scan", "its beginning is missing")),
        };
        arriving.write(piece.part.bytes())?;
        let end = piece.end();
        if end == piece.scan.bytes {
            return arriving.finish();
        }
        self.scan = Some((piece.scan.id, end, arriving));
        Ok(())
    }

    /// Passes on whether there is input, for as long as the session lasts.
    fn follow(&mut self, session: &mut Session) {
        let Some(reports) = session.take_reports() else { return };
        let answers = self.answers.clone();
        self.reports = Some(tokio::spawn(session::follow(reports, move |activity| {
            // Nobody listens any more when the agent stops.
            let _ = answers.send(Input::Activity(activity));
        })));
    }

    /// Shows a terminal. One that does not let go is the session's, which is over then.
    fn show(&self, terminal: Terminal) {
        if let Err(fault) = self.backend.show(terminal) {
            tracing::error!(%fault, "a terminal cannot be shown");
            self.answer(Input::NotSteered);
        }
    }

    /// A session without this second guard still ends by the first.
    fn guard(&self, over_ms: u64) {
        if let Err(fault) = self.backend.guard(self.spec.visitor, over_ms) {
            tracing::error!(%fault, "nothing but this agent guards the session's end");
        }
    }

    /// Opens a console for a technician.
    fn open_console(&mut self) {
        match self.backend.open_console(MAINTENANCE) {
            Ok(console) => self.console = Some(console),
            Err(fault) => {
                tracing::error!(%fault, "no console could be opened for a technician");
                self.answer(Input::ConsoleClosed);
            }
        }
    }

    /// Closes it, with whatever runs in it. The reset that follows shows the kiosk.
    fn close_console(&mut self) {
        if let Some(console) = self.console.take()
            && let Err(fault) = console.close()
        {
            tracing::error!(%fault, "a technician's console could not be closed");
        }
    }

    /// Makes the session stand still or go on. One that has ended meanwhile is told as such.
    fn steer(&self, steer: impl FnOnce(&Session) -> Result<(), Fault>) {
        if let Some(Err(fault)) = self.session.as_ref().map(steer) {
            tracing::error!(%fault, "a session cannot be steered");
            self.answer(Input::NotSteered);
        }
    }

    /// Where it cannot be told, nobody is taken to be there.
    fn uses_media(&self) -> bool {
        match self.session.as_ref().map_or(Ok(false), Session::uses_media) {
            Ok(in_use) => in_use,
            Err(fault) => {
                tracing::warn!(%fault, "it cannot be told whether sound or a camera is in use");
                false
            }
        }
    }

    /// Kills the session, if there is one, and tells its exit code if it had ended by itself. What cannot be killed
    /// here is killed again, and looked for, by the reset.
    fn end_session(&mut self) -> Option<i32> {
        self.scan = None;
        let ended = self.session.take()?.end();
        if let Some(reports) = self.reports.take() {
            reports.abort();
        }
        self.ended_whole = ended.is_ok();
        match ended {
            Ok(code) => code,
            Err(fault) => {
                tracing::error!(%fault, "a session could not be ended");
                None
            }
        }
    }

    /// What is about to be killed is not seen any more, if whoever draws it lets go.
    fn hide(&self) {
        if let Err(fault) = self.backend.hide() {
            tracing::info!(%fault, "the session is killed in sight");
        }
    }

    /// Nothing of a session is left running or seen. What cannot be done here is done again, and looked for, by the reset.
    fn clear(&self) {
        if let Err(fault) = self.backend.clear(self.spec.visitor) {
            tracing::error!(%fault, "what a session left could not be cleared away");
        }
    }

    fn erase(&mut self) {
        if let Some(internet) = &self.internet {
            internet.restore(self.spec.visitor);
        }
        let mut target = Target::new(self.spec.visitor, &self.settings, self.golden.clone());
        target.screen = self.backend.screen();
        self.erasing = self.backend.can_prove().then(|| reset::erase(&ResetPlan::new(target)));
    }

    fn prove(&mut self) -> ResetReport {
        let since = Instant::now();
        let report = match self.erasing.take() {
            Some(erasing) => erasing.prove(since),
            None => reset::rootless(self.ended_whole, since),
        };
        if report.proved {
            // From here on the profile may be changed.
            self.golden = None;
        }
        report
    }
}

/// Waits for the end of a technician's console; for ever if there is none.
async fn closed(console: Option<&mut TechnicianConsole>) {
    match console {
        Some(console) => console.closed().await,
        None => std::future::pending().await,
    }
}

/// Waits for the end of a session; for ever if there is none or it cannot be watched.
async fn ended(session: Option<&Session>) {
    let watched = match session {
        Some(session) => session.ended().await,
        None => std::future::pending().await,
    };
    if let Err(error) = watched {
        tracing::error!(%error, "the session cannot be watched: it ends with its lease");
        std::future::pending::<()>().await;
    }
}

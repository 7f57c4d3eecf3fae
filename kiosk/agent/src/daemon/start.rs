//! Putting the agent together, and its one loop.

use std::collections::VecDeque;
use std::fs::{self, DirBuilder, File, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt, lchown};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use epn_rules::id::StationId;
use epn_wire::audit::Audit;
use epn_wire::bar::BarIntent;
use epn_wire::kiosk::KioskIntent;
use epn_wire::link::{FromLink, ToLink};
use epn_wire::pairing::PeerId;
use epn_wire::peer::Identity;
use epn_wire::report::ResetReport;
use epn_wire::station::Health;
use rustix::fs::{FlockOperation, Mode, flock};
use rustix::process::{geteuid, umask};
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::{mpsc, watch};
use tokio::time::Interval;

use super::agent::Agent;
use super::audited::{self, Audited};
use super::clock;
use super::crash::Crash;
use super::everywhere;
use super::machine::{Fixed, Input, Machine, Trust};
use super::notify::{self, Notifier};
use super::pace::Pace;
use super::pulse::{self, Pulse};
use super::timer::BootTimer;
use super::upload::Upload;
use super::worker::Worker;
use crate::bar_socket::BarSocket;
use crate::config::{AgentConfig, BackendKind};
use crate::fault::Doing;
use crate::journal::Journal;
use crate::kiosk_socket::KioskSocket;
use crate::link::supervise::{self, LinkSettings};
use crate::recovery::Recovery;
use crate::usb::watch::watch as watch_keys;
use crate::usb::{UsbNews, UsbOrder};

/// How long the hub's answer is waited for, in milliseconds of the machine.
const HUB_TIMEOUT_MS: u64 = 5_000;

/// Everything that happens to the agent.
struct Happenings {
    timer: BootTimer,
    kiosk: mpsc::Receiver<KioskIntent>,
    bar: mpsc::Receiver<BarIntent>,
    link: mpsc::Receiver<FromLink>,
    worker: mpsc::UnboundedReceiver<Input>,
    usb: mpsc::UnboundedReceiver<UsbNews>,
    beats: mpsc::Receiver<Health>,
    watchdog: Option<Interval>,
    notifier: Notifier,
    audits: mpsc::Receiver<Audit>,
    looks: mpsc::Receiver<ResetReport>,
    terminate: Signal,
    interrupt: Signal,
    hangup: Signal,
}

/// Runs the agent until it is asked to stop. `ready` is called once the kiosk socket is open.
pub fn run(config: &AgentConfig, ready: impl FnOnce(&Path)) -> anyhow::Result<()> {
    umask(Mode::from_raw_mode(0o077));
    let _only = claim(&config.state_dir)?;
    if let Some(uid) = link_uid(config) {
        hand_over(&config.identity_dir(), uid)?;
    }
    let identity = Identity::load(&config.identity_dir())?;
    let PeerId::Station(station) = identity.id else {
        bail!(
            "{} holds the pairing of a console: pair this machine as a station",
            config.identity_dir().display()
        );
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(live(config, &identity, station, ready))
}

async fn live(
    config: &AgentConfig,
    identity: &Identity,
    station: StationId,
    ready: impl FnOnce(&Path),
) -> anyhow::Result<()> {
    let socket = KioskSocket::open(&config.kiosk_socket, allowed(config))?;
    let bar_socket = bar_socket(config)?;
    let (answers, worker) = mpsc::unbounded_channel();
    let (say, orders) = mpsc::channel(256);
    let (news, link) = mpsc::channel(16);
    let (intents, kiosk) = mpsc::channel(16);
    let (wishes, bar) = mpsc::channel(1);
    let (beat, beats) = mpsc::channel(1);
    let (audit, audits) = mpsc::channel(1);
    let (look, looks) = mpsc::channel(1);
    let (order_usb, usb_orders) = mpsc::unbounded_channel();
    let (tell_usb, usb) = mpsc::unbounded_channel();
    let mut happenings = Happenings {
        timer: BootTimer::new()?,
        kiosk,
        bar,
        link,
        worker,
        usb,
        beats,
        watchdog: notify::watchdog(),
        notifier: Notifier::from_environment(),
        audits,
        looks,
        terminate: signal(SignalKind::terminate())?,
        interrupt: signal(SignalKind::interrupt())?,
        hangup: signal(SignalKind::hangup())?,
    };
    let mut agent = build(config, identity, station, Reach { answers, link: say, usb: order_usb })?;
    tokio::spawn(socket.serve(agent.views.subscribe(), intents));
    if let Some(socket) = bar_socket {
        tokio::spawn(socket.serve(agent.bars.subscribe(), wishes));
    }
    tokio::spawn(supervise::keep_running(link_settings(config), orders, news));
    if geteuid().is_root() {
        // Nobody else can mount one.
        tokio::spawn(watch_keys(usb_orders, tell_usb));
    }
    tokio::spawn(pulse::look_again_and_again(config.state_dir.clone(), beat));
    if config.visitor.backend == BackendKind::Systemd {
        // Elsewhere the desktop is not the station's own, and nothing is locked down.
        tokio::spawn(audited::look_again_and_again(audit));
        let soon = agent.machine.has_leftovers_somewhere();
        tokio::spawn(everywhere::look_once_a_day(config.visitor.uid, soon, look));
    }
    ready(&config.kiosk_socket);
    happenings.notifier.ready();
    while !agent.stopped {
        happenings.notifier.status(agent.machine.phase());
        happenings.timer.set(agent.deadline())?;
        let alone = happenings.next(&mut agent).await?;
        if alone {
            break;
        }
        agent.make_way()?;
    }
    happenings.notifier.stopping();
    Ok(())
}

/// Waits for the next moment; for ever if there is none.
async fn tick(moments: &mut Option<Interval>) {
    match moments {
        Some(moments) => drop(moments.tick().await),
        None => std::future::pending().await,
    }
}

impl Happenings {
    /// Waits for the next thing and lets the agent take it in. Tells whether the agent is to stop at once.
    async fn next(&mut self, agent: &mut Agent) -> anyhow::Result<bool> {
        tokio::select! {
            biased;
            _ = self.terminate.recv() => return stop(agent),
            _ = self.interrupt.recv() => return stop(agent),
            // A newer version waits: `systemctl reload epn-agent`.
            _ = self.hangup.recv() => agent.makes_way = true,
            () = tick(&mut self.watchdog) => self.notifier.alive(),
            fired = self.timer.fired() => {
                fired?;
                agent.feed(Input::Timer)?;
            }
            done = self.worker.recv() => agent.feed(done.context("the thread of the sessions has ended")?)?,
            Some(news) = self.usb.recv() => agent.feed(Input::Usb(news))?,
            Some(news) = self.link.recv() => agent.hear(news)?,
            Some(intent) = self.kiosk.recv() => agent.feed(Input::Kiosk(intent))?,
            Some(BarIntent::ShowKiosk) = self.bar.recv() => agent.feed(Input::ShowKiosk)?,
            Some(health) = self.beats.recv() => agent.beat(health),
            Some(audit) = self.audits.recv() => agent.audit(audit),
            Some(report) = self.looks.recv() => agent.feed(Input::LookedEverywhere(report))?,
        }
        Ok(false)
    }
}

/// Asked once, the agent erases first; asked twice, it leaves that to its next start.
fn stop(agent: &mut Agent) -> anyhow::Result<bool> {
    if agent.stopping {
        return Ok(true);
    }
    agent.stopping = true;
    agent.feed(Input::ShutDown)?;
    Ok(false)
}

/// To whom the agent talks.
struct Reach {
    answers: mpsc::UnboundedSender<Input>,
    link: mpsc::Sender<ToLink>,
    usb: mpsc::UnboundedSender<UsbOrder>,
}

fn build(
    config: &AgentConfig,
    identity: &Identity,
    station: StationId,
    Reach { answers, link, usb }: Reach,
) -> anyhow::Result<Agent> {
    let kernel_boot = fs::read_to_string(&config.boot_id_file)
        .with_context(|| format!("{} cannot be read", config.boot_id_file.display()))?;
    let journal = Journal::open(&config.state_dir, kernel_boot.trim())?;
    let kept = journal.kept()?;
    let (settings, spec) = (config.session_settings(), config.session_spec()?);
    let (internet, golden) = (config.internet.clone(), journal.golden()?);
    let worker = Worker::start(config.backend()?, settings, spec, internet, golden, answers)?;
    let site_clock = config.site_clock();
    let version = env!("CARGO_PKG_VERSION").to_owned();
    let fixed = Fixed {
        trust: Trust { site: identity.site, station, boot: journal.boot(), key: identity.lease_key },
        pace: Pace::new(site_clock.scale()),
        require_proof: config.requires_proof(),
        freezes: geteuid().is_root(),
        own_terminal: config.visitor.backend == BackendKind::Systemd,
        recovery: recovery(&config.state_dir),
        hub_timeout_ms: HUB_TIMEOUT_MS,
        version: version.clone(),
    };
    let moment = clock::moment(&site_clock)?;
    let (machine, effects) = Machine::new(fixed, kept, &moment);
    let views = watch::Sender::new(machine.view(moment.boot_ms));
    let bars = watch::Sender::new(machine.bar_view(moment.boot_ms));
    let mut agent = Agent {
        station,
        version,
        machine,
        journal,
        upload: Upload::default(),
        pulse: Pulse::default(),
        audited: Audited::default(),
        site_clock,
        worker,
        usb,
        link,
        views,
        bars,
        crash: crash(config),
        told: None,
        makes_way: false,
        stopping: false,
        stopped: false,
    };
    let mut inputs = VecDeque::new();
    agent.carry_out(effects, &moment, &mut inputs);
    for input in inputs {
        agent.feed(input)?;
    }
    Ok(agent)
}

/// Without a readable one the station is used all the same.
fn recovery(state_dir: &Path) -> Option<Recovery> {
    Recovery::load(state_dir).unwrap_or_else(|error| {
        tracing::error!(%error, "there is no recovery code");
        None
    })
}

#[cfg(debug_assertions)]
fn crash(config: &AgentConfig) -> Crash {
    Crash::from_setting(config.crash_after_step.as_deref())
}

#[cfg(not(debug_assertions))]
fn crash(_: &AgentConfig) -> Crash {
    Crash
}

/// Makes the state folder and holds it, so that no second agent writes the same journal. The link part must be able to
/// pass through it to the identity; what else is in it is for the agent alone.
fn claim(state_dir: &Path) -> anyhow::Result<File> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o711)
        .create(state_dir)
        .and_then(|()| fs::set_permissions(state_dir, Permissions::from_mode(0o711)))
        .with_context(|| format!("the state folder {} cannot be used", state_dir.display()))?;
    let lock = File::create(state_dir.join("lock")).doing(|| "locking the state folder")?;
    if flock(&lock, FlockOperation::NonBlockingLockExclusive).is_err() {
        bail!("another epn-agent runs with {}: stop it first", state_dir.display());
    }
    Ok(lock)
}

/// The uid of the link part, if it is to have one of its own and the agent can give it one.
fn link_uid(config: &AgentConfig) -> Option<u32> {
    config.link_uid.filter(|_| geteuid().is_root())
}

/// Lets the link part read the identity, whose key it alone needs. It stays root's: what the link part could change
/// (the hub's key, the leases' key) would be believed at the next start.
fn hand_over(identity_dir: &Path, gid: u32) -> anyhow::Result<()> {
    let doing = || format!("letting the link part read {}", identity_dir.display());
    // The folder first: from then on nobody but root changes what is in it.
    open_to_group(identity_dir, gid, 0o750).with_context(doing)?;
    let entries = match fs::read_dir(identity_dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries.with_context(doing)?,
    };
    for entry in entries {
        let path = entry.with_context(doing)?.path();
        if !fs::symlink_metadata(&path).with_context(doing)?.is_file() {
            bail!(
                "{} is no file of a pairing: remove {} and pair again",
                path.display(),
                identity_dir.display()
            );
        }
        open_to_group(&path, gid, 0o640).with_context(doing)?;
    }
    Ok(())
}

/// Root's, and readable by the group. A folder that is not there is told by whoever needs it.
fn open_to_group(path: &Path, gid: u32, mode: u32) -> io::Result<()> {
    match lchown(path, Some(0), Some(gid)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
        Ok(()) => fs::set_permissions(path, Permissions::from_mode(mode)),
    }
}

fn link_settings(config: &AgentConfig) -> LinkSettings {
    LinkSettings {
        program: PathBuf::from("/proc/self/exe"),
        identity_dir: config.identity_dir(),
        hub: config.hub.clone(),
        printing: config.printing.map(|printing| printing.port),
        uid: link_uid(config),
    }
}

/// Who may talk at the kiosk socket.
fn allowed(config: &AgentConfig) -> Vec<u32> {
    [0, geteuid().as_raw()].into_iter().chain(config.kiosk_uid).collect()
}

/// The socket of the strip in the session, where there is one. Without root a session runs under the agent's own uid.
fn bar_socket(config: &AgentConfig) -> anyhow::Result<Option<BarSocket>> {
    let own = geteuid();
    let visitor = if own.is_root() { config.visitor.uid } else { own.as_raw() };
    let open = |path: &PathBuf| BarSocket::open(path, visitor);
    Ok(config.bar_socket.as_ref().map(open).transpose()?)
}

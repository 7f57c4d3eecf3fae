//! The program under test with its folder, and a screen.

use std::fs::{self, File};
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use epn_agent::journal::Journal;
use epn_agent::prove::processes;
use epn_agent::visitor::UidRange;
use epn_rules::people::AgeBand;
use epn_wire::clock::Scaling;
use epn_wire::framing;
use epn_wire::kiosk::{ActiveView, KioskIntent, KioskView, Scene};
use epn_wire::station::Entry;
use tempfile::TempDir;
use tokio::net::UnixStream;

use super::hub::{Hub, PATIENCE, until};
use super::install::install;
use super::uids;

/// The program under test.
pub const AGENT: &str = env!("CARGO_BIN_EXE_epn-agent");

/// A station with its own visitor.
pub struct Station {
    folder: TempDir,
    uid: u32,
    clock: Scaling,
    /// The visitor's command and screen, as the configuration says it.
    pub visitor: String,
    pub agent: Option<Child>,
    screen: Option<UnixStream>,
}

impl Station {
    /// A station that is paired with this hub and has not been started.
    pub fn paired(hub: &Hub, uid: u32) -> Self {
        assert!(
            rustix::process::geteuid().is_root(),
            "run these tests as root: they start sessions under other uids"
        );
        uids::take(uid);
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("boot"), "one").unwrap();
        hub.pair(&folder.path().join("state/identity"));
        let visitor = "command = \"/bin/sleep\"\nargs = [\"1000\"]".to_owned();
        Self { folder, uid, clock: hub.clock(), visitor, agent: None, screen: None }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn configure(&self, more: &str) -> PathBuf {
        let at = |name: &str| self.path(name).display().to_string();
        let text = format!(
            "state_dir = {:?}\nkiosk_socket = {:?}\nboot_id_file = {:?}\n{more}\n\
             [visitor]\nuid = {}\n{}\n\
             [clock]\nstart = \"{}\"\nanchor_ms = {}\nscale = {}\n",
            at("state"),
            at("kiosk.sock"),
            at("boot"),
            self.uid,
            self.visitor,
            self.clock.start,
            self.clock.anchor_ms,
            self.clock.scale,
        );
        fs::write(self.path("agent.toml"), text).unwrap();
        self.path("agent.toml")
    }

    /// Starts the agent; `more` is added to its configuration.
    pub fn start(&mut self, more: &str) {
        let mut command = self.command(Path::new(AGENT), more);
        self.agent = Some(command.spawn().unwrap());
    }

    /// Starts this program as the agent.
    pub fn start_program(&mut self, program: &Path) {
        let mut command = self.command(program, "");
        self.agent = Some(command.spawn().unwrap());
    }

    /// Starts the agent without root.
    pub fn start_as(&mut self, uid: u32) {
        // Where that uid can surely reach it.
        let program = self.path("epn-agent");
        install(Path::new(AGENT), &program);
        let mut command = self.command(&program, "");
        let folders = ["", "state", "state/identity"].map(|name| self.path(name));
        let files = fs::read_dir(&folders[2]).unwrap().map(|file| file.unwrap().path());
        for path in files.chain(folders) {
            chown(path, Some(uid), Some(uid)).unwrap();
        }
        self.agent = Some(command.uid(uid).gid(uid).spawn().unwrap());
    }

    fn command(&mut self, program: &Path, more: &str) -> Command {
        let config = self.configure(more);
        let log = File::options().create(true).append(true).open(self.path("log")).unwrap();
        let _ = fs::remove_file(self.path("kiosk.sock"));
        self.screen = None;
        let mut command = Command::new(program);
        command.args(["run", "--config"]).arg(config).stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
        // As much as a technician can ask for.
        command.env("RUST_LOG", "trace");
        command
    }

    pub fn log(&self) -> String {
        fs::read_to_string(self.path("log")).unwrap_or_default()
    }

    /// Waits for a view, on a screen that connects as soon as it can.
    pub async fn see(&mut self, what: &str, so: impl Fn(&KioskView) -> bool) -> KioskView {
        let seen = tokio::time::timeout(PATIENCE, async {
            let mut tries = tokio::time::interval(Duration::from_millis(10));
            loop {
                let Some(screen) = &mut self.screen else {
                    self.screen = UnixStream::connect(self.folder.path().join("kiosk.sock")).await.ok();
                    tries.tick().await;
                    continue;
                };
                match framing::read::<KioskView>(screen).await {
                    Ok(view) if so(&view) => return view,
                    Ok(_) => {}
                    Err(_) => self.screen = None,
                }
            }
        });
        if let Ok(view) = seen.await {
            return view;
        }
        panic!("never seen: {what}; the log:\n{}", self.log());
    }

    pub async fn see_locked(&mut self) -> KioskView {
        self.see("the lock, with the hub there", |view| {
            view.hub && matches!(view.scene, Scene::Locked { .. })
        })
        .await
    }

    pub async fn see_active(&mut self) -> ActiveView {
        match self.see("a session", |view| matches!(view.scene, Scene::Active(_))).await.scene {
            Scene::Active(active) => active,
            other => panic!("no session: {other:?}"),
        }
    }

    pub async fn say(&mut self, intent: &KioskIntent) {
        framing::write(self.screen.as_mut().expect("a screen"), intent).await.unwrap();
    }

    pub async fn log_in(&mut self) {
        let entry = Entry::NoAccount { age: AgeBand::NonCommunique, picture: "cat".to_owned() };
        self.enter(entry).await;
    }

    pub async fn enter(&mut self, entry: Entry) {
        self.say(&KioskIntent::LogIn { entry, charter: "1".to_owned(), lang: "fr".to_owned() }).await;
    }

    /// Locked, then a session that runs.
    pub async fn sit_down(&mut self) -> ActiveView {
        self.see_locked().await;
        self.log_in().await;
        let active = self.see_active().await;
        assert!(self.visitors_processes() > 0);
        active
    }

    /// Processes of the visitor.
    pub fn visitors_processes(&self) -> usize {
        processes_of(self.uid)
    }

    /// Kills the agent as the kernel would.
    pub fn kill(&mut self) {
        let agent = self.agent.as_mut().expect("an agent");
        agent.kill().unwrap();
        agent.wait().unwrap();
    }

    /// Waits until the agent has ended by itself.
    pub async fn ended(&mut self) -> ExitStatus {
        let agent = self.agent.as_mut().expect("an agent");
        let mut status = None;
        until("the agent ends", || {
            status = agent.try_wait().unwrap();
            status.is_some()
        })
        .await;
        status.unwrap()
    }

    pub fn journal(&self) -> Journal {
        Journal::open_to_read(&self.path("state")).unwrap()
    }

    /// Pids of the agent's children that are link parts.
    pub fn link_parts(&self) -> Vec<i32> {
        let parent = self.agent.as_ref().map(Child::id);
        let all = fs::read_dir("/proc").unwrap().flatten();
        let pids = all.filter_map(|entry| entry.file_name().to_str()?.parse::<i32>().ok());
        pids.filter(|pid| is_link_of(Path::new("/proc").join(pid.to_string()).as_path(), parent)).collect()
    }
}

impl Drop for Station {
    fn drop(&mut self) {
        if let Some(agent) = &mut self.agent {
            // It may have ended.
            let _ = agent.kill();
            let _ = agent.wait();
        }
    }
}

fn is_link_of(process: &Path, parent: Option<u32>) -> bool {
    let command = fs::read(process.join("cmdline")).unwrap_or_default();
    let status = fs::read_to_string(process.join("status")).unwrap_or_default();
    let of = status.lines().find_map(|line| line.strip_prefix("PPid:")?.trim().parse::<u32>().ok());
    command.split(|byte| *byte == 0).any(|word| word == b"link") && of == parent
}

fn processes_of(uid: u32) -> usize {
    processes::find(UidRange::default().visitor(uid).unwrap()).unwrap().len()
}

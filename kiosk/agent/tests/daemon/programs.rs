//! The desktop that the package ships, with the programs that visitors use, as a visitor's hands use them: what they save
//! is there, and then all of it is gone.

mod firefox;
pub mod schema;
mod writer;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use epn_agent::prove::processes;
use epn_agent::visitor::UidRange;
use epn_rules::policy::LeftAlone;
use epn_rules::units::Minutes;
use epn_wire::kiosk::{KioskIntent, Scene};
use tokio::sync::{Mutex, MutexGuard};

use super::hub::Hub;
use super::installed::assets;
use super::station::{AGENT, Station};

/// Large programs take their time on a machine that does other things too.
const PATIENCE: Duration = Duration::from_mins(4);

/// A hand tries again after this long where nothing came of it.
const TRIES_AGAIN: Duration = Duration::from_secs(15);

/// Minutes of the hub's clock, which runs sixty times faster: nobody's time is up meanwhile.
const LONG: u32 = 1440;

/// One desktop at a time: session managers of two of them on one network would listen at the same abstract address, which
/// is named after their pids, and those are small and alike in each session.
static ONE_DESKTOP: Mutex<()> = Mutex::const_new(());

/// The golden desktop in a session, and a hand on its mouse and keyboard.
struct Desk {
    station: Station,
    uid: u32,
    _only: MutexGuard<'static, ()>,
}

impl Desk {
    /// Sits down at a station whose browsers start with this page.
    async fn sit_down(hub: &Hub, uid: u32, page: &str) -> Self {
        let only = ONE_DESKTOP.lock().await;
        hub.known().minutes = LONG;
        hub.known().left_alone = LeftAlone { ask_after: Minutes(0), end_after: Minutes(0) };
        let mut station = Station::paired(hub, uid);
        let golden = golden_for(&station, uid);
        station.visitor = format!(
            "command = \"/bin/sh\"\nargs = [\"-c\", \"exec dbus-run-session -- startxfce4\"]\n\
             home_golden = \"{}\"\n\
             [visitor.display]\nkind = \"xvfb\"\nsize = \"1280x800\"\n\
             [internet]\nhome = {page:?}\npolicies = \"{}/browsers\"",
            golden.display(),
            assets().display(),
        );
        station.start_installed(&[]);
        station.sit_down().await;
        let desk = Self { station, uid, _only: only };
        desk.until("the desktop stands", || desk.shows("^Desktop$") && desk.shows("xfce4-panel")).await;
        desk
    }

    /// The visitor's home.
    fn home(&self) -> PathBuf {
        self.station.seen(&format!("/run/epn-visitor/{}/home", self.uid))
    }

    /// Does something with mouse and keyboard, and returns what that says.
    fn hand(&self, does: &[&str]) -> String {
        let Some((process, display)) = self.screen() else { return String::new() };
        let mut hand = Command::new("nsenter");
        hand.args(["--mount", "--target", &process, "xdotool"]).args(does).env("DISPLAY", display);
        String::from_utf8(hand.output().unwrap().stdout).unwrap()
    }

    /// A process of the session that sees its screen, and the screen's name.
    fn screen(&self) -> Option<(String, String)> {
        let visitor = UidRange::default().visitor(self.uid).unwrap();
        processes::find(visitor).unwrap().iter().find_map(|pid| {
            let pid = pid.as_raw_pid().to_string();
            let environment = fs::read(format!("/proc/{pid}/environ")).ok()?;
            let mut variables = environment.split(|byte| *byte == 0);
            let display = variables.find_map(|variable| variable.strip_prefix(b"DISPLAY="))?;
            Some((pid, String::from_utf8(display.to_vec()).unwrap()))
        })
    }

    /// Whether there is a window whose title is like this.
    fn shows(&self, title: &str) -> bool {
        !self.hand(&["search", "--onlyvisible", "--name", title]).is_empty()
    }

    fn click(&self, (x, y): (u32, u32)) {
        self.hand(&["mousemove", &x.to_string(), &y.to_string(), "click", "1"]);
    }

    /// Waits until something is so.
    async fn until(&self, what: &str, mut so: impl FnMut() -> bool) {
        self.keep_trying(|_| (), what, &mut so).await;
    }

    /// Does something, again and again if need be, until something is so.
    async fn keep_trying(&self, does: impl Fn(&Self), what: &str, mut so: impl FnMut() -> bool) {
        let start = Instant::now();
        let mut looks = tokio::time::interval(Duration::from_millis(100));
        let mut next = start;
        while !so() {
            assert!(start.elapsed() < PATIENCE, "waited in vain: {what}; windows: {}", self.titles());
            if Instant::now() >= next {
                next = Instant::now() + TRIES_AGAIN;
                does(self);
            }
            looks.tick().await;
        }
    }

    /// For whoever wants to know why it was in vain.
    fn titles(&self) -> String {
        self.hand(&["search", "--onlyvisible", "--name", ".", "getwindowname", "%@"]).replace('\n', " | ")
    }

    /// Leaves, and sees that nothing stays.
    async fn leave(mut self) {
        self.station.say(&KioskIntent::Leave).await;
        let view = self.station.see("the lock", |view| matches!(view.scene, Scene::Locked { .. })).await;
        let last = view.last_reset.expect("a reset");
        assert!(last.proved && last.leftovers == 0, "{last:?}");
        assert_eq!(self.station.visitors_processes(), 0);
        assert!(!self.home().exists());
        let agent = self.station.agent.as_ref().expect("an agent").id().to_string();
        let proof = Command::new("nsenter")
            .args(["--mount", "--target", &agent, AGENT, "prove", "--uid", &self.uid.to_string()])
            .output()
            .unwrap();
        assert!(proof.status.success(), "{}", String::from_utf8_lossy(&proof.stdout));
    }
}

/// The shipped profile, with the order of its icons told for this visitor's home.
fn golden_for(station: &Station, uid: u32) -> PathBuf {
    let golden = station.path("golden");
    let copied =
        Command::new("cp").arg("--archive").arg(assets().join("golden")).arg(&golden).status().unwrap();
    assert!(copied.success());
    let icons = golden.join(".config/xfce4/desktop/icons.screen.latest.rc");
    let text = fs::read_to_string(&icons).unwrap();
    fs::write(icons, text.replace("/61000/", &format!("/{uid}/"))).unwrap();
    golden
}

/// Whether a folder holds a PDF, written to its end.
fn has_pdf(folder: &Path) -> bool {
    let whole = |path: PathBuf| {
        let bytes = fs::read(path).unwrap_or_default();
        bytes.starts_with(b"%PDF-") && bytes.trim_ascii_end().ends_with(b"%%EOF")
    };
    fs::read_dir(folder).unwrap().any(|file| whole(file.unwrap().path()))
}

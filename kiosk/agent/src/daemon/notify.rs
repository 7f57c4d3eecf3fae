//! What systemd is told of the agent (`sd_notify(3)`): that it is ready, where it stands, and again and again that it is
//! not stuck. Without systemd nobody is told.

use std::ffi::OsStr;
use std::io;
use std::os::linux::net::SocketAddrExt;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::net::{SocketAddr, UnixDatagram};
use std::time::Duration;

use epn_rules::session::Phase;
use tokio::time::{Interval, MissedTickBehavior, interval};

/// The way to systemd.
#[derive(Debug)]
pub struct Notifier {
    socket: Option<UnixDatagram>,
    told: Option<Phase>,
}

impl Notifier {
    /// The way that the environment names, if it names one.
    pub fn from_environment() -> Self {
        let socket = std::env::var_os("NOTIFY_SOCKET").and_then(|name| match connect(&name) {
            Ok(socket) => Some(socket),
            Err(error) => {
                tracing::warn!(%error, "systemd cannot be told how the agent stands");
                None
            }
        });
        Self { socket, told: None }
    }

    /// The agent serves.
    pub fn ready(&self) {
        self.tell("READY=1");
    }

    /// It is about to end.
    pub fn stopping(&self) {
        self.tell("STOPPING=1");
    }

    /// It is not stuck.
    pub fn alive(&self) {
        self.tell("WATCHDOG=1");
    }

    /// Where it stands, if that is news.
    pub fn status(&mut self, phase: Phase) {
        if self.told.replace(phase) != Some(phase) {
            self.tell(&format!("STATUS={phase:?}"));
        }
    }

    fn tell(&self, words: &str) {
        if let Some(socket) = &self.socket
            && let Err(error) = socket.send(words.as_bytes())
        {
            tracing::warn!(%error, "systemd cannot be told how the agent stands");
        }
    }
}

fn connect(name: &OsStr) -> io::Result<UnixDatagram> {
    let address = match name.as_bytes().strip_prefix(b"@") {
        Some(name) => SocketAddr::from_abstract_name(name)?,
        None => SocketAddr::from_pathname(name)?,
    };
    let socket = UnixDatagram::unbound()?;
    socket.connect_addr(&address)?;
    Ok(socket)
}

/// The moments at which systemd wants a sign of life, if it wants any of this process.
pub fn watchdog() -> Option<Interval> {
    let text = |name| std::env::var(name).ok();
    let every =
        period(text("WATCHDOG_USEC").as_deref(), text("WATCHDOG_PID").as_deref(), std::process::id())?;
    let mut ticks = interval(every);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    Some(ticks)
}

/// Half of the time after which systemd takes the agent to be stuck.
fn period(usec: Option<&str>, of: Option<&str>, own: u32) -> Option<Duration> {
    if of.is_some_and(|pid| pid.parse() != Ok(own)) {
        return None;
    }
    let limit = usec?.parse().ok().filter(|limit| *limit > 1)?;
    Some(Duration::from_micros(limit) / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(socket: &UnixDatagram) -> String {
        let mut words = [0; 64];
        let length = socket.recv(&mut words).unwrap();
        String::from_utf8_lossy(&words[..length]).into_owned()
    }

    #[test]
    fn systemd_hears_each_step_once() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("notify");
        let systemd = UnixDatagram::bind(&path).unwrap();
        let mut notifier = Notifier { socket: Some(connect(path.as_os_str()).unwrap()), told: None };
        notifier.ready();
        for phase in [Phase::Locked, Phase::Locked, Phase::Active] {
            notifier.status(phase);
        }
        notifier.alive();
        for words in ["READY=1", "STATUS=Locked", "STATUS=Active", "WATCHDOG=1"] {
            assert_eq!(heard(&systemd), words);
        }
    }

    #[test]
    fn an_abstract_name_is_reached_too() {
        let name = format!("epn-test-{}", std::process::id());
        let systemd = UnixDatagram::bind_addr(&SocketAddr::from_abstract_name(&name).unwrap()).unwrap();
        let socket = connect(OsStr::new(&format!("@{name}"))).unwrap();
        Notifier { socket: Some(socket), told: None }.alive();
        assert_eq!(heard(&systemd), "WATCHDOG=1");
    }

    #[test]
    fn a_sign_of_life_is_given_twice_in_the_time_and_only_by_whoever_is_asked() {
        let limit = Some("30000000");
        assert_eq!(period(limit, None, 7), Some(Duration::from_secs(15)));
        assert_eq!(period(limit, Some("7"), 7), Some(Duration::from_secs(15)));
        assert_eq!(period(limit, Some("8"), 7), None);
        assert_eq!(period(None, None, 7), None);
        assert_eq!(period(Some("0"), None, 7), None);
    }
}

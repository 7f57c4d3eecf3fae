//! The first process of a session that systemd made: on its terminal, as the visitor, within what PAM and logind gave it. It
//! starts the screen, then the command, and lasts as long as both do. Its standard output is the way to the agent (see
//! `session::systemd`).

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::pipe::{PipeFlags, pipe_with};
use rustix::process::{Pid, PidfdFlags, pidfd_open};
use rustix::stdio::{dup2_stdout, stdout};
use serde::{Deserialize, Serialize};

use super::settle::{Output, PATH, Settled};
use super::{Identity, READY, become_, display, report};
use crate::fault::{Doing, Fault};
use crate::session::tree::SessionTree;
use crate::session::{Activity, Program, pipe};
use crate::tool;

/// How long the command may take to be there.
const PATIENCE: Duration = Duration::from_secs(15);

/// What systemd tells a service about itself: nothing that a visitor's programs are to take for theirs.
const OF_THE_UNIT: [&str; 6] =
    ["INVOCATION_ID", "JOURNAL_STREAM", "MANAGERPID", "NOTIFY_SOCKET", "SYSTEMD_EXEC_PID", "TERM"];

/// What to do.
#[derive(Debug, Serialize, Deserialize)]
pub struct Desk {
    /// The session's folder.
    pub tree: PathBuf,
    /// The screen to start first, unless the command draws on the terminal by itself.
    pub display: Option<Program>,
    /// What to run.
    pub command: Program,
    /// What goes with it, and is started again whenever it ends.
    pub bar: Option<Program>,
}

pub fn run(order: &Desk) -> Result<i32, Fault> {
    become_::give_up()?;
    let mut settled =
        Settled { identity: Identity::Itself, env: environment(), tree: SessionTree::at(order.tree.clone()) };
    let screen = order.display.as_ref().map(|screen| start_screen(&mut settled, screen)).transpose()?;
    tell_bus(&settled.env)?;
    let mut command = start_command(&settled, &order.command)?;
    report(READY);
    if screen.is_some() {
        follow_input(&settled)?;
    }
    if let Some(bar) = &order.bar {
        settled.keep(bar)?;
    }
    wait(&mut command, screen.as_ref())
}

/// What PAM and logind set, with the programs that every session finds.
fn environment() -> BTreeMap<String, String> {
    let inherited = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    let mut env: BTreeMap<_, _> =
        inherited.filter(|(name, _)| !OF_THE_UNIT.contains(&name.as_str())).collect();
    env.insert("PATH".to_owned(), PATH.to_owned());
    let bus = env.get("XDG_RUNTIME_DIR").map(|folder| format!("{folder}/bus"));
    if let Some(bus) = bus.filter(|bus| Path::new(bus).exists()) {
        env.entry("DBUS_SESSION_BUS_ADDRESS".to_owned()).or_insert(format!("unix:path={bus}"));
    }
    env
}

/// Starts the X server on the terminal, which it needs as its standard input, and waits until it serves.
fn start_screen(settled: &mut Settled, screen: &Program) -> Result<Child, Fault> {
    let authority = make_authority(settled)?;
    let mut env = settled.env.clone();
    env.extend(screen.env.clone());
    let mut server = Command::new(&screen.program)
        .args(&screen.args)
        .args(["-displayfd", "1", "-auth", &authority])
        .env_clear()
        .envs(env)
        .stdout(Stdio::piped())
        .spawn()
        .doing(|| format!("starting {}", screen.program.display()))?;
    let output = server.stdout.take().ok_or_else(|| Fault::new("starting the screen", "no pipe"))?;
    let number = display::number(output)?;
    settled.env.insert("DISPLAY".to_owned(), number);
    settled.env.insert("XAUTHORITY".to_owned(), authority);
    Ok(server)
}

/// The file that opens the screen to the visitor's programs, and to no other account's.
fn make_authority(settled: &Settled) -> Result<String, Fault> {
    let folder = settled.env.get("XDG_RUNTIME_DIR");
    let folder =
        folder.ok_or_else(|| Fault::new("opening the session", "logind made no folder for the visitor"))?;
    let path = format!("{folder}/epn-xauthority");
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&path);
    file.as_mut()
        .map_err(|error| io::Error::from(error.kind()))
        .and_then(|file| file.write_all(&authority(rand::random())))
        .doing(|| "writing what opens the screen")?;
    Ok(path)
}

/// An entry of Xauthority(5) for whatever display.
fn authority(cookie: [u8; 16]) -> Vec<u8> {
    const FAMILY_WILD: u16 = 0xffff;
    const NAME: &[u8] = b"MIT-MAGIC-COOKIE-1";
    let mut entry = FAMILY_WILD.to_be_bytes().to_vec();
    for field in [b"".as_slice(), b"", NAME, &cookie] {
        entry.extend(u16::try_from(field.len()).unwrap_or(u16::MAX).to_be_bytes());
        entry.extend(field);
    }
    entry
}

/// Programs that the bus or the visitor's service manager starts are to find the screen too.
fn tell_bus(env: &BTreeMap<String, String>) -> Result<(), Fault> {
    let names: Vec<&str> =
        ["DISPLAY", "XAUTHORITY"].into_iter().filter(|name| env.contains_key(*name)).collect();
    if names.is_empty() || !env.contains_key("DBUS_SESSION_BUS_ADDRESS") {
        return Ok(());
    }
    let mut teller = Command::new("dbus-update-activation-environment");
    teller.arg("--systemd").args(names).env_clear().envs(env);
    teller.stdin(Stdio::null()).stdout(Stdio::null());
    let told = teller.spawn().and_then(|mut child| tool::await_end(&mut child, PATIENCE));
    told.map(drop).doing(|| "telling the session's bus of the screen")
}

/// Starts the command, and returns once it runs.
fn start_command(settled: &Settled, command: &Program) -> Result<Child, Fault> {
    let doing = || "starting the session's command";
    let agent = stdout().try_clone_to_owned().doing(doing)?;
    let (heard, way_back) = pipe_with(PipeFlags::CLOEXEC).doing(doing)?;
    dup2_stdout(&way_back).doing(doing)?;
    drop(way_back);
    let started = settled.start(command, Output::Silent);
    // Before anything else is said.
    dup2_stdout(&agent).doing(doing)?;
    let child = started?;
    let said = pipe::read_all(heard.as_fd(), Instant::now() + PATIENCE).doing(doing)?;
    match said.lines().find_map(|line| line.strip_prefix("failed ")) {
        Some(why) => Err(Fault::new(doing(), why)),
        None => Ok(child),
    }
}

/// Passes on what the watch of the input reports, and tells when there is none any more.
fn follow_input(settled: &Settled) -> Result<(), Fault> {
    let doing = || "watching the session's input";
    let (heard, reports) = pipe_with(PipeFlags::CLOEXEC).doing(doing)?;
    settled.watch(reports)?;
    let pass_on = move || {
        // Nobody is left to tell if the agent has gone.
        let _ = io::copy(&mut std::fs::File::from(heard), &mut io::stdout());
        report(&Activity::Unknown.to_string());
    };
    thread::Builder::new().name("input".into()).spawn(pass_on).map(drop).doing(doing)
}

/// Waits for the end of the command, and tells its code; without its screen it is over too.
fn wait(command: &mut Child, screen: Option<&Child>) -> Result<i32, Fault> {
    let doing = || "waiting for the session's command";
    let held = [Some(&*command), screen].into_iter().flatten().map(hold).collect::<Result<Vec<_>, _>>()?;
    loop {
        let mut ends: Vec<_> = held.iter().map(|process| PollFd::new(process, PollFlags::IN)).collect();
        match poll(&mut ends, None) {
            Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error).doing(doing),
            Ok(_) => break,
        }
    }
    match command.try_wait().doing(doing)? {
        Some(status) => Ok(status.code().unwrap_or(128)),
        None => Err(Fault::new(doing(), "the screen is gone")),
    }
}

fn hold(process: &Child) -> Result<OwnedFd, Fault> {
    let pid = i32::try_from(process.id()).ok().and_then(Pid::from_raw);
    let pid = pid.ok_or_else(|| Fault::new("holding the session's processes", "a pid is none"))?;
    pidfd_open(pid, PidfdFlags::empty()).doing(|| "holding the session's processes")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_entry_is_for_any_display_and_holds_the_cookie() {
        let entry = authority([7; 16]);
        assert_eq!(&entry[..8], b"\xff\xff\0\0\0\0\0\x12");
        assert_eq!(&entry[8..26], b"MIT-MAGIC-COOKIE-1");
        assert_eq!((&entry[26..28], &entry[28..]), (b"\0\x10".as_slice(), [7; 16].as_slice()));
    }

    #[test]
    fn when_the_screen_goes_the_session_is_over_and_else_the_command_tells() {
        let sleeper = || Command::new("sleep").arg("1000").spawn().unwrap();
        let mut command = Command::new("sh").args(["-c", "exit 3"]).spawn().unwrap();
        let mut screen = sleeper();
        assert_eq!(wait(&mut command, Some(&screen)).unwrap(), 3);
        let mut command = sleeper();
        screen.kill().unwrap();
        assert!(wait(&mut command, Some(&screen)).is_err());
        screen.wait().unwrap();
        command.kill().unwrap();
        command.wait().unwrap();
    }
}

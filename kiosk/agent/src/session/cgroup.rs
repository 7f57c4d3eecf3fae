//! The control group of a session: the one handle that holds every process of it.

use std::fs::{self, File};
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::Pid;

use crate::fault::{Doing, Fault};
use crate::visitor::VisitorUid;

/// A control group of the second version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cgroup {
    path: PathBuf,
}

impl Cgroup {
    /// The group of a visitor's session, whether it exists or not. The name follows from the uid, so that an agent
    /// that starts again finds what its predecessor left.
    pub fn of(visitor: VisitorUid) -> Result<Self, Fault> {
        Ok(Self { path: hierarchy()?.join(format!("epn-visitor-{visitor}")) })
    }

    /// The slice of the visitor's account, which systemd makes for log-ins and for the account's own manager.
    pub fn of_slice(visitor: VisitorUid) -> Result<Self, Fault> {
        Ok(Self { path: hierarchy()?.join(format!("user.slice/user-{visitor}.slice")) })
    }

    /// The group of one of the machine's own services.
    pub fn of_service(name: &str) -> Result<Self, Fault> {
        Ok(Self { path: hierarchy()?.join("system.slice").join(name) })
    }

    /// Creates it. One that is there already is empty, and may still be frozen from the session before.
    pub fn create(&self) -> Result<(), Fault> {
        match fs::create_dir(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => self.order_freeze("0"),
            other => other,
        }
        .doing(|| "creating the session's cgroup")
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it exists.
    pub fn exists(&self) -> bool {
        self.path.is_dir()
    }

    /// Stops every process in it until [`Self::thaw`], and waits until the last stands still, for `patience` at most: once
    /// this is ordered none runs its own code any more. One that waits for a slow USB stick inside the kernel stands still
    /// when it comes back from there; that is no reason to end anybody's session.
    pub fn freeze(&self, patience: Duration) -> Result<(), Fault> {
        if !self.comes_to("freezing the session", patience, |group| group.order_freeze("1"), "frozen 1")? {
            tracing::warn!("a process of the session is still inside the kernel: it stands still after that");
        }
        Ok(())
    }

    /// Lets every process in it run on.
    pub fn thaw(&self, patience: Duration) -> Result<(), Fault> {
        self.change("thawing the session", patience, |group| group.order_freeze("0"), "frozen 0")
    }

    fn order_freeze(&self, to: &str) -> io::Result<()> {
        fs::write(self.path.join("cgroup.freeze"), to)
    }

    /// The processes in it and below, by the ids that this process knows them by.
    pub fn processes(&self) -> Result<Vec<Pid>, Fault> {
        let mut found = Vec::new();
        list_below(&self.path, &mut found).doing(|| "listing the session")?;
        Ok(found)
    }

    /// Kills every process in it, new ones included, and waits until none runs.
    pub fn kill(&self, patience: Duration) -> Result<(), Fault> {
        if !self.exists() {
            return Ok(());
        }
        let kill = |group: &Self| fs::write(group.path.join("cgroup.kill"), "1");
        let killed = self.change("killing the session's cgroup", patience, kill, "populated 0");
        // Whoever made it may have removed it as soon as it was empty.
        if self.exists() { killed } else { Ok(()) }
    }

    /// Orders a change, and waits until the kernel says that it is `so`: it has to be in time.
    fn change(
        &self,
        what: &'static str,
        patience: Duration,
        order: impl FnOnce(&Self) -> io::Result<()>,
        so: &str,
    ) -> Result<(), Fault> {
        if self.comes_to(what, patience, order, so)? {
            Ok(())
        } else {
            Err(Fault::new(what, format!("it does not come to {so}")))
        }
    }

    /// Orders a change, and tells whether the kernel said in time that it is `so`.
    fn comes_to(
        &self,
        what: &'static str,
        patience: Duration,
        order: impl FnOnce(&Self) -> io::Result<()>,
        so: &str,
    ) -> Result<bool, Fault> {
        let deadline = Instant::now() + patience;
        let mut events = File::open(self.path.join("cgroup.events")).doing(|| what)?;
        order(self).doing(|| what)?;
        while !says(&mut events, so)? {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(false);
            }
            wait_for_change(&events, left)?;
        }
        Ok(true)
    }

    /// Whether any process is in it or below, zombies not counted.
    pub fn is_populated(&self) -> Result<bool, Fault> {
        match File::open(self.path.join("cgroup.events")) {
            Ok(mut events) => says(&mut events, "populated 1"),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error).doing(|| "looking into the session's cgroup"),
        }
    }

    /// Removes it with the groups below. Nothing may run in them.
    pub fn remove(&self) -> Result<(), Fault> {
        match remove_below(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other.doing(|| "removing the session's cgroup"),
        }
    }
}

/// Where the second version's hierarchy is mounted: `/sys/fs/cgroup`, or `/sys/fs/cgroup/unified` beside the first's.
fn hierarchy() -> Result<PathBuf, Fault> {
    let mounts = fs::read_to_string("/proc/mounts").doing(|| "reading /proc/mounts")?;
    mounts
        .lines()
        .find_map(|line| {
            let mut fields = line.split(' ');
            let place = fields.nth(1)?;
            (fields.next()? == "cgroup2").then(|| PathBuf::from(place))
        })
        .ok_or_else(|| Fault::new("looking for cgroups", "no cgroup2 file system is mounted"))
}

/// Whether `cgroup.events` holds this line.
fn says(events: &mut File, so: &str) -> Result<bool, Fault> {
    let mut text = String::new();
    events.rewind().and_then(|()| events.read_to_string(&mut text)).doing(|| "reading cgroup.events")?;
    Ok(text.lines().any(|line| line == so))
}

fn wait_for_change(events: &File, patience: Duration) -> Result<(), Fault> {
    let limit = Timespec::try_from(patience).ok();
    match poll(&mut [PollFd::new(events, PollFlags::PRI)], limit.as_ref()) {
        Ok(_) | Err(rustix::io::Errno::INTR) => Ok(()),
        Err(error) => Err(error).doing(|| "watching the session's cgroup"),
    }
}

fn list_below(group: &Path, found: &mut Vec<Pid>) -> io::Result<()> {
    let text = fs::read_to_string(group.join("cgroup.procs"))?;
    found.extend(text.lines().filter_map(|line| Pid::from_raw(line.parse().ok()?)));
    for entry in fs::read_dir(group)?.filter_map(Result::ok) {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            // One that is gone meanwhile holds nothing.
            let _ = list_below(&entry.path(), found);
        }
    }
    Ok(())
}

fn remove_below(group: &Path) -> io::Result<()> {
    for entry in fs::read_dir(group)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            remove_below(&entry.path())?;
        }
    }
    fs::remove_dir(group)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_inside_the_kernel_hinders_no_pause_but_one_that_cannot_be_killed_is_told() {
        let dir = tempfile::tempdir().unwrap();
        let group = Cgroup { path: dir.path().to_owned() };
        assert!(group.freeze(Duration::ZERO).is_err(), "nothing can be ordered here");
        fs::write(dir.path().join("cgroup.events"), "populated 1\nfrozen 0\n").unwrap();
        group.freeze(Duration::ZERO).unwrap();
        assert_eq!(fs::read_to_string(dir.path().join("cgroup.freeze")).unwrap(), "1", "it is ordered");
        assert!(group.kill(Duration::ZERO).is_err());
    }
}

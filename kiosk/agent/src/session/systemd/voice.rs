//! What the agent and the first process of a session in a unit say to each other. The order is a file; the answers come
//! through a named pipe, since the unit's standard input is its terminal: first the line `ready`, or `failed WHY`, then
//! what the watch of the input reports.

use std::ffi::CString;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{CWD, FileType, Mode, OFlags, mknodat};

use super::unit;
use crate::fault::{Doing, Fault};
use crate::session::init::{Order, READY};
use crate::session::{SessionError, pipe};
use crate::visitor::VisitorUid;

/// Both ways.
#[derive(Debug)]
pub struct Voice {
    path: PathBuf,
    order: PathBuf,
    heard: File,
}

impl Voice {
    /// Makes the pipe, and listens at it: nobody who opens it then has to wait for anybody.
    pub fn open(runtime_dir: &Path, visitor: VisitorUid) -> Result<Self, Fault> {
        let doing = || "making the session's pipe";
        Self::remove(runtime_dir, visitor);
        let (path, order) = paths(runtime_dir, visitor);
        let name = CString::new(path.display().to_string()).doing(doing)?;
        mknodat(CWD, name.as_c_str(), FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).doing(doing)?;
        let flags = i32::try_from(OFlags::NONBLOCK.bits()).unwrap_or_default();
        let heard = OpenOptions::new().read(true).custom_flags(flags).open(&path).doing(doing)?;
        Ok(Self { path, order, heard })
    }

    /// Takes away what an earlier session left of it.
    pub fn remove(runtime_dir: &Path, visitor: VisitorUid) {
        let (path, order) = paths(runtime_dir, visitor);
        for path in [path, order] {
            match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    tracing::warn!(%error, "a session's order or pipe cannot be removed");
                }
                _ => {}
            }
        }
    }

    /// The pipe.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The order's file.
    pub fn order_path(&self) -> &Path {
        &self.order
    }

    /// Writes the order, for the visitor to read: nothing in it is secret.
    pub fn order(&self, order: &Order) -> Result<(), Fault> {
        let text = serde_json::to_vec(order).doing(|| "writing an order")?;
        fs::write(&self.order, text)
            .and_then(|()| fs::set_permissions(&self.order, fs::Permissions::from_mode(0o644)))
            .doing(|| "writing the session's order")
    }

    /// Waits until the command runs, or is known not to, as when the session's first process has ended.
    pub fn listen(&self, first: BorrowedFd<'_>, patience: Duration) -> Result<(), SessionError> {
        let deadline = Instant::now() + patience;
        let said = match self
            .wait(first, deadline)
            .and_then(|()| pipe::read_line_only(self.heard.as_fd(), deadline))
        {
            Err(error) if error.kind() == io::ErrorKind::TimedOut => {
                return Err(SessionError::Slow(patience.as_secs()));
            }
            // It ended without a word.
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => String::new(),
            other => other.doing(|| "starting a session")?,
        };
        match said.trim_end() {
            READY => Ok(()),
            "" => {
                let why = format!("it ended before it said anything: see journalctl --unit {}", unit::NAME);
                Err(SessionError::SetUp(why))
            }
            other => Err(SessionError::SetUp(other.trim_start_matches("failed ").to_owned())),
        }
    }

    /// Waits until there is something to be heard, or nobody who could say it.
    fn wait(&self, first: BorrowedFd<'_>, deadline: Instant) -> io::Result<()> {
        let left = deadline.saturating_duration_since(Instant::now());
        let limit = Timespec::try_from(left).map_err(io::Error::other)?;
        let mut both =
            [PollFd::new(&self.heard, PollFlags::IN), PollFd::from_borrowed_fd(first, PollFlags::IN)];
        match poll(&mut both, Some(&limit)) {
            Ok(0) => Err(io::ErrorKind::TimedOut.into()),
            Ok(_) if both.iter().take(1).all(|voice| voice.revents().is_empty()) => {
                Err(io::ErrorKind::WouldBlock.into())
            }
            Ok(_) | Err(rustix::io::Errno::INTR) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// What comes after that.
    pub fn into_reports(self) -> OwnedFd {
        self.heard.into()
    }
}

fn paths(runtime_dir: &Path, visitor: VisitorUid) -> (PathBuf, PathBuf) {
    let path = |what: &str| runtime_dir.join(format!("{visitor}.{what}"));
    (path("voice"), path("order"))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use crate::visitor::UidRange;

    fn said(words: &str) -> Result<String, SessionError> {
        let dir = tempfile::tempdir().unwrap();
        let voice = Voice::open(dir.path(), UidRange::default().visitor(61_000).unwrap()).unwrap();
        let mut session = OpenOptions::new().write(true).open(voice.path()).unwrap();
        session.write_all(words.as_bytes()).unwrap();
        drop(session);
        let (living, _held) = io::pipe().unwrap();
        voice.listen(living.as_fd(), Duration::from_secs(5))?;
        Ok(pipe::read_all(voice.into_reports().as_fd(), Instant::now() + Duration::from_secs(5)).unwrap())
    }

    #[test]
    fn what_follows_the_first_word_is_left_to_whoever_follows_the_reports() {
        assert_eq!(said("ready\nquiet 1000\n").unwrap(), "quiet 1000\n");
    }

    #[test]
    fn a_session_that_fails_says_why_and_one_that_says_nothing_failed_too() {
        for (words, why) in [("failed no screen\n", "no screen"), ("", "it ended before it said anything")] {
            let error = said(words).unwrap_err().to_string();
            assert!(error.contains(why), "{error}");
        }
    }

    #[test]
    fn a_session_that_says_nothing_is_waited_for_no_longer_than_its_time() {
        let dir = tempfile::tempdir().unwrap();
        let voice = Voice::open(dir.path(), UidRange::default().visitor(61_000).unwrap()).unwrap();
        let (living, held) = io::pipe().unwrap();
        assert!(matches!(voice.listen(living.as_fd(), Duration::ZERO), Err(SessionError::Slow(_))));
        drop(held);
        let ended = voice.listen(living.as_fd(), Duration::from_mins(1));
        assert!(matches!(ended, Err(SessionError::SetUp(_))), "nor at all once its first process has ended");
    }
}

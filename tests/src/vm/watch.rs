//! Eyes on the screen, twenty times a second.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use tokio::task::JoinHandle;
use tokio::time::{MissedTickBehavior, interval};

use super::qmp::Qmp;
use super::screen::Look;
use crate::support::Picture;

/// From one picture to the next.
const EVERY: Duration = Duration::from_millis(50);
/// How many pictures of what must not be seen are kept.
const KEPT: usize = 5;

/// What may be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum May {
    /// Everything: nothing is judged yet.
    All,
    /// The kiosk, or nothing: nobody has a lease.
    KioskOrBlack,
    /// The desktop, the kiosk, or nothing: but no console.
    NoConsole,
    /// What a machine shows while it starts, and the kiosk: but no desktop.
    NoDesktop,
}

impl May {
    fn allows(self, look: Look) -> bool {
        match self {
            Self::All => true,
            Self::KioskOrBlack => matches!(look, Look::Kiosk | Look::Black),
            Self::NoConsole => look != Look::Text,
            Self::NoDesktop => look != Look::Desktop,
        }
    }
}

/// A watch over one machine's screen. Ends when it is dropped.
#[derive(Debug)]
pub struct Watch {
    seen: Arc<Mutex<Seen>>,
    task: JoinHandle<()>,
}

/// What was seen so far.
#[derive(Debug)]
struct Seen {
    may: May,
    folder: PathBuf,
    begun: Instant,
    pictures: u32,
    /// Each look with when it began.
    looks: Vec<(Duration, Look)>,
    /// What was seen and must not be.
    faults: Vec<String>,
}

/// What a watch came to.
#[derive(Clone, Debug)]
pub struct Watched {
    pub pictures: u32,
    pub per_second: f64,
    /// Each look with when it began, since the watch did.
    pub looks: Vec<(Duration, Look)>,
}

impl Watched {
    /// When this look was last come to.
    pub fn last(&self, wanted: Look) -> Option<Duration> {
        self.looks.iter().rev().find(|(_, look)| *look == wanted).map(|(at, _)| *at)
    }

    /// One line: what was seen, and when.
    pub fn story(&self) -> String {
        let mut story = format!("{} pictures, {:.0} a second:", self.pictures, self.per_second);
        for (at, look) in &self.looks {
            let _ = write!(story, " {look} {:.1} s", at.as_secs_f64());
        }
        story
    }
}

impl Watch {
    /// Begins; pictures of what must not be seen are kept in `folder`.
    pub fn begin(qmp: Arc<Qmp>, folder: &Path, may: May) -> Self {
        let seen = Seen {
            may,
            folder: folder.to_owned(),
            begun: Instant::now(),
            pictures: 0,
            looks: Vec::new(),
            faults: Vec::new(),
        };
        let seen = Arc::new(Mutex::new(seen));
        let task = tokio::spawn(look_on(qmp, folder.join("watch.ppm"), Arc::clone(&seen)));
        Self { seen, task }
    }

    /// From the next picture on, this is what may be seen.
    pub fn now(&self, may: May) {
        lock(&self.seen).may = may;
    }

    /// # Errors
    /// Something was seen that must not be.
    pub fn judge(&self) -> Result<()> {
        match lock(&self.seen).faults.as_slice() {
            [] => Ok(()),
            [first, others @ ..] => bail!("{first}, and {} more such pictures", others.len()),
        }
    }

    /// Ends it.
    ///
    /// # Errors
    /// Something was seen that must not be, or nothing was.
    pub fn end(self) -> Result<Watched> {
        self.judge()?;
        let seen = lock(&self.seen);
        if seen.pictures == 0 {
            bail!("the watch saw nothing");
        }
        let per_second = f64::from(seen.pictures) / seen.begun.elapsed().as_secs_f64();
        Ok(Watched { pictures: seen.pictures, per_second, looks: seen.looks.clone() })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Seen {
    fn take(&mut self, picture: &Picture) {
        let (at, look) = (self.begun.elapsed(), Look::of(picture));
        self.pictures += 1;
        if self.looks.last().is_none_or(|(_, last)| *last != look) {
            self.looks.push((at, look));
        }
        if !self.may.allows(look) {
            let kept = self.keep(picture, look);
            let at = at.as_secs_f64();
            self.faults.push(format!("{at:.2} s into the watch the screen showed {look} ({kept})"));
        }
    }

    /// The first pictures of what must not be seen are enough to understand it.
    fn keep(&self, picture: &Picture, look: Look) -> String {
        if self.faults.len() >= KEPT {
            return "not kept".to_owned();
        }
        let file = self.folder.join(format!("fault-{}-{look}.png", self.faults.len()));
        match picture.write(&file) {
            Ok(()) => file.display().to_string(),
            Err(error) => format!("{error:#}"),
        }
    }
}

fn lock(seen: &Mutex<Seen>) -> std::sync::MutexGuard<'_, Seen> {
    seen.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Until it is stopped, or the machine is off.
async fn look_on(qmp: Arc<Qmp>, file: PathBuf, seen: Arc<Mutex<Seen>>) {
    let mut ticks = interval(EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        if qmp.screendump(&file).await.is_err() {
            return;
        }
        match Picture::read_pixmap(&file) {
            Ok(picture) => lock(&seen).take(&picture),
            Err(error) => lock(&seen).faults.push(format!("{error:#}")),
        }
    }
}

//! The words of a session's life.

use serde::{Deserialize, Serialize};

/// Why a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EndCause {
    /// The granted time was used up.
    TimeUp,
    /// The visitor pressed *Terminer*.
    VisitorLeft,
    /// A mediator ended it.
    EndedByStaff,
    /// A mediator moved it to another station, where it goes on as a new one.
    Moved,
    /// Nobody was there any more.
    Idle,
    /// The room closed.
    Closing,
    /// The station's session or agent failed.
    StationFault,
    /// The station lost power or was restarted.
    PowerLost,
}

/// Where a station stands. The agent owns it; everybody else is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// Free: the lock screen.
    #[default]
    Locked,
    /// A log-in was sent to the hub.
    Authenticating,
    /// A lease was granted; the session is being started.
    Starting,
    /// A visitor works.
    Active,
    /// The session waits behind the lock.
    Paused,
    /// The time is up; a few minutes to close one's work.
    Grace,
    /// The session is being ended.
    Ending,
    /// Everything is being erased.
    Resetting,
    /// What was erased is being proved.
    Proving,
    /// Not to be used, with a reason that travels beside this.
    OutOfService,
}

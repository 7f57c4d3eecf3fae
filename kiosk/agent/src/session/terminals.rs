//! The machine's virtual terminals: the kiosk's, the session's and the technician's, one of which is shown, with switching
//! locked.
//!
//! While switching is locked, a request to switch is lost although the call succeeds; and while the program that draws on
//! the present terminal dies, a request is lost as well. So a switch is: unlock, ask, read back, ask again if it was
//! lost, lock. To wait for a switch inside the kernel (`VT_WAITACTIVE`) may take for ever, and is not done.

use std::fmt;
use std::fs::File;
use std::io;
use std::time::{Duration, Instant};

use serde::Deserialize;

use crate::fault::{Doing, Fault};
use crate::sys::vt;

/// How long a switch may take: a program that draws and co-operates takes some milliseconds, one that does not never lets
/// go.
const PATIENCE: Duration = Duration::from_secs(2);

/// After how long a request counts as lost.
const LOST_AFTER: Duration = Duration::from_millis(250);

/// The time between two looks at which terminal is shown.
const LOOK_EVERY: Duration = Duration::from_millis(5);

/// The highest number of a terminal.
const LAST: u16 = 63;

/// The numbers of the terminals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TerminalNumbers {
    /// Where the kiosk is drawn.
    pub kiosk: u16,
    /// Where the visitor works.
    pub session: u16,
    /// Where a technician gets a console.
    pub technician: u16,
}

impl Default for TerminalNumbers {
    fn default() -> Self {
        Self { kiosk: 7, session: 8, technician: 9 }
    }
}

impl TerminalNumbers {
    /// What is wrong with them, in a sentence.
    pub fn check(self) -> Result<(), String> {
        let all = [self.kiosk, self.session, self.technician];
        let [kiosk, session, technician] = all;
        if all.iter().any(|number| !(1..=LAST).contains(number)) {
            return Err(format!("visitor.terminals are numbers from 1 to {LAST}"));
        }
        if kiosk == session || kiosk == technician || session == technician {
            return Err("visitor.terminals must be three different numbers".to_owned());
        }
        Ok(())
    }

    /// The number of one of them.
    pub fn of(self, terminal: Terminal) -> u16 {
        match terminal {
            Terminal::Kiosk => self.kiosk,
            Terminal::Session => self.session,
            Terminal::Technician => self.technician,
        }
    }
}

/// One of the terminals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Terminal {
    /// The kiosk's: the lock, the log-in, what is announced.
    Kiosk,
    /// The visitor's.
    Session,
    /// The technician's, for maintenance.
    Technician,
}

impl fmt::Display for Terminal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Kiosk => "the kiosk's terminal",
            Self::Session => "the session's terminal",
            Self::Technician => "the technician's terminal",
        })
    }
}

/// What the kernel can be asked about terminals.
pub trait Console {
    /// The number of the terminal that is shown.
    fn active(&self) -> io::Result<u16>;
    /// Asks for another.
    fn activate(&self, number: u16) -> io::Result<()>;
    /// Refuses every such request from now on.
    fn lock(&self) -> io::Result<()>;
    /// Allows them.
    fn unlock(&self) -> io::Result<()>;
}

/// The machine's own console.
#[derive(Debug)]
pub struct MachineConsole(File);

impl MachineConsole {
    /// Opens it. Needs root.
    pub fn open() -> Result<Self, Fault> {
        // Root's own terminal, if it has one, stays what it is: `/dev/tty0` becomes nobody's controlling terminal.
        let console = File::options().read(true).write(true).open("/dev/tty0");
        console.map(Self).doing(|| "opening the machine's console /dev/tty0")
    }
}

impl Console for MachineConsole {
    fn active(&self) -> io::Result<u16> {
        vt::active(&self.0)
    }

    fn activate(&self, number: u16) -> io::Result<()> {
        vt::activate(&self.0, number)
    }

    fn lock(&self) -> io::Result<()> {
        vt::lock_switching(&self.0)
    }

    fn unlock(&self) -> io::Result<()> {
        vt::unlock_switching(&self.0)
    }
}

/// The terminals, of which this alone decides which is shown.
#[derive(Debug)]
pub struct Terminals<C = MachineConsole> {
    console: C,
    numbers: TerminalNumbers,
}

impl Terminals {
    /// The machine's. Needs root.
    pub fn open(numbers: TerminalNumbers) -> Result<Self, Fault> {
        Ok(Self { console: MachineConsole::open()?, numbers })
    }
}

impl<C: Console> Terminals<C> {
    /// Shows a terminal and locks switching. Whatever happens, switching is locked when this returns; an error means that
    /// another terminal may be the one that is shown.
    pub fn show(&self, terminal: Terminal) -> Result<(), Fault> {
        self.show_within(terminal, PATIENCE)
    }

    /// The same, for whoever cannot wait for a program that does not let go.
    pub fn show_within(&self, terminal: Terminal, patience: Duration) -> Result<(), Fault> {
        let doing = || format!("showing {terminal}");
        let deadline = Instant::now() + patience;
        loop {
            let shown = self.switch(self.numbers.of(terminal), deadline);
            self.console.lock().doing(|| "locking the terminals")?;
            // Somebody's own request may have come between, as long as switching was not locked.
            if shown.doing(doing)? && self.is_shown(terminal)? {
                return Ok(());
            }
            if Instant::now() >= deadline {
                return Err(Fault::new(doing(), "whoever draws on the present one does not let go"));
            }
        }
    }

    /// Whether a terminal is the one that is shown.
    pub fn is_shown(&self, terminal: Terminal) -> Result<bool, Fault> {
        let active = self.console.active().doing(|| "looking which terminal is shown")?;
        Ok(active == self.numbers.of(terminal))
    }

    /// The numbers.
    pub fn numbers(&self) -> TerminalNumbers {
        self.numbers
    }

    /// Unlocks, asks, and asks again; tells whether the terminal was shown in time.
    fn switch(&self, number: u16, deadline: Instant) -> io::Result<bool> {
        self.console.unlock()?;
        while Instant::now() < deadline {
            self.console.activate(number)?;
            let lost = deadline.min(Instant::now() + LOST_AFTER);
            while Instant::now() < lost {
                if self.console.active()? == number {
                    return Ok(true);
                }
                crate::pause::pause(LOOK_EVERY);
            }
        }
        Ok(false)
    }
}

#[cfg(test)]
mod tests;

use std::cell::{Cell, RefCell};

use super::*;

/// A console that does what a test wants of it.
struct Fake {
    active: Cell<u16>,
    locked: Cell<bool>,
    done: RefCell<Vec<String>>,
    /// How many requests are lost before one is heard.
    deaf: Cell<u32>,
    /// Whether somebody switches elsewhere just before switching is locked, once.
    meddler: Cell<bool>,
    broken: bool,
}

fn terminals(deaf: u32) -> Terminals<Fake> {
    let console = Fake {
        active: Cell::new(8),
        locked: Cell::new(true),
        done: RefCell::default(),
        deaf: Cell::new(deaf),
        meddler: Cell::new(false),
        broken: false,
    };
    Terminals { console, numbers: TerminalNumbers::default() }
}

impl Fake {
    fn note(&self, what: impl Into<String>) {
        self.done.borrow_mut().push(what.into());
    }
}

impl Console for Fake {
    fn active(&self) -> io::Result<u16> {
        Ok(self.active.get())
    }

    fn activate(&self, number: u16) -> io::Result<()> {
        self.note(format!("activate {number}"));
        if self.broken {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        match self.deaf.get() {
            _ if self.locked.get() => {}
            0 => self.active.set(number),
            more => self.deaf.set(more - 1),
        }
        Ok(())
    }

    fn lock(&self) -> io::Result<()> {
        if self.meddler.take() {
            self.active.set(1);
        }
        self.note("lock");
        self.locked.set(true);
        Ok(())
    }

    fn unlock(&self) -> io::Result<()> {
        self.note("unlock");
        self.locked.set(false);
        Ok(())
    }
}

#[test]
fn a_switch_unlocks_asks_and_locks() {
    let terminals = terminals(0);
    terminals.show(Terminal::Kiosk).unwrap();
    assert_eq!(*terminals.console.done.borrow(), ["unlock", "activate 7", "lock"]);
    assert!(terminals.is_shown(Terminal::Kiosk).unwrap() && terminals.console.locked.get());
}

#[test]
fn a_request_that_was_lost_is_made_again() {
    let terminals = terminals(2);
    terminals.show(Terminal::Technician).unwrap();
    assert_eq!(
        *terminals.console.done.borrow(),
        ["unlock", "activate 9", "activate 9", "activate 9", "lock"]
    );
}

#[test]
fn somebody_who_came_between_is_not_left_there() {
    let terminals = terminals(0);
    terminals.console.meddler.set(true);
    terminals.show(Terminal::Kiosk).unwrap();
    assert_eq!(
        *terminals.console.done.borrow(),
        ["unlock", "activate 7", "lock", "unlock", "activate 7", "lock"]
    );
    assert!(terminals.is_shown(Terminal::Kiosk).unwrap());
}

#[test]
fn a_refused_switch_is_told_and_leaves_switching_locked() {
    let terminals = terminals(u32::MAX);
    let fault = terminals.show(Terminal::Kiosk).unwrap_err();
    assert!(fault.to_string().starts_with("showing the kiosk's terminal: "), "{fault}");
    assert!(terminals.console.locked.get() && terminals.is_shown(Terminal::Session).unwrap());
}

#[test]
fn a_console_that_fails_leaves_switching_locked() {
    let mut terminals = terminals(0);
    terminals.console.broken = true;
    assert!(terminals.show(Terminal::Kiosk).is_err());
    assert_eq!(*terminals.console.done.borrow(), ["unlock", "activate 7", "lock"]);
}

#[test]
fn three_different_terminals_are_needed() {
    let numbers = TerminalNumbers::default();
    assert_eq!(numbers.check(), Ok(()));
    for wrong in [
        TerminalNumbers { kiosk: 8, ..numbers },
        TerminalNumbers { technician: 7, ..numbers },
        TerminalNumbers { session: 0, ..numbers },
        TerminalNumbers { session: 64, ..numbers },
    ] {
        assert!(wrong.check().is_err(), "{wrong:?}");
    }
}

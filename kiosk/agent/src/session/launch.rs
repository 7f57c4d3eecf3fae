//! The permanent thread that starts every session.
//!
//! A process that asks for a signal at its parent's death gets it at the death of the parent *thread*. Were sessions
//! started from whatever thread asks, they would die with that thread.

use std::io;
use std::process::{Child, Command};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use crate::fault::{Doing, Fault};

/// Starts processes from a thread that lives as long as this value.
#[derive(Debug)]
pub struct Launcher {
    orders: Sender<(Command, Sender<io::Result<Child>>)>,
}

impl Launcher {
    /// Starts the thread.
    pub fn new() -> Result<Self, Fault> {
        let (orders, inbox) = channel::<(Command, Sender<io::Result<Child>>)>();
        thread::Builder::new()
            .name("launcher".into())
            .spawn(move || {
                for (mut command, reply) in inbox {
                    // Whoever asked has gone: the child ends with the session's other handles.
                    let _ = reply.send(command.spawn());
                }
            })
            .doing(|| "starting the thread that starts sessions")?;
        Ok(Self { orders })
    }

    /// Starts a process.
    pub fn spawn(&self, command: Command) -> Result<Child, Fault> {
        let (reply, answer) = channel();
        let gone = || Fault::new("starting a session", "the thread that starts sessions has ended");
        self.orders.send((command, reply)).map_err(|_| gone())?;
        answer.recv().map_err(|_| gone())?.doing(|| "starting a session")
    }
}

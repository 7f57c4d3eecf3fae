//! A screen of the session's own: a nested or virtual X server.

use std::os::fd::AsFd;
use std::process::ChildStdout;
use std::time::{Duration, Instant};

use super::settle::{Output, Settled};
use crate::fault::{Doing, Fault};
use crate::session::Program;
use crate::session::pipe;

/// How long a screen may take to start.
const PATIENCE: Duration = Duration::from_secs(45);

/// Starts it, and returns the name of the display that it chose.
pub fn start(settled: &Settled, screen: &Program) -> Result<String, Fault> {
    let mut screen = screen.clone();
    screen.args.extend(["-displayfd".to_owned(), "1".to_owned()]);
    let mut server = settled.start(&screen, Output::Piped)?;
    let output = server.stdout.take().ok_or_else(|| Fault::new("starting the screen", "no pipe"))?;
    number(output)
}

/// Waits for the name of the display that a server chose.
pub fn number(output: ChildStdout) -> Result<String, Fault> {
    let text = pipe::read_line(output.as_fd(), Instant::now() + PATIENCE).doing(|| "starting the screen")?;
    // The server may write to it again: an end that stays open cannot break.
    pipe::open_for_ever(output.into());
    match text.trim().parse::<u32>() {
        Ok(number) => Ok(format!(":{number}")),
        Err(_) => Err(Fault::new("starting the screen", "it ended before it was ready")),
    }
}

//! Starting this very program again for a small job in another place or under another uid.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::init::Order;
use crate::fault::{Doing, Fault};

/// The hidden subcommand that reads an [`Order`] on its standard input.
pub const SUBCOMMAND: &str = "session-init";

/// The program that carries out orders: this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Helper {
    program: PathBuf,
}

impl Default for Helper {
    /// This program, even if its file was replaced by an update meanwhile.
    fn default() -> Self {
        Self { program: "/proc/self/exe".into() }
    }
}

impl Helper {
    /// Another program that knows the subcommand, for tests.
    pub fn at(program: impl Into<PathBuf>) -> Self {
        Self { program: program.into() }
    }

    /// Where the program lies, for somebody who cannot start it as this process can. After an update that is the new one,
    /// which knows the subcommand too.
    pub(super) fn installed(&self) -> io::Result<PathBuf> {
        let path = fs::read_link(&self.program).or_else(|_| fs::canonicalize(&self.program))?;
        let name = path.display().to_string();
        Ok(name.strip_suffix(" (deleted)").map_or(path, PathBuf::from))
    }

    /// The command line, with nothing of the agent's environment and no output.
    pub(super) fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.arg(SUBCOMMAND).env_clear().current_dir("/");
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// Carries out an order in a child, and reads its answer.
    pub fn ask<T: DeserializeOwned>(&self, order: &Order) -> Result<T, Fault> {
        let mut child =
            self.command().stdout(Stdio::piped()).spawn().doing(|| "starting the agent's helper")?;
        let sent = send(&mut child.stdin.take(), order);
        let output = child.wait_with_output().doing(|| "waiting for the agent's helper")?;
        sent?;
        let answer: Result<T, String> =
            serde_json::from_slice(&output.stdout).doing(|| "reading the helper's answer")?;
        answer.map_err(|why| Fault::new("the agent's helper", why))
    }
}

/// Writes an order to a child's standard input and closes it.
pub(super) fn send(stdin: &mut Option<impl Write>, order: &impl Serialize) -> Result<(), Fault> {
    let text = serde_json::to_vec(order).doing(|| "writing an order")?;
    let mut pipe = stdin.take().ok_or_else(|| Fault::new("sending an order", "no standard input"))?;
    pipe.write_all(&text).doing(|| "sending an order")
}

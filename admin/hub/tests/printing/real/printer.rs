//! CUPS's `ippeveprinter` (package cups-ipp-utils), with an engine that fails as it is told.

use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::common::until;

const START: &str = include_str!("../../../../../tests/src/prints/office/start.sh");
const ENGINE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/src/prints/office/engine.sh");

/// What goes wrong, after two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    None,
    Jam,
    Abort,
    Empty,
    Hang,
}

impl Fault {
    fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Jam => "jam",
            Self::Abort => "abort",
            Self::Empty => "empty",
            Self::Hang => "hang",
        }
    }
}

pub struct RealPrinter {
    folder: tempfile::TempDir,
    port: u16,
    process: Child,
}

impl RealPrinter {
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(ENGINE, folder.path().join("engine.sh")).unwrap();
        std::fs::create_dir(folder.path().join("spool")).unwrap();
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let process = run(folder.path(), port);
        let this = Self { folder, port, process };
        this.expect(5, Fault::None);
        this.answers().await;
        this
    }

    pub fn uri(&self) -> String {
        format!("ipp://127.0.0.1:{}/ipp/print", self.port)
    }

    /// The next documents have so many pages, and this happens to them; what waits for paper gets it.
    pub fn expect(&self, pages: u32, fault: Fault) {
        self.write("pages", &pages.to_string());
        self.write("fault", fault.word());
    }

    /// Whole, whenever it is read.
    fn write(&self, name: &str, text: &str) {
        let next = self.folder.path().join("next");
        std::fs::write(&next, format!("{text}\n")).unwrap();
        std::fs::rename(next, self.folder.path().join(name)).unwrap();
    }

    async fn answers(&self) {
        let what = format!("ippeveprinter, which writes to {}", self.folder.path().join("log").display());
        until(&what, || std::net::TcpStream::connect(("127.0.0.1", self.port)).is_ok()).await;
    }

    pub fn unplug(&mut self) {
        // The first process of the namespace is its child, and goes with it.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }

    pub async fn plug_in(&mut self) {
        self.process = run(self.folder.path(), self.port);
        self.answers().await;
    }
}

impl Drop for RealPrinter {
    fn drop(&mut self) {
        self.unplug();
    }
}

fn run(folder: &Path, port: u16) -> Child {
    let log = std::fs::File::create(folder.join("log")).unwrap();
    let mut command = Command::new("unshare");
    if !rustix::process::geteuid().is_root() {
        // Root of its own namespace, in which the announcer's user exists as well (package uidmap).
        command.args(["--map-root-user", "--map-auto"]);
    }
    command
        .args(["--mount", "--pid", "--fork", "--kill-child", "sh", "-c", START])
        .env("PORT", port.to_string())
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(log.try_clone().unwrap())
        .stderr(log);
    command.spawn().expect("unshare, of the package util-linux")
}

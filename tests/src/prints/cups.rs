//! A real print service, set up as the station's package sets it up, in front of the queue.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};

use super::PrintRoom;
use super::pdf::{A4, document};
use crate::load::measure::Measure;
use crate::support::{Process, run_to_end, wait_for, wait_until, workspace_root};

/// Machine time within which a print comes out.
const PROMPT: Duration = Duration::from_secs(90);
/// Pages of what is printed.
const PAGES: u32 = 3;

/// Ways to print it, and the sides that come out.
const WAYS: [(&[&str], u32); 5] = [
    (&["-n", "2"], 2 * PAGES),
    (&["-n", "3", "-o", "collate=true"], 3 * PAGES),
    (&["-o", "sides=two-sided-long-edge"], PAGES),
    (&["-o", "number-up=2"], PAGES.div_ceil(2)),
    (&["-o", "page-ranges=2-3"], 2),
];

/// A private print service; it ends when this is dropped.
#[derive(Debug)]
struct Cups {
    folder: PathBuf,
    process: Process,
}

impl Cups {
    /// Starts one on what is in `folder`, where an earlier one may have left jobs.
    async fn start(folder: &Path) -> Result<Self> {
        for name in ["root", "spool", "cache", "state", "temp", "log"] {
            std::fs::create_dir_all(folder.join(name))?;
        }
        // Filters run as another user; the folder around this one is the check's own.
        for path in [Some(folder), folder.parent()].into_iter().flatten() {
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755))?;
        }
        let shipped = |name: &str| {
            let path = workspace_root().join("assets/hardening/etc/cups").join(name);
            std::fs::read_to_string(&path).with_context(|| path.display().to_string())
        };
        let socket = folder.join("cups.sock");
        let _ = std::fs::remove_file(&socket);
        let settings = shipped("cupsd.conf")?.replace("/run/cups/cups.sock", &socket.display().to_string());
        std::fs::write(folder.join("cupsd.conf"), settings)?;
        let at = |name: &str| folder.join(name).display().to_string();
        let files = shipped("cups-files.conf")?.replace("/var/log/cups", &at("log"));
        let own = [
            ("ServerRoot", "root"),
            ("RequestRoot", "spool"),
            ("CacheDir", "cache"),
            ("StateDir", "state"),
            ("TempDir", "temp"),
        ];
        let own: Vec<String> =
            own.iter().map(|(setting, name)| format!("{setting} {}\n", at(name))).collect();
        std::fs::write(folder.join("cups-files.conf"), files + &own.concat())?;
        let mut command = Command::new("/usr/sbin/cupsd");
        command
            .arg("-f")
            .arg("-c")
            .arg(folder.join("cupsd.conf"))
            .arg("-s")
            .arg(folder.join("cups-files.conf"));
        let process = Process::spawn("cupsd", &mut command, &folder.join("cupsd.log"))?;
        wait_until("the print service listens", PROMPT, || socket.exists()).await?;
        Ok(Self { folder: folder.to_owned(), process })
    }

    /// Starts a fresh one that prints to the room's queue.
    async fn of(room: &PrintRoom, folder: &Path) -> Result<Self> {
        let cups = Self::start(folder).await?;
        cups.client("/usr/sbin/lpadmin", &["-p", "impression", "-E", "-v", &room.uri, "-m", "everywhere"])?;
        cups.client("/usr/sbin/lpadmin", &["-d", "impression"])?;
        Ok(cups)
    }

    /// Runs a client of it.
    fn client(&self, program: &str, args: &[&str]) -> Result<String> {
        let mut command = Command::new(program);
        command.env("CUPS_SERVER", self.folder.join("cups.sock")).args(args);
        Ok(run_to_end(&mut command, b"")?.ok().with_context(|| program.to_owned())?.stdout)
    }

    /// The jobs that it has, and their documents.
    fn jobs(&self) -> Result<usize> {
        let names = std::fs::read_dir(self.folder.join("spool"))?.map(|entry| Ok(entry?.file_name()));
        let names: Vec<_> = names.collect::<Result<_>>()?;
        Ok(names.iter().filter_map(|name| name.to_str()).filter(|name| name.starts_with(['c', 'd'])).count())
    }
}

/// Prints from a program through the station's print service: also what was taken while the hub could not be reached, by a service
/// that was then killed.
///
/// # Errors
/// A print does not come out as it should, or something of it stays.
pub async fn print(room: &mut PrintRoom, folder: &Path) -> Result<()> {
    std::fs::create_dir(folder)?;
    let file = folder.join("zqx-name.pdf");
    std::fs::write(&file, document(PAGES, A4, 0))?;
    let file = file.display().to_string();
    let cups = Cups::of(room, folder).await?;
    let mut sides = room.printer.sides();
    for (way, more) in WAYS {
        sides += more;
        cups.client("lp", &[way, &[file.as_str()]].concat())?;
        comes_out(room, sides).await.with_context(|| format!("lp {}", way.join(" ")))?;
        nothing_stays(&cups).await?;
    }

    room.close_queue().await;
    cups.client("lp", &[&file])?;
    ensure!(cups.jobs()? > 0, "a print is gone while the hub cannot be reached");
    cups.process.kill()?;
    let cups = Cups::start(folder).await?;
    room.open_queue().await?;
    comes_out(room, sides + PAGES).await?;
    nothing_stays(&cups).await?;
    for log in ["error_log", "access_log", "page_log"] {
        let said = std::fs::read_to_string(folder.join("log").join(log)).unwrap_or_default();
        ensure!(!said.contains("zqx"), "{log} names a document");
    }
    cups.process.stop(PROMPT).await?;
    Ok(())
}

/// How long a page takes from `lp`.
#[derive(Debug, Default)]
pub struct Times {
    /// Until its visitor is asked about it.
    pub asked: Measure,
    /// From their yes until it is out of the printer.
    pub printed: Measure,
}

/// Prints a page from a program so many times, one after the other, to a visitor who says yes when the print service is done.
///
/// # Errors
/// A print does not come out.
pub async fn time(room: &PrintRoom, folder: &Path, times: usize) -> Result<Times> {
    std::fs::create_dir(folder)?;
    let file = folder.join("page.pdf");
    std::fs::write(&file, document(1, A4, 0))?;
    let file = file.display().to_string();
    let cups = Cups::of(room, folder).await?;
    let mut measured = Times::default();
    let before = room.printer.sides();
    for (print, sides) in (1..=times).zip(before + 1..) {
        room.visitor.may_confirm(print - 1);
        let begun = Instant::now();
        cups.client("lp", &[&file])?;
        room.visitor.is_asked(print).await?;
        measured.asked.answered(begun.elapsed());
        nothing_stays(&cups).await?;
        let said_yes = Instant::now();
        room.visitor.may_confirm(print);
        comes_out(room, sides).await?;
        measured.printed.answered(said_yes.elapsed());
    }
    cups.process.stop(PROMPT).await?;
    Ok(measured)
}

async fn nothing_stays(cups: &Cups) -> Result<()> {
    wait_for("nothing of the print stays", PROMPT, async || Ok((cups.jobs()? == 0).then_some(()))).await
}

async fn comes_out(room: &PrintRoom, sides: u32) -> Result<()> {
    let printer = &room.printer;
    let out = wait_until("the print comes out", PROMPT, || printer.sides() >= sides).await;
    out.with_context(|| format!("{} of {sides} sides came out", printer.sides()))?;
    ensure!(printer.sides() == sides, "{} sides came out instead of {sides}", printer.sides());
    Ok(())
}

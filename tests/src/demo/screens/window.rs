//! One of the two screens in a real window on a display of its own, driven by keys, as a person does.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::support::{Picture, Process, Xvfb, run_to_end, wait_for};

/// Machine time within which a window draws.
const PROMPT: Duration = Duration::from_secs(20);

/// How much of a window another screen changes at least. A clock's minute or a moved focus is less.
const ANOTHER_SCREEN: f64 = 0.02;
/// A running program, its display and the language it speaks.
#[derive(Debug)]
pub struct Window {
    // Dropped in this order: the program before the display that it draws on.
    _program: Process,
    _manager: Process,
    display: Xvfb,
    folder: PathBuf,
    prefix: String,
    lang: &'static str,
    seen: Option<Picture>,
}

impl Window {
    /// Opens `command` on a display of its own. Pictures go to `folder`, called `prefix-NAME-lang.png`.
    ///
    /// # Errors
    /// A program is missing, or nothing is drawn.
    pub async fn open(
        command: &mut Command,
        prefix: &str,
        lang: &'static str,
        size: (u16, u16),
        folder: &Path,
        logs: &Path,
    ) -> Result<Self> {
        let display = Xvfb::start(size.0, size.1, logs).await?;
        let log = |name: &str| logs.join(format!("{prefix}-{lang}-{name}.log"));
        let mut manager = Command::new("openbox");
        manager.env("DISPLAY", display.display());
        let manager = Process::spawn("openbox", &mut manager, &log("openbox"))?;
        command.args(["--lang", lang]).env("DISPLAY", display.display()).env_remove("WAYLAND_DISPLAY");
        let program = Process::spawn(prefix, command, &log("program"))?;
        let mut window = Self {
            _program: program,
            _manager: manager,
            display,
            folder: folder.to_owned(),
            prefix: prefix.to_owned(),
            lang,
            seen: None,
        };
        window.drawn().await?;
        Ok(window)
    }

    /// Presses keys, each by its X name.
    ///
    /// # Errors
    /// xdotool fails.
    pub fn keys(&self, keys: &[&str]) -> Result<()> {
        self.xdotool(&[&["key", "--clearmodifiers", "--delay", "60"], keys].concat(), b"")
    }

    /// Types text; it does not appear in an argument list.
    ///
    /// # Errors
    /// xdotool fails.
    pub fn text(&self, text: &str) -> Result<()> {
        self.xdotool(&["type", "--clearmodifiers", "--delay", "60", "--file", "-"], text.as_bytes())
    }

    fn xdotool(&self, args: &[&str], input: &[u8]) -> Result<()> {
        let mut command = Command::new("xdotool");
        command.args(args).env("DISPLAY", self.display.display());
        run_to_end(&mut command, input)?.ok()?;
        Ok(())
    }

    /// Waits until another screen than the last one kept is drawn and stays the same.
    ///
    /// # Errors
    /// That does not happen.
    pub async fn drawn(&mut self) -> Result<()> {
        let mut before: Option<Picture> = None;
        let what = format!("another screen of {} ({})", self.prefix, self.lang);
        let settled = wait_for(&what, PROMPT, async || {
            let now = Picture::of_display(self.display.display())?;
            let other = self.seen.as_ref().is_none_or(|seen| now.change_from(seen) >= ANOTHER_SCREEN);
            let settled = other && now.is_drawn() && before.as_ref() == Some(&now);
            before = Some(now);
            Ok(if settled { before.take() } else { None })
        })
        .await?;
        self.seen = Some(settled);
        Ok(())
    }

    /// Waits for another screen and keeps its picture under `name`.
    ///
    /// # Errors
    /// Nothing new is drawn, or the file cannot be written.
    pub async fn shot(&mut self, name: &str) -> Result<()> {
        self.drawn().await.with_context(|| format!("the picture “{name}”"))?;
        self.keep(name)
    }

    /// Keeps the last picture under `name`.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn keep(&self, name: &str) -> Result<()> {
        let path = self.folder.join(format!("{}-{name}-{}.png", self.prefix, self.lang));
        self.seen.as_ref().context("nothing was drawn")?.write(&path)
    }
}

//! One of the two screens in a real window on a display of its own, driven by keys, as a person does.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{AtomEnum, ConnectionExt as _};

use crate::support::{Picture, Process, Xvfb, run_to_end, wait_for};

/// Machine time within which a window draws.
const PROMPT: Duration = Duration::from_secs(20);

/// How much of a window another screen changes at least. A clock's minute or a moved focus is less.
const ANOTHER_SCREEN: f64 = 0.02;
/// For how long a picture stays the same before it is believed: what is asked of the hub is answered sooner.
const SETTLED: Duration = Duration::from_millis(200);
/// How much of it everything behind a log-in changes at least.
const ANOTHER_PLACE: f64 = 0.15;
/// The window manager's settings: windows without a frame, as large as the display; no keys of its own.
const WHOLE_DISPLAY: &str = r#"<openbox_config xmlns="http://openbox.org/3.4/rc">
  <applications><application class="*"><decor>no</decor><maximized>yes</maximized></application></applications>
</openbox_config>
"#;

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
        let settings = logs.join("openbox.xml");
        std::fs::write(&settings, WHOLE_DISPLAY)?;
        let mut manager = Command::new("openbox");
        manager.arg("--config-file").arg(&settings).env("DISPLAY", display.display());
        let manager = Process::spawn("openbox", &mut manager, &log("openbox"))?;
        // A window that comes before its manager may be taken over half drawn.
        wait_for("the window manager", PROMPT, async || Ok(is_managed(display.display())?.then_some(())))
            .await?;
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
        self.changed(ANOTHER_SCREEN).await
    }

    /// Takes what is drawn now, once it stays the same, as what the next screen differs from.
    ///
    /// # Errors
    /// Nothing stays the same.
    pub async fn settled(&mut self) -> Result<()> {
        self.changed(0.0).await
    }

    /// Waits until nearly everything is other than in the last picture kept.
    ///
    /// # Errors
    /// That does not happen.
    pub async fn drawn_anew(&mut self) -> Result<()> {
        self.changed(ANOTHER_PLACE).await
    }

    async fn changed(&mut self, at_least: f64) -> Result<()> {
        let mut still: Option<(Picture, Instant)> = None;
        let what = format!("another screen of {} ({})", self.prefix, self.lang);
        let settled = wait_for(&what, PROMPT, async || {
            let now = Picture::of_display(self.display.display())?;
            let since = match still.take() {
                Some((before, since)) if before == now => since,
                _ => Instant::now(),
            };
            let other = || self.seen.as_ref().is_none_or(|seen| now.change_from(seen) >= at_least);
            if since.elapsed() >= SETTLED && other() && now.is_drawn() {
                return Ok(Some(now));
            }
            still = Some((now, since));
            Ok(None)
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

/// Whether a window manager says that it is there (Extended Window Manager Hints, `_NET_SUPPORTING_WM_CHECK`).
fn is_managed(display: &str) -> Result<bool> {
    let (connection, screen) = x11rb::connect(Some(display))?;
    let root = connection.setup().roots.get(screen).context("the display has no screen")?.root;
    let check = connection.intern_atom(false, b"_NET_SUPPORTING_WM_CHECK")?.reply()?.atom;
    let said = connection.get_property(false, root, check, AtomEnum::WINDOW, 0, 1)?.reply()?;
    Ok(said.value_len > 0)
}

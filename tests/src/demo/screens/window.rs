//! One of the two screens in a real window on a display of its own, driven by keys, as a person does.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{AtomEnum, AutoRepeatMode, ChangeKeyboardControlAux, ConnectionExt as _};

use crate::support::{Picture, Process, Xvfb, run_to_end, wait_for};

/// Machine time within which a window draws; the room's day does not wait longer for one picture.
const PROMPT: Duration = Duration::from_secs(10);
/// Machine time within which a window draws what it was told already.
const NOW: Duration = Duration::from_secs(3);
/// Machine time within which a key that a window took shows.
const TAKEN: Duration = Duration::from_secs(5);

/// For how long a picture stays the same before it is believed to be all of the screen. On the demo's clock a minute
/// passes in half a second, and what counts minutes down is drawn anew as often.
const SETTLED: Duration = Duration::from_millis(180);
/// The window manager's settings: windows without a frame, as large as the display; no keys of its own.
const WHOLE_DISPLAY: &str = r#"<openbox_config xmlns="http://openbox.org/3.4/rc">
  <applications><application class="*"><decor>no</decor><maximized>yes</maximized></application></applications>
</openbox_config>
"#;

/// The share of a window that may blink or tick while it is called still: a caret, a digit of a clock.
const SPECK: f64 = 0.002;
/// The share of a window that is another when a minute has passed on its clocks, at most; another screen is more than that.
const MINUTE: f64 = 0.025;

/// A running program, its display and the language it speaks.
#[derive(Debug)]
pub struct Window {
    // Dropped in this order: the program before the display that it draws on.
    process: Process,
    _manager: Process,
    display: Xvfb,
    folder: PathBuf,
    logs: PathBuf,
    prefix: String,
    lang: &'static str,
    /// The last screen that was waited for, and what it looked like.
    screen: String,
    seen: Option<Picture>,
    program: String,
    minute: f64,
}

impl Window {
    /// Opens `command` on a display of its own and waits for the `first` screen. Pictures go to `folder`, called
    /// `prefix-NAME-lang.png`; the command says itself which language it is to speak.
    ///
    /// # Errors
    /// A program is missing, or nothing is drawn.
    pub async fn open(
        command: &mut Command,
        prefix: &str,
        first: &str,
        lang: &'static str,
        size: (u16, u16),
        folder: &Path,
        logs: &Path,
    ) -> Result<Self> {
        let program_name =
            Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned();
        let display = Xvfb::start(size.0, size.1, logs).await?;
        let log = |name: &str| logs.join(format!("{prefix}-{lang}-{name}.log"));
        // Of its own: another manager may be reading its own while this is written.
        // It looks for another path in folders of its own.
        let settings = std::path::absolute(logs.join(format!("{prefix}-{lang}-openbox.xml")))?;
        std::fs::write(&settings, WHOLE_DISPLAY)?;
        let mut manager = Command::new("openbox");
        manager.arg("--config-file").arg(&settings).env("DISPLAY", display.display());
        let manager = Process::spawn("openbox", &mut manager, &log("openbox"))?;
        // A window that comes before its manager may be taken over half drawn.
        wait_for("the window manager", PROMPT, async || Ok(is_managed(display.display())?.then_some(())))
            .await?;
        never_repeat_keys(display.display())?;
        command.env("DISPLAY", display.display()).env_remove("WAYLAND_DISPLAY");
        let program = Process::spawn(prefix, command, &log("program"))?;
        let mut window = Self {
            process: program,
            _manager: manager,
            display,
            folder: folder.to_owned(),
            logs: logs.to_owned(),
            prefix: prefix.to_owned(),
            lang,
            screen: String::new(),
            seen: None,
            program: program_name,
            minute: MINUTE,
        };
        window.shows(first).await?;
        Ok(window)
    }

    /// The same window, on which so small a share is another when a minute has passed.
    #[must_use]
    pub fn with_small_clock(self, minute: f64) -> Self {
        Self { minute, ..self }
    }

    /// The program's process.
    pub fn pid(&self) -> u32 {
        self.process.pid()
    }

    /// Presses keys, each by its X name, once the window shows the screen that was last waited for.
    ///
    /// # Errors
    /// It shows another one, or xdotool fails.
    pub async fn keys(&mut self, keys: &[&str]) -> Result<()> {
        self.is_on(&self.screen, NOW).await?;
        self.look()?;
        self.xdotool(&[&["key", "--clearmodifiers", "--delay", "60"], keys].concat(), b"")
    }

    /// Presses keys that lead to a screen, wherever the window is: no part of a script waits for the one before it.
    ///
    /// # Errors
    /// They do not lead there, or xdotool fails.
    pub async fn press(&mut self, keys: &[&str], screen: &str) -> Result<()> {
        self.look()?;
        self.xdotool(&[&["key", "--clearmodifiers", "--delay", "60"], keys].concat(), b"")?;
        self.shows(screen).await
    }

    /// Remembers what it looks like now: what comes next looks otherwise.
    ///
    /// # Errors
    /// Its display is gone.
    pub fn look(&mut self) -> Result<()> {
        self.seen = Some(Picture::of_display(self.display.display())?);
        Ok(())
    }

    /// Types text where it can be seen arriving; it does not appear in an argument list.
    ///
    /// # Errors
    /// The window shows another screen than the one that was last waited for, or nothing of it arrives.
    pub async fn text(&mut self, text: &str) -> Result<()> {
        let screen = self.screen.clone();
        self.is_on(&screen, NOW).await?;
        self.xdotool(&["type", "--clearmodifiers", "--delay", "60", "--file", "-"], text.as_bytes())?;
        // A few characters may be less than a clock's.
        let seen = self.seen.take();
        self.settles(&screen, PROMPT, |now| seen.as_ref() != Some(now)).await
    }

    /// Presses Enter, and tells whether that led away from the screen: what was typed may have arrived in part.
    ///
    /// # Errors
    /// The window shows another screen than the one that was last waited for, or xdotool fails.
    pub async fn submit(&mut self) -> Result<bool> {
        self.keys(&["Return"]).await?;
        let left = wait_for("another screen", TAKEN, async || Ok((!self.says(&self.screen)?).then_some(())));
        Ok(left.await.is_ok())
    }

    /// Whether it says that it shows `screen`.
    ///
    /// # Errors
    /// Its display is gone.
    pub fn says(&self, screen: &str) -> Result<bool> {
        Ok(title_of(self.display.display())?.is_some_and(|title| title == self.title(screen)))
    }

    /// The screen that was last waited for.
    pub fn screen(&self) -> &str {
        &self.screen
    }

    /// Whether there is a picture of that name already.
    pub fn has(&self, name: &str) -> bool {
        self.path(name).is_file()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{}-{name}-{}.png", self.prefix, self.lang))
    }

    fn title(&self, screen: &str) -> String {
        format!("{}: {screen}", self.program)
    }

    async fn is_on(&self, screen: &str, patience: Duration) -> Result<()> {
        let title = self.title(screen);
        wait_for(&title, patience, async || Ok(self.says(screen)?.then_some(())))
            .await
            .with_context(|| format!("{} ({}), before a key", self.prefix, self.lang))
    }

    fn xdotool(&self, args: &[&str], input: &[u8]) -> Result<()> {
        let mut command = Command::new("xdotool");
        command.args(args).env("DISPLAY", self.display.display());
        run_to_end(&mut command, input)?.ok()?;
        Ok(())
    }

    /// Waits until the program says that it shows `screen`, by its window's title, and this is drawn and stays the same.
    ///
    /// # Errors
    /// That does not happen.
    pub async fn shows(&mut self, screen: &str) -> Result<()> {
        self.settles(screen, PROMPT, |_| true).await
    }

    /// Waits until the same screen looks otherwise than when it was last looked at, by more than its clock.
    ///
    /// # Errors
    /// That does not happen.
    pub async fn looks_otherwise(&mut self, screen: &str) -> Result<()> {
        self.changes_by(self.minute, screen).await
    }

    /// The same, by more than such a share of the window.
    ///
    /// # Errors
    /// That does not happen.
    pub async fn changes_by(&mut self, share: f64, screen: &str) -> Result<()> {
        let seen = self.seen.take();
        let is_other = |now: &Picture| seen.as_ref().is_none_or(|seen| now.change_from(seen) > share);
        let settled = self.settles(screen, PROMPT, is_other).await;
        self.seen = self.seen.take().or(seen);
        settled
    }

    /// As [`Self::shows`], of a screen that may take that long to come.
    ///
    /// # Errors
    /// That does not happen.
    pub async fn comes(&mut self, screen: &str, within: Duration) -> Result<()> {
        self.settles(screen, within, |_| true).await
    }

    async fn settles(
        &mut self,
        screen: &str,
        patience: Duration,
        wanted: impl Fn(&Picture) -> bool,
    ) -> Result<()> {
        // The title may be ahead of the first frame: another screen does not look like the last one, but for its clock.
        let (before, minute) = (self.seen.as_ref().filter(|_| self.screen != screen), self.minute);
        let title = self.title(screen);
        let mut still: Option<(Picture, Instant)> = None;
        let mut shown = String::new();
        let settled = wait_for(&title, patience, async || {
            let now = Picture::of_display(self.display.display())?;
            shown = title_of(self.display.display())?.unwrap_or_default();
            let since = match still.take() {
                Some((before, since)) if now.change_from(&before) <= SPECK && shown == title => since,
                _ => Instant::now(),
            };
            let is_another = before.is_none_or(|before| now.change_from(before) > minute);
            if shown == title && since.elapsed() >= SETTLED && is_another && wanted(&now) && now.is_drawn() {
                return Ok(Some(now));
            }
            still = Some((now, since));
            Ok(None)
        })
        .await;
        if settled.is_err() {
            self.keep_evidence(screen)?;
        }
        let settled = settled.with_context(|| format!("{} ({}) says “{shown}”", self.prefix, self.lang))?;
        self.seen = Some(settled);
        screen.clone_into(&mut self.screen);
        Ok(())
    }

    /// Waits for a screen and keeps its picture under `name`.
    ///
    /// # Errors
    /// It is not shown, or the file cannot be written.
    pub async fn shot(&mut self, screen: &str, name: &str) -> Result<()> {
        self.shows(screen).await.with_context(|| format!("the picture “{name}”"))?;
        self.keep(name)
    }

    /// As [`Self::shot`], of a screen that is there now or never.
    ///
    /// # Errors
    /// It is not shown, or the file cannot be written.
    pub async fn shot_now(&mut self, screen: &str, name: &str) -> Result<()> {
        self.settles(screen, NOW, |_| true).await.with_context(|| format!("the picture “{name}”"))?;
        self.keep(name)
    }

    /// Among the logs: what was shown instead of a screen that did not come.
    fn keep_evidence(&self, instead_of: &str) -> Result<()> {
        let name = format!("{}-instead-of-{instead_of}-{}.png", self.prefix, self.lang);
        Picture::of_display(self.display.display())?.write(&self.logs.join(name))
    }

    /// Keeps the last picture under `name`.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn keep(&self, name: &str) -> Result<()> {
        self.seen.as_ref().context("nothing was drawn")?.write(&self.path(name))
    }
}

/// The title of the window that the manager has on the display, if there is one (`_NET_CLIENT_LIST`, `_NET_WM_NAME`).
fn title_of(display: &str) -> Result<Option<String>> {
    let (connection, screen) = x11rb::connect(Some(display))?;
    let root = connection.setup().roots.get(screen).context("the display has no screen")?.root;
    let property = |window, name: &[u8]| -> Result<_> {
        let atom = connection.intern_atom(false, name)?.reply()?.atom;
        Ok(connection.get_property(false, window, atom, AtomEnum::ANY, 0, 1024)?.reply()?)
    };
    let windows = property(root, b"_NET_CLIENT_LIST")?;
    let Some(window) = windows.value32().and_then(|mut windows| windows.next()) else { return Ok(None) };
    Ok(String::from_utf8(property(window, b"_NET_WM_NAME")?.value).ok())
}

/// On a busy machine a key may be let go late; it is one press all the same.
fn never_repeat_keys(display: &str) -> Result<()> {
    let (connection, _) = x11rb::connect(Some(display))?;
    let never = ChangeKeyboardControlAux::new().auto_repeat_mode(AutoRepeatMode::OFF);
    connection.change_keyboard_control(&never)?.check()?;
    Ok(())
}

/// Whether a window manager says that it is there (Extended Window Manager Hints, `_NET_SUPPORTING_WM_CHECK`).
fn is_managed(display: &str) -> Result<bool> {
    let (connection, screen) = x11rb::connect(Some(display))?;
    let root = connection.setup().roots.get(screen).context("the display has no screen")?.root;
    let check = connection.intern_atom(false, b"_NET_SUPPORTING_WM_CHECK")?.reply()?.atom;
    let said = connection.get_property(false, root, check, AtomEnum::WINDOW, 0, 1)?.reply()?;
    Ok(said.value_len > 0)
}

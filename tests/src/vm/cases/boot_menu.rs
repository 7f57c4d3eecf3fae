//! The boot menu's lock, in a boot loader that runs: the station's own entry starts, and all else asks who it is.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use crate::support::{Process, run_to_end, wait_for, workspace_root};
use crate::vm::keys::{self, Layout};
use crate::vm::qmp::Qmp;

/// No answer takes longer, on a machine that may be busy.
const PROMPT: Duration = Duration::from_mins(1);

/// As Debian's own script writes them, but that nothing is there to start.
const ENTRIES: &str = r#"menuentry 'Debian, the newest kernel' --class debian $menuentry_id_option 'newest' {
	set how=started
	echo "the station has $how"
}
menuentry 'Debian, an older kernel' --class debian $menuentry_id_option 'older' {
	set how=started
	echo "the station has $how"
}
"#;
/// What an entry says when it starts, and what only its editor shows.
const STARTED: &str = "the station has started";
const EDITED: &str = "the station has $how";

/// What the loader says.
const MENU: &str = "GNU GRUB";
const ASKED: &str = "Enter username:";
const DENIED: &str = "denied";

/// The loader speaks on a line that can be read.
const ON_THE_LINE: &str = "serial --unit=0 --speed=115200\nterminal_input console\nterminal_output serial\n";

const PASSWORD: &str = "essai";

pub(super) async fn run() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let menu = Menu::switch_on(folder.path()).await?;
    menu.shows(MENU, 1).await?;
    for key in ["e", "c"] {
        menu.answers(key, ASKED).await.with_context(|| format!("editing by {key:?}"))?;
        menu.answers("esc", MENU).await?;
    }
    menu.press("end").await?;
    menu.answers("ret", ASKED).await.context("another entry")?;
    let menus = menu.times(MENU);
    menu.says_who_it_is("mauvais", DENIED).await?;
    // It goes back by a key, or by itself after a while: to the station's own entry.
    menu.press("esc").await?;
    menu.shows(MENU, menus + 1).await?;
    let asked = menu.times(ASKED);
    ensure!(menu.times(STARTED) == 0, "an entry was started without the password");
    menu.press("home").await?;
    menu.answers("ret", STARTED).await.context("the station's own entry")?;
    ensure!(menu.times(ASKED) == asked, "the station's own entry asks for the password");
    menu.answers("e", ASKED).await?;
    menu.says_who_it_is(PASSWORD, EDITED).await.context("the technician's way in")
}

/// A machine that has nothing but the loader.
struct Menu {
    _process: Process,
    qmp: Qmp,
    line: PathBuf,
}

impl Menu {
    async fn switch_on(folder: &Path) -> Result<Self> {
        let medium = medium(folder)?;
        let (line, monitor) = (folder.join("line"), folder.join("monitor"));
        let mut qemu = Command::new("setpriv");
        qemu.args([
            "--pdeathsig",
            "KILL",
            "qemu-system-x86_64",
            "-accel",
            "tcg",
            "-machine",
            "q35",
            "-m",
            "128",
        ]);
        qemu.args(["-nodefaults", "-display", "none", "-vga", "std"]);
        qemu.arg("-serial").arg(format!("file:{}", line.display()));
        qemu.arg("-qmp").arg(format!("unix:{},server=on,wait=off", monitor.display()));
        qemu.arg("-drive")
            .arg(format!("file={},media=cdrom,readonly=on,if=none,id=medium", medium.display()));
        qemu.args(["-device", "ide-cd,drive=medium"]);
        let process = Process::spawn("qemu", &mut qemu, &folder.join("qemu.log"))?;
        let qmp = Qmp::connect(&monitor, PROMPT).await?;
        Ok(Self { _process: process, qmp, line })
    }

    async fn press(&self, key: &str) -> Result<()> {
        keys::press(&self.qmp, key).await
    }

    /// Presses a key, and waits until this is said once more.
    async fn answers(&self, key: &str, said: &str) -> Result<()> {
        let before = self.times(said);
        self.press(key).await?;
        self.shows(said, before + 1).await
    }

    /// At the question, with this password; waits until this is said once more.
    async fn says_who_it_is(&self, password: &str, said: &str) -> Result<()> {
        let before = self.times(said);
        for answer in ["epn", password] {
            keys::type_text(&self.qmp, Layout::American, answer).await?;
            self.press("ret").await?;
        }
        self.shows(said, before + 1).await
    }

    /// How often this was said.
    fn times(&self, said: &str) -> usize {
        let line = fs::read(&self.line).unwrap_or_default();
        String::from_utf8_lossy(&line).matches(said).count()
    }

    async fn shows(&self, said: &str, times: usize) -> Result<()> {
        wait_for(said, PROMPT, async || Ok((self.times(said) >= times).then_some(()))).await
    }
}

/// A medium to boot from, with the menu that a station's script makes of Debian's.
fn medium(folder: &Path) -> Result<PathBuf> {
    let (password, entries) = (folder.join("password"), folder.join("10_linux"));
    let mut hash = Command::new("grub-mkpasswd-pbkdf2");
    // Few rounds: the loader of an emulated machine goes through them.
    hash.args(["-c", "100"]);
    let hash = run_to_end(&mut hash, format!("{PASSWORD}\n{PASSWORD}\n").as_bytes())?.ok()?;
    fs::write(&password, hash.stdout)?;
    fs::write(&entries, format!("#!/bin/sh\ncat <<'END'\n{ENTRIES}END\n"))?;
    fs::set_permissions(&entries, fs::Permissions::from_mode(0o755))?;
    let mut script = Command::new("sh");
    script.arg(workspace_root().join("assets/hardening/etc/grub.d/09_epn_station"));
    script.env("EPN_GRUB_PASSWORD", &password).env("EPN_GRUB_LINUX", &entries);
    let locked = run_to_end(&mut script, b"")?.ok()?.stdout;
    ensure!(locked.contains("password_pbkdf2"), "the script locks nothing: {locked}");
    let tree = folder.join("tree");
    fs::create_dir_all(tree.join("boot/grub"))?;
    fs::write(tree.join("boot/grub/grub.cfg"), format!("{ON_THE_LINE}{locked}{ENTRIES}"))?;
    let medium = folder.join("medium.iso");
    let mut rescue = Command::new("grub-mkrescue");
    rescue.args(["-d", "/usr/lib/grub/i386-pc", "-o"]).arg(&medium).arg(&tree);
    run_to_end(&mut rescue, b"")?.ok().context("making a medium (grub-mkrescue, xorriso, mtools)")?;
    Ok(medium)
}

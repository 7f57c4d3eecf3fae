//! What can be asked inside the station, past its screens.

use std::fs;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use epn_wire::kiosk::{KioskIntent, KioskView};
use epn_wire::report::ResetReport;

use super::guest::Said;
use super::room::Room;
use crate::support::wait_for;

/// The visitor of the one station.
pub const VISITOR: u32 = 61_000;
/// Evidence is kept within this, or not at all.
const EVIDENCE: Duration = Duration::from_secs(30);

/// Speaks with the agent as the kiosk does: sends its argument if it is not empty, and prints the first view.
const AS_THE_KIOSK: &str = r#"perl -MIO::Socket::UNIX -e '
    my $agent = IO::Socket::UNIX->new(Peer => "/run/epn/kiosk.sock") or die "no agent: $!";
    my ($said) = @ARGV;
    if (length $said) { print $agent pack("N", length $said) . $said; $agent->flush }
    read $agent, my $length, 4;
    read $agent, my $view, unpack("N", $length);
    print $view' --"#;

/// Runs its argument among the processes of the session, with no more rights than they have.
const AS_THE_VISITOR: &str = r#"sh -ec '
    group=$(ls -d /sys/fs/cgroup/user.slice/user-61000.slice/session-*.scope | head -n 1)
    echo $$ >"$group/cgroup.procs"
    home=$(getent passwd visitor | cut -d: -f6)
    cd "$home"
    exec setpriv --reuid 61000 --regid 61000 --clear-groups --no-new-privs env -i HOME="$home" USER=visitor         LOGNAME=visitor PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin XDG_RUNTIME_DIR=/run/user/61000         DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/61000/bus timeout 20 sh -c "$1"' --"#;

impl Room {
    /// The station's last reset was proved, and a look at it now finds nothing either.
    ///
    /// # Errors
    /// Something is left.
    pub async fn proved_clean(&self) -> Result<()> {
        let tile = self.site.tile().await?;
        let reset = tile.last_reset.context("the hub knows of no reset")?;
        ensure!(reset.proved && reset.leftovers == 0, "the reset left something: {reset:?}");
        let report = self.report(&format!("epn-agent prove --uid {VISITOR} --json")).await?;
        if !report.leftovers.is_empty() {
            bail!("a look after the reset found: {:?}", report.leftovers);
        }
        Ok(())
    }

    /// Runs a command of the agent's that prints a report, whatever it says.
    ///
    /// # Errors
    /// It prints none.
    pub async fn report(&self, command: &str) -> Result<ResetReport> {
        let said =
            self.guest()?.ask(&format!("{command} 2>/run/epn-tests-errors"), self.prompt() * 2).await?;
        serde_json::from_str(&said.output)
            .with_context(|| format!("“{command}” ({}): {}", said.code, said.output))
    }

    /// The terminal that is shown, as the kernel says.
    ///
    /// # Errors
    /// The guest does not answer.
    pub async fn terminal(&self) -> Result<String> {
        self.guest()?.run("cat /sys/class/tty/tty0/active").await
    }

    /// Waits until that terminal is the one that is shown.
    ///
    /// # Errors
    /// It does not come, or the guest does not answer.
    pub async fn comes_to(&self, terminal: &str) -> Result<()> {
        let shown = async || Ok((self.terminal().await? == terminal).then_some(()));
        wait_for(terminal, self.prompt(), shown).await
    }

    /// Keeps what tells why a case failed: the screen, the journal, the processes.
    pub async fn keep_evidence(&self, case: &str) {
        let Ok(machine) = self.machine() else { return };
        if let Err(error) = machine.keep_picture(&format!("{case}-failed")).await {
            println!("no picture: {error:#}");
        }
        let look = "journalctl -b -n 400 -o short-monotonic --no-pager; loginctl --no-pager; ps axfo pid,user,stat,args; \
                    cat /sys/class/tty/tty0/active";
        let told = match machine.guest().ask(look, EVIDENCE).await {
            Ok(said) => said.output,
            Err(error) => format!("{error:#}"),
        };
        if let Err(error) = fs::write(self.folder().join(format!("{case}-failed.txt")), told) {
            println!("no journal: {error}");
        }
    }

    /// What the kiosk is told now.
    ///
    /// # Errors
    /// The agent does not answer.
    pub async fn view(&self) -> Result<KioskView> {
        let told = self.guest()?.run(&format!("{AS_THE_KIOSK} ''")).await?;
        serde_json::from_str(&told).with_context(|| format!("the view: {told}"))
    }

    /// Tells the agent what the kiosk would after a press.
    ///
    /// # Errors
    /// The agent does not answer.
    pub async fn intend(&self, intent: &KioskIntent) -> Result<()> {
        let said = serde_json::to_string(intent)?;
        self.guest()?.run(&format!("{AS_THE_KIOSK} '{said}'")).await.map(drop)
    }

    /// Runs a line of the shell as the visitor, in their session.
    ///
    /// # Errors
    /// There is no session.
    pub async fn as_visitor(&self, line: &str) -> Result<Said> {
        let quoted = line.replace('\'', r"'\''");
        self.guest()?.ask(&format!("{AS_THE_VISITOR} '{quoted}'"), self.prompt()).await
    }
}

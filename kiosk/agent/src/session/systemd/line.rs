//! The command line that makes the session's unit.

use std::path::Path;

use super::unit;
use crate::session::helper::SUBCOMMAND;

/// Who may open a session of which kind: the package's own, or, where the agent was built by hand, the one of consoles.
const PAM_SERVICES: [&str; 2] = ["epn-visitor", "login"];

/// What differs from session to session, and from station to station.
#[derive(Debug)]
pub struct Line<'a> {
    /// Whose session.
    pub account: &'a str,
    /// The number of its terminal.
    pub terminal: u16,
    /// Its home.
    pub home: &'a Path,
    /// Where its first process reports.
    pub voice: &'a Path,
    /// Where that finds what to do.
    pub order: &'a Path,
    /// The program of its first process: this one.
    pub helper: &'a Path,
    /// Whether the command draws on the terminal itself.
    pub wayland: bool,
    /// The service without which there is no session, if the agent is one.
    pub bound_to: &'a Option<String>,
}

impl Line<'_> {
    /// The words after `systemd-run`.
    pub fn words(&self) -> Vec<String> {
        let pam = PAM_SERVICES.iter().find(|name| Path::new("/etc/pam.d").join(name).exists());
        self.words_with(pam.unwrap_or(&"login"))
    }

    /// Without a type: with PAM, systemd would take the first process for started only once that has ended.
    fn words_with(&self, pam: &str) -> Vec<String> {
        let kind = if self.wayland { "wayland" } else { "x11" };
        let mut words: Vec<String> = ["--quiet", "--no-ask-password", "--description=Session of the visitor"]
            .map(str::to_owned)
            .into();
        words.push(format!("--unit={}", unit::NAME));
        words.push(format!("--uid={}", self.account));
        for property in self.properties(pam) {
            words.extend(["--property".to_owned(), property]);
        }
        for (name, value) in [("XDG_SESSION_CLASS", "user"), ("XDG_SESSION_TYPE", kind)] {
            words.push(format!("--setenv={name}={value}"));
        }
        words.extend([
            "--".to_owned(),
            self.helper.display().to_string(),
            SUBCOMMAND.to_owned(),
            "--order".to_owned(),
            self.order.display().to_string(),
        ]);
        words
    }

    fn properties(&self, pam: &str) -> Vec<String> {
        let terminal = self.terminal;
        let mut properties = vec![
            format!("PAMName={pam}"),
            format!("TTYPath=/dev/tty{terminal}"),
            "TTYReset=yes".to_owned(),
            "TTYVHangup=yes".to_owned(),
            "StandardInput=tty-force".to_owned(),
            format!("StandardOutput=file:{}", self.voice.display()),
            "StandardError=journal".to_owned(),
            format!("UtmpIdentifier=tty{terminal}"),
            "UtmpMode=user".to_owned(),
            format!("WorkingDirectory={}", self.home.display()),
            format!("Conflicts=getty@tty{terminal}.service"),
            "NoNewPrivileges=yes".to_owned(),
            "LimitCORE=0".to_owned(),
            // Whatever asks for its end: nothing of it is asked to agree.
            "KillSignal=SIGKILL".to_owned(),
            "TimeoutStopSec=5".to_owned(),
        ];
        if let Some(agent) = self.bound_to {
            properties.extend([format!("BindsTo={agent}"), format!("After={agent}")]);
        }
        properties
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(wayland: bool, bound_to: Option<&str>) -> Vec<String> {
        let line = Line {
            account: "visitor",
            terminal: 8,
            home: Path::new("/run/epn-visitor/61000/home"),
            voice: Path::new("/run/epn-visitor/61000.voice"),
            order: Path::new("/run/epn-visitor/61000.order"),
            helper: Path::new("/usr/bin/epn-agent"),
            wayland,
            bound_to: &bound_to.map(str::to_owned),
        };
        line.words_with("epn-visitor")
    }

    #[test]
    fn the_visitor_logs_in_on_their_terminal_without_a_way_to_gain_rights_and_bound_to_the_agent() {
        let words = words(false, Some("epn-agent.service"));
        for wanted in [
            "--unit=epn-session.service",
            "--uid=visitor",
            "PAMName=epn-visitor",
            "TTYPath=/dev/tty8",
            "StandardInput=tty-force",
            "UtmpIdentifier=tty8",
            "NoNewPrivileges=yes",
            "LimitCORE=0",
            "BindsTo=epn-agent.service",
            "After=epn-agent.service",
            "WorkingDirectory=/run/epn-visitor/61000/home",
            "--setenv=XDG_SESSION_TYPE=x11",
        ] {
            assert!(words.iter().any(|word| word == wanted), "{wanted}: {words:?}");
        }
        let program = ["--", "/usr/bin/epn-agent", "session-init", "--order", "/run/epn-visitor/61000.order"];
        assert!(words.ends_with(&program.map(str::to_owned)), "{words:?}");
    }

    #[test]
    fn what_draws_itself_is_told_so_and_an_agent_run_by_hand_binds_nothing() {
        let words = words(true, None);
        assert!(words.iter().any(|word| word == "--setenv=XDG_SESSION_TYPE=wayland"));
        assert!(!words.iter().any(|word| word.starts_with("BindsTo")));
    }
}

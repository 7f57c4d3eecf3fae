//! The end of a session if the agent does not bring it about: a timer of systemd that kills the visitor's processes and the
//! agent, which is then started again, and begins with a reset.

use std::time::Duration;

use crate::fault::{Doing, Fault};
use crate::tool;
use crate::visitor::VisitorUid;

/// The name of the timer and of what it starts.
const NAME: &str = "epn-deadline";

/// How long after the end: an agent that lives was faster.
const MARGIN: Duration = Duration::from_secs(30);

/// How long systemd may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// How often a timer is asked for: one of that name may not be forgotten yet.
const TRIES: u32 = 3;

/// A deadline.
#[derive(Debug)]
pub struct Deadline<'a> {
    /// Whose session.
    pub visitor: VisitorUid,
    /// The agent's own service.
    pub agent: &'a str,
    /// How long until the session is over.
    pub left: Duration,
}

impl Deadline<'_> {
    /// Sets the timer in place of an earlier one.
    pub fn arm(&self) -> Result<(), Fault> {
        for _ in 0..TRIES {
            disarm();
            if tool::run_within(PATIENCE, "systemd-run", &self.words()).doing(|| "running systemd-run")? {
                return Ok(());
            }
        }
        Err(Fault::new("setting the session's second deadline", "systemd-run failed"))
    }

    /// The words after `systemd-run`.
    fn words(&self) -> Vec<String> {
        let after = (self.left + MARGIN).as_secs();
        let (visitor, agent) = (self.visitor, self.agent);
        // The visitor's first: whatever becomes of the rest, that is over. The agent's start is asked for anew: one that systemd
        // has put off would still be waited for.
        let script = format!(
            "echo 1 > /sys/fs/cgroup/user.slice/user-{visitor}.slice/cgroup.kill; \
             systemctl kill --signal=KILL {agent}; systemctl --no-block restart {agent}"
        );
        let fixed = ["--quiet", "--no-ask-password", "--collect", "--timer-property=AccuracySec=1s"];
        let mut words: Vec<String> = fixed.map(str::to_owned).into();
        words.extend([
            format!("--unit={NAME}"),
            "--description=Second deadline of the visitor's session".to_owned(),
            format!("--on-active={after}s"),
            "--property=Type=oneshot".to_owned(),
        ]);
        words.extend(["--", "/bin/sh", "-c", &script].map(str::to_owned));
        words
    }
}

/// Takes the timer away, if there is one.
pub fn disarm() {
    for (order, unit) in [("stop", "timer"), ("reset-failed", "service")] {
        let unit = format!("{NAME}.{unit}");
        // There is none any more: that is what is wanted.
        if super::unit::is_known(&unit)
            && let Err(error) = tool::run("systemctl", &["--no-ask-password", order, &unit])
        {
            tracing::warn!(%error, "systemctl cannot be run");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::visitor::UidRange;

    #[test]
    fn it_comes_after_the_end_kills_the_visitor_first_and_brings_the_agent_back() {
        let visitor = UidRange::default().visitor(61_000).unwrap();
        let words = Deadline { visitor, agent: "epn-agent.service", left: Duration::from_mins(10) }.words();
        assert!(words.iter().any(|word| word == "--on-active=630s"), "{words:?}");
        assert!(words.iter().any(|word| word == "--unit=epn-deadline"));
        let script = words.last().unwrap();
        let order = [
            "user-61000.slice/cgroup.kill",
            "kill --signal=KILL epn-agent.service",
            "restart epn-agent.service",
        ];
        let places = order.map(|part| script.find(part).unwrap());
        assert!(places.is_sorted(), "{script}");
    }
}

//! The agent otherwise than the package configures it: until [`Room::agent_as_installed`], or until the power is cut.

use anyhow::{Context, Result};

use super::room::Room;

/// Where the unit and the configuration of a case lie: in memory.
const UNIT: &str = "/run/systemd/system/epn-agent.service.d/epn-tests.conf";
const CONFIGURATION: &str = "/run/epn-tests/agent.toml";

impl Room {
    /// The agent's unit has these lines more under `[Service]`; an agent that runs goes on as it was.
    ///
    /// # Errors
    /// The guest does not take them.
    pub async fn agents_unit(&self, lines: &[&str]) -> Result<()> {
        let told = format!(
            "mkdir -p $(dirname {UNIT})\n\
             cat >{UNIT} <<'END'\n[Service]\n{}\nEND\n\
             systemctl daemon-reload",
            lines.join("\n")
        );
        self.guest()?.run(&told).await.context("the agent's unit").map(drop)
    }

    /// The agent starts anew, with its configuration changed by this script of `sed` and these lines more in its unit.
    ///
    /// # Errors
    /// The guest does not take them, or the agent does not start.
    pub async fn agent_with(&self, sed: &str, lines: &[&str]) -> Result<()> {
        let changed = format!(
            "set -e\n\
             mkdir -p $(dirname {CONFIGURATION})\n\
             sed -f - /etc/epn/agent.toml >{CONFIGURATION} <<'END'\n{sed}\nEND"
        );
        self.guest()?.run(&changed).await.context("the agent's configuration")?;
        let started = format!("ExecStart=/usr/bin/epn-agent run --config {CONFIGURATION}");
        let lines: Vec<&str> = ["ExecStart=", &started].into_iter().chain(lines.iter().copied()).collect();
        self.agents_unit(&lines).await?;
        self.guest()?.run("systemctl restart epn-agent").await.map(drop)
    }

    /// The agent's unit is the package's again; an agent that runs goes on as it was.
    ///
    /// # Errors
    /// The guest does not take it.
    pub async fn agent_as_installed(&self) -> Result<()> {
        self.guest()?.run(&format!("rm {UNIT} && systemctl daemon-reload")).await.map(drop)
    }
}

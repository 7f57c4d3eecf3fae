//! What is tried on a station in a machine, the most important first.

mod attempts;
mod boot_menu;
mod chords;
mod desktops;
mod kills;
mod power;
mod traces;
mod usb_key;
mod visit;
mod way_in;

use anyhow::Result;

use super::room::Room;

/// One thing that is tried, with a result of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    Visit,
    ChordsLocked,
    ChordsInSession,
    ChordsLastMinute,
    ChordsGap,
    SpareKilled,
    VitalKilled,
    ScreensStopped,
    AgentStopped,
    AgentGone,
    Power,
    Traces,
    TracesUnprotected,
    Attempts,
    WayIn,
    BootMenu,
    UsbKey,
    Mate,
    Sway,
}

impl Case {
    pub const ALL: [Self; 19] = [
        Self::Visit,
        Self::ChordsLocked,
        Self::ChordsInSession,
        Self::ChordsLastMinute,
        Self::ChordsGap,
        Self::SpareKilled,
        Self::VitalKilled,
        Self::ScreensStopped,
        Self::AgentStopped,
        Self::AgentGone,
        Self::Power,
        Self::Traces,
        Self::TracesUnprotected,
        Self::Attempts,
        Self::WayIn,
        Self::BootMenu,
        Self::UsbKey,
        Self::Mate,
        Self::Sway,
    ];

    /// What it is called on the command line and in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Visit => "visit",
            Self::ChordsLocked => "chords-locked",
            Self::ChordsInSession => "chords-in-session",
            Self::ChordsLastMinute => "chords-last-minute",
            Self::ChordsGap => "chords-gap",
            Self::SpareKilled => "spare-killed",
            Self::VitalKilled => "vital-killed",
            Self::ScreensStopped => "screens-stopped",
            Self::AgentStopped => "agent-stopped",
            Self::AgentGone => "agent-gone",
            Self::Power => "power",
            Self::Traces => "traces",
            Self::TracesUnprotected => "traces-unprotected",
            Self::Attempts => "attempts",
            Self::WayIn => "way-in",
            Self::BootMenu => "boot-menu",
            Self::UsbKey => "usb-key",
            Self::Mate => "mate",
            Self::Sway => "sway",
        }
    }

    /// The case of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|case| case.name() == name)
    }

    /// Tries it on a free station.
    ///
    /// # Errors
    /// The station does something else.
    pub async fn run(self, room: &mut Room) -> Result<()> {
        match self {
            Self::Visit => visit::run(room).await,
            Self::ChordsLocked => chords::locked(room).await,
            Self::ChordsInSession => chords::in_session(room).await,
            Self::ChordsLastMinute => chords::last_minute(room).await,
            Self::ChordsGap => chords::gap(room).await,
            Self::SpareKilled => kills::spare_killed(room).await,
            Self::VitalKilled => kills::vital_killed(room).await,
            Self::ScreensStopped => kills::screens_stopped(room).await,
            Self::AgentStopped => kills::agent_stopped(room).await,
            Self::AgentGone => kills::agent_gone(room).await,
            Self::Power => power::run(room).await,
            Self::Traces => traces::protected(room).await,
            Self::TracesUnprotected => traces::unprotected(room).await,
            Self::Attempts => attempts::run(room).await,
            Self::WayIn => way_in::run(room).await,
            Self::BootMenu => boot_menu::run().await,
            Self::UsbKey => usb_key::run(room).await,
            Self::Mate => desktops::mate(room).await,
            Self::Sway => desktops::sway(room).await,
        }
    }
}

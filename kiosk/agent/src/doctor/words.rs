//! Findings in words. No jargon: whoever reads this looks after ten PCs on a Saturday.

use epn_wire::audit::Audit;
use epn_wire::health::HealthWarning;
use epn_words::{Lang, NoWords, Words};
use i18n_embed::fluent::FluentLanguageLoader;
use i18n_embed_fl::fl;
use serde::Serialize;

use super::{Finding, Untested};

/// So many items of the lockdown are named; where more fall short, the rest is for `check`.
const NAMED_ITEMS: usize = 8;

/// A finding as it is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Advice {
    /// Stays the same over versions.
    pub id: &'static str,
    pub what: String,
    pub why: String,
    #[serde(rename = "do")]
    pub to_do: String,
    /// What it consists of, where there is more to name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<String>,
}

/// What could not be tried, and what to watch for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Warning {
    pub id: &'static str,
    pub what: String,
    pub watch: String,
}

/// The doctor's sentences in one language.
pub struct Phrases {
    shared: Words,
    own: FluentLanguageLoader,
}

impl std::fmt::Debug for Phrases {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Phrases({})", self.shared.lang().tag())
    }
}

/// `advice!(self, "key", argument = value)`: the three sentences of a key.
macro_rules! advice {
    ($phrases:expr, $id:literal, $what:literal $(, $name:ident = $value:expr)* ; $why:literal, $to_do:literal) => {
        Advice {
            id: $id,
            what: fl!($phrases.own, $what $(, $name = $value)*),
            why: fl!($phrases.own, $why),
            to_do: fl!($phrases.own, $to_do),
            details: Vec::new(),
        }
    };
}

impl Phrases {
    /// The doctor's sentences in `lang`.
    ///
    /// # Errors
    /// They are missing from this build.
    pub fn new(lang: Lang) -> Result<Self, NoWords> {
        Ok(Self { shared: Words::new(lang)?, own: epn_words::loader("epn-agent", lang)? })
    }

    /// Nothing is wrong.
    pub fn all_well(&self) -> String {
        fl!(self.own, "all-well")
    }

    /// Before what matters about a finding, and before what to do.
    pub fn why(&self, why: &str) -> String {
        fl!(self.own, "why", why = why)
    }

    pub fn to_do(&self, to_do: &str) -> String {
        fl!(self.own, "do", action = to_do)
    }

    /// Before what could not be tried.
    pub fn untested_heading(&self) -> String {
        fl!(self.own, "untested-heading")
    }

    /// A finding.
    pub fn advice(&self, finding: &Finding) -> Advice {
        match finding {
            Finding::Machine(warning) => self.machine(*warning),
            Finding::DiskReadOnly => {
                advice!(self, "disk-read-only", "disk-read-only"; "disk-read-only-why", "disk-read-only-do")
            }
            &Finding::LittleMemory { total_mb } => {
                advice!(self, "little-memory", "little-memory", total = total_mb; "little-memory-why", "little-memory-do")
            }
            &Finding::NoSwap { total_mb } => {
                advice!(self, "no-swap", "no-swap", total = total_mb; "no-swap-why", "no-swap-do")
            }
            &Finding::ClockBehind { shown } => {
                let shown = shown.strftime("%Y-%m-%d").to_string();
                advice!(self, "clock-behind", "clock-behind", shown = shown; "clock-behind-why", "clock-behind-do")
            }
            &Finding::BatteryClock { off_days } => {
                advice!(self, "battery-clock", "battery-clock", days = off_days; "battery-clock-why", "battery-clock-do")
            }
            Finding::NoGoldenProfile { path } => {
                let path = path.display().to_string();
                advice!(self, "no-golden-profile", "no-golden-profile", path = path; "no-golden-profile-why", "no-golden-profile-do")
            }
            Finding::Lockdown(audit) => self.lockdown(audit),
            Finding::StartsElsewhere { name } => {
                advice!(self, "starts-elsewhere", "starts-elsewhere", name = name.as_str(); "starts-elsewhere-why", "starts-elsewhere-do")
            }
            Finding::PrintingStopped => {
                advice!(self, "printing-stopped", "printing-stopped"; "printing-stopped-why", "printing-stopped-do")
            }
            Finding::PrinterStopped { name } => {
                advice!(self, "printer-stopped", "printer-stopped", name = name.as_str(); "printer-stopped-why", "printer-stopped-do")
            }
            &Finding::PrintsWaiting { count } => {
                advice!(self, "prints-waiting", "prints-waiting", count = count; "prints-waiting-why", "prints-waiting-do")
            }
            Finding::Misconfigured { why } => Advice {
                details: vec![why.clone()],
                ..advice!(self, "misconfigured", "misconfigured"; "misconfigured-why", "misconfigured-do")
            },
            Finding::AgentStopped => {
                advice!(self, "agent-stopped", "agent-stopped"; "agent-stopped-why", "agent-stopped-do")
            }
            Finding::KioskStopped => {
                advice!(self, "kiosk-stopped", "kiosk-stopped"; "kiosk-stopped-why", "kiosk-stopped-do")
            }
            Finding::NoNetwork => {
                advice!(self, "no-network", "no-network"; "no-network-why", "no-network-do")
            }
            Finding::NotPaired => {
                advice!(self, "not-paired", "not-paired"; "not-paired-why", "not-paired-do")
            }
            Finding::HubSilent { address } => {
                advice!(self, "hub-silent", "hub-silent", address = address.as_str(); "hub-silent-why", "hub-silent-do")
            }
        }
    }

    fn lockdown(&self, audit: &Audit) -> Advice {
        let mut details: Vec<String> =
            audit.shortfalls().take(NAMED_ITEMS).map(|item| self.shared.lockdown_short(item)).collect();
        let more = audit.shortfalls().count().saturating_sub(NAMED_ITEMS);
        details.extend((more > 0).then(|| fl!(self.own, "lockdown-more", count = more)));
        Advice {
            details,
            ..advice!(self, "lockdown", "lockdown", count = audit.short; "lockdown-why", "lockdown-do")
        }
    }

    fn machine(&self, warning: HealthWarning) -> Advice {
        match warning {
            HealthWarning::Hot { celsius } => {
                advice!(self, "hot", "hot", degrees = celsius; "hot-why", "hot-do")
            }
            HealthWarning::DiskFull { free_mb } => {
                advice!(self, "disk-full", "disk-full", free = free_mb; "disk-full-why", "disk-full-do")
            }
            HealthWarning::MemoryShort { free_mb } => {
                advice!(self, "memory-short", "memory-short", free = free_mb; "memory-short-why", "memory-short-do")
            }
        }
    }

    /// What could not be tried, and what to watch for.
    pub fn warning(&self, untested: Untested) -> Warning {
        let (id, what, watch) = match untested {
            Untested::Graphics => {
                ("graphics", fl!(self.own, "untested-graphics"), fl!(self.own, "untested-graphics-watch"))
            }
            Untested::Screens => {
                ("screens", fl!(self.own, "untested-screens"), fl!(self.own, "untested-screens-watch"))
            }
            Untested::Usb => ("usb", fl!(self.own, "untested-usb"), fl!(self.own, "untested-usb-watch")),
            Untested::Bluetooth => {
                ("bluetooth", fl!(self.own, "untested-bluetooth"), fl!(self.own, "untested-bluetooth-watch"))
            }
            Untested::Sound => {
                ("sound", fl!(self.own, "untested-sound"), fl!(self.own, "untested-sound-watch"))
            }
            Untested::Suspend => {
                ("suspend", fl!(self.own, "untested-suspend"), fl!(self.own, "untested-suspend-watch"))
            }
            Untested::Firmware => {
                ("firmware", fl!(self.own, "untested-firmware"), fl!(self.own, "untested-firmware-watch"))
            }
            Untested::Printers => {
                ("printers", fl!(self.own, "untested-printers"), fl!(self.own, "untested-printers-watch"))
            }
            Untested::Scanners => {
                ("scanners", fl!(self.own, "untested-scanners"), fl!(self.own, "untested-scanners-watch"))
            }
        };
        Warning { id, what, watch }
    }
}

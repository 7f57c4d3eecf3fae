//! A hub on this side and a station in the machine, paired; and what people do with them.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use epn_rules::session::Phase;
use epn_wire::console::StationTile;

use super::figures::Figures;
use super::guest::Guest;
use super::image;
use super::keys::Layout;
use super::machine::{Accelerator, Machine, Parts};
use super::screen::Look;
use super::site::{STATION, Site};
use super::watch::{May, Watch};

/// From the power button to the kiosk, with the processor.
const BOOT: Duration = Duration::from_mins(1);
/// Within which a station answers, starts, ends, erases or proves, with the processor.
const PROMPT: Duration = Duration::from_secs(30);
/// One hub, one station.
#[derive(Debug)]
pub struct Room {
    pub accelerator: Accelerator,
    pub site: Site,
    pub figures: Figures,
    parts: Parts,
    machine: Option<Machine>,
    folder: PathBuf,
    pub(super) layout: Layout,
}

impl Room {
    /// Makes the disk, founds the site, boots the station and pairs it. What is written goes to `folder`.
    ///
    /// # Errors
    /// Something of that does not work.
    pub async fn set_up(package: &Path, folder: &Path) -> Result<Self> {
        let station = image::Station::of(&image::cache(), package, folder).await?;
        let parts = station.machine(folder)?;
        let site = Site::found(folder).await?;
        let mut figures = Figures::default();
        figures.add("apt install of the package", station.installed_in);
        let mut room = Self {
            accelerator: station.accelerator,
            site,
            figures,
            parts,
            machine: None,
            folder: folder.to_owned(),
            layout: Layout::American,
        };
        room.switch_on().await?;
        room.pair().await?;
        Ok(room)
    }

    /// As long as the processor takes, or longer if software does its work.
    pub fn patience(&self, with_the_processor: Duration) -> Duration {
        self.accelerator.patience(with_the_processor)
    }

    /// Within which a station does what it was asked for.
    pub fn prompt(&self) -> Duration {
        self.patience(PROMPT)
    }

    /// Within which a machine boots.
    pub fn boot_time(&self) -> Duration {
        self.patience(BOOT)
    }

    /// Where logs and pictures are.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// # Errors
    /// It is off.
    pub fn machine(&self) -> Result<&Machine> {
        self.machine.as_ref().context("the machine is off")
    }

    /// # Errors
    /// It is off.
    pub fn guest(&self) -> Result<&Guest> {
        Ok(self.machine()?.guest())
    }

    /// Switches the machine on and waits for its root.
    ///
    /// # Errors
    /// It does not start.
    pub async fn switch_on(&mut self) -> Result<()> {
        ensure!(self.machine.is_none(), "the machine is on already");
        let machine = Machine::switch_on(&self.parts, &self.folder).await?;
        machine.guest().awake(self.boot_time()).await?;
        self.machine = Some(machine);
        Ok(())
    }

    /// Cuts the power.
    ///
    /// # Errors
    /// The machine is off already.
    pub fn cut_power(&mut self) -> Result<()> {
        self.machine.take().context("the machine is off")?.cut_power()
    }

    /// Makes the machine a station of the site, as a technician does.
    async fn pair(&mut self) -> Result<()> {
        let layout = self.guest()?.run(". /etc/default/keyboard; echo $XKBLAYOUT").await?;
        self.layout = Layout::named(&layout);
        let (hub, code) = (self.site.address_for_the_guest()?, self.site.pairing_code()?);
        self.guest()?.awake(self.prompt()).await?;
        let online = "for i in $(seq 100); do ip -4 route | grep -q default && break; sleep 0.2; done";
        self.guest()?.run(online).await.context("the guest's network")?;
        let pair = format!("epn-agent pair --hub {hub} --name '{STATION}' - <<<'{code}'");
        self.guest()?.run(&pair).await.context("pairing")?;
        self.is_free().await.map(drop)
    }

    /// Waits until the mediator sees a free station, and its screen shows the kiosk.
    ///
    /// # Errors
    /// That does not happen.
    pub async fn is_free(&self) -> Result<StationTile> {
        let tile = self.site.is(Phase::Locked, self.boot_time()).await?;
        self.machine()?.shows(Look::Kiosk, self.prompt()).await?;
        Ok(tile)
    }

    /// A free station that runs, whatever the last case left: if need be it is switched off and on.
    ///
    /// # Errors
    /// It does not get free.
    pub async fn ready(&mut self) -> Result<()> {
        let usable = match (&self.machine, self.site.tile().await) {
            (Some(machine), Ok(tile)) => {
                tile.online && tile.phase == Phase::Locked && machine.look().await.ok() == Some(Look::Kiosk)
            }
            _ => false,
        };
        if !usable {
            self.restart().await?;
        }
        self.is_free().await.map(drop)
    }

    /// Power off by force, and on again.
    ///
    /// # Errors
    /// It does not start.
    pub async fn restart(&mut self) -> Result<()> {
        if self.machine.is_some() {
            self.cut_power()?;
        }
        self.switch_on().await
    }

    /// Eyes on the screen from now on.
    ///
    /// # Errors
    /// The machine is off.
    pub fn watch(&self, may: May) -> Result<Watch> {
        Ok(Watch::begin(self.machine()?.qmp().clone(), &self.folder, may))
    }
}

//! The whole day: everybody at their place, everything that goes wrong, and what it came to.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use epn_wire::calendar::{JoinQueue, NewBooking};
use epn_wire::console::{Extend, Message, NewTicket, NewVisitor, RoomView, TicketIssued, VisitorCreated};
use epn_wire::pairing::PeerKind;
use epn_wire::passage::NewPassage;
use epn_wire::peer;
use epn_wire::planning::PlaceAsked;
use tempfile::TempDir;
use tokio::sync::Mutex;
use tokio::task::{JoinSet, LocalSet};
use ulid::Ulid;

use super::day::{Day, Deed, Desk as DeskLine, Meets, Mishap, What};
use super::hub::{Hub, STAFF};
use super::people::{Credentials, People};
use super::print;
use super::screens;
use super::seat::Seat;
use super::station::{Desktop, Station};
use super::summary::{self, Summary, cause_name};
use super::time::DayClock;
use super::visit;
use crate::desk::Desk;
use crate::prints::printer::Printer;
use crate::support::{wait_for, workspace_root};

/// Machine time before the day begins, for founding the site.
const SETTING_UP: Duration = Duration::from_secs(12);
/// Machine time that the printer takes for a side.
const PACE: Duration = Duration::from_millis(400);
/// Machine time within which the last events reach the hub.
const PROMPT: Duration = Duration::from_secs(30);

/// The running room.
#[derive(Debug)]
pub struct Room {
    pub day: Day,
    pub clock: DayClock,
    pub hub: Mutex<Hub>,
    pub stations: Vec<(String, Mutex<Station>)>,
    pub desk: Desk,
    pub people: People,
    pub password: String,
    pub printer: Printer,
    refusals: std::sync::Mutex<Vec<String>>,
}

/// Plays `day` without a display and writes `summary.json`, `exports/` and `screens/` to `out`.
///
/// A machine that stands still for some seconds makes people late for their own day. Where everything counted adds up and
/// only the day came otherwise, it is played once more at half the speed, and must come right then.
///
/// # Errors
/// The room cannot be set up, or the day came to something that it must not.
pub async fn headless(day: Day, out: &Path) -> Result<()> {
    let mut summary = once(&day, out, &out.join("logs")).await?;
    if summary.is_exact() && !summary.surprises.is_empty() {
        println!("{}\nThe day came otherwise: once more, at half the speed.", summary.surprises.join("\n"));
        let slower = Day { scale: day.scale.div_ceil(2), ..day };
        let too_fast = summary.surprises;
        summary = once(&slower, out, &out.join("logs/slower")).await?;
        summary.too_fast = too_fast;
    }
    let told = serde_json::to_string_pretty(&summary)?;
    fs::write(out.join("summary.json"), format!("{told}\n"))?;
    println!("{told}");
    ensure!(summary.is_good(), "the day did not come to what it must: see summary.json");
    Ok(())
}

/// Plays `day`, and counts.
async fn once(day: &Day, out: &Path, logs: &Path) -> Result<Summary> {
    fs::create_dir_all(out.join("exports"))
        .with_context(|| format!("making the folder {}", out.display()))?;
    let folder = folder()?;
    let room = Arc::new(Room::set_up(day.clone(), folder.path(), logs, &at_work()?).await?);
    println!("{}: {} visits on {} stations", day.site.name, day.visits.len(), day.stations.len());
    let (surprises, missed) = LocalSet::new().run_until(room.clone().play(out, logs)).await;
    let room = Arc::into_inner(room).context("somebody is still in the room")?;
    Ok(Summary { pictures_missed: missed, ..room.close(out, surprises).await? })
}

/// A folder for the demo's room, where sessions see it: each has a `/tmp` of its own. Visitors' uids pass through
/// it to their own homes, and see nothing else in it.
///
/// # Errors
/// It cannot be made.
pub fn folder() -> Result<TempDir> {
    let base = if rustix::process::geteuid().is_root() {
        PathBuf::from("/run")
    } else {
        std::env::var_os("XDG_RUNTIME_DIR").map_or_else(std::env::temp_dir, PathBuf::from)
    };
    let folder = tempfile::Builder::new().prefix("epn-demo-").tempdir_in(base)?;
    fs::set_permissions(folder.path(), Permissions::from_mode(0o711))?;
    Ok(folder)
}

/// The session of the day without a display: somebody at work, without a screen. The script travels as an
/// argument, since a session sees neither this folder nor, perhaps, the one that the sources are in.
///
/// # Errors
/// The script cannot be read.
pub fn at_work() -> Result<Desktop> {
    let script = fs::read_to_string(workspace_root().join("assets/demo/visitor-at-work.sh"))?;
    let display = [("kind".to_owned(), "none".into())].into_iter().collect();
    Ok(Desktop { command: "/bin/sh".into(), args: vec!["-c".to_owned(), script], display })
}

impl Room {
    /// Founds the site in `folder`, pairs and starts its stations, registers its people.
    ///
    /// # Errors
    /// A program does not do its part.
    pub async fn set_up(day: Day, folder: &Path, logs: &Path, desktop: &Desktop) -> Result<Self> {
        fs::create_dir_all(logs).with_context(|| format!("making the folder {}", logs.display()))?;
        let clock = DayClock::start(&day, SETTING_UP)?;
        let password = Ulid::new().to_string();
        let policy = workspace_root().join("assets/policies").join(&day.site.policy);
        let hub = Hub::found(folder, logs, &day.site, &policy, &password, clock.scaling()).await?;
        let printer = Printer::start(folder, PACE).await?;
        print::install(&day.printer, &printer.uri, &hub)?;
        let mut stations = Vec::new();
        for setup in &day.stations {
            let station = Station::install(folder, logs, setup, desktop, &hub, clock.scaling())?;
            stations.push((setup.name.clone(), Mutex::new(station)));
        }
        let code = hub.pairing_code()?.parse()?;
        let console = PeerKind::Console { name: "Accueil".to_owned() };
        let identity = peer::pair(hub.address(), &code, console).await?;
        let desk = Desk::sign_in(identity, hub.address(), STAFF, password.clone().into()).await?;
        let people = register(&day, &desk).await?;
        let refusals = std::sync::Mutex::default();
        let hub = Mutex::new(hub);
        let room = Self { day, clock, hub, stations, desk, people, password, printer, refusals };
        room.book().await?;
        Ok(room)
    }

    /// Plays everything at once, and gives what came to something else than the day has it, and the pictures missed.
    async fn play(self: Arc<Self>, out: &Path, logs: &Path) -> (Vec<String>, Vec<String>) {
        let mut tasks = JoinSet::new();
        for (name, _) in &self.stations {
            tasks.spawn_local(visits(self.clone(), name.clone()));
        }
        for deed in self.day.desk.clone() {
            let room = self.clone();
            tasks.spawn_local(async move { surprise(room.do_deed(&deed).await) });
        }
        for line in self.day.prints.clone() {
            let room = self.clone();
            tasks.spawn_local(async move { surprise(print::play(&line, &room).await) });
        }
        for mishap in self.day.mishaps.clone() {
            let room = self.clone();
            tasks.spawn_local(async move { surprise(room.go_wrong(&mishap).await) });
        }
        let (room, screens, logs) = (self.clone(), out.join("screens"), logs.to_owned());
        // Two people at two keyboards, on a machine that may be busy: a picture that they miss is told, and spoils no day.
        let screens = tokio::task::spawn_local(async move {
            screens::take(&room, &screens, &logs).await.unwrap_or_else(|error| vec![format!("{error:#}")])
        });
        let end = self.day.end;
        let room = self.clone();
        tasks.spawn_local(async move { surprise(room.clock.until(end).await) });
        let mut surprises = Vec::new();
        while let Some(done) = tasks.join_next().await {
            surprises.extend(done.unwrap_or_else(|broken| vec![broken.to_string()]));
        }
        let missed = screens.await.unwrap_or_else(|broken| vec![broken.to_string()]);
        (surprises, missed)
    }

    /// Switches everything off.
    ///
    /// # Errors
    /// A program does not stop.
    pub async fn switch_off(self) -> Result<()> {
        for (_, station) in self.stations {
            station.into_inner().stop().await?;
        }
        self.hub.into_inner().stop().await
    }

    /// The station of that name.
    ///
    /// # Errors
    /// There is none.
    pub fn station(&self, name: &str) -> Result<&Mutex<Station>> {
        let found = self.stations.iter().find(|(known, _)| known == name);
        Ok(&found.with_context(|| format!("no station is called “{name}”"))?.1)
    }

    async fn do_deed(&self, line: &DeskLine) -> Result<()> {
        self.clock.until(line.at).await?;
        match &line.deed {
            Deed::Passage(purpose) => {
                let passage = NewPassage { purpose: *purpose, ..NewPassage::default() };
                self.desk.tell("/passages", &passage).await
            }
            Deed::Message { station, text } => {
                let path = format!("/stations/{}/message", self.id_of(station).await?);
                self.desk.tell(&path, &Message { text: text.clone() }).await
            }
            Deed::Extend { station, minutes } => {
                let path = format!("/stations/{}/extend", self.id_of(station).await?);
                self.desk.tell(&path, &Extend { minutes: *minutes, reason: None }).await
            }
            Deed::Queue(picture) => {
                let join = JoinQueue { picture: Some(picture.clone()), ..JoinQueue::default() };
                self.desk.tell("/queue", &join).await
            }
            Deed::TopUp { station, amount } => print::top_up(self, station, *amount, None).await,
        }
    }

    /// Makes the day's bookings, at the desk.
    async fn book(&self) -> Result<()> {
        for booking in &self.day.bookings {
            let new = NewBooking {
                places: vec![PlaceAsked::Station {
                    id: Some(self.id_of(&booking.station).await?.to_string()),
                }],
                from: self.day.date.to_datetime(booking.from),
                minutes: booking.minutes,
                visitor: Some(self.people.member(&booking.member)?.id),
                label: String::new(),
                repeat: None,
                reason: None,
            };
            self.desk.tell("/bookings", &new).await?;
        }
        Ok(())
    }

    /// The id of the station called `name`, as the live room has it.
    ///
    /// # Errors
    /// There is none, or the hub does not answer.
    pub async fn id_of(&self, name: &str) -> Result<epn_rules::id::StationId> {
        let room: RoomView = self.desk.get("/room").await?;
        let tile = room.stations.into_iter().find(|tile| tile.name == name);
        Ok(tile.with_context(|| format!("no station is called “{name}”"))?.id)
    }

    async fn go_wrong(&self, mishap: &Mishap) -> Result<()> {
        self.clock.until(mishap.at).await?;
        match &mishap.what {
            What::AgentKilled(station) => {
                let mut station = self.station(station)?.lock().await;
                station.kill()?;
                station.start()
            }
            What::PowerOff { station, minutes } => {
                let mut station = self.station(station)?.lock().await;
                station.power_off()?;
                self.pass(minutes.seconds()).await;
                station.start()
            }
            What::HubAway(minutes) => {
                let mut hub = self.hub.lock().await;
                hub.stop().await?;
                self.pass(minutes.seconds()).await;
                hub.start().await
            }
            What::HubKilled(_) => {
                let mut hub = self.hub.lock().await;
                hub.kill()?;
                hub.start().await
            }
        }
    }

    async fn pass(&self, site_seconds: i64) {
        let site = Duration::from_secs(site_seconds.unsigned_abs());
        tokio::time::sleep(self.clock.machine(site)).await;
    }

    /// Waits until the hub has every event, switches everything off, and counts.
    async fn close(self, out: &Path, mut surprises: Vec<String>) -> Result<Summary> {
        let mut journals: Vec<(String, PathBuf)> = Vec::new();
        for (name, station) in &self.stations {
            journals.push((name.clone(), station.lock().await.journal()));
        }
        let data = self.hub.lock().await.data().to_owned();
        let all_there = wait_for("the last events at the hub", PROMPT, async || {
            let events = summary::count(&journals, &data)?.events;
            Ok((events.lost == 0).then_some(()))
        });
        surprises.extend(surprise(all_there.await));
        for (_, station) in self.stations {
            station.into_inner().stop().await?;
        }
        let hub = self.hub.into_inner();
        let mut summary = summary::count(&journals, &data)?;
        let date = self.day.date.to_string();
        let counts = out.join("exports/counts.csv");
        let counts = counts.to_str().context("the output folder's path is no text")?;
        hub.command(&["export", "counts", "--from", &date, "--to", &date, "--out", counts], b"")?;
        summary.hub_check = match hub.command(&["check"], b"") {
            Ok(_) => "ok".to_owned(),
            Err(fault) => fault.to_string(),
        };
        summary.prints.discrepancies = discrepancies(&summary, self.printer.sides());
        for (name, journal) in &journals {
            surprises.extend(causes_differ(&self.day, name, journal)?);
        }
        for refusal in self.refusals.into_inner().unwrap_or_default() {
            *summary.refusals_by_reason.entry(refusal).or_default() += 1;
        }
        summary.surprises = surprises;
        Ok(summary)
    }
}

/// The visits of one station, one after the other.
async fn visits(room: Arc<Room>, name: String) -> Vec<String> {
    let socket = match room.station(&name) {
        Ok(station) => station.lock().await.socket().to_owned(),
        Err(error) => return vec![error.to_string()],
    };
    let mut seat = Seat::take(&name, &socket);
    let mut surprises = Vec::new();
    for visit in room.day.visits.iter().filter(|visit| visit.station == name) {
        match visit::play(visit, &mut seat, &room.people, &room.clock).await {
            Ok(()) => {
                if let (Meets::Refused(reason), Ok(mut refusals)) = (&visit.meets, room.refusals.lock()) {
                    refusals.push(reason.clone());
                }
            }
            Err(error) => surprises.push(format!("{error:#}")),
        }
    }
    surprises
}

/// What is wrong at the hub, and whether it knows of other sides than came out.
fn discrepancies(summary: &Summary, sides: u32) -> u64 {
    let wrong = if summary.hub_check == "ok" { 0 } else { summary.hub_check.split("; ").count() };
    u64::try_from(wrong).unwrap_or(u64::MAX) + u64::from(summary.prints.sides != u64::from(sides))
}

fn surprise(result: Result<()>) -> Vec<String> {
    result.err().map(|error| format!("{error:#}")).into_iter().collect()
}

/// What the sessions of a station really ended by, if the day has it otherwise. A station without visits in
/// the day is played by the screens, which look for themselves.
fn causes_differ(day: &Day, name: &str, journal: &Path) -> Result<Option<String>> {
    let planned: Vec<String> = day
        .visits
        .iter()
        .filter(|visit| visit.station == name)
        .filter_map(|visit| match visit.meets {
            Meets::Ended(cause) => Some(cause_name(cause)),
            Meets::Refused(_) => None,
        })
        .collect::<Result<_>>()?;
    let real = summary::causes(journal)?;
    Ok((!planned.is_empty() && planned != real)
        .then(|| format!("{name}: sessions ended by {real:?}, the day has {planned:?}")))
}

/// Registers the members and gives out the tickets of the day.
async fn register(day: &Day, desk: &Desk) -> Result<People> {
    let mut people = People::default();
    for member in &day.members {
        let new = NewVisitor {
            name: None,
            birth_year: Some(member.birth_year),
            picture: Some(member.picture.clone()),
            authorised: member.authorised,
        };
        let created: VisitorCreated = desk.post("/visitors", &new).await?;
        people.add_member(
            &member.key,
            Credentials { id: created.id, number: created.number, pin: created.pin },
        );
    }
    for ticket in &day.tickets {
        let new = NewTicket { minutes: Some(ticket.minutes), ..NewTicket::default() };
        let issued: TicketIssued = desk.post("/tickets", &new).await?;
        people.add_ticket(&ticket.key, issued.code);
    }
    Ok(people)
}

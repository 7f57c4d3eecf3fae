//! The kiosk's screens: two kiosks, one a language, in front of one station. The French one acts.

mod alone;
mod asking;
mod bookings;
mod entering;
mod paper;
mod parts;
mod pauses;
mod prints;
mod sessions;
mod staff;
mod station;
mod troubles;
mod waiting;

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use epn_rules::id::BookingId;
use epn_wire::kiosk::{KioskIntent, KioskView, Scene};
use tokio::try_join;

use parts::Part;

use super::part;
use super::window::Window;
use crate::demo::people::Credentials;
use crate::demo::run::Room;
use crate::demo::seat::Seat;
use crate::support::{built, wait_until};

/// The stations that are left to the screens: of the day's room, and of the second one.
const OF_THE_DAY: &str = "Poste 4";
const OF_THE_SECOND_ROOM: &str = "Poste 1";
/// Machine time within which a station comes to a scene; a ticket's minutes pass in less.
const PROMPT: Duration = Duration::from_secs(30);
/// Machine time that a station that was held still is left to say what it had begun to.
const MOMENT: Duration = Duration::from_millis(30);
/// How often a part is played, should it not come off.
const ATTEMPTS: u8 = 2;
/// How often something is typed, should a key be lost.
const TYPINGS: u8 = 3;
/// How large a kiosk is.
const SIZE: (u16, u16) = (1024, 768);

/// Two kiosks, and a seat that is told what they are told.
struct Kiosks<'r> {
    room: &'r Room,
    station: &'static str,
    folder: &'r Path,
    logs: &'r Path,
    socket: PathBuf,
    french: Window,
    english: Window,
    seat: Seat,
    /// What the desk has booked so that nobody is let in.
    taken: Vec<BookingId>,
}

/// Goes through every screen of the kiosk that the day brings about; gives what did not come off, and why.
pub async fn take(room: &Room, folder: &Path, logs: &Path) -> Vec<String> {
    whole(room, OF_THE_DAY, Part::OF_THE_DAY, folder, logs).await
}

/// The same of those that would be in the day's way, in a room of their own.
pub async fn take_second(room: &Room, folder: &Path, logs: &Path) -> Vec<String> {
    whole(room, OF_THE_SECOND_ROOM, Part::OF_THE_SECOND_ROOM, folder, logs).await
}

async fn whole(
    room: &Room,
    station: &'static str,
    parts: &[Part],
    folder: &Path,
    logs: &Path,
) -> Vec<String> {
    let mut missed = Vec::new();
    let played = match Kiosks::open(room, station, folder, logs).await {
        Ok(mut kiosks) => play(&mut kiosks, parts, &mut missed).await,
        Err(error) => Err(error),
    };
    if let Err(error) = played {
        missed.push(format!("the kiosk's screens: {error:#}"));
    }
    missed
}

async fn play(kiosks: &mut Kiosks<'_>, parts: &[Part], missed: &mut Vec<String>) -> Result<()> {
    let (room, logs) = (kiosks.room, kiosks.logs);
    let mut left: Vec<(Part, u8)> = parts.iter().map(|part| (*part, 1)).collect();
    while !left.is_empty() {
        let now = room.clock.time()?;
        let Some((index, at)) = part::next(now, left.iter().map(|(part, _)| part.spans())) else { break };
        room.clock.until(at).await?;
        let (part, attempt) = left.remove(index);
        let Err(error) = kiosks.play(part).await else { continue };
        note(logs, &format!("{part:?}, attempt {attempt}, at {at}: {error:#}"))?;
        if attempt < ATTEMPTS {
            left.push((part, attempt + 1));
        } else {
            missed.push(format!("{part:?}: {error:#}"));
        }
        kiosks.start_afresh().await.context("back to the lock screen")?;
    }
    missed.extend(left.iter().map(|(part, _)| format!("{part:?}: the day was over")));
    Ok(())
}

impl<'r> Kiosks<'r> {
    async fn open(room: &'r Room, station: &'static str, folder: &'r Path, logs: &'r Path) -> Result<Self> {
        let socket = room.station(station)?.lock().await.socket().to_owned();
        let (french, english) = windows(&socket, folder, logs).await?;
        let seat = Seat::take(station, &socket);
        Ok(Self { room, station, folder, logs, french, english, seat, socket, taken: Vec::new() })
    }

    async fn play(&mut self, part: Part) -> Result<()> {
        self.at_rest().await?;
        match part {
            Part::Closed => self.keep("lock-closed"),
            Part::Comfort => self.comfort().await,
            Part::WaysIn => self.ways_in().await,
            Part::WholeRoom => self.whole_room().await,
            Part::WithoutAccount => self.without_account().await,
            Part::ByTicket => self.by_ticket().await,
            Part::Prints => self.prints().await,
            Part::Staff => self.staff().await,
            Part::Refusals => self.refusals().await,
            Part::Bookings => self.bookings().await,
            Part::Unusable => self.unusable().await,
            Part::Strip => self.strip().await,
            Part::Wall => self.wall().await,
            Part::WithoutHub => self.without_hub().await,
            Part::Help => self.help().await,
            Part::Waiting => self.waiting().await,
            Part::Asking => self.asking().await,
            Part::Pauses => self.pauses().await,
            Part::LeftAlone => self.left_alone().await,
            Part::Phone => self.phone().await,
            Part::Scans => self.scans().await,
            Part::NewPin => self.new_pin().await,
            Part::DidNotStart => self.did_not_start().await,
            Part::TooManyTries => self.too_many_tries().await,
        }
    }

    /// The lock screen on a free station, in both windows.
    async fn at_rest(&mut self) -> Result<()> {
        self.free().await?;
        self.shows("lock").await
    }

    /// Whatever a part left undone is over; both windows are other ones.
    async fn start_afresh(&mut self) -> Result<()> {
        let station = self.room.station(self.station)?;
        station.lock().await.start_if_dead()?;
        self.seat.until("the agent", PROMPT, |_| Some(())).await?;
        for intent in [KioskIntent::StaffClose, KioskIntent::PlanRead, KioskIntent::Leave] {
            self.seat.want(intent).await?;
        }
        self.put_in_service(true).await?;
        let scene = self.seat.view().map(|view| view.scene);
        if scene.is_some_and(|scene| !is_free(&scene)) {
            // Refused if it has just ended by itself.
            if let Err(error) = self.end().await {
                tracing::debug!("{error:#}");
            }
        }
        self.free_again().await?;
        self.seat.want(KioskIntent::Dismiss).await?;
        self.free().await?;
        (self.french, self.english) = windows(&self.socket, self.folder, self.logs).await?;
        Ok(())
    }

    /// The desk ends the session.
    async fn end(&self) -> Result<()> {
        let path = format!("/stations/{}/end", self.room.id_of(self.station).await?);
        self.room.desk.tell(&path, &()).await
    }

    /// Both windows show this screen.
    async fn shows(&mut self, screen: &str) -> Result<()> {
        try_join!(self.french.shows(screen), self.english.shows(screen)).map(drop)
    }

    /// The last pictures of both windows.
    fn keep(&self, name: &str) -> Result<()> {
        self.french.keep(name)?;
        self.english.keep(name)
    }

    /// A picture of both windows, once they show this screen.
    async fn shot(&mut self, screen: &str, name: &str) -> Result<()> {
        try_join!(self.french.shot(screen, name), self.english.shot(screen, name)).map(drop)
    }

    /// A picture of both windows, once the screen that they show looks otherwise.
    async fn otherwise(&mut self, screen: &str, name: &str) -> Result<()> {
        try_join!(self.french.looks_otherwise(screen), self.english.looks_otherwise(screen))
            .with_context(|| format!("the picture “{name}”"))?;
        self.keep(name)
    }

    /// A picture of both windows, once more than such a share of the screen that they show is another than when they were
    /// last looked at.
    async fn changed(&mut self, share: f64, screen: &str, name: &str) -> Result<()> {
        try_join!(self.french.changes_by(share, screen), self.english.changes_by(share, screen))
            .with_context(|| format!("the picture “{name}”"))?;
        self.keep(name)
    }

    /// Remembers what both windows look like now.
    fn look(&mut self) -> Result<()> {
        self.french.look()?;
        self.english.look()
    }

    /// The same keys in both windows, then a picture of the screen that they lead to.
    async fn go(&mut self, keys: &[&str], screen: &str) -> Result<()> {
        self.press(keys, screen).await?;
        self.keep(screen)
    }

    /// The same keys in both windows, to a screen.
    async fn press(&mut self, keys: &[&str], screen: &str) -> Result<()> {
        self.french.keys(keys).await?;
        self.english.keys(keys).await?;
        self.shows(screen).await
    }

    /// Keys in the French window alone, to a screen of its own.
    async fn act(&mut self, keys: &[&str], screen: &str) -> Result<()> {
        self.french.keys(keys).await?;
        self.french.shows(screen).await
    }

    /// In the French window alone, from the lock screen to the choice of ways to enter, and by `keys` to one of them, into
    /// which `typed` is typed.
    async fn come(&mut self, keys: &[&str], entry: &str, typed: &[&str]) -> Result<()> {
        self.act(&["Return"], "charter").await?;
        self.act(&["Return"], "entry").await?;
        enter(&mut self.french, keys, entry, typed).await
    }

    /// With a ticket's code.
    async fn come_with_ticket(&mut self, code: &str) -> Result<()> {
        self.come(&["Return"], "ticket", &[code]).await
    }

    /// With a member's number and PIN.
    async fn come_as_member(&mut self, member: &Credentials) -> Result<()> {
        self.come(&["Tab", "Return"], "member", &[&member.number, member.pin.reveal()]).await
    }

    /// The session of whoever came is shown in both windows.
    async fn works(&mut self) -> Result<()> {
        self.hold("starting", |scene| matches!(scene, Scene::Starting { .. }), is_active).await?;
        self.scene("a session", is_active).await?;
        self.shows("session").await
    }

    /// *Terminer*, by `keys` in the French window, and yes: back to the lock screen.
    async fn leave(&mut self, keys: &[&str], picture: &str) -> Result<()> {
        self.press(keys, "leaving").await?;
        self.keep(picture)?;
        self.french.keys(&["Tab", "Return"]).await?;
        self.hold("ending", |scene| matches!(scene, Scene::Ending), is_free).await?;
        self.at_rest().await
    }

    /// An answer that both windows show; back to the lock screen.
    async fn answer(&mut self, screen: &str) -> Result<()> {
        self.shot(screen, screen).await?;
        self.french.keys(&["Escape"]).await?;
        self.shows("lock").await
    }

    async fn scene(&mut self, what: &str, wanted: fn(&Scene) -> bool) -> Result<()> {
        self.seat.until(what, PROMPT, |view: &KioskView| wanted(&view.scene).then_some(())).await
    }

    async fn free(&mut self) -> Result<()> {
        self.scene("the lock screen", is_free).await
    }

    /// Holds the station's agent still while the scene that `wanted` knows is shown, for a picture of what passes in an
    /// instant. A quick machine may be past it before anybody could look: there are other sessions.
    async fn hold(
        &mut self,
        screen: &str,
        wanted: fn(&Scene) -> bool,
        next: fn(&Scene) -> bool,
    ) -> Result<()> {
        if self.french.has(screen) && self.english.has(screen) {
            return Ok(());
        }
        let is_there_or_over = |view: &KioskView| (wanted(&view.scene) || next(&view.scene)).then_some(());
        self.seat.until(screen, PROMPT, is_there_or_over).await?;
        while self.seat.view().is_some_and(|view| wanted(&view.scene)) {
            let held = self.room.station(self.station)?.lock().await.freeze()?;
            if self.french.says(screen)? && self.english.says(screen)? {
                let shot =
                    try_join!(self.french.shot_now(screen, screen), self.english.shot_now(screen, screen));
                drop(held);
                return shot.map(drop);
            }
            drop(held);
            // Held before it told both windows: now it may.
            let told =
                || self.french.says(screen).unwrap_or(true) && self.english.says(screen).unwrap_or(true);
            if let Err(late) = wait_until(screen, MOMENT, told).await {
                tracing::debug!("{late:#}");
            }
        }
        Ok(())
    }
}

/// Keeps what went wrong, though it may come off at the next attempt.
fn note(logs: &Path, line: &str) -> Result<()> {
    let mut log = OpenOptions::new().create(true).append(true).open(logs.join("screens.log"))?;
    Ok(writeln!(log, "{line}")?)
}

async fn windows(socket: &Path, folder: &Path, logs: &Path) -> Result<(Window, Window)> {
    let kiosk = |lang: &str| -> Result<Command> {
        let mut command = Command::new(built("epn-kiosk")?);
        command.arg("--socket").arg(socket).args(["--windowed", "1024x768", "--lang", lang]);
        Ok(command)
    };
    let (mut one, mut other) = (kiosk("fr")?, kiosk("en")?);
    try_join!(
        Window::open(&mut one, "kiosk", "lock", "fr", SIZE, folder, logs),
        Window::open(&mut other, "kiosk", "lock", "en", SIZE, folder, logs),
    )
}

/// By `keys` to the entry that they lead to, into which `typed` is typed, each where the one before leaves the focus, and
/// Enter; from the beginning where not all of it arrived.
async fn enter(window: &mut Window, keys: &[&str], entry: &str, typed: &[&str]) -> Result<()> {
    let before = window.screen().to_owned();
    for _ in 0..TYPINGS {
        window.keys(keys).await?;
        window.shows(entry).await?;
        for text in typed {
            window.text(text).await?;
        }
        if window.submit().await? {
            return Ok(());
        }
        window.keys(&["Escape"]).await?;
        window.shows(&before).await?;
    }
    bail!("what was typed at “{entry}” was not taken")
}

fn is_active(scene: &Scene) -> bool {
    matches!(scene, Scene::Active(_))
}

fn is_free(scene: &Scene) -> bool {
    matches!(scene, Scene::Locked { .. })
}

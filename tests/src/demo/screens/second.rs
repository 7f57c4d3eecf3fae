//! A second room, for what would be in the way of the day's visits: every station taken, nobody there, a session that does not
//! start, too many wrong codes. Its clock is slower, so that nothing is over before it was looked at.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use epn_wire::calendar::{JoinQueue, QueueRow};

use super::part::{SECOND_OPENS, SECOND_OVER};
use super::{console, kiosk};
use crate::demo::day::Day;
use crate::demo::run::{Room, at_work, folder};
use crate::demo::station::Desktop;

/// How many of the day's stations it has.
const STATIONS: usize = 2;
/// Site seconds a machine second.
const SCALE: u32 = 10;
/// Where a phone would find the hub in a real room.
const FOR_PHONES: &str = "http://192.168.1.10:8080";

/// Sets the room up, plays it, and takes the pictures into `screens`; gives what did not come off.
pub async fn take(day: &Day, screens: &Path, logs: &Path) -> Vec<String> {
    play(day, screens, &logs.join("second-room"))
        .await
        .unwrap_or_else(|error| vec![format!("the second room: {error:#}")])
}

async fn play(day: &Day, screens: &Path, logs: &Path) -> Result<Vec<String>> {
    let place = folder()?;
    let room = Room::set_up(second(day), place.path(), logs, &with_a_screen()?).await?;
    take_paper(&room).await?;
    let mut missed = kiosk::take_second(&room, screens, logs).await;
    if room.clock.time()? < SECOND_OVER {
        missed.extend(console::take_second(&room, screens, logs).await);
    } else {
        missed.push("the second room's consoles: the day was over".to_owned());
    }
    room.switch_off().await?;
    Ok(missed)
}

/// The afternoon of the same day, on which nothing is planned.
fn second(day: &Day) -> Day {
    Day {
        start: SECOND_OPENS,
        scale: SCALE,
        stations: day.stations.iter().take(STATIONS).cloned().collect(),
        tickets: Vec::new(),
        bookings: Vec::new(),
        prints: Vec::new(),
        visits: Vec::new(),
        desk: Vec::new(),
        mishaps: Vec::new(),
        ..day.clone()
    }
}

/// Somebody at work on a screen that nobody sees: input on it is what tells that they are there.
fn with_a_screen() -> Result<Desktop> {
    let display = [("kind".to_owned(), "xvfb".into())].into_iter().collect();
    Ok(Desktop { display, ..at_work()? })
}

/// Has the hub take documents from phones, and what a scanner drops in its folder.
async fn take_paper(room: &Room) -> Result<()> {
    let folder = scanner(room).await;
    fs::create_dir_all(&folder)?;
    let mut hub = room.hub.lock().await;
    hub.stop().await?;
    let settings = format!(
        "[phones]\nlisten = \"127.0.0.1:0\"\naddress = \"{FOR_PHONES}\"\n\n[scans]\nfolder = {:?}\n",
        folder.display().to_string()
    );
    fs::write(hub.data().join("hub.toml"), settings)?;
    hub.start().await
}

/// Somebody without an account waits, who is called by this picture.
pub async fn join_queue(room: &Room, picture: &str) -> Result<()> {
    let join = JoinQueue { picture: Some(picture.to_owned()), ..JoinQueue::default() };
    room.desk.tell("/queue", &join).await
}

/// The desk takes everybody off the queue.
pub async fn nobody_waits(room: &Room) -> Result<()> {
    let queue: Vec<QueueRow> = room.desk.get("/queue").await?;
    for row in queue {
        room.desk.tell(&format!("/queue/{}/remove", row.id), &()).await?;
    }
    Ok(())
}

/// The folder in which the room's scanner drops its files.
pub async fn scanner(room: &Room) -> PathBuf {
    room.hub.lock().await.data().with_file_name("scanner")
}

//! A year of bookings: how long a decision takes among them, and the week's calendar.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use epn_rules::units::Minutes;
use epn_wire::calendar::{NewBooking, Repeat, RepeatEvery};
use epn_wire::console::RoomView;
use epn_wire::planning::PlaceAsked;
use hyper::{Method, StatusCode};
use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::demo::run::Room;
use crate::desk::Desk;

/// Weeks of a year, in the two series that a desk makes at most at once.
const SERIES: [(u16, i32); 2] = [(26, 0), (26, 26)];
/// Half hours from ten on that each station is held on one day of the week: seven make some 10,000 bookings a year.
const HALF_HOURS: [i8; 7] = [0, 1, 2, 3, 8, 9, 10];
/// How many stations there are at most.
const STATIONS: usize = 30;
/// Calls of which the median counts.
const CALLS: usize = 101;

/// Books a year, measures and prints the lines.
pub(super) async fn measure(room: &Room) -> Result<()> {
    let desk = &room.desk;
    let view: RoomView = desk.get("/room").await?;
    let stations: Vec<PlaceAsked> = view
        .stations
        .iter()
        .take(STATIONS)
        .map(|tile| PlaceAsked::Station { id: Some(tile.id.to_string()) })
        .collect();
    let first = room.day.date.checked_add(7.days())?;
    let mut made = 0;
    for half_hour in HALF_HOURS {
        for (count, weeks_later) in SERIES {
            made += book(desk, &stations, first.checked_add(weeks_later.weeks())?, half_hour, count).await?;
        }
    }
    let week = format!("/calendar?from={first}&to={}", first.checked_add(6.days())?);
    let calendar = median(desk, &Method::GET, &week, &[], StatusCode::OK).await?;
    let taken = serde_json::to_vec(&slot(stations.get(..1).unwrap_or_default(), first, 0, None)?)?;
    let decision = median(desk, &Method::POST, "/bookings", &taken, StatusCode::CONFLICT).await?;
    let count = stations.len();
    println!("| a week's calendar among {made} bookings of {count} stations | {} ms |", millis(calendar));
    println!("| a booking refused among them, with the next moment | {} ms |", millis(decision));
    Ok(())
}

/// Holds every station at one time of one day of so many weeks; how many bookings that made.
async fn book(desk: &Desk, stations: &[PlaceAsked], day: Date, half_hour: i8, count: u16) -> Result<usize> {
    let repeat = Some(Repeat { every: RepeatEvery::Week, count });
    let made: Vec<serde_json::Value> =
        desk.post("/bookings", &slot(stations, day, half_hour, repeat)?).await.context("booking a year")?;
    Ok(made.len())
}

fn slot(stations: &[PlaceAsked], day: Date, half_hour: i8, repeat: Option<Repeat>) -> Result<NewBooking> {
    Ok(NewBooking {
        places: stations.to_vec(),
        from: day.at(10, 0, 0, 0).checked_add((i64::from(half_hour) * 30).minutes())?,
        minutes: Minutes(30),
        visitor: None,
        label: "Atelier".to_owned(),
        repeat,
        // Over the year's closures too.
        reason: repeat.map(|_| "mesure".to_owned()),
    })
}

/// The median time of an answer, the connection not counted.
async fn median(
    desk: &Desk,
    method: &Method,
    path: &str,
    body: &[u8],
    status: StatusCode,
) -> Result<Duration> {
    let mut times = Vec::new();
    let mut line = desk.connect().await?;
    for _ in 0..CALLS {
        let asked = Instant::now();
        let (answered, _) = line.call(method.clone(), path, body.to_vec()).await?;
        times.push(asked.elapsed());
        ensure!(answered == status, "{method} {path}: {answered} instead of {status}");
    }
    times.sort_unstable();
    times.get(CALLS / 2).copied().context("nothing was measured")
}

fn millis(time: Duration) -> f64 {
    (time.as_secs_f64() * 100_000.0).round() / 100.0
}

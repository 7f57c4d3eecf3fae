//! `epn-hub calendar`: the site's calendars for other programs, and closures and school holidays from theirs.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::{Subcommand, ValueEnum};
use epn_wire::calendar::{ClosedDays, ImportAs, text_of};
use epn_wire::say_line;
use jiff::Timestamp;
use serde_json::json;

use super::{WrongUse, text};
use crate::cli::DataArgs;
use crate::control::{Answer, ControlRequest, send};
use crate::folder::Layout;
use crate::ical::{self, CalendarError, LARGEST, Published, publish};
use crate::policies::Timeline;
use crate::store::{Readers, StoreError, site, station};

/// Calendars for other programs (iCalendar), and days from theirs
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  epn-hub calendar export --what hours --data /var/lib/epn --out opening-hours.ics
  epn-hub calendar import --as school-holidays --zone A zone-a.ics --data /var/lib/epn")]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    Export(Export),
    Import(Import),
}

/// Write what is booked, without any name, or the opening hours of a year
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  epn-hub calendar export --what room --data /var/lib/epn --out room.ics
  epn-hub calendar export --what station --station \"Poste 1\" --data /var/lib/epn --out poste-1.ics")]
struct Export {
    #[command(flatten)]
    data: DataArgs,
    /// Of what
    #[arg(long, value_name = "WHAT")]
    what: What,
    /// Which station, by name or identifier
    #[arg(long, value_name = "NAME", required_if_eq("what", "station"))]
    station: Option<String>,
    /// The file to write; `-` is standard output
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Say in JSON, for programs, which file was written
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    /// The bookings of all stations and equipment
    Room,
    /// When the room is open
    Hours,
    /// The bookings of one station
    Station,
}

/// Add the days of an iCalendar file to the policy, at once, as a new version
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  epn-hub calendar import --as closures closures.ics --data /var/lib/epn
  epn-hub calendar import --as school-holidays --zone A zone-a.ics --data /var/lib/epn")]
struct Import {
    /// The file to read, at most 512 KiB; `-` is standard input
    file: PathBuf,
    #[command(flatten)]
    data: DataArgs,
    /// What its days are
    #[arg(long = "as", value_name = "WHAT")]
    read_as: ReadAs,
    /// The zone of the school holidays, as the policy's variants name it
    #[arg(long, value_name = "Z", required_if_eq("read_as", "school-holidays"))]
    zone: Option<String>,
    /// Add the days even if the room is open on no day at all then
    #[arg(long)]
    close_every_day: bool,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ReadAs {
    Closures,
    SchoolHolidays,
}

pub fn run(args: Args) -> anyhow::Result<()> {
    match args.action {
        Action::Export(args) => export(args),
        Action::Import(args) => import(args),
    }
}

/// May run while the hub serves: it only reads.
fn export(args: Export) -> anyhow::Result<()> {
    let Export { data, what, station, out, json } = args;
    if station.is_some() && what != What::Station {
        return Err(WrongUse("--station goes with --what station".to_owned()).into());
    }
    let readers = Readers::open(&Layout::new(&data.data).database())?;
    let now = Timestamp::now();
    let written = readers.read_now(|connection| {
        let what = match (what, &station) {
            (What::Room, _) => Published::Room,
            (What::Hours, _) => Published::Hours,
            (What::Station, named) => {
                let found = station::find(connection, named.as_deref().unwrap_or_default())?;
                let Some(found) = found else { return Ok(None) };
                Published::Station(found.id)
            }
        };
        publish(connection, &site::get(connection)?, &Timeline::read(connection)?, what, now)
    });
    let written = written.map_err(|error: StoreError| error)?;
    let named = station.unwrap_or_default();
    let calendar =
        written.with_context(|| format!("there is no station with the name or identifier \"{named}\""))?;
    text::write_and_tell(&out, calendar.as_bytes(), json)
}

fn import(args: Import) -> anyhow::Result<()> {
    let Import { file, data, read_as, zone, close_every_day, json } = args;
    let read_as = match (read_as, zone) {
        (ReadAs::Closures, None) => ImportAs::Closures,
        (ReadAs::SchoolHolidays, Some(zone)) => ImportAs::SchoolHolidays { zone },
        (ReadAs::Closures, Some(_)) => {
            return Err(WrongUse("--zone goes with --as school-holidays".to_owned()).into());
        }
        (ReadAs::SchoolHolidays, None) => return Err(WrongUse("name the --zone".to_owned()).into()),
    };
    let text = read_file(&file)?;
    // The file is read here, as whoever runs the command; the hub is told of days alone.
    let readers = Readers::open(&Layout::new(&data.data).database())?;
    let timeline = readers.read_now(Timeline::read)?;
    let now = Timestamp::now();
    let calendar = timeline.at(now);
    let calendar = calendar.rules.calendar();
    let ical::Read { spans, left_out } =
        ical::read(&text, calendar.zone(), calendar.date_of(now)).map_err(|error| unusable(&file, &error))?;
    let request = ControlRequest::CalendarImport { read_as, spans, close_every_day };
    let Answer::CalendarImported { number, added, closed } = send(&data.data, request)? else {
        bail!("the running hub is of another version: use its own epn-hub");
    };
    if json {
        let said = json!({ "number": number, "added": added, "left_out": left_out, "closed": closed });
        say_line!("{said}")?;
        return Ok(());
    }
    for left in left_out {
        say_line!("left out: {left}")?;
    }
    match number {
        Some(number) => {
            let spans = if added == 1 {
                "1 span of days was".to_owned()
            } else {
                format!("{added} spans of days were")
            };
            say_line!("{spans} added: policy version {number} is in force")?;
            closed.iter().try_for_each(tell_closed)?;
        }
        None => say_line!("the policy has all of its days already")?,
    }
    Ok(())
}

/// What the added days close, and whether that looks like a mistake.
fn tell_closed(closed: &ClosedDays) -> io::Result<()> {
    let ClosedDays { days, from, until, in_a_row, every } = closed;
    if *days == 1 {
        say_line!("1 day on which the room would be open is closed: {from}")?;
    } else {
        say_line!("{days} days on which the room would be open are closed, from {from} to {until}")?;
    }
    if *every {
        say_line!("warning: the room is open on no day up to {until}; look whether that is meant")?;
    } else if closed.is_long() {
        say_line!("warning: the room is closed for {in_a_row} days in a row; look whether that is meant")?;
    }
    Ok(())
}

fn read_file(path: &Path) -> anyhow::Result<String> {
    let most = LARGEST as u64 + 1;
    let mut bytes = Vec::new();
    let read = if path.as_os_str() == "-" {
        io::stdin().take(most).read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes))
    };
    let named = text::named(path);
    read.with_context(|| format!("{named} cannot be read: check its name"))?;
    if bytes.len() > LARGEST {
        return Err(unusable(path, &CalendarError::TooLarge));
    }
    text_of(bytes).with_context(|| format!("{named} is not text in UTF-8: export it again"))
}

fn unusable(path: &Path, error: &CalendarError) -> anyhow::Error {
    if let CalendarError::Nothing { left_out } = error {
        for left in left_out {
            eprintln!("left out: {left}");
        }
    }
    anyhow::anyhow!("{}: {error}", text::named(path))
}

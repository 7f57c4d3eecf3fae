//! `epn-hub seed`: years of invented use.

use std::io::{IsTerminal as _, Write as _};

use anyhow::Context as _;
use epn_wire::clock::SiteClock;
use epn_wire::say_line;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};

use crate::cli::DataArgs;
use crate::hub::{Hub, WriterKind};
use crate::seed::{self, Wish};

/// Fill a new site with years of plausible, invented use; the same seed and last day give the same data
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  epn-hub seed --data /tmp/epn-trial --years 3 --stations 10 --seed 42

Refused while the hub serves, and where the site has use of its own. The stations are called \"Poste 1\", \"Poste 2\" … \
and are still to be paired; members are made too, and get a PIN at the desk.")]
pub struct Args {
    #[command(flatten)]
    data: DataArgs,
    /// How many years
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=20))]
    years: u16,
    /// How many stations
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=200))]
    stations: u16,
    /// What the chance is made from
    #[arg(long, value_name = "N")]
    seed: u64,
    /// The last day of use; yesterday if left out
    #[arg(long, value_name = "DATE", value_parser = last_day)]
    until: Option<Date>,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
}

pub fn run(args: Args) -> anyhow::Result<()> {
    let Args { data, years, stations, seed, until, json } = args;
    let hub = Hub::open(&data.data, SiteClock::real(), WriterKind::Inline)?;
    let until = until.map_or_else(|| yesterday(&hub), Ok)?;
    let shows_progress = std::io::stderr().is_terminal();
    let progress = move |day: Date| {
        if shows_progress && day.day() == 1 {
            // A terminal that went away is no reason to stop.
            let _ = write!(std::io::stderr(), "\r{:04}-{:02} ", day.year(), day.month());
        }
    };
    let invented = seed::invent(&hub, Wish { years, stations, seed, until }, progress)?;
    if shows_progress {
        eprintln!();
    }
    if json {
        say_line!("{}", serde_json::to_string(&invented)?)?;
    } else {
        let seed::Invented { days, sessions, passages, refusals, bookings, prints, receipts } = invented;
        say_line!(
            "{sessions} sessions, {bookings} bookings, {passages} passages, {refusals} refusals, {prints} prints and \
             {receipts} payments on {days} days up to {until}"
        )?;
    }
    Ok(())
}

/// A last day of use: the invented people were born in the years that the desk knows as well.
fn last_day(text: &str) -> Result<Date, String> {
    let day: Date = text.parse().map_err(|error: jiff::Error| error.to_string())?;
    if (2000..=2100).contains(&day.year()) {
        Ok(day)
    } else {
        Err("choose a day from 2000 to 2100".to_owned())
    }
}

fn yesterday(hub: &Hub) -> anyhow::Result<Date> {
    let today = hub.policies.now().rules.calendar().date_of(Timestamp::now());
    today.checked_sub(1.day()).context("today is no day that has a yesterday")
}

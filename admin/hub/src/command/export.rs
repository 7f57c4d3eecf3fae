//! `epn-hub export`: counts, and what the cash desk did, as a file.

mod cash;

use std::path::PathBuf;

use anyhow::bail;
use clap::{Subcommand, ValueEnum};
use jiff::civil::Date;

use super::{WrongUse, text};
use crate::cli::DataArgs;
use crate::counts::{Days, Per, Table, sheet, sheet_suppressed};
use crate::folder::Layout;
use crate::sheet::Sheet;
use crate::store::{Readers, counts};

/// Write what the room counted, or what its cash desk did, to a file
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  epn-hub export counts --data /var/lib/epn --from 2026-01-01 --to 2026-12-31 --out counts.csv")]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Counts(Counts),
    Cash(cash::Cash),
}

/// Counts of use by day, station, category and age band: sessions, minutes, passages, refusals; never a name
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  epn-hub export counts --data /var/lib/epn --from 2026-01-01 --to 2026-12-31 --out counts.csv
  epn-hub export counts --data /var/lib/epn --from 2026-01-01 --to 2026-12-31 --per month --suppress 5 --out public.csv

A session counts in the span in which it started, with all its minutes; one that was moved counts at each of its \
stations. The rows of the room's own file add up to the totals. Counts that leave the site should be written with \
--suppress: small ones are replaced by `*`, so are enough others that no total gives one back, and the totals stand in \
the file as rows named `total`. Files with other spans of the same days, written beside, could be subtracted from each \
other: give one of them away.")]
struct Counts {
    #[command(flatten)]
    data: DataArgs,
    /// The first day; the first on which anything happened if left out
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// The last day, included; the last on which anything happened if left out
    #[arg(long, value_name = "DATE")]
    to: Option<Date>,
    /// The span that is added up
    #[arg(long, value_name = "SPAN", default_value = "day")]
    per: Span,
    /// Hide counts below K (5 is usual), for a file that leaves the site
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u64).range(2..=1000))]
    suppress: Option<u64>,
    /// The file's format
    #[arg(long, value_name = "F", default_value = "csv")]
    format: Format,
    /// The file to write; `-` is standard output
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Say in JSON, for programs, which file was written
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For spreadsheets
    Csv,
    /// For programs: an object a row, by the names of the columns
    Json,
}

impl Format {
    fn of(self, sheet: &Sheet) -> anyhow::Result<Vec<u8>> {
        Ok(match self {
            Self::Csv => sheet.csv()?,
            Self::Json => sheet.json()?,
        })
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Span {
    Day,
    Week,
    Month,
    Year,
}

impl From<Span> for Per {
    fn from(span: Span) -> Self {
        match span {
            Span::Day => Self::Day,
            Span::Week => Self::Week,
            Span::Month => Self::Month,
            Span::Year => Self::Year,
        }
    }
}

pub fn run(args: Args) -> anyhow::Result<()> {
    match args.what {
        What::Counts(args) => export_counts(&args),
        What::Cash(args) => cash::export(&args),
    }
}

/// May run while the hub serves: it only reads.
fn export_counts(args: &Counts) -> anyhow::Result<()> {
    let Counts { from, to, per, suppress, format, .. } = args;
    let readers = Readers::open(&Layout::new(&args.data.data).database())?;
    let known = readers.read_now(counts::known_days)?;
    let days = days(*from, *to, known)?;
    let table = readers.read_now(|connection| Table::read(connection, days, (*per).into()))?;
    if table.cells.is_empty() {
        bail!(
            "nothing happened from {} to {}: choose other days; no file was written",
            days.from(),
            days.to()
        );
    }
    let sheet = match suppress {
        Some(least) => sheet_suppressed(&table, *least),
        None => sheet(&table),
    };
    text::write_and_tell(&args.out, &format.of(&sheet)?, args.json)
}

/// The days to count: those that were named, and where one was not, as far as anything is known.
fn days(from: Option<Date>, to: Option<Date>, known: Option<(Date, Date)>) -> anyhow::Result<Days> {
    let days = match (from, to, known) {
        (Some(from), Some(to), _) => Days::new(from, to),
        (_, _, None) => bail!("nothing has happened at this site yet: there is nothing to count"),
        (Some(from), None, Some((_, last))) => Days::new(from, last.max(from)),
        (None, Some(to), Some((first, _))) => Days::new(first.min(to), to),
        (None, None, Some((first, last))) => Days::new(first, last),
    };
    days.map_err(|error| WrongUse(error.to_string()).into())
}

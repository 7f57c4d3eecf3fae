//! `epn-hub export cash`: receipts and closes as a file.

use std::path::PathBuf;

use anyhow::bail;
use jiff::civil::Date;

use super::super::text;
use super::{Format, days};
use crate::cli::DataArgs;
use crate::folder::Layout;
use crate::money::sheet;
use crate::store::{Readers, ledger};

/// Receipts and closes of the cash desk, amounts in euros; never a name
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  epn-hub export cash --data /var/lib/epn --from 2026-01-01 --to 2026-12-31 --out cash.csv
  epn-hub export cash --data /var/lib/epn --format json --out cash.json

A row for each receipt, then a row for each figure of each close: taken and given back by means of payment, what prints \
earned, what was counted in the drawer, and by how much that differs from what should have been there. What was given back \
is negative.")]
pub(super) struct Cash {
    #[command(flatten)]
    data: DataArgs,
    /// The first day; the first on which money moved if left out
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// The last day, included; the last on which money moved if left out
    #[arg(long, value_name = "DATE")]
    to: Option<Date>,
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

/// May run while the hub serves: it only reads.
pub(super) fn export(args: &Cash) -> anyhow::Result<()> {
    let readers = Readers::open(&Layout::new(&args.data.data).database())?;
    let known = readers.read_now(ledger::desk_days)?;
    let days = days(args.from, args.to, known)?;
    let Some(sheet) = readers.read_now(|connection| sheet(connection, days))? else {
        bail!("no money moved from {} to {}: choose other days; no file was written", days.from(), days.to());
    };
    text::write_and_tell(&args.out, &args.format.of(&sheet)?, args.json)
}

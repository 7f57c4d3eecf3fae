//! `epn-hub check`: does the site's data hold together?

use std::path::Path;

use anyhow::bail;
use epn_rules::id::PrintJobId;
use epn_wire::say_line;
use rusqlite::Connection;
use serde_json::json;

use crate::cli::DataArgs;
use crate::folder::Layout;
use crate::keys::{self, Keys, KeysError};
use crate::printing::document;
use crate::store::site::{self, Site};
use crate::store::{Readers, StoreError, integrity, print_job};

/// Check the database, its chains of usage events and of money, and the keys; exit 1 and name the first bad row if anything is wrong
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  epn-hub check --data /var/lib/epn")]
pub struct Args {
    #[command(flatten)]
    data: DataArgs,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
}

/// May run while the hub serves: it only reads.
pub fn run(args: Args) -> anyhow::Result<()> {
    let layout = Layout::new(args.data.data);
    let (mut problems, site) = match Readers::open(&layout.database()) {
        Ok(readers) => {
            let told = |error: StoreError| vec![error.to_string()];
            let mut problems = readers.read_now(look_at).unwrap_or_else(told);
            problems.extend(look_at_documents(&readers, &layout).unwrap_or_else(told));
            (problems, readers.read_now(site::get).ok())
        }
        Err(error @ (StoreError::Missing(_) | StoreError::Lost(_) | StoreError::NotLetIn(_))) => {
            return Err(error.into());
        }
        Err(error) => (vec![error.to_string()], None),
    };
    if let Err(error) = look_at_keys(&layout.keys(), site.as_ref()) {
        problems.push(error.to_string());
    }
    if args.json {
        say_line!("{}", json!({ "ok": problems.is_empty(), "problems": problems }))?;
    } else if problems.is_empty() {
        say_line!("ok")?;
    }
    if problems.is_empty() { Ok(()) } else { bail!("{}", problems.join("; ")) }
}

/// The first document that is not as long as the print of it says. One that is not there has its print over meanwhile, or lay
/// beside another database: whoever is to print it is told so.
fn look_at_documents(readers: &Readers, layout: &Layout) -> Result<Vec<String>, StoreError> {
    let documents = readers.read_now(print_job::documents)?;
    let is_other = |(id, bytes): &(PrintJobId, u64)| {
        document::path(layout, *id).metadata().is_ok_and(|found| found.len() != *bytes)
    };
    let first = documents.into_iter().find(is_other);
    Ok(Vec::from_iter(first.map(|(id, _)| format!("print {id}: its document is not as long as it says"))))
}

/// Whether the keys fit each other and, as far as anything says so, the site.
fn look_at_keys(folder: &Path, site: Option<&Site>) -> Result<(), KeysError> {
    Keys::load(folder)?;
    site.map_or(Ok(()), |site| keys::fit(folder, site).map(|_| ()))
}

/// What is wrong with the rows there are, else what is missing.
fn look_at(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let problems = integrity::problems(connection)?;
    if problems.is_empty() { integrity::lacks(connection) } else { Ok(problems) }
}

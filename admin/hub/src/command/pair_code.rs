//! `epn-hub pair-code`: a code to pair one station or console with.

use anyhow::bail;
use epn_wire::pairing::CODE_MINUTES;
use epn_wire::say_line;

use crate::cli::DataArgs;
use crate::control::{Answer, ControlRequest, send};

/// Print a pairing code for one station or console, valid 15 minutes
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  epn-hub pair-code --data /var/lib/epn")]
pub struct Args {
    #[command(flatten)]
    data: DataArgs,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
}

pub fn run(Args { data, json }: Args) -> anyhow::Result<()> {
    let Answer::PairCode { code } = send(&data.data, ControlRequest::PairCode)? else {
        bail!("the running hub is of another version: use its own epn-hub");
    };
    if json {
        say_line!("{}", serde_json::json!({ "code": code.reveal(), "minutes": CODE_MINUTES }))?;
    } else {
        say_line!("{}", code.reveal())?;
    }
    Ok(())
}

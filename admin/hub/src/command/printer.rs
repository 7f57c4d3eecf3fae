//! `epn-hub printer`: the printers that the hub sends to.

use anyhow::bail;
use clap::Subcommand;
use epn_rules::print::PrintTariff;
use epn_rules::units::Cents;
use epn_wire::print_desk::{PrinterRow, PrinterSettings};
use epn_wire::say_line;

use crate::cli::DataArgs;
use crate::control::{Answer, ControlRequest, send};

const EXAMPLE: &str = "Example:
  epn-hub printer add \"Imprimante de l'accueil\" --uri ipp://192.168.1.20/ipp/print --black 10 --colour 30 --data /var/lib/epn";

/// The printers that the hub sends to
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLE)]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    Add(Add),
    List(List),
    Remove(Remove),
}

/// Add a printer, with the price of each printed side
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLE)]
struct Add {
    /// What people call it
    name: String,
    /// Its address: ipp:// or ipps://, with a host and a path
    #[arg(long, value_name = "URI")]
    uri: String,
    #[command(flatten)]
    prices: Prices,
    #[command(flatten)]
    data: DataArgs,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
}

/// Prices, in cents a side.
#[derive(Debug, clap::Args)]
struct Prices {
    /// A black side up to A4, in cents
    #[arg(long, value_name = "CENTS", default_value_t = 0)]
    black: i64,
    /// A colour side up to A4, in cents; without it the printer has no colour
    #[arg(long, value_name = "CENTS")]
    colour: Option<i64>,
    /// A black side up to A3, in cents; without it the printer takes no A3
    #[arg(long = "a3-black", value_name = "CENTS")]
    a3_black: Option<i64>,
    /// A colour side up to A3, in cents
    #[arg(long = "a3-colour", value_name = "CENTS", requires = "a3_black")]
    a3_colour: Option<i64>,
    /// The printer turns sheets
    #[arg(long)]
    duplex: bool,
    /// How much less the second face of a sheet costs, in cents
    #[arg(long = "second-face-less", value_name = "CENTS", default_value_t = 0, requires = "duplex")]
    second_face_less: i64,
}

/// List the printers
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  epn-hub printer list --data /var/lib/epn")]
struct List {
    #[command(flatten)]
    data: DataArgs,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
}

/// Remove a printer that no print waits for
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  epn-hub printer remove \"Imprimante de l'accueil\" --data /var/lib/epn")]
struct Remove {
    /// Its name or identifier
    name: String,
    #[command(flatten)]
    data: DataArgs,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
}

impl From<Prices> for PrintTariff {
    fn from(prices: Prices) -> Self {
        let Prices { black, colour, a3_black, a3_colour, duplex, second_face_less } = prices;
        Self {
            black: Cents(black),
            colour: colour.map(Cents),
            a3_black: a3_black.map(Cents),
            a3_colour: a3_colour.map(Cents),
            second_face_less: Cents(second_face_less),
            duplex,
        }
    }
}

pub fn run(args: Args) -> anyhow::Result<()> {
    match args.action {
        Action::Add(add) => run_add(add),
        Action::List(list) => run_list(&list),
        Action::Remove(Remove { name, data, json }) => {
            send(&data.data, ControlRequest::PrinterRemove { printer: name.clone() })?;
            if json {
                say_line!("{}", serde_json::json!({ "removed": name }))?;
            }
            Ok(())
        }
    }
}

fn run_add(Add { name, uri, prices, data, json }: Add) -> anyhow::Result<()> {
    let settings = PrinterSettings { name, uri, tariff: prices.into() };
    match send(&data.data, ControlRequest::PrinterAdd { settings })? {
        Answer::PrinterAdded { printer } if json => say_line!("{}", serde_json::to_string(&printer)?)?,
        Answer::PrinterAdded { printer } => say_line!("{}", printer.id)?,
        _ => bail!("the running hub is of another version: use its own epn-hub"),
    }
    Ok(())
}

fn run_list(List { data, json }: &List) -> anyhow::Result<()> {
    let Answer::Printers { printers } = send(&data.data, ControlRequest::PrinterList)? else {
        bail!("the running hub is of another version: use its own epn-hub");
    };
    if *json {
        say_line!("{}", serde_json::to_string(&printers)?)?;
        return Ok(());
    }
    for printer in printers {
        say_line!("{}", line(&printer))?;
    }
    Ok(())
}

/// One printer in a line: what it is, what a side costs, how it stands.
fn line(printer: &PrinterRow) -> String {
    let PrintTariff { black, colour, a3_black, .. } = printer.tariff;
    let price = |what: &str, price: Option<Cents>| price.map(|cents| format!(", {what} {}", cents.0));
    let standing = if printer.paused { ", paused" } else { "" };
    format!(
        "{}  {}  {}  black {}{}{}{standing}",
        printer.id,
        printer.name,
        printer.uri,
        black.0,
        price("colour", colour).unwrap_or_default(),
        price("A3", a3_black).unwrap_or_default(),
    )
}

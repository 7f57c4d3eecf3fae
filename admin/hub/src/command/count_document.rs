//! `epn-hub count-document`: the process in which a document is counted. The hub starts it; people do not.

use std::time::Duration;

use clap::builder::{PossibleValuesParser, TypedValueParser as _};

use crate::printing::DocumentFormat;
use crate::printing::count::Limits;
use crate::printing::count::child::{self, ChildError, Task};

/// Count the pages of the document on standard input, for the hub
#[derive(Clone, Copy, Debug, clap::Args)]
pub struct Args {
    /// The document's media type
    #[arg(long, value_parser = format())]
    format: DocumentFormat,
    /// More pages than this are not counted
    #[arg(long)]
    most_pages: u32,
    /// Pages may be larger than A3
    #[arg(long)]
    any_size: bool,
    /// Processor time, in seconds
    #[arg(long, value_parser = clap::value_parser!(u64).range(1..=600))]
    processor: u64,
}

fn format() -> impl clap::builder::TypedValueParser<Value = DocumentFormat> {
    PossibleValuesParser::new(DocumentFormat::ALL.map(DocumentFormat::media_type))
        .try_map(|name| DocumentFormat::from_media_type(&name).ok_or("no such format"))
}

pub fn run(args: Args) -> anyhow::Result<()> {
    let limits = Limits { most_pages: args.most_pages, any_size: args.any_size };
    let processor = Duration::from_secs(args.processor);
    match child::run(Task { format: args.format, limits, processor }) {
        Err(ChildError::Confine(_)) => std::process::exit(child::NOT_CONFINED),
        ended => Ok(ended?),
    }
}

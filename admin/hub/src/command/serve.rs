//! `epn-hub serve`: the server.

use std::io::Write as _;
use std::net::SocketAddr;

use anyhow::Context as _;
use epn_wire::clock::SiteClock;
use epn_wire::output::Output;
use epn_wire::say_line;
use serde_json::json;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

use super::told;
use crate::cli::DataArgs;
use crate::hub::{Hub, WriterKind};
use crate::server::Server;

/// Serve the site's stations and consoles until SIGTERM; prints a line with its address when ready
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  epn-hub serve --data /var/lib/epn --listen 0.0.0.0:7443

The log goes to standard error; EPN_LOG=debug says more.

A page that takes documents from phones is served, by plain HTTP, once hub.toml in the data folder says where:
  [phones]
  listen = \"192.168.1.10:8080\"")]
pub struct Args {
    #[command(flatten)]
    data: DataArgs,
    /// Where to listen; port 0 takes any free one
    #[arg(long, value_name = "ADDR:PORT", default_value = "0.0.0.0:7443")]
    listen: SocketAddr,
    /// Print JSON, for programs: a line when ready, and one if it cannot serve
    #[arg(long)]
    json: bool,
    #[cfg(feature = "scaled-clock")]
    #[command(flatten)]
    clock: scaled::ClockArgs,
}

pub fn run(args: Args) -> anyhow::Result<()> {
    let json = args.json;
    let served = start(args);
    if let Err(error) = &served
        && json
    {
        say_line!("{}", json!({ "error": told(error) }))?;
    }
    served
}

fn start(args: Args) -> anyhow::Result<()> {
    let filter = EnvFilter::try_from_env("EPN_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let clock = clock(&args)?;
    crate::sys::give_back_large_memory();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(serve(args, clock))
}

async fn serve(args: Args, clock: SiteClock) -> anyhow::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let data = args.data.data;
    let opened = tokio::task::spawn_blocking(move || Hub::open(&data, clock, WriterKind::Thread));
    let hub = opened.await.context("the site could not be opened")??;
    let server = Server::start(hub, args.listen).await?;
    tell_ready(&server, args.json)?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    tracing::info!("stopping");
    server.stop().await;
    Ok(())
}

fn tell_ready(server: &Server, json: bool) -> std::io::Result<()> {
    let listening = format!("https://{}", server.address);
    let phones = server.phones.map(|phones| format!("http://{phones}"));
    let mut out = Output;
    if json {
        writeln!(out, "{}", json!({ "listening": listening, "phones": phones }))?;
    } else {
        writeln!(out, "epn-hub: listening on {listening}")?;
        if let Some(phones) = phones {
            writeln!(out, "epn-hub: phones find their page on {phones}")?;
        }
    }
    out.flush()
}

#[cfg(feature = "scaled-clock")]
fn clock(args: &Args) -> anyhow::Result<SiteClock> {
    args.clock.clock()
}

#[cfg(not(feature = "scaled-clock"))]
#[expect(clippy::unnecessary_wraps, reason = "one shape in every build")]
fn clock(_: &Args) -> anyhow::Result<SiteClock> {
    Ok(SiteClock::real())
}

#[cfg(feature = "scaled-clock")]
mod scaled {
    use anyhow::Context as _;
    use epn_wire::clock::{Scaling, SiteClock};
    use jiff::{Timestamp, Zoned};

    /// A site clock that runs faster than the machine's, for a demonstration.
    #[derive(Debug, clap::Args)]
    pub(super) struct ClockArgs {
        /// Demonstration: site time at the anchor, such as 2026-03-10T09:00:00+01:00[Europe/Paris]
        #[arg(long = "clock-start", value_name = "TIME", requires = "scale", requires = "anchor")]
        start: Option<String>,
        /// Demonstration: site seconds per machine second
        #[arg(long = "clock-scale", value_name = "N", requires = "start", value_parser = clap::value_parser!(u32).range(1..=86_400))]
        scale: Option<u32>,
        /// Demonstration: machine time at the anchor, in milliseconds since the Unix epoch
        #[arg(long = "clock-anchor", value_name = "UNIX_MILLIS", requires = "start")]
        anchor: Option<i64>,
    }

    impl ClockArgs {
        pub(super) fn clock(&self) -> anyhow::Result<SiteClock> {
            let (Some(start), Some(scale), Some(anchor_ms)) = (&self.start, self.scale, self.anchor) else {
                return Ok(SiteClock::real());
            };
            let start = start
                .parse::<Zoned>()
                .map(|zoned| zoned.timestamp())
                .or_else(|_| start.parse::<Timestamp>())
                .with_context(|| format!("--clock-start \"{start}\" is no moment with a time zone"))?;
            Ok(SiteClock::scaled(Scaling { start, anchor_ms, scale }))
        }
    }
}

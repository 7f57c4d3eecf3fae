//! `epn-hub explain`: one decision, with its reasons.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::{Context as _, bail};
use clap::ValueEnum;
use epn_rules::decide::decide;
use epn_rules::decision::Decision;
use epn_rules::explain::Explanation;
use epn_rules::facts::Facts;
use epn_rules::facts_file;
use epn_rules::rules::Rules;
use epn_wire::say_line;
use epn_words::{Lang, Reader, Words};
use jiff::Timestamp;
use jiff::civil::DateTime;
use serde::Serialize;

use super::{WrongUse, policy, text};
use crate::control::{Answer, ControlRequest, send};
use crate::folder::Layout;
use crate::policies::Timeline;
use crate::store::Readers;

/// Decide once, and say why: may this visitor use this station at this moment?
#[derive(Debug, clap::Args)]
#[command(after_long_help = help())]
pub struct Args {
    /// The policy, as in `epn-hub policy --help`; `-` is standard input
    #[arg(long, value_name = "FILE", requires = "facts")]
    policy: Option<PathBuf>,
    /// What is known of visitor, station and moment; `-` is standard input
    #[arg(long, value_name = "FILE", requires = "policy")]
    facts: Option<PathBuf>,
    /// In place of files: the data folder of a site
    #[arg(long, value_name = "DIR", requires_all = ["visitor", "station"], conflicts_with_all = ["policy", "facts"])]
    data: Option<PathBuf>,
    /// A member of the site, by number or identifier
    #[arg(long, value_name = "V", requires = "data")]
    visitor: Option<String>,
    /// A station of the site, by name or identifier
    #[arg(long, value_name = "S", requires = "data")]
    station: Option<String>,
    /// The moment, such as 2026-03-10T10:00 by the site's clock, or 2026-03-10T10:00:00+01:00; now if left out
    #[arg(long, value_name = "T", requires = "data")]
    at: Option<At>,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
    /// The language of the sentences
    #[arg(long, value_name = "LANG", default_value = "fr")]
    lang: Language,
}

/// A moment as it is typed.
#[derive(Clone, Copy, Debug)]
enum At {
    /// Wherever the clock is.
    Instant(Timestamp),
    /// What the clock on the site's wall shows.
    Wall(DateTime),
}

impl FromStr for At {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Ok(instant) = text.parse() {
            return Ok(Self::Instant(instant));
        }
        // A day alone is no moment.
        let wall = text.parse().ok().filter(|_| text.contains([':', 'T', 't']));
        wall.map(Self::Wall).ok_or("write a day and a time, such as 2026-03-10T10:00")
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Language {
    Fr,
    En,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Fr => Self::French,
            Language::En => Self::English,
        }
    }
}

/// The decision as other programs read it, and the same in words.
#[derive(Serialize)]
struct Explained {
    #[serde(flatten)]
    decision: Explanation,
    words: Vec<String>,
}

fn help() -> String {
    let indented = text::indented(facts_file::EXAMPLE);
    format!(
        "Examples:
  epn-hub explain --policy policy.toml --facts facts.json
  epn-hub explain --policy policy.toml --facts facts.json --json
  epn-hub explain --data /var/lib/epn --visitor 100003 --station \"Poste 1\"

A file of facts; everything but \"at\" may be left out:

{indented}"
    )
}

pub fn run(args: Args) -> anyhow::Result<()> {
    let Args { policy, facts, data, visitor, station, at, json, lang } = args;
    let (decision, at, zone) = match (policy.zip(facts), data.zip(visitor).zip(station)) {
        (Some((policy, facts)), _) => from_files(&policy, &facts)?,
        (None, Some(((data, visitor), station))) => from_site(&data, visitor, station, at)?,
        (None, None) => {
            let what = "name either --policy and --facts, or --data, --visitor and --station";
            return Err(WrongUse(what.to_owned()).into());
        }
    };
    let words = Words::new(lang.into())?.decision(&decision, &Reader::at(&zone, at));
    print(decision, words, json)
}

/// The decision, the moment it is about, and the time zone it is told in.
type Decided = (Decision, Timestamp, String);

fn from_files(policy: &Path, facts: &Path) -> anyhow::Result<Decided> {
    let parsed = policy::read(policy)?;
    let zone = parsed.timezone.clone();
    let rules = Rules::new(parsed).map_err(|problems| {
        let what: Vec<_> = problems.iter().map(ToString::to_string).collect();
        anyhow::anyhow!("{}: {}", policy.display(), what.join("; "))
    })?;
    let facts = read_facts(facts)?;
    Ok((decide(&rules, &facts), facts.at, zone))
}

/// While the hub serves, it is the one that decides.
fn from_site(data: &Path, visitor: String, station: String, at: Option<At>) -> anyhow::Result<Decided> {
    let at = match at {
        Some(At::Instant(instant)) => Some(instant),
        Some(At::Wall(wall)) => Some(instant_of(data, wall)?),
        None => None,
    };
    match send(data, ControlRequest::Explain { visitor, station, at })? {
        Answer::Explained { decision, at, timezone } => Ok((decision, at, timezone)),
        _ => bail!("the running hub is of another version: use its own epn-hub"),
    }
}

/// When the clock on the site's wall shows that; the first time, if it does twice.
fn instant_of(data: &Path, wall: DateTime) -> anyhow::Result<Timestamp> {
    let timeline = Readers::open(&Layout::new(data).database())?.read_now(Timeline::read)?;
    let policy = timeline.on(wall.date());
    let instant = policy.rules.calendar().instant_of(wall);
    instant.with_context(|| format!("there is no {wall} at the site: the clocks go forward over it"))
}

fn read_facts(file: &Path) -> anyhow::Result<Facts> {
    facts_file::parse(&text::read(file)?)
        .map_err(|problem| anyhow::anyhow!("{}", policy::located(file, &problem)))
}

fn print(decision: Decision, words: Vec<String>, json: bool) -> anyhow::Result<()> {
    if json {
        say_line!("{}", serde_json::to_string(&Explained { decision: decision.into(), words })?)?;
    } else {
        for sentence in words {
            say_line!("{sentence}")?;
        }
    }
    Ok(())
}

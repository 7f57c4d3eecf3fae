//! The demo day, and what its summary must say.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use serde::Deserialize;
use tokio::process::Command;

use super::command::stream;
use super::run::Context;
use crate::support::{BINARIES, Picture};

/// The seeds of the long run's days.
const SEEDS: std::ops::RangeInclusive<u64> = 1..=10;

/// What others rely on in `summary.json`. Written apart from the demo on purpose: a change of
/// its names there must fail here.
#[derive(Debug, Deserialize)]
struct Summary {
    sessions_started: u64,
    sessions_ended_by_cause: BTreeMap<String, u64>,
    minutes_by_category: BTreeMap<String, u64>,
    refusals_by_reason: BTreeMap<String, u64>,
    resets: Resets,
    events: Events,
    hub_check: String,
}

#[derive(Debug, Deserialize)]
struct Resets {
    count: u64,
    proved: u64,
    leftovers: u64,
}

#[derive(Debug, Deserialize)]
struct Events {
    sent: u64,
    stored: u64,
    duplicates: u64,
    lost: u64,
}

impl Summary {
    /// Everything that is not as it must be.
    fn faults(&self) -> Vec<String> {
        let ended: u64 = self.sessions_ended_by_cause.values().sum();
        let minutes: u64 = self.minutes_by_category.values().sum();
        let refusals: u64 = self.refusals_by_reason.values().sum();
        let rules = [
            (self.sessions_started > 0, "no session started".to_owned()),
            (
                ended == self.sessions_started,
                format!("{} sessions started, {ended} ended", self.sessions_started),
            ),
            (minutes > 0, "nobody used a minute".to_owned()),
            (refusals > 0, "nobody was refused, on a day made for it".to_owned()),
            (
                self.resets.count >= self.sessions_started,
                format!("{} sessions, {} resets", self.sessions_started, self.resets.count),
            ),
            (
                self.resets.proved == self.resets.count,
                format!("{} resets, {} proved", self.resets.count, self.resets.proved),
            ),
            (self.resets.leftovers == 0, format!("{} leftovers", self.resets.leftovers)),
            (self.events.sent > 0, "no event was sent".to_owned()),
            (
                self.events.stored == self.events.sent,
                format!("{} events sent, {} stored", self.events.sent, self.events.stored),
            ),
            (self.events.lost == 0, format!("{} events lost", self.events.lost)),
            (self.events.duplicates == 0, format!("{} events stored twice", self.events.duplicates)),
            (self.hub_check == "ok", format!("the hub's own check says: {}", self.hub_check)),
        ];
        rules.into_iter().filter_map(|(holds, fault)| (!holds).then_some(fault)).collect()
    }
}

/// Runs the demo day once and judges it.
///
/// # Errors
/// It fails, or its summary, exports or pictures are not as they must be.
pub async fn one_day(context: &Context) -> Result<String> {
    day(context, "verify-demo", None).await
}

/// Runs the demo day with several seeds.
///
/// # Errors
/// As [`one_day`], naming the seed.
pub async fn many_days(context: &Context) -> Result<String> {
    for seed in SEEDS {
        println!("\nseed {seed}");
        let folder = format!("verify-day-{seed}");
        let note = day(context, &folder, Some(seed)).await.with_context(|| format!("with seed {seed}"))?;
        println!("{note}");
    }
    Ok(format!("{} days", SEEDS.count()))
}

async fn day(context: &Context, folder: &str, seed: Option<u64>) -> Result<String> {
    let out = context.target(folder)?;
    if out.exists() {
        fs::remove_dir_all(&out).with_context(|| format!("removing {}", out.display()))?;
    }
    let binaries = &context.built()?.binaries;
    let mut demo = Command::new(binaries.join("demo"));
    demo.current_dir(&context.root).env(BINARIES, binaries).args(["--headless", "--out"]).arg(&out);
    if let Some(seed) = seed {
        demo.arg("--seed").arg(seed.to_string());
    }
    // What the build and the tests wrote goes to the disk first: until then every commit of the day's databases waits for it,
    // and a second is two minutes of the day.
    tokio::task::spawn_blocking(rustix::fs::sync).await?;
    stream(demo, context.limit()).await?;
    judge(&out)
}

/// Judges what a demo day left in `out`.
fn judge(out: &Path) -> Result<String> {
    let path = out.join("summary.json");
    let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let summary: Summary =
        serde_json::from_str(&text).with_context(|| format!("understanding {}", path.display()))?;
    let mut faults = summary.faults();

    let counts = out.join("exports/counts.csv");
    let rows =
        fs::read_to_string(&counts).with_context(|| format!("reading {}", counts.display()))?.lines().count();
    if rows < 2 {
        faults.push("the export of counts has no row".to_owned());
    }

    let screens = pictures(&out.join("screens"), &mut faults)?;
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(format!(
        "{} sessions, {} resets proved, {} events, {screens} pictures",
        summary.sessions_started, summary.resets.proved, summary.events.stored
    ))
}

/// Looks at every picture of the folder; the number of those that show something.
fn pictures(folder: &Path, faults: &mut Vec<String>) -> Result<usize> {
    let (mut seen, mut drawn) = (0, 0);
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        if path.extension().is_none_or(|extension| extension != "png") {
            continue;
        }
        seen += 1;
        if Picture::read(&path)?.is_drawn() {
            drawn += 1;
        } else {
            faults.push(format!("{} shows nothing", path.display()));
        }
    }
    if seen == 0 {
        bail!("{} holds no picture of a screen", folder.display());
    }
    Ok(drawn)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary() -> serde_json::Value {
        serde_json::json!({
            "sessions_started": 3, "sessions_ended_by_cause": { "time_up": 2, "visitor_left": 1 },
            "minutes_by_category": { "adult": 90 }, "refusals_by_reason": { "quota": 1 },
            "resets": { "count": 3, "proved": 3, "leftovers": 0, "ms_p50": 80, "ms_max": 120 },
            "events": { "sent": 40, "stored": 40, "duplicates": 0, "lost": 0 }, "hub_check": "ok"
        })
    }

    fn write(out: &Path, summary: &serde_json::Value) {
        fs::create_dir_all(out.join("exports")).unwrap();
        fs::create_dir_all(out.join("screens")).unwrap();
        fs::write(out.join("summary.json"), summary.to_string()).unwrap();
        fs::write(out.join("exports/counts.csv"), "day,sessions\n2026-03-10,3\n").unwrap();
    }

    #[test]
    fn a_good_day_has_no_fault() {
        let summary: Summary = serde_json::from_value(summary()).unwrap();
        assert_eq!(summary.faults(), Vec::<String>::new());
    }

    #[test]
    fn every_fault_is_told() {
        for (pointer, bad, told) in [
            ("/resets/leftovers", serde_json::json!(1), "1 leftovers"),
            ("/resets/proved", serde_json::json!(2), "3 resets, 2 proved"),
            ("/events/lost", serde_json::json!(4), "4 events lost"),
            ("/events/duplicates", serde_json::json!(5), "5 events stored twice"),
            ("/events/stored", serde_json::json!(39), "40 events sent, 39 stored"),
            ("/hub_check", serde_json::json!("ledger row 7"), "ledger row 7"),
            ("/sessions_ended_by_cause/time_up", serde_json::json!(1), "3 sessions started, 2 ended"),
        ] {
            let mut day = summary();
            *day.pointer_mut(pointer).unwrap() = bad;
            let faults = serde_json::from_value::<Summary>(day).unwrap().faults();
            assert_eq!(faults.len(), 1, "{faults:?}");
            assert!(faults[0].contains(told), "{faults:?}");
        }
    }

    #[test]
    fn a_day_without_pictures_or_with_blank_ones_is_no_good() {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), &summary());
        assert!(judge(dir.path()).unwrap_err().to_string().contains("holds no picture"));

        let mut encoder =
            png::Encoder::new(fs::File::create(dir.path().join("screens/lock-fr.png")).unwrap(), 8, 8);
        encoder.set_color(png::ColorType::Rgb);
        encoder.write_header().unwrap().write_image_data(&[200; 8 * 8 * 3]).unwrap();
        let error = judge(dir.path()).unwrap_err();
        assert!(error.to_string().contains("lock-fr.png shows nothing"), "{error}");
    }
}

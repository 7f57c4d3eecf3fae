//! `epn-agent doctor`: what is wrong with this PC, in words.

use std::io::Write;
use std::process::ExitCode;

use epn_wire::output::Output;
use epn_words::Lang;
use jiff::Timestamp;
use serde::Serialize;

use super::CommandResult;
use crate::check::{Root, Station};
use crate::doctor::words::{Advice, Phrases, Warning};
use crate::doctor::{Untested, examine};
use crate::health;

/// Say what is wrong with this PC, why it matters and what to do about it. Exit 1 if anything is.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  epn-agent doctor --lang fr
  epn-agent doctor --untested --json

As JSON: {\"findings\":[{\"id\":…,\"what\":…,\"why\":…,\"do\":…,\"details\":[…]}],\"untested\":[{\"id\":…,\"what\":…,\"watch\":…}]};
details and untested are left out where there is nothing to say. Run it as root: some things cannot be seen without.")]
pub struct Args {
    /// Print it as JSON.
    #[arg(long)]
    json: bool,
    /// Also list the hardware that the product could not be tried with, and what to watch for.
    #[arg(long)]
    untested: bool,
    /// fr or en; without it, the system's language.
    #[arg(long, value_name = "LANG")]
    lang: Option<Lang>,
}

/// All that is told.
#[derive(Debug, Serialize)]
struct Report {
    findings: Vec<Advice>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    untested: Vec<Warning>,
}

/// Runs the command.
pub fn run(args: &Args) -> CommandResult {
    let phrases = Phrases::new(args.lang.unwrap_or_else(language))?;
    let station = Station::new(Root::live());
    let findings = examine(&station, &health::look(&station.state_dir), Timestamp::now());
    let untested: &[Untested] = if args.untested { &Untested::ALL } else { &[] };
    let report = Report {
        findings: findings.iter().map(|finding| phrases.advice(finding)).collect(),
        untested: untested.iter().map(|untested| phrases.warning(*untested)).collect(),
    };
    let mut output = Output;
    if args.json {
        serde_json::to_writer(&mut output, &report)?;
        writeln!(output)?;
    } else {
        output.write_all(describe(&report, &phrases).as_bytes())?;
    }
    Ok(ExitCode::from(u8::from(!report.findings.is_empty())))
}

/// The language that the system speaks to its people (`locale(7)`); English to those that have none of ours.
fn language() -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().filter_map(|name| std::env::var(name).ok());
    language_of(set.into_iter().find(|value| !value.is_empty()).as_deref().unwrap_or_default())
}

fn language_of(locale: &str) -> Lang {
    let tag = locale.split(['_', '.', '@']).next().unwrap_or_default();
    tag.parse().unwrap_or(Lang::English)
}

fn describe(report: &Report, phrases: &Phrases) -> String {
    let mut lines = Vec::new();
    for (number, advice) in (1_u32..).zip(&report.findings) {
        lines.push(format!("{number}. {}", advice.what));
        lines.extend(advice.details.iter().map(|detail| format!("   - {detail}")));
        lines.push(format!("   {}", phrases.why(&advice.why)));
        lines.push(format!("   {}", phrases.to_do(&advice.to_do)));
    }
    if report.findings.is_empty() {
        lines.push(phrases.all_well());
    }
    if !report.untested.is_empty() {
        lines.push(String::new());
        lines.push(phrases.untested_heading());
    }
    for warning in &report.untested {
        lines.push(format!("- {}", warning.what));
        lines.push(format!("  {}", warning.watch));
    }
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doctor::Finding;

    #[test]
    fn a_locale_is_taken_by_its_language() {
        assert_eq!(language_of("fr_FR.UTF-8"), Lang::French);
        assert_eq!(language_of("fr"), Lang::French);
        assert_eq!(language_of("en_GB@euro"), Lang::English);
        assert_eq!(language_of("C.UTF-8"), Lang::English);
        assert_eq!(language_of(""), Lang::English);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_reason_and_its_remedy() {
        let phrases = Phrases::new(Lang::French).unwrap();
        let report = Report { findings: vec![phrases.advice(&Finding::NoNetwork)], untested: Vec::new() };
        assert_eq!(
            describe(&report, &phrases),
            "1. Le poste n’est relié à aucun réseau.\n   \
             Pourquoi : sans réseau, personne ne peut commencer une session.\n   \
             À faire : vérifiez le câble à ses deux bouts, ou la connexion Wi-Fi.\n"
        );
        let nothing = Report { findings: Vec::new(), untested: vec![phrases.warning(Untested::Usb)] };
        let told = describe(&nothing, &phrases);
        assert!(told.starts_with("Tout va bien sur ce poste.\n"), "{told}");
        assert!(told.contains("- Les clés USB"), "{told}");
    }
}

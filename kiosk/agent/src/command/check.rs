//! `epn-agent check`: the audit of the lockdown.

use std::io::Write;
use std::process::ExitCode;

use epn_wire::audit::{Audit, Verdict};
use epn_wire::output::Output;

use super::CommandResult;
use crate::check::{Root, Station, audit};

/// Read the live system and say of each item of the lockdown whether it holds. Exit 1 if any falls short.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  epn-agent check
  epn-agent check --json

Each line: held, missing, different or untested; the item; what it is. Of an item that falls short, what was expected and
what was found. As JSON: {\"held\":N,\"short\":N,\"untested\":N,\"items\":[{\"id\":…,\"what\":…,\"verdict\":\"held|missing|different|untested\",
\"expected\":…,\"found\":… or null}]}; short counts missing and different. Run it as root: some items cannot be read without.")]
pub struct Args {
    /// Print the audit as JSON.
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(args: &Args) -> CommandResult {
    let audit = audit(&Station::new(Root::live()));
    let mut output = Output;
    if args.json {
        serde_json::to_writer(&mut output, &audit)?;
        writeln!(output)?;
    } else {
        output.write_all(describe(&audit).as_bytes())?;
    }
    Ok(ExitCode::from(u8::from(audit.short > 0)))
}

fn describe(audit: &Audit) -> String {
    let mut lines = Vec::new();
    for item in &audit.items {
        let verdict = match item.verdict {
            Verdict::Held => "held",
            Verdict::Missing => "missing",
            Verdict::Different => "different",
            Verdict::Untested => "untested",
        };
        lines.push(format!("{verdict:<10}{:<22}{}", item.id, item.what));
        let found = item.found.as_deref().unwrap_or("nothing");
        match item.verdict {
            Verdict::Held => {}
            Verdict::Untested => lines.push(format!("{:<10}{found}", "")),
            Verdict::Missing | Verdict::Different => {
                lines.push(format!("{:<10}expected {}; found {found}", "", item.expected));
            }
        }
    }
    lines.push(format!("{} held, {} fall short, {} untested.", audit.held, audit.short, audit.untested));
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use epn_wire::audit::AuditItem;

    #[test]
    fn an_item_that_falls_short_says_what_was_expected_and_found() {
        let item = |id: &str, verdict, found: Option<&str>| AuditItem {
            id: id.to_owned(),
            what: "magic SysRq is off".to_owned(),
            verdict,
            expected: "kernel.sysrq = 0".to_owned(),
            found: found.map(str::to_owned),
        };
        let audit = Audit::of(vec![
            item("held", Verdict::Held, Some("0")),
            item("other", Verdict::Different, Some("438")),
            item("gone", Verdict::Missing, None),
            item("dark", Verdict::Untested, Some("no such thing here")),
        ]);
        let text = describe(&audit);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.first(), Some(&"held      held                  magic SysRq is off"));
        assert_eq!(lines.get(2), Some(&"          expected kernel.sysrq = 0; found 438"));
        assert_eq!(lines.get(4), Some(&"          expected kernel.sysrq = 0; found nothing"));
        assert_eq!(lines.get(6), Some(&"          no such thing here"));
        assert_eq!(lines.last(), Some(&"1 held, 2 fall short, 1 untested."));
    }
}

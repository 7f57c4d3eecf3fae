//! Reset reports as people and machines read them.

use std::io::Write;

use epn_wire::output::Output;
use epn_wire::report::{ResetReport, StepOutcome};

/// Prints a report: as JSON, or in a few lines of plain English.
pub fn print(report: &ResetReport, json: bool) -> anyhow::Result<()> {
    let mut output = Output;
    if json {
        serde_json::to_writer(&mut output, report)?;
        writeln!(output)?;
    } else {
        output.write_all(describe(report).as_bytes())?;
    }
    Ok(())
}

fn describe(report: &ResetReport) -> String {
    let mut lines = Vec::new();
    let erased: Vec<String> = report
        .steps
        .iter()
        .filter(|step| step.erased > 0)
        .map(|step| format!("{} {}", step.erased, step.name))
        .collect();
    if !erased.is_empty() {
        lines.push(format!("Erased: {}.", erased.join(", ")));
    }
    lines.extend(
        report.leftovers.iter().map(|left| format!("Left: {} {} in {}", left.count, left.kind, left.place)),
    );
    lines.extend(report.steps.iter().filter_map(|step| match &step.outcome {
        StepOutcome::Failed { why } => Some(format!("Not looked at: {}: {why}", step.name)),
        _ => None,
    }));
    let passed_over: Vec<&str> = report.not_applicable().collect();
    if !passed_over.is_empty() {
        lines.push(format!("Does not apply here: {}.", passed_over.join(", ")));
    }
    lines.push(if report.proved {
        format!("Proved in {} ms: nothing is left.", report.ms)
    } else {
        format!("Not proved ({} ms).", report.ms)
    });
    lines.join("\n") + "\n"
}

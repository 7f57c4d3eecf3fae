//! Programs of a test's own.

use std::path::Path;
use std::process::Command;

/// Puts a copy of a program somewhere. Another process does: what this one has open for writing cannot be started for as long as a
/// child that another test is just starting has it open too.
pub fn install(program: &Path, to: &Path) {
    let done = Command::new("install").args(["--mode", "755"]).args([program, to]).status().unwrap();
    assert!(done.success(), "{} was not copied", program.display());
}

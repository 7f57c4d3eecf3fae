//! `epn-vm`: cases on a station in a machine that boots.

use std::process::ExitCode;

fn main() -> ExitCode {
    epn_tests::vm::cli::main()
}

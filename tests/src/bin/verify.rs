//! `cargo verify`.

use std::process::ExitCode;

fn main() -> ExitCode {
    epn_tests::verify::main()
}

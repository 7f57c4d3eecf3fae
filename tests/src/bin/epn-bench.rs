//! `epn-bench`: the figures of the README.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    match epn_tests::bench::run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("epn-bench: {error:#}");
            ExitCode::FAILURE
        }
    }
}

//! The log: to standard error, where the service manager takes it from. Never a secret, never a document's name.

use tracing_subscriber::EnvFilter;

/// Starts it; `RUST_LOG` chooses how much.
pub fn start() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    // Started already, in tests.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .try_init();
}

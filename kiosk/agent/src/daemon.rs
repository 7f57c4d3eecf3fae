//! The station's lifecycle: a pure [`machine`] that decides, and what carries its decisions out.

mod agent;
mod audited;
pub mod clock;
mod crash;
mod everywhere;
pub mod machine;
mod notify;
pub mod pace;
mod pulse;
mod start;
pub mod timer;
pub mod upload;
pub mod worker;

pub use start::run;

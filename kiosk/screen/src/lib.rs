//! What the visitor sees: a copy of the agent's view, the steps before a log-in, and nothing else. It has no clock,
//! keeps no time and decides nothing; what the visitor wants goes to the agent as an intent.

mod app;
mod bar;
mod cli;
mod flow;
mod link;
mod preferences;
mod screen;
mod texts;
mod wall;
mod window;

#[cfg(test)]
mod tests;

pub use cli::Options;
pub use window::run;

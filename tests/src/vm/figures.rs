//! What was measured: told, never judged, since machines differ.

use std::fmt;
use std::time::Duration;

/// Figures in the order in which they came.
#[derive(Clone, Debug, Default)]
pub struct Figures(Vec<(String, String)>);

impl Figures {
    /// How long something took.
    pub fn add(&mut self, what: &str, took: Duration) {
        self.say(what, &format!("{:.1} s", took.as_secs_f64()));
    }

    /// Something else that is worth telling.
    pub fn say(&mut self, what: &str, told: &str) {
        self.0.push((what.to_owned(), told.to_owned()));
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (what, told) in &self.0 {
            writeln!(formatter, "{what}: {told}")?;
        }
        Ok(())
    }
}

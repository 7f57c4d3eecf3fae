//! Sentences that more than one screen says.

use std::time::Duration;

use epn_rules::units::Minutes;
use epn_ui::{Page, PagerWords};
use epn_wire::station::{Health, LastReset};
use epn_words::Reader;
use jiff::Timestamp;
use jiff::civil::Time;

use super::{Phrases, say};
use crate::live::HealthWarning;

impl Phrases {
    /// `23 min`: a length in the least room.
    pub fn short_length(&self, minutes: Minutes) -> String {
        let (hours, rest) = (minutes.0 / 60, minutes.0 % 60);
        if hours == 0 {
            say!(self, "short-minutes", minutes = rest.to_string())
        } else {
            say!(self, "short-hours", hours = hours.to_string(), minutes = format!("{rest:02}"))
        }
    }

    /// `il y a 2 min`: how old what is shown is.
    pub fn ago(&self, age: Duration) -> String {
        match whole_minutes(age) {
            Minutes::ZERO => say!(self, "ago-moment"),
            minutes => say!(self, "ago", length = self.short_length(minutes)),
        }
    }

    /// `2 min`: the same beside a sign of the past.
    pub fn age(&self, age: Duration) -> String {
        match whole_minutes(age) {
            Minutes::ZERO => say!(self, "ago-moment"),
            minutes => self.short_length(minutes),
        }
    }

    /// That the hub is away, and for how long.
    pub fn hub_away(&self, time: Duration) -> String {
        match whole_minutes(time) {
            Minutes::ZERO => say!(self, "hub-away"),
            minutes => say!(self, "hub-away-for", length = self.shared.length(minutes)),
        }
    }

    /// The last reset, with its time if that is known.
    pub fn last_reset(&self, reset: &LastReset, reader: &Reader) -> String {
        let said = self.shared.last_reset(reset);
        match reset.at {
            Some(at) => say!(self, "reset-at", time = self.shared.clock(at, reader), said = said),
            None => said,
        }
    }

    /// `14 h 05`, or a dash if it is not known.
    pub fn clock_or_dash(&self, moment: Option<Timestamp>, reader: &Reader) -> String {
        moment.map_or_else(|| "–".to_owned(), |moment| self.shared.clock(moment, reader))
    }

    /// `14 h 05` today, `9 mars, 14 h 05` on another day.
    pub fn when(&self, moment: Timestamp, reader: &Reader) -> String {
        let (then, time) = (reader.civil(moment).date(), self.shared.clock(moment, reader));
        if reader.now().is_some_and(|now| now.date() == then) {
            time
        } else {
            say!(self, "when", day = self.shared.day_of_year(then), time = time)
        }
    }

    /// What is wrong with a station's machine.
    pub fn health_warning(&self, warning: HealthWarning) -> String {
        match warning {
            HealthWarning::Hot { celsius } => say!(self, "health-hot", degrees = celsius.to_string()),
            HealthWarning::DiskFull { free_mb } => say!(self, "health-disk", free = free_mb.to_string()),
            HealthWarning::MemoryShort { free_mb } => say!(self, "health-memory", free = free_mb.to_string()),
        }
    }

    /// Until when a ticket holds; `end` is the first moment after it.
    pub fn valid_until(&self, end: Timestamp, reader: &Reader) -> String {
        let end = reader.civil(end);
        match end.date().yesterday() {
            Ok(last) if end.time() == Time::midnight() => {
                say!(self, "valid-through", date = self.shared.date(last))
            }
            _ => {
                let date = self.shared.date(end.date());
                say!(self, "valid-until", date = date, time = self.shared.time(end.time()))
            }
        }
    }

    /// `le 10 mars 2026 à 14 h 05`: a moment on paper, which is read later.
    pub fn paper_moment(&self, moment: Timestamp, reader: &Reader) -> String {
        let then = reader.civil(moment);
        let day = self.shared.day_of_year(then.date());
        say!(
            self,
            "paper-moment",
            day = day,
            year = then.year().to_string(),
            time = self.shared.time(then.time())
        )
    }

    /// The words of a table's pages.
    pub fn pager(&self, page: Page) -> PagerWords {
        PagerWords {
            previous: say!(self, "page-previous"),
            next: say!(self, "page-next"),
            position: say!(
                self,
                "page-position",
                page = (page.index() + 1).to_string(),
                count = page.count().to_string()
            ),
            no_further: say!(self, "page-no-further"),
        }
    }

    /// The same with a capital at its start.
    #[expect(clippy::unused_self, reason = "how a sentence starts is a matter of the language")]
    pub fn capital(&self, words: String) -> String {
        let mut letters = words.chars();
        match letters.next() {
            Some(first) => first.to_uppercase().chain(letters).collect(),
            None => words,
        }
    }

    /// A station's tag; one that the site made up is its own word.
    pub fn tag(&self, tag: &str) -> String {
        let key = format!("tag-{tag}");
        if self.own.has(&key) { self.own.get(&key) } else { tag.to_owned() }
    }

    /// Something that the hub wants a mediator to read; a newer hub may know more of them.
    pub fn hub_notice(&self, code: &str, detail: &str) -> String {
        let key = format!("notice-hub-{code}");
        if self.own.has(&key) {
            let detail = std::collections::HashMap::from([("detail", detail.to_owned())]);
            self.own.get_args(&key, detail)
        } else {
            say!(self, "notice-hub-other", code = code.to_owned(), detail = detail.to_owned())
        }
    }

    /// The same in two words, for a tile.
    pub fn health_in_short(&self, warning: HealthWarning) -> String {
        match warning {
            HealthWarning::Hot { .. } => say!(self, "health-hot-short"),
            HealthWarning::DiskFull { .. } => say!(self, "health-disk-short"),
            HealthWarning::MemoryShort { .. } => say!(self, "health-memory-short"),
        }
    }

    /// A station's health in figures.
    pub fn health(&self, health: &Health) -> String {
        let disk = say!(self, "figure-disk", free = gibibytes(health.disk_free_mb));
        let memory = say!(self, "figure-memory", free = gibibytes(health.memory_free_mb));
        let temperature = health
            .temperature_c
            .map(|celsius| say!(self, "figure-temperature", degrees = celsius.to_string()));
        [Some(disk), Some(memory), temperature].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

/// Tags that mean something to the rules, or that most rooms need: said in words, never typed.
pub const KNOWN_TAGS: [&str; 5] =
    ["interview", "children", "accessible", "colour-printing", epn_rules::print::FROM_KEYS];

/// Tags, groups and categories as they are written in one field: `entretien, accessible`.
pub fn tag_list(text: &str) -> Vec<String> {
    let words = text.split([',', ';']).map(str::trim).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// The same the other way.
pub fn tags_written(tags: &[String]) -> String {
    tags.join(", ")
}

fn whole_minutes(time: Duration) -> Minutes {
    Minutes(u32::try_from(time.as_secs() / 60).unwrap_or(u32::MAX))
}

/// Whole gibibytes: below one there is a warning with the exact figure.
fn gibibytes(mebibytes: u64) -> String {
    (mebibytes / 1024).to_string()
}

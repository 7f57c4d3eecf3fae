//! People, causes and states, as all programs name them.

use epn_rules::people::{AgeBand, Alias, Category};
use epn_rules::session::{EndCause, Phase};
use epn_wire::station::{LastReset, OutOfService};
use i18n_embed_fl::fl;

use crate::Words;

impl Words {
    /// The word of a picture, alone: `Lune`. An unknown picture is its own key.
    pub fn picture(&self, picture: &str) -> String {
        let key = format!("alias-{picture}");
        if self.loader.has(&key) { self.loader.get(&key) } else { picture.to_owned() }
    }

    /// A person's public name: `Lune`, and from the second of the day on `Lune 2`.
    pub fn alias(&self, alias: &Alias) -> String {
        let word = self.picture(&alias.picture);
        if alias.ordinal > 1 { format!("{word} {}", alias.ordinal) } else { word }
    }

    /// Why a session ended.
    pub fn end_cause(&self, cause: EndCause) -> String {
        match cause {
            EndCause::TimeUp => fl!(self.loader, "end-time-up"),
            EndCause::VisitorLeft => fl!(self.loader, "end-visitor-left"),
            EndCause::EndedByStaff => fl!(self.loader, "end-by-staff"),
            EndCause::Moved => fl!(self.loader, "end-moved"),
            EndCause::Idle => fl!(self.loader, "end-idle"),
            EndCause::Closing => fl!(self.loader, "end-closing"),
            EndCause::StationFault => fl!(self.loader, "end-station-fault"),
            EndCause::PowerLost => fl!(self.loader, "end-power-lost"),
        }
    }

    /// How a station stands.
    pub fn phase(&self, phase: Phase) -> String {
        match phase {
            Phase::Locked => fl!(self.loader, "phase-locked"),
            Phase::Authenticating | Phase::Starting => fl!(self.loader, "phase-starting"),
            Phase::Active => fl!(self.loader, "phase-active"),
            Phase::Paused => fl!(self.loader, "phase-paused"),
            Phase::Grace => fl!(self.loader, "phase-grace"),
            Phase::Ending | Phase::Resetting | Phase::Proving => fl!(self.loader, "phase-resetting"),
            Phase::OutOfService => fl!(self.loader, "phase-out-of-service"),
        }
    }

    /// Why a station cannot be used.
    pub fn out_of_service(&self, reason: &OutOfService) -> String {
        match reason {
            OutOfService::Staff { note } if note.is_empty() => fl!(self.loader, "out-staff"),
            OutOfService::Staff { note } => fl!(self.loader, "out-staff-note", note = note.clone()),
            &OutOfService::Leftovers { count } => fl!(self.loader, "out-leftovers", count = count),
            OutOfService::SessionFails => fl!(self.loader, "out-session-fails"),
            OutOfService::Journal => fl!(self.loader, "out-journal"),
            OutOfService::Maintenance => fl!(self.loader, "out-maintenance"),
        }
    }

    /// The last reset in one line; honest about what could not be proved.
    pub fn last_reset(&self, reset: &LastReset) -> String {
        if reset.leftovers > 0 {
            fl!(self.loader, "reset-left", count = reset.leftovers)
        } else if reset.proved {
            fl!(self.loader, "reset-proved")
        } else {
            fl!(self.loader, "reset-unproved", count = reset.not_applicable)
        }
    }

    /// How somebody came to have a session.
    pub fn category(&self, category: Category) -> String {
        match category {
            Category::Member => fl!(self.loader, "category-member"),
            Category::Ticket => fl!(self.loader, "category-ticket"),
            Category::NoAccount => fl!(self.loader, "category-no-account"),
            Category::Staff => fl!(self.loader, "category-staff"),
        }
    }

    /// An age band.
    pub fn age_band(&self, band: AgeBand) -> String {
        match band {
            AgeBand::MoinsDeDouze => fl!(self.loader, "age-under-12"),
            AgeBand::DouzeDixHuit => fl!(self.loader, "age-12-17"),
            AgeBand::DixHuitVingtQuatre => fl!(self.loader, "age-18-24"),
            AgeBand::VingtCinqTrenteNeuf => fl!(self.loader, "age-25-39"),
            AgeBand::QuaranteCinquanteNeuf => fl!(self.loader, "age-40-59"),
            AgeBand::SoixanteSoixanteNeuf => fl!(self.loader, "age-60-69"),
            AgeBand::SoixanteDixPlus => fl!(self.loader, "age-70-plus"),
            AgeBand::NonCommunique => fl!(self.loader, "age-unsaid"),
        }
    }
}

//! Failures in words.

use epn_wire::console::{ApiError, ErrorCode};
use epn_wire::pairing::PairRefusal;
use epn_words::Reader;

use super::{Phrases, say};
use crate::client::Failure;
use crate::membership::PairFailure;

impl Phrases {
    /// Why it failed and what to do, for a person.
    pub fn failure(&self, failure: &Failure, reader: &Reader) -> String {
        match failure {
            Failure::Said(error) => self.api_error(error, reader),
            Failure::Unreached(_) => say!(self, "error-unreached"),
            Failure::TimedOut => say!(self, "error-timed-out"),
            Failure::Unreadable(_) => say!(self, "error-unreadable"),
        }
    }

    /// A refusal of the hub.
    pub fn api_error(&self, error: &ApiError, reader: &Reader) -> String {
        if let Some(decision) = &error.decision {
            return self.shared.decision(decision, reader).join(" ");
        }
        match (error.code, error.wait_seconds, error.amount) {
            (ErrorCode::Throttled, Some(seconds), _) => {
                say!(self, "error-throttled-for", wait = self.shared.wait(seconds))
            }
            (ErrorCode::OtherAmount, _, Some(amount)) => {
                say!(self, "error-other-amount-now", amount = self.price(amount))
            }
            (ErrorCode::GivenBack, _, Some(amount)) => {
                say!(self, "error-given-back-so-far", amount = self.price(amount))
            }
            (code, ..) => self.error_code(code),
        }
    }

    fn error_code(&self, code: ErrorCode) -> String {
        match code {
            ErrorCode::NotSignedIn => say!(self, "error-not-signed-in"),
            ErrorCode::WrongPassword => say!(self, "error-wrong-password"),
            ErrorCode::Throttled => say!(self, "error-throttled"),
            ErrorCode::NotAllowed => say!(self, "error-not-allowed"),
            ErrorCode::NotFound => say!(self, "error-not-found"),
            ErrorCode::Refused => say!(self, "error-refused"),
            ErrorCode::StationAway => say!(self, "error-station-away"),
            ErrorCode::NotNow => say!(self, "error-not-now"),
            ErrorCode::BadRequest => say!(self, "error-bad-request"),
            ErrorCode::BadPolicy => say!(self, "error-bad-policy"),
            ErrorCode::BreaksBookings => say!(self, "error-breaks-bookings"),
            ErrorCode::NotEnough => say!(self, "error-not-enough"),
            ErrorCode::OtherAmount => say!(self, "error-other-amount"),
            ErrorCode::GivenBack => say!(self, "error-given-back"),
            ErrorCode::VoucherSeen => say!(self, "error-voucher-seen"),
            ErrorCode::VoucherRefused => say!(self, "error-voucher-refused"),
            ErrorCode::BadCalendar => say!(self, "error-bad-calendar"),
            ErrorCode::Storage => say!(self, "error-storage"),
        }
    }
}

impl Phrases {
    /// Why this machine was not paired.
    pub fn pair_failure(&self, failure: &PairFailure) -> String {
        match failure {
            PairFailure::Unreachable(_) => say!(self, "pair-unreachable"),
            PairFailure::NotThisHub(_) => say!(self, "pair-not-this-hub"),
            PairFailure::NotKept(_) => say!(self, "pair-not-kept"),
            PairFailure::Refused(refusal) => self.pair_refusal(refusal),
        }
    }

    fn pair_refusal(&self, refusal: &PairRefusal) -> String {
        match refusal {
            PairRefusal::WrongCode => say!(self, "pair-wrong-code"),
            PairRefusal::CodeExpired => say!(self, "pair-code-expired"),
            PairRefusal::CodeUsed => say!(self, "pair-code-used"),
            PairRefusal::NameTaken { name } => say!(self, "pair-name-taken", name = name.clone()),
            PairRefusal::BadRequest { .. } => say!(self, "pair-bad-request"),
            PairRefusal::Throttled { wait_seconds } => {
                say!(self, "error-throttled-for", wait = self.shared.wait(*wait_seconds))
            }
            PairRefusal::Trouble { .. } => say!(self, "error-storage"),
        }
    }
}

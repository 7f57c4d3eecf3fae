//! What the API answers when it does not do what was asked.

use axum::Json;
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::{IntoResponse, Response};
use epn_rules::decision::Decision;
use epn_rules::problem::Problem;
use epn_rules::units::Cents;
use epn_wire::console::{ApiError, ErrorCode};

use crate::bookings::BookingError;
use crate::desk::DeskError;
use crate::hashing::HashError;
use crate::ical::CalendarError;
use crate::money::MoneyError;
use crate::policies::ReplaceError;
use crate::printing::life::PrintError;
use crate::store::StoreError;
use crate::throttle::Wait;

/// An error of the API, with the status that says it in HTTP.
#[derive(Debug)]
pub struct Refused {
    status: StatusCode,
    error: Box<ApiError>,
}

impl Refused {
    /// A refusal; its status follows from the code.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { status: status(code), error: Box::new(ApiError::new(code, message)) }
    }

    /// The request makes no sense.
    pub fn bad_request(message: impl Into<String>) -> Self {
        Self::new(ErrorCode::BadRequest, message)
    }

    /// There is no such thing.
    pub fn not_found(what: &str) -> Self {
        Self::new(ErrorCode::NotFound, format!("there is no such {what}"))
    }

    /// Rules refuse.
    pub fn by_rules(decision: Decision) -> Self {
        let mut refused = Self::new(ErrorCode::Refused, "the rules refuse");
        refused.error.decision = Some(decision);
        refused
    }

    /// Too many wrong tries: this one was not looked at.
    pub fn throttled(Wait(seconds): Wait) -> Self {
        let message = format!("too many wrong tries: the next is looked at in {seconds} s");
        Self::new(ErrorCode::Throttled, message).waiting(Wait(seconds))
    }

    /// The same, with another status of HTTP.
    #[must_use]
    pub(super) fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// The same, and so long until the next try is looked at.
    #[must_use]
    pub(super) fn waiting(mut self, Wait(seconds): Wait) -> Self {
        self.error.wait_seconds = Some(seconds);
        self
    }

    /// The same, and the amount as it is now.
    #[must_use]
    fn now(mut self, amount: Cents) -> Self {
        self.error.amount = Some(amount);
        self
    }

    /// What is said.
    pub fn into_error(self) -> ApiError {
        *self.error
    }
}

fn status(code: ErrorCode) -> StatusCode {
    match code {
        ErrorCode::NotSignedIn | ErrorCode::WrongPassword => StatusCode::UNAUTHORIZED,
        ErrorCode::Throttled => StatusCode::TOO_MANY_REQUESTS,
        ErrorCode::NotAllowed => StatusCode::FORBIDDEN,
        ErrorCode::NotFound => StatusCode::NOT_FOUND,
        ErrorCode::Refused
        | ErrorCode::StationAway
        | ErrorCode::NotNow
        | ErrorCode::BreaksBookings
        | ErrorCode::NotEnough
        | ErrorCode::OtherAmount
        | ErrorCode::GivenBack
        | ErrorCode::VoucherSeen
        | ErrorCode::VoucherRefused => StatusCode::CONFLICT,
        ErrorCode::BadRequest => StatusCode::BAD_REQUEST,
        ErrorCode::BadPolicy | ErrorCode::BadCalendar => StatusCode::UNPROCESSABLE_ENTITY,
        ErrorCode::Storage => StatusCode::SERVICE_UNAVAILABLE,
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let wait = self.error.wait_seconds;
        let mut response = (self.status, Json(self.error)).into_response();
        if let Some(seconds) = wait {
            response.headers_mut().insert(RETRY_AFTER, seconds.into());
        }
        response
    }
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "a call of the API met a failing store");
        Self::new(ErrorCode::Storage, error.to_string())
    }
}

impl From<HashError> for Refused {
    fn from(error: HashError) -> Self {
        tracing::error!(%error, "a call of the API could not hash");
        Self::new(ErrorCode::Storage, error.to_string())
    }
}

impl From<ReplaceError> for Refused {
    fn from(error: ReplaceError) -> Self {
        let message = error.to_string();
        match error {
            ReplaceError::Problems(problems) => {
                let mut refused = Self::new(ErrorCode::BadPolicy, message);
                refused.error.problems = sentences(&problems);
                refused
            }
            ReplaceError::OutOfDate { .. } => Self::new(ErrorCode::NotNow, message),
            ReplaceError::Past(_) => Self::bad_request(message),
            ReplaceError::BreaksBookings { .. } => Self::new(ErrorCode::BreaksBookings, message),
            ReplaceError::Booking(error) => error.into(),
            ReplaceError::Store(error) => error.into(),
        }
    }
}

impl From<DeskError> for Refused {
    fn from(error: DeskError) -> Self {
        let message = error.to_string();
        match error {
            DeskError::NotFound(what) => Self::not_found(what),
            DeskError::Refused(decision) => Self::by_rules(decision),
            DeskError::StationAway => Self::new(ErrorCode::StationAway, message),
            DeskError::NotNow(_) => Self::new(ErrorCode::NotNow, message),
            DeskError::BadRequest(_) => Self::bad_request(message),
            DeskError::Randomness(_) => Self::new(ErrorCode::Storage, message),
            DeskError::Hash(error) => error.into(),
            DeskError::Store(error) => error.into(),
        }
    }
}

impl From<BookingError> for Refused {
    fn from(error: BookingError) -> Self {
        let message = error.to_string();
        match error {
            BookingError::NotFound(what) => Self::not_found(what),
            BookingError::Refused(decision) => Self::by_rules(decision),
            BookingError::Over | BookingError::NotNow(_) => Self::new(ErrorCode::NotNow, message),
            BookingError::BadRequest(_) => Self::bad_request(message),
            BookingError::Store(error) => error.into(),
        }
    }
}

impl From<PrintError> for Refused {
    fn from(error: PrintError) -> Self {
        let message = error.to_string();
        match error {
            PrintError::NotFound(what) => Self::not_found(what),
            PrintError::NotNow(_) | PrintError::PriceChanged => Self::new(ErrorCode::NotNow, message),
            PrintError::BadRequest(_) => Self::bad_request(message),
            PrintError::Money(error) => error.into(),
            PrintError::NotEnough { .. } => Self::new(ErrorCode::NotEnough, message),
            PrintError::OtherAmount { to_pay } => Self::new(ErrorCode::OtherAmount, message).now(to_pay),
            PrintError::Store(error) => error.into(),
        }
    }
}

impl From<MoneyError> for Refused {
    fn from(error: MoneyError) -> Self {
        let message = error.to_string();
        match error {
            MoneyError::NotFound(what) => Self::not_found(what),
            MoneyError::NotEnough { .. } => Self::new(ErrorCode::NotEnough, message),
            MoneyError::GivenBack { so_far } => Self::new(ErrorCode::GivenBack, message).now(so_far),
            MoneyError::VoucherSeen => Self::new(ErrorCode::VoucherSeen, message),
            MoneyError::VoucherRefused(_) => Self::new(ErrorCode::VoucherRefused, message),
            MoneyError::NotNow(_) => Self::new(ErrorCode::NotNow, message),
            MoneyError::TooMuch { .. } | MoneyError::Reused(_) | MoneyError::BadRequest(_) => {
                Self::bad_request(message)
            }
            MoneyError::Randomness(_) => Self::new(ErrorCode::Storage, message),
            MoneyError::Store(error) => error.into(),
        }
    }
}

impl From<CalendarError> for Refused {
    fn from(error: CalendarError) -> Self {
        let message = error.to_string();
        let mut refused = Self::new(ErrorCode::BadCalendar, message.clone());
        refused.error.problems = vec![message];
        if let CalendarError::Nothing { left_out } = error {
            refused.error.problems.extend(left_out);
        }
        refused
    }
}

/// Problems, a sentence or two each.
pub(super) fn sentences(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_that_changed_is_said_with_the_refusal() {
        let paid = Refused::from(PrintError::OtherAmount { to_pay: Cents(75) });
        assert_eq!(paid.status, StatusCode::CONFLICT);
        let ApiError { code, amount, .. } = paid.into_error();
        assert_eq!((code, amount), (ErrorCode::OtherAmount, Some(Cents(75))));
        let refund = PrintError::from(MoneyError::GivenBack { so_far: Cents(20) });
        let ApiError { code, amount, .. } = Refused::from(refund).into_error();
        assert_eq!((code, amount), (ErrorCode::GivenBack, Some(Cents(20))));
    }
}

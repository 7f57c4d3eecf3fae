//! Why something did not happen to a print.

use epn_rules::units::Cents;

use crate::money::MoneyError;
use crate::store::StoreError;

/// Why something did not happen to a print. Nothing changed.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// There is no such thing.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// It is in no state for it.
    #[error("{0}")]
    NotNow(&'static str),
    /// The request makes no sense.
    #[error("{0}")]
    BadRequest(&'static str),
    /// The purse lacks this much.
    #[error("the purse does not hold enough: {} cents are missing", .missing.0)]
    NotEnough { missing: Cents },
    /// The desk was told to take another amount.
    #[error("the desk has to take {} cents now: look again", .to_pay.0)]
    OtherAmount { to_pay: Cents },
    /// Its price is another now.
    #[error("the price is another now")]
    PriceChanged,
    /// Why the money could not be moved.
    #[error(transparent)]
    Money(MoneyError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<MoneyError> for PrintError {
    fn from(error: MoneyError) -> Self {
        match error {
            MoneyError::NotEnough { missing } => Self::NotEnough { missing },
            MoneyError::Store(error) => Self::Store(error),
            other => Self::Money(other),
        }
    }
}

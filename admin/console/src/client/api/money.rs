//! Accounts and the cash desk.

use epn_wire::money::{Account, CashDay, CloseDay, DayClosed, PurseHolder, ReceiptShown, Refund, TopUp};

use super::super::Question;

/// Somebody's money, whole.
pub fn account(of: PurseHolder) -> Question<Account> {
    let of = match of {
        PurseHolder::Visitor { id } => format!("visitor/{id}"),
        PurseHolder::Ticket { id } => format!("ticket/{id}"),
        PurseHolder::Session { id } => format!("session/{id}"),
        PurseHolder::Purse { id } => format!("purse/{id}"),
    };
    Question::get(format!("/accounts/{of}"))
}

/// Pays money into a purse; the same twice is one payment.
pub fn top_up(payment: &TopUp) -> Question<ReceiptShown> {
    Question::post("/cash/top-up").body(payment)
}

/// Gives paid credit back; the same twice is one refund.
pub fn refund(payment: &Refund) -> Question<ReceiptShown> {
    Question::post("/cash/refund").body(payment)
}

/// What the desk took since the last close.
pub fn cash() -> Question<CashDay> {
    Question::get("/cash")
}

/// Closes the day, for good.
pub fn close_day(close: &CloseDay) -> Question<DayClosed> {
    Question::post("/cash/close").body(close)
}

/// The days that were closed.
pub fn closes() -> Question<Vec<DayClosed>> {
    Question::get("/cash/closes")
}

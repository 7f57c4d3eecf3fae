//! Staff cards.

use epn_rules::id::StaffId;
use epn_wire::staff::{CardIssued, StaffRow};

use super::super::Question;

/// Every account, and whether it has a card.
pub fn staff() -> Question<Vec<StaffRow>> {
    Question::get("/staff")
}

/// A new card for the one who is signed in.
pub fn issue_card() -> Question<CardIssued> {
    Question::post("/staff/card")
}

/// Revokes an account's card.
pub fn revoke_card(of: StaffId) -> Question<()> {
    Question::order(format!("/staff/{of}/card/revoke"))
}

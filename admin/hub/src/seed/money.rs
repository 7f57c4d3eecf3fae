//! What an invented day brings to the cash desk: members pay in, print, and in the evening the day is closed.

use std::collections::HashMap;

use epn_rules::id::{PrintJobId, PurseId, ReceiptId, StaffId, VisitorId};
use epn_rules::rules::Rules;
use epn_rules::units::Cents;
use epn_wire::money::{CloseDay, Means, PurseHolder, TopUp};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use rand::Rng as _;
use ulid::Ulid;

use super::chance::Chance;
use super::day::{Plan, openings};
use crate::money::{Book, MoneyError, Printed, cash_day};
use crate::store::session::Holder;
use crate::store::{StoreError, Tx, card, purse};

/// What a side costs.
const SIDE: i64 = 10;
/// How many members in a hundred print on a visit.
const PRINTING: u32 = 25;

/// The desk's drawer, day after day.
pub(super) struct Till<'t> {
    tx: &'t Tx<'t>,
    chance: Chance,
    /// Who stands at the desk.
    staff: Option<StaffId>,
    purses: HashMap<VisitorId, PurseId>,
    pub(super) receipts: u32,
    pub(super) prints: u32,
}

impl<'t> Till<'t> {
    pub(super) fn new(tx: &'t Tx<'t>, seed: u64) -> Result<Self, StoreError> {
        let staff = card::all(tx)?.first().map(|(account, _)| account.id);
        let chance = Chance::of_people(seed, "money");
        Ok(Self { tx, chance, staff, purses: HashMap::new(), receipts: 0, prints: 0 })
    }

    /// A day's prints, and its close.
    pub(super) fn day(&mut self, rules: &Rules, day: Date, plan: &Plan) -> Result<(), MoneyError> {
        let mut number = 0;
        for visit in &plan.sessions {
            if let Holder::Visitor(id) = visit.person.holder
                && self.chance.percent(PRINTING)
            {
                number += 1;
                self.print(&Book { tx: self.tx, rules, at: visit.granted }, id, number)?;
            }
        }
        let closing = openings(rules, day).last().map(|(_, until)| *until);
        match (closing, self.staff) {
            (Some(at), Some(staff)) if number > 0 => self.close(&Book { tx: self.tx, rules, at }, staff),
            _ => Ok(()),
        }
    }

    /// A member prints some pages; first they pay in, if they cannot pay for them.
    fn print(&mut self, book: &Book<'_>, member: VisitorId, number: u32) -> Result<(), MoneyError> {
        let purse = self.purse_of(book, member)?;
        let sides = self.chance.weighted(&[(1, 45), (2, 25), (4, 20), (12, 10)], 1);
        let price = Cents(SIDE * i64::from(sides));
        let job = PrintJobId(self.ulid(book.at));
        match book.reserve(job, purse, price) {
            Err(MoneyError::NotEnough { .. }) => {
                self.pay_in(book, purse)?;
                book.reserve(job, purse, price)?;
            }
            other => other?,
        }
        // A few come out only in part.
        let came_out = if self.chance.percent(3) { sides / 2 } else { sides };
        let at = book.at.checked_add(SignedDuration::from_secs(90)).unwrap_or(book.at);
        let debit = Cents(SIDE * i64::from(came_out));
        Book { at, ..*book }.settle(job, Printed { number, sides: came_out, debit })?;
        self.prints += 1;
        Ok(())
    }

    fn pay_in(&mut self, book: &Book<'_>, purse: PurseId) -> Result<(), MoneyError> {
        let amount = Cents(self.chance.weighted(&[(200, 50), (500, 35), (1000, 15)], 200));
        let means =
            self.chance.weighted(&[(Means::Cash, 75), (Means::Card, 20), (Means::Cheque, 5)], Means::Cash);
        let (id, holder) = (ReceiptId(self.ulid(book.at)), Some(PurseHolder::Purse { id: purse }));
        book.top_up(&TopUp { id, holder, amount, means, voucher: None }, self.staff)?;
        self.receipts += 1;
        Ok(())
    }

    /// Their purse, under a name that the seed gives.
    fn purse_of(&mut self, book: &Book<'_>, member: VisitorId) -> Result<PurseId, StoreError> {
        if let Some(purse) = self.purses.get(&member) {
            return Ok(*purse);
        }
        let id = PurseId(self.ulid(book.at));
        purse::insert(self.tx, id, Some(PurseHolder::Visitor { id: member }), book.at)?;
        self.purses.insert(member, id);
        Ok(id)
    }

    /// In the evening the drawer is counted; now and then a coin is missing.
    fn close(&mut self, book: &Book<'_>, staff: StaffId) -> Result<(), MoneyError> {
        let today = cash_day(self.tx, book.rules.policy())?;
        let cash = today.totals.iter().find(|total| total.means == Means::Cash);
        let expected = cash.map_or(0, |cash| cash.taken.0 - cash.given_back.0);
        let missing = if self.chance.percent(4) { 20 } else { 0 };
        let counted = Cents((expected - missing).max(0));
        match book.close(&CloseDay { counted, note: String::new() }, staff) {
            // Nothing was earned: all that was printed was free.
            Err(MoneyError::NotNow(_)) => Ok(()),
            other => other.map(drop),
        }
    }

    fn ulid(&mut self, at: Timestamp) -> Ulid {
        Ulid::from_parts(at.as_millisecond().unsigned_abs(), self.chance.random())
    }
}

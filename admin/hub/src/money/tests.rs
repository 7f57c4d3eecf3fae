mod desk;
mod prints;
mod properties;
mod tampered;

use std::sync::Arc;

use epn_rules::id::{AdjustmentId, PrintJobId, PurseId, ReceiptId, StaffId, VisitorId};
use epn_rules::policy::{Allowance, Period, Policy, Scope};
use epn_rules::rules::Rules;
use epn_rules::units::Cents;
use epn_wire::console::StaffRole;
use epn_wire::money::{Means, PurseHolder, PurseShown, ReceiptShown, Refund, TopUp};
use epn_wire::print_desk::RefundPrint;
use jiff::Timestamp;
use tempfile::TempDir;
use ulid::Ulid;

use super::{Book, MoneyError, Printed, given_back, refundable, shown};
use crate::store::{Store, StoreError, integrity, staff, visitor};

/// A Tuesday of March.
const MARCH: &str = "2026-03-10T10:00:00+01:00";
/// The first moment of April.
const APRIL: &str = "2026-04-01T00:00:00+02:00";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A monthly allowance of a euro for members.
fn policy() -> Policy {
    let mut policy = Policy::default();
    policy.printing.allowances = vec![Allowance {
        cents: Cents(100),
        per: Period::Month,
        scope: Scope { categories: vec!["member".to_owned()], tags: Vec::new() },
    }];
    policy.printing.voucher_issuers = vec!["Pass numérique".to_owned()];
    policy
}

/// The same, where paid credit is given back to those who leave.
fn giving_back() -> Policy {
    let mut policy = policy();
    policy.printing.refund_on_leaving = true;
    policy
}

struct Site {
    folder: TempDir,
    store: Store,
    rules: Arc<Rules>,
    staff: StaffId,
}

impl Site {
    fn new() -> Self {
        Self::under(policy())
    }

    fn under(policy: Policy) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("hub.db");
        Store::create(&path).unwrap();
        let store = Store::open_inline(&path).unwrap();
        let staff = StaffId(Ulid::new());
        let account = staff::Staff { id: staff, name: "Camille".to_owned(), role: StaffRole::Mediator };
        let insert = move |tx: &crate::store::Tx<'_>| staff::insert(tx, &account, "none", at(MARCH));
        assert!(store.writer.run_now::<_, StoreError, _>(insert).unwrap());
        Self { folder, store, rules: Arc::new(Rules::new(policy).unwrap()), staff }
    }

    /// Another policy is in force.
    fn decides(&mut self, policy: Policy) {
        self.rules = Arc::new(Rules::new(policy).unwrap());
    }

    fn member(&self) -> PurseHolder {
        let id = VisitorId(Ulid::new());
        let member = visitor::Visitor {
            id,
            number: id.to_string(),
            picture: "cat".to_owned(),
            birth_year: None,
            authorised: None,
            groups: Vec::new(),
        };
        let insert = move |tx: &crate::store::Tx<'_>| visitor::insert(tx, &member, "none", at(MARCH));
        assert!(self.store.writer.run_now::<_, StoreError, _>(insert).unwrap());
        PurseHolder::Visitor { id }
    }

    fn write<T: Send + 'static>(
        &self,
        moment: &str,
        work: impl FnOnce(&Book<'_>) -> Result<T, MoneyError> + Send + 'static,
    ) -> Result<T, MoneyError> {
        let (rules, at) = (Arc::clone(&self.rules), at(moment));
        self.store.writer.run_now(move |tx| work(&Book { tx, rules: &rules, at }))
    }

    fn purse_of(&self, holder: PurseHolder) -> PurseId {
        self.write(MARCH, move |book| book.purse_of(holder)).unwrap()
    }

    fn pays(&self, holder: PurseHolder, cents: i64) -> ReceiptShown {
        let new = top_up(Some(holder), cents);
        self.write(MARCH, move |book| book.top_up(&new, None)).unwrap()
    }

    fn refund(&self, new: &Refund) -> Result<ReceiptShown, MoneyError> {
        let (new, staff) = (new.clone(), self.staff);
        self.write(MARCH, move |book| book.refund(&new, staff))
    }

    fn reserve(&self, moment: &str, job: PrintJobId, purse: PurseId, cents: i64) -> Result<(), MoneyError> {
        self.write(moment, move |book| book.reserve(job, purse, Cents(cents)))
    }

    fn settle(&self, moment: &str, job: PrintJobId, cents: i64) -> Result<Cents, MoneyError> {
        let printed = Printed { number: 7, sides: 3, debit: Cents(cents) };
        self.write(moment, move |book| book.settle(job, printed))
    }

    /// Something is given back by somebody who knows what was before; whether that is new.
    fn adjust(&self, moment: &str, job: PrintJobId, nth: u32, cents: i64) -> Result<bool, MoneyError> {
        let staff = self.staff;
        self.write(moment, move |book| {
            let new = RefundPrint { given_back: given_back(book.tx, job)?, ..back(nth, cents) };
            book.adjust(job, &new, staff)
        })
    }

    /// Paid, free and reserved.
    fn shows(&self, moment: &str, purse: PurseId) -> [i64; 3] {
        let shown = self.store.readers.read_now(|c| shown(c, &self.rules, purse, at(moment))).unwrap();
        let PurseShown { paid, free, reserved } = shown;
        [paid.0, free.0, reserved.0]
    }

    /// How much of it the desk gives back.
    fn refundable(&self, purse: PurseId) -> i64 {
        self.store.readers.read_now(|c| refundable(c, &self.rules, purse)).unwrap().0
    }

    fn problems(&self) -> Vec<String> {
        self.store.readers.read_now(integrity::problems).unwrap()
    }

    fn count(&self, sql: &str) -> i64 {
        let sql = sql.to_owned();
        let read =
            move |c: &rusqlite::Connection| Ok::<_, StoreError>(c.query_row(&sql, [], |row| row.get(0))?);
        self.store.readers.read_now(read).unwrap()
    }
}

fn job() -> PrintJobId {
    PrintJobId(Ulid::new())
}

fn top_up(holder: Option<PurseHolder>, cents: i64) -> TopUp {
    TopUp { id: ReceiptId(Ulid::new()), holder, amount: Cents(cents), means: Means::Cash, voucher: None }
}

/// The first time that something is given back for a print, or a later one.
fn back(nth: u32, cents: i64) -> RefundPrint {
    RefundPrint {
        id: AdjustmentId(Ulid(nth.into())),
        given_back: Cents(0),
        amount: Cents(cents),
        reason: "bourrage".to_owned(),
    }
}

fn refund(holder: PurseHolder, cents: i64) -> Refund {
    Refund {
        id: ReceiptId(Ulid::new()),
        holder,
        amount: Cents(cents),
        means: Means::Cash,
        reason: "Départ".to_owned(),
    }
}

//! What members of staff do with money: each in the writer's transaction, and recorded.

use std::sync::Arc;

use epn_rules::id::{ReceiptId, StaffId};
use epn_wire::money::{Account, CashDay, CloseDay, DayClosed, PurseHolder, ReceiptShown, Refund, TopUp};
use serde_json::json;

use super::{Book, MoneyError, account, cash_day};
use crate::grant::Case;
use crate::hub::Hub;
use crate::store::{StoreError, audit, day_close};

/// The most closes that are listed.
const MOST_CLOSES: u32 = 400;

/// Does `work` inside the writer's transaction, with the policy and time of that moment.
async fn at_the_desk<T: Send + 'static>(
    hub: &Arc<Hub>,
    work: impl FnOnce(&Case<'_>) -> Result<T, MoneyError> + Send + 'static,
) -> Result<T, MoneyError> {
    let inside = Arc::clone(hub);
    hub.store.writer.run(move |tx| work(&Case::new(tx, &inside)?)).await
}

/// Records a receipt that was not there before, and tells those who see the purse.
fn record(case: &Case<'_>, by: StaffId, what: &str, receipt: &ReceiptShown) -> Result<(), StoreError> {
    let hub = Arc::clone(case.hub);
    case.tx.after_commit(move || hub.prints.tell());
    let about = receipt.id.to_string();
    let detail = json!({ "number": receipt.number, "cents": receipt.amount, "means": receipt.means });
    audit::insert(case.tx, case.now, by, what, Some(&about), &detail)
}

/// Money is paid into a purse.
pub async fn pay_in(hub: &Arc<Hub>, by: StaffId, new: TopUp) -> Result<ReceiptShown, MoneyError> {
    with_receipt(hub, by, new.id, "top-up", move |book| book.top_up(&new, Some(by))).await
}

/// Paid credit is given back.
pub async fn pay_out(hub: &Arc<Hub>, by: StaffId, new: Refund) -> Result<ReceiptShown, MoneyError> {
    with_receipt(hub, by, new.id, "refund", move |book| book.refund(&new, by)).await
}

/// Money changes hands, and who did it is recorded: once, however often the same is asked.
async fn with_receipt(
    hub: &Arc<Hub>,
    by: StaffId,
    id: ReceiptId,
    what: &'static str,
    pay: impl FnOnce(&Book<'_>) -> Result<ReceiptShown, MoneyError> + Send + 'static,
) -> Result<ReceiptShown, MoneyError> {
    at_the_desk(hub, move |case| {
        let book = Book::of(case);
        let is_new = !book.is_receipt(id)?;
        let receipt = pay(&book)?;
        if is_new {
            record(case, by, what, &receipt)?;
        }
        Ok(receipt)
    })
    .await
}

/// The day is closed.
pub async fn close(hub: &Arc<Hub>, by: StaffId, new: CloseDay) -> Result<DayClosed, MoneyError> {
    at_the_desk(hub, move |case| {
        let closed = Book::of(case).close(&new, by)?;
        let about = closed.number.to_string();
        let detail = json!({ "counted": closed.counted, "difference": closed.difference });
        audit::insert(case.tx, case.now, by, "cash-closed", Some(&about), &detail)?;
        Ok(closed)
    })
    .await
}

/// What the desk took since the last close.
pub async fn today(hub: &Arc<Hub>) -> Result<CashDay, StoreError> {
    let policy = hub.policies.now();
    hub.store.readers.read(move |connection| cash_day(connection, policy.rules.policy())).await
}

/// The days that were closed, the last one first.
pub async fn closes(hub: &Arc<Hub>) -> Result<Vec<DayClosed>, StoreError> {
    hub.store.readers.read(|connection| day_close::newest(connection, MOST_CLOSES)).await
}

/// Somebody's money, whole.
pub async fn account_of(hub: &Arc<Hub>, holder: PurseHolder) -> Result<Account, MoneyError> {
    let (policy, now) = (hub.policies.now(), hub.clock.now());
    hub.store.readers.read(move |connection| account(connection, &policy.rules, holder, now)).await
}

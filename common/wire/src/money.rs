//! Money as people are told it: purses, receipts, the cash desk. All amounts are integer euro cents.

use epn_rules::id::{PurseId, ReceiptId, SessionId, TicketId, VisitorId};
use epn_rules::units::Cents;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a purse holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PurseShown {
    /// Paid in, free to spend.
    #[schema(value_type = i64)]
    pub paid: Cents,
    /// What is left of the free allowance of this period; it is spent first.
    #[schema(value_type = i64)]
    pub free: Cents,
    /// Held for prints that are not settled.
    #[schema(value_type = i64)]
    pub reserved: Cents,
}

/// Whose purse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(tag = "holder", rename_all = "kebab-case")]
pub enum PurseHolder {
    Visitor {
        #[schema(value_type = String)]
        id: VisitorId,
    },
    Ticket {
        #[schema(value_type = String)]
        id: TicketId,
    },
    /// A session that neither a member nor a ticket opened. A call may name any session: it stands for the member or the ticket
    /// that opened it, if one did.
    Session {
        #[schema(value_type = String)]
        id: SessionId,
    },
    /// An anonymous purse, which its receipts name.
    Purse {
        #[schema(value_type = String)]
        id: PurseId,
    },
}

/// With what somebody pays at the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Means {
    Cash,
    Card,
    Cheque,
    /// A voucher: its issuer and serial are recorded apart.
    Voucher,
}

/// What a receipt is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ReceiptKind {
    /// Money paid into a purse.
    TopUp,
    /// Money given back.
    Refund,
}

/// A receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReceiptShown {
    #[schema(value_type = String)]
    pub id: ReceiptId,
    /// 1 for the site's first, then without gaps.
    pub number: u64,
    #[schema(value_type = String)]
    pub at: Timestamp,
    pub kind: ReceiptKind,
    pub means: Means,
    /// Always positive; `kind` says in which direction.
    #[schema(value_type = i64)]
    pub amount: Cents,
    /// Leads back to an anonymous purse.
    #[schema(value_type = String)]
    pub purse: PurseId,
}

/// The most that is paid in or given back at once: a thousand euros. More is a slip of the finger.
pub const MOST_PAID: Cents = Cents(100_000);

/// Pay money into a purse. The same `id` twice is one payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TopUp {
    #[schema(value_type = String)]
    pub id: ReceiptId,
    /// A new anonymous purse without it.
    #[serde(default)]
    pub holder: Option<PurseHolder>,
    #[schema(value_type = i64)]
    pub amount: Cents,
    pub means: Means,
    /// Needed if, and only if, a voucher pays.
    #[serde(default)]
    pub voucher: Option<VoucherGiven>,
}

/// A voucher that is handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VoucherGiven {
    /// One of the issuers that the site's policy names.
    pub issuer: String,
    pub serial: String,
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    pub expires: Option<Date>,
}

/// Give paid credit back. The same `id` twice is one refund.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Refund {
    #[schema(value_type = String)]
    pub id: ReceiptId,
    pub holder: PurseHolder,
    #[schema(value_type = i64)]
    pub amount: Cents,
    pub means: Means,
    pub reason: String,
}

/// One line of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AccountLine {
    #[schema(value_type = String)]
    pub at: Timestamp,
    pub what: AccountEntry,
    /// What it changed: paid credit and allowance together.
    #[schema(value_type = i64)]
    pub amount: Cents,
}

/// Why an account changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "entry", rename_all = "kebab-case")]
pub enum AccountEntry {
    TopUp {
        receipt: u64,
    },
    Refund {
        receipt: u64,
    },
    /// The allowance of a period was given.
    Allowance,
    /// What was left of it lapsed.
    AllowanceOver,
    /// A print of so many sides.
    Print {
        number: u32,
        sides: u32,
    },
    /// A mediator put a print right, for a reason.
    Adjustment {
        reason: String,
    },
}

/// Somebody's money, whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Account {
    pub holder: PurseHolder,
    /// None if they never had money: then there is no line either.
    #[schema(value_type = Option<String>)]
    pub purse_id: Option<PurseId>,
    pub purse: PurseShown,
    /// How much of the paid credit the desk can give back now: not what vouchers paid, and as the policy says.
    #[schema(value_type = i64)]
    #[serde(default)]
    pub refundable: Cents,
    /// The newest first.
    pub lines: Vec<AccountLine>,
    pub receipts: Vec<ReceiptShown>,
}

/// What the desk took since the last close.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CashDay {
    #[schema(value_type = Option<String>)]
    pub since: Option<Timestamp>,
    pub totals: Vec<MeansTotal>,
    /// The receipts since then, in order; of more than a thousand, the newest.
    pub receipts: Vec<ReceiptShown>,
    /// What prints brought in since then.
    #[schema(value_type = i64)]
    pub revenue: Cents,
    /// The issuers of vouchers that the policy names.
    pub issuers: Vec<String>,
}

/// What one means of payment brought in and gave back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MeansTotal {
    pub means: Means,
    #[schema(value_type = i64)]
    pub taken: Cents,
    #[schema(value_type = i64)]
    pub given_back: Cents,
}

/// Close the day, having counted the drawer. A close is never opened again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseDay {
    /// What was counted in cash.
    #[schema(value_type = i64)]
    pub counted: Cents,
    #[serde(default)]
    pub note: String,
}

/// A day that was closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DayClosed {
    /// 1 for the first, then without gaps.
    pub number: u64,
    #[schema(value_type = String)]
    pub at: Timestamp,
    pub staff: String,
    pub totals: Vec<MeansTotal>,
    pub first_receipt: Option<u64>,
    pub last_receipt: Option<u64>,
    #[schema(value_type = i64)]
    pub revenue: Cents,
    #[schema(value_type = i64)]
    pub counted: Cents,
    /// What was counted less what should be there: taken less given back, in cash.
    #[schema(value_type = i64)]
    pub difference: Cents,
    pub note: String,
}

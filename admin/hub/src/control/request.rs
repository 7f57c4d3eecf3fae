//! What commands ask of the hub, and how it is done.

use std::fmt;
use std::sync::Arc;

use epn_rules::decision::Decision;
use epn_rules::id::StaffId;
use epn_rules::policy::Policy;
use epn_wire::calendar::{ClosedDays, ImportAs};
use epn_wire::console::StaffRole;
use epn_wire::print_desk::{PrinterRow, PrinterSettings};
use epn_wire::secret::Secret;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ulid::Ulid;

use super::explain::{ExplainError, explain};
use super::printers;
use crate::desk::{self, DeskError};
use crate::hashing::HashError;
use crate::hub::Hub;
use crate::ical::{self, CalendarError, DaySpan};
use crate::name;
use crate::pairing::{self, NewCodeError};
use crate::policies::{self, Draft, ReplaceError};
use crate::printing::life::PrintError;
use crate::store::{StoreError, audit, staff};

/// A command that writes.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case")]
pub enum ControlRequest {
    /// A pairing code for one station or console.
    PairCode,
    /// A new account for a member of staff.
    StaffAdd { name: String, role: StaffRole, password: Secret },
    /// A new card for this account, in place of the one before; or none any more.
    StaffCard { name: String, revoke: bool },
    /// Another policy.
    PolicyReplace { policy: Box<Policy> },
    /// Days of a calendar file, for the policy; even if they close every day, if that is said.
    CalendarImport {
        read_as: ImportAs,
        spans: Vec<DaySpan>,
        #[serde(default)]
        close_every_day: bool,
    },
    /// A printer to send to.
    PrinterAdd { settings: PrinterSettings },
    /// All printers. Changes nothing.
    PrinterList,
    /// The printer of this name or identifier is sent nothing more.
    PrinterRemove { printer: String },
    /// May this member use this station, at a moment or now? Changes nothing.
    Explain { visitor: String, station: String, at: Option<Timestamp> },
}

/// What became of it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "kebab-case")]
pub enum Answer {
    /// The code, in fours.
    PairCode { code: Secret },
    /// Done.
    StaffAdded,
    /// The card and its PIN.
    CardIssued { card: Secret, pin: Secret },
    /// The card opens nothing more.
    CardRevoked,
    /// This version is in force now.
    PolicyReplaced { number: u32 },
    /// So many spans of days are new; the version that has them, if any is, and what it closes.
    CalendarImported {
        number: Option<u32>,
        added: u32,
        #[serde(default)]
        closed: Option<ClosedDays>,
    },
    /// As it is now.
    PrinterAdded { printer: Box<PrinterRow> },
    /// By name.
    Printers { printers: Vec<PrinterRow> },
    /// Nothing is printed there any more.
    PrinterRemoved,
    /// The decision at that moment of the site's time zone.
    Explained { decision: Decision, at: Timestamp, timezone: String },
    /// Not done, and why: one sentence.
    Failed { why: String },
}

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Code(#[from] NewCodeError),
    #[error(transparent)]
    Policy(#[from] ReplaceError),
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    #[error(transparent)]
    Hash(#[from] HashError),
    #[error(transparent)]
    Explain(#[from] ExplainError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Card(#[from] DeskError),
    #[error(transparent)]
    Printer(#[from] PrintError),
    #[error("there is no account named \"{0}\": add it with `epn-hub staff add`")]
    NoAccount(String),
    #[error("there is an account named \"{0}\" already: choose another name")]
    NameTaken(String),
    #[error("a name has 1 to 100 characters, all on one line")]
    BadName,
}

/// Carries a request out.
pub async fn carry_out(hub: &Arc<Hub>, request: ControlRequest) -> Answer {
    let done = match request {
        ControlRequest::PairCode => pair_code(hub).await,
        ControlRequest::StaffAdd { name, role, password } => add_staff(hub, name, role, password).await,
        ControlRequest::StaffCard { name, revoke } => staff_card(hub, name, revoke).await,
        ControlRequest::PolicyReplace { policy } => replace_policy(hub, *policy).await,
        ControlRequest::CalendarImport { read_as, spans, close_every_day } => {
            import(hub, &read_as, &spans, close_every_day).await
        }
        ControlRequest::PrinterAdd { settings } => printers::add(hub, settings).await.map_err(Failure::from),
        ControlRequest::PrinterList => printers::list(hub).await.map_err(Failure::from),
        ControlRequest::PrinterRemove { printer } => {
            printers::remove(hub, printer).await.map_err(Failure::from)
        }
        ControlRequest::Explain { visitor, station, at } => {
            explain(hub, visitor, station, at).await.map_err(Failure::from)
        }
    };
    done.unwrap_or_else(|failure| Answer::Failed { why: failure.to_string() })
}

async fn pair_code(hub: &Arc<Hub>) -> Result<Answer, Failure> {
    let code = pairing::new_code(hub).await?;
    Ok(Answer::PairCode { code: Secret::from(code.grouped().to_string()) })
}

async fn add_staff(
    hub: &Arc<Hub>,
    name: String,
    role: StaffRole,
    password: Secret,
) -> Result<Answer, Failure> {
    if !name::is_fit(&name, 100) {
        return Err(Failure::BadName);
    }
    let password = hub.hasher.hash_password(password).await?;
    let now = hub.clock.now();
    hub.store
        .writer
        .run(move |tx| {
            let account = staff::Staff { id: StaffId(Ulid::new()), name, role };
            if !staff::insert(tx, &account, &password, now)? {
                return Err(Failure::NameTaken(account.name));
            }
            let about = Some(account.id.to_string());
            audit::insert(tx, now, None, "staff-added", about.as_deref(), &json!({ "role": role }))?;
            Ok(Answer::StaffAdded)
        })
        .await
}

async fn staff_card(hub: &Arc<Hub>, name: String, revoke: bool) -> Result<Answer, Failure> {
    let of = name.clone();
    let found = hub.store.readers.read::<_, StoreError, _>(move |c| staff::by_name(c, &of)).await?;
    let (account, _) = found.ok_or(Failure::NoAccount(name))?;
    if revoke {
        desk::revoke_card(hub, None, account.id).await?;
        return Ok(Answer::CardRevoked);
    }
    let issued = desk::issue_card(hub, None, account.id).await?;
    Ok(Answer::CardIssued { card: issued.card, pin: issued.pin })
}

async fn replace_policy(hub: &Arc<Hub>, policy: Policy) -> Result<Answer, Failure> {
    let new = policies::replace(hub, Draft::at_once(policy), None).await?;
    Ok(Answer::PolicyReplaced { number: new.number })
}

/// Adds days to the policy in force. A file that closes every day is rather a mistake: it takes another word.
async fn import(
    hub: &Arc<Hub>,
    read_as: &ImportAs,
    spans: &[DaySpan],
    close_every_day: bool,
) -> Result<Answer, Failure> {
    let before = hub.policies.now();
    let mut policy = before.rules.policy().clone();
    let added = ical::add_to(&mut policy, read_as, spans)?;
    if added == 0 {
        return Ok(Answer::CalendarImported { number: None, added, closed: None });
    }
    let today = before.rules.calendar().date_of(hub.clock.now());
    let closed = ical::closed_by(before.rules.policy(), &policy, today);
    if let Some(closed) = closed.as_ref().filter(|closed| closed.every && !close_every_day) {
        return Err(CalendarError::ClosesEveryDay { until: closed.until }.into());
    }
    let draft = Draft { based_on: Some(before.id), ..Draft::at_once(policy) };
    let new = policies::replace(hub, draft, None).await?;
    Ok(Answer::CalendarImported { number: Some(new.number), added, closed })
}

impl fmt::Display for ControlRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::PairCode => "pair-code",
            Self::StaffAdd { .. } => "staff add",
            Self::StaffCard { .. } => "staff card",
            Self::PolicyReplace { .. } => "policy import",
            Self::CalendarImport { .. } => "calendar import",
            Self::PrinterAdd { .. } => "printer add",
            Self::PrinterList => "printer list",
            Self::PrinterRemove { .. } => "printer remove",
            Self::Explain { .. } => "explain",
        })
    }
}

//! Receipts and closes as CSV, without names: a row for each receipt, and for each figure of each close.

use epn_rules::units::Cents;
use epn_wire::money::{DayClosed, ReceiptKind};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::Connection;

use crate::cell::{inert, word};
use crate::counts::Days;
use crate::policies::Timeline;
use crate::store::{StoreError, day_close, receipt};

/// What stands in one row.
struct Line {
    what: &'static str,
    number: u64,
    day: Date,
    at: Timestamp,
    kind: &'static str,
    means: String,
    amount: Cents,
    issuer: String,
}

/// The receipts of some civil days, then their closes; none at all, if there are none.
pub fn csv(connection: &Connection, days: Days) -> Result<Option<Vec<u8>>, ExportError> {
    let timeline = Timeline::read(connection)?;
    let mut lines = Vec::new();
    for receipt::Listed { day, receipt, issuer } in receipt::of_days(connection, days.from(), days.to())? {
        let (kind, sign) = match receipt.kind {
            ReceiptKind::TopUp => ("top-up", 1),
            ReceiptKind::Refund => ("refund", -1),
        };
        lines.push(Line {
            what: "receipt",
            number: receipt.number,
            day,
            at: receipt.at,
            kind,
            means: word(receipt.means),
            amount: Cents(sign * receipt.amount.0),
            issuer: issuer.map(|issuer| inert(&issuer).into_owned()).unwrap_or_default(),
        });
    }
    for day_close::Listed { day, close, .. } in day_close::of_days(connection, days.from(), days.to())? {
        lines.extend(of_close(day, &close));
    }
    if lines.is_empty() {
        return Ok(None);
    }
    let mut file = csv::Writer::from_writer(Vec::new());
    file.write_record(["what", "number", "date", "time", "kind", "means", "euros", "issuer"])?;
    for Line { what, number, day, at, kind, means, amount, issuer } in lines {
        let zone = timeline.at(at).rules.calendar().zone().clone();
        let time = at.to_zoned(zone).strftime("%H:%M").to_string();
        let record =
            [what, &number.to_string(), &day.to_string(), &time, kind, &means, &euros(amount), &issuer];
        file.write_record(record)?;
    }
    Ok(Some(file.into_inner().map_err(|error| csv::Error::from(error.into_error()))?))
}

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the file could not be made: {0}")]
    Csv(#[from] csv::Error),
}

fn of_close(day: Date, close: &DayClosed) -> Vec<Line> {
    let line = |kind, means: String, amount| Line {
        what: "close",
        number: close.number,
        day,
        at: close.at,
        kind,
        means,
        amount,
        issuer: String::new(),
    };
    let mut lines = Vec::new();
    for total in &close.totals {
        lines.push(line("taken", word(total.means), total.taken));
        lines.push(line("given-back", word(total.means), Cents(-total.given_back.0)));
    }
    for (kind, amount) in
        [("revenue", close.revenue), ("counted", close.counted), ("difference", close.difference)]
    {
        lines.push(line(kind, String::new(), amount));
    }
    lines
}

/// An amount in euros, with a point.
fn euros(Cents(cents): Cents) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let cents = cents.unsigned_abs();
    format!("{sign}{}.{:02}", cents / 100, cents % 100)
}

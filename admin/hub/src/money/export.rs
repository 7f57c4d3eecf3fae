//! Receipts and closes as a table, without names: a row for each receipt, and for each figure of each close.

use epn_rules::units::Cents;
use epn_wire::money::{DayClosed, ReceiptKind};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::Connection;

use crate::cell::word;
use crate::counts::Days;
use crate::policies::Timeline;
use crate::sheet::{Datum, Sheet};
use crate::store::{StoreError, day_close, receipt};

/// What stands in one row.
struct Line {
    what: &'static str,
    number: u64,
    day: Date,
    at: Timestamp,
    kind: &'static str,
    means: Option<String>,
    amount: Cents,
    issuer: Option<String>,
}

/// The receipts of some civil days, then their closes; none at all, if there are none.
pub fn sheet(connection: &Connection, days: Days) -> Result<Option<Sheet>, StoreError> {
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
            means: Some(word(receipt.means)),
            amount: Cents(sign * receipt.amount.0),
            issuer,
        });
    }
    for day_close::Listed { day, close, .. } in day_close::of_days(connection, days.from(), days.to())? {
        lines.extend(of_close(day, &close));
    }
    if lines.is_empty() {
        return Ok(None);
    }
    let timeline = Timeline::read(connection)?;
    let heads = vec!["what", "number", "date", "time", "kind", "means", "euros", "issuer"];
    Ok(Some(Sheet { heads, rows: lines.into_iter().map(|line| row(line, &timeline)).collect() }))
}

fn row(line: Line, timeline: &Timeline) -> Vec<Datum> {
    let Line { what, number, day, at, kind, means, amount, issuer } = line;
    let zone = timeline.at(at).rules.calendar().zone().clone();
    vec![
        Datum::Text(what.to_owned()),
        Datum::Count(number),
        Datum::Text(day.to_string()),
        Datum::Text(at.to_zoned(zone).strftime("%H:%M").to_string()),
        Datum::Text(kind.to_owned()),
        Datum::text(means),
        Datum::Amount(amount),
        Datum::text(issuer),
    ]
}

fn of_close(day: Date, close: &DayClosed) -> Vec<Line> {
    let line = |kind, means: Option<String>, amount| Line {
        what: "close",
        number: close.number,
        day,
        at: close.at,
        kind,
        means,
        amount,
        issuer: None,
    };
    let mut lines = Vec::new();
    for total in &close.totals {
        lines.push(line("taken", Some(word(total.means)), total.taken));
        lines.push(line("given-back", Some(word(total.means)), Cents(-total.given_back.0)));
    }
    for (kind, amount) in
        [("revenue", close.revenue), ("counted", close.counted), ("difference", close.difference)]
    {
        lines.push(line(kind, None, amount));
    }
    lines
}

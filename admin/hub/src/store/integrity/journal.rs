//! The journal of prints: of each, every step follows from the one before.

use rusqlite::{Connection, Row};

use crate::printing::life::State;
use crate::store::StoreError;
use crate::store::codec::Columns as _;

/// The first step that cannot have followed from the one before it.
pub(super) fn first_other(connection: &Connection) -> Result<Option<String>, StoreError> {
    let mut statement = connection.prepare(
        "SELECT s.seq, s.job, s.at, s.state, s.attempt, s.printer_job, s.printer_uuid, made, again
         FROM print_step s JOIN print_job j ON j.id = s.job ORDER BY s.job, s.seq",
    )?;
    let mut rows = statement.query([])?;
    let mut before: Option<Step> = None;
    while let Some(row) = rows.next()? {
        let step = Step::read(row)?;
        let is_right = match before.filter(|before| before.job == step.job) {
            Some(before) => step.follows(&before),
            None => step.begins(row)?,
        };
        if !is_right {
            let seq: i64 = row.raw("seq")?;
            return Ok(Some(format!("print_step {seq}: it does not follow from the step before it")));
        }
        before = Some(step);
    }
    Ok(None)
}

/// One step, as it stands there.
struct Step {
    job: String,
    at: i64,
    /// None if it is no state.
    state: Option<State>,
    attempt: i64,
    /// What its printer knew it by.
    there: (Option<i64>, Option<String>),
}

impl Step {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            job: row.raw("job")?,
            at: row.raw("at")?,
            state: row.word("state").ok(),
            attempt: row.raw("attempt")?,
            there: (row.raw("printer_job")?, row.raw("printer_uuid")?),
        })
    }

    /// A print arrives; one that prints again what had failed has its document already.
    fn begins(&self, row: &Row<'_>) -> rusqlite::Result<bool> {
        let is_again = row.raw::<Option<String>>("again")?.is_some();
        let is_first = match self.state {
            Some(State::Receiving) => true,
            Some(State::Held) => is_again,
            _ => false,
        };
        Ok(is_first && self.at == row.raw::<i64>("made")? && self.attempt == 0 && self.there == (None, None))
    }

    fn follows(&self, before: &Self) -> bool {
        let (Some(from), Some(to)) = (before.state, self.state) else { return false };
        // Each time that a printer is asked is another attempt, of which it says then what it calls it.
        let (attempt, knows) = match to {
            State::Asked => (before.attempt + 1, self.there == (None, None)),
            State::Created => (before.attempt, self.there.0.is_some()),
            _ => (before.attempt, self.there == before.there),
        };
        from.leads_to(to) && self.attempt == attempt && knows
    }
}

//! Whether the database holds together: what `epn-hub check` looks at.

mod journal;
mod money;
mod prices;
mod printers;
mod prints;

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::codec::Columns as _;
use super::{StoreError, open, policy, usage};

/// Everything that is wrong, the first bad row of each kind, in sentences.
pub fn problems(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut problems = file(connection)?;
    if !problems.is_empty() {
        return Ok(problems);
    }
    if open::version(connection)? < open::known_version() {
        // `serve` brings it up to date: it is looked at as it will be then.
        return self::problems(&open::newest_copy(connection)?);
    }
    let schema = schema(connection)?;
    match rows(connection) {
        Ok(rows) => problems.extend(rows),
        // What is missing is named better than by the query that failed for want of it.
        Err(_) if schema.is_some() => {}
        Err(error) => return Err(error),
    }
    problems.extend(schema);
    Ok(problems)
}

/// What every site has and this database lacks: one that was only created, or copied without its log, is no site.
pub fn lacks(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut lacks = Vec::new();
    for (what, sql) in FOUNDED {
        if !connection.query_row(sql, [], |row| row.get::<_, bool>(0))? {
            lacks.push(format!("the database holds no {what}: restore the last backup"));
        }
    }
    Ok(lacks)
}

/// What the founding of a site writes.
const FOUNDED: [(&str, &str); 4] = [
    ("site", "SELECT EXISTS (SELECT 1 FROM site)"),
    ("room", "SELECT EXISTS (SELECT 1 FROM room)"),
    ("policy", "SELECT EXISTS (SELECT 1 FROM policy_version)"),
    ("staff account", "SELECT EXISTS (SELECT 1 FROM staff)"),
];

fn rows(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut problems = Vec::from_iter(foreign_keys(connection)?);
    if let Some((row, what)) = usage::first_broken(connection)? {
        problems.push(format!("usage_event, row {row}: {what}"));
    }
    if let Some(number) = policy::first_unreadable(connection)? {
        problems.push(format!("policy_version {number}: it is no policy"));
    }
    problems.extend(first_bad(connection, &RULES)?);
    problems.extend(printers::problems(connection)?);
    problems.extend(prints::problems(connection)?);
    problems.extend(money::problems(connection)?);
    Ok(problems)
}

/// The first row that breaks each of these rules.
fn first_bad(connection: &Connection, rules: &[(&str, impl AsRef<str>)]) -> Result<Vec<String>, StoreError> {
    let mut problems = Vec::new();
    for (what, sql) in rules {
        let bad: Option<String> = first(connection, sql.as_ref())?;
        problems.extend(bad.map(|row| format!("{row}: {what}")));
    }
    Ok(problems)
}

/// Queries that name the first row that breaks a rule.
const RULES: [(&str, &str); 11] = [
    (
        "its seconds by day do not add up to its seconds",
        "SELECT 'session ' || id AS bad FROM session
         WHERE seconds IS NOT NULL
           AND seconds != (SELECT coalesce(sum(d.seconds), 0) FROM session_day d WHERE d.session = session.id)
         ORDER BY id LIMIT 1",
    ),
    (
        "it ended before it was granted",
        "SELECT 'session ' || id AS bad FROM session WHERE ended < granted ORDER BY id LIMIT 1",
    ),
    (
        "the station said that it ended, but there is no such usage event",
        "SELECT 'session ' || id AS bad FROM session
         WHERE settled_by = 'station'
           AND NOT EXISTS (SELECT 1 FROM usage_event e WHERE e.day BETWEEN date(session.ended / 1000, 'unixepoch', '-1 day')
               AND date(session.ended / 1000, 'unixepoch', '+1 day')
               AND e.kind = 'session-ended' AND e.session = session.id)
         ORDER BY id LIMIT 1",
    ),
    (
        "its highest event number is not that of the stored events",
        "SELECT 'station_journal ' || station || ' ' || epoch AS bad FROM station_journal j
         WHERE highest != (SELECT coalesce(max(number), 0) FROM usage_event e
             WHERE e.station = j.station AND e.epoch = j.epoch AND e.number IS NOT NULL)
            OR highest != (SELECT count(*) FROM usage_event e
             WHERE e.station = j.station AND e.epoch = j.epoch AND e.number IS NOT NULL)
         ORDER BY station, epoch LIMIT 1",
    ),
    (
        "no such policy version went before it",
        "SELECT 'policy_version ' || number AS bad FROM policy_version p
         WHERE number > 1 AND NOT EXISTS (SELECT 1 FROM policy_version q WHERE q.number = p.number - 1)
         ORDER BY number LIMIT 1",
    ),
    (
        "it applies from a day that was over when it was made, or from none",
        "SELECT 'policy_version ' || number AS bad FROM policy_version
         WHERE applies_from IS NOT NULL AND (date(applies_from) IS NOT applies_from
             OR applies_from < date(since / 1000, 'unixepoch', '-1 day'))
         ORDER BY number LIMIT 1",
    ),
    (
        "it holds a place that another booking holds",
        "SELECT 'booking ' || b.id AS bad FROM booking b
         WHERE b.state IN ('held', 'arrived') AND EXISTS (SELECT 1 FROM booking o
             WHERE o.state IN ('held', 'arrived') AND o.id < b.id AND o.station = b.station
               AND o.starts < b.ends AND b.starts < o.ends
             UNION ALL SELECT 1 FROM booking o
             WHERE o.state IN ('held', 'arrived') AND o.id < b.id AND o.equipment = b.equipment
               AND o.starts < b.ends AND b.starts < o.ends)
         ORDER BY b.id LIMIT 1",
    ),
    (
        "its day is not that of its start, or it lasts longer than a day",
        "SELECT 'booking ' || id AS bad FROM booking
         WHERE day NOT BETWEEN date(starts / 1000, 'unixepoch', '-1 day') AND date(starts / 1000, 'unixepoch', '+1 day')
            OR ends - starts > 86400000
         ORDER BY id LIMIT 1",
    ),
    (
        "its visitor came, but no session says so; or one does, and they did not come",
        "SELECT 'booking ' || id AS bad FROM booking b
         WHERE (state = 'arrived' AND session IS NULL) OR (state IN ('held', 'cancelled') AND session IS NOT NULL)
            OR (session IS NOT NULL AND NOT EXISTS (SELECT 1 FROM session s WHERE s.id = b.session AND s.station = b.station))
         ORDER BY id LIMIT 1",
    ),
    (
        "it holds its equipment, which was retired before",
        "SELECT 'booking ' || b.id AS bad FROM booking b JOIN equipment e ON e.id = b.equipment
         WHERE b.state = 'held' AND b.starts > e.retired
         ORDER BY b.id LIMIT 1",
    ),
    (
        "somebody who waits no more is called to a station",
        "SELECT 'queue_entry ' || id AS bad FROM queue_entry
         WHERE gone IS NOT NULL AND station IS NOT NULL
         ORDER BY id LIMIT 1",
    ),
];

/// The first table, index or trigger that is not as the migrations made it.
fn schema(connection: &Connection) -> Result<Option<String>, StoreError> {
    let (found, made) = (objects(connection)?, objects(&open::pattern()?)?);
    // A table goes together with its indexes: it is the one to name.
    let differs = found.symmetric_difference(&made).max_by_key(|(kind, ..)| kind == "table");
    Ok(differs.map(|(kind, name, _)| format!("{kind} {name}: it is not as epn-hub made it")))
}

/// Kind, name and definition of all that the schema holds.
fn objects(connection: &Connection) -> Result<BTreeSet<(String, String, String)>, StoreError> {
    let mut statement = connection.prepare(
        "SELECT type, name, coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn first(connection: &Connection, sql: &str) -> Result<Option<String>, StoreError> {
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    Ok(rows.next()?.map(|row| row.raw("bad")).transpose()?)
}

fn file(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare("PRAGMA integrity_check(1)")?;
    let said: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(said
        .into_iter()
        .filter(|line| line != "ok")
        // What SQLite says goes over several lines; this is told in one.
        .map(|said| said.split_whitespace().collect::<Vec<_>>().join(" "))
        .map(|said| format!("the database file: {said}"))
        .collect())
}

fn foreign_keys(connection: &Connection) -> Result<Option<String>, StoreError> {
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let (table, id, parent): (String, Option<i64>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let id = id.map(|id| format!(", row {id}")).unwrap_or_default();
    Ok(Some(format!("{table}{id}: it names a row of {parent} that does not exist")))
}

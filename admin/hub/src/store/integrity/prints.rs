//! What must hold of prints: their journal, their session, and what the ledger holds for them.

/// Queries that name the first row that breaks a rule.
pub(super) const RULES: [(&str, &str); 6] = [
    (
        "its journal ends with another state, or has none",
        "SELECT 'print ' || id AS bad FROM print_job j
         WHERE state IS NOT (SELECT state FROM print_step s WHERE s.job = j.id ORDER BY seq DESC LIMIT 1)
         ORDER BY ipp LIMIT 1",
    ),
    (
        "its session was on another station, or its day is not that of its beginning",
        "SELECT 'print ' || j.id AS bad FROM print_job j JOIN session s ON s.id = j.session
         WHERE s.station <> j.station
            OR j.day NOT BETWEEN date(made / 1000, 'unixepoch', '-1 day') AND date(made / 1000, 'unixepoch', '+1 day')
         ORDER BY ipp LIMIT 1",
    ),
    (
        "money is held for it though nothing is to come out, or none though something is",
        "SELECT 'print ' || id AS bad FROM print_job
         WHERE (state IN ('authorised', 'released', 'asked', 'created', 'sending', 'printing', 'unknown'))
            <> (EXISTS (SELECT 1 FROM ledger WHERE key = print_job.id || ':reserve')
                AND NOT EXISTS (SELECT 1 FROM ledger WHERE key = print_job.id || ':settle'))
         ORDER BY ipp LIMIT 1",
    ),
    (
        "what it says that it cost is not what was debited for it",
        "SELECT 'print ' || id AS bad FROM print_job
         WHERE coalesce(charged, 0) <> (SELECT coalesce(sum(cents), 0) FROM ledger JOIN posting ON posting.entry = ledger.seq
             WHERE key = print_job.id || ':settle' AND account IN ('revenue', 'given'))
         ORDER BY ipp LIMIT 1",
    ),
    (
        "people call it by another number than its transaction does",
        "SELECT 'print ' || id AS bad FROM print_job JOIN ledger ON ledger.key = print_job.id || ':settle'
         WHERE json_extract(ledger.detail, '$.number') IS NOT number
         ORDER BY ipp LIMIT 1",
    ),
    (
        "it is not the purse of those whose print it pays",
        "SELECT 'purse ' || l.purse AS bad
         FROM (SELECT *, json_extract(holder, '$.id') AS held_by FROM print_job) j
         JOIN ledger l ON l.key = j.id || ':reserve' LEFT JOIN purse_holder h ON h.purse = l.purse
         WHERE coalesce(h.visitor, h.ticket, h.session) IS NOT held_by
             AND (h.purse IS NOT NULL OR held_by IN (SELECT id FROM visitor UNION ALL SELECT id FROM ticket UNION ALL SELECT id FROM session))
         ORDER BY ipp LIMIT 1",
    ),
];

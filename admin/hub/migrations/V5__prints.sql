-- Printers, prints and what happened to each of them. Moments and days are as in the first migration, amounts integer cents.
-- The name of a document is in no column.

CREATE TABLE printer (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    uri TEXT NOT NULL CHECK (length(uri) BETWEEN 1 AND 1000),
    tariff TEXT NOT NULL CHECK (json_valid(tariff)),
    paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
    -- SHA-256 of the public key that it showed first at this address, if it speaks TLS
    pin BLOB CHECK (length(pin) = 32),
    made INTEGER NOT NULL,
    removed INTEGER
) STRICT;

CREATE UNIQUE INDEX printer_name ON printer (name) WHERE removed IS NULL;

CREATE TABLE print_job (
    id TEXT NOT NULL PRIMARY KEY,
    ipp INTEGER NOT NULL UNIQUE CHECK (ipp > 0), -- what stations call it by; never used again
    day TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0), -- what people call it by on that day
    station TEXT NOT NULL REFERENCES station (id),
    session TEXT NOT NULL REFERENCES session (id), -- that was open there when it was created
    holder TEXT NOT NULL CHECK (json_valid(holder)), -- whose purse pays
    again TEXT REFERENCES print_job (id), -- of which it prints what had failed
    made INTEGER NOT NULL,
    ticket TEXT NOT NULL CHECK (json_valid(ticket)), -- how it is to come out
    format TEXT, -- once its document is there whole
    bytes INTEGER CHECK (bytes >= 0),
    document INTEGER NOT NULL DEFAULT 1 CHECK (document IN (0, 1)), -- whether its bytes are kept
    state TEXT NOT NULL CHECK (state IN ('receiving', 'to-check', 'held', 'authorised', 'released', 'asked', 'created',
        'sending', 'printing', 'settled', 'aborted', 'unknown', 'incomplete', 'refused', 'expired', 'cancelled')),
    since INTEGER NOT NULL, -- when it came into this state
    until INTEGER, -- when the timer is due: it expires, or its bytes are deleted
    pages TEXT, -- a letter each, as counted: b black, c colour, large B and C
    to_check TEXT, -- why a mediator has to look at it
    refusal TEXT CHECK (json_valid(refusal)),
    printer TEXT REFERENCES printer (id),
    quote TEXT CHECK (json_valid(quote)),
    turn INTEGER CHECK (turn > 0), -- its place among all that were released
    attempt INTEGER NOT NULL DEFAULT 0 CHECK (attempt >= 0),
    printer_job INTEGER, -- what the printer calls it by: used again by printers that restart, so never alone
    printer_uuid TEXT,
    impressions INTEGER NOT NULL DEFAULT 0 CHECK (impressions >= 0), -- as its printer says
    trouble TEXT, -- what stopped it
    charged INTEGER CHECK (charged >= 0),
    ended INTEGER,
    UNIQUE (day, number),
    CHECK ((quote IS NULL) = (printer IS NULL)),
    CHECK (attempt = 0 OR printer IS NOT NULL)
) STRICT;

CREATE INDEX print_job_of_session ON print_job (session);
CREATE INDEX print_job_due ON print_job (until) WHERE until IS NOT NULL;
CREATE INDEX print_job_under_way ON print_job (printer, turn)
    WHERE state IN ('released', 'asked', 'created', 'sending', 'printing');
CREATE INDEX print_job_receiving ON print_job (ipp) WHERE state = 'receiving';
CREATE INDEX print_job_open ON print_job (made) WHERE ended IS NULL;
CREATE INDEX print_job_with_document ON print_job (id) WHERE document = 1;

-- What happened to a print, step by step: each is durable before what follows from it is done.
CREATE TABLE print_step (
    seq INTEGER NOT NULL PRIMARY KEY,
    job TEXT NOT NULL REFERENCES print_job (id),
    at INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    state TEXT NOT NULL,
    printer_job INTEGER,
    printer_uuid TEXT,
    impressions INTEGER NOT NULL
) STRICT;

CREATE INDEX print_step_of_job ON print_step (job, seq);

CREATE TRIGGER print_step_is_never_edited BEFORE UPDATE ON print_step
BEGIN
    SELECT raise(ABORT, 'steps of prints are append-only');
END;

CREATE TRIGGER print_step_is_never_deleted BEFORE DELETE ON print_step
BEGIN
    SELECT raise(ABORT, 'steps of prints are append-only');
END;

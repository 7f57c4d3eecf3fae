-- One site with its room. Identifiers are ULIDs in text. Moments are milliseconds since the Unix epoch: of site time,
-- unless a comment says machine time. A `day` is a civil day of the site, YYYY-MM-DD.

CREATE TABLE site (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    created INTEGER NOT NULL,
    single INTEGER NOT NULL DEFAULT 1 UNIQUE CHECK (single = 1)
) STRICT;

CREATE TABLE room (
    id TEXT NOT NULL PRIMARY KEY,
    site TEXT NOT NULL REFERENCES site (id),
    name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 200)
) STRICT;

CREATE TABLE staff (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (length(name) BETWEEN 1 AND 100),
    role TEXT NOT NULL CHECK (role IN ('mediator', 'coordinator', 'technician')),
    password TEXT NOT NULL, -- Argon2id, in PHC format
    created INTEGER NOT NULL,
    closed INTEGER
) STRICT;

CREATE TABLE staff_session (
    token BLOB NOT NULL PRIMARY KEY CHECK (length(token) = 32), -- SHA-256 of the token
    staff TEXT NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    until INTEGER NOT NULL -- machine time
) STRICT, WITHOUT ROWID;

-- What the site decides: versions that are never edited.
CREATE TABLE policy_version (
    id TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE CHECK (number > 0),
    since INTEGER NOT NULL,
    staff TEXT REFERENCES staff (id),
    policy TEXT NOT NULL CHECK (json_valid(policy))
) STRICT;

CREATE TRIGGER policy_version_is_never_edited BEFORE UPDATE ON policy_version
BEGIN
    SELECT raise(ABORT, 'a policy version is never edited: add a new one');
END;

CREATE TRIGGER policy_version_is_never_deleted BEFORE DELETE ON policy_version
BEGIN
    SELECT raise(ABORT, 'a policy version is never deleted: sessions name theirs');
END;

CREATE TABLE station (
    id TEXT NOT NULL PRIMARY KEY,
    room TEXT NOT NULL REFERENCES room (id),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    tags TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags)),
    fingerprint BLOB UNIQUE CHECK (length(fingerprint) = 32), -- SHA-256 of its certificate; NULL when revoked
    paired INTEGER NOT NULL,
    out_of_service TEXT, -- the mediator's note, if one took it out
    UNIQUE (room, name)
) STRICT;

CREATE TABLE console (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 100),
    fingerprint BLOB UNIQUE CHECK (length(fingerprint) = 32),
    paired INTEGER NOT NULL
) STRICT;

-- A spent or old code stays a day, so that its use can be told from a typing error; it opens nothing.
CREATE TABLE pairing_code (
    id INTEGER NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    expires INTEGER NOT NULL, -- machine time
    used INTEGER -- machine time
) STRICT;

CREATE TABLE visitor (
    id TEXT NOT NULL PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    picture TEXT NOT NULL,
    pin TEXT NOT NULL, -- Argon2id over the peppered PIN, in PHC format
    birth_year INTEGER CHECK (birth_year BETWEEN 1900 AND 2200),
    authorised INTEGER, -- when a guardian's authorisation was recorded
    created INTEGER NOT NULL
) STRICT;

-- Apart, so that a name can be erased while the rest stays.
CREATE TABLE visitor_name (
    visitor TEXT NOT NULL PRIMARY KEY REFERENCES visitor (id) ON DELETE CASCADE,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200)
) STRICT;

CREATE TABLE ticket (
    id TEXT NOT NULL PRIMARY KEY,
    code BLOB NOT NULL UNIQUE CHECK (length(code) = 32), -- HMAC-SHA256 under a key outside the database
    minutes INTEGER NOT NULL CHECK (minutes > 0), -- carried when new; what is left is derived from its sessions
    expires INTEGER NOT NULL,
    picture TEXT NOT NULL,
    ordinal INTEGER NOT NULL CHECK (ordinal > 0),
    age TEXT NOT NULL,
    issued INTEGER NOT NULL,
    day TEXT NOT NULL,
    staff TEXT REFERENCES staff (id)
) STRICT;

CREATE INDEX ticket_by_day ON ticket (day, picture);

CREATE TABLE session (
    id TEXT NOT NULL PRIMARY KEY,
    station TEXT NOT NULL REFERENCES station (id),
    policy TEXT NOT NULL REFERENCES policy_version (id),
    category TEXT NOT NULL CHECK (category IN ('member', 'ticket', 'no-account', 'staff')),
    visitor TEXT REFERENCES visitor (id) ON DELETE SET NULL,
    ticket TEXT REFERENCES ticket (id) ON DELETE SET NULL,
    moved_from TEXT REFERENCES session (id),
    picture TEXT NOT NULL,
    ordinal INTEGER NOT NULL CHECK (ordinal > 0),
    age TEXT NOT NULL,
    day TEXT NOT NULL, -- of the grant
    granted INTEGER NOT NULL,
    ends INTEGER NOT NULL, -- the first moment after the granted time
    extends_by_itself INTEGER NOT NULL CHECK (extends_by_itself IN (0, 1)),
    epoch TEXT, -- the station's journal, once the station said that it started
    started INTEGER, -- by the station
    released INTEGER, -- from then on it holds nobody and counts no more, though the station has not said that it ended
    ended INTEGER,
    seconds INTEGER CHECK (seconds >= 0), -- of site time
    cause TEXT,
    settled_by TEXT CHECK (settled_by IN ('station', 'hub')),
    reset TEXT CHECK (json_valid(reset)),
    CHECK ((ended IS NULL) = (seconds IS NULL) AND (ended IS NULL) = (cause IS NULL))
) STRICT;

CREATE UNIQUE INDEX session_open ON session (station) WHERE ended IS NULL;
CREATE INDEX session_by_day ON session (day, picture);
CREATE INDEX session_of_visitor ON session (visitor, day) WHERE visitor IS NOT NULL;
CREATE INDEX session_of_ticket ON session (ticket) WHERE ticket IS NOT NULL;

-- A finished session's seconds, by civil day: what quotas count.
CREATE TABLE session_day (
    session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    day TEXT NOT NULL,
    seconds INTEGER NOT NULL CHECK (seconds >= 0),
    PRIMARY KEY (session, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE lease (
    id TEXT NOT NULL PRIMARY KEY,
    session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    policy TEXT NOT NULL REFERENCES policy_version (id),
    signed INTEGER NOT NULL,
    seconds INTEGER NOT NULL CHECK (seconds >= 0)
) STRICT;

CREATE INDEX lease_of_session ON lease (session);

CREATE TABLE acceptance (
    session TEXT NOT NULL PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
    charter TEXT NOT NULL,
    lang TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How far the hub has each journal of each station.
CREATE TABLE station_journal (
    station TEXT NOT NULL REFERENCES station (id),
    epoch TEXT NOT NULL,
    highest INTEGER NOT NULL CHECK (highest >= 0),
    first_seen INTEGER NOT NULL,
    PRIMARY KEY (station, epoch)
) STRICT, WITHOUT ROWID;

-- Append-only and chained: each row holds the hash of the one before. Holds no name and nothing that leads to one.
CREATE TABLE usage_event (
    seq INTEGER NOT NULL PRIMARY KEY CHECK (seq > 0),
    at INTEGER NOT NULL,
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    station TEXT,
    epoch TEXT,
    number INTEGER,
    session TEXT,
    body TEXT NOT NULL CHECK (json_valid(body)),
    before BLOB NOT NULL CHECK (length(before) = 32),
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE UNIQUE INDEX usage_event_once ON usage_event (station, epoch, number) WHERE number IS NOT NULL;
CREATE INDEX usage_event_by_day ON usage_event (day, kind);

CREATE TRIGGER usage_event_is_never_edited BEFORE UPDATE ON usage_event
BEGIN
    SELECT raise(ABORT, 'usage events are append-only');
END;

CREATE TRIGGER usage_event_is_never_deleted BEFORE DELETE ON usage_event
BEGIN
    SELECT raise(ABORT, 'usage events are append-only');
END;

CREATE TABLE throttle (
    subject TEXT NOT NULL PRIMARY KEY,
    failures INTEGER NOT NULL CHECK (failures > 0),
    last INTEGER NOT NULL -- machine time
) STRICT, WITHOUT ROWID;

CREATE TABLE command (
    seq INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    station TEXT NOT NULL REFERENCES station (id),
    made INTEGER NOT NULL,
    command TEXT NOT NULL CHECK (json_valid(command)),
    done INTEGER,
    outcome TEXT CHECK (json_valid(outcome))
) STRICT;

CREATE INDEX command_pending ON command (station, seq) WHERE done IS NULL;

-- What a command offers a station, until it is claimed, once, or out of date.
CREATE TABLE offer (
    command TEXT NOT NULL PRIMARY KEY REFERENCES command (id),
    station TEXT NOT NULL REFERENCES station (id),
    session TEXT NOT NULL, -- of the session that it opens or extends
    offer TEXT NOT NULL CHECK (json_valid(offer)),
    until INTEGER NOT NULL, -- machine time
    claimed INTEGER
) STRICT;

CREATE INDEX offer_open ON offer (station) WHERE claimed IS NULL;

-- Who did what, for the security log (kept three months).
CREATE TABLE audit (
    seq INTEGER NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    staff TEXT,
    what TEXT NOT NULL,
    about TEXT,
    detail TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(detail))
) STRICT;

CREATE INDEX audit_by_time ON audit (at);

-- The journal of one station. One row of `standing`; its columns that may be empty are what an interrupted session,
-- a mediator's note, a reset or the hub left.
CREATE TABLE standing (
    id            INTEGER PRIMARY KEY CHECK (id = 1),
    epoch         TEXT    NOT NULL,
    last_event    INTEGER NOT NULL CHECK (last_event >= 0),
    -- The last event that was ever sent, and the last that the hub is known to have.
    sent          INTEGER NOT NULL CHECK (sent >= 0),
    acknowledged  INTEGER NOT NULL CHECK (acknowledged BETWEEN 0 AND last_event),
    -- The kernel's name of the last boot, and ours.
    kernel_boot   TEXT    NOT NULL,
    boot          TEXT    NOT NULL,
    phase         TEXT    NOT NULL,
    session       TEXT,
    session_boot  TEXT,
    used_seconds  INTEGER NOT NULL DEFAULT 0,
    -- The golden profile's digest from the start of a session that is not proved gone yet.
    golden        TEXT,
    staff         TEXT,
    -- Wrong recovery codes in a row.
    recovery_tries INTEGER NOT NULL DEFAULT 0,
    last_reset    TEXT,
    -- How much was left when all disks were last looked at, if anything was.
    found_everywhere INTEGER,
    site          TEXT,
    -- Site time in milliseconds since 1970 at a moment of a boot's clock.
    site_boot     TEXT,
    site_boot_ms  INTEGER,
    site_at_ms    INTEGER
) STRICT;

-- Events for the hub, each the JSON of a record that is never changed.
CREATE TABLE event (
    number INTEGER PRIMARY KEY,
    body   TEXT NOT NULL
) STRICT;

-- Commands of the hub that were carried out, and how they ended.
CREATE TABLE command (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id       TEXT NOT NULL UNIQUE,
    outcome  TEXT NOT NULL
) STRICT;

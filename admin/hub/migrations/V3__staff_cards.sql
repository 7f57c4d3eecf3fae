-- Cards that open a mediator's quick actions at a station, and at which station an act of the security log was done.

CREATE TABLE staff_card (
    id INTEGER NOT NULL PRIMARY KEY,
    staff TEXT NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    code BLOB NOT NULL UNIQUE CHECK (length(code) = 32), -- HMAC-SHA256 under a key outside the database
    pin TEXT NOT NULL, -- Argon2id over the peppered PIN, in PHC format
    issued INTEGER NOT NULL,
    revoked INTEGER
) STRICT;

CREATE UNIQUE INDEX staff_card_in_use ON staff_card (staff) WHERE revoked IS NULL;

-- The station at whose screen it was done; NULL if it was done elsewhere.
ALTER TABLE audit ADD COLUMN station TEXT REFERENCES station (id);

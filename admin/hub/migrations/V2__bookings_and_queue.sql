-- Bookings of stations and of equipment, the queue of those who wait without one, groups of visitors, and policy
-- versions that apply from a later day. Moments and days are as in the first migration.

ALTER TABLE visitor ADD COLUMN groups TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(groups));

-- The first civil day on which a version applies; NULL for the moment at which it was made.
ALTER TABLE policy_version ADD COLUMN applies_from TEXT;

CREATE TABLE equipment (
    id TEXT NOT NULL PRIMARY KEY,
    room TEXT NOT NULL REFERENCES room (id),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    tags TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags)),
    made INTEGER NOT NULL,
    retired INTEGER
) STRICT;

CREATE UNIQUE INDEX equipment_name ON equipment (room, name) WHERE retired IS NULL;

CREATE TABLE booking (
    id TEXT NOT NULL PRIMARY KEY,
    station TEXT REFERENCES station (id),
    equipment TEXT REFERENCES equipment (id),
    tag TEXT, -- what was asked for, if any with it would do
    visitor TEXT REFERENCES visitor (id) ON DELETE SET NULL,
    ticket TEXT REFERENCES ticket (id) ON DELETE SET NULL,
    picture TEXT,
    ordinal INTEGER CHECK (ordinal > 0),
    label TEXT NOT NULL DEFAULT '' CHECK (length(label) <= 80),
    series TEXT,
    policy TEXT NOT NULL REFERENCES policy_version (id),
    day TEXT NOT NULL, -- of its start
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'held' CHECK (state IN ('held', 'arrived', 'released', 'cancelled')),
    made INTEGER NOT NULL,
    staff TEXT REFERENCES staff (id), -- who made it at the desk; NULL for the visitor
    reason TEXT, -- why although the rules refused
    session TEXT REFERENCES session (id), -- of the visitor who came
    CHECK (starts < ends),
    CHECK ((station IS NULL) <> (equipment IS NULL)),
    CHECK (visitor IS NULL OR ticket IS NULL)
) STRICT;

CREATE INDEX booking_by_day ON booking (day);
CREATE INDEX booking_on_station ON booking (station, starts) WHERE state IN ('held', 'arrived');
CREATE INDEX booking_on_equipment ON booking (equipment, starts) WHERE state IN ('held', 'arrived');
CREATE INDEX booking_of_visitor ON booking (visitor, starts) WHERE visitor IS NOT NULL;
CREATE INDEX booking_of_ticket ON booking (ticket, starts) WHERE ticket IS NOT NULL;
CREATE INDEX booking_of_series ON booking (series, starts) WHERE series IS NOT NULL;
-- Bookings that nobody has come to yet: what the next release is looked for in.
CREATE INDEX booking_held ON booking (starts) WHERE state = 'held';

-- No two holds on one place overlap, whoever writes.
CREATE TRIGGER booking_overlaps_nothing BEFORE INSERT ON booking WHEN new.state IN ('held', 'arrived')
BEGIN
    SELECT raise(ABORT, 'the place is held already') WHERE EXISTS (
        SELECT 1 FROM booking
        WHERE state IN ('held', 'arrived') AND starts < new.ends AND new.starts < ends AND id <> new.id
            AND (station = new.station OR equipment = new.equipment)
    );
END;

CREATE TRIGGER booking_moves_onto_nothing
BEFORE UPDATE OF station, equipment, starts, ends, state ON booking WHEN new.state IN ('held', 'arrived')
BEGIN
    SELECT raise(ABORT, 'the place is held already') WHERE EXISTS (
        SELECT 1 FROM booking
        WHERE state IN ('held', 'arrived') AND starts < new.ends AND new.starts < ends AND id <> new.id
            AND (station = new.station OR equipment = new.equipment)
    );
END;

ALTER TABLE session ADD COLUMN companions INTEGER NOT NULL DEFAULT 0 CHECK (companions BETWEEN 0 AND 9);
ALTER TABLE session ADD COLUMN tariff TEXT CHECK (json_valid(tariff)); -- what it costs; NULL for nothing
ALTER TABLE session ADD COLUMN price INTEGER CHECK (price >= 0); -- cents, once it has ended
ALTER TABLE session ADD COLUMN booking TEXT REFERENCES booking (id);

CREATE TABLE queue_entry (
    id TEXT NOT NULL PRIMARY KEY,
    place INTEGER NOT NULL, -- those with the smallest are next; not without gaps
    visitor TEXT REFERENCES visitor (id) ON DELETE SET NULL,
    ticket TEXT REFERENCES ticket (id) ON DELETE SET NULL,
    picture TEXT NOT NULL,
    ordinal INTEGER NOT NULL CHECK (ordinal > 0),
    age TEXT NOT NULL,
    joined INTEGER NOT NULL,
    day TEXT NOT NULL,
    missed INTEGER NOT NULL DEFAULT 0 CHECK (missed >= 0),
    station TEXT REFERENCES station (id), -- to which they are called
    held_until INTEGER, -- until when it is held for them
    gone INTEGER, -- when they stopped waiting
    why TEXT CHECK (why IN ('served', 'left', 'missed', 'removed', 'closed')),
    session TEXT REFERENCES session (id), -- that they were waiting for
    CHECK ((station IS NULL) = (held_until IS NULL)),
    CHECK ((gone IS NULL) = (why IS NULL))
) STRICT;

CREATE INDEX queue_waiting ON queue_entry (place) WHERE gone IS NULL;
CREATE UNIQUE INDEX queue_called ON queue_entry (station) WHERE gone IS NULL AND station IS NOT NULL;
CREATE UNIQUE INDEX queue_visitor ON queue_entry (visitor) WHERE gone IS NULL AND visitor IS NOT NULL;
CREATE UNIQUE INDEX queue_ticket ON queue_entry (ticket) WHERE gone IS NULL AND ticket IS NOT NULL;

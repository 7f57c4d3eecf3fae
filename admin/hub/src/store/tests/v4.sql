-- A database of version 4 of the schema, as it left it. Frozen with its migration.
PRAGMA application_id = 1162890801;
PRAGMA foreign_keys = OFF;
BEGIN TRANSACTION;
CREATE TABLE acceptance (
    session TEXT NOT NULL PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
    charter TEXT NOT NULL,
    lang TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "acceptance" VALUES('01JNZA0000000000000000SE01','1','fr',1773133200000);
CREATE TABLE audit (
    seq INTEGER NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    staff TEXT,
    what TEXT NOT NULL,
    about TEXT,
    detail TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(detail))
, station TEXT REFERENCES station (id)) STRICT;
INSERT INTO "audit" VALUES(1,1795297744901,NULL,'site-founded','01M801B605JKP236XEMAB05ARN','{}',NULL);
INSERT INTO "audit" VALUES(2,1773133500000,'01M801B605M0FECBG9V2HHYTVE','card-opened','01JNZA0000000000000000ST01','{}','01JNZA0000000000000000ST01');
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
INSERT INTO "booking" VALUES('01JNZA0000000000000000BK01','01JNZA0000000000000000ST01',NULL,NULL,'01JNZA0000000000000000V101',NULL,'cat',1,'',NULL,'01M801B605E8QR3ZV7H7XT5NR0','2026-03-10',1773133200000,1773133800000,'arrived',1773129600000,NULL,NULL,'01JNZA0000000000000000SE01');
INSERT INTO "booking" VALUES('01JNZA0000000000000000BK02','01JNZA0000000000000000ST01',NULL,'accessible',NULL,'01JNZA0000000000000000T101','dog',1,'',NULL,'01M801B605E8QR3ZV7H7XT5NR0','2026-03-11',1773219600000,1773223200000,'held',1773129600000,NULL,NULL,NULL);
INSERT INTO "booking" VALUES('01JNZA0000000000000000BK03','01JNZA0000000000000000ST01',NULL,NULL,'01JNZA0000000000000000V101',NULL,'cat',1,'',NULL,'01M801B605E8QR3ZV7H7XT5NR0','2026-03-11',1773219600000,1773223200000,'cancelled',1773129600000,NULL,NULL,NULL);
INSERT INTO "booking" VALUES('01JNZA0000000000000000BK04',NULL,'01JNZA0000000000000000EQ01',NULL,NULL,NULL,NULL,NULL,'Atelier','01JNZA0000000000000000SR01','01M801B605E8QR3ZV7H7XT5NR0','2026-03-12',1773306000000,1773313200000,'held',1773129600000,'01M801B605M0FECBG9V2HHYTVE',NULL,NULL);
INSERT INTO "booking" VALUES('01JNZA0000000000000000BK05','01JNZA0000000000000000ST01',NULL,NULL,'01JNZA0000000000000000V101',NULL,'cat',1,'',NULL,'01M801B605E8QR3ZV7H7XT5NR0','2026-03-09',1773046800000,1773050400000,'released',1773129600000,'01M801B605M0FECBG9V2HHYTVE','il vient de loin',NULL);
CREATE TABLE command (
    seq INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    station TEXT NOT NULL REFERENCES station (id),
    made INTEGER NOT NULL,
    command TEXT NOT NULL CHECK (json_valid(command)),
    done INTEGER,
    outcome TEXT CHECK (json_valid(outcome))
) STRICT;
INSERT INTO "command" VALUES(1,'01JNZA0000000000000000CM01','01JNZA0000000000000000ST01',1773133200000,'{"command":"in-service"}',1773133200000,'{"outcome":"done"}');
CREATE TABLE console (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 100),
    fingerprint BLOB UNIQUE CHECK (length(fingerprint) = 32),
    paired INTEGER NOT NULL
) STRICT;
INSERT INTO "console" VALUES('01JNZA0000000000000000C001','Accueil',X'0202020202020202020202020202020202020202020202020202020202020202',1773133200000);
CREATE TABLE day_close (
    number INTEGER NOT NULL PRIMARY KEY CHECK (number > 0),
    entry INTEGER NOT NULL UNIQUE REFERENCES ledger (seq),
    note TEXT NOT NULL CHECK (length(note) <= 500)
) STRICT;
INSERT INTO "day_close" VALUES(1,9,'Il manque 10 centimes');
CREATE TABLE equipment (
    id TEXT NOT NULL PRIMARY KEY,
    room TEXT NOT NULL REFERENCES room (id),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    tags TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags)),
    made INTEGER NOT NULL,
    retired INTEGER
) STRICT;
INSERT INTO "equipment" VALUES('01JNZA0000000000000000EQ01','01M801B60536VG98F2X7T5RVA4','Imprimante 3D','["3d"]',1773133200000,NULL);
INSERT INTO "equipment" VALUES('01JNZA0000000000000000EQ02','01M801B60536VG98F2X7T5RVA4','Tablette','[]',1773133200000,1773133300000);
CREATE TABLE lease (
    id TEXT NOT NULL PRIMARY KEY,
    session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    policy TEXT NOT NULL REFERENCES policy_version (id),
    signed INTEGER NOT NULL,
    seconds INTEGER NOT NULL CHECK (seconds >= 0)
) STRICT;
INSERT INTO "lease" VALUES('01JNZA0000000000000000E101','01JNZA0000000000000000SE01','01M801B605E8QR3ZV7H7XT5NR0',1773133200000,3600);
CREATE TABLE ledger (
    seq INTEGER NOT NULL PRIMARY KEY CHECK (seq > 0),
    at INTEGER NOT NULL,
    day TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN
        ('top-up', 'refund', 'allowance', 'allowance-over', 'reserve', 'settle', 'adjust', 'close')),
    key TEXT NOT NULL UNIQUE, -- what happens twice under one key happened once
    purse TEXT REFERENCES purse (id),
    job TEXT,
    period TEXT, -- of the allowance that it is about, or that it takes from
    staff TEXT REFERENCES staff (id),
    detail TEXT NOT NULL CHECK (json_valid(detail)), -- no name, and nothing that leads to one
    reason BLOB CHECK (length(reason) = 32), -- SHA-256 over salt and text in ledger_reason
    before BLOB NOT NULL CHECK (length(before) = 32),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    CHECK ((purse IS NULL) = (kind = 'close')),
    CHECK ((job IS NULL) = (kind NOT IN ('reserve', 'settle', 'adjust')))
) STRICT;
INSERT INTO "ledger" VALUES(1,1773133200000,'2026-03-10','top-up','topup:01JNZA0000000000000000RC01','01JNZA0000000000000000PR01',NULL,NULL,'01M801B605M0FECBG9V2HHYTVE','{"receipt":1}',NULL,X'0000000000000000000000000000000000000000000000000000000000000000',X'0453DA9951AFFF3C7DF570F6B44E6F5185F9A6E809FF5A8356D8217E0BF49160');
INSERT INTO "ledger" VALUES(2,1773133200000,'2026-03-10','top-up','topup:01JNZA0000000000000000RC02','01JNZA0000000000000000PR02',NULL,NULL,'01M801B605M0FECBG9V2HHYTVE','{"receipt":2}',NULL,X'0453DA9951AFFF3C7DF570F6B44E6F5185F9A6E809FF5A8356D8217E0BF49160',X'B29B9203127396E1AE22E983C5CBFB181A813AACD4FBDC6D601197CB6C207AE2');
INSERT INTO "ledger" VALUES(3,1773133200000,'2026-03-10','top-up','topup:01JNZA0000000000000000RC03','01JNZA0000000000000000PR03',NULL,NULL,NULL,'{"receipt":3}',NULL,X'B29B9203127396E1AE22E983C5CBFB181A813AACD4FBDC6D601197CB6C207AE2',X'16921EE8D5A39AA1CE419E67B0F8A87E45C4448318B85003F03977A9E3126932');
INSERT INTO "ledger" VALUES(4,1773133200000,'2026-03-10','allowance','01JNZA0000000000000000PR01:allowance:month-2026-03-01','01JNZA0000000000000000PR01',NULL,'month-2026-03-01',NULL,'{}',NULL,X'16921EE8D5A39AA1CE419E67B0F8A87E45C4448318B85003F03977A9E3126932',X'55CA2DAD71829B17413B2DEFF919D54EEE37DEC0D3EF83976AE314068A6D16EA');
INSERT INTO "ledger" VALUES(5,1773133200000,'2026-03-10','reserve','01JNZA0000000000000000JB01:reserve','01JNZA0000000000000000PR01','01JNZA0000000000000000JB01','month-2026-03-01',NULL,'{}',NULL,X'55CA2DAD71829B17413B2DEFF919D54EEE37DEC0D3EF83976AE314068A6D16EA',X'78BA4D6D236CCB9A2DC2CEBF2660E6DB5525DB05CE4C71CD7C99C41B19811537');
INSERT INTO "ledger" VALUES(6,1773133200000,'2026-03-10','settle','01JNZA0000000000000000JB01:settle','01JNZA0000000000000000PR01','01JNZA0000000000000000JB01','month-2026-03-01',NULL,'{"number":1,"sides":12}',NULL,X'78BA4D6D236CCB9A2DC2CEBF2660E6DB5525DB05CE4C71CD7C99C41B19811537',X'32263D7BC96C0374711F056AC1D6DB67A0FFC1CC4A66DAA44D119CFADBE8DF6C');
INSERT INTO "ledger" VALUES(7,1773133200000,'2026-03-10','adjust','01JNZA0000000000000000JB01:adjust:1','01JNZA0000000000000000PR01','01JNZA0000000000000000JB01',NULL,'01M801B605M0FECBG9V2HHYTVE','{}',X'126DF9C2FC2C38C0ACACDE4F5A2377BC27BD1D3B3BF96357EC03C72C214311D5',X'32263D7BC96C0374711F056AC1D6DB67A0FFC1CC4A66DAA44D119CFADBE8DF6C',X'4EB433C7F8B2BB893F0F2F854B9D384D359534E1166ADEF549D715677C328554');
INSERT INTO "ledger" VALUES(8,1773133200000,'2026-03-10','refund','refund:01JNZA0000000000000000RC04','01JNZA0000000000000000PR01',NULL,NULL,'01M801B605M0FECBG9V2HHYTVE','{"receipt":4}',X'D9251A4B28FFDA271A9AF8368A2A580F848415422538D92239F247FC0711F9B3',X'4EB433C7F8B2BB893F0F2F854B9D384D359534E1166ADEF549D715677C328554',X'5AC98D7C204BD37F867899CB35C7972814CC5EF7AE009CD420E0B381DEA418E5');
INSERT INTO "ledger" VALUES(9,1773133200000,'2026-03-10','close','close:1',NULL,NULL,NULL,'01M801B605M0FECBG9V2HHYTVE','{"number":1,"totals":[{"means":"cash","taken":500,"given_back":90},{"means":"card","taken":200,"given_back":0},{"means":"voucher","taken":1000,"given_back":0}],"first_receipt":1,"last_receipt":4,"revenue":20,"counted":400,"difference":-10}',NULL,X'5AC98D7C204BD37F867899CB35C7972814CC5EF7AE009CD420E0B381DEA418E5',X'07B056B44C0009F308B33D69A2E550E62F7E036E28358C8306AC8481BDB902F9');
INSERT INTO "ledger" VALUES(10,1773133200000,'2026-03-10','top-up','topup:01JNZA0000000000000000RC05','01JNZA0000000000000000PR03',NULL,NULL,'01M801B605M0FECBG9V2HHYTVE','{"receipt":5}',NULL,X'07B056B44C0009F308B33D69A2E550E62F7E036E28358C8306AC8481BDB902F9',X'7C2CD759A5F65EA08B66682B606A565CF22123289150F71F78DE9B7947C76DEC');
CREATE TABLE ledger_reason (
    entry INTEGER NOT NULL PRIMARY KEY REFERENCES ledger (seq),
    salt BLOB NOT NULL CHECK (length(salt) = 16),
    reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 500)
) STRICT;
INSERT INTO "ledger_reason" VALUES(7,X'07070707070707070707070707070707','Page tachée');
INSERT INTO "ledger_reason" VALUES(8,X'08080808080808080808080808080808','Départ');
CREATE TABLE offer (
    command TEXT NOT NULL PRIMARY KEY REFERENCES command (id),
    station TEXT NOT NULL REFERENCES station (id),
    session TEXT NOT NULL, -- of the session that it opens or extends
    offer TEXT NOT NULL CHECK (json_valid(offer)),
    until INTEGER NOT NULL, -- machine time
    claimed INTEGER
) STRICT;
CREATE TABLE pairing_code (
    id INTEGER NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    expires INTEGER NOT NULL, -- machine time
    used INTEGER -- machine time
) STRICT;
INSERT INTO "pairing_code" VALUES(1,'K7QF-2M0X-9TRB-HD4W',1773133200000,1773133200000);
CREATE TABLE policy_version (
    id TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE CHECK (number > 0),
    since INTEGER NOT NULL,
    staff TEXT REFERENCES staff (id),
    policy TEXT NOT NULL CHECK (json_valid(policy))
, applies_from TEXT) STRICT;
INSERT INTO "policy_version" VALUES('01M801B605E8QR3ZV7H7XT5NR0',1,1795297744901,NULL,'{"timezone":"Europe/Paris","opening":{"monday":[],"tuesday":["09:30-12:00","14:00-18:00"],"wednesday":["09:30-12:00","14:00-18:00"],"thursday":["09:30-12:00","14:00-18:00"],"friday":["09:30-12:00","14:00-18:00"],"saturday":["09:30-12:00","14:00-18:00"],"sunday":[]},"closures":[],"session":{"longest":60,"granularity":15,"extend_while_nobody_waits":true,"grace":5,"shortest":5},"quotas":[{"per":"day","minutes":120}],"no_account":{"allowed":true},"ages":{"accompanied_under":12,"authorisation_under":18,"consent_under":15},"tickets":{"minutes":60,"valid_days":1}}',NULL);
INSERT INTO "policy_version" VALUES('01JNZA0000000000000000P002',2,1795297744902,'01M801B605M0FECBG9V2HHYTVE','{"timezone":"Europe/Paris","opening":{"monday":[],"tuesday":["09:30-12:00","14:00-18:00"],"wednesday":["09:30-12:00","14:00-18:00"],"thursday":["09:30-12:00","14:00-18:00"],"friday":["09:30-12:00","14:00-18:00"],"saturday":["09:30-12:00","14:00-18:00"],"sunday":[]},"closures":[],"session":{"longest":60,"granularity":15,"extend_while_nobody_waits":true,"grace":5,"shortest":5},"quotas":[{"per":"day","minutes":120}],"no_account":{"allowed":true},"ages":{"accompanied_under":12,"authorisation_under":18,"consent_under":15},"tickets":{"minutes":60,"valid_days":1}}','2026-12-01');
CREATE TABLE posting (
    entry INTEGER NOT NULL REFERENCES ledger (seq) DEFERRABLE INITIALLY DEFERRED,
    account TEXT NOT NULL CHECK (account IN
        ('paid', 'free', 'reserve', 'cash', 'card', 'cheque', 'voucher', 'revenue', 'allowance', 'given', 'goodwill')),
    cents INTEGER NOT NULL CHECK (cents <> 0),
    PRIMARY KEY (entry, account)
) STRICT, WITHOUT ROWID;
INSERT INTO "posting" VALUES(1,'cash',-500);
INSERT INTO "posting" VALUES(1,'paid',500);
INSERT INTO "posting" VALUES(2,'paid',1000);
INSERT INTO "posting" VALUES(2,'voucher',-1000);
INSERT INTO "posting" VALUES(3,'card',-200);
INSERT INTO "posting" VALUES(3,'paid',200);
INSERT INTO "posting" VALUES(4,'allowance',-100);
INSERT INTO "posting" VALUES(4,'free',100);
INSERT INTO "posting" VALUES(5,'free',-100);
INSERT INTO "posting" VALUES(5,'paid',-50);
INSERT INTO "posting" VALUES(5,'reserve',150);
INSERT INTO "posting" VALUES(6,'given',100);
INSERT INTO "posting" VALUES(6,'paid',30);
INSERT INTO "posting" VALUES(6,'reserve',-150);
INSERT INTO "posting" VALUES(6,'revenue',20);
INSERT INTO "posting" VALUES(7,'goodwill',-10);
INSERT INTO "posting" VALUES(7,'paid',10);
INSERT INTO "posting" VALUES(8,'cash',90);
INSERT INTO "posting" VALUES(8,'paid',-90);
INSERT INTO "posting" VALUES(10,'cheque',-40);
INSERT INTO "posting" VALUES(10,'paid',40);
CREATE TABLE purse (
    id TEXT NOT NULL PRIMARY KEY,
    opened INTEGER NOT NULL
) STRICT;
INSERT INTO "purse" VALUES('01JNZA0000000000000000PR01',1773133200000);
INSERT INTO "purse" VALUES('01JNZA0000000000000000PR02',1773133200000);
INSERT INTO "purse" VALUES('01JNZA0000000000000000PR03',1773133200000);
CREATE TABLE purse_holder (
    purse TEXT NOT NULL PRIMARY KEY REFERENCES purse (id),
    visitor TEXT UNIQUE REFERENCES visitor (id) ON DELETE CASCADE,
    ticket TEXT UNIQUE REFERENCES ticket (id) ON DELETE CASCADE,
    session TEXT UNIQUE REFERENCES session (id) ON DELETE CASCADE,
    CHECK ((visitor IS NOT NULL) + (ticket IS NOT NULL) + (session IS NOT NULL) = 1)
) STRICT;
INSERT INTO "purse_holder" VALUES('01JNZA0000000000000000PR01','01JNZA0000000000000000V101',NULL,NULL);
INSERT INTO "purse_holder" VALUES('01JNZA0000000000000000PR02',NULL,'01JNZA0000000000000000T101',NULL);
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
INSERT INTO "queue_entry" VALUES('01JNZA0000000000000000QU01',1,'01JNZA0000000000000000V101',NULL,'cat',1,'soixante_soixante_neuf',1773133200000,'2026-03-10',1,'01JNZA0000000000000000ST01',1773133380000,NULL,NULL,NULL);
INSERT INTO "queue_entry" VALUES('01JNZA0000000000000000QU02',2,NULL,NULL,'sun',1,'non_communique',1773133200000,'2026-03-10',0,NULL,NULL,1773133260000,'left',NULL);
CREATE TABLE receipt (
    number INTEGER NOT NULL PRIMARY KEY CHECK (number > 0),
    id TEXT NOT NULL UNIQUE,
    entry INTEGER NOT NULL UNIQUE REFERENCES ledger (seq)
) STRICT;
INSERT INTO "receipt" VALUES(1,'01JNZA0000000000000000RC01',1);
INSERT INTO "receipt" VALUES(2,'01JNZA0000000000000000RC02',2);
INSERT INTO "receipt" VALUES(3,'01JNZA0000000000000000RC03',3);
INSERT INTO "receipt" VALUES(4,'01JNZA0000000000000000RC04',8);
INSERT INTO "receipt" VALUES(5,'01JNZA0000000000000000RC05',10);
CREATE TABLE refinery_schema_history(
             version int4 PRIMARY KEY,
             name VARCHAR(255),
             applied_on VARCHAR(255),
             checksum VARCHAR(255));
INSERT INTO "refinery_schema_history" VALUES(1,'one_room','2026-11-21T21:49:04.783717084Z','12108453168059412132');
INSERT INTO "refinery_schema_history" VALUES(2,'bookings_and_queue','2026-11-22T01:13:29.511687961Z','15670513495880184233');
INSERT INTO "refinery_schema_history" VALUES(3,'staff_cards','2026-11-22T04:12:00.823974349Z','8992588493824474237');
INSERT INTO "refinery_schema_history" VALUES(4,'money','2026-11-22T08:00:00.0Z','4442958197069732824');
CREATE TABLE room (
    id TEXT NOT NULL PRIMARY KEY,
    site TEXT NOT NULL REFERENCES site (id),
    name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 200)
) STRICT;
INSERT INTO "room" VALUES('01M801B60536VG98F2X7T5RVA4','01M801B605JKP236XEMAB05ARN','Salle 1');
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
    reset TEXT CHECK (json_valid(reset)), companions INTEGER NOT NULL DEFAULT 0 CHECK (companions BETWEEN 0 AND 9), tariff TEXT CHECK (json_valid(tariff)), price INTEGER CHECK (price >= 0), booking TEXT REFERENCES booking (id),
    CHECK ((ended IS NULL) = (seconds IS NULL) AND (ended IS NULL) = (cause IS NULL))
) STRICT;
INSERT INTO "session" VALUES('01JNZA0000000000000000SE01','01JNZA0000000000000000ST01','01M801B605E8QR3ZV7H7XT5NR0','member','01JNZA0000000000000000V101',NULL,NULL,'cat',1,'soixante_soixante_neuf','2026-03-10',1773133200000,1773136800000,0,'01JNZA0000000000000000EP01',1773133200000,NULL,1773133800000,600,'visitor-left','station',NULL,1,NULL,NULL,'01JNZA0000000000000000BK01');
CREATE TABLE session_day (
    session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    day TEXT NOT NULL,
    seconds INTEGER NOT NULL CHECK (seconds >= 0),
    PRIMARY KEY (session, day)
) STRICT, WITHOUT ROWID;
INSERT INTO "session_day" VALUES('01JNZA0000000000000000SE01','2026-03-10',600);
CREATE TABLE site (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    created INTEGER NOT NULL,
    single INTEGER NOT NULL DEFAULT 1 UNIQUE CHECK (single = 1)
) STRICT;
INSERT INTO "site" VALUES('01M801B605JKP236XEMAB05ARN','Espace numérique de Sully',1795297744901,1);
CREATE TABLE staff (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (length(name) BETWEEN 1 AND 100),
    role TEXT NOT NULL CHECK (role IN ('mediator', 'coordinator', 'technician')),
    password TEXT NOT NULL, -- Argon2id, in PHC format
    created INTEGER NOT NULL,
    closed INTEGER
) STRICT;
INSERT INTO "staff" VALUES('01M801B605M0FECBG9V2HHYTVE','admin','coordinator','$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$AAAA',1795297744901,NULL);
CREATE TABLE staff_card (
    id INTEGER NOT NULL PRIMARY KEY,
    staff TEXT NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    code BLOB NOT NULL UNIQUE CHECK (length(code) = 32), -- HMAC-SHA256 under a key outside the database
    pin TEXT NOT NULL, -- Argon2id over the peppered PIN, in PHC format
    issued INTEGER NOT NULL,
    revoked INTEGER
) STRICT;
INSERT INTO "staff_card" VALUES(1,'01M801B605M0FECBG9V2HHYTVE',X'0101010101010101010101010101010101010101010101010101010101010101','$argon2id$v=19$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',1773130000000,1773133000000);
INSERT INTO "staff_card" VALUES(2,'01M801B605M0FECBG9V2HHYTVE',X'0202020202020202020202020202020202020202020202020202020202020202','$argon2id$v=19$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',1773133000000,NULL);
CREATE TABLE staff_session (
    token BLOB NOT NULL PRIMARY KEY CHECK (length(token) = 32), -- SHA-256 of the token
    staff TEXT NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    until INTEGER NOT NULL -- machine time
) STRICT, WITHOUT ROWID;
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
INSERT INTO "station" VALUES('01JNZA0000000000000000ST01','01M801B60536VG98F2X7T5RVA4','Poste 1','["accessible"]',X'0101010101010101010101010101010101010101010101010101010101010101',1773133200000,NULL);
CREATE TABLE station_journal (
    station TEXT NOT NULL REFERENCES station (id),
    epoch TEXT NOT NULL,
    highest INTEGER NOT NULL CHECK (highest >= 0),
    first_seen INTEGER NOT NULL,
    PRIMARY KEY (station, epoch)
) STRICT, WITHOUT ROWID;
INSERT INTO "station_journal" VALUES('01JNZA0000000000000000ST01','01JNZA0000000000000000EP01',2,1773133200000);
CREATE TABLE throttle (
    subject TEXT NOT NULL PRIMARY KEY,
    failures INTEGER NOT NULL CHECK (failures > 0),
    last INTEGER NOT NULL -- machine time
) STRICT, WITHOUT ROWID;
INSERT INTO "throttle" VALUES('member:100006',2,1773133200000);
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
INSERT INTO "ticket" VALUES('01JNZA0000000000000000T101',X'0303030303030303030303030303030303030303030303030303030303030303',60,1773176400000,'dog',1,'non_communique',1773133200000,'2026-03-10','01M801B605M0FECBG9V2HHYTVE');
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
INSERT INTO "usage_event" VALUES(1,1773133200000,'2026-03-10','session-started','01JNZA0000000000000000ST01','01JNZA0000000000000000EP01',1,'01JNZA0000000000000000SE01','{"event":"session-started","session":"01JNZA0000000000000000SE01","lease":"01JNZA0000000000000000E101","category":"member","policy":"01M801B605E8QR3ZV7H7XT5NR0"}',X'0000000000000000000000000000000000000000000000000000000000000000',X'856D853C300B8C683836444CCFB4695FCC9CE4CB2324F6A53ADA583A7B40608C');
INSERT INTO "usage_event" VALUES(2,1773133800000,'2026-03-10','session-ended','01JNZA0000000000000000ST01','01JNZA0000000000000000EP01',2,'01JNZA0000000000000000SE01','{"event":"session-ended","session":"01JNZA0000000000000000SE01","cause":"visitor-left","seconds":600}',X'856D853C300B8C683836444CCFB4695FCC9CE4CB2324F6A53ADA583A7B40608C',X'2A2074F55DF7EBD9F1801A930D556699B4ED144956A3089E2A013C6B69FF0C41');
CREATE TABLE visitor (
    id TEXT NOT NULL PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    picture TEXT NOT NULL,
    pin TEXT NOT NULL, -- Argon2id over the peppered PIN, in PHC format
    birth_year INTEGER CHECK (birth_year BETWEEN 1900 AND 2200),
    authorised INTEGER, -- when a guardian's authorisation was recorded
    created INTEGER NOT NULL
, groups TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(groups))) STRICT;
INSERT INTO "visitor" VALUES('01JNZA0000000000000000V101','100006','cat','$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$AAAA',1960,NULL,1773133200000,'["job-seeker"]');
CREATE TABLE visitor_name (
    visitor TEXT NOT NULL PRIMARY KEY REFERENCES visitor (id) ON DELETE CASCADE,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200)
) STRICT;
INSERT INTO "visitor_name" VALUES('01JNZA0000000000000000V101','Zoé');
CREATE TABLE voucher (
    issuer TEXT NOT NULL CHECK (issuer <> ''),
    serial TEXT NOT NULL CHECK (length(serial) BETWEEN 1 AND 64), -- letters and digits alone, in capitals
    entry INTEGER NOT NULL UNIQUE REFERENCES ledger (seq),
    expires TEXT, -- its last civil day
    PRIMARY KEY (issuer, serial)
) STRICT, WITHOUT ROWID;
INSERT INTO "voucher" VALUES('Pass numérique','AB12',2,'2026-12-31');
CREATE TRIGGER policy_version_is_never_edited BEFORE UPDATE ON policy_version
BEGIN
    SELECT raise(ABORT, 'a policy version is never edited: add a new one');
END;
CREATE TRIGGER policy_version_is_never_deleted BEFORE DELETE ON policy_version
BEGIN
    SELECT raise(ABORT, 'a policy version is never deleted: sessions name theirs');
END;
CREATE INDEX ticket_by_day ON ticket (day, picture);
CREATE UNIQUE INDEX session_open ON session (station) WHERE ended IS NULL;
CREATE INDEX session_by_day ON session (day, picture);
CREATE INDEX session_of_visitor ON session (visitor, day) WHERE visitor IS NOT NULL;
CREATE INDEX session_of_ticket ON session (ticket) WHERE ticket IS NOT NULL;
CREATE INDEX lease_of_session ON lease (session);
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
CREATE INDEX command_pending ON command (station, seq) WHERE done IS NULL;
CREATE INDEX offer_open ON offer (station) WHERE claimed IS NULL;
CREATE INDEX audit_by_time ON audit (at);
CREATE UNIQUE INDEX equipment_name ON equipment (room, name) WHERE retired IS NULL;
CREATE INDEX booking_by_day ON booking (day);
CREATE INDEX booking_on_station ON booking (station, starts) WHERE state IN ('held', 'arrived');
CREATE INDEX booking_on_equipment ON booking (equipment, starts) WHERE state IN ('held', 'arrived');
CREATE INDEX booking_of_visitor ON booking (visitor, starts) WHERE visitor IS NOT NULL;
CREATE INDEX booking_of_ticket ON booking (ticket, starts) WHERE ticket IS NOT NULL;
CREATE INDEX booking_of_series ON booking (series, starts) WHERE series IS NOT NULL;
CREATE INDEX booking_held ON booking (starts) WHERE state = 'held';
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
CREATE INDEX queue_waiting ON queue_entry (place) WHERE gone IS NULL;
CREATE UNIQUE INDEX queue_called ON queue_entry (station) WHERE gone IS NULL AND station IS NOT NULL;
CREATE UNIQUE INDEX queue_visitor ON queue_entry (visitor) WHERE gone IS NULL AND visitor IS NOT NULL;
CREATE UNIQUE INDEX queue_ticket ON queue_entry (ticket) WHERE gone IS NULL AND ticket IS NOT NULL;
CREATE UNIQUE INDEX staff_card_in_use ON staff_card (staff) WHERE revoked IS NULL;
CREATE INDEX ledger_of_purse ON ledger (purse, seq) WHERE purse IS NOT NULL;
CREATE INDEX ledger_of_job ON ledger (job, seq) WHERE job IS NOT NULL;
CREATE INDEX ledger_by_day ON ledger (day);
CREATE TRIGGER posting_is_of_the_next_transaction BEFORE INSERT ON posting
BEGIN
    SELECT raise(ABORT, 'postings belong to the next transaction')
    WHERE new.entry <> (SELECT coalesce(max(seq), 0) + 1 FROM ledger);
END;
CREATE TRIGGER ledger_has_no_gap BEFORE INSERT ON ledger
BEGIN
    SELECT raise(ABORT, 'transactions are numbered without gaps')
    WHERE new.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM ledger);
END;
CREATE TRIGGER ledger_sums_to_nothing BEFORE INSERT ON ledger
BEGIN
    SELECT raise(ABORT, 'a transaction sums to nothing')
    WHERE (SELECT coalesce(sum(cents), 0) FROM posting WHERE entry = new.seq) <> 0;
END;
CREATE TRIGGER purse_is_never_negative AFTER INSERT ON ledger WHEN new.purse IS NOT NULL
BEGIN
    SELECT raise(ABORT, 'a purse never holds less than nothing') WHERE EXISTS (
        SELECT 1 FROM ledger JOIN posting ON posting.entry = ledger.seq
        WHERE ledger.purse = new.purse AND account IN ('paid', 'free', 'reserve')
        GROUP BY account HAVING sum(cents) < 0
    );
END;
CREATE TRIGGER ledger_is_never_edited BEFORE UPDATE ON ledger
BEGIN
    SELECT raise(ABORT, 'transactions are append-only');
END;
CREATE TRIGGER ledger_is_never_deleted BEFORE DELETE ON ledger
BEGIN
    SELECT raise(ABORT, 'transactions are append-only');
END;
CREATE TRIGGER posting_is_never_edited BEFORE UPDATE ON posting
BEGIN
    SELECT raise(ABORT, 'postings are append-only');
END;
CREATE TRIGGER posting_is_never_deleted BEFORE DELETE ON posting
BEGIN
    SELECT raise(ABORT, 'postings are append-only');
END;
CREATE TRIGGER receipt_has_no_gap BEFORE INSERT ON receipt
BEGIN
    SELECT raise(ABORT, 'receipts are numbered without gaps')
    WHERE new.number <> (SELECT coalesce(max(number), 0) + 1 FROM receipt);
END;
CREATE TRIGGER receipt_is_never_edited BEFORE UPDATE ON receipt
BEGIN
    SELECT raise(ABORT, 'receipts are append-only');
END;
CREATE TRIGGER receipt_is_never_deleted BEFORE DELETE ON receipt
BEGIN
    SELECT raise(ABORT, 'receipts are append-only');
END;
CREATE TRIGGER voucher_is_never_edited BEFORE UPDATE ON voucher
BEGIN
    SELECT raise(ABORT, 'a voucher was handed in for good');
END;
CREATE TRIGGER voucher_is_never_deleted BEFORE DELETE ON voucher
BEGIN
    SELECT raise(ABORT, 'a voucher was handed in for good');
END;
CREATE TRIGGER day_close_has_no_gap BEFORE INSERT ON day_close
BEGIN
    SELECT raise(ABORT, 'closes are numbered without gaps')
    WHERE new.number <> (SELECT coalesce(max(number), 0) + 1 FROM day_close);
END;
CREATE TRIGGER day_close_is_never_edited BEFORE UPDATE ON day_close
BEGIN
    SELECT raise(ABORT, 'a close is never opened again');
END;
CREATE TRIGGER day_close_is_never_deleted BEFORE DELETE ON day_close
BEGIN
    SELECT raise(ABORT, 'a close is never opened again');
END;
COMMIT;

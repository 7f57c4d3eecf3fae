-- Money, in integer euro cents. Moments and days are as in the first migration.

-- A purse is a random name without a person: what is chained leads to nothing else.
CREATE TABLE purse (
    id TEXT NOT NULL PRIMARY KEY,
    opened INTEGER NOT NULL
) STRICT;

-- Whose it is, apart, so that it can be erased; an anonymous purse has none.
CREATE TABLE purse_holder (
    purse TEXT NOT NULL PRIMARY KEY REFERENCES purse (id),
    visitor TEXT UNIQUE REFERENCES visitor (id) ON DELETE CASCADE,
    ticket TEXT UNIQUE REFERENCES ticket (id) ON DELETE CASCADE,
    session TEXT UNIQUE REFERENCES session (id) ON DELETE CASCADE,
    CHECK ((visitor IS NOT NULL) + (ticket IS NOT NULL) + (session IS NOT NULL) = 1)
) STRICT;

-- Transactions: append-only and chained, each row holds the hash of the one before. The hash is over its postings too.
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

CREATE INDEX ledger_of_purse ON ledger (purse, seq) WHERE purse IS NOT NULL;
CREATE INDEX ledger_of_job ON ledger (job, seq) WHERE job IS NOT NULL;
CREATE INDEX ledger_by_day ON ledger (day);

-- What a transaction adds to each account. A purse has paid, free and reserve; the others are the site's. Money that lies
-- in the drawer stands as less than nothing in cash: the site owes it to those who hold purses, or earned it.
CREATE TABLE posting (
    entry INTEGER NOT NULL REFERENCES ledger (seq) DEFERRABLE INITIALLY DEFERRED,
    account TEXT NOT NULL CHECK (account IN
        ('paid', 'free', 'reserve', 'cash', 'card', 'cheque', 'voucher', 'revenue', 'allowance', 'given', 'goodwill')),
    cents INTEGER NOT NULL CHECK (cents <> 0),
    PRIMARY KEY (entry, account)
) STRICT, WITHOUT ROWID;

-- Why a mediator did it, apart from the chain, so that it can be erased.
CREATE TABLE ledger_reason (
    entry INTEGER NOT NULL PRIMARY KEY REFERENCES ledger (seq),
    salt BLOB NOT NULL CHECK (length(salt) = 16),
    reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 500)
) STRICT;

-- Postings are written before their transaction, which seals them.
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

-- What it was for and how much, its transaction says.
CREATE TABLE receipt (
    number INTEGER NOT NULL PRIMARY KEY CHECK (number > 0),
    id TEXT NOT NULL UNIQUE,
    entry INTEGER NOT NULL UNIQUE REFERENCES ledger (seq)
) STRICT;

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

-- Vouchers that were handed in, so that none is taken twice. How much it was for, its transaction says.
CREATE TABLE voucher (
    issuer TEXT NOT NULL CHECK (issuer <> ''),
    serial TEXT NOT NULL CHECK (length(serial) BETWEEN 1 AND 64), -- letters and digits alone, in capitals
    entry INTEGER NOT NULL UNIQUE REFERENCES ledger (seq),
    expires TEXT, -- its last civil day
    PRIMARY KEY (issuer, serial)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER voucher_is_never_edited BEFORE UPDATE ON voucher
BEGIN
    SELECT raise(ABORT, 'a voucher was handed in for good');
END;

CREATE TRIGGER voucher_is_never_deleted BEFORE DELETE ON voucher
BEGIN
    SELECT raise(ABORT, 'a voucher was handed in for good');
END;

-- Days that were closed: each closes what came after the one before. Its figures are in its transaction.
CREATE TABLE day_close (
    number INTEGER NOT NULL PRIMARY KEY CHECK (number > 0),
    entry INTEGER NOT NULL UNIQUE REFERENCES ledger (seq),
    note TEXT NOT NULL CHECK (length(note) <= 500)
) STRICT;

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

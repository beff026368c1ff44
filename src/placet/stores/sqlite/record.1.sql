-- The records of joint files, version 1. Released layouts are never edited; a new version is a further file.
--
-- The file itself refuses that anything kept is changed or taken away, whichever program asks. `..._not_replaced` is
-- for INSERT OR REPLACE, which takes the old row away without asking the trigger against that.
--
-- Entries, proofs and statements are numbered together, in the order of keeping. `turn` counts the statements about a
-- chain: only after one may a number be used again. `stays` is the last number that a statement left in its chain.

CREATE TABLE visits (
    number INTEGER PRIMARY KEY,
    visit TEXT NOT NULL UNIQUE,
    opening BLOB NOT NULL
) STRICT;
CREATE TRIGGER visits_not_taken_away BEFORE DELETE ON visits
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER visits_not_changed BEFORE UPDATE ON visits
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER visits_not_replaced BEFORE INSERT ON visits
WHEN EXISTS (SELECT 1 FROM visits WHERE number = NEW.number OR visit = NEW.visit)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TABLE entries (
    number INTEGER PRIMARY KEY,
    visit TEXT NOT NULL REFERENCES visits (visit),
    side TEXT NOT NULL,
    seq INTEGER NOT NULL CHECK (seq > 0),
    type TEXT NOT NULL,
    hash TEXT NOT NULL,
    header BLOB NOT NULL,
    signature BLOB NOT NULL,
    body BLOB,
    turn INTEGER NOT NULL,
    UNIQUE (visit, side, seq, turn)
) STRICT;
CREATE INDEX entries_in_order ON entries (visit, number);
CREATE TRIGGER entries_not_taken_away BEFORE DELETE ON entries
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER entries_not_replaced BEFORE INSERT ON entries
WHEN EXISTS (
    SELECT 1 FROM entries
    WHERE number = NEW.number OR (visit = NEW.visit AND side = NEW.side AND seq = NEW.seq AND turn = NEW.turn)
)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER entries_in_their_turn BEFORE INSERT ON entries
WHEN NEW.turn <> (SELECT count(*) FROM statements WHERE visit = NEW.visit AND side = NEW.side)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER entries_not_changed BEFORE UPDATE ON entries
WHEN NEW.body IS NOT NULL OR OLD.type NOT IN ('decline', 'note', 'propose')
    OR (NEW.number, NEW.visit, NEW.side, NEW.seq, NEW.type, NEW.hash, NEW.header, NEW.signature, NEW.turn)
    IS NOT (OLD.number, OLD.visit, OLD.side, OLD.seq, OLD.type, OLD.hash, OLD.header, OLD.signature, OLD.turn)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TABLE forks (
    number INTEGER PRIMARY KEY,
    visit TEXT NOT NULL REFERENCES visits (visit),
    side TEXT NOT NULL,
    seq INTEGER NOT NULL CHECK (seq > 0),
    hash TEXT NOT NULL,
    kept_header BLOB NOT NULL,
    kept_signature BLOB NOT NULL,
    kept_body BLOB,
    header BLOB NOT NULL,
    signature BLOB NOT NULL,
    body BLOB,
    UNIQUE (visit, hash)
) STRICT;
CREATE TRIGGER forks_not_taken_away BEFORE DELETE ON forks
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER forks_not_replaced BEFORE INSERT ON forks
WHEN EXISTS (SELECT 1 FROM forks WHERE number = NEW.number OR (visit = NEW.visit AND hash = NEW.hash))
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER forks_not_changed BEFORE UPDATE ON forks
WHEN NEW.body IS NOT NULL OR NEW.kept_body IS NOT NULL
    OR (NEW.number, NEW.visit, NEW.side, NEW.seq, NEW.hash, NEW.header, NEW.signature)
    IS NOT (OLD.number, OLD.visit, OLD.side, OLD.seq, OLD.hash, OLD.header, OLD.signature)
    OR (NEW.kept_header, NEW.kept_signature) IS NOT (OLD.kept_header, OLD.kept_signature)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TABLE statements (
    number INTEGER PRIMARY KEY,
    visit TEXT NOT NULL REFERENCES visits (visit),
    side TEXT NOT NULL,
    turn INTEGER NOT NULL CHECK (turn > 0),
    stays INTEGER NOT NULL,
    hash TEXT NOT NULL,
    statement BLOB NOT NULL,
    UNIQUE (visit, side, turn),
    UNIQUE (visit, hash)
) STRICT;
CREATE TRIGGER statements_not_taken_away BEFORE DELETE ON statements
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER statements_not_changed BEFORE UPDATE ON statements
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER statements_not_replaced BEFORE INSERT ON statements
WHEN EXISTS (
    SELECT 1 FROM statements WHERE number = NEW.number
    OR (visit = NEW.visit AND (hash = NEW.hash OR (side = NEW.side AND turn = NEW.turn)))
)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- What counts now: all but what a later statement has cut off.
CREATE VIEW counting AS
SELECT * FROM entries WHERE NOT EXISTS (
    SELECT 1 FROM statements
    WHERE statements.visit = entries.visit AND statements.side = entries.side
    AND statements.turn > entries.turn AND statements.stays < entries.seq
);

-- Entries of branches that nobody has chosen: for people to read, no part of any chain.
CREATE TABLE branches (
    number INTEGER PRIMARY KEY,
    visit TEXT NOT NULL REFERENCES visits (visit),
    side TEXT NOT NULL,
    seq INTEGER NOT NULL CHECK (seq > 0),
    type TEXT NOT NULL,
    hash TEXT NOT NULL,
    header BLOB NOT NULL,
    signature BLOB NOT NULL,
    body BLOB,
    UNIQUE (visit, hash)
) STRICT;
CREATE TRIGGER branches_not_taken_away BEFORE DELETE ON branches
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER branches_not_replaced BEFORE INSERT ON branches
WHEN EXISTS (SELECT 1 FROM branches WHERE number = NEW.number OR (visit = NEW.visit AND hash = NEW.hash))
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER branches_not_changed BEFORE UPDATE ON branches
WHEN NEW.body IS NOT NULL OR OLD.type NOT IN ('decline', 'note', 'propose')
    OR (NEW.number, NEW.visit, NEW.side, NEW.seq, NEW.type, NEW.hash, NEW.header, NEW.signature)
    IS NOT (OLD.number, OLD.visit, OLD.side, OLD.seq, OLD.type, OLD.hash, OLD.header, OLD.signature)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TABLE erasures (
    visit TEXT NOT NULL,
    side TEXT NOT NULL,
    seq INTEGER NOT NULL,
    turn INTEGER NOT NULL,
    PRIMARY KEY (visit, side, seq, turn),
    FOREIGN KEY (visit, side, seq, turn) REFERENCES entries (visit, side, seq, turn)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER erasures_not_taken_away BEFORE DELETE ON erasures
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER erasures_not_changed BEFORE UPDATE ON erasures
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER erasures_done AFTER INSERT ON erasures
BEGIN
    UPDATE entries SET body = NULL
    WHERE visit = NEW.visit AND side = NEW.side AND seq = NEW.seq AND turn = NEW.turn;
    UPDATE branches SET body = NULL
    WHERE visit = NEW.visit AND side = NEW.side AND seq = NEW.seq AND type IN ('decline', 'note', 'propose');
    UPDATE forks SET body = NULL, kept_body = NULL WHERE visit = NEW.visit AND side = NEW.side AND seq = NEW.seq;
END;
CREATE TRIGGER forks_erased AFTER INSERT ON forks
WHEN EXISTS (SELECT 1 FROM erasures WHERE visit = NEW.visit AND side = NEW.side AND seq = NEW.seq)
BEGIN UPDATE forks SET body = NULL, kept_body = NULL WHERE number = NEW.number; END;

CREATE TABLE envelopes (
    number INTEGER PRIMARY KEY,
    visit TEXT NOT NULL REFERENCES visits (visit),
    other TEXT NOT NULL,
    outgoing INTEGER NOT NULL CHECK (outgoing IN (0, 1)),
    count INTEGER NOT NULL,
    id TEXT NOT NULL,
    at TEXT NOT NULL,
    heads TEXT NOT NULL,
    UNIQUE (visit, other, outgoing, id)
) STRICT;
CREATE UNIQUE INDEX envelopes_counted ON envelopes (visit, other, outgoing, count) WHERE outgoing = 1;
CREATE TRIGGER envelopes_not_taken_away BEFORE DELETE ON envelopes
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER envelopes_not_changed BEFORE UPDATE ON envelopes
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER envelopes_not_replaced BEFORE INSERT ON envelopes
WHEN EXISTS (
    SELECT 1 FROM envelopes
    WHERE number = NEW.number OR (
        visit = NEW.visit AND other = NEW.other AND outgoing = NEW.outgoing
        AND (id = NEW.id OR (count = NEW.count AND outgoing = 1))
    )
)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TABLE epochs (epoch INTEGER PRIMARY KEY) STRICT;
CREATE TRIGGER epochs_not_taken_away BEFORE DELETE ON epochs
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER epochs_not_changed BEFORE UPDATE ON epochs
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

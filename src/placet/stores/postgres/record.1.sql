-- The records of joint files, version 1. Released layouts are never edited; a new version is a further file.
--
-- The same tables as in SQLite. The role that writes may only read and add; triggers refuse the rest to its owner too.
-- Texts compare byte by byte (COLLATE "C"), whatever the database was made for.

CREATE TABLE visits (
    number bigint PRIMARY KEY,
    visit text COLLATE "C" NOT NULL UNIQUE,
    opening bytea NOT NULL
);

CREATE TABLE entries (
    number bigint PRIMARY KEY,
    visit text COLLATE "C" NOT NULL REFERENCES visits (visit),
    side text COLLATE "C" NOT NULL,
    seq bigint NOT NULL CHECK (seq > 0),
    type text COLLATE "C" NOT NULL,
    hash text COLLATE "C" NOT NULL,
    header bytea NOT NULL,
    signature bytea NOT NULL,
    body bytea,
    turn bigint NOT NULL,
    UNIQUE (visit, side, seq, turn)
);
CREATE INDEX entries_in_order ON entries (visit, number);

CREATE TABLE forks (
    number bigint PRIMARY KEY,
    visit text COLLATE "C" NOT NULL REFERENCES visits (visit),
    side text COLLATE "C" NOT NULL,
    seq bigint NOT NULL CHECK (seq > 0),
    hash text COLLATE "C" NOT NULL,
    kept_header bytea NOT NULL,
    kept_signature bytea NOT NULL,
    kept_body bytea,
    header bytea NOT NULL,
    signature bytea NOT NULL,
    body bytea,
    UNIQUE (visit, hash)
);

CREATE TABLE statements (
    number bigint PRIMARY KEY,
    visit text COLLATE "C" NOT NULL REFERENCES visits (visit),
    side text COLLATE "C" NOT NULL,
    turn bigint NOT NULL CHECK (turn > 0),
    stays bigint NOT NULL,
    hash text COLLATE "C" NOT NULL,
    statement bytea NOT NULL,
    UNIQUE (visit, side, turn),
    UNIQUE (visit, hash)
);

CREATE VIEW counting AS
SELECT * FROM entries WHERE NOT EXISTS (
    SELECT 1 FROM statements
    WHERE statements.visit = entries.visit AND statements.side = entries.side
    AND statements.turn > entries.turn AND statements.stays < entries.seq
);

CREATE TABLE branches (
    number bigint PRIMARY KEY,
    visit text COLLATE "C" NOT NULL REFERENCES visits (visit),
    side text COLLATE "C" NOT NULL,
    seq bigint NOT NULL CHECK (seq > 0),
    type text COLLATE "C" NOT NULL,
    hash text COLLATE "C" NOT NULL,
    header bytea NOT NULL,
    signature bytea NOT NULL,
    body bytea,
    UNIQUE (visit, hash)
);

CREATE TABLE erasures (
    visit text COLLATE "C" NOT NULL,
    side text COLLATE "C" NOT NULL,
    seq bigint NOT NULL,
    turn bigint NOT NULL,
    PRIMARY KEY (visit, side, seq, turn),
    FOREIGN KEY (visit, side, seq, turn) REFERENCES entries (visit, side, seq, turn)
);

CREATE TABLE envelopes (
    number bigint PRIMARY KEY,
    visit text COLLATE "C" NOT NULL REFERENCES visits (visit),
    other text COLLATE "C" NOT NULL,
    outgoing integer NOT NULL CHECK (outgoing IN (0, 1)),
    count bigint NOT NULL,
    id text COLLATE "C" NOT NULL,
    at text COLLATE "C" NOT NULL,
    heads text COLLATE "C" NOT NULL,
    UNIQUE (visit, other, outgoing, id)
);
CREATE UNIQUE INDEX envelopes_counted ON envelopes (visit, other, outgoing, count) WHERE outgoing = 1;

CREATE TABLE epochs (epoch bigint PRIMARY KEY);

CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;

-- Only after a statement about its chain may a number be used again.

CREATE FUNCTION only_in_turn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.turn <> (SELECT count(*) FROM statements WHERE visit = NEW.visit AND side = NEW.side) THEN
        RAISE EXCEPTION 'append-only' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

-- Of entries and of branches, which have the same columns but one.

CREATE FUNCTION only_erase_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.body IS NOT NULL OR OLD.type NOT IN ('decline', 'note', 'propose')
        OR to_jsonb(NEW) - 'body' IS DISTINCT FROM to_jsonb(OLD) - 'body'
    THEN
        RAISE EXCEPTION 'append-only' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION only_erase_fork() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.body IS NOT NULL OR NEW.kept_body IS NOT NULL
        OR (NEW.number, NEW.visit, NEW.side, NEW.seq, NEW.hash, NEW.header, NEW.signature)
        IS DISTINCT FROM (OLD.number, OLD.visit, OLD.side, OLD.seq, OLD.hash, OLD.header, OLD.signature)
        OR (NEW.kept_header, NEW.kept_signature) IS DISTINCT FROM (OLD.kept_header, OLD.kept_signature)
    THEN
        RAISE EXCEPTION 'append-only' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

-- The two that erase act with the rights of the owner: the role itself may not change a row.

CREATE FUNCTION erase() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    UPDATE entries SET body = NULL
    WHERE visit = NEW.visit AND side = NEW.side AND seq = NEW.seq AND turn = NEW.turn;
    UPDATE branches SET body = NULL
    WHERE visit = NEW.visit AND side = NEW.side AND seq = NEW.seq AND type IN ('decline', 'note', 'propose');
    UPDATE forks SET body = NULL, kept_body = NULL WHERE visit = NEW.visit AND side = NEW.side AND seq = NEW.seq;
    RETURN NULL;
END $$;

CREATE FUNCTION erase_again() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM erasures WHERE visit = NEW.visit AND side = NEW.side AND seq = NEW.seq) THEN
        UPDATE forks SET body = NULL, kept_body = NULL WHERE number = NEW.number;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER not_changed BEFORE UPDATE OR DELETE ON visits FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER not_changed BEFORE UPDATE OR DELETE ON erasures FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER not_changed BEFORE UPDATE OR DELETE ON envelopes FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER not_changed BEFORE UPDATE OR DELETE ON epochs FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER not_taken_away BEFORE DELETE ON entries FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER not_taken_away BEFORE DELETE ON forks FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER not_changed BEFORE UPDATE ON entries FOR EACH ROW EXECUTE FUNCTION only_erase_entry();
CREATE TRIGGER not_changed BEFORE UPDATE ON branches FOR EACH ROW EXECUTE FUNCTION only_erase_entry();
CREATE TRIGGER not_taken_away BEFORE DELETE ON branches FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER not_changed BEFORE UPDATE OR DELETE ON statements FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER not_emptied BEFORE TRUNCATE ON branches EXECUTE FUNCTION refuse();
CREATE TRIGGER not_emptied BEFORE TRUNCATE ON statements EXECUTE FUNCTION refuse();
CREATE TRIGGER in_turn BEFORE INSERT ON entries FOR EACH ROW EXECUTE FUNCTION only_in_turn();
CREATE TRIGGER not_changed BEFORE UPDATE ON forks FOR EACH ROW EXECUTE FUNCTION only_erase_fork();
CREATE TRIGGER not_emptied BEFORE TRUNCATE ON visits EXECUTE FUNCTION refuse();
CREATE TRIGGER not_emptied BEFORE TRUNCATE ON entries EXECUTE FUNCTION refuse();
CREATE TRIGGER not_emptied BEFORE TRUNCATE ON forks EXECUTE FUNCTION refuse();
CREATE TRIGGER not_emptied BEFORE TRUNCATE ON erasures EXECUTE FUNCTION refuse();
CREATE TRIGGER not_emptied BEFORE TRUNCATE ON envelopes EXECUTE FUNCTION refuse();
CREATE TRIGGER not_emptied BEFORE TRUNCATE ON epochs EXECUTE FUNCTION refuse();
CREATE TRIGGER done AFTER INSERT ON erasures FOR EACH ROW EXECUTE FUNCTION erase();
CREATE TRIGGER erased AFTER INSERT ON forks FOR EACH ROW EXECUTE FUNCTION erase_again();
